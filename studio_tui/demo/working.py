"""Working hours and time off of the demonstration studio's staff, around what is booked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.hours import MINUTES_A_DAY
from studio_tui.domain.wallclock import lenient_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_tui.demo.rows import Keys
    from studio_tui.domain.hours import Opening, Stretches
    from studio_tui.services.work import Transaction

HALF_HOUR = 30
LUNCH = range(12 * 60, 14 * 60 + 1, HALF_HOUR)
"""Minutes of the day at which a break may begin."""
AWAY = (("course", 3, 1), ("holiday", 6, 3))
"""Reason of time off, days from today from which it may begin, and how many days it lasts."""
SOONEST = 120
"""Days within which such time must be found."""

_COMING = """
SELECT event.start, event.end FROM booking_slot AS slot JOIN event ON event.id = slot.event_id
WHERE slot.schedule_id = ? AND slot.held AND slot.end_utc > ? ORDER BY slot.start_utc
"""

Booked = dict[date, list[tuple[int, int]]]
"""By day, what is booked in minutes from midnight."""


def give_hours(work: Transaction, keys: Keys, opening: Opening, now: datetime) -> None:
    """The second and third of the staff have hours of their own and are away soon.

    The others follow the studio.
    Whatever is booked from now on lies inside the hours and outside the time off.
    """
    for schedule_id, (reason, soonest, days) in zip(keys.schedules[1:], AWAY, strict=False):
        booked = _booked(work.desk.rows(_COMING, (schedule_id, keys.now)))
        for weekday, stretches in week(opening, booked).items():
            for start, end in stretches:
                work.insert(
                    "working_hours", schedule_id=schedule_id, weekday=weekday, start=start, end=end
                )
        first = _free_run(now.date(), opening, booked, soonest, days)
        if first is not None:
            _away(work, keys, schedule_id, first, first + timedelta(days=days), reason)


def _away(
    work: Transaction, keys: Keys, schedule_id: int, first: date, until: date, reason: str
) -> None:
    start, end = (datetime.combine(day, time()) for day in (first, until))
    work.insert(
        "time_off",
        schedule_id=schedule_id,
        start=start.isoformat(timespec="minutes"),
        end=end.isoformat(timespec="minutes"),
        start_utc=lenient_instant(start, keys.zone),
        end_utc=lenient_instant(end, keys.zone),
        reason=reason,
    )


def _booked(rows: Iterable[tuple[str, str]]) -> Booked:
    found: Booked = {}
    for start_text, end_text in rows:
        start, end = datetime.fromisoformat(start_text), datetime.fromisoformat(end_text)
        until = MINUTES_A_DAY if end.date() > start.date() else end.hour * 60 + end.minute
        found.setdefault(start.date(), []).append((start.hour * 60 + start.minute, until))
    return found


def week(opening: Opening, booked: Booked) -> dict[int, Stretches]:
    """The studio's hours with a break where one fits between all that is booked.

    A weekday on which nothing is booked is free, unless nothing is booked at all.
    """
    found: dict[int, Stretches] = {}
    for weekday, stretches in opening.week.items():
        spans = [s for day, some in booked.items() if day.weekday() == weekday for s in some]
        if stretches and (spans or not booked):
            edges = [*stretches, *spans]
            start, end = min(edge for edge, _ in edges), max(edge for _, edge in edges)
            found[weekday] = tuple(_with_break(start, end, spans))
    return found


def _with_break(start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for lunch in LUNCH:
        back = lunch + HALF_HOUR
        inside = start < lunch and back < end
        if inside and not any(begin < back and lunch < until for begin, until in spans):
            yield start, lunch
            yield back, end
            return
    yield start, end


def _free_run(
    today: date, opening: Opening, booked: Booked, soonest: int, days: int
) -> date | None:
    """The first day of a run of open days on which nothing is booked."""
    for ahead in range(soonest, SOONEST):
        run = [today + timedelta(days=ahead + number) for number in range(days)]
        if not any(day in booked or opening.closure(day) for day in run):
            return run[0]
    return None
