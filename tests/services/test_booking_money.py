"""Booking a session with its invoice and payments: everything at once, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import Booked, GoneError
from studio_tui.services import booking, clients, invoices, payments
from studio_tui.services.payments import OverpaidError
from tests.factories import (
    client_draft,
    counts,
    execute,
    invoice_draft,
    line,
    payment_draft,
    price_item,
    session_draft,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def test_one_transaction_stores_client_session_invoice_and_deposit(studio: Studio) -> None:
    draft = session_draft(studio)
    invoice, deposit = invoice_draft(studio), payment_draft(studio, 25_00)
    rest = payment_draft(studio, 35_00, pending=True, due=date(2026, 12, 24))
    booked = studio.run(
        booking.book, client_draft(), draft, invoice=invoice, payments=(deposit, rest)
    )
    assert not booked.again
    assert (booked.client_number, booked.session_number, booked.invoice_number) == (
        "10000",
        "10000",
        "10000",
    )
    assert booked.invoice_id is not None
    found = studio.run(invoices.get, booked.invoice_id)
    assert (found.draft.session_id, found.draft.client_id) == (booked.session_id, booked.client_id)
    assert (found.paid, found.pending, found.balance) == (25_00, 35_00, 35_00)
    assert tuple(sorted(hit.id for hit in found.payments)) == booked.payment_ids
    assert {words for _, _, words in found.history} == {
        "Invoice 10000 for £60.00.",
        "Payment 10000: £25.00, Card.",
        "Planned payment 10001: £35.00, Card, due Thu 24 Dec 2026.",
    }


def test_finishing_twice_books_invoices_and_pays_once(studio: Studio) -> None:
    draft, invoice = session_draft(studio), invoice_draft(studio)
    paid = (payment_draft(studio, 20_00), payment_draft(studio, 50_00))

    def finish() -> Booked:
        return studio.run(
            booking.book, client_draft(), draft, invoice=invoice, payments=paid, keep_credit=True
        )

    booked = finish()
    before = counts(studio)
    assert finish() == replace(booked, again=True)
    assert counts(studio) == before
    assert (before["invoice"], before["payment"]) == (1, 3)


def test_a_deposit_without_an_invoice_is_credit(studio: Studio) -> None:
    booked = studio.run(
        booking.book,
        client_draft(),
        session_draft(studio),
        payments=(payment_draft(studio, 25_00),),
    )
    assert (booked.invoice_id, booked.invoice_number) == (None, "")
    assert studio.run(payments.credit_of, booked.client_id) == 25_00


def test_somebody_else_may_pay(studio: Studio) -> None:
    mother = store(studio, last="Jones")
    booked = studio.run(
        booking.book,
        client_draft(),
        session_draft(studio),
        invoice=invoice_draft(studio, bill_to_id=mother),
        payments=(payment_draft(studio, 25_00),),
    )
    (payment_id,) = booked.payment_ids
    assert studio.run(payments.get, payment_id).client == "Jones, Sara"


def test_an_existing_client_and_more_than_the_balance(studio: Studio) -> None:
    who = studio.run(clients.get, store(studio))
    draft, invoice = session_draft(studio), invoice_draft(studio)
    paid = (payment_draft(studio, 70_00),)
    before = counts(studio)
    with pytest.raises(OverpaidError) as caught:
        studio.run(booking.book, who, draft, original=who, invoice=invoice, payments=paid)
    assert (caught.value.balance, caught.value.excess) == (60_00, 10_00)
    assert counts(studio) == before
    booked = studio.run(
        booking.book,
        who,
        draft,
        original=who,
        invoice=invoice,
        payments=paid,
        keep_credit=True,
    )
    assert len(booked.payment_ids) == 2
    assert studio.run(payments.credit_of, booked.client_id) == 10_00


def test_a_deleted_item_stops_the_whole_booking_and_names_itself(studio: Studio) -> None:
    price_item(studio)
    invoice = invoice_draft(studio, line(studio, "EXTRA"))
    execute(studio, "DELETE FROM item WHERE identifier = 'EXTRA'")
    before = counts(studio)
    with pytest.raises(GoneError, match="Extra") as caught:
        studio.run(booking.book, client_draft(), session_draft(studio), invoice=invoice)
    assert caught.value.field == "lines"
    assert counts(studio) == before
