"""Moving bookings and copying them: what would come of it, and doing it in one transaction.

A ghost on the calendar asks `look` at every step, so it writes nothing and reads little. `move` and
`copy` check everything again where it is stored. Bookings that move together do not stand in each
other's way.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from studio_tui.domain.block import FREED
from studio_tui.domain.booking import DateDraft
from studio_tui.domain.clashes import STRICT, strictest
from studio_tui.domain.moving import Shift, moved_due, shifted
from studio_tui.domain.words import plural
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY
from studio_tui.errors import StudioError
from studio_tui.services import (
    availability,
    booking,
    date_store,
    event_store,
    saving,
    sessions,
    stored,
)
from studio_tui.services.linked import Linked, later_appointments
from studio_tui.services.policy import policy
from studio_tui.services.undoing import Undo, before

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Clash, Policy
    from studio_tui.services.desk import Desk
    from studio_tui.services.stored import Stored, Which

FEW: Final = 10
"""Bookings whose clients can be written to one by one when all of them are moved."""


@dataclass(frozen=True, slots=True)
class Step:
    """One booking, and what stands against where it would go."""

    record: Stored
    draft: BookingDraft
    who: tuple[str, ...] = ()
    """Who and what would take part."""
    clashes: tuple[Clash, ...] = ()
    warning: str = ""
    """A sentence about closed hours, or nothing."""
    problem: str = ""
    """Why it cannot be there at all, as at an hour that the clock skips."""


@dataclass(frozen=True, slots=True)
class Look:
    """What would come of moving some bookings."""

    steps: tuple[Step, ...]
    rule: Policy
    """What is done about the clashes."""
    past: bool
    """Whether one of them would begin before now."""
    zone: str
    """In which the clashes are told."""

    @property
    def problem(self) -> str:
        """Why it cannot be done; nothing if it can."""
        return next((each.problem for each in self.steps if each.problem), "")

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Everything that stands against it."""
        return tuple(clash for each in self.steps for clash in each.clashes)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What may be done together with a move."""

    confirmed: bool
    """Whether some of the bookings are confirmed."""
    linked: tuple[Linked, ...]
    """Later appointments that belong to the sessions."""
    due: tuple[tuple[date, date], ...]
    """Due date of each booking that has one of its own length, and where it would go."""
    client_email: str
    """Address of the client; only of a single booking."""
    photographer_email: str
    """Address of who would photograph; only of a single session."""
    unconfirms: bool = True
    """Whether the studio mostly takes Confirmed away then."""
    written: int = 0
    """Of several bookings, how many have a client with an address; none of more than a few."""


@dataclass(frozen=True, slots=True)
class Along:
    """Which of the consequences are wanted."""

    clears_confirmed: bool = True
    linked: tuple[int, ...] = ()
    """Ids of appointments that move by the same distance."""
    due: bool = False


def look(
    desk: Desk,
    records: Iterable[Stored],
    shift: Shift,
    *,
    linked: Iterable[int] = (),
    copied: bool = False,
) -> Look:
    """What would come of moving or copying some bookings; nothing is stored.

    Args:
        desk: Where we are.
        records: The bookings as they were read.
        shift: How far, and who takes part instead.
        linked: Ids of appointments that would move by the same distance.
        copied: Whether they would stay where they are.
    """
    both = [(each, shift) for each in records]
    both += [(each, _along(shift)) for each in _linked(desk, linked)]
    own = {each.event_id for each, _ in both} if not copied else set()
    found = [_step(desk, each, by, own, copied=copied) for each, by in both]
    now = desk.now()
    return Look(
        tuple(step for step, _ in found),
        strictest([rule for _, rule in found] or [STRICT[-1]]),
        bool(shift.start or copied) and any(step.draft.start < now for step, _ in found),
        desk.zone,
    )


def _linked(desk: Desk, ids: Iterable[int]) -> list[Stored]:
    return [stored.read(desk, "appointment", each) for each in dict.fromkeys(ids)]


def _along(shift: Shift) -> Shift:
    """The same distance for what moves along: start and end together, and the same people."""
    return Shift(shift.start, shift.start)


def _step(
    desk: Desk, record: Stored, shift: Shift, own: set[int], *, copied: bool
) -> tuple[Step, Policy]:
    draft = shifted(record.draft, shift)
    if copied:
        draft = _copy_of(draft)
    try:
        asked = availability.wanted(desk, draft)
    except StudioError as error:
        return Step(record, draft, problem=error.message), STRICT[-1]
    but = (draft.kind, draft.id)
    found, warning = availability.against(desk, asked, but)
    clashes = tuple(clash for clash in found if clash.event_id not in own)
    who = tuple(dict.fromkeys(claim.name for claim in asked.claims))
    return Step(record, draft, who, clashes, warning), policy(desk, draft, asked, clashes)


def _copy_of(draft: BookingDraft) -> BookingDraft:
    """A new booking like another: at the first step of its cycle, confirmed by nobody."""
    if isinstance(draft, DateDraft):
        return replace(draft, id=None)  # a further date of the same session
    token = secrets.token_hex(8)
    return replace(draft, id=None, version=0, status_id=None, confirmed=False, token=token)


def pick(desk: Desk, which: Iterable[Which]) -> tuple[Stored, ...]:
    """Bookings that can be moved, as they stand, in order of time.

    Raises:
        GoneError: When one of them is gone.
        StudioError: When one of them is cancelled, as it stands nowhere.
    """
    found = stored.read_all(desk, which)
    for each in found:
        if each.status_kind in FREED:
            raise StudioError(
                f"{stored.called(each)} is {each.status.lower()}; give it another status first.",
                code="cancelled",
            )
    return found


_DAYS = "SELECT days FROM status WHERE id = ?"


def consequences(desk: Desk, records: tuple[Stored, ...], shift: Shift) -> Consequences:
    """What may be done together with moving some bookings."""
    week = tuple(desk.preference("calendar.work_week", MONDAY_TO_FRIDAY))
    email = photographer = ""
    if len(records) == 1:
        email = records[0].email
        draft = shifted(records[0].draft, shift)
        photographer = stored.photographer_email(desk, draft)
    return Consequences(
        bool(shift.end) and any(each.draft.confirmed for each in records),
        later_appointments(desk, records) if shift.start else (),
        tuple(
            (each.status_due, moved_due(each.status_due, shift.start.days, week))
            for each in records
            if each.status_due is not None and _due_moves(desk, each) and shift.start.days
        ),
        email,
        photographer,
        bool(desk.preference("booking.unconfirm", default=True)),
        sum(bool(each.email) for each in records) if 1 < len(records) <= FEW else 0,
    )


def _due_moves(desk: Desk, record: Stored) -> bool:
    """Whether the status takes days of its own; the due date of others says when it was booked.

    Nothing is due from a further date of a session.
    """
    if record.draft.kind == "date":
        return False
    row = desk.row(_DAYS, (record.draft.status_id,))
    return bool(row and row[0])


def move(
    desk: Desk,
    records: tuple[Stored, ...],
    shift: Shift,
    along: Along,
    *,
    force: bool = False,
    because: str = "",
) -> Undo:
    """Move bookings, all of them or none; returns what takes it back.

    Args:
        desk: Where we are.
        records: The bookings as they were read.
        shift: How far, and who takes part instead.
        along: Which of the consequences are wanted.
        force: Although something stands against it, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When a time is not free.
        StaleError: When somebody has changed one of them meanwhile.
        GoneError: When one of them, or somebody that it names, is gone.
        StudioError: When one cannot be there at all.
    """
    week = tuple(desk.preference("calendar.work_week", MONDAY_TO_FRIDAY))
    with desk.work() as work:
        found = [stored.unchanged(desk, each) for each in records]
        both = [(each, shift) for each in found]
        both += [(each, _along(shift)) for each in _linked(desk, along.linked)]
        undo = before(desk, (each for each, _ in both))
        event_store.release(desk, (each.draft for each, _ in both))
        for each, by in both:
            due = None
            if along.due and each.status_due and by.start.days and _due_moves(desk, each):
                due = moved_due(each.status_due, by.start.days, week)
            deed = event_store.Deed(due=due, keeps_confirmed=not along.clears_confirmed)
            draft = shifted(each.draft, by)
            try:
                saving.store(work, each, draft, force=force, because=because, deed=deed)
            except StudioError as error:
                if len(both) > 1:
                    error.message = f"{stored.called(each)}: {error.message}"
                raise
    return Undo(f"Moved: {_what(each for each, _ in both)}.", undo)


def _what(records: Iterable[Stored]) -> str:
    found = list(records)
    return stored.about(found[0]) if len(found) == 1 else plural(len(found), "booking")


@dataclass(frozen=True, slots=True)
class Copied:
    """A new booking made from another."""

    which: Which
    number: str


def copy(
    desk: Desk,
    records: tuple[Stored, ...],
    shift: Shift,
    *,
    force: bool = False,
    because: str = "",
) -> tuple[Copied, ...]:
    """Book the same again at another time, for all of the bookings or none.

    Invoices, payments and linked appointments are not copied; the status is the initial one.

    Args:
        desk: Where we are.
        records: The bookings as they were read.
        shift: How far from them, and who takes part instead.
        force: Although something stands against it, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When a time is not free.
        GoneError: When one of them, or something that it names, is gone.
        StudioError: When one cannot be there at all.
    """
    made = []
    with desk.work() as work:
        for each in records:
            now = stored.read(desk, each.draft.kind, each.id)
            draft = _copy_of(shifted(now.draft, shift))
            if isinstance(draft, DateDraft):
                session = sessions.get(desk, draft.session_id)
                event_id = date_store.insert(work, session, draft, force=force, because=because)
                made.append(Copied(("date", event_id), now.number))
                continue
            record_id, number = booking.store(
                work, now.client_id, draft, force=force, because=because
            )
            if draft.kind == "session" and now.client_id is not None:
                booking.known(work, now.client_id, record_id, number)
            made.append(Copied((draft.kind, record_id), number))
    return tuple(made)
