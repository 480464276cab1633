"""What an invoice charges and what was paid, as documents say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import Sum
from studio_tui.documents.values import Charges
from studio_tui.domain.invoice import extended
from studio_tui.domain.money import discount_words, money_words
from studio_tui.domain.words import date_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.domain.invoice import Line
    from studio_tui.domain.money import Currency
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.payments import PaymentHit


def charges(desk: Desk, record: InvoiceRecord) -> Charges:
    """Lines and sums of an invoice, from the subtotal to what is still to be paid and when."""
    money = desk.currency
    return Charges(
        lines=tuple(_line(line, money) for line in record.draft.lines),
        sums=(*_total(record, money), *_paid(record, money)),
    )


def balance_words(balance: int, money: Currency) -> tuple[str, str]:
    """What is left to pay, or has been paid too much: the word for it, and the amount."""
    return ("Balance due" if balance >= 0 else "Credit"), money_words(abs(balance), money)


def _line(line: Line, money: Currency) -> tuple[str, str, str, str]:
    off = discount_words(line.discount, money)
    description = "\n".join(
        filter(None, (line.description, line.content, f"{off} off" if off else ""))
    )
    price, amount = money_words(line.price, money), money_words(extended(line), money)
    return str(line.quantity), description, price, amount


def _total(record: InvoiceRecord, money: Currency) -> Iterator[Sum]:
    """Subtotal, discount, taxes, shipping and total; the total alone where there is no more."""
    found = record.totals
    added = () if found.included else found.taxes
    if found.discount or found.shipping or added:
        yield Sum("Subtotal", money_words(found.subtotal, money))
    if found.discount:
        percent = record.draft.discount.percent
        off = f" {discount_words(record.draft.discount, money)}" if percent else ""
        yield Sum(f"Discount{off}", money_words(-found.discount, money))
    for label, amount in added:
        yield Sum(label, money_words(amount, money))
    if found.shipping:
        yield Sum("Shipping", money_words(found.shipping, money))
    yield Sum("Total", money_words(found.total, money), strong=True)
    if found.included:
        for label, amount in found.taxes:
            yield Sum(f"including {label}", money_words(amount, money))


def _paid(record: InvoiceRecord, money: Currency) -> Iterator[Sum]:
    """Payments and refunds, what is left, and what is planned; of an estimate only if any."""
    oldest_first = sorted(record.payments, key=lambda hit: (hit.taken or hit.due, hit.id))
    taken = [hit for hit in oldest_first if not hit.pending]
    planned = [hit for hit in oldest_first if hit.pending]
    for hit in taken:
        words = "Paid" if hit.amount >= 0 else "Refunded"
        words = hit.reference.capitalize() if hit.moved else words
        yield Sum(_when(words, hit), money_words(-hit.amount, money))
    if taken or planned or record.draft.kind != "estimate":
        yield Sum(*balance_words(record.balance, money), strong=True)
    for hit in planned:
        yield Sum(_when("Planned for", hit), money_words(hit.amount, money))


def _when(words: str, hit: PaymentHit) -> str:
    day = hit.taken or hit.due
    return ", ".join(filter(None, (f"{words} {date_short(day)}" if day else words, hit.method)))
