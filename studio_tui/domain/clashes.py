"""Why a time is not free: clashes as values, and how to say them.

Intervals are half-open, so back-to-back bookings do not clash. Between two bookings on one schedule
the longer of the first one's buffer after and the second one's buffer before is kept free. Closed
hours are not a clash but a warning (product rule: bookings are allowed in open and closed hours).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from studio_tui.domain.interval import Span, without
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import date_short, date_words, listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.domain.block import Role
    from studio_tui.domain.hours import Closure, Opening

Policy = Literal["never", "prompt", "always"]
"""What the studio does about clashes: refuse, ask, or book without a word."""

ClashKind = Literal["booking", "buffer", "closure"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A schedule that a booking wants, and what for."""

    schedule_id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time that a booking wants on some schedules."""

    span: Span
    claims: tuple[Claim, ...]
    before: int = 0
    """Buffer kept free before, in seconds."""
    after: int = 0
    """Buffer kept free after, in seconds."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch of a schedule that another booking holds."""

    schedule_id: int
    span: Span
    before: int
    after: int
    because: str
    """The other booking in words, as ``Lee, Kim · Family``."""
    reference: str = ""
    """Where to find it, as ``session 10011``."""
    booked: str = ""
    """Who booked it and when, as ``by Ben at 09:14``."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why a wanted time is not free."""

    kind: ClashKind
    who: str
    span: Span
    because: str
    reference: str = ""
    booked: str = ""


def find_clashes(
    wanted: Wanted, busy: Iterable[Busy], closures: Iterable[tuple[Span, Closure]] = ()
) -> tuple[Clash, ...]:
    """Everything that stands against a wanted time, bookings before buffers before closures.

    Args:
        wanted: The time and the schedules.
        busy: Stretches held by other bookings on any schedule around that time.
        closures: Closed stretches of the location around that time.
    """
    names = {claim.schedule_id: claim.name for claim in wanted.claims}
    hard: list[Clash] = []
    soft: list[Clash] = []
    for other in busy:
        who = names.get(other.schedule_id)
        if who is None:
            continue
        if wanted.span.overlaps(other.span):
            hard.append(_clash("booking", who, other))
        elif wanted.span.overlaps(kept_free(other, wanted)):
            soft.append(_clash("buffer", who, other))
    shut: dict[Closure, Clash] = {}
    for span, closure in closures:
        if wanted.span.overlaps(span):  # of several days, the first says enough
            shut.setdefault(closure, Clash("closure", "The studio", span, closure.name))
    # Somebody who takes part in two roles is busy once.
    booked = dict.fromkeys((*sorted(hard, key=_order), *sorted(soft, key=_order)))
    return (*booked, *shut.values())


def kept_free(other: Busy, wanted: Wanted) -> Span:
    """The stretch that ``other`` denies to ``wanted``: its own time and the buffers around it."""
    return Span(
        other.span.start - max(other.before, wanted.after),
        other.span.end + max(other.after, wanted.before),
    )


def _clash(kind: ClashKind, who: str, other: Busy) -> Clash:
    return Clash(kind, who, other.span, other.because, other.reference, other.booked)


def _order(clash: Clash) -> tuple[int, str]:
    return clash.span.start, clash.who


def clash_words(clash: Clash, zone: str) -> str:
    """One clash in a short phrase for the line under the times."""
    match clash.kind:
        case "booking":
            return f"{clash.who} busy {_times(clash.span, zone)} ({clash.because})"
        case "buffer":
            return f"{clash.who} too close to {_times(clash.span, zone)} ({clash.because}, buffer)"
        case _:
            day = wall(clash.span.start, zone).date()
            return f"{clash.who} is closed on {date_words(day)} ({clash.because})"


def _times(span: Span, zone: str) -> str:
    """From when to when; with the dates only when they are not the same."""
    start, end = wall(span.start, zone), wall(span.end, zone)
    if start.date() == wall(span.end - 1, zone).date():
        return f"{start:%H:%M}-{'24:00' if end.date() > start.date() else f'{end:%H:%M}'}"
    return f"{date_short(start)} {start:%H:%M} - {date_short(end)} {end:%H:%M}"


def taken_words(clashes: tuple[Clash, ...], zone: str) -> str:
    """All clashes as a sentence, with who booked the other and when."""
    parts = []
    for clash in _together(clashes):
        said = clash_words(clash, zone)
        if clash.booked:
            said += f", taken by {clash.booked}"
        if clash.reference:
            said += f" ({clash.reference})"
        parts.append(said)
    return f"{'; '.join(parts)}."


def _together(clashes: tuple[Clash, ...]) -> list[Clash]:
    """One clash for each other booking, naming everybody and everything that it holds."""
    names: dict[Clash, list[str]] = {}
    for clash in clashes:
        names.setdefault(replace(clash, who=""), []).append(clash.who)
    return [replace(clash, who=listing(who)) for clash, who in names.items()]


def overlapping(clashes: tuple[Clash, ...]) -> bool:
    """Whether any of them shares its time, so that the slots must be marked as forced."""
    return any(clash.kind == "booking" for clash in clashes)


def on_purpose(clashes: tuple[Clash, ...], zone: str) -> str:
    """For the history: what a booking was made over knowingly, or nothing."""
    return f" On purpose although {taken_words(clashes, zone)}" if clashes else ""


def hours_warning(span: Span, opening: Opening) -> str:
    """A sentence when part of the time lies outside opening hours, else nothing."""
    first, last = wall(span.start, opening.zone).date(), wall(span.end, opening.zone).date()
    said = [closed for closed, _ in opening.closed_spans(first, last)]  # as clashes
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    left = without([span], [*said, *(open_ for day in days for open_ in opening.spans(day))])
    outside = next(left, None)
    if outside is None:
        return ""
    begins = wall(outside.start, opening.zone)
    return f"Outside opening hours on {date_words(begins)} from {begins:%H:%M}."
