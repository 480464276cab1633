"""What is done on the calendar with the booking under the cursor, or with those that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.base import reported
from studio_tui.screens.calendar_walking import CalendarWalking

if TYPE_CHECKING:
    from studio_tui.domain.block import Block
    from studio_tui.services.stored import Which
    from studio_tui.services.undoing import Undo

NOTHING = "Nothing is booked here."


class CalendarDeeds(CalendarWalking):
    """Cancelling, status, confirmation, and taking them back."""

    _news = ""
    """What was done, until something else is in front."""

    async def begin(self) -> None:
        """Show the calendar, and say what was done meanwhile."""
        await super().begin()
        if self._news:
            self.tell(self._news)

    def on_screen_suspend(self) -> None:
        """What was done has been read."""
        super().on_screen_suspend()
        self._news = ""

    def _here(self) -> Block | None:
        """The booking under the cursor; says so if there is none."""
        block = self.cursor_booking
        if block is None:
            self.tell(NOTHING)
        return block

    def _chosen(self) -> list[Which]:
        """The booking under the cursor."""
        block = self._here()
        return [(block.kind, block.record_id)] if block else []

    async def _did(self, undo: Undo) -> None:
        """Show what was done, and keep what takes it back."""
        self.studio_app.undo = undo
        key = self.key_name("calendar.undo")
        await self.say_again(f"{undo.words} {key} takes it back.")

    async def say_again(self, words: str) -> None:
        """Show the calendar anew and say something, now and once a panel has gone."""
        self._news = words
        await self.begin()

    @reported
    async def action_cancel(self) -> None:
        """Ask why it is cancelled."""
        from studio_tui.screens.cancelling import cancel_bookings

        if which := self._chosen():
            await cancel_bookings(self, which, self._did)

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
        from studio_tui.services import undoing

        done = self.studio_app.undo
        if done is None:
            self.tell("There is nothing to take back.")
            return
        await self.studio.call(undoing.undo, done)
        self.studio_app.undo = None
        await self.say_again(f"Taken back: {done.words}")

    async def action_cancelled(self) -> None:
        """Show cancelled bookings too, or hide them."""
        self.cancelled = not self.cancelled
        words = "Cancelled bookings and no-shows are shown too."
        await self.say_again(words if self.cancelled else "Cancelled bookings are hidden.")
