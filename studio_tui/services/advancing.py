"""Advancing the status of many bookings at once: what would change, and then changing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from studio_tui.domain.block import FREED
from studio_tui.domain.words import listing, plural
from studio_tui.errors import StudioError
from studio_tui.services import status_change, stored
from studio_tui.services.undoing import Undo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.block import BookingKind
    from studio_tui.domain.catalogue import StatusEntry
    from studio_tui.services.desk import Desk
    from studio_tui.services.stored import Stored

MOST: Final = 500
"""Bookings that are advanced at once."""
_NAMED: Final = 3
"""Of those that stay, so many are named."""


@dataclass(frozen=True, slots=True)
class Step:
    """One booking, and the status that comes next."""

    seen: Stored
    status: StatusEntry


@dataclass(frozen=True, slots=True)
class Advance:
    """What would change."""

    kind: BookingKind
    steps: tuple[Step, ...]
    stay: tuple[str, ...]
    """Those that would not, each with the reason."""

    @property
    def words(self) -> str:
        """How many change from what to what, and which do not and why."""
        moves = Counter((each.seen.status, each.status.name) for each in self.steps)
        said = [
            f"{plural(len(self.steps), self.kind)} will change.",
            *(f"{count}: {before} to {after}" for (before, after), count in moves.items()),
        ]
        if self.stay:
            said += ["", f"{plural(len(self.stay), self.kind)} will stay:", *staying(self.stay)]
        return "\n".join(said)


def staying(stay: Sequence[str]) -> list[str]:
    """The first of those that stay, and how many more."""
    more = len(stay) - _NAMED
    return [*stay[:_NAMED], *([f"and {more} more"] if more > 0 else [])]


def plan(desk: Desk, kind: BookingKind, ids: Sequence[int]) -> Advance:
    """What would change if each of some bookings took its next step.

    Raises:
        StudioError: When they are too many at once.
    """
    if len(ids) > MOST:
        raise StudioError(
            f"{len(ids):,} are marked; at most {MOST} are advanced at once. "
            "Narrow them down with a filter."
        )
    steps, stay = [], []
    for each in ids:
        try:
            found = status_change.standing(desk, kind, each)
        except StudioError as error:
            stay.append(error.message)
            continue
        seen, following = found.record, found.following
        if seen.status_kind in FREED:
            stay.append(f"{stored.called(seen)} is {seen.status.lower()}")
        elif following is None:
            stay.append(f"{stored.called(seen)}: nothing comes after {seen.status}")
        else:
            steps.append(Step(seen, following))
    return Advance(kind, tuple(steps), tuple(stay))


def advance(desk: Desk, planned: Advance) -> tuple[Undo, tuple[str, ...]]:
    """Let each take its step; one that cannot holds up no other.

    Returns:
        What takes it all back, and which could not after all, each with the reason.

    Raises:
        StudioError: When none could.
    """
    undone, failed = [], []
    for each in planned.steps:
        try:
            undone.append(status_change.change(desk, each.seen, each.status.id))
        except StudioError as error:
            failed.append(error.message)
    if not undone:
        raise StudioError(listing(failed[:_NAMED]) or "There is nothing to advance.")
    words = f"{plural(len(undone), planned.kind)} advanced."
    return Undo(words, tuple(b for undo in undone for b in undo.bookings)), tuple(failed)
