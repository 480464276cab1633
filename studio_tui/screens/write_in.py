"""The quick way to take time: text typed on a free slot of the calendar, and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.words import date_short, time_words
from studio_tui.screens.dialogs import AskText
from studio_tui.services import appointments

if TYPE_CHECKING:
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

    def __init__(self, cursor: Cursor, typed: str = "") -> None:
        """Prepare to ask.

        Args:
            cursor: The slot.
            typed: What was typed before and not booked.
        """
        column, start = cursor.column, cursor.start
        name = column.name or column.heading
        super().__init__(
            "Write in",
            f"{name}, {date_short(start.date())}, {time_words(start)}: what for?",
            lambda _: "Enter books it; it is linked to nobody.",
            typed=typed,
        )
        self.cursor = cursor
        """The slot."""

    async def accept(self, text: str) -> None:
        """Book what was typed."""
        at = self.cursor
        self.done = await self.studio.call(
            appointments.quick, text, at.start, None, at.column.schedule_id
        )
        self.dismiss(text)

    def action_close(self) -> None:
        """Leave; the calendar keeps what was typed."""
        self.left = self.input.value.strip()
        self.dismiss(None)
