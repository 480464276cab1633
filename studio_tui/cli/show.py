"""``studio show``: a session, appointment, client or invoice in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from studio_tui.cli.invoices import currency_of, invoice_text
from studio_tui.cli.output import Result, facts, table
from studio_tui.cli.parser import json_option
from studio_tui.cli.shapes import (
    Shape,
    booking_shape,
    date_shape,
    history_shape,
    invoice_full_shape,
    invoice_shape,
)
from studio_tui.cli.show_client import client_shown, lists_text
from studio_tui.domain.words import (
    date_short,
    date_words,
    duration_words,
    span_words,
    time_words,
)
from studio_tui.services import agenda, appointments, invoices, search, sessions
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from studio_tui.cli.call import Call
    from studio_tui.domain.found import Booking
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.studio import Studio


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("kind", choices=tuple(_SHOWN), metavar="|".join(_SHOWN))
    parser.add_argument("number", metavar="NUMBER", help="a client may also be named")
    json_option(parser)


def run(call: Call) -> Result:
    """Show one record."""
    with call.studio() as studio:
        return _SHOWN[call.args.kind](studio, call.args.number)


def _session(studio: Studio, number: str) -> Result:
    found = studio.run(sessions.get, studio.run(sessions.by_number, number))
    found = replace(found, history=studio.run(sessions.story, found.id))
    (booking,) = studio.run(agenda.these, [found.id])
    dates = studio.run(agenda.dates_of, found.id)
    client_number = _client_number(studio, found.client_id)
    linked = [hit.id for hit in studio.run(appointments.of_session, found.id)]
    arranged = studio.run(agenda.these, linked, "appointment")[::-1]
    billed = studio.run(invoices.of_session, found.id)
    money = currency_of(studio)
    text = _session_text(found, client_number, studio.run(Desk.today), dates)
    return Result(
        "\n\n".join((text, *lists_text((), arranged, billed, money), *_history(found.history))),
        booking_shape(booking)
        | _session_shape(found, client_number)
        | {
            "events": [date_shape(one) for one in dates],
            "appointments": [booking_shape(one) for one in arranged],
            "invoices": [invoice_shape(one, money) for one in billed],
            "history": history_shape(found.history),
        },
    )


def _client_number(studio: Studio, client_id: int | None) -> str:
    client = None if client_id is None else studio.run(search.client, client_id)
    return client.number if client else ""


def _date_text(one: Booking) -> str:
    """A date with what it is about, who takes part and where."""
    states = ("main date" if one.primary else "", "hidden" if one.hidden else "")
    who = (part.name for part in one.parts)
    what = ", ".join(filter(None, (*states, one.about, *who, one.outside)))
    return f"{span_words(one.start, one.end)}: {what}"


def _session_text(
    found: SessionRecord, client_number: str, today: date, dates: tuple[Booking, ...]
) -> str:
    draft = found.draft
    due = f", due {date_words(found.status_due)}" if found.status_due else ""
    return facts(
        (
            ("Session", found.number),
            ("Client", f"{found.client} ({client_number})" if client_number else found.client),
            ("Phone", found.phone),
            ("Email", found.email),
            ("Call warning", found.call_warning),
            ("Type", found.type_name),
            ("Description", draft.description),
            ("When", span_words(draft.start, draft.end, today)),
            ("All dates", "\n".join(map(_date_text, dates)) if len(dates) > 1 else ""),
            ("Arrival", draft.arrival),
            ("Drive", f"{duration_words(draft.drive)} each way" if draft.drive else ""),
            ("People", str(draft.people or "")),
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


def _history(entries: Sequence[tuple[datetime, str, str]]) -> tuple[str, ...]:
    """The history under its heading; nothing when there is none."""
    rows = ((f"{date_short(at.date())} {time_words(at)}", who, what) for at, who, what in entries)
    return (f"History\n{table(rows, '  ')}",) if entries else ()


def _session_shape(found: SessionRecord, client_number: str) -> Shape:
    return {
        "client_number": client_number,
        "phone": found.phone,
        "email": found.email,
        "call_warning": found.call_warning,
        "arrival": found.draft.arrival,
        "drive": found.draft.drive,
        "people": found.draft.people,
        "status_due": found.status_due.isoformat() if found.status_due else None,
        "booked_by": found.booked_by,
        "notes": found.draft.notes,
    }


def _appointment(studio: Studio, number: str) -> Result:
    found = studio.run(appointments.get, studio.run(appointments.by_number, number))
    (booking,) = studio.run(agenda.these, [found.id], "appointment")
    client_number = _client_number(studio, found.client_id)
    text = _appointment_text(found, client_number, studio.run(Desk.today))
    return Result(
        "\n\n".join((text, *_history(found.history))),
        booking_shape(booking)
        | {
            "client_number": client_number,
            "session": found.session_number,
            "phone": found.phone,
            "email": found.email,
            "call_warning": found.call_warning,
            "colour": found.colour,
            "status_due": found.status_due.isoformat() if found.status_due else None,
            "booked_by": found.booked_by,
            "notes": found.draft.notes,
            "history": history_shape(found.history),
        },
    )


def _appointment_text(found: AppointmentRecord, client_number: str, today: date) -> str:
    draft = found.draft
    return facts(
        (
            ("Appointment", found.number),
            ("Client", f"{found.client} ({client_number})" if client_number else found.client),
            ("Session", found.session_number),
            ("Phone", found.phone),
            ("Email", found.email),
            ("Call warning", found.call_warning),
            ("Type", found.type_name),
            ("Description", draft.description),
            ("When", span_words(draft.start, draft.end, today)),
            ("Who", ", ".join(name for name, _ in found.schedules)),
            ("Outside", "\n".join(filter(None, (found.outside_location, found.outside_address)))),
            ("Status", found.status),
            ("Confirmed", "yes" if draft.confirmed else "no"),
            ("Booked by", found.booked_by),
            ("Notes", draft.notes),
        )
    )


def _invoice(studio: Studio, number: str) -> Result:
    found = studio.run(invoices.get, studio.run(invoices.by_number, number))
    money = currency_of(studio)
    return Result(
        "\n\n".join((invoice_text(found, money), *_history(found.history))),
        invoice_full_shape(found, money),
    )


_SHOWN: Final[dict[str, Callable[[Studio, str], Result]]] = {
    "session": _session,
    "appointment": _appointment,
    "client": client_shown,
    "invoice": _invoice,
}
"""How each kind of record is shown, given its number."""
