from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import (
    AppointmentDraft,
    GoneError,
    Saved,
    StaleError,
    TakenError,
)
from studio_tui.errors import StudioError
from studio_tui.services import (
    agenda,
    appointments,
    availability,
    calendar,
    clients,
    conversion,
    preferences,
    sessions,
)
from tests.factories import (
    FRIDAY,
    appointment_draft,
    arrange,
    book,
    client_draft,
    execute,
    rows,
    session_draft,
    store,
)

if TYPE_CHECKING:
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.studio import Studio

WRITTEN = ("client", "session", "appointment", "event", "booking_slot", "change", "counter")


def counts(studio: Studio) -> dict[str, int]:
    return {table: rows(studio, f"SELECT count(*) FROM {table}")[0][0] for table in WRITTEN}


def stored(studio: Studio, appointment_id: int = 1) -> AppointmentRecord:
    return studio.run(appointments.get, appointment_id)


def save(studio: Studio, *, force: bool = False, **changes: Any) -> Saved:
    return studio.run(appointments.save, replace(stored(studio).draft, **changes), force=force)


def status(studio: Studio, name: str) -> int:
    ((found,),) = rows(
        studio, "SELECT id FROM status WHERE area = 'appointment' AND name = ?", name
    )
    return int(found)


def history(studio: Studio, appointment_id: int = 1) -> list[str]:
    return [words for _, _, words in stored(studio, appointment_id).history]


def refused(studio: Studio, **given: Any) -> StudioError:
    before = counts(studio)
    with pytest.raises(StudioError) as caught:
        arrange(studio, **given)
    assert counts(studio) == before
    return caught.value


def names(studio: Studio, *wanted: str) -> tuple[int, ...]:
    found = dict(rows(studio, "SELECT name, id FROM schedule"))
    return tuple(found[name] for name in wanted)


def test_an_unlinked_appointment_stands_on_every_schedule_that_it_names(studio: Studio) -> None:
    who = ("Camera room 1", "Ben Okoye", "Anna Berg")
    done = arrange(studio, who=who, description="Staff meeting", colour="#112233", notes="Cake")
    assert (done.number, done.client_id, done.client_number) == ("10000", None, "")
    record = stored(studio, done.appointment_id)
    assert record.schedules == (
        ("Anna Berg", "attendee"),
        ("Ben Okoye", "attendee"),
        ("Camera room 1", "resource"),
    )
    assert (record.client, record.session_number, record.colour) == ("", "", "#112233")
    assert (record.status, record.booked_by) == ("Arranged", "Anna Berg")
    assert record.draft.notes == "Cake"
    assert history(studio) == ["Booked for Fri 27 Nov 2026, 14:00."]
    blocks = studio.run(calendar.blocks, FRIDAY.date(), FRIDAY.date(), names(studio, *who))
    assert {(b.kind, b.number, b.title, b.colour, b.marks) for b in blocks} == {
        ("appointment", "10000", "Staff meeting", "#112233", "*")
    }
    assert len(blocks) == 3


def test_a_linked_appointment_shows_its_client_and_neither_numbers_nor_promotes_them(
    studio: Studio,
) -> None:
    warned = client_draft(phone="07700 900123", call_warning="Deaf in one ear")
    done = arrange(studio, client=warned)
    assert done.client_id is not None
    assert done.client_number == ""
    record = stored(studio)
    assert (record.client, record.phone, record.call_warning) == (
        "Smith, Sara",
        "07700 900123",
        "Deaf in one ear",
    )
    assert rows(studio, "SELECT s.name FROM client JOIN status s ON s.id = client.status_id") == [
        ("Prospect",)
    ]
    (block,) = studio.run(calendar.blocks, FRIDAY.date(), FRIDAY.date(), (1,))
    assert (block.title, block.type_name, block.marks) == ("Smith, Sara", "Consultation", "!")
    (hit,) = studio.run(appointments.of_client, done.client_id)
    assert (hit.number, hit.who, hit.client) == ("10000", "Anna Berg", "Smith, Sara")


def test_it_belongs_to_a_session_of_its_client_only(studio: Studio) -> None:
    booked = book(studio)
    other = store(studio, last="Lee")
    later = FRIDAY + timedelta(days=3)
    found = refused(studio, client_id=other, session_id=booked.session_id, start=later)
    assert (found.field, found.message.startswith("Session 10000 belongs to another")) == (
        "session",
        True,
    )
    assert refused(studio, client_id=None, session_id=booked.session_id, start=later)
    assert isinstance(refused(studio, client_id=99, start=later), GoneError)
    arrange(studio, client_id=booked.client_id, session_id=booked.session_id, start=later)
    (hit,) = studio.run(appointments.of_session, booked.session_id)
    assert hit.start == later
    assert stored(studio).session_number == "10000"


def test_whoever_it_names_has_to_be_there(studio: Studio) -> None:
    assert isinstance(refused(studio, schedule_ids=(99,)), GoneError)
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE name = 'Ben Okoye'")
    ben = names(studio, "Ben Okoye")
    assert "Ben Okoye is no longer active" in refused(studio, schedule_ids=ben).message


def test_finishing_the_same_draft_twice_books_once(studio: Studio) -> None:
    draft = appointment_draft(studio)
    first = studio.run(appointments.book, draft, client=client_draft())
    again = studio.run(appointments.book, draft, client=client_draft())
    assert again == replace(first, again=True)
    assert counts(studio)["client"] == counts(studio)["appointment"] == 1


def test_sessions_and_appointments_do_not_overlap_either_way(studio: Studio) -> None:
    arrange(studio, who=("Anna Berg", "Camera room 1"), description="Staff meeting")
    with pytest.raises(TakenError) as caught:
        book(studio)
    assert caught.value.message == (
        "Anna Berg and Camera room 1 busy 14:00-14:30 (Staff meeting), taken by Anna Berg at "
        "09:00 (appointment 10000)."
    )
    book(studio, start=FRIDAY.replace(hour=15))
    found = refused(studio, start=FRIDAY.replace(hour=15, minute=45))
    assert isinstance(found, TakenError)
    assert "busy 15:00-16:00 (Smith, Sara, Portrait)" in found.message
    assert "(session 10000)" in found.message
    assert found.next_starts[0] == FRIDAY.replace(hour=16, minute=15)  # after the buffer


def test_a_linked_one_in_the_way_is_named_by_client_and_type(studio: Studio) -> None:
    arrange(studio, client=client_draft(last="Lee", first="Kim"), description="Album")
    draft = session_draft(studio, resource="")
    (clash,) = studio.run(availability.check, draft).clashes
    assert (clash.because, clash.reference) == ("Lee, Kim, Consultation", "appointment 10000")


def test_an_appointment_does_not_stand_in_its_own_way(studio: Studio) -> None:
    book(studio, start=FRIDAY.replace(hour=9))  # a session with the same id
    arrange(studio)
    draft = replace(stored(studio).draft, end=FRIDAY + timedelta(hours=1))
    assert studio.run(availability.check, draft).clashes == ()
    assert studio.run(availability.next_times, draft)[0] == FRIDAY
    at_nine = replace(draft, start=FRIDAY.replace(hour=9), end=FRIDAY.replace(hour=10))
    assert len(studio.run(availability.check, at_nine).clashes) == 1


def test_it_can_be_booked_over_on_purpose_and_the_history_says_so(studio: Studio) -> None:
    book(studio)
    arrange(studio, force=True)
    assert "On purpose although Anna Berg busy" in history(studio)[0]
    studio.run(preferences.remember, "booking.clashes", "never", personal=False)
    assert isinstance(refused(studio, force=True), TakenError)


def test_moving_a_confirmed_one_clears_confirmed(studio: Studio) -> None:
    arrange(studio, who=("Anna Berg", "Ben Okoye"))
    save(studio, confirmed=True)
    six = FRIDAY.replace(hour=16)
    saved = save(
        studio,
        start=six,
        end=six + timedelta(minutes=30),
        schedule_ids=names(studio, "Ben Okoye", "Mia Carter"),
        colour="#ff0000",
    )
    assert saved.sentences == ("Confirmed was cleared because the appointment moved; ask again.",)
    assert history(studio)[0] == (
        "Moved to Fri 27 Nov 2026 16:00-16:30 from Fri 27 Nov 2026 14:00-14:30. Confirmed cleared."
        " Colour: none to #ff0000. Who: Anna Berg and Ben Okoye to Ben Okoye and Mia Carter."
    )
    book(studio)  # Anna's old time is free


def test_naming_the_same_people_in_another_order_changes_nothing(studio: Studio) -> None:
    arrange(studio, who=("Anna Berg", "Ben Okoye"))
    ids = names(studio, "Ben Okoye", "Anna Berg")
    assert save(studio, schedule_ids=ids) == Saved(1, ())
    assert len(history(studio)) == 1


@pytest.mark.parametrize("name", ["Cancelled", "No-show"])
def test_a_cancelled_one_frees_its_time_and_takes_it_back_only_while_it_is_free(
    studio: Studio, name: str
) -> None:
    arrange(studio)
    save(studio, status_id=status(studio, name))
    assert studio.run(calendar.blocks, FRIDAY.date(), FRIDAY.date(), (1,)) == ()
    assert studio.run(agenda.between, FRIDAY.date(), FRIDAY.date()) == ()
    book(studio)
    with pytest.raises(TakenError):
        save(studio, status_id=status(studio, "Arranged"))
    assert stored(studio).status == name


def test_saving_over_somebody_elses_changes_is_refused_with_both(studio: Studio) -> None:
    arrange(studio)
    mine = replace(stored(studio).draft, schedule_ids=names(studio, "Ben Okoye"))
    save(studio, description="Album", schedule_ids=names(studio, "Mia Carter"))
    with pytest.raises(StaleError) as caught:
        studio.run(appointments.save, mine)
    assert caught.value.message.startswith("Appointment 10000 has been changed by somebody else")
    assert caught.value.differences == (
        ("Description", "Album", ""),
        ("Who", "Mia Carter", "Ben Okoye"),
    )


def test_linking_and_unlinking_later(studio: Studio) -> None:
    booked = book(studio, start=FRIDAY.replace(hour=9))
    arrange(studio)
    studio.run(appointments.link, 1, booked.client_id, booked.session_id)
    assert stored(studio).client == "Smith, Sara"
    assert history(studio)[0] == "Client: none to Smith, Sara. Session: none to 10000."
    with pytest.raises(StudioError, match="belongs to another client"):
        studio.run(appointments.link, 1, store(studio, last="Lee"), booked.session_id)
    studio.run(appointments.link, 1, None)
    assert (stored(studio).client, stored(studio).session_number) == ("", "")
    assert history(studio)[0] == "Client: Smith, Sara to none. Session: 10000 to none."


def test_it_stands_on_the_agenda_with_everybody(studio: Studio) -> None:
    arrange(studio, who=("Anna Berg", "Camera room 1"), description="Stocktaking")
    book(studio, photographer="Ben Okoye", resource="Camera room 2")
    meeting, portrait = studio.run(agenda.between, FRIDAY.date(), FRIDAY.date())
    assert (meeting.kind, meeting.number, meeting.client, meeting.description) == (
        "appointment",
        "10000",
        "",
        "Stocktaking",
    )
    assert [(part.name, part.role) for part in meeting.parts] == [
        ("Anna Berg", "attendee"),
        ("Camera room 1", "resource"),
    ]
    assert portrait.kind == "session"
    assert studio.run(agenda.these, [1], "appointment") == (meeting,)
    assert studio.run(agenda.these, [1]) == (portrait,)


# Becoming a session


def as_session(studio: Studio, **changes: Any) -> Any:
    fields = {"resource": "", "minutes": 30, **changes}
    return session_draft(studio, **fields)


def test_an_appointment_becomes_a_session_in_its_place(studio: Studio) -> None:
    arrange(studio, client=client_draft())
    booked = studio.run(conversion.to_session, 1, as_session(studio))
    assert (booked.session_number, booked.client_number) == ("10000", "10000")
    (block,) = studio.run(calendar.blocks, FRIDAY.date(), FRIDAY.date(), (1,))
    assert (block.kind, block.number) == ("session", "10000")
    record = stored(studio)
    assert (record.status, record.session_number) == ("Became a session", "10000")
    assert history(studio)[:2] == [
        "Became session 10000.",
        "Status: Arranged to Became a session.",
    ]
    told = [words for _, _, words in studio.run(sessions.get, booked.session_id).history]
    assert told[0] == "Was appointment 10000 before."
    assert [hit.number for hit in studio.run(appointments.of_session, booked.session_id)] == [
        "10000"
    ]


def test_a_session_that_wants_more_than_is_free_leaves_the_appointment_as_it_was(
    studio: Studio,
) -> None:
    arrange(studio, client=client_draft())
    arrange(studio, start=FRIDAY + timedelta(minutes=45))
    before = counts(studio), stored(studio)
    with pytest.raises(TakenError, match="appointment 10001"):
        studio.run(conversion.to_session, 1, as_session(studio, minutes=60))
    assert (counts(studio), stored(studio)) == before


def test_without_a_client_it_stays_an_appointment(studio: Studio) -> None:
    arrange(studio)
    with pytest.raises(StudioError, match="Link this appointment to a client first"):
        studio.run(conversion.to_session, 1, as_session(studio))
    assert stored(studio).status == "Arranged"


def test_converting_twice_books_once(studio: Studio) -> None:
    arrange(studio, client=client_draft())
    draft = as_session(studio)
    first = studio.run(conversion.to_session, 1, draft)
    assert studio.run(conversion.to_session, 1, draft) == replace(first, again=True)
    with pytest.raises(StudioError, match="This appointment is over: Became a session"):
        studio.run(conversion.to_session, 1, as_session(studio))


# The quick path


def test_text_on_a_free_slot_is_an_appointment_of_the_type_for_blocked_time(
    studio: Studio,
) -> None:
    done = studio.run(appointments.quick, " Lunch ", FRIDAY, None, 1)
    record = stored(studio, done.appointment_id)
    assert (record.draft.description, record.type_name, record.client) == (
        "Lunch",
        "Blocked",
        "",
    )
    assert record.draft.end == FRIDAY + timedelta(hours=1)
    assert record.schedules == (("Anna Berg", "attendee"),)


def test_its_type_is_the_studios_choice(studio: Studio) -> None:
    studio.run(preferences.remember, appointments.QUICK_TYPE, "Meeting", personal=False)
    studio.run(appointments.quick, "Lunch", FRIDAY, None, 1)
    assert stored(studio).type_name == "Meeting"


def test_it_ends_where_the_next_booking_begins(studio: Studio) -> None:
    book(studio, start=FRIDAY + timedelta(minutes=45))
    studio.run(appointments.quick, "Lunch", FRIDAY, None, 1)
    assert stored(studio).draft.end == FRIDAY + timedelta(minutes=45)


def test_it_is_refused_where_the_time_is_taken_or_nothing_was_typed(studio: Studio) -> None:
    book(studio)
    with pytest.raises(TakenError):
        studio.run(appointments.quick, "Lunch", FRIDAY, None, 1)
    with pytest.raises(StudioError, match="Type what the time is for"):
        studio.run(appointments.quick, "  ", FRIDAY.replace(hour=9), None, 1)
    assert counts(studio)["appointment"] == 0


def test_a_draft_of_a_client_who_exists_is_written_like_a_sessions(studio: Studio) -> None:
    client_id = store(studio, first="Sara")
    known = studio.run(clients.get, client_id)
    arrange(studio, client=known)
    assert stored(studio).client_id == client_id
    assert isinstance(stored(studio).draft, AppointmentDraft)
    assert counts(studio)["client"] == 1


def test_it_may_stand_on_nobodys_schedule(studio: Studio) -> None:
    done = arrange(studio, who=())
    assert studio.run(appointments.get, done.appointment_id).schedules == ()
    assert rows(studio, "SELECT count(*) FROM booking_slot") == [(0,)]
