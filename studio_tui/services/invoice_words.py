"""Invoices in words: what they are called, and what was changed, for messages and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.invoice import KINDS, InvoiceDraft, InvoiceKind, Line, Taxes
from studio_tui.domain.money import Currency, discount_words, money_words, rate_words
from studio_tui.domain.order import content_words
from studio_tui.domain.words import date_short, listing
from studio_tui.services import custom
from studio_tui.services.differences import CLIENT, PERSON, named

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.services.desk import Desk


def name_of(kind: InvoiceKind) -> str:
    """What an invoice is called in a sentence."""
    return KINDS[kind] if kind in ("estimate", "credit-memo") else "Invoice"


def differences(
    desk: Desk, old: InvoiceDraft, new: InvoiceDraft
) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    before, after = _words(desk, old), _words(desk, new)
    found = tuple(
        (label, before[label], after[label]) for label in before if before[label] != after[label]
    )
    return (*found, *custom.differences(desk, "invoice", old.own, new.own))


def _words(desk: Desk, draft: InvoiceDraft) -> dict[str, str]:
    """The fields of an invoice as a person reads them, by their labels."""
    money = desk.currency
    return {
        "Type": KINDS[draft.kind],
        "Client": named(desk, CLIENT, draft.client_id),
        "Bill to": named(desk, CLIENT, draft.bill_to_id),
        "Session": named(desk, "SELECT number FROM session WHERE id = ?", draft.session_id),
        "Date": day_words(draft.dated),
        "Payment due": day_words(draft.due),
        "Description": draft.description,
        "Sales rep": named(desk, PERSON, draft.sales_rep_id),
        "Classification": named(desk, _CLASSIFICATION, draft.classification_id),
        "Reason": named(desk, _REASON, draft.credit_reason_id),
        "Status": named(desk, "SELECT name FROM status WHERE id = ?", draft.status_id),
        "Status due": day_words(draft.status_due),
        "Ship to": draft.ship_to,
        "Shipping method": draft.shipping_method,
        "Lines": "; ".join(line_words(line, money) for line in draft.lines),
        "Discount": discount_words(draft.discount, money),
        "Shipping": money_words(draft.shipping, money) if draft.shipping else "",
        "Tax": _tax_words(draft.taxes),
        "Notes": draft.notes,
    }


_REASON = "SELECT name FROM credit_reason WHERE id = ?"
_CLASSIFICATION = "SELECT name FROM invoice_classification WHERE id = ?"


def line_words(line: Line, money: Currency) -> str:
    """A line in few words: ``2 Print 10 × 8 in at £32.00, 10% off``."""
    off = discount_words(line.discount, money)
    return (
        f"{line.quantity} {line.description} at {money_words(line.price, money)}"
        f"{f', {off} off' if off else ''}{'' if line.taxable else ', not taxable'}"
        f"{f' ({content_words(line)})' if line.content else ''}"
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


def day_words(day: date | None) -> str:
    """A date in a history; empty for none."""
    return date_short(day) if day else ""
