"""Cycles: those of all, and those that only one type goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.services import cancelling, sessions, status_change
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import arrange, book, execute, rows

if TYPE_CHECKING:
    from pathlib import Path

STEP = (
    "INSERT INTO status (area, for_type, name, kind, sort, days, initial, inactive) "
    "SELECT ?, id, ?, ?, ?, ?, ?, 0 FROM {} WHERE name = ?"
)


def own_cycle(studio: Studio, area: str = "session", name: str = "Pets") -> None:
    """Three steps of a type's own, the second of two work days."""
    sql = STEP.format(f"{area}_type")
    for at, (called, kind, days) in enumerate(
        (("Walk booked", "open", 0), ("Walked", "open", 2), ("Shown", "done", 0))
    ):
        execute(studio, sql, area, called, kind, at, days, at == 0, name)


def status(studio: Studio, session_id: int = 1) -> str:
    return studio.run(sessions.get, session_id).status


def test_a_booking_begins_with_the_first_step_of_its_types_own_cycle(studio: Studio) -> None:
    own_cycle(studio)
    book(studio, type_name="Pets")
    assert status(studio) == "Walk booked"
    other = book(studio, type_name="Portrait", photographer="Ben Okoye", resource="")
    assert status(studio, other.session_id) == "Booked"


def test_advancing_goes_through_the_types_own_cycle_and_counts_its_work_days(
    studio: Studio,
) -> None:
    own_cycle(studio)
    book(studio, type_name="Pets")
    standing = studio.run(status_change.standing, "session", 1)
    assert [step.name for step in standing.statuses] == ["Walk booked", "Walked", "Shown"]
    following = standing.following
    assert following is not None
    studio.run(status_change.change, standing.record, following.id)
    assert status(studio) == "Walked"
    assert rows(studio, "SELECT status_due FROM session") == [("2026-11-26",)]


def test_a_booking_of_before_goes_on_in_the_cycle_that_its_type_was_given(studio: Studio) -> None:
    book(studio, type_name="Pets")
    own_cycle(studio)
    assert status(studio) == "Booked"
    standing = studio.run(status_change.standing, "session", 1)
    assert standing.following is not None
    assert standing.following.name == "Walk booked"


def test_a_cycle_without_a_cancelled_step_cancels_with_that_of_all(studio: Studio) -> None:
    own_cycle(studio)
    book(studio, type_name="Pets")
    seen = studio.run(cancelling.consider, [("session", 1)])
    studio.run(cancelling.cancel, seen, reason="Ill")
    assert status(studio) == "Cancelled"


def test_an_appointment_type_has_a_cycle_of_its_own_too(studio: Studio) -> None:
    own_cycle(studio, "appointment", "Consultation")
    arrange(studio)
    found = "SELECT s.name FROM appointment a JOIN status s ON s.id = a.status_id"
    assert rows(studio, found) == [("Walk booked",)]


def test_a_studio_of_before_is_given_steps_of_invoices_and_tasks_once(directory: Path) -> None:
    steps = "SELECT area, name FROM status WHERE initial AND area IN ('invoice', 'task')"
    with Studio(directory, now=NOW) as studio:
        execute(studio, "DELETE FROM status WHERE area IN ('invoice', 'task')")
        execute(studio, "DELETE FROM task_type")
    with Studio(directory, now=NOW) as studio:
        assert rows(studio, steps) == [("invoice", "Open"), ("task", "To do")]
        assert rows(studio, "SELECT count(*) FROM task_type") == [(6,)]
        execute(studio, "DELETE FROM status WHERE area IN ('invoice', 'task')")
    with Studio(directory, now=NOW) as studio:
        assert rows(studio, steps) == []
