"""What the receipt for a payment, a refund or a deposit says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.receipt import receipt
from studio_tui.documents.values import Receipt
from studio_tui.domain.invoice import KINDS
from studio_tui.domain.money import money_words
from studio_tui.domain.words import date_words
from studio_tui.errors import StudioError
from studio_tui.services import invoices, payments, sessions
from studio_tui.services.paperwork.charges import balance_words
from studio_tui.services.paperwork.invoice import session_lines
from studio_tui.services.paperwork.letterhead import addressee, header

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Document
    from studio_tui.domain.money import Currency
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.payments import PaymentRecord


def gather(desk: Desk, number: str, *, with_notes: bool) -> Document:
    """The receipt for a payment, by its number.

    Args:
        desk: Where we are.
        number: Number of the payment.
        with_notes: Whether its notes are on it.

    Raises:
        StudioError: When there is no such payment, or it is planned and not taken yet.
    """
    payment = _taken(desk, number)
    draft, money = payment.draft, desk.currency
    assert draft.client_id is not None
    assert draft.taken is not None
    name, address = addressee(desk, draft.client_id)
    bill = invoices.get(desk, draft.invoice_id) if draft.invoice_id else None
    label, balance = balance_words(_left(bill, payment.id), money) if bill else ("", "")
    label = label.removesuffix(" due")
    session_id = bill.draft.session_id if bill else None
    tendered = draft.tendered if (draft.tendered or 0) > draft.amount else None
    return receipt(
        Receipt(
            studio=header(desk),
            title="Receipt for a refund" if draft.amount < 0 else "Receipt",
            number=payment.number,
            name=name,
            address_lines=address,
            gist=_gist(draft, money),
            gist_below=date_words(draft.taken),
            invoice=f"{bill.number}, {KINDS[bill.draft.kind].lower()}" if bill else "",
            session=session_lines(sessions.get(desk, session_id) if session_id else None),
            method=payment.method,
            reference=draft.reference,
            tendered=money_words(tendered, money) if tendered else "",
            change=money_words(tendered - draft.amount, money) if tendered else "",
            invoice_total=money_words(bill.totals.total, money) if bill else "",
            balance_label=f"{label} then" if label else "",
            balance=balance,
            notes=draft.notes if with_notes else "",
            printed_on=date_words(desk.today()),
        )
    )


def _taken(desk: Desk, number: str) -> PaymentRecord:
    """The payment, if there is a receipt for it."""
    payment = payments.get(desk, payments.by_number(desk, number))
    draft = payment.draft
    if draft.pending or draft.taken is None:
        raise StudioError(
            f"Payment {payment.number} is planned and not taken yet; there is a receipt for it "
            "once it is.",
            code="pending",
        )
    if draft.method_id is None:
        raise StudioError(
            f"Payment {payment.number} only moves credit {draft.reference}; there is no receipt.",
            code="moved",
        )
    return payment


def _gist(draft: PaymentDraft, money: Currency) -> str:
    """The amount, and what became of it."""
    amount = money_words(abs(draft.amount), money)
    if draft.invoice_id is None:
        return f"{amount} of credit refunded" if draft.amount < 0 else f"{amount} kept as credit"
    return f"{amount} {'refunded' if draft.amount < 0 else 'received'}"


def _left(bill: InvoiceRecord, payment_id: int) -> int:
    """What was left to pay after a payment: later ones do not change its receipt."""
    taken = [hit for hit in bill.payments if not hit.pending]
    order = sorted(taken, key=lambda hit: (hit.taken, hit.id))
    upto = [hit.id for hit in order].index(payment_id)
    return bill.totals.total - sum(hit.amount for hit in order[: upto + 1])
