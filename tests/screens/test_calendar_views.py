"""The views of the calendar by the keys that lead to them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.widgets.agenda_list import AgendaList
from studio_tui.widgets.month_grid import MonthGrid
from studio_tui.widgets.schedule_grid import ScheduleGrid
from tests.factories import arrange, at, book, client_draft, execute
from tests.screens.program import calendar_of, picture, running, until
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio


def title(pilot: Pilot[None]) -> str:
    return picture(calendar_of(pilot))[0].partition("  ")[0].strip()


@pytest.fixture
def booked(studio: Studio) -> Studio:
    """Three bookings: two on Tuesday, one on Thursday."""
    book(studio, start=at("2026-11-24T10:00"))
    arrange(studio, who=("Ben Okoye",), description="Lunch", start=at("2026-11-24T12:00"))
    book(studio, client=client_draft(last="Lee", first="Kim"), start=at("2026-11-26T14:00"))
    execute(studio, "UPDATE person SET auto_select = 1")
    return studio


@pytest.mark.parametrize(
    ("keys", "said_title"),
    [
        (["1"], "Day · Tue 24 Nov 2026 · today"),
        (["2"], "Week 48 · 23-29 Nov 2026 · Anna Berg"),
        (["3"], "Month · November 2026 · 5 schedules"),
        (["4"], "Agenda · 24-30 Nov 2026 · 5 schedules"),
        (["5"], "3 days · 24-26 Nov 2026 · by date"),
        (["5", "5"], "5 days · 24-28 Nov 2026 · by date"),
        (["5", "5", "5"], "7 days · 24-30 Nov 2026 · by date"),
        (["5", "5", "5", "5"], "2 days · 24-25 Nov 2026 · by date"),
        (["5", "G"], "3 days · 24-26 Nov 2026 · by person"),
        (["G", "G", "G"], "3 days · 24-26 Nov 2026 · by date"),
        (["6"], "Work week 48 · 23-29 Nov 2026 · Anna Berg"),
        (["ctrl+k"], "Month · November 2026 · 5 schedules"),
        (["ctrl+a"], "Agenda · 24-30 Nov 2026 · 5 schedules"),
        (["ctrl+b"], "3 days · 24-26 Nov 2026 · by date"),
        (["3", "ctrl+e"], "Week 48 · 23-29 Nov 2026 · Anna Berg"),
        (["4", "ctrl+j"], "Day · Tue 24 Nov 2026 · today"),
    ],
)
async def test_a_key_shows_the_day_under_the_cursor_in_another_way(
    booked: Studio, keys: list[str], said_title: str
) -> None:
    async with running(booked) as pilot:
        await press(pilot, *keys)
        assert title(pilot) == said_title


WAYS = [
    (("]",), "Tue 1 Dec 2026"),
    (("[",), "Tue 17 Nov 2026"),
    (("}",), "Thu 24 Dec 2026"),
    (("{",), "Sat 24 Oct 2026"),
    (("}", "t"), "Tue 24 Nov 2026"),
    (("g", "fri", "enter"), "Fri 27 Nov 2026"),
    (("g", "2028-02-29", "enter"), "Tue 29 Feb 2028"),
    (("pagedown", "pageup"), "Tue 24 Nov 2026"),
    (("n", "p"), "Tue 24 Nov 2026"),
]


@pytest.mark.parametrize("view", "123456")
async def test_ways_to_a_day_are_the_same_in_every_view(studio: Studio, view: str) -> None:
    async with running(studio, (120, 40)) as pilot:
        for keys, day in WAYS:
            await press(pilot, "t", view, *keys, "1")
            assert title(pilot).startswith(f"Day · {day}"), keys


def _high(pilot: Pilot[None], lines: int) -> bool:
    return len(shown(pilot).splitlines()) == lines


@pytest.mark.parametrize("view", "123456")
async def test_no_size_stops_a_view(booked: Studio, view: str) -> None:
    async with running(booked, (1, 1)) as pilot:
        for width, height in [(1, 1), (3, 2), (20, 6), (40, 10), (250, 70), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await press(pilot, view, "right", "down", "left", "up", "end", "home", "+", "-", "G")
            await until(pilot, partial(_high, pilot, height))


# The month


async def test_the_month_counts_and_names_the_first_bookings(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "3")
        assert isinstance(pilot.app.focused, MonthGrid)
        assert said(pilot) == (
            "Tuesday 24 November 2026, today, 2 bookings: "
            "10:00-11:00 Smith, Sara; 12:00-12:30 Lunch"
        )
        lines = picture(calendar_of(pilot))
        day = next(line for line in lines if "►24" in line)
        assert "[►24  (2)]" in day
        first, second = lines[lines.index(day) + 1 :][:2]
        assert (first.split("│")[2].strip(), second.split("│")[2].strip()) == (
            "▌Smith, S…",
            "▌Lunch",
        )


async def test_arrows_walk_over_the_days_of_the_month_and_beyond(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "3", "right", "right")
        assert said(pilot).startswith("Thursday 26 November 2026, in 2 days, 1 booking: 14:00")
        await press(pilot, "end")
        assert said(pilot).startswith("Sunday 29 November 2026")
        await press(pilot, "down")
        assert title(pilot).startswith("Month · December 2026")
        assert said(pilot).endswith("6 December 2026, in 12 days, nothing booked, closed")
        await press(pilot, "home")
        assert said(pilot).startswith("Tuesday 1 December 2026")
        await press(pilot, "left", "up")
        assert title(pilot).startswith("Month · November 2026")
        assert said(pilot).startswith("Monday 23 November 2026, yesterday, nothing booked")


async def test_enter_on_a_day_of_the_month_shows_that_day(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "3", "right", "right", "enter")
        assert title(pilot) == "Day · Thu 26 Nov 2026 · in 2 days"
        assert isinstance(pilot.app.focused, ScheduleGrid)


async def test_a_booking_begun_on_the_month_starts_from_the_day(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "3", "right", "b")
        page = pilot.app.screen
        assert isinstance(page, WizardPage)
        assert page.wizard.draft.prefill == {"date": "2026-11-25"}


async def test_clicks_reach_the_days_of_the_month(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "3")
        month = calendar_of(pilot).faces["month"].widget
        assert isinstance(month, MonthGrid)
        thursday = month.cell(at("2026-11-26T00:00").date())
        await pilot.click(MonthGrid, offset=(thursday.x + 2, thursday.y + 1))
        assert said(pilot).startswith("Thursday 26 November 2026")
        await pilot.click(MonthGrid, offset=(thursday.x + 2, thursday.y), times=2)
        assert title(pilot).startswith("Day · Thu 26 Nov")


async def test_a_closure_is_named_in_the_month(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) VALUES (1, ?, ?, 'Fair')",
        "2026-11-25",
        "2026-11-25",
    )
    async with running(studio) as pilot:
        await press(pilot, "3", "right")
        assert said(pilot).endswith("25 November 2026, tomorrow, nothing booked, closed: Fair")
        assert "│Fair " in shown(pilot)


# The agenda


async def test_the_agenda_lists_each_booking_once_with_everybody(booked: Studio) -> None:
    async with running(booked, (120, 40)) as pilot:
        await press(pilot, "4")
        assert isinstance(pilot.app.focused, AgendaList)
        assert said(pilot) == (
            "Tuesday 24 November 2026, today, 10:00-11:00 Smith, Sara · Portrait (session 10000), "
            "Anna Berg and Camera room 1 (1 of 3)"
        )
        drawn = picture(calendar_of(pilot))[2:5]
        assert [line[3:28].rstrip() for line in drawn] == [
            "►Tue 24 Nov   10:00-11:00",
            "►Tue 24 Nov   12:00-12:30",
            " Thu 26 Nov   14:00-15:00",
        ]
        await press(pilot, "down")
        assert "Lunch" in said(pilot)
        await press(pilot, "right")
        assert "Lee, Kim" in said(pilot)
        await press(pilot, "left")
        assert "Smith, Sara" in said(pilot)


async def test_enter_in_the_agenda_opens_the_booking_and_comes_back_to_it(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "4", "end", "enter")
        opened = pilot.app.screen
        assert isinstance(opened, SessionRecordScreen)
        assert opened.record.number == "10001"
        await press(pilot, "escape")
        assert "Lee, Kim" in said(pilot)
        assert isinstance(pilot.app.focused, AgendaList)


async def test_beyond_the_agenda_come_the_days_before_and_after(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "4", "end", "down")
        assert title(pilot).startswith("Agenda · 1-7 Dec 2026")
        assert said(pilot) == (
            "Nothing booked on these days. From Tuesday 1 December 2026 to Monday 7 December 2026"
        )
        assert "Nothing booked on these days." in picture(calendar_of(pilot))[2]
        await press(pilot, "up")
        assert title(pilot).startswith("Agenda · 24-30 Nov 2026")
        assert "Lee, Kim" in said(pilot)


async def test_now_is_marked_in_the_agenda(booked: Studio) -> None:
    book(booked, client=client_draft(last="Early", first=""), start=at("2026-11-24T08:30"))
    async with running(booked) as pilot:
        await press(pilot, "4")
        assert "►08:30-09:30" in shown(pilot)
        assert "►10:00" not in shown(pilot)


# Several days


async def test_several_days_side_by_side_are_grouped_by_date_or_by_person(booked: Studio) -> None:
    execute(booked, "UPDATE person SET auto_select = id = 1")
    async with running(booked, (160, 40)) as pilot:
        await press(pilot, "5")
        heads = picture(calendar_of(pilot))[1:3]
        assert [group.strip() for group in heads[0].split("│")[1:]] == [
            "►Tue 24 Nov",
            "Wed 25 Nov",
            "Thu 26 Nov",
        ]
        assert heads[1].split("  ").count("Anna Berg") == 3
        await press(pilot, "G")
        heads = picture(calendar_of(pilot))[1:3]
        assert heads[0].split("│")[1].strip() == "Anna Berg"
        assert [word.strip() for word in heads[1].split("   ") if word.strip()][:3] == [
            "►Tue 24",
            "Wed 25",
            "Thu 26",
        ]
        assert "Anna Berg" in said(pilot)


async def test_the_cursor_stays_on_its_booking_from_view_to_view(booked: Studio) -> None:
    async with running(booked, (160, 40)) as pilot:
        await press(pilot, "down", "down")
        for key in "254G6412":
            await press(pilot, key)
            found = calendar_of(pilot).cursor_booking
            assert found is not None, key
            assert (found.client, found.start) == ("Smith, Sara", at("2026-11-24T10:00")), key


async def test_right_of_the_last_day_the_days_move_on_by_one(booked: Studio) -> None:
    execute(booked, "UPDATE person SET auto_select = id = 1")
    execute(booked, "UPDATE schedule SET shown = 0 WHERE kind = 'resource'")
    async with running(booked, (160, 40)) as pilot:
        await press(pilot, "5", "right", "right", "right")
        assert title(pilot).startswith("3 days · 25-27 Nov 2026")
        assert said(pilot).startswith("Anna Berg, Friday 27 November 2026, 09:00")
        await press(pilot, "left", "left", "left")
        assert title(pilot).startswith("3 days · 24-26 Nov 2026")
        assert said(pilot).startswith("Anna Berg, Tuesday 24 November 2026, 09:00")


# The work week


async def test_the_work_week_leaves_out_closed_days_unless_something_is_booked(
    studio: Studio,
) -> None:
    execute(studio, "DELETE FROM opening_hours WHERE weekday IN (0, 6)")
    async with running(studio, (120, 40)) as pilot:
        await press(pilot, "6")
        heads = picture(calendar_of(pilot))[1].split()
        assert heads == ["►Tue", "24", "Wed", "25", "Thu", "26", "Fri", "27", "Sat", "28"]
        await press(pilot, "end", "right", "right", "right", "right", "right")
        assert "Work week 49" in title(pilot)
        assert said(pilot).startswith("Anna Berg, Tuesday 1 December")
        await press(pilot, "left")
        assert "Saturday 28 November" in said(pilot)
    book(studio, start=at("2026-11-23T10:00"), force=True)
    async with running(studio, (120, 40)) as pilot:
        assert picture(calendar_of(pilot))[1].split()[:2] == ["Mon", "23"]


# Rows


async def test_rows_are_made_shorter_and_longer(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "down", "down", "+")
        assert said(pilot).startswith("A row is 15 minutes. Anna Berg 10:00-11:00 Smith, Sara")
        await press(pilot, "+", "+")
        assert said(pilot).startswith("A row is 10 minutes.")
        await press(pilot, "up")
        assert said(pilot) == "Anna Berg, Tuesday 24 November 2026, 09:50-10:00 free"
        await press(pilot, "-", "-", "-", "-")
        assert said(pilot) == "A row is 60 minutes. " + (
            "Anna Berg, Tuesday 24 November 2026, 09:00-10:00 free"
        )
        await press(pilot, "3", "+")
        assert said(pilot).startswith("Rows are minutes long in the day and the week")


# What is remembered


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        (["3"], "Month · November 2026"),
        (["4"], "Agenda · 24-30 Nov 2026"),
        (["right", "right", "6"], "Work week 48 · 23-29 Nov 2026 · Mia Carter"),
        (["2", "v", "ben", "enter"], "Week 48 · 23-29 Nov 2026 · Ben Okoye"),
        (["5", "5", "G"], "5 days · 24-28 Nov 2026 · by person"),
        (["2", "1"], "Day · Tue 24 Nov 2026 · today"),
    ],
)
async def test_the_view_is_remembered_for_the_person(
    booked: Studio, keys: list[str], start: str
) -> None:
    async with running(booked) as pilot:
        await press(pilot, *keys)
    async with running(booked) as pilot:
        assert title(pilot).startswith(start)
    booked.sit_down("BO")
    async with running(booked) as pilot:
        assert title(pilot) == "Day · Tue 24 Nov 2026 · today"


async def test_the_length_of_rows_is_remembered_too(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "-")
    async with running(booked) as pilot:
        assert said(pilot).endswith("09:00-10:00 free")


async def test_the_first_week_is_that_of_who_is_at_the_desk(booked: Studio) -> None:
    booked.sit_down("BO")
    async with running(booked) as pilot:
        await press(pilot, "3", "2")
        assert title(pilot) == "Week 48 · 23-29 Nov 2026 · Ben Okoye"


async def test_writing_in_asks_for_a_free_slot(booked: Studio) -> None:
    async with running(booked) as pilot:
        for view in "34":
            await press(pilot, view, "e")
            assert "A free slot can be written in: go to the" in shown(pilot)
            await press(pilot, "escape")


# Time goes by


async def test_the_mark_of_now_follows_the_keys(booked: Studio) -> None:
    async with running(booked) as pilot:
        assert "09:00►" in shown(pilot)
        assert booked._fixed is not None
        booked._fixed += timedelta(minutes=65)
        await until(pilot, lambda: calendar_of(pilot)._now.hour == 10)
        assert "09:00►" in shown(pilot), "nothing is painted while nobody does anything"
        await press(pilot, "right")
        assert "10:00►" in shown(pilot)
        assert "09:00►" not in shown(pilot)


@pytest.mark.parametrize("view", ["2", "3", "4"])
async def test_the_mark_of_today_follows_the_keys(booked: Studio, view: str) -> None:
    async with running(booked, (120, 40)) as pilot:
        await press(pilot, view)
        assert booked._fixed is not None
        booked._fixed += timedelta(days=2)
        await until(pilot, lambda: calendar_of(pilot)._now.day == 26)
        await press(pilot, "right")
        marked = {"2": "►Thu 26", "3": "►26", "4": "►Thu 26 Nov"}[view]
        assert marked in shown(pilot)
        assert "►Tue 24" not in shown(pilot)
        assert "►24" not in shown(pilot)


# What is no longer there


async def test_schedules_that_are_made_inactive_meanwhile_give_way(booked: Studio) -> None:
    async with running(booked) as pilot:
        await press(pilot, "2", "v", "ben", "enter")
        execute(booked, "UPDATE schedule SET inactive = 1 WHERE name = 'Ben Okoye'")
        await press(pilot, "pagedown")
        assert "Anna Berg" in title(pilot)
        for view in "3456":
            await press(pilot, view)
            assert "Ben Okoye" not in shown(pilot)
        execute(booked, "UPDATE schedule SET inactive = 1")
        for view in "123456":
            await press(pilot, view, "right", "pagedown", "enter", "+", "G", "M", "escape")
            assert said(pilot)


async def test_a_narrow_agenda_keeps_when_and_who(booked: Studio) -> None:
    async with running(booked, (40, 10)) as pilot:
        await press(pilot, "4")
        assert picture(calendar_of(pilot))[2].startswith("› ▌►Tue 24 10:00  Smith, Sara")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "►Tue 24 Nov   10:00-11:00" in shown(pilot))
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: "►Tue 24 10:00  Smith" in shown(pilot))
