"""A cursor over the days of a month: what the month view and the small month have in common."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from studio_tui import keys
from studio_tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Offset, Region

WEEK = timedelta(days=7)


@lru_cache(64)
def weeks_of(month: date) -> tuple[date, ...]:
    """The Mondays of the weeks that have a day of a month.

    Args:
        month: Any day of it.
    """
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    monday = first - timedelta(days=first.weekday())
    return tuple(monday + WEEK * number for number in range((last - monday).days // 7 + 1))


class DayGrid(LineWidget, can_focus=True):
    """Weeks below each other, and a cursor on a day. Moving it repaints two cells.

    The cursor stays in its month; a step out of it is only told.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("grid")

    @dataclass
    class Moved(Message):
        """The cursor stands on another day."""

        grid: DayGrid
        day: date

        @property
        def control(self) -> DayGrid:
            """The grid."""
            return self.grid

    @dataclass
    class Chosen(Message):
        """Enter or a double click on a day."""

        grid: DayGrid
        day: date

        @property
        def control(self) -> DayGrid:
            """The grid."""
            return self.grid

    @dataclass
    class Beyond(Message):
        """A key or click would have moved the cursor to a day of another month."""

        grid: DayGrid
        day: date

        @property
        def control(self) -> DayGrid:
            """The grid."""
            return self.grid

    follower: Callable[[], None] | None = None
    """Called at once when the cursor has moved, so that what follows it is painted with it."""

    day = date(1, 1, 1)
    """The day under the cursor."""

    def cell(self, day: date) -> Region:
        """Where a day is drawn, in the widget's coordinates."""
        raise NotImplementedError

    def days_drawn(self) -> Iterator[date]:
        """The days that have a cell."""
        raise NotImplementedError

    def move_to(self, day: date) -> None:
        """Put the cursor on a day, or say that it belongs to another month."""
        if (day.year, day.month) != (self.day.year, self.day.month):
            self.post_message(self.Beyond(self, day))
        elif day != self.day:
            before, self.day = self.day, day
            self.refresh(self.cell(before), self.cell(day))
            if self.follower is not None:
                self.follower()
            self.post_message(self.Moved(self, day))

    # Keys

    def action_cursor_up(self) -> None:
        """Go to the week before."""
        self.move_to(self.day - WEEK)

    def action_cursor_down(self) -> None:
        """Go to the week after."""
        self.move_to(self.day + WEEK)

    def action_cursor_left(self) -> None:
        """Go to the day before."""
        self.move_to(self.day - timedelta(days=1))

    def action_cursor_right(self) -> None:
        """Go to the day after."""
        self.move_to(self.day + timedelta(days=1))

    def action_cursor_first(self) -> None:
        """Go to the first day of the week, or of the month in its first week."""
        monday = self.day - timedelta(days=self.day.weekday())
        self.move_to(max(monday, self.day.replace(day=1)))

    def action_cursor_last(self) -> None:
        """Go to the last day of the week, or of the month in its last week."""
        last = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        self.move_to(min(self.day + timedelta(days=6 - self.day.weekday()), last))

    def action_choose(self) -> None:
        """Tell the screen that the day is wanted."""
        self.post_message(self.Chosen(self, self.day))

    # Drawing

    def cursor_offset(self) -> Offset | None:
        """Where the terminal's own cursor belongs: at the start of the cell."""
        return self.cell(self.day).offset if self.size else None

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the day under the mouse; a double click chooses it."""
        for day in self.days_drawn():
            if self.cell(day).contains(event.x, event.y):
                self.move_to(day)
                if event.chain == 2 and day == self.day:
                    self.action_choose()
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to the week after."""
        event.stop()
        self.move_to(self.day + WEEK)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to the week before."""
        event.stop()
        self.move_to(self.day - WEEK)
