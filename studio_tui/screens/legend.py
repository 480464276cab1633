"""What the colours and marks of the calendar mean, in a panel to be read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.domain.block import MARKS
from studio_tui.domain.colours import nearest_name
from studio_tui.screens.dialogs import Panel
from studio_tui.widgets.grid_layout import NOW
from studio_tui.widgets.grid_picture import KEPT
from studio_tui.widgets.month_grid import BUSY
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

AROUND = 5
"""Lines of the panel and the screen besides the rows: borders, title, keys."""
DRAWN: Final = (
    *MARKS,
    (NOW, "today, and the time it is"),
    ("[ ]", "the cursor"),
    ("·  ·", "closed hours; booking there is allowed"),
    ("░", "busy; left out by the filter"),
    ("+2", "more at the same time; right goes through them"),
    ("(3)", "how many bookings, in the month"),
    (KEPT, "kept free by a booking: its buffer, or the drive"),
    (BUSY, "something is booked, in the small month"),
)
"""What is drawn without colour, and what it means."""


class Legend(Panel[None]):
    """Marks first, then the types of bookings with their colours by name."""

    PLACE = "reading"

    def __init__(self, types: Sequence[tuple[str, str]]) -> None:
        """Prepare to show.

        Args:
            types: Names and colours.
        """
        super().__init__("Colours and marks")
        marks = [Row(mark, (mark, meaning)) for mark, meaning in DRAWN]
        named = [
            Row((name, colour), (nearest_name(colour), name), colour=colour)
            for name, colour in types
        ]
        self._rows = [*marks, *named]
        self.list = RecordList()
        self.list.set_columns([ListColumn("", 8), ListColumn("")], headed=False)

    def body(self) -> ComposeResult:
        """The lines."""
        yield self.list

    def on_mount(self) -> None:
        """Wait for arrows."""
        self.list.show(self._rows)
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the rows need, as far as the screen has room."""
        self.list.styles.height = max(1, min(len(self._rows), event.size.height - AROUND))

    def on_record_list_chosen(self) -> None:
        """There is nothing to choose: Enter leaves."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Leave."""
        self.dismiss(None)
