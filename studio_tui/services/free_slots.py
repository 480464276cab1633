"""When can you take us: the first times that suit a search, and why there are no earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from heapq import merge
from itertools import islice, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from studio_tui.domain.absences import days_words
from studio_tui.domain.availability import narrowed, probes, reasons
from studio_tui.domain.clashes import Clash, clash_words
from studio_tui.domain.wallclock import day_start, instant, wall
from studio_tui.services.ahead import ahead
from studio_tui.services.availability import LOOK_AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from studio_tui.domain.availability import Search
    from studio_tui.domain.clashes import Claim
    from studio_tui.domain.hours import Opening
    from studio_tui.services.ahead import Ahead
    from studio_tui.services.desk import Desk

MOST: Final = 20
"""Answers, unless more are asked for."""
MOST_FAILED: Final = 60
"""Times that failed of which it is said why."""

_Why = tuple[int, tuple[Clash, ...], str]
"""A start in UTC seconds, what stands against it, and that in words."""


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A time that is free, and for whom."""

    start: datetime
    end: datetime
    """Wall-clock times."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A time that is not free, or a whole day on which the studio is closed."""

    start: datetime
    """Wall-clock."""
    clashes: tuple[Clash, ...]
    words: str
    """Why, as ``Anna Berg busy 13:30-14:30 (Lee, Kim, Family)``."""

    @property
    def closed(self) -> bool:
        """Whether it is a whole day."""
        return any(clash.kind == "closure" for clash in self.clashes)


def first_free(
    desk: Desk,
    search: Search,
    not_before: datetime,
    *,
    most: int = MOST,
    days: int = LOOK_AHEAD,
) -> tuple[FreeSlot, ...]:
    """The first times that suit a search.

    Args:
        desk: Where we are.
        search: What is looked for.
        not_before: Earliest start, wall-clock; never in the past.
        most: How many times are enough.
        days: How far to look.
    """
    zone, facts = desk.zone, ahead(desk, _ids(search), not_before, days)
    found = probes(
        search, facts.busy, facts.opening, facts.working, not_before=facts.start, days=days
    )
    free = ((start, claims) for start, claims in found if claims is not None)
    return tuple(
        FreeSlot(wall(start, zone), wall(start + search.length, zone), claims)
        for start, claims in islice(free, most)
    )


def why_not(
    desk: Desk,
    search: Search,
    not_before: datetime,
    *,
    until: datetime | None = None,
    most: int = MOST_FAILED,
    days: int = LOOK_AHEAD,
) -> tuple[Failed, ...]:
    """Why the times before one that is free are not, earliest first.

    Args:
        desk: Where we are.
        search: What is looked for.
        not_before: Earliest start, wall-clock; never in the past.
        until: The free time, wall-clock; None: as far as was looked.
        most: How many times are enough.
        days: How far to look where there is no free time.
    """
    zone = desk.zone
    if until is not None:
        days = max(1, (until.date() - max(not_before, desk.now()).date()).days + 1)
    facts = ahead(desk, _ids(search), not_before, days, in_words=True)
    first = wall(facts.start, zone).date()
    end = (
        day_start(first + timedelta(days=days), zone)
        if until is None
        else instant(until, zone, fold=until.fold)
    )
    found = merge(
        _failed(search, facts, days, zone), _closed(search, facts, days), key=itemgetter(0)
    )
    return tuple(
        Failed(wall(start, zone), clashes, words)
        for start, clashes, words in islice(takewhile(lambda why: why[0] < end, found), most)
    )


def _ids(search: Search) -> tuple[int, ...]:
    return tuple({claim.schedule_id for claim in search.claims})


def _failed(search: Search, facts: Ahead, days: int, zone: str) -> Iterator[_Why]:
    found = probes(
        search, facts.busy, facts.opening, facts.working, not_before=facts.start, days=days
    )
    for start, claims in found:
        if claims is None:
            clashes = reasons(search, start, facts.busy, facts.working)
            words = "; ".join(clash_words(clash, zone) for clash in clashes)
            yield start, clashes, words or "Somebody would have to do two things at once"


def _closed(search: Search, facts: Ahead, days: int) -> Iterator[_Why]:
    """Closures on days that are looked at, each once."""
    hours: Opening = narrowed(facts.opening, search)
    first: date = wall(facts.start, hours.zone).date()
    said = set()
    for span, closure in hours.closed_spans(first, first + timedelta(days=days - 1)):
        wanted = hours.week.get(wall(span.start, hours.zone).weekday())
        if wanted and closure not in said:
            said.add(closure)
            words = f"The studio is closed {days_words(closure.first, closure.last)}"
            clash = Clash("closure", "The studio", span, closure.name)
            yield span.start, (clash,), f"{words} ({closure.name})"
