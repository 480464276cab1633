"""Cancelling, status and confirmation on the calendar and on records, by keys, at 80x24."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.screens.cancelling import CancelPanel
from studio_tui.screens.email import EmailScreen
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.screens.status_change import StatusPanel
from studio_tui.services import appointments, booking, payments, sessions
from tests.factories import (
    arrange,
    at,
    book,
    client_draft,
    execute,
    invoice_draft,
    payment_draft,
    session_draft,
)
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import press, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

NINE = at("2026-11-24T09:00")
CANCEL = "text/calendar; method=CANCEL; charset=utf-8"


def line(pilot: Pilot[None]) -> str:
    return calendar_of(pilot).line.text


def front(pilot: Pilot[None]) -> EmailScreen:
    found = pilot.app.screen
    assert isinstance(found, EmailScreen), found
    return found


def panel_line(pilot: Pilot[None]) -> str:
    found: Any = pilot.app.screen
    return str(found.line.text)


async def test_a_booking_is_cancelled_by_its_reason_and_its_slot_is_free(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, CancelPanel)
        assert "Smith, Sara, Portrait, Tue 24 Nov 2026 09:00" in shown(pilot)
        await press(pilot, "child is ill", "ctrl+s")
        assert line(pilot) == "Cancelled: Smith, Sara, Portrait. Ctrl+Z takes it back."
        assert calendar_of(pilot).cursor_booking is None
        await press(pilot, "ctrl+z")
        assert line(pilot) == "Taken back: Cancelled: Smith, Sara, Portrait."
        assert calendar_of(pilot).cursor_booking is not None
    record = studio.run(sessions.get, booked.session_id)
    assert (record.status_kind, record.history[1][2]) == (
        "open",
        "Cancelled: child is ill. Status: Booked to Cancelled.",
    )


async def test_who_should_know_is_written_to_and_calendars_are_cleared(studio: Studio) -> None:
    execute(studio, "UPDATE person SET email = 'anna@studio.example' WHERE id = 1")
    execute(studio, "UPDATE location SET email = 'hello@studio.example'")
    book(studio, start=NINE, client=client_draft(email="sara@example.com"))
    async with running(studio) as pilot:
        await press(pilot, "x", "moved away", "enter", "enter", "enter", "space", "ctrl+s")
        email = front(pilot)
        draft = email.message
        assert draft.to == "sara@example.com"
        assert draft.subject == "Cancelled: your Portrait session on Tuesday 24 November 2026"
        assert [a.content_type for a in draft.attachments] == [CANCEL]
        await press(pilot, "escape")
        draft = front(pilot).message
        assert draft.to == "anna@studio.example"
        assert draft.subject.startswith("Cancelled: ")
        assert draft.attachments[-1].content_type == CANCEL
        await press(pilot, "escape")
        assert line(pilot) == "Cancelled: Smith, Sara, Portrait. Ctrl+Z takes it back."


async def test_an_appointment_has_a_letter_of_its_own_and_the_choice_is_remembered(
    studio: Studio,
) -> None:
    who = client_draft(email="sara@example.com")
    arrange(studio, start=NINE, client=who)
    arrange(studio, start=at("2026-11-24T11:00"), client=replace(who, last="Lee"))
    async with running(studio) as pilot:
        await press(pilot, "x", "moved away", "ctrl+s")
        said = "Cancelled: Consultation on Tuesday 24 November 2026"
        assert front(pilot).message.subject == said
        await press(pilot, "escape", "g", "11:00", "enter", "x")
        await press(pilot, "ill", "enter", "enter", "space", "ctrl+s")
        assert line(pilot) == "Cancelled: Lee, Sara, Consultation. Ctrl+Z takes it back."
    wanted = studio.run(lambda desk: desk.preference("calendar.cancel_mails", {}, personal=True))
    assert wanted == {"client": False}


async def test_nobody_is_written_to_because_they_did_not_come(studio: Studio) -> None:
    book(studio, start=NINE, client=client_draft(email="sara@example.com"))
    async with running(studio) as pilot:
        await press(pilot, "x", "no word", "enter")
        assert "Write to" in shown(pilot)
        await press(pilot, "no-show")
        assert "Write to" not in shown(pilot)
        await press(pilot, "ctrl+s")
        assert line(pilot) == "No-show: Smith, Sara, Portrait. Ctrl+Z takes it back."


async def test_without_a_reason_nothing_is_cancelled(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "delete", "ctrl+s")
        assert isinstance(pilot.app.screen, CancelPanel)
        assert panel_line(pilot) == "Why is needed here."
        await press(pilot, "escape")
        assert line(pilot).startswith("Anna Berg 09:00-10:00 Smith, Sara")
    assert studio.run(sessions.get, booked.session_id).status_kind == "open"


async def test_there_is_nothing_to_cancel_on_a_free_slot(studio: Studio) -> None:
    async with running(studio) as pilot:
        for key in ("x", "s", "y"):
            await press(pilot, key)
            assert line(pilot) == "Nothing is booked here."
        await press(pilot, "ctrl+z")
        assert line(pilot) == "There is nothing to take back."


async def test_money_notice_and_appointments_are_told_and_chosen(studio: Studio) -> None:
    execute(studio, "UPDATE session_type SET notice = 24")
    booked = studio.run(
        booking.book,
        client_draft(),
        session_draft(studio, start=NINE),
        invoice=invoice_draft(studio),
        payments=(payment_draft(studio, 25_00),),
    )
    whose: Any = {"client_id": booked.client_id, "session_id": booked.session_id}
    due = at("2026-12-01T00:00").date()
    plan = payment_draft(studio, 35_00, due=due, pending=True, invoice_id=booked.invoice_id)
    studio.run(payments.plan, (plan,))
    keep = arrange(studio, start=at("2026-11-30T10:00"), **whose)
    drop = arrange(studio, start=at("2026-12-01T10:00"), **whose)
    async with running(studio) as pilot:
        await press(pilot, "x")
        panel: Any = pilot.app.screen
        told = str(panel.text.content)
        assert f"Taken: £25.00 on invoice {booked.invoice_number}." in told
        assert "! Short notice: Portrait asks for 24 hours, session 10000 has begun." in told
        assert "deposit of £25.00 is then not given back" in told
        assert "Keep on the invoice" in shown(pilot)
        assert "Drop planned" in shown(pilot)
        assert "Mon 30 Nov 2026 10:00" in shown(pilot)
        await press(
            pilot, "moved away", "enter", "enter", "credit", "enter", "y", "enter", "n", "ctrl+s"
        )
        assert line(pilot).startswith("Cancelled: 2 bookings. 1 planned payment dropped.")
    assert studio.run(payments.credit_of, booked.client_id) == 25_00
    kinds = [studio.run(appointments.get, each.appointment_id).status_kind for each in (keep, drop)]
    assert kinds == ["open", "cancelled"]


async def test_what_somebody_else_has_changed_meanwhile_is_shown_before(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "x", "ill")
        draft = studio.run(sessions.get, booked.session_id).draft
        later: Any = {"start": at("2026-11-24T11:00"), "end": at("2026-11-24T12:00")}
        studio.run(booking.save, replace(draft, **later))
        await press(pilot, "ctrl+s")
        assert "Start “2026-11-24 11:00”, was “2026-11-24 09:00”" in panel_line(pilot)
        assert studio.run(sessions.get, booked.session_id).status_kind == "open"
        await press(pilot, "ctrl+s")
    assert studio.run(sessions.get, booked.session_id).status_kind == "cancelled"


async def test_cancelled_ones_are_shown_on_demand_and_say_so_in_letters(studio: Studio) -> None:
    book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "x", "ill", "ctrl+s", "ctrl+x")
        assert line(pilot) == "Cancelled bookings and no-shows are shown too."
        assert any("[cancelled: Smith" in text for text in picture(calendar_of(pilot)))
        await press(pilot, "down", "up")
        assert line(pilot).startswith("Anna Berg 09:00-10:00 cancelled: Smith, Sara · Portrait")
        await press(pilot, "x")
        assert "not booked any more: cancelled" in line(pilot)
        await press(pilot, "ctrl+x")
        assert not any("Smith" in text for text in picture(calendar_of(pilot))[1:-2])


async def test_the_next_status_is_proposed_with_its_due_date(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, StatusPanel)
        seen = shown(pilot)
        for said in ("Now: Booked, due Tue 24 Nov 2026", "Photographed", "2026-11-27", "Anna Berg"):
            assert said in seen
        await press(pilot, "ctrl+s")
        assert line(pilot).startswith("Smith, Sara, Portrait: Booked to Photographed. Ctrl+Z")
        await press(pilot, "s", "proofs", "enter", "mon", "ctrl+s")
    record = studio.run(sessions.get, booked.session_id)
    assert record.status == "Proofs ready"
    assert record.history[0][2].startswith("Photographed completed on Mon 30 Nov 2026.")


async def test_nobody_came_is_a_status_that_asks_why(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "s", "no-show", "ctrl+s")
        assert isinstance(pilot.app.screen, CancelPanel)
        assert pilot.app.screen.heading == "No-show"
        await press(pilot, "no answer", "ctrl+s")
        assert line(pilot).startswith("No-show: Smith, Sara, Portrait.")
    assert studio.run(sessions.get, booked.session_id).status_kind == "no-show"


async def test_one_key_says_that_the_client_has_confirmed(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "y")
        assert line(pilot).startswith("Smith, Sara, Portrait: confirmed.")
        assert any("✓" in text for text in picture(calendar_of(pilot)))
        await press(pilot, "y")
        assert line(pilot).startswith("Smith, Sara, Portrait: no longer confirmed.")
    assert not studio.run(sessions.get, booked.session_id).draft.confirmed


@pytest.mark.parametrize("view", ["2", "4"])
async def test_it_is_done_in_other_views_too(studio: Studio, view: str) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, view, "x", "ill", "ctrl+s")
        assert line(pilot).startswith("Cancelled: Smith, Sara")
    assert studio.run(sessions.get, booked.session_id).status_kind == "cancelled"


async def test_through_the_menu_too(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "escape")
        menu: Any = pilot.app.screen
        at_line = [entry.label for entry in menu._entries].index("Cancel")
        menu.list.move_to(at_line)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CancelPanel)
        await press(pilot, "ill", "ctrl+s")
    assert studio.run(sessions.get, booked.session_id).status_kind == "cancelled"


# On records


async def test_a_session_is_stepped_on_and_cancelled_from_its_record(studio: Studio) -> None:
    booked = book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "enter", "f10", "ctrl+s")
        screen = pilot.app.screen
        assert isinstance(screen, SessionRecordScreen)
        assert "Booked to Photographed. On the calendar Ctrl+Z takes it back." in screen.line.text
        assert screen.record.status == "Photographed"
        await press(pilot, "f12", "ill", "ctrl+s")
        assert screen.record.status == "Cancelled"
        await press(pilot, "f12")
        assert "not booked any more" in screen.line.text
        await press(pilot, "escape", "ctrl+z")
        assert line(pilot).startswith("Taken back: Cancelled")
    assert studio.run(sessions.get, booked.session_id).status == "Photographed"


async def test_what_was_typed_on_a_record_is_stored_before(studio: Studio) -> None:
    book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "enter", "tab", "x", "f12")
        screen = pilot.app.screen
        assert isinstance(screen, SessionRecordScreen)
        assert screen.line.text == "Ctrl+S first: what you typed is not stored yet."


async def test_an_appointment_is_cancelled_from_its_record(studio: Studio) -> None:
    made = arrange(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "enter", "f12", "not needed", "ctrl+s", "escape")
        assert calendar_of(pilot).cursor_booking is None
    assert studio.run(appointments.get, made.appointment_id).status_kind == "cancelled"
