"""What the calendar shows: a page in a view, what the cursor is on, and what other people do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal

from studio_tui.domain.block_filter import filtered
from studio_tui.domain.words import time_words
from studio_tui.hubs import HUBS
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.calendar_faces import AgendaFace, GridFace, MonthFace, Spot
from studio_tui.screens.calendar_view import View
from studio_tui.screens.pulse import PULSE, Pulse
from studio_tui.services import calendar
from studio_tui.widgets.agenda_list import AgendaList
from studio_tui.widgets.filter_bar import FilterBar
from studio_tui.widgets.mini_month import MONTH, MonthsAside
from studio_tui.widgets.month_grid import MonthGrid
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time

    from textual.app import ComposeResult
    from textual.timer import Timer

    from studio_tui.domain.block import Block, BookingKind, TimedKind
    from studio_tui.screens.calendar_faces import Face
    from studio_tui.services.calendar import Home, Page
    from studio_tui.studio import Studio

WIDE = 120
"""Cells from which on small months stand beside a day."""


class CalendarFrame(StudioScreen[None]):
    """A page of the calendar in a view. What is done there, `calendar` says."""

    DEFAULT_CSS = """
    CalendarFrame .faces { height: 1fr; }
    CalendarFrame .faces > * { width: 1fr; }
    CalendarFrame .faces > MonthsAside { width: 29; margin-left: 1; }
    """

    _home: Home
    _page: Page
    found: tuple[Block, ...] = ()
    """The bookings shown that no filter leaves out."""
    _now: datetime
    _view: View | None = None
    _timer: Timer
    cancelled = False
    """Whether bookings are shown too that were cancelled."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        grid = GridFace(self._follow)
        self.grid = grid.widget
        self.faces: dict[str, Face] = {
            "grid": grid,
            "month": MonthFace(self._follow),
            "agenda": AgendaFace(self._follow),
        }
        self.face = self.faces["grid"]
        self.aside = MonthsAside()
        self.aside.display = False
        self.filter_bar = FilterBar()

    def body(self) -> ComposeResult:
        """The widgets of all faces, of which one is seen; small months, and the filter.

        Beside the title stand the lists of everything, a key away.
        """
        self.title_bar.set_beside((self.key_name("hubs.next"), *HUBS.values()))
        with Horizontal(classes="faces"):
            for face in self.faces.values():
                face.widget.display = face is self.face
                yield face.widget
            yield self.aside
        yield self.filter_bar

    # What the cursor is on

    @property
    def spot(self) -> Spot | None:
        """What the cursor is on, in whatever view; None while there is nothing to stand on."""
        return self.face.spot if self._view else None

    @property
    def cursor_booking(self) -> Block | None:
        """The booking under the cursor, in whatever view; what is done with bookings works on it.

        None on a free slot, and on a whole day of the month.
        """
        return self.spot.block if self.spot else None

    @property
    def shown(self) -> tuple[int, ...]:
        """Ids of the schedules that are shown."""
        return tuple(entry.id for entry in self._page.shown)

    def find_block(self, kind: TimedKind, record_id: int | None, schedule_id: int) -> Block | None:
        """What a booking looks like on a schedule, if it is shown there."""
        wanted = (kind, record_id)
        for block in self._page.blocks:
            if block.schedule_id == schedule_id and block.which == wanted:
                return block
        return None

    def shown_ids(self, kind: BookingKind) -> tuple[int, ...]:
        """The bookings of a kind that are shown, each once, as they follow each other."""
        found = sorted(self._page.blocks, key=lambda block: block.start)
        return tuple(dict.fromkeys(each.record_id for each in found if each.kind == kind))

    def _follow(self) -> None:
        """Say in the line what the cursor is on."""
        if self.spot:
            self.tell(self.spot.words)

    # Showing

    def on_mount(self) -> None:
        """Look for other people's bookings while the calendar is in front."""
        self._beat = Pulse(self.studio)
        self._timer = self.set_interval(PULSE, self._look, pause=True)

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now, whatever was in front meanwhile."""
        self._timer.resume()
        await self.begin()

    def on_screen_suspend(self) -> None:
        """Ask for nothing while nobody looks."""
        self._timer.pause()

    async def begin(self) -> None:
        """Read whose calendar it is, and show it as it was left."""
        self._home = await self.studio.call(calendar.home)
        if self._view is not None:
            await self.show_again()
            return
        await self.show(self._usual())
        self.face.go(Spot(self._home.today, schedule_id=self._home.own))

    def _usual(self) -> View:
        """The view that this person chose last, around today."""
        return View.kept(self._home.view, self._home.today)

    async def _read(self, view: View) -> tuple[Page, Mapping[date, int] | None]:
        """What a view shows, and how busy the days of the small months beside it are."""
        wanted = (view.schedule_id or self._home.own,) if view.of_one else self._home.shown
        days, months = (view.first, view.last), self._months_beside(view)
        return await self.studio.call(
            calendar.page_and_months, days, wanted, months, cancelled=self.cancelled
        )

    def _months_beside(self, view: View) -> tuple[date, date] | None:
        """First and last day of the small months beside a day, where there is room for them."""
        if view.kind != "day" or self.size.width < WIDE:
            return None
        first = view.day.replace(day=1)
        return first, first + timedelta(days=31 * (self.size.height // MONTH + 1))

    async def show(self, view: View) -> None:
        """Show another view, or the same one anew."""
        page, busy = await self._read(view)
        self._draw(view, page)
        self._draw_aside(busy)
        if self.spot is None:
            self.tell("There are no schedules to show yet.")
        elif not self._page.blocks:
            self.tell(f"{view.nothing()} {self.spot.words}")
        else:
            self._follow()

    async def show_again(self) -> None:
        """Show what is true after something was changed here; the cursor stays where it is."""
        if self._view is not None:
            await self.show(self.here)

    def _draw(self, view: View, page: Page) -> None:
        self._view, self._page = view, page
        self._wear(self.faces["grid" if view.gridded else view.kind])
        self._draw_filtered(view, page)
        self.title_bar.set_left(view.title(page))
        self._now = page.now
        self._tell_time(page.now)

    def _draw_filtered(self, view: View, page: Page) -> None:
        """Draw what the filter leaves, and say how much that is."""
        self.found = page.blocks
        if not self.filter_bar.text.strip():
            self.filter_bar.say("")
            self.face.show(view, page)
            return
        names = {entry.id: entry.name for entry in page.shown}
        found = filtered(page.blocks, names, self.filter_bar.text)
        self.filter_bar.say(f"{found.words} shown")
        self.found = tuple(each for each in found.blocks if not each.left_out)
        self.face.show(view, replace(page, blocks=found.blocks))

    def redraw(self) -> None:
        """Draw what was read anew, after the filter has changed."""
        if self._view is not None:
            self._draw_filtered(self.here, self._page)

    def _draw_aside(self, busy: Mapping[date, int] | None) -> None:
        """Small months with busy days, where there is room."""
        self.aside.display = busy is not None
        if self._view is not None and busy is not None:
            self.aside.show(self._view.day, self._page.now.date(), busy)

    @reported
    async def on_resize(self) -> None:
        """Show small months, or make room."""
        if self._view is None:
            return
        months = self._months_beside(self._view)
        call, shown = self.studio.call, self.shown
        self._draw_aside(await call(calendar.busy_days, *months, shown) if months else None)

    def _wear(self, face: Face) -> None:
        """Have another face be seen, with the keys going to it."""
        if face is not self.face:
            for each in self.faces.values():
                each.widget.display = each is face
            self.face = face
            self.set_focus(face.widget)

    def _tell_time(self, now: datetime) -> None:
        parts = (self._home.studio, self._home.person, time_words(now))
        self.title_bar.set_right(" · ".join(part for part in parts if part))

    @on(ScheduleGrid.CursorMoved)
    @on(MonthGrid.Moved)
    @on(AgendaList.Highlighted)
    @reported
    async def _keep_time(self) -> None:
        """Let the clock and the mark of now follow the keys: they do not move by themselves."""
        if self._now.date() != self._page.now.date():
            await self.show_again()
            return
        self._tell_time(self._now)
        self.grid.mark_now(self._now)

    # What other people do

    @reported
    async def _look(self) -> None:
        """Show what another program has written, leaving cursor and focus where they are."""
        if self._view is None:
            await self.begin()
            return
        if not self._beat.stirred():
            self._now = self.studio.desk.now()
            return
        version, self._now = await self.studio.call(calendar.pulse)
        if version == self._page.version:
            return
        view = self.here
        shown, (page, busy) = self._page, await self._read(view)
        self._page = page
        if replace(page, version=shown.version, now=shown.now) != shown:
            self._draw(view, page)
            self._draw_aside(busy)
            under = f" {self.spot.words}" if self.spot else ""
            self.tell(f"Calendar updated by somebody else.{under}")

    # Where to

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Until there is something to show there is nowhere to go."""
        return self._view is not None or action == "help"

    @property
    def here(self) -> View:
        """The view, with the day that the cursor is on."""
        view = self._view or self._usual()
        return view.around(self.spot.day) if self.spot else view

    async def go_to(
        self,
        day: date,
        at: time | None = None,
        schedule_id: int | None = None,
        record_id: int | None = None,
        kind: TimedKind = "session",
    ) -> None:
        """Show a day, with the cursor on a schedule and time if they are given.

        Args:
            day: The day, or a day of the week to show.
            at: Time of day; by default the one that the cursor is on.
            schedule_id: Whose column; by default the one that the cursor is on.
            record_id: The booking to stand on, where others share the slot.
            kind: Whether that is a session, an appointment, or a further date of a session.
        """
        view, spot = self.here, self.spot
        await self.show(replace(view, day=day) if view.kind == "agenda" else view.around(day))
        if spot is not None:
            schedule_id = schedule_id or spot.schedule_id
            block = self.find_block(kind, record_id, schedule_id) if schedule_id else None
            self.face.go(Spot(day, at=at or spot.at, schedule_id=schedule_id, block=block))
