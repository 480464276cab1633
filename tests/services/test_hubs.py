"""Rows of hubs: in their order, page by page, and only those that are searched for."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.hubs import HUBS, declared
from studio_tui.hubs.look import Look, read, readied
from studio_tui.services import hub_export, hubs, invoices, payments
from tests.factories import (
    FRIDAY,
    arrange,
    book,
    client_draft,
    execute,
    invoice_draft,
    payment_draft,
    rows,
    store,
    task,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from studio_tui.hubs.look import Query
    from studio_tui.services.hubs import HubRow
    from studio_tui.studio import Studio

LASTS = ("Smith", "Smithson", "Lee", "Abel", "Zola", "Smith")


def fill(studio: Studio) -> None:
    """Six sessions and appointments of clients of all sorts, each with an invoice, and others."""
    for at, last in enumerate(LASTS):
        start = FRIDAY + timedelta(days=at)
        who = client_draft(last=last, phone=f"07700 90012{at}", city="York" if at % 2 else "")
        booked = book(studio, client=who, start=start, description=f"Dog {at}")
        invoice_id = studio.run(
            invoices.create, invoice_draft(studio, session_id=booked.session_id)
        )
        if at % 2:
            studio.run(payments.take, payment_draft(studio, 60_00, invoice_id=invoice_id))
        arrange(studio, who=("Ben Okoye",), start=start)
        task(studio, f"Call {last}", client_id=booked.client_id, days=at - 2)
    store(studio, last="Prospect", first="Paula")


@pytest.fixture
def full(opened_after: Callable[..., AbstractContextManager[Studio]]) -> Iterator[Studio]:
    """A studio with some of everything."""
    with opened_after(fill) as opened:
        yield opened


def asked(studio: Studio, hub: str, **look: Any) -> Query:
    found = declared(hub)
    query, problems = read(found, Look(**look), studio.run(hubs.facts, found))
    assert problems == ()
    return query


def listed(studio: Studio, query: Query, **where: Any) -> list[HubRow]:
    few = studio.run(hubs.total, query).few
    return studio.run(hubs.page, query, few=few, **where)


ORDERS = [
    (key, column.key, down)
    for key in HUBS
    for column in declared(key).columns
    if column.order
    for down in (False, True)
]


@pytest.mark.parametrize(("hub", "order", "down"), ORDERS)
@pytest.mark.parametrize("few", [True, False])
def test_pages_follow_each_other_in_every_order_both_ways(
    full: Studio, hub: str, order: str, down: bool, few: bool
) -> None:
    query = asked(full, hub, order=order, down=down)
    whole = full.run(hubs.page, query, few=few)
    table = declared(hub).table
    assert {row.id for row in whole} == {row[0] for row in rows(full, f"SELECT id FROM {table}")}
    assert [row.at for row in whole] == sorted((row.at for row in whole), reverse=down)
    walked, at = [], None
    while batch := full.run(hubs.page, query, few=few, after=at, limit=2):
        walked += batch
        at = batch[-1].at
    assert walked == whole
    back = full.run(hubs.page, query, few=few, after=whole[-1].at, back=True, limit=3)
    assert back == whole[-4:-1]
    assert full.run(hubs.page, query, few=few, back=True, limit=2) == whole[-2:]
    here = full.run(hubs.page, query, few=few, after=whole[2].at, including=True, limit=2)
    assert here == whole[2:4]


@pytest.mark.parametrize(
    ("hub", "key", "text", "count"),
    [
        ("sessions", "client", "smi", 3),
        ("sessions", "client", "sara z", 1),
        ("sessions", "number", "10003", 1),
        ("sessions", "phone", "07700 900124", 1),
        ("sessions", "phone", "+44 7700 9001", 6),
        ("sessions", "date", "27/11/2026 to 28/11/2026", 2),
        ("sessions", "date", "nov", 4),
        ("sessions", "type", "portrait", 6),
        ("sessions", "status", "booked", 6),
        ("sessions", "photographer", "anna", 6),
        ("sessions", "photographer", "ben", 0),
        ("sessions", "balance", "due", 3),
        ("sessions", "balance", "settled", 3),
        ("sessions", "confirmed", "yes", 0),
        ("sessions", "text", "dog 3", 1),
        ("appointments", "date", "from 30/11/2026", 3),
        ("appointments", "who", "ben", 6),
        ("appointments", "linked", "nobody", 6),
        ("clients", "name", "smith", 3),
        ("clients", "name", "paula", 1),
        ("clients", "city", "yor", 3),
        ("clients", "phone", "900125", 0),
        ("clients", "status", "prospect", 1),
        ("clients", "balance", "due", 3),
        ("clients", "last", "from 1/12/2026", 2),
        ("tasks", "client", "smi", 3),
        ("tasks", "text", "call z", 1),
        ("tasks", "state", "no", 6),
        ("tasks", "to", "anna", 0),
        ("tasks", "due", "until today", 3),
        ("invoices", "number", "1000", 6),
        ("invoices", "bill_to", "lee", 1),
        ("invoices", "balance", "due", 3),
        ("invoices", "total", "over 59", 6),
        ("invoices", "total", "60", 6),
        ("invoices", "date", "today", 6),
        ("invoices", "session", "10002", 1),
        ("invoices", "session_date", "fri", 1),
        ("invoices", "kind", "session fee", 6),
    ],
)
def test_rows_are_searched_and_filtered(
    full: Studio, hub: str, key: str, text: str, count: int
) -> None:
    query = asked(full, hub, values={key: text})
    found = listed(full, query)
    assert len(found) == count
    assert full.run(hubs.total, query) == hubs.Total(count, True, True)
    assert full.run(hubs.ids, query, few=True) == [row.id for row in found]
    assert found == full.run(hubs.page, query, few=False), "however it is found"


def test_private_tasks_are_listed_for_those_whom_they_concern(full: Studio) -> None:
    execute(full, "UPDATE task SET private = 1 WHERE subject = 'Call Abel'")
    query = asked(full, "tasks")
    assert "Call Abel" not in [row.cells[2] for row in listed(full, query)]
    assert full.run(hubs.total, query).count == 5


def test_what_is_done_comes_last_and_what_is_late_is_said(full: Studio) -> None:
    execute(full, "UPDATE task SET completed = 1 WHERE subject = 'Call Smith'")
    found = [(row.cells[1], row.cells[2]) for row in listed(full, asked(full, "tasks"))]
    assert found[:2] == [("overdue", "Call Smithson"), ("", "Call Lee")]
    assert found[-2:] == [("done", "Call Smith")] * 2


def test_every_filter_of_every_hub_can_be_asked_for(full: Studio) -> None:
    texts = {"number": "1", "phone": "0770", "postcode": "YO1", "total": "over 1"}
    for key in HUBS:
        hub = declared(key)
        facts = full.run(hubs.facts, hub)
        for each in hub.filters:
            offered = each.words or facts.options.get(each.key, ())
            text = offered[0] if offered else texts.get(each.key, "2026")
            if each.options and not offered:
                continue  # a list that the studio has not filled yet
            listed(full, asked(full, key, values={each.key: text}))


def test_filters_are_combined(full: Studio) -> None:
    found = asked(full, "sessions", values={"client": "smith", "balance": "due", "date": "nov"})
    assert [row.cells[2] for row in listed(full, found)] == ["Smith, Sara"]
    assert "client “smith”, balance due, date Sun 1 Nov 2026" in found.said


@pytest.mark.parametrize(
    ("hub", "values", "said"),
    [
        ("sessions", {"date": "32/11"}, "Date is left out"),
        ("invoices", {"total": "lots"}, "Total needs an amount"),
        ("sessions", {"status": "Vanished"}, "There is no status “Vanished”"),
        ("sessions", {"mood": "good"}, "There is no filter mood any more"),
        ("sessions", {"phone": "07"}, "too short for a phone number"),
        ("sessions", {"number": "!!"}, "is no number"),
    ],
)
def test_what_means_nothing_any_more_is_left_out_and_said(
    full: Studio, hub: str, values: dict[str, str], said: str
) -> None:
    found = declared(hub)
    query, problems = read(found, Look(values=values), full.run(hubs.facts, found))
    assert query.conditions == ()
    assert said in problems[0]


def test_a_status_that_was_renamed_or_deleted_leaves_the_rest_of_a_filter(full: Studio) -> None:
    stored = Look(values={"status": "Confirmed", "client": "lee"}, order="client").to_keep()
    execute(full, "UPDATE status SET name = 'Agreed' WHERE name = 'Confirmed'")
    hub = declared("sessions")
    kept = Look.kept({**stored, "order": "gone", "columns": ["gone", "date"]}, hub)
    query, problems = read(hub, kept, full.run(hubs.facts, hub))
    assert (kept.order, kept.columns) == ("", ("date",))
    assert len(problems) == 1
    assert [row.client_id for row in listed(full, query)] == [3]


def test_columns_and_order_are_remembered_for_a_person(full: Studio) -> None:
    hub = declared("sessions")
    look = Look({"client": "smi"}, "client", True, ("date", "client"))
    full.run(hubs.keep_look, hub, look)
    assert full.run(hubs.look, hub) == Look({}, "client", True, ("date", "client"))
    full.run(lambda desk: setattr(desk, "person_id", 2))
    assert full.run(hubs.look, hub) == Look()


def test_very_many_rows_are_not_counted(full: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "FEW", 4)
    assert full.run(hubs.total, asked(full, "sessions")) == hubs.Total(5, False, False)
    some = asked(full, "sessions", values={"balance": "settled"})
    assert full.run(hubs.total, some) == hubs.Total(2, False, False)
    assert len(listed(full, some)) == 3
    due = asked(full, "sessions", values={"balance": "due"})
    assert full.run(hubs.total, due) == hubs.Total(3, True, True), "found by an index of its own"


def test_pages_hold_together_while_others_write(full: Studio) -> None:
    """Rows that come or go elsewhere neither repeat nor hide those that follow."""
    query = asked(full, "clients", order="name")
    whole = [row.id for row in full.run(hubs.page, query, few=False)]
    walked: list[int] = []
    at = None
    number = 0
    while batch := full.run(hubs.page, query, few=False, after=at, limit=2):
        walked += [row.id for row in batch]
        at = batch[-1].at
        with closing(sqlite3.connect(full.directory / "studio.db", isolation_level=None)) as other:
            other.execute(
                "INSERT INTO client (last, sort_name, given_name, created, version, first, "
                "salutation, business, job_title, company, street, city, state, postcode, country, "
                "email, call_warning, lead_source, allow_email, allow_mail, allow_sms, allow_call, "
                "notes, search) VALUES ('Aa', ?, '', 0, 1, '', '', 0, '', '', '', '', '', '', '', "
                "'', '', '', 1, 1, 1, 1, '', '')",
                (f"aa{number}",),  # before all others
            )
        number += 1
    assert walked == whole


def test_what_is_paid_stands_on_the_invoice_whatever_is_done_with_payments(full: Studio) -> None:
    """Lists of what is owed read it there; it is kept by the database itself."""

    def kept() -> list[tuple[int, int]]:
        return rows(
            full,
            "SELECT paid, coalesce((SELECT sum(amount) FROM payment WHERE invoice_id = invoice.id "
            "AND NOT pending), 0) FROM invoice ORDER BY id",
        )

    before = kept()
    assert any(paid for paid, _ in before)
    for change in (
        "UPDATE payment SET amount = amount + 100 WHERE invoice_id IS NOT NULL",
        "UPDATE payment SET invoice_id = 3 WHERE invoice_id = 1",
        "UPDATE payment SET pending = 1 WHERE id = 1",
        "UPDATE payment SET pending = 0, invoice_id = 2 WHERE id = 1",
        "UPDATE payment SET invoice_id = NULL WHERE id = 1",
        "UPDATE payment SET invoice_id = 1 WHERE id = 1",
        "DELETE FROM payment WHERE id = 1",
    ):
        execute(full, change)
        assert all(paid == counted for paid, counted in kept()), change
    assert kept() != before


def readies(studio: Studio, hub: str) -> dict[str, list[int]]:
    """Ids that each ready-made filter of a hub leaves, by its name."""
    found, known = declared(hub), studio.run(hubs.facts, declared(hub))
    taken = {}
    for name, look in readied(found, known).items():
        query, problems = read(found, look, known)
        assert problems == (), name
        taken[name] = sorted(row.id for row in listed(studio, query))
    return taken


def test_ready_made_filters_find_who_owes_what_is_on_and_what_is_late(full: Studio) -> None:
    """Anna Berg is at the desk."""
    paid = [row[0] for row in rows(full, "SELECT session_id FROM invoice WHERE paid > 0")]
    execute(full, "UPDATE event SET start = '2026-11-24T15:00' WHERE session_id = 2")
    execute(full, "UPDATE event SET start = '2026-11-20T15:00' WHERE session_id = 3")
    utc = "CAST(strftime('%s', start) AS INTEGER)"
    execute(full, f"UPDATE event SET start_utc = {utc} WHERE session_id IN (2, 3)")
    execute(full, "UPDATE session SET confirmed = 1 WHERE id = 4")
    found = readies(full, "sessions")
    assert found["Today"] == [2]
    assert found["Not confirmed yet"] == [1, 2, 5, 6]
    assert found["Without a deposit"] == [each for each in range(1, 7) if each not in {*paid, 3}]
    owed = [row[0] for row in rows(full, "SELECT session_id FROM invoice WHERE total > paid")]
    assert found["Over, and not paid"] == [each for each in owed if each == 3]
    execute(full, "UPDATE payment SET amount = 0")
    execute(full, "UPDATE invoice SET due = '2026-11-23' WHERE id = 1")
    owed = [row[0] for row in rows(full, "SELECT id FROM invoice WHERE kind <> 'estimate'")]
    found = readies(full, "invoices")
    assert found["Who owes money"] == owed
    assert found["Overdue"] == [1] * (1 in owed)
    assert readies(full, "clients")["Who owes money"]
    mine, late = task(full, "Call", assigned_to_id=1), task(full, "Write", days=-2)
    task(full, "Later", days=3, assigned_to_id=1)
    found = readies(full, "tasks")
    assert mine in found["Mine, due by today"]
    assert late not in found["Mine, due by today"]
    assert late in found["All, due by today"]
    assert set(readies(full, "appointments")) == {
        *("Today", "This week", "Not confirmed yet", "Status due")
    }
    full.run(lambda desk: setattr(desk, "person_id", None))
    assert "Mine, to do" not in readies(full, "tasks"), "nobody is at the desk"


WRITER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None) as other:
    print("ready", flush=True)
    for at in range(100_000):
        other.execute("UPDATE client SET version = version + 1, city = ? WHERE id = ?",
                      ("abcdefgh"[at % 8], 1 + at * 7919 % 20_000))
"""


def test_twenty_thousand_rows_are_sorted_while_another_program_writes(full: Studio) -> None:
    """Neither fails, nor is a row passed over or doubled, although the order itself changes."""
    execute(
        full,
        "WITH RECURSIVE n (v) AS (SELECT 100 UNION ALL SELECT v + 1 FROM n WHERE v < 20000) "
        "INSERT INTO client (id, last, sort_name, given_name, created, version, first, city, "
        "salutation, business, job_title, company, street, state, postcode, country, email, "
        "call_warning, lead_source, allow_email, allow_mail, allow_sms, allow_call, notes, search) "
        "SELECT v, 'N' || v, 'n' || v, '', 0, 1, '', char(97 + v % 8), '', 0, '', '', '', '', '', "
        "'', '', '', '', 1, 1, 1, 1, '', '' FROM n",
    )
    wanted = [row[0] for row in rows(full, "SELECT id FROM client ORDER BY id")]
    query = asked(full, "clients", order="city", columns=("city",))
    command = (sys.executable, "-c", WRITER, str(full.directory / "studio.db"))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        ids = full.run(hubs.ids, query, few=False, limit=hubs.ALL)
        read_on = [
            row.id
            for at in range(0, len(ids), hub_export.BATCH)
            for row in full.run(hub_export.rows, query, ids[at : at + hub_export.BATCH])
        ]
        page = full.run(hubs.page, query, few=False)
        writing = writer.poll() is None
        writer.kill()
    assert writing, "the other program wrote all the while"
    assert sorted(ids) == sorted(read_on) == wanted
    assert len({row.id for row in page}) == hubs.PAGE
    assert [row.at for row in page] == sorted(row.at for row in page)
