"""The month: a cell for each day with how much is booked, and the first bookings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from textual.geometry import Region

from studio_tui.domain.block import FREED, together, touched
from studio_tui.domain.words import WEEKDAYS, date_words, plural, relative_day, time_words
from studio_tui.widgets.day_grid import DayGrid, weeks_of
from studio_tui.widgets.grid_layout import NOW, times_words
from studio_tui.widgets.grid_picture import DOTS
from studio_tui.widgets.lines import Runs, fit, scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.style import Style
    from textual.strip import Strip

    from studio_tui.domain.block import Block

GUTTER = 3
"""Cells for the number of the week."""
BUSY = "•"
"""Marks a day on which something is booked, where there is no room to say how much."""
TIMED = 14
"""Cells of a day from which on the times of bookings are written."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """What the month shows of one day."""

    day: date
    bookings: tuple[Block, ...] = ()
    """Each once, earliest first."""
    closed: str = ""
    """Name of the closure."""
    is_open: bool = True
    """Whether the studio is open at some time of the day."""

    @property
    def count(self) -> int:
        """How many bookings take place."""
        return sum(block.status_kind not in FREED for block in self.bookings)


def day_cells(
    first: date,
    last: date,
    blocks: Sequence[Block],
    order: Sequence[int],
    hours: Callable[[date], tuple[str, bool]],
) -> dict[date, DayCell]:
    """The cells from one day to another, the last one included.

    Args:
        first: First day.
        last: Last day.
        blocks: On whatever schedules.
        order: The schedules from left to right.
        hours: Name of the closure on a day, and whether it is open at all.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found: dict[date, list[Block]] = {day: [] for day in days}
    for block, *_ in together(blocks, order):
        for day in touched(block.start, block.end, first, last):
            found[day].append(block)
    return {day: DayCell(day, tuple(found[day]), *hours(day)) for day in days}


def day_words(cell: DayCell, today: date) -> str:
    """A day in one sentence: the date, how many bookings, and what they are."""
    when = ", ".join(part for part in (date_words(cell.day), relative_day(cell.day, today)) if part)
    shut = f", closed: {cell.closed}" if cell.closed else "" if cell.is_open else ", closed"
    if not cell.bookings:
        return f"{when}, nothing booked{shut}"
    listed = "; ".join(
        f"{times_words(each.start, each.end)} {each.title}" for each in cell.bookings
    )
    return f"{when}, {plural(cell.count, 'booking')}{shut}: {listed}"


class MonthGrid(DayGrid):
    """Draws a month. What a day holds is told in `day_words`."""

    DEFAULT_CSS = "MonthGrid { height: 1fr; }"

    _cells: Mapping[date, DayCell] = {}
    _weeks: tuple[date, ...] = ()
    _today = date(1, 1, 1)
    _top = 0

    def show(self, cells: Mapping[date, DayCell], day: date, today: date) -> None:
        """Replace what is shown.

        Args:
            cells: For each day of the weeks of the month.
            day: A day of the month, which the cursor stands on.
            today: Marked.
        """
        self._cells, self._today, self.day = cells, today, day
        self._weeks = weeks_of(day)
        self.refresh()

    @property
    def words(self) -> str:
        """What the cursor is on."""
        cell = self._cells.get(self.day)
        return day_words(cell, self._today) if cell else ""

    # Where things are

    @property
    def _view(self) -> int:
        """How many weeks are seen."""
        return max(1, min(len(self._weeks), self.size.height - 1))

    def _edges(self) -> list[int]:
        """The first line of each week that is seen, and the line below the last."""
        room, view = max(1, self.size.height - 1), self._view
        week = next(at for at, monday in enumerate(self._weeks) if (self.day - monday).days < 7)
        self._top = scroll(self._top, week, view, len(self._weeks))
        return [1 + room * number // view for number in range(view + 1)]

    def _columns(self) -> list[int]:
        """Where each weekday's separator stands, and the end of the line."""
        room = max(7, self.size.width - GUTTER)
        return [GUTTER + room * number // 7 for number in range(8)]

    def cell(self, day: date) -> Region:
        """Where a day is drawn."""
        edges, columns = self._edges(), self._columns()
        week = (day - self._weeks[self._top]).days // 7
        if not 0 <= week < self._view:
            return Region()
        x = columns[day.weekday()] + 1
        height = edges[week + 1] - edges[week]
        return Region(x, edges[week], max(1, columns[day.weekday() + 1] - x), height)

    def days_drawn(self) -> Iterator[date]:
        """The days of the weeks that are seen."""
        self._edges()
        for monday in self._weeks[self._top : self._top + self._view]:
            yield from (monday + timedelta(days=number) for number in range(7))

    def move_to(self, day: date) -> None:
        """Put the cursor on a day; where weeks come into view, everything is painted."""
        top = self._top
        super().move_to(day)
        if self._weeks:
            self._edges()
        if self._top != top:
            self.refresh()

    def on_resize(self) -> None:
        """Draw everything in its new place."""
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of the widget."""
        if not self._weeks or not self.size:
            return self.blank()
        if y == 0:
            return self._heading()
        for at, (start, end) in enumerate(pairwise(self._edges())):
            if start <= y < end:
                return self._week(self._weeks[self._top + at], y - start)
        return self.blank()

    def _heading(self) -> Strip:
        runs, columns = Runs(), self._columns()
        runs.add(" " * (GUTTER + 1), self.look.heading)
        for name, (start, end) in zip(WEEKDAYS, pairwise(columns), strict=True):
            said = name if end - start > 10 else name[:3]
            runs.add(fit(f" {said}", end - start), self.look.heading)
        return runs.strip(self.size.width, self.look.text)

    def _week(self, monday: date, line: int) -> Strip:
        runs, look, columns = Runs(), self.look, self._columns()
        number = f"{monday.isocalendar().week:>2}" if line == 0 else ""
        runs.add(fit(number, GUTTER), look.faint)
        for weekday, (start, end) in enumerate(pairwise(columns)):
            runs.add("│", look.faint)
            cell = self._cells.get(monday + timedelta(days=weekday))
            width = end - start - 1
            if cell is None:
                runs.add(" " * width, look.text)
            elif line == 0:
                self._date(runs, cell, width)
            else:
                self._detail(runs, cell, line - 1, width)
        return runs.strip(self.size.width, look.text)

    def _date(self, runs: Runs, cell: DayCell, width: int) -> None:
        """Number of the day and, in brackets, how many bookings; the cursor.

        Where there is no room for all that, ``•`` says that there are any.
        """
        look, here = self.look, cell.day == self.day
        before, after = ("[", "]") if here else (" ", " ")
        number, today = str(cell.day.day), NOW if cell.day == self._today else " "
        count = f"({cell.count})" if cell.count else ""
        room = width - 2
        if len(number) + 2 + len(count) <= room:
            inside = fit(today + number, room - len(count)) + count
        else:
            inside = fit(number, max(0, room))
            before = before if here else today
            after = after if here or not cell.count else BUSY
        if here:
            style = self._cursor
        else:
            ours = cell.day.month == self.day.month
            style = look.bold if ours and cell.count else look.text if ours else look.faint
        runs.add(fit(f"{before}{inside}{after}", width), style)

    @property
    def _cursor(self) -> Style:
        return self.look.cursor if self.has_focus else self.look.bold

    def _detail(self, runs: Runs, cell: DayCell, number: int, width: int) -> None:
        """A line of a day: its closure, then its bookings, then dots while it is closed."""
        look = self.look
        here = cell.day.month == self.day.month
        if cell.closed:
            number -= 1
        if number < 0:
            runs.add(fit(cell.closed, width), look.faint)
        elif number < len(cell.bookings):
            block = cell.bookings[number]
            timed = f"{time_words(block.start)} " if width >= TIMED else ""
            runs.add("▌"[:width], look.bar(block.colour) if here else look.faint)
            style = look.text if here else look.faint
            runs.add(fit(f"{timed}{block.title}", max(0, width - 1)), style)
        else:
            dots = (DOTS * (width // len(DOTS) + 1))[:width]
            runs.add(" " * width if cell.is_open and not cell.closed else dots, look.faint)
