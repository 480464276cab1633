"""How many columns of a terminal, or of a printer of plain text, a text takes."""

from __future__ import annotations

from unicodedata import category, east_asian_width


def columns_of(text: str) -> int:
    """Columns of a text: none for marks that stand on another character, two for wide ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF")
        for char in text
    )
