"""Cancelling, no-shows, statuses and confirmations, and taking them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import Booked, StaleError, TakenError
from studio_tui.errors import StudioError
from studio_tui.services import (
    appointments,
    availability,
    booking,
    cancelling,
    invoices,
    payments,
    sessions,
    status_change,
    undoing,
)
from tests.factories import (
    appointment_draft,
    arrange,
    at,
    book,
    client_draft,
    execute,
    invoice_draft,
    payment_draft,
    rows,
    session_draft,
)

if TYPE_CHECKING:
    from studio_tui.services.undoing import Undo
    from studio_tui.studio import Studio

KIM = client_draft(last="Lee", first="Kim")


def cancel(studio: Studio, *which: Any, reason: str = "ill", **options: Any) -> Undo:
    seen = studio.run(cancelling.consider, which)
    return studio.run(cancelling.cancel, seen, reason, **options)


def paid(studio: Studio, amount: int = 60_00, **session: Any) -> Booked:
    """A session that is invoiced, with something paid on it."""
    return studio.run(
        booking.book,
        client_draft(),
        session_draft(studio, **session),
        invoice=invoice_draft(studio),
        payments=(payment_draft(studio, amount),),
    )


def history(studio: Studio, session_id: int) -> list[str]:
    return [words for _, _, words in studio.run(sessions.get, session_id).history]


# Cancelling


def test_what_was_booked_over_on_purpose_is_brought_back_but_never_over_more(
    studio: Studio,
) -> None:
    book(studio, client=KIM)
    booked = book(studio, force=True)
    done = cancel(studio, ("session", booked.session_id))
    studio.run(undoing.undo, done)
    assert studio.run(sessions.get, booked.session_id).status_kind == "open"
    done = cancel(studio, ("session", booked.session_id))
    book(studio, client=client_draft(last="Ng"), force=True)
    with pytest.raises(TakenError, match="no longer free"):
        studio.run(undoing.undo, done)


def test_a_cancelled_session_gives_its_time_back_and_keeps_its_history(studio: Studio) -> None:
    booked = book(studio, confirmed=True)
    with pytest.raises(TakenError):
        book(studio, client=KIM)
    done = cancel(studio, ("session", booked.session_id), reason=" the child is\n ill. ")
    record = studio.run(sessions.get, booked.session_id)
    assert (record.status_kind, record.draft.start) == ("cancelled", at("2026-11-27T14:00"))
    assert record.history[0][2] == ("Cancelled: the child is ill. Status: Booked to Cancelled.")
    assert rows(studio, "SELECT action FROM change ORDER BY id DESC LIMIT 1") == [("cancelled",)]
    assert rows(studio, "SELECT sequence FROM session") == [(1,)]
    book(studio, client=KIM)
    assert done.words == "Cancelled: Smith, Sara, Portrait."


def test_further_events_of_a_session_give_their_time_back_too(studio: Studio) -> None:
    booked = book(studio)
    further = (
        "INSERT INTO event (session_id, start, end, zone, start_utc, end_utc, description, "
        '"primary", hidden) SELECT session_id, start, end, zone, start_utc + 86400, '
        "end_utc + 86400, 'album', 0, 0 FROM event"
    )
    execute(studio, further)
    execute(
        studio,
        "INSERT INTO booking_slot (event_id, schedule_id, role, start_utc, end_utc, before, after, "
        "held, forced) SELECT 2, schedule_id, role, start_utc + 86400, end_utc + 86400, 0, 0, 1, 0 "
        "FROM booking_slot",
    )
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held") == [(4,)]
    done = cancel(studio, ("session", booked.session_id))
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held") == [(0,)]
    studio.run(undoing.undo, done)
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held") == [(4,)]


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_it_is_not_cancelled_without_a_reason(studio: Studio, reason: str) -> None:
    booked = book(studio)
    with pytest.raises(StudioError, match="why") as caught:
        cancel(studio, ("session", booked.session_id), reason=reason)
    assert caught.value.field == "reason"
    assert studio.run(sessions.get, booked.session_id).status_kind == "open"


def test_what_is_cancelled_cannot_be_cancelled_again(studio: Studio) -> None:
    booked = book(studio)
    cancel(studio, ("session", booked.session_id))
    with pytest.raises(StudioError, match="not booked any more: cancelled"):
        cancel(studio, ("session", booked.session_id))


def test_what_somebody_else_has_changed_meanwhile_is_not_cancelled(studio: Studio) -> None:
    booked = book(studio)
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    draft = studio.run(sessions.get, booked.session_id).draft
    studio.run(booking.save, replace(draft, description="twins"))
    with pytest.raises(StaleError) as caught:
        studio.run(cancelling.cancel, seen, "ill")
    assert caught.value.differences == (("Description", "twins", ""),)


def test_several_are_cancelled_together_or_not_at_all(studio: Studio) -> None:
    one, two = book(studio), book(studio, client=KIM, start=at("2026-11-26T10:00"))
    other = arrange(studio, start=at("2026-11-25T10:00"))
    which: list[Any] = [("session", one.session_id), ("session", two.session_id)]
    seen = studio.run(cancelling.consider, [*which, ("appointment", other.appointment_id)])
    assert seen.words == "3 bookings"
    draft = studio.run(sessions.get, one.session_id).draft
    studio.run(booking.save, replace(draft, description="twins"))
    with pytest.raises(StaleError):
        studio.run(cancelling.cancel, seen, "Anna is ill")
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held")[0][0] == 5
    done = cancel(studio, *which, ("appointment", other.appointment_id))
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held")[0][0] == 0
    assert done.words == "Cancelled: 3 bookings."


def test_later_appointments_of_the_session_can_be_cancelled_too(studio: Studio) -> None:
    booked = book(studio)
    whose: Any = {"client_id": booked.client_id, "session_id": booked.session_id}
    arrange(studio, start=at("2026-11-24T08:00"), **whose)
    before = arrange(studio, start=at("2026-11-25T10:00"), **whose)
    after = arrange(studio, start=at("2026-12-04T10:00"), type_name="Viewing & order", **whose)
    gone = arrange(studio, start=at("2026-12-05T10:00"), **whose)
    cancel(studio, ("appointment", gone.appointment_id))
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    assert [each.id for each in seen.linked] == [before.appointment_id, after.appointment_id]
    assert seen.linked[1].words == f"Fri 4 Dec 2026 10:00, Viewing & order ({after.number})"
    studio.run(cancelling.cancel, seen, "moved away", also=[after.appointment_id])
    kinds = [
        studio.run(appointments.get, each.appointment_id).status_kind for each in (before, after)
    ]
    assert kinds == ["open", "cancelled"]


# No-show


def test_nobody_came_is_said_of_what_has_begun(studio: Studio) -> None:
    booked = book(studio, start=at("2026-11-24T08:30"))
    done = cancel(
        studio, ("session", booked.session_id), reason="no answer either", outcome="no-show"
    )
    record = studio.run(sessions.get, booked.session_id)
    assert (record.status, record.status_kind) == ("No-show", "no-show")
    assert record.history[0][2].startswith("Nobody came: no answer either.")
    assert done.words.startswith("No-show: ")


def test_nobody_can_have_stayed_away_from_what_is_to_come(studio: Studio) -> None:
    booked = book(studio)
    with pytest.raises(StudioError, match="has not begun") as caught:
        cancel(studio, ("session", booked.session_id), outcome="no-show")
    assert caught.value.field == "outcome"


# Short notice and money


@pytest.mark.parametrize(
    ("notice", "start", "said"),
    [
        (0, "2026-11-24T10:00", ""),
        (24, "2026-11-25T09:00", ""),
        (
            48,
            "2026-11-25T09:30",
            "Short notice: Portrait asks for 48 hours, session 10000 begins in 24 hours 30 "
            "minutes. Its deposit of £25.00 is then not given back.",
        ),
        (
            24,
            "2026-11-24T08:00",
            "Short notice: Portrait asks for 24 hours, session 10000 has begun. "
            "Its deposit of £25.00 is then not given back.",
        ),
    ],
)
def test_short_notice_is_told_with_what_it_means_for_the_deposit(
    studio: Studio, notice: int, start: str, said: str
) -> None:
    execute(studio, "UPDATE session_type SET notice = ?", notice)
    booked = book(studio, start=at(start))
    assert studio.run(cancelling.consider, [("session", booked.session_id)]).notice == said


def test_money_stays_on_the_invoice_unless_credit_is_chosen(studio: Studio) -> None:
    booked = paid(studio)
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    assert (seen.paid, seen.paid_words) == (60_00, f"£60.00 on invoice {booked.invoice_number}")
    studio.run(cancelling.cancel, seen, "ill")
    assert booked.invoice_id
    assert studio.run(invoices.get, booked.invoice_id).paid == 60_00
    assert studio.run(payments.credit_of, booked.client_id) == 0


def test_money_can_become_the_clients_credit(studio: Studio) -> None:
    booked = paid(studio)
    cancel(studio, ("session", booked.session_id), money="credit")
    assert booked.invoice_id
    assert studio.run(invoices.get, booked.invoice_id).paid == 0
    assert studio.run(payments.credit_of, booked.client_id) == 60_00


@pytest.mark.parametrize("drop", [True, False])
def test_planned_payments_are_dropped_with_it_and_planned_again_when_it_is_taken_back(
    studio: Studio, drop: bool
) -> None:
    booked = paid(studio, 20_00)
    due = at("2026-12-01T00:00").date()
    plan = payment_draft(studio, 40_00, due=due, pending=True, invoice_id=booked.invoice_id)
    studio.run(payments.plan, (plan,))
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    assert seen.planned_words == f"£40.00 on invoice {booked.invoice_number}"
    assert booked.invoice_id
    done = studio.run(cancelling.cancel, seen, "ill", drop=drop)
    assert ("1 planned payment dropped" in done.words) == drop
    assert studio.run(invoices.get, booked.invoice_id).pending == (0 if drop else 40_00)
    studio.run(undoing.undo, done)
    (again,) = (hit for hit in studio.run(payments.of_session, booked.session_id) if hit.pending)
    assert (again.amount, again.due) == (40_00, due)


def test_a_planned_payment_that_came_meanwhile_is_said_and_nothing_is_cancelled(
    studio: Studio,
) -> None:
    booked = paid(studio, 20_00)
    due = at("2026-12-01T00:00").date()
    plan = payment_draft(studio, 40_00, due=due, pending=True, invoice_id=booked.invoice_id)
    (planned,) = studio.run(payments.plan, (plan,))
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    found = studio.run(payments.get, planned).draft
    studio.run(payments.save, replace(found, pending=False))
    with pytest.raises(StudioError, match="has been taken"):
        studio.run(cancelling.cancel, seen, "ill", drop=True)
    assert studio.run(sessions.get, booked.session_id).status_kind == "open"


def test_money_of_which_some_was_given_back_cannot_leave_and_nothing_is_cancelled(
    studio: Studio,
) -> None:
    booked = paid(studio)
    refund = payment_draft(studio, -20_00, invoice_id=booked.invoice_id)
    studio.run(payments.take, refund)
    with pytest.raises(StudioError, match="given back"):
        cancel(studio, ("session", booked.session_id), money="credit")
    assert studio.run(sessions.get, booked.session_id).status_kind == "open"


# Taking it back


def test_what_was_cancelled_is_booked_again_with_its_money(studio: Studio) -> None:
    booked = paid(studio, confirmed=True)
    whose: Any = {"client_id": booked.client_id, "session_id": booked.session_id}
    viewing = arrange(studio, start=at("2026-12-04T10:00"), **whose)
    before = studio.run(sessions.get, booked.session_id)
    done = cancel(
        studio,
        ("session", booked.session_id),
        money="credit",
        also=[viewing.appointment_id],
    )
    studio.run(undoing.undo, done)
    after = studio.run(sessions.get, booked.session_id)
    assert after.draft == replace(before.draft, version=before.draft.version + 2)
    assert after.status_due == before.status_due
    assert after.history[0][2] == "Undone. Status: Cancelled to Booked."
    assert studio.run(appointments.get, viewing.appointment_id).status_kind == "open"
    assert studio.run(payments.credit_of, booked.client_id) == 0
    assert booked.invoice_id
    assert studio.run(invoices.get, booked.invoice_id).paid == 60_00
    with pytest.raises(TakenError):
        book(studio, client=KIM)


def test_it_is_not_booked_again_over_what_has_come_meanwhile(studio: Studio) -> None:
    booked = book(studio)
    done = cancel(studio, ("session", booked.session_id))
    book(studio, client=KIM)
    with pytest.raises(TakenError, match="The time is no longer free: Anna Berg"):
        studio.run(undoing.undo, done)
    assert studio.run(sessions.get, booked.session_id).status_kind == "cancelled"


def test_nothing_is_taken_back_once_somebody_has_changed_it(studio: Studio) -> None:
    booked = book(studio)
    done = cancel(studio, ("session", booked.session_id))
    draft = studio.run(sessions.get, booked.session_id).draft
    studio.run(booking.save, replace(draft, description="twins"))
    with pytest.raises(StudioError, match="Session 10000 has been changed since"):
        studio.run(undoing.undo, done)


def test_credit_that_was_used_since_is_not_taken_back_and_nothing_else_either(
    studio: Studio,
) -> None:
    booked = paid(studio)
    done = cancel(studio, ("session", booked.session_id), money="credit")
    other = studio.run(invoices.create, invoice_draft(studio, client_id=booked.client_id))
    studio.run(payments.apply_credit, booked.payment_ids[0], other)
    with pytest.raises(StudioError, match="has been used since"):
        studio.run(undoing.undo, done)
    assert studio.run(sessions.get, booked.session_id).status_kind == "cancelled"


# Status


def test_the_next_status_is_due_after_days_of_the_work_week(studio: Studio) -> None:
    booked = book(studio)
    found = studio.run(status_change.standing, "session", booked.session_id)
    following = found.following
    assert following is not None
    assert (following.name, following.days) == ("Photographed", 3)
    assert found.due(following, date(2026, 11, 26)) == date(2026, 12, 1)
    done = studio.run(status_change.change, found.record, following.id)
    record = studio.run(sessions.get, booked.session_id)
    assert (record.status, record.status_due) == ("Photographed", date(2026, 11, 27))
    assert record.history[0][1:] == (
        "Anna Berg",
        "Booked completed on Tue 24 Nov 2026. Status: Booked to Photographed.",
    )
    studio.run(undoing.undo, done)
    assert studio.run(sessions.get, booked.session_id).status == "Booked"


def test_completion_due_date_and_who_says_so_can_be_given(studio: Studio) -> None:
    booked = book(studio)
    found = studio.run(status_change.standing, "session", booked.session_id)
    ben = rows(studio, "SELECT id FROM person WHERE first = 'Ben'")[0][0]
    studio.run(
        status_change.change,
        found.record,
        found.statuses[2].id,
        completed=date(2026, 11, 23),
        due=date(2026, 12, 24),
        person_id=ben,
    )
    record = studio.run(sessions.get, booked.session_id)
    assert record.status_due == date(2026, 12, 24)
    assert record.history[0][1:] == (
        "Ben Okoye",
        "Booked completed on Mon 23 Nov 2026. Status: Booked to Proofs ready. "
        "Due: Tue 24 Nov 2026 to Thu 24 Dec 2026.",
    )


def test_after_the_last_step_comes_none_and_the_first_after_a_cancelled_one(
    studio: Studio,
) -> None:
    booked = book(studio)
    names = []
    for status in studio.run(status_change.standing, "session", booked.session_id).statuses:
        execute(studio, "UPDATE session SET status_id = ?", status.id)
        found = studio.run(status_change.standing, "session", booked.session_id)
        names.append(found.following.name if found.following else "")
    assert names == ["Photographed", "Proofs ready", "Order placed", "Delivered", "", "", ""]


def test_a_cancelled_session_comes_back_by_its_status_if_its_time_is_free(studio: Studio) -> None:
    booked = book(studio)
    cancel(studio, ("session", booked.session_id))
    found = studio.run(status_change.standing, "session", booked.session_id)
    other = book(studio, client=KIM)
    with pytest.raises(TakenError):
        studio.run(status_change.change, found.record, found.statuses[0].id)
    cancel(studio, ("session", other.session_id))
    studio.run(status_change.change, found.record, found.statuses[0].id)
    draft = appointment_draft(studio)
    assert studio.run(availability.check, draft).clashes


def test_a_status_that_frees_the_time_is_for_cancelling(studio: Studio) -> None:
    booked = book(studio)
    found = studio.run(status_change.standing, "session", booked.session_id)
    cancelled = next(each for each in found.statuses if each.kind == "cancelled")
    with pytest.raises(StudioError, match="Cancel it instead"):
        studio.run(status_change.change, found.record, cancelled.id)
    with pytest.raises(StudioError, match="Booked already"):
        studio.run(status_change.change, found.record, found.statuses[0].id)


def test_who_confirmed_is_in_the_history(studio: Studio) -> None:
    booked = book(studio)
    said = studio.run(status_change.confirm, "session", booked.session_id).words
    record = studio.run(sessions.get, booked.session_id)
    assert record.draft.confirmed
    assert record.history[0][1:] == ("Anna Berg", "Confirmed.")
    assert said == "Smith, Sara, Portrait: confirmed."
    studio.run(status_change.confirm, "session", booked.session_id)
    assert history(studio, booked.session_id)[0] == "Confirmed cleared."
    cancel(studio, ("session", booked.session_id))
    with pytest.raises(StudioError, match="not booked any more"):
        studio.run(status_change.confirm, "session", booked.session_id)
