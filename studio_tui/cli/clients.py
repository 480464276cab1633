"""Clients on the command line: as one line of a list, and the one that somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.cli.output import Refusal, RefusedError, table
from studio_tui.cli.shapes import client_shape
from studio_tui.domain.words import date_short, plural, quoted
from studio_tui.errors import StudioError
from studio_tui.services import search

if TYPE_CHECKING:
    from studio_tui.domain.found import ClientHit
    from studio_tui.studio import Studio

_SHOWN: Final = 8
"""Clients that a refusal lists."""

_SHORTEST_PHONE: Final = 7
"""Digits from which a bare number may be part of somebody's phone."""


def client_row(client: ClientHit) -> tuple[str, ...]:
    """A client as one line of a list."""
    last = client.last_session
    return (
        client.number,
        client.name,
        client.company if client.company != client.name else "",
        client.phone,
        client.email,
        client.city,
        plural(client.sessions, "session") + (f", last {date_short(last)}" if last else ""),
        f"! {client.call_warning}" if client.call_warning else "",
    )


def client_named(studio: Studio, text: str) -> ClientHit:
    """The one client whom a number or part of a name, phone or email means.

    A short number is a client's number and nothing else: nobody sees who is found before it is
    acted upon, and a mistyped one must not mean a stranger whose phone happens to hold it.

    Raises:
        StudioError: When there is none, or there are several; then it lists them.
    """
    found, typed = studio.run(search.meant, text), text.strip()
    if typed.isdecimal() and len(typed) < _SHORTEST_PHONE:
        found = [client for client in found if client.number == typed]
    if not found:
        raise StudioError(
            f"There is no client {quoted(text)}: try studio find with less of it.",
            code="not-found",
        )
    if len(found) == 1:
        return found[0]
    more = f" {len(found) - _SHOWN} more." if len(found) > _SHOWN else ""
    raise RefusedError(
        f"{quoted(text)} could be {plural(len(found), 'client')}:"
        " give the number, or more of the name.",
        Refusal(
            more={"choices": [client_shape(client) for client in found[:_SHOWN]]},
            lines=(
                *table(map(client_row, found[:_SHOWN]), "  ").split("\n"),
                *([f" {more}"] if more else []),
            ),
        ),
        code="ambiguous",
    )
