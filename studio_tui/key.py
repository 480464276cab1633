"""What a key is, wherever it is declared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do in one place."""

    id: str
    """Dotted name, by which ``config.toml`` gives it other keys."""
    keys: tuple[str, ...]
    """As Textual names them; a single character stands for itself."""
    action: str
    label: str
    """A word or two for the key bar."""
    place: str
    help: str
    """What it does, for the help screen."""
    shown: bool = False
    """Whether the key bar of the place shows it."""
    priority: bool = False
    """Whether it works while a field has the focus that uses the key itself."""
