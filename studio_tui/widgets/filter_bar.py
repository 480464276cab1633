"""The line in which words are typed that narrow down what is shown, and how much that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from studio_tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FilterBar(Horizontal):
    """Seen while words are typed or hold."""

    DEFAULT_CSS = """
    FilterBar { height: 1; display: none; }
    FilterBar > .filter--said { width: auto; padding: 0 1; }
    FilterBar > Input { width: 1fr; }
    """

    def __init__(self, label: str = "Filter") -> None:
        super().__init__()
        self._label = label
        self.input = TextLine(select_on_focus=False)
        self.count = Static(classes="filter--said")

    def compose(self) -> ComposeResult:
        """What it is, the words, and how much they leave."""
        yield Static(Content(self._label), classes="filter--said")
        yield self.input
        yield self.count

    @property
    def text(self) -> str:
        """The words that hold."""
        return self.input.value if self.display else ""

    @property
    def holds(self) -> bool:
        """Whether it is seen: it has the focus, or words that leave something out."""
        return bool(self.display)

    def open(self) -> None:
        """Wait for words."""
        self.display = True
        self.screen.set_focus(self.input)

    def close(self) -> None:
        """Forget the words."""
        self.display = False
        self.input.value = ""

    words = ""
    """How much is shown."""

    def say(self, words: str) -> None:
        """Say how much is shown."""
        if words != self.words:
            self.words = words
            self.count.update(Content(words))
