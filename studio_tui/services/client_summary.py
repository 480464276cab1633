"""All that a client has meant to the studio: sales and payments, sessions, who came through whom.

Three statements, however much there is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import GoneError
from studio_tui.domain.names import display

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk

SHOWN: Final = 20
"""Most clients that are named of those who were referred: those who bought most."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in minor units: in all, and since the first of January."""

    all: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """A session as the summary names it."""

    id: int
    number: str
    start: datetime
    type_name: str


@dataclass(frozen=True, slots=True)
class Referred:
    """A client who came through another; sales in minor units."""

    id: int
    name: str
    sales: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to know at a glance. Money in minor units."""

    sales: Sum
    """Invoices that they are billed for less credit memos; estimates are none."""
    paid: Sum
    refunded: Sum
    """Given back, as amounts above zero."""
    owed: int
    deposits: int
    """Paid for no invoice yet."""
    returned: int
    """To be given back on credit memos and on invoices that were lowered."""
    kept: int
    """Sessions that have been."""
    coming: int
    cancelled: int
    no_shows: int
    first: Met | None
    last: Met | None
    next: Met | None
    paid_last: tuple[int, date, int, str] | None
    """(id, day, amount, method) of the last payment."""
    referred_by: Referred | None
    """Without sales."""
    referred: tuple[Referred, ...]
    """Those who bought most first."""
    referred_count: int
    referred_sales: int

    @property
    def credit(self) -> int:
        """All that the studio holds for them."""
        return self.deposits + self.returned


_MONEY = """
WITH bill AS (
    SELECT date, total, total - (SELECT coalesce(sum(amount), 0) FROM payment
                                 WHERE invoice_id = invoice.id AND NOT pending) AS balance
    FROM invoice WHERE bill_to_id = :client AND kind <> 'estimate'
), taken AS (
    SELECT id, date, amount, invoice_id, method_id FROM payment
    WHERE client_id = :client AND NOT pending
), last AS (
    SELECT taken.id, taken.date, amount, method.name FROM taken
    JOIN payment_method AS method ON method.id = method_id
    WHERE amount > 0 ORDER BY date DESC, taken.id DESC LIMIT 1
)
SELECT (SELECT json_array(coalesce(sum(total), 0), coalesce(sum(total * (date >= :year)), 0),
                          coalesce(sum(max(0, balance)), 0), coalesce(sum(max(0, -balance)), 0))
        FROM bill),
       (SELECT json_array(coalesce(sum(max(0, amount)), 0),
                          coalesce(sum(max(0, amount) * (date >= :year)), 0),
                          coalesce(sum(max(0, -amount)), 0),
                          coalesce(sum(max(0, -amount) * (date >= :year)), 0))
        FROM taken WHERE method_id IS NOT NULL),
       (SELECT coalesce(sum(amount), 0) FROM taken WHERE invoice_id IS NULL),
       (SELECT json_array(id, date, amount, name) FROM last),
       other.id, other.last, other.first, other.company
FROM client LEFT JOIN client AS other ON other.id = client.referred_by_id
WHERE client.id = :client
"""
"""A payment without a method moves credit from a memo to an invoice: nothing was paid."""

_SESSIONS = """
WITH met AS (
    SELECT session.id, coalesce(session.number, '') AS number, event.start, event.end_utc,
           type.name AS type, status.kind
    FROM session
    JOIN event ON event.session_id = session.id AND event."primary"
    JOIN session_type AS type ON type.id = session.type_id
    JOIN status ON status.id = session.status_id
    WHERE session.client_id = :client
), there AS (SELECT *, end_utc > :now AS coming FROM met WHERE kind NOT IN ('cancelled', 'no-show'))
SELECT (SELECT json_array(coalesce(sum(kind = 'cancelled'), 0), coalesce(sum(kind = 'no-show'), 0))
        FROM met),
       (SELECT json_array(coalesce(sum(NOT coming), 0), coalesce(sum(coming), 0)) FROM there),
       (SELECT json_array(id, number, min(start), type) FROM there WHERE NOT coming),
       (SELECT json_array(id, number, max(start), type) FROM there WHERE NOT coming),
       (SELECT json_array(id, number, min(start), type) FROM there WHERE coming)
"""

_REFERRED = """
SELECT id, last, first, company, sales, count(*) OVER (), sum(sales) OVER () FROM (
    SELECT id, last, first, company, sort_name,
           (SELECT coalesce(sum(total), 0) FROM invoice
            WHERE bill_to_id = client.id AND kind <> 'estimate') AS sales
    FROM client WHERE referred_by_id = ?)
ORDER BY sales DESC, sort_name, id LIMIT ?
"""


def summary(desk: Desk, client_id: int) -> Summary:
    """What a client has meant to the studio, by the studio's clock.

    Raises:
        GoneError: When there is no such client.
    """
    year = f"{desk.today().year}-01-01"
    money = desk.row(_MONEY, {"client": client_id, "year": year})
    if money is None:
        raise GoneError("This client no longer exists.")
    met = desk.row(_SESSIONS, {"client": client_id, "now": desk.utc()})
    assert met is not None
    referred = desk.rows(_REFERRED, (client_id, SHOWN))
    (sales, sales_year, owed, returned), (paid, paid_year, back, back_year) = map(_list, money[:2])
    cancelled, no_shows = _list(met[0])
    kept, coming = _list(met[1])
    last = _list(money[3]) if money[3] else None
    return Summary(
        sales=Sum(sales, sales_year),
        paid=Sum(paid, paid_year),
        refunded=Sum(back, back_year),
        owed=owed,
        deposits=money[2],
        returned=returned,
        kept=kept,
        coming=coming,
        cancelled=cancelled,
        no_shows=no_shows,
        first=_met(met[2]),
        last=_met(met[3]),
        next=_met(met[4]),
        paid_last=(last[0], date.fromisoformat(last[1]), last[2], last[3]) if last else None,
        referred_by=Referred(money[4], display(*money[5:8]), 0) if money[4] else None,
        referred=tuple(Referred(row[0], display(*row[1:4]), row[4]) for row in referred),
        referred_count=referred[0][5] if referred else 0,
        referred_sales=referred[0][6] if referred else 0,
    )


def _list(text: str) -> list[Any]:
    found: list[Any] = json.loads(text)
    return found


def _met(text: str) -> Met | None:
    at, number, start, type_name = _list(text)
    return Met(at, number, datetime.fromisoformat(start), type_name) if at else None
