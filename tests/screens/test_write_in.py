"""The quick path: text typed on a free slot of the calendar becomes an appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.dialogs import AskText
from studio_tui.screens.write_in import WriteIn
from studio_tui.widgets.schedule_grid import ScheduleGrid
from tests.factories import arrange, at, book, client_draft, rows
from tests.screens.program import calendar_of, picture, running, until
from tests.screens.wizard.walking import press, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

STORED = (
    "SELECT appointment.description, type.name, event.start, event.end, schedule.name "
    "FROM appointment JOIN appointment_type AS type ON type.id = appointment.type_id "
    "JOIN event ON event.appointment_id = appointment.id "
    "JOIN booking_slot ON booking_slot.event_id = event.id "
    "JOIN schedule ON schedule.id = booking_slot.schedule_id"
)


def line(pilot: Pilot[None]) -> str:
    return calendar_of(pilot).line.text


async def write(pilot: Pilot[None], text: str, key: str = "e") -> None:
    await press(pilot, key)
    assert isinstance(pilot.app.screen, WriteIn)
    await press(pilot, text)


async def test_text_and_enter_take_the_time_and_leave_the_cursor_on_it(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "down", "down")
        await write(pilot, "the dentist")
        await press(pilot, "enter")
        assert pilot.app.screen is calendar_of(pilot)
        assert isinstance(pilot.app.focused, ScheduleGrid)
        assert line(pilot) == (
            "Written in. Anna Berg 10:00-11:00 the dentist · Blocked (appointment 10000)"
        )
        row = next(text for text in picture(calendar_of(pilot)) if text.startswith("10:00"))
        assert "the dentist" in row
    assert rows(studio, STORED) == [
        ("the dentist", "Blocked", "2026-11-24T10:00", "2026-11-24T11:00", "Anna Berg")
    ]


async def test_it_stands_on_the_schedule_under_the_cursor(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "l")
        where = line(pilot).split(",")[0]
        await write(pilot, "paint", "f6")
        await press(pilot, "enter")
    assert where != "Anna Berg"
    assert rows(studio, STORED)[0][-1] == where


async def test_esc_keeps_the_text_for_the_next_time_and_says_so(studio: Studio) -> None:
    async with running(studio) as pilot:
        await write(pilot, "lunch")
        await press(pilot, "escape")
        assert line(pilot) == "Not written in: “lunch” is kept, e goes on with it."
        assert rows(studio, STORED) == []
        await press(pilot, "down", "e")
        panel = pilot.app.screen
        assert isinstance(panel, AskText)
        assert panel.input.value == "lunch"
        await press(pilot, "enter", "down", "down", "e")
        assert pilot.app.screen.input.value == ""  # type: ignore[attr-defined]
    assert [row[2] for row in rows(studio, STORED)] == ["2026-11-24T09:30"]


async def test_enter_without_a_text_books_nothing_and_esc_then_says_nothing(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "e", "enter")
        panel = pilot.app.screen
        assert isinstance(panel, WriteIn)
        assert panel.words == "! Type what the time is for, as lunch."
        await press(pilot, "escape")
        assert "kept" not in line(pilot)
    assert rows(studio, STORED) == []


async def test_time_taken_by_somebody_else_meanwhile_is_said_where_the_text_stays(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await write(pilot, "lunch")
        book(studio, start=at("2026-11-24T09:00"))
        await press(pilot, "enter")
        panel = pilot.app.screen
        assert isinstance(panel, WriteIn)
        assert panel.input.value == "lunch"
        assert "Anna Berg busy 09:00-10:00 (Smith, Sara, Portrait)" in panel.words
    assert rows(studio, STORED) == []


async def test_what_is_typed_on_a_booked_slot_does_nothing_and_is_kept(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await press(pilot, "e", "undo tfx", "enter")
        panel = pilot.app.screen
        assert isinstance(panel, WriteIn)
        assert panel.input.value == "undo tfx"
        assert "Taken: Anna Berg 09:00-10:00 Smith, Sara" in shown(pilot)
        assert panel.words == "! Esc keeps the text; it can be written in on a free slot."
        await press(pilot, "escape")
        assert line(pilot) == "Not written in: “undo tfx” is kept, e goes on with it."
        await press(pilot, "3", "e", "t", "escape")
        assert line(pilot) == "Not written in: “undo tfxt” is kept, e goes on with it."
    assert rows(studio, STORED) == []


async def test_an_end_is_typed_behind_what_it_is_for(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T09:30"))
    async with running(studio) as pilot:
        await press(pilot, "e")
        assert "09:00-09:30: what for?" in shown(pilot), "up to what comes next"
        await press(pilot, "escape", "down", "down", "down", "down", "e", "lunch to 12:15")
        assert pilot.app.screen.words == "11:00-12:15 lunch · Enter books it for nobody."  # type: ignore[attr-defined]
        await press(pilot, "enter")
    assert rows(studio, STORED)[0][:4] == (
        ("lunch", "Blocked", "2026-11-24T11:00", "2026-11-24T12:15")
    )


async def test_appointments_are_drawn_and_said_with_whom_they_are(studio: Studio) -> None:
    warned = client_draft(call_warning="Deaf in one ear")
    arrange(studio, client=warned, start=at("2026-11-24T09:00"), notes="Album", confirmed=True)
    async with running(studio) as pilot:
        await until(pilot, lambda: "Smith" in line(pilot))
        assert line(pilot) == (
            "Anna Berg 09:00-09:30 Smith, Sara · confirmed, call warning, has notes"
        )
        row = next(text for text in picture(calendar_of(pilot)) if text.startswith("09:00"))
        assert "Smith" in row
        assert "✓!*" in row
