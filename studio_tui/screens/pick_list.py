"""A panel with rows to pick one from, narrowed down by typing."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.names import fold
from studio_tui.screens.dialogs import Panel
from studio_tui.widgets.record_list import ListColumn, RecordList, Row
from studio_tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

AROUND = 6
"""Lines of the panel and the screen besides the rows: borders, title, filter, keys."""


class PickList(Panel[Hashable | None]):
    """Returns the key of the row picked, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("pick")
    PLACE = "pick"

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        columns: Sequence[ListColumn] = (ListColumn(""),),
        *,
        at: Hashable = None,
        typed: str = "",
    ) -> None:
        """Prepare to ask.

        Args:
            title: What is to be picked.
            rows: From top to bottom.
            columns: From left to right; headed if any has a title.
            at: Key of the row that the cursor starts on.
            typed: What the list is narrowed down by at first; ignored if it leaves no row.
        """
        super().__init__(title)
        self._rows = rows
        self._at = at
        self._typed = typed
        self.input = TextLine(placeholder="type to narrow down")
        self.list = RecordList()
        self.list.steered = True
        self.list.set_columns(columns, headed=any(column.title for column in columns))

    def body(self) -> ComposeResult:
        """The filter and the rows."""
        yield self.input
        yield self.list

    def on_mount(self) -> None:
        """Wait for letters and arrows."""
        self.list.show(self._rows, "There is nothing to pick.")
        self.list.move_to(self._at)
        if self._typed.strip() and self._found(self._typed):
            self.input.value = self._typed
        self.input.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the rows need, as far as the screen has room."""
        self.list.styles.height = max(1, min(len(self._rows) + 1, event.size.height - AROUND))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the rows that hold every word typed."""
        self.list.show(self._found(event.value), "Nothing matches; Backspace widens.")

    def _found(self, text: str) -> list[Row]:
        """Rows that hold every word; first those that begin so, or have words that do."""
        words = fold(text).split()
        found = [row for row in self._rows if all(word in _text(row) for word in words)]
        return sorted(found, key=lambda row: _distance(words, _text(row)))

    def on_input_submitted(self) -> None:
        """Enter in the filter takes the row too."""
        self.action_take()

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """A double click takes a row."""
        self.dismiss(event.key)

    def action_take(self) -> None:
        """Take the row under the cursor."""
        if self.list.row is not None:
            self.dismiss(self.list.row.key)

    def action_up(self) -> None:
        """Go to the row above."""
        self.list.action_cursor_up()

    def action_down(self) -> None:
        """Go to the row below."""
        self.list.action_cursor_down()

    def action_page_up(self) -> None:
        """Go a page up."""
        self.list.action_page_up()

    def action_page_down(self) -> None:
        """Go a page down."""
        self.list.action_page_down()

    def action_first(self) -> None:
        """Go to the first row."""
        self.list.action_cursor_first()

    def action_last(self) -> None:
        """Go to the last row."""
        self.list.action_cursor_last()

    def action_close(self) -> None:
        """Pick nothing."""
        self.dismiss(None)


def _text(row: Row) -> str:
    return fold(" ".join((*row.cells, row.note)))


def _distance(words: Sequence[str], text: str) -> int:
    begins = all(f" {word}" in f" {text}" for word in words)
    return 0 if text.startswith(" ".join(words)) else 1 if begins else 2
