"""A panel with a small month to pick a day from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain.words import date_words, plural, relative_day
from studio_tui.screens.calendar_view import View
from studio_tui.screens.dialogs import Panel
from studio_tui.services import calendar
from studio_tui.widgets.day_grid import DayGrid
from studio_tui.widgets.mini_month import MONTH, MiniMonth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

AROUND = 6
"""Lines of the panel besides the month: borders, title, two of words, keys."""


class DayMonth(MiniMonth, inherit_bindings=False):
    """The small month with keys of its own."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("pick_day")

    def action_turn(self, months: int) -> None:
        """Go to another month."""
        self.move_to(View(self.day).months_on(months).day)

    def action_today(self) -> None:
        """Go to today."""
        self.move_to(self._today)


class PickDay(Panel[date | None]):
    """Returns the day picked, or None after Esc."""

    PLACE = "pick_day"

    def __init__(self, day: date, today: date, schedule_ids: Sequence[int]) -> None:
        """Prepare to ask.

        Args:
            day: Where the cursor starts.
            today: Marked.
            schedule_ids: Whose bookings make a day busy.
        """
        super().__init__("Pick a day")
        self._today, self._ids = today, tuple(schedule_ids)
        self.month = DayMonth()
        self.month.day = day
        self.month.follower = self._say
        self.said = Static(classes="panel--reading")

    def body(self) -> ComposeResult:
        """The month, and what the cursor is on in words."""
        yield self.month
        yield self.said

    async def on_mount(self) -> None:
        """Wait for arrows."""
        self.month.focus()
        await self._show(self.month.day)

    def on_resize(self, event: events.Resize) -> None:
        """As high as the month needs, as far as the screen has room."""
        self.month.styles.height = max(1, min(MONTH - 1, event.size.height - AROUND))

    async def _show(self, day: date) -> None:
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        busy = await self.studio.call(calendar.busy_days, first, last, self._ids)
        self.month.show(day, self._today, busy)
        self._say()

    def _say(self) -> None:
        day, count = self.month.day, self.month.count(self.month.day)
        booked = plural(count, "booking") if count else "nothing booked"
        near = relative_day(day, self._today)
        said = ", ".join(part for part in (date_words(day), near, booked) if part)
        self.said.update(Content(said))

    @property
    def words(self) -> str:
        """What the cursor is on."""
        return str(self.said.content)

    @on(DayGrid.Beyond)
    async def _turn(self, event: DayGrid.Beyond) -> None:
        await self._show(event.day)

    @on(DayGrid.Chosen)
    def _take(self, event: DayGrid.Chosen) -> None:
        self.dismiss(event.day)

    def action_close(self) -> None:
        """Pick nothing."""
        self.dismiss(None)
