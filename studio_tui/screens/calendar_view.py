"""Which days and schedules a view of the calendar shows, and how it is titled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, Self

from studio_tui.domain.words import date_short, relative_day
from studio_tui.widgets.grid_layout import Column, describe

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.services.calendar import Page, ScheduleEntry
    from studio_tui.widgets.grid_layout import Cursor

ViewKind = Literal["day", "week"]


@dataclass(frozen=True, slots=True)
class View:
    """A day with schedules side by side, or the week around a day on one schedule."""

    day: date
    kind: ViewKind = "day"
    schedule_id: int = 0
    """Whose week it is."""

    @property
    def first(self) -> date:
        """First day shown; weeks start on Monday."""
        return self.day if self.kind == "day" else self.day - timedelta(days=self.day.weekday())

    @property
    def last(self) -> date:
        """Last day shown."""
        return self.first + timedelta(days=0 if self.kind == "day" else 6)

    def turned(self, pages: int) -> Self:
        """The view that many days or weeks later."""
        return replace(
            self, day=self.day + timedelta(days=pages * (1 if self.kind == "day" else 7))
        )

    def key(self, schedule_id: int, day: date) -> Hashable:
        """Key of the column of a schedule on a day: the same on every page of this kind."""
        return schedule_id if self.kind == "day" else ("weekday", day.weekday())

    def columns(self, page: Page) -> tuple[Column, ...]:
        """The columns from left to right."""
        if self.kind == "day":
            return tuple(
                Column(
                    self.key(entry.id, self.day),
                    entry.name,
                    self.day,
                    entry.id,
                    subheading=page.heading(entry.id, self.day),
                    short=entry.code,
                )
                for entry in page.shown
            )
        days = (self.first + timedelta(days=number) for number in range(7))
        return tuple(self._weekday(day, entry, page) for entry in page.shown[:1] for day in days)

    def _weekday(self, day: date, entry: ScheduleEntry, page: Page) -> Column:
        return Column(
            self.key(entry.id, day),
            " ".join(date_short(day).split()[:2]),
            day,
            entry.id,
            subheading=page.heading(entry.id, day),
            name=entry.name,
        )

    def title(self, page: Page) -> str:
        """What is shown, for the title bar."""
        if self.kind == "day":
            soon = relative_day(self.day, page.now.date())
            closed = page.opening.closure(self.day)
            parts = ["Day", date_short(self.day), soon, f"closed: {closed.name}" if closed else ""]
        else:
            whose = page.shown[0].name if page.shown else ""
            parts = [f"Week {self.day.isocalendar().week}", _days(self.first, self.last), whose]
        return " · ".join(part for part in parts if part)


def _days(first: date, last: date) -> str:
    """Two days without what they share: ``23-29 Nov 2026``, ``30 Nov - 6 Dec 2026``."""
    _, day, month, year = date_short(first).split()
    end = date_short(last).partition(" ")[2]
    if first.year != last.year:
        return f"{day} {month} {year} - {end}"
    return f"{day}-{end}" if first.month == last.month else f"{day} {month} - {end}"


def described(page: Page, cursor: Cursor) -> str:
    """What the cursor is on in words, with why it is not open if it is not."""
    return describe(cursor, page.shut(cursor.column.schedule_id, cursor.start) or "closed hours")
