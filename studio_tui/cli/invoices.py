"""Invoices as lists for people show them, and one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.output import facts, table
from studio_tui.domain.invoice import KINDS, extended
from studio_tui.domain.money import Currency, discount_words, money_words
from studio_tui.domain.order import described
from studio_tui.domain.words import date_short
from studio_tui.services.invoices import InvoiceRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.services.invoices import InvoiceHit
    from studio_tui.services.payments import PaymentHit
    from studio_tui.studio import Studio


def currency_of(studio: Studio, *, needed: bool = True) -> Currency:
    """What the studio's money is in; a command that shows none need not learn about currencies."""
    return studio.run(lambda desk: desk.currency) if needed else Currency("", 0)


def invoice_table(invoices: Iterable[InvoiceHit], currency: Currency) -> str:
    """Invoices, one a line."""
    return table(
        (
            (
                hit.number,
                date_short(hit.dated),
                hit.bill_to,
                KINDS[hit.kind],
                f"session {hit.session_number}" if hit.session_number else "",
                hit.description,
                money_words(hit.total, currency),
                standing_words(hit, currency),
            )
            for hit in invoices
        ),
        "  ",
    )


def standing_words(hit: InvoiceHit | InvoiceRecord, currency: Currency) -> str:
    """What is still to be paid: ``paid``, ``£90.00 open, £30.00 of it planned``."""
    kind = hit.draft.kind if isinstance(hit, InvoiceRecord) else hit.kind
    if kind == "estimate":
        return "nothing to pay"
    if hit.balance <= 0:
        return f"{money_words(-hit.balance, currency)} to give back" if hit.balance else "paid"
    planned = f", {money_words(hit.pending, currency)} of it planned" if hit.pending else ""
    return f"{money_words(hit.balance, currency)} open{planned}"


def payment_table(payments: Iterable[PaymentHit], currency: Currency) -> str:
    """Payments on an invoice, one a line."""
    return table(
        (
            (
                hit.number,
                date_short(day) if (day := hit.due if hit.pending else hit.taken) else "",
                "planned" if hit.pending else "",
                money_words(hit.amount, currency),
                hit.method,
                hit.reference,
            )
            for hit in payments
        ),
        "  ",
    )


def invoice_text(found: InvoiceRecord, currency: Currency) -> str:
    """An invoice in full: who, what, what it comes to and what was paid."""
    draft = found.draft
    head = facts(
        (
            ("Invoice", found.number),
            ("Type", KINDS[draft.kind]),
            ("Date", date_short(draft.dated) if draft.dated else ""),
            ("Payment due", date_short(draft.due) if draft.due else ""),
            ("Client", found.client),
            ("Bill to", found.bill_to if found.bill_to != found.client else ""),
            ("Phone", found.phone),
            ("Email", found.email),
            ("Call warning", found.call_warning),
            ("Session", found.session_number),
            ("Description", draft.description),
            ("Notes", draft.notes),
        )
    )
    parts = [head, f"Items\n{_lines(found, currency)}", _totals(found, currency)]
    if found.payments:
        parts.append(f"Payments\n{payment_table(reversed(found.payments), currency)}")
    return "\n\n".join(parts)


def _lines(found: InvoiceRecord, currency: Currency) -> str:
    return table(
        (
            (
                str(line.quantity),
                line.identifier,
                described(line),
                money_words(line.price, currency),
                f"less {off}" if (off := discount_words(line.discount, currency)) else "",
                money_words(extended(line), currency),
            )
            for line in found.draft.lines
        ),
        "  ",
    )


def _totals(found: InvoiceRecord, currency: Currency) -> str:
    """What stands below the lines, amounts one under the other."""
    sums = found.totals
    taxes = [(f"{name}{' included' if sums.included else ''}", tax) for name, tax in sums.taxes]
    rows = [
        ("Subtotal", sums.subtotal),
        *([("Discount", -sums.discount)] if sums.discount else []),
        *([] if sums.included else taxes),
        *([("Shipping", sums.shipping)] if sums.shipping else []),
        ("Total", sums.total),
        *(taxes if sums.included else []),
        ("Paid", found.paid),
        *([("Planned", found.pending)] if found.pending else []),
        ("Balance", found.balance),
    ]
    said = [money_words(amount, currency) for _, amount in rows]
    width = max(map(len, said))
    return facts((label, f"{words:>{width}}") for (label, _), words in zip(rows, said, strict=True))
