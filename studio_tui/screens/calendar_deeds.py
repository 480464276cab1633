"""What is done on the calendar with the booking under the cursor, or with those that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from studio_tui.domain.block import FREED, touched
from studio_tui.domain.words import plural
from studio_tui.errors import StudioError
from studio_tui.screens.base import reported
from studio_tui.screens.calendar_walking import CalendarWalking
from studio_tui.widgets.drag_grid import DragGrid

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.domain.block import Block
    from studio_tui.screens.dropping import Dropped
    from studio_tui.services.stored import Which
    from studio_tui.services.undoing import Undo
    from studio_tui.studio import Studio

NOTHING = "Nothing is booked here."


class CalendarDeeds(CalendarWalking):
    """Marks, moving, copying, cancelling, status, confirmation, and taking them back."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._marked: dict[int, Block] = {}
        """Marked bookings by their events, on whatever days."""

    async def say_again(self, words: str) -> None:
        """Show the calendar anew and say what was done."""
        self.remind(words)
        await self.begin()

    def _here(self) -> Block | None:
        """The booking under the cursor; says so if there is none."""
        block = self.cursor_booking
        if block is None:
            self.remind(NOTHING)
        return block

    async def _did(self, undo: Undo) -> None:
        """Show what was done, and keep what takes it back."""
        self.studio_app.undo = undo
        key = self.key_name("calendar.undo")
        await self.say_again(f"{undo.words} {key} takes it back.")

    # Marks

    def _follow(self) -> None:
        """Say what the cursor is on, and whether it is marked."""
        super()._follow()
        block = self.cursor_booking
        if block is not None and block.event_id in self._marked:
            self.tell(f"Marked: {self.spot.words if self.spot else ''}")

    def action_mark(self) -> None:
        """Mark the booking, or take its mark away."""
        block = self._here()
        if block is None:
            return
        if self._marked.pop(block.event_id, None) is None:
            self._marked[block.event_id] = block
            said = f"Marked, {len(self._marked)} in all."
        else:
            said = f"Not marked any more; {len(self._marked)} are."
        self._show_marks()
        self._follow()
        self.remind(f"{said} {self.spot.words if self.spot else ''}")

    def action_mark_day(self) -> None:
        """Mark all that one schedule has on a day, or take these marks away."""
        spot = self.spot
        if spot is None or spot.schedule_id is None:
            self.tell("Stand on a schedule or on one of its bookings first.")
            return
        found = {
            each.event_id: each
            for each in self.found
            if each.schedule_id == spot.schedule_id
            and each.status_kind not in FREED
            and spot.day in touched(each.start, each.end, spot.day, spot.day)
        }
        if not found:
            self.tell(f"Nothing is booked there. {spot.words}")
        elif found.keys() <= self._marked.keys():
            for event_id in found:
                del self._marked[event_id]
            self._show_marks()
            self.tell(f"{plural(len(found), 'mark')} taken away; {len(self._marked)} are left.")
        else:
            self._marked |= found
            self._show_marks()
            self.tell(f"{plural(len(found), 'booking')} marked, {len(self._marked)} in all.")

    def action_unmark(self) -> None:
        """Take all marks away."""
        count = len(self._marked)
        self._forget_marks()
        self._follow()
        self.remind(f"{plural(count, 'mark')} taken away." if count else "Nothing is marked.")

    def _forget_marks(self) -> None:
        self._marked.clear()
        self._show_marks()

    def _show_marks(self) -> None:
        self.grid.mark(frozenset(self._marked))

    def _chosen(self) -> list[Which]:
        """The bookings that are marked, else the one under the cursor: all dates of a session."""
        marked = dict.fromkeys((e.kind, e.record_id) for e in self._marked.values())
        if marked:
            return list(marked)
        block = self._here()
        return [(block.kind, block.record_id)] if block else []

    # Cancelling, status, confirmation

    @reported
    async def action_cancel(self) -> None:
        """Ask why it is cancelled."""
        from studio_tui.screens.cancelling import cancel_bookings

        if which := self._chosen():
            await cancel_bookings(self, which, self._cancelled)

    async def _cancelled(self, undo: Undo) -> None:
        self._forget_marks()
        await self._did(undo)

    @reported
    async def action_status(self) -> None:
        """Ask for the next status."""
        from studio_tui.screens.status_change import ask_status

        if block := self._here():
            await ask_status(self, block.kind, block.record_id, self._did)

    @reported
    async def action_confirm(self) -> None:
        """Say that the client has confirmed, or that it no longer holds."""
        from studio_tui.services import status_change

        if block := self._here():
            await self._did(
                await self.studio.call(status_change.confirm, block.kind, block.record_id)
            )

    @reported
    async def action_undo(self) -> None:
        """Take back what was done last."""
        if said := await self.take_back():
            await self.say_again(said)

    async def action_cancelled(self) -> None:
        """Show cancelled bookings too, or hide them."""
        self.cancelled = not self.cancelled
        words = "Cancelled bookings and no-shows are shown too."
        await self.say_again(words if self.cancelled else "Cancelled bookings are hidden.")

    # Moving and copying

    async def action_move(self) -> None:
        """Carry the booking, or those that are marked, somewhere else."""
        if (block := self._lead()) is not None:
            await self._carry(block)

    async def action_copy(self) -> None:
        """Carry a copy of the booking, or of those that are marked, somewhere."""
        if (block := self._lead()) is not None:
            await self._carry(block, copied=True)

    def _lead(self) -> Block | None:
        """The booking under the cursor; with marks, a marked one that is shown."""
        block = self.cursor_booking
        if not self._marked or (block is not None and block.event_id in self._marked):
            return self._here()
        shown = (each for each in self._page.blocks if each.event_id in self._marked)
        found = next(shown, None)
        if found is None:
            self.remind("The marked bookings are on other days; go there, or Backspace unmarks.")
        return found

    @on(DragGrid.Dragged)
    async def _drag(self, event: DragGrid.Dragged) -> None:
        """Carry the booking that the mouse has taken hold of."""
        cursor = self.grid.cursor
        if cursor is not None:
            day = self.grid.columns[event.down.column].day
            await self._carry(event.block, held=(event.down.row, day, event.ends))

    @reported
    async def _carry(
        self, lead: Block, *, copied: bool = False, held: tuple[int, date, bool] | None = None
    ) -> None:
        """Move bookings about until they are put down.

        Args:
            lead: The one that the cursor, or the mouse, has; all that are marked with it go along.
            copied: Whether they stay where they are.
            held: Row and day where the mouse took hold, and whether of the end.
        """
        from studio_tui.screens.calendar_moving import MoveScreen
        from studio_tui.services import moving

        which = lead.which
        marked = [each.which for each in self._marked.values()]
        together = marked if lead.event_id in self._marked else [which]
        records = await self.studio.call(moving.pick, together)
        drafts = [each.draft for each in records if (each.draft.kind, each.id) == which]
        if (drafts[0].start, drafts[0].end) != (lead.start, lead.end):
            raise StudioError("It stands elsewhere by now; look again.")
        screen = MoveScreen(self.studio, records, lead, self.here, self.shown, copied=copied)
        if held is not None:
            row, day, ends = held
            screen.hold(row, day, ends=ends)
        await self.app.push_screen(screen, self._put_down)

    def _put_down(self, done: Dropped | None) -> None:
        if done is not None:  # in turn with what is read when the calendar is in front again
            self.call_next(self._follow_moved, done)

    @reported
    async def _follow_moved(self, done: Dropped) -> None:
        """Stand where it was put, and open the emails that are wanted."""
        from studio_tui.screens.moved_mail import write_about

        self._forget_marks()
        self.studio_app.undo = done.undo
        key = self.key_name("calendar.undo")
        start, (kind, record_id) = done.draft.start, done.first
        await self.go_to(start.date(), start.time(), done.column, record_id, kind)
        await self.say_again(f"{done.words} {key} takes it back." if done.undo else done.words)
        for each in reversed(done.written):  # the first of them comes in front
            await write_about(self, each, done.mails)
