from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import peewee
import pytest

from studio_tui.domain.booking import GoneError, PhoneDraft, StaleError, TakenError
from studio_tui.errors import StudioError
from studio_tui.models.database import database
from studio_tui.services import availability, booking, clients, preferences, sessions
from tests.factories import FRIDAY, at, book, client_draft, counts, execute, rows, session_draft

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def refused(studio: Studio, **given: Any) -> StudioError:
    """The refusal of a booking, after which the database must be as it was."""
    before = counts(studio)
    with pytest.raises(StudioError) as caught:
        book(studio, **given)
    assert counts(studio) == before
    return caught.value


def test_a_booking_stores_client_session_event_slots_and_history(studio: Studio) -> None:
    booked = book(
        studio,
        client=client_draft(phone="07700 900123", email="sara@example.org"),
        assistant="Mia Carter",
        description="12 days old",
        notes="Allergic to dogs",
    )
    record = studio.run(sessions.get, booked.session_id)
    assert record.client == "Smith, Sara"
    assert (record.photographer, record.assistant) == ("Anna Berg", "Mia Carter")
    assert record.resource == "Camera room 1"
    assert (record.draft.start, record.draft.end) == (FRIDAY, FRIDAY.replace(hour=15))
    assert record.draft.description == "12 days old"
    assert record.draft.notes == "Allergic to dogs"
    assert record.phone == "07700 900123"
    assert record.booked_by == "Anna Berg"  # who is at the desk
    assert counts(studio) == {
        **{"client": 1, "client_phone": 1, "session": 1, "event": 1, "booking_slot": 3},
        **{"change": 4, "counter": 2},  # studio opened, client created, customer, session booked
    }


def test_everything_is_stored_in_one_transaction(studio: Studio) -> None:
    statements: list[str] = []
    draft = session_draft(studio)

    def traced(desk: Any) -> None:
        desk.database.connection().set_trace_callback(statements.append)
        booking.book(desk, client_draft(), draft)
        desk.database.connection().set_trace_callback(None)

    studio.run(traced)
    asked = [statement.split(maxsplit=1)[0].upper() for statement in statements]
    assert asked.count("BEGIN") == asked.count("COMMIT") == 1
    assert "BEGIN IMMEDIATE" in statements
    first, last = asked.index("BEGIN"), asked.index("COMMIT")
    written = [place for place, verb in enumerate(asked) if verb in ("INSERT", "UPDATE", "DELETE")]
    assert first < min(written) <= max(written) < last


@pytest.mark.parametrize("table", ["client_phone", "session", "event", "booking_slot", "counter"])
def test_a_failure_in_the_middle_leaves_nothing(studio: Studio, table: str) -> None:
    execute(
        studio,
        f"CREATE TRIGGER power_cut BEFORE INSERT ON {table} "
        "BEGIN SELECT RAISE(FAIL, 'power cut'); END",
    )
    found = refused(studio, client=client_draft(phone="07700 900123"))
    assert "power cut" in found.message
    execute(studio, "DROP TRIGGER power_cut")
    assert book(studio).session_number == "10000"


def test_a_program_killed_in_the_middle_leaves_nothing(studio: Studio) -> None:
    before = counts(studio)
    code = f"""
import os
from pathlib import Path
from studio_tui.services import session_store
from studio_tui.studio import Studio
from tests.factories import book
session_store._insert_slots = lambda *args, **kwargs: os._exit(7)
book(Studio(Path({str(studio.directory)!r}), now="2026-11-24T09:00"))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7
    assert counts(studio) == before
    assert book(studio).session_number == "10000"


def test_numbers_are_given_in_order_and_kept(studio: Studio) -> None:
    first = book(studio)
    known = studio.run(clients.get, first.client_id)
    again = book(studio, client=known, start=FRIDAY.replace(day=28))
    other = book(studio, client=client_draft(last="Lee"), start=FRIDAY.replace(day=30))
    assert [b.session_number for b in (first, again, other)] == ["10000", "10001", "10002"]
    assert [b.client_number for b in (first, again, other)] == ["10000", "10000", "10001"]


def test_a_refused_booking_uses_up_no_number(studio: Studio) -> None:
    book(studio)
    refused(studio, client=client_draft(last="Lee"))
    lee = book(studio, client=client_draft(last="Lee"), start=FRIDAY.replace(day=30))
    assert (lee.session_number, lee.client_number) == ("10001", "10001")


def test_a_new_session_has_the_initial_status_and_its_due_date(studio: Studio) -> None:
    record = studio.run(sessions.get, book(studio).session_id)
    assert (record.status, record.status_kind) == ("Booked", "open")
    assert str(record.status_due) == "2026-11-24"


def test_the_due_date_counts_days_of_the_work_week(studio: Studio) -> None:
    execute(studio, "UPDATE status SET days = 5 WHERE name = 'Booked'")
    preferences_week = [1, 2, 3, 4, 5]  # Tuesday to Saturday
    studio.run(preferences.remember, "calendar.work_week", preferences_week, personal=False)
    record = studio.run(sessions.get, book(studio).session_id)
    assert str(record.status_due) == "2026-12-01"


def client_status(studio: Studio, client_id: int) -> str:
    found = rows(
        studio,
        "SELECT status.name FROM client JOIN status ON status.id = client.status_id "
        "WHERE client.id = ?",
        client_id,
    )
    return str(found[0][0])


def store(studio: Studio, **fields: Any) -> int:
    """A client who has not booked yet."""

    def stored(desk: Any) -> int:
        with desk.work() as work:
            return clients.store(work, client_draft(**fields))

    return studio.run(stored)


def test_a_new_client_is_a_prospect_until_a_session_is_booked(studio: Studio) -> None:
    client_id = store(studio)
    assert client_status(studio, client_id) == "Prospect"
    known = studio.run(clients.get, client_id)
    booked = book(studio, client=known)
    assert (booked.client_id, booked.client_number) == (client_id, "10000")
    assert client_status(studio, client_id) == "Customer"
    assert "Status: Prospect to Customer." in [
        words for _, _, words in studio.run(sessions.history, "client", client_id)
    ]
    assert studio.run(clients.get, client_id).version == known.version + 1


def test_a_status_that_somebody_chose_is_left_alone(studio: Studio) -> None:
    client_id = store(studio)
    execute(studio, "UPDATE client SET status_id = (SELECT id FROM status WHERE name LIKE 'Past%')")
    book(studio, client=studio.run(clients.get, client_id))
    assert client_status(studio, client_id) == "Past customer"


def test_finishing_the_same_draft_twice_books_once(studio: Studio) -> None:
    draft, who = session_draft(studio), client_draft()
    first = studio.run(booking.book, who, draft)
    before = counts(studio)
    second = studio.run(booking.book, who, draft)
    assert second == replace(first, again=True)
    assert counts(studio) == before


def test_the_same_draft_finished_in_two_programs_books_once(studio: Studio) -> None:
    code = f"""
from pathlib import Path
from studio_tui.studio import Studio
from tests.factories import book
with Studio(Path({str(studio.directory)!r}), now="2026-11-24T09:00") as studio:
    print(book(studio, token="once").session_number)
"""
    both = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate()[0] for process in both] == ["10000\n", "10000\n"]
    assert counts(studio)["session"] == counts(studio)["client"] == 1


def test_drafts_without_a_token_are_bookings_of_their_own(studio: Studio) -> None:
    first = book(studio, token="")
    second = book(studio, token="", start=FRIDAY.replace(day=30))
    assert first.session_id != second.session_id
    assert not second.again


# What stands against a time


def test_a_clash_names_who_what_when_and_by_whom(studio: Studio) -> None:
    book(studio, photographer="Ben Okoye", resource="")
    found = refused(
        studio,
        client=client_draft(last="Lee", first="Kim"),
        photographer="Ben Okoye",
        resource="",
        start=FRIDAY.replace(minute=30),
    )
    assert isinstance(found, TakenError)
    assert found.code == "clash"
    assert found.message == (
        "Ben Okoye busy 14:00-15:00 (Smith, Sara, Portrait), taken by Anna Berg at 09:00 "
        "(session 10000)."
    )
    assert found.allowed
    assert [f"{start:%d %H:%M}" for start in found.next_starts] == [
        "27 15:15",
        "27 16:30",
        "28 09:00",
    ]


def test_a_booking_of_another_day_tells_its_date(studio: Studio) -> None:
    book(studio)
    execute(studio, "UPDATE session SET created = created - 86400")
    assert "taken by Anna Berg at 09:00 on Mon 23 Nov 2026" in refused(studio).message


@pytest.mark.parametrize(
    ("given", "who"),
    [
        ({"resource": "Camera room 2"}, ["Anna Berg"]),
        ({"photographer": "Ben Okoye"}, ["Camera room 1"]),
        ({"photographer": "Ben Okoye", "assistant": "Anna Berg"}, ["Anna Berg", "Camera room 1"]),
        ({}, ["Anna Berg", "Camera room 1"]),
    ],
)
def test_photographer_assistant_and_resource_all_count(
    studio: Studio, given: dict[str, str], who: list[str]
) -> None:
    book(studio)
    found = refused(studio, **given)
    assert isinstance(found, TakenError)
    assert [clash.who for clash in found.clashes] == who


def test_nobody_and_nothing_in_common_is_no_clash(studio: Studio) -> None:
    book(studio)
    book(studio, photographer="Ben Okoye", resource="Camera room 2")
    book(studio, photographer="", resource="")
    book(studio, photographer="", resource="")


def test_the_buffer_of_a_type_is_kept_free(studio: Studio) -> None:
    book(studio)  # a portrait, 14:00 to 15:00, 15 minutes to clear away
    found = refused(studio, start=FRIDAY.replace(hour=15))
    assert "too close to 14:00-15:00" in found.message
    book(studio, start=FRIDAY.replace(hour=15, minute=15))
    # A newborn session wants 30 minutes before: the larger of the two counts.
    after = FRIDAY.replace(hour=16, minute=30)
    found = refused(studio, type_name="Newborn", resource="Camera room 1", start=after)
    assert isinstance(found, TakenError)
    assert {clash.kind for clash in found.clashes} == {"buffer"}
    later = after.replace(minute=45)
    book(studio, type_name="Newborn", resource="Camera room 1", start=later)


def close_on(studio: Studio, first: str, last: str) -> None:
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) VALUES (1, ?, ?, 'Stocktaking')",
        first,
        last,
    )


def test_a_closure_is_a_clash(studio: Studio) -> None:
    close_on(studio, "2026-11-27", "2026-11-29")
    found = refused(studio)
    assert isinstance(found, TakenError)
    assert found.message == "The studio is closed on Friday 27 November 2026 (Stocktaking)."
    assert f"{found.next_starts[0]:%d %H:%M}" == "30 09:00"


def test_closed_hours_warn_and_never_block(studio: Studio) -> None:
    draft = session_draft(studio, start=at("2026-11-29T20:00"))
    check = studio.run(availability.check, draft)
    assert (check.clashes, check.next_starts) == ((), ())
    assert check.warning == "Outside opening hours on Sunday 29 November 2026."
    assert studio.run(booking.book, client_draft(), draft).session_number


def test_what_stands_against_a_time_is_told_while_it_is_typed(studio: Studio) -> None:
    book(studio)
    check = studio.run(availability.check, session_draft(studio, start=FRIDAY.replace(minute=30)))
    assert [clash.who for clash in check.clashes] == ["Anna Berg", "Camera room 1"]
    assert [f"{start:%H:%M}" for start in check.next_starts][:2] == ["15:15", "16:30"]
    for start in check.next_starts:
        assert not studio.run(availability.check, session_draft(studio, start=start)).clashes


def test_next_times_are_never_in_the_past(studio: Studio) -> None:
    draft = session_draft(studio, start=at("2026-11-23T09:00"))
    times = studio.run(availability.next_times, draft)
    assert [f"{start:%d %H:%M}" for start in times][:2] == ["24 09:00", "24 10:15"]


# The studio's policy


def policy(studio: Studio, rule: str) -> None:
    studio.run(preferences.remember, "booking.clashes", rule, personal=False)


def test_the_policy_never_books_over_another(studio: Studio) -> None:
    policy(studio, "never")
    book(studio)
    found = refused(studio, force=True)
    assert isinstance(found, TakenError)
    assert not found.allowed


def test_the_policy_prompt_books_over_another_when_told_to_and_says_so(studio: Studio) -> None:
    book(studio)
    refused(studio)
    booked = book(studio, force=True)
    ((_, who, words),) = studio.run(sessions.history, "session", booked.session_id)
    assert who == "Anna Berg"
    assert words.startswith(
        "Booked for Fri 27 Nov 2026, 14:00. On purpose although Anna Berg busy 14:00-15:00 "
        "(Smith, Sara, Portrait), taken by Anna Berg"
    )


def test_the_policy_always_books_without_a_question(studio: Studio) -> None:
    policy(studio, "always")
    book(studio)
    book(studio)
    assert rows(studio, "SELECT forced, count(*) FROM booking_slot GROUP BY 1") == [(0, 2), (1, 2)]


def test_booking_into_a_buffer_on_purpose_gives_no_right_to_overlap(studio: Studio) -> None:
    book(studio)
    book(studio, start=FRIDAY.replace(hour=15), force=True)
    assert rows(studio, "SELECT DISTINCT forced FROM booking_slot") == [(0,)]


# Bad input and changes meanwhile


@pytest.mark.parametrize(
    ("given", "sentence", "field"),
    [
        (
            {"end": at("2026-11-27T13:00")},
            "The end, 13:00, is not after the start, 14:00.",
            "end",
        ),
        ({"end": FRIDAY}, "is not after the start", "end"),
        ({"minutes": 31 * 24 * 60 + 1}, "at most 31 days", "end"),
        ({"start": at("2027-03-28T01:30")}, "01:30 does not exist on Sunday 28 March", "start"),
        (
            {"start": at("2027-03-28T00:30"), "end": at("2027-03-28T01:30")},
            "01:30 does not exist",
            "end",
        ),
        ({"start": at("2027-10-31T01:30")}, "01:30 comes twice on Sunday 31 October", "start"),
        ({"type_id": 999}, "session type no longer exists", "type"),
        ({"photographer_id": 999}, "photographer no longer exists", "photographer"),
        ({"resource_id": 999}, "resource no longer exists", "resource"),
        ({"status_id": 999}, "status no longer exists", "status"),
        ({"outside_location_id": 999}, "has been deleted meanwhile", None),
        ({"client": client_draft(last="", first="")}, "needs a last name", "last"),
        ({"client": client_draft(last="  ", first="")}, "needs a last name", "last"),
        ({"client": client_draft(email="sara.example.org")}, "needs an @", "email"),
    ],
)
def test_bad_input_gets_a_sentence_and_stores_nothing(
    studio: Studio, given: dict[str, Any], sentence: str, field: str | None
) -> None:
    found = refused(studio, **given)
    assert sentence in found.message
    assert found.field == field


def test_a_session_of_31_days_is_allowed(studio: Studio) -> None:
    assert book(studio, minutes=31 * 24 * 60, start=at("2027-01-01T00:00"))


def test_a_doubled_time_is_booked_as_the_one_that_is_meant(studio: Studio) -> None:
    start, end = at("2027-10-31T01:30"), at("2027-10-31T02:30")
    first = book(studio, start=start, end=end, start_fold=0, photographer="", resource="")
    second = book(studio, start=start, end=end, start_fold=1, photographer="", resource="")
    lengths = rows(studio, "SELECT end_utc - start_utc FROM event ORDER BY id")
    assert lengths == [(7200,), (3600,)]
    assert studio.run(sessions.get, first.session_id).draft.start.fold == 0
    assert studio.run(sessions.get, second.session_id).draft.start.fold == 1


@pytest.mark.parametrize(
    ("schedule", "field"),
    [("Anna Berg", "photographer"), ("Mia Carter", "assistant"), ("Camera room 1", "resource")],
)
def test_who_has_been_made_inactive_meanwhile_is_told(
    studio: Studio, schedule: str, field: str
) -> None:
    draft = session_draft(studio, assistant="Mia Carter")
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE name = ?", schedule)
    with pytest.raises(GoneError, match=f"{schedule} is no longer active") as caught:
        studio.run(booking.book, client_draft(), draft)
    assert caught.value.field == field


def test_a_type_made_inactive_meanwhile_is_told(studio: Studio) -> None:
    draft = session_draft(studio)
    execute(studio, "UPDATE session_type SET inactive = 1 WHERE name = 'Portrait'")
    with pytest.raises(GoneError, match="Portrait is no longer offered") as caught:
        studio.run(booking.book, client_draft(), draft)
    assert caught.value.field == "type"


def test_a_client_changed_meanwhile_is_told_with_both_values(studio: Studio) -> None:
    client_id = store(studio, phone="07700 900123", city="London")
    read = studio.run(clients.get, client_id)
    theirs = replace(read, city="Leeds", phones=(PhoneDraft("020 7946 0018"),))
    book(studio, client=theirs, start=FRIDAY.replace(day=30))
    execute(studio, "UPDATE client SET city = 'Leeds', version = version + 1")
    mine = replace(read, city="York")
    with pytest.raises(StaleError, match="Smith, Sara has been changed by somebody else") as caught:
        studio.run(booking.book, mine, session_draft(studio), original=read)
    assert ("City", "Leeds", "York") in caught.value.differences
    newest = replace(mine, version=caught.value.version)
    booked = studio.run(booking.book, newest, session_draft(studio), original=read)
    assert studio.run(clients.get, booked.client_id).city == "York"


def test_a_client_that_was_only_chosen_is_not_written_over(studio: Studio) -> None:
    client_id = store(studio, city="London")
    read = studio.run(clients.get, client_id)
    execute(studio, "UPDATE client SET city = 'Leeds', version = version + 1")
    book(studio, client=read)
    assert studio.run(clients.get, client_id).city == "Leeds"


def test_a_client_deleted_meanwhile_is_told(studio: Studio) -> None:
    read = studio.run(clients.get, store(studio))
    execute(studio, "DELETE FROM client")
    found = refused(studio, client=read)
    assert isinstance(found, GoneError)
    assert "has been deleted by somebody else" in found.message


def test_hostile_and_long_names_are_kept_as_typed(studio: Studio) -> None:
    for number, name in enumerate(("[/] O'Brien <b>", "x" * 300, "'; DROP TABLE client; --")):
        booked = book(studio, client=client_draft(last=name), start=FRIDAY.replace(day=1 + number))
        assert studio.run(clients.get, booked.client_id).last == name


def test_an_existing_client_keeps_an_odd_email_address_that_nobody_touched(studio: Studio) -> None:
    client_id = store(studio)
    execute(studio, "UPDATE client SET email = 'none'")
    read = studio.run(clients.get, client_id)
    mine = replace(read, city="York")
    assert studio.run(booking.book, mine, session_draft(studio), original=read)


def test_the_trigger_stops_code_that_forgets_to_check(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(studio)
    monkeypatch.setattr(availability, "refuse_clashes", lambda *args, **kwargs: ())
    found = refused(studio)
    assert found.code == "clash"
    assert "taken meanwhile" in found.message
    assert isinstance(found.__cause__, peewee.IntegrityError)


def test_the_history_of_a_client_keeps_both_values_of_what_changed(studio: Studio) -> None:
    client_id = store(studio, city="London")
    read = studio.run(clients.get, client_id)
    studio.run(booking.book, replace(read, city="York"), session_draft(studio), original=read)
    ((words, before, after),) = rows(
        studio, "SELECT words, before, after FROM change WHERE words LIKE 'Changed%'"
    )
    assert words == "Changed: City."
    assert (json.loads(before), json.loads(after)) == ({"city": "London"}, {"city": "York"})


def test_no_transaction_stays_open_after_a_refusal(studio: Studio) -> None:
    book(studio)
    refused(studio)
    assert studio.run(lambda desk: desk.database.in_transaction()) is False
    assert database.is_closed()  # the tests' own thread never connects
