"""The colours to choose from."""

from __future__ import annotations

from typing import Final

THEMES: Final = {
    "dark": "light on dark",
    "light": "dark on light",
    "contrast": "high contrast",
    "terminal": "the terminal's own 16",
}
"""What is said for each."""
