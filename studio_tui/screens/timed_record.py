"""The record of something with a time: whether the time is free, and what is done if it is not.

A subclass says what `record` asks for; its fields of the time are keyed as a session's are.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work

from studio_tui import keys
from studio_tui.domain.booking import TakenError
from studio_tui.domain.words import date_words
from studio_tui.errors import StudioError
from studio_tui.flows import session_fields
from studio_tui.flows.field import Draft
from studio_tui.screens import times
from studio_tui.screens.base import reported
from studio_tui.screens.cancelling import cancel_bookings
from studio_tui.screens.record import RecordScreen
from studio_tui.screens.status_change import ask_status
from studio_tui.services import availability
from studio_tui.widgets.bars import Line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from textual.binding import BindingType
    from textual.widget import Widget

    from studio_tui.services.availability import Check
    from studio_tui.services.undoing import Undo
    from studio_tui.studio import Studio


class TimedRecordScreen(RecordScreen):
    """A record whose time can be moved."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("offer"), *keys.bindings("booked")]
    ASIDE = 1

    because = ""
    """Why it is stored over something, if the policy asks for that."""
    _check: Check | None = None
    _asked: Any = None
    """The draft whose time is, or will be, looked at."""

    def __init__(self, studio: Studio, record_id: int, **given: Any) -> None:
        """Prepare to show a record, as `RecordScreen` does."""
        super().__init__(studio, record_id, **given)
        self.time_line = Line()
        """What stands against the time, and which others are free."""

    def aside(self) -> Iterable[Widget]:
        """The time, below the form."""
        yield self.time_line

    # What is typed

    def begin(self, draft: Draft) -> None:
        """Show the record as it was read last; its time has not been looked at."""
        self._asked = None
        super().begin(draft)

    def type(self, key: str, text: str) -> None:
        """Take over what was typed; a time typed with the date is a new start."""
        self.change(session_fields.with_text(self.answers, key, text))

    def change(self, draft: Draft) -> None:
        """Read everything again; what was said about another time no longer holds."""
        super().change(draft)
        before, self._asked = self._asked, self.typed
        if not times.same(before, self._asked):
            self._check = None

    def show_typed(self) -> None:
        """Show what was made of a text, and look whether another time is free."""
        super().show_typed()
        if self._check is None:
            self._look()

    def extra(self) -> dict[str, str]:
        """Who is free or busy, beside their names."""
        return times.beside(self._check, self.answers) if self._check else {}

    # Whether the time is free

    @work(exclusive=True, group="time")
    async def _look(self) -> None:
        await asyncio.sleep(times.PAUSE)
        await self._look_now()

    async def _look_now(self) -> None:
        """Check the time, if it is another than the stored one, and say what stands against it."""
        draft, self._check = self.typed, None
        try:
            if draft is not None:
                self._check = await self.studio.call(availability.check, draft)
        except StudioError as error:
            self.time_line.say(error.message, warn=True)
        else:
            key = self.key_name("wizard.offer")
            said = times.offer(self._check, self.answers, key) if self._check else ("", False)
            self.time_line.say(said[0], warn=said[1])
        self.form.show(self.answers, extra=self.extra())

    @reported
    async def action_offer(self) -> None:
        """Take the next free time."""
        draft = self.typed
        if draft is None:
            self.refuse(self.problems())
            return
        found = await self.studio.call(availability.next_times, draft, limit=2)
        start = next((time for time in found if time > draft.start), None)
        if start is None:
            self.remind(f"No free time within {availability.LOOK_AHEAD} days.")
        else:
            await self.take_start(start)

    async def take_start(self, start: datetime) -> None:
        """Move the record to another start, without storing it yet."""
        self.change(session_fields.with_start(self.answers, start))
        await self._look_now()
        key = self.key_name("record.save")
        self.remind(f"{date_words(start.date())}, {start:%H:%M}. {key} saves it.")

    # What is done with it

    @reported
    async def action_status(self) -> None:
        """Ask for the next status."""
        if self._stored():
            await ask_status(self, self.record.draft.kind, self.record_id, self._done)

    @reported
    async def action_cancel(self) -> None:
        """Ask why it is cancelled."""
        if self._stored():
            await cancel_bookings(self, [(self.record.draft.kind, self.record_id)], self._done)

    def _stored(self) -> bool:
        """Whether what is shown is stored; else says what to do first."""
        self.settle()
        if self.touched:
            key = self.key_name("record.save")
            self.remind(f"{key} first: what you typed is not stored yet.")
        return not self.touched

    async def _done(self, undo: Undo) -> None:
        self.studio_app.undo = undo
        await self.reload(Draft())
        key = self.key_name("calendar.undo")
        self.remind(f"{undo.words} On the calendar {key} takes it back.")

    # When it is not

    def refused(self, error: StudioError) -> None:
        """Ask about a time that is taken; say the rest."""
        if isinstance(error, TakenError):
            self._taken(error)
        else:
            super().refused(error)

    def _taken(self, error: TakenError) -> None:
        """Ask, or refuse where the studio never books over another booking."""
        if not error.allowed:
            said = times.refused(error.message, error.next_starts, self.answers)
            self.refuse((("start", said),))
            return

        async def agreed(because: str) -> None:
            self.because = because
            await self.save(force=True)

        async def answered(answer: str | None) -> None:
            if answer == "force":
                await times.with_reason(self.app, agreed, asked=error.reason)
            elif start := times.taken(answer, error.next_starts):
                await self.take_start(start)
            else:
                self.form.focus_field("start")

        question = times.ask_about_taken(
            error.message, error.next_starts, self.answers, "Save all the same"
        )
        self.app.push_screen(question, answered)
