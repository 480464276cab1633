"""An appointment begun from the booking under the calendar's cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.wizard.page import WizardPage
from studio_tui.services import appointments
from tests.factories import arrange, at, book, client_draft, store
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import page, press, said, where

if TYPE_CHECKING:
    from studio_tui.studio import Studio


async def test_on_a_session_it_is_for_its_client_and_session(studio: Studio) -> None:
    booked = book(studio, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, WizardPage)
        assert page(pilot).page.key == "appointment_information"
        await press(pilot, "con", "enter", "album", "enter", "fri", "enter", "14:00", "ctrl+s")
        await press(pilot, "ctrl+s")
    (hit,) = studio.run(appointments.of_session, booked.session_id)
    assert (hit.start, hit.client, hit.who) == (at("2026-11-27T14:00"), "Smith, Sara", "Anna Berg")


async def test_on_an_appointment_it_is_for_the_same_client_and_session(studio: Studio) -> None:
    booked = book(studio)
    whose, session = booked.client_id, booked.session_id
    arrange(studio, client_id=whose, session_id=session, start=at("2026-11-24T09:00"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+y")
        prefill = page(pilot).wizard.draft
        assert prefill.client_id == whose
        assert prefill.prefill["session"] == str(session)


async def test_on_a_free_slot_the_client_is_asked_for(studio: Studio) -> None:
    book(studio, client=client_draft())
    async with running(studio) as pilot:
        await press(pilot, "a")
        assert page(pilot).page.key == "client"
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_the_booking_key_brings_the_client_along_who_may_be_changed(studio: Studio) -> None:
    booked = book(studio, start=at("2026-11-24T09:00"))
    other = store(studio, last="Lee", first="Kim", phone="07700 900456", email="kim@example.org")
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter")
        assert where(pilot) == ("client", "search")
        assert said(pilot).startswith("Enter takes Smith, Sara")
        await press(pilot, "pagedown")
        wizard = page(pilot).wizard
        assert wizard.draft.client_id == booked.client_id
        assert "start" not in wizard.draft.prefill
        await press(pilot, "pageup", "lee", "enter")
        assert wizard.draft.client_id == other
