"""What widgets that draw themselves line by line share: looks, runs of text, the cursor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.geometry import Offset, Region

WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)
MIDDLE = 0.45
"""Brightness that separates what is seen on dark from what is seen on light, about 3 to 1."""


def plain(text: str) -> str:
    """Text without control characters or anything else that moves a terminal's cursor by itself."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def width_of(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """A text cut or filled up to exactly `width` cells; ``…`` says that it was cut.

    Args:
        text: Anything a person may have typed.
        width: Cells.
        right: Fill up at the left, so that the text stands at the right.
    """
    text = plain(text)
    spare = width - width_of(text)
    if spare >= 0:
        return " " * spare + text if right else text + " " * spare
    return set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, max(width, 0))


def wrapped(text: str, width: int) -> Iterator[str]:
    """A sentence in lines of at most `width` cells, the later ones set in by two."""
    line = ""
    for word in plain(text).split():
        for piece in _pieces(word, max(1, width - 2)):
            if line.strip() and width_of(line) + 1 + width_of(piece) > width:
                yield line
                line = "  " + piece
            else:
                line = f"{line} {piece}" if line.strip() else line + piece
    if line.strip():
        yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, or parts of it where it is longer than a line."""
    while width_of(word) > width:
        size = max(
            1, next(n for n in range(len(word), 0, -1) if n == 1 or width_of(word[:n]) <= width)
        )
        yield word[:size]
        word = word[size:]
    yield word


def scroll(top: int, row: int, view: int, rows: int) -> int:
    """First row to show so that `row` is seen; it jumps half a page, so that few keys scroll."""
    if row < top:
        top = row - view // 2
    elif row >= top + view:
        top = row - view + 1 + view // 2
    return max(0, min(top, row, rows - view))


class Runs:
    """The segments of one line; neighbours of the same style become one, which saves bytes."""

    __slots__ = ("_runs",)

    def __init__(self) -> None:
        self._runs: list[tuple[str, Style]] = []

    def add(self, text: str, style: Style) -> None:
        """Append a text that holds no control characters."""
        if self._runs and self._runs[-1][1] is style:
            text = self._runs.pop()[0] + text
        if text:
            self._runs.append((text, style))

    def strip(self, width: int, fill: Style) -> Strip:
        """The line, cut or filled up to `width` cells."""
        line = Strip([Segment(text, style) for text, style in self._runs])
        return line.adjust_cell_length(width, fill)


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a widget, worked out once."""

    text: Style
    warning: Style
    dark: bool
    bold: Style = field(init=False)
    faint: Style = field(init=False)
    heading: Style = field(init=False)
    cursor: Style = field(init=False)
    _bars: dict[str, Style] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, extra in (
            ("bold", Style(bold=True)),
            ("faint", Style(dim=True)),
            ("heading", Style(bold=True, underline=True)),
            ("cursor", Style(reverse=True)),
        ):
            object.__setattr__(self, name, self.text + extra)

    def bar(self, colour: str) -> Style:
        """Style of a bar in a type's colour, moved away from the background where needed."""
        if colour not in self._bars:
            ink = legible(colour, dark=self.dark)
            self._bars[colour] = self.text + Style(color=ink) if ink else self.text
        return self._bars[colour]


def legible(colour: str, *, dark: bool) -> str | None:
    """The nearest colour to ``#rrggbb`` that stands out from the background.

    Args:
        colour: As stored with the type; None comes back if it is not a colour.
        dark: Whether the background is dark.
    """
    try:
        ink = Color.parse(colour)
    except ColorParseError:
        return None
    while ink.brightness < MIDDLE if dark else ink.brightness > MIDDLE:
        ink = ink.blend(WHITE if dark else BLACK, 0.2)
    return ink.hex6


class LineWidget(Widget):
    """A widget that draws itself by `render_line`, in a few styles that are worked out once."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--warning"}
    DEFAULT_CSS = """
    LineWidget > .lines--warning { color: $text-error; text-style: bold; }
    """

    _look: Look | None = None
    _lines_size = Size()
    """The size that the lines were drawn for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._lines_kept: dict[int, Strip] = {}
        """Lines as they are, by their number."""
        super().__init__(*args, **kwargs)

    @property
    def look(self) -> Look:
        """Styles that fit the theme in force."""
        if self._look is None:
            self._look = Look(
                self.rich_style,
                self.get_component_rich_style("lines--warning"),
                self.app.current_theme.dark,
            )
        return self._look

    def notify_style_update(self) -> None:
        """Work the styles out again after the theme or the state has changed."""
        self._look = None
        self._lines_kept.clear()
        super().notify_style_update()

    def blank(self) -> Strip:
        """An empty line."""
        return Strip.blank(self.size.width, self.look.text)

    def cursor_offset(self) -> Offset | None:
        """Where in the widget the terminal's own cursor belongs, if anywhere."""
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; the cursor may have moved.

        Without border and padding there is nothing for Textual to put around the lines, which
        takes it longer than it takes to draw them.
        """
        self.place_cursor()
        if self.gutter:
            return super().render_lines(crop)
        if self._lines_size != self.size:
            self._lines_size = self.size
            self._lines_kept.clear()
        missing = set(crop.line_range) - self._lines_kept.keys()
        if missing:
            filters, behind = self.get_line_filters(), self.background_colors[1]
            for y in missing:
                line = self.render_line(y)
                for each in filters:
                    line = line.apply_filter(each, behind)
                self._lines_kept[y] = line
        lines = [self._lines_kept[y] for y in crop.line_range]
        if crop.column_span == (0, self.size.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw anew, all or the lines of some parts."""
        for y in {y for region in regions for y in region.line_range} or [*self._lines_kept]:
            self._lines_kept.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def place_cursor(self) -> None:
        """Have the terminal's cursor stand on ours: a braille display follows it.

        Every way in which the cursor can move on the screen ends here: keys, scrolling, a new
        size, the focus, and a dialog that closes.
        """
        if self.has_focus and self.app.screen is self.screen:
            offset = self.cursor_offset()
            if offset is not None:
                self.app.cursor_position = self.content_region.offset + offset
