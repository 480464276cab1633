"""Is the time free, and when else would be: clashes and free times against what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from studio_tui.domain.availability import free_starts
from studio_tui.domain.booking import LONGEST, LONGEST_DRIVE, BookingDraft, TakenError
from studio_tui.domain.clashes import (
    Clash,
    Over,
    Policy,
    Wanted,
    find_clashes,
    hours_warning,
    taken_words,
)
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import instant, wall
from studio_tui.errors import StudioError
from studio_tui.services.ahead import ahead
from studio_tui.services.assignments import claims_of, type_rules
from studio_tui.services.policy import policy
from studio_tui.services.slots import NEW, Own, busy
from studio_tui.services.working import opening, working

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.domain.hours import Opening
    from studio_tui.services.desk import Desk

LOOK_AHEAD = 90
"""Days that a search for the next free times looks at."""


@dataclass(frozen=True, slots=True)
class Check:
    """What stands against a time, and other times."""

    clashes: tuple[Clash, ...]
    warning: str
    """A sentence about closed hours, or nothing."""
    next_starts: tuple[datetime, ...] = ()
    """Wall-clock starts at which the same people and resource are free; only with clashes."""
    rule: Policy = "always"
    """What is done about the clashes."""


def wanted(desk: Desk, draft: BookingDraft) -> Wanted:
    """The time and schedules that a draft wants, with the buffers of its type and its drive.

    Raises:
        StudioError: When the end is not after the start, the booking is longer than a month, the
            drive than a few hours, a time falls into the clock change, or someone or something is
            no longer active.
    """
    if not 0 <= getattr(draft, "drive", 0) <= LONGEST_DRIVE:
        raise StudioError(
            f"A drive takes at most {LONGEST_DRIVE // 60} hours each way; type a shorter one, and "
            "book the rest of the way as an appointment.",
            field="drive",
        )
    return Wanted(_span(desk, draft), claims_of(desk, draft), *type_rules(desk, draft))


def _span(desk: Desk, draft: BookingDraft) -> Span:
    zone = desk.zone
    try:
        start = instant(draft.start, zone, fold=draft.start_fold)
    except StudioError as error:
        error.field = "start"
        raise
    try:
        end = instant(draft.end, zone, fold=draft.end_fold)
    except StudioError as error:
        error.field = "end"
        raise
    if end <= start:
        raise StudioError(
            f"The end, {draft.end:%H:%M}, is not after the start, {draft.start:%H:%M}. "
            "Type a later end or an earlier start.",
            field="end",
        )
    if end - start > LONGEST:
        raise StudioError("A booking lasts at most 31 days; type an earlier end.", field="end")
    return Span(start, end)


def _own(draft: BookingDraft) -> Own:
    return draft.kind, draft.id


def check(desk: Desk, draft: BookingDraft, *, alternatives: int = 3) -> Check:
    """What stands against a draft's time, for the line under the times while they are typed."""
    asked = wanted(desk, draft)
    clashes, warning = against(desk, asked, _own(draft))
    past = "This time is in the past." if _is_past(desk, asked, draft) else ""
    warning = " ".join(filter(None, (past, warning)))
    if not clashes or not alternatives:
        return Check(clashes, warning, rule=policy(desk, draft, asked, clashes))
    return Check(
        clashes,
        warning,
        tuple(islice(free_times(desk, asked, draft.start, _own(draft)), alternatives)),
        policy(desk, draft, asked, clashes),
    )


def _is_past(desk: Desk, asked: Wanted, draft: BookingDraft) -> bool:
    """Whether a new booking would begin before now; an old one may well be edited."""
    return draft.id is None and asked.span.start < desk.utc()


def against(desk: Desk, asked: Wanted, but: Own = NEW) -> tuple[tuple[Clash, ...], str]:
    """What stands against a wanted time, a booking's own slots aside, and about opening hours.

    Outside of them a sentence says so; else it is empty.
    """
    hours = opening(desk, since=wall(asked.span.start, desk.zone).date())
    return _clashes(desk, asked, hours, but), hours_warning(asked.span, hours)


def _clashes(desk: Desk, asked: Wanted, hours: Opening, but: Own) -> tuple[Clash, ...]:
    zone = desk.zone
    first, last = wall(asked.span.start, zone).date(), wall(asked.span.end, zone).date()
    ids = [claim.schedule_id for claim in asked.claims]
    return find_clashes(
        asked,
        busy(desk, ids, asked.span, but=but),
        hours.closed_spans(first, last),
        working(desk, ids, first, last),
    )


def free_times(
    desk: Desk,
    asked: Wanted,
    not_before: datetime,
    but: Own = NEW,
    *,
    days: int = LOOK_AHEAD,
) -> Iterator[datetime]:
    """Wall-clock starts at which everybody and everything wanted works and is free, earliest first.

    Args:
        desk: Where we are.
        asked: Schedules, length and buffers.
        not_before: Earliest start, wall-clock; never in the past.
        but: A booking whose own slots do not count.
        days: How far to look.
    """
    ids = [claim.schedule_id for claim in asked.claims]
    facts = ahead(desk, ids, not_before, days, but=but)
    found = free_starts(
        asked, facts.busy, facts.opening, facts.working, not_before=facts.start, days=days
    )
    return (wall(utc, desk.zone) for utc in found)


def refuse_clashes(
    desk: Desk, draft: BookingDraft, asked: Wanted, *, force: bool, because: str = ""
) -> Over:
    """Decide, inside the transaction, whether a time may be stored.

    Args:
        desk: Where we are.
        draft: What shall be stored.
        asked: Its time and schedules.
        force: Whether the user wants it all the same.
        because: Why; some policies ask for it.

    Returns:
        What it is stored over on purpose.

    Raises:
        TakenError: When something stands against it and the policy, or the user, says no. The
            unit of work finds the other times once it has ended, so that others need not wait.
    """
    clashes, _ = against(desk, asked, _own(draft))
    rule, because = policy(desk, draft, asked, clashes), " ".join(because.split())
    if rule == "always" or (force and (rule == "prompt" or (rule == "reason" and because))):
        return Over(clashes, because if force else "")
    raise TakenError(
        taken_words(clashes, desk.zone),
        clashes,
        rule=rule,
        next_starts=lambda: tuple(islice(free_times(desk, asked, draft.start, _own(draft)), 3)),
    )


def next_times(
    desk: Desk,
    draft: BookingDraft,
    *,
    limit: int = 5,
    after: timedelta = timedelta(),
) -> tuple[datetime, ...]:
    """The next wall-clock starts from a draft's start on that suit everybody it names."""
    return tuple(
        islice(free_times(desk, wanted(desk, draft), draft.start + after, _own(draft)), limit)
    )
