from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.demo.fill import fill
from studio_tui.demo.generator import DEMO, generate
from studio_tui.domain.booking import AppointmentDraft, ClientDraft, PhoneDraft, SessionDraft
from studio_tui.domain.invoice import InvoiceDraft
from studio_tui.domain.payment import PaymentDraft
from studio_tui.domain.price import automatic_lines
from studio_tui.errors import StudioError
from studio_tui.services import (
    appointments,
    availability,
    booking,
    calendar,
    clients,
    invoices,
    payments,
    search,
    sessions,
)
from studio_tui.services.catalogue import catalogue
from studio_tui.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Clash
    from studio_tui.services.availability import Check
    from studio_tui.services.desk import Desk

NOW = datetime.fromisoformat("2026-11-24T09:00")
TABLES = (*("client", "client_phone", "session", "appointment", "event", "booking_slot", "change"),)


@pytest.fixture(scope="module")
def lantern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directory of the demonstration studio. Copy it, never open it."""
    directory = tmp_path_factory.mktemp("lantern")
    with Studio(directory, now=NOW.isoformat()) as opened:
        opened.run(fill, NOW)
    return directory


@pytest.fixture
def demo(lantern: Path, tmp_path: Path) -> Iterator[Studio]:
    """The demonstration studio, open."""
    with Studio(shutil.copytree(lantern, tmp_path / "demo"), now=NOW.isoformat()) as opened:
        yield opened


def rows(studio: Studio, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    return studio.run(lambda desk: desk.rows(sql, parameters))


def one(studio: Studio, sql: str, *parameters: object) -> Any:
    (found,) = rows(studio, sql, *parameters)
    return found[0]


def booked(studio: Studio) -> tuple[int, int]:
    """Book a session for a new client as the wizard does; the ids of client and session."""
    draft = SessionDraft(
        type_id=1,
        start=datetime.fromisoformat("2027-02-03T16:15"),
        end=datetime.fromisoformat("2027-02-03T17:15"),
        description="Portrait",
        photographer_id=1,
        assistant_id=4,
        resource_id=2,
        people=3,
        notes="Blue backdrop.",
        token="typed",
    )
    client = ClientDraft(
        last="O'Brien", first="Zoë", email="z@example.org", phones=(PhoneDraft("020 7946 0018"),)
    )
    known = studio.run(catalogue)
    invoice = InvoiceDraft(
        automatic_lines(known.items, known.automatic, 1, 3),
        taxes=known.taxes(known.default_tax),
        tax_rate_id=known.tax_rates[0].id,
    )
    payments_made = (
        PaymentDraft(2500, known.methods[1].id, reference="ends in 1234"),
        PaymentDraft(1000, pending=True, due=date(2027, 2, 1)),
    )
    stored = studio.run(booking.book, client, draft, invoice=invoice, payments=payments_made)
    viewing = AppointmentDraft(
        type_id=2,
        start=datetime.fromisoformat("2027-02-17T09:00"),
        end=datetime.fromisoformat("2027-02-17T10:00"),
        client_id=stored.client_id,
        session_id=stored.session_id,
        schedule_ids=(4,),
        token="viewing",
    )
    studio.run(appointments.book, viewing)
    return stored.client_id, stored.session_id


def test_the_database_is_sound(demo: Studio) -> None:
    assert rows(demo, "PRAGMA integrity_check") == [("ok",)]
    assert rows(demo, "PRAGMA foreign_key_check") == []
    assert rows(demo, "INSERT INTO client_search(client_search) VALUES ('integrity-check')") == []


def test_everything_that_was_invented_is_there(demo: Studio) -> None:
    made = generate(NOW)
    people = list(made.clients())
    for table, count in {
        "client": 400,
        "client_phone": sum(len(client.phones) for client in people),
        "family_member": sum(len(client.family) for client in people),
        "client_group_member": sum(len(client.groups) for client in people),
        "session": 1000,
        "event": 1000 + len(made.appointments),
        "appointment": len(made.appointments),
        "invoice": len(made.invoices),
        "payment": sum(len(invoice.payments) for invoice in made.invoices),
        "person": 5,
        "resource": 4,
        "outside_location": len(made.outside),
        "closure": len(made.opening.closures),
    }.items():
        assert one(demo, f"SELECT count(*) FROM {table}") == count, table
    assert one(demo, "SELECT name FROM location") == "Lantern Lane Portraits"
    names = [row[0] for row in rows(demo, "SELECT name FROM schedule ORDER BY sort")]
    assert names == [*(f"{who.first} {who.last}" for who in made.people), *made.rooms]


def shapes(studio: Studio, table: str, where: str) -> dict[str, set[str]]:
    """The storage classes that each column of some rows holds."""
    columns = [row[1] for row in rows(studio, f"PRAGMA table_info({table})")]
    kinds = ", ".join(f'typeof("{column}")' for column in columns)
    found = rows(studio, f"SELECT {kinds} FROM {table} WHERE {where}")
    return {
        column: set(values)
        for column, values in zip(columns, zip(*found, strict=True), strict=True)
    }


@pytest.mark.parametrize("table", TABLES)
def test_columns_hold_what_the_booking_service_stores(demo: Studio, table: str) -> None:
    last = one(demo, f"SELECT max(rowid) FROM {table}")
    booked(demo)
    invented = shapes(demo, table, f"rowid <= {last}")
    typed = shapes(demo, table, f"rowid > {last}")
    for column, kinds in typed.items():
        stored = invented[column] - {"null"}
        assert kinds - {"null"} <= stored, column
        assert len(stored) <= 1, column


def test_booking_goes_on_with_the_next_numbers(demo: Studio) -> None:
    client_id, session_id = booked(demo)
    assert one(demo, "SELECT number FROM client WHERE id = ?", client_id) == "10352"
    assert one(demo, "SELECT number FROM session WHERE id = ?", session_id) == "11000"


def test_a_session_reads_like_one_that_was_booked(demo: Studio) -> None:
    """Book an invented future session again through the service, and compare the rows."""
    found = one(
        demo,
        "SELECT session.id FROM session JOIN event ON session_id = session.id "
        "JOIN status ON status.id = status_id WHERE status.name = 'Booked' AND NOT confirmed "
        "AND start > '2026-12-01' LIMIT 1",
    )
    record = demo.run(sessions.get, found)
    before = slots(demo, record.id)
    client = demo.run(clients.get, record.client_id)
    demo.run(delete, record.id)
    again = demo.run(
        booking.book, client, replace(record.draft, id=None, token="again"), original=client
    )
    copy = demo.run(sessions.get, again.session_id)
    assert slots(demo, copy.id) == before
    assert copy.draft == replace(record.draft, id=copy.id)
    assert copy.history[-1][2] == record.history[-1][2]
    assert copy.client_id == record.client_id


def delete(desk: Desk, session_id: int) -> None:
    """Delete a session with all that belongs to it."""
    invoices = "SELECT id FROM invoice WHERE session_id = ?"
    with desk.work() as work:
        for sql in (
            f"DELETE FROM payment WHERE invoice_id IN ({invoices})",
            "DELETE FROM invoice WHERE session_id = ?",
            "DELETE FROM session WHERE id = ?",
        ):
            work.desk.database.execute_sql(sql, (session_id,))


def test_an_appointment_reads_like_one_that_was_booked(demo: Studio) -> None:
    """Book an invented future viewing and a meeting again through the service, and compare."""
    for code in ("VO", "ME"):
        found = one(
            demo,
            "SELECT appointment.id FROM appointment JOIN event ON appointment_id = appointment.id "
            "JOIN status ON status.id = status_id JOIN appointment_type AS type ON type.id = "
            "type_id WHERE status.name = 'Arranged' AND NOT confirmed AND code = ? "
            "AND start > '2026-11-25' LIMIT 1",
            code,
        )
        record = demo.run(appointments.get, found)
        before = slots(demo, record.id, "appointment")
        assert before
        rows(demo, "DELETE FROM appointment WHERE id = ?", found)
        again = demo.run(appointments.book, replace(record.draft, id=None, token=f"again {code}"))
        copy = demo.run(appointments.get, again.appointment_id)
        assert slots(demo, copy.id, "appointment") == before
        assert copy.draft == replace(record.draft, id=copy.id)
        assert copy.history[-1][2] == record.history[-1][2]
        assert copy.session_number == record.session_number


@pytest.mark.parametrize("kind", ["session-fee", "initial-order"])
def test_an_invoice_reads_like_one_that_was_written(demo: Studio, kind: str) -> None:
    """Write an invented invoice again through the services, pay it likewise, and compare."""
    found = one(
        demo,
        "SELECT invoice.id FROM invoice JOIN payment ON invoice_id = invoice.id WHERE kind = ? "
        "AND discount_percent > 0 GROUP BY invoice.id HAVING count(*) = 2 LIMIT 1",
        kind,
    )
    record = demo.run(invoices.get, found)
    assert record.draft.lines
    assert record.totals.discount
    assert [name for name, _ in record.totals.taxes] == ["VAT 20%"]
    again = demo.run(invoices.create, replace(record.draft, id=None, version=0, token="again"))
    for hit in reversed(record.payments):
        draft = demo.run(payments.get, hit.id).draft
        demo.run(payments.take, replace(draft, id=None, invoice_id=again, token=hit.number))
    copy = demo.run(invoices.get, again)
    assert copy.draft == replace(record.draft, id=copy.id)
    assert (copy.totals, copy.paid, copy.balance) == (record.totals, record.paid, record.balance)
    assert one(demo, "SELECT total FROM invoice WHERE id = ?", found) == record.totals.total
    numbers = dict(
        zip(
            (copy.number, *(hit.number for hit in copy.payments)),
            (record.number, *(hit.number for hit in record.payments)),
            strict=True,
        )
    )
    words = [what for _, _, what in copy.history]
    for number, meant in numbers.items():
        words = [what.replace(number, meant) for what in words]
    assert words == [what for _, _, what in record.history]


def test_no_more_is_paid_than_an_invoice_comes_to_and_most_are_paid(demo: Studio) -> None:
    sums = rows(
        demo,
        "SELECT total, coalesce(sum(amount), 0), coalesce(sum(pending), 0) FROM invoice "
        "LEFT JOIN payment ON invoice_id = invoice.id GROUP BY invoice.id",
    )
    assert all(0 <= paid <= total for total, paid, _ in sums)
    whole = sum(paid == total for total, paid, _ in sums)
    unpaid = sum(paid == 0 for _, paid, _ in sums)
    assert 0.7 < whole / len(sums) < 0.95
    assert 20 < unpaid < 150
    assert len(sums) - whole - unpaid > 80
    assert sum(pending for _, _, pending in sums) > 0
    assert one(demo, "SELECT min(amount) FROM payment") > 0


def test_planned_payments_say_so_in_their_history(demo: Studio) -> None:
    planned = rows(demo, "SELECT id, pending, version FROM payment WHERE due NOT NULL")
    assert {(pending, version) for _, pending, version in planned} == {(0, 2), (1, 1)}
    for payment_id, pending, _ in planned[::7]:
        record = demo.run(payments.get, payment_id)
        said = [what.split(" ")[0] for _, _, what in record.history]
        assert said == (["Planned"] if pending else ["Payment", "Planned"])


def slots(studio: Studio, record_id: int, kind: str = "session") -> list[tuple[Any, ...]]:
    return rows(
        studio,
        "SELECT schedule_id, role, slot.start_utc, slot.end_utc, before, after, held, forced, "
        'start, "end", zone, event.start_utc, event.end_utc, event.description, "primary", hidden '
        "FROM booking_slot AS slot JOIN event ON event.id = event_id "
        f"WHERE {kind}_id = ? ORDER BY role, schedule_id",
        record_id,
    )


def keys(studio: Studio) -> list[tuple[Any, ...]]:
    return rows(
        studio,
        "SELECT client.id, sort_name, given_name, search, business, group_concat(key) "
        "FROM client LEFT JOIN client_phone ON client_id = client.id GROUP BY client.id",
    )


def save_again(desk: Desk, client_id: int) -> None:
    stored = clients.get(desk, client_id)
    with desk.work() as work:
        turned = replace(stored, notes="changed", phones=stored.phones[::-1])
        clients.store(work, turned, stored)
    turned = clients.get(desk, client_id)
    with desk.work() as work:
        clients.store(work, replace(turned, phones=stored.phones), turned)


def test_search_keys_are_those_that_saving_a_client_makes(demo: Studio) -> None:
    before = keys(demo)
    for client_id in range(1, 401, 4):
        demo.run(save_again, client_id)
    assert keys(demo) == before


def test_clients_are_found_by_name_phone_and_number(demo: Studio) -> None:
    for client_id in (1, 100, 300):
        last, number, phone = rows(
            demo,
            "SELECT last, client.number, client_phone.number FROM client "
            "JOIN client_phone ON client_id = client.id WHERE client.id >= ? "
            "AND client.number NOT NULL LIMIT 1",
            client_id,
        )[0]
        for typed in (last, number, phone):
            assert demo.run(search.clients, typed), typed


def standing(check: Check, draft: BookingDraft) -> list[Clash]:
    """What stands against a booking; today's hours do not hold for what was before."""
    return [each for each in check.clashes if each.kind != "hours" or draft.start >= NOW]


def test_no_session_clashes_with_another_or_a_closure(demo: Studio) -> None:
    ids = rows(
        demo,
        "SELECT session.id FROM session JOIN status ON status.id = status_id "
        "WHERE kind IN ('open', 'done')",
    )
    for (session_id,) in ids[::3]:
        draft = demo.run(sessions.get, session_id).draft
        found = demo.run(availability.check, draft, alternatives=0)
        assert standing(found, draft) == []
        assert found.warning == ""


def test_no_appointment_clashes_with_anything(demo: Studio) -> None:
    ids = rows(
        demo,
        "SELECT appointment.id FROM appointment JOIN status ON status.id = status_id "
        "WHERE kind IN ('open', 'done')",
    )
    for (appointment_id,) in ids[::3]:
        draft = demo.run(appointments.get, appointment_id).draft
        found = demo.run(availability.check, draft, alternatives=0)
        assert standing(found, draft) == []
        assert found.warning == ""


def test_cancelled_and_missed_bookings_free_their_time(demo: Studio) -> None:
    held = dict(
        rows(
            demo,
            "SELECT kind, group_concat(DISTINCT held) FROM booking_slot AS slot "
            "JOIN event ON event.id = event_id "
            "LEFT JOIN session ON session.id = event.session_id "
            "LEFT JOIN appointment ON appointment.id = event.appointment_id JOIN status "
            "ON status.id = coalesce(session.status_id, appointment.status_id) GROUP BY kind",
        )
    )
    assert held == {"open": "1", "done": "1", "cancelled": "0", "no-show": "0"}


def test_each_schedule_knows_its_longest_booking(demo: Studio) -> None:
    found = rows(
        demo,
        "SELECT longest, (SELECT max(end_utc - start_utc) FROM booking_slot "
        "WHERE schedule_id = schedule.id) FROM schedule",
    )
    assert len(found) == 9
    assert all(longest == measured for longest, measured in found)


def test_the_calendar_shows_the_week(demo: Studio) -> None:
    columns = [entry.id for entry in demo.run(calendar.schedules)]
    week = demo.run(calendar.blocks, date(2026, 11, 23), date(2026, 11, 29), columns)
    shown = {block.event_id: block for block in week if block.status_kind == "open"}
    assert len(shown) >= 10
    assert sum(block.start.date() == NOW.date() for block in shown.values()) >= 2


def test_history_of_an_appointment_tells_what_happened(demo: Studio) -> None:
    for appointment_id in range(1, 900, 7):
        record = demo.run(appointments.get, appointment_id)
        moments = [at for at, _, _ in record.history]
        assert moments == sorted(moments, reverse=True)
        assert record.draft.version == len(record.history)
        if record.status_kind == "done":
            assert record.history[0][2] == "Status: Arranged to Took place."


def test_history_tells_what_happened_in_order_and_counts_as_versions(demo: Studio) -> None:
    for session_id in range(1, 1001, 7):
        record = demo.run(sessions.get, session_id)
        moments = [at for at, _, _ in record.history]
        assert moments == sorted(moments, reverse=True)
        assert moments[0] <= NOW
        assert record.history[-1][2].startswith("Booked for ")
        assert record.draft.version == len(record.history)
        if record.status_kind == "cancelled":
            assert record.history[0][2].startswith("Status: Booked to Cancelled. Reason: ")


def test_due_dates_count_work_days(demo: Studio) -> None:
    due = {
        name: [date.fromisoformat(day) for (day,) in rows(demo, DUE, name)]
        for name in ("Booked", "Photographed")
    }
    assert all(day <= NOW.date() for day in due["Booked"])
    assert due["Photographed"]
    assert all(day.weekday() < 5 for day in due["Photographed"])


DUE = "SELECT status_due FROM session JOIN status ON status.id = status_id WHERE status.name = ?"


def test_the_staff_sit_at_their_desks(demo: Studio) -> None:
    people = rows(demo, "SELECT initials, photographer, assistant, auto_select FROM person")
    assert people == [
        ("AB", 1, 0, 1),
        ("BO", 1, 0, 1),
        ("MC", 1, 0, 1),
        ("PS", 0, 1, 0),
        ("TO", 0, 1, 0),
    ]


def test_a_studio_in_use_is_left_alone(demo: Studio) -> None:
    booked(demo)
    with pytest.raises(StudioError, match="There is a studio here already"):
        demo.run(fill, NOW)
    assert one(demo, "SELECT count(*) FROM session") == 1001


def test_a_failure_half_way_leaves_an_empty_database(tmp_path: Path) -> None:
    with Studio(tmp_path / "new", now=NOW.isoformat()) as opened:
        rows(
            opened,
            "CREATE TRIGGER full AFTER INSERT ON event WHEN NEW.id > 900 "
            "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        with pytest.raises(StudioError, match="full"):
            opened.run(fill, NOW)
        for table in ("location", "person", "client", "session", "preference"):
            assert one(opened, f"SELECT count(*) FROM {table}") == 0, table


def test_a_larger_studio_and_another_zone(tmp_path: Path) -> None:
    scale = replace(DEMO, photographers=9, assistants=4, rooms=7, sessions=1500)
    with Studio(tmp_path / "new", now="2026-07-03T10:00") as opened:
        opened.run(fill, NOW, scale=scale, zone="America/New_York")
    with Studio(tmp_path / "new", now="2026-07-03T10:00") as opened:
        assert one(opened, "SELECT count(*) FROM person") == 13
        assert one(opened, "SELECT count(*) FROM person WHERE auto_select") == 4
        start, utc = rows(opened, "SELECT start, start_utc FROM event LIMIT 1")[0]
        away = datetime.fromisoformat(f"{start}+00:00").timestamp() - utc
        assert timedelta(seconds=away) in (timedelta(hours=-4), timedelta(hours=-5))


def test_nothing_has_happened_later_than_the_clock_in_summer_time(tmp_path: Path) -> None:
    now = datetime.fromisoformat("2026-06-12T11:45")
    with Studio(tmp_path, now=now.isoformat()) as opened:
        opened.run(fill, now)
        utc = opened.utc()
        for table, column in (("change", "at"), ("note", "at"), ("payment", "created")):
            assert one(opened, f"SELECT count(*) FROM {table} WHERE {column} > ?", utc) == 0
