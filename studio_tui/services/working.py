"""Own hours and time off of schedules around some days: the reading side of working hours.

SQL here is kept as text and bounded on both sides, so that its cost does not grow with the age
of the studio.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.hours import Closure, Opening, Stretches, TimeOff, Working
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import day_start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.services.desk import Desk

LONGEST_OFF = 366
"""Days that one time off lasts at most; this bounds the search for it."""

_OPENING = """
SELECT weekday, start, "end", NULL FROM opening_hours
WHERE location_id = (SELECT id FROM location ORDER BY sort, id LIMIT 1)
UNION ALL SELECT NULL, first, last, name FROM closure WHERE last >= ? ORDER BY 1, 2
"""

_WORKING = """
SELECT schedule_id, weekday, NULL, start, "end", NULL, NULL, NULL, NULL FROM working_hours
WHERE schedule_id IN ({marks})
UNION ALL
SELECT schedule_id, NULL, day, start, "end", NULL, NULL, NULL, NULL FROM day_hours
WHERE schedule_id IN ({marks}) AND day BETWEEN ? AND ?
UNION ALL
SELECT schedule_id, NULL, NULL, start, "end", start_utc, end_utc, reason, id FROM time_off
WHERE schedule_id IN ({marks}) AND start_utc < ? AND start_utc > ? AND end_utc > ?
ORDER BY 6, 4
"""


def opening(desk: Desk, *, since: date | None = None) -> Opening:
    """Hours and closures of the first location.

    Args:
        desk: Where we are.
        since: Closures that ended before that day are left out.
    """
    week: dict[int, tuple[tuple[int, int], ...]] = {}
    closures = []
    for weekday, start, end, closed in desk.rows(_OPENING, (since.isoformat() if since else "",)):
        if weekday is None:
            closures.append(Closure(date.fromisoformat(start), date.fromisoformat(end), closed))
        else:
            week[weekday] = (*week.get(weekday, ()), (start, end))
    return Opening(desk.zone, week, tuple(closures))


def working(desk: Desk, schedule_ids: Iterable[int], first: date, last: date) -> dict[int, Working]:
    """Own hours and time off from one day to another, the last one included.

    Returns:
        By schedule; those that follow the studio's opening hours and are not away are left out.
    """
    ids, zone = tuple(schedule_ids), desk.zone
    start, end = day_start(first, zone), day_start(last + timedelta(days=1), zone)
    days = (first.isoformat(), last.isoformat())
    away = (end, start - (LONGEST_OFF + 1) * 86400, start)
    weeks: dict[int, dict[int, Stretches]] = {}
    dates: dict[int, dict[date, Stretches]] = {}
    off: dict[int, list[TimeOff]] = {}
    for schedule_id, weekday, day, begin, until, utc, until_utc, reason, off_id in desk.rows(
        _WORKING.format(marks=", ".join("?" * len(ids))), (*ids, *ids, *days, *ids, *away)
    ):
        if weekday is not None:
            week = weeks.setdefault(schedule_id, {})
            week[weekday] = (*week.get(weekday, ()), (begin, until))
        elif day is not None:
            hours = dates.setdefault(schedule_id, {})
            more = () if begin is None else ((begin, until),)
            hours[date.fromisoformat(day)] = (*hours.get(date.fromisoformat(day), ()), *more)
        else:
            readings = (datetime.fromisoformat(begin), datetime.fromisoformat(until))
            span = Span(utc, until_utc)
            off.setdefault(schedule_id, []).append(TimeOff(*readings, span, reason, off_id))
    return {
        each: Working(zone, weeks.get(each, {}), dates.get(each, {}), tuple(off.get(each, ())))
        for each in {**weeks, **dates, **off}
    }
