"""A date of a recurring appointment: its record asks for which dates a change is meant."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.recurrence import Plan, Recurrence
from studio_tui.screens.appointment_record import AppointmentRecordScreen
from studio_tui.screens.dialogs import Question
from studio_tui.services import series
from tests.factories import appointment_draft, arrange, at, rows
from tests.screens.program import picture, read, running
from tests.screens.wizard.walking import press

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from studio_tui.studio import Studio

STARTS = 'SELECT substr(start, 12) FROM event WHERE "primary" ORDER BY start'


@asynccontextmanager
async def opened(studio: Studio) -> AsyncIterator[Pilot[None]]:
    """The record of today's date of a series of three, opened from the calendar."""
    draft = appointment_draft(studio, start=at("2026-11-24T09:00"), minutes=30)
    studio.run(series.book, draft, Plan(Recurrence("weekly", count=3)))
    async with running(studio) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AppointmentRecordScreen)
        yield pilot


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(picture(pilot.app.screen))


async def put(pilot: Pilot[None], key: str, text: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, AppointmentRecordScreen)
    screen.form.focus_field(key)
    await press(pilot, "ctrl+u", text)


async def test_the_rule_and_all_dates_are_shown(studio: Studio) -> None:
    async with opened(studio) as pilot:
        assert "every week, 3 times" in shown(pilot)
        await press(pilot, "f6", "f6")
        assert "Dates 3" in shown(pilot)
        assert "8 Dec" in shown(pilot)
        assert "this one" in shown(pilot)
        await press(pilot, "down", "enter")
        assert "Appointment 10001" in shown(pilot)


@pytest.mark.parametrize(
    ("letter", "times"),
    [
        ("o", ["10:00", "09:00", "09:00"]),
        ("t", ["10:00", "10:00", "10:00"]),
        ("a", ["10:00", "10:00", "10:00"]),
    ],
)
async def test_saving_asks_for_which_dates(studio: Studio, letter: str, times: list[str]) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "start", "10:00")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, letter)
        assert "Saved." in shown(pilot)
        assert ("3 dates of the series changed." in shown(pilot)) == (letter != "o")
    assert [start for (start,) in rows(studio, STARTS)] == times


async def test_going_on_with_editing_stores_nothing(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "New")
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(pilot.app.screen, AppointmentRecordScreen)
        assert pilot.app.screen.touched
    assert rows(studio, "SELECT count(*) FROM appointment WHERE description = ''") == [(3,)]


async def test_cancelling_all_frees_all_and_deletes_none(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "status", "cancelled")
        await press(pilot, "ctrl+s", "a")
        assert "3 dates of the series changed." in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "Nothing was changed." in shown(pilot), "nothing to ask about"
    assert rows(studio, "SELECT count(*), sum(held) FROM booking_slot") == [(3, 0)]


async def test_a_date_that_is_not_free_is_asked_about_for_all(studio: Studio) -> None:
    arrange(studio, start=at("2026-12-01T10:00"), description="Dentist")
    async with opened(studio) as pilot:
        await put(pilot, "start", "10:00")
        await press(pilot, "ctrl+s", "a")
        assert isinstance(pilot.app.screen, Question)
        assert "1 of 3 dates is not free. Tue 1 Dec 2026: Anna Berg" in shown(pilot).replace(
            "\n", " "
        ).replace("  ", " ")
        await read(pilot)
        await press(pilot, "s")
        assert "3 dates of the series changed." in shown(pilot)
    assert [start for (start,) in rows(studio, STARTS)] == ["10:00"] * 4
