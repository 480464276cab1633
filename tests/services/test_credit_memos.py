"""Invoices taken back: with a credit memo over some lines or all, voided, deleted while unpaid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.documents.plain import document_text
from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.domain.invoice import Discount, Taxes, totals
from studio_tui.errors import StudioError
from studio_tui.services import (
    accounts,
    beginnings,
    cancelling,
    credit_memos,
    invoices,
    paperwork,
    payments,
    sessions,
)
from tests import factories
from tests.factories import at, book, invoice_draft, line, payment_draft

if TYPE_CHECKING:
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.studio import Studio


def billed(
    studio: Studio, paid: int = 0, start: str = "2026-11-27T14:00", **fields: Any
) -> InvoiceRecord:
    """An invoice over £60.00 of a session, with something paid on it."""
    done = book(studio, start=at(start))
    draft = invoice_draft(studio, client_id=done.client_id, session_id=done.session_id, **fields)
    invoice_id = studio.run(invoices.create, draft)
    if paid:
        studio.run(payments.take, payment_draft(studio, paid, invoice_id=invoice_id))
    return studio.run(invoices.get, invoice_id)


def again(studio: Studio, bill: InvoiceRecord) -> InvoiceRecord:
    return studio.run(invoices.get, bill.id)


def void(studio: Studio, bill: InvoiceRecord, reason: str = "moved away") -> InvoiceRecord:
    done = studio.run(credit_memos.void, bill.id, bill.draft.version, reason)
    return studio.run(invoices.get, done.memo_id)


def printed(studio: Studio, number: str) -> str:
    return document_text(studio.run(paperwork.document, "invoice", number), 72)


@pytest.mark.parametrize("paid", [0, 20_00, 60_00])
def test_a_voided_invoice_is_settled_and_what_was_paid_is_given_back(
    studio: Studio, paid: int
) -> None:
    bill = billed(studio, paid)
    memo = void(studio, bill)
    assert bill.draft.client_id
    assert again(studio, bill).balance == 0
    assert (memo.totals.total, memo.balance) == (-60_00, -paid)
    account = studio.run(accounts.of_client, bill.draft.client_id)
    assert (account.owed, account.returned) == (0, paid)
    assert "Credit memo 10001" in (text := printed(studio, memo.number))
    assert "Void of invoice 10000: moved away" in text
    assert "Taken back with credit memo 10001" in printed(studio, bill.number)
    if not paid:
        return
    blank = studio.run(beginnings.payment, bill.draft.client_id, memo.id)
    assert blank.draft.amount == -paid
    (refund,) = studio.run(payments.take, blank.draft)
    assert again(studio, memo).balance == 0
    receipt = studio.run(payments.get, refund).number
    text = document_text(studio.run(paperwork.document, "receipt", receipt), 72)
    assert "Receipt for a refund" in text
    assert "credit memo" in text


@pytest.mark.parametrize("method", ["added", "included", "two", "none"])
def test_a_memo_over_all_mirrors_the_invoice_to_the_last_penny(studio: Studio, method: Any) -> None:
    bill = billed(
        studio,
        taxes=Taxes(method, "VAT", 17_537, "City", 3_333),
        discount=Discount(percent=1_250),
        shipping=3_33,
    )
    blank = studio.run(credit_memos.begin, bill.id)
    assert totals(blank.draft).total == -bill.totals.total == blank.balance


def test_some_lines_are_taken_back_and_the_rest_later_but_no_more(studio: Studio) -> None:
    factories.price_item(studio, "FRAME", 25_00)
    done = book(studio)
    draft = invoice_draft(studio, line(studio), line(studio, "FRAME"), client_id=done.client_id)
    bill = studio.run(invoices.get, studio.run(invoices.create, draft))
    blank = studio.run(credit_memos.begin, bill.id).draft
    part = replace(blank, lines=blank.lines[1:])
    memo = studio.run(invoices.create, part)
    assert studio.run(invoices.create, part) == memo
    assert again(studio, bill).balance == 60_00
    assert studio.run(invoices.get, memo).balance == 0
    with pytest.raises(StudioError, match=r"No more than £60.00 of invoice 10000"):
        studio.run(invoices.create, replace(blank, token="other"))
    with pytest.raises(StudioError, match="over the rest"):
        void(studio, bill)
    rest = replace(blank, lines=blank.lines[:1], token="rest")
    studio.run(invoices.create, rest)
    assert again(studio, bill).balance == 0
    with pytest.raises(StudioError, match="Nothing of invoice 10000 is left"):
        studio.run(credit_memos.begin, bill.id)


def test_items_that_are_no_longer_sold_can_be_taken_back(studio: Studio) -> None:
    bill = billed(studio)
    factories.execute(studio, "UPDATE item SET inactive = 1")
    void(studio, bill)
    assert again(studio, bill).balance == 0


def test_what_is_planned_is_dropped(studio: Studio) -> None:
    bill = billed(studio)
    due = at("2026-12-01T00:00").date()
    plan = payment_draft(studio, 60_00, due=due, pending=True, invoice_id=bill.id)
    studio.run(payments.plan, (plan,))
    void(studio, bill)
    assert again(studio, bill).pending == 0


def test_what_moves_credit_is_no_money_taken_and_stays_as_it_is(studio: Studio) -> None:
    bill = billed(studio)
    void(studio, bill)
    assert bill.draft.session_id
    (moved,) = again(studio, bill).payments
    assert (moved.moved, moved.reference) == (True, "from credit memo 10001")
    draft = studio.run(payments.get, moved.id).draft
    with pytest.raises(StudioError, match="only moves credit from credit memo 10001"):
        studio.run(payments.save, replace(draft, invoice_id=None))
    with pytest.raises(StudioError, match="there is no receipt"):
        studio.run(paperwork.document, "receipt", moved.number)
    seen = studio.run(cancelling.consider, [("session", bill.draft.session_id)])
    assert seen.payments == ()


def test_what_was_taken_back_keeps_its_amounts(studio: Studio) -> None:
    bill = billed(studio)
    void(studio, bill)
    draft = again(studio, bill).draft
    studio.run(invoices.save, replace(draft, description="Kept for the files"))
    draft = again(studio, bill).draft
    with pytest.raises(StudioError, match="Credit memo 10001 takes back what it came to"):
        studio.run(invoices.save, replace(draft, shipping=1_00))


@pytest.mark.parametrize("kind", ["estimate", "session-fee"])
def test_what_nobody_paid_can_be_deleted_and_the_session_remembers(
    studio: Studio, kind: Any
) -> None:
    bill = billed(studio, kind=kind)
    words = studio.run(credit_memos.delete, bill.id, bill.draft.version, "typed twice")
    name = "Estimate" if kind == "estimate" else "Invoice"
    assert words == f"Deleted: {name} 10000 for £60.00: typed twice."
    assert bill.draft.session_id
    assert studio.run(sessions.story, bill.draft.session_id)[0][2] == words
    with pytest.raises(GoneError):
        studio.run(invoices.get, bill.id)


def test_what_was_paid_or_planned_is_never_deleted(studio: Studio) -> None:
    bill = billed(studio, 20_00)
    with pytest.raises(StudioError, match="cannot be deleted"):
        studio.run(credit_memos.delete, bill.id, bill.draft.version, "mistake")
    memo = void(studio, bill)
    with pytest.raises(StudioError, match="cannot be deleted"):
        studio.run(credit_memos.delete, memo.id, memo.draft.version, "mistake")


def test_refusals(studio: Studio) -> None:
    estimate = billed(studio, kind="estimate")
    with pytest.raises(StudioError, match="asks for nothing"):
        void(studio, estimate)
    bill = billed(studio, start="2026-11-30T14:00")
    with pytest.raises(StudioError, match="Type in a few words why"):
        void(studio, bill, " ")
    studio.run(invoices.save, replace(bill.draft, notes="Changed"))
    with pytest.raises(StaleError):
        void(studio, bill)
    memo = void(studio, again(studio, bill))
    with pytest.raises(StudioError, match="takes back itself"):
        void(studio, memo)
