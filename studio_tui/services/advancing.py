"""Advancing the status of many records at once: what would change, and then changing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from studio_tui.domain.block import FREED
from studio_tui.domain.catalogue import cycle, following
from studio_tui.domain.words import listing, plural
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY, add_work_days
from studio_tui.errors import StudioError
from studio_tui.services import catalogue, status_change, stepping, stored
from studio_tui.services.stepping import Seen
from studio_tui.services.undoing import Undo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.block import BookingKind
    from studio_tui.domain.catalogue import StatusEntry
    from studio_tui.services.desk import Desk
    from studio_tui.services.stored import Stored
    from studio_tui.services.work import Transaction

    Advanced = BookingKind | stepping.Kind
    """What has a status that leads to another."""

MOST: Final = 500
"""Records that are advanced at once."""
_NAMED: Final = 3
"""Of those that stay, so many are named."""


@dataclass(frozen=True, slots=True)
class Step:
    """One record, and the status that comes next."""

    seen: Stored | Seen
    status: StatusEntry


@dataclass(frozen=True, slots=True)
class Advance:
    """What would change."""

    kind: Advanced
    steps: tuple[Step, ...]
    stay: tuple[str, ...]
    """Those that would not, each with the reason."""
    ahead: int = 0
    """Bookings among them that are not over yet."""

    @property
    def words(self) -> str:
        """How many change from what to what, and which do not and why."""
        moves = Counter((each.seen.status, each.status.name) for each in self.steps)
        said = [
            f"{plural(len(self.steps), self.kind)} will change.",
            *(f"{count}: {old or 'no status'} to {new}" for (old, new), count in moves.items()),
        ]
        if self.ahead:
            said.append(f"{self.ahead} of them {'is' if self.ahead == 1 else 'are'} still to come.")
        if self.stay:
            said += ["", f"{plural(len(self.stay), self.kind)} will stay:", *staying(self.stay)]
        return "\n".join(said)


def staying(stay: Sequence[str]) -> list[str]:
    """The first of those that stay, and how many more."""
    more = len(stay) - _NAMED
    return [*stay[:_NAMED], *([f"and {more} more"] if more > 0 else [])]


def plan(desk: Desk, kind: Advanced, ids: Sequence[int]) -> Advance:
    """What would change if each of some records took its next step.

    Raises:
        StudioError: When they are too many at once.
    """
    if len(ids) > MOST:
        raise StudioError(
            f"{len(ids):,} are marked; at most {MOST} are advanced at once. "
            "Narrow them down with a filter."
        )
    if kind in ("session", "appointment"):
        return _plan_bookings(desk, kind, ids)
    statuses = cycle(catalogue.statuses(desk, kind), None)
    found = stepping.seen(desk, cast("stepping.Kind", kind), ids)
    stay = [f"{plural(len(ids) - len(found), kind)} gone meanwhile"] * (len(found) < len(ids))
    steps = []
    for each in found:
        after = following(statuses, each.status_id)
        if after is None:
            stay.append(f"{each.called}: nothing comes after {each.status or 'no status'}")
        else:
            steps.append(Step(each, after))
    return Advance(kind, tuple(steps), tuple(stay))


def _plan_bookings(desk: Desk, kind: BookingKind, ids: Sequence[int]) -> Advance:
    steps, stay, ahead = [], [], 0
    for each in ids:
        try:
            found = status_change.standing(desk, kind, each)
        except StudioError as error:
            stay.append(error.message)
            continue
        record, after = found.record, found.following
        if record.status_kind in FREED:
            stay.append(f"{stored.called(record)} is {record.status.lower()}")
        elif after is None:
            stay.append(f"{stored.called(record)}: nothing comes after {record.status}")
        else:
            steps.append(Step(record, after))
            ahead += found.ahead
    return Advance(kind, tuple(steps), tuple(stay), ahead)


def advance(desk: Desk, planned: Advance) -> tuple[Undo, tuple[str, ...]]:
    """Let each take its step, all stored together; one that cannot holds up no other.

    Returns:
        What takes it all back, and which could not after all, each with the reason.

    Raises:
        StudioError: When none could.
    """
    undone, failed = [], []
    with desk.work() as work:
        for each in planned.steps:
            try:
                with desk.database.savepoint():
                    undone.append(_step(work, each))
            except StudioError as error:
                failed.append(error.message)
        if not undone:
            raise StudioError(listing(failed[:_NAMED]) or "There is nothing to advance.")
    words = f"{plural(len(undone), planned.kind)} advanced."
    bookings = tuple(one for undo in undone for one in undo.bookings)
    left = tuple(one for undo in undone for one in undo.left)
    return Undo(words, bookings, left=left), tuple(failed)


def _step(work: Transaction, step: Step) -> Undo:
    record, status = step.seen, step.status
    if not isinstance(record, Seen):
        return status_change.change_in(work, record, status.id)
    week = tuple(work.desk.preference("calendar.work_week", MONDAY_TO_FRIDAY))
    due = add_work_days(work.desk.today(), status.days, week).isoformat() if status.days else None
    words = f"{record.status or 'No status'} to {status.name}."
    values = {"status_id": status.id, "status_due": due}
    return Undo(words, left=(stepping.change(work, record, values, "status", words),))
