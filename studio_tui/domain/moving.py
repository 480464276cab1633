"""Moving a booking on the clock on the wall: the same distance for start and end, or the end alone.

Days and minutes are counted on the wall, so a booking at nine stays at nine across a clock change.
What was put into another column gets another person or resource there, in the same role.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.booking import AppointmentDraft, BookingDraft, SessionDraft
from studio_tui.domain.words import listing, plural
from studio_tui.domain.workdays import add_work_days

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


@dataclass(frozen=True, slots=True)
class Swap:
    """Somebody or something else takes part instead, in whatever role the first had.

    An owner is the person or the resource that has a schedule. A booking in which the first does
    not take part stays with whom it has.
    """

    schedule_id: int
    owner_id: int
    to_schedule_id: int
    to_owner_id: int
    resource: bool = False
    """Whether they are resources."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far start and end are moved, and who takes part instead."""

    start: timedelta = timedelta()
    end: timedelta = timedelta()
    swap: Swap | None = None

    @property
    def nothing(self) -> bool:
        """Whether it changes nothing."""
        return not (self.start or self.end or self.swap)

    @property
    def words(self) -> str:
        """How far, as a person says it: ``1 day and 30 minutes later``, ``15 minutes longer``."""
        if not self.start and self.end:
            more = "longer" if self.end > timedelta() else "shorter"
            return f"{_distance(abs(self.end))} {more}"
        if not self.start:
            return ""
        return f"{_distance(abs(self.start))} {'later' if self.start > timedelta() else 'earlier'}"


def _distance(length: timedelta) -> str:
    hours, minutes = divmod(length.seconds // 60, 60)
    parts = ((length.days, "day"), (hours, "hour"), (minutes, "minute"))
    return listing([plural(count, noun) for count, noun in parts if count])


def shifted(draft: BookingDraft, shift: Shift) -> BookingDraft:
    """A booking as it is after a move; the client's time of arrival keeps its distance.

    Of a reading that the clock shows twice the first is meant.
    """
    if isinstance(draft, SessionDraft) and draft.arrival and shift.start:
        arrives = datetime.combine(draft.start, time.fromisoformat(draft.arrival))
        draft = replace(draft, arrival=f"{arrives + shift.start:%H:%M}")
    if shift.start:
        draft = replace(draft, start=draft.start + shift.start, start_fold=0)
    if shift.end:
        draft = replace(draft, end=draft.end + shift.end, end_fold=0)
    return _swapped(draft, shift.swap) if shift.swap else draft


def _swapped(draft: BookingDraft, swap: Swap) -> BookingDraft:
    if isinstance(draft, AppointmentDraft):
        ids = (swap.to_schedule_id if i == swap.schedule_id else i for i in draft.schedule_ids)
        return replace(draft, schedule_ids=tuple(ids))
    who, instead = swap.owner_id, swap.to_owner_id
    if swap.resource:
        return replace(draft, resource_id=instead) if draft.resource_id == who else draft
    if draft.photographer_id == who:
        return replace(draft, photographer_id=instead)
    return replace(draft, assistant_id=instead) if draft.assistant_id == who else draft


def moved_due(due: date, days: int, work_week: Collection[int]) -> date:
    """A due date moved by some days, and on to the next day of the work week."""
    return add_work_days(due + timedelta(days=days - 1), 1, work_week)
