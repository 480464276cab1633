"""The rows of a hub, a page at a time, however many there are.

A page begins after the last row of the one before (never by counting rows off), in the order of an
index wherever the order has one. Where what is searched for leaves only some rows, these are found
by its own index and sorted; where it leaves many, the rows are walked through in their order until
a page is full.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_tui.hubs.hub import HubFacts
from studio_tui.hubs.look import Look
from studio_tui.services.preferences import remember

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.hubs.hub import Hub
    from studio_tui.hubs.look import Query
    from studio_tui.services.desk import Desk

PAGE = 100
"""Rows that are fetched at once."""
FEW = 5_000
"""So many rows are counted and sorted; beyond that it is ``more than``."""
MOST_MARKED = 10_000
"""So many rows are marked at once."""

ALL = -1
"""No limit."""

At = tuple[Any, int]
"""Where a row stands: what it is ordered by, and its id."""


@dataclass(frozen=True, slots=True)
class HubRow:
    """A record as a hub shows it."""

    id: int
    at: At
    cells: tuple[str, ...]
    """By the columns of the query."""
    values: tuple[Any, ...]
    """As they are stored."""
    client_id: int | None
    session_id: int | None
    colour: str
    warn: bool
    off: bool


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows there are."""

    count: int
    exact: bool
    few: bool
    """Whether what is searched for leaves so few rows that they are sorted."""


def facts(desk: Desk, hub: Hub) -> HubFacts:
    """What a hub needs to know to read what is typed."""
    options: dict[str, tuple[str, ...]] = {}
    for each in hub.filters:
        if each.options:
            options[each.key] = tuple(dict.fromkeys(row[0] for row in desk.rows(each.options)))
    me = desk.row(
        "SELECT schedule.name FROM person JOIN schedule ON schedule.id = person.schedule_id "
        "WHERE person.id = ?",
        (desk.person_id,),
    )
    return HubFacts(
        today=desk.today(),
        now=desk.utc(),
        day_first=bool(desk.preference("dates.day_first", True)),
        zone=desk.zone,
        country=desk.preference("studio.country", "GB"),
        currency=desk.currency,
        options=options,
        person_id=desk.person_id,
        me=me[0] if me else "",
    )


def _where(query: Query, *, indexed: bool | None = None) -> tuple[str, list[object]]:
    found = [c for c in query.conditions if indexed is None or c.indexed == indexed]
    sql = " AND ".join(f"({c.sql})" for c in found) or "1"
    return sql, [value for c in found for value in c.parameters]


def total(desk: Desk, query: Query) -> Total:
    """How many rows there are: exact up to `FEW` that have to be looked at."""
    sql, parameters = _where(query, indexed=True)
    check, more = _where(query, indexed=False)
    row = desk.row(
        f"SELECT count(*), coalesce(sum(fits), 0) FROM (SELECT ({check}) AS fits "
        f"FROM {query.hub.tables} WHERE {sql} LIMIT ?)",
        (*more, *parameters, FEW + 1),
    )
    assert row is not None
    few = row[0] <= FEW
    return Total(int(row[1]), few, few)


def page(
    desk: Desk,
    query: Query,
    *,
    few: bool,
    after: At | None = None,
    back: bool = False,
    including: bool = False,
    limit: int = 0,
) -> list[HubRow]:
    """Rows in their order.

    Args:
        desk: Where we are.
        query: Which rows, and in which order.
        few: What `total` has said.
        after: Where the row stands after which the page begins; None for the first page.
        back: The page before that row instead; without one, the last page.
        including: Begin with that row itself, if it is still there.
        limit: Most rows; by default a page.
    """
    core, parameters = _core(query, few, after, back, including)
    shown = query.columns
    sql = (
        f"SELECT page.k, page.id, {_context(query.hub)}, "
        f"{', '.join(column.sql for column in shown)} "
        f"FROM ({core} LIMIT ?) AS page CROSS JOIN {query.hub.tables} {query.hub.joins} "
        f"WHERE {query.hub.table}.id = page.id"
    )
    said = [_Words(column.show, query.facts) for column in shown]
    rows = [
        HubRow(
            id=row[1],
            at=(row[0], row[1]),
            cells=tuple([words[value] for words, value in zip(said, row[7:], strict=True)]),
            values=row[7:],
            client_id=row[2],
            session_id=row[3],
            colour=row[4] or "",
            warn=bool(row[5]),
            off=bool(row[6]),
        )
        for row in desk.rows(sql, (*parameters, limit or PAGE))
    ]
    return sorted(rows, key=lambda row: row.at, reverse=query.down)


class _Words(dict[Any, str]):
    """How the values of a column are shown; the same value is put into words once."""

    def __init__(self, show: Callable[[Any, HubFacts], str], facts: HubFacts) -> None:
        super().__init__()
        self._show, self._facts = show, facts

    def __missing__(self, value: Any) -> str:
        found = self[value] = self._show(value, self._facts)
        return found


def _context(hub: Hub) -> str:
    return f"{hub.client_sql}, {hub.session_sql}, {hub.colour_sql}, {hub.warn_sql}, {hub.off_sql}"


def _core(
    query: Query, few: bool, after: At | None, back: bool, including: bool
) -> tuple[str, list[object]]:
    """The part that finds the rows: what they are ordered by, and their ids."""
    hub, order = query.hub, query.order
    where, parameters = _where(query)
    down = query.down != back
    way = "DESC" if down else "ASC"
    walked = bool(order.tables) and not (few and _indexed(query))
    found = (
        f"SELECT {order.sql} AS k, {hub.table}.id AS id "
        f"FROM {order.tables if walked else hub.tables} WHERE {where}"
    )
    beyond = ""
    if after is not None:
        beyond = f"({{}}) {'<' if down else '>'}{'=' if including else ''} (?, ?)"
        if walked:  # the first bound is there for the index
            beyond = f"{order.sql} {'<=' if down else '>='} ? AND {beyond}"
            parameters.append(after[0])
        parameters += after
    if walked:
        where = f" AND {beyond}" if beyond else ""
        keys = f"{order.sql}, {hub.table}.id"
        ordered = f"{order.sql} {way}, {hub.table}.id {way}"
        return f"{found}{where.format(keys)} ORDER BY {ordered}", parameters
    where = f" WHERE {beyond.format('k, id')}" if beyond else ""
    # Materialized, so that an order that costs something is worked out once for each row.
    return (
        f"WITH found AS MATERIALIZED ({found}) "
        f"SELECT k, id FROM found{where} ORDER BY k {way}, id {way}"
    ), parameters


def _indexed(query: Query) -> bool:
    return any(condition.indexed for condition in query.conditions)


def ids(desk: Desk, query: Query, *, few: bool, limit: int = MOST_MARKED) -> list[int]:
    """Ids of the rows in their order, the first of them alone where there are very many.

    With a limit of `ALL`, however many there are.
    """
    core, parameters = _core(query, few, None, False, False)
    return [row[1] for row in desk.rows(f"{core} LIMIT ?", (*parameters, limit))]


def look(desk: Desk, hub: Hub) -> Look:
    """Columns and order as this person left them."""
    return Look.kept(desk.preference(_key(hub), {}, personal=True), hub)


def keep_look(desk: Desk, hub: Hub, kept: Look) -> None:
    """Remember columns and order for this person; what is searched for is not kept."""
    stored = kept.to_keep()
    stored.pop("values")
    remember(desk, _key(hub), stored)


def _key(hub: Hub) -> str:
    return f"hub.{hub.key}"
