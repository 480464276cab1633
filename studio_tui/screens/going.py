"""Going from the calendar to a hub, from one hub to another, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from studio_tui.hubs import HUBS
from studio_tui.screens.base import StudioScreen

if TYPE_CHECKING:
    from studio_tui.app import StudioApp

PLACES = {"calendar": "Calendar", **HUBS}
"""Where one can go from anywhere, by key, in the order of the line at the top."""


def place_of(screen: object) -> str:
    """Which of `PLACES` a screen is; empty for all others."""
    return str(getattr(screen, "HUB", ""))


async def turn(front: StudioScreen[Any], by: int) -> None:
    """Go to the place after the one in front, or before it."""
    keys = list(PLACES)
    at = keys.index(place_of(front)) if place_of(front) in keys else 0
    await go(front, keys[(at + by) % len(keys)])


async def go(front: StudioScreen[Any], key: str) -> None:
    """Go to the calendar or to a hub. One that is open already comes to the front as it was.

    What lies above it is left, unless something there is not saved.
    """
    app = cast("StudioApp", front.app)
    stack = list(app.screen_stack)
    open_at = next((at for at, each in enumerate(stack) if place_of(each) == key), None)
    if open_at is not None:
        above = stack[open_at + 1 :]
        if any(isinstance(each, StudioScreen) and each.unsaved for each in above):
            front.tell("Something is not saved here: save it first, or leave it with Esc.")
            return
        for _ in above:
            app.pop_screen()
        return
    from studio_tui.screens.hub import HubScreen

    screen = HubScreen(front.studio, key)
    if place_of(stack[-1]) in HUBS:
        await app.switch_screen(screen)
    else:
        await app.push_screen(screen)
