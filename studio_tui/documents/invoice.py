"""Invoices, estimates and credit memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Document,
    Highlight,
    Party,
    Passage,
    Title,
    charges_table,
    filled_rows,
)

if TYPE_CHECKING:
    from studio_tui.documents.values import Bill


def invoice(data: Bill) -> Document:
    """The document that says all this."""
    title = f"{data.title} {data.number}".strip()
    facts = filled_rows(
        ("Date", data.dated),
        ("Due", data.due),
        (data.other_label, data.other),
        ("Session", data.session),
        ("Description", data.description),
        ("Sales", data.sales_rep),
        ("Reason", data.reason),
        ("Ship to", data.ship_to),
        ("Sent by", data.sent_by),
    )
    return Document(
        studio=data.studio,
        title=title,
        name=f"invoice-{data.number}-{data.name}.pdf",
        blocks=(
            Party(data.name, data.address_lines),
            Title(title),
            Highlight(data.gist, data.gist_below),
            facts,
            charges_table(data.charges),
            Passage("Notes", data.notes),
            Passage("Terms", data.terms, small=True),
        ),
    )
