"""Panels for texts of several lines: one to type a note in, one to read what a line cuts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.keymap import spoken
from studio_tui.screens.dialogs import Panel
from studio_tui.services import notes
from studio_tui.widgets.form_editors import NotesEditor
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

AROUND = 4
"""Lines of a panel besides what is read: borders, title, keys."""
INSIDE = 51
"""Cells of a line in the panel."""


class NotePanel(Panel[str | None]):
    """Asks for a note; what was typed is not thrown away by one key."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("note")
    PLACE = "note"
    HELP_TEXT = "A note stays with the record, with your name and the time. Enter starts a line."

    DEFAULT_CSS = """
    NotePanel NotesEditor { height: 6; }
    """

    def __init__(self) -> None:
        super().__init__("New note")
        self.editor = NotesEditor("note")
        self._warned = ""

    def body(self) -> ComposeResult:
        """Where it is typed."""
        yield self.editor

    def on_mount(self) -> None:
        """Wait for the text."""
        self.editor.focus()

    def action_keep(self) -> None:
        """Keep it, if there is anything, and not too much."""
        if problem := notes.refusal(self.editor.text):
            self.remind(problem)
        else:
            self.dismiss(self.editor.text)

    def action_close(self) -> None:
        """Leave without a note; with one typed, at the second time."""
        text = self.editor.text.strip()
        if not text or text == self._warned:
            self.dismiss(None)
            return
        self._warned = text
        save, leave = (
            spoken(self.studio_app.keys[name][0]) for name in ("note.keep", "panel.close")
        )
        self.remind(f"{save} keeps it. {leave} again throws it away.")


class Reading(Panel[None]):
    """A text in full, one line under the cursor at a time, so that it can be read aloud."""

    PLACE = "reading"

    def __init__(self, title: str, text: str) -> None:
        """Prepare to show a text.

        Args:
            title: What it is.
            text: Anything a person may have typed.
        """
        super().__init__(title)
        self.list = RecordList()
        self.list.set_columns([ListColumn("")], headed=False)
        lines = [part for line in text.splitlines() for part in textwrap.wrap(line, INSIDE) or [""]]
        self.list.show([Row(at, (line,)) for at, line in enumerate(lines)])
        self._lines = len(lines)

    def body(self) -> ComposeResult:
        """The text."""
        yield self.list

    def on_mount(self) -> None:
        """Let arrows scroll at once."""
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the text needs, as far as the screen has room."""
        self.list.styles.height = max(1, min(self._lines, event.size.height - AROUND))

    def on_record_list_chosen(self) -> None:
        """Enter leads back too."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Leave."""
        self.dismiss(None)
