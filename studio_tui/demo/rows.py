"""Turns invented clients and sessions into the rows that booking them would have stored."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from studio_tui.demo.invoice_rows import COLUMNS as INVOICE_COLUMNS
from studio_tui.domain.block import FREED
from studio_tui.domain.names import digits, fold, phone_key
from studio_tui.domain.wallclock import instant, lenient_instant
from studio_tui.domain.words import date_short
from studio_tui.domain.workdays import add_work_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.demo.shapes import DemoAppointment, DemoClient, DemoPlace, DemoSession

Row = tuple[Any, ...]

COLUMNS = {
    "client": (
        "id, number, last, first, salutation, company, job_title, street, city, state, postcode, "
        "country, email, call_warning, lead_source, notes, business, status_id, referred_by_id, "
        "allow_email, allow_mail, allow_sms, allow_call, birth_date, sort_name, given_name, "
        "search, version, created"
    ),
    "client_phone": "client_id, label, number, key, sms, sort",
    "family_member": "client_id, name, relationship, birth_date, gender",
    "client_group_member": "client_id, group_id",
    "session": (
        "id, number, client_id, type_id, location_id, outside_location_id, description, "
        "status_id, status_due, confirmed, booked_by_id, arrival, people, notes, token, version, "
        "created"
    ),
    "appointment": (
        "id, number, client_id, session_id, type_id, location_id, outside_location_id, "
        "description, colour, status_id, status_due, confirmed, booked_by_id, notes, token, "
        "version, created"
    ),
    **INVOICE_COLUMNS,
    "event": (
        'id, session_id, appointment_id, start, "end", zone, start_utc, end_utc, description, '
        '"primary", hidden'
    ),
    "booking_slot": (
        "event_id, schedule_id, role, start_utc, end_utc, before, after, held, forced"
    ),
    "change": "subject, record_id, person_id, at, action, words, before, after",
}
"""The columns of each row made here, by table; tables in an order that foreign keys allow."""


class TypeKey(NamedTuple):
    """A session type; buffers in seconds."""

    id: int
    before: int
    after: int


class StatusKey(NamedTuple):
    """A status of sessions, appointments or invoices."""

    id: int
    days: int
    earlier: str
    """The status before it; empty for the initial one."""


Statuses = dict[str, StatusKey]


@dataclass(frozen=True, slots=True)
class Keys:
    """Ids of what clients and sessions refer to, in the order of the invented studio's lists."""

    location: int
    zone: str
    country: str
    now: int
    """UTC seconds."""
    work_week: tuple[int, ...]
    people: tuple[int, ...]
    schedules: tuple[int, ...]
    """Schedules of the people."""
    rooms: tuple[int, ...]
    """Schedules of the rooms."""
    outside: tuple[int, ...]
    types: dict[str, TypeKey]
    statuses: Statuses
    appointment_types: dict[str, int]
    appointment_statuses: Statuses
    invoice_statuses: Statuses
    client_statuses: dict[str, int]
    groups: dict[str, int]
    phones: dict[str, str] = field(default_factory=dict)
    """Keys of telephone numbers already worked out: fiction has few numbers."""

    def utc(self, reading: datetime) -> int:
        """When the studio's clock shows that time."""
        return lenient_instant(reading, self.zone)

    def phone(self, number: str) -> str:
        """The digits that a telephone number is compared by."""
        if number not in self.phones:
            self.phones[number] = phone_key(number, self.country)
        return self.phones[number]


def address(place: DemoPlace) -> str:
    """A postal address in lines."""
    town = " ".join(filter(None, (place.city, place.postcode)))
    return "\n".join(filter(None, (place.street, town, place.region, place.country)))


def client_rows(
    keys: Keys, position: int, client: DemoClient, person_id: int
) -> Iterator[tuple[str, Row]]:
    """The rows of a client, each with its table.

    Args:
        keys: Ids that the rows refer to.
        position: Place among the clients; the id is one more.
        client: The client.
        person_id: Who took the client in.
    """
    client_id = position + 1
    typed, created = _typed(client), keys.utc(client.created)
    yield "client", (client_id, *_client(keys, client, typed), 1, created)
    for sort, phone in enumerate(client.phones):
        key = keys.phone(phone.number)
        yield "client_phone", (client_id, phone.label, phone.number, key, phone.texts, sort)
    for one in client.family:
        born = one.born and one.born.isoformat()
        yield "family_member", (client_id, one.name, one.relationship, born, one.gender)
    for group in client.groups:
        yield "client_group_member", (client_id, keys.groups[group])
    after = json.dumps({**typed, "phones": ", ".join(phone.number for phone in client.phones)})
    said = ("created", "Client created.", "{}", after)
    yield "change", ("client", client_id, person_id, created, *said)


def _typed(client: DemoClient) -> dict[str, str]:
    """What somebody typed into the client's form, by column."""
    place = client.place
    return {
        "last": client.last,
        "first": client.first,
        "salutation": client.salutation,
        "company": client.company,
        "job_title": client.job_title,
        "street": place.street,
        "city": place.city,
        "state": place.region,
        "postcode": place.postcode,
        "country": place.country,
        "email": client.email,
        "call_warning": client.call_warning,
        "lead_source": client.lead_source,
        "notes": client.notes,
    }


def _client(keys: Keys, client: DemoClient, typed: dict[str, str]) -> Row:
    """The columns of a client from number to search."""
    number = str(client.number) if client.number else None
    name = fold(f"{client.last} {client.first}".strip() or client.company)
    dialled = " ".join(digits(phone.number) for phone in client.phones)
    where = fold(f"{typed['street']} {typed['city']} {typed['postcode']}")
    family = fold(" ".join(one.name for one in client.family))
    reached = (name, fold(client.company), fold(client.email), dialled, number or "", where)
    searched = (*reached, fold(client.job_title), family)
    return (
        number,
        *typed.values(),
        bool(client.company and not client.last),
        keys.client_statuses[client.status],
        None if client.referred_by is None else client.referred_by + 1,
        *[client.marketing] * 3,
        True,
        client.born and client.born.isoformat(),
        name,
        fold(f"{client.first} {client.last}"),
        " ".join(filter(None, searched)),
    )


def session_rows(keys: Keys, position: int, session: DemoSession) -> Iterator[tuple[str, Row]]:
    """The rows of a session with its event, slots and history, each with its table.

    Args:
        keys: Ids that the rows refer to.
        position: Place among the sessions; the ids of session and event are one more.
        session: The session.
    """
    session_id = event_id = position + 1
    type_ = keys.types[session.type_code]
    times = _times(keys, session)
    history = list(_history(keys, session, keys.statuses))
    yield "session", (session_id, *_session(keys, session), len(history), history[0][0])
    yield "event", (event_id, session_id, None, *times)
    held = session.status_kind not in FREED
    when = (*times[3:5], type_.before, type_.after)
    for role, schedule_id in _claims(keys, session):
        yield "booking_slot", (event_id, schedule_id, role, *when, held, False)
    for at, *said in history:
        yield "change", ("session", session_id, keys.people[session.booked_by], at, *said)


def appointment_rows(
    keys: Keys, position: int, event_id: int, appointment: DemoAppointment
) -> Iterator[tuple[str, Row]]:
    """The rows of an appointment with its event, slots and history, each with its table.

    Args:
        keys: Ids that the rows refer to.
        position: Place among the appointments; the id is one more.
        event_id: Id of its event.
        appointment: The appointment.
    """
    appointment_id = position + 1
    history = list(_history(keys, appointment, keys.appointment_statuses))
    columns = _appointment(keys, appointment)
    yield "appointment", (appointment_id, *columns, len(history), history[0][0])
    times = _times(keys, appointment)
    yield "event", (event_id, None, appointment_id, *times)
    held = appointment.status_kind not in FREED
    taken = [("attendee", keys.schedules[at]) for at in sorted(appointment.people)]
    taken += [("resource", keys.rooms[at]) for at in sorted(appointment.rooms)]
    for role, schedule_id in taken:
        yield "booking_slot", (event_id, schedule_id, role, *times[3:5], 0, 0, held, False)
    for at, *said in history:
        person_id = keys.people[appointment.booked_by]
        yield "change", ("appointment", appointment_id, person_id, at, *said)


def _appointment(keys: Keys, appointment: DemoAppointment) -> Row:
    """The columns of an appointment from number to token."""
    status = keys.appointment_statuses[appointment.status]
    return (
        str(appointment.number),
        None if appointment.client is None else appointment.client + 1,
        None if appointment.session is None else appointment.session + 1,
        keys.appointment_types[appointment.type_code],
        keys.location,
        None,
        appointment.description,
        "",
        status.id,
        add_work_days(appointment.status_on, status.days, keys.work_week).isoformat(),
        appointment.confirmed,
        keys.people[appointment.booked_by],
        appointment.notes,
        f"demonstration-{appointment.number}",
    )


def _times(keys: Keys, booking: DemoSession | DemoAppointment) -> Row:
    """The columns of an event from start to hidden."""
    readings = (booking.start.isoformat("T", "minutes"), booking.end.isoformat("T", "minutes"))
    utc = (instant(booking.start, keys.zone), instant(booking.end, keys.zone))
    return (*readings, keys.zone, *utc, "", True, False)


def _session(keys: Keys, session: DemoSession) -> Row:
    """The columns of a session from number to token."""
    status = keys.statuses[session.status]
    return (
        str(session.number),
        session.client + 1,
        keys.types[session.type_code].id,
        keys.location,
        None if session.outside is None else keys.outside[session.outside],
        session.description,
        status.id,
        add_work_days(session.status_on, status.days, keys.work_week).isoformat(),
        session.confirmed,
        keys.people[session.booked_by],
        session.arrival and f"{session.arrival:%H:%M}",
        session.guests,
        session.notes,
        f"demonstration-{session.number}",
    )


def _claims(keys: Keys, session: DemoSession) -> Iterator[tuple[str, int]]:
    yield "photographer", keys.schedules[session.photographer]
    if session.assistant is not None:
        yield "assistant", keys.schedules[session.assistant]
    if session.room is not None:
        yield "resource", keys.rooms[session.room]


def _history(
    keys: Keys, session: DemoSession | DemoAppointment, statuses: Statuses
) -> Iterator[tuple[int, str, str, str, str]]:
    """What happened to a booking: moment, action, words, and fields before and after as JSON."""
    booked = keys.utc(session.booked_at)
    start = session.start
    words = f"Booked for {date_short(start.date())}, {start:%H:%M}."
    after = {"start": start.isoformat("T", "minutes"), "number": str(session.number)}
    yield booked, "booked", words, "{}", json.dumps(after)
    if session.confirmed:
        called = (booked + min(keys.utc(start), keys.now)) // 2
        yield called, "changed", "Confirmed.", '{"Confirmed": "no"}', '{"Confirmed": "yes"}'
    if earlier := statuses[session.status].earlier:
        evening = keys.utc(datetime.combine(session.status_on, time(17)))
        words = f"Status: {earlier} to {session.status}."
        words += f" Reason: {session.reason}." if session.reason else ""
        changed = json.dumps({"Status": session.status})
        at = max(booked, min(evening, keys.now))
        yield at, "changed", words, json.dumps({"Status": earlier}), changed
