"""The session confirmation, as a PDF for the client and as plain text for terminal and reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Block,
    Highlight,
    Party,
    Passage,
    Rows,
    Title,
    filled_rows,
    present,
)
from studio_tui.documents.page import document_pdf
from studio_tui.documents.plain import document_text

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.documents.values import Confirmation, Paper

TITLE = "Session confirmation"


def confirmation_pdf(data: Confirmation, created: datetime, *, paper: Paper = "A4") -> bytes:
    """The confirmation as a PDF; equal arguments give equal bytes.

    Args:
        data: What it says.
        created: When it is made, for the file's own record; taken as UTC without a zone.
        paper: Size of the sheet.
    """
    title = f"{TITLE} {data.number}".strip()
    return document_pdf(data.studio, title, _blocks(data), created, paper)


def confirmation_text(data: Confirmation, width: int = 72) -> str:
    """The same content as plain text, in lines of ``width`` columns."""
    return document_text(data.studio, _blocks(data), width)


def _blocks(data: Confirmation) -> tuple[Block, ...]:
    return (
        Party(data.client_name, data.client_address_lines, data.printed_on),
        Title(TITLE),
        Highlight(data.when, f"Please arrive at {data.arrival}" if present([data.arrival]) else ""),
        _facts(data),
        Passage("Notes", data.notes),
        Passage("Terms", data.terms, small=True),
    )


def _facts(data: Confirmation) -> Rows:
    return filled_rows(
        ("Session", data.number),
        ("Type", data.type_name),
        ("Description", data.description),
        ("Photographer", data.photographer),
        ("Assistant", data.assistant),
        ("Place", (data.place, *data.place_lines)),
        ("Participants", data.participants),
    )
