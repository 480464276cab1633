"""Statuses of clients, invoices and tasks, and tasks that are done: changed and put back in a row.

Bookings have times that a status may give free or take; theirs is in `status_change`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.domain.booking import GoneError
from studio_tui.domain.names import display
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

Kind = Literal["client", "invoice", "task"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it was read, with its status."""

    kind: Kind
    id: int
    called: str
    version: int
    status_id: int | None
    status: str
    """Name; empty while it has none."""


@dataclass(frozen=True, slots=True)
class Left:
    """A record that was changed, and what brings it back."""

    kind: Kind
    id: int
    version: int
    """The one that it got by what is to be taken back."""
    was: Mapping[str, Any]


def seen(desk: Desk, kind: Kind, ids: Sequence[int]) -> list[Seen]:
    """Some records, in the order of their ids; those that are gone are left out."""
    name = "client.last, client.first, client.company" if kind == "client" else "'', '', ''"
    rows = desk.rows(
        f"SELECT {kind}.id, coalesce({kind}.number, ''), {name}, {kind}.version, "
        f"{kind}.status_id, coalesce(status.name, '') FROM {kind} "
        f"LEFT JOIN status ON status.id = {kind}.status_id "
        f"WHERE {kind}.id IN (SELECT value FROM json_each(?)) ORDER BY {kind}.id",
        (json.dumps(list(ids)),),
    )
    return [
        Seen(kind, row[0], display(*row[2:5]) or f"{kind.title()} {row[1]}", *row[5:])
        for row in rows
    ]


def change(
    work: Transaction, record: Seen, values: Mapping[str, Any], action: str, words: str
) -> Left:
    """Change columns of a record that nobody has changed since it was read.

    Raises:
        GoneError: When it is gone.
        StudioError: When somebody has changed it meanwhile.
    """
    return Left(
        record.kind,
        record.id,
        record.version + 1,
        _write(work, (record.kind, record.id, record.version), values, action, words),
    )


def put_back(work: Transaction, left: Left) -> None:
    """Bring a record back to what it was. As `change`."""
    _write(work, (left.kind, left.id, left.version), left.was, "undone", "Undone.")


def _write(
    work: Transaction,
    which: tuple[Kind, int, int],
    values: Mapping[str, Any],
    action: str,
    words: str,
) -> dict[str, Any]:
    """Store columns, history and all; returns what they were."""
    kind, record_id, version = which
    row = work.desk.row(
        f"SELECT version, number, {', '.join(values)} FROM {kind} WHERE id = ?", (record_id,)
    )
    if row is None:
        raise GoneError(f"This {kind} no longer exists.")
    if row[0] != version:
        raise StudioError(
            f"{kind.title()} {row[1]} has been changed since; open it to change it again.",
            code="changed-meanwhile",
        )
    was = dict(zip(values, row[2:], strict=True))
    work.desk.database.execute_sql(
        f"UPDATE {kind} SET {', '.join(f'{column} = ?' for column in values)}, "
        "version = version + 1 WHERE id = ?",
        (*values.values(), record_id),
    )
    work.changed(kind, record_id, action, before=was, after=dict(values), words=words)
    return was
