"""What the program asks of the terminal, and of Textual before it is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.driver import Driver

    from studio_tui.wire.splash import Splash

ENVIRONMENT: Final = {
    "ESCDELAY": "25",
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_FPS": "120",
    "TEXTUAL_SMOOTH_SCROLL": "0",
}
"""Textual reads these when it is imported: prompt keys, and nothing moves by itself."""


SLOW: Final = 0.25
"""Seconds from question to answer from which on a line is called slow."""


def prepare() -> None:
    """Set what nobody has set: to be called before Textual is imported.

    Garbage is left until the first frame, as nothing that starting makes is garbage.
    """
    gc.disable()
    _import_asyncio()
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def _import_asyncio() -> None:
    """Import it without encryption, which only sending mail needs: 4 MB less until then."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    import asyncio  # noqa: F401

    del sys.modules["ssl"]


def ansi_theme(environ: Mapping[str, str], *, few: bool = False) -> str:
    """The theme in the terminal's own colours, where it has few or none are wanted; else nothing.

    Shades of grey that differ on a modern terminal become one on a terminal of 16 colours, so
    there the theme leaves the choice of colours to the terminal.

    Args:
        environ: The environment.
        few: Whether few colours are wanted on any terminal.
    """
    from rich.console import Console

    if not few and not environ.get("NO_COLOR"):
        plain = {name: value for name, value in environ.items() if name != "NO_COLOR"}
        system = Console(force_terminal=True, legacy_windows=False, _environ=plain).color_system
        if system not in (None, "standard"):
            return ""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "ansi-light" if background in ("7", "15") else "ansi-dark"


def takes_over() -> bool:
    """Whether the driver goes on with what the terminal shows already."""
    from studio_tui.wire import driver as drivers

    return drivers.available()


def driver(escape: float, shown: Splash | None = None) -> type[Driver]:
    """The driver: what is typed wakes it, and the terminal's cursor stays visible.

    Args:
        escape: Thousandths of a second after which a lone Escape is the key.
        shown: What the terminal shows already.
    """
    from studio_tui.wire import driver as drivers

    if not drivers.available():
        return drivers.CursorDriver
    kept = {"ESCAPE": escape / 1000, "SHOWN": shown}
    return type("StudioDriver", (drivers.SleepingDriver,), kept)
