"""Session information: what, when, with whom, and at once whether the time is free."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from studio_tui.domain.clashes import clash_words, taken_words
from studio_tui.domain.words import MONTHS, WEEKDAYS, date_words
from studio_tui.errors import StudioError
from studio_tui.flows.session_fields import session_draft
from studio_tui.screens.dialogs import Question
from studio_tui.screens.wizard.form import FormPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from studio_tui.domain.clashes import Clash
    from studio_tui.services.availability import Check

PAUSE = 0.12
"""Seconds without a key before the time is checked."""
BOOKED = ("photographer", "assistant", "resource")
"""Fields that name somebody or something with a calendar of its own."""


class SessionInformationPage(FormPage):
    """The session's fields, who is busy beside them, and the next free times below."""

    PLACE = "session_information"

    _check: Check | None = None
    _refused: StudioError | None = None

    def renew(self) -> None:
        """Check the time that was brought along, too."""
        super().renew()
        self._look()

    def show_typed(self) -> None:
        """What was said about another time no longer holds."""
        self._check = self._refused = None
        super().show_typed()
        self._look()

    @work(exclusive=True, group="time")
    async def _look(self) -> None:
        await asyncio.sleep(PAUSE)
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
        if self._check is None:
            return {}
        answers = self.wizard.answers
        zone = answers.facts.catalogue.opening.zone
        said = {}
        for key in BOOKED:
            name = getattr(answers.value(key), "name", "")
            words = [
                clash_words(clash, zone).removeprefix(f"{name} ")
                for clash in self._check.clashes
                if clash.who == name
            ]
            if name:
                said[key] = f"! {'; '.join(words)}" if words else "free"
        return said

    def _say_offer(self) -> None:
        key = self.key_name("wizard.offer")
        if self._refused is not None:
            self.offer.say(self._refused.message, warn=True)
        elif self._check is not None:
            shut = [clash for clash in self._check.clashes if clash.kind == "closure"]
            zone = self.wizard.facts.catalogue.opening.zone
            said = [taken_words(tuple(shut), zone)] if shut else []
            if self._check.next_starts:
                said.append(f"{key} next times: {self._times(self._check.next_starts)}")
            warning = self._check.warning
            self.offer.say(" ".join(filter(None, (*said, warning))), warn=bool(shut or warning))
        elif self.wizard.answers.value("type") and not self.wizard.answers.text("start").strip():
            self.offer.say(f"{key} finds the next free time.")
        else:
            self.offer.say("")

    def _times(self, starts: Sequence[datetime]) -> str:
        moment = self.wizard.answers.value("date")
        day = moment.date if moment else self.wizard.facts.today
        return " · ".join(_time(start, day) for start in starts)

    async def action_offer(self) -> None:
        """Take the next free time."""
        try:
            taken = await self.wizard.next_start()
        except StudioError as error:
            self.report(error)
            return
        if taken is None:
            self.refuse(self._in_the_way())
            return
        self.form.show(self.wizard.answers)
        await self._look_now()
        key = self.key_name("wizard.offer")
        self.tell(f"{date_words(taken.start.date())}, {taken.start:%H:%M}. {key} again: the next.")

    def _in_the_way(self) -> tuple[tuple[str, str], ...]:
        """Why no free time can be looked for."""
        answers = self.wizard.answers
        read = [(key, answers.reading(key).problem) for key in ("type", "date", "start", "end")]
        return tuple((key, said) for key, said in read if said) or (
            ("type", "Choose a type first: it says how long the session takes."),
        )

    # What stands against the time

    def clash(
        self,
        clashes: tuple[Clash, ...],
        starts: tuple[datetime, ...],
        target: str,
        *,
        allowed: bool,
    ) -> None:
        """Ask, or refuse where the studio never books over another booking.

        Args:
            clashes: Who or what is busy.
            starts: The next free times.
            target: Page to go on to when it is booked all the same.
            allowed: Whether the studio leaves that to the person at the desk.
        """
        words = taken_words(clashes, self.wizard.facts.catalogue.opening.zone)
        if not allowed:
            more = f" Free: {self._times(starts)}." if starts else " Choose another time."
            self.refuse((("start", words + more),))
            return
        taken = [("next", f"Take {self._times(starts[:1])} instead")] if starts else []
        self.app.push_screen(
            Question(
                "The time is taken",
                words,
                (*taken, ("book", "Book all the same"), ("other", "Choose another time")),
            ),
            partial(self._clash_answered, target),
        )

    async def _clash_answered(self, target: str, answer: str | None) -> None:
        if answer == "book":
            self.wizard.agreed = session_draft(self.wizard.answers)
            await self.wizard.advance(target)
        elif answer == "next":
            await self.action_offer()
        else:
            self.form.focus_field("start")


def _time(start: datetime, day: date) -> str:
    """``15:30`` on the day itself, ``Sat 09:00`` in the week after, else with the date."""
    weekday = WEEKDAYS[start.weekday()][:3]
    distance = (start.date() - day).days
    if distance == 0:
        return f"{start:%H:%M}"
    if 0 < distance < 7:
        return f"{weekday} {start:%H:%M}"
    return f"{weekday} {start.day} {MONTHS[start.month - 1][:3]} {start:%H:%M}"
