"""``studio show``: a session or a client in full."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from studio_tui.cli.bookings import dated
from studio_tui.cli.clients import client_named
from studio_tui.cli.output import Result, facts, table
from studio_tui.cli.parser import json_option
from studio_tui.cli.shapes import Shape, booking_shape, client_shape, moment_shape
from studio_tui.domain.address import town_lines
from studio_tui.domain.words import date_short, date_words, plural, span_words, time_words
from studio_tui.flows.phones import phones_text
from studio_tui.services import agenda, clients, search, sessions
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable
    from datetime import date, datetime

    from studio_tui.cli.call import Call
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.found import Booking, ClientHit
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.studio import Studio


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("kind", choices=("session", "client"), metavar="session|client")
    parser.add_argument("number", metavar="NUMBER", help="a client may also be named")
    json_option(parser)


def run(call: Call) -> Result:
    """Show one record."""
    with call.studio() as studio:
        show = _session if call.args.kind == "session" else _client
        return show(studio, call.args.number)


def _session(studio: Studio, number: str) -> Result:
    found = studio.run(sessions.get, studio.run(sessions.by_number, number))
    (booking,) = studio.run(agenda.these, [found.id])
    client = studio.run(search.client, found.client_id)
    client_number = client.number if client else ""
    return Result(
        _session_text(found, client_number, studio.run(Desk.today)),
        booking_shape(booking) | _session_shape(found, client_number),
    )


def _session_text(found: SessionRecord, client_number: str, today: date) -> str:
    draft = found.draft
    due = f", due {date_words(found.status_due)}" if found.status_due else ""
    said = facts(
        (
            ("Session", found.number),
            ("Client", f"{found.client} ({client_number})" if client_number else found.client),
            ("Phone", found.phone),
            ("Email", found.email),
            ("Call warning", found.call_warning),
            ("Type", found.type_name),
            ("Description", draft.description),
            ("When", span_words(draft.start, draft.end, today)),
            ("Arrival", draft.arrival),
            ("Photographer", found.photographer),
            ("Assistant", found.assistant),
            ("Resource", found.resource),
            ("Outside", "\n".join(filter(None, (found.outside_location, found.outside_address)))),
            ("Status", f"{found.status}{due if found.status_kind == 'open' else ''}"),
            ("Confirmed", "yes" if draft.confirmed else "no"),
            ("Booked by", found.booked_by),
            ("Notes", draft.notes),
        )
    )
    return f"{said}\n\nHistory\n{_history(found.history)}" if found.history else said


def _history(entries: Iterable[tuple[datetime, str, str]]) -> str:
    return table(
        ((f"{date_short(at.date())} {time_words(at)}", who, what) for at, who, what in entries),
        "  ",
    )


def _session_shape(found: SessionRecord, client_number: str) -> Shape:
    return {
        "client_number": client_number,
        "phone": found.phone,
        "email": found.email,
        "call_warning": found.call_warning,
        "arrival": found.draft.arrival,
        "status_due": found.status_due.isoformat() if found.status_due else None,
        "booked_by": found.booked_by,
        "notes": found.draft.notes,
        "history": [
            {"at": moment_shape(at), "who": who, "what": what} for at, who, what in found.history
        ],
    }


def _client(studio: Studio, text: str) -> Result:
    hit = client_named(studio, text)
    client = studio.run(clients.get, hit.id)
    ids = [session.id for session in studio.run(search.sessions_of, hit.id)]
    booked = studio.run(agenda.these, ids)[::-1]
    home = studio.run(Desk.preference, "studio.country", "GB")
    return Result(_client_text(hit, client, booked, home), _client_shape(hit, client, booked))


def _client_text(
    hit: ClientHit, client: ClientDraft, booked: tuple[Booking, ...], home: str
) -> str:
    town = town_lines(client.city, client.state, client.postcode, home)
    address = (client.street, *town, client.country)
    said = facts(
        (
            ("Client", hit.number or "no number yet"),
            ("Name", hit.name),
            ("Salutation", client.salutation),
            ("Company", client.company),
            ("Job title", client.job_title),
            ("Call warning", client.call_warning),
            ("Phones", phones_text(client.phones)),
            ("Email", client.email),
            ("Address", "\n".join(filter(None, address))),
            ("Status", hit.status),
            ("Lead source", client.lead_source),
            ("Notes", client.notes),
        )
    )
    if not booked:
        return f"{said}\n\nNo sessions."
    return f"{said}\n\n{plural(len(booked), 'session')}, latest first\n{dated(booked)}"


def _client_shape(hit: ClientHit, client: ClientDraft, booked: tuple[Booking, ...]) -> Shape:
    plain = ("last", "first", "salutation", "job_title", "street", "postcode", "state", "country")
    return (
        {"kind": "client"}
        | client_shape(hit)
        | {key: getattr(client, key) for key in (*plain, "lead_source", "notes")}
        | {
            "phones": [asdict(phone) for phone in client.phones],
            "sessions": [booking_shape(booking) for booking in booked],
        }
    )
