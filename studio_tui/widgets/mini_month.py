"""A small month: days in a few cells each, busy days marked, to see and pick a day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.geometry import Region

from studio_tui.domain.words import MONTHS
from studio_tui.widgets.day_grid import DayGrid, weeks_of
from studio_tui.widgets.grid_layout import NOW
from studio_tui.widgets.lines import Runs
from studio_tui.widgets.month_grid import BUSY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.strip import Strip

PITCH = 4
"""Cells of a day: what stands before the number, two digits, and ``•`` if anything is booked."""
WIDTH = 7 * PITCH + 1
MONTH = 9
"""Lines of a month: its name, the weekdays, six weeks, a gap."""
HEADINGS = "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"


@lru_cache(8)
def months_from(year: int, month: int, count: int) -> tuple[date, ...]:
    """The first days of a month and of those after it, at least that of the month."""
    found = [date(year, month, 1)]
    while len(found) < count:
        found.append((found[-1] + timedelta(days=31)).replace(day=1))
    return tuple(found)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


class MiniMonth(DayGrid):
    """The month of the day under the cursor, and those after it as far as there is room."""

    DEFAULT_CSS = f"MiniMonth {{ width: {WIDTH}; height: 1fr; }}"

    _busy: Mapping[date, int] = {}
    _today = date(1, 1, 1)

    def show(self, day: date, today: date, busy: Mapping[date, int]) -> None:
        """Replace what is shown.

        Args:
            day: Where the cursor stands; its month comes first.
            today: Marked.
            busy: How many bookings there are on days that have any.
        """
        before, hidden = self.day, self._hidden
        same = (today, busy) == (self._today, self._busy) and _month(day) == _month(before)
        self.day, self._today, self._busy = day, today, busy
        if not same or self._hidden != hidden:
            self.refresh()
        elif day != before:
            self.refresh(self.cell(before), self.cell(day))

    def count(self, day: date) -> int:
        """How many bookings there are on a day."""
        return self._busy.get(day, 0)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months that there is room for."""
        return months_from(self.day.year, self.day.month, (self.size.height + 1) // MONTH)

    @property
    def _hidden(self) -> int:
        """Lines above the first that is seen: the week of the cursor always is."""
        week = (self.day - weeks_of(self.day)[0]).days // 7
        return max(0, 2 + week - self.size.height + 1)

    def cell(self, day: date) -> Region:
        """Where a day is drawn, with what stands at both sides of it."""
        for at, month in enumerate(self.months):
            if _month(month) == _month(day):
                week = (day - weeks_of(month)[0]).days // 7
                y = at * MONTH + 2 + week - self._hidden
                return Region(day.weekday() * PITCH, y, PITCH + 1, 1)
        return Region()

    def days_drawn(self) -> Iterator[date]:
        """All days of the months shown."""
        for month in self.months:
            day = month
            while day.month == month.month:
                yield day
                day += timedelta(days=1)

    def move_to(self, day: date) -> None:
        """Put the cursor on a day; where other weeks come into view, everything is painted."""
        hidden = self._hidden
        super().move_to(day)
        if self._hidden != hidden:
            self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of the widget."""
        at, line = divmod(y + self._hidden, MONTH)
        months = self.months
        if at >= len(months) or line == MONTH - 1:
            return self.blank()
        month, runs = months[at], Runs()
        if line == 0:
            runs.add(f" {MONTHS[month.month - 1]} {month.year}", self.look.bold)
        elif line == 1:
            runs.add("".join(f" {name} " for name in HEADINGS), self.look.faint)
        elif line - 2 < len(weeks := weeks_of(month)):
            self._week(runs, weeks[line - 2], month)
        return runs.strip(self.size.width, self.look.text)

    def _week(self, runs: Runs, monday: date, month: date) -> None:
        look, closing = self.look, False
        for number in range(7):
            day = monday + timedelta(days=number)
            if day.month != month.month:
                runs.add("]" if closing else " ", look.text)
                runs.add(" " * (PITCH - 1), look.text)
                closing = False
                continue
            here, today = day == self.day, day == self._today
            before = "[" if here else NOW if today else "]" if closing else " "
            busy = BUSY if self.count(day) else " "
            style = look.cursor if here and self.has_focus else look.bold if here else look.text
            runs.add(before, style if here else look.text)
            runs.add(f"{day.day:>2}{busy}", style)
            closing = here
        if closing:
            runs.add("]", look.text)


class MonthsAside(MiniMonth, can_focus=False):
    """The small months beside a day: a click goes there."""

    def move_to(self, day: date) -> None:
        """Leave it to the screen to go to a day."""
        self.post_message(self.Beyond(self, day))
