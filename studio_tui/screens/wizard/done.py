"""After Finish: the booking is shown where the wizard was opened, and what was ticked is done.

Everything is stored by then, and nothing that goes wrong here loses it. The order is the one in
which it is left again: the calendar stands on the booking; upon it lie the records to open, client
first, then session or appointment, invoice and payment; upon them the email; in front the wizard
for another appointment. Paper comes out of the printer meanwhile, and the line says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_short
from studio_tui.errors import StudioError
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.compose import compose
from studio_tui.screens.opening import open_already, open_record
from studio_tui.widgets.lines import fit, width_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.screens.opening import RecordKind
    from studio_tui.screens.wizard.wizard import Wizard

ROOM = 78
"""Cells of the line on the smallest terminal that the program is made for."""


@dataclass(frozen=True, slots=True)
class Done:
    """What Finish has stored."""

    draft: BookingDraft
    record_id: int
    """Of the session or the appointment."""
    number: str
    name: str
    """For whom, or what about."""
    client_id: int | None = None
    invoice_id: int | None = None
    payment_id: int | None = None
    more: int = 0
    """Further dates of a series."""

    @property
    def words(self) -> str:
        """``Booked 10000: Smith, Sara, Tue 24 Nov 14:00-15:00.``; names give way."""
        day = date_short(self.draft.start.date()).rpartition(" ")[0]
        when = f"{day} {self.draft.start:%H:%M}-{self.draft.end:%H:%M}"
        booked = "Booked" if self.draft.kind == "session" else "Arranged"
        booked += f" {number_words(self.number)}".rstrip()
        booked += f"{f' and {self.more} more' if self.more else ''}"
        room = ROOM - len(f"{booked}: , {when}.")
        return f"{booked}: {fit(self.name, min(room, width_of(self.name)))}, {when}."


def joined(said: str, more: str) -> str:
    """Both sentences, or the number of what was booked and the second, as there is room."""
    both = f"{said} {more}"
    return both if width_of(both) <= ROOM else f"{said.partition(':')[0]}. {more}"


class Afterwards:
    """What was ticked, done once the wizard has closed."""

    def __init__(self, wizard: Wizard, done: Done) -> None:
        self.wizard, self.done = wizard, done

    async def begin(self) -> None:
        """Show the booking, and do what was ticked; what fails is said, the rest is done."""
        base, ticked = self.wizard.base, self.wizard.answers.value
        shows = base.after_booking()
        if shows is not base:  # once that screen is in front
            self.wizard.base = shows
            shows.call_later(self.begin)
            return
        done = self.done
        steps: tuple[tuple[str, Callable[[], Awaitable[None]]], ...] = (
            ("open_client", partial(self._open, "client", done.client_id)),
            ("open_session", partial(self._open, "session", done.record_id)),
            ("open_appointment", partial(self._open, "appointment", done.record_id)),
            ("open_invoice", partial(self._open, "invoice", done.invoice_id)),
            ("open_payment", partial(self._open, "payment", done.payment_id)),
            ("mail", self._mail_session),
            ("mail_appointment", self._mail_appointment),
            ("another", self._arrange_another),
        )
        await self._show()
        base.remind(done.words)
        if ticked("print"):
            base.run_worker(self._print())
        failed = ""
        for key, step in steps:
            if ticked(key):
                try:
                    await step()
                except StudioError as error:
                    failed = error.message
        if failed:
            self._say(f"{failed} {done.words}", warn=True)

    @property
    def _front(self) -> StudioScreen[Any]:
        """The screen that lies in front of what is open already."""
        front = self.wizard.app.screen
        return front if isinstance(front, StudioScreen) else self.wizard.base

    def _say(self, words: str, *, warn: bool = False) -> None:
        self._front.remind(words, warn=warn)

    async def _show(self) -> None:
        """Stand on the booking, if the wizard was opened from the calendar."""
        base, draft = self.wizard.base, self.done.draft
        if isinstance(base, CalendarScreen):
            start, column = draft.start, self._column(base)
            day, at, kind = start.date(), start.time(), draft.kind
            await base.go_to(day, at, column, self.done.record_id, kind)

    def _column(self, base: CalendarScreen) -> int | None:
        """A column that the booking stands in, if possible the one under the cursor."""
        shown = [found for found in self._taken if found in base.shown]
        here = base.spot.schedule_id if base.spot else None
        return here if here in shown else next(iter(shown), None)

    @property
    def _taken(self) -> tuple[int | None, ...]:
        """Schedules that the booking takes time of."""
        draft, lists = self.done.draft, self.wizard.facts.catalogue
        if isinstance(draft, AppointmentDraft):
            return draft.schedule_ids
        people = {entry.id: entry.schedule_id for entry in lists.people}
        rooms = {entry.id: entry.schedule_id for entry in lists.resources}
        return (
            people.get(draft.photographer_id or 0),
            people.get(draft.assistant_id or 0),
            rooms.get(draft.resource_id or 0),
        )

    # What can be ticked

    async def _open(self, kind: RecordKind, record_id: int | None) -> None:
        """Open a record, unless it is open below: what was left open above it stays."""
        if record_id is not None and open_already(self._front, kind, record_id) is None:
            await open_record(self._front, kind, record_id, said=self.done.words)

    async def _mail_session(self) -> None:
        """Open the email with the confirmation attached, to be read, changed and sent by hand."""
        done, value = self.done, self.wizard.answers.value
        await compose(
            self._front,
            "session",
            done.record_id,
            letter_id=value("mail_letter").id,
            document=("confirmation", done.number),
            with_notes=bool(value("with_notes")),
        )

    async def _mail_appointment(self) -> None:
        """Open the email about an appointment."""
        letter = self.wizard.answers.value("mail_appointment_letter")
        await compose(self._front, "appointment", self.done.record_id, letter_id=letter.id)

    async def _print(self) -> None:
        """Print, and say on the screen in front where it is."""
        from studio_tui.printing import print_document

        done, notes = self.done, bool(self.wizard.answers.value("with_notes"))
        try:
            words = await print_document(
                self.wizard.studio, "confirmation", done.number, with_notes=notes
            )
        except StudioError as error:
            self._say(f"{error.message} {done.words}", warn=True)
        else:
            self._say(joined(done.words, words))

    async def _arrange_another(self) -> None:
        """Begin a linked appointment for the same client and session."""
        from studio_tui.screens.wizard.wizard import start_booking

        name = getattr(self.wizard.answers.value("photographer"), "name", "")
        await start_booking(
            self._front,
            {"who": name} if name else {},
            kind="linked",
            client_id=self.done.client_id,
            session_id=self.done.record_id,
        )
        self._say(self.done.words)
