"""A studio that was opened by the first version of the program goes on with this one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import AppointmentDraft, TakenError
from studio_tui.domain.payment import PaymentDraft
from studio_tui.errors import StudioError
from studio_tui.models import migrate
from studio_tui.models.database import close_database, open_database
from studio_tui.services import (
    agenda,
    appointments,
    booking,
    clients,
    payments,
    search,
    sessions,
    setup,
    starter,
)
from studio_tui.services.catalogue import catalogue
from studio_tui.studio import Studio
from tests.conftest import LUMEN, NOW
from tests.factories import at, client_draft, rows, session_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FIRST_VERSION = """
INSERT INTO location (id, name, sort, inactive, zone, address, phone, email, url)
    VALUES (1, 'Lumen Studio', 0, 0, 'Europe/London', '', '', '', '');
INSERT INTO opening_hours (location_id, weekday, start, "end") VALUES (1, 4, 540, 1050);
INSERT INTO status (id, area, name, kind, sort, days, initial, inactive) VALUES
    (1, 'session', 'Booked', 'open', 10, 0, 1, 0),
    (2, 'session', 'Cancelled', 'cancelled', 20, 0, 0, 0),
    (3, 'client', 'Customer', 'open', 10, 0, 1, 0);
INSERT INTO schedule (id, name, kind, location_id, sort, shown, inactive, longest) VALUES
    (1, 'Anna Berg', 'person', 1, 0, 1, 0, 0), (2, 'Camera room 1', 'resource', 1, 1010, 1, 0, 0);
INSERT INTO person (id, schedule_id, first, last, initials, email, phone, photographer, assistant,
    sales, booker, auto_select) VALUES (1, 1, 'Anna', 'Berg', 'AB', '', '', 1, 1, 1, 1, 1);
INSERT INTO resource (id, schedule_id, code, notes) VALUES (1, 2, 'CR1', '');
INSERT INTO session_type (id, name, sort, inactive, code, colour, length, before, after,
    resource_id, terms) VALUES (1, 'Portrait', 10, 0, 'PO', '#3b78ff', 60, 0, 15, 1, 'Wear blue.');
INSERT INTO client (id, number, last, first, salutation, business, job_title, company, street, city,
    state, postcode, country, email, call_warning, status_id, lead_source, allow_email, allow_mail,
    allow_sms, allow_call, notes, sort_name, given_name, search, version, created)
    VALUES (1, '10001', 'Smith', 'Sara', '', 0, '', '', '', '', '', '', '', 's@example.org',
    'Deaf', 3, '', 1, 1, 1, 1, '', 'smith sara', 'sara smith',
    'smith sara s@example.org 10001', 1, 1);
INSERT INTO session (id, number, client_id, type_id, location_id, description, status_id,
    status_due, confirmed, booked_by_id, notes, token, version, created) VALUES
    (1, '10001', 1, 1, 1, 'Family of five', 1, '2026-11-20', 1, 1, 'Bring the dog', 'one', 1, 1),
    (2, '10002', 1, 1, 1, '', 2, '2026-11-20', 0, 1, '', 'two', 1, 1);
INSERT INTO event (id, session_id, start, "end", zone, start_utc, end_utc, description, "primary",
    hidden) VALUES
    (1, 1, '2026-11-27T14:00', '2026-11-27T15:00', 'Europe/London',
        1795788000, 1795791600, '', 1, 0),
    (7, 2, '2026-11-27T16:00', '2026-11-27T17:00', 'Europe/London',
        1795795200, 1795798800, '', 1, 0);
INSERT INTO booking_slot (id, event_id, schedule_id, role, start_utc, end_utc, before, after, held,
    forced) VALUES
    (1, 1, 1, 'photographer', 1795788000, 1795791600, 0, 900, 1, 0),
    (2, 1, 2, 'resource', 1795788000, 1795791600, 0, 900, 1, 0),
    (9, 7, 1, 'photographer', 1795795200, 1795798800, 0, 900, 0, 0);
INSERT INTO change (subject, record_id, person_id, at, action, words, before, after)
    VALUES ('session', 1, 1, 1, 'booked', 'Booked for Fri 27 Nov 2026, 14:00.', '{}', '{}');
INSERT INTO counter (name, next) VALUES ('client', 10002), ('session', 10003);
INSERT INTO preference (person_id, key, value) VALUES (0, 'studio.name', '"Lumen Studio"');
"""
"""Anna Berg photographs Sara Smith on a Friday; a second session that day was cancelled."""


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data directory whose database the first version made, with nothing in it."""
    directory, scripts = tmp_path / "old", tmp_path / "first_version"
    scripts.mkdir()
    shutil.copy(migrate.MIGRATIONS / "0001_initial.py", scripts)
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "MIGRATIONS", scripts)
        directory.mkdir()
        migrate.migrate(open_database(directory / "studio.db"), directory / "backups")
        close_database()
    return directory


@pytest.fixture
def old(empty: Path) -> Path:
    """The same with a studio in it."""
    with closing(sqlite3.connect(empty / "studio.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        connection.executescript(FIRST_VERSION)
        assert not connection.execute("PRAGMA foreign_key_check").fetchone()
    return empty


@pytest.fixture
def opened(old: Path) -> Iterator[Studio]:
    """The same, opened by this version."""
    with Studio(old, now=NOW) as studio:
        yield studio


def test_everything_is_kept_and_a_copy_too(old: Path) -> None:
    kept = ("client", "session", "event", "booking_slot", "change", "counter", "preference")
    with closing(sqlite3.connect(old / "studio.db")) as connection:
        before = {table: stored(connection, table) for table in kept}
    with Studio(old, now=NOW) as studio:
        assert rows(studio, "PRAGMA integrity_check") == [("ok",)]
        assert rows(studio, "PRAGMA foreign_key_check") == []
        assert (
            rows(studio, "INSERT INTO client_search(client_search) VALUES ('integrity-check')")
            == []
        )
    added = {"change": 1, "preference": 9}  # see test_prices_taxes_and_letters_are_added_once
    with closing(sqlite3.connect(old / "studio.db")) as connection:
        for table, found in before.items():
            now = stored(connection, table)
            assert len(now) == len(found) + added.get(table, 0), table
            assert all(any(dict(row, **was) == row for row in now) for was in found), table
    (copy,) = (old / "backups").iterdir()
    assert copy.name == "studio-schema-0001-1.db"


def stored(connection: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    """The rows of a table by column."""
    connection.row_factory = sqlite3.Row
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]


def test_sessions_are_read_found_and_moved(opened: Studio) -> None:
    record = opened.run(sessions.get, 1)
    assert (record.client, record.photographer, record.resource) == (
        *("Smith, Sara", "Anna Berg"),
        "Camera room 1",
    )
    assert record.draft.people is None
    assert [words for _, _, words in record.history] == ["Booked for Fri 27 Nov 2026, 14:00."]
    assert [hit.name for hit in opened.run(search.clients, "smith")] == ["Smith, Sara"]
    day = at("2026-11-27T00:00").date()
    assert [entry.number for entry in opened.run(agenda.between, day, day)] == ["10001"]
    moved = replace(
        record.draft, start=at("2026-11-27T10:00"), end=at("2026-11-27T11:00"), people=5
    )
    opened.run(booking.save, moved)
    assert opened.run(sessions.get, 1).draft.people == 5


def test_clients_are_found_by_their_family_and_job_from_now_on(old: Path) -> None:
    with closing(sqlite3.connect(old / "studio.db")) as connection:
        connection.executescript(
            "UPDATE client SET job_title = 'Beekeeper'; INSERT INTO family_member "
            "(client_id, name, relationship, gender) VALUES (1, 'Léo', 'Son', '')"
        )
    with Studio(old, now=NOW) as studio:
        for text in ("beekeep", "leo smith", "10001"):
            assert [hit.name for hit in studio.run(search.clients, text)] == ["Smith, Sara"], text


def test_taken_and_cancelled_times_are_what_they_were(opened: Studio) -> None:
    who = opened.run(clients.get, 1)
    taken = session_draft(opened, start=at("2026-11-27T14:30"))
    with pytest.raises(TakenError):
        opened.run(booking.book, who, taken, original=who)
    freed = session_draft(opened, start=at("2026-11-27T16:00"))
    booked = opened.run(booking.book, client_draft(last="Lee"), freed)
    assert (booked.client_number, booked.session_number) == ("10002", "10003")


def test_deleting_a_session_still_takes_its_events_along(opened: Studio) -> None:
    rows(opened, "DELETE FROM session WHERE id = 1")
    assert rows(opened, "SELECT id FROM event") == [(7,)]
    assert rows(opened, "SELECT id FROM booking_slot") == [(9,)]


def test_what_appointments_and_payments_need_is_there(opened: Studio) -> None:
    known = opened.run(catalogue)
    assert [entry.name for entry in known.appointment_types] == [
        *("Consultation", "Viewing & order", "Collection", "Meeting", "Blocked"),
    ]
    assert [entry.name for entry in known.appointment_statuses if entry.initial] == ["Arranged"]
    assert [entry.name for entry in known.methods] == [
        *("Cash", "Card", "Bank transfer", "Cheque", "Gift voucher"),
    ]


def test_prices_taxes_and_letters_are_added_once(opened: Studio) -> None:
    known = opened.run(catalogue)
    assert rows(opened, "SELECT record_id, words FROM change WHERE action = 'completed'") == [
        (1, "Price lists, taxes, letters and texts were added as a new studio has them.")
    ]
    (portrait,) = known.types
    assert (portrait.name, portrait.length, portrait.deposit_amount) == ("Portrait", 60, 2500)
    offered = {
        item.id: item for item in known.items if item.price_list_id == portrait.price_list_id
    }
    fees = [(offered[fee.item_id].identifier, fee.to_people) for fee in known.automatic]
    assert fees == [("SIT", 4), ("SIT5", None)]
    assert {item.tax for item in known.items if item.taxable} == {20_000}  # Great Britain
    assert known.preferences["money.tax_method"] == "included"
    assert {entry.area for entry in known.letters} == {"session", "appointment", "invoice"}
    assert rows(opened, "SELECT terms FROM session_type") == [("Wear blue.",)]


def test_what_was_chosen_stays_and_the_types_own_codes_decide(old: Path) -> None:
    with closing(sqlite3.connect(old / "studio.db")) as connection:
        connection.executescript(
            """
            INSERT INTO preference (person_id, key, value) VALUES (0, 'studio.terms', '"Ours."'),
                (0, 'studio.currency', '"EUR"'), (0, 'studio.country', '"FI"');
            UPDATE session_type SET code = 'ZZ';
            """
        )
    with Studio(old, now=NOW) as studio:
        known = studio.run(catalogue)
        assert (known.types[0].price_list_id, known.automatic) == (None, ())
        assert known.currency.code == "EUR"
        assert {item.tax for item in known.items if item.taxable} == {25_500}
        terms = "SELECT value FROM preference WHERE key = 'studio.terms'"
        assert rows(studio, terms) == [('"Ours."',)]


CANCELLED = ("Session cancelled", "Appointment cancelled")


@pytest.mark.parametrize(
    "there",
    [
        "INSERT INTO price_list (name, sort, inactive) VALUES ('Mine', 10, 0)",
        "INSERT INTO letter (name, sort, inactive, area, subject, body) "
        "VALUES ('Mine', 10, 0, 'session', '', '')",
        "INSERT INTO tax_rate (name, sort, inactive, code, label, rate, second_label, second_rate) "
        "VALUES ('Mine', 10, 0, '', '', 0, '', 0)",
    ],
)
def test_a_studio_that_has_any_of_it_gets_nothing(old: Path, there: str) -> None:
    migrate.migrate(open_database(old / "studio.db"), old / "backups")
    close_database()
    with closing(sqlite3.connect(old / "studio.db")) as connection:
        connection.execute(there)
        connection.commit()
    with Studio(old, now=NOW) as studio:
        known = studio.run(catalogue)
        assert (known.items, known.automatic) == ((), ())
        names = [letter.name for letter in known.letters]
        assert len(known.tax_rates) + len(names) <= 1 or names == ["Mine", *CANCELLED]


def test_letters_about_what_is_cancelled_are_added_once(directory: Path) -> None:
    with Studio(directory, now=NOW) as studio:
        names = [letter.name for letter in studio.run(catalogue).letters]
        rows(studio, "DELETE FROM letter WHERE occasion = 'cancelled'")
    for _ in range(2):
        with Studio(directory, now=NOW) as studio:
            found = [letter.name for letter in studio.run(catalogue).letters]
            assert found == names
            assert set(CANCELLED) <= set(found)
    with Studio(directory, now=NOW) as studio:
        rows(studio, "DELETE FROM letter WHERE occasion = 'cancelled'")
    with Studio(directory, now=NOW) as studio:
        found = [letter.name for letter in studio.run(catalogue).letters]
        assert found == [name for name in names if name not in CANCELLED]


def test_what_was_deleted_since_is_not_added_again(old: Path) -> None:
    Studio(old, now=NOW).close()
    with Studio(old, now=NOW) as studio:
        rows(studio, "UPDATE session_type SET price_list_id = NULL")
        for table in ("item", "price_list", "letter", "tax_rate"):
            rows(studio, f"DELETE FROM {table}")
    with Studio(old, now=NOW) as studio:
        assert studio.run(catalogue).letters == ()


def test_a_starter_file_that_cannot_be_read_leaves_the_studio_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str, read: Callable[[str], dict[str, Any]] = starter.read) -> dict[str, Any]:
        if name == "letters":
            raise StudioError("The starter file letters.toml cannot be read.")
        return read(name)

    with monkeypatch.context() as patch:
        patch.setattr(starter, "read", broken)
        with pytest.raises(StudioError, match="letters"):
            Studio(old, now=NOW)
    with closing(sqlite3.connect(old / "studio.db")) as connection:
        assert connection.execute("SELECT count(*) FROM item").fetchone() == (0,)
    with Studio(old, now=NOW) as studio:
        assert studio.run(catalogue).items


def test_appointments_and_payments_work_at_once(opened: Studio) -> None:
    known = opened.run(catalogue)
    viewing = AppointmentDraft(
        known.appointment_types[1].id,
        at("2026-11-27T15:30"),
        at("2026-11-27T16:30"),
        client_id=1,
        session_id=1,
        schedule_ids=(1, 2),
    )
    arranged = opened.run(appointments.book, viewing)
    record = opened.run(appointments.get, arranged.appointment_id)
    assert (record.session_number, record.status) == ("10001", "Arranged")
    day = at("2026-11-27T00:00").date()
    found = [(one.kind, one.number) for one in opened.run(agenda.between, day, day)]
    assert found == [("session", "10001"), ("appointment", arranged.number)]
    taken = replace(viewing, start=at("2026-11-27T14:30"), token="")
    with pytest.raises(TakenError):
        opened.run(appointments.book, taken)
    opened.run(payments.take, PaymentDraft(2500, known.methods[0].id, client_id=1))
    assert opened.run(payments.credit_of, 1) == 2500


def test_without_a_studio_the_lists_wait_for_the_starter_files(empty: Path) -> None:
    with Studio(empty, now=NOW) as studio:
        assert studio.run(catalogue).methods == ()
        studio.run(setup.create, LUMEN)
        assert len(studio.run(catalogue).methods) == 5


def test_words_that_were_settings_become_lists_in_their_order(old: Path) -> None:
    with closing(sqlite3.connect(old / "studio.db")) as connection, connection:
        connection.execute(
            "INSERT INTO preference (person_id, key, value) "
            """VALUES (0, 'lists.phone_labels', '["Work", "Mobile"]')"""
        )
    with Studio(old, now=NOW) as studio:
        assert studio.run(catalogue).phone_labels == ("Work", "Mobile")
        assert rows(studio, "SELECT count(*) FROM preference WHERE key LIKE 'lists.%'") == [(0,)]
        assert rows(studio, "SELECT name FROM relationship WHERE name = 'Daughter'")
