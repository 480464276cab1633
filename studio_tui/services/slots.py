"""What the schedules hold around a time: the reading side of every check for clashes.

SQL here is kept as text and bounded on both sides by each schedule's longest booking, so that
its cost does not grow with the age of the studio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import LONGEST_DRIVE
from studio_tui.domain.clashes import Busy
from studio_tui.domain.interval import Span
from studio_tui.domain.names import display
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import date_short
from studio_tui.services.of_event import OF_EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from studio_tui.domain.block import TimedKind
    from studio_tui.services.desk import Desk

REACH = 4 * 3600 + 2 * LONGEST_DRIVE * 60
"""Longest buffer of a session type and the drives of two bookings, in seconds: what is farther away
cannot matter."""

_AROUND = """
WHERE schedule.id IN ({marks}) AND slot.held
AND slot.start_utc < ? AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
AND slot.event_id NOT IN (SELECT id FROM event WHERE {own})
ORDER BY slot.start_utc
"""
_HELD = f"""
SELECT slot.schedule_id, slot.start_utc, slot.end_utc, slot.before, slot.after, slot.drive
FROM schedule
CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
{_AROUND}"""
_BUSY = f"""
SELECT slot.schedule_id, slot.start_utc, slot.end_utc, slot.before, slot.after, slot.drive,
       slot.event_id, client.last, client.first, client.company,
       coalesce(session_type.name, appointment_type.name),
       CASE WHEN appointment.id THEN 'appointment' ELSE 'session' END,
       coalesce(session.number, appointment.number),
       coalesce(session.created, appointment.created), booker.name, appointment.description
FROM schedule
CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
{OF_EVENT}
LEFT JOIN person ON person.id = coalesce(session.booked_by_id, appointment.booked_by_id)
LEFT JOIN schedule AS booker ON booker.id = person.schedule_id
{_AROUND}"""

Own = tuple["TimedKind", int | None]
"""A booking whose own slots do not count; no id: there is none yet. Those of a session are of its
primary date: its further dates stand in each other's way as those of anybody else do."""

OWN: Final[dict[TimedKind, str]] = {
    "session": 'session_id = ? AND "primary"',
    "appointment": "appointment_id = ?",
    "date": "id = ?",
}
"""Which events are a booking's own."""

NEW: Own = ("session", None)
"""No booking at all."""


def busy(desk: Desk, schedule_ids: Iterable[int], span: Span, *, but: Own = NEW) -> list[Busy]:
    """What other bookings hold on some schedules in a stretch of time and a buffer around it.

    Args:
        desk: Where we are.
        schedule_ids: The schedules to look at.
        span: The stretch, in UTC seconds.
        but: The booking whose own slots do not count.
    """
    rows = _around(desk, _BUSY, tuple(schedule_ids), span, but)
    today = desk.today() if rows else None
    return [
        Busy(
            schedule_id=row[0],
            span=Span(row[1], row[2]),
            before=row[3],
            after=row[4],
            because=_because(display(row[7] or "", row[8] or "", row[9] or ""), row[10], row[15]),
            reference=f"{row[11]} {row[12]}" if row[12] else "",
            booked=_booked(row[14], wall(row[13], desk.zone), today),
            drive=row[5],
            event_id=row[6],
        )
        for row in rows
    ]


def _because(client: str, type_name: str, description: str | None) -> str:
    """``Lee, Kim, Family``; ``Staff meeting`` of an appointment with nobody."""
    return f"{client}, {type_name}" if client else description or type_name


def held(desk: Desk, schedule_ids: Iterable[int], span: Span, *, but: Own = NEW) -> list[Busy]:
    """The same without words, for those who look through months for a free time."""
    rows = _around(desk, _HELD, tuple(schedule_ids), span, but)
    return [Busy(row[0], Span(row[1], row[2]), row[3], row[4], "", drive=row[5]) for row in rows]


def _around(
    desk: Desk, sql: str, ids: tuple[int, ...], span: Span, but: Own
) -> list[tuple[Any, ...]]:
    first, last = span.start - REACH, span.end + REACH
    own, record_id = but
    return desk.rows(
        sql.format(marks=", ".join("?" * len(ids)), own=OWN[own]),
        (*ids, last, first, first, record_id),
    )


def _booked(booker: str | None, at: datetime, today: date | None) -> str:
    day = "" if at.date() == today else f" on {date_short(at.date())}"
    return f"{booker or 'somebody'} at {at:%H:%M}{day}"
