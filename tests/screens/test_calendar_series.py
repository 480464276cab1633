"""A recurring appointment on the calendar: moved, cancelled and looked through, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.recurrence import Plan, Recurrence
from studio_tui.screens.dialogs import Question
from studio_tui.screens.dropping import DropPanel
from studio_tui.services import appointments, series
from tests.factories import appointment_draft, arrange, at, book, rows
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import press, shown, where

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

STARTS = (
    "SELECT event.start FROM event JOIN booking_slot ON event_id = event.id AND held "
    "WHERE appointment_id IS NOT NULL ORDER BY event.start"
)


def repeat(studio: Studio, count: int = 3, **given: Any) -> tuple[int, ...]:
    """A weekly appointment from last Tuesday on, half an hour at nine."""
    draft = appointment_draft(studio, **{"start": at("2026-11-17T09:00"), "minutes": 30, **given})
    return studio.run(series.book, draft, Plan(Recurrence("weekly", count=count))).appointment_ids


def starts(studio: Studio) -> list[str]:
    return [start[5:16] for (start,) in rows(studio, STARTS)]


def line(pilot: Pilot[None]) -> str:
    return calendar_of(pilot).line.text


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        ("m", ["11-17T09:00", "11-24T10:00", "12-01T09:00"]),
        ("mm", ["11-17T09:00", "11-24T10:00", "12-01T10:00"]),
        ("mmm", ["11-17T10:00", "11-24T10:00", "12-01T10:00"]),
    ],
)
async def test_a_move_asks_for_which_dates(studio: Studio, letter: str, found: list[str]) -> None:
    repeat(studio)
    async with running(studio) as pilot:
        await press(pilot, "m", "down", "down", "enter")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, *["down"] * (len(letter) - 1), "enter")
        assert isinstance(pilot.app.screen, DropPanel)
        if found[0] != "11-17T09:00":
            assert "Do it although it is in the past" in shown(pilot)
            await press(pilot, "space")
        await press(pilot, "enter")
        assert starts(studio) == found
        spot = calendar_of(pilot).spot
        assert spot is not None
        assert (spot.day.isoformat(), f"{spot.at}") == ("2026-11-24", "10:00:00")
        await press(pilot, "ctrl+z")
    assert starts(studio) == ["11-17T09:00", "11-24T09:00", "12-01T09:00"]


@pytest.mark.parametrize(
    ("downs", "left"),
    [(0, ["11-17T09:00", "12-01T09:00"]), (1, ["11-17T09:00"]), (2, []), (3, None)],
)
async def test_cancelling_asks_for_which_dates(
    studio: Studio, downs: int, left: list[str] | None
) -> None:
    repeat(studio)
    before = starts(studio)
    async with running(studio) as pilot:
        await press(pilot, "x")
        assert "Cancel this and the following, 2 dates" in shown(pilot)
        await press(pilot, *["down"] * downs, "enter")
        if left is not None:
            await press(pilot, "no demand", "ctrl+s")
            assert line(pilot).startswith("Cancelled: ")
    assert starts(studio) == (before if left is None else left)


async def test_the_last_open_date_is_cancelled_without_a_question(studio: Studio) -> None:
    repeat(studio, 1, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await press(pilot, "x", "ill", "ctrl+s")
        assert line(pilot).startswith("Cancelled: ")


async def test_clashes_of_the_other_dates_are_seen_before_anything_is_stored(
    studio: Studio,
) -> None:
    repeat(studio)
    book(studio, start=at("2026-12-01T10:00"))
    async with running(studio) as pilot:
        await press(pilot, "m", "down", "down", "enter", "down", "enter")
        assert "busy 10:00-11:00 (Smith, Sara" in shown(pilot)
        assert "Do it although the time is not free" in shown(pilot)
        await press(pilot, "enter")
        assert "! Tick that it may be booked over." in shown(pilot)
        await press(pilot, "escape", "escape")
    assert starts(studio) == ["11-17T09:00", "11-24T09:00", "12-01T09:00"]


async def test_a_whole_series_goes_to_somebody_else_and_many_dates_are_told_in_short(
    studio: Studio,
) -> None:
    repeat(studio, 60)
    async with running(studio) as pilot:
        await press(pilot, "m", "v", "ben", "enter", "enter", "down", "down", "enter")
        assert "60 bookings, at the same times" in shown(pilot)
        assert "... and 57 between" in shown(pilot)
        await press(pilot, "enter")
        assert line(pilot).startswith("Moved: 60 bookings.")
    whose = "SELECT DISTINCT name FROM schedule JOIN booking_slot ON schedule_id = schedule.id"
    assert rows(studio, f"{whose} WHERE held") == [("Ben Okoye",)]


async def test_its_dates_are_listed_to_go_to_and_a_free_slot_begins_one(studio: Studio) -> None:
    repeat(studio)
    arrange(studio, start=at("2026-11-24T11:00"))
    async with running(studio) as pilot:
        await press(pilot, "r")
        assert "every week, 3 times" in shown(pilot)
        await press(pilot, "down", "enter")
        block = calendar_of(pilot).cursor_booking
        assert block is not None
        assert block.start == at("2026-12-01T09:00")
        await press(pilot, "g", "24/11 11:00", "enter", "r")
        assert line(pilot).startswith("It does not recur.")
        await press(pilot, "g", "15:00", "enter", "r")
        assert where(pilot) == ("appointment_information", "type")


async def test_the_record_cancels_a_series_too(studio: Studio) -> None:
    first, *_ = repeat(studio)
    async with running(studio) as pilot:
        await press(pilot, "enter", "f12", "down", "down", "enter", "no demand", "ctrl+s")
        await press(pilot, "escape")
    assert starts(studio) == []
    assert studio.run(appointments.get, first).history[0][2].startswith("Cancelled: no demand.")
