"""The Sessions hub beside the best SQL for the same rows, and the search of a million clients."""

from __future__ import annotations

from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from studio_tui.hubs import declared
from studio_tui.hubs.look import Look, read
from studio_tui.services import found_lines, hubs

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.services.desk import Desk
    from tests.benchmarks.raw import Raw

    Call = Callable[[int], object]
    Calls = dict[str, tuple[Call, Call, Call | None]]

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
