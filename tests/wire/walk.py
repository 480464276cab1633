"""A walk through the program by keys, over every screen that it can show."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from studio_tui import screens
from studio_tui.flows.booking import BOOKING
from studio_tui.screens.dialogs import Question
from studio_tui.screens.wizard.pages import BY_KEY, BY_KIND
from tests.screens.program import calendar_of
from tests.screens.wizard.walking import press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot

WHO: Final = ("ctrl+p", "pagedown", "pagedown", "ashw", "enter", "pagedown")
SESSION: Final = ("po", "tab", "日本 e\u0301 👍", "tab", "fri", "tab", "14:00", "f7", "escape")
PAYMENT: Final = (*["pagedown"] * 5, "card", "pageup", "down", "enter", "pageup", "down", "enter")
SERIES: Final = ("meet", "tab", "staff", *["tab"] * 10, "4 times")
NEW: Final = ("enter", "ctrl+n")
WAY_BACK: Final = 12
"""More screens than ever lie one on another, with their questions."""

CHAPTERS: Final[dict[str, tuple[str, ...]]] = {
    "views": (*"2345G6+-1]t", "/", "po", "enter", "escape", "L", "escape", "M", "down", "escape"),
    "panels": ("v", "space", "escape", "g", "fri", "escape", "f9", "down", "escape", "f1", "end"),
    "deeds": ("x", "escape", "s", "escape", "y", "ctrl+z", "m", "down", "enter", "space"),
    "free": (*["down"] * 4, "e", "lunch", "escape", "f", "f6", "down", "w", "f6", "po"),
    "series": (*["down"] * 4, "r", *SERIES, "pagedown", "down"),
    "hours": ("H", "n", "fri", "escape", "escape", "S", "n", "escape", "p"),
    "find": ("ctrl+f", "smi", "down", "enter"),
    "clients": ("tab", "f", "smi", "escape", "v", "space", "escape", "l", "escape", "n", "enter"),
    "client": ("tab", "enter", "f4", "escape", "f12", "enter", "ash", "escape", "f6", "right"),
    "privacy": ("tab", "enter", "f12", "down", "down", "enter", "t", "escape"),
    "hubs": ("tab", "n", "down", "enter", "escape", *["tab"] * 2, "enter", "escape", *["tab"] * 2),
    "tasks": ("shift+tab", "o", "escape", "end"),
    "task": ("ctrl+d", "call 日本", "tab"),
    "invoice": ("f7", "enter", "f12", "enter", "no", "escape", "f6", "n", "down", "tab", "enter"),
    "payment": ("f7", "enter", "f6", "right", "enter"),
    "note": (*NEW, "n", "Call 日本 e\u0301 👍", "ctrl+s", "f6", "enter"),
    "date": (*NEW, "d"),
    "copy": (*NEW, "c"),
    "member": (*NEW, "m"),
    "documents": ("enter", "ctrl+r", "enter", "enter", "down", "e", "down", "ctrl+s", "escape"),
    "outbox": ("o", "enter"),
    "lists": ("E", "enter", "enter", "escape", "h", "escape", "x", "escape", "o"),
    "settings": ("P", "enter", "down", "escape", "end", "enter"),
    "builder": ("W", "enter", "enter", "日本"),
    "new client": (*WHO[:3], "日本", "ctrl+n", "日本", "tab", "日本", "pagedown"),
    "session": (*WHO, *SESSION, *PAYMENT, "up"),
    "appointment": (*WHO[:2], "down", "enter", "clark d", "enter", "pagedown", "enter", "pagedown"),
}
"""Keys that lead from the first booking of today to all that there is."""


async def walk(pilot: Pilot[None], chapter: str, look: Callable[[str], None]) -> None:
    """Press the keys of a chapter, and look after each; then go back to the calendar."""
    await press(pilot, "t", "home")
    for key in CHAPTERS[chapter]:
        await press(pilot, key)
        look(f"{chapter}: {key}")
    for _ in range(WAY_BACK):
        if pilot.app.screen is calendar_of(pilot):
            return
        asked = isinstance(pilot.app.screen, Question)  # whether to keep what was typed
        await press(pilot, *(("down", "enter") if asked else ("escape",)))
        look(f"{chapter}: back")
    raise AssertionError(f"there is no way back from {pilot.app.screen}")


def every_screen() -> set[str]:
    """Names of the screens that the program can show: bases that are never made are none."""
    for module in pkgutil.walk_packages(screens.__path__, "studio_tui.screens."):
        importlib.import_module(module.name)
    ours = {each for each in _below(Screen) if each.__module__.startswith("studio_tui.")}
    made = _made()
    return {each.__name__ for each in ours if not each.__subclasses__() or each.__name__ in made}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _made() -> set[str]:
    """Names that are called anywhere, and those of the wizard's pages, which are texts."""
    kinds = (BY_KEY.get(page.key) or BY_KIND[page.kind] for page in BOOKING.pages)
    found = {name.rpartition(".")[2] for name in kinds}
    for path in Path(screens.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.add(node.func.id)
    return found
