from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.models.database import database
from studio_tui.services import booking, clients, preferences, sessions
from tests.factories import (
    FRIDAY,
    book,
    client_draft,
    counts,
    execute,
    refused,
    rows,
    session_draft,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio


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
        **{"invoice": 0, "invoice_line": 0, "payment": 0},
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
from studio_tui.services import event_store
from studio_tui.studio import Studio
from tests.factories import book
event_store.insert_slots = lambda *args, **kwargs: os._exit(7)
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


def test_the_history_of_a_client_keeps_both_values_of_what_changed(studio: Studio) -> None:
    client_id = store(studio, city="London")
    read = studio.run(clients.get, client_id)
    studio.run(booking.book, replace(read, city="York"), session_draft(studio), original=read)
    ((words, before, after),) = rows(
        studio, "SELECT words, before, after FROM change WHERE words LIKE 'City: %'"
    )
    assert words == "City: London to York."
    assert (json.loads(before), json.loads(after)) == ({"City": "London"}, {"City": "York"})


def test_no_transaction_stays_open_after_a_refusal(studio: Studio) -> None:
    book(studio)
    refused(studio)
    assert studio.run(lambda desk: desk.database.in_transaction()) is False
    assert database.is_closed()  # the tests' own thread never connects
