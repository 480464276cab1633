"""The calendar's grid: schedules or days side by side, one line for each slot of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.geometry import Offset, Region
from textual.message import Message

from studio_tui import keys
from studio_tui.widgets.grid_layout import (
    Column,
    Cursor,
    Place,
    Viewport,
    lane_span,
    lay_out,
    viewport,
)
from studio_tui.widgets.grid_picture import GridPicture
from studio_tui.widgets.lines import LineWidget, scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import datetime

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from studio_tui.domain.block import Block
    from studio_tui.widgets.grid_layout import GridLayout

Direction = Literal["left", "right", "up", "down"]
WHEEL = 3
"""Rows that one step of the mouse wheel scrolls."""
LAST_LANE = 99


class ScheduleGrid(LineWidget, can_focus=True):
    """Shows blocks in columns of time and moves a cursor over them.

    One widget for the day (columns are schedules) and the week (columns are days). Moving the
    cursor repaints two cells.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("grid")
    DEFAULT_CSS = "ScheduleGrid { height: 1fr; }"

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on something else: it was moved, or what it stands on has changed."""

        grid: ScheduleGrid
        cursor: Cursor

        @property
        def control(self) -> ScheduleGrid:
            """The grid."""
            return self.grid

    @dataclass
    class SlotChosen(Message):
        """Enter or a double click on a slot."""

        grid: ScheduleGrid
        cursor: Cursor

        @property
        def control(self) -> ScheduleGrid:
            """The grid."""
            return self.grid

    @dataclass
    class EdgeReached(Message):
        """A key would have moved the cursor out of the grid."""

        grid: ScheduleGrid
        direction: Direction

        @property
        def control(self) -> ScheduleGrid:
            """The grid."""
            return self.grid

    follower: Callable[[Cursor], None] | None = None
    """Called at once with what the cursor stands on, so that what follows it is painted with it.

    A message arrives a frame later: time for a screen to act, too late for a line to be read.
    """

    _layout: GridLayout | None = None
    _place = Place()
    _top: int | None = None
    _title = ""
    _now: Place | None = None
    _drawn: GridPicture | None = None
    _marked: frozenset[int] = frozenset()

    # What is shown

    def show(
        self,
        columns: Sequence[Column],
        blocks: Mapping[Any, Sequence[Block]],
        hours: Callable[[Column, int], bool],
        *,
        first: time = time(),
        last: time = time(),
        slot_minutes: int = 30,
        now: datetime | None = None,
        heading: str = "",
    ) -> None:
        """Replace what is shown; the cursor stays on its column and time where they still exist.

        Args:
            columns: From left to right; none leaves the grid empty.
            blocks: By key of the column.
            hours: Whether a column is open in the slot that starts at a minute of the day.
            first: Start of the first row.
            last: End of the last row; midnight is the end of the day.
            slot_minutes: Length of a row.
            now: Wall-clock, marked if its day is among the columns.
            heading: Says in words what is shown; none saves the line.
        """
        before, at = self.cursor, self._place
        if self._layout is not None and self._layout.slot != slot_minutes:
            self._top = None
        self._title = heading
        self._layout = None
        if columns:
            self._layout = lay_out(
                columns, blocks, hours, first=first, last=last, slot_minutes=slot_minutes
            )
            self._now = self._place_of(now)
            self._place = self._layout.settle(self._kept(self._layout, before, at))
        self._drawn = None
        self.refresh()
        if self.cursor is not None and self.cursor != before:
            self._tell(self.cursor)

    def _place_of(self, now: datetime | None) -> Place | None:
        """The first column of today, at the row of the time it is."""
        layout = self._layout
        if layout is None or now is None:
            return None
        row = layout.row_at(now.hour * 60 + now.minute)
        days = [column.day for column in layout.columns]
        return Place(days.index(now.date()), row) if now.date() in days else None

    def _kept(self, layout: GridLayout, before: Cursor | None, at: Place) -> Place:
        """Where the cursor belongs in a new layout."""
        if before is None:
            column, row = (self._now.column, self._now.row) if self._now else (0, 0)
            return Place(column, layout.open_from(column, row))
        keys = [column.key for column in layout.columns]
        column = keys.index(before.column.key) if before.column.key in keys else at.column
        row = layout.row_at(before.start.hour * 60 + before.start.minute)
        lane = layout.lane(column, row, before.block.event_id) if before.block else None
        return Place(column, row, at.lane if lane is None else lane)

    def mark_now(self, now: datetime) -> None:
        """Mark another time as now; nothing is painted while that is the same row."""
        found = self._place_of(now)
        if found != self._now:
            self._now, self._drawn = found, None
            self.refresh()

    @property
    def cursor(self) -> Cursor | None:
        """What the cursor stands on; None while there are no columns."""
        return self._layout.cursor(self._place) if self._layout else None

    def move_to(self, key: Hashable, at: time, block: Block | None = None) -> None:
        """Put the cursor on the column with a key, at a time of day; ignored if it is not shown.

        Args:
            key: Of the column.
            at: Time of day.
            block: The booking to stand on, where others share the slot.
        """
        layout = self._layout
        if layout is None:
            return
        for number, column in enumerate(layout.columns):
            if column.key == key:
                row = layout.row_at(at.hour * 60 + at.minute)
                lane = layout.lane(number, row, block.event_id) if block else None
                self._leap(layout, row)
                self._go(Place(number, row, lane or 0))

    def _leap(self, layout: GridLayout, row: int) -> None:
        """Forget which rows are shown if one is not among them, instead of going on half a page."""
        if self._top is not None and not 0 <= row - self._top < self._view(layout).rows:
            self._top = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return self._layout.columns if self._layout else ()

    @property
    def slot(self) -> int:
        """Minutes in a row."""
        return self._layout.slot if self._layout else 30

    def mark(self, events: frozenset[int]) -> None:
        """Say which events are marked; their bars look different."""
        if events != self._marked:
            self._marked, self._drawn = events, None
            self.refresh()

    # Keys

    def action_cursor_up(self) -> None:
        """Go to the slot before."""
        self._step("up", -1)

    def action_cursor_down(self) -> None:
        """Go to the slot after."""
        self._step("down", 1)

    def action_cursor_left(self) -> None:
        """Go to the block or column at the left."""
        self._sidestep("left", -1)

    def action_cursor_right(self) -> None:
        """Go to the block or column at the right."""
        self._sidestep("right", 1)

    def action_cursor_first(self) -> None:
        """Go to the first open slot of the column."""
        if self._layout:
            row = self._layout.open_span(self._place.column)[0]
            self._go(replace(self._place, row=row))

    def action_cursor_last(self) -> None:
        """Go to the last open slot of the column."""
        if self._layout:
            row = self._layout.open_span(self._place.column)[1]
            self._go(replace(self._place, row=row))

    def action_choose(self) -> None:
        """Tell the screen that the slot is wanted."""
        if self.cursor is not None:
            self.post_message(self.SlotChosen(self, self.cursor))

    def _step(self, direction: Direction, step: int) -> None:
        row = self._place.row + step
        if self._layout is None or not 0 <= row < self._layout.rows:
            self.post_message(self.EdgeReached(self, direction))
        else:
            self._go(replace(self._place, row=row))

    def _sidestep(self, direction: Direction, step: int) -> None:
        layout, place = self._layout, self._place
        if layout is None:
            self.post_message(self.EdgeReached(self, direction))
            return
        lanes = [piece.lane for piece in layout.at(place.column, place.row)] or [0]
        lane = lanes.index(place.lane) + step
        column = place.column + step
        if 0 <= lane < len(lanes):
            self._go(replace(place, lane=lanes[lane]))
        elif 0 <= column < len(layout.columns):
            self._go(Place(column, place.row, 0 if step > 0 else LAST_LANE))
        else:
            self.post_message(self.EdgeReached(self, direction))

    def _go(self, place: Place) -> None:
        """Move the cursor, repainting the two cells, or all if another part comes into view."""
        layout, before = self._layout, self._place
        if layout is None:
            return
        drawn, self._place = self._drawn, layout.settle(place)
        if self._place == before:
            return
        picture = self._picture()
        if picture is None or picture is not drawn:
            self.refresh()
        else:
            self.refresh(self._region(picture, before), self._region(picture, self._place))
        self._tell(layout.cursor(self._place))

    def _tell(self, cursor: Cursor) -> None:
        if self.follower is not None:
            self.follower(cursor)
        self.post_message(self.CursorMoved(self, cursor))

    # Drawing

    def _view(self, layout: GridLayout) -> Viewport:
        width, height = self.size
        column = self._place.column
        grouped = any(each.group for each in layout.columns)
        heads = 1 + bool(self._title) + grouped
        return viewport(width, height, len(layout.columns), column, heads=heads)

    def _picture(self) -> GridPicture | None:
        """The picture that shows the cursor: the one in use unless something has changed."""
        layout = self._layout
        if layout is None or not self.size:
            return None
        view = self._view(layout)
        if self._top is None:  # the open hours, as far as the cursor is seen with them
            row = self._place.row
            self._top = max(row - view.rows + 1, min(row, layout.opening()))
        self._top = scroll(self._top, self._place.row, view.rows, layout.rows)
        drawn = self._drawn
        if drawn is None or (drawn.view, drawn.top) != (view, self._top):
            now_row = self._now.row if self._now else None
            self._drawn = GridPicture(
                layout, view, self._top, self.look, self._title, now_row, self._marked
            )
        return self._drawn

    def _region(self, picture: GridPicture, place: Place) -> Region:
        """The cell of a place, in the widget's coordinates."""
        x, width = picture.view.span(place.column)
        pieces = picture.layout.at(place.column, place.row)
        if pieces:
            offset, width = lane_span(place.lane, pieces[0].lanes, width)
            x += offset
        return Region(x, picture.view.head + place.row - picture.top, width, 1)

    def cursor_offset(self) -> Offset | None:
        """Where the terminal's own cursor belongs: at the start of the cell."""
        picture = self._picture()
        return self._region(picture, self._place).offset if picture else None

    def notify_style_update(self) -> None:
        """Draw anew in the styles of another theme."""
        self._drawn = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the widget."""
        picture = self._picture()
        if picture is None:
            return self.blank()
        if y < picture.view.head:
            return picture.head(y)
        row = picture.top + y - picture.view.head
        if row >= picture.layout.rows:
            return self.blank()
        if row == self._place.row:
            return picture.row(row, self._place, focused=self.has_focus)
        return picture.row(row)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the slot under the mouse; a double click chooses it."""
        place = self._place_under(event.x, event.y)
        if place is not None:
            self._go(place)
            if event.chain == 2:
                self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later rows."""
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier rows."""
        event.stop()
        self._scroll(-WHEEL)

    def _place_under(self, x: int, y: int) -> Place | None:
        picture = self._picture()
        row = y - picture.view.head if picture else -1
        if picture is None or row < 0 or picture.top + row >= picture.layout.rows:
            return None
        row += picture.top
        for number, (start, width) in enumerate(picture.view.spans, picture.view.left):
            if start <= x < start + width:
                pieces = picture.layout.at(number, row)
                ends = [(p.lane, sum(lane_span(p.lane, p.lanes, width))) for p in pieces]
                lane = next((lane for lane, end in ends if x - start < end), LAST_LANE)
                return Place(number, row, lane)
        return None

    def _scroll(self, step: int) -> None:
        """Scroll, taking the cursor along where it would leave the view."""
        picture, layout = self._picture(), self._layout
        if picture is None or layout is None:
            return
        rows = picture.view.rows
        self._top = max(0, min(picture.top + step, layout.rows - rows))
        row = max(self._top, min(self._place.row, self._top + rows - 1))
        self.refresh()
        self._go(replace(self._place, row=row))
