"""The faces of the calendar: each draws a page with a widget and says what its cursor is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Protocol

from studio_tui.screens.calendar_view import described
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.widget import Widget

    from studio_tui.domain.block import Block
    from studio_tui.screens.calendar_view import View
    from studio_tui.services.calendar import Page
    from studio_tui.widgets.grid_layout import Column


@dataclass(frozen=True, slots=True)
class Spot:
    """What the cursor is on, whatever the view."""

    day: date
    words: str
    """The same said in words: enough to work by ear."""
    at: time | None = None
    """Start of the slot or booking; None on a whole day."""
    schedule_id: int | None = None
    """Whose column or booking it is; None on a whole day."""
    block: Block | None = None
    """The booking there."""


class Face(Protocol):
    """One way of drawing a page of the calendar."""

    @property
    def widget(self) -> Widget:
        """What is drawn, and gets the focus."""

    def show(self, view: View, page: Page) -> None:
        """Draw another page, or the same anew; the cursor stays where it can."""

    @property
    def spot(self) -> Spot | None:
        """What the cursor is on; None while there is nothing to stand on."""

    def go(
        self, view: View, day: date, at: time | None, schedule_id: int | None, block: Block | None
    ) -> None:
        """Put the cursor on a day, a time, a schedule and a booking, as far as they are shown.

        Args:
            view: The view that is shown.
            day: A day of it.
            at: Time of day; None leaves it.
            schedule_id: Whose; None leaves it.
            block: The booking to stand on, where others share the slot.
        """


class GridFace:
    """Columns of time: schedules or days side by side."""

    _page: Page

    def __init__(self, follow: Callable[[], None]) -> None:
        """Prepare to draw.

        Args:
            follow: Called when the cursor stands on something else.
        """
        self.widget = ScheduleGrid()
        self.widget.follower = lambda _: follow()

    def show(self, view: View, page: Page) -> None:
        """Draw the columns of the view."""
        self._page = page

        def is_open(column: Column, minute: int) -> bool:
            return page.is_open(column.schedule_id, column.day, minute)

        columns = view.columns(page)
        found: dict[int, list[Block]] = {column.schedule_id: [] for column in columns}
        for block in page.blocks:
            if block.schedule_id in found:
                found[block.schedule_id].append(block)
        blocks = {column.key: found[column.schedule_id] for column in columns}
        self.widget.show(columns, blocks, is_open, now=page.now)

    @property
    def spot(self) -> Spot | None:
        """The slot under the cursor."""
        cursor = self.widget.cursor
        if cursor is None:
            return None
        column, at = cursor.column, cursor.start.time()
        return Spot(column.day, described(self._page, cursor), at, column.schedule_id, cursor.block)

    def go(
        self, view: View, day: date, at: time | None, schedule_id: int | None, block: Block | None
    ) -> None:
        """Go to the slot."""
        spot = self.spot
        if spot is not None:
            schedule_id = schedule_id or spot.schedule_id or 0
            self.widget.move_to(view.key(schedule_id, day), at or spot.at or time(), block)
