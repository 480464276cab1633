"""When can you take us: a few fields, and at once the first times at which somebody is free."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work

from studio_tui import keys
from studio_tui.domain.absences import day_month
from studio_tui.domain.catalogue import AppointmentTypeEntry, SessionTypeEntry
from studio_tui.domain.words import (
    date_short,
    listing,
    plural,
    relative_day,
    time_words,
)
from studio_tui.errors import StudioError
from studio_tui.flows import free_fields
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.times import PAUSE
from studio_tui.services import free_slots
from studio_tui.services.availability import LOOK_AHEAD
from studio_tui.services.preferences import remember
from studio_tui.widgets.bars import Line
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.availability import Search
    from studio_tui.flows.kinds import Kind
    from studio_tui.services.free_slots import Failed, FreeSlot


IN_FIELDS: Final = {"Choose": "Next field", "Fields": "Times"}
"""What keys are for while something is typed, by what they are for in the list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was looked for, and from when on."""

    search: Search
    since: datetime


class FreeTimesScreen(FormScreen, StudioScreen[None]):
    """Fields above, free times below; Enter on one books it."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("inner"), *keys.bindings("free")]
    PLACE = "free"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "The first times that suit, as you type. Without names it is whoever can: any "
        "photographer, and where the type has them any assistant and any room, the type's own "
        "first. Names are wanted all together, or with “or” between one of them: anna or ben, "
        "room 2.\n\n"
        "Buffers, opening hours, working hours, time off and closures are minded. What is wished "
        "for at a time of day, as after 16:00, begins and ends in it."
    )

    def __init__(self, base: StudioScreen[Any], facts: Facts, prefill: Mapping[str, str]) -> None:
        """Prepare to ask.

        Args:
            base: The screen that it is opened from, which shows what is booked.
            facts: What the fields need to know.
            prefill: Texts of fields by key.
        """
        super().__init__(base.studio)
        self._base, self._facts = base, facts
        self._draft = Draft(prefill=prefill)
        self._answers = Answers(free_fields.FIELDS, self._draft, facts)
        self._found: tuple[FreeSlot, ...] = ()
        self._asked: Asked | None = None
        """What the free times that are shown were found for."""
        self.form = Form(free_fields.FIELDS)
        self.form.follower = self.follow
        self.form.strict = True
        self.first = Line()
        """The first free time in words: the answer on the phone."""
        self.list = RecordList()
        self.list.set_columns(
            [ListColumn("Day", 15), ListColumn("Time", 11), ListColumn("", 10), ListColumn("With")]
        )
        self.list.follower = self._follow_row
        self.title_bar.set_left("First free times")
        self.title_bar.set_right(date_short(facts.today))

    def body(self) -> ComposeResult:
        """Fields, the first time in words, all of them."""
        yield self.form
        yield self.first
        yield self.list

    def on_mount(self) -> None:
        """Begin at what is wanted, where letters are typed; the times stand below at once."""
        self.form.show(self._answers)
        self._fit()
        self.form.focus_field(self.form.last_key)

    @reported
    async def on_screen_resume(self) -> None:
        """Look for what is free now, whatever was in front meanwhile."""
        await self._look_now()

    def key_pairs(self) -> list[tuple[str, str]]:
        """Enter books in the list, and goes on in the fields."""
        pairs = [pair for pair in super().key_pairs() if pair[1] != "Book"]
        said = {"Choose": "Book"} if self.focused is self.list else IN_FIELDS
        return [(key, said.get(word, word)) for key, word in pairs]

    # What is looked for

    @property
    def answers(self) -> Answers:
        """What was read."""
        return self._answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self._draft = self._draft.with_text(key, text)
        self._answers = Answers(free_fields.FIELDS, self._draft, self._facts)

    def show_typed(self) -> None:
        """Look for what is asked now."""
        super().show_typed()
        self._fit()
        self._look()

    def on_form_left(self, event: Form.Left) -> None:
        """Make room for what cannot be read."""
        super().on_form_left(event)
        self._fit()

    def on_resize(self) -> None:
        """Where lines are shorter there may be more of them."""
        self._fit()

    def _fit(self) -> None:
        """The fields get the lines that they need."""
        self.form.styles.height = self.form.lines

    def _wanted(self) -> Asked | None:
        search = free_fields.search_of(self.answers)
        return Asked(search, free_fields.not_before(self.answers)) if search else None

    @work(exclusive=True, group="free")
    async def _look(self) -> None:
        await asyncio.sleep(PAUSE)
        try:
            await self._look_now()
        except StudioError as error:
            self.report(error)

    async def _look_now(self) -> None:
        """Show the first free times for what is typed."""
        asked = self._wanted()
        found: tuple[FreeSlot, ...] = ()
        if asked is not None:
            found = await self.studio.call(free_slots.first_free, asked.search, asked.since)
        if asked != self._wanted():
            return  # typed on meanwhile: another look is under way
        self._asked, self._found = asked, found
        self.list.show([self._row(at, slot) for at, slot in enumerate(found)], self._nothing)
        self._say_first()
        self._speak()

    # What is shown

    @property
    def _nothing(self) -> str:
        """What the list says without any time in it."""
        if self._asked is None:
            return "Say what is wanted above."
        key = self.key_name("free.why")
        return f"Nothing free in {LOOK_AHEAD} days. {key} says why."

    def _row(self, at: int, slot: FreeSlot) -> Row:
        start, today = slot.start, self._facts.today
        day = day_month(start) if start.year == today.year else date_short(start)
        time = f"{time_words(start)}-{time_words(slot.end)}"
        return Row(at, (day, time, relative_day(start.date(), today), _names(slot)))

    def _say_first(self) -> None:
        """Say the first time, or why there is none."""
        problem = next(filter(None, map(self.answers.problem, self.answers.fields)), "")
        if self._asked is None or problem:
            self.first.say(problem, warn=bool(problem))
        elif not self._found:
            self.first.say(self._nothing, warn=True)
        else:
            self.first.say(f"First: {_words(self._found[0], self._facts.today)}")

    def _follow_row(self, row: Row) -> None:
        """Say the time under the cursor in full."""
        if self.focused is self.list:
            said = _words(self._found[int(str(row.key))], self._facts.today)
            self.tell(f"{said} · {self.list.position_words}")

    def _speak(self) -> None:
        """Say the time under the cursor, if it is in the list."""
        if self.list.row is not None:
            self._follow_row(self.list.row)

    def on_descendant_focus(self) -> None:
        """Say what the focus has come to, and what the keys are for there."""
        self.key_bar.set_keys(self.key_pairs())
        self._speak()

    # What is done

    def action_pane(self) -> None:
        """From the times to the fields, and back."""
        if self.focused is self.list:
            self.form.focus_field(self.form.last_key)
        else:
            self._to_list()

    @on(Form.Finished)
    def _to_list(self) -> None:
        """Go to the times, unless there are none because a field cannot be read."""
        self.settle()
        if problems := [
            (key, said) for key in self.answers.fields if (said := self.answers.problem(key))
        ]:
            self.refuse(problems)
        else:
            self.set_focus(self.list)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()

    async def book(self) -> None:
        """Book the time under the cursor."""
        await self._book()

    @on(RecordList.Chosen)
    @reported
    async def _book(self) -> None:
        """Book the time under the cursor, after a last look if something was typed since."""
        self.settle()
        if self._asked is None or self._asked != self._wanted():
            await self._look_now()
        row = self.list.row
        if row is None:
            self.remind("There is no free time to book.")
            return
        slot = self._found[int(str(row.key))]
        kind = self.answers.value("type")
        await self._remember()
        if isinstance(kind, AppointmentTypeEntry):
            self._ask_for_whom(slot)
        else:
            await self._start("session" if isinstance(kind, SessionTypeEntry) else "", slot)

    async def _remember(self) -> None:
        """Begin with the same type next time."""
        kind = self.answers.value("type")
        if kind.name != self._facts.catalogue.preferences.get(free_fields.TYPE):
            await self.studio.call(remember, free_fields.TYPE, kind.name)

    def _ask_for_whom(self, slot: FreeSlot) -> None:
        """An appointment may be with nobody."""

        @reported
        async def answered(self: FreeTimesScreen, answer: str | None) -> None:
            if answer:
                await self._start(answer, slot)

        choices = (("linked", "A client"), ("unlinked", "Nobody, unlinked"), ("", "Back"))
        question = Question("Arrange an appointment", "Whom is it with?", choices)
        self.app.push_screen(question, lambda answer: answered(self, answer))

    async def _start(self, kind: Kind | Any, slot: FreeSlot) -> None:
        from studio_tui.screens.wizard import start_booking

        prefill = free_fields.prefill_of(self.answers, slot.start, slot.claims)
        await start_booking(self, prefill, kind=kind)

    def after_booking(self) -> StudioScreen[Any]:
        """What was booked stands on the calendar."""
        self.app.pop_screen()
        return self._base.after_booking()

    # Why not earlier

    @reported
    async def action_why(self) -> None:
        """Say why the times before the one under the cursor are not free."""
        from studio_tui.screens.note import Reading

        self.settle()
        if self._asked is None or self._asked != self._wanted():
            await self._look_now()
        if self._asked is None:
            return
        row = self.list.row
        until = self._found[int(str(row.key))].start if row is not None else None
        failed = await self.studio.call(
            free_slots.why_not, self._asked.search, self._asked.since, until=until
        )
        if failed:
            self.app.push_screen(Reading(self._why_title(until), _why_text(failed)))
        else:
            self.remind("Nothing before it fails: what is asked for begins here, or is free too.")

    def _why_title(self, until: datetime | None) -> str:
        if until is None:
            return "Why nothing is free"
        return f"Why not before {day_month(until)} {time_words(until)}"


def _names(slot: FreeSlot) -> str:
    return ", ".join(claim.name for claim in slot.claims)


def _words(slot: FreeSlot, today: date) -> str:
    """``Fri 27 Nov 2026 (in 3 days), 14:00-15:00, Anna Berg and Camera room 1``."""
    near = relative_day(slot.start.date(), today)
    day = date_short(slot.start) + (f" ({near})" if near else "")
    who = listing([claim.name for claim in slot.claims])
    return f"{day}, {time_words(slot.start)}-{time_words(slot.end)}, {who}"


def _why_text(failed: tuple[Failed, ...]) -> str:
    lines = []
    for each in failed:
        at = "" if each.closed else f" {time_words(each.start)}"
        lines.append(f"{day_month(each.start)}{at}: {each.words}.")
    if len(failed) == free_slots.MOST_FAILED:
        lines.append(f"These are the first {plural(len(failed), 'time')}.")
    return "\n".join(lines)


async def open_free_times(base: StudioScreen[Any], day: date | None = None) -> None:
    """Show the first free times; awaited, so that what is typed meanwhile goes there.

    Args:
        base: The screen that it is opened from, which shows what is booked.
        day: From which day on; one in the past, or none, is today.
    """
    from studio_tui.screens.wizard.wizard import gathered

    facts, _ = await gathered(base)
    later = {"from": date_short(day)} if day and day > facts.today else {}
    await base.app.push_screen(FreeTimesScreen(base, facts, later))
