"""``studio keys``: the keys of the terminal interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.output import Result, table
from studio_tui.cli.parser import json_option
from studio_tui.config import load_settings
from studio_tui.keymap import chosen, spoken
from studio_tui.keys import KEYS, by_title

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

    from studio_tui.cli.call import Call
    from studio_tui.key import Key
    from studio_tui.keymap import Chosen


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    json_option(parser)


def run(call: Call) -> Result:
    """List the keys by the place where they work, as the studio's config.toml has them."""
    held = chosen(load_settings(call.directory / "config.toml"))
    return Result(
        "\n\n".join(f"{title}\n{_table(keys, held)}" for title, keys in by_title().items()),
        [
            {
                "id": key.id,
                "keys": list(held[key.id]),
                "action": key.action,
                "label": key.label,
                "place": key.place,
                "help": key.help,
            }
            for key in KEYS
        ],
    )


def _table(keys: Iterable[Key], held: Chosen) -> str:
    return table(
        ((", ".join(map(spoken, held[key.id])) or "none", key.help, key.id) for key in keys),
        "  ",
    )
