"""What uses an entry of a list, and taking out what nothing uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.domain.words import listing, plural
from studio_tui.errors import StudioError
from studio_tui.services import list_extras, list_rules
from studio_tui.services.list_rows import entries, name
from studio_tui.services.lists import plain

if TYPE_CHECKING:
    from studio_tui.records.lists.spec import ListSpec, Use
    from studio_tui.services.desk import Desk


class UsedError(StudioError):
    """It is in use and cannot be taken out."""


@dataclass(frozen=True, slots=True)
class Used:
    """How often an entry is used, by what."""

    count: int
    noun: str


def used(desk: Desk, spec: ListSpec, entry_id: int) -> tuple[Used, ...]:
    """By what an entry is used."""
    held: dict[str, object] = {"id": entry_id, "name": name(desk, spec, entry_id)}
    if spec.schedule:
        held["schedule"] = list_extras.schedule_of(desk, spec, entry_id)
    found = [Used(_count(desk, use, held[use.by]), use.noun) for use in spec.uses]
    return tuple(each for each in found if each.count)


def used_words(desk: Desk, spec: ListSpec, entry_id: int) -> str:
    """By what an entry is used, as ``412 sessions and the studio's default``; empty: by nothing."""
    called = name(desk, spec, entry_id)
    words = [plural(each.count, each.noun) for each in used(desk, spec, entry_id)]
    words += [said for key, said in spec.settings.items() if desk.preference(key, "") == called]
    return listing(words)


def _count(desk: Desk, use: Use, what: object) -> int:
    if use.via is not None:
        table, column = use.via
        sql = (
            f'SELECT count(*) FROM "{use.table}" JOIN "{table}" ON "{table}".id = '
            f'"{use.table}"."{use.column}" WHERE "{table}"."{column}" = ?'
        )
    else:
        sql = f'SELECT count(*) FROM "{use.table}" WHERE "{use.column}" = ?'
    row = desk.row(sql, (what,))
    return int(row[0]) if row else 0


def remove(desk: Desk, spec: ListSpec, entry_id: int) -> None:
    """Take an entry out for good; gone already is as good.

    Raises:
        UsedError: When something uses it; the sentence says what.
        StudioError: When a rule of the list is broken.
    """
    with desk.work() as work:
        found = entries(desk, spec, entry_id)
        if not found:
            return
        called = name(desk, spec, entry_id)
        refuse_used(desk, spec, entry_id)
        row = desk.row(
            f"SELECT {'schedule_id' if spec.schedule else 'NULL'} FROM {spec.table} "
            f"WHERE {spec.id} = ?",
            (entry_id,),
        )
        desk.database.execute_sql(f'DELETE FROM "{spec.table}" WHERE {spec.id} = ?', (entry_id,))
        if row and row[0] is not None:
            desk.database.execute_sql("DELETE FROM schedule WHERE id = ?", (row[0],))
        list_rules.check(list_rules.Written(work, spec, entry_id, found[0].values, None))
        work.changed(
            spec.key,
            entry_id,
            "taken out",
            before=plain(found[0].values),
            words=f"{called} taken out.",
        )


def refuse_used(desk: Desk, spec: ListSpec, entry_id: int) -> None:
    """Refuse to take out what something uses.

    Raises:
        UsedError: With what it is used by, and what can be done instead.
    """
    words = used_words(desk, spec, entry_id)
    if words:
        instead = ": make it inactive instead." if spec.hides else ", so it stays."
        raise UsedError(f"{name(desk, spec, entry_id)} is used by {words}{instead}", code="used")
