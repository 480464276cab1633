"""Where to look on the calendar: days and weeks, views, typed dates, and which schedules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from studio_tui.domain.words import date_words, plural, relative_day, time_words
from studio_tui.screens.base import reported
from studio_tui.screens.calendar_faces import block_spot
from studio_tui.screens.calendar_frame import CalendarFrame
from studio_tui.screens.calendar_view import SLOTS, SPANS, WEEK
from studio_tui.services import calendar
from studio_tui.services.preferences import remember
from studio_tui.widgets.agenda_list import AgendaList
from studio_tui.widgets.day_grid import DayGrid
from studio_tui.widgets.record_list import Row
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.screens.calendar_view import View, ViewKind


class CalendarWalking(CalendarFrame):
    """The keys that lead from one page of the calendar to another."""

    @reported
    async def action_today(self) -> None:
        """Go to now."""
        now = (await self.studio.call(calendar.pulse))[1]
        await self.go_to(now.date(), now.time())

    @reported
    async def action_turn(self, pages: int) -> None:
        """Go some days, weeks or months on, as the view has them."""
        await self.show(self.here.turned(pages))

    @reported
    async def action_week(self, weeks: int) -> None:
        """Go some weeks on, to the same weekday."""
        view = self.here
        await self.show(replace(view, day=view.day + weeks * WEEK))

    @reported
    async def action_month(self, months: int) -> None:
        """Go some months on, to the same day of the month."""
        day = self.spot.day if self.spot else self.here.day
        await self.go_to(replace(self.here, day=day).months_on(months).day)

    # Out of what is shown

    @on(ScheduleGrid.EdgeReached)
    @reported
    async def _beyond_grid(self, event: ScheduleGrid.EdgeReached) -> None:
        """Walk into the next week or day; a day of schedules ends at its edge."""
        view, spot = self.here, self.spot
        step = {"left": -1, "right": 1}.get(event.direction, 0)
        if spot is None or not step or view.kind == "day":
            return
        if view.of_one:
            view = view.turned(step)
            await self.show(view)
            columns = view.columns(self._page)
            day = columns[0 if step > 0 else -1].day
        else:
            day = spot.day + timedelta(days=step)
            view = replace(view, day=view.day + timedelta(days=step))
            await self.show(view)
        self.face.go(replace(spot, day=day, block=None))

    @on(DayGrid.Beyond)
    @reported
    async def _beyond_month(self, event: DayGrid.Beyond) -> None:
        """Turn to the month of a day."""
        await self.go_to(event.day)

    @on(AgendaList.Beyond)
    @reported
    async def _beyond_agenda(self, event: AgendaList.Beyond) -> None:
        """List the days before or after."""
        await self.show(self.here.turned(event.step))
        event.list.action_cursor_last()

    # How to look

    @reported
    async def action_view(self, kind: ViewKind) -> None:
        """Show the day under the cursor in another way; several days: more or fewer of them."""
        view, spot = self.here, self.spot
        if spot is None:
            return
        if kind == view.kind == "days":
            at = SPANS.index(view.span)
            view = replace(view, span=SPANS[(at + 1) % len(SPANS)])
        else:
            whose = spot.schedule_id or view.schedule_id
            view = replace(view, kind=kind, day=spot.day, schedule_id=whose)
        await self._choose(view)

    async def _choose(self, view: View) -> None:
        """Show another view with the cursor where it is, and remember it for this person."""
        spot = self.spot
        await self.show(view)
        if spot is not None:
            self.face.go(replace(spot, schedule_id=spot.schedule_id or view.schedule_id or None))
        await self.studio.call(remember, calendar.VIEW, view.to_keep())

    @on(DayGrid.Chosen)
    async def _open_day(self) -> None:
        """Show the day under the cursor of the month."""
        await self.action_view("day")

    @reported
    async def action_slot(self, step: int) -> None:
        """Make rows of the grid shorter or longer."""
        view = self.here
        if not view.gridded:
            self.remind(
                "Rows are minutes long in the day and the week; here a row is a day or more."
            )
            return
        at = SLOTS.index(view.slot) + step
        if 0 <= at < len(SLOTS):
            await self._choose(replace(view, slot=SLOTS[at]))
        words = self.spot.words if self.spot else ""
        self.remind(f"A row is {plural(self.here.slot, 'minute')}. {words}")

    @reported
    async def action_group(self) -> None:
        """Days side by side: all schedules of a day together, or all days of a schedule."""
        view = self.here
        if view.kind != "days":
            view = replace(view, kind="days", day=self.spot.day if self.spot else view.day)
        else:
            view = replace(view, group="person" if view.group == "date" else "date")
        await self._choose(view)

    # A typed date

    def action_go(self) -> None:
        """Ask for a date."""
        from studio_tui.screens.dialogs import AskText

        self.app.push_screen(AskText("Go to", "Date, or date and time", self._words), self._go)

    def _words(self, text: str) -> str:
        day, at = self._moment(text)
        near = relative_day(day, self._page.now.date())
        return ", ".join(filter(None, (date_words(day), near, time_words(at) if at else "")))

    def _moment(self, text: str) -> tuple[date, time | None]:
        """A day, with a time if one was typed; a time alone is on the day of the cursor."""
        from studio_tui.domain.typed import parse_place

        today = self._page.now.date()
        return parse_place(text, today, self.here.day, day_first=self._home.day_first)

    @reported
    async def _go(self, text: str | None) -> None:
        if text is not None:
            await self.go_to(*self._moment(text))

    # Which schedules

    def action_schedules(self) -> None:
        """Ask which schedules are shown, or in the week whose week it is."""
        page, view = self._page, self.here
        if not view.of_one:
            from studio_tui.screens.schedule_picker import SchedulePicker

            shown = [entry.id for entry in page.shown]
            self.app.push_screen(SchedulePicker(page.schedules, shown), self._choose_schedules)
        else:
            from studio_tui.screens.pick_list import PickList

            rows = [Row(entry.id, (entry.name,)) for entry in page.schedules]
            picker = PickList("Whose week", rows, at=self.shown[0] if self.shown else None)
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
            view = replace(self.here, schedule_id=schedule_id)
            await self.show(view)
            await self.studio.call(remember, calendar.VIEW, view.to_keep())

    # A filter

    def action_filter(self) -> None:
        """Wait for words that narrow down what is shown."""
        self.filter_bar.open()
        self.tell("Type words of client, type, person or status. Enter keeps them, Esc clears.")

    @on(Input.Changed, "FilterBar Input")
    def _narrow(self) -> None:
        """Show only what has the words; everything else is busy."""
        self.redraw()
        if self.filter_bar.text.strip():
            self.tell(f"{self.filter_bar.words}. Enter keeps the filter, Esc clears it.")

    @on(Input.Submitted, "FilterBar Input")
    def _keep_filter(self) -> None:
        """Go on with the keys of the calendar; without words there is no filter."""
        if not self.filter_bar.text.strip():
            self.action_step_back()
            return
        self.set_focus(self.face.widget)
        order = {each: at for at, each in enumerate(self.shown)}
        found = sorted(self.found, key=lambda each: (each.start, order.get(each.schedule_id, 0)))
        first = found[0] if found else None
        block = self.spot.block if self.spot else None
        if first is not None and (block is None or block.left_out):
            self.face.go(block_spot(first))
        words = self.spot.words if self.spot else ""
        self._follow()
        said = f"{self.filter_bar.words}, Esc clears the filter"
        self.remind(f"{words} · {said}" if first is not None else f"{said}. {words}")

    def action_step_back(self) -> None:
        """Let go of the filter if one holds; else show what can be begun and done."""
        if not self.filter_bar.holds:
            self.action_menu()
            return
        self.filter_bar.close()
        self.redraw()
        self.set_focus(self.face.widget)
        self._follow()

    # Looking things up

    def action_pick_day(self) -> None:
        """Pick a day from a small month."""
        from studio_tui.screens.pick_day import PickDay

        panel = PickDay(self.here.day, self._page.now.date(), self.shown)
        self.app.push_screen(panel, self._picked)

    @reported
    async def _picked(self, day: date | None) -> None:
        if day is not None:
            await self.go_to(day)

    @reported
    async def action_legend(self) -> None:
        """Say what colours and marks mean."""
        from studio_tui.screens.legend import Legend

        self.app.push_screen(Legend(await self.studio.call(calendar.colours)))
