"""The keys that hold with a studio's settings, and how they are said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from studio_tui.errors import StudioError
from studio_tui.keys import KEYS, TOGETHER, meet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.config import Settings

Chosen = dict[str, tuple[str, ...]]
"""Keys by the id of what they do, after the settings were looked at."""

_SPOKEN: Final = {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
}
_KEY: Final = re.compile(
    r"((ctrl|shift|alt)\+)*(\S|f([1-9]|1\d|2[0-4])|enter|escape|tab|space|backspace|delete|insert"
    r"|home|end|pageup|pagedown|up|down|left|right)"
)
_TAKEN: Final = {"ctrl+h": "Backspace", "ctrl+i": "Tab", "ctrl+m": "Enter"}
_NONE: Final = "f24"
"""Stands for no key at all, in a keymap that cannot say so."""


def chosen(settings: Settings) -> Chosen:
    """The keys that hold with a studio's settings.

    Raises:
        StudioError: When the settings name an id or key that there is not, or give one key two
            meanings in one place.
    """
    found = {key.id: key.keys for key in KEYS}
    for name, text in settings.keys.items():
        found[name] = _read(name, text)
    if not settings.letter_keys:
        found = {name: tuple(k for k in keys if len(k) > 1) for name, keys in found.items()}
    for name in settings.keys:
        _refuse_collision(name, found)
    return found


def _read(name: str, text: object) -> tuple[str, ...]:
    """The keys that the settings give to one id."""
    key = next((key for key in KEYS if key.id == name), None)
    if key is None:
        import difflib

        near = difflib.get_close_matches(name, [key.id for key in KEYS], n=1)
        hint = f"Did you mean {near[0]}?" if near else "See studio keys for all of them."
        raise StudioError(
            f"config.toml gives keys to {name}, which there is not. {hint}", code="config"
        )
    keys = tuple(
        part.strip().lower() if len(part.strip()) > 1 else part.strip()
        for part in str(text).split(",")
    )
    for each in keys:
        if not _KEY.fullmatch(each):
            raise StudioError(
                f"config.toml: {each!r} for {name} is not a key; write for example f9 or ctrl+g.",
                code="config",
            )
        if each in _TAKEN:
            raise StudioError(
                f"config.toml: terminals send {spoken(each)} as {_TAKEN[each]}; "
                f"choose another key for {name}.",
                code="config",
            )
        if key.priority and len(each) == 1:
            raise StudioError(
                f"config.toml: {name} works inside text fields, so it cannot be the letter {each}; "
                "choose an F key or Ctrl with a letter.",
                code="config",
            )
    return keys


def _refuse_collision(name: str, found: Chosen) -> None:
    places = {key.id: key.place for key in KEYS}
    for together in TOGETHER.values():
        if places[name] not in together:
            continue
        for other, keys in found.items():
            shared = set(keys) & set(found[name])
            apart = not meet(places[name], places[other])
            if other != name and places[other] in together and shared and not apart:
                raise StudioError(
                    f"config.toml gives {spoken(min(shared))} to {name}, but it is the key of "
                    f"{other}; give {other} another key too.",
                    code="config",
                )


def keymap(found: Chosen) -> dict[str, str]:
    """What Textual must be told: the ids whose keys differ from the table."""
    return {key.id: ",".join(found[key.id]) or _NONE for key in KEYS if found[key.id] != key.keys}


def bar(places: Sequence[str], found: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Key and word for the key bar of a screen, from the keys shown in its places.

    The way out and the help come last, where a narrow key bar keeps them.
    """
    shown = [key for key in KEYS if key.shown and key.place in places and found[key.id]]
    shown.sort(key=lambda key: ("escape" in key.keys) + 2 * (key.place == "screen"))
    return [(short(found[key.id][0]), key.label) for key in shown]


def spoken(key: str) -> str:
    """A key as a person says it: ``Ctrl+P``, ``PgDn``, ``F2``, ``t``."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    said = _SPOKEN.get(name) or (name.title() if len(name) > 1 or modifiers else name)
    return "+".join([*(modifier.title() for modifier in modifiers), said])


def short(key: str) -> str:
    """A key for the key bar: ``^P``."""
    return spoken(key).replace("Ctrl+", "^")
