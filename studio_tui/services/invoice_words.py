"""Invoices in words: what they are called, and what was changed, for messages and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.invoice import KINDS, InvoiceDraft, InvoiceKind, Line, Taxes
from studio_tui.domain.money import Currency, discount_words, money_words, rate_words
from studio_tui.domain.names import display
from studio_tui.domain.words import date_short, listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studio_tui.services.desk import Desk


def name_of(kind: InvoiceKind) -> str:
    """What an invoice is called in a sentence."""
    return KINDS[kind] if kind in ("estimate", "credit-memo") else "Invoice"


def changed_words(differing: Sequence[tuple[str, str, str]]) -> str:
    """Differences as sentences: both values of each field, but notes only by name."""
    return " ".join(
        "Notes changed."
        if label == "Notes"
        else f"{label}: {before or 'none'} to {after or 'none'}."
        for label, before, after in differing
    )


def differences(
    desk: Desk, old: InvoiceDraft, new: InvoiceDraft
) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    before, after = _words(desk, old), _words(desk, new)
    return tuple(
        (label, before[label], after[label]) for label in before if before[label] != after[label]
    )


def _words(desk: Desk, draft: InvoiceDraft) -> dict[str, str]:
    """The fields of an invoice as a person reads them, by their labels."""
    money = desk.currency
    return {
        "Type": KINDS[draft.kind],
        "Client": client_name(desk, draft.client_id),
        "Bill to": client_name(desk, draft.bill_to_id),
        "Session": _name(desk, "SELECT number FROM session WHERE id = ?", draft.session_id),
        "Date": _day(draft.dated),
        "Payment due": _day(draft.due),
        "Description": draft.description,
        "Sales rep": _name(
            desk,
            "SELECT s.name FROM person p JOIN schedule s ON s.id = p.schedule_id WHERE p.id = ?",
            draft.sales_rep_id,
        ),
        "Lines": "; ".join(line_words(line, money) for line in draft.lines),
        "Discount": discount_words(draft.discount, money),
        "Shipping": money_words(draft.shipping, money) if draft.shipping else "",
        "Tax": _tax_words(draft.taxes),
        "Notes": draft.notes,
    }


def line_words(line: Line, money: Currency) -> str:
    """A line in few words: ``2 Print 10 × 8 in at £32.00, 10% off``."""
    off = discount_words(line.discount, money)
    return (
        f"{line.quantity} {line.description} at {money_words(line.price, money)}"
        f"{f', {off} off' if off else ''}{'' if line.taxable else ', not taxable'}"
    )


def _tax_words(taxes: Taxes) -> str:
    parts = [
        f"{label or 'Tax'} {rate_words(rate)}"
        for label, rate in ((taxes.label, taxes.rate), (taxes.second_label, taxes.second_rate))
        if label or rate
    ]
    if taxes.method == "none":
        return "none"
    how = {"included": "included", "line": "by line"}.get(taxes.method, "added")
    return f"{listing(parts) or 'Tax'} {how}{', on shipping too' if taxes.shipping_taxable else ''}"


def _name(desk: Desk, sql: str, record_id: int | None) -> str:
    row = desk.row(sql, (record_id,)) if record_id is not None else None
    return str(row[0] or "") if row else ""


def _day(day: date | None) -> str:
    return date_short(day) if day else ""


def client_name(desk: Desk, client_id: int | None) -> str:
    """A client as lists show them; empty for none."""
    row = desk.row("SELECT last, first, company FROM client WHERE id = ?", (client_id,))
    return display(*row) if row else ""
