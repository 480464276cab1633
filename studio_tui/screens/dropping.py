"""The panel in which a move or a copy is looked at before it is stored: old, new, and what else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain.booking import StaleError, TakenError
from studio_tui.domain.clashes import taken_words
from studio_tui.domain.numbers import UNNUMBERED, number_words
from studio_tui.domain.words import listing, plural
from studio_tui.errors import StudioError
from studio_tui.screens import times
from studio_tui.screens.dialogs import Panel
from studio_tui.screens.moved_mail import NOBODY, Mails
from studio_tui.screens.moved_words import due_words, few_words, new_words, old_words
from studio_tui.services import moving
from studio_tui.services.desk import Desk
from studio_tui.services.preferences import remember
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.moving import Shift
    from studio_tui.services.moving import Consequences, Look
    from studio_tui.services.stored import Stored, Which
    from studio_tui.services.undoing import Undo
    from studio_tui.studio import Studio

AROUND = 6
"""Lines of the panel and the screen besides text and ticks."""
MAILS = "calendar.move_mails"
"""Preference: which emails a person chose last when something was moved."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was moved or copied."""

    words: str
    first: Which
    """The booking that was under the cursor, or its copy."""
    draft: BookingDraft
    """It, as it was stored."""
    undo: Undo | None = None
    """Takes a move back; a copy is cancelled instead."""
    mails: Mails = NOBODY
    """To whom emails are wanted."""
    written: tuple[Which, ...] = ()
    """The bookings that they are about."""
    column: int | None = None
    """On whose schedule to stand."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing that may be done, or must be agreed to."""

    key: str
    label: str
    ticked: bool
    must: str = ""
    """What to say when it is not ticked and nothing can be done without it."""


class Ticks(RecordList):
    """Ticks; Enter takes what is shown, whatever the cursor is on."""

    class Taken(Message):
        """What is shown shall be done."""

    def action_choose(self) -> None:
        """Do it."""
        self.post_message(self.Taken())


class DropPanel(Panel["Dropped | None"]):
    """Shows old and new side by side, with every consequence as a tick."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("drop")
    PLACE = "drop"
    HELP_TEXT = (
        "Enter does what is shown, with everything that is ticked; Space ticks. What stands "
        "against the new time, and a time in the past, have to be ticked before.\n\n"
        "Emails open for you to read and send; nothing is sent by itself."
    )
    DEFAULT_CSS = """
    DropPanel .panel { width: 78; }
    """

    _look: Look
    _offered: Consequences

    def __init__(self, records: tuple[Stored, ...], shift: Shift, *, copied: bool) -> None:
        """Prepare to show.

        Args:
            records: The bookings as they were read, in order of time.
            shift: How far they go, and who takes part instead.
            copied: Whether they stay where they are.
        """
        super().__init__("Copy" if copied else "Move")
        self._records, self._shift, self._copied = records, shift, copied
        self._ticked: dict[str, bool] = {}
        """What was ticked or not by the person."""
        self._mails: dict[str, bool] = {}
        self._storing = False
        self.text = Static()
        self.list = Ticks()
        self.list.set_columns([ListColumn("", 3), ListColumn("")], headed=False)
        self.saying = Static(Content("Enter does it, Space ticks."), classes="panel--reading")

    async def read(self, studio: Studio) -> None:
        """Read what would come of it, before the panel is shown and whenever a tick changes.

        Raises:
            StudioError: When one of the bookings is gone.
        """
        call = studio.call
        if not self._mails:
            self._mails = await call(Desk.preference, MAILS, {"client": True}, personal=True)
        self._offered = await call(moving.consequences, self._records, self._shift)
        self._look = await call(
            moving.look,
            self._records,
            self._shift,
            linked=self._linked(),
            copied=self._copied,
        )

    def body(self) -> ComposeResult:
        """Old and new, the ticks, and what there is to say."""
        with VerticalScroll(can_focus=False, classes="panel--text"):
            yield self.text
        yield self.list
        yield self.saying

    def on_mount(self) -> None:
        """Wait for Enter."""
        self._show()
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the ticks need, as far as the screen has room; the text scrolls."""
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        room = max(4, height - AROUND)
        lines = min(len(self.ticks), room // 2)
        self.list.styles.height = max(1, lines)
        self.query_one(".panel--text").styles.max_height = max(1, room - lines)

    def _show(self) -> None:
        self.text.update(Content("\n".join(self.lines)))
        rows = [Row(e.key, ("[x]" if e.ticked else "[ ]", e.label)) for e in self.ticks]
        self.list.show(rows)
        self._fit(self.app.size.height)

    # What is shown

    @property
    def lines(self) -> list[str]:
        """Old and new side by side, and what stands against it."""
        look, steps = self._look, self._look.steps
        if len(self._records) == 1:
            one = steps[0]
            lines = [f"{one.record.client or one.record.draft.description or one.record.type_name}"]
            lines += [f"Old  {old_words(one)}", f"New  {new_words(one)}"]
        else:
            number = plural(len(self._records), "booking")
            lines = [
                f"{number}, {self._shift.words or 'at the same times'}",
                *few_words(steps[: len(self._records)]),
            ]
        if look.problem:
            lines.append(f"! {look.problem}")
        for each in steps:
            whose = (
                f"{number_words(each.record.number) or each.record.client} "
                if len(steps) > 1
                else ""
            )
            if each.clashes:
                lines.append(f"! {whose}{taken_words(each.clashes, look.zone)}")
            if each.warning:
                lines.append(f"! {whose}{each.warning}")
        if self._copied:
            lines.append("Invoices, payments and appointments are not copied.")
        return lines

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """What has to be agreed to, then what may be done along with it."""
        offered, look, found = self._offered, self._look, []
        if look.clashes and look.rule in ("prompt", "reason"):
            agree = "Do it although the time is not free"
            found.append(self._tick("over", agree, False, "Tick that it may be booked over."))
        if look.past:
            agree = "Do it although it is in the past"
            found.append(self._tick("past", agree, False, "Tick that it may be in the past."))
        if self._copied:
            return (*found, *self._mail_ticks())
        if offered.confirmed:
            found.append(self._tick("confirmed", "Confirmed is cleared", offered.unconfirms))
        found += self._linked_ticks()
        if offered.due:
            found.append(self._tick("due", due_words(offered), True))
        return (*found, *self._mail_ticks())

    def _linked_ticks(self) -> list[Tick]:
        """Appointments of the same day go along, and all of them to another day."""
        day = self._records[0].draft.start.date()
        return [
            self._tick(
                f"linked_{each.id}",
                f"Also: {each.words}",
                each.start.date() == day or bool(self._shift.start.days),
            )
            for each in self._offered.linked
        ]

    def _mail_ticks(self) -> list[Tick]:
        offered, found = self._offered, []
        if offered.client_email:
            label = f"Write to {offered.client_email} about the new time"
            found.append(self._tick("client", label, self._mails.get("client", False)))
        if offered.written:
            label = f"Write to {plural(offered.written, 'client')} about the new times"
            found.append(self._tick("client", label, self._mails.get("client", False)))
        if offered.photographer_email:
            label = f"Write to {offered.photographer_email}, who photographs"
            wanted = self._mails.get("photographer", False)
            found.append(self._tick("photographer", label, wanted))
        if any(each.ticked for each in found):
            wanted = self._mails.get("invite", True)
            found.append(self._tick("invite", "Their calendars are updated", wanted))
        return found

    def _tick(self, key: str, label: str, ticked: bool, must: str = "") -> Tick:
        return Tick(key, label, self._ticked.get(key, ticked), must)

    def _linked(self) -> tuple[int, ...]:
        """Ids of the appointments that go along."""
        if self._copied:
            return ()
        ticked = [each.ticked for each in self._linked_ticks()]
        both = zip(self._offered.linked, ticked, strict=True)
        return tuple(each.id for each, wanted in both if wanted)

    # Keys

    async def action_tick(self) -> None:
        """Tick, or take the tick away; appointments that go along are looked at too."""
        if self.list.row is None:
            return
        key = str(self.list.row.key)
        ticked = next(each.ticked for each in self.ticks if each.key == key)
        self._ticked[key] = not ticked
        if key.startswith("linked_"):
            await self._again()
        self._show()

    async def _again(self) -> None:
        try:
            await self.read(self.studio)
        except StudioError as error:
            self.say(error.message)

    def say(self, words: str) -> None:
        """Say why it is not done."""
        self.saying.add_class("-refused")
        self.saying.update(Content(f"! {words}"))

    def action_close(self) -> None:
        """Go on moving it."""
        self.dismiss(None)

    async def on_ticks_taken(self) -> None:
        """Do it, once everything that must be is ticked."""
        missing = next((each.must for each in self.ticks if each.must and not each.ticked), "")
        if self._look.problem:
            self.say(self._look.problem)
        elif self._look.clashes and self._look.rule == "never":
            self.say("The time is not free, and the studio never books over. Esc moves it on.")
        elif missing:
            self.say(missing)
        else:
            wanted = bool(self._look.clashes) and self._look.rule == "reason"
            await times.with_reason(self.app, self._store, asked=wanted)

    async def _store(self, because: str) -> None:
        """Store it; what has come in between is shown first."""
        if self._storing:
            return
        self._storing = True
        try:
            done = await self._stored(because)
        except StaleError as error:
            await self._changed_meanwhile(error)
        except TakenError as error:
            await self._again()
            self._show()
            self.say(error.message)
        except StudioError as error:
            self.say(error.message)
        else:
            await self._remember()
            self.dismiss(done)
        finally:
            self._storing = False

    async def _stored(self, because: str) -> Dropped:
        call, shift = self.studio.call, self._shift
        wanted = {each.key for each in self.ticks if each.ticked}
        force, records = "over" in wanted, self._records
        step = self._look.steps[0]
        undo = None
        if self._copied:
            made = await call(moving.copy, records, shift, force=force, because=because)
            after = [each.which for each in made]
            named = [number_words(each.number) or UNNUMBERED for each in made]
            words = f"Booked again: {listing(named)}."
        else:
            along = moving.Along("confirmed" in wanted, self._linked(), "due" in wanted)
            undo = await call(moving.move, records, shift, along, force=force, because=because)
            after, words = [(each.draft.kind, each.id) for each in records], undo.words
        return Dropped(
            words,
            after[0],
            step.draft,
            undo,
            Mails("client" in wanted, "photographer" in wanted, "invite" in wanted),
            tuple(each for each, was in zip(after, records, strict=True) if was.email)
            if self._offered.written
            else (after[0],),
        )

    async def _remember(self) -> None:
        """Propose the same emails the next time."""
        shown = {each.key: each.ticked for each in self._mail_ticks()}
        if shown:
            await self.studio.call(remember, MAILS, self._mails | shown)

    async def _changed_meanwhile(self, error: StaleError) -> None:
        """Show what somebody else has made of it; it goes where it was put, from there."""
        which = [(each.draft.kind, each.id) for each in self._records]
        before = self._records
        try:
            self._records = await self.studio.call(moving.pick, which)
        except StudioError as gone:
            self.say(gone.message)
            return
        if len(before) == 1:
            old, new = before[0].draft, self._records[0].draft
            moved = (old.start - new.start, old.end - new.end)
            shift = self._shift
            self._shift = replace(shift, start=shift.start + moved[0], end=shift.end + moved[1])
        await self._again()
        self._show()
        both = [
            f"{label} {now or 'none'}, was {was or 'none'}" for label, now, was in error.differences
        ]
        self.say(f"Somebody else changed it: {'; '.join(both)}. Enter does it all the same.")
