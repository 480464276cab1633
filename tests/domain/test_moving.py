"""How far a booking is moved, in words, and who may take part instead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.booking import AppointmentDraft, SessionDraft
from studio_tui.domain.catalogue import Catalogue, PersonEntry, ResourceEntry
from studio_tui.domain.hours import Opening
from studio_tui.domain.moving import Shift, Swap, moved_due, shifted
from studio_tui.domain.standing_in import stand_in
from tests.factories import at

TEN, ELEVEN = at("2026-11-27T10:00"), at("2026-11-27T11:00")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 0, ""),
        (30, 30, "30 minutes later"),
        (-60, -60, "1 hour earlier"),
        (1440 + 90, 1440 + 90, "1 day, 1 hour and 30 minutes later"),
        (0, 15, "15 minutes longer"),
        (0, -60, "1 hour shorter"),
    ],
)
def test_a_distance_is_said_as_a_person_would(start: int, end: int, words: str) -> None:
    assert Shift(timedelta(minutes=start), timedelta(minutes=end)).words == words


@given(st.integers(-100_000, 100_000), st.integers(-100_000, 100_000))
def test_there_and_back_is_where_it_was(one: int, other: int) -> None:
    draft = SessionDraft(1, TEN, ELEVEN, arrival="09:45")
    by = timedelta(minutes=one)
    length = timedelta(minutes=other)
    there = shifted(draft, Shift(by, by + length))
    back = shifted(there, Shift(-by, -by - length))
    assert (back.start, back.end) == (TEN, ELEVEN)
    assert isinstance(back, SessionDraft)
    assert back.arrival == "09:45"


def test_the_time_of_arrival_keeps_its_distance() -> None:
    hour = timedelta(hours=1)
    moved = shifted(SessionDraft(1, TEN, ELEVEN, arrival="09:45"), Shift(hour, hour))
    assert isinstance(moved, SessionDraft)
    assert moved.arrival == "10:45"


def test_an_appointment_gets_another_person_in_the_place_of_one() -> None:
    draft = AppointmentDraft(1, TEN, ELEVEN, schedule_ids=(1, 5))
    moved = shifted(draft, Shift(swap=Swap(1, 11, 2, 12)))
    assert isinstance(moved, AppointmentDraft)
    assert moved.schedule_ids == (2, 5)


@pytest.mark.parametrize(
    ("due", "days", "found"),
    [
        ("2026-12-04", 1, "2026-12-07"),
        ("2026-12-04", 7, "2026-12-11"),
        ("2026-12-04", -1, "2026-12-03"),
    ],
)
def test_a_due_date_moves_on_to_a_day_of_the_work_week(due: str, days: int, found: str) -> None:
    assert moved_due(date.fromisoformat(due), days, range(5)) == date.fromisoformat(found)


ANNA = PersonEntry(11, "Anna", "AB", 1, photographer=True, assistant=False, booker=True)
BEN = PersonEntry(12, "Ben", "BO", 2, photographer=True, assistant=True, booker=True)
MIA = PersonEntry(13, "Mia", "MC", 3, photographer=False, assistant=True, booker=False)
ROOMS = (ResourceEntry(21, "Room 1", 4), ResourceEntry(22, "Room 2", 5))
LISTS = Catalogue(Opening("UTC"), people=(ANNA, BEN, MIA), resources=ROOMS)


@pytest.mark.parametrize(
    ("role", "whose", "other", "owner"),
    [
        ("photographer", 1, 2, 12),
        ("photographer", 1, 3, None),
        ("assistant", 3, 2, 12),
        ("assistant", 3, 1, None),
        ("attendee", 1, 3, 13),
        ("attendee", 1, 4, None),
        ("resource", 4, 5, 22),
        ("resource", 4, 1, None),
        ("photographer", 1, 9, None),
    ],
)
def test_only_who_can_play_the_role_stands_in(
    role: str, whose: int, other: int, owner: int | None
) -> None:
    found = stand_in(LISTS, role, whose, other, (whose,))  # type: ignore[arg-type]
    assert (found.to_owner_id if found else None) == owner


def test_nobody_takes_part_twice() -> None:
    assert stand_in(LISTS, "photographer", 1, 2, (1, 2)) is None
