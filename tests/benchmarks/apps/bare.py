"""The baseline: as little Textual as a list of today's bookings needs, everything as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.widgets import DataTable, Footer, Header

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Bare(App[None]):
    """A header, a table of 50 rows, a footer."""

    BINDINGS: ClassVar = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("Time", "Client", "Type", "Photographer", "Status", "Price")
        for row in range(50):
            time = f"{8 + row // 6:02}:{row % 6}0"
            price = f"{100 + row} GBP"
            table.add_row(time, f"Client {row}", "Portrait", "Anna Berg", "Booked", price)


if __name__ == "__main__":
    Bare().run()
