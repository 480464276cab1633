"""The next times at which several schedules are free together: answers "when can you take us?"."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.clashes import Busy, Wanted, kept_free
from studio_tui.domain.interval import Span, merged, without
from studio_tui.domain.wallclock import wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from studio_tui.domain.hours import Opening, Working


def free_starts(
    wanted: Wanted,
    busy: Iterable[Busy],
    opening: Opening,
    working: Mapping[int, Working] | None = None,
    *,
    not_before: int,
    days: int,
    step: int = 15 * 60,
) -> Iterator[int]:
    """Start times at which every claimed schedule works and is free, earliest first.

    They lie inside opening hours, whatever own hours a schedule has.

    Args:
        wanted: Schedules, buffers and length (its span's; where the span lies does not matter).
        busy: What the schedules hold in the days looked at, the buffers' reach included.
        opening: Hours and closures of the location.
        working: Own hours and time off in the days looked at, by schedule.
        not_before: Earliest start in UTC seconds.
        days: How many days to look at, from the day of ``not_before``.
        step: Starts fall on multiples of this many seconds.

    Yields:
        Start times in UTC seconds. After one that fits, the next is looked for at its end, so that
        the answers are different choices and not the same gap shifted by a quarter of an hour.
    """
    length = wanted.span.end - wanted.span.start
    claimed = {claim.schedule_id for claim in wanted.claims}
    own = [each for schedule_id, each in (working or {}).items() if schedule_id in claimed]
    held = merged(
        (
            *(kept_free(other, wanted) for other in busy if other.schedule_id in claimed),
            *(off.span for each in own for off in each.off),
        )
    )
    first = wall(not_before, opening.zone).date()
    for offset in range(days):
        day = first + timedelta(days=offset)
        idle = [span for each in own for span in each.idle(day)]
        for open_ in without(opening.spans(day), idle):
            start = _ceil(max(open_.start, not_before), step)
            while start + length <= open_.end:
                blocker = _first_overlap(held, Span(start, start + length))
                if blocker is None:
                    yield start
                    start = _ceil(start + length + max(wanted.before, wanted.after), step)
                else:
                    start = _ceil(blocker.end, step)


def _ceil(value: int, step: int) -> int:
    return -(-value // step) * step


def _first_overlap(held: list[Span], span: Span) -> Span | None:
    """The first held stretch that overlaps; ``held`` is sorted and disjoint, so bisect finds it."""
    index = bisect_right(held, span.start, key=lambda other: other.end)
    if index < len(held) and held[index].overlaps(span):
        return held[index]
    return None
