"""What a terminal shows, cell by cell, as far as an eye can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Hashable

Picture = list[list["Hashable"]]


def screen(columns: int, rows: int) -> tuple[pyte.Screen, pyte.Stream]:
    """A terminal that does not wrap, as the program has it."""
    found = pyte.Screen(columns, rows)
    found.reset_mode(pyte.modes.DECAWM >> 5, private=True)
    return found, pyte.Stream(found)


def picture(screen: pyte.Screen) -> Picture:
    """All cells: what they hold and how it looks. Of a space only what can be seen of it."""
    return [
        [_seen(screen.buffer[row][column]) for column in range(screen.columns)]
        for row in range(screen.lines)
    ]


def _seen(cell: pyte.screens.Char) -> Hashable:
    marks = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " " and not any(marks):
        return (" ", cell.bg)
    return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, *marks)


def difference(one: Picture, other: Picture) -> list[str]:
    """Where two pictures differ, in words."""
    return [
        f"line {y}, column {x}: {a} and {b}"
        for y, (first, second) in enumerate(zip(one, other, strict=True))
        for x, (a, b) in enumerate(zip(first, second, strict=True))
        if a != b
    ]
