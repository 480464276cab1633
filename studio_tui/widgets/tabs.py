"""Lists of which one is shown: their names in a line, and the list itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from studio_tui import keys
from studio_tui.widgets.bars import Bar
from studio_tui.widgets.lines import Runs, width_of
from studio_tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType


LEAST = 5
"""Characters that a name keeps."""


def label_of(name: str, count: int | None) -> str:
    """A name with how many there are, where that is counted."""
    return name if count is None else f"{name} {count}"


class TabBar(Bar):
    """Names of lists in one line; the one that is shown stands in brackets, whatever the colours.

    A rule is drawn around them, so that they part the form from the list.
    """

    @dataclass
    class Wanted(Message):
        """A name was clicked."""

        at: int

    _lists: tuple[tuple[str, int | None], ...] = ()
    _at = 0

    def show(self, lists: Sequence[tuple[str, int | None]], at: int) -> None:
        """Say which lists there are, how much is in each, and which is shown."""
        if (tuple(lists), at) != (self._lists, self._at):
            self._lists, self._at = tuple(lists), at
            self.refresh()

    @property
    def words(self) -> tuple[str, ...]:
        """The names as they are drawn, with how many there are.

        Where there is no room for all of that, names stand closer together, and of those that are
        not shown as many from the left say how many there are as have anything. Where there is no
        room for the names either, the longest of the others are cut.
        """
        labels = [label_of(*each) for each in self._lists]
        roomy = self._wide(labels, 3) <= self.size.width
        if not roomy:
            full, labels = labels, [name for name, _ in self._lists]
            labels[self._at : self._at + 1] = full[self._at : self._at + 1]
            for at, (_, count) in enumerate(self._lists):
                more = [*labels[:at], full[at], *labels[at + 1 :]]
                if count and self._wide(more, 1) <= self.size.width:
                    labels = more
            self._shorten(labels)
        apart = " ─" if roomy else ""
        return tuple(
            f"[{label}]{apart[1:]}" if at == self._at else f" {label}{apart}"
            for at, label in enumerate(labels)
        )

    def _shorten(self, labels: list[str]) -> None:
        """Cut the longest names of those that are not shown, until all fit."""
        others = [at for at in range(len(labels)) if at != self._at]
        while others and self._wide(labels, 1) > self.size.width:
            at = max(others, key=lambda each: len(labels[each]))
            if len(labels[at]) <= LEAST:
                return
            labels[at] = f"{labels[at].removesuffix('.')[:-1]}."

    @staticmethod
    def _wide(labels: Sequence[str], between: int) -> int:
        """Cells that they take, with the rule before them and the brackets around one."""
        return 4 + sum(width_of(label) + between for label in labels)

    def runs(self, width: int) -> Runs:
        """Bold and bracketed where one is."""
        runs = Runs()
        runs.add("──", self.look.faint)
        drawn = 2
        for at, word in enumerate(self.words):
            name = word.removesuffix("─")
            runs.add(name, self.look.bold if at == self._at else self.look.text)
            runs.add(word[len(name) :], self.look.faint)
            drawn += width_of(word)
        runs.add("─" * max(0, width - drawn), self.look.faint)
        return runs

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses a list too."""
        left = 2
        for at, word in enumerate(self.words):
            if left <= event.x < left + width_of(word):
                self.post_message(self.Wanted(at))
            left += width_of(word)


class TabList(RecordList, inherit_bindings=False):
    """A list beside others. PgUp and PgDn stay with the screen, which goes to other records."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("tabs")

    @dataclass
    class Turned(Message):
        """The list to the left or right is wanted."""

        by: int

    class NewWanted(Message):
        """Something new is wanted for this list."""

    def action_tab(self, by: int) -> None:
        """Ask for another list."""
        self.post_message(self.Turned(by))

    def action_new(self) -> None:
        """Ask for something new."""
        self.post_message(self.NewWanted())
