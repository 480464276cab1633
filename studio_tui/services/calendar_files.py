"""Bookings as other calendar programs show them; nothing that only the studio should know.

Phone numbers, notes, call warnings and money stay here: such files lie on phones and in mail.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from studio_tui.documents.ics import Entry, calendar_file
from studio_tui.domain.block import FREED
from studio_tui.domain.booking import LONGEST, GoneError
from studio_tui.domain.names import display
from studio_tui.domain.numbers import record_words
from studio_tui.domain.wallclock import day_start, wall
from studio_tui.domain.words import listing
from studio_tui.services.of_event import OF_EVENT, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from studio_tui.domain.block import BookingKind
    from studio_tui.services.desk import Desk

_DOMAIN: Final = "studio-tui"
"""Behind the token in a UID; not the studio's own domain, which may change."""

_WHO = """
(SELECT json_group_array(name) FROM (
    SELECT schedule.name FROM booking_slot AS slot
    JOIN schedule ON schedule.id = slot.schedule_id
    WHERE slot.event_id = event.id AND schedule.kind = '{kind}'
    ORDER BY slot.role = 'assistant', slot.id))
"""

_FOUND = f"""
SELECT CASE WHEN appointment.id THEN 'appointment' ELSE 'session' END,
       coalesce(session.number, appointment.number),
       coalesce(session.token, appointment.token)
       || event.suffix,
       coalesce(session.sequence, appointment.sequence),
       coalesce(session.created, appointment.created),
       event.start_utc, event.end_utc, event.zone, client.last, client.first, client.company,
       coalesce(session_type.name, appointment_type.name),
       coalesce(nullif(event.description, ''), session.description, appointment.description),
       status.kind, CASE WHEN event."primary" THEN session.arrival END,
       place.name, place.address, location.address,
       {_WHO.format(kind="person")}, {_WHO.format(kind="resource")}, {PLACE}
FROM event
{OF_EVENT}
JOIN status ON status.id = coalesce(session.status_id, appointment.status_id)
JOIN location ON location.id = coalesce(session.location_id, appointment.location_id)
LEFT JOIN outside_location AS place ON place.id = CASE WHEN event."primary"
    THEN coalesce(session.outside_location_id, appointment.outside_location_id)
    ELSE event.outside_location_id END
WHERE NOT event.hidden AND {{where}}
ORDER BY event.start_utc, event.id
"""

_BETWEEN = "event.start_utc < ? AND event.start_utc > ? AND event.end_utc > ?"
_TAKING_PART = (
    " AND EXISTS (SELECT 1 FROM booking_slot WHERE event_id = event.id AND schedule_id = ?)"
)


def export(
    desk: Desk, first: date, last: date, schedule_id: int | None = None, name: str = ""
) -> bytes:
    """A calendar file of the bookings from one day to another, cancelled ones marked as such.

    Args:
        desk: Where we are.
        first: First day.
        last: Last day, included.
        schedule_id: Only those in which this person or resource takes part.
        name: What to call the calendar; by default as the studio.
    """
    start, end = day_start(first, desk.zone), day_start(last + timedelta(days=1), desk.zone)
    bounds: tuple[int, ...] = (end, start - LONGEST, start)
    found = (
        _found(desk, _BETWEEN, bounds)
        if schedule_id is None
        else _found(desk, _BETWEEN + _TAKING_PART, (*bounds, schedule_id))
    )
    studio = desk.preference("studio.name", "")
    entries = [each.entry(each.who_and_what, each.particulars(), studio) for each in found]
    return calendar_file(entries, desk.utc(), name=name or studio)


def events_of(desk: Desk, kind: BookingKind, record_id: int) -> tuple[Found, ...]:
    """The events of a session or appointment that are not hidden, the earliest first.

    Raises:
        GoneError: When there is none.
    """
    found = tuple(_found(desk, f"event.{kind}_id = ?", (record_id,)))
    if not found:
        raise GoneError(f"This {kind} no longer exists.")
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """An event with what other calendars may show of it."""

    kind: BookingKind
    number: str
    uid: str
    sequence: int
    created: int
    start: int
    end: int
    """UTC seconds."""
    zone: str
    client: str
    type_name: str
    description: str
    cancelled: bool
    arrival: str
    outside: tuple[str, ...]
    """Name and address lines of a place away from the studio."""
    home: tuple[str, ...]
    """Address lines of the studio."""
    people: tuple[str, ...]
    resources: tuple[str, ...]
    place: int = 1
    of: int = 1
    """Which of its session's dates it is, of how many."""

    @property
    def who_and_what(self) -> str:
        """What staff look for: ``Smith, Sara, Portrait``, or what nobody's time is for."""
        if self.client:
            return f"{self.client}, {self.type_name}"
        return self.description or self.type_name

    def particulars(self, *, described: bool = True) -> Iterator[str]:
        """What else there is to say, one thing a line.

        Args:
            described: Whether the description is told.
        """
        dated = f", date {self.place} of {self.of}" if self.of > 1 else ""
        kind = self.kind.capitalize()
        yield f"{record_words(kind, self.number) or kind}{dated}"
        if described and self.client and self.description not in ("", self.type_name):
            yield self.description
        if self.people:
            yield f"With {listing(self.people)}"
        if self.arrival:
            yield f"Arrival {self.arrival}"

    def entry(self, summary: str, particulars: Iterator[str], studio: str) -> Entry:
        """The event with a title and further lines; ``studio`` is its name, for the place."""
        return Entry(
            uid=f"{self.uid}@{_DOMAIN}",
            sequence=self.sequence,
            start=wall(self.start, self.zone),
            end=wall(self.end, self.zone),
            zone=self.zone,
            summary=summary,
            created=self.created,
            description="\n".join(" ".join(line.split()) for line in particulars),
            location=", ".join(self.outside or (*self.resources, studio, *self.home)),
            category=self.type_name,
            cancelled=self.cancelled,
        )


def _found(desk: Desk, where: str, parameters: Sequence[object]) -> Iterator[Found]:
    for row in desk.rows(_FOUND.format(where=where), parameters):
        outside = (row[15], *row[16].splitlines()) if row[15] else ()
        yield Found(
            kind=row[0],
            number=row[1] or "",
            uid=row[2],
            sequence=row[3],
            created=row[4],
            start=row[5],
            end=row[6],
            zone=row[7],
            client=display(row[8] or "", row[9] or "", row[10] or ""),
            type_name=row[11],
            description=row[12],
            cancelled=row[13] in FREED,
            arrival=row[14] or "",
            outside=tuple(filter(str.strip, outside)),
            home=tuple(filter(str.strip, row[17].splitlines())),
            people=tuple(json.loads(row[18])),
            resources=tuple(json.loads(row[19])),
            place=row[20] or 1,
            of=row[21] or 1,
        )
