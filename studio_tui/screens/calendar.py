"""Home: the calendar, and what is done on it with the booking or the free slot under the cursor.

What it shows is in `calendar_frame`, how to walk about in `calendar_walking`. What is done there
works on `cursor_booking` or `spot`, which are the same in every view, and calls `show_again`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.words import quoted, time_words
from studio_tui.screens.base import reported
from studio_tui.screens.calendar_deeds import CalendarDeeds
from studio_tui.screens.calendar_faces import Spot, block_spot
from studio_tui.screens.opening import open_record
from studio_tui.widgets.agenda_list import AgendaList
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from textual.binding import BindingType

    from studio_tui.domain.block import Block
    from studio_tui.screens.write_in import WriteIn
    from studio_tui.widgets.grid_layout import Cursor


class CalendarScreen(CalendarDeeds):
    """The calendar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("calendar"),
        *keys.bindings("hubs"),
    ]
    PLACE = "calendar"
    HUB = "calendar"
    HELP_TEXT = (
        "The calendar shows who and what is booked. A bar in the colour of its type marks each "
        "booking; it stands in the columns of everybody and everything that takes part. Dots fill "
        "closed hours; booking there is allowed.\n\n"
        "There are six views on the keys 1 to 6; the one chosen last, its schedules and the length "
        "of its rows come back at the next start. A filter leaves bookings out, yet their time is "
        "still drawn as busy.\n\n"
        "Marks behind a name: ✓ confirmed, ! call warning, * notes, $ balance due. The line above "
        "the keys says in words what the cursor is on."
    )

    _offered = False
    _opened: Block | None = None
    """The booking that was opened last, until the calendar is in front again."""
    _writing: WriteIn | None = None
    """The panel in which a free slot is written in."""
    _written_at: Cursor | None = None
    """Where that is."""
    _unwritten = ""
    """What was typed on a free slot and left with Esc."""

    async def begin(self) -> None:
        """Show the calendar as it was left, with the cursor on what was done meanwhile."""
        await super().begin()
        self._follow_opened()
        self._follow_written()
        if self._home.studio and not self._offered:
            self._offered = True
            await self._offer_unfinished()

    # Booking and opening

    def prefill(self) -> dict[str, str]:
        """The day and whose column it is; the time too if nothing is booked there."""
        spot = self.spot
        if spot is None:
            return {}
        found = {"date": spot.day.isoformat()}
        if spot.block is None and spot.at is not None:
            found["start"] = time_words(spot.at)
        entry = next((e for e in self._page.shown if e.id == spot.schedule_id), None)
        if entry is None:
            return found
        named = {entry.role: entry.name} if entry.role else {}
        return found | {"who": entry.name} | named

    @property
    def likely_client(self) -> int | None:
        """The client of the booking under the cursor."""
        block = self.cursor_booking
        return block.client_id if block else None

    @on(ScheduleGrid.SlotChosen)
    @on(AgendaList.Chosen)
    @reported
    async def _open(self) -> None:
        """Open the booking, or book the free slot."""
        block = self.cursor_booking
        if block is None:
            await self.book()
        else:
            self._opened = block
            await open_record(self, block.kind, block.record_id, among=self.shown_ids(block.kind))

    def _follow_opened(self) -> None:
        """Stand on the booking that was open, if its time was changed within what is shown."""
        opened, self._opened = self._opened, None
        cursor = self.grid.cursor
        if opened is None or cursor is None or not self.here.gridded:
            return
        block = self.find_block(opened.kind, opened.record_id, opened.schedule_id)
        if block is not None and block.event_id not in {each.event_id for each in cursor.blocks}:
            self.face.go(block_spot(block))

    @reported
    async def action_linked(self) -> None:
        """Arrange an appointment for the client and session under the cursor."""
        from studio_tui.screens.wizard import start_booking

        block = self.cursor_booking
        await start_booking(
            self,
            self.prefill(),
            kind="linked",
            client_id=block.client_id if block else None,
            session_id=block.session_id if block else None,
        )

    @reported
    async def action_series(self) -> None:
        """List the dates of a recurring appointment, or begin one on a free slot."""
        from studio_tui.screens.series_scope import series_dates
        from studio_tui.screens.wizard import start_booking

        block = self.cursor_booking
        if block is None:
            weekly = {"repeat": "weekly"}
            await start_booking(self, self.prefill() | weekly, kind="unlinked")
            return
        panel = await series_dates(self, (block.kind, block.record_id))
        if panel is None:
            self.remind("It does not recur. A copy books it again; on a free slot a series begins.")
        else:
            self.app.push_screen(panel, self._picked_date)

    def _picked_date(self, picked: Hashable | None) -> None:
        if isinstance(picked, int):  # in turn with what is read when the calendar is in front again
            self.call_next(self._to_date, picked)

    @reported
    async def _to_date(self, picked: int) -> None:
        """Go to another date of the series."""
        from studio_tui.services import stored

        at = (await self.studio.call(stored.read, "appointment", picked)).draft.start
        whose = self.spot.schedule_id if self.spot else None
        await self.go_to(at.date(), at.time(), whose, picked, "appointment")

    def action_sheets(self) -> None:
        """Print the day or the week under the cursor."""
        from studio_tui.screens.calendar_sheets import offer_sheets

        if self.spot is not None:
            offer_sheets(self, self.spot, self._page.shown)

    # Hours, time off and closures

    @reported
    async def action_hours(self) -> None:
        """Show the hours of the schedule under the cursor."""
        from studio_tui.screens.hours import open_hours

        found = (self.spot.schedule_id if self.spot else None) or next(iter(self.shown), None)
        if found is not None:
            await open_hours(self, found)

    @reported
    async def action_closures(self) -> None:
        """Show the closures of the studio."""
        from studio_tui.screens.closures import open_closures

        await open_closures(self)

    @reported
    async def action_free(self) -> None:
        """Show the first free times from the day under the cursor on."""
        from studio_tui.screens.free_times import open_free_times

        day = self.spot.day if self.spot else None
        await open_free_times(self, day)

    # Bookings left unfinished

    async def _offer_unfinished(self) -> None:
        """At the start, say that a booking was left unfinished."""
        if self.studio.drafts.kept():
            from studio_tui.screens.wizard import offer_unfinished

            await offer_unfinished(self)

    @reported
    async def action_unfinished(self) -> None:
        """Go on with a booking that was not finished."""
        from studio_tui.screens.wizard.unfinished import ask_unfinished

        await ask_unfinished(self)

    # Writing in

    @reported
    async def action_write(self) -> None:
        """Ask what the free slot is for, and book an appointment of that text."""
        from studio_tui.screens.write_in import WriteIn

        cursor = self.grid.cursor if self.here.gridded else None
        slot: tuple[Cursor, datetime] | str
        if cursor is None:
            slot = "A free slot can be written in: go to the day or the week first."
        elif cursor.block is not None:
            slot = f"Taken: {self.spot.words if self.spot else ''}"
        else:
            from studio_tui.services import appointments

            at = cursor.column.schedule_id
            slot = cursor, await self.studio.call(appointments.quick_end, cursor.start, at)
        self._writing = WriteIn(slot, self._unwritten)
        self._written_at = cursor
        self.app.push_screen(self._writing)

    def _follow_written(self) -> None:
        """Stand on what was written in; text that was not is kept for the next time."""
        panel, self._writing = self._writing, None
        if panel is None:
            return
        self._unwritten = panel.left
        if panel.left:
            key = self.key_name("calendar.write")
            self.remind(f"Not written in: {quoted(panel.left)} is kept, {key} goes on with it.")
        elif panel.done is not None and self._written_at is not None:
            at, column = self._written_at.start, self._written_at.column
            found = self.find_block("appointment", panel.done.appointment_id, column.schedule_id)
            self.face.go(Spot(at.date(), "", at.time(), column.schedule_id, found))
            self.remind(f"Written in. {self.spot.words if self.spot else ''}")
