"""A studio's ``config.toml``: the printer, and keys that somebody prefers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file may say."""

    printer: str = ""
    """Printer for confirmations, as ``lp -d`` names it; empty: documents are only saved."""
    paper: str = "A4"
    """``A4`` or ``Letter``."""
    letter_keys: bool = True
    """Whether single letters are keys outside text fields."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by the id of what they do, as ``"calendar.today" = "f12"``."""


def load_settings(path: Path) -> Settings:
    """Read the file; without one, everything is at its default.

    Raises:
        StudioError: When it cannot be read, or names something that there is not.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):  # the latter is told about the directory
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudioError(f"{path} cannot be read: {error}.", code="config") from error
    _check(path, found)
    return Settings(**found)


def _check(path: Path, found: dict[str, Any]) -> None:
    known = {entry.name: entry for entry in fields(Settings)}
    for key, value in found.items():
        if key not in known:
            import difflib

            near = difflib.get_close_matches(key, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else f" There are: {', '.join(known)}."
            raise StudioError(f"{path} sets {key}, which there is not.{hint}", code="config")
        wanted = type(getattr(Settings(), key))
        if not isinstance(value, wanted):
            raise StudioError(
                f"{path}: {key} should be {_SAID[wanted]}, not {value!r}.", code="config"
            )
    if found.get("paper", "A4") not in ("A4", "Letter"):
        raise StudioError(f'{path}: paper is "A4" or "Letter".', code="config")


_SAID = {str: "text in quotes", bool: "true or false", dict: "a table"}
