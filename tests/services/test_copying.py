"""Booking a session again, with what is chosen of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import TakenError
from studio_tui.services import booking, copying, family, sessions
from studio_tui.services.family import Member
from tests.factories import FRIDAY, book, counts, rows

if TYPE_CHECKING:
    from studio_tui.studio import Studio

LATER = FRIDAY + timedelta(days=7, hours=-3)


@pytest.fixture
def session_id(studio: Studio) -> int:
    """Twins with Anna Berg, whose mother takes part."""
    booked = book(
        studio, description="Twins", notes="Green backdrop", assistant="Mia Carter", arrival="13:45"
    )
    studio.run(family.add, Member(booked.client_id, "Ada"), session_id=booked.session_id)
    draft = studio.run(sessions.get, booked.session_id).draft
    studio.run(booking.save, replace(draft, confirmed=True))
    return booked.session_id


def test_all_of_it_is_booked_again_but_for_status_and_confirmation(
    studio: Studio, session_id: int
) -> None:
    made = studio.run(copying.copy_session, session_id, LATER, tuple(copying.PARTS))
    first, new = (studio.run(sessions.get, each) for each in (session_id, made.session_id))
    assert new.draft == replace(
        first.draft,
        id=new.id,
        version=1,
        start=LATER,
        end=LATER + timedelta(hours=1),
        arrival="10:45",
        confirmed=False,
        booked_by_id=1,
    )
    assert new.number != first.number
    assert studio.run(family.names, new.id) == ("Ada",)
    assert f"Copied from session {first.number}." in [words for _, _, words in new.history]


def test_what_is_left_out_is_not_there(studio: Studio, session_id: int) -> None:
    made = studio.run(copying.copy_session, session_id, LATER, ())
    draft = studio.run(sessions.get, made.session_id).draft
    assert (draft.photographer_id, draft.assistant_id, draft.resource_id) == (None, None, None)
    assert (draft.description, draft.notes) == ("Twins", "")
    assert studio.run(family.names, made.session_id) == ()


def test_it_is_not_booked_over_another_unasked(studio: Studio, session_id: int) -> None:
    before = counts(studio)
    with pytest.raises(TakenError, match="busy 14:00-15:00"):
        studio.run(copying.copy_session, session_id, FRIDAY, ("people",))
    assert counts(studio) == before
    made = studio.run(copying.copy_session, session_id, FRIDAY, ("people",), force=True)
    assert rows(studio, "SELECT count(*) FROM session") == [(2,)]
    assert studio.run(sessions.get, made.session_id).draft.start == FRIDAY
