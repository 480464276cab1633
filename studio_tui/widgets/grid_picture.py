"""The lines of the schedule grid as strips: a picture of one state, kept until that changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from studio_tui.widgets.grid_layout import (
    GUTTER,
    NOW,
    SIDE_BY_SIDE,
    Place,
    block_lines,
    lane_span,
)
from studio_tui.widgets.lines import Look, Runs, fit, plain, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.strip import Strip

    from studio_tui.widgets.grid_layout import Column, GridLayout, Piece, Viewport

DOTS = "·   "
"""Pattern of closed hours."""
GHOST = "»"
"""Stands before what is being moved, in every row of it."""
KEPT = "╎"
"""Bar of the time that a booking keeps free around it: buffers, and the drive."""
MARKED = "■"
"""Bar of a block that is marked."""
TITLE_MIN = 3
"""Cells of a title below which its marks give way."""


def headings(columns: Sequence[Column], rooms: Sequence[int]) -> list[str]:
    """What stands over columns: the whole, or short, or cut so that they can be told apart.

    Args:
        columns: From left to right.
        rooms: Cells for each heading, which it fills.
    """
    pairs = list(zip(columns, rooms, strict=True))
    tight = any(column.short and width_of(column.heading) > room for column, room in pairs)
    found = [fit(_heading(*pair, tight=tight), pair[1]) for pair in pairs]
    return [
        cut if found.count(cut) == 1 else _fit_middle(column.heading, room)
        for cut, (column, room) in zip(found, pairs, strict=True)
    ]


def _heading(column: Column, room: int, *, tight: bool) -> str:
    """All that can be short are, or none: rooms side by side should look alike."""
    both = f"{column.heading}  {column.subheading}"
    if column.subheading and width_of(both) <= room:
        return both
    return column.short if column.short and tight else column.heading


def _fit_middle(text: str, width: int) -> str:
    """As `fit`, but cut in the middle: names of a kind differ at their end."""
    text = plain(text)
    end = (width - 1) // 2
    if width_of(text) <= width or not text.isascii() or end < 1:
        return fit(text, width)
    return f"{text[: width - 1 - end]}…{text[-end:]}"


@dataclass(slots=True)
class GridPicture:
    """Draws a layout through a viewport from a top row on; lines without the cursor are kept."""

    layout: GridLayout
    view: Viewport
    top: int
    look: Look
    title: str
    now_row: int | None
    marked: frozenset[int] = frozenset()
    """Events whose bar says that they are marked."""
    over: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What is written over slots, by column and row: where a booking is being moved to."""
    _lines: dict[int, Strip] = field(default_factory=dict)

    def head(self, line: int) -> Strip:
        """A line above the rows: the title, what groups of columns share, or their headings."""
        if line == self.view.head - 1:
            return self._headings()
        return self._title() if line == 0 and self.title else self._groups()

    def row(self, row: int, place: Place | None = None, *, focused: bool = False) -> Strip:
        """A row of slots.

        Args:
            row: Its number.
            place: The cursor, if it is in this row.
            focused: Whether keys go to the grid; the cursor is then in reverse video.
        """
        if place is not None:
            return self._row(row, place, focused)
        if row not in self._lines:
            self._lines[row] = self._row(row, None, focused)
        return self._lines[row]

    def write_over(self, over: Mapping[tuple[int, int], str]) -> None:
        """Write other texts over slots."""
        for _, row in {*self.over, *over}:
            self._lines.pop(row, None)
        self.over = over

    def _title(self) -> Strip:
        runs, look = Runs(), self.look
        outside = " · ".join(
            f"{mark} {count} {word}"
            for mark, count, word in zip("↑↓", self._outside(), ("earlier", "later"), strict=True)
            if count
        )
        room = self.view.width - 2 - width_of(outside)
        runs.add(" " + fit(self.title, room), look.bold)
        runs.add(outside + " ", look.text)
        return runs.strip(self.view.width, look.text)

    def _outside(self) -> tuple[int, int]:
        """How many bookings of the columns shown lie above and below the rows shown."""
        shown = range(self.view.left, self.view.left + len(self.view.spans))
        pieces = [piece for column in shown for piece in self.layout.pieces[column]]
        bottom = self.top + self.view.rows
        earlier = {piece.block.event_id for piece in pieces if piece.bottom <= self.top}
        later = {piece.block.event_id for piece in pieces if piece.top >= bottom}
        return len(earlier), len(later)

    def _headings(self) -> Strip:
        runs, look, view = Runs(), self.look, self.view
        left = f"‹{view.left}" if view.left else ""
        right = f" {view.hidden_right}›" if view.hidden_right else ""
        runs.add(fit(left, GUTTER), look.heading)
        rooms = [max(0, width - 1) for _, width in view.spans]
        rooms[-1] = max(0, rooms[-1] - len(right))
        columns = self.layout.columns[view.left : view.left + len(rooms)]
        for heading in headings(columns, rooms):
            runs.add("  " + heading, look.heading)
        runs.add(right, look.heading)
        return runs.strip(view.width, look.text)

    def _groups(self) -> Strip:
        """What columns side by side have in common, over the first of them."""
        runs, look, view = Runs(), self.look, self.view
        runs.add(" " * GUTTER, look.bold)
        shown = self.layout.columns[view.left : view.left + len(view.spans)]
        groups = [(key, list(each)) for key, each in groupby(c.group for c in shown)]
        at = 0
        for group, members in groups:
            width = sum(size + 1 for _, size in view.spans[at : at + len(members)])
            runs.add("│", look.faint)
            runs.add(fit(f" {group}", width - 1), look.bold)
            at += len(members)
        return runs.strip(view.width, look.text)

    def _row(self, row: int, place: Place | None, focused: bool) -> Strip:
        runs, look, view = Runs(), self.look, self.view
        now = row == self.now_row
        label = f"{self.layout.label(row):5}" + (NOW if now else " ")
        runs.add(label, look.bold if now else look.text if label[3:5] == "00" else look.faint)
        for number, (_, width) in enumerate(view.spans, view.left):
            runs.add("│", look.faint)
            marked = place if place is not None and place.column == number else None
            pieces = self.layout.at(number, row)
            if (number, row) in self.over:
                text = fit(f"{GHOST}{self.over[number, row]}", width)
                runs.add(text, look.cursor if focused else look.bold)
            elif pieces:
                self._pieces(runs, row, pieces, width, marked, focused)
            else:
                self._free(runs, number, row, width, marked, focused)
        return runs.strip(view.width, look.text)

    def _free(
        self, runs: Runs, column: int, row: int, width: int, marked: Place | None, focused: bool
    ) -> None:
        is_open = self.layout.open_rows[column][row]
        inside = " " * width if is_open else (DOTS * (width // len(DOTS) + 1))[:width]
        margin, first = self.layout.margins.get((column, row), (None, False))
        if margin is not None:
            inside = KEPT + fit(margin.short if first else "", width - 1)
        if marked is None:
            runs.add(inside, self.look.text if is_open else self.look.faint)
        else:
            style = self.look.cursor if focused else self.look.text
            runs.add(f"[{inside[1:-1]}]", style)

    def _pieces(
        self,
        runs: Runs,
        row: int,
        pieces: tuple[Piece, ...],
        width: int,
        marked: Place | None,
        focused: bool,
    ) -> None:
        chosen = self.layout.piece(marked) if marked else None
        lanes, end = pieces[0].lanes, 0
        for piece in pieces[:SIDE_BY_SIDE]:
            if piece.lane >= SIDE_BY_SIDE:
                break
            x, room = lane_span(piece.lane, lanes, width)
            runs.add(" " * (x - end), self.look.text)
            self._block(runs, row, piece, room, (piece is chosen, focused))
            end = x + room
        hidden = sum(piece.lane >= SIDE_BY_SIDE for piece in pieces)
        if hidden:
            x, room = lane_span(SIDE_BY_SIDE, lanes, width)
            runs.add(" " * (x - end), self.look.text)
            on_it = focused and chosen is not None and chosen.lane >= SIDE_BY_SIDE
            runs.add(fit(f"+{hidden}", room), self.look.cursor if on_it else self.look.bold)
            end = x + room
        runs.add(" " * (width - end), self.look.text)

    def _block(
        self, runs: Runs, row: int, piece: Piece, width: int, cursor: tuple[bool, bool]
    ) -> None:
        look, (marked, focused) = self.look, cursor
        number = row - max(piece.top, self.top)
        lines = block_lines(piece.block)
        text, marks = lines[number] if number < len(lines) else ("", "")
        room = max(0, width - 2)
        if marks and room - len(marks) - 1 >= TITLE_MIN:
            text = f"{fit(text, room - len(marks) - 1)} {marks}"
        text = fit(text, room)
        if marked:
            runs.add(f"[{text}]", look.cursor if focused else look.bold)
            return
        bar = MARKED if piece.block.event_id in self.marked else "▌"
        if piece.block.left_out:
            runs.add(f"{bar if bar == MARKED else '░'}{text}", look.faint)
        else:
            runs.add(bar, look.bar(piece.block.colour))
            runs.add(text, look.bold if number == 0 else look.text)
        runs.add(" ", look.text)
