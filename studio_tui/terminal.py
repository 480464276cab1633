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


def driver() -> type[Driver]:
    """A driver that leaves the terminal's cursor visible, as braille displays follow it.

    The widget with the focus says where it belongs.
    """
    from textual.drivers.linux_driver import LinuxDriver

    class CursorDriver(LinuxDriver):
        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.write("\x1b[?25h")
            self.flush()

    return CursorDriver
