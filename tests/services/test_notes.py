from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from studio_tui.errors import StudioError
from studio_tui.services import notes
from tests import factories

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def test_notes_are_kept_with_who_and_when_newest_first(studio: Studio) -> None:
    session_id = factories.book(studio).session_id
    studio.run(notes.add, "session", session_id, "  One\n\ntwo ")
    studio.run(notes.add, "session", session_id, "Three")
    studio.run(notes.add, "client", session_id, "Of another record")
    found = studio.run(notes.of_record, "session", session_id)
    assert [note.text for note in found] == ["Three", "One\n\ntwo"]
    assert {(note.who, note.at) for note in found} == {("Anna Berg", datetime(2026, 11, 24, 9))}


def test_an_empty_note_is_refused(studio: Studio) -> None:
    with pytest.raises(StudioError, match="Type the note first"):
        studio.run(notes.add, "client", 1, " \n ")
    assert not studio.run(notes.of_record, "client", 1)
