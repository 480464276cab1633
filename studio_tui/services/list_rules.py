"""What must hold of some lists, checked after every change and before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.block import FREED
from studio_tui.domain.merge_fields import AREAS, GROUPS
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from studio_tui.records.lists.spec import ListSpec
    from studio_tui.services.work import Transaction

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What was just written of a list, and is undone when a rule refuses it."""

    work: Transaction
    spec: ListSpec
    entry_id: int
    before: Values | None
    """The entry as it was; None: it is new."""
    after: Values | None
    """As it is; None: it was taken out."""


def check(written: Written) -> None:
    """Refuse what must not be of a list, after it was written.

    Raises:
        StudioError: When a rule is broken.
    """
    rule = RULES.get(written.spec.table)
    if rule is not None:
        rule(written)


def _statuses(deed: Written) -> None:
    """Exactly one step of a cycle is the initial one, and that one is open."""
    desk = deed.work.desk
    area, own = deed.spec.fixed["area"], deed.spec.fixed["for_type"]
    if deed.after and deed.after["initial"]:
        if deed.after["kind"] in FREED or deed.after["kind"] == "done":
            raise StudioError("New ones start with an open step.", field="initial")
        if deed.after["inactive"]:
            raise StudioError(
                "New ones start with this step: tick Initial at another one first.",
                field="inactive",
            )
        desk.database.execute_sql(
            "UPDATE status SET initial = 0 WHERE area = ? AND for_type IS ? AND id <> ?",
            (area, own, deed.entry_id),
        )
        return
    row = desk.row(
        "SELECT count(*), coalesce(sum(initial), 0), min(CASE WHEN kind = 'open' THEN id END) "
        "FROM status WHERE area = ? AND for_type IS ? AND NOT inactive",
        (area, own),
    )
    assert row is not None
    steps, initial, first = row
    if initial == 1 or (not steps and own is not None):
        return
    begun = deed.before is None and steps == 1 and first == deed.entry_id
    if begun:  # the first step of a new cycle
        desk.database.execute_sql("UPDATE status SET initial = 1 WHERE id = ?", (deed.entry_id,))
        return
    raise StudioError(
        "New ones need an open step to start with: tick Initial at another step first.",
        field="initial",
    )


def _letters(deed: Written) -> None:
    """A letter names only what there is."""
    if deed.after is None:
        return
    from studio_tui.mail.merge import merge

    area = deed.after["area"]
    blank = {group: dict.fromkeys(GROUPS[group], "") for group in AREAS[area]}
    for key in ("subject", "body"):
        try:
            problems = merge(deed.after[key], area, blank, "").problems
        except StudioError as error:
            raise StudioError(error.message, field=key) from error
        if problems:
            raise StudioError(problems[0], field=key)


def _session_types(deed: Written) -> None:
    """Automatic items are of the type's price list."""
    if (
        deed.before is None
        or deed.after is None
        or deed.before["price_list"] == deed.after["price_list"]
    ):
        return
    found = deed.work.desk.row(
        "SELECT 1 FROM session_type_item JOIN item ON item.id = item_id "
        "WHERE type_id = ? AND item.price_list_id IS NOT ?",
        (deed.entry_id, deed.after["price_list"]),
    )
    if found:
        raise StudioError(
            "Its automatic items are of the price list that it had: take them out first.",
            field="price_list",
        )


def _content(deed: Written) -> None:
    """Only a package consists of items, and of others than itself."""
    if deed.after is None:
        return
    row = deed.work.desk.row("SELECT kind FROM item WHERE id = ?", (deed.spec.fixed["package_id"],))
    if row is None or row[0] != "package":
        raise StudioError("Only a package has content: change the kind of the item first.")
    inner = deed.work.desk.row("SELECT kind FROM item WHERE id = ?", (deed.after["item"],))
    if inner is None or inner[0] == "package":
        raise StudioError("A package consists of other items, not of packages.", field="item")


def _items(deed: Written) -> None:
    """A promotion says what it takes off; days come in their order."""
    item = deed.after
    if item is None:
        return
    for first, last in (("first", "last"), ("session_first", "session_last")):
        if item.get(first) and item.get(last) and item[first] > item[last]:
            raise StudioError("It ends before it begins: change one of the days.", field=last)
    takes, (percent, amount) = item.get("takes"), item.get("off") or (0, 0)
    if takes == "free" and item.get("free_item") is None:
        raise StudioError("Choose the item that is free.", field="free_item")
    if takes == "percent" and not percent:
        raise StudioError("Type the percentage that it takes off, as 10%.", field="off")
    if takes in ("amount", "each") and not amount:
        raise StudioError("Type the amount that it takes off.", field="off")


def _locations(deed: Written) -> None:
    """The studio is somewhere: its first location is active."""
    row = deed.work.desk.row("SELECT inactive FROM location ORDER BY sort, id LIMIT 1")
    if row is None or row[0]:
        raise StudioError(
            "The first location is the studio's own: move another one up first.", field="inactive"
        )


def _people(deed: Written) -> None:
    """Whoever is at the desk works here."""
    if (deed.after is None or deed.after["inactive"]) and deed.entry_id == deed.work.desk.person_id:
        raise StudioError(
            "That is you, at this desk: somebody else has to do it.", field="inactive"
        )


RULES: Final[dict[str, Callable[[Written], None]]] = {
    "status": _statuses,
    "letter": _letters,
    "session_type": _session_types,
    "package_item": _content,
    "item": _items,
    "location": _locations,
    "person": _people,
}
"""By table."""
