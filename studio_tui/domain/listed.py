"""Entries of the lists that a studio maintains, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


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
class Promotion(Named):
    """What a session may have come by."""

    first: str = ""
    last: str = ""
    """ISO dates between which it is offered; empty where it has no end."""

    def on(self, day: date | None) -> bool:
        """Whether it is offered for a session on that day."""
        if day is None:
            return True
        return self.first <= day.isoformat() and (not self.last or day.isoformat() <= self.last)


@dataclass(frozen=True, slots=True)
class Step(Named):
    """A status, with the day on which it is to change when it begins today."""

    due: date | None = None


@dataclass(frozen=True, slots=True)
class OwnField(Named):
    """A field that the studio has added to its records."""

    kind: str = "text"
    """``text``, ``date`` or ``notes``."""

    @property
    def key(self) -> str:
        """What a form knows it by."""
        return f"own_{self.id}"
