"""Bookings in order of time, each once with everybody who takes part: for lists and for scripts."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.booking import LONGEST
from studio_tui.domain.found import Booking, Part
from studio_tui.domain.names import display
from studio_tui.domain.wallclock import day_start
from studio_tui.services.of_event import OF_EVENT, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_tui.domain.block import BookingKind
    from studio_tui.services.desk import Desk

_FOUND = """
FROM event
LEFT JOIN session ON session.id = event.session_id
LEFT JOIN appointment ON appointment.id = event.appointment_id
JOIN status ON status.id = coalesce(session.status_id, appointment.status_id)
WHERE {where}
"""

_BOOKINGS = f"""
SELECT event.id, coalesce(session.number, appointment.number), event.start, event.end,
       client.last, client.first, client.company,
       coalesce(session_type.name, appointment_type.name),
       coalesce(nullif(event.description, ''), session.description, appointment.description),
       status.name,
       coalesce(session.confirmed, appointment.confirmed), place.name, appointment.id,
       place.address, client.call_warning,
       CASE WHEN event."primary" THEN session.arrival END,
       coalesce(session.notes, appointment.notes),
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       {PLACE}, event.hidden, event."primary", event.description,
       CASE WHEN event."primary" THEN coalesce(session.drive, 0) ELSE event.drive END
FROM (SELECT event.* {{found}}) AS event
{OF_EVENT}
JOIN status ON status.id = coalesce(session.status_id, appointment.status_id)
LEFT JOIN outside_location AS place ON place.id = CASE WHEN event."primary"
  THEN coalesce(session.outside_location_id, appointment.outside_location_id)
  ELSE event.outside_location_id END
ORDER BY event.start_utc, event.id
"""

_PARTS = """
SELECT slot.event_id, schedule.name, slot.role, schedule.id
FROM booking_slot AS slot JOIN schedule ON schedule.id = slot.schedule_id
WHERE slot.event_id IN (SELECT event.id {found})
ORDER BY slot.role = 'resource', slot.role = 'assistant', slot.id
"""

_BETWEEN = """
event.start_utc < ? AND event.start_utc > ? AND event.end_utc > ? AND NOT event.hidden
AND status.kind NOT IN ('cancelled', 'no-show')
"""

_TAKING_PART = """
AND EXISTS (SELECT 1 FROM booking_slot WHERE event_id = event.id AND schedule_id = ?)
"""


def between(
    desk: Desk, first: date, last: date, schedule_id: int | None = None
) -> tuple[Booking, ...]:
    """Bookings that take place from one day to another, the last one included, earliest first.

    Args:
        desk: Where we are.
        first: First day.
        last: Last day.
        schedule_id: Only those in which this person or resource takes part.
    """
    start = day_start(first, desk.zone)
    end = day_start(last + timedelta(days=1), desk.zone)
    bounds: tuple[int, ...] = (end, start - LONGEST, start)
    if schedule_id is None:
        return _bookings(desk, _BETWEEN, bounds)
    return _bookings(desk, _BETWEEN + _TAKING_PART, (*bounds, schedule_id))


def these(
    desk: Desk, record_ids: Iterable[int], kind: BookingKind = "session"
) -> tuple[Booking, ...]:
    """The bookings of some sessions or appointments, whatever their status, earliest first."""
    ids = json.dumps(list(record_ids))
    where = f'event.{kind}_id IN (SELECT value FROM json_each(?)) AND event."primary"'
    return _bookings(desk, where, (ids,))


def dates_of(desk: Desk, session_id: int) -> tuple[Booking, ...]:
    """Every date of a session, the hidden ones too, the earliest first."""
    return _bookings(desk, "event.session_id = ?", (session_id,))


def _bookings(desk: Desk, where: str, parameters: Sequence[object]) -> tuple[Booking, ...]:
    found = _FOUND.format(where=where)
    parts: dict[int, list[Part]] = {}
    for event_id, *part in desk.rows(_PARTS.format(found=found), parameters):
        parts.setdefault(event_id, []).append(Part(*part))
    return tuple(
        Booking(
            kind="appointment" if row[12] else "session",
            number=row[1] or "",
            start=datetime.fromisoformat(row[2]),
            end=datetime.fromisoformat(row[3]),
            client=display(row[4] or "", row[5] or "", row[6] or ""),
            type_name=row[7],
            description=row[8],
            status=row[9],
            confirmed=bool(row[10]),
            outside=row[11] or "",
            address=row[13] or "",
            parts=tuple(parts.get(row[0], ())),
            phone=row[17] or "",
            call_warning=row[14] or "",
            arrival=row[15] or "",
            notes=row[16],
            place=row[18] or 1,
            of=row[19] or 1,
            hidden=bool(row[20]),
            primary=bool(row[21]),
            about=row[22],
            drive=row[23],
        )
        for row in desk.rows(_BOOKINGS.format(found=found), parameters)
    )
