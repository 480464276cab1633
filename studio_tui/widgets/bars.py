"""One-line bars: the title above, what is said and the keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.widgets.lines import LineWidget, Runs, fit, plain, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

MOST_LINES = 4
"""Most that a sentence takes that is to be read whole."""


class Bar(LineWidget):
    """A line across the screen that repaints only when its words change."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def runs(self, width: int) -> Runs:
        """What the line says, in at most `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        return self.runs(width).strip(width, self.look.text) if y == 0 else self.blank()


class TitleBar(Bar):
    """What the screen is, in bold, what lies beside it, and at the right where and when."""

    _left = _right = ""
    _beside: tuple[str, ...] = ()

    def set_left(self, text: str) -> None:
        """Say what the screen is."""
        if text != self._left:
            self._left = text
            self.refresh()

    def set_right(self, text: str) -> None:
        """Say what stands at the right: the studio, the date."""
        if text != self._right:
            self._right = text
            self.refresh()

    def set_beside(self, words: Sequence[str]) -> None:
        """Say what is a key away: the key, and the names of the places."""
        if tuple(words) != self._beside:
            self._beside = tuple(words)
            self.refresh()

    def _lies_beside(self, room: int) -> str:
        """As many whole words as there is room for."""
        said = ""
        for at, word in enumerate(self._beside):
            more = 2 if at < len(self._beside) - 1 else 0
            if width_of(said) + 1 + width_of(word) + more > room:
                return f"{said} …" if at > 1 else ""
            said += f" {word}"
        return said

    def runs(self, width: int) -> Runs:
        """The left text goes before all, then who and when, what lies beside, the studio.

        The right text loses its parts from the front.
        """
        runs = Runs()
        right = plain(self._right)
        needed = width_of(plain(self._left)) + 1
        who_and_when = width_of(" · ".join(right.split(" · ")[-2:]))
        beside = self._lies_beside(width - needed - who_and_when - 4)
        beside = f" {beside}" if beside else ""
        needed += width_of(beside)
        while right and width - 2 - width_of(right) < needed:
            right = right.partition(" · ")[2]
        room = width - 2 - width_of(right)
        if beside:
            runs.add(" " + plain(self._left), self.look.bold)
            runs.add(fit(beside, max(0, room - needed + 1 + width_of(beside))), self.look.text)
        else:
            runs.add(" " + fit(self._left, max(0, room)), self.look.bold)
        runs.add(right + " ", self.look.text)
        return runs


class KeyBar(Bar):
    """The keys that matter here; pairs that do not fit are left out whole.

    The last two stay longest, the way out and the help, then the first ones.
    """

    _keys: tuple[tuple[str, str], ...] = ()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Say which keys to show.

        Args:
            keys: Label of the key and word for what it does: the most important first, the way
                out and the help last.
        """
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def runs(self, width: int) -> Runs:
        """Whole pairs of key and word."""
        runs = Runs()
        for key, word in self._fitting(width):
            runs.add(f" {key}", self.look.bold)
            runs.add(f" {word} ", self.look.text)
        return runs

    def _fitting(self, width: int) -> list[tuple[str, str]]:
        """The pairs that there is room for, in their order."""
        numbers = range(len(self._keys))
        taken: set[int] = set()
        for number in (*numbers[:-3:-1], *numbers[:-2]):
            key, word = self._keys[number]
            width -= width_of(key) + width_of(word) + 3
            if width < -1:  # the space after the last pair may be cut
                break
            taken.add(number)
        return [self._keys[number] for number in sorted(taken)]


class Line(Bar):
    """One line of plain text: how things are, or for a while what was just done.

    News stays until somebody presses a key, whatever is told meanwhile; a refusal goes before it.
    News and what is to be said whole take more lines where one is too short.
    """

    _text = _reminder = ""
    _warn = _whole = False
    _lines: tuple[str, ...] = ()

    def say(self, text: str, *, warn: bool = False, whole: bool = False) -> None:
        """Replace the text.

        Args:
            text: A sentence; it is cut where it does not fit.
            warn: Mark it with ``!`` and in the colour of errors.
            whole: Take more lines instead of cutting it.
        """
        reminder = "" if warn else self._reminder
        if (text, warn, whole, reminder) != (self._text, self._warn, self._whole, self._reminder):
            self._text, self._warn, self._whole, self._reminder = text, warn, whole, reminder
            self._show()

    def remind(self, text: str) -> None:
        """Say something instead until it is taken back, with an empty text."""
        if text != self._reminder:
            self._reminder = text
            self._show()

    @property
    def text(self) -> str:
        """What the line says."""
        return self._reminder or self._text

    @property
    def _warns(self) -> bool:
        return self._warn and not self._reminder

    def _show(self) -> None:
        """Take as many lines as the text needs, where all of it is to be read."""
        said = f"! {self.text}" if self._warns else self.text
        room = max(1, self.size.width - 1)
        whole = self.size.width and (self._reminder or self._whole) and width_of(plain(said)) > room
        self._lines = tuple(wrapped(said, room))[:MOST_LINES] if whole else (said,)
        if self.styles.height is None or self.styles.height.value != len(self._lines):
            self.styles.height = len(self._lines)
        self.refresh()

    def on_resize(self) -> None:
        """Fit the text to the width."""
        self._show()

    def render_line(self, y: int) -> Strip:
        """The text, marked if it warns."""
        if y >= len(self._lines):
            return self.blank()
        width, runs = self.size.width, Runs()
        style = self.look.warning if self._warns else self.look.text
        runs.add(" " + fit(self._lines[y], max(0, width - 1)), style)
        return runs.strip(width, self.look.text)


class ClientBar(Bar):
    """Who it is about, and at the right in the colour of errors what to mind."""

    _who = _warning = ""

    def set_client(self, who: str, warning: str) -> None:
        """Say who it is, and the call warning if there is one."""
        if (who, warning) != (self._who, self._warning):
            self._who, self._warning = who, warning
            self.refresh()

    def runs(self, width: int) -> Runs:
        """The warning keeps its room; the name gives way."""
        runs = Runs()
        said = f"  ! {self._warning}" if self._warning else ""
        warning = fit(said, max(0, min(width_of(plain(said)), width - 2)))
        runs.add(" " + fit(self._who, max(0, width - 2 - width_of(warning))), self.look.text)
        runs.add(warning, self.look.warning)
        return runs


class Rule(Bar):
    """A line between two parts of a screen, with the name of the second if it has one."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._said = f" {name} " if name else ""

    def runs(self, width: int) -> Runs:
        """Drawn with letters, so that it is there without colour."""
        runs = Runs()
        runs.add(f"─{self._said}".ljust(width, "─"), self.look.faint)
        return runs
