"""What the program asks of the terminal, and of Textual before it is imported."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.driver import Driver

ENVIRONMENT: Final = {
    "ESCDELAY": "25",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_FPS": "120",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}
"""Textual reads these when it is imported: prompt keys, and nothing moves by itself."""


def prepare() -> None:
    """Set what nobody has set: to be called before Textual is imported.

    Garbage is left until the first frame, as nothing that starting makes is garbage.
    """
    gc.disable()
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def ansi_theme(environ: Mapping[str, str]) -> str:
    """The theme in the terminal's own colours, where it has few or none are wanted; else nothing.

    Shades of grey that differ on a modern terminal become one on a terminal of 16 colours, so
    there the theme leaves the choice of colours to the terminal.
    """
    from rich.console import Console

    if not environ.get("NO_COLOR"):
        plain = {name: value for name, value in environ.items() if name != "NO_COLOR"}
        system = Console(force_terminal=True, legacy_windows=False, _environ=plain).color_system
        if system not in (None, "standard"):
            return ""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "ansi-light" if background in ("7", "15") else "ansi-dark"


def driver(escape: float) -> type[Driver]:
    """The driver: what is typed wakes it, and the terminal's cursor stays visible.

    Args:
        escape: Thousandths of a second after which a lone Escape is the key.
    """
    from studio_tui.wire import driver as drivers

    if not drivers.available():
        return drivers.CursorDriver
    return type("StudioDriver", (drivers.SleepingDriver,), {"ESCAPE": escape / 1000})
