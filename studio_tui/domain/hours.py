"""When a location is open: weekly hours, and closures such as holidays.

Open and closed hours differ in how they are drawn and in a warning: bookings are allowed in
both (product rule). A closure is a reason why a time is taken, like a booking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a location is closed, ``last`` included."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours and closures of one location."""

    zone: str
    week: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Weekday (Monday is 0) to stretches of (start, end) in minutes from midnight."""
    closures: tuple[Closure, ...] = ()

    def closure(self, day: date) -> Closure | None:
        """The closure that the day falls into."""
        return next((c for c in self.closures if c.first <= day <= c.last), None)

    def is_open(self, day: date, minute: int) -> bool:
        """Whether the location is open at that minute of the day."""
        if self.closure(day):
            return False
        return any(start <= minute < end for start, end in self.week.get(day.weekday(), ()))

    def spans(self, day: date) -> Iterator[Span]:
        """The open stretches of a day in UTC seconds; none on a closed day."""
        if self.closure(day):
            return
        for start, end in self.week.get(day.weekday(), ()):
            span = Span(self._instant(day, start), self._instant(day, end))
            if span.start < span.end:  # hours that lie in the spring jump vanish with it
                yield span

    def closed_spans(self, first: date, last: date) -> Iterator[tuple[Span, Closure]]:
        """The whole days from ``first`` to ``last`` that fall into a closure."""
        day = first
        while day <= last:
            if found := self.closure(day):
                yield Span(self._instant(day, 0), self._instant(day, MINUTES_A_DAY)), found
            day += timedelta(days=1)

    def _instant(self, day: date, minute: int) -> int:
        return lenient_instant(datetime.combine(day, time()) + timedelta(minutes=minute), self.zone)


_STRETCH = re.compile(
    r"\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*$"
)


def parse_hours(text: str) -> tuple[tuple[int, int], ...]:
    """Opening hours of one day as people write them.

    Args:
        text: ``9-17``, ``09:00-12:30, 13:30-18:00``, ``closed`` or nothing.

    Returns:
        Stretches of (start, end) in minutes from midnight, in order; none when closed.

    Raises:
        StudioError: When a stretch cannot be read, ends before it starts or overlaps another.
    """
    if text.strip().casefold() in ("", "closed", "-"):
        return ()
    stretches: list[tuple[int, int]] = []
    for part in filter(str.strip, re.split(r"[,;]", text)):
        found = _STRETCH.match(part)
        if not found:
            raise StudioError(
                f"{part.strip()!r} is not a stretch of opening hours; "
                "type for example 9-17, or 9:00-12:30, 13:30-18:00, or closed."
            )
        hour, minute, end_hour, end_minute = (int(n or 0) for n in found.groups())
        start, end = hour * 60 + minute, end_hour * 60 + end_minute
        if minute > 59 or end_minute > 59 or end > MINUTES_A_DAY:
            raise StudioError(f"{part.strip()!r} goes past midnight; the day has hours 0 to 24.")
        if end <= start:
            raise StudioError(f"{part.strip()!r} ends before it starts; type for example 9-17.")
        stretches.append((start, end))
    stretches.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(stretches)):
        raise StudioError(f"The stretches in {text.strip()!r} overlap; type each hour once.")
    return tuple(stretches)


def hours_words(stretches: tuple[tuple[int, int], ...]) -> str:
    """Opening hours as text: ``09:00-17:00``, or ``closed``."""
    return (
        ", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in stretches)
        or "closed"
    )
