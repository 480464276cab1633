from __future__ import annotations

import asyncio
import sys
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from studio_tui.flows.field import Draft
from studio_tui.screens.dialogs import AskText, Question
from studio_tui.screens.schedule_picker import SchedulePicker
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.services import preferences
from studio_tui.services.desk import Desk
from studio_tui.widgets.bars import KeyBar, TitleBar
from studio_tui.widgets.schedule_grid import ScheduleGrid
from tests.factories import at, book, client_draft, execute
from tests.screens.program import calendar_of, picture, read, running, until
from tests.screens.wizard.walking import press

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from studio_tui.studio import Studio

TUESDAY = "Anna Berg, Tuesday 24 November 2026, 09:00-09:30 free"


def line(pilot: Pilot[None]) -> str:
    return calendar_of(pilot).line.text


def title(pilot: Pilot[None]) -> str:
    return picture(calendar_of(pilot))[0]


def headings(pilot: Pilot[None]) -> list[str]:
    return picture(calendar_of(pilot))[1].split("  ")


def columns(pilot: Pilot[None]) -> list[str]:
    return [text.strip() for text in headings(pilot) if text.strip()]


# What is shown


async def test_the_calendar_opens_on_today_with_the_cursor_at_the_time_it_is(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        assert title(pilot).split("  ")[0] == " Day · Tue 24 Nov 2026 · today"
        assert "  Tab Clients Sessions …  " in title(pilot)
        assert title(pilot).rstrip().endswith("  Anna Berg · 09:00")
        assert line(pilot) == f"Nothing booked. {TUESDAY}"
        assert isinstance(pilot.app.focused, ScheduleGrid)


async def test_a_booking_stands_in_the_column_of_everybody_and_everything_it_needs(
    studio: Studio,
) -> None:
    execute(studio, "UPDATE person SET auto_select = 1")
    book(studio, start=at("2026-11-24T10:00"), assistant="Mia Carter", confirmed=True)
    async with running(studio, (110, 40)) as pilot:
        row = next(text for text in picture(calendar_of(pilot)) if text.startswith("10:00"))
        assert columns(pilot)[:3] == ["Anna Berg", "Ben Okoye", "Mia Carter"]
        anna, ben, mia, room, other = row.split("│")[1:]
        assert all("Smith, Sara" in cell and "✓" in cell for cell in (anna, mia, room))
        assert not ben.strip()
        assert not other.strip()


async def test_by_default_people_who_are_always_shown_and_every_room_are_columns(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        assert columns(pilot) == ["Anna Berg", "Camera room 1", "Camera room 2"]


async def test_everybody_is_a_column_while_nobody_is_always_shown(studio: Studio) -> None:
    execute(studio, "UPDATE person SET auto_select = 0")
    async with running(studio) as pilot:
        assert columns(pilot)[:3] == ["Anna Berg", "Ben Okoye", "Mia Carter"]


async def test_a_name_that_looks_like_markup_is_shown_as_it_is(studio: Studio) -> None:
    book(studio, client=client_draft(last="O'Brien <b>", first="[/]"), start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        assert "O'Brien <b>, [/]" in line(pilot)
        assert any("O'Brien <b>, [/]" in text for text in picture(calendar_of(pilot)))


async def test_a_closure_is_named_in_the_title_and_over_the_day_of_the_week(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) VALUES (1, ?, ?, 'Fair')",
        "2026-11-25",
        "2026-11-25",
    )
    async with running(studio, (120, 40)) as pilot:
        await pilot.press("pagedown")
        assert "closed: Fair" in title(pilot)
        assert line(pilot).endswith("09:00-09:30 closed: Fair")
        await pilot.press("2")
        assert "Fair" in picture(calendar_of(pilot))[1]


# Walking


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["pagedown"], "Wed 25 Nov 2026 · tomorrow"),
        (["n", "n"], "Thu 26 Nov 2026 · in 2 days"),
        (["pageup"], "Mon 23 Nov 2026 · yesterday"),
        (["p"], "Mon 23 Nov 2026 · yesterday"),
        (["]"], "Tue 1 Dec 2026 · in 7 days"),
        (["["], "Tue 17 Nov 2026 · 7 days ago"),
        (["]", "]", "]", "t"], "Tue 24 Nov 2026 · today"),
        (["]", "f5"], "Tue 24 Nov 2026 · today"),
    ],
)
async def test_keys_walk_through_the_days(studio: Studio, keys: list[str], day: str) -> None:
    async with running(studio) as pilot:
        await pilot.press(*keys)
        assert title(pilot).split("  ")[0] == f" Day · {day}"


async def test_the_cursor_keeps_its_column_and_time_from_day_to_day(studio: Studio) -> None:
    book(studio, start=at("2026-11-25T14:00"))
    async with running(studio) as pilot:
        await pilot.press("right", "down", "down", "pagedown")
        assert line(pilot) == "Camera room 1, Wednesday 25 November 2026, 10:00-10:30 free"


async def test_today_takes_the_cursor_to_now(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("end", "pagedown", "t")
        assert line(pilot) == TUESDAY


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("fri", "Fri 27 Nov 2026"),
        ("+2w", "Tue 8 Dec 2026"),
        ("5/1", "Tue 5 Jan 2027"),
        ("2028-02-29", "Tue 29 Feb 2028"),
    ],
)
async def test_g_goes_to_a_date_as_it_is_typed(studio: Studio, typed: str, shown: str) -> None:
    async with running(studio) as pilot:
        await pilot.press("g", *typed, "enter")
        assert f"Day · {shown}" in title(pilot)
        assert isinstance(pilot.app.focused, ScheduleGrid)


@pytest.mark.parametrize(
    ("typed", "words", "shown"),
    [
        ("tue 2pm", "Tuesday 24 November 2026, today, 14:00", "24 November 2026, 14:00-14:30"),
        ("fri 9:40", "Friday 27 November 2026, in 3 days, 09:40", "27 November 2026, 09:30-10:00"),
        ("2pm", "Tuesday 24 November 2026, today, 14:00", "24 November 2026, 14:00-14:30"),
        ("fri", "Friday 27 November 2026, in 3 days", "27 November 2026, 09:00-09:30"),
    ],
)
async def test_g_goes_to_a_time_too(studio: Studio, typed: str, words: str, shown: str) -> None:
    async with running(studio) as pilot:
        await press(pilot, "g", typed)
        asked = pilot.app.screen
        assert isinstance(asked, AskText)
        assert asked.words == words
        await press(pilot, "enter")
        assert f"{shown} free" in line(pilot)


async def test_g_says_what_it_cannot_read(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "g", "fri 25:00", "enter")
        asked = pilot.app.screen
        assert isinstance(asked, AskText)
        assert asked.words.startswith("! The day has hours 0 to 23")


async def test_how_to_leave_is_said_until_the_next_key(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+c")
        assert line(pilot) == "Ctrl+Q leaves the program."
        await press(pilot, "g")
        assert line(pilot) == f"Nothing booked. {TUESDAY}"


async def test_help_can_be_found_and_left_on_a_narrow_terminal(studio: Studio) -> None:
    async with running(studio, (40, 10)) as pilot:
        assert picture(pilot.app.screen)[-1].rstrip().endswith("F1 Help")
        await press(pilot, "ctrl+p", "pagedown")
        assert "Esc Leave" in picture(pilot.app.screen)[-1]
        assert "F1 Help" in picture(pilot.app.screen)[-1]


async def test_rooms_are_headed_by_their_codes_where_their_names_do_not_fit(
    studio: Studio,
) -> None:
    execute(studio, "UPDATE resource SET code = 'CR' || id")
    execute(studio, "UPDATE person SET auto_select = 1")
    async with running(studio) as pilot:
        shown = columns(pilot)
        assert shown[:3] == ["Anna Berg", "Ben Okoye", "Mia Carter"]
        assert shown[3:] == ["CR1", "CR2"]


async def test_the_week_shows_one_schedule_and_walks_by_weeks(studio: Studio) -> None:
    book(studio, start=at("2026-11-25T14:00"))
    async with running(studio, (120, 40)) as pilot:
        await pilot.press("2")
        assert " Week 48 · 23-29 Nov 2026 · Anna Berg" in title(pilot)
        assert columns(pilot)[:2] == ["Mon 23", "►Tue 24"]
        assert line(pilot) == TUESDAY
        await pilot.press("pagedown")
        assert " Week 49 · 30 Nov - 6 Dec 2026 · Anna Berg" in title(pilot)
        assert line(pilot).startswith("Nothing booked this week. Anna Berg, Tuesday 1 December")


async def test_the_week_is_that_of_the_column_and_day_returns_to_the_day_under_the_cursor(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await pilot.press("right", "down", "2")
        assert "Camera room 1" in title(pilot)
        await pilot.press("right", "right", "1")
        assert "Day · Thu 26 Nov 2026" in title(pilot)
        assert line(pilot).endswith("Camera room 1, Thursday 26 November 2026, 09:30-10:00 free")


async def test_right_of_sunday_is_monday_of_the_next_week(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("g", *"29 nov", "enter", "2", "right")
        assert "Week 49" in title(pilot)
        assert "Monday 30 November 2026" in line(pilot)
        await pilot.press("left")
        assert "Week 48" in title(pilot)
        assert "Sunday 29 November 2026" in line(pilot)


# Sessions that share a slot


def two_at_nine(studio: Studio) -> list[int]:
    """Ids of two sessions that Anna Berg has at nine."""
    people = (("Smith", 60), ("Lee", 90))
    return [
        book(
            studio,
            client=client_draft(last=last, first=""),
            start=at("2026-11-24T09:00"),
            minutes=minutes,
            force=True,
        ).session_id
        for last, minutes in people
    ]


@pytest.mark.parametrize(("number", "name"), [(0, "Smith"), (1, "Lee")])
async def test_the_cursor_is_sent_to_one_session_of_a_slot(
    studio: Studio, number: int, name: str
) -> None:
    ids = two_at_nine(studio)
    async with running(studio) as pilot:
        await calendar_of(pilot).go_to(date(2026, 11, 24), time(9), 1, ids[number])
        assert f" {name} " in line(pilot)
        await pilot.press("enter")
        opened = pilot.app.screen
        assert isinstance(opened, SessionRecordScreen)
        assert opened.record_id == ids[number]
        await pilot.press("escape")
        assert f" {name} " in line(pilot)


@pytest.mark.usefixtures("without_prices")
async def test_the_cursor_stands_on_what_was_booked_beside_another_session(
    studio: Studio,
) -> None:
    book(studio, start=at("2026-11-24T10:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "ctrl+p", "pagedown", "pagedown", "lee", "ctrl+n")
        await press(pilot, "pagedown", "enter", "po", "tab", "tab", "today 10am", "ctrl+s")
        await read(pilot)
        await press(pilot, "b", "ctrl+s")
        assert "10001" in line(pilot)
        await press(pilot, "enter")
        opened = pilot.app.screen
        assert isinstance(opened, SessionRecordScreen)
        assert opened.record.number == "10001"


async def test_the_cursor_follows_a_session_that_was_moved_in_its_record(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await pilot.press("enter")
        execute(studio, "UPDATE event SET start = '2026-11-24T14:00', end = '2026-11-24T15:00'")
        await pilot.press("escape")
        assert line(pilot).startswith("Anna Berg 14:00-15:00 Smith, Sara")


# Which schedules


async def test_marked_schedules_are_shown_and_remembered_for_the_person(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("v", "down", "space", "down", "down", "space", "enter")
        assert columns(pilot) == ["Anna Berg", "Ben Okoye", "Camera room 2"]
    async with running(studio) as pilot:
        assert columns(pilot) == ["Anna Berg", "Ben Okoye", "Camera room 2"]
    studio.sit_down("BO")
    async with running(studio) as pilot:
        assert columns(pilot) == ["Anna Berg", "Camera room 1", "Camera room 2"]


async def test_no_schedule_at_all_cannot_be_chosen(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("v", "space", "down", "down", "down", "space", "down", "space", "enter")
        assert isinstance(pilot.app.screen, SchedulePicker)
        assert str(pilot.app.screen.refusal.content) == "! Mark at least one schedule with Space."
        await pilot.press("a", "enter")
        assert len(columns(pilot)) == 5


async def test_escape_leaves_the_schedules_as_they_were(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("v", "a", "escape")
        assert columns(pilot) == ["Anna Berg", "Camera room 1", "Camera room 2"]
        assert studio.run(Desk.preference, "calendar.schedules", None, personal=True) is None


async def test_a_remembered_schedule_that_is_no_more_is_left_out(studio: Studio) -> None:
    studio.run(preferences.remember, "calendar.schedules", [1, 99])
    async with running(studio) as pilot:
        assert columns(pilot) == ["Anna Berg"]


async def test_in_the_week_another_schedule_is_picked_by_typing(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("2", "v", *"ben", "enter")
        assert "· Ben Okoye" in title(pilot)


# Booking from here


async def test_a_booking_starts_from_the_free_slot_under_the_cursor(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("down")
        assert calendar_of(pilot).prefill() == {
            "date": "2026-11-24",
            "start": "09:30",
            "who": "Anna Berg",
            "photographer": "Anna Berg",
        }
        await pilot.press("right")
        assert calendar_of(pilot).prefill()["resource"] == "Camera room 1"


async def test_somebody_who_only_assists_is_suggested_as_assistant(studio: Studio) -> None:
    execute(studio, "UPDATE person SET auto_select = 1")
    async with running(studio) as pilot:
        await pilot.press("right", "right")
        assert calendar_of(pilot).prefill()["assistant"] == "Mia Carter"


async def test_a_time_that_is_taken_is_not_suggested(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        assert calendar_of(pilot).prefill() == {
            "date": "2026-11-24",
            "who": "Anna Berg",
            "photographer": "Anna Berg",
        }


@pytest.mark.parametrize("key", ["ctrl+p", "f2", "b", "enter"])
async def test_booking_keys_open_the_wizard_with_the_slot_under_the_cursor(
    studio: Studio, key: str
) -> None:
    async with running(studio) as pilot:
        await pilot.press("right", "down", key)
        page = pilot.app.screen
        assert isinstance(page, WizardPage)
        assert page.wizard.draft.prefill == {
            "date": "2026-11-24",
            "start": "09:30",
            "who": "Camera room 1",
            "resource": "Camera room 1",
        }


async def test_a_double_click_on_a_free_slot_books_it(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.click(ScheduleGrid, offset=(12, 3), times=2)
        page = pilot.app.screen
        assert isinstance(page, WizardPage)
        assert page.wizard.draft.prefill["start"] == "10:00"


async def test_a_dialog_keeps_the_booking_key_from_the_calendar_under_it(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("g")
        stack = list(pilot.app.screen_stack)
        await pilot.press("ctrl+p", "f2")
        assert pilot.app.screen_stack == stack
        assert typed(pilot) == ""


def typed(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Input).value


async def test_an_unfinished_booking_is_offered_at_the_start(studio: Studio) -> None:
    studio.drafts.keep(Draft(typed={"last": "Lee"}, begun="09:41"), studio.desk.person_id)
    async with running(studio) as pilot:
        assert line(pilot) == "Unfinished booking for Lee from 09:41: F4 goes on with it."
        await pilot.press("f4")
        assert isinstance(pilot.app.screen, Question)


async def test_a_click_beside_the_grid_leaves_the_keyboard_with_it(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.click(TitleBar)
        await pilot.click(KeyBar)
        await pilot.press("down")
        assert line(pilot).endswith("09:30-10:00 free")


# Other people


BOOK_ELSEWHERE = """
import sys
from pathlib import Path
from studio_tui.studio import Studio
from tests.factories import at, book
with Studio(Path(sys.argv[1]), now="2026-11-24T09:00") as studio:
    book(studio, start=at(sys.argv[2]))
"""


async def book_elsewhere(directory: Path, start: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BOOK_ELSEWHERE, str(directory), start
    )
    assert await process.wait() == 0


async def test_another_programs_booking_appears_and_cursor_and_focus_stay(
    studio: Studio, directory: Path
) -> None:
    async with running(studio) as pilot:
        await pilot.press("right", "down")
        await book_elsewhere(directory, "2026-11-24T14:00")
        await until(pilot, lambda: "somebody else" in line(pilot))
        assert line(pilot) == (
            "Calendar updated by somebody else. "
            "Camera room 1, Tuesday 24 November 2026, 09:30-10:00 free"
        )
        assert any("Smith, Sara" in text for text in picture(calendar_of(pilot)))
        assert pilot.app.focused is calendar_of(pilot).grid


async def test_a_booking_on_another_day_is_not_announced(studio: Studio, directory: Path) -> None:
    async with running(studio) as pilot:
        calendar = calendar_of(pilot)
        seen = calendar._page.version
        await book_elsewhere(directory, "2026-11-27T14:00")
        await until(pilot, lambda: calendar._page.version != seen)
        assert line(pilot) == f"Nothing booked. {TUESDAY}"


async def test_what_was_booked_under_a_dialog_is_there_when_it_closes(
    studio: Studio, directory: Path
) -> None:
    async with running(studio) as pilot:
        await pilot.press("g")
        await book_elsewhere(directory, "2026-11-24T09:00")
        await pilot.press("escape")
        await until(pilot, lambda: "Smith, Sara" in line(pilot))


# Trouble and small terminals


async def test_a_refusal_of_the_database_is_said_and_the_calendar_goes_on(studio: Studio) -> None:
    async with running(studio) as pilot:
        execute(studio, "ALTER TABLE closure RENAME TO hidden")
        await pilot.press("pagedown")
        assert "The database reports" in line(pilot)
        execute(studio, "ALTER TABLE hidden RENAME TO closure")
        await pilot.press("pagedown")
        assert line(pilot).endswith("Wednesday 25 November 2026, 09:00-09:30 free")


async def test_it_works_on_a_terminal_of_40_by_10_and_follows_its_size(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T09:00"))
    async with running(studio, (40, 10)) as pilot:
        lines = picture(calendar_of(pilot))
        assert "Smith, S…" in lines[2]
        assert lines[8].startswith(" Anna Berg 09:00-10:00 Smith, Sara")
        await pilot.press("down", "down", "down", "pagedown")
        assert "Wednesday 25 November" in line(pilot)
        await pilot.resize_terminal(110, 40)
        assert len(picture(calendar_of(pilot))) == 40
        assert columns(pilot) == ["Anna Berg", "Camera room 1", "Camera room 2"]


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (10, 4), (20, 6), (250, 70)])
async def test_no_size_of_the_terminal_stops_the_program(
    studio: Studio, size: tuple[int, int]
) -> None:
    book(studio, start=at("2026-11-24T09:00"))
    async with running(studio, size) as pilot:
        await pilot.press("down", "right", "2", "v", "escape", "g", "f", "escape", "1", "v", "a")
        await pilot.press("escape", "f1", "down", "escape", "pagedown")
        assert "Wednesday 25 November" in line(pilot)


async def test_a_studio_without_schedules_says_so(studio: Studio) -> None:
    execute(studio, "UPDATE schedule SET inactive = 1")
    async with running(studio) as pilot:
        assert line(pilot) == "There are no schedules to show yet."
        await pilot.press("2", "right", "enter", "pagedown", "t")
        assert calendar_of(pilot).prefill() == {}


async def test_the_clock_in_the_title_follows_the_keys_and_does_not_tick(studio: Studio) -> None:
    async with running(studio) as pilot:
        assert studio._fixed is not None
        studio._fixed += timedelta(minutes=1)
        await until(pilot, lambda: calendar_of(pilot)._now.minute == 1)
        assert title(pilot).rstrip().endswith("09:00")
        await pilot.press("down")
        assert title(pilot).rstrip().endswith("09:01")
