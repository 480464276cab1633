"""The lines above the list of a hub: the names of all hubs, what is searched for, filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from studio_tui.widgets.bars import Bar
from studio_tui.widgets.lines import Runs, fit, width_of
from studio_tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


NARROW = 50
"""Cells below which only label and text are shown."""


class PlacesBar(Bar):
    """The names of the calendar and all hubs; the one in front stands in brackets."""

    @dataclass
    class Wanted(Message):
        """A name was clicked."""

        at: int

    _names: tuple[str, ...] = ()
    _at = 0
    _right = ""

    def show(self, names: Sequence[str], at: int, right: str) -> None:
        """Say which there are, which is in front, and what stands at the right."""
        if (tuple(names), at, right) != (self._names, self._at, self._right):
            self._names, self._at, self._right = tuple(names), at, right
            self.refresh()

    def words(self) -> list[str]:
        """The names as they are drawn; where there is no room, the one in front alone."""
        found = [
            f"[{name}]" if at == self._at else f" {name} " for at, name in enumerate(self._names)
        ]
        if sum(map(width_of, found)) > self.size.width:
            return [f"[{self._names[self._at]}]"] if self._names else []
        return found

    def runs(self, width: int) -> Runs:
        """Names at the left, the rest at the right where there is room."""
        runs = Runs()
        drawn = 0
        for word in self.words():
            runs.add(word, self.look.bold if word.startswith("[") else self.look.text)
            drawn += width_of(word)
        right = self._right
        while right and drawn + width_of(right) + 2 > width:
            right = right.partition(" · ")[2]
        runs.add(fit(right, max(0, width - drawn - 1), right=True) + " ", self.look.text)
        return runs

    def on_click(self, event: events.Click) -> None:
        """The mouse goes there too."""
        left = 0
        words = self.words()
        for at, word in enumerate(words):
            if left <= event.x < left + width_of(word) and len(words) > 1:
                self.post_message(self.Wanted(at))
            left += width_of(word)


class SearchBar(Horizontal):
    """What rows are searched by, the text, and how many there are."""

    DEFAULT_CSS = """
    SearchBar { height: 1; }
    SearchBar > Static { width: auto; padding: 0 1; }
    SearchBar > Input { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.label = Static()
        self.input = TextLine()
        self.total = Static()
        self._said = ("", "")

    def compose(self) -> ComposeResult:
        """Label, text and total."""
        yield self.label
        yield self.input
        yield self.total

    def on_resize(self, event: events.Resize) -> None:
        """The text keeps its room; the total gives way."""
        self.total.display = event.size.width >= NARROW

    @property
    def words(self) -> str:
        """What is said at the right."""
        return self._said[1]

    def say(self, label: str, total: str) -> None:
        """Say what it is searched by, and how many rows there are."""
        if (label, total) != self._said:
            if label != self._said[0]:
                self.label.update(Content(label))
            if total != self._said[1]:
                self.total.update(Content(total))
            self._said = label, total
