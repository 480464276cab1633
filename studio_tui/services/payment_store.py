"""Writing payments: what may be paid on what, and what is stored.

What has been paid on an invoice always lies between nothing and its total (for a credit memo,
between its total and nothing); only an invoice that was lowered afterwards may have more on it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError
from studio_tui.domain.money import MOST, money_words
from studio_tui.domain.words import date_short
from studio_tui.errors import StudioError
from studio_tui.services import numbers

if TYPE_CHECKING:
    from studio_tui.domain.invoice import InvoiceKind
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


class OverpaidError(StudioError):
    """More than is still to be paid; the excess can be kept as credit.

    Attributes:
        balance: What is still to be paid on the invoice, in minor units.
        excess: How much of the payment is left over.
    """

    def __init__(self, message: str, *, balance: int, excess: int) -> None:
        super().__init__(message, code="overpaid", field="amount")
        self.balance = balance
        self.excess = excess


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an invoice stands, but for the payment in question."""

    id: int
    number: str
    kind: InvoiceKind
    client_id: int
    bill_to_id: int
    total: int
    paid: int
    pending: int

    @property
    def balance(self) -> int:
        """What is still to be paid."""
        return self.total - self.paid

    @property
    def floor(self) -> int:
        """Least that may have been paid on it."""
        return min(self.total, 0)


_STANDING = """
SELECT id, number, kind, client_id, bill_to_id, total,
       (SELECT coalesce(sum(amount), 0) FROM payment
        WHERE invoice_id = invoice.id AND NOT pending AND payment.id IS NOT ?1),
       (SELECT coalesce(sum(amount), 0) FROM payment
        WHERE invoice_id = invoice.id AND pending AND payment.id IS NOT ?1)
FROM invoice WHERE id = ?2
"""


def standing(desk: Desk, invoice_id: int, without: int | None = None) -> Standing:
    """Where an invoice stands.

    Args:
        desk: Where we are.
        invoice_id: The invoice.
        without: Id of a payment that is not to be counted.

    Raises:
        GoneError: When there is no such invoice.
    """
    row = desk.row(_STANDING, (without, invoice_id))
    if row is None:
        raise GoneError("This invoice no longer exists. Choose another.", field="invoice")
    return Standing(*row)


def store(
    work: Transaction, draft: PaymentDraft, *, keep_credit: bool = False
) -> tuple[tuple[int, str], ...]:
    """Store a new payment inside a use case; the same draft twice is stored once.

    Args:
        work: The use case's unit of work.
        draft: What is paid, or planned.
        keep_credit: Keep what is more than the balance as a second payment without invoice.

    Returns:
        Id and number of each payment stored.

    Raises:
        OverpaidError: When it is more than the balance, and the rest is not to be kept.
        GoneError: When something it names is gone.
        StudioError: For every other rule that is broken.
    """
    desk = work.desk
    if found := known(desk, draft.token):
        return found
    draft = checked(desk, draft)
    parts = parts_of(desk, draft, keep_credit=keep_credit)
    token = draft.token or secrets.token_hex(8)
    return tuple(
        insert(work, replace(part, token=f"{token}{'/credit' * at}"))
        for at, part in enumerate(parts)
    )


def known(desk: Desk, token: str) -> tuple[tuple[int, str], ...]:
    """Id and number of the payments that a draft with that token has made already."""
    if not token:
        return ()
    return tuple(
        (int(payment_id), str(number))
        for payment_id, number in desk.rows(
            "SELECT id, number FROM payment WHERE token IN (?, ?) ORDER BY id",
            (token, f"{token}/credit"),
        )
    )


def parts_of(
    desk: Desk, draft: PaymentDraft, *, keep_credit: bool, held: int = 0
) -> tuple[PaymentDraft, ...]:
    """The payment, or what the invoice takes of it and the rest.

    Args:
        desk: Where we are.
        draft: The payment as it should be.
        keep_credit: Split it where it is more than the balance.
        held: What of it the invoice holds already, however much that is.

    Raises:
        OverpaidError: When it is more than the balance, and the rest is not to be kept.
        StudioError: When it gives back more than was paid, or the invoice is an estimate.
    """
    try:
        _refuse_amount(desk, draft, held)
    except OverpaidError as error:
        if not keep_credit or draft.pending:
            raise
        if not error.balance:
            return (replace(draft, invoice_id=None),)
        return split(draft, error.balance)
    return (draft,)


def split(draft: PaymentDraft, amount: int) -> tuple[PaymentDraft, PaymentDraft]:
    """A payment as one of that amount, and a new one of the rest that no invoice uses."""
    rest = draft.amount - amount
    tendered = None if draft.tendered is None else draft.tendered - rest
    return (
        replace(draft, amount=amount, tendered=tendered),
        replace(draft, amount=rest, tendered=None, invoice_id=None, id=None, version=0, token=""),
    )


def insert(work: Transaction, draft: PaymentDraft) -> tuple[int, str]:
    """Store a payment that has been checked; returns its id and number."""
    number = numbers.give(work, "payment")
    payment_id = work.insert(
        "payment",
        number=number,
        **columns(draft),
        taken_by_id=None if draft.pending else work.desk.person_id,
        token=draft.token or secrets.token_hex(8),
        version=1,
        created=work.now,
    )
    told(work, payment_id, draft, "planned" if draft.pending else "taken", number)
    return payment_id, number


def columns(draft: PaymentDraft) -> dict[str, Any]:
    """The columns that follow from a draft."""
    return {
        "invoice_id": draft.invoice_id,
        "client_id": draft.client_id,
        "pending": draft.pending,
        "date": draft.taken.isoformat() if draft.taken else None,
        "due": draft.due.isoformat() if draft.due else None,
        "method_id": draft.method_id,
        "amount": draft.amount,
        "tendered": draft.tendered,
        "reference": draft.reference,
        "notes": draft.notes,
    }


def update(work: Transaction, draft: PaymentDraft, *, taken_now: bool) -> None:
    """Write a changed payment inside a use case; that it may be so has been checked."""
    values = columns(draft)
    if taken_now:
        values["taken_by_id"] = work.desk.person_id
    work.desk.database.execute_sql(
        f"UPDATE payment SET {', '.join(f'{column} = ?' for column in values)}, "
        "version = version + 1 WHERE id = ?",
        (*values.values(), draft.id),
    )


def told(work: Transaction, payment_id: int, draft: PaymentDraft, action: str, number: str) -> None:
    """Write the history of a new payment, and of its invoice."""
    words = payment_words(work.desk, draft, number)
    after = {"number": number, "amount": draft.amount}
    work.changed("payment", payment_id, action, after=after, words=words)
    if draft.invoice_id:
        work.changed("invoice", draft.invoice_id, action, after=after, words=words)


def payment_words(desk: Desk, draft: PaymentDraft, number: str) -> str:
    """A payment as a sentence, as ``Payment 10003: £30.00, Card.``."""
    what = "Refund" if draft.amount < 0 else "Planned payment" if draft.pending else "Payment"
    moved = draft.method_id is None and not draft.pending
    what = "Credit moved with payment" if moved else what
    row = desk.row("SELECT name FROM payment_method WHERE id = ?", (draft.method_id,))
    parts = [money_words(abs(draft.amount), desk.currency)]
    parts += [str(row[0])] if row else [draft.reference] if moved else []
    parts += [f"due {date_short(draft.due)}"] if draft.pending and draft.due else []
    parts += [] if draft.invoice_id or draft.pending else ["kept as credit"]
    return f"{what} {number}: {', '.join(parts)}."


def checked(desk: Desk, draft: PaymentDraft, stored: PaymentDraft | None = None) -> PaymentDraft:
    """The draft with client and date filled in, every rule kept but those about the amount.

    Args:
        desk: Where we are.
        draft: The payment as it should be.
        stored: The payment as it stands; its method may stay.

    Raises:
        GoneError: When something it names is gone.
        StudioError: For every other rule that is broken.
    """
    if draft.amount == 0:
        raise StudioError("A payment of nothing is no payment; type an amount.", field="amount")
    if abs(draft.amount) > MOST:
        raise StudioError("No amount is that high; check it.", field="amount")
    _refuse_method(desk, draft, stored)
    if draft.pending:
        if draft.due is None:
            raise StudioError("Say when the planned payment is due.", field="due")
        if draft.amount < 0:
            raise StudioError("Only what is to come in can be planned.", field="amount")
        draft = replace(draft, taken=None, tendered=None)
    else:
        draft = replace(draft, taken=draft.taken or desk.today())
        assert draft.taken is not None
        if draft.taken > desk.today():
            raise StudioError("This day is still to come; plan the payment.", field="taken")
    if draft.tendered is not None and draft.amount <= 0:
        raise StudioError("Nothing is handed over for a refund; empty it.", field="tendered")
    if draft.tendered is not None and draft.tendered < draft.amount:
        raise StudioError("Less was handed over than the amount; check both.", field="tendered")
    return _with_client(desk, draft)


def _refuse_method(desk: Desk, draft: PaymentDraft, stored: PaymentDraft | None) -> None:
    if draft.method_id is None:
        if not draft.pending:
            raise StudioError("Type how it is paid, as cash or card.", field="method")
        return
    row = desk.row("SELECT name, inactive FROM payment_method WHERE id = ?", (draft.method_id,))
    if row is None:
        raise GoneError("This way of paying has been deleted. Choose another.", field="method")
    if row[1] and (stored is None or stored.method_id != draft.method_id):
        raise GoneError(f"{row[0]} is no longer accepted. Choose another way.", field="method")


def _with_client(desk: Desk, draft: PaymentDraft) -> PaymentDraft:
    """The draft with who pays: whom the invoice is billed to, unless somebody else is named."""
    if draft.client_id is None and draft.invoice_id is not None:
        return replace(draft, client_id=standing(desk, draft.invoice_id).bill_to_id)
    if draft.client_id is None:
        raise StudioError("Choose who pays.", field="client")
    if not desk.row("SELECT 1 FROM client WHERE id = ?", (draft.client_id,)):
        raise GoneError("Who pays has been deleted. Choose another client.", field="client")
    return draft


def _refuse_amount(desk: Desk, draft: PaymentDraft, held: int) -> None:
    """Refuse an amount that the invoice does not bear."""
    if draft.invoice_id is None:
        if draft.amount < 0:
            raise StudioError("A refund belongs to an invoice; choose it.", field="invoice")
        return
    found, money = standing(desk, draft.invoice_id, draft.id), desk.currency
    if found.kind == "estimate":
        raise StudioError(
            "An estimate cannot be paid; change its type to make it an invoice.", field="invoice"
        )
    if not draft.pending and found.paid + draft.amount < found.floor:
        most = money_words(max(found.paid - found.floor, 0), money)
        raise StudioError(
            f"No more than {most} can be given back on invoice {found.number}.", field="amount"
        )
    if draft.amount > held:
        _refuse_excess(desk, found, draft)


def _refuse_excess(desk: Desk, found: Standing, draft: PaymentDraft) -> None:
    left = max(found.balance - (found.pending if draft.pending else 0), 0)
    excess = draft.amount - left
    if draft.amount < 0 or excess <= 0:
        return
    words = money_words(left, desk.currency)
    if draft.pending:
        raise StudioError(
            f"Only {words} of invoice {found.number} is neither paid nor planned yet; "
            "plan no more than that.",
            field="amount",
        )
    raise OverpaidError(
        f"That is {money_words(excess, desk.currency)} more than the balance of {words} on "
        f"invoice {found.number}. Lower the amount, or keep the rest as credit.",
        balance=left,
        excess=excess,
    )


def refuse_leaving(desk: Desk, draft: PaymentDraft) -> None:
    """Refuse to take a payment off its invoice when some of it has been given back there.

    Raises:
        StudioError: With a sentence that says so.
    """
    if draft.invoice_id is None or draft.pending:
        return
    found = standing(desk, draft.invoice_id, draft.id)
    if found.paid < found.floor or draft.amount < 0:
        raise StudioError(
            f"Money has been given back on invoice {found.number}; what was paid stays with it.",
            field="invoice",
        )
