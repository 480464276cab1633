"""Reading the lists that a studio maintains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError
from studio_tui.domain.listed import Listed
from studio_tui.services import list_extras

if TYPE_CHECKING:
    from studio_tui.records.lists.spec import Column, ListSpec
    from studio_tui.services.desk import Desk


def entries(desk: Desk, spec: ListSpec, entry_id: int | None = None) -> tuple[Listed, ...]:
    """The entries of a list in their order, inactive ones included.

    Args:
        desk: Where we are.
        spec: The list.
        entry_id: Only this one.
    """
    if spec.single:
        texts = {each.key: desk.preference(each.names[0], "") for each in spec.columns}
        return (Listed(0, texts),)
    fixed = [f't."{column}" IS ?' for column in spec.fixed]
    only = [] if entry_id is None else [f"t.{spec.id} = ?"]
    where = " AND ".join([*fixed, *only]) or "1"
    columns = [_named(column, name) for column in spec.columns for name in column.names]
    hidden = state(spec, "inactive") if spec.hides else "0"
    sql = f"SELECT t.{spec.id}, {hidden}, {', '.join(columns)} FROM {source(spec)} WHERE {where}"
    order = [*filter(None, [spec.order]), *([state(spec, "sort")] if spec.sorts else [])]
    parameters = (*spec.fixed.values(), *(() if entry_id is None else (entry_id,)))
    found = desk.rows(f"{sql} ORDER BY {', '.join([*order, f't.{spec.id}'])}", parameters)
    return tuple(_entry(desk, spec, row) for row in found)


def entry(desk: Desk, spec: ListSpec, entry_id: int) -> Listed:
    """An entry as it stands.

    Raises:
        GoneError: When it has been taken out.
    """
    found = entries(desk, spec, entry_id)
    if not found:
        raise GoneError(f"This {spec.noun} has been taken out meanwhile.")
    return found[0]


def source(spec: ListSpec) -> str:
    """The table of a list, ``t``, with the schedules of its entries, ``s``."""
    joined = " JOIN schedule s ON s.id = t.schedule_id" if spec.schedule else ""
    return f'"{spec.table}" t{joined}'


def _named(column: Column, name: str) -> str:
    return f'{"s" if column.table else "t"}."{name}"'


def state(spec: ListSpec, column: str) -> str:
    """``inactive`` and ``sort`` of people and resources stand with their schedules."""
    return f'{"s" if spec.schedule else "t"}."{column}"'


def _entry(desk: Desk, spec: ListSpec, row: tuple[Any, ...]) -> Listed:
    values, rest = {}, iter(row[2:])
    for column in spec.columns:
        if column.kept:
            values[column.key] = list_extras.KEPT[column.kept].read(desk, row[0])
        else:
            found = tuple(next(rest) for _ in column.names)
            values[column.key] = found if len(found) > 1 else found[0]
    return Listed(row[0], values, bool(row[1]))


def name(desk: Desk, spec: ListSpec, entry_id: int) -> str:
    """What an entry is called; of one that refers to another, what that is called."""
    column = spec.column(spec.called)
    found = entry(desk, spec, entry_id).values[spec.called]
    return list_extras.referred(desk, column.of, found) if column.of else str(found)
