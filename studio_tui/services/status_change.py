"""The next step of a session or an appointment, and whether the client has confirmed (3.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_tui.domain.block import FREED
from studio_tui.domain.catalogue import cycle, following
from studio_tui.domain.words import date_short
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY, add_work_days
from studio_tui.errors import StudioError
from studio_tui.services import catalogue, event_store, saving, stored
from studio_tui.services.undoing import Undo, before

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.domain.block import BookingKind
    from studio_tui.domain.catalogue import StatusEntry
    from studio_tui.services.desk import Desk
    from studio_tui.services.stored import Stored
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a booking stands, and what may come next."""

    record: Stored
    statuses: tuple[StatusEntry, ...]
    """Of its cycle, in their order."""
    work_week: tuple[int, ...]
    """Weekdays that count."""
    ahead: bool = False
    """Whether it is still to come, or not over yet."""

    @property
    def following(self) -> StatusEntry | None:
        """The step after its own; of a last or a cancelled one, there is none."""
        return following(self.statuses, self.record.draft.status_id)

    def due(self, status: StatusEntry, today: date) -> date:
        """When a step is due that is begun today (product rule)."""
        return add_work_days(today, status.days, self.work_week)


def standing(desk: Desk, kind: BookingKind, record_id: int) -> Standing:
    """Where a booking stands.

    Raises:
        GoneError: When there is no such booking.
    """
    record = stored.read(desk, kind, record_id)
    return Standing(
        record,
        cycle(catalogue.statuses(desk, kind), record.draft.type_id),
        tuple(desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)),
        record.draft.end > desk.now(),
    )


def change(
    desk: Desk,
    seen: Stored,
    status_id: int,
    *,
    completed: date | None = None,
    due: date | None = None,
    person_id: int | None = None,
) -> Undo:
    """Give a booking another status; returns what takes it back.

    Args:
        desk: Where we are.
        seen: The booking as it was read.
        status_id: The new status; not a cancelled one, as that needs a reason.
        completed: The day on which the step before was done; None for today.
        due: When the new step is due; None to work it out.
        person_id: Who says so; None for whoever is at the desk.

    Raises:
        TakenError: When it comes back and its time is no longer free.
        StaleError: When somebody has changed it meanwhile.
        GoneError: When it is gone.
        StudioError: For every other rule that is broken.
    """
    with desk.work() as work:
        return change_in(work, seen, status_id, completed=completed, due=due, person_id=person_id)


def change_in(
    work: Transaction,
    seen: Stored,
    status_id: int,
    *,
    completed: date | None = None,
    due: date | None = None,
    person_id: int | None = None,
) -> Undo:
    """The same, within what is stored together."""
    desk = work.desk
    row = desk.row("SELECT name, kind FROM status WHERE id = ?", (status_id,))
    if row is not None and row[1] in FREED:
        raise StudioError("Cancel it instead: that asks why.", field="status")
    if status_id == seen.draft.status_id:
        raise StudioError(f"It is {seen.status} already; choose another.", field="status")
    day = completed or desk.today()
    now = stored.unchanged(desk, seen)
    said = f"{now.status} completed on {date_short(day)}."
    deed = event_store.Deed("status", said, due=due, person_id=person_id)
    undo = before(desk, (now,))
    saving.store(work, now, replace(now.draft, status_id=status_id), force=False, deed=deed)
    name = row[0] if row else ""
    return Undo(f"{stored.about(now)}: {now.status} to {name}.", undo)


def confirm(desk: Desk, kind: BookingKind, record_id: int) -> Undo:
    """Say that the client has confirmed, or that it no longer holds; returns what takes it back.

    Raises:
        GoneError: When it is gone.
        StudioError: When it is cancelled.
    """
    with desk.work() as work:
        now = stored.read(desk, kind, record_id)
        if now.status_kind in FREED:
            raise StudioError(f"{stored.called(now)} is not booked any more.", code="cancelled")
        draft = replace(now.draft, confirmed=not now.draft.confirmed)
        deed = event_store.Deed("confirmed" if draft.confirmed else "changed")
        undo = before(desk, (now,))
        saving.store(work, now, draft, force=False, deed=deed)
    said = "confirmed" if draft.confirmed else "no longer confirmed"
    return Undo(f"{stored.about(now)}: {said}.", undo)
