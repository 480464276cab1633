"""Walking through the wizard: what is in front, and what stands in the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from textual import events
from textual.keys import _character_to_key

from studio_tui.screens.base import StudioScreen
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.type_ahead import OrderlyApp
from tests.screens.program import picture, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

_NAME = re.compile(
    r"(ctrl|shift)\+\w+|f\d+|enter|escape|tab|space|up|down|left|right|home|end|delete|page(up|down)"
)

WELCOME, KIND, CLIENT, CLIENT_INFORMATION, SESSION, SUMMARY = (
    "welcome",
    "kind",
    "client",
    "client_information",
    "session_information",
    "confirmation",
)


TICKS = 12
"""More than there are on the last page."""


def _sent(key: str) -> str | None:
    """The character that a terminal sends for a key, if it sends a single one."""
    if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
        return chr(ord(key[-1]) & 0x1F)
    return {"escape": "\x1b", "enter": "\r", "tab": "\t"}.get(key)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and type texts all at once, as over a slow line, and wait for what comes of it.

    Args:
        pilot: The program.
        keys: Names as Textual has them; anything that is none is typed letter by letter.
    """
    for key in keys:
        for each in [key] if _NAME.fullmatch(key) else key:
            name = _character_to_key(each) if len(each) == 1 else each
            pilot.app.post_message(events.Key(name, each if len(each) == 1 else _sent(each)))
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key is dealt with and nothing is looked for any more."""
    app = pilot.app
    assert isinstance(app, OrderlyApp)
    await pilot.pause()
    await until(pilot, lambda: app.idle)
    await app.workers.wait_for_complete()
    await pilot.pause()


async def up_to(pilot: Pilot[None], field: str) -> None:
    """On the last page, go up to one of the ticks."""
    for _ in range(TICKS):
        if where(pilot)[1] == field:
            return
        await press(pilot, "up")
    raise AssertionError(f"there is no {field}:\n{shown(pilot)}")


async def tick(pilot: Pilot[None], *fields: str) -> None:
    """On the last page, go up to ticks and tick them; then back down to Finish."""
    for key in fields:
        await up_to(pilot, key)
        await press(pilot, "space")
        for _ in range(TICKS):
            if where(pilot)[1]:
                await press(pilot, "tab")


def page(pilot: Pilot[None]) -> WizardPage:
    """The page of the wizard in front."""
    found = pilot.app.screen
    assert isinstance(found, WizardPage), found
    return found


def where(pilot: Pilot[None]) -> tuple[str, str]:
    """Key of the page in front, and of the field with the focus."""
    return page(pilot).page.key, str(getattr(pilot.app.focused, "key", ""))


def said(pilot: Pilot[None]) -> str:
    """What the line of the screen in front says."""
    found: Any = pilot.app.screen
    assert isinstance(found, StudioScreen), found
    return found.line.text


def shown(pilot: Pilot[None]) -> str:
    """All that is on the screen."""
    return "\n".join(picture(pilot.app.screen))
