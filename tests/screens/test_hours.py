"""Hours, time off and closures by the keys that a person presses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.screens.closures import ClosuresScreen
from studio_tui.screens.dialogs import AskText, Question
from studio_tui.screens.hours import HoursScreen
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import availability, closures, hours, preferences, sessions
from tests.factories import at, book, client_draft, rows, session_draft, store
from tests.screens.program import calendar_of, picture, read, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

ANNA = "SELECT id FROM schedule WHERE name = 'Anna Berg'"
HOLIDAY = "fri 27/11 - mon 30/11 holiday"


def anna(studio: Studio) -> int:
    return int(rows(studio, ANNA)[0][0])


def line(pilot: Pilot[None]) -> str:
    return calendar_of(pilot).line.text


def front(pilot: Pilot[None]) -> Any:
    return pilot.app.screen


async def test_hours_open_for_the_schedule_under_the_cursor_and_esc_leads_back(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "l", "H")
        assert isinstance(front(pilot), HoursScreen)
        assert "Hours and time off · Camera room 1" in shown(pilot)
        assert "as the studio: 09:00-17:30" in shown(pilot)
        assert "^P Book  n Time off  e One day  w Booked  Enter Choose" in shown(pilot)
        await press(pilot, "v", "anna", "enter")
        assert "Hours and time off · Anna Berg" in shown(pilot)
        await press(pilot, "escape")
        assert front(pilot) is calendar_of(pilot)


async def test_they_open_from_the_menu_and_without_letters(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "escape")
        labels = [entry.label for entry in front(pilot)._entries]
        assert {"Working hours", "Studio closures"} <= set(labels)
        await press(pilot, "escape", "f3")
        assert isinstance(front(pilot), HoursScreen)
        await press(pilot, "f7")
        assert isinstance(front(pilot), ClosuresScreen)
        await press(pilot, "escape", "escape", "ctrl+w")
        assert isinstance(front(pilot), ClosuresScreen)


async def test_a_week_and_a_weekday_are_typed_as_people_say_them(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "H", "enter", "mon-thu 9-12:30, 13:30-18")
        assert "Mon-Thu 09:00-12:30, 13:30-18:00" in front(pilot).words
        await press(pilot, "enter")
        assert said(pilot) == ("Stored. Anna Berg, every week: Mon-Thu 09:00-12:30, 13:30-18:00.")
        await press(pilot, *["down"] * 5, "enter", "ctrl+u", "9-13", "enter")
        assert said(pilot) == "Stored. Friday: 09:00-13:00."
        await press(pilot, "enter", "ctrl+u", "enter")
        assert "Type the hours" in front(pilot).words
        await press(pilot, "13-9", "enter")
        assert "ends before it starts" in front(pilot).words
        await press(pilot, "escape", "escape")
        await press(pilot, "g", "fri 27/11 13:00", "enter")
        assert line(pilot).endswith(
            "Anna Berg, Friday 27 November 2026, 13:00-13:30 free, outside working hours"
        )
        row = next(text for text in picture(calendar_of(pilot)) if text.startswith("13:30"))
        assert "·" in row.split("│")[1]
        assert "·" not in row.split("│")[2]
    week = studio.run(hours.of_schedule, anna(studio)).working.week
    assert week[4] == ((540, 780),)
    async with running(studio) as pilot:
        await press(pilot, "H", "enter", "ctrl+u", "studio", "enter")
        assert "as the studio: Mon-Fri 09:00-17:30" in said(pilot)
    assert studio.run(hours.of_schedule, anna(studio)).working.week == {}


async def test_time_off_tells_the_bookings_in_the_way_and_opens_them(studio: Studio) -> None:
    book(studio)
    async with running(studio) as pilot:
        await press(pilot, "H", "n", f"off {HOLIDAY}")
        assert front(pilot).words == "Off Fri 27 - Mon 30 Nov 2026: holiday"
        await press(pilot, "enter")
        assert isinstance(front(pilot), Question)
        assert "Fri 27 Nov 14:00-15:00 Smith, Sara, Portrait" in front(pilot)._text
        await press(pilot, "escape")
        assert isinstance(front(pilot), AskText)  # Back: nothing is stored, the text stays
        assert rows(studio, "SELECT count(*) FROM time_off") == [(0,)]
        await press(pilot, "enter", "d")
        assert said(pilot) == (
            "Stored. Anna Berg is off until Mon 30 Nov (holiday). 1 booking there all the same."
        )
        assert "1 booked" in shown(pilot)
        await press(pilot, "w", "enter")
        assert isinstance(front(pilot), SessionRecordScreen)
        await press(pilot, "escape", "escape")
        await press(pilot, "g", "fri 27/11 10:00", "enter")
        assert line(pilot) == (
            "Anna Berg, Friday 27 November 2026, 10:00-10:30 off until Mon 30 Nov (holiday)"
        )
        await press(pilot, "g", "fri 27/11 14:00", "enter")
        assert "Smith, Sara · Portrait" in line(pilot)
        assert line(pilot).endswith(", off until Mon 30 Nov (holiday)")
        await press(pilot, "2")
    assert rows(studio, "SELECT reason FROM time_off") == [("holiday",)]


async def test_the_reason_stands_over_the_day_where_there_is_room(studio: Studio) -> None:
    studio.run(hours.set_off, anna(studio), at("2026-11-25T00:00"), at("2026-11-26T00:00"), "fair")
    async with running(studio, (160, 40)) as pilot:
        await press(pilot, "2")
        assert "Wed 25  off: fair" in shown(pilot)
        assert "off: fair" in picture(calendar_of(pilot))[1]


async def test_time_off_is_changed_and_taken_out(studio: Studio) -> None:
    studio.run(hours.set_off, anna(studio), at("2026-11-23T00:00"), at("2026-11-26T00:00"), "sick")
    async with running(studio) as pilot:
        await press(pilot, "H", "end", "enter")
        assert front(pilot).input.value == "Mon 23 Nov 2026 - Wed 25 Nov 2026 sick"
        await press(pilot, "ctrl+u", "23 nov 2026 - fri 27 nov 2026 flu", "enter")
        assert said(pilot) == "Stored. Anna Berg is off until Fri 27 Nov (flu)."
        await press(pilot, "delete", "escape")
        assert rows(studio, "SELECT reason FROM time_off") == [("flu",)]
        await press(pilot, "ctrl+x", "down", "enter")
        assert said(pilot).startswith("Taken out.")
    assert rows(studio, "SELECT reason FROM time_off") == []


async def test_other_hours_on_a_date_are_entered_moved_and_taken_out(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "H", "e", "sat 5/12 10-14", "enter")
        assert said(pilot) == (
            "Stored. Anna Berg, Saturday 5 December 2026: 10:00-14:00, instead of every week."
        )
        await press(pilot, "enter", "ctrl+u", "12/12 closed", "enter")
        assert "Saturday 12 December 2026: closed" in said(pilot)
        assert list(studio.run(hours.of_schedule, anna(studio)).working.days) == [
            date(2026, 12, 12)
        ]
        await press(pilot, "delete", "down", "enter")
    assert studio.run(hours.of_schedule, anna(studio)).working.days == {}


async def test_the_week_cannot_be_taken_out(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "H", "delete")
        assert isinstance(front(pilot), HoursScreen)


# Closures


async def test_a_closure_is_entered_with_what_is_booked_then(studio: Studio) -> None:
    book(studio, start=at("2026-12-24T10:00"))
    async with running(studio) as pilot:
        await press(pilot, "S")
        assert "No closures to come." in said(pilot)
        await press(pilot, "n", "24/12 - 2/1", "enter")
        assert "Say why" in front(pilot).words
        await press(pilot, " Christmas", "enter")
        assert "Thu 24 Dec 10:00-11:00 Smith, Sara" in front(pilot)._text
        await press(pilot, "enter")
        assert said(pilot) == (
            "Stored. Closed Thu 24 Dec - Sat 2 Jan 2027: Christmas. 1 booking there all the same."
        )
        await press(pilot, "enter")
        assert front(pilot).input.value == "Thu 24 Dec 2026 - Sat 2 Jan 2027 Christmas"
        await press(pilot, "escape", "escape", "g", "24 dec 11:00", "enter")
        assert "closed: Christmas" in shown(pilot)
        await press(pilot, "S", "delete", "down", "enter")
    assert studio.run(closures.coming) == ()


async def test_public_holidays_are_ticked_and_become_closures(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "S", "p", "ctrl+u", "2027 mars", "enter")
        assert "is no part of the country" in front(pilot).words
        await press(pilot, "ctrl+u", "2027 Scotland", "enter")
        assert "[x]  Fri 1 Jan 2027  New Year's Day" in shown(pilot)
        await press(pilot, "space", "enter")
        assert "closures entered." in said(pilot)
        found = [each.name for each in studio.run(closures.coming)]
        assert "New Year's Day" not in found
        assert "Saint Andrew's Day" in " ".join(found).replace("St.", "Saint")
        await press(pilot, "p", "enter")
        assert "(closed already)" in shown(pilot)
        await press(pilot, "escape")
        assert "Public holidays" not in shown(pilot)


# Booking against them


def policy(studio: Studio, rule: str) -> None:
    studio.run(preferences.remember, "booking.clashes", rule, personal=False)


@pytest.mark.usefixtures("without_prices")
async def test_the_wizard_says_who_is_off_and_asks_why_it_is_booked_all_the_same(
    studio: Studio,
) -> None:
    store(studio, phone="07700 900123", email="sara@example.org", city="Leeds")
    policy(studio, "reason")
    studio.run(hours.set_off, anna(studio), at("2026-11-24T00:00"), at("2026-12-01T00:00"), "trip")
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "smith", "enter", "pagedown")
        await press(pilot, "po", "tab", "tab", "fri 2pm")
        assert "! is off until Mon 30 Nov (trip)" in shown(pilot)
        await press(pilot, "pagedown")
        assert "Anna Berg is off until Mon 30 Nov (trip)." in front(pilot)._text
        await read(pilot)
        await press(pilot, "b")
        assert isinstance(front(pilot), AskText)
        await press(pilot, "enter")
        assert "Type in a few words why" in front(pilot).words
        await press(pilot, "she comes in for it", "enter", "ctrl+s")
        assert "Booked 10000: Smith, Sara" in line(pilot)
    ((words,),) = rows(studio, "SELECT words FROM change WHERE subject = 'session'")
    assert words.endswith(
        "Booked over Anna Berg is off until Mon 30 Nov (trip) because she comes in for it."
    )


@pytest.mark.parametrize("keys", [("she comes in", "enter"), ("escape",)])
async def test_a_record_moved_into_time_off_asks_why_too(
    studio: Studio, keys: tuple[str, ...]
) -> None:
    policy(studio, "reason")
    booked = book(studio, client=client_draft(), start=at("2026-11-24T10:00"))
    studio.run(hours.set_off, anna(studio), at("2026-11-24T12:00"), at("2026-11-25T00:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "enter")
        screen = front(pilot)
        assert isinstance(screen, SessionRecordScreen)
        screen.form.focus_field("start")
        await press(pilot, "ctrl+u", "14:00", "ctrl+s")
        await read(pilot)
        await press(pilot, "s", *keys)
        moved = "Saved." in screen.line.text
    stored = studio.run(sessions.get, booked.session_id)
    assert moved == (len(keys) == 2)
    assert f"{stored.draft.start:%H:%M}" == ("14:00" if moved else "10:00")
    assert ("because she comes in." in stored_words(studio)) == moved


def stored_words(studio: Studio) -> str:
    found = rows(studio, "SELECT words FROM change WHERE subject = 'session' ORDER BY id")
    return " ".join(words for (words,) in found)


async def test_writing_in_over_time_off_is_refused_where_the_text_stays(studio: Studio) -> None:
    studio.run(hours.set_off, anna(studio), at("2026-11-24T00:00"), at("2026-11-25T00:00"), "sick")
    async with running(studio) as pilot:
        await press(pilot, "e", "call lab", "enter")
        assert "Anna Berg is off on Tue 24 Nov (sick)." in front(pilot).words
    draft = session_draft(studio, start=at("2026-11-24T10:00"))
    assert studio.run(availability.check, draft, alternatives=0).clashes[0].because == "sick"
