"""Why a time is not free: clashes as values, and how to say them.

Intervals are half-open, so back-to-back bookings do not clash. Between two bookings on one schedule
the longer of the first one's buffer after and the second one's buffer before is kept free. Driving
is work: people have both ways besides the buffers, rooms and things stay where they are. Closed
hours of the studio are not a clash but a warning (product rule: bookings are allowed in open and
closed hours); a schedule's own hours and time off are clashes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from studio_tui.domain.absences import absence_words, hours_because
from studio_tui.domain.interval import Span, without
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import date_words, listing, stretch_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from studio_tui.domain.block import Role
    from studio_tui.domain.hours import Closure, Opening, Working

Policy = Literal["never", "prompt", "reason", "always"]
"""What is done about clashes: refuse, ask, ask for one line why as well, or book without a word."""

STRICT: Final[tuple[Policy, ...]] = ("never", "reason", "prompt", "always")
"""From the strictest to the mildest."""

ClashKind = Literal["booking", "drive", "buffer", "time-off", "hours", "closure"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A schedule that a booking wants, and what for."""

    schedule_id: int
    name: str
    role: Role

    @property
    def drives(self) -> bool:
        """Whether it goes along to a place away from the studio."""
        return self.role != "resource"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time that a booking wants on some schedules."""

    span: Span
    claims: tuple[Claim, ...]
    before: int = 0
    """Buffer kept free before, in seconds."""
    after: int = 0
    """Buffer kept free after, in seconds."""
    drive: int = 0
    """Driving there, and again back, of the people, in seconds."""

    def drive_of(self, claim: Claim) -> int:
        """How long somebody is on the way there, and again back, in seconds."""
        return self.drive if claim.drives else 0


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
    drive: int = 0
    """Driving there, and again back, in seconds."""
    event_id: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why a wanted time is not free."""

    kind: ClashKind
    who: str
    span: Span
    because: str
    reference: str = ""
    booked: str = ""
    ways: tuple[Span | None, Span | None] = (None, None)
    """The drives that are in the way: that of the other booking, and one's own."""
    event_id: int = field(default=0, compare=False)
    """The other booking's event; 0 for what is no booking."""


@dataclass(frozen=True, slots=True)
class Over:
    """What a booking is made over on purpose, and why if the policy asks."""

    clashes: tuple[Clash, ...] = ()
    because: str = ""

    @property
    def forced(self) -> bool:
        """Whether another booking shares the time, so that the slots must be marked."""
        return any(clash.kind == "booking" for clash in self.clashes)

    def words(self, zone: str) -> str:
        """For the history, behind other sentences; nothing where nothing stood against it."""
        if not self.clashes:
            return ""
        taken = taken_words(self.clashes, zone)
        if not self.because:
            return f" On purpose although {taken}"
        return f" Booked over {taken.removesuffix('.')} because {self.because.rstrip('.')}."


def find_clashes(
    wanted: Wanted,
    busy: Iterable[Busy],
    closures: Iterable[tuple[Span, Closure]] = (),
    working: Mapping[int, Working] | None = None,
) -> tuple[Clash, ...]:
    """Everything that stands against a wanted time.

    Args:
        wanted: The time and the schedules.
        busy: Stretches held by other bookings on any schedule around that time.
        closures: Closed stretches of the location around that time.
        working: Own hours and time off around that time, by schedule.

    Returns:
        Bookings before buffers before absences before closures.
    """
    claims = {claim.schedule_id: claim for claim in wanted.claims}
    hard: list[Clash] = []
    soft: list[Clash] = []
    for other in busy:
        claim = claims.get(other.schedule_id)
        if claim is None:
            continue
        if wanted.span.overlaps(other.span):
            hard.append(_clash("booking", claim, other))
        elif ways := _ways(other, wanted, claim):
            soft.append(_clash("drive", claim, other, ways))
        elif wanted.span.overlaps(kept_free(other, wanted, wanted.drive_of(claim))):
            soft.append(_clash("buffer", claim, other))
    shut: dict[Closure, Clash] = {}
    closed = [(span, closure) for span, closure in closures if wanted.span.overlaps(span)]
    for span, closure in closed:  # of several days, the first says enough
        shut.setdefault(closure, Clash("closure", "The studio", span, closure.name))
    away = [
        clash
        for claim in wanted.claims
        if working and claim.schedule_id in working
        for clash in _absences(wanted, claim, working[claim.schedule_id], closed)
    ]
    # Somebody who takes part in two roles is busy, or away, once.
    booked = dict.fromkeys((*sorted(hard, key=_order), *sorted(soft, key=_order), *away))
    return (*booked, *shut.values())


def _ways(other: Busy, wanted: Wanted, claim: Claim) -> tuple[Span | None, Span | None] | None:
    """The ways, theirs and one's own, that keep two bookings apart which do not overlap, if any."""
    own, later = wanted.drive_of(claim), wanted.span.start >= other.span.end
    if later:
        theirs = Span(other.span.end, other.span.end + other.drive)
        ours = Span(wanted.span.start - own, wanted.span.start)
        apart, alone = theirs.end <= ours.start, theirs.end > wanted.span.start
    else:
        theirs = Span(other.span.start - other.drive, other.span.start)
        ours = Span(wanted.span.end, wanted.span.end + own)
        apart, alone = ours.end <= theirs.start, theirs.start < wanted.span.end
    if apart:
        return None
    return (theirs if other.drive else None), (ours if own and not alone else None)


def _absences(
    wanted: Wanted, claim: Claim, working: Working, closed: list[tuple[Span, Closure]]
) -> Iterator[Clash]:
    """Time off, then hours in which the schedule does not work for no other reason.

    Nobody drives on a day off; for hours only the booking itself counts.
    """
    span, drive = wanted.span, wanted.drive_of(claim)
    away = Span(span.start - drive, span.end + drive)
    off = [each for each in working.off if each.span.overlaps(away)]
    for each in off:
        yield Clash("time-off", claim.name, each.span, each.reason)
    said = [*(each.span for each in off), *(each for each, _ in closed)]
    left = outside_hours(span, working, said)
    if left is not None:
        because = hours_because(left, working, thing=claim.role == "resource")
        yield Clash("hours", claim.name, left, because)


def outside_hours(span: Span, working: Working, said: Iterable[Span] = ()) -> Span | None:
    """The first part of a stretch that lies outside a schedule's hours.

    Args:
        span: The stretch.
        working: The hours; time off is no matter.
        said: Parts that do not count.
    """
    idle = (idle for day in _days(span, working.zone) for idle in working.idle(day))
    inside = (Span(max(i.start, span.start), min(i.end, span.end)) for i in idle)
    return next(without(inside, said), None)


def _days(span: Span, zone: str) -> Iterator[date]:
    day, last = wall(span.start, zone).date(), wall(span.end, zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def kept_free(other: Busy, wanted: Wanted, drive: int = 0) -> Span:
    """The stretch that ``other`` denies to ``wanted``: its own time, ways and buffers around it.

    Args:
        other: What stands there.
        wanted: What is to be booked.
        drive: How long who is wanted drives for it, each way, in seconds.
    """
    ways = other.drive + drive
    return Span(
        other.span.start - max(other.before, wanted.after) - ways,
        other.span.end + max(other.after, wanted.before) + ways,
    )


def _clash(
    kind: ClashKind, claim: Claim, other: Busy, ways: tuple[Span | None, Span | None] = (None, None)
) -> Clash:
    return Clash(
        kind,
        claim.name,
        other.span,
        other.because,
        other.reference,
        other.booked,
        ways,
        other.event_id,
    )


def _order(clash: Clash) -> tuple[int, str]:
    return clash.span.start, clash.who


def clash_words(clash: Clash, zone: str) -> str:
    """One clash in a short phrase for the line under the times."""
    match clash.kind:
        case "booking":
            return f"{clash.who} busy {_times(clash.span, zone)} ({clash.because})"
        case "drive":
            times = _times(clash.span, zone)
            return f"{clash.who} too close to {times} ({clash.because}, {_drive(clash, zone)})"
        case "buffer":
            return f"{clash.who} too close to {_times(clash.span, zone)} ({clash.because}, buffer)"
        case "time-off":
            return f"{clash.who} is {absence_words(*_readings(clash.span, zone), clash.because)}"
        case "hours":
            return f"{clash.who} {clash.because}"
        case _:
            day = wall(clash.span.start, zone).date()
            return f"{clash.who} is closed on {date_words(day)} ({clash.because})"


def _drive(clash: Clash, zone: str) -> str:
    """``drive until 15:30``, or with one's own: ``the drive there from 15:15``."""
    theirs, ours = clash.ways
    said = []
    if theirs:
        start, end = _readings(theirs, zone)
        back = theirs.start >= clash.span.end
        said.append(f"drive until {end:%H:%M}" if back else f"drive from {start:%H:%M}")
    if ours:
        start, end = _readings(ours, zone)
        there = ours.end > clash.span.end
        said.append(
            f"the drive there from {start:%H:%M}" if there else f"the drive back until {end:%H:%M}"
        )
    return ", ".join(said)


def _times(span: Span, zone: str) -> str:
    return stretch_words(*_readings(span, zone))


def _readings(span: Span, zone: str) -> tuple[datetime, datetime]:
    return wall(span.start, zone), wall(span.end, zone)


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
    """One clash for each other booking, naming everybody and everything that it holds.

    What is said of somebody's hours is said of each by itself.
    """
    names: dict[Clash, list[str]] = {}
    for clash in clashes:
        alone = clash.kind in ("time-off", "hours")
        names.setdefault(clash if alone else replace(clash, who=""), []).append(clash.who)
    return [replace(clash, who=listing(who)) for clash, who in names.items()]


def strictest(rules: Iterable[Policy]) -> Policy:
    """What is done where several rules apply."""
    return min(rules, key=STRICT.index)


def hours_warning(span: Span, opening: Opening) -> str:
    """A sentence when part of the time lies outside opening hours, else nothing."""
    days = list(_days(span, opening.zone))
    said = [closed for closed, _ in opening.closed_spans(days[0], days[-1])]  # as clashes
    left = without([span], [*said, *(open_ for day in days for open_ in opening.spans(day))])
    outside = next(left, None)
    if outside is None:
        return ""
    begins = wall(outside.start, opening.zone)
    return f"Outside opening hours on {date_words(begins)} from {begins:%H:%M}."
