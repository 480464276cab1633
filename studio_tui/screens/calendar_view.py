"""Which days and schedules a view of the calendar shows, and how it is titled."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, Self, get_args

from studio_tui.domain.words import MONTHS, date_short, plural, relative_day
from studio_tui.widgets.grid_layout import NOW, Column, describe

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from studio_tui.services.calendar import Page, ScheduleEntry
    from studio_tui.widgets.grid_layout import Cursor

ViewKind = Literal["day", "week", "workweek", "month", "agenda", "days"]
KINDS: Final[tuple[ViewKind, ...]] = get_args(ViewKind)
Group = Literal["date", "person"]
SLOTS: Final = (10, 15, 30, 60)
"""Minutes that a row of the grid may have."""
SPANS: Final = (3, 5, 7, 2)
"""How many days may stand side by side, as the key goes through them."""
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: a kind of view around a day.

    ``day``: schedules side by side. ``week`` and ``workweek``: one schedule, from Monday on; the
    second without the days on which the studio is closed and nothing is booked. ``month``: counts
    and first bookings. ``agenda``: a list of seven days. ``days``: schedules side by side on
    several days.
    """

    day: date
    kind: ViewKind = "day"
    schedule_id: int = 0
    """Whose week it is."""
    slot: int = 30
    """Minutes in a row of the grid."""
    span: int = SPANS[0]
    """How many days stand side by side."""
    group: Group = "date"
    """Whether days side by side each have all schedules, or schedules each have all days."""

    @classmethod
    def kept(cls, found: Mapping[str, Any], day: date) -> Self:
        """The view that was kept, as far as it can be read; else the usual one."""
        slot, span, schedule_id = (found.get(name) for name in ("slot", "span", "schedule"))
        return cls(
            day,
            next((kind for kind in KINDS if kind == found.get("kind")), "day"),
            schedule_id if isinstance(schedule_id, int) else 0,
            slot if slot in SLOTS else 30,
            span if span in SPANS else SPANS[0],
            "person" if found.get("group") == "person" else "date",
        )

    def to_keep(self) -> dict[str, Any]:
        """What is kept of it for the next time; the day is not."""
        return {
            "kind": self.kind,
            "schedule": self.schedule_id,
            "slot": self.slot,
            "span": self.span,
            "group": self.group,
        }

    @property
    def of_one(self) -> bool:
        """Whether it shows one schedule."""
        return self.kind in ("week", "workweek")

    @property
    def gridded(self) -> bool:
        """Whether it has columns of time."""
        return self.kind not in ("month", "agenda")

    # Days

    @property
    def first(self) -> date:
        """First day shown; weeks start on Monday."""
        day = self.day.replace(day=1) if self.kind == "month" else self.day
        monday = day - timedelta(days=day.weekday())
        return monday if self.of_one or self.kind == "month" else day

    @property
    def last(self) -> date:
        """Last day shown."""
        if self.kind == "month":
            end = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
            return end + timedelta(days=6 - end.weekday())
        days = {"day": 1, "days": self.span}.get(self.kind, 7)
        return self.first + timedelta(days=days - 1)

    def turned(self, pages: int) -> Self:
        """The view that many days, weeks or months later."""
        if self.kind == "month":
            return self.months_on(pages)
        days = {"day": 1, "days": self.span}.get(self.kind, 7)
        return replace(self, day=self.day + timedelta(days=pages * days))

    def months_on(self, months: int) -> Self:
        """The view that many months later, on the same day of the month or on its last one."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + months, 12)
        last = monthrange(year, month + 1)[1]
        return replace(self, day=date(year, month + 1, min(self.day.day, last)))

    def around(self, day: date) -> Self:
        """A view of this kind that shows a day: this one, where days only follow each other."""
        if self.kind in ("agenda", "days") and self.first <= day <= self.last:
            return self
        return replace(self, day=day)

    # Columns

    def key(self, schedule_id: int, day: date) -> Hashable:
        """Key of the column of a schedule on a day: the same on every page of this kind."""
        if self.of_one:
            return ("weekday", day.weekday())
        return ((day - self.first).days, schedule_id) if self.kind == "days" else schedule_id

    def columns(self, page: Page) -> tuple[Column, ...]:
        """The columns from left to right."""
        count = (self.last - self.first).days + 1
        days = [self.first + timedelta(days=number) for number in range(count)]
        if self.kind == "day":
            return tuple(self._schedule(self.day, entry, page) for entry in page.shown)
        if self.of_one:
            if self.kind == "workweek":
                days = [day for day in days if _worked(day, page)] or days
            return tuple(
                self._weekday(day, entry, page) for entry in page.shown[:1] for day in days
            )
        if self.group == "date":
            return tuple(
                self._schedule(day, entry, page, group=_day_heading(day, page, month=True))
                for day in days
                for entry in page.shown
            )
        return tuple(
            self._weekday(day, entry, page, group=entry.name)
            for entry in page.shown
            for day in days
        )

    def _schedule(self, day: date, entry: ScheduleEntry, page: Page, *, group: str = "") -> Column:
        return Column(
            self.key(entry.id, day),
            entry.name,
            day,
            entry.id,
            subheading=page.heading(entry.id, day),
            short=entry.code,
            group=group,
        )

    def _weekday(self, day: date, entry: ScheduleEntry, page: Page, *, group: str = "") -> Column:
        return Column(
            self.key(entry.id, day),
            _day_heading(day, page),
            day,
            entry.id,
            subheading=page.heading(entry.id, day),
            name=entry.name,
            group=group,
        )

    # Words

    def title(self, page: Page) -> str:
        """What is shown, for the title bar."""
        if self.kind == "day":
            soon = relative_day(self.day, page.now.date())
            closed = page.opening.closure(self.day)
            parts = ["Day", date_short(self.day), soon, f"closed: {closed.name}" if closed else ""]
        elif self.of_one:
            called = "Week" if self.kind == "week" else "Work week"
            parts = [f"{called} {self.day.isocalendar().week}", _days(self.first, self.last)]
        elif self.kind == "month":
            parts = ["Month", f"{MONTHS[self.day.month - 1]} {self.day.year}"]
        else:
            called = "Agenda" if self.kind == "agenda" else plural(self.span, "day")
            parts = [called, _days(self.first, self.last)]
        if self.kind == "days":
            parts.append(f"by {self.group}")
        return " · ".join(part for part in (*parts, self._whose(page)) if part)

    def _whose(self, page: Page) -> str:
        """Whose days these are, where no headings say it."""
        if self.kind in ("day", "days") or not page.shown:
            return ""
        if self.of_one or len(page.shown) == 1:
            return page.shown[0].name
        return plural(len(page.shown), "schedule")

    def nothing(self) -> str:
        """That nothing is booked on the days shown."""
        spans = {"day": "", "month": " this month", "agenda": " on these days"}
        spans["days"] = spans["agenda"]
        return f"Nothing booked{spans.get(self.kind, ' this week')}."


def _worked(day: date, page: Page) -> bool:
    """Whether the studio is usually open on that day of the week, or something is booked."""
    if page.opening.week.get(day.weekday()):
        return True
    return any(block.start.date() <= day <= block.end.date() for block in page.blocks)


def _day_heading(day: date, page: Page, *, month: bool = False) -> str:
    """``Tue 24``, ``Tue 24 Nov``; today is marked."""
    said = " ".join(date_short(day).split()[: 3 if month else 2])
    return NOW + said if day == page.now.date() else said


def _days(first: date, last: date) -> str:
    """Two days without what they share: ``23-29 Nov 2026``, ``30 Nov - 6 Dec 2026``."""
    _, day, month, year = date_short(first).split()
    end = date_short(last).partition(" ")[2]
    if first.year != last.year:
        return f"{day} {month} {year} - {end}"
    return f"{day}-{end}" if first.month == last.month else f"{day} {month} - {end}"


def described(page: Page, cursor: Cursor, room: int = 0) -> str:
    """What the cursor is on in words, with why it is not open if it is not."""
    shut = page.shut(cursor.column.schedule_id, cursor.start) or "closed hours"
    return describe(cursor, shut, room)
