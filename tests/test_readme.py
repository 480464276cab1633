"""The README keeps its word: its table of keys is the program's, its pictures and files exist."""

from __future__ import annotations

import os
import re
from pathlib import Path

from studio_tui.config import Settings
from studio_tui.keymap import chosen, spoken
from studio_tui.keys import by_title

README = Path(__file__).parents[1] / "README.md"
SHOWN = (
    "Everywhere",
    "Calendar",
    "Booking wizard",
    "Free times and known clients",
    "Fields",
    "Client",
    "Records",
)
"""Headings of the keys that the README lists; F1 shows the rest where they work."""


def key_table() -> str:
    """The keys as the README lists them."""
    held = chosen(Settings())
    lines = ["| | Key | What it does |", "|---|---|---|"]
    groups = by_title()
    for title in SHOWN:
        for number, key in enumerate(groups[title]):
            names = ", ".join(f"`{spoken(name)}`" for name in held[key.id])
            lines.append(f"| {'' if number else f'**{title}**'} | {names} | {key.help} |")
    return "\n".join(lines)


def test_the_table_of_keys_is_the_programs() -> None:
    text = README.read_text("utf-8")
    if os.environ.get("DRAW_PICTURES"):
        block = f"<!-- keys -->\n{key_table()}\n<!-- /keys -->"
        text = re.sub(r"<!-- keys -->.*<!-- /keys -->", lambda _: block, text, flags=re.DOTALL)
        README.write_text(text, "utf-8")
    assert key_table() in text, "make snapshots writes the table anew"


def test_every_picture_exists() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README.read_text("utf-8"))
    assert len(pictures) >= 7
    assert [name for name in pictures if not (README.parent / name).is_file()] == []
