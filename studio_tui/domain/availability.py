"""The next times at which enough people and things are free: answers "when can you take us?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from studio_tui.domain.clashes import Busy, Claim, Clash, Wanted, find_clashes, kept_free
from studio_tui.domain.hours import MINUTES_A_DAY
from studio_tui.domain.interval import Span, merged
from studio_tui.domain.wallclock import wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from studio_tui.domain.hours import Opening, Stretches, Working

STEP: Final = 15 * 60
"""Starts fall on multiples of this many seconds."""


@dataclass(frozen=True, slots=True)
class Need:
    """One part to be filled: a certain person or thing, or whoever of several is free."""

    any_of: tuple[Claim, ...]
    """Whoever is preferred comes first."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a time is looked for."""

    length: int
    """In seconds."""
    needs: tuple[Need, ...]
    """Parts; nobody and nothing fills two of them."""
    before: int = 0
    """Buffer kept free before, in seconds."""
    after: int = 0
    """Buffer kept free after, in seconds."""
    weekdays: frozenset[int] = frozenset(range(7))
    """Monday is 0."""
    between: Stretches = ((0, MINUTES_A_DAY),)
    """Parts of the day that it has to lie in."""
    drive: int = 0
    """Driving there, and again back, of the people, in seconds."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everybody and everything that could take part."""
        return tuple(dict.fromkeys(claim for need in self.needs for claim in need.any_of))

    def at(self, start: int, claims: tuple[Claim, ...] = ()) -> Wanted:
        """What it would take at a start in UTC seconds."""
        return Wanted(Span(start, start + self.length), claims, self.before, self.after, self.drive)


class Probe(NamedTuple):
    """A start that was looked at."""

    start: int
    """UTC seconds."""
    claims: tuple[Claim, ...] | None
    """Who and what would take part; None when a part cannot be filled."""


def probes(
    search: Search,
    busy: Iterable[Busy],
    opening: Opening,
    working: Mapping[int, Working] | None = None,
    *,
    not_before: int,
    days: int,
) -> Iterator[Probe]:
    """Starts inside opening hours, earliest first: those that are free, and where others failed.

    After one that fits, the next is looked for at its end, so that the answers are different
    choices and not the same gap shifted by a quarter of an hour; after one that does not, when
    somebody who stands against it is free again.

    Args:
        search: What a time is looked for.
        busy: What the schedules hold in the days looked at, the buffers' reach included.
        opening: Hours and closures of the location.
        working: Own hours and time off in the days looked at, by schedule.
        not_before: Earliest start in UTC seconds.
        days: How many days to look at, from the day of ``not_before``.
    """
    hours = narrowed(opening, search)
    own = working or {}
    lines = _lines(search, busy, own)
    first = wall(not_before, opening.zone).date()
    for offset in range(days):
        day = first + timedelta(days=offset)
        open_spans = tuple(hours.spans(day))
        if not open_spans:
            continue
        for schedule_id, line in lines.items():
            line.idle = tuple(own[schedule_id].idle(day)) if schedule_id in own else ()
        for open_ in open_spans:
            yield from _inside(search, lines, Span(max(open_.start, not_before), open_.end))


def narrowed(opening: Opening, search: Search) -> Opening:
    """Opening hours as far as they lie in the weekdays and parts of the day that are wanted."""
    week = {
        day: tuple(
            (max(start, earliest), min(end, latest))
            for start, end in stretches
            for earliest, latest in search.between
            if max(start, earliest) < min(end, latest)
        )
        for day, stretches in opening.week.items()
        if day in search.weekdays
    }
    return replace(opening, week=week)


_NEVER: Final = Span(2**63, 2**63)
"""Stands behind whatever a schedule holds."""


class _Line:
    """What one schedule holds, looked at from the earliest to the latest."""

    __slots__ = ("_at", "_held", "idle")

    def __init__(self, held: list[Span]) -> None:
        self._held, self._at = (*held, _NEVER), 0
        self.idle: tuple[Span, ...] = ()
        """What lies outside its own hours on the day that is looked at."""

    def taken_until(self, start: int, end: int) -> int:
        """When what stands against a stretch ends; 0 if nothing does."""
        while self._held[self._at].end <= start:
            self._at += 1
        for span in (self._held[self._at], *self.idle):
            if span.start < end and start < span.end:
                return span.end
        return 0


def _lines(
    search: Search, busy: Iterable[Busy], working: Mapping[int, Working]
) -> dict[int, _Line]:
    wanted = search.at(0)
    held: dict[int, list[Span]] = {claim.schedule_id: [] for claim in search.claims}
    drives = {claim.schedule_id: wanted.drive_of(claim) for claim in search.claims}
    for other in busy:
        if other.schedule_id in held:
            held[other.schedule_id].append(kept_free(other, wanted, drives[other.schedule_id]))
    for schedule_id, spans in held.items():
        if schedule_id in working:
            drive = drives[schedule_id]
            off = (each.span for each in working[schedule_id].off)
            spans.extend(Span(each.start - drive, each.end + drive) for each in off)
    return {schedule_id: _Line(merged(spans)) for schedule_id, spans in held.items()}


def _inside(search: Search, lines: Mapping[int, _Line], open_: Span) -> Iterator[Probe]:
    """The starts of one open stretch."""
    start, gap = _ceil(open_.start), max(search.before, search.after) + 2 * search.drive
    while (end := start + search.length) <= open_.end:
        until = {each: line.taken_until(start, end) for each, line in lines.items()}
        claims = _chosen(search.needs, until)
        yield Probe(start, claims)
        start = _ceil(end + gap if claims is not None else _changes(search.needs, until, open_.end))


def _chosen(needs: tuple[Need, ...], until: Mapping[int, int]) -> tuple[Claim, ...] | None:
    """The preferred ones of those who are free, nobody twice."""
    free = [[claim for claim in need.any_of if not until[claim.schedule_id]] for need in needs]
    return next((found for found in product(*free) if _apart(found)), None)


def _apart(claims: tuple[Claim, ...]) -> bool:
    return len({claim.schedule_id for claim in claims}) == len(claims)


def _changes(needs: tuple[Need, ...], until: Mapping[int, int], otherwise: int) -> int:
    """When a combination could be free that is not now."""
    ends = [[until[claim.schedule_id] for claim in need.any_of] for need in needs]
    lacking = [min(each) for each in ends if all(each)]
    if lacking:
        return max(lacking)
    # Every part could be filled, but only by somebody who fills another.
    return min((end for each in ends for end in each if end), default=otherwise)


def _ceil(value: int) -> int:
    return -(-value // STEP) * STEP


def reasons(
    search: Search, start: int, busy: Iterable[Busy], working: Mapping[int, Working]
) -> tuple[Clash, ...]:
    """Why a start is not free: whoever stands in the way of a part that nobody else can fill.

    Args:
        search: What a time is looked for.
        start: UTC seconds.
        busy: What the schedules hold around that time, in words.
        working: Own hours and time off around that time, by schedule.

    Returns:
        Nothing when every part could be filled, but only by somebody who fills another.
    """
    clashes = find_clashes(search.at(start, search.claims), busy, (), working)
    away = {clash.who for clash in clashes}
    lacking = [need for need in search.needs if all(claim.name in away for claim in need.any_of)]
    blamed = {claim.name for need in lacking for claim in need.any_of}
    return tuple(clash for clash in clashes if clash.who in blamed)


def free_starts(
    wanted: Wanted,
    busy: Iterable[Busy],
    opening: Opening,
    working: Mapping[int, Working] | None = None,
    *,
    not_before: int,
    days: int,
) -> Iterator[int]:
    """Start times at which every claimed schedule works and is free, earliest first.

    They lie inside opening hours, whatever own hours a schedule has.

    Args:
        wanted: Schedules, buffers and length (its span's; where the span lies does not matter).
        busy: As `probes` takes it.
        opening: As above.
        working: As above.
        not_before: Earliest start in UTC seconds.
        days: How many days to look at, from the day of ``not_before``.

    Yields:
        Start times in UTC seconds.
    """
    one_of_each = {claim.schedule_id: Need((claim,)) for claim in wanted.claims}
    length = wanted.span.end - wanted.span.start
    search = Search(
        length, tuple(one_of_each.values()), wanted.before, wanted.after, drive=wanted.drive
    )
    found = probes(search, busy, opening, working, not_before=not_before, days=days)
    return (probe.start for probe in found if probe.claims is not None)
