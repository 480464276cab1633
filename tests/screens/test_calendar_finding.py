"""Finding one's way on the calendar: the filter, small months, and what marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.legend import Legend
from studio_tui.screens.menu import Menu
from studio_tui.screens.pick_day import PickDay
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.widgets.mini_month import MonthsAside
from studio_tui.widgets.schedule_grid import ScheduleGrid
from tests.factories import arrange, at, book, client_draft, execute
from tests.screens.program import calendar_of, picture, running, until
from tests.screens.test_calendar import book_elsewhere
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from studio_tui.studio import Studio


def title(pilot: Pilot[None]) -> str:
    return picture(calendar_of(pilot))[0].partition("  ")[0].strip()


def row(pilot: Pilot[None], clock: str) -> str:
    return next(text for text in picture(calendar_of(pilot)) if text.startswith(clock))


@pytest.fixture
def booked(studio: Studio) -> Studio:
    """On Tuesday Sara Smith with Anna and lunch for Ben, on Thursday Kim Lee."""
    book(studio, start=at("2026-11-24T10:00"))
    arrange(studio, who=("Ben Okoye",), description="Lunch", start=at("2026-11-24T12:00"))
    book(studio, client=client_draft(last="Lee", first="Kim"), start=at("2026-11-26T14:00"))
    execute(studio, "UPDATE person SET auto_select = 1")
    return studio


# The filter


async def test_words_leave_out_bookings_while_they_are_typed(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "/", "lun")
        assert said(pilot) == ("1 of 2 bookings shown. Enter keeps the filter, Esc clears it.")
        assert "░busy" in row(pilot, "10:00")
        assert "Smith" not in shown(pilot)
        assert "▌Lunch" in row(pilot, "12:00")
        await press(pilot, "x")
        assert said(pilot).startswith("0 of 2 bookings shown")
        assert "Lunch" not in row(pilot, "12:00")


async def test_the_cursor_goes_to_the_first_that_is_found(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "/", "lun", "enter")
        assert said(pilot).startswith("Ben Okoye 12:00-12:30 Lunch")
        assert said(pilot).endswith("· 1 of 2 bookings shown, Esc clears the filter")


async def test_a_filter_holds_until_escape_and_is_said(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "/", "lee", "enter")
        assert said(pilot).startswith("0 of 2 bookings shown, Esc clears the filter. Anna Berg")
        assert isinstance(pilot.app.focused, ScheduleGrid)
        await press(pilot, "down", "down")
        assert said(pilot).startswith("Anna Berg 10:00-11:00 left out by the filter: Smith, Sara")
        await press(pilot, "pagedown", "pagedown")
        assert "▌Lee, Kim" in shown(pilot)
        assert " Filter lee" in shown(pilot)
        assert "1 of 1 booking shown" in shown(pilot)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, Menu)
        assert "Filter" not in shown(pilot)
        await press(pilot, "pageup", "pageup")
        assert "▌Smith" in row(pilot, "10:00")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Menu)


async def test_escape_while_typing_clears_too(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "f12", "lun", "escape")
        assert isinstance(pilot.app.focused, ScheduleGrid)
        assert "▌Smith" in row(pilot, "10:00")
        await press(pilot, "/", "enter")
        assert isinstance(pilot.app.focused, ScheduleGrid)
        assert "Filter" not in shown(pilot)


async def test_month_and_agenda_count_and_list_what_is_left(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "/", "smith", "enter", "3")
        assert said(pilot).endswith("today, 1 booking: 10:00-11:00 Smith, Sara")
        await press(pilot, "4")
        assert said(pilot).endswith("(1 of 1)")
        assert "Lunch" not in shown(pilot)
        await press(pilot, "escape")
        assert said(pilot).endswith("(1 of 3)")


async def test_days_are_turned_while_words_are_typed(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "/", "lee", "pagedown", "pagedown")
        assert title(pilot) == "Day · Thu 26 Nov 2026 · in 2 days"
        assert "1 of 1 booking shown" in shown(pilot)
        await press(pilot, "x")
        assert "0 of 1 booking shown" in shown(pilot)


async def test_what_is_left_out_opens_all_the_same(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "down", "down", "/", "lunch", "enter", "left", *["up"] * 4, "enter")
        assert isinstance(pilot.app.screen, SessionRecordScreen)
        await press(pilot, "escape")
        assert said(pilot).startswith("Anna Berg 10:00-11:00 left out by the filter")


@pytest.mark.parametrize("size", [(1, 1), (12, 5), (40, 10), (250, 70)])
async def test_the_filter_stops_no_terminal(booked: Studio, size: tuple[int, int]) -> None:
    async with running(booked, size) as pilot:
        await press(pilot, "/", "smith", "enter", "2", "3", "4", "5", "escape", "1", "L", "escape")
        await press(pilot, "M", "down", "escape")
        assert calendar_of(pilot).spot is not None


# Small months


async def test_a_day_is_picked_from_the_small_month(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "M")
        panel = pilot.app.screen
        assert isinstance(panel, PickDay)
        assert panel.words == "Tuesday 24 November 2026, today, 2 bookings"
        await press(pilot, "right", "right")
        assert panel.words == "Thursday 26 November 2026, in 2 days, 1 booking"
        assert " 25 [26•]27" in shown(pilot)
        await press(pilot, "enter")
        assert title(pilot) == "Day · Thu 26 Nov 2026 · in 2 days"
        assert said(pilot) == "Anna Berg, Thursday 26 November 2026, 09:00-09:30 free"


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (("pagedown",), "Thursday 24 December 2026"),
        (("n", "n"), "Sunday 24 January 2027"),
        (("pageup",), "Saturday 24 October 2026"),
        (("down",), "Tuesday 1 December 2026"),
        (("end", "home", "left"), "Sunday 22 November 2026"),
        (("pagedown", "t"), "Tuesday 24 November 2026"),
    ],
)
async def test_the_small_month_walks_from_month_to_month(
    booked: Studio, keys: tuple[str, ...], day: str
) -> None:
    async with running(booked) as pilot:
        await press(pilot, "M", *keys)
        panel = pilot.app.screen
        assert isinstance(panel, PickDay)
        assert panel.words.startswith(day)
        await press(pilot, "escape")
        assert title(pilot) == "Day · Tue 24 Nov 2026 · today"


async def test_small_months_stand_beside_the_day_where_there_is_room(booked: Studio) -> None:
    async with running(booked, (120, 40)) as pilot:
        aside = pilot.app.screen.query_one(MonthsAside)
        assert aside.display
        assert any("23 [24•]25  26•" in line for line in picture(calendar_of(pilot)))
        await press(pilot, "pagedown")
        assert any("23 ►24•[25 ]26•" in line for line in picture(calendar_of(pilot)))
        cell = aside.cell(at("2026-12-01T00:00").date())
        await pilot.click(MonthsAside, offset=(cell.x + 1, cell.y))
        assert title(pilot) == "Day · Tue 1 Dec 2026 · in 7 days"
        assert isinstance(pilot.app.focused, ScheduleGrid)
        await press(pilot, "2")
        assert not aside.display
        await press(pilot, "1")
        assert aside.display
        await pilot.resize_terminal(119, 40)
        await until(pilot, lambda: not aside.display)
        await pilot.resize_terminal(140, 40)
        await until(pilot, lambda: bool(aside.display))


async def test_small_months_follow_what_others_book(booked: Studio, directory: Path) -> None:
    async with running(booked, (120, 40)) as pilot:
        aside = pilot.app.screen.query_one(MonthsAside)
        day = at("2026-11-24T16:00")
        assert aside.count(day.date()) == 2
        await book_elsewhere(directory, day.isoformat())
        await until(pilot, lambda: aside.count(day.date()) == 3)


# The month keeps its day


async def test_the_cursor_of_the_month_stays_when_something_else_was_in_front(
    booked: Studio, directory: Path
) -> None:
    async with running(booked) as pilot:
        await press(pilot, "3", "right", "right", "f1", "escape")
        assert said(pilot).startswith("Thursday 26 November 2026")
        await book_elsewhere(directory, "2026-11-24T16:00")
        await until(pilot, lambda: "somebody else" in said(pilot))
        assert "Thursday 26 November 2026" in said(pilot)


# Marks


async def test_what_colours_and_marks_mean_is_read_line_by_line(booked: Studio) -> None:
    async with running(booked, (80, 40)) as pilot:
        await press(pilot, "L")
        panel = pilot.app.screen
        assert isinstance(panel, Legend)
        for line in ("✓         confirmed", "$         balance due", "blue      Portrait"):
            assert line in shown(pilot)
        await press(pilot, "end", "enter")
        assert pilot.app.screen is calendar_of(pilot)
        await press(pilot, "f9", "l", "l", "l")
        assert "What the colours and marks mean" in shown(pilot)


async def test_the_small_month_says_what_it_is_on_at_40_by_10(booked: Studio) -> None:
    async with running(booked, (40, 10)) as pilot:
        await press(pilot, "M")
        for words in ("[24•]", "Tuesday 24 November 2026, today", "Enter Go there"):
            assert words in shown(pilot)
