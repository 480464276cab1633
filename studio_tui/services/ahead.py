"""What there is to know about schedules in the weeks to come, when a free time is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import lenient_instant, wall
from studio_tui.services.slots import NEW, Own, busy, held
from studio_tui.services.working import opening, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from studio_tui.domain.clashes import Busy
    from studio_tui.domain.hours import Opening, Working
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Ahead:
    """Hours and bookings from a moment on."""

    start: int
    """Earliest start in UTC seconds."""
    opening: Opening
    working: Mapping[int, Working]
    busy: list[Busy]


def ahead(
    desk: Desk,
    schedule_ids: Iterable[int],
    not_before: datetime,
    days: int,
    *,
    but: Own = NEW,
    in_words: bool = False,
) -> Ahead:
    """Read what some schedules hold from a time on, each kind of fact in one statement.

    Args:
        desk: Where we are.
        schedule_ids: The schedules.
        not_before: Earliest start, wall-clock; never in the past.
        days: How many days to look at.
        but: A booking whose own slots do not count.
        in_words: Whether it is to be said what the other bookings are.
    """
    ids, zone = tuple(schedule_ids), desk.zone
    start = max(lenient_instant(not_before, zone), desk.utc())
    first = wall(start, zone).date()
    span = Span(start, start + (days + 1) * 86400)  # what is offered ends on the day it begins
    return Ahead(
        start,
        opening(desk, since=first),
        working(desk, ids, first, first + timedelta(days=days)),
        (busy if in_words else held)(desk, ids, span, but=but),
    )
