"""Invoices and payments as records, worked by keys."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.invoice_record import InvoiceRecordScreen
from studio_tui.screens.opening import open_record
from studio_tui.screens.ordering import OrderScreen
from studio_tui.screens.payment_record import PaymentRecordScreen
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import accounts, invoices, payments, sessions
from tests import factories
from tests.screens.program import calendar_of, picture, read, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.domain.booking import Booked
    from studio_tui.screens.record import RecordScreen
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.studio import Studio


def booked(studio: Studio, *lines: Any, **client: Any) -> tuple[Booked, int]:
    """A session with an invoice over £60.00, or over those lines."""
    done = factories.book(studio, client=factories.client_draft(**client))
    draft = factories.invoice_draft(
        studio, *lines, client_id=done.client_id, session_id=done.session_id
    )
    return done, studio.run(invoices.create, draft)


async def open_(pilot: Pilot[None], kind: Any, record_id: int, **given: Any) -> Any:
    await open_record(calendar_of(pilot), kind, record_id, **given)
    await press(pilot)
    return pilot.app.screen


async def put(pilot: Pilot[None], screen: RecordScreen, key: str, text: str) -> None:
    screen.form.focus_field(key)
    await press(pilot, "ctrl+u", text)


def stored(studio: Studio, invoice_id: int) -> InvoiceRecord:
    return studio.run(invoices.get, invoice_id)


# An invoice


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_shows_whose_it_is_what_is_on_it_and_how_it_stands(
    studio: Studio, size: tuple[int, int]
) -> None:
    done, invoice_id = booked(studio, call_warning="pays late", phone="07700 900123")
    studio.run(payments.take, factories.payment_draft(studio, 20_00, invoice_id=invoice_id))
    async with running(studio, size) as pilot:
        await open_(pilot, "session", done.session_id)
        await press(pilot, "f6", "enter")
        assert isinstance(pilot.app.screen, InvoiceRecordScreen)
        for part in (
            " Session 10000 › Invoice 10000",
            "Smith, Sara · 07700 900123 · session 10000",
            "! pays late",
            "› Kind",
            "£40.00 to pay · total £60.00 · paid £20.00",
            "[Items 1]─ Payments 1 ─ Totals",
            "Sitting fee",
        ):
            assert part in shown(pilot)


async def test_items_are_in_sight_while_one_types_and_the_rest_is_when_one_comes_there(
    studio: Studio,
) -> None:
    seven = [replace(factories.line(studio), description=f"Print {at}") for at in range(7)]
    _, invoice_id = booked(studio, *seven)
    async with running(studio, (80, 24)) as pilot:
        screen = await open_(pilot, "invoice", invoice_id)
        words = shown(pilot)
        assert all(f"Print {at}" in words for at in range(7))
        assert "── Notes and shipping ──" in words
        assert "Ship to" not in words
        await put(pilot, screen, "ship_to", "12 High Street")
        assert "Ship to" in shown(pilot)
        screen.form.focus_field("kind")
        await press(pilot)
        assert "› Kind" in shown(pilot)
        assert "Print 6" in shown(pilot)


async def test_its_fields_are_changed_and_stored_together(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        screen = await open_(pilot, "invoice", invoice_id)
        await put(pilot, screen, "dated", "20/11/2026")
        await put(pilot, screen, "due", "+2w")
        await put(pilot, screen, "description", "Twins")
        await put(pilot, screen, "discount", "10%")
        await put(pilot, screen, "shipping", "5")
        await put(pilot, screen, "sales_rep", "ben")
        await put(pilot, screen, "kind", "initial")
        assert "£59.00 to pay · total £59.00 · discount £6.00" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved."
        draft = stored(studio, invoice_id).draft
        assert (draft.dated, draft.due) == (date(2026, 11, 20), date(2026, 12, 8))
        assert (draft.kind, draft.description, draft.shipping) == ("initial-order", "Twins", 5_00)
        assert draft.discount.percent == 10_00
        assert " Invoice 10000 · Twins" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Nothing was changed."


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("discount", "101%", "more than 100%"),
        ("discount", "60.01", "more than the £60.00"),
        ("shipping", "12.345", "decimals"),
        ("shipping", "-1", "not negative"),
        ("dated", "", "Date is needed here."),
        ("bill_to", "nobody at all", "No client fits"),
        ("kind", "gift", "kind of invoice"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(
    studio: Studio, key: str, text: str, sentence: str
) -> None:
    _, invoice_id = booked(studio)
    before = stored(studio, invoice_id).draft
    async with running(studio) as pilot:
        screen = await open_(pilot, "invoice", invoice_id)
        await put(pilot, screen, key, text)
        await press(pilot, "ctrl+s")
        assert sentence in said(pilot)
        assert screen.form.focused_key == key
        assert stored(studio, invoice_id).draft == before


async def test_somebody_else_pays_by_name_by_number_or_from_a_list(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    one = factories.store(studio, last="Lee", first="Kim")
    other = factories.store(studio, last="Lee", first="Ann")
    async with running(studio) as pilot:
        screen = await open_(pilot, "invoice", invoice_id)
        await put(pilot, screen, "bill_to", "lee")
        await press(pilot, "ctrl+s")
        assert "2 clients fit “lee”" in said(pilot)
        await put(pilot, screen, "bill_to", "lee, ki")
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved."
        assert stored(studio, invoice_id).draft.bill_to_id == one
        assert "Smith, Sara · billed to Lee, Kim" in shown(pilot)
        await put(pilot, screen, "bill_to", "lee")
        await press(pilot, "down", "ann", "enter", "ctrl+s")
        assert stored(studio, invoice_id).draft.bill_to_id == other
        await put(pilot, screen, "bill_to", "10000")
        await press(pilot, "ctrl+s")
        assert stored(studio, invoice_id).bill_to == "Smith, Sara"


async def test_order_lines_are_put_together_on_their_own_screen(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    factories.price_item(studio, "FRAME", 25_00)
    async with running(studio) as pilot:
        screen = await open_(pilot, "invoice", invoice_id)
        await press(pilot, "f6", "enter")
        assert isinstance(pilot.app.screen, OrderScreen)
        await press(pilot, "frame", "enter", "ctrl+s")
        assert pilot.app.screen is screen
        assert said(pilot) == "Ctrl+S stores the order lines."
        assert "[Items 2]" in shown(pilot)
        assert "£85.00 to pay" in shown(pilot)
        assert stored(studio, invoice_id).totals.total == 60_00
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "s")
        assert stored(studio, invoice_id).totals.total == 85_00


@pytest.mark.parametrize(("letter", "text"), [("s", "Mine"), ("t", "Theirs")])
async def test_both_values_are_shown_when_somebody_else_has_saved(
    studio: Studio, letter: str, text: str
) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        screen = await open_(pilot, "invoice", invoice_id)
        await put(pilot, screen, "description", "Mine")
        before = stored(studio, invoice_id).draft
        studio.run(invoices.save, replace(before, description="Theirs", shipping=5_00))
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Question)
        assert "Description: theirs “Theirs”, yours “Mine”." in " ".join(shown(pilot).split())
        await press(pilot, letter)
        draft = stored(studio, invoice_id).draft
        assert (draft.description, draft.shipping) == (text, 5_00)


async def test_the_first_invoice_of_a_session_is_over_its_fees(studio: Studio) -> None:
    done = factories.book(studio)
    async with running(studio) as pilot:
        await open_(pilot, "session", done.session_id)
        await press(pilot, "ctrl+n", "i")
        assert " Session 10000 › New invoice" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Invoice 10000 is stored."
        await press(pilot, "escape")
        (hit,) = studio.run(invoices.of_session, done.session_id)
        assert (hit.kind, hit.total) == ("session-fee", 60_00)
        assert " Invoices 1 " in shown(pilot)


async def test_an_invoice_without_a_session_is_made_from_the_client(studio: Studio) -> None:
    client_id = factories.store(studio)
    async with running(studio) as pilot:
        await open_(pilot, "client", client_id)
        await press(pilot, "ctrl+n", "i")
        assert isinstance(pilot.app.screen, InvoiceRecordScreen)
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("There is nothing on the invoice yet")
        await press(pilot, "ctrl+n", "o", "sit", "enter", "ctrl+s", "ctrl+s")
        assert said(pilot) == "Invoice 10000 is stored."
        (hit,) = studio.run(invoices.of_client, client_id)
        assert (hit.kind, hit.total, hit.session_number) == ("generic", 60_00, "")


# Payments


async def test_a_balance_payment_takes_at_most_five_keys_from_the_session(studio: Studio) -> None:
    done, invoice_id = booked(studio)
    factories_method = factories.payment_draft(studio, 20_00, "Cash", invoice_id=invoice_id)
    studio.run(payments.take, factories_method)
    async with running(studio) as pilot:
        session = await open_(pilot, "session", done.session_id)
        keys = ("ctrl+n", "p", "ctrl+s", "escape")
        assert len(keys) <= 5
        await press(pilot, *keys[:-1])
        assert said(pilot) == "Payment 10001 is stored."
        await press(pilot, keys[-1])
        assert pilot.app.screen is session
        last = studio.run(payments.of_invoice, invoice_id)[0]
        assert (last.amount, last.method) == (40_00, "Cash")
        assert "£0.00" in shown(pilot)


async def test_money_is_given_back_only_after_a_question(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    studio.run(payments.take, factories.payment_draft(studio, 20_00, invoice_id=invoice_id))
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "p")
        screen = pilot.app.screen
        assert isinstance(screen, PaymentRecordScreen)
        await put(pilot, screen, "amount", "-10")
        await put(pilot, screen, "method", "card")
        await press(pilot, "ctrl+s")
        assert "£10.00 would be given back to Smith, Sara" in shown(pilot)
        await press(pilot, "enter")
        assert screen.form.focused_key == "amount"
        assert stored(studio, invoice_id).balance == 40_00
        await press(pilot, "ctrl+s", "down", "enter")
        assert said(pilot) == "Payment 10001 is stored."
        assert stored(studio, invoice_id).balance == 50_00


async def test_too_much_asks_whether_the_rest_is_credit(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "p")
        screen = pilot.app.screen
        assert isinstance(screen, PaymentRecordScreen)
        await put(pilot, screen, "amount", "100")
        await put(pilot, screen, "method", "card")
        assert "£40.00 too much" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "enter")
        assert screen.form.focused_key == "amount", "nothing is kept that was not meant"
        await press(pilot, "ctrl+s")
        await read(pilot)
        await press(pilot, "k")
        assert said(pilot) == "Payment 10000 is stored."
        client_id = stored(studio, invoice_id).draft.client_id
        assert client_id is not None
        assert studio.run(payments.credit_of, client_id) == 40_00
        assert stored(studio, invoice_id).balance == 0
        assert "Nothing is left to pay on invoice 10000." in shown(pilot)
        await press(pilot, "escape")
        assert "Paid in full · total £60.00 · paid £60.00" in shown(pilot)
        assert re.search(r"Open +paid in full", shown(pilot))
        await press(pilot, "f6")
        assert said(pilot) == "Items 1: Qty 1 · Sitting fee · Price £60.00 · Amount £60.00"


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [("0", "payment of nothing"), ("12.345", "decimals"), ("", "Amount is needed")],
)
async def test_an_amount_that_cannot_be_is_refused(
    studio: Studio, amount: str, sentence: str
) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "p")
        screen: Any = pilot.app.screen
        await put(pilot, screen, "amount", amount)
        await press(pilot, "ctrl+s")
        assert sentence in said(pilot)
        assert screen.form.focused_key == "amount"
        assert not studio.run(payments.of_invoice, invoice_id)


async def test_a_payment_is_planned_and_taken_in_part(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "p")
        screen: Any = pilot.app.screen
        screen.form.focus_field("pending")
        await press(pilot, "space", "tab", "+1w", "ctrl+s")
        assert said(pilot) == "Payment 10000 is stored."
        assert " Invoice 10000 › Payment 10000 · planned" in shown(pilot)
        assert stored(studio, invoice_id).pending == 60_00
        await press(pilot, "f4", "t")
        assert said(pilot) == "Ctrl+S stores it as taken today."
        assert screen.form.focused_key == "method"
        await put(pilot, screen, "amount", "20")
        await put(pilot, screen, "method", "cash")
        await put(pilot, screen, "tendered", "50")
        await put(pilot, screen, "notes", "brought by the mother")
        assert "change £30.00" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved. The rest of £40.00 stays planned."
        record = stored(studio, invoice_id)
        assert (record.paid, record.pending) == (20_00, 40_00)
        taken = studio.run(payments.get, record.payments[-1].id).draft
        assert (taken.amount, taken.notes) == (20_00, "brought by the mother")
        assert pilot.app.focused is not None
        assert "planned" not in picture(screen)[0]


async def test_unused_credit_is_offered_and_one_key_uses_it(studio: Studio) -> None:
    done, invoice_id = booked(studio)
    draft = factories.payment_draft(studio, 25_00, client_id=done.client_id)
    studio.run(payments.take, draft)
    async with running(studio) as pilot:
        invoice = await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "p")
        assert "F4 pays £25.00 from credit, at once." in shown(pilot)
        await press(pilot, "f4")
        assert said(pilot).endswith("£35.00 is left to pay.")
        assert "35.00" in shown(pilot)
        await press(pilot, "ctrl+s", "escape")
        assert pilot.app.screen is invoice
        assert stored(studio, invoice_id).balance == 0
        assert studio.run(payments.credit_of, done.client_id) == 0


async def test_a_deposit_of_the_client_is_credit_and_is_used_later(studio: Studio) -> None:
    done = factories.book(studio)
    async with running(studio) as pilot:
        await open_(pilot, "client", done.client_id)
        await press(pilot, "ctrl+n", "p", "30", "tab", "card", "ctrl+s")
        assert said(pilot) == "Payment 10000 is stored."
        assert "Payment 10000 · credit" in shown(pilot)
        await press(pilot, "f4")
        assert "On no invoice of the client is something to pay." in shown(pilot)
        await press(pilot, "escape")
        draft = factories.invoice_draft(studio, client_id=done.client_id)
        invoice_id = studio.run(invoices.create, draft)
        await press(pilot, "f4", "i")
        assert said(pilot) == "£30.00 was used on invoice 10000."
        assert stored(studio, invoice_id).paid == 30_00
        await press(pilot, "escape")
        assert "owes £30.00" in shown(pilot)


@pytest.mark.parametrize("answer", ["escape", "d"])
async def test_a_planned_payment_is_dropped_after_a_question(studio: Studio, answer: str) -> None:
    _, invoice_id = booked(studio)
    draft = factories.payment_draft(
        studio, 20_00, invoice_id=invoice_id, pending=True, due=date(2026, 12, 24)
    )
    (payment_id,) = studio.run(payments.plan, (draft,))
    async with running(studio) as pilot:
        invoice = await open_(pilot, "invoice", invoice_id)
        await open_(pilot, "payment", payment_id)
        await press(pilot, "f4")
        assert "£20.00 is planned. Take it when it is paid. Drop it when" in shown(pilot)
        await press(pilot, answer)
        if answer == "escape":
            assert stored(studio, invoice_id).pending == 20_00
            return
        assert pilot.app.screen is invoice
        assert said(pilot) == "Payment 10000 of £20.00 is dropped."
        assert stored(studio, invoice_id).payments == ()
        assert "Payments 0" in shown(pilot)


@pytest.mark.parametrize("opened", ["payment", "client"])
async def test_all_of_a_credit_is_given_back(studio: Studio, opened: str) -> None:
    done = factories.book(studio)
    ids = [
        studio.run(
            payments.take, factories.payment_draft(studio, amount, client_id=done.client_id)
        )[0]
        for amount in (25_00, 30_00)
    ]
    async with running(studio) as pilot:
        if opened == "payment":
            await open_(pilot, "payment", ids[1])
            await press(pilot, "f4", "g")
        else:
            await open_(pilot, "client", done.client_id)
            await press(pilot, "ctrl+n", "p", "g")
        assert "£55.00 given back" in shown(pilot)
        assert "From £55.00 of credit, oldest first: payment 10000 £" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Payment 10002 is stored."
        assert studio.run(payments.credit_of, done.client_id) == 0
        (hit,) = studio.run(invoices.of_client, done.client_id)
        assert (hit.description, hit.total, hit.paid) == ("Deposit given back", 0, 0)
        assert "Payment 10002 · refund" in shown(pilot)


async def test_from_client_to_payment_and_back_by_esc(studio: Studio) -> None:
    done, invoice_id = booked(studio, call_warning="deaf in one ear")
    studio.run(payments.take, factories.payment_draft(studio, 20_00, invoice_id=invoice_id))
    async with running(studio) as pilot:
        await open_(pilot, "client", done.client_id)
        kinds = (ClientRecordScreen, SessionRecordScreen, InvoiceRecordScreen, PaymentRecordScreen)
        steps = ((), ("f6", "enter"), ("f6", "enter"), ("f6", "right", "enter"))
        way = "Client 10000 › Session 10000 › Invoice 10000 › Payment 10000"
        for at, (kind, keys) in enumerate(zip(kinds, steps, strict=True)):
            await press(pilot, *keys)
            assert isinstance(pilot.app.screen, kind)
            assert " › ".join(way.split(" › ")[: at + 1]) in picture(pilot.app.screen)[0]
            assert "! deaf in one ear" in shown(pilot)
            assert pilot.app.focused is not None
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, ClientRecordScreen)
        await press(pilot, "enter", "f6", "right", "enter")
        for _ in kinds[1:-1]:
            await press(pilot, "escape")
            assert pilot.app.focused is not None
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_a_stored_payment_is_corrected(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    draft = factories.payment_draft(studio, 20_00, invoice_id=invoice_id)
    (payment_id,) = studio.run(payments.take, draft)
    async with running(studio) as pilot:
        screen = await open_(pilot, "payment", payment_id)
        await put(pilot, screen, "amount", "30")
        await put(pilot, screen, "reference", "4242")
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved."
        assert stored(studio, invoice_id).paid == 30_00
        before = studio.run(payments.get, payment_id).draft
        await put(pilot, screen, "notes", "mine")
        studio.run(payments.save, replace(before, notes="theirs"))
        await press(pilot, "ctrl+s")
        assert "Notes: theirs “theirs”, yours “mine”." in " ".join(shown(pilot).split())
        await press(pilot, "t")
        assert studio.run(payments.get, payment_id).draft.notes == "theirs"


# A session's money


async def test_the_session_tells_of_its_money_and_prints_each_paper_by_its_name(
    studio: Studio,
) -> None:
    done, invoice_id = booked(studio)
    estimate = factories.invoice_draft(
        studio, client_id=done.client_id, session_id=done.session_id, kind="estimate"
    )
    studio.run(invoices.create, estimate)
    bill = stored(studio, invoice_id)
    studio.run(invoices.save, replace(bill.draft, description="Fee"))
    studio.run(payments.take, factories.payment_draft(studio, 20_00, invoice_id=invoice_id))
    assert [words for _, _, words in studio.run(sessions.story, done.session_id)] == [
        "Payment 10000: £20.00, Card.",
        "Invoice 10000: Description: none to Fee.",
        "Estimate 10001 for £60.00.",
        "Invoice 10000 for £60.00.",
        "Booked for Fri 27 Nov 2026, 14:00.",
    ]
    async with running(studio) as pilot:
        session = await open_(pilot, "session", done.session_id)
        assert "History 5" in [tab.label for tab in session.lists.tabs]
        await press(pilot, "ctrl+r")
        for name in ("Session confirmation 10000", "Invoice 10000", "Estimate 10001"):
            assert name in shown(pilot)
        await press(pilot, "r")
        assert "Receipt 10000" in shown(pilot)
        assert "View as text" in shown(pilot)


# Taken back


async def test_an_invoice_is_voided_and_what_was_paid_given_back(studio: Studio) -> None:
    done, invoice_id = booked(studio)
    studio.run(payments.take, factories.payment_draft(studio, 20_00, invoice_id=invoice_id))
    for name in ("Moved away", "Faulty print"):
        factories.execute(
            studio, "INSERT INTO credit_reason (name, sort, inactive) VALUES (?, 10, 0)", name
        )
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "f12", "enter")
        asked = " ".join(shown(pilot).replace("│", " ").split())
        assert "Why? The history keeps it. As Faulty print or Moved away." in asked
        await press(pilot, "moved away", "enter")
        assert said(pilot) == "Voided with credit memo 10001. £20.00 is to be given back there."
        assert "taken back by 10001" in shown(pilot)
        await press(pilot, "f12")
        assert said(pilot) == "Invoice 10000 stays: something was paid or settled on it."
        memo = studio.run(invoices.by_number, "10001")
        await open_(pilot, "invoice", memo)
        assert "Credit memo 10001 · Void of invoice 10000: moved away" in shown(pilot)
        assert "£20.00 to give back" in shown(pilot)
        assert stored(studio, memo).credit_reason == "Moved away"
        await put(pilot, pilot.app.screen, "credit_reason", "faulty")  # type: ignore[arg-type]
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved."
        assert stored(studio, memo).credit_reason == "Faulty print"
        await press(pilot, "ctrl+n", "p")
        assert "£20.00 to give back on 10001." in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Payment ")
    assert stored(studio, memo).balance == 0
    assert studio.run(accounts.of_client, done.client_id).balance == 0


async def test_some_lines_are_taken_back_with_a_credit_memo(studio: Studio) -> None:
    factories.price_item(studio, "FRAME", 25_00)
    done = factories.book(studio)
    lines = (factories.line(studio), factories.line(studio, "FRAME"))
    draft = factories.invoice_draft(studio, *lines, client_id=done.client_id)
    invoice_id = studio.run(invoices.create, draft)
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "c")
        assert "New credit memo · For invoice 10000" in shown(pilot)
        assert "£85.00 to give back" in shown(pilot)
        await press(pilot, "ctrl+n", "o", "f6", "delete", "ctrl+s")
        assert "£25.00 to give back" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Credit memo 10001 is stored."
        assert "Settled" in shown(pilot)
    assert stored(studio, invoice_id).balance == 60_00


async def test_an_invoice_that_nobody_paid_is_deleted(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "f12", "d", "typed twice", "enter")
        assert pilot.app.screen is calendar_of(pilot)
        assert said(pilot) == "Deleted: Invoice 10000 for £60.00: typed twice."


async def test_a_payment_is_taken_off_its_invoice(studio: Studio) -> None:
    done, invoice_id = booked(studio)
    draft = factories.payment_draft(studio, 20_00, invoice_id=invoice_id)
    (payment_id,) = studio.run(payments.take, draft)
    async with running(studio) as pilot:
        await open_(pilot, "payment", payment_id)
        assert "F4 takes it off the invoice." in shown(pilot)
        await press(pilot, "f4", "enter")
        assert said(pilot) == "Taken off invoice 10000: £20.00 is the client's credit."
        assert "F4 uses it on an invoice, or gives it back." in shown(pilot)
    assert studio.run(payments.credit_of, done.client_id) == 20_00


async def test_a_payment_that_somebody_else_took_meanwhile_is_said(studio: Studio) -> None:
    _, invoice_id = booked(studio)
    async with running(studio) as pilot:
        await open_(pilot, "invoice", invoice_id)
        await press(pilot, "ctrl+n", "p")
        studio.run(payments.take, factories.payment_draft(studio, 60_00, invoice_id=invoice_id))
        await press(pilot, "down", "card", "ctrl+s")
        assert "Keep £60.00 as credit" in shown(pilot)
        told = " ".join(shown(pilot).replace("│", " ").split())
        assert "£60.00 was paid on it meanwhile, by somebody else." in told
        await press(pilot, "escape")
        assert "Nothing is left to pay on invoice 10000." in shown(pilot)
    assert stored(studio, invoice_id).paid == 60_00
