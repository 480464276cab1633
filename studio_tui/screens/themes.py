"""The colours that a person may choose, as Textual knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

USUAL: Final = "textual-dark"
_NAMES: Final = {
    "dark": USUAL,
    "light": "textual-light",
    "contrast": "contrast",
    "terminal": "ansi-dark",
}
"""Textual's names by those of `domain.themes`."""
CONTRAST: Final = Theme(
    "contrast",
    primary="#ffff00",
    secondary="#00ffff",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
    luminosity_spread=0,
    variables={"text-error": "#ff9090"},
)
"""White on black, without shades between."""


def theme(app: App[Any], wanted: str) -> str:
    """Textual's name of a theme, which is made known to it when it is ours.

    Args:
        app: The program.
        wanted: One of `domain.themes.THEMES`; anything else is the usual one.
    """
    name = _NAMES.get(wanted, USUAL)
    if name == CONTRAST.name and name not in app.available_themes:
        app.register_theme(CONTRAST)
    return name
