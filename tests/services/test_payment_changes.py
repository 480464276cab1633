"""Payments that change: settled, corrected, applied, given back, dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import GoneError, Saved, StaleError
from studio_tui.errors import StudioError
from studio_tui.services import invoices, payments, sessions
from studio_tui.services.payments import OverpaidError
from tests.factories import (
    counts,
    execute,
    invoice_draft,
    line,
    payment_draft,
    rows,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio

TODAY = date(2026, 11, 24)
CHRISTMAS = date(2026, 12, 24)


def take(studio: Studio, amount: int, method: str = "Card", **fields: Any) -> int:
    return studio.run(payments.take, payment_draft(studio, amount, method, **fields))[0]


def plan(studio: Studio, amount: int, **fields: Any) -> int:
    draft = payment_draft(studio, amount, due=CHRISTMAS, **fields)
    return studio.run(payments.plan, [draft])[0]


def save(studio: Studio, payment_id: int, *, keep: bool = False, **changes: Any) -> Saved:
    draft = replace(studio.run(payments.get, payment_id).draft, **changes)
    return studio.run(payments.save, draft, keep_credit=keep)


def settle(studio: Studio, payment_id: int, *, keep: bool = False, **changes: Any) -> Saved:
    """Take a planned payment."""
    return save(studio, payment_id, keep=keep, pending=False, **changes)


def balance(studio: Studio, invoice_id: int) -> tuple[int, int, int]:
    """What has been paid on an invoice, is planned, and is still to be paid."""
    found = studio.run(invoices.get, invoice_id)
    return found.paid, found.pending, found.balance


def said(studio: Studio, subject: str, record_id: int) -> str:
    """The newest line of a history."""
    return studio.run(sessions.history, subject, record_id)[0][2]


def refuses(studio: Studio, sentence: str, service: Any, *given: Any, **named: Any) -> StudioError:
    """The refusal of a service, after which the database is as it was."""
    before = counts(studio)
    with pytest.raises(StudioError, match=sentence) as caught:
        studio.run(service, *given, **named)
    assert counts(studio) == before
    return caught.value


def test_a_planned_payment_is_settled(studio: Studio, invoice_id: int) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id, reference="17")
    cash = payment_draft(studio, 1, "Cash").method_id
    assert settle(studio, planned, method_id=cash, tendered=50_00) == Saved(2, ())
    assert balance(studio, invoice_id) == (40_00, 0, 80_00)
    found = studio.run(payments.get, planned)
    assert (found.method, found.taken_by, found.draft.taken) == ("Cash", "Anna Berg", TODAY)
    assert (found.draft.due, found.draft.reference, found.draft.tendered) == (
        CHRISTMAS,
        "17",
        50_00,
    )
    words = "Payment 10000: £40.00, Cash."
    assert said(studio, "payment", planned) == said(studio, "invoice", invoice_id) == words


def test_settling_less_leaves_the_rest_planned_and_keeps_what_was_noted(
    studio: Studio, invoice_id: int
) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id, notes="By the end of the year")
    found = settle(studio, planned, amount=15_00, notes="Sent by the mother", reference="17")
    assert found == Saved(2, ("The rest of £25.00 stays planned.",))
    assert balance(studio, invoice_id) == (15_00, 25_00, 105_00)
    taken = studio.run(payments.get, planned).draft
    assert (taken.notes, taken.reference, taken.taken) == ("Sent by the mother", "17", TODAY)
    (rest,) = (hit for hit in studio.run(payments.of_invoice, invoice_id) if hit.pending)
    assert (rest.due, rest.amount) == (CHRISTMAS, 25_00)
    assert studio.run(payments.get, rest.id).draft.notes == "By the end of the year"


def test_what_somebody_else_took_meanwhile_is_not_taken_again_in_part(
    studio: Studio, invoice_id: int
) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id)
    mine = replace(studio.run(payments.get, planned).draft, pending=False, amount=15_00)
    settle(studio, planned)
    with pytest.raises(StaleError, match="Payment 10000 has been changed"):
        studio.run(payments.save, mine)
    assert balance(studio, invoice_id) == (40_00, 0, 80_00)


def test_less_planned_is_not_a_part_taken(studio: Studio, invoice_id: int) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id)
    assert save(studio, planned, amount=15_00) == Saved(2, ())
    assert balance(studio, invoice_id) == (0, 15_00, 120_00)


def test_settling_more_than_is_left_is_offered_as_credit(studio: Studio, invoice_id: int) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id)
    take(studio, 110_00, invoice_id=invoice_id)
    with pytest.raises(OverpaidError) as caught:
        settle(studio, planned)
    assert (caught.value.balance, caught.value.excess) == (10_00, 30_00)
    assert settle(studio, planned, keep=True) == Saved(2, ())
    assert balance(studio, invoice_id) == (120_00, 0, 0)
    assert studio.run(payments.credit_of, 1) == 30_00


def test_settling_what_is_paid_already_keeps_all_of_it_as_credit(
    studio: Studio, invoice_id: int
) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id)
    take(studio, 120_00, invoice_id=invoice_id)
    settle(studio, planned, keep=True)
    assert balance(studio, invoice_id) == (120_00, 0, 0)
    assert studio.run(payments.credit_of, 1) == 40_00


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"amount": 0}, "payment of nothing"),
        ({"amount": -5}, "type what is paid"),
        ({"taken": CHRISTMAS}, "still to come"),
        ({"method_id": 99}, "way of paying has been deleted"),
    ],
)
def test_a_settlement_that_cannot_be_is_refused(
    studio: Studio, invoice_id: int, given: dict[str, Any], sentence: str
) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id)
    draft = replace(studio.run(payments.get, planned).draft, pending=False, **given)
    refuses(studio, sentence, payments.save, draft)


def test_a_payment_planned_without_a_way_of_paying_asks_for_one(
    studio: Studio, invoice_id: int
) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id, method_id=None)
    draft = replace(studio.run(payments.get, planned).draft, pending=False)
    sentence = "Type how it is paid, as cash or card."
    assert refuses(studio, sentence, payments.save, draft).field == "method"


def test_a_correction_is_written_with_both_values(studio: Studio, invoice_id: int) -> None:
    payment_id = take(studio, 40_00, invoice_id=invoice_id)
    assert save(studio, payment_id, amount=45_00, reference="17", notes="x") == Saved(2, ())
    assert balance(studio, invoice_id) == (45_00, 0, 75_00)
    words = "Amount: £40.00 to £45.00. Reference: none to 17. Notes: added “x”."
    assert said(studio, "payment", payment_id) == words
    assert said(studio, "invoice", invoice_id) == f"Payment 10000: {words}"
    before = counts(studio)
    assert save(studio, payment_id) == Saved(2, ())
    assert counts(studio) == before


def test_a_payment_changed_meanwhile_is_told_with_both_values(
    studio: Studio, invoice_id: int
) -> None:
    payment_id = take(studio, 40_00, invoice_id=invoice_id)
    mine = replace(studio.run(payments.get, payment_id).draft, amount=50_00)
    save(studio, payment_id, amount=45_00)
    with pytest.raises(StaleError, match="Payment 10000 has been changed") as caught:
        studio.run(payments.save, mine)
    assert caught.value.differences == (("Amount", "£45.00", "£50.00"),)
    studio.run(payments.save, replace(mine, version=caught.value.version))
    assert balance(studio, invoice_id)[0] == 50_00


def test_a_correction_above_the_balance_is_offered_as_credit(
    studio: Studio, invoice_id: int
) -> None:
    payment_id = take(studio, 40_00, invoice_id=invoice_id)
    with pytest.raises(OverpaidError) as caught:
        save(studio, payment_id, amount=150_00)
    assert (caught.value.balance, caught.value.excess) == (120_00, 30_00)
    save(studio, payment_id, keep=True, amount=150_00)
    assert balance(studio, invoice_id) == (120_00, 0, 0)
    assert studio.run(payments.credit_of, 1) == 30_00


def test_what_was_given_back_bounds_a_correction(studio: Studio, invoice_id: int) -> None:
    payment_id = take(studio, 40_00, invoice_id=invoice_id)
    refund = take(studio, -30_00, invoice_id=invoice_id)
    for changes in ({"amount": 29_99}, {"invoice_id": None}):
        before = counts(studio)
        with pytest.raises(StudioError, match="given back"):
            save(studio, payment_id, **changes)
        assert counts(studio) == before
    with pytest.raises(StudioError, match="given back"):
        save(studio, refund, amount=-40_01)
    save(studio, refund, amount=-40_00)
    assert balance(studio, invoice_id) == (0, 0, 120_00)


def test_a_payment_on_a_lowered_invoice_can_still_be_corrected(
    studio: Studio, invoice_id: int
) -> None:
    payment_id = take(studio, 120_00, invoice_id=invoice_id)
    draft = studio.run(invoices.get, invoice_id).draft
    studio.run(invoices.save, replace(draft, lines=(line(studio),)))
    save(studio, payment_id, notes="Seen")
    save(studio, payment_id, amount=100_00)
    with pytest.raises(OverpaidError):
        save(studio, payment_id, amount=110_00)
    save(studio, payment_id, invoice_id=None)
    assert studio.run(payments.credit_of, 1) == 100_00


def test_a_payment_taken_off_its_invoice_is_credit_and_can_pay_another(
    studio: Studio, invoice_id: int
) -> None:
    payment_id = take(studio, 40_00, invoice_id=invoice_id)
    save(studio, payment_id, invoice_id=None)
    assert balance(studio, invoice_id) == (0, 0, 120_00)
    assert studio.run(payments.credit_of, 1) == 40_00
    assert said(studio, "invoice", invoice_id) == "Payment 10000: Invoice: 10000 to none."
    other = studio.run(invoices.create, invoice_draft(studio, client_id=1))
    save(studio, payment_id, invoice_id=other)
    assert balance(studio, other) == (40_00, 0, 20_00)


def test_what_was_taken_is_not_planned_again(studio: Studio, invoice_id: int) -> None:
    payment_id = take(studio, 40_00, invoice_id=invoice_id)
    with pytest.raises(StudioError, match="cannot be planned again"):
        save(studio, payment_id, pending=True, due=CHRISTMAS)


def test_a_way_of_paying_no_longer_accepted_stays_where_it_is(
    studio: Studio, invoice_id: int
) -> None:
    payment_id = take(studio, 40_00, "Cheque", invoice_id=invoice_id)
    execute(studio, "UPDATE payment_method SET inactive = 1")
    save(studio, payment_id, reference="17")
    with pytest.raises(GoneError, match="no longer accepted"):
        save(studio, payment_id, method_id=1)


def test_a_deposit_is_applied_to_an_invoice_and_then_counts_as_paid(
    studio: Studio, invoice_id: int
) -> None:
    deposit = take(studio, 25_00, client_id=1)
    assert studio.run(payments.get, deposit).credit == 25_00
    assert studio.run(payments.apply_credit, deposit, invoice_id) == 25_00
    assert balance(studio, invoice_id) == (25_00, 0, 95_00)
    assert studio.run(payments.credit_of, 1) == 0
    assert said(studio, "payment", deposit) == "Invoice: none to 10000."
    refuses(studio, "10000 is no credit", payments.apply_credit, deposit, invoice_id)


@pytest.mark.parametrize(
    ("paid", "amount", "used"), [(0, None, 120_00), (0, 30_00, 30_00), (100_00, None, 20_00)]
)
def test_a_deposit_is_applied_in_part_and_the_rest_stays_credit(
    studio: Studio, invoice_id: int, paid: int, amount: int | None, used: int
) -> None:
    if paid:
        take(studio, paid, invoice_id=invoice_id)
    deposit = take(studio, 200_00, "Cash", client_id=1, tendered=210_00, reference="7")
    assert studio.run(payments.apply_credit, deposit, invoice_id, amount=amount) == used
    assert balance(studio, invoice_id)[0] == paid + used
    assert studio.run(payments.credit_of, 1) == 200_00 - used
    draft = studio.run(payments.get, deposit).draft
    assert (draft.amount, draft.tendered) == (used, used + 10_00)
    (rest,) = studio.run(payments.credits_of, 1)
    assert (rest.method, rest.reference, rest.taken) == ("Cash", "7", TODAY)


def test_credit_that_cannot_be_applied_is_refused(studio: Studio, invoice_id: int) -> None:
    apply = payments.apply_credit
    deposit = take(studio, 25_00, client_id=1)
    foreign = take(studio, 25_00, client_id=store(studio, last="Jones"))
    planned = plan(studio, 25_00, invoice_id=invoice_id)
    assert refuses(studio, "Type an amount", apply, deposit, invoice_id, amount=0).field == "amount"
    refuses(studio, "up to £25.00", apply, deposit, invoice_id, amount=25_01)
    refuses(studio, "of Jones, Sara, whom", apply, foreign, invoice_id)
    refuses(studio, "is no credit", apply, planned, invoice_id)
    refuses(studio, "no longer exists", apply, deposit, 99)
    refuses(studio, "no longer exists", apply, 99, invoice_id)
    take(studio, 120_00, invoice_id=invoice_id)
    refuses(studio, "Nothing is left to pay", apply, deposit, invoice_id)


def test_credit_is_used_oldest_first_and_no_more_than_is_to_be_paid(
    studio: Studio, invoice_id: int
) -> None:
    for amount in (50_00, 80_00):
        take(studio, amount, client_id=1)
    assert studio.run(payments.use_credit, 1, invoice_id) == 120_00
    assert balance(studio, invoice_id) == (120_00, 0, 0)
    assert [hit.amount for hit in studio.run(payments.credits_of, 1)] == [10_00]
    refuses(studio, "Nothing is left to pay", payments.use_credit, 1, invoice_id)


def test_several_credits_are_used_together_or_not_at_all(studio: Studio, invoice_id: int) -> None:
    first, second = (take(studio, 30_00, client_id=1) for _ in range(2))
    execute(
        studio,
        "CREATE TRIGGER broken BEFORE UPDATE ON payment "
        f"WHEN old.id = {second} BEGIN SELECT raise(ABORT, 'broken'); END",
    )
    refuses(studio, "broken", payments.use_credit, 1, invoice_id)
    assert studio.run(payments.get, first).draft.invoice_id is None


def test_credit_given_back_leaves_an_invoice_over_nothing(studio: Studio) -> None:
    client_id = store(studio)
    for amount in (25_00, 30_00):
        take(studio, amount, client_id=client_id)
    draft = payment_draft(studio, -40_00, client_id=client_id)
    ids = studio.run(payments.take, draft)
    assert studio.run(payments.take, draft) == ids
    assert studio.run(payments.credit_of, client_id) == 15_00
    (hit,) = studio.run(invoices.of_client, client_id)
    assert (hit.total, hit.paid, hit.balance) == (0, 0, 0)
    assert hit.description == "Deposit given back"
    amounts = {entry.amount for entry in studio.run(payments.of_invoice, hit.id)}
    assert amounts == {25_00, 15_00, -40_00}
    for payment in studio.run(payments.of_invoice, hit.id):
        with pytest.raises(StudioError, match="given back"):
            save(studio, payment.id, invoice_id=None)
    over = payment_draft(studio, -15_01, client_id=client_id)
    refuses(studio, "No more than £15.00 of credit", payments.take, over)


def test_a_planned_payment_is_dropped_without_a_trace_but_in_the_history(
    studio: Studio, invoice_id: int
) -> None:
    planned = plan(studio, 40_00, invoice_id=invoice_id)
    studio.run(payments.drop, planned)
    assert balance(studio, invoice_id) == (0, 0, 120_00)
    assert said(studio, "invoice", invoice_id) == (
        "Dropped: Planned payment 10000: £40.00, Card, due Thu 24 Dec 2026."
    )
    later = take(studio, 10_00, invoice_id=invoice_id)
    assert len(studio.run(payments.get, later).history) == 1
    assert rows(studio, "SELECT number FROM payment") == [("10001",)]
    refuses(studio, "10001 has been taken; give it back", payments.drop, later)
    alone = plan(studio, 5_00, client_id=1)
    studio.run(payments.drop, alone)
    assert said(studio, "client", 1).startswith("Dropped: Planned payment 10002: £5.00")
