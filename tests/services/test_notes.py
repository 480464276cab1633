from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from studio_tui.errors import StudioError
from studio_tui.flows import client_fields
from studio_tui.flows.field import Answers, Draft, Facts
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


def test_a_note_that_is_far_too_long_is_refused_with_how_much(studio: Studio) -> None:
    with pytest.raises(StudioError, match="at most 20,000 characters: take out 980,000"):
        studio.run(notes.add, "client", 1, "word " * 199_999 + "words")
    assert not studio.run(notes.of_record, "client", 1)


def test_notes_that_became_too_long_by_merging_are_kept_and_can_only_become_shorter() -> None:
    entry = replace(client_fields.FIELDS[-1], default=lambda _: "x" * 30_000)

    def problem(text: str) -> str:
        draft = Draft().with_text(entry.key, text)
        return Answers((entry,), draft, Facts(date(2026, 11, 24))).problem(entry.key)

    assert not problem("x" * 30_000)
    assert problem("x" * 30_001) == "Notes: 30001 characters; shorten it to 20000."
    assert not problem("x" * 19_000)
