"""The baseline of the wizard: a dialog with fields and a search, out of Textual's own widgets.

``python -m tests.benchmarks.apps.dialog DATABASE`` searches in the database of a studio. Ctrl+P
opens the dialog, Ctrl+F the search, Escape closes either.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList, Select

from tests.benchmarks.apps.bare import Bare

if TYPE_CHECKING:
    from textual.app import ComposeResult

HITS = 20
FIND = (
    "SELECT last, first, number FROM client WHERE id IN "
    "(SELECT rowid FROM client_search WHERE client_search MATCH ? LIMIT ?)"
)
FIND_FIRST = (
    "SELECT last, first, number FROM client WHERE sort_name >= ? ORDER BY sort_name LIMIT ?"
)


class Fields(ModalScreen[None]):
    """Four inputs, a choice and a button."""

    BINDINGS: ClassVar = [("escape", "dismiss")]
    CSS = """
    Fields { align: center middle; }
    Fields Vertical { width: 70; height: 30; border: round $primary; }
    """

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label("New booking")
            for name in ("Client", "Date", "Time", "Note"):
                yield Input(placeholder=name)
            yield Select([(name, name) for name in ("Portrait", "Wedding", "Family")])
            yield Button("Book", variant="primary")


class Search(ModalScreen[None]):
    """An input, and a list of what it finds."""

    BINDINGS: ClassVar = [("escape", "dismiss")]
    CSS = """
    Search { align: center middle; }
    Search Vertical { width: 80; height: 30; border: round $primary; }
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Input(placeholder="Search clients")
            yield OptionList()

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        typed = event.value.lower()
        sql, text = (FIND, f'"{typed}"') if len(typed) >= 3 else (FIND_FIRST, typed)
        rows = self._database.execute(sql, (text, HITS)) if typed else ()
        options = self.query_one(OptionList)
        with self.app.batch_update():
            options.clear_options()
            options.add_options(
                [f"{last}, {first}".ljust(40) + (n or "") for last, first, n in rows]
            )


class Dialog(Bare):
    """The bare program with both."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+p", "fields", "New booking"), ("ctrl+f", "search", "Find client")]

    def __init__(self, path: str) -> None:
        super().__init__()
        self._database = sqlite3.connect(path)

    def action_fields(self) -> None:
        self.push_screen(Fields())

    def action_search(self) -> None:
        self.push_screen(Search(self._database))


if __name__ == "__main__":
    Dialog(sys.argv[1]).run()
