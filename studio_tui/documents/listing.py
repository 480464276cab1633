"""A long list on paper: what a hub shows, a line for each row, its headings on every sheet.

Rows are drawn as they come, so that a list of any length needs no more room than its sheets.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from studio_tui.documents.sheets import ACCENT, HAIRLINE, INK, SOFT, Sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from studio_tui.documents.values import Paper

    Rows = Iterable[Sequence[str]]

_TYPE: Final = 8
"""Points."""
_BETWEEN: Final = 3
"""Millimetres."""
_TITLE: Final = 16
STEP: Final = 1_000
"""Rows between two times that is said how many are done."""


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """A column, with its share of the width."""

    heading: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands above the rows."""

    studio: str
    title: str
    below: str
    """What rows fulfil, their order, how many, and of which day they are, as one text."""
    columns: tuple[ListedColumn, ...]


def listing_pdf(
    listing: Listing,
    rows: Callable[[], Rows],
    created: datetime,
    paper: Paper = "A4",
    tell: Callable[[int], None] = lambda _: None,
) -> bytes:
    """A list as a PDF on sheets that lie on their long side.

    Args:
        listing: What stands above it.
        rows: Gives the rows; called twice, first to see which characters need a font.
        created: When it is made.
        paper: Size of the sheets.
        tell: Told now and then how many rows are done.
    """
    marks = set(f"{listing.studio}{listing.title}{listing.below}")
    for row in rows():
        marks.update(*row)
    sheets = Sheets(
        listing.title, listing.studio, created, paper, "".join(sorted(marks)), wide=True
    )
    with closing(sheets):
        sheets.write(listing.title, size=_TITLE, bold=True, colour=ACCENT)
        sheets.write(listing.below, size=_TYPE, colour=SOFT)
        sheets.space(4)
        _print(sheets, listing, rows(), tell)
        return sheets.finished()


def _print(on: Sheets, listing: Listing, rows: Rows, tell: Callable[[int], None]) -> None:
    shares = sum(column.share for column in listing.columns)
    room = on.width - _BETWEEN * (len(listing.columns) - 1)
    aligned = [
        (room * column.share / shares, "R" if column.right else "L") for column in listing.columns
    ]
    headings = [column.heading for column in listing.columns]
    count = 0

    def heading() -> None:
        on.cells(headings, aligned, _BETWEEN, size=_TYPE, bold=True, colour=SOFT)
        on.rule(ACCENT, 0.3)
        on.space(1)

    heading()
    for count, row in enumerate(rows, start=1):
        if on.keep_together(_TYPE * 0.6):
            heading()
        on.cells(row, aligned, _BETWEEN, size=_TYPE, colour=INK)
        on.rule(HAIRLINE, 0.1)
        if not count % STEP:
            tell(count)
    if not count:
        on.write("Nothing.", size=_TYPE, colour=SOFT)
