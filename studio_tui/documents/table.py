"""How a table is set on paper: its heading on every sheet, its figures at the right.

A sheet never ends with the heading and one row alone, nor does one begin with the last row alone:
the first two rows stand together, and the last two with the sums below them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.sheets import (
    ACCENT,
    BODY,
    HAIRLINE,
    INK,
    LEADING,
    SIDE,
    SMALL,
    SOFT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.documents.blocks import Sum, Table
    from studio_tui.documents.sheets import Sheets

# Millimetres.
_BETWEEN = 6
_PAD = 1.5
_WIDEST = 0.22
"""Share of the paper that a column of figures takes at most; longer ones are broken."""
_SUMS = 0.46
"""Share of the paper left of the sums' labels."""


class TablePrinter:
    """Prints one table on sheets."""

    def __init__(self, sheets: Sheets, table: Table) -> None:
        """Measure the columns.

        Args:
            sheets: What it is printed on.
            table: What it says.
        """
        self._on, self._table = sheets, table
        self._widths = self._measured()
        self._heights = [self._height(row) for row in table.rows]
        self._sums = [self._sum_height(entry) for entry in table.sums]

    def print(self) -> None:
        """Print heading, rows and sums."""
        on, rows = self._on, self._table.rows
        on.space(6)
        for number, row in enumerate(rows):
            broken = on.keep_together(self._wanted(number))
            if broken or number == 0:
                self._heading()
            self._row(row)
        self._print_sums()

    def _wanted(self, number: int) -> float:
        """Room that a row needs, with what must stand below it on the same sheet."""
        heights, last = self._heights, len(self._heights) - 1
        head = self._heading_height if number == 0 else 0.0
        stop = number
        while stop < last and (stop == 0 or stop == last - 1):
            stop += 1
        sums = self._sums if stop == last else []
        together = head + sum(heights[number : stop + 1]) + sum(sums)
        # What fits on no sheet at all flows from here on.
        return together if together <= self._on.room else min(heights[number], self._on.room)

    def _measured(self) -> list[float]:
        """Widths of the columns: figures as they need, and the text what is left."""
        on, columns = self._on, self._table.columns
        widths = []
        for number, column in enumerate(columns):
            texts = [row[number] for row in self._table.rows] if column.figures else []
            if column is columns[-1]:
                texts += [entry.amount for entry in self._table.sums]
            needed = max((on.length(text, bold=True) for text in texts), default=0)
            heading = on.length(column.heading, size=SMALL)
            widths.append(min(on.width * _WIDEST, max(needed, heading) + 0.5))
        text = next(number for number, column in enumerate(columns) if not column.figures)
        taken = sum(widths) - widths[text] + _BETWEEN * (len(columns) - 1)
        widths[text] = on.width - taken
        return widths

    @property
    def _heading_height(self) -> float:
        return SMALL * LEADING + 2 * _PAD

    def _height(self, row: tuple[str, ...]) -> float:
        cells = zip(row, self._widths, strict=True)
        return max(self._on.height(text, width) for text, width in cells) + 2 * _PAD

    def _heading(self) -> None:
        headings = tuple(column.heading for column in self._table.columns)
        self._cells(headings, SMALL, SOFT)
        self._on.rule(ACCENT, 0.3)

    def _row(self, row: tuple[str, ...]) -> None:
        self._cells(row, BODY, INK)
        self._on.rule(HAIRLINE)

    def _cells(self, cells: tuple[str, ...], size: float, colour: tuple[int, int, int]) -> None:
        """From left to right; but a text that runs over to the next sheet comes last."""
        on, pdf = self._on, self._on.pdf
        order: Iterable[int] = range(len(cells))
        if pdf.will_page_break(self._height(cells)):
            order = sorted(order, key=self._is_text)
        on.space(_PAD)
        top, page = pdf.y, pdf.page_no()
        lowest = top
        for number in order:
            pdf.y = top
            on.write(
                cells[number],
                size=size,
                colour=colour,
                x=SIDE + sum(self._widths[:number]) + _BETWEEN * number,
                width=self._widths[number],
                align="L" if self._is_text(number) else "R",
            )
            lowest = max(lowest, pdf.y) if pdf.page_no() == page else pdf.y
        pdf.y = lowest
        on.space(_PAD)

    def _is_text(self, number: int) -> bool:
        return not self._table.columns[number].figures

    # The sums

    @property
    def _label_x(self) -> float:
        return SIDE + self._on.width * _SUMS

    @property
    def _label_width(self) -> float:
        return self._on.width * (1 - _SUMS) - self._widths[-1] - _BETWEEN

    def _sum_height(self, entry: Sum) -> float:
        label = self._on.height(entry.label, self._label_width, bold=entry.strong)
        amount = self._on.height(entry.amount, self._widths[-1], bold=entry.strong)
        return max(label, amount) + _PAD

    def _print_sums(self) -> None:
        on, pdf = self._on, self._on.pdf
        for entry, height in zip(self._table.sums, self._sums, strict=True):
            on.keep_together(height)
            if entry.strong:
                on.rule(ACCENT, 0.3, x=self._label_x)
            on.space(_PAD / 2)
            top = pdf.y
            colour = INK if entry.strong else SOFT
            on.write(
                entry.label,
                bold=entry.strong,
                colour=colour,
                x=self._label_x,
                width=self._label_width,
            )
            below, pdf.y = pdf.y, top
            width = self._widths[-1]
            on.write(
                entry.amount, bold=entry.strong, x=pdf.w - SIDE - width, width=width, align="R"
            )
            pdf.y = max(below, pdf.y)
            on.space(_PAD / 2)
