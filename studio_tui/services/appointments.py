"""Appointments: everything on the calendar that is not a session (domain 3.3).

An appointment keeps all promises of a session: one transaction checks and stores it, finishing the
same draft twice books once, and saving over somebody else's changes is refused. It does not number
its client nor make a customer of a prospect: that is what booking a session does.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import (
    AppointmentDraft,
    Arranged,
    ClientDraft,
    GoneError,
    Saved,
)
from studio_tui.domain.found import AppointmentHit
from studio_tui.domain.interval import Span
from studio_tui.domain.names import display
from studio_tui.domain.wallclock import lenient_instant, wall
from studio_tui.errors import StudioError
from studio_tui.services import booking, clients, custom, saving
from studio_tui.services.numbers import record_id
from studio_tui.services.sessions import history
from studio_tui.services.slots import busy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.block import Role, StatusKind
    from studio_tui.services.desk import Desk

QUICK_TYPE = "appointments.quick_type"
"""Preference: name of the type that text typed on a free slot gets."""


@dataclass(frozen=True, slots=True)
class AppointmentRecord:
    """An appointment with what its screen shows; ``draft`` is what can be edited."""

    id: int
    number: str
    draft: AppointmentDraft
    client: str
    """Client's name, last name first; empty when it is unlinked."""
    client_id: int | None
    phone: str
    email: str
    call_warning: str
    session_number: str
    type_name: str
    colour: str
    """Its own, else that of its type."""
    status: str
    status_kind: StatusKind
    status_due: date | None
    booked_by: str
    schedules: tuple[tuple[str, Role], ...]
    """(name, role) of everybody and everything that takes part, people first."""
    outside_location: str
    outside_address: str
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""
    event_id: int = 0
    series_id: int | None = None
    series_day: str = ""
    """ISO date on which the rule of its series puts it."""
    series_rule: str = ""
    """RFC 5545."""


_RECORD = """
SELECT appointment.number, appointment.version, appointment.type_id, event.start, event.end,
       event.start_utc, event.end_utc, appointment.client_id, appointment.session_id,
       appointment.description, appointment.outside_location_id, appointment.colour,
       appointment.status_id, appointment.confirmed, appointment.booked_by_id, appointment.notes,
       client.last, client.first, client.company,
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       client.email, client.call_warning, session.number, type.name, type.colour,
       status.name, status.kind, appointment.status_due, booker.name, place.name, place.address,
       event.id, appointment.series_id, appointment.series_day, series.rule, {own}
FROM appointment
JOIN event ON event.appointment_id = appointment.id AND event."primary"
JOIN appointment_type AS type ON type.id = appointment.type_id
JOIN status ON status.id = appointment.status_id
LEFT JOIN client ON client.id = appointment.client_id
LEFT JOIN session ON session.id = appointment.session_id
LEFT JOIN outside_location AS place ON place.id = appointment.outside_location_id
LEFT JOIN person ON person.id = appointment.booked_by_id
LEFT JOIN schedule AS booker ON booker.id = person.schedule_id
LEFT JOIN series ON series.id = appointment.series_id
WHERE appointment.id = ?
""".replace("{own}", custom.HELD.format(area="appointment"))

_NAMED = """
SELECT schedule.id, schedule.name, slot.role
FROM booking_slot AS slot JOIN schedule ON schedule.id = slot.schedule_id
WHERE slot.event_id = ? ORDER BY schedule.kind, schedule.sort, schedule.name
"""


def get(desk: Desk, appointment_id: int) -> AppointmentRecord:
    """An appointment with everything that its screen shows, in three statements.

    Raises:
        GoneError: When there is no such appointment.
    """
    row = desk.row(_RECORD, (appointment_id,))
    if row is None:
        raise GoneError("This appointment no longer exists.")
    named = desk.rows(_NAMED, (row[31],))
    return AppointmentRecord(
        id=appointment_id,
        number=row[0],
        draft=_draft(desk, appointment_id, row, tuple(each[0] for each in named)),
        client=display(row[16] or "", row[17] or "", row[18] or ""),
        client_id=row[7],
        phone=row[19] or "",
        email=row[20] or "",
        call_warning=row[21] or "",
        session_number=row[22] or "",
        type_name=row[23],
        colour=row[11] or row[24],
        status=row[25],
        status_kind=row[26],
        status_due=date.fromisoformat(row[27]) if row[27] else None,
        booked_by=row[28] or "",
        schedules=tuple((name, role) for _, name, role in named),
        outside_location=row[29] or "",
        outside_address=row[30] or "",
        history=history(desk, "appointment", appointment_id),
        event_id=row[31],
        series_id=row[32],
        series_day=row[33] or "",
        series_rule=row[34] or "",
    )


def _draft(
    desk: Desk, appointment_id: int, row: tuple[Any, ...], schedule_ids: tuple[int, ...]
) -> AppointmentDraft:
    """The part of a row of ``_RECORD`` that can be edited."""
    start_fold, end_fold = (wall(utc, desk.zone).fold for utc in row[5:7])
    return AppointmentDraft(
        id=appointment_id,
        version=row[1],
        type_id=row[2],
        start=datetime.fromisoformat(row[3]).replace(fold=start_fold),
        end=datetime.fromisoformat(row[4]).replace(fold=end_fold),
        start_fold=start_fold,
        end_fold=end_fold,
        client_id=row[7],
        session_id=row[8],
        description=row[9],
        schedule_ids=schedule_ids,
        outside_location_id=row[10],
        colour=row[11],
        status_id=row[12],
        confirmed=bool(row[13]),
        booked_by_id=row[14],
        notes=row[15],
        own=custom.held(row[35]),
    )


def by_number(desk: Desk, number: str) -> int:
    """Id of the appointment with that number.

    Raises:
        StudioError: When there is none.
    """
    return record_id(desk, "appointment", number)


def book(
    desk: Desk,
    draft: AppointmentDraft,
    *,
    client: ClientDraft | None = None,
    original: ClientDraft | None = None,
    force: bool = False,
    because: str = "",
) -> Arranged:
    """Store a new appointment, and the client it is for, in one transaction.

    Args:
        desk: Where we are.
        draft: What to book. Its token makes finishing twice book once.
        client: The client as it should be, new or changed; None: the draft's, or nobody.
        original: An existing client as it was read; equal to ``client``: it is not written.
        force: Book although something stands against it, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the time is not free.
        StaleError: When somebody else changed the client meanwhile.
        GoneError: When the client, type, a person or a resource is no longer there.
        StudioError: For every other rule that is broken.
    """
    if not draft.token:
        draft = replace(draft, token=secrets.token_hex(8))
    with desk.work() as work:
        before = booked_before(desk, draft.token)
        if before:
            return before
        if client is not None:
            draft = replace(draft, client_id=clients.store(work, client, original))
        linkable(desk, draft)
        booking.store(work, draft.client_id, draft, force=force, because=because)
        found = booked_before(desk, draft.token)
        assert found is not None
        return replace(found, again=False)


def booked_before(desk: Desk, token: str) -> Arranged | None:
    """What a draft with that token has stored already, if it was finished before."""
    row = desk.row(
        "SELECT appointment.id, appointment.number, client.id, client.number FROM appointment "
        "LEFT JOIN client ON client.id = appointment.client_id WHERE appointment.token = ?",
        (token,),
    )
    return Arranged(row[0], row[1], row[2], row[3] or "", again=True) if row else None


def linkable(desk: Desk, draft: AppointmentDraft) -> None:
    """Refuse a session of somebody else, and a client or session that is gone."""
    if draft.client_id is not None and not desk.row(
        "SELECT 1 FROM client WHERE id = ?", (draft.client_id,)
    ):
        raise GoneError("This client no longer exists. Choose another client.", field="client")
    if draft.session_id is None:
        return
    row = desk.row("SELECT client_id, number FROM session WHERE id = ?", (draft.session_id,))
    if row is None:
        raise GoneError("This session no longer exists. Choose another one.", field="session")
    if row[0] != draft.client_id:
        raise StudioError(
            f"Session {row[1]} belongs to another client. Choose one of this client's sessions.",
            field="session",
        )


def save(desk: Desk, draft: AppointmentDraft, *, force: bool = False, because: str = "") -> Saved:
    """Store a changed appointment; moving a confirmed one clears Confirmed (product rule).

    Args:
        desk: Where we are.
        draft: The appointment as it should be, with the id and version that were read.
        force: Store it although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the new time, people or resources are not free.
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When the appointment or something it names is gone.
    """
    assert draft.id is not None
    with desk.work() as work:
        stored = get(desk, draft.id)
        linkable(desk, draft)
        return saving.store(work, stored, draft, force=force, because=because)


def link(
    desk: Desk, appointment_id: int, client_id: int | None, session_id: int | None = None
) -> Saved:
    """Link an appointment to a client and perhaps one of the client's sessions; None: unlink."""
    with desk.work() as work:
        stored = get(desk, appointment_id)
        draft = replace(stored.draft, client_id=client_id, session_id=session_id)
        linkable(desk, draft)
        return saving.store(work, stored, draft, force=True)


def quick(
    desk: Desk, text: str, start: datetime, end: datetime | None, schedule_id: int
) -> Arranged:
    """Book what was typed on a free slot: an unlinked appointment on that schedule.

    Args:
        desk: Where we are.
        text: The description.
        start: Wall-clock start.
        end: Wall-clock end; None: the length of the type, or until the next booking.
        schedule_id: Whose column it was typed in.

    Raises:
        TakenError: When the start is not free.
        StudioError: When nothing was typed, or the studio has no type of appointment.
    """
    if not text.strip():
        raise StudioError("Type what the time is for, as lunch.")
    type_id, _ = _quick_type(desk)
    return book(
        desk,
        AppointmentDraft(
            type_id=type_id,
            start=start,
            end=end or quick_end(desk, start, schedule_id),
            description=text.strip(),
            schedule_ids=(schedule_id,),
        ),
    )


def quick_end(desk: Desk, start: datetime, schedule_id: int) -> datetime:
    """When what is typed on a free slot ends, if nothing else is said."""
    return _until(desk, start, _quick_type(desk)[1], schedule_id)


def _quick_type(desk: Desk) -> tuple[int, int]:
    """Id and length of the type that it gets."""
    row = desk.row(
        "SELECT id, length FROM appointment_type WHERE NOT inactive "
        "ORDER BY name = ? DESC, sort, name LIMIT 1",
        (desk.preference(QUICK_TYPE, "Blocked"),),
    )
    if row is None:
        raise StudioError("The studio has no type of appointment yet.")
    return row[0], row[1]


def _until(desk: Desk, start: datetime, minutes: int, schedule_id: int) -> datetime:
    """The end after so many minutes, or at the next booking if that is earlier."""
    utc = lenient_instant(start, desk.zone)
    span = Span(utc, utc + minutes * 60)
    begins = (
        other.span.start - other.before - other.drive
        for other in busy(desk, (schedule_id,), span)
        if other.span.end > utc
    )
    nearest = min((at for at in begins if at > utc), default=span.end)
    return start + timedelta(seconds=min(nearest, span.end) - utc)


_HITS = """
SELECT appointment.id, appointment.number, event.start, event.end, client.last, client.first,
       client.company, type.name, appointment.description, status.name,
       (SELECT group_concat(name, ', ') FROM (
            SELECT schedule.name FROM booking_slot AS slot
            JOIN schedule ON schedule.id = slot.schedule_id
            WHERE slot.event_id = event.id
            ORDER BY schedule.kind, schedule.sort, schedule.name))
FROM appointment
JOIN event ON event.appointment_id = appointment.id AND event."primary"
JOIN appointment_type AS type ON type.id = appointment.type_id
JOIN status ON status.id = appointment.status_id
LEFT JOIN client ON client.id = appointment.client_id
WHERE {where} ORDER BY event.start_utc DESC LIMIT ?
"""


def of_client(desk: Desk, client_id: int, limit: int = 200) -> tuple[AppointmentHit, ...]:
    """A client's appointments, latest first."""
    return hits(desk, "appointment.client_id = ?", (client_id,), limit)


def of_session(desk: Desk, session_id: int, limit: int = 200) -> tuple[AppointmentHit, ...]:
    """The appointments that belong to a session, latest first."""
    return hits(desk, "appointment.session_id = ?", (session_id,), limit)


def hits(
    desk: Desk, where: str, parameters: Sequence[object], limit: int
) -> tuple[AppointmentHit, ...]:
    """Appointments that a condition finds, latest first."""
    return tuple(
        AppointmentHit(
            id=row[0],
            number=row[1],
            start=datetime.fromisoformat(row[2]),
            end=datetime.fromisoformat(row[3]),
            client=display(row[4] or "", row[5] or "", row[6] or ""),
            type_name=row[7],
            description=row[8],
            status=row[9],
            who=row[10] or "",
        )
        for row in desk.rows(_HITS.format(where=where), (*parameters, limit))
    )
