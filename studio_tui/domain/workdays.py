"""Due dates in days of the studio's work week: only ticked weekdays count (product rule)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


def add_work_days(day: date, count: int, work_week: Collection[int] = MONDAY_TO_FRIDAY) -> date:
    """The date ``count`` work days after ``day``.

    Args:
        day: Where to start; it does not count itself.
        count: How many days of the work week; 0 gives ``day``.
        work_week: Weekdays that count, Monday is 0. None ticked counts every day.
    """
    if count <= 0:
        return day
    counted = set(work_week) or set(range(7))
    weeks, rest = divmod(count - 1, len(counted))
    day += timedelta(weeks=weeks)
    rest += 1  # the last day is stepped to, so that it is always one that counts
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() in counted
    return day
