"""The quick way to take time: text typed on a free slot of the calendar, and Enter.

On a slot that is taken the same panel says so: what is typed stays in it and does nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.typed_end import split_end
from studio_tui.domain.words import date_short, time_words
from studio_tui.errors import StudioError
from studio_tui.screens.dialogs import AskText
from studio_tui.services import appointments

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.domain.booking import Arranged
    from studio_tui.widgets.grid_layout import Cursor


class WriteIn(AskText):
    """Asks what a free slot is for, and books it.

    A refusal is said here, so that the text stays where it can be gone on with.
    """

    done: Arranged | None = None
    """What was arranged; None after Esc."""
    left = ""
    """What was typed when it was left with Esc."""

    def __init__(self, slot: tuple[Cursor, datetime] | str, typed: str = "") -> None:
        """Prepare to ask.

        Args:
            slot: The free slot, and when it ends if no other end is typed; or why there is none.
            typed: What was typed before and not booked.
        """
        self._slot = slot
        super().__init__("Write in", self._asked(), self._said, typed=typed)

    def _asked(self) -> str:
        if isinstance(self._slot, str):
            return self._slot
        cursor, end = self._slot
        name = cursor.column.name or cursor.column.heading
        return (
            f"{name}, {date_short(cursor.start.date())}, {_span(cursor.start, end)}: what for?\n"
            "With another end: lunch to 13:30, or lunch 45 min."
        )

    def _said(self, text: str) -> str:
        if isinstance(self._slot, str):
            raise StudioError("Esc keeps the text; it can be written in on a free slot.")
        cursor, end = self._slot
        what, other = split_end(text, cursor.start)
        return f"{_span(cursor.start, other or end)} {what or '?'} · Enter books it for nobody."

    async def accept(self, text: str) -> None:
        """Book what was typed."""
        assert not isinstance(self._slot, str), "what is typed where nothing is free is refused"
        cursor, _ = self._slot
        what, end = split_end(text, cursor.start)
        self.done = await self.studio.call(
            appointments.quick, what, cursor.start, end, cursor.column.schedule_id
        )
        self.dismiss(text)

    def action_close(self) -> None:
        """Leave; the calendar keeps what was typed."""
        self.left = self.input.value.strip()
        self.dismiss(None)


def _span(start: datetime, end: datetime) -> str:
    return f"{time_words(start.time())}-{time_words(end.time())}"
