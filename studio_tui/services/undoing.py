"""Taking back what was done last to bookings, while nobody has changed them since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_tui.domain.block import FREED
from studio_tui.domain.booking import TakenError
from studio_tui.errors import StudioError
from studio_tui.services import (
    availability,
    date_store,
    event_store,
    payment_changes,
    payment_store,
    payments,
    saving,
    sessions,
    stepping,
    stored,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studio_tui.domain.booking import BookingDraft, DateDraft
    from studio_tui.domain.clashes import Clash
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.stepping import Left
    from studio_tui.services.stored import Stored, Which
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class Before:
    """A booking as it was."""

    draft: BookingDraft
    """With the version that it got by what is to be taken back."""
    due: date | None
    over: frozenset[Clash] = frozenset()
    """What it was booked over on purpose; that does not stand in its way."""


@dataclass(frozen=True, slots=True)
class PaidOn:
    """A payment that was taken off an invoice."""

    payment_id: int
    version: int
    """The one that it got by that."""
    invoice_id: int


@dataclass(frozen=True, slots=True)
class Undo:
    """What brings some records back to where they were."""

    words: str
    """What was done, as a sentence."""
    bookings: tuple[Before, ...] = ()
    payments: tuple[PaidOn, ...] = ()
    dropped: tuple[PaymentDraft, ...] = ()
    """Payments to plan again; they get new numbers."""
    left: tuple[Left, ...] = ()
    """Clients, invoices and tasks."""
    dates: tuple[DateDraft, ...] = ()
    """Dates to add to their sessions again."""

    @property
    def which(self) -> tuple[Which, ...]:
        """The bookings."""
        return tuple((each.draft.kind, each.draft.id or 0) for each in self.bookings)


def before(desk: Desk, records: Iterable[Stored]) -> tuple[Before, ...]:
    """Bookings as they are before each of them is changed once."""
    return tuple(
        Before(
            replace(each.draft, version=each.draft.version + 1),
            each.status_due,
            _over(desk, each.draft) if each.status_kind not in FREED else frozenset(),
        )
        for each in records
    )


def _over(desk: Desk, draft: BookingDraft) -> frozenset[Clash]:
    """What stands against a booking where it is."""
    try:
        asked = availability.wanted(desk, draft)
    except StudioError:  # somebody has left since
        return frozenset()
    found, _ = availability.against(desk, asked, (draft.kind, draft.id))
    return frozenset(replace(each, booked="") for each in found)


def undo(desk: Desk, done: Undo) -> None:
    """Take back what was done, all of it or nothing.

    Raises:
        TakenError: When a time is no longer free.
        StudioError: When somebody has changed a booking or a payment since.
        GoneError: When a booking is gone.
    """
    with desk.work() as work:
        found = [_as_left(desk, each) for each in done.bookings]
        pairs = list(zip(found, done.bookings, strict=True))
        moved = [
            now.draft
            for now, was in pairs
            if availability.wanted(desk, now.draft) != availability.wanted(desk, was.draft)
        ]
        event_store.release(desk, moved)
        for now, was in pairs:
            _put_back(work, now, was)
        for paid in done.payments:
            _pay_again(work, paid)
        for draft in done.dropped:
            payment_store.store(work, draft)
        for left in done.left:
            stepping.put_back(work, left)
        for date in done.dates:
            _add_again(work, date)


def _add_again(work: Transaction, date: DateDraft) -> None:
    session = sessions.get(work.desk, date.session_id)
    try:
        date_store.insert(work, session, date, force=False)
    except TakenError as error:
        raise _no_longer_free(error) from error


def _no_longer_free(error: TakenError) -> TakenError:
    return TakenError(
        f"The time is no longer free: {error.message}", error.clashes, rule=error.rule
    )


def _as_left(desk: Desk, was: Before) -> Stored:
    assert was.draft.id is not None
    now = stored.read(desk, was.draft.kind, was.draft.id)
    if now.draft.version != was.draft.version:
        raise StudioError(
            f"{stored.called(now)} has been changed since; open it to change it again.",
            code="changed-meanwhile",
        )
    return now


def _put_back(work: Transaction, now: Stored, was: Before) -> None:
    deed = event_store.Deed("undone", "Undone.", due=was.due, keeps_confirmed=True)
    known = bool(was.over) and _over(work.desk, was.draft) <= was.over
    because = "it was so before" if known else ""
    try:
        saving.store(work, now, was.draft, force=known, because=because, deed=deed)
    except TakenError as error:
        raise _no_longer_free(error) from error


def _pay_again(work: Transaction, paid: PaidOn) -> None:
    now = payments.get(work.desk, paid.payment_id)
    if now.draft.version != paid.version:
        raise StudioError(
            f"Payment {now.number} has been used since; nothing was taken back.",
            code="changed-meanwhile",
        )
    again = replace(now.draft, invoice_id=paid.invoice_id)
    payment_changes.change(work, now, again, keep_credit=False)
