"""Day sheets and week schedules: what people and resources have to do, to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Column,
    Document,
    Highlight,
    NewSheet,
    Party,
    Table,
    Title,
)
from studio_tui.documents.values import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_tui.documents.blocks import Block
    from studio_tui.documents.values import DocumentKind, ScheduleSheet, SheetDay, StudioHeader


def schedule_sheets(
    studio: StudioHeader,
    kind: DocumentKind,
    first: str,
    sheets: Sequence[ScheduleSheet],
) -> Document:
    """One document about several schedules, each on sheets of its own.

    Args:
        studio: The studio's header.
        kind: ``day`` or ``week``.
        first: ISO date of the first day, for the name of the file.
        sheets: What it says of each schedule.
    """
    alone = sheets[0].whose if len(sheets) == 1 else ""
    return Document(
        studio=studio,
        title=", ".join(filter(None, (TITLES[kind], alone, sheets[0].when))),
        name=f"{kind}-{first}-{alone}.pdf",
        blocks=tuple(_blocks(TITLES[kind], sheets)),
    )


def _blocks(title: str, sheets: Sequence[ScheduleSheet]) -> Iterator[Block]:
    for sheet in sheets:
        if sheet is not sheets[0]:
            yield NewSheet()
        yield Party(sheet.whose, aside=sheet.printed_on)
        yield Title(title)
        yield Highlight(sheet.when, sheet.gist)
        yield from (_table(day) for day in sheet.days)


def _table(day: SheetDay) -> Table:
    columns = (Column("Time", figures=True), Column(day.heading), Column("Number", figures=True))
    return Table(columns, day.rows)
