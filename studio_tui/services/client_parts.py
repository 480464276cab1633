"""What a client has beside one line of texts: permissions, days, addresses, groups, own fields.

Read, written and put into words here; `clients` does it together with the rest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import AddressDraft
from studio_tui.domain.words import date_short
from studio_tui.services import custom
from studio_tui.services.differences import CLIENT, named

if TYPE_CHECKING:
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

TICKS: Final = {
    "business": "Business",
    "allow_email": "Email allowed",
    "allow_mail": "Post allowed",
    "allow_sms": "Texts allowed",
    "allow_call": "Calls allowed",
}
DAYS: Final = {
    "status_due": "Status due",
    "birth_date": "Birth date",
    "anniversary": "Anniversary",
}
NAMED: Final = {
    "referred_by_id": ("Referred by", CLIENT),
    "organisation_id": ("Organisation", "SELECT name FROM organisation WHERE id = ?"),
    "tax_rate_id": ("Tax rate", "SELECT name FROM tax_rate WHERE id = ?"),
}
COLUMNS: Final = ("status_reason", *TICKS, *DAYS, *NAMED)
"""Columns that a draft carries under the same name."""
ADDRESSES: Final = {"mailing": "Mailing address", "future": "Future address"}
_PLACE: Final = ("street", "city", "state", "postcode", "country")


def read(desk: Desk, client_id: int, values: dict[str, Any]) -> dict[str, Any]:
    """What a draft says of it.

    Args:
        desk: Where we are.
        client_id: The client.
        values: As the columns have it.
    """
    found = dict(values)
    found.update((key, bool(values[key])) for key in TICKS)
    found.update((key, _day(values[key])) for key in DAYS)
    rows = desk.rows(
        f"SELECT kind, {', '.join(_PLACE)}, first FROM client_address WHERE client_id = ?",
        (client_id,),
    )
    for kind, street, city, state, postcode, country, first in rows:
        found[kind] = AddressDraft(street, city, state, postcode, country, _day(first))
    found["group_ids"] = tuple(
        group
        for (group,) in desk.rows(
            "SELECT group_id FROM client_group_member WHERE client_id = ? ORDER BY group_id",
            (client_id,),
        )
    )
    found["own"] = custom.of_record(desk, "client", client_id)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def columns(draft: ClientDraft) -> dict[str, Any]:
    """What the columns get."""
    found = {key: getattr(draft, key) for key in COLUMNS}
    if found["business"] is None:
        found["business"] = bool(draft.company and not draft.last)
    found.update((key, day.isoformat()) for key in DAYS if (day := found[key]))
    return found


def store(work: Transaction, client_id: int, old: ClientDraft, new: ClientDraft) -> None:
    """Write what is kept in rows of its own, as far as it differs."""
    sql: Any = work.desk.database.execute_sql
    for kind in ADDRESSES:
        address: AddressDraft = getattr(new, kind)
        if address == getattr(old, kind):
            continue
        sql("DELETE FROM client_address WHERE client_id = ? AND kind = ?", (client_id, kind))
        if address != AddressDraft():
            values = {key: getattr(address, key) for key in _PLACE}
            first = address.first.isoformat() if address.first else None
            work.insert("client_address", client_id=client_id, kind=kind, first=first, **values)
    for group in set(old.group_ids) ^ set(new.group_ids):
        pair = (client_id, group)
        if group in new.group_ids:
            sql("INSERT INTO client_group_member (client_id, group_id) VALUES (?, ?)", pair)
        else:
            sql("DELETE FROM client_group_member WHERE client_id = ? AND group_id = ?", pair)
    custom.store(work, client_id, old.own, new.own)


def moved_in(draft: ClientDraft, today: date) -> tuple[ClientDraft, str]:
    """Who lives today where they said they would: the future address is theirs then.

    Returns:
        The draft as it holds today, and what happened as a sentence; nothing while it is to come.
    """
    first = draft.future.first
    if first is None or first > today or not draft.future.lines:
        return draft, ""
    here = {key: getattr(draft.future, key) for key in _PLACE}
    moved = replace(draft, future=AddressDraft(), **here)
    return moved, f"The future address holds, from {date_short(first)} on."


def differences(desk: Desk, old: ClientDraft, new: ClientDraft) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every one of these that differs."""
    keys = ("status_reason", *TICKS, *DAYS, *NAMED, *ADDRESSES, "group_ids")
    found = []
    for key in keys:
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            found.append((_label(key), _said(desk, key, before), _said(desk, key, after)))
    return (*found, *custom.differences(desk, "client", old.own, new.own))


def _label(key: str) -> str:
    named = {key: label for key, (label, _) in NAMED.items()}
    others = {"status_reason": "Status reason", "group_ids": "Groups"}
    return (TICKS | DAYS | named | ADDRESSES | others)[key]


def _said(desk: Desk, key: str, value: Any) -> str:
    if key in TICKS:
        return "yes" if value else "no"
    if key in NAMED:
        return named(desk, NAMED[key][1], value)
    if isinstance(value, AddressDraft):
        since = f"from {value.first.isoformat()}" if value.first else ""
        return ", ".join(filter(None, (*value.lines, since)))
    if key == "group_ids":
        called = dict(desk.rows("SELECT id, name FROM client_group")) if value else {}
        return ", ".join(called.get(group, "") for group in value)
    return "" if value is None else str(value)
