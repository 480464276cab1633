"""What the terminal shows, cell by cell, and the shortest way to something else.

Knows nothing of Textual: text with codes for its looks goes in, what to write comes out.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Cell = tuple[str, str]
"""What stands in a cell and the codes of its looks, as in ``1;38;5;12``.

The right half of a wide character is an empty text.
"""
Piece = tuple[int, int, list[Cell]]
"""Line, column, and the cells from there on."""

BLANK: Final[Cell] = (" ", "")
CLEAN: Final = "\x0f\x1b(B\x1b[m\x1b[?7l\x1b[2J"
"""Usual character set and looks, no wrapping, blank everywhere: whatever another program left."""
PLAIN: Final = "\x1b[m"

_TEXT: Final = itemgetter(0)
_CONTROLS: Final = dict.fromkeys([*range(32), *range(0x7F, 0xA0)])
_SEEN_WHEN_BLANK: Final = frozenset({"4", "7", "9", "21", "53"})
"""Underlined, reversed, struck, underlined twice, overlined: a space with these is seen."""


@lru_cache(1024)
def cells(text: str, codes: str) -> tuple[Cell, ...]:
    """The cells of a text that looks the same all over."""
    single = text.isascii() and text.isprintable()
    blank = blanked(codes)
    each = text if single else characters(text)
    return tuple([(one, blank if one == " " else codes) for one in each])


@lru_cache(4096)
def characters(text: str) -> tuple[str, ...]:
    """A text by cells: marks with the letter they stand on, nothing after a wide character.

    Control characters are left out: a name must not move the cursor.
    """
    found: list[str] = []
    shown = text.translate(_CONTROLS)
    for start, end, width in split_graphemes(shown)[0]:
        if width:
            found += [shown[start:end], *[""] * (width - 1)]
        elif found:
            found[-1] += shown[start:end]
    return tuple(found)


@lru_cache(4096)
def blanked(codes: str) -> str:
    """The codes of a space: of its looks only what can be seen of it."""
    marks, _, background = _parts(codes)
    return codes if marks & _SEEN_WHEN_BLANK else background


@lru_cache(4096)
def _parts(codes: str) -> tuple[frozenset[str], str, str]:
    """Marks (bold, underlined ...), colour of the text and colour behind it."""
    marks, text, behind = set(), "", ""
    left = codes.split(";") if codes else []
    while left:
        number = 1
        if left[0] in ("38", "48"):
            number = 3 if left[1:2] == ["5"] else 5
        code, left = ";".join(left[:number]), left[number:]
        value = int(code.partition(";")[0])
        if value in (38, 39) or 30 <= value <= 37 or 90 <= value <= 97:
            text = "" if value == 39 else code
        elif value in (48, 49) or 40 <= value <= 47 or 100 <= value <= 107:
            behind = "" if value == 49 else code
        else:
            marks.add(code)
    return frozenset(marks), text, behind


@lru_cache(4096)
def looks(before: str, after: str) -> str:
    """What to write between two texts of different looks: only what changes, if that is less."""
    whole = f"\x1b[;{after}m" if after else PLAIN
    marks, text, behind = _parts(after)
    old_marks, old_text, old_behind = _parts(before)
    if old_marks - marks:
        return whole
    codes = sorted(marks - old_marks)
    codes += [text or "39"] if text != old_text else []
    codes += [behind or "49"] if behind != old_behind else []
    part = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(part, whole, key=len)


class Frame:
    """What a terminal of some size shows."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._lines: list[list[Cell]] = []
        self._at: tuple[int, int] | None = None
        """Column and line of the terminal's cursor, where that is certain."""
        self._looks = ""
        self._out: list[str] = []

    @property
    def known(self) -> bool:
        """Whether anything is known of what the terminal shows."""
        return bool(self._lines)

    def forget(self) -> None:
        """Have everything be sent anew: another program wrote over it, or it has another size."""
        self._lines = []
        self._at = None

    def assume(self, size: tuple[int, int], lines: Iterable[str]) -> None:
        """Believe that the terminal shows some lines, without colours."""
        self._size = size
        self._lines = [[BLANK] * size[0] for _ in range(size[1])]
        for line, text in zip(self._lines, lines, strict=False):
            line[: len(text)] = cells(text, "")

    def update(
        self, size: tuple[int, int], pieces: Iterable[Piece], cursor: tuple[int, int]
    ) -> str:
        """Put pieces in their places.

        Args:
            size: Columns and lines of the terminal.
            pieces: What is to be seen. All of it, while the frame is not known.
            cursor: Column and line where the cursor stands in the end.

        Returns:
            What to write to the terminal; empty if it shows all that already.
        """
        self._out = []
        if not self._lines or size != self._size:
            self._size = size
            self._at = None
            self._lines = [[BLANK] * size[0] for _ in range(size[1])]
            self._out.append(CLEAN)
        changed: dict[int, list[Cell]] = {}
        for y, x, new in pieces:
            if 0 <= y < size[1] and new:
                line = changed.setdefault(y, self._lines[y].copy())
                line[x : x + len(new)] = new
        for y in sorted(changed):
            self._change(y, _mended(changed[y][: size[0]], self._lines[y]))
        if self._looks:
            self._out.append(PLAIN)
            self._looks = ""
        self._move(*cursor)
        return "".join(self._out)

    def _change(self, y: int, new: list[Cell]) -> None:
        old, self._lines[y] = self._lines[y], new
        if old == new:
            return
        for start, end in _changes(old, new):
            if not self._go_on(start, y, new):
                self._move(start, y)
            self._write(start, y, new[start:end])

    def _go_on(self, x: int, y: int, line: list[Cell]) -> bool:
        """Write again what lies between the cursor and a column, if that is shorter than a move."""
        if self._at is None or self._at[1] != y or not 0 < x - self._at[0] <= 4:
            return False
        between = line[self._at[0] : x]
        if any(not text.isascii() or not self._suits(text, codes) for text, codes in between):
            return False
        if len(between) > len(f"\x1b[{len(between)}C"):
            return False
        self._out += [text for text, _ in between]
        return True

    def _suits(self, text: str, codes: str) -> bool:
        """Whether a text can be written as things are; a space shows little of its looks."""
        return codes == self._looks or (text == " " and codes == blanked(self._looks))

    def _write(self, x: int, y: int, new: list[Cell]) -> None:
        """Write cells from the cursor on.

        After a character whose width terminals differ about, the cursor is put where the next
        one belongs.
        """
        out, certain = self._out, True
        for at, (text, codes) in enumerate(new, x):
            if not text:
                continue
            if not certain:
                out.append(f"\x1b[{at + 1}G")
            if codes != self._looks and not self._suits(text, codes):
                out.append(looks(self._looks, codes))
                self._looks = codes
            certain = text.isascii() or (len(text) == 1 and cell_len(text) == 1)
            if not certain and _is_picture(text):
                out.append(
                    f"  \x1b[{at + 1}G"
                )  # if it is narrow here, nothing old is left beside it
            out.append(text)
        end = x + len(new)
        # At the last column some terminals stand on it, others behind it.
        self._at = (end, y) if certain and end < self._size[0] else None

    def _move(self, x: int, y: int) -> None:
        """Put the cursor somewhere, on the shortest way."""
        if self._at == (x, y):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._at is not None:
            here, line = self._at
            down = _steps(y - line, "B", "A")
            ways.append(down + _steps(x - here, "C", "D"))
            ways.append(down + "\r" + _steps(x, "C", "D"))
        self._out.append(min(ways, key=len))
        self._at = (x, y)


def _is_picture(text: str) -> bool:
    """Whether a text is an emoji, about whose width terminals differ most."""
    return cell_len(text) == 2 and (len(text) > 1 or text >= "\U0001f000")


def _steps(count: int, ahead: str, back: str) -> str:
    if not count:
        return ""
    if back == "D" and -3 <= count < 0:
        return "\b" * -count
    number = "" if abs(count) == 1 else str(abs(count))
    return f"\x1b[{number}{ahead if count > 0 else back}"


def _changes(old: list[Cell], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """Where cells differ, first and behind the last; of wide characters always both halves."""
    at, count = 0, len(new)
    while at < count:
        if old[at] == new[at]:
            at += 1
            continue
        start = at
        while start and not (old[start][0] and new[start][0]):
            start -= 1
        at += 1
        while at < count and (old[at] != new[at] or not (old[at][0] and new[at][0])):
            at += 1
        yield start, at


def _mended(line: list[Cell], before: list[Cell]) -> list[Cell]:
    """A line in which no half of a wide character stands alone: a space stands there instead.

    Args:
        line: The line.
        before: The same line before parts of it were changed.
    """
    if all(map(_TEXT, line)) and all(map(_TEXT, before)):
        return line  # there is no wide character, nor was there one
    found = line.copy()
    for at, (text, codes) in enumerate(line):
        if text:
            torn = cell_len(text) == 2 and (at + 1 == len(line) or line[at + 1][0])
        else:
            torn = not at or cell_len(line[at - 1][0]) != 2
        if torn:
            found[at] = (" ", blanked(codes))
    return found
