"""A list of records drawn line by line: search results, pick lists, hubs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.geometry import Offset, Region
from textual.message import Message

from studio_tui import keys
from studio_tui.widgets.lines import LineWidget, Runs, fit, scroll, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

GAP = "  "
"""Between two columns."""
MARKER = 3
"""Cells for the cursor's ``›``, a row's ``!`` and a gap."""
WHEEL = 3
"""Rows that one step of the mouse wheel moves."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: as wide as it says, or with a share of what is left."""

    title: str
    width: int = 0
    """Cells; 0 takes a share by weight."""
    weight: int = 1
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the list shows it."""

    key: Hashable
    cells: tuple[str, ...]
    note: str = ""
    """Said at the right, where there is room."""
    warn: bool = False
    """Needs attention: marked with ``!``."""
    colour: str = ""
    """A bar in this colour stands before the cells; ``#rrggbb``."""
    faint: bool = False
    """Over or called off, which a cell says too."""


class RecordList(LineWidget, can_focus=True):
    """Rows with a cursor; moving it repaints two lines."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("list")
    DEFAULT_CSS = "RecordList { height: 1fr; }"

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row: it was moved, or the rows were replaced."""

        list: RecordList
        key: Hashable
        row: Row

        @property
        def control(self) -> RecordList:
            """The list."""
            return self.list

    @dataclass
    class Chosen(Message):
        """Enter or a double click on a row."""

        list: RecordList
        key: Hashable
        row: Row

        @property
        def control(self) -> RecordList:
            """The list."""
            return self.list

    steered = False
    """Whether keys of another widget move the cursor, which is then shown as if it were here."""

    follower: Callable[[Row], None] | None = None
    """Called at once with the row under the cursor, so that what follows it is painted with it."""

    _columns: tuple[ListColumn, ...] = ()
    _rows: tuple[Row, ...] = ()
    _empty = ""
    _headed = True
    _index = 0
    _top = 0
    _widths: tuple[int, list[int]] | None = None
    """Width of the widget, and of its columns in it."""

    # What is shown

    def set_columns(self, columns: Sequence[ListColumn], *, headed: bool = True) -> None:
        """Say which columns there are.

        Args:
            columns: From left to right.
            headed: Whether a line with their titles stands above the rows.
        """
        self._columns, self._headed, self._widths = tuple(columns), headed, None
        self.refresh()

    def show(self, rows: Sequence[Row], empty_text: str = "") -> None:
        """Replace the rows; the cursor stays on the row with the same key if there is one.

        Args:
            rows: From top to bottom.
            empty_text: What to say if there are none.
        """
        before = self.row
        self._rows, self._empty, self._widths = tuple(rows), empty_text, None
        keys = [row.key for row in self._rows]
        self._index = keys.index(before.key) if before and before.key in keys else 0
        self._reframe()
        self.refresh()
        if self.row is not None and self.row != before:
            self._tell(self.row)

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None while the list is empty."""
        return self._rows[self._index] if self._rows else None

    @property
    def position_words(self) -> str:
        """Where the cursor is, ``3 of 120``; empty while the list is."""
        return f"{self._index + 1} of {len(self._rows)}" if self._rows else ""

    def move_to(self, key: Hashable) -> None:
        """Put the cursor on the row with a key; ignored if there is none."""
        for index, row in enumerate(self._rows):
            if row.key == key:
                self._go(index)

    # Keys

    def action_cursor_up(self) -> None:
        """Go to the row above."""
        self._go(self._index - 1)

    def action_cursor_down(self) -> None:
        """Go to the row below."""
        self._go(self._index + 1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._go(self._index - self._page)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._go(self._index + self._page)

    def action_cursor_first(self) -> None:
        """Go to the first row."""
        self._go(0)

    def action_cursor_last(self) -> None:
        """Go to the last row."""
        self._go(len(self._rows) - 1)

    def action_choose(self) -> None:
        """Tell the screen that the row is wanted."""
        if self.row is not None:
            self.post_message(self.Chosen(self, self.row.key, self.row))

    def _go(self, index: int) -> None:
        """Move the cursor, repainting the two lines, or all if the list scrolls."""
        if not self._rows:
            return
        before, self._index = self._index, max(0, min(index, len(self._rows) - 1))
        row = self._rows[self._index]
        if self._index == before:
            return
        if self._reframe():
            self.refresh()
        else:
            self.refresh(self._region(before), self._region(self._index))
        self._tell(row)

    def _tell(self, row: Row) -> None:
        if self.follower is not None:
            self.follower(row)
        self.post_message(self.Highlighted(self, row.key, row))

    # Drawing

    @property
    def _head(self) -> int:
        """Lines above the first row."""
        return 1 if self._headed and self.size.height > 1 else 0

    @property
    def _page(self) -> int:
        """Rows that fit."""
        return max(1, self.size.height - self._head)

    def _reframe(self) -> bool:
        """Scroll so that the cursor is seen; true if the list has moved."""
        before = self._top
        self._top = scroll(self._top, self._index, self._page, len(self._rows))
        return self._top != before

    def _region(self, index: int) -> Region:
        return Region(0, self._head + index - self._top, self.size.width, 1)

    def cursor_offset(self) -> Offset | None:
        """Where the terminal's own cursor belongs: at the start of the row's text."""
        return self._region(self._index).offset + Offset(MARKER, 0) if self._rows else None

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reframe()
        self.refresh()

    def _fitted(self) -> list[int]:
        """Cells of each column; the last of them are cut where the line is short."""
        width = self.size.width
        if self._widths is None or self._widths[0] != width:
            note = max((width_of(row.note) for row in self._rows), default=0)
            room = width - MARKER - len(GAP) * (len(self._columns) - 1)
            room -= min(note + len(GAP), width // 3) if note else 0
            room -= sum(column.width for column in self._columns)
            weights = sum(column.weight for column in self._columns if not column.width) or 1
            self._widths = (
                width,
                [
                    column.width or max(0, room) * column.weight // weights
                    for column in self._columns
                ],
            )
        return self._widths[1]

    def render_line(self, y: int) -> Strip:
        """Draw a line of the widget."""
        if y < self._head:
            return self._heading()
        index = self._top + y - self._head
        if not self._rows and index == 0 and self._empty:
            runs = Runs()
            runs.add(" " * MARKER + fit(self._empty, self.size.width - MARKER), self.look.text)
            return runs.strip(self.size.width, self.look.text)
        return self._line(index) if index < len(self._rows) else self.blank()

    def _heading(self) -> Strip:
        runs = Runs()
        titles = tuple(column.title for column in self._columns)
        runs.add(" " * MARKER + self._cells(titles), self.look.heading)
        return runs.strip(self.size.width, self.look.heading)

    def _cells(self, cells: tuple[str, ...]) -> str:
        return GAP.join(
            fit(cell, width, right=column.align == "right")
            for cell, width, column in zip(cells, self._fitted(), self._columns, strict=True)
        )

    def _line(self, index: int) -> Strip:
        row, look, width = self._rows[index], self.look, self.size.width
        here = index == self._index and (self.has_focus or self.steered)
        quiet = look.faint if row.faint else look.text
        style = look.cursor if here else look.warning if row.warn else quiet
        mark = ("›" if here else " ") + self._mark(row)
        bar, cells = "▌" if row.colour else " ", self._cells(row.cells)
        runs = Runs()
        runs.add(mark, style)
        runs.add(bar, look.bar(row.colour) if row.colour and not here else style)
        runs.add(cells, style)
        if row.note and (room := width - MARKER - width_of(cells) - len(GAP)) > 0:
            runs.add(GAP, style)
            runs.add(fit(row.note, room), style if here else look.faint)
        return runs.strip(width, style)

    def _mark(self, row: Row) -> str:
        """What stands behind the cursor's place."""
        return "!" if row.warn else " "

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the mouse; a double click chooses it."""
        index = self._top + event.y - self._head
        if event.y >= self._head and index < len(self._rows):
            self._go(index)
            if event.chain == 2:
                self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go down."""
        event.stop()
        self._go(self._index + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up."""
        event.stop()
        self._go(self._index - WHEEL)
