"""Entries of the lists that a studio maintains, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry with what is known of it, by key."""

    id: int
    values: Mapping[str, Any]
    inactive: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a list that others refer to."""

    id: int
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the studio has added to its records."""

    id: int
    name: str
    kind: str
    """``text``, ``date`` or ``notes``."""

    @property
    def key(self) -> str:
        """What a form knows it by."""
        return f"own_{self.id}"
