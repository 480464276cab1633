"""Where to look on the calendar: days and weeks, views, typed dates, and which schedules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from textual import on

from studio_tui.domain.typed import parse_date, parse_moment
from studio_tui.domain.words import date_words, relative_day, time_words
from studio_tui.errors import StudioError
from studio_tui.screens.base import reported
from studio_tui.screens.calendar_frame import CalendarFrame
from studio_tui.screens.dialogs import AskText
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.schedule_picker import SchedulePicker
from studio_tui.services import calendar
from studio_tui.services.preferences import remember
from studio_tui.widgets.record_list import Row
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.screens.calendar_view import ViewKind


class CalendarWalking(CalendarFrame):
    """The keys that lead from one page of the calendar to another."""

    @reported
    async def action_today(self) -> None:
        """Go to now."""
        now = (await self.studio.call(calendar.pulse))[1]
        await self.go_to(now.date(), now.time())

    @reported
    async def action_turn(self, pages: int) -> None:
        """Go some days or weeks on."""
        await self.show(self.here.turned(pages))

    @reported
    async def action_week(self, weeks: int) -> None:
        """Go some weeks on, to the same weekday."""
        await self.show(replace(self.here, day=self.here.day + timedelta(weeks=weeks)))

    @on(ScheduleGrid.EdgeReached)
    @reported
    async def _beyond(self, event: ScheduleGrid.EdgeReached) -> None:
        """Walk from Sunday into the next week; elsewhere the calendar ends at its edge."""
        step = {"left": -1, "right": 1}.get(event.direction, 0)
        if self.here.kind == "week" and step:
            await self.go_to(self.here.day + timedelta(days=step))

    @reported
    async def action_view(self, kind: ViewKind) -> None:
        """Show the day under the cursor, or the week of its schedule."""
        spot = self.spot
        if spot is None:
            return
        view = replace(self.here, kind=kind, schedule_id=spot.schedule_id or 0)
        await self.show(view)
        self.face.go(view, spot.day, spot.at, spot.schedule_id, None)

    # A typed date

    def action_go(self) -> None:
        """Ask for a date."""
        self.app.push_screen(AskText("Go to", "Date, or date and time", self._words), self._go)

    def _words(self, text: str) -> str:
        day, at = self._moment(text)
        near = relative_day(day, self._page.now.date())
        return ", ".join(filter(None, (date_words(day), near, time_words(at) if at else "")))

    def _moment(self, text: str) -> tuple[date, time | None]:
        """A day, with a time if one was typed; a time alone is on the day of the cursor."""
        today, day_first = self._page.now.date(), self._home.day_first
        try:
            return parse_date(text, today, day_first=day_first), None
        except StudioError:
            moment = parse_moment(text, today, day_first=day_first)
        return moment.date or self.here.day, moment.time

    @reported
    async def _go(self, text: str | None) -> None:
        if text is not None:
            await self.go_to(*self._moment(text))

    # Which schedules

    def action_schedules(self) -> None:
        """Ask which schedules are shown, or in the week whose week it is."""
        page, view = self._page, self.here
        if view.kind == "day":
            shown = [entry.id for entry in page.shown]
            self.app.push_screen(SchedulePicker(page.schedules, shown), self._choose_schedules)
        else:
            rows = [Row(entry.id, (entry.name,)) for entry in page.schedules]
            picker = PickList("Whose week", rows, at=view.schedule_id)
            self.app.push_screen(picker, self._choose_week)

    @reported
    async def _choose_schedules(self, ids: tuple[int, ...] | None) -> None:
        if ids is not None:
            await self.studio.call(remember, calendar.SHOWN, ids)
            self._home = replace(self._home, shown=ids)
            await self.show(self.here)

    @reported
    async def _choose_week(self, schedule_id: Hashable | None) -> None:
        if isinstance(schedule_id, int):
            await self.show(replace(self.here, schedule_id=schedule_id))
