"""Colours as people name them, for what is marked with one."""

from __future__ import annotations

import re
from typing import Final

from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError

COLOURS: Final = {
    "Red": "#c0392b",
    "Orange": "#d9822b",
    "Yellow": "#c9a227",
    "Green": "#4a8f3c",
    "Teal": "#2e8b9a",
    "Blue": "#3b6fb6",
    "Purple": "#8a6fd1",
    "Pink": "#c2608e",
    "Brown": "#8b5e3c",
    "Grey": "#888888",
}
"""What a colour may be called. Dark enough for white letters, light enough for black."""


def parse_colour(text: str) -> str:
    """Read a name, part of one, or ``#rrggbb``; the ``#`` may be left out.

    Raises:
        StudioError: When it is neither, or could be several.
    """
    typed = text.strip().casefold()
    if re.fullmatch(r"#?[0-9a-f]{6}", typed):
        return "#" + typed.removeprefix("#")
    found = [value for name, value in COLOURS.items() if name.casefold().startswith(typed)]
    exact = COLOURS.get(typed.capitalize())
    if exact or len(found) == 1:
        return exact or found[0]
    raise StudioError(f"{quoted(text)} is no colour here: type one of {_names()}, or #2e8b9a.")


def _names() -> str:
    return ", ".join(name.casefold() for name in COLOURS)


def colour_name(value: str) -> str:
    """What a colour is called, or its ``#rrggbb`` where it has no name."""
    return next((name for name, known in COLOURS.items() if known == value), value)


def nearest_name(value: str) -> str:
    """What a colour looks most like, in one word: ``blue``; empty if it is no ``#rrggbb``."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", value):
        return ""

    def far(known: str) -> int:
        ours, other = (bytes.fromhex(each[1:]) for each in (value, known))
        return sum((a - b) ** 2 for a, b in zip(ours, other, strict=True))

    return min(COLOURS, key=lambda name: far(COLOURS[name])).casefold()
