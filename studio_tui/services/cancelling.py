"""Cancelling bookings, and saying that nobody came: the time is free at once, the history stays.

Money that was taken stays on the invoice, or becomes the client's credit; nothing is given back
here. What is planned and has not come can be dropped, and a session's later appointments can be
cancelled together with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from studio_tui.domain.block import FREED
from studio_tui.domain.money import WHOLE, half_up, money_words
from studio_tui.domain.words import date_short, duration_words, listing, plural, time_words
from studio_tui.errors import StudioError
from studio_tui.services import event_store, payment_changes, payments, saving, stored
from studio_tui.services.linked import Linked, later_appointments
from studio_tui.services.undoing import PaidOn, Undo, before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.domain.money import Currency
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.payments import PaymentHit
    from studio_tui.services.stored import Stored, Which
    from studio_tui.services.work import Transaction

Outcome = Literal["cancelled", "no-show"]
Money = Literal["invoice", "credit"]


@dataclass(frozen=True, slots=True)
class Considered:
    """What there is to know before some bookings are cancelled."""

    bookings: tuple[Stored, ...]
    paid: int
    """What was taken for them."""
    payments: tuple[int, ...]
    """Ids of the payments it was taken with."""
    paid_words: str
    """The amount, and on which invoices."""
    planned: tuple[int, ...]
    """Ids of the payments that are planned for them and have not come."""
    planned_words: str
    """The amount, and on which invoices."""
    notice: str
    """Which rule of short notice is broken, and what it says of the deposit; usually nothing."""
    linked: tuple[Linked, ...]
    """Later appointments that belong to the sessions."""
    begun: bool
    """Whether all of them have begun: only then can somebody not have come."""
    client_email: str = ""
    """Address of the client; only of a single booking."""
    photographer_email: str = ""
    """Address of who photographs; only of a single session."""

    @property
    def words(self) -> str:
        """What is cancelled."""
        if len(self.bookings) > 1:
            return plural(len(self.bookings), "booking")
        (one,) = self.bookings
        when = f"{date_short(one.draft.start)} {time_words(one.draft.start)}"
        more = getattr(one, "dates", 1) - 1
        also = f" and {plural(more, 'more date')}" if more else ""
        return f"{stored.about(one)}, {when}{also}"


def consider(desk: Desk, which: Iterable[Which]) -> Considered:
    """Read what there is to know before some bookings are cancelled.

    Raises:
        GoneError: When one of them is gone.
        StudioError: When one of them is cancelled already.
    """
    found = stored.read_all(desk, which)
    for each in found:
        _refuse_freed(each)
    hits, money = _payments(desk, found), desk.currency
    paid = [hit for hit in hits if hit.amount > 0 and not (hit.pending or hit.moved)]
    planned = [hit for hit in hits if hit.pending]
    one = found[0] if len(found) == 1 else None
    return Considered(
        found,
        sum(payment.amount for payment in paid),
        tuple(payment.id for payment in paid),
        _on_invoices(paid, money),
        tuple(payment.id for payment in planned),
        _on_invoices(planned, money),
        " ".join(filter(None, (_short_notice(desk, each) for each in found))),
        later_appointments(desk, found),
        all(each.draft.start <= desk.now() for each in found),
        one.email if one else "",
        stored.photographer_email(desk, one.draft) if one else "",
    )


def _refuse_freed(record: Stored) -> None:
    if record.status_kind in FREED:
        raise StudioError(
            f"{stored.called(record)} is not booked any more: {record.status.lower()}. "
            "Give it another status to bring it back.",
            code="cancelled",
        )


def _payments(desk: Desk, records: Iterable[Stored]) -> list[PaymentHit]:
    """What was taken, given back and planned on the invoices of sessions."""
    sessions = [each.id for each in records if each.draft.kind == "session"]
    return [hit for each in sessions for hit in payments.of_session(desk, each)]


def _on_invoices(hits: list[PaymentHit], money: Currency) -> str:
    """How much that is, and on which invoices; empty for nothing."""
    if not hits:
        return ""
    total = money_words(sum(hit.amount for hit in hits), money)
    return f"{total} on invoice {listing(list(dict.fromkeys(hit.invoice_number for hit in hits)))}"


_RULE = """
SELECT notice, deposit_percent, deposit_amount,
       (SELECT coalesce(sum(total), 0) FROM invoice WHERE session_id = ? AND kind <> 'estimate')
FROM session_type WHERE id = ?
"""


def _short_notice(desk: Desk, record: Stored) -> str:
    """That a session begins too soon for its type, and what the type keeps then."""
    row = desk.row(_RULE, (record.id, record.draft.type_id))
    if record.draft.kind != "session" or row is None or not row[0]:
        return ""
    hours, percent, amount, total = row
    left = record.draft.start - desk.now()
    if left >= timedelta(hours=hours):
        return ""
    begins = f"begins in {duration_words(max(0, int(left.total_seconds()) // 60))}"
    said = (
        f"Short notice: {record.type_name} asks for {plural(hours, 'hour')}, "
        f"{stored.called(record).lower()} {begins if left > timedelta() else 'has begun'}."
    )
    deposit = half_up(total * percent, WHOLE) or amount
    if not deposit:
        return said
    return f"{said} Its deposit of {money_words(deposit, desk.currency)} is then not given back."


def cancel(
    desk: Desk,
    seen: Considered,
    reason: str,
    *,
    outcome: Outcome = "cancelled",
    money: Money = "invoice",
    drop: bool = False,
    also: Iterable[int] = (),
) -> Undo:
    """Cancel bookings, all of them or none; returns what takes it back.

    Args:
        desk: Where we are.
        seen: The bookings as they were read.
        reason: Why; the history keeps it.
        outcome: Cancelled, or nobody came.
        money: What becomes of what was taken.
        drop: Whether payments that are planned for them are dropped.
        also: Ids of later appointments to cancel too.

    Raises:
        StaleError: When somebody has changed one of them meanwhile.
        GoneError: When one of them is gone.
        StudioError: When no reason is given, or another rule is broken.
    """
    reason = " ".join(reason.split()).rstrip(".")
    if not reason:
        raise StudioError("Type in a few words why; the history keeps it.", field="reason")
    if outcome == "no-show" and not seen.begun:
        raise StudioError(
            "It has not begun yet, so nobody can have stayed away; cancel it.", field="outcome"
        )
    with desk.work() as work:
        found = [stored.unchanged(desk, each) for each in seen.bookings]
        known = {(each.draft.kind, each.id) for each in found}
        later = [stored.read(desk, "appointment", each) for each in dict.fromkeys(also)]
        later = [each for each in later if (each.draft.kind, each.id) not in known]
        later = [each for each in later if each.status_kind not in FREED]
        both = (*found, *later)
        undo = before(desk, both)
        for each in found:
            _refuse_freed(each)
            _set(work, each, outcome, reason)
        for each in later:
            _set(work, each, "cancelled", reason)
        paid = tuple(_to_credit(work, each) for each in seen.payments if money == "credit")
        dropped = tuple(_drop(work, each) for each in seen.planned if drop)
    did = "Cancelled" if outcome == "cancelled" else "No-show"
    what = stored.about(both[0]) if len(both) == 1 else plural(len(both), "booking")
    plan = f" {plural(len(dropped), 'planned payment')} dropped." if dropped else ""
    return Undo(f"{did}: {what}.{plan}", undo, paid, dropped)


def _set(work: Transaction, record: Stored, outcome: Outcome, reason: str) -> None:
    row = work.desk.row(
        "SELECT id FROM status WHERE area = ? AND kind = ? AND NOT inactive "
        "AND (for_type IS NULL OR for_type = ?) ORDER BY for_type IS NULL, sort, id LIMIT 1",
        (record.draft.kind, outcome, record.draft.type_id),
    )
    if row is None:
        raise StudioError(
            f"The studio has no status of the kind {outcome} for {record.draft.kind}s; add one."
        )
    did = "Cancelled" if outcome == "cancelled" else "Nobody came"
    deed = event_store.Deed(outcome, f"{did}: {reason}.")
    saving.store(work, record, replace(record.draft, status_id=row[0]), force=False, deed=deed)


def _drop(work: Transaction, payment_id: int) -> PaymentDraft:
    """Drop a planned payment; returns what plans it again."""
    found = payments.get(work.desk, payment_id)
    payment_changes.drop(work, found)
    return replace(found.draft, id=None, version=0)


def _to_credit(work: Transaction, payment_id: int) -> PaidOn:
    """Take a payment off its invoice, so that the client can use it for another."""
    found = payments.get(work.desk, payment_id)
    invoice_id = found.draft.invoice_id
    if invoice_id is None:
        raise StudioError(
            f"Payment {found.number} has been taken off its invoice meanwhile; look again.",
            code="changed-meanwhile",
        )
    payment_changes.change(work, found, replace(found.draft, invoice_id=None), keep_credit=False)
    return PaidOn(payment_id, found.draft.version + 1, invoice_id)
