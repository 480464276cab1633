"""When a location is open and when somebody works: weekly hours, closures, time off.

Open and closed hours of a location differ in how they are drawn and in a warning: bookings are
allowed in both (product rule). A closure is a reason why a time is taken, like a booking; so is
what lies outside a schedule's own hours, or in its time off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from studio_tui.domain.interval import Span, without
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MINUTES_A_DAY = 24 * 60
_KEPT = 2048
"""Days whose hours are kept in UTC seconds: whoever looks for a free time asks again and again."""

Stretches = tuple[tuple[int, int], ...]
"""Parts of a day as (start, end) in minutes from midnight, in order."""


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
    week: Mapping[int, Stretches] = field(default_factory=dict)
    """By weekday; Monday is 0."""
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
        if not self.closure(day):
            yield from _spans(day, self.week.get(day.weekday(), ()), self.zone)

    def closed_spans(self, first: date, last: date) -> Iterator[tuple[Span, Closure]]:
        """The whole days from ``first`` to ``last`` that fall into a closure."""
        day = first
        while day <= last:
            if found := self.closure(day):
                yield _whole(day, self.zone), found
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimeOff:
    """A stretch in which somebody is away, or something cannot be used."""

    start: datetime
    end: datetime
    """Wall-clock times."""
    span: Span
    """The same in UTC seconds."""
    reason: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """When one schedule works: its own week, other hours on some dates, and time off."""

    zone: str
    week: Mapping[int, Stretches] = field(default_factory=dict)
    """By weekday; none at all: whenever the location is open."""
    days: Mapping[date, Stretches] = field(default_factory=dict)
    """Hours of single dates, instead of those of their weekday."""
    off: tuple[TimeOff, ...] = ()

    def stretches(self, day: date) -> Stretches | None:
        """The hours of a day; None where the schedule has no hours of its own."""
        if day in self.days:
            return self.days[day]
        return self.week.get(day.weekday(), ()) if self.week else None

    def works(self, day: date, minute: int) -> bool:
        """Whether that minute of the day lies in the schedule's hours, time off aside."""
        own = self.stretches(day)
        return own is None or any(start <= minute < end for start, end in own)

    def time_off(self, day: date, minute: int) -> TimeOff | None:
        """The time off that the minute of the day lies in."""
        at = datetime.combine(day, time()) + timedelta(minutes=minute)
        return next((each for each in self.off if each.start <= at < each.end), None)

    def idle(self, day: date) -> Iterator[Span]:
        """What lies outside the schedule's hours on a day, in UTC seconds; time off aside."""
        own = self.stretches(day)
        if own is not None:
            yield from _rest(day, own, self.zone)


@lru_cache(maxsize=_KEPT)
def _spans(day: date, stretches: Stretches, zone: str) -> tuple[Span, ...]:
    """Stretches of a day in UTC seconds; those that lie in the spring jump vanish with it."""
    found = (Span(_instant(day, a, zone), _instant(day, b, zone)) for a, b in stretches)
    return tuple(span for span in found if span.start < span.end)


@lru_cache(maxsize=_KEPT)
def _rest(day: date, stretches: Stretches, zone: str) -> tuple[Span, ...]:
    """What is left of a day, in UTC seconds."""
    return tuple(without([_whole(day, zone)], _spans(day, stretches, zone)))


def _whole(day: date, zone: str) -> Span:
    return Span(_instant(day, 0, zone), _instant(day, MINUTES_A_DAY, zone))


def _instant(day: date, minute: int, zone: str) -> int:
    return lenient_instant(datetime.combine(day, time()) + timedelta(minutes=minute), zone)


_STRETCH = re.compile(
    r"\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*$"
)


def parse_hours(text: str) -> Stretches:
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


def hours_words(stretches: Stretches) -> str:
    """Opening hours as text: ``09:00-17:00``, or ``closed``."""
    return (
        ", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in stretches)
        or "closed"
    )
