"""The session confirmation for the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Block,
    Document,
    Highlight,
    Party,
    Passage,
    Rows,
    Title,
    charges_table,
    filled_rows,
    present,
)
from studio_tui.documents.values import TITLES

if TYPE_CHECKING:
    from studio_tui.documents.values import Confirmation

TITLE = TITLES["confirmation"]


def confirmation(data: Confirmation) -> Document:
    """The document that says all this."""
    return Document(
        studio=data.studio,
        title=f"{TITLE} {data.number}".strip(),
        name="-".join(filter(None, ("confirmation", data.number, f"{data.client_name}.pdf"))),
        blocks=_blocks(data),
    )


def _blocks(data: Confirmation) -> tuple[Block, ...]:
    return (
        Party(data.client_name, data.client_address_lines, data.printed_on),
        Title(TITLE),
        Highlight(data.when, f"Please arrive at {data.arrival}" if present([data.arrival]) else ""),
        _facts(data),
        charges_table(data.charges),
        Passage("Notes", data.notes),
        Passage("Terms", data.terms, small=True),
    )


def _facts(data: Confirmation) -> Rows:
    return filled_rows(
        ("Session", data.number),
        ("Type", data.type_name),
        ("Description", data.description),
        ("All dates", data.dates),
        ("Photographer", data.photographer),
        ("Assistant", data.assistant),
        ("Place", (data.place, *data.place_lines)),
        ("Participants", data.participants),
        ("Promotions", data.promotions),
    )
