"""Facts as a person reads them: a label, and words beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a summary."""

    label: str
    words: str
    warn: bool = False
