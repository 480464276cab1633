"""When a screen that stays open looks whether another program has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from studio_tui.studio import Studio

PULSE: Final = 1.0
"""Seconds between two looks."""
SURE: Final = 5
"""Each so many of these looks ask the database, whatever the time of its file says."""


class Pulse:
    """Tells whether asking the database is worth waking its thread."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._looks = self._written = 0

    def stirred(self) -> bool:
        """Whether something may have been written since the last look."""
        before, self._written = self._written, self._studio.written()
        self._looks += 1
        return self._written != before or self._looks % SURE == 0
