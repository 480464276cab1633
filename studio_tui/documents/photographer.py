"""The photographer confirmation: what whoever photographs needs to know, without any money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Document,
    Highlight,
    Party,
    Passage,
    Title,
    filled_rows,
    present,
)
from studio_tui.documents.values import TITLES

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Rows
    from studio_tui.documents.values import Assignment


def photographer(data: Assignment) -> Document:
    """The document that says all this."""
    title = TITLES["photographer"]
    client_comes = f"The client arrives at {data.arrival}" if present([data.arrival]) else ""
    with_whom = f"with {data.assistant}" if present([data.assistant]) else ""
    return Document(
        studio=data.studio,
        title=f"{title} {data.number}".strip(),
        name="-".join(filter(None, ("photographer", data.number, f"{data.photographer}.pdf"))),
        blocks=(
            Party(data.photographer, (with_whom,), data.printed_on),
            Title(title),
            Highlight(data.when, client_comes),
            _facts(data),
            Passage("Directions", data.directions),
            Passage("Notes", data.notes),
        ),
    )


def _facts(data: Assignment) -> Rows:
    return filled_rows(
        ("Client", (data.client_name, *data.phones)),
        ("Call warning", data.call_warning),
        ("Session", data.number),
        ("Type", data.type_name),
        ("Description", data.description),
        ("All dates", data.dates),
        ("Resource", data.resource),
        ("Place", (data.place, *data.place_lines)),
        ("Drive", data.drive),
        ("Participants", data.participants),
        ("Promotions", data.promotions),
        ("Appointments", data.appointments),
    )
