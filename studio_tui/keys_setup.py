"""The keys of settings and of the wizard builder; `keys` has all others and puts them together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

SETUP: Final[tuple[Key, ...]] = (
    Key(
        "calendar.preferences",
        ("P",),
        "preferences",
        "Preferences",
        "calendar",
        "Settings of the studio, and your own",
    ),
    Key(
        "calendar.wizards",
        ("W",),
        "wizards",
        "Wizard Builder",
        "calendar",
        "Pages of the wizards: headers, what is hidden, asked or required, and the usual choices",
    ),
    Key("settings.save", ("ctrl+s", "f8"), "save", "Save", "settings", "Store the settings", True),
    Key(
        "settings.restore",
        ("f6", "ctrl+r"),
        "restore",
        "Restore",
        "settings",
        "Go back to what the program came with",
        True,
    ),
    Key("settings.back", ("escape",), "back", "Back", "settings", "Back; asks about changes", True),
)
