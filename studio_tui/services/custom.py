"""The studio's own fields: which there are of an area, and what they hold for a record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.listed import OwnField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


def fields(desk: Desk, area: str) -> tuple[OwnField, ...]:
    """The fields that are asked of an area: ``client``, ``session``, ``appointment``, ``invoice``.

    One that is no longer offered is kept on the records where it holds something, and not asked.
    """
    return tuple(
        OwnField(row[0], row[1], kind=row[2])
        for row in desk.rows(
            "SELECT id, name, kind FROM custom_field WHERE area = ? AND NOT inactive "
            "ORDER BY sort, name",
            (area,),
        )
    )


def names(desk: Desk, area: str) -> dict[int, str]:
    """What all fields of an area are called, by id."""
    return dict(desk.rows("SELECT id, name FROM custom_field WHERE area = ?", (area,)))


def of_record(desk: Desk, area: str, record_id: int) -> dict[int, str]:
    """What a record's own fields hold, by their ids; empty ones are left out."""
    return dict(
        desk.rows(
            "SELECT field_id, value FROM custom_value JOIN custom_field AS field "
            "ON field.id = field_id WHERE field.area = ? AND record_id = ? ORDER BY field_id",
            (area, record_id),
        )
    )


HELD: Final = """(SELECT json_group_object(field_id, value) FROM custom_value
 JOIN custom_field AS own ON own.id = field_id
 WHERE own.area = '{area}' AND record_id = {area}.id)"""
"""The same as a column beside others, to be read with `held`."""


def held(column: str) -> dict[int, str]:
    """What such a column says."""
    found = json.loads(column)
    return {int(at): found[at] for at in sorted(found, key=int)} if found else {}


def store(
    work: Transaction, record_id: int, old: Mapping[int, str], new: Mapping[int, str]
) -> None:
    """Write what has changed in a record's own fields, inside a use case."""
    sql: Any = work.desk.database.execute_sql
    for field_id in old.keys() | new.keys():
        value = new.get(field_id, "")
        if value == old.get(field_id, ""):
            continue
        if value:
            sql(
                "INSERT INTO custom_value (field_id, record_id, value) VALUES (?, ?, ?) "
                "ON CONFLICT (field_id, record_id) DO UPDATE SET value = excluded.value",
                (field_id, record_id, value),
            )
        else:
            sql(
                "DELETE FROM custom_value WHERE field_id = ? AND record_id = ?",
                (field_id, record_id),
            )


def differences(
    desk: Desk, area: str, old: Mapping[int, str], new: Mapping[int, str]
) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) for every one of the studio's own fields that differs."""
    differing = [at for at in sorted(old.keys() | new.keys()) if old.get(at, "") != new.get(at, "")]
    called = names(desk, area) if differing else {}
    return tuple((called.get(at, ""), old.get(at, ""), new.get(at, "")) for at in differing)


def forget(work: Transaction, area: str, record_id: int) -> None:
    """Delete what the studio's own fields hold for one record, inside a use case."""
    work.desk.database.execute_sql(
        "DELETE FROM custom_value WHERE record_id = ? "
        "AND field_id IN (SELECT id FROM custom_field WHERE area = ?)",
        (record_id, area),
    )
