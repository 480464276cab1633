"""What a hub shows as a CSV file, which spreadsheet programs open by a double click.

UTF-8 with the mark by which they know it, commas, dates as 2026-11-24 and amounts as 120.00. A text
that a spreadsheet would work out as a formula gets an apostrophe in front: a client who calls
himself ``=HYPERLINK(...)`` does nothing there.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.money import plain_money
from studio_tui.hubs import reading
from studio_tui.hubs.hub import Condition
from studio_tui.services import hubs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studio_tui.hubs.hub import Column, HubFacts
    from studio_tui.hubs.look import Query
    from studio_tui.services.desk import Desk
    from studio_tui.services.hubs import HubRow

FOLDER: Final = "exports"
"""In the data directory."""
BATCH: Final = 1_000
"""Rows that are read at once, so that others have their turn in between."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def only(query: Query, ids: Iterable[int]) -> Query:
    """The query for some rows alone."""
    sql = f"{query.hub.table}.id IN (SELECT value FROM json_each(?))"
    condition = Condition(sql, (json.dumps(sorted(ids)),), indexed=True)
    return replace(query, conditions=(condition,))


def heading(query: Query) -> str:
    """The line with the titles."""
    return _line(column.title for column in query.columns)


def rows(desk: Desk, query: Query, ids: Sequence[int]) -> list[HubRow]:
    """Some rows in their order; those that are gone meanwhile are left out.

    A list of any length is read so, `BATCH` after `BATCH` of the ids that `hubs.ids` gave at once:
    whatever others write meanwhile, no row comes twice, and none is passed over.
    """
    return hubs.page(desk, only(query, ids), few=True, limit=max(1, len(ids)))


def lines(desk: Desk, query: Query, ids: Sequence[int]) -> str:
    """The lines of some rows."""
    return "".join(
        _line(
            _written(column, value, query.facts)
            for column, value in zip(query.columns, row.values, strict=True)
        )
        for row in rows(desk, query, ids)
    )


def write(desk: Desk, directory: Path, hub: str, text: str) -> Path:
    """Write the file; its name has the day, and never that of a file that is there.

    Raises:
        StudioError: When it cannot be written; the message says why.
    """
    from studio_tui.documents.files import save

    name = f"{hub}-{desk.today().isoformat()}.csv"
    return save(directory / FOLDER, name, text.encode("utf-8-sig"))


def _written(column: Column, value: Any, facts: HubFacts) -> str:
    if column.show is reading.money:
        return plain_money(value or 0, facts.currency)
    if column.show is reading.day:
        return str(value or "")[:10]
    return harmless(column.show(value, facts))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow(cells)
    return made.getvalue()
