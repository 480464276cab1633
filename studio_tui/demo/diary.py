"""The schedules of one day, to find times that are free."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.wallclock import zone_info

if TYPE_CHECKING:
    from datetime import date

Who = tuple[str, int]
"""A schedule: ``photographer``, ``assistant`` or ``room``, and its position in that list."""


@dataclass(slots=True)
class Diary:
    """The schedules of one day: for each, a number whose bits are the minutes that are taken."""

    shut: int = 0
    """Minutes that nobody may use, because the clock changes."""
    busy: dict[Who, int] = field(default_factory=dict)

    def take(self, claims: list[tuple[Who, int, int]]) -> bool:
        """Claim the stretches (schedule, first minute, end), or nothing when one is taken."""
        bits = [(who, _minutes(start, end)) for who, start, end in claims]
        if any(self.busy.get(who, self.shut) & wanted for who, wanted in bits):
            return False
        for who, wanted in bits:
            self.busy[who] = self.busy.get(who, self.shut) | wanted
        return True

    def free(self, who: Who, start: int, end: int) -> bool:
        """Whether a schedule is free for a stretch of minutes."""
        return not self.busy.get(who, self.shut) & _minutes(start, end)


def _minutes(start: int, end: int) -> int:
    start = max(start, 0)
    return ((1 << (end - start)) - 1) << start


def clock_change(day: date, zone: str) -> int:
    """The minutes of the day, as bits, that the clock skips or shows twice; 0 on most days."""
    place, midnight = zone_info(zone), datetime.combine(day, time())
    offsets = {
        (midnight + timedelta(days=days)).replace(tzinfo=place).utcoffset() for days in (0, 1)
    }
    if len(offsets) == 1:
        return 0
    bits = 0
    for minute in range(24 * 60):
        aware = (midnight + timedelta(minutes=minute)).replace(tzinfo=place)
        if aware.utcoffset() != aware.replace(fold=1).utcoffset():
            bits |= 1 << minute
    return bits
