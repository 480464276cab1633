"""The faces of the calendar: each draws a page with a widget and says what its cursor is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol

from studio_tui.domain.words import date_words
from studio_tui.screens.calendar_view import described
from studio_tui.widgets.agenda_list import AgendaList, agenda_words, appearances
from studio_tui.widgets.drag_grid import DragGrid
from studio_tui.widgets.month_grid import MonthGrid, day_cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.widget import Widget

    from studio_tui.domain.block import Block
    from studio_tui.screens.calendar_view import View
    from studio_tui.services.calendar import Page
    from studio_tui.widgets.grid_layout import Column
    from studio_tui.widgets.schedule_grid import ScheduleGrid


@dataclass(frozen=True, slots=True)
class Spot:
    """What the cursor is on, whatever the view."""

    day: date
    words: str = ""
    """The same said in words: enough to work by ear."""
    at: time | None = None
    """Start of the slot or booking; None on a whole day."""
    schedule_id: int | None = None
    """Whose column or booking it is; None on a whole day."""
    block: Block | None = None
    """The booking there."""


def block_spot(block: Block) -> Spot:
    """Where a booking stands."""
    return Spot(block.start.date(), "", block.start.time(), block.schedule_id, block)


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

    def go(self, to: Spot) -> None:
        """Put the cursor there, as far as it is shown; what it does not say stays as it is."""


class GridFace:
    """Columns of time: schedules or days side by side."""

    _page: Page
    _view: View

    def __init__(self, follow: Callable[[], None], widget: ScheduleGrid | None = None) -> None:
        """Prepare to draw.

        Args:
            follow: Called when the cursor stands on something else.
            widget: What draws; by default one of its own.
        """
        self.widget = widget or DragGrid()
        self.widget.follower = lambda _: follow()

    def show(self, view: View, page: Page) -> None:
        """Draw the columns of the view."""
        self._view, self._page = view, page

        columns = view.columns(page)
        hours = {column.key: page.hours(column.schedule_id, column.day) for column in columns}

        def is_open(column: Column, minute: int) -> bool:
            return hours[column.key](minute)

        found: dict[int, list[Block]] = {column.schedule_id: [] for column in columns}
        for block in page.blocks:
            if block.schedule_id in found:
                found[block.schedule_id].append(block)
        blocks = {column.key: found[column.schedule_id] for column in columns}
        self.widget.show(columns, blocks, is_open, slot_minutes=view.slot, now=page.now)

    @property
    def spot(self) -> Spot | None:
        """The slot under the cursor."""
        cursor = self.widget.cursor
        if cursor is None:
            return None
        column, at = cursor.column, cursor.start.time()
        words = described(self._page, cursor, self.widget.app.size.width - 2)
        return Spot(column.day, words, at, column.schedule_id, cursor.block)

    def go(self, to: Spot) -> None:
        """Go to the slot."""
        spot = self.spot
        if spot is not None:
            key = self._view.key(to.schedule_id or spot.schedule_id or 0, to.day)
            self.widget.move_to(key, to.at or spot.at or time(), to.block)


class MonthFace:
    """The days of a month."""

    def __init__(self, follow: Callable[[], None]) -> None:
        """Prepare to draw.

        Args:
            follow: Called when the cursor stands on something else.
        """
        self.widget = MonthGrid()
        self.widget.follower = follow

    def show(self, view: View, page: Page) -> None:
        """Draw the month of the view's day."""

        def hours(day: date) -> tuple[str, bool]:
            closed = page.opening.closure(day)
            return (closed.name if closed else "", bool(page.opening.week.get(day.weekday())))

        order = [entry.id for entry in page.shown]
        cells = day_cells(view.first, view.last, page.found, order, hours)
        self.widget.show(cells, view.day, page.now.date())

    @property
    def spot(self) -> Spot | None:
        """The day under the cursor."""
        return Spot(self.widget.day, self.widget.words)

    def go(self, to: Spot) -> None:
        """Go to the day."""
        self.widget.move_to(to.day)


class AgendaFace:
    """Bookings in order of time."""

    _page: Page
    _view: View

    def __init__(self, follow: Callable[[], None]) -> None:
        """Prepare to draw.

        Args:
            follow: Called when the cursor stands on something else.
        """
        self.widget = AgendaList()
        self.widget.follower = lambda _: follow()

    def show(self, view: View, page: Page) -> None:
        """List the bookings of the view's days."""
        self._view, self._page = view, page
        names = {entry.id: entry.name for entry in page.shown}
        self.widget.fill(appearances(page.found, names), page.now, view.nothing())

    @property
    def spot(self) -> Spot | None:
        """The booking under the cursor, or the first day of an empty list."""
        shown, first = self.widget.appearance, self._view.first
        if not self._page.shown:
            return None
        if shown is None:
            return Spot(first, f"From {date_words(first)} to {date_words(self._view.last)}")
        words = agenda_words(shown, self._page.now.date())
        block = shown.block
        day = max(block.start.date(), first)
        return Spot(
            day,
            f"{words} ({self.widget.position_words})",
            block.start.time(),
            block.schedule_id,
            block,
        )

    def go(self, to: Spot) -> None:
        """Go to the booking, or to the first one that is not over at that time."""
        moment = datetime.combine(to.day, to.at or time())
        self.widget.move_to_moment(moment, to.block.event_id if to.block else None)
