"""The pages with a time: what, when, with whom, and at once whether the time is free."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from studio_tui.domain.clashes import taken_words
from studio_tui.domain.words import date_words
from studio_tui.errors import StudioError
from studio_tui.flows.booking import booking_draft
from studio_tui.flows.session_fields import with_start
from studio_tui.screens import times
from studio_tui.screens.wizard.form import FormPage

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Clash, Policy
    from studio_tui.services.availability import Check


class TimePage(FormPage):
    """What is booked, who is busy beside the names, and the next free times below."""

    _check: Check | None = None
    _refused: StudioError | None = None
    _asked: BookingDraft | None = None
    """What is booked whose time is, or will be, looked at."""

    def renew(self) -> None:
        """Check the time that was brought along, too."""
        super().renew()
        self._look()

    def show_typed(self) -> None:
        """What was said about another time no longer holds."""
        before, self._asked = self._asked, booking_draft(self.answers)
        if not times.same(before, self._asked):
            self._check = self._refused = None
        super().show_typed()
        self._look()

    @work(exclusive=True, group="time")
    async def _look(self) -> None:
        await asyncio.sleep(times.PAUSE)
        await self._look_now()

    async def _look_now(self) -> None:
        """Check the time and say what stands against it."""
        self._check = self._refused = None
        try:
            self._check = await self.wizard.check()
        except StudioError as error:
            self._refused = error
        self.form.show(self.wizard.answers, extra=self.extra())
        self._say_offer()

    def extra(self) -> dict[str, str]:
        """Who is free or busy, beside their names."""
        return times.beside(self._check, self.answers) if self._check else {}

    def _say_offer(self) -> None:
        key = self.key_name("wizard.offer")
        if self._refused is not None:
            self.offer.say(self._refused.message, warn=True)
        elif self._check is not None:
            said, warn = times.offer(self._check, self.answers, key)
            self.offer.say(said, warn=warn)
        elif self.wizard.answers.value("type") and not self.wizard.answers.text("start").strip():
            self.offer.say(f"{key} finds the next free time.")
        else:
            self.offer.say("")

    async def action_offer(self) -> None:
        """Take the next free time."""
        self.settle()
        try:
            taken = await self.wizard.next_start()
        except StudioError as error:
            self.report(error)
            return
        if taken is None:
            self.refuse(self._in_the_way())
            return
        await self._say_taken(taken.start)

    async def _say_taken(self, start: datetime) -> None:
        """Show another start and what stands against it."""
        self.form.show(self.wizard.answers)
        await self._look_now()
        key = self.key_name("wizard.offer")
        self.tell(f"{date_words(start.date())}, {start:%H:%M}. {key} again: the next.")

    def _in_the_way(self) -> tuple[tuple[str, str], ...]:
        """Why no free time can be looked for."""
        answers = self.wizard.answers
        read = [(key, answers.reading(key).problem) for key in ("type", "date", "start", "end")]
        return tuple((key, said) for key, said in read if said) or (
            ("type", "Choose a type first: it says how long it takes."),
        )

    # What stands against the time

    def clash(
        self,
        clashes: tuple[Clash, ...],
        starts: tuple[datetime, ...],
        target: str,
        rule: Policy,
    ) -> None:
        """Ask, or refuse where the studio never books over another booking.

        Args:
            clashes: Who or what is busy.
            starts: The next free times.
            target: Page to go on to when it is booked all the same.
            rule: Whether the studio leaves that to the person at the desk, and wants to know why.
        """
        words = taken_words(clashes, self.wizard.facts.catalogue.opening.zone)
        if rule == "never":
            self.refuse((("start", times.refused(words, starts, self.answers)),))
            return
        self.app.push_screen(
            times.ask_about_taken(words, starts, self.answers, "Book all the same"),
            partial(self._clash_answered, target, starts, rule),
        )

    async def _clash_answered(
        self, target: str, starts: tuple[datetime, ...], rule: Policy, answer: str | None
    ) -> None:
        if answer == "force":
            agree = partial(self._agree, target)
            await times.with_reason(self.app, agree, asked=rule == "reason")
        elif start := times.taken(answer, starts):
            self.wizard.change(with_start(self.answers, start))
            await self._say_taken(start)
        else:
            self.form.focus_field("start")

    async def _agree(self, target: str, because: str) -> None:
        """Go on although the time is taken."""
        self.wizard.agreed = booking_draft(self.wizard.answers)
        self.wizard.because = because
        await self.wizard.advance(target)


class SessionInformationPage(TimePage):
    """A session's."""

    PLACE = "session_information"


class AppointmentInformationPage(TimePage):
    """An appointment's."""

    PLACE = "appointment_information"
