from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import GoneError, Saved, SessionDraft, StaleError, TakenError
from studio_tui.errors import StudioError
from studio_tui.services import availability, booking, calendar, preferences, sessions
from tests.factories import FRIDAY, at, book, client_draft, execute, rows, session_draft

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def stored(studio: Studio, session_id: int = 1) -> SessionDraft:
    return studio.run(sessions.get, session_id).draft


def save(studio: Studio, session_id: int = 1, *, force: bool = False, **changes: Any) -> Saved:
    draft = replace(stored(studio, session_id), **changes)
    return studio.run(booking.save, draft, force=force)


def moved(hours: int) -> dict[str, Any]:
    return {"start": FRIDAY.replace(hour=hours), "end": FRIDAY.replace(hour=hours + 1)}


def status(studio: Studio, name: str) -> int:
    ((found,),) = rows(studio, "SELECT id FROM status WHERE area = 'session' AND name = ?", name)
    return int(found)


def history(studio: Studio, session_id: int = 1) -> list[str]:
    return [words for _, _, words in studio.run(sessions.history, "session", session_id)]


def test_moving_a_confirmed_session_clears_confirmed_and_says_so(studio: Studio) -> None:
    book(studio)
    assert save(studio, confirmed=True).sentences == ()
    saved = save(studio, **moved(16))
    assert saved.sentences == (
        "Confirmed was cleared because the session moved; ask the client again.",
    )
    assert saved.version == stored(studio).version == 3
    assert not stored(studio).confirmed
    assert history(studio)[0] == (
        "Moved to Fri 27 Nov 2026 16:00-17:00 from Fri 27 Nov 2026 14:00-15:00. Confirmed cleared."
    )
    assert history(studio)[1] == "Confirmed."


def test_a_session_confirmed_in_the_same_breath_as_it_moves_is_confirmed_anew(
    studio: Studio,
) -> None:
    book(studio)
    assert save(studio, confirmed=True, **moved(16)).sentences == ()
    assert stored(studio).confirmed


def test_changing_something_else_leaves_confirmed(studio: Studio) -> None:
    book(studio)
    save(studio, confirmed=True)
    assert save(studio, notes="Bring the dog").sentences == ()
    assert stored(studio).confirmed
    assert history(studio)[0] == "Notes: added “Bring the dog”."


def test_a_move_frees_the_old_time_and_takes_the_new(studio: Studio) -> None:
    book(studio)
    save(studio, **moved(10))
    book(studio, client=client_draft(last="Lee"))
    with pytest.raises(TakenError, match="busy 10:00-11:00"):
        book(studio, **moved(10))


def test_a_session_may_overlap_its_own_old_time(studio: Studio) -> None:
    book(studio)
    save(studio, start=FRIDAY.replace(minute=30), end=FRIDAY.replace(hour=15, minute=30))
    assert stored(studio).start.minute == 30


def test_a_move_onto_another_booking_is_refused_and_changes_nothing(studio: Studio) -> None:
    book(studio, **moved(10))
    book(studio)
    before = stored(studio)
    with pytest.raises(TakenError, match="taken by Anna Berg"):
        save(studio, **moved(14))
    assert stored(studio) == before
    save(studio, force=True, **moved(14))
    assert "On purpose although Anna Berg and Camera room 1 busy 14:00-15:00" in history(studio)[0]


def test_history_words_name_both_values_of_every_change(studio: Studio) -> None:
    book(studio)
    ((_, ben),) = rows(studio, "SELECT initials, id FROM person WHERE first = 'Ben'")
    save(
        studio,
        photographer_id=ben,
        resource_id=None,
        status_id=status(studio, "Photographed"),
        description="Three dogs",
    )
    ((at_, who, words), *_) = studio.run(sessions.history, "session", 1)
    assert (at_, who) == (at("2026-11-24T09:00"), "Anna Berg")
    assert words == (
        "Description: none to Three dogs. Photographer: Anna Berg to Ben Okoye. "
        "Resource: Camera room 1 to none. Status: Booked to Photographed."
    )


def test_a_new_status_brings_its_due_date(studio: Studio) -> None:
    book(studio)
    save(studio, status_id=status(studio, "Proofs ready"))  # ten work days
    assert str(studio.run(sessions.get, 1).status_due) == "2026-12-08"
    execute(studio, "UPDATE session SET status_due = '2026-12-24'")
    save(studio, notes="x")
    assert str(studio.run(sessions.get, 1).status_due) == "2026-12-24"


@pytest.mark.parametrize("name", ["Cancelled", "No-show"])
def test_cancelling_frees_the_time_and_reopening_checks_it_again(studio: Studio, name: str) -> None:
    book(studio)
    save(studio, status_id=status(studio, name))
    day = FRIDAY.date()
    assert studio.run(calendar.blocks, day, day, [1]) == ()
    other = book(studio, client=client_draft(last="Lee"))
    with pytest.raises(TakenError, match="Lee, Sara"):
        save(studio, status_id=status(studio, "Booked"))
    save(studio, notes="Will call back")  # what is cancelled may be edited all the same
    save(studio, other.session_id, status_id=status(studio, name))
    save(studio, status_id=status(studio, "Booked"))
    with pytest.raises(TakenError, match="Smith, Sara"):
        save(studio, other.session_id, status_id=status(studio, "Booked"))


def test_a_session_that_others_were_booked_over_can_be_edited(studio: Studio) -> None:
    book(studio)
    book(studio, client=client_draft(last="Lee"), force=True)
    studio.run(preferences.remember, "booking.clashes", "never", personal=False)
    save(studio, 1, notes="Seen")
    save(studio, 2, notes="Seen", status_id=status(studio, "Photographed"))
    assert rows(studio, "SELECT DISTINCT forced FROM booking_slot WHERE event_id = 2") == [(1,)]


def test_a_session_stands_although_the_studio_closes_later(studio: Studio) -> None:
    book(studio)
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) "
        "VALUES (1, '2026-11-27', '2026-11-27', 'Flood')",
    )
    save(studio, confirmed=True)
    with pytest.raises(TakenError, match="Flood"):
        save(studio, **moved(16))


def test_a_session_changed_meanwhile_is_told_with_both_values(studio: Studio) -> None:
    book(studio)
    mine = replace(stored(studio), description="Two dogs", notes="mine")
    save(studio, description="Three dogs", **moved(16))
    with pytest.raises(StaleError, match="Session 10000 has been changed by somebody") as caught:
        studio.run(booking.save, mine)
    assert caught.value.differences == (
        ("Start", "2026-11-27 16:00", "2026-11-27 14:00"),
        ("End", "2026-11-27 17:00", "2026-11-27 15:00"),
        ("Description", "Three dogs", "Two dogs"),
        ("Notes", "", "mine"),
    )
    assert stored(studio).description == "Three dogs"
    studio.run(booking.save, replace(mine, version=caught.value.version))
    assert stored(studio).description == "Two dogs"


def test_a_session_deleted_meanwhile_is_told(studio: Studio) -> None:
    book(studio)
    mine = stored(studio)
    execute(studio, "DELETE FROM session")
    with pytest.raises(GoneError, match="no longer exists"):
        studio.run(booking.save, mine)


def test_saving_what_was_not_changed_writes_nothing(studio: Studio) -> None:
    book(studio)
    before = history(studio)
    assert save(studio) == Saved(1, ())
    assert save(studio, start_fold=None, end_fold=None) == Saved(1, ())
    assert history(studio) == before


def test_a_person_made_inactive_stays_with_their_sessions_but_gets_no_new_ones(
    studio: Studio,
) -> None:
    book(studio)
    book(studio, photographer="Ben Okoye", resource="", **moved(10))
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE name = 'Anna Berg'")
    save(studio, 1, **moved(16))
    with pytest.raises(GoneError, match="Anna Berg is no longer active"):
        save(studio, 2, photographer_id=1)


def test_a_type_no_longer_offered_stays_with_its_sessions(studio: Studio) -> None:
    book(studio)
    book(studio, type_name="Pets", **moved(10))
    execute(studio, "UPDATE session_type SET inactive = 1 WHERE name = 'Portrait'")
    save(studio, 1, notes="x")
    with pytest.raises(GoneError, match="Portrait is no longer offered"):
        save(studio, 2, type_id=stored(studio, 1).type_id)


def test_another_type_brings_its_buffers(studio: Studio) -> None:
    newborn = session_draft(studio, type_name="Newborn").type_id
    book(studio)
    assert save(studio, type_id=newborn)
    found = rows(studio, "SELECT DISTINCT before, after FROM booking_slot")
    assert found == [(30 * 60, 30 * 60)]


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"end": FRIDAY}, "is not after the start", "end"),
        ({"start": at("2027-03-28T01:30")}, "does not exist", "start"),
        ({"status_id": 999}, "status no longer exists", "status"),
    ],
)
def test_bad_changes_get_a_sentence_and_store_nothing(
    studio: Studio, changes: dict[str, Any], sentence: str, field: str
) -> None:
    book(studio)
    before = stored(studio)
    with pytest.raises(StudioError, match=sentence) as caught:
        save(studio, **changes)
    assert caught.value.field == field
    assert stored(studio) == before


def test_a_move_between_the_two_same_readings_of_the_clock_change_is_a_move(
    studio: Studio,
) -> None:
    times: dict[str, Any] = {"start": at("2027-10-31T01:15"), "end": at("2027-10-31T01:45")}
    book(studio, **times, start_fold=0, end_fold=0)
    save(studio, confirmed=True)
    assert save(studio, start_fold=1, end_fold=1).sentences
    draft = stored(studio)
    assert (draft.start_fold, draft.end_fold, draft.confirmed) == (1, 1, False)
    assert "(second time)" in history(studio)[0]


def test_free_times_leave_out_the_sessions_own_slots(studio: Studio) -> None:
    book(studio)
    assert studio.run(availability.next_times, stored(studio))[0] == FRIDAY


def test_a_move_across_midnight_names_both_days(studio: Studio) -> None:
    book(studio)
    save(studio, start=FRIDAY.replace(hour=22), end=at("2026-11-28T01:00"))
    assert "to Fri 27 Nov 2026 22:00 - Sat 28 Nov 2026 01:00 from" in history(studio)[0]
