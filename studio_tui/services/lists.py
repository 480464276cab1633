"""The lists that a studio maintains: read, entered, changed, hidden, ordered, taken out.

What a list is stands in `records.lists`. What is particular about some of them is in `list_rules`
(what must hold) and `list_extras` (what is kept in rows of its own). An entry has no version: what
is stored is compared with what was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError
from studio_tui.domain.names import fold
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.services import clients, list_extras, list_rules
from studio_tui.services.list_rows import entries, entry, name, source, state

if TYPE_CHECKING:
    from studio_tui.domain.listed import Listed
    from studio_tui.records.lists.spec import Column, ListSpec
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

Values = Mapping[str, Any]
STEP = 10
"""Between the places of two entries."""


class BothChangedError(StudioError):
    """Somebody else has changed the same of an entry meanwhile.

    Attributes:
        now: The entry as it stands.
        keys: What both have changed.
    """

    def __init__(self, called: str, now: Listed, keys: tuple[str, ...]) -> None:
        super().__init__(
            f"{called} has been changed by somebody else meanwhile.", code="changed-meanwhile"
        )
        self.now = now
        self.keys = keys


# Writing


def add(desk: Desk, spec: ListSpec, values: Values, *, like: int | None = None) -> int:
    """Enter something new at the end of a list; returns its id.

    Args:
        desk: Where we are.
        spec: The list.
        values: What is known of it, by key.
        like: The entry that it is a copy of, whose parts are copied too.

    Raises:
        StudioError: When its name is taken, or a rule of the list is broken.
    """
    with desk.work() as work:
        _refuse_taken(desk, spec, values)
        own, schedule = _sorted_out(spec, values)
        if spec.sorts:
            (schedule if spec.schedule else own)["sort"] = _last(desk, spec) + STEP
        if spec.hides:
            (schedule if spec.schedule else own).setdefault("inactive", False)
        if spec.schedule:
            own["schedule_id"] = list_extras.new_schedule(work, spec.schedule, schedule)
        own = {**list_extras.defaults(work, spec), **spec.fixed, **own}
        entry_id = work.insert(spec.table, **own)
        for column in spec.columns:
            if column.kept:
                list_extras.KEPT[column.kept].store(work, entry_id, values[column.key])
        if like is not None:
            list_extras.copy_parts(work, spec, like, entry_id)
        list_rules.check(list_rules.Written(work, spec, entry_id, None, values))
        words = f"{name(desk, spec, entry_id)} entered."
        work.changed(spec.key, entry_id, "entered", after=plain(values), words=words)
    return entry_id


def change(desk: Desk, spec: ListSpec, seen: Listed, values: Values) -> None:
    """Change an entry: what differs from what was read, and nothing else.

    Args:
        desk: Where we are.
        spec: The list.
        seen: The entry as it was read.
        values: As it shall be.

    Raises:
        BothChangedError: When somebody else has changed the same meanwhile.
        GoneError: When it has been taken out.
        StudioError: When its name is taken, or a rule of the list is broken.
    """
    with desk.work() as work:
        now = entry(desk, spec, seen.id)
        wanted = {key: value for key, value in values.items() if value != seen.values[key]}
        theirs = tuple(
            key for key in wanted if now.values[key] not in (seen.values[key], wanted[key])
        )
        if theirs:
            called = spec.title if spec.single else name(desk, spec, seen.id)
            raise BothChangedError(called, now, theirs)
        fresh = {key: value for key, value in wanted.items() if value != now.values[key]}
        if fresh:
            _refuse_taken(desk, spec, fresh, seen.id)
            _update(work, spec, now, fresh)


def hide(desk: Desk, spec: ListSpec, entry_id: int, *, inactive: bool) -> None:
    """Make an entry inactive, or offer it again.

    Raises:
        GoneError: When it has been taken out.
        StudioError: When a rule of the list is broken.
    """
    with desk.work() as work:
        now = entry(desk, spec, entry_id)
        if now.inactive != inactive:
            _update(work, spec, now, {"inactive": inactive})


def _update(work: Transaction, spec: ListSpec, now: Listed, fresh: Values) -> None:
    desk = work.desk
    if spec.single:
        for key, text in fresh.items():
            work.prefer(spec.column(key).names[0], text)
        old = {key: now.values[key] for key in fresh}
        words = f"{spec.title} changed."
        work.changed(spec.key, now.id, "changed", before=old, after=dict(fresh), words=words)
        return
    before = name(desk, spec, now.id)
    own, schedule = _sorted_out(spec, fresh)
    own_id = f"{spec.id} = ?"
    _set(desk, spec.table, own, own_id, now.id)
    _set(
        desk,
        "schedule",
        schedule,
        f"id = (SELECT schedule_id FROM {spec.table} WHERE {own_id})",
        now.id,
    )
    for column in spec.columns:
        if column.kept and column.key in fresh:
            list_extras.KEPT[column.kept].store(work, now.id, fresh[column.key])
    list_rules.check(list_rules.Written(work, spec, now.id, now.values, {**now.values, **fresh}))
    after = name(desk, spec, now.id)
    if after != before:
        _rename(work, spec, before, after)
        if spec.table == "organisation":
            clients.find_members_anew(work, now.id)
    old = {key: now.values[key] for key in fresh}
    words = f"{before} is now {after}." if after != before else f"{after} changed."
    work.changed(spec.key, now.id, "changed", before=plain(old), after=plain(fresh), words=words)


def _set(desk: Desk, table: str, values: Values, where: str, entry_id: int) -> None:
    if values:
        columns = ", ".join(f'"{column}" = ?' for column in values)
        desk.database.execute_sql(
            f'UPDATE "{table}" SET {columns} WHERE {where}', (*values.values(), entry_id)
        )


def _rename(work: Transaction, spec: ListSpec, before: str, after: str) -> None:
    """Let those follow who hold the name of an entry."""
    for use in spec.uses:
        if use.by == "name":
            work.desk.database.execute_sql(
                f'UPDATE "{use.table}" SET "{use.column}" = ? WHERE "{use.column}" = ?',
                (after, before),
            )
    for key in spec.settings:
        if work.desk.preference(key, "") == before:
            work.prefer(key, after)


def _sorted_out(spec: ListSpec, values: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns of the list's table, and of the schedule."""
    own: dict[str, Any] = {}
    schedule: dict[str, Any] = {}
    for column in spec.columns:
        if column.key not in values or column.kept:
            continue
        value = values[column.key]
        parts = value if len(column.names) > 1 else (value,)
        (schedule if column.table else own).update(zip(column.names, parts, strict=True))
    return own, schedule


def plain(values: Values) -> dict[str, Any]:
    """Values as the history keeps them."""
    return {key: value for key, value in values.items() if value is not None}


def _last(desk: Desk, spec: ListSpec) -> int:
    where = " AND ".join(f't."{column}" IS ?' for column in spec.fixed) or "1"
    sort = state(spec, "sort")
    row = desk.row(
        f"SELECT max({sort}) FROM {source(spec)} WHERE {where}", tuple(spec.fixed.values())
    )
    found = row[0] if row else None
    return int(found) if found is not None else list_extras.FIRST.get(spec.schedule, 0)


def _refuse_taken(desk: Desk, spec: ListSpec, values: Values, entry_id: int | None = None) -> None:
    """Refuse what another entry is called by already, whatever the capitals and accents.

    Raises:
        StudioError: With the field.
    """
    for column in spec.columns:
        wanted = str(values.get(column.key) or "")
        if not column.unique or not wanted:
            continue
        table, id_column = ("schedule", "schedule_id") if column.table else (spec.table, spec.id)
        within = {key: spec.fixed[key] for key in spec.within}
        where = " AND ".join(f'"{key}" IS ?' for key in within) or "1"
        own = None
        if entry_id is not None:
            row = desk.row(f"SELECT {id_column} FROM {spec.table} WHERE {spec.id} = ?", (entry_id,))
            own = row[0] if row else None
        rows = desk.rows(
            f'SELECT {"id" if column.table else spec.id}, "{column.names[0]}" '
            f'FROM "{table}" WHERE {where}',
            tuple(within.values()),
        )
        taken = next((text for at, text in rows if at != own and same(str(text), wanted)), None)
        if taken is not None:
            raise StudioError(_taken(column, taken), field=column.key)


def _taken(column: Column, text: str) -> str:
    label = column.field.label.lower()
    if column.of:
        return f"This {label} is there already: change that row instead."
    return f"{quoted(text)} is there already: choose another {label}."


def same(one: str, other: str) -> bool:
    """Whether two names would be taken for each other: capitals and accents do not matter."""
    folded = fold(one)
    return folded == fold(other) and (bool(folded) or one.casefold() == other.casefold())


# Order


def move(desk: Desk, spec: ListSpec, entry_id: int, by: int) -> None:
    """Put an entry further up (less than 0) or down in its list.

    Raises:
        GoneError: When it has been taken out.
    """
    with desk.work() as work:
        ids = [each.id for each in entries(desk, spec)]
        if entry_id not in ids:
            raise GoneError(f"This {spec.noun} has been taken out meanwhile.")
        here = ids.index(entry_id)
        there = max(0, min(here + by, len(ids) - 1))
        if here == there:
            return
        ids.insert(there, ids.pop(here))
        first = list_extras.FIRST.get(spec.schedule, 0)
        for place, each in enumerate(ids, 1):
            table, where = spec.table, f"{spec.id} = ?"
            if spec.schedule:
                where = f"id = (SELECT schedule_id FROM {spec.table} WHERE id = ?)"
                table = "schedule"
            _set(desk, table, {"sort": first + STEP * place}, where, each)
        words = f"{name(desk, spec, entry_id)} moved {'up' if by < 0 else 'down'}."
        work.changed(spec.key, entry_id, "moved", words=words)
