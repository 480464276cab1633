"""From one record to the next: through lists, to what is made there, to what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.appointment_record import AppointmentRecordScreen
from studio_tui.screens.opening import RecordKind, open_record
from studio_tui.screens.record import RecordScreen
from studio_tui.services import appointments, clients, invoices, payments
from tests import factories
from tests.screens.program import calendar_of, picture, running, until
from tests.screens.wizard.walking import press, said, shown, where

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

SIZES = [(80, 24), (40, 12)]


def three_of_each(studio: Studio) -> int:
    """A client with three sessions, appointments, invoices and payments; returns the id."""
    client_id = factories.store(studio)
    who = studio.run(clients.get, client_id)
    for day in (1, 2, 3):
        factories.book(studio, client=who, start=factories.at(f"2026-12-0{day}T10:00"))
        who = studio.run(clients.get, client_id)
        start = factories.at(f"2026-12-0{day}T15:00")
        factories.arrange(studio, start=start, client_id=client_id)
        studio.run(invoices.create, factories.invoice_draft(studio, client_id=client_id))
        paid = factories.payment_draft(studio, 5_00, client_id=client_id)
        studio.run(payments.take, paid)
    return client_id


async def opened(pilot: Pilot[None], kind: RecordKind, record_id: int) -> RecordScreen:
    await open_record(calendar_of(pilot), kind, record_id)
    await press(pilot)
    assert isinstance(pilot.app.screen, RecordScreen)
    return pilot.app.screen


def number(pilot: Pilot[None]) -> str:
    """What the record in front is called in its title, which is shown."""
    screen = pilot.app.screen
    assert isinstance(screen, RecordScreen)
    assert screen.called in picture(screen)[0]
    return screen.called


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["session", "appointment", "invoice", "payment"])
async def test_page_keys_go_through_the_list_that_a_record_was_opened_from(
    studio: Studio, kind: RecordKind, size: tuple[int, int]
) -> None:
    client_id = three_of_each(studio)
    async with running(studio, size) as pilot:
        client = await opened(pilot, "client", client_id)
        await press(pilot, "f6")
        while client.lists.tab.kind != kind:
            await press(pilot, "right")
        ids = client.lists.tab.ids
        assert len(ids) == 3
        await press(pilot, "enter")
        seen = [number(pilot)]
        for at in (2, 3):
            await press(pilot, "pagedown")
            seen.append(number(pilot))
            assert said(pilot) == f"{seen[-1]}, {at} of 3."
        assert len(set(seen)) == 3
        await press(pilot, "pagedown")
        assert said(pilot) == "This is the last one."
        await press(pilot, "pageup", "pageup")
        assert (number(pilot), said(pilot)) == (seen[0], f"{seen[0]}, 1 of 3.")
        await press(pilot, "pageup")
        assert said(pilot) == "This is the first of the list."
        await press(pilot, "escape")
        assert pilot.app.screen is client
        assert client.lists.focused


@pytest.mark.parametrize("size", SIZES)
async def test_page_keys_go_through_clients(studio: Studio, size: tuple[int, int]) -> None:
    ids = [factories.store(studio, last=last) for last in ("Adams", "Berg", "Clark")]
    async with running(studio, size) as pilot:
        await open_record(calendar_of(pilot), "client", ids[1], among=ids)
        await press(pilot, "pagedown")
        assert said(pilot).endswith(", 3 of 3.")
        assert "Clark" in shown(pilot)
        await press(pilot, "pageup", "pageup")
        assert "Adams" in shown(pilot)
        await press(pilot, "pageup")
        assert said(pilot) == "This is the first of the list."


async def test_a_linked_appointment_is_made_from_the_client_and_opened(studio: Studio) -> None:
    client_id = factories.store(studio, phone="07700 900123", email="s@example.org")
    async with running(studio) as pilot:
        client = await opened(pilot, "client", client_id)
        await press(pilot, "ctrl+n", "a", "pagedown")  # past what is known of the client
        assert where(pilot) == ("appointment_information", "type")
        assert "Smith, Sara" in shown(pilot)
        await press(pilot, "cn", "enter", "album", "enter", "fri 2pm", "ctrl+s")
        assert where(pilot)[0] == "confirmation"
        assert "Smith, Sara" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is client
        assert said(pilot).startswith("Arranged 10000: Smith, Sara, Fri 27 Nov 14:00")
        assert "Appointments 1" in [tab.label for tab in client.lists.tabs]
        await press(pilot, "f6")
        while client.lists.tab.kind != "appointment":
            await press(pilot, "right")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AppointmentRecordScreen)
        assert "› Appointment 10000" in picture(pilot.app.screen)[0]
    (hit,) = studio.run(appointments.of_client, client_id)
    draft = studio.run(appointments.get, hit.id).draft
    assert (draft.client_id, draft.session_id) == (client_id, None)
    assert (draft.description, draft.start) == ("album", factories.at("2026-11-27T14:00"))


async def test_from_a_session_the_appointment_belongs_to_it(studio: Studio) -> None:
    done = factories.book(studio)
    async with running(studio) as pilot:
        session = await opened(pilot, "session", done.session_id)
        await press(pilot, "ctrl+n", "a", "cn", "enter", "enter", "mon 2pm", "ctrl+s", "ctrl+s")
        assert pilot.app.screen is session
        assert "Appointments 1" in shown(pilot)
    (hit,) = studio.run(appointments.of_session, done.session_id)
    assert studio.run(appointments.get, hit.id).client_id == done.client_id


async def test_the_invoices_of_a_session_are_printed_from_it(studio: Studio) -> None:
    done = factories.book(studio)
    for kind in ("session-fee", "estimate"):
        draft = factories.invoice_draft(
            studio, client_id=done.client_id, session_id=done.session_id, kind=kind
        )
        studio.run(invoices.create, draft)
    async with running(studio) as pilot:
        await opened(pilot, "session", done.session_id)
        await press(pilot, "ctrl+r")
        for words in ("Session confirmation 10000", "Invoice 10000", "Estimate 10001"):
            assert words in shown(pilot)
        await press(pilot, "down", "down", "down", "enter", "s")
        await until(pilot, lambda: "Saved in documents: invoice-10000" in said(pilot))


async def test_the_client_can_be_looked_at_from_every_page_of_the_wizard(studio: Studio) -> None:
    warned = factories.client_draft(
        call_warning="Deaf in one ear", phone="07700 900123", notes="Likes blue"
    )
    done = factories.book(studio, client=warned)
    async with running(studio) as pilot:
        await opened(pilot, "session", done.session_id)
        await press(pilot, "ctrl+n", "a", "f7")
        for words in ("Client 10000", "! Deaf in one ear", "07700 900123", "Likes blue", "Owes"):
            assert words in shown(pilot)
        await press(pilot, "escape")
        assert where(pilot) == ("appointment_information", "type")
        assert "! Deaf in one ear" in shown(pilot)
        await press(pilot, "escape", "escape", "b", "ctrl+r")
        assert "Nobody who is stored has been chosen." in shown(pilot)
