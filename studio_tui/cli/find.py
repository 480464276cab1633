"""``studio find``: clients and sessions by name, phone, email or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.bookings import dated
from studio_tui.cli.clients import client_row
from studio_tui.cli.output import Result, table
from studio_tui.cli.parser import json_option
from studio_tui.cli.shapes import booking_shape, client_shape
from studio_tui.domain.words import plural, quoted
from studio_tui.services import agenda, search

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studio_tui.cli.call import Call
    from studio_tui.domain.found import Booking, ClientHit


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "text", nargs="+", metavar="TEXT", help="part of a name, company, phone, email or number"
    )
    json_option(parser)


def run(call: Call) -> Result:
    """List what the text finds."""
    text = " ".join(call.args.text)
    with call.studio() as studio:
        clients = studio.run(search.clients, text) if text.strip() else []
        hits = studio.run(search.sessions, text) if text.strip() else []
        sessions = studio.run(agenda.these, (hit.id for hit in hits))[::-1]
    return Result(
        _text(text, clients, sessions),
        {
            "clients": [client_shape(client) for client in clients],
            "sessions": [booking_shape(session) for session in sessions],
        },
    )


def _text(text: str, clients: Sequence[ClientHit], sessions: Sequence[Booking]) -> str:
    if not clients and not sessions:
        return f"Nothing is found for {quoted(text)}."
    parts = []
    if clients:
        rows = table((client_row(client) for client in clients), "  ")
        parts.append(f"{_count(len(clients), 'client')}\n{rows}")
    if sessions:
        parts.append(f"{_count(len(sessions), 'session')}, latest first\n{dated(sessions)}")
    return "\n\n".join(parts)


def _count(count: int, noun: str) -> str:
    return f"The first {plural(count, noun)}" if count >= search.LIMIT else plural(count, noun)
