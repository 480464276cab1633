"""What the studio is set up by, from wherever somebody is: the menu lists it under Studio."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from studio_tui.screens.base import StudioScreen

SETTING_UP: Final = {
    "Maintenance": (
        "The studio's own lists: types, statuses, people, prices, texts",
        "studio_tui.screens.lists.maintenance:open_maintenance",
    ),
    "Preferences": (
        "Settings of the studio, and your own",
        "studio_tui.screens.setting_lists:open_preferences",
    ),
    "Wizard Builder": (
        "Pages of the wizards: headers, what is hidden, asked or required, the usual choices",
        "studio_tui.screens.setting_lists:open_wizards",
    ),
}
"""By what it is called: what it is, and what opens it, which is imported when it is used."""
_NOT_YET: Final = ("first_start", "setup")
"""Places in which there is no studio yet."""


def offered(screen: StudioScreen[Any]) -> dict[str, tuple[str, str]]:
    """What can be opened over a screen."""
    return {} if screen.PLACE in _NOT_YET else SETTING_UP


async def set_up(screen: StudioScreen[Any], name: str) -> None:
    """Open one of them over a screen."""
    module, _, opens = SETTING_UP[name][1].partition(":")
    await getattr(import_module(module), opens)(screen)
