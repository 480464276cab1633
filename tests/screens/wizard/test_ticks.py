"""What is ticked on the last page, each read back from what is open, printed or stored then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.errors import StudioError
from studio_tui.screens.appointment_record import AppointmentRecordScreen
from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.email import EmailScreen
from studio_tui.screens.invoice_record import InvoiceRecordScreen
from studio_tui.screens.opening import open_record
from studio_tui.screens.payment_record import PaymentRecordScreen
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.screens.wizard.page import WizardPage
from tests.factories import rows, store
from tests.screens.program import calendar_of, read, running, until
from tests.screens.wizard.walking import (
    SUMMARY,
    page,
    press,
    said,
    settled,
    shown,
    tick,
    up_to,
    where,
)

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

SESSION = ("ctrl+p", "enter", "s", "smith", "enter", "pagedown", "po", "tab", "tab", "fri 2pm")
PAID = (*SESSION, "ctrl+s", "card", "ctrl+s")
LINKED = ("ctrl+p", "enter", "l", "smith", "enter", "pagedown", "consul", "ctrl+s")


@pytest.fixture
def sara(studio: Studio) -> int:
    """Id of Sara Smith."""
    return store(studio, phone="07700 900123", email="sara@example.org")


def open_screens(pilot: Pilot[None]) -> list[type]:
    """What lies on the calendar, from bottom to top."""
    return [type(screen) for screen in pilot.app.screen_stack[1:]]


async def lies(pilot: Pilot[None], *kinds: type) -> None:
    """Wait until just these screens lie on the calendar: an email is written before it is shown."""
    await until(pilot, lambda: open_screens(pilot) == list(kinds))
    await settled(pilot)


async def test_what_is_opened_lies_in_order_and_escape_leaves_it_one_by_one(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        await tick(pilot, "open_client", "open_session", "mail")
        await press(pilot, "enter")
        await lies(pilot, ClientRecordScreen, SessionRecordScreen, EmailScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionRecordScreen)
        assert pilot.app.screen.record.number == "10000"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ClientRecordScreen)
        assert pilot.app.screen.record_id == sara
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_the_email_starts_from_the_letter_beside_with_the_confirmation_attached(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        await tick(pilot, "mail")
        await up_to(pilot, "mail_letter")
        assert "Session confirmation" in shown(pilot)
        await press(pilot, "reminder", "ctrl+s")
        front = pilot.app.screen
        assert isinstance(front, EmailScreen)
        assert "sara@example.org" in shown(pilot)
        assert "confirmation" in shown(pilot).casefold()
        assert rows(studio, "SELECT count(*) FROM message") == [(0,)], "nothing is sent by itself"
        await press(pilot, "escape")
        await press(pilot, *SESSION[:-1], "fri 4pm", "ctrl+s", "card", "ctrl+s")
        answers = page(pilot).wizard.answers
        assert answers.value("mail") is True
        assert answers.value("mail_letter").name == "Session reminder"


async def test_the_letter_is_asked_only_once_the_email_is_ticked(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        assert "Session confirmation" not in shown(pilot)
        await up_to(pilot, "open_client")
        await press(pilot, "up", "space")
        assert where(pilot) == (SUMMARY, "mail")
        assert "[x] Session confirmation" in shown(pilot)
        await press(pilot, "tab", "down")
        assert "none" not in shown(pilot)
        await press(pilot, "escape", "ctrl+u", "shift+tab", "space", "ctrl+s")
        assert pilot.app.screen is calendar_of(pilot)
    assert rows(studio, "SELECT count(*) FROM session") == [(1,)]


async def test_mail_without_a_letter_is_refused_at_its_field(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        await tick(pilot, "mail")
        await up_to(pilot, "mail_letter")
        await press(pilot, "ctrl+u", "x", "ctrl+s")
        assert where(pilot) == (SUMMARY, "mail_letter")
        assert "There is no letter" in said(pilot)
    assert rows(studio, "SELECT count(*) FROM session") == [(0,)]


async def test_invoice_and_payment_can_only_be_opened_when_there_are_any(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        assert "Open invoice" in shown(pilot)
        assert "Open payment" in shown(pilot)
        await press(pilot, *["pageup"] * 5, "n", "n")
        assert where(pilot)[0] == SUMMARY
        assert "Open invoice" not in shown(pilot)
        assert "Open payment" not in shown(pilot)


async def test_invoice_and_payment_lie_on_the_session(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        await tick(pilot, "open_session", "open_invoice", "open_payment")
        await press(pilot, "enter")
        await lies(
            pilot,
            SessionRecordScreen,
            InvoiceRecordScreen,
            PaymentRecordScreen,
        )
        assert said(pilot).startswith("Booked 10000")
    assert rows(studio, "SELECT client_id, session_id FROM invoice") == [(sara, 1)]
    assert rows(studio, "SELECT amount, invoice_id FROM payment") == [(2500, 1)]


async def test_an_appointment_offers_its_own_ticks(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *LINKED)
        for words in ("Email the client about it", "Open client", "Open appointment"):
            assert words in shown(pilot)
        for words in ("Print session", "Open session", "Open invoice", "linked appointment, too"):
            assert words not in shown(pilot)
        await tick(pilot, "open_client", "open_appointment", "mail_appointment")
        await press(pilot, "enter")
        await lies(pilot, ClientRecordScreen, AppointmentRecordScreen, EmailScreen)
        assert "sara@example.org" in shown(pilot)


async def test_nobody_can_be_mailed_about_an_unlinked_appointment(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "u", "meet", "ctrl+s")
        assert "Open appointment" in shown(pilot)
        for words in ("Email", "Open client"):
            assert words not in shown(pilot)
        await tick(pilot, "open_appointment")
        await press(pilot, "enter")
        await lies(pilot, AppointmentRecordScreen)


async def test_the_wizard_for_another_appointment_comes_in_front_of_all(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        await tick(pilot, "open_session", "mail", "another")
        await press(pilot, "enter")
        found = open_screens(pilot)
        assert found[:2] == [SessionRecordScreen, EmailScreen]
        assert issubclass(found[2], WizardPage)
        await press(pilot, "view", "tab", "tab", "mon 10am", "ctrl+s", "enter")
        assert isinstance(pilot.app.screen, EmailScreen)
    assert rows(studio, "SELECT client_id, session_id FROM appointment") == [(sara, 1)]


async def test_what_cannot_be_opened_is_said_and_the_rest_is_done(
    studio: Studio, sara: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *PAID)
        await tick(pilot, "open_client", "open_session")

        async def opening(base: Any, kind: Any, record_id: int, **options: Any) -> None:
            if kind == "client":
                raise StudioError("The client cannot be read.")
            await open_record(base, kind, record_id, **options)

        monkeypatch.setattr("studio_tui.screens.wizard.done.open_record", opening)
        await press(pilot, "enter")
        await lies(pilot, SessionRecordScreen)
        assert said(pilot).startswith("The client cannot be read. Booked 10000")
    assert rows(studio, "SELECT count(*) FROM session") == [(1,)]


@pytest.mark.parametrize("size", [(80, 24), (80, 20), (40, 10)])
async def test_the_summary_keeps_its_room_and_finish_stays_in_sight(
    studio: Studio, sara: int, size: tuple[int, int]
) -> None:
    async with running(studio, size) as pilot:
        await press(pilot, *SESSION, "ctrl+s", "card", "pagedown")
        page(pilot).wizard.type("notes", "A cake to smash.")
        page(pilot).renew()
        await press(pilot)
        front = page(pilot)
        assert front.query_one("Sheet").size.height >= (7 if size[1] >= 24 else 1)
        assert "Finish: book it" in shown(pilot)
        if size[1] >= 24:
            for words in ("Print session", "notes on it", "Open payment", "linked appointment"):
                assert words in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Booked")


@pytest.mark.parametrize(("answer", "stored"), [("k", [(6000, 1), (2000, None)]), ("b", [])])
async def test_more_than_the_invoice_is_asked_about_on_finish_too(
    studio: Studio,
    sara: int,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    stored: list[tuple[int, int | None]],
) -> None:
    """As when the page about the payment did not see it."""
    monkeypatch.setattr("studio_tui.screens.wizard.finish.keep_credit", lambda _: False)
    async with running(studio) as pilot:
        await press(pilot, *SESSION, "ctrl+s", "card", "tab", "80", "ctrl+s", "down", "enter")
        assert where(pilot)[0] == SUMMARY
        await press(pilot, "ctrl+s")
        assert "Keep the rest as credit" in shown(pilot)
        await read(pilot)
        await press(pilot, answer)
        if not stored:
            assert where(pilot) == ("payment_details", "amount")
    assert rows(studio, "SELECT amount, invoice_id FROM payment") == stored
