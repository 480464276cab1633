"""What the schedules hold around a time: the reading side of every check for clashes.

SQL here is kept as text and bounded on both sides by each schedule's longest booking, so that
its cost does not grow with the age of the studio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.clashes import Busy
from studio_tui.domain.interval import Span
from studio_tui.domain.names import display
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import date_short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from studio_tui.services.desk import Desk

REACH = 4 * 3600
"""Longest buffer of a session type in seconds: bookings farther away cannot matter."""

_AROUND = """
WHERE schedule.id IN ({marks}) AND slot.held
AND slot.start_utc < ? AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
AND event.session_id IS NOT ?
ORDER BY slot.start_utc
"""
_HELD = f"""
SELECT slot.schedule_id, slot.start_utc, slot.end_utc, slot.before, slot.after
FROM schedule
CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
{_AROUND}"""
_BUSY = f"""
SELECT slot.schedule_id, slot.start_utc, slot.end_utc, slot.before, slot.after,
       client.last, client.first, client.company, type.name, session.number, session.created,
       booker.name
FROM schedule
CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
JOIN session ON session.id = event.session_id
JOIN client ON client.id = session.client_id
JOIN session_type AS type ON type.id = session.type_id
LEFT JOIN person ON person.id = session.booked_by_id
LEFT JOIN schedule AS booker ON booker.id = person.schedule_id
{_AROUND}"""


def busy(
    desk: Desk, schedule_ids: Iterable[int], span: Span, *, but_session: int | None = None
) -> list[Busy]:
    """What other bookings hold on some schedules in a stretch of time and a buffer around it.

    Args:
        desk: Where we are.
        schedule_ids: The schedules to look at.
        span: The stretch, in UTC seconds.
        but_session: A session whose own slots do not count.
    """
    rows = _around(desk, _BUSY, tuple(schedule_ids), span, but_session)
    today = desk.today() if rows else None
    return [
        Busy(
            schedule_id=row[0],
            span=Span(row[1], row[2]),
            before=row[3],
            after=row[4],
            because=f"{display(row[5], row[6], row[7])}, {row[8]}",
            reference=f"session {row[9]}" if row[9] else "",
            booked=_booked(row[11], wall(row[10], desk.zone), today),
        )
        for row in rows
    ]


def held(
    desk: Desk, schedule_ids: Iterable[int], span: Span, *, but_session: int | None = None
) -> list[Busy]:
    """The same without words, for those who look through months for a free time."""
    rows = _around(desk, _HELD, tuple(schedule_ids), span, but_session)
    return [Busy(row[0], Span(row[1], row[2]), row[3], row[4], "") for row in rows]


def _around(
    desk: Desk, sql: str, ids: tuple[int, ...], span: Span, but_session: int | None
) -> list[tuple[Any, ...]]:
    first, last = span.start - REACH, span.end + REACH
    return desk.rows(
        sql.format(marks=", ".join("?" * len(ids))), (*ids, last, first, first, but_session)
    )


def _booked(booker: str | None, at: datetime, today: date | None) -> str:
    day = "" if at.date() == today else f" on {date_short(at.date())}"
    return f"{booker or 'somebody'} at {at:%H:%M}{day}"
