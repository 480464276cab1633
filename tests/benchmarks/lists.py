"""The Sessions hub beside the best SQL for the same rows, and the search of a million clients."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from studio_tui.hubs import declared
from studio_tui.hubs.look import Look, read
from studio_tui.services import found_lines, hubs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_tui.services.desk import Desk
    from tests.benchmarks.raw import Raw

    Call = Callable[[int], object]
    Calls = dict[str, tuple[Call, Call, Call | None]]

MILLION: Final = 1_000_000
_PAGE: Final = """
SELECT session.id, event.start, client.last, client.first, client.company, type.name,
       session.description,
       (SELECT group_concat(schedule.name, ', ') FROM booking_slot AS slot
        JOIN schedule ON schedule.id = slot.schedule_id
        WHERE slot.event_id = event.id AND slot.role = 'photographer'),
       status.name, session.number, session.client_id, type.colour,
       (SELECT sum(max(0, total - coalesce((SELECT sum(amount) FROM payment
                                            WHERE invoice_id = invoice.id AND NOT pending), 0)))
        FROM invoice WHERE session_id = session.id AND kind <> 'estimate')
FROM {tables} JOIN session_type AS type ON type.id = session.type_id
JOIN status ON status.id = session.status_id {client}
WHERE {where} ORDER BY {order} LIMIT 100
"""
_CLIENT: Final = "JOIN client ON client.id = session.client_id"
_BY_DATE: Final = {
    "tables": "event CROSS JOIN session ON session.id = event.session_id",
    "client": _CLIENT,
    "where": 'event."primary" AND event.start_utc >= ?',
    "order": "event.start_utc",
}
_BY_CLIENT: Final = {
    "tables": "client CROSS JOIN session ON session.client_id = client.id "
    'CROSS JOIN event ON event.session_id = session.id AND event."primary"',
    "client": "",
    "where": "client.sort_name >= ?",
    "order": "client.sort_name",
}
_OF_CLIENTS: Final = {
    "tables": "client JOIN session ON session.client_id = client.id "
    'JOIN event ON event.session_id = session.id AND event."primary"',
    "client": "",
    "where": "client.sort_name >= ? AND client.sort_name < ?",
    "order": "event.start_utc",
}


def hub_calls(desk: Desk, raw: Raw) -> Calls:
    """What the Sessions hub does when it is opened, paged through, ordered and searched."""
    hub = declared("sessions")
    facts = hubs.facts(desk, hub)
    by_date, by_client = Look(), Look(order="client")
    begin = desk.utc()
    first = hubs.page(desk, read(hub, by_date, facts)[0], few=False, after=(begin, 0))
    ends = [row.at for row in first[-40:]]
    letters = "abcdefghklmnoprstw"

    def opened(_: int) -> object:
        query = read(hub, hubs.look(desk, hub), hubs.facts(desk, hub))[0]
        return hubs.total(desk, query), hubs.page(desk, query, few=False, after=(begin, 0))

    def turned(i: int) -> object:
        query, _ = read(hub, by_date, facts)
        return hubs.page(desk, query, few=False, after=ends[i % len(ends)])

    def ordered(_: int) -> object:
        query = read(hub, by_client, facts)[0]
        return hubs.total(desk, query), hubs.page(desk, query, few=False)

    def searched(i: int) -> object:
        text = letters[i % len(letters)] + "a"
        query, _ = read(hub, Look({"client": text}), facts)
        return hubs.total(desk, query), hubs.page(desk, query, few=True)

    def raw_searched(i: int) -> object:
        text = letters[i % len(letters)] + "a"
        return raw(_PAGE.format(**_OF_CLIENTS), (text, text + "\U0010ffff"))

    def alike(i: int) -> object:
        query = read(hub, Look({"number": str(1000 + i % 40)}), facts)[0]
        return hubs.total(desk, query), hubs.page(desk, query, few=True)

    by_time = _PAGE.format(**_BY_DATE)
    return {
        "hub": (opened, lambda _: raw(by_time, (begin,)), None),
        "hub.page": (turned, lambda i: raw(by_time, (ends[i % len(ends)][0],)), None),
        "hub.order": (ordered, lambda _: raw(_PAGE.format(**_BY_CLIENT), ("",)), None),
        "hub.filter": (searched, raw_searched, alike),
    }


# A million clients

_NAMES: Final = """
INSERT INTO client (number, last, first, salutation, business, job_title, company, street, city,
    state, postcode, country, email, call_warning, status_id, lead_source, allow_email, allow_mail,
    allow_sms, allow_call, notes, sort_name, given_name, search, version, created)
SELECT 'M' || n, last, given, '', 0, '', '', '', '', '', '', '', 'c' || n || '@example.org', '',
    status_id, '', 1, 1, 1, 1, '', lower(last) || ' ' || lower(given),
    lower(given) || ' ' || lower(last),
    lower(last) || ' ' || lower(given) || ' c' || n || ' example org 07' || (n * 7919 % 1000000000)
    || ' m' || n, 1, 0
FROM (SELECT value AS n FROM generated) JOIN numbered AS one ON one.at = 1 + n % :people
JOIN (SELECT at, first AS given FROM numbered) AS other ON other.at = 1 + n / :people % :people
"""
_SETUP: Final = """
DROP TRIGGER client_search_added;
CREATE TEMP TABLE numbered AS SELECT row_number() OVER () AS at, last, first, status_id
    FROM client WHERE last <> '' AND first <> '';
CREATE INDEX temp.numbered_at ON numbered (at);
CREATE TEMP TABLE generated AS WITH RECURSIVE n(value) AS
    (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {count}) SELECT value FROM n;
"""


def fill_up(path: Path, count: int = MILLION) -> None:
    """Add clients to a studio's file until there are very many, in a few statements."""
    with closing(sqlite3.connect(path)) as database:
        trigger = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'client_search_added'"
        ).fetchone()[0]
        database.executescript(_SETUP.format(count=count))
        people = database.execute("SELECT count(*) FROM numbered").fetchone()[0]
        database.execute(_NAMES, {"people": people})
        database.execute(
            "INSERT INTO client_phone (client_id, label, number, key, sms, sort) "
            "SELECT id, '', '07' || (id * 7919 % 1000000000), '7' || (id * 7919 % 1000000000), "
            "0, 0 FROM client WHERE number LIKE 'M%'"
        )
        database.execute("INSERT INTO client_search (client_search) VALUES ('rebuild')")
        database.execute(trigger)
        database.commit()


def search_figures(desk: Desk) -> dict[str, float]:
    """Milliseconds of a key in the search of everything, as names and numbers are typed."""
    terms = [
        row[0]
        for row in desk.rows("SELECT sort_name FROM client WHERE id % 47123 = 11 LIMIT 20")
        + desk.rows("SELECT key FROM client_phone WHERE id % 97127 = 11 LIMIT 5")
    ]
    typed = [term[:length] for term in terms for length in range(1, min(len(term), 14) + 1)]
    wrong = [term[:2] + "q" + term[2:] for term in terms if len(term) > 6]
    times = [_milliseconds(desk, text) for text in typed]
    forgiven = [_milliseconds(desk, text) for text in wrong]
    return {
        "find.key": median(times),
        "find.slow": quantiles(times, n=20)[-1],
        "find.wrong": quantiles(forgiven, n=20)[-1],
    }


def _milliseconds(desk: Desk, text: str) -> float:
    begin = perf_counter()
    found_lines.look_up(desk, text)
    return (perf_counter() - begin) * 1e3
