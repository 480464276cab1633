"""The receipt for a payment, a refund or a deposit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Document,
    Highlight,
    Party,
    Passage,
    Title,
    filled_rows,
)

if TYPE_CHECKING:
    from studio_tui.documents.values import Receipt


def receipt(data: Receipt) -> Document:
    """The document that says all this."""
    title = f"{data.title} {data.number}".strip()
    facts = filled_rows(
        ("Method", data.method),
        ("Reference", data.reference),
        ("Cash received", data.tendered),
        ("Change", data.change),
        ("Invoice", data.invoice),
        ("Session", data.session),
        ("Invoice total", data.invoice_total),
        (data.balance_label, data.balance),
    )
    return Document(
        studio=data.studio,
        title=title,
        name=f"receipt-{data.number}-{data.name}.pdf",
        blocks=(
            Party(data.name, data.address_lines, data.printed_on),
            Title(title),
            Highlight(data.gist, data.gist_below),
            facts,
            Passage("Notes", data.notes),
        ),
    )
