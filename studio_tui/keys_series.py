"""The keys of the dates of a recurring appointment; `keys` puts all of them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

SERIES: Final[tuple[Key, ...]] = (
    Key(
        "series.choose",
        ("enter",),
        "choose",
        "Decide",
        "series",
        "Skip the date, move it, or book it all the same",
        True,
    ),
    Key(
        "series.skip",
        ("space",),
        "skip",
        "Skip",
        "series",
        "Skip the date, or take it in again",
        True,
    ),
    Key("series.up", ("up", "k"), "cursor_up", "Up", "series", "Date above"),
    Key("series.down", ("down", "j"), "cursor_down", "Down", "series", "Date below"),
    Key("series.first", ("home",), "cursor_first", "First", "series", "First date"),
    Key("series.last", ("end",), "cursor_last", "Last", "series", "Last date"),
)
