"""What becomes of payments: changed, settled, applied to an invoice, given back or dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.invoice import InvoiceDraft, Line
from studio_tui.domain.money import money_words
from studio_tui.domain.payment import PaymentDraft
from studio_tui.errors import StudioError
from studio_tui.services import invoice_store, payment_store
from studio_tui.services.differences import CLIENT, differences_words, named
from studio_tui.services.invoice_words import day_words
from studio_tui.services.payment_store import standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.services.desk import Desk
    from studio_tui.services.payments import PaymentRecord
    from studio_tui.services.work import Transaction

METHOD = "SELECT name FROM payment_method WHERE id = ?"
INVOICE = "SELECT number FROM invoice WHERE id = ?"


def differences(
    desk: Desk, old: PaymentDraft, new: PaymentDraft
) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    before, after = _words(desk, old), _words(desk, new)
    return tuple((key, before[key], after[key]) for key in before if before[key] != after[key])


def _words(desk: Desk, draft: PaymentDraft) -> dict[str, str]:
    """The fields of a payment as a person reads them, by their labels."""
    tendered = draft.tendered
    return {
        "Amount": money_words(draft.amount, desk.currency),
        "Method": named(desk, METHOD, draft.method_id),
        "Date": day_words(draft.taken),
        "Due": day_words(draft.due),
        "Planned": "yes" if draft.pending else "no",
        "Invoice": named(desk, INVOICE, draft.invoice_id),
        "Client": named(desk, CLIENT, draft.client_id),
        "Reference": draft.reference,
        "Handed over": "" if tendered is None else money_words(tendered, desk.currency),
        "Notes": draft.notes,
    }


def change(
    work: Transaction, stored: PaymentRecord, draft: PaymentDraft, *, keep_credit: bool
) -> tuple[int, ...]:
    """Write a changed payment inside a use case, and what is more than the balance as credit.

    Returns:
        Ids of the payment and of the credit, if there is some.
    """
    desk, old = work.desk, stored.draft
    if not old.pending and old.method_id is None:
        raise StudioError(
            f"Payment {stored.number} only moves credit {old.reference}; it stays as it is."
        )
    if draft.pending and not old.pending:
        raise StudioError("What has been taken cannot be planned again.", field="pending")
    if old.pending and draft.amount < 0:
        raise StudioError("What was planned comes in; type what is paid.", field="amount")
    draft = payment_store.checked(desk, draft, old)
    if draft.invoice_id != old.invoice_id:
        payment_store.refuse_leaving(desk, old)
    same = (draft.invoice_id, draft.pending) == (old.invoice_id, old.pending)
    parts = payment_store.parts_of(
        desk, draft, keep_credit=keep_credit, held=old.amount if same else 0
    )
    _write(work, stored, parts[0])
    rest = tuple(payment_store.insert(work, part)[0] for part in parts[1:])
    return (stored.id, *rest)


def keep_rest(work: Transaction, old: PaymentDraft, new: PaymentDraft) -> int:
    """Leave planned what was not taken of a planned payment; returns how much that is."""
    if new.pending or not old.pending or new.amount >= old.amount:
        return 0
    rest = old.amount - new.amount
    payment_store.insert(work, replace(old, amount=rest, id=None, version=0))
    return rest


def _write(work: Transaction, stored: PaymentRecord, draft: PaymentDraft) -> None:
    """Store a changed payment with the history of it and of its invoices."""
    desk, old = work.desk, stored.draft
    payment_store.update(work, draft, taken_now=old.pending and not draft.pending)
    differing = differences(desk, old, draft)
    before = {label: before for label, before, _ in differing}
    after = {label: after for label, _, after in differing}
    action = "taken" if old.pending and not draft.pending else "changed"
    words = differences_words(differing)
    if action == "taken":
        words = payment_store.payment_words(desk, draft, stored.number)
    work.changed("payment", stored.id, action, before=before, after=after, words=words)
    for invoice_id in {old.invoice_id, draft.invoice_id} - {None}:
        assert invoice_id is not None
        said = words if action == "taken" else f"Payment {stored.number}: {words}"
        work.changed("invoice", invoice_id, action, before=before, after=after, words=said)


def apply(work: Transaction, stored: PaymentRecord, invoice_id: int, amount: int | None) -> int:
    """Use credit for an invoice inside a use case; what is left of it becomes a new payment.

    Args:
        work: The use case's unit of work.
        stored: The payment.
        invoice_id: The invoice.
        amount: How much of it; None for as much as the invoice takes.

    Returns:
        How much was used.
    """
    desk, draft = work.desk, stored.draft
    if draft.pending or draft.invoice_id is not None:
        raise StudioError(
            f"Payment {stored.number} is no credit: it is planned, or used on an invoice.",
            field="payment",
        )
    found = standing(desk, invoice_id)
    if draft.client_id not in (found.client_id, found.bill_to_id):
        raise StudioError(
            f"Payment {stored.number} is of {stored.client}, whom invoice {found.number} does not "
            "name; choose an invoice of theirs.",
            field="invoice",
        )
    most = min(draft.amount, max(found.balance, 0))
    if not most:
        raise StudioError(f"Nothing is left to pay on invoice {found.number}.", field="invoice")
    used = most if amount is None else amount
    if not 0 < used <= most:
        words = money_words(most, desk.currency)
        raise StudioError(f"Type an amount up to {words}.", field="amount")
    change(work, stored, use(work, draft, invoice_id, used), keep_credit=False)
    return used


def use(work: Transaction, draft: PaymentDraft, invoice_id: int, amount: int) -> PaymentDraft:
    """A credit as it is when that much of it is used on an invoice; the rest is stored anew."""
    if amount == draft.amount:
        return replace(draft, invoice_id=invoice_id)
    used, rest = payment_store.split(draft, amount)
    payment_store.insert(work, rest)
    return replace(used, invoice_id=invoice_id)


def settle(work: Transaction, memo_id: int, invoice_id: int) -> int:
    """Let a credit memo settle what is still to be paid on its invoice, inside a use case.

    A payment of no method on each of them says so; what then is left of the memo is to be given
    back.

    Returns:
        How much was settled.
    """
    memo, bill = standing(work.desk, memo_id), standing(work.desk, invoice_id)
    amount = max(0, min(bill.balance, -memo.balance))
    both = (
        (memo_id, -amount, f"to invoice {bill.number}"),
        (invoice_id, amount, f"from credit memo {memo.number}"),
    )
    for at, value, reference in both if amount else ():
        payment_store.insert(
            work,
            PaymentDraft(
                amount=value,
                taken=work.desk.today(),
                reference=reference,
                invoice_id=at,
                client_id=bill.bill_to_id,
            ),
        )
    return amount


def give_back(work: Transaction, draft: PaymentDraft, unused: Sequence[PaymentRecord]) -> int:
    """Give credit back inside a use case: it leaves an invoice over nothing (product rule).

    Args:
        work: The use case's unit of work.
        draft: The refund, negative and without invoice; its client has been checked.
        unused: The client's credit, oldest first.

    Returns:
        Id of the refund.

    Raises:
        StudioError: When it is more than the credit.
    """
    desk, left = work.desk, -draft.amount
    most = sum(credit.draft.amount for credit in unused)
    if left > most:
        raise StudioError(
            f"No more than {money_words(most, desk.currency)} of credit can be given back.",
            field="amount",
        )
    invoice_id, _ = invoice_store.store(
        work,
        InvoiceDraft(
            lines=(Line("Deposit given back", 0),),
            kind="generic",
            client_id=draft.client_id,
            description="Deposit given back",
        ),
    )
    for credit in unused:
        if part := min(left, credit.draft.amount):
            _write(work, credit, use(work, credit.draft, invoice_id, part))
            left -= part
    return payment_store.insert(work, replace(draft, invoice_id=invoice_id))[0]


def drop(work: Transaction, stored: PaymentRecord) -> None:
    """Delete a planned payment inside a use case; its invoice, or its client, keeps the history."""
    if not stored.draft.pending:
        raise StudioError(
            f"Payment {stored.number} has been taken; give it back with a refund instead."
        )
    desk, draft = work.desk, stored.draft
    for table in ("change", "note"):  # the next payment may get the same id
        desk.database.execute_sql(
            f"DELETE FROM {table} WHERE subject = 'payment' AND record_id = ?", (stored.id,)
        )
    desk.database.execute_sql("DELETE FROM payment WHERE id = ?", (stored.id,))
    subject = ("invoice", draft.invoice_id) if draft.invoice_id else ("client", draft.client_id)
    kind, record_id = subject
    assert record_id is not None
    words = payment_store.payment_words(desk, draft, stored.number)
    work.changed(kind, record_id, "dropped", words=f"Dropped: {words}")
