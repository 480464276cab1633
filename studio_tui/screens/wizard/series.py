"""All dates of a recurring appointment, and what is decided about those that are not free."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work

from studio_tui import keys
from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.clashes import clash_words
from studio_tui.domain.recurrence import Choice, choices_text
from studio_tui.domain.words import date_short, plural, stretch_words
from studio_tui.errors import StudioError
from studio_tui.flows.booking import booking_draft
from studio_tui.flows.repeat_fields import DATES, series_plan
from studio_tui.screens import times
from studio_tui.screens.dialogs import Question
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.services import series
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.recurrence import Plan
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard
    from studio_tui.services.series import Occurrence


class Dates(RecordList, inherit_bindings=False):
    """One line a date; the keys are the page's, so that they are dealt with one after the other."""


class SeriesPage(WizardPage):
    """Every date is seen before anything is booked; those that are taken want a decision."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("series")
    PLACE = "series"

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        self.dates = Dates()
        self.dates.set_columns(
            [ListColumn("Date", 15), ListColumn("Time", 11), ListColumn("What stands against it")]
        )
        self.dates.follower = self._follow
        self._seen: tuple[Occurrence, ...] = ()

    def content(self) -> ComposeResult:
        """The dates."""
        yield self.dates

    async def on_mount(self) -> None:  # type: ignore[override]
        """Look at every date before the next key is taken."""
        super().renew()
        self.dates.focus()
        try:
            await self.look()
        except StudioError as error:
            self.report(error)

    def renew(self) -> None:
        """Look at every date again."""
        super().renew()
        self._look()

    def action_cursor_up(self) -> None:
        """Date above."""
        self.dates.action_cursor_up()

    def action_cursor_down(self) -> None:
        """Date below."""
        self.dates.action_cursor_down()

    def action_cursor_first(self) -> None:
        """First date."""
        self.dates.action_cursor_first()

    def action_cursor_last(self) -> None:
        """Last date."""
        self.dates.action_cursor_last()

    # What there is to see

    @property
    def _asked(self) -> tuple[AppointmentDraft, Plan] | None:
        """What is to be booked."""
        draft, plan = booking_draft(self.wizard.answers), series_plan(self.wizard.answers)
        return (draft, plan) if isinstance(draft, AppointmentDraft) and plan else None

    @work(exclusive=True, group="dates")
    async def _look(self) -> None:
        try:
            await self.look()
        except StudioError as error:
            self.report(error)

    async def look(self) -> tuple[Occurrence, ...]:
        """Read what stands against each date, and show it."""
        if self._asked is not None:
            self._seen = await self.studio.call(series.preview, *self._asked)
        first = next((each.day for each in self._seen if each.undecided), None)
        begun = self.dates.row is None
        self.dates.show([self._row(each) for each in self._seen])
        if begun and first is not None:
            self.dates.move_to(first)
        self._say_offer()
        if self.dates.row is not None:
            self._follow(self.dates.row)
        return self._seen

    def _row(self, each: Occurrence) -> Row:
        when = stretch_words(each.start, each.end)
        return Row(
            each.day,
            (date_short(each.start.date()), when, self._said(each)),
            warn=each.undecided,
        )

    def _said(self, each: Occurrence) -> str:
        if each.skipped:
            return "skipped"
        zone = self.wizard.facts.catalogue.opening.zone
        moved = each.choice is not None and each.choice.deed == "move"
        taken = "; ".join(clash_words(clash, zone) for clash in each.clashes)
        parts = (
            f"moved from {date_short(each.day)}" if moved else "",
            "all the same" if each.forced and each.clashes else "",
            each.problem or taken or ("" if each.warning else "free"),
            each.warning,
        )
        return " · ".join(filter(None, parts))

    def _say_offer(self) -> None:
        open_ones = sum(each.undecided for each in self._seen)
        left = sum(each.skipped for each in self._seen)
        booked = plural(len(self._seen) - left, "date")
        if open_ones:
            key = self.key_name("wizard.offer")
            said = f"{open_ones} of {booked} not free: Enter decides, Space skips, {key} moves."
            self.offer.say(said, warn=True)
        else:
            self.offer.say(f"{booked}{f', {left} skipped' if left else ''}.")

    def _follow(self, row: Row) -> None:
        each = next((seen for seen in self._seen if seen.day == row.key), None)
        if each is not None:
            said = f"{date_short(each.start.date())}, {each.start:%H:%M}: {self._said(each)}."
            self.line.say(said.replace("..", "."), warn=each.undecided)

    @property
    def _here(self) -> Occurrence | None:
        row = self.dates.row
        return next((each for each in self._seen if row and each.day == row.key), None)

    # What is decided

    async def _decide(self, choices: dict[date, Choice | None]) -> None:
        """Take decisions about some dates; None: as the rule says."""
        if self._asked is None:
            return
        made = dict(self._asked[1].choices)
        for day, choice in choices.items():
            made.pop(day, None)
            if choice is not None:
                made[day] = choice
        self.wizard.type(DATES.key, choices_text(made))
        try:
            await self.look()
        except StudioError as error:
            self.report(error)

    async def action_skip(self) -> None:
        """Skip the date, or take it in again."""
        if (here := self._here) is not None:
            await self._decide({here.day: None if here.skipped else Choice("skip")})

    async def action_offer(self) -> None:
        """Move the date to the next free time."""
        here, asked = self._here, self._asked
        if here is None or asked is None:
            return
        choice = here.choice if here.choice and here.choice.deed == "move" else None
        try:
            start = await self.studio.call(series.next_start, asked[0], here.day, choice)
        except StudioError as error:
            self.report(error)
            return
        await self._decide({here.day: Choice("move", start)})

    @on(RecordList.Chosen)
    def action_choose(self) -> None:
        """Ask what shall become of the date."""
        here = self._here
        if here is None:
            return
        taken = [each for each in self._seen if each.undecided]
        choices = [("move", "Move it to the next free time"), ("skip", "Skip this date")]
        if here.clashes and here.rule not in ("never", "always") and not here.problem:
            choices.append(("force", "Book it all the same"))
        if len(taken) > 1:
            choices.append(("skip_all", f"Skip all {len(taken)} that are not free"))
        if here.choice is not None:
            choices.insert(0, ("none", "As the rule says"))
        choices.append(("back", "Back"))
        title = f"{date_short(here.start.date())}, {here.start:%H:%M}"
        self.app.push_screen(Question(title, self._said(here), choices), self._answered)

    async def _answered(self, answer: str | None) -> None:
        here = self._here
        if here is None:
            return
        if answer == "move":
            await self.action_offer()
        elif answer == "skip_all":
            await self._decide({each.day: Choice("skip") for each in self._seen if each.undecided})
        elif answer in ("skip", "none"):
            await self._decide({here.day: Choice("skip") if answer == "skip" else None})
        elif answer == "force":
            reason = here.rule == "reason" and not self.wizard.because
            await times.with_reason(self.app, partial(self._force, here.day), asked=reason)

    async def _force(self, day: date, because: str) -> None:
        self.wizard.because = because or self.wizard.because
        await self._decide({day: Choice("force")})

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Stand on the first date that wants a decision."""
        super().refuse(problems)
        first = next((each.day for each in self._seen if each.undecided), None)
        if first is not None:
            self.dates.move_to(first)
            super().refuse(problems)
