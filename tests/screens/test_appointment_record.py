from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.screens.appointment_record import AppointmentRecordScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.email import EmailScreen
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import appointments
from tests.factories import FRIDAY, arrange, at, book, client_draft, store
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import press

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.studio import Studio


@asynccontextmanager
async def opened(
    studio: Studio, size: tuple[int, int] = (80, 24), **appointment: Any
) -> AsyncIterator[Pilot[None]]:
    """The record of an appointment that was just arranged, opened from the calendar."""
    arrange(studio, **{"start": at("2026-11-24T09:00"), **appointment})
    async with running(studio, size) as pilot:
        await press(pilot, "enter")
        yield pilot


def screen_of(pilot: Pilot[None]) -> AppointmentRecordScreen:
    return next(s for s in pilot.app.screen_stack if isinstance(s, AppointmentRecordScreen))


def in_front(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, AppointmentRecordScreen)


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(picture(pilot.app.screen))


def stored(studio: Studio) -> AppointmentRecord:
    return studio.run(appointments.get, 1)


async def put(pilot: Pilot[None], key: str, text: str) -> None:
    screen_of(pilot).form.focus_field(key)
    await press(pilot, "ctrl+u", text)


def said(pilot: Pilot[None]) -> str:
    return screen_of(pilot).line.text


async def test_enter_on_an_appointment_opens_it_and_esc_leads_back(studio: Studio) -> None:
    async with opened(studio, who=("Anna Berg", "Ben Okoye"), description="Staff meeting") as pilot:
        text = shown(pilot)
        assert "Appointment 10000 · Consultation" in text
        assert "Linked to nobody · Anna Berg and Ben Okoye" in text
        assert "Staff meeting" in text
        assert "Anna Berg, Ben Okoye" in text
        assert "F7 Link" in text
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_a_linked_one_shows_its_client_with_the_warning(studio: Studio) -> None:
    who = client_draft(phone="07700 900123", call_warning="Deaf in one ear")
    async with opened(studio, client=who) as pilot:
        text = shown(pilot)
        assert "Smith, Sara · 07700 900123" in text
        assert "Deaf in one ear" in text


async def test_what_is_typed_is_stored_and_untouched_fields_stay(studio: Studio) -> None:
    async with opened(studio, colour="#123456", notes="Cake") as pilot:
        await put(pilot, "who", "bo, cr1")
        await put(pilot, "start", "10:00")
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved."
    record = stored(studio)
    assert record.schedules == (("Ben Okoye", "attendee"), ("Camera room 1", "resource"))
    assert record.draft.start == at("2026-11-24T10:00")
    assert record.draft.end == at("2026-11-24T10:30")
    assert (record.draft.colour, record.draft.notes) == ("#123456", "Cake")


async def test_the_list_of_people_adds_one_and_takes_one_out(studio: Studio) -> None:
    async with opened(studio) as pilot:
        screen_of(pilot).form.focus_field("who")
        await press(pilot, "down", "ben", "enter")
        assert screen_of(pilot).answers.text("who") == "Anna Berg, Ben Okoye"
        await press(pilot, "down", "anna", "enter", "ctrl+s")
    assert stored(studio).schedules == (("Ben Okoye", "attendee"),)


async def test_somebody_who_is_busy_is_said_beside_the_names_and_asked_about(
    studio: Studio,
) -> None:
    arrange(studio, who=("Ben Okoye",), start=at("2026-11-24T09:00"), description="Dentist")
    async with running(studio) as pilot:
        arrange(studio, start=at("2026-11-24T09:00"))
        screen = AppointmentRecordScreen(studio, 2)
        await pilot.app.push_screen(screen)
        screen.form.focus_field("who")
        await press(pilot, "ctrl+u", "ab, bo")
        assert "! Ben Okoye busy 09:00-09:30 (Dentist)" in screen.extra()["who"]
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Question)
        assert "Ben Okoye busy 09:00-09:30 (Dentist)" in shown(pilot)
        await press(pilot, "escape")
    assert studio.run(appointments.get, 2).schedules == (("Anna Berg", "attendee"),)


async def test_nobody_at_all_is_refused_where_it_is_typed(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "who", "")
        await press(pilot, "ctrl+s")
        assert "Who is needed here." in shown(pilot)
    assert stored(studio).schedules == (("Anna Berg", "attendee"),)


# Links


async def test_it_is_linked_to_a_client_found_by_typing(studio: Studio) -> None:
    store(studio, last="Lee", first="Kim")
    async with opened(studio) as pilot:
        await press(pilot, "f7", "l", "nobody", "enter")
        assert "Nobody is found by that" in shown(pilot)
        await press(pilot, "ctrl+u", "lee", "enter")
        assert said(pilot) == "Linked to Lee, Kim."
        assert "Lee, Kim" in shown(pilot)
        await press(pilot, "ctrl+y", "u")
        assert said(pilot) == "Linked to nobody now."
    assert stored(studio).client_id is None


async def test_of_several_that_fit_one_is_picked(studio: Studio) -> None:
    store(studio, last="Smith", first="Sara")
    store(studio, last="Smith", first="Tom")
    async with opened(studio) as pilot:
        await press(pilot, "f7", "l", "smi", "enter")
        assert "Smith, Tom" in shown(pilot)
        await press(pilot, "down", "enter")
    assert stored(studio).client == "Smith, Tom"


async def test_it_is_attached_to_a_session_of_its_client_and_taken_off_again(
    studio: Studio,
) -> None:
    booked = book(studio)
    async with opened(studio, client_id=booked.client_id) as pilot:
        await press(pilot, "f7", "a", "enter")
        assert said(pilot) == "Linked to Smith, Sara, session 10000."
        assert stored(studio).draft.session_id == booked.session_id
        await press(pilot, "f7", "t")
        assert stored(studio).draft.session_id is None


async def test_it_leads_to_its_session(studio: Studio) -> None:
    booked = book(studio)
    whose, session = booked.client_id, booked.session_id
    async with opened(studio, client_id=whose, session_id=session) as pilot:
        await press(pilot, "f7", "down", "enter")
        assert isinstance(pilot.app.screen, SessionRecordScreen)
        assert pilot.app.screen.record_id == booked.session_id
        await press(pilot, "escape")
        assert in_front(pilot)


async def test_linking_waits_for_what_was_typed(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "Cake")
        await press(pilot, "f7")
        assert said(pilot) == "Ctrl+S first: what you typed is not stored yet."


async def test_the_client_is_written_to_from_a_form_letter(studio: Studio) -> None:
    who = client_draft(email="sara@example.org")
    async with opened(studio, client=who) as pilot:
        await press(pilot, "ctrl+r")
        assert isinstance(pilot.app.screen, EmailScreen)
        assert "sara@example.org" in shown(pilot)
        await press(pilot, "escape")
        assert in_front(pilot)


async def test_of_an_unlinked_one_there_is_nobody_to_write_to(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await press(pilot, "f5")
        assert said(pilot) == "There is nobody to write to: F7 links it."


async def test_new_offers_what_can_belong_to_the_same_client(studio: Studio) -> None:
    async with opened(studio, client=client_draft()) as pilot:
        await press(pilot, "ctrl+n")
        assert [word for word in ("Appointment", "Session", "Note") if word in shown(pilot)] == [
            "Appointment",
            "Session",
            "Note",
        ]


# Becoming a session


async def test_it_becomes_a_session_that_is_opened(studio: Studio) -> None:
    whom = ("Anna Berg", "Ben Okoye", "Camera room 1")
    async with opened(studio, client=client_draft(), who=whom, notes="Album") as pilot:
        await press(pilot, "f7", "m", "portrait", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, SessionRecordScreen)
        assert screen.line.text == (
            "Appointment 10000 became session 10000. Ben Okoye found no role in it."
        )
        record = screen.record
        assert (record.photographer, record.resource) == ("Anna Berg", "Camera room 1")
        assert (record.draft.start, record.draft.notes) == (at("2026-11-24T09:00"), "Album")
        await press(pilot, "escape")
        assert "Became a session" in shown(pilot)
    assert stored(studio).session_number == "10000"


async def test_a_session_whose_buffer_does_not_fit_is_asked_about(studio: Studio) -> None:
    arrange(studio, start=at("2026-11-24T09:30"))
    who = store(studio)
    async with opened(studio, client_id=who) as pilot:
        await press(pilot, "f7", "m", "portrait", "enter")
        assert isinstance(pilot.app.screen, Question)
        assert "too close" in shown(pilot)
        await press(pilot, "escape")
        assert in_front(pilot)
        assert stored(studio).status == "Arranged"
        await press(pilot, "f7", "m", "portrait", "enter", "down", "enter")
        assert isinstance(pilot.app.screen, SessionRecordScreen)


async def test_an_unlinked_one_is_not_offered_to_become_a_session(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await press(pilot, "f7")
        assert "Make it a session" not in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_hostile_text_is_shown_as_it_is(studio: Studio, size: tuple[int, int]) -> None:
    async with opened(studio, size, description="[/] <b>", client=client_draft(last="[b]x")) as p:
        assert "[b]x, Sara" in shown(p)
        await press(p, "f7")
        assert "Open [b]x, Sara" in shown(p)


async def test_moving_it_to_the_next_free_time(studio: Studio) -> None:
    start = at("2026-11-24T09:00")
    arrange(studio, start=start + timedelta(minutes=30))
    async with opened(studio, start=start) as pilot:
        await press(pilot, "f4", "ctrl+s")
    record = studio.run(appointments.get, 2)
    assert record.draft.start == start + timedelta(hours=1)
    assert record.draft.start < FRIDAY
