"""A recurring appointment in the wizard: its fields, all its dates, and what is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.dialogs import AskText, Question
from studio_tui.services import appointments
from tests.factories import appointment_draft, arrange, at, rows
from tests.screens.program import calendar_of, running, until
from tests.screens.wizard.walking import SUMMARY, page, press, said, shown, where

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

pytestmark = pytest.mark.usefixtures("without_prices")

SERIES = "series"
UNLINKED = ("ctrl+p", "enter", "u")
STARTS = "SELECT start FROM event WHERE appointment_id IS NOT NULL ORDER BY start"


async def typed(pilot: Pilot[None], *repeat: str) -> None:
    """A meeting of Anna's on Friday at nine, for an hour, and how it repeats."""
    await press(pilot, *UNLINKED, "meet", "tab", "prices", "tab", "fri 9am", "tab", "tab", "60 min")
    await press(pilot, "tab", "anna", "tab", "tab", "tab", *repeat)


async def test_every_week_until_all_are_booked(studio: Studio) -> None:
    async with running(studio) as pilot:
        await typed(pilot, "w", "tab")
        assert where(pilot)[1] == "every"
        await press(pilot, "2", "tab", "tab", "4 times")
        assert "every 2 weeks" in shown(pilot)
        assert "4 dates, last Fri 8 Jan 2027" in shown(pilot)
        assert "Appointment information" in shown(pilot)
        await press(pilot, "pagedown")
        assert where(pilot)[0] == SERIES
        assert "Fri 25 Dec 2026" in shown(pilot)
        assert "4 dates." in shown(pilot)
        await press(pilot, "pagedown")
        assert where(pilot)[0] == SUMMARY
        assert "Repeats       every 2 weeks on Friday, 4 times" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Arranged 10000 and 3 more: prices, Fri 27 Nov 09:00-10:00.")
        assert pilot.app.screen is calendar_of(pilot)
    assert [start for (start,) in rows(studio, STARTS)] == [
        f"{day}T09:00" for day in ("2026-11-27", "2026-12-11", "2026-12-25", "2027-01-08")
    ]


async def test_once_is_asked_for_as_before(studio: Studio) -> None:
    async with running(studio) as pilot:
        await typed(pilot, "no", "pagedown")
        assert where(pilot)[0] == SUMMARY
        assert "Repeats" not in shown(pilot)


async def test_a_rule_without_an_end_or_with_too_many_dates_is_refused(studio: Studio) -> None:
    async with running(studio) as pilot:
        await typed(pilot, "daily", "pagedown")
        assert where(pilot) == ("appointment_information", "until")
        assert "Until is needed here." in said(pilot)
        await press(pilot, "10000 times", "pagedown")
        assert where(pilot) == ("appointment_information", "until")
        assert "at most 730 dates" in shown(pilot)
        assert " On " not in shown(pilot), "which day does not matter"


async def test_each_date_that_is_taken_wants_a_decision(studio: Studio) -> None:
    for day in ("2026-12-04", "2026-12-11", "2026-12-18"):
        arrange(studio, start=at(f"{day}T09:00"), minutes=60, description="Dentist")
    async with running(studio) as pilot:
        await typed(pilot, "weekly", "tab", "tab", "tab", "5x", "ctrl+s")
        assert where(pilot)[0] == SERIES, "not before something was decided"
        expected = "Fri 4 Dec 2026, 09:00: Anna Berg busy 09:00-10:00"
        await until(pilot, lambda: said(pilot).startswith(expected))
        assert "3 of 5 dates not free: Enter decides, Space skips, F4 moves." in shown(pilot)
        assert "Anna Berg busy 09:00-10:00 (Dentist)" in shown(pilot)
        await press(pilot, "space")
        assert "Fri 4 Dec 2026   09:00-10:00  skipped" in shown(pilot)
        await press(pilot, "space", "space", "down", "f4")
        assert "Fri 11 Dec 2026  10:00-11:00  moved from Fri 11 Dec 2026 · free" in shown(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "down", "down", "enter")
        assert "all the same · Anna Berg busy" in shown(pilot)
        assert "4 dates, 1 skipped." in shown(pilot)
        await press(pilot, "pageup", "pagedown")
        assert "4 dates, 1 skipped." in shown(pilot), "decisions stay"
        await press(pilot, "pagedown")
        assert "1 skipped · 1 at another time · 1 although it clashes" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Arranged 10003 and 3 more")
    found = rows(
        studio,
        STARTS.replace(
            "WHERE", "JOIN appointment ON appointment.id = appointment_id WHERE series_id AND"
        ),
    )
    assert [start for (start,) in found] == [
        *("2026-11-27T09:00", "2026-12-11T10:00", "2026-12-18T09:00", "2026-12-25T09:00"),
    ]


async def test_all_that_are_taken_are_skipped_at_once(studio: Studio) -> None:
    for day in ("2026-12-04", "2026-12-11"):
        arrange(studio, start=at(f"{day}T09:00"), minutes=60, description="Dentist")
    async with running(studio) as pilot:
        await typed(pilot, "weekly", "tab", "tab", "tab", "4", "pagedown", "enter")
        assert "Skip all 2 that are not free" in shown(pilot)
        await press(pilot, "down", "down", "down", "enter")
        assert "2 dates, 2 skipped." in shown(pilot)


async def test_another_time_forgets_what_was_decided(studio: Studio) -> None:
    arrange(studio, start=at("2026-12-04T09:00"), minutes=60, description="Dentist")
    async with running(studio) as pilot:
        await typed(pilot, "weekly", "tab", "tab", "tab", "3", "pagedown", "space")
        assert "2 dates, 1 skipped." in shown(pilot)
        await press(pilot, "pageup")
        page(pilot).wizard.type("start", "11:00")
        await press(pilot, "pagedown")
        assert "3 dates." in shown(pilot)


async def test_somebody_else_takes_a_date_meanwhile(studio: Studio) -> None:
    async with running(studio) as pilot:
        await typed(pilot, "weekly", "tab", "tab", "tab", "3", "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        draft = appointment_draft(studio, start=at("2026-12-04T09:00"), description="Dentist")
        studio.run(appointments.book, draft)
        await press(pilot, "enter")
        assert where(pilot)[0] == SERIES
        assert "Dentist" in shown(pilot)
        await press(pilot, "space", "ctrl+s", "ctrl+s")
        assert "and 1 more" in said(pilot)


async def test_a_reason_is_asked_for_where_the_studio_wants_one(studio: Studio) -> None:
    def strict(desk: object) -> None:
        with desk.work() as work:  # type: ignore[attr-defined]
            work.prefer("booking.clashes", "reason")

    studio.run(strict)
    arrange(studio, start=at("2026-12-04T09:00"), minutes=60, description="Dentist")
    async with running(studio) as pilot:
        await typed(pilot, "weekly", "tab", "tab", "tab", "2", "pagedown", "enter", "down", "down")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AskText)
        await press(pilot, "she swaps", "enter", "ctrl+s", "ctrl+s")
        assert "and 1 more" in said(pilot)
    found = rows(studio, "SELECT words FROM change WHERE words LIKE '%because she swaps%'")
    assert len(found) == 1
