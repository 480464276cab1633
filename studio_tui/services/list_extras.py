"""What is particular about some lists: schedules, rows of their own, what they offer each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.listed import Named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_tui.records.lists.spec import ListSpec
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

FIRST: Final = {"resource": 1000}
"""Where the places of a kind of schedule begin: resources stand behind people."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How something is read and stored that has rows of its own."""

    read: Callable[[Desk, int], Any]
    store: Callable[[Transaction, int, Any], None]


def _read_week(desk: Desk, location_id: int) -> dict[int, tuple[tuple[int, int], ...]]:
    week: dict[int, tuple[tuple[int, int], ...]] = {}
    for weekday, start, end in desk.rows(
        'SELECT weekday, start, "end" FROM opening_hours WHERE location_id = ? ORDER BY 1, 2',
        (location_id,),
    ):
        week[weekday] = (*week.get(weekday, ()), (start, end))
    return week


def _store_week(work: Transaction, location_id: int, week: Any) -> None:
    work.desk.database.execute_sql(
        "DELETE FROM opening_hours WHERE location_id = ?", (location_id,)
    )
    for weekday, stretches in week.items():
        for start, end in stretches:
            work.insert(
                "opening_hours", location_id=location_id, weekday=weekday, start=start, end=end
            )


KEPT: Final[dict[str, Kept]] = {"opening_hours": Kept(_read_week, _store_week)}
"""By name."""


def new_schedule(work: Transaction, kind: str, columns: Mapping[str, Any]) -> int:
    """The schedule of somebody or something new, at the studio's first location."""
    row = work.desk.row("SELECT id FROM location ORDER BY sort, id LIMIT 1")
    assert row is not None
    values = {"shown": True, "inactive": False, "longest": 0, **columns}
    return work.insert("schedule", kind=kind, location_id=row[0], **values)


def schedule_of(desk: Desk, spec: ListSpec, entry_id: int) -> int:
    """The schedule of a person or resource."""
    row = desk.row(f"SELECT schedule_id FROM {spec.table} WHERE id = ?", (entry_id,))
    assert row is not None
    return int(row[0])


def defaults(work: Transaction, spec: ListSpec) -> dict[str, Any]:
    """Columns of a new entry that nobody is asked for."""
    if spec.table == "location":
        return {"zone": work.desk.zone}
    return {}


def copy_parts(work: Transaction, spec: ListSpec, like: int, entry_id: int) -> None:
    """Give a copy the parts of what it was made from, as far as they are not bound to be unique."""
    for part in spec.parts:
        if part.spec is None or any(each.unique and not each.of for each in part.spec.columns):
            continue
        columns = [name for column in part.spec.columns for name in column.names]
        columns += ["sort"] if part.spec.sorts else []
        listed = ", ".join(f'"{column}"' for column in columns)
        work.desk.database.execute_sql(
            f'INSERT INTO "{part.spec.table}" ("{part.column}", {listed}) '
            f'SELECT ?, {listed} FROM "{part.spec.table}" WHERE "{part.column}" = ?',
            (entry_id, like),
        )


# What there is to choose from

_SCHEDULED = """
SELECT t.id, s.name, {code} FROM {table} t JOIN schedule s ON s.id = t.schedule_id
WHERE NOT s.inactive {more} ORDER BY s.sort, s.name
"""
_OFFERED: Final = {
    "photographer": _SCHEDULED.format(table="person", code="t.initials", more="AND t.photographer"),
    "assistant": _SCHEDULED.format(table="person", code="t.initials", more="AND t.assistant"),
    "resource": _SCHEDULED.format(table="resource", code="t.code", more=""),
    "item": "SELECT t.id, t.description, t.identifier FROM item t JOIN item_group g "
    "ON g.id = t.group_id WHERE NOT t.inactive AND {scope} ORDER BY g.sort, t.sort, t.id",
    "item_group": "SELECT id, name, '' FROM item_group t WHERE {scope} ORDER BY sort, id",
}
_SCOPES: Final = {
    ("session_type_item", "item"): (
        "t.price_list_id = (SELECT price_list_id FROM session_type WHERE id = ?)",
        "type_id",
    ),
    ("package_item", "item"): (
        "t.price_list_id = (SELECT price_list_id FROM item WHERE id = ?)",
        "package_id",
    ),
    ("item", "item_group"): ("t.price_list_id = ?", "price_list_id"),
    ("item", "item"): ("t.price_list_id = ?", "price_list_id"),
}
"""What of a list is offered to another one: by their tables, and the column that it depends on."""
_REAL: Final = {"photographer": "person", "assistant": "person"}


def offered(desk: Desk, spec: ListSpec, table: str) -> tuple[Named, ...]:
    """The entries of a list that those of another may refer to, by its table."""
    sql = _OFFERED.get(
        table, f"SELECT id, name, '' FROM {table} WHERE NOT inactive ORDER BY sort, name"
    )
    scope, column = _SCOPES.get((spec.table, table), ("1", ""))
    parameters = (spec.fixed[column],) if column else ()
    return tuple(Named(*row) for row in desk.rows(sql.format(scope=scope), parameters))


def referred(desk: Desk, table: str, entry_id: int) -> str:
    """What an entry is called that another refers to, offered or not."""
    found = _referred(desk, table, {entry_id})
    return found[0].name if found else ""


def _referred(desk: Desk, table: str, ids: set[int]) -> tuple[Named, ...]:
    """Entries that are referred to although they are not offered any more."""
    real = _REAL.get(table, table)
    name, joined = {
        "person": ("s.name", " JOIN schedule s ON s.id = t.schedule_id"),
        "resource": ("s.name", " JOIN schedule s ON s.id = t.schedule_id"),
        "item": ("t.description", ""),
    }.get(real, ("t.name", ""))
    marks = ", ".join("?" * len(ids))
    return tuple(
        Named(row[0], row[1], "no longer offered")
        for row in desk.rows(
            f"SELECT t.id, {name} FROM {real} t{joined} WHERE t.id IN ({marks})", tuple(ids)
        )
    )


def choices(desk: Desk, spec: ListSpec, rows: tuple[Any, ...]) -> dict[str, tuple[Named, ...]]:
    """What the fields of a list can refer to, by table; with what its entries refer to anyhow."""
    found: dict[str, tuple[Named, ...]] = {}
    for column in spec.columns:
        if column.of:
            known = offered(desk, spec, column.of)
            ids = {row.values[column.key] for row in rows} - {None, *(each.id for each in known)}
            found[column.of] = (*known, *(_referred(desk, column.of, ids) if ids else ()))
    return found
