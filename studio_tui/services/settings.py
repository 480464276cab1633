"""Settings: reading and storing what a studio and each person have chosen, with the history.

A value that somebody else has changed since it was read is not overwritten unasked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import changed_meanwhile
from studio_tui.domain.money import currency
from studio_tui.domain.numbers import FIRST
from studio_tui.domain.settings import PERSONAL, STUDIO
from studio_tui.domain.words import listing
from studio_tui.errors import StudioError
from studio_tui.services import numbers, phone_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from studio_tui.domain.settings import Change, Whose
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

Place = tuple["Whose", str]
"""Where a setting is kept, and by what key."""


def read(desk: Desk, places: Iterable[Place]) -> dict[Place, Any]:
    """What is set, or holds while nothing is."""
    return {place: _READ[place[0]](desk, place[1]) for place in places}


def store(desk: Desk, changes: Sequence[Change], *, force: bool = False) -> None:
    """Store changed settings together, or none of them.

    Args:
        desk: Where we are.
        changes: What is changed, from what to what.
        force: Whether what somebody else has changed meanwhile is known.

    Raises:
        StaleError: When somebody else has changed one of them since it was read.
        StudioError: When one of them cannot be; ``field`` is its key.
    """
    with desk.work() as work:
        if not force:
            _refuse_stale(desk, changes)
        for change in changes:
            if check := _CHECKS.get((change.whose, change.key)):
                check(work, change)
            _WRITE[change.whose](work, change.key, change.after)
        _write_history(work, changes)


def restore(desk: Desk, labels: Mapping[Place, str]) -> tuple[str, ...]:
    """Give up settings, so that what the program came with holds again.

    Args:
        desk: Where we are.
        labels: What they are called, by where they are kept.

    Returns:
        What those are called that were something else.
    """
    with desk.work() as work:
        before = read(desk, labels)
        for whose, key in labels:
            _FORGET[whose](work, key)
        after = read(desk, labels)
        found = [place for place in labels if before[place] != after[place]]
        said = tuple(labels[place] for place in found)
        if ("studio", "studio.country") in found:
            phone_keys.begin(work)
        if found:
            work.changed(
                "studio",
                _studio(desk),
                "restored",
                before={_named(*place): before[place] for place in found},
                after={_named(*place): after[place] for place in found},
                words=f"As the program came with it again: {listing(said)}.",
            )
        return said


def _named(whose: Whose, key: str) -> str:
    return f"{whose}:{key}"


def _refuse_stale(desk: Desk, changes: Sequence[Change]) -> None:
    found = read(desk, [(change.whose, change.key) for change in changes])
    stale = [
        (change, now)
        for change, now in zip(changes, found.values(), strict=True)
        if now not in (change.before, change.after)
    ]
    if stale:
        raise changed_meanwhile(
            "This", tuple((each.label, _said(now), each.said_after) for each, now in stale), 0
        )


def _said(value: Any) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value))
        if isinstance(value, bool)
        else str("" if value is None else value)
    )


def _write_history(work: Transaction, changes: Sequence[Change]) -> None:
    """One line for the studio's own, one for the person's."""
    for personal in (False, True):
        found = [change for change in changes if (change.whose == "person") is personal]
        if not found:
            continue
        said = " ".join(
            f"{each.label}: {each.said_before or 'none'} to {each.said_after or 'none'}."
            for each in found
        )
        owner = work.desk.person_id if personal else _studio(work.desk)
        work.changed(
            "person" if personal else "studio",
            owner or 0,
            "changed",
            before={_named(each.whose, each.key): each.before for each in found},
            after={_named(each.whose, each.key): each.after for each in found},
            words=said,
        )


def _studio(desk: Desk) -> int:
    found = desk.row("SELECT id FROM location ORDER BY sort, id LIMIT 1")
    return int(found[0]) if found else 0


def history(desk: Desk) -> tuple[tuple[datetime, str, str], ...]:
    """What was changed about the studio's settings and one's own, newest first."""
    from studio_tui.services.sessions import history as of_record

    found = (
        *of_record(desk, "studio", _studio(desk)),
        *of_record(desk, "person", desk.person_id or 0),
    )
    return tuple(sorted(found, key=lambda each: each[0], reverse=True))


# How each kind is kept


def _preference(desk: Desk, key: str, *, personal: bool) -> Any:
    return desk.preference(key, (PERSONAL if personal else STUDIO).get(key, ""), personal=personal)


def _prefer(work: Transaction, key: str, value: Any, *, personal: bool) -> None:
    work.prefer(key, value, personal=personal)


def _forget(work: Transaction, key: str, *, personal: bool) -> None:
    person = (work.desk.person_id or 0) if personal else 0
    work.desk.database.execute_sql(
        "DELETE FROM preference WHERE person_id = ? AND key = ?", (person, key)
    )


def _next(desk: Desk, key: str) -> int:
    found = desk.row("SELECT next FROM counter WHERE name = ?", (key,))
    return int(found[0]) if found else FIRST


def _count_from(work: Transaction, key: str, value: int) -> None:
    work.desk.database.execute_sql(
        "INSERT INTO counter (name, next) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET next = excluded.next",
        (key, value),
    )


_COLUMNS: Final[dict[str, str | bool]] = {"header": "", "hidden": False}
"""What is kept about a page, with what holds while nothing is."""


def _page(desk: Desk, key: str) -> Any:
    """Something about a page, as ``booking.client.header``."""
    flow, page, column = key.split(".")
    assert column in _COLUMNS
    row = desk.row(
        f"SELECT {column} FROM wizard_page WHERE flow = ? AND page = ?",
        (flow, page),
    )
    if row is None:
        return _COLUMNS[column]
    return bool(row[0]) if column == "hidden" else row[0]


def _change_page(work: Transaction, key: str, value: Any) -> None:
    flow, page, column = key.split(".")
    assert column in _COLUMNS
    values = _COLUMNS | {column: value}
    work.desk.database.execute_sql(
        "INSERT INTO wizard_page (flow, page, header, hidden) VALUES (?, ?, ?, ?) "
        f"ON CONFLICT (flow, page) DO UPDATE SET {column} = excluded.{column}",
        (flow, page, values["header"], values["hidden"]),
    )


def _rule(desk: Desk, key: str) -> Any:
    """The studio's rule for a field; None: as the program has it."""
    return desk.preference("rules", {}).get(key)


def _change_rule(work: Transaction, key: str, value: Any) -> None:
    rules = work.desk.preference("rules", {})
    rules.pop(key, None)
    work.prefer("rules", rules | ({} if value is None else {key: value}))


_READ: Final[dict[Whose, Callable[[Desk, str], Any]]] = {
    "studio": partial(_preference, personal=False),
    "person": partial(_preference, personal=True),
    "counter": _next,
    "page": _page,
    "rule": _rule,
}
_WRITE: Final[dict[Whose, Callable[[Transaction, str, Any], None]]] = {
    "studio": partial(_prefer, personal=False),
    "person": partial(_prefer, personal=True),
    "counter": _count_from,
    "page": _change_page,
    "rule": _change_rule,
}
_FORGET: Final[dict[Whose, Callable[[Transaction, str], None]]] = {
    "studio": partial(_forget, personal=False),
    "person": partial(_forget, personal=True),
    "page": lambda work, key: _change_page(work, key, _COLUMNS[key.rpartition(".")[2]]),
    "rule": lambda work, key: _change_rule(work, key, None),
}


# What may not be changed at will


def _currency(work: Transaction, change: Change) -> None:
    """Not once there is money in it; prices keep their figures, whatever the decimals."""
    desk = work.desk
    used = desk.row("SELECT 1 FROM invoice UNION ALL SELECT 1 FROM payment LIMIT 1")
    if used:
        raise StudioError(
            f"The currency stays {change.before}: there are invoices or payments in it.",
            field=change.key,
        )
    more = currency(change.after).digits - currency(change.before).digits
    factor = 10 ** abs(more)
    sign = "*" if more > 0 else "/"
    for table, columns in (("item", ("price", "cost")), ("session_type", ("deposit_amount",))):
        for column in columns if more else ():
            desk.database.execute_sql(f"UPDATE {table} SET {column} = {column} {sign} {factor}")


def _country(work: Transaction, change: Change) -> None:  # noqa: ARG001 as every check is called
    """Phone numbers that were typed without a country are found as those of the new one."""
    phone_keys.begin(work)


def _counter(work: Transaction, change: Change) -> None:
    """Never back into numbers that were given."""
    highest = numbers.highest(work.desk, change.key)
    if change.after <= highest:
        raise StudioError(
            f"The highest {change.key} number given is {highest}: type {highest + 1} or more.",
            field=change.key,
        )


_CHECKS: Final[dict[Place, Callable[[Transaction, Change], None]]] = {
    ("studio", "studio.currency"): _currency,
    ("studio", "studio.country"): _country,
    **{("counter", name): _counter for name in numbers.COUNTED},
}
