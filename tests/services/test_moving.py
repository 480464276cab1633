"""Moving and copying bookings: what would come of it, and all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import StaleError, TakenError
from studio_tui.domain.moving import Shift, Swap
from studio_tui.errors import StudioError
from studio_tui.services import (
    appointments,
    booking,
    cancelling,
    catalogue,
    moving,
    sessions,
    setup,
    undoing,
)
from studio_tui.services.moving import Along
from tests.factories import arrange, at, book, client_draft, execute, rows

if TYPE_CHECKING:
    from studio_tui.domain.booking import SessionDraft
    from studio_tui.services.moving import Look
    from studio_tui.services.stored import Stored
    from studio_tui.studio import Studio

KIM = client_draft(last="Lee", first="Kim")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def by(start: timedelta, end: timedelta | None = None, swap: Swap | None = None) -> Shift:
    """Start and end together, unless the end has a distance of its own."""
    return Shift(start, start if end is None else end, swap)


def pick(studio: Studio, *which: Any) -> tuple[Stored, ...]:
    return studio.run(moving.pick, which)


def move(studio: Studio, *which: Any, shift: Shift, along: Along | None = None, **how: Any) -> Any:
    records = pick(studio, *which)
    return studio.run(moving.move, records, shift, along or Along(), **how)


def look(studio: Studio, *which: Any, shift: Shift, **how: Any) -> Look:
    return studio.run(moving.look, pick(studio, *which), shift, **how)


def session(studio: Studio, session_id: int) -> SessionDraft:
    return studio.run(sessions.get, session_id).draft


# One booking


def test_a_session_is_moved_and_its_confirmation_cleared(studio: Studio) -> None:
    booked = book(studio, confirmed=True, arrival="13:45")
    done = move(studio, ("session", booked.session_id), shift=by(DAY + HOUR))
    record = studio.run(sessions.get, booked.session_id)
    draft = record.draft
    assert (draft.start, draft.end) == (at("2026-11-28T15:00"), at("2026-11-28T16:00"))
    assert (draft.confirmed, draft.arrival) == (False, "14:45")
    assert record.history[0][2] == (
        "Moved to Sat 28 Nov 2026 15:00-16:00 from Fri 27 Nov 2026 14:00-15:00. "
        "Confirmed cleared. Arrival: 13:45 to 14:45."
    )
    assert done.words == "Moved: Smith, Sara, Portrait."
    assert rows(studio, "SELECT sequence FROM session") == [(1,)]
    book(studio, client=KIM)


def test_the_confirmation_is_kept_if_the_client_has_agreed(studio: Studio) -> None:
    booked = book(studio, confirmed=True)
    along = Along(clears_confirmed=False)
    move(studio, ("session", booked.session_id), shift=by(HOUR), along=along)
    assert session(studio, booked.session_id).confirmed


def test_the_end_alone_can_be_moved(studio: Studio) -> None:
    booked = book(studio)
    shift = by(timedelta(), 2 * HOUR)
    assert shift.words == "2 hours longer"
    move(studio, ("session", booked.session_id), shift=shift)
    draft = session(studio, booked.session_id)
    assert (draft.start, draft.end) == (at("2026-11-27T14:00"), at("2026-11-27T17:00"))
    found = look(studio, ("session", booked.session_id), shift=by(timedelta(), -3 * HOUR))
    assert "is not after the start" in found.problem


def test_another_column_is_another_person_in_the_same_role(studio: Studio) -> None:
    booked = book(studio, assistant="Mia Carter")
    people = {each.name: each for each in studio.run(catalogue.catalogue).people}
    anna, ben = people["Anna Berg"], people["Ben Okoye"]
    swap = Swap(anna.schedule_id, anna.id, ben.schedule_id, ben.id)
    move(studio, ("session", booked.session_id), shift=Shift(swap=swap))
    record = studio.run(sessions.get, booked.session_id)
    assert (record.photographer, record.assistant) == ("Ben Okoye", "Mia Carter")
    other = arrange(studio, who=("Anna Berg", "Camera room 2"))
    shift = by(HOUR * 3, swap=swap)
    move(studio, ("appointment", other.appointment_id), shift=shift)
    found = studio.run(appointments.get, other.appointment_id)
    assert [name for name, _ in found.schedules] == ["Ben Okoye", "Camera room 2"]


def test_what_stands_against_a_place_is_told_but_not_the_booking_itself(studio: Studio) -> None:
    booked, other = book(studio), book(studio, client=KIM, start=at("2026-11-27T16:00"))
    which = ("session", booked.session_id)
    assert look(studio, which, shift=by(timedelta(minutes=30))).clashes == ()
    found = look(studio, which, shift=by(2 * HOUR))
    assert {clash.reference for clash in found.clashes} == {f"session {other.session_number}"}
    assert (found.rule, found.past, found.problem) == ("prompt", False, "")
    with pytest.raises(TakenError, match="busy 16:00-17:00"):
        move(studio, which, shift=by(2 * HOUR))
    move(studio, which, shift=by(2 * HOUR), force=True)
    assert session(studio, booked.session_id).start == at("2026-11-27T16:00")


def test_a_closed_day_stands_against_it_and_closed_hours_are_warned_of(studio: Studio) -> None:
    booked = book(studio)
    which = ("session", booked.session_id)
    assert look(studio, which, shift=by(8 * HOUR)).steps[0].warning.startswith("Outside opening")
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) VALUES (1, ?, ?, 'Fair')",
        "2026-11-28",
        "2026-11-28",
    )
    (clash,) = look(studio, which, shift=by(DAY)).clashes
    assert (clash.kind, clash.because) == ("closure", "Fair")


def test_the_past_is_told(studio: Studio) -> None:
    booked = book(studio)
    which = ("session", booked.session_id)
    assert look(studio, which, shift=by(-4 * DAY)).past
    assert not look(studio, which, shift=by(-2 * DAY)).past
    old = book(studio, client=KIM, start=at("2026-11-20T10:00"))
    assert not look(studio, ("session", old.session_id), shift=by(timedelta(), HOUR)).past


def test_an_hour_that_the_clock_skips_is_refused_and_the_doubled_one_is_the_first(
    studio: Studio,
) -> None:
    booked = book(studio, start=at("2027-03-27T00:30"))
    which = ("session", booked.session_id)
    found = look(studio, which, shift=by(DAY + HOUR))
    assert found.problem.startswith("01:30 does not exist on Sunday 28 March 2027")
    with pytest.raises(StudioError, match="does not exist"):
        move(studio, which, shift=by(DAY + HOUR))
    double = at("2026-10-25T01:30") - at("2027-03-27T00:30")
    move(studio, which, shift=by(double))
    assert rows(studio, "SELECT end_utc - start_utc FROM event") == [(7200,)]
    assert session(studio, booked.session_id).start_fold == 0


def test_it_may_go_across_midnight(studio: Studio) -> None:
    booked = book(studio, start=at("2026-11-27T22:00"))
    move(studio, ("session", booked.session_id), shift=by(timedelta(hours=1, minutes=30)))
    draft = session(studio, booked.session_id)
    assert (draft.start, draft.end) == (at("2026-11-27T23:30"), at("2026-11-28T00:30"))


def test_the_wall_clock_is_kept_across_a_clock_change(studio: Studio) -> None:
    booked = book(studio, start=at("2027-03-26T10:00"))
    move(studio, ("session", booked.session_id), shift=by(7 * DAY))
    draft = session(studio, booked.session_id)
    assert (draft.start, draft.end) == (at("2027-04-02T10:00"), at("2027-04-02T11:00"))


def test_what_somebody_else_just_moved_is_not_moved_blindly(studio: Studio) -> None:
    booked = book(studio)
    seen = pick(studio, ("session", booked.session_id))
    move(studio, ("session", booked.session_id), shift=by(DAY))
    with pytest.raises(StaleError) as caught:
        studio.run(moving.move, seen, by(HOUR), Along())
    assert caught.value.differences == (
        ("Start", "2026-11-28 14:00", "2026-11-27 14:00"),
        ("End", "2026-11-28 15:00", "2026-11-27 15:00"),
    )
    assert session(studio, booked.session_id).start == at("2026-11-28T14:00")


def test_what_is_cancelled_stands_nowhere(studio: Studio) -> None:
    booked = book(studio)
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    studio.run(cancelling.cancel, seen, "ill")
    with pytest.raises(StudioError, match="Session 10000 is cancelled"):
        pick(studio, ("session", booked.session_id))


# What goes along


def test_linked_appointments_move_by_the_same_distance_if_wanted(studio: Studio) -> None:
    booked = book(studio)
    whose: Any = {"client_id": booked.client_id, "session_id": booked.session_id}
    viewing = arrange(studio, start=at("2026-11-27T15:15"), **whose)
    late = arrange(studio, start=at("2026-12-04T10:00"), **whose)
    which = ("session", booked.session_id)
    offered = studio.run(moving.consequences, pick(studio, which), by(2 * HOUR))
    assert [each.id for each in offered.linked] == [viewing.appointment_id, late.appointment_id]
    along = Along(linked=(viewing.appointment_id,))
    shift = by(HOUR)
    assert look(studio, which, shift=shift).clashes
    assert look(studio, which, shift=shift, linked=along.linked).clashes == ()
    done = move(studio, which, shift=shift, along=along)
    starts = [
        studio.run(appointments.get, each.appointment_id).draft.start for each in (viewing, late)
    ]
    assert starts == [at("2026-11-27T16:15"), at("2026-12-04T10:00")]
    studio.run(undoing.undo, done)
    assert studio.run(appointments.get, viewing.appointment_id).draft.start.hour == 15


def test_a_due_date_of_its_own_length_moves_on_to_a_work_day(studio: Studio) -> None:
    booked = book(studio)
    which = ("session", booked.session_id)
    assert studio.run(moving.consequences, pick(studio, which), by(DAY)).due == ()
    execute(
        studio,
        "UPDATE session SET status_due = '2026-12-04', "
        "status_id = (SELECT id FROM status WHERE name = 'Photographed')",
    )
    offered = studio.run(moving.consequences, pick(studio, which), by(DAY))
    assert offered.due == ((date(2026, 12, 4), date(2026, 12, 7)),)
    move(studio, which, shift=by(DAY), along=Along(due=True))
    record = studio.run(sessions.get, booked.session_id)
    assert record.status_due == date(2026, 12, 7)
    assert record.history[0][2].endswith("Due: Fri 4 Dec 2026 to Mon 7 Dec 2026.")


def test_who_can_be_written_to_is_who_takes_part_afterwards(studio: Studio) -> None:
    execute(studio, "UPDATE person SET email = lower(first) || '@studio.example'")
    booked = book(studio, client=client_draft(email="sara@example.com"))
    people = {each.name: each for each in studio.run(catalogue.catalogue).people}
    anna, ben = people["Anna Berg"], people["Ben Okoye"]
    swap = Swap(anna.schedule_id, anna.id, ben.schedule_id, ben.id)
    records = pick(studio, ("session", booked.session_id))
    found = studio.run(moving.consequences, records, by(HOUR, swap=swap))
    assert (found.client_email, found.photographer_email) == (
        "sara@example.com",
        "ben@studio.example",
    )


# Several


def test_bookings_that_move_together_do_not_stand_in_each_others_way(studio: Studio) -> None:
    one = book(studio, start=at("2026-11-27T10:00"))
    two = book(studio, client=KIM, start=at("2026-11-27T11:15"))
    which = [("session", one.session_id), ("session", two.session_id)]
    shift = by(timedelta(hours=1, minutes=15))
    assert look(studio, *which, shift=shift).clashes == ()
    done = move(studio, *which, shift=shift)
    starts = [session(studio, each).start for _, each in which]
    assert starts == [at("2026-11-27T11:15"), at("2026-11-27T12:30")]
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held AND NOT forced") == [(4,)]
    assert done.words == "Moved: 2 bookings."
    studio.run(undoing.undo, done)
    assert [session(studio, each).start for _, each in which] == [
        at("2026-11-27T10:00"),
        at("2026-11-27T11:15"),
    ]


def test_of_several_none_is_moved_when_one_cannot_be(studio: Studio) -> None:
    one, two = book(studio), book(studio, client=KIM, start=at("2026-11-27T10:00"))
    book(studio, client=client_draft(last="Ng"), start=at("2026-11-28T10:00"))
    which = [("session", one.session_id), ("session", two.session_id)]
    assert len(look(studio, *which, shift=by(DAY)).clashes) == 2
    with pytest.raises(TakenError) as caught:
        move(studio, *which, shift=by(DAY))
    assert caught.value.message.startswith(f"Session {two.session_number}: Anna Berg")
    assert session(studio, one.session_id).start == at("2026-11-27T14:00")
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held") == [(6,)]


# Copies


def test_a_copy_is_a_new_booking_like_the_other(studio: Studio) -> None:
    booked = book(studio, confirmed=True, description="twins", people=4, notes="cake")
    which = ("session", booked.session_id)
    assert look(studio, which, shift=Shift(), copied=True).clashes
    shift = by(7 * DAY)
    assert look(studio, which, shift=shift, copied=True).clashes == ()
    (made,) = studio.run(moving.copy, pick(studio, which), shift)
    old = studio.run(sessions.get, booked.session_id)
    new = studio.run(sessions.get, made.which[1])
    assert (new.number, new.client_id, new.status) == (made.number, old.client_id, "Booked")
    assert (new.draft.start, new.draft.confirmed) == (at("2026-12-04T14:00"), False)
    assert (new.draft.description, new.draft.people, new.draft.notes) == ("twins", 4, "cake")
    assert (new.photographer, new.resource) == (old.photographer, old.resource)
    assert old.draft.start == at("2026-11-27T14:00")


def test_an_appointment_is_copied_with_its_links(studio: Studio) -> None:
    booked = book(studio)
    whose: Any = {"client_id": booked.client_id, "session_id": booked.session_id}
    other = arrange(studio, start=at("2026-11-30T10:00"), **whose)
    records = pick(studio, ("appointment", other.appointment_id))
    (made,) = studio.run(moving.copy, records, by(DAY))
    new = studio.run(appointments.get, made.which[1])
    assert (new.client_id, new.draft.session_id) == (booked.client_id, booked.session_id)
    assert new.number != other.number


def test_a_copy_over_another_booking_is_refused(studio: Studio) -> None:
    booked = book(studio)
    records = pick(studio, ("session", booked.session_id))
    with pytest.raises(TakenError):
        studio.run(moving.copy, records, by(timedelta(minutes=30)))
    assert rows(studio, "SELECT count(*) FROM session") == [(1,)]


def test_nobody_is_moved_to_who_has_left(studio: Studio) -> None:
    booked = book(studio)

    def leave(desk: Any) -> int:
        with desk.work() as work:
            return setup.person(work, 1, "Zoe", "Adams", photographer=True, sort=9)

    studio.run(leave)
    zoe = next(e for e in studio.run(catalogue.catalogue).people if e.name == "Zoe Adams")
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE id = ?", zoe.schedule_id)
    swap = Swap(1, 1, zoe.schedule_id, zoe.id)
    found = look(studio, ("session", booked.session_id), shift=by(HOUR, swap=swap))
    assert "Zoe Adams is no longer active" in found.problem
    with pytest.raises(StudioError, match="no longer active"):
        move(studio, ("session", booked.session_id), shift=by(HOUR, swap=swap))


def test_saving_a_moved_draft_still_works(studio: Studio) -> None:
    booked = book(studio)
    move(studio, ("session", booked.session_id), shift=by(HOUR))
    draft = session(studio, booked.session_id)
    saved = studio.run(booking.save, replace(draft, description="after"))
    assert saved.version == 3
