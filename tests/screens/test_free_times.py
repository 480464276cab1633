"""When can you take us: the first free times, from the calendar to the booking, by keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.free_times import FreeTimesScreen
from studio_tui.screens.note import Reading
from studio_tui.widgets.form_editors import Editor
from studio_tui.widgets.record_list import RecordList
from tests.factories import FRIDAY, arrange, at, book, client_draft, execute, rows
from tests.screens.program import calendar_of, picture, running, until
from tests.screens.wizard.walking import CLIENT, page, press, said, shown, where

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

BOOKED = (
    "SELECT coalesce(session_type.name, appointment_type.name), event.start, event.end, "
    "group_concat(schedule.name, ', ') FROM event "
    "LEFT JOIN session ON session.id = event.session_id "
    "LEFT JOIN session_type ON session_type.id = session.type_id "
    "LEFT JOIN appointment ON appointment.id = event.appointment_id "
    "LEFT JOIN appointment_type ON appointment_type.id = appointment.type_id "
    "JOIN booking_slot ON booking_slot.event_id = event.id "
    "JOIN schedule ON schedule.id = booking_slot.schedule_id GROUP BY event.id"
)


def front(pilot: Pilot[None]) -> FreeTimesScreen:
    found = pilot.app.screen
    assert isinstance(found, FreeTimesScreen), found
    return found


def first(pilot: Pilot[None]) -> str:
    """The first free time in words."""
    return front(pilot).first.text


def here(pilot: Pilot[None]) -> str:
    """Key of the field with the focus; ``list`` in the times."""
    focused = pilot.app.focused
    assert isinstance(focused, Editor | RecordList)
    return focused.key if isinstance(focused, Editor) else "list"


async def test_one_key_answers_and_the_second_books(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await press(pilot, "f", "f6")
        answer = "Tue 24 Nov 2026 (today), 09:00-10:00, Ben Okoye and Camera room 2"
        assert first(pilot) == f"First: {answer}"
        assert said(pilot) == f"{answer} · 1 of 20"
        await press(pilot, "enter")
        assert where(pilot)[0] == CLIENT
        await press(pilot, "escape")
        assert said(pilot).startswith(answer)


async def test_letters_typed_at_once_go_to_the_type_and_enter_stays_where_it_cannot_be_read(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "wxz", "enter")
        assert "F6 Times" in shown(pilot)
        assert here(pilot) == "type"
        assert "There is no type “wxz”" in first(pilot)
        await press(pilot, "f6")
        assert here(pilot) == "type"
        await press(pilot, "ctrl+u", "newborn", "enter", "zzz", "enter")
        assert here(pilot) == "who"
        await press(pilot, "ctrl+u", "ben", *["enter"] * 4)
        assert here(pilot) == "list"
        assert "Enter Book" in shown(pilot)
        assert "Ben Okoye" in first(pilot)


async def test_both_keys_typed_at_once_over_a_slow_line_do_the_same(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "f6", "enter")
        assert where(pilot)[0] == CLIENT


async def test_a_whole_booking_from_the_first_free_time(studio: Studio) -> None:
    kim = client_draft(last="Lee", first="Kim", phone="07700 900123", email="kim@example.org")
    book(studio, client=kim, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await press(pilot, "f", "hs", "f6", "down", "enter", "lee", "enter", "ctrl+s")
        text = shown(pilot)
        assert "Tuesday 24 November 2026, 09:45-10:15" in text
        assert "Headshot" in text
        assert "Ben Okoye" in text
        await press(pilot, "ctrl+s")
        calendar = calendar_of(pilot)
        assert pilot.app.screen is calendar
        assert said(pilot).startswith("Booked 10001: Lee, Kim, Tue 24 Nov 09:45-10:15")
        assert calendar.spot is not None
        assert calendar.spot.block is not None
        assert calendar.spot.block.number == "10001"
    assert rows(studio, BOOKED)[1:] == [
        ("Headshot", "2026-11-24T09:45", "2026-11-24T10:15", "Ben Okoye, Camera room 2")
    ]


async def test_it_looks_from_the_day_under_the_cursor_on_and_never_in_the_past(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "g", "fri", "enter", "ctrl+n")
        assert first(pilot).startswith("First: Fri 27 Nov 2026 (in 3 days), 09:00")
        await press(pilot, "escape", "g", "-1w", "enter", "f", "f6")
        assert first(pilot).startswith("First: Tue 24 Nov 2026 (today), 09:00")


async def test_the_times_follow_what_is_typed(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "f6", "tab")
        assert here(pilot) == "type"
        await press(pilot, "newborn", "enter")
        assert "09:00-11:30, Anna Berg and Camera room 2" in first(pilot)
        await press(pilot, "ben", "enter", "thu", "enter", "after 14", "enter")
        assert first(pilot) == (
            "First: Thu 26 Nov 2026 (in 2 days), 14:00-16:30, Ben Okoye and Camera room 2"
        )
        await press(pilot, "+2w", "enter")
        assert here(pilot) == "list"
        assert said(pilot) == (
            "Thu 10 Dec 2026, 14:00-16:30, Ben Okoye and Camera room 2 · 1 of 13"
        )


async def test_next_week_begins_with_its_monday(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "f6", "shift+tab", "next week", "enter")
        assert said(pilot).startswith("Mon 30 Nov 2026")


async def test_what_is_typed_last_counts_even_if_enter_comes_at_once(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "f6", "tab", "newborn", "f6", "enter", "Smith", "ctrl+n")
        assert page(pilot).wizard.answers.text("type") == "Newborn"
        assert page(pilot).wizard.answers.text("resource") == "Camera room 2"


async def test_fields_and_times_are_walked_between_with_either_key(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f")
        assert here(pilot) == "type"
        await press(pilot, "down")  # its choices
        await press(pilot, "Family", "enter")
        assert "09:00-10:15" in first(pilot)
        await press(pilot, "ctrl+t")
        assert here(pilot) == "list"
        await press(pilot, "shift+tab")
        assert here(pilot) == "from"
        await press(pilot, "enter")
        assert here(pilot) == "list"


async def test_names_are_picked_one_by_one_and_anyone_takes_them_out(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "tab", "down", "ben", "enter", "down", "room 2", "enter")
        assert front(pilot).answers.text("who") == "Ben Okoye, Camera room 2"
        assert "Ben Okoye and Camera room 2" in first(pilot)
        await press(pilot, "down", "ben", "enter")
        assert front(pilot).answers.text("who") == "Camera room 2"
        await press(pilot, "down", "anyone", "enter")
        assert front(pilot).answers.text("who") == "anyone"


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("zzz", "tab"), "There is no type “zzz”: choose Portrait"),
        (("tab", "zzz", "tab"), "There is no person or resource “zzz”"),
        (("tab", "room 1, room 2", "tab"), "is one too many"),
        (("tab", "tab", "someday", "tab"), "“someday” is not a day"),
        (("tab", "tab", "tab", "12-9", "tab"), "“12-9” ends before it begins"),
    ],
)
async def test_what_cannot_be_read_is_said_and_offers_nothing(
    studio: Studio, keys: tuple[str, ...], sentence: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", *keys)
        assert sentence in first(pilot)
        assert "Say what is wanted above." in shown(pilot)
        lines = picture(pilot.app.screen)
        for label in ("Type", "Who", "Days", "Time", "From"):
            assert any(line[1:].strip(" ").startswith(label) for line in lines), label
        await press(pilot, "ctrl+p")
        assert said(pilot) == "There is no free time to book."


async def test_the_type_is_remembered(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "hs", "f6", "enter", "escape", "escape", "f")
        assert front(pilot).answers.text("type") == "Headshot"
        assert "09:00-09:30" in first(pilot)


async def test_why_earlier_times_fail_is_a_key_away(studio: Studio) -> None:
    kim = client_draft(last="Lee", first="Kim")
    book(studio, client=kim, start=FRIDAY.replace(hour=9))
    async with running(studio) as pilot:
        await press(pilot, "g", "fri", "enter", "f", "f6", "f4")
        assert said(pilot) == (
            "Nothing before it fails: what is asked for begins here, or is free too."
        )
        await press(pilot, "f6", "tab", "anna", "f6", "f4")
        assert isinstance(pilot.app.screen, Reading)
        assert "Why not before Fri 27 Nov 10:15" in shown(pilot)
        assert "Fri 27 Nov 09:00: Anna Berg busy 09:00-10:00" in shown(pilot)
        assert "Kim, Portrait)." in shown(pilot)
        await press(pilot, "escape", "w")
        assert isinstance(pilot.app.screen, Reading)


async def test_without_any_free_time_it_is_said_and_why(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) "
        "VALUES (1, '2026-11-01', '2027-12-01', 'Building works')",
    )
    async with running(studio) as pilot:
        await press(pilot, "f", "f6")
        assert first(pilot) == "Nothing free in 90 days. F4 says why."
        await press(pilot, "f4")
        text = " ".join(shown(pilot).replace("│", " ").split())
        assert "Why nothing is free" in text
        assert "The studio is closed Sun 1 Nov - Wed 1 Dec" in text


async def test_an_appointment_may_be_with_a_client_or_with_nobody(studio: Studio) -> None:
    arrange(studio, who=("Anna Berg",), start=at("2026-11-24T09:00"), minutes=60)
    async with running(studio) as pilot:
        await press(pilot, "f", "meeting", "f6", "enter")
        question = pilot.app.screen
        assert isinstance(question, Question)
        await press(pilot, "n")
        assert where(pilot)[0] == "appointment_information"
        assert page(pilot).wizard.answers.text("who") == "Ben Okoye"
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app.screen, CalendarScreen)
    assert rows(studio, BOOKED)[1:] == [
        ("Meeting", "2026-11-24T09:00", "2026-11-24T10:00", "Ben Okoye")
    ]


async def test_a_client_s_appointment_asks_for_the_client(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "consultation", "f6", "enter", "enter")
        assert where(pilot)[0] == CLIENT
        await press(pilot, "escape")
        assert front(pilot)
        await press(pilot, "enter", "escape")
        assert front(pilot)


async def test_a_length_leaves_open_what_is_booked(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "90 min", "enter", "ben, room 2", "f6", "enter")
        assert where(pilot)[0] in ("welcome", "kind")
        prefill = page(pilot).wizard.draft.prefill
        assert prefill["end"] == "90 min"
        assert prefill["photographer"] == "Ben Okoye"
        assert prefill["resource"] == "Camera room 2"


async def test_what_others_book_meanwhile_is_seen_on_the_way_back(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f", "f6", "enter")
        book(studio, start=at("2026-11-24T09:00"))
        await press(pilot, "escape")
        await until(pilot, lambda: "Ben Okoye" in first(pilot))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60)])
async def test_it_fits_any_terminal(studio: Studio, size: tuple[int, int]) -> None:
    for day in range(4):
        book(studio, start=FRIDAY + timedelta(days=day))
    async with running(studio, size) as pilot:
        await press(pilot, "f", "f6")
        lines = picture(pilot.app.screen)
        assert any(line.startswith("›") and "09:00-10:00" in line for line in lines)
        assert any("First: " in line for line in lines)
        assert sum("Anna Berg" in line for line in lines) >= min(10, size[1] - 12)


async def test_it_works_with_letters_switched_off(studio: Studio) -> None:
    (studio.directory / "config.toml").write_text("letter_keys = false\n")
    async with running(studio) as pilot:
        await press(pilot, "ctrl+n", "f4")
        assert front(pilot)
