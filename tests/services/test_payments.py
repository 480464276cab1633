"""Payments as they are taken, planned and refused, on a real database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import GoneError
from studio_tui.domain.invoice import Line
from studio_tui.errors import StudioError
from studio_tui.services import invoices, payments, sessions
from studio_tui.services.payments import OverpaidError, PaymentHit
from tests.factories import (
    counts,
    execute,
    invoice_draft,
    payment_draft,
    rows,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio

TODAY = date(2026, 11, 24)
CHRISTMAS = date(2026, 12, 24)


def take(
    studio: Studio, amount: int, method: str = "Card", *, keep: bool = False, **fields: Any
) -> tuple[int, ...]:
    draft = payment_draft(studio, amount, method, **fields)
    return studio.run(payments.take, draft, keep_credit=keep)


def plan(studio: Studio, *amounts: int, **fields: Any) -> tuple[int, ...]:
    drafts = [payment_draft(studio, amount, due=CHRISTMAS, **fields) for amount in amounts]
    return studio.run(payments.plan, drafts)


def balance(studio: Studio, invoice_id: int) -> tuple[int, int, int]:
    """What has been paid on an invoice, is planned, and is still to be paid."""
    found = studio.run(invoices.get, invoice_id)
    return found.paid, found.pending, found.balance


def history(studio: Studio, subject: str, record_id: int) -> list[str]:
    return [words for _, _, words in studio.run(sessions.history, subject, record_id)]


def test_a_payment_comes_back_as_it_was_taken(studio: Studio, invoice_id: int) -> None:
    (payment_id,) = take(
        studio, 30_00, "Cash", invoice_id=invoice_id, tendered=50_00, notes="x", reference="7"
    )
    found = studio.run(payments.get, payment_id)
    assert (found.number, found.client, found.method) == ("10000", "Smith, Sara", "Cash")
    assert (found.invoice_number, found.session_number) == ("10000", "10000")
    assert (found.balance, found.credit, found.taken_by) == (90_00, 0, "Anna Berg")
    draft = found.draft
    assert (draft.amount, draft.tendered, draft.taken, draft.client_id) == (
        30_00,
        50_00,
        TODAY,
        1,
    )
    (hit,) = studio.run(payments.of_invoice, invoice_id)
    assert hit == PaymentHit(
        id=payment_id,
        number="10000",
        taken=TODAY,
        due=None,
        pending=False,
        method="Cash",
        amount=30_00,
        reference="7",
        invoice_id=invoice_id,
        invoice_number="10000",
    )
    assert studio.run(payments.of_client, 1) == (hit,)
    assert studio.run(invoices.get, invoice_id).payments == (hit,)
    assert studio.run(payments.by_number, "10000") == payment_id
    assert history(studio, "payment", payment_id) == ["Payment 10000: £30.00, Cash."]
    assert history(studio, "invoice", invoice_id)[0] == "Payment 10000: £30.00, Cash."


def test_who_pays_is_whom_the_invoice_is_billed_to(studio: Studio) -> None:
    mother = store(studio, last="Jones")
    draft = invoice_draft(studio, client_id=store(studio), bill_to_id=mother)
    invoice_id = studio.run(invoices.create, draft)
    (payment_id,) = take(studio, 10_00, invoice_id=invoice_id)
    assert studio.run(payments.get, payment_id).draft.client_id == mother


def test_several_payments_pay_an_invoice_off(studio: Studio, invoice_id: int) -> None:
    for amount in (30_00, 50_00, 40_00):
        take(studio, amount, invoice_id=invoice_id)
    assert balance(studio, invoice_id) == (120_00, 0, 0)


def test_the_same_draft_twice_is_one_payment(studio: Studio, invoice_id: int) -> None:
    draft = payment_draft(studio, 130_00, invoice_id=invoice_id)
    first = studio.run(payments.take, draft, keep_credit=True)
    assert len(first) == 2
    assert studio.run(payments.take, draft) == first
    assert balance(studio, invoice_id) == (120_00, 0, 0)


def test_more_than_the_balance_is_refused_and_offered_as_credit(
    studio: Studio, invoice_id: int
) -> None:
    take(studio, 100_00, invoice_id=invoice_id)
    before = counts(studio)
    with pytest.raises(OverpaidError, match=r"£30.00 more than the balance of £20.00") as caught:
        take(studio, 50_00, invoice_id=invoice_id)
    assert (caught.value.balance, caught.value.excess) == (20_00, 30_00)
    assert (caught.value.code, caught.value.field) == ("overpaid", "amount")
    assert counts(studio) == before
    paid, kept = take(studio, 50_00, "Cash", keep=True, invoice_id=invoice_id, tendered=60_00)
    assert balance(studio, invoice_id) == (120_00, 0, 0)
    assert studio.run(payments.get, paid).draft.tendered == 30_00  # £10.00 change, as handed over
    assert studio.run(payments.credit_of, 1) == 30_00
    (hit,) = studio.run(payments.credits_of, 1)
    assert (hit.id, hit.amount, hit.invoice_id) == (kept, 30_00, None)
    assert history(studio, "payment", kept) == ["Payment 10002: £30.00, Cash, kept as credit."]


def test_all_of_it_is_credit_when_nothing_is_to_be_paid(studio: Studio, invoice_id: int) -> None:
    take(studio, 120_00, invoice_id=invoice_id)
    with pytest.raises(OverpaidError) as caught:
        take(studio, 5_00, invoice_id=invoice_id)
    assert (caught.value.balance, caught.value.excess) == (0, 5_00)
    (kept,) = take(studio, 5_00, keep=True, invoice_id=invoice_id)
    assert studio.run(payments.get, kept).draft.invoice_id is None


def test_a_refund_gives_back_no_more_than_was_paid(studio: Studio, invoice_id: int) -> None:
    take(studio, 50_00, invoice_id=invoice_id)
    with pytest.raises(StudioError, match=r"No more than £50.00 can be given back"):
        take(studio, -50_01, invoice_id=invoice_id)
    (refund,) = take(studio, -20_00, "Cash", invoice_id=invoice_id)
    assert balance(studio, invoice_id) == (30_00, 0, 90_00)
    assert history(studio, "payment", refund) == ["Refund 10001: £20.00, Cash."]


def test_a_credit_memo_is_given_back_until_nothing_is_left(studio: Studio) -> None:
    client_id = store(studio)
    draft = invoice_draft(studio, Line("Frame", 50_00, -1), kind="credit-memo", client_id=client_id)
    memo = studio.run(invoices.create, draft)
    assert history(studio, "invoice", memo) == ["Credit memo 10000 for -£50.00."]
    take(studio, -30_00, invoice_id=memo)
    with pytest.raises(StudioError, match=r"No more than £20.00 can be given back"):
        take(studio, -20_01, invoice_id=memo)
    with pytest.raises(OverpaidError):
        take(studio, 1, invoice_id=memo)
    take(studio, -20_00, invoice_id=memo)
    assert balance(studio, memo) == (-50_00, 0, 0)


def test_an_estimate_is_not_paid(studio: Studio) -> None:
    draft = invoice_draft(studio, kind="estimate", client_id=store(studio))
    invoice_id = studio.run(invoices.create, draft)
    with pytest.raises(StudioError, match="An estimate cannot be paid") as caught:
        take(studio, 10_00, invoice_id=invoice_id)
    assert caught.value.field == "invoice"


def test_a_deposit_needs_no_invoice(studio: Studio) -> None:
    client_id = store(studio)
    (deposit,) = take(studio, 25_00, client_id=client_id)
    assert studio.run(payments.credit_of, client_id) == 25_00
    assert history(studio, "payment", deposit) == ["Payment 10000: £25.00, Card, kept as credit."]


def test_planned_payments_are_pending_and_not_paid(studio: Studio, invoice_id: int) -> None:
    first, _, _ = plan(studio, 40_00, 40_00, 40_00, invoice_id=invoice_id)
    assert balance(studio, invoice_id) == (0, 120_00, 120_00)
    assert history(studio, "payment", first) == [
        "Planned payment 10000: £40.00, Card, due Thu 24 Dec 2026."
    ]
    assert studio.run(payments.get, first).draft.taken is None


def test_no_more_is_planned_than_is_to_be_paid_and_all_or_nothing(
    studio: Studio, invoice_id: int
) -> None:
    take(studio, 20_00, invoice_id=invoice_id)
    before = counts(studio)
    with pytest.raises(StudioError, match=r"Only £40.00 of invoice 10000 is neither paid nor"):
        plan(studio, 60_00, 40_01, invoice_id=invoice_id)
    assert counts(studio) == before


@pytest.mark.parametrize(
    ("fields", "sentence", "field"),
    [
        ({"amount": 0}, "A payment of nothing", "amount"),
        ({"amount": -1}, "No more than £0.00 can be given back", "amount"),
        ({"amount": 10**12 + 1}, "No amount is that high", "amount"),
        ({"method_id": None}, "Type how it is paid, as cash or card.", "method"),
        ({"method_id": 99}, "way of paying has been deleted", "method"),
        ({"invoice_id": 99}, "invoice no longer exists", "invoice"),
        ({"invoice_id": None}, "Choose who pays", "client"),
        ({"client_id": 99}, "Who pays has been deleted", "client"),
        ({"taken": date(2026, 11, 25)}, "still to come; plan the payment", "taken"),
        ({"tendered": 999}, "Less was handed over", "tendered"),
        ({"pending": True}, "Say when the planned payment is due", "due"),
        ({"pending": True, "due": CHRISTMAS, "amount": -1}, "to come in can be planned", "amount"),
        ({"invoice_id": None, "client_id": 1, "amount": -5}, "No more than £0.00 of cr", "amount"),
    ],
)
def test_what_cannot_be_paid_is_refused_with_a_sentence(
    studio: Studio, invoice_id: int, fields: dict[str, Any], sentence: str, field: str
) -> None:
    before = counts(studio)
    with pytest.raises(StudioError, match=sentence) as caught:
        take(studio, **{"amount": 10_00, "invoice_id": invoice_id, **fields})
    assert caught.value.field == field
    assert counts(studio) == before


def test_a_way_of_paying_that_is_no_longer_accepted_is_named(
    studio: Studio, invoice_id: int
) -> None:
    draft = payment_draft(studio, 10_00, "Cheque", invoice_id=invoice_id)
    execute(studio, "UPDATE payment_method SET inactive = 1 WHERE name = 'Cheque'")
    with pytest.raises(GoneError, match="Cheque is no longer accepted") as caught:
        studio.run(payments.take, draft)
    assert caught.value.field == "method"


def test_what_is_not_there_is_said(studio: Studio) -> None:
    with pytest.raises(GoneError, match="no longer exists"):
        studio.run(payments.get, 1)
    with pytest.raises(StudioError, match="no payment with the number 12"):
        studio.run(payments.by_number, "12")
    assert rows(studio, "SELECT count(*) FROM payment") == [(0,)]
