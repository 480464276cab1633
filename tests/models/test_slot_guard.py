"""The database itself refuses overlapping slots, even when code forgets to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee
import pytest

from studio_tui.errors import StudioError
from tests.factories import book, session_draft

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk
    from studio_tui.studio import Studio

HOUR = 3600
NINE = 1_800_000_000
"""Some moment in UTC seconds at which the booked hour begins."""


@pytest.fixture
def guarded(studio: Studio) -> Studio:
    """A studio with two events and no slots: the rows are for the tests to write."""

    def empty(desk: Desk) -> None:
        desk.database.execute_sql("DELETE FROM booking_slot")
        desk.database.execute_sql("UPDATE schedule SET longest = 0")

    book(studio)
    book(studio, start=session_draft(studio).start.replace(hour=10))
    studio.run(empty)
    studio.run(insert, 1, NINE, NINE + HOUR)
    return studio


def insert(
    desk: Desk,
    event: int,
    start: int,
    end: int,
    schedule: int = 1,
    *,
    held: bool = True,
    forced: bool = False,
) -> None:
    desk.database.execute_sql(
        "INSERT INTO booking_slot (event_id, schedule_id, role, start_utc, end_utc, before, after, "
        "held, forced) VALUES (?, ?, 'photographer', ?, ?, 0, 0, ?, ?)",
        (event, schedule, start, end, held, forced),
    )


def change(desk: Desk, assignments: str) -> None:
    desk.database.execute_sql(f"UPDATE booking_slot SET {assignments} WHERE event_id = 2")


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 1), (-1, 2), (0.25, 0.75), (-0.5, 0.5), (0.5, 1.5), (0, 0.1), (-24, 24)],
)
def test_an_overlapping_slot_is_refused(guarded: Studio, start: float, end: float) -> None:
    with pytest.raises(StudioError, match="taken meanwhile") as caught:
        guarded.run(insert, 2, NINE + int(start * HOUR), NINE + int(end * HOUR))
    assert caught.value.code == "clash"
    assert isinstance(caught.value.__cause__, peewee.IntegrityError)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (1, 2), (1, 100), (-100, 0)])
def test_back_to_back_slots_are_free(guarded: Studio, start: int, end: int) -> None:
    guarded.run(insert, 2, NINE + start * HOUR, NINE + end * HOUR)


def test_a_long_slot_far_before_is_noticed(guarded: Studio) -> None:
    days = 24 * HOUR
    guarded.run(insert, 2, NINE, NINE + 30 * days, 2)
    with pytest.raises(StudioError, match="taken meanwhile"):
        guarded.run(insert, 1, NINE + 30 * days - HOUR, NINE + 30 * days, 2)


def test_other_schedules_do_not_matter(guarded: Studio) -> None:
    guarded.run(insert, 2, NINE, NINE + HOUR, 2)


def test_booked_over_on_purpose_is_allowed(guarded: Studio) -> None:
    guarded.run(insert, 2, NINE, NINE + HOUR, forced=True)


def test_slots_that_hold_no_time_are_allowed_on_both_sides(guarded: Studio) -> None:
    guarded.run(insert, 2, NINE, NINE + HOUR, held=False)
    guarded.run(insert, 2, NINE + HOUR, NINE + 2 * HOUR, 2, held=False)
    guarded.run(insert, 1, NINE + HOUR, NINE + 2 * HOUR, 2)


@pytest.mark.parametrize("end", [NINE, NINE - 1])
def test_a_slot_that_does_not_end_after_its_start_is_refused(guarded: Studio, end: int) -> None:
    with pytest.raises(StudioError, match="ends before it starts"):
        guarded.run(insert, 2, NINE, end, 2)


@pytest.mark.parametrize(
    "assignments",
    [
        f"start_utc = {NINE}, end_utc = {NINE + HOUR}",
        f"start_utc = {NINE + HOUR - 1}",
        "schedule_id = 1, forced = 0",
    ],
)
def test_a_slot_cannot_be_moved_onto_another(guarded: Studio, assignments: str) -> None:
    where = 2 if "schedule_id" in assignments else 1
    later = 0 if where == 2 else HOUR
    guarded.run(insert, 2, NINE + later, NINE + later + HOUR, where)
    with pytest.raises(StudioError, match="taken meanwhile"):
        guarded.run(change, assignments)


def test_a_freed_slot_cannot_be_held_again_over_another(guarded: Studio) -> None:
    guarded.run(insert, 2, NINE, NINE + HOUR, held=False)
    with pytest.raises(StudioError, match="taken meanwhile"):
        guarded.run(change, "held = 1")


def test_a_slot_booked_over_on_purpose_cannot_quietly_become_an_ordinary_one(
    guarded: Studio,
) -> None:
    guarded.run(insert, 2, NINE, NINE + HOUR, forced=True)
    with pytest.raises(StudioError, match="taken meanwhile"):
        guarded.run(change, "forced = 0")


def test_a_slot_cannot_be_made_to_end_before_it_starts(guarded: Studio) -> None:
    guarded.run(insert, 2, NINE, NINE + HOUR, 2)
    with pytest.raises(StudioError, match="ends before it starts"):
        guarded.run(change, f"end_utc = {NINE - HOUR}")
