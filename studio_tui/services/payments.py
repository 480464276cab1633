"""Payments: taking and planning them, deposits and credit, and finding them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, Saved, changed_meanwhile
from studio_tui.domain.money import money_words
from studio_tui.domain.names import display
from studio_tui.domain.payment import PaymentDraft
from studio_tui.services import payment_changes, payment_store
from studio_tui.services.numbers import record_id
from studio_tui.services.payment_store import OverpaidError
from studio_tui.services.sessions import history

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.services.desk import Desk

__all__ = [
    "OverpaidError",
    "PaymentHit",
    "PaymentRecord",
    "apply_credit",
    "by_number",
    "credit_of",
    "credits_of",
    "drop",
    "get",
    "of_client",
    "of_invoice",
    "plan",
    "save",
    "take",
    "these",
    "use_credit",
]


@dataclass(frozen=True, slots=True)
class PaymentHit:
    """A payment in a list. Money in minor units."""

    id: int
    number: str
    taken: date | None
    due: date | None
    pending: bool
    method: str
    amount: int
    reference: str
    invoice_id: int | None
    """None: credit that no invoice has used yet."""
    invoice_number: str

    @property
    def moved(self) -> bool:
        """Whether it only moves credit from a credit memo to its invoice."""
        return not (self.pending or self.method)


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """A payment with what its screen shows; ``draft`` is what can be edited."""

    id: int
    number: str
    draft: PaymentDraft
    client: str
    phone: str
    """Of who pays, as are email and call warning."""
    email: str
    call_warning: str
    method: str
    invoice_number: str
    session_number: str
    balance: int
    """Still to be paid on the invoice."""
    credit: int
    """What the client has paid that no invoice has used yet."""
    taken_by: str
    unused: tuple[PaymentHit, ...] = ()
    """What a refund of credit gives back, the oldest first; only of one that is not stored yet."""
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""


_HITS = """
SELECT payment.id, payment.number, payment.date, payment.due, payment.pending,
       coalesce(method.name, ''), payment.amount, payment.reference, payment.invoice_id,
       coalesce(invoice.number, '')
FROM payment
LEFT JOIN payment_method AS method ON method.id = payment.method_id
LEFT JOIN invoice ON invoice.id = payment.invoice_id
WHERE {where} ORDER BY coalesce(payment.date, payment.due) DESC, payment.id DESC LIMIT 200
"""


def of_invoice(desk: Desk, invoice_id: int) -> tuple[PaymentHit, ...]:
    """What was paid and is planned on an invoice, latest first."""
    return _hits(desk, "payment.invoice_id = ?", invoice_id)


def of_session(desk: Desk, session_id: int) -> tuple[PaymentHit, ...]:
    """What was paid and is planned on the invoices of a session, latest first."""
    where = "payment.invoice_id IN (SELECT id FROM invoice WHERE session_id = ?)"
    return _hits(desk, where, session_id)


def of_client(desk: Desk, client_id: int) -> tuple[PaymentHit, ...]:
    """What a client has paid and is to pay, latest first."""
    return _hits(desk, "payment.client_id = ?", client_id)


def these(desk: Desk, ids: Sequence[int]) -> tuple[PaymentHit, ...]:
    """Some payments, latest first."""
    return _hits(desk, "payment.id IN (SELECT value FROM json_each(?))", json.dumps(ids))


_CREDIT = "payment.client_id = ? AND payment.invoice_id IS NULL AND NOT payment.pending"


def credits_of(desk: Desk, client_id: int) -> tuple[PaymentHit, ...]:
    """Payments of a client that no invoice has used yet, latest first."""
    return _hits(desk, _CREDIT, client_id)


def credit_of(desk: Desk, client_id: int) -> int:
    """What a client has paid that no invoice has used yet."""
    row = desk.row(f"SELECT coalesce(sum(amount), 0) FROM payment WHERE {_CREDIT}", (client_id,))
    assert row is not None
    return int(row[0])


def _hits(desk: Desk, where: str, value: object) -> tuple[PaymentHit, ...]:
    return tuple(
        PaymentHit(
            id=row[0],
            number=row[1],
            taken=_day(row[2]),
            due=_day(row[3]),
            pending=bool(row[4]),
            method=row[5],
            amount=row[6],
            reference=row[7],
            invoice_id=row[8],
            invoice_number=row[9],
        )
        for row in desk.rows(_HITS.format(where=where), (value,))
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_RECORD = """
SELECT payment.number, client.last, client.first, client.company,
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       client.email, client.call_warning, method.name, invoice.number, session.number,
       invoice.total - (SELECT coalesce(sum(amount), 0) FROM payment
                        WHERE invoice_id = invoice.id AND NOT pending),
       taker.name, payment.amount, payment.method_id, payment.date, payment.pending, payment.due,
       payment.reference, payment.tendered, payment.notes, payment.invoice_id, payment.client_id,
       payment.version
FROM payment
JOIN client ON client.id = payment.client_id
LEFT JOIN payment_method AS method ON method.id = payment.method_id
LEFT JOIN invoice ON invoice.id = payment.invoice_id
LEFT JOIN session ON session.id = invoice.session_id
LEFT JOIN person ON person.id = payment.taken_by_id
LEFT JOIN schedule AS taker ON taker.id = person.schedule_id
WHERE payment.id = ?
"""


def get(desk: Desk, payment_id: int) -> PaymentRecord:
    """A payment with everything that its screen shows, in three statements.

    Raises:
        GoneError: When there is no such payment.
    """
    row = desk.row(_RECORD, (payment_id,))
    if row is None:
        raise GoneError("This payment no longer exists.")
    return PaymentRecord(
        id=payment_id,
        number=row[0],
        client=display(*row[1:4]),
        phone=row[4] or "",
        email=row[5],
        call_warning=row[6],
        method=row[7] or "",
        invoice_number=row[8] or "",
        session_number=row[9] or "",
        balance=row[10] or 0,
        taken_by=row[11] or "",
        draft=PaymentDraft(
            amount=row[12],
            method_id=row[13],
            taken=_day(row[14]),
            pending=bool(row[15]),
            due=_day(row[16]),
            reference=row[17],
            tendered=row[18],
            notes=row[19],
            invoice_id=row[20],
            client_id=row[21],
            version=row[22],
            id=payment_id,
        ),
        credit=credit_of(desk, row[21]),
        history=history(desk, "payment", payment_id),
    )


def by_number(desk: Desk, text: str) -> int:
    """Id of the payment with that number.

    Raises:
        StudioError: When there is none.
    """
    return record_id(desk, "payment", text)


def take(desk: Desk, draft: PaymentDraft, *, keep_credit: bool = False) -> tuple[int, ...]:
    """Take a payment, or a deposit when it names no invoice; the same draft twice is taken once.

    A negative one gives back what was paid on its invoice; without an invoice, the client's credit.

    Args:
        desk: Where we are.
        draft: What is paid.
        keep_credit: Keep what is more than the balance as a second payment without invoice.

    Returns:
        Ids of the payments stored: one, or two with a rest that is kept.

    Raises:
        OverpaidError: When it is more than the balance, and the rest is not to be kept.
        GoneError: When something it names is gone.
        StudioError: For every other rule that is broken.
    """
    with desk.work() as work:
        found = payment_store.known(desk, draft.token)
        if not found and draft.amount < 0 and draft.invoice_id is None:
            draft = payment_store.checked(desk, draft)
            assert draft.client_id is not None
            unused = [get(desk, hit.id) for hit in reversed(credits_of(desk, draft.client_id))]
            return (payment_changes.give_back(work, draft, unused),)
        stored = found or payment_store.store(work, draft, keep_credit=keep_credit)
        return tuple(payment_id for payment_id, _ in stored)


def plan(desk: Desk, drafts: Sequence[PaymentDraft]) -> tuple[int, ...]:
    """Plan payments, all together or none; each says when it is due. Returns their ids.

    Raises:
        StudioError: When together they are more than what is to be paid, or one breaks a rule.
    """
    with desk.work() as work:
        return tuple(
            payment_id
            for draft in drafts
            for payment_id, _ in payment_store.store(work, replace(draft, pending=True))
        )


def save(desk: Desk, draft: PaymentDraft, *, keep_credit: bool = False) -> Saved:
    """Store a changed payment. Without its invoice it becomes credit, with another it pays that.

    A planned one that is no longer pending is taken now; of less than was planned, the rest stays
    planned.

    Args:
        desk: Where we are.
        draft: The payment as it should be, with the id and version that were read.
        keep_credit: Keep what is more than the balance as a second payment without invoice.

    Raises:
        StaleError: When somebody else saved a newer version meanwhile.
        OverpaidError: When it is more than the balance, and the rest is not to be kept.
        GoneError: When the payment or something that it newly names is gone.
        StudioError: For every other rule that is broken.
    """
    assert draft.id is not None
    with desk.work() as work:
        stored = get(desk, draft.id)
        if stored.draft.version != draft.version:
            raise changed_meanwhile(
                f"Payment {stored.number}",
                payment_changes.differences(desk, stored.draft, draft),
                stored.draft.version,
            )
        if not payment_changes.differences(desk, stored.draft, draft):
            return Saved(draft.version, ())
        payment_changes.change(work, stored, draft, keep_credit=keep_credit)
        left = payment_changes.keep_rest(work, stored.draft, draft)
        said = f"The rest of {money_words(left, desk.currency)} stays planned."
        return Saved(draft.version + 1, (said,) if left else ())


def drop(desk: Desk, payment_id: int) -> None:
    """Drop a planned payment, as when it is not to come any more.

    Raises:
        GoneError: When there is no such payment.
        StudioError: When it has been taken: that is given back with a refund.
    """
    with desk.work() as work:
        payment_changes.drop(work, get(desk, payment_id))


def apply_credit(desk: Desk, payment_id: int, invoice_id: int, *, amount: int | None = None) -> int:
    """Use a payment that no invoice has used yet; what is left of it stays credit.

    Args:
        desk: Where we are.
        payment_id: The payment; it keeps its number.
        invoice_id: An invoice of the client who paid.
        amount: How much of it; None for as much as the invoice takes.

    Returns:
        How much was used.

    Raises:
        GoneError: When the payment or the invoice is gone.
        StudioError: When it is no credit of that client, or too much.
    """
    with desk.work() as work:
        return payment_changes.apply(work, get(desk, payment_id), invoice_id, amount)


def use_credit(desk: Desk, client_id: int, invoice_id: int) -> int:
    """Use what a client has paid for no invoice yet on one, the oldest first; all of it together.

    Returns:
        How much was used.

    Raises:
        GoneError: When the invoice is gone.
        StudioError: When nothing is to be paid on it, or it names another client.
    """
    used = 0
    with desk.work() as work:
        for hit in reversed(credits_of(desk, client_id)):
            if used and payment_store.standing(desk, invoice_id).balance <= 0:
                break
            used += payment_changes.apply(work, get(desk, hit.id), invoice_id, None)
    return used
