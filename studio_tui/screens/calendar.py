"""Home: the schedules of a day side by side, or the week of one schedule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.typed import parse_date
from studio_tui.domain.words import date_words, relative_day, time_words
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.calendar_view import View, ViewKind
from studio_tui.services import calendar
from studio_tui.services.preferences import remember
from studio_tui.widgets.grid_layout import describe
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from studio_tui.domain.block import Block
    from studio_tui.services.calendar import Home, Page
    from studio_tui.studio import Studio
    from studio_tui.widgets.grid_layout import Column, Cursor

PULSE = 1.0
"""Seconds between two looks at whether another program has written."""


class CalendarScreen(StudioScreen[None]):
    """The calendar."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("calendar")
    PLACE = "calendar"
    HELP_TEXT = (
        "The calendar shows who and what is booked. A bar in the colour of the session type marks "
        "each booking; it stands in the columns of its photographer, assistant and resource. "
        "Dots fill closed hours; booking there is allowed.\n\n"
        "Marks behind a name: ✓ confirmed, ! call warning, * notes. The line above the keys says "
        "in words what the cursor is on."
    )

    _home: Home
    _page: Page
    _view: View | None = None
    _timer: Timer

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.grid = ScheduleGrid()
        self.grid.follower = self._follow

    def body(self) -> ComposeResult:
        """The grid."""
        yield self.grid

    def on_mount(self) -> None:
        """Look for other people's bookings while the calendar is in front."""
        self._timer = self.set_interval(PULSE, self._look, pause=True)

    async def on_screen_resume(self) -> None:
        """Show what is true now, whatever was in front meanwhile."""
        self._home = await self.studio.call(calendar.home)
        await self._show(self._view or View(self._home.today))
        self._timer.resume()

    def on_screen_suspend(self) -> None:
        """Ask for nothing while nobody looks."""
        self._timer.pause()

    # What is shown

    async def _read(self, view: View) -> Page:
        wanted = self._home.shown if view.kind == "day" else (view.schedule_id,)
        return await self.studio.call(calendar.page, view.first, view.last, wanted)

    async def _show(self, view: View) -> None:
        """Show another view, or the same one anew."""
        self._draw(view, await self._read(view))
        cursor = self.grid.cursor
        if cursor is None:
            self.tell("There are no schedules to show yet.")
        elif not self._page.blocks:
            nothing = "Nothing booked this week." if view.kind == "week" else "Nothing booked."
            self.tell(f"{nothing} {describe(cursor)}")
        else:
            self._follow(cursor)

    def _draw(self, view: View, page: Page) -> None:
        self._view, self._page = view, page
        columns = view.columns(page)
        self.grid.show(columns, self._by_column(columns), self._is_open, now=page.now)
        self.title_bar.set_left(view.title(page))
        self._tell_time(page.now)

    def _by_column(self, columns: tuple[Column, ...]) -> dict[object, list[Block]]:
        found: dict[object, list[Block]] = {column.key: [] for column in columns}
        for column in columns:
            for block in self._page.blocks:
                if block.schedule_id == column.schedule_id:
                    found[column.key].append(block)
        return found

    def _is_open(self, column: Column, minute: int) -> bool:
        return self._page.opening.is_open(column.day, minute)

    def _tell_time(self, now: datetime) -> None:
        parts = (self._home.studio, self._home.person, time_words(now))
        self.title_bar.set_right(" · ".join(part for part in parts if part))

    def _follow(self, cursor: Cursor) -> None:
        """Say in the line what the cursor is on."""
        self.tell(describe(cursor))

    # What other people do

    async def _look(self) -> None:
        """Show what another program has written, leaving cursor and focus where they are."""
        version, self._now = await self.studio.call(calendar.pulse)
        if self._view is None or version == self._page.version:
            return
        before = self._page
        page = await self._read(self._view)
        if replace(page, version=0, now=before.now) == replace(before, version=0):
            self._page = page
            return
        self._draw(self._view, page)
        self.tell(f"Calendar updated by somebody else. {self._under_cursor()}")

    def _under_cursor(self) -> str:
        return describe(self.grid.cursor) if self.grid.cursor else ""
