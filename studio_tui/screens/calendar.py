"""Home: the schedules of a day side by side, or the week of one schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.typed import parse_date, parse_moment
from studio_tui.domain.words import date_words, quoted, relative_day, time_words
from studio_tui.errors import StudioError
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.calendar_view import View, ViewKind, described
from studio_tui.screens.dialogs import AskText
from studio_tui.screens.opening import open_record
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.schedule_picker import SchedulePicker
from studio_tui.services import calendar
from studio_tui.services.preferences import remember
from studio_tui.widgets.record_list import Row
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from studio_tui.domain.block import Block, BookingKind
    from studio_tui.screens.write_in import WriteIn
    from studio_tui.services.calendar import Home, Page
    from studio_tui.studio import Studio
    from studio_tui.widgets.grid_layout import Column, Cursor

PULSE = 1.0
"""Seconds between two looks at whether another program has written."""


class CalendarScreen(StudioScreen[None]):
    """The calendar."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("calendar")
    PLACE = "calendar"
    HELP_TEXT = (
        "The calendar shows who and what is booked. A bar in the colour of its type marks each "
        "booking; it stands in the columns of everybody and everything that takes part. Dots fill "
        "closed hours; booking there is allowed.\n\n"
        "Marks behind a name: ✓ confirmed, ! call warning, * notes. The line above the keys says "
        "in words what the cursor is on."
    )

    _home: Home
    _page: Page
    _now: datetime
    _view: View | None = None
    _offered = False
    _opened: Block | None = None
    """The booking that was opened last, until the calendar is in front again."""
    _writing: WriteIn | None = None
    """The panel in which a free slot is written in."""
    _unwritten = ""
    """What was typed on a free slot and left with Esc."""
    _timer: Timer

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.grid = ScheduleGrid()
        self.grid.follower = self._follow

    def body(self) -> ComposeResult:
        """The grid."""
        yield self.grid

    def on_mount(self) -> None:
        """Look for other people's bookings while the calendar is in front."""
        self._timer = self.set_interval(PULSE, self._look, pause=True)

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now, whatever was in front meanwhile."""
        self._timer.resume()
        await self._begin()

    async def _begin(self) -> None:
        self._home = await self.studio.call(calendar.home)
        await self._show(self._view or View(self._home.today))
        self._follow_opened()
        self._follow_written()
        if self._home.studio and not self._offered:
            self._offered = True
            await self._offer_unfinished()

    def _follow_opened(self) -> None:
        """Stand on the booking that was open, if its time was changed within what is shown."""
        opened, self._opened = self._opened, None
        cursor = self.grid.cursor
        if opened is None or cursor is None:
            return
        block = self._block(opened.kind, opened.record_id, opened.schedule_id)
        if block is not None and block.event_id not in {each.event_id for each in cursor.blocks}:
            key = self._here().key(block.schedule_id, block.start.date())
            self.grid.move_to(key, block.start.time(), block)

    async def _offer_unfinished(self) -> None:
        """At the start, say that a booking was left unfinished."""
        if self.studio.drafts.kept():
            from studio_tui.screens.wizard import offer_unfinished

            await offer_unfinished(self)

    def on_screen_suspend(self) -> None:
        """Ask for nothing while nobody looks."""
        self._timer.pause()

    # What is shown

    async def _read(self, view: View) -> Page:
        wanted = self._home.shown if view.kind == "day" else (view.schedule_id,)
        return await self.studio.call(calendar.page, view.first, view.last, wanted)

    async def _show(self, view: View) -> None:
        """Show another view, or the same one anew."""
        self._draw(view, await self._read(view))
        cursor = self.grid.cursor
        if cursor is None:
            self.tell("There are no schedules to show yet.")
        elif not self._page.blocks:
            nothing = "Nothing booked this week." if view.kind == "week" else "Nothing booked."
            self.tell(f"{nothing} {described(self._page, cursor)}")
        else:
            self._follow(cursor)

    def _draw(self, view: View, page: Page) -> None:
        self._view, self._page = view, page
        columns = view.columns(page)
        self.grid.show(columns, self._by_column(columns), self._is_open, now=page.now)
        self.title_bar.set_left(view.title(page))
        self._now = page.now
        self._tell_time(page.now)

    def _by_column(self, columns: tuple[Column, ...]) -> dict[object, list[Block]]:
        found: dict[object, list[Block]] = {column.key: [] for column in columns}
        for column in columns:
            for block in self._page.blocks:
                if block.schedule_id == column.schedule_id:
                    found[column.key].append(block)
        return found

    def _is_open(self, column: Column, minute: int) -> bool:
        return self._page.opening.is_open(column.day, minute)

    def _tell_time(self, now: datetime) -> None:
        parts = (self._home.studio, self._home.person, time_words(now))
        self.title_bar.set_right(" · ".join(part for part in parts if part))

    def _follow(self, cursor: Cursor) -> None:
        """Say in the line what the cursor is on."""
        self.tell(described(self._page, cursor))

    # What other people do

    @reported
    async def _look(self) -> None:
        """Show what another program has written, leaving cursor and focus where they are."""
        if self._view is None:
            await self._begin()
            return
        version, self._now = await self.studio.call(calendar.pulse)
        if version == self._page.version:
            return
        before, page = self._page, await self._read(self._view)
        self._page = page
        if replace(page, version=before.version, now=before.now) != before:
            self._draw(self._view, page)
            under = f" {described(self._page, self.grid.cursor)}" if self.grid.cursor else ""
            self.tell(f"Calendar updated by somebody else.{under}")

    @on(ScheduleGrid.CursorMoved)
    def _keep_time(self) -> None:
        """Let the clock in the title follow the keys: it does not tick by itself."""
        self._tell_time(self._now)

    # Where to look

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Until there is something to show there is nowhere to go."""
        return self._view is not None or action == "help"

    async def go_to(
        self,
        day: date,
        at: time | None = None,
        schedule_id: int | None = None,
        record_id: int | None = None,
        kind: BookingKind = "session",
    ) -> None:
        """Show a day, with the cursor on a schedule and time if they are given.

        Args:
            day: The day, or a day of the week to show.
            at: Time of day; by default the one that the cursor is on.
            schedule_id: Whose column; by default the one that the cursor is on.
            record_id: The booking to stand on, where others share the slot.
            kind: Whether that is a session or an appointment.
        """
        view, cursor = self._here(), self.grid.cursor
        await self._show(replace(view, day=day))
        if cursor is not None:
            schedule_id = schedule_id or cursor.column.schedule_id
            block = self._block(kind, record_id, schedule_id)
            self.grid.move_to(view.key(schedule_id, day), at or cursor.start.time(), block)

    def _block(self, kind: BookingKind, record_id: int | None, schedule_id: int) -> Block | None:
        """What a booking looks like on a schedule, if it is shown there."""
        wanted = (kind, record_id, schedule_id)
        for block in self._page.blocks:
            if (block.kind, block.record_id, block.schedule_id) == wanted:
                return block
        return None

    @property
    def shown(self) -> tuple[int, ...]:
        """Ids of the schedules that have a column."""
        return tuple(entry.id for entry in self._page.shown)

    def _here(self) -> View:
        """The view, with the day that the cursor is on."""
        view, cursor = self._view or View(self._home.today), self.grid.cursor
        return replace(view, day=cursor.column.day) if cursor else view

    @reported
    async def action_today(self) -> None:
        """Go to now."""
        now = (await self.studio.call(calendar.pulse))[1]
        await self.go_to(now.date(), now.time())

    @reported
    async def action_turn(self, pages: int) -> None:
        """Go some days or weeks on."""
        await self._show(self._here().turned(pages))

    @reported
    async def action_week(self, weeks: int) -> None:
        """Go some weeks on, to the same weekday."""
        view = self._here()
        await self._show(replace(view, day=view.day + timedelta(weeks=weeks)))

    @reported
    async def action_view(self, kind: ViewKind) -> None:
        """Show the day under the cursor, or the week of its schedule."""
        cursor = self.grid.cursor
        if cursor is None:
            return
        column = cursor.column
        view = View(column.day, kind, column.schedule_id)
        await self._show(view)
        self.grid.move_to(view.key(column.schedule_id, column.day), cursor.start.time())

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
        return moment.date or self._here().day, moment.time

    @reported
    async def _go(self, text: str | None) -> None:
        if text is not None:
            await self.go_to(*self._moment(text))

    def action_schedules(self) -> None:
        """Ask which schedules are shown, or in the week whose week it is."""
        page, view = self._page, self._here()
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
            await self._show(self._here())

    @reported
    async def _choose_week(self, schedule_id: Hashable | None) -> None:
        if isinstance(schedule_id, int):
            await self._show(replace(self._here(), schedule_id=schedule_id))

    @on(ScheduleGrid.EdgeReached)
    @reported
    async def _beyond(self, event: ScheduleGrid.EdgeReached) -> None:
        """Walk from Sunday into the next week; elsewhere the calendar ends at its edge."""
        view = self._here()
        step = {"left": -1, "right": 1}.get(event.direction, 0)
        if view.kind == "week" and step:
            await self.go_to(view.day + timedelta(days=step))

    # What to do there

    @reported
    async def action_unfinished(self) -> None:
        """Go on with a booking that was not finished."""
        from studio_tui.screens.wizard.unfinished import ask_unfinished

        await ask_unfinished(self)

    def prefill(self) -> dict[str, str]:
        """The day and whose column it is; the time too if nothing is booked there."""
        cursor = self.grid.cursor
        if cursor is None:
            return {}
        found = {"date": cursor.start.date().isoformat()}
        if cursor.block is None:
            found["start"] = time_words(cursor.start)
        entry = next(e for e in self._page.shown if e.id == cursor.column.schedule_id)
        named = {entry.role: entry.name} if entry.role else {}
        return found | {"who": entry.name} | named

    def action_write(self) -> None:
        """Ask what the free slot is for, and book an appointment of that text."""
        cursor = self.grid.cursor
        if cursor is None:
            return
        if cursor.block is not None:
            self.tell("Something is booked here: Enter opens it. A free slot can be written in.")
            return
        from studio_tui.screens.write_in import WriteIn

        self._writing = WriteIn(cursor, self._unwritten)
        self.app.push_screen(self._writing)

    def _follow_written(self) -> None:
        """Stand on what was written in; text that was not is kept for the next time."""
        panel, self._writing = self._writing, None
        if panel is None:
            return
        self._unwritten = panel.left
        if panel.left:
            key = self.key_name("calendar.write")
            self.tell(f"Not written in: {quoted(panel.left)} is kept, {key} goes on with it.")
        elif panel.done is not None:
            at, column = panel.cursor.start, panel.cursor.column
            block = self._block("appointment", panel.done.appointment_id, column.schedule_id)
            self.grid.move_to(column.key, at.time(), block)
            self.tell(f"Written in. {described(self._page, self.grid.cursor or panel.cursor)}")

    @reported
    async def action_linked(self) -> None:
        """Arrange an appointment for the client and session under the cursor."""
        from studio_tui.screens.wizard import start_booking

        block = self.grid.cursor.block if self.grid.cursor else None
        await start_booking(
            self,
            self.prefill(),
            kind="linked",
            client_id=block.client_id if block else None,
            session_id=block.session_id if block else None,
        )

    @on(ScheduleGrid.SlotChosen)
    @reported
    async def _open(self, event: ScheduleGrid.SlotChosen) -> None:
        """Open the booking, or book the free slot."""
        block = event.cursor.block
        if block is None:
            await self.book()
        else:
            self._opened = block
            await open_record(self, block.kind, block.record_id, among=self._ids(block.kind))

    def _ids(self, kind: BookingKind) -> tuple[int, ...]:
        """The bookings of a kind that are shown, each once, as they follow each other."""
        found = sorted(self._page.blocks, key=lambda block: block.start)
        return tuple(dict.fromkeys(each.record_id for each in found if each.kind == kind))
