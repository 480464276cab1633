"""The dates of a session: the list on its record, and what is done with one of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from studio_tui.domain.booking import StaleError, TakenError
from studio_tui.domain.numbers import record_words
from studio_tui.domain.words import date_short, duration_words, listing, quoted, stretch_words
from studio_tui.errors import StudioError
from studio_tui.records import session_date
from studio_tui.screens import times
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.record_tabs import Tab
from studio_tui.services import availability, dates
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from studio_tui.domain.booking import DateDraft
    from studio_tui.flows.field import Answers, Facts
    from studio_tui.screens.session_record import SessionRecordScreen
    from studio_tui.services.dates import DateRecord
    from studio_tui.services.undoing import Undo

NAME = "Dates"


def session_dates_tab(found: Sequence[DateRecord]) -> Tab:
    """The dates of a session, the earliest first."""
    return Tab(
        NAME,
        (
            ListColumn("Date", 15),
            ListColumn("Time", 12),
            ListColumn("", 7),
            ListColumn("Description", weight=3),
            ListColumn("Who and where", weight=4),
        ),
        tuple(Row(each.id, _cells(each)) for each in found),
        makes="date",
    )


def _cells(each: DateRecord) -> tuple[str, ...]:
    draft = each.draft
    state = "main" if each.primary else "hidden" if draft.hidden else ""
    drive = f"drive {duration_words(draft.drive)}" if draft.drive else ""
    where = ", ".join(filter(None, (listing(each.who), each.outside_location, drive)))
    when = stretch_words(draft.start, draft.end)
    return date_short(draft.start), when, state, draft.description, where


class DatePanel(FormPanel[str]):
    """Asks when a date of a session is, who takes part and where; returns what was done."""

    HELP_TEXT = (
        "A session may have several dates, each with its own people and place. A new one starts "
        "as a copy of the one before, so that a series needs only its date typed.\n\n"
        "What stands against the time is said beside the names and in the line."
    )

    def __init__(
        self, record: DateRecord, facts: Facts, descriptions: tuple[str, ...], *, new: bool
    ) -> None:
        """Prepare to ask.

        Args:
            record: The date, or the one that a new one is copied from.
            facts: What the fields need to know.
            descriptions: What the studio's list offers.
            new: Whether it is added.
        """
        title = "Add a date" if new else f"Date {record.place} of {record.of}"
        text = f"{record.client}, {record.type_name}, {record_words('session', record.number)}"
        fields = session_date.fields(record, descriptions)
        super().__init__(title, text, fields, facts, kept=("description",))
        self._base = replace(record.draft, id=None, hidden=False) if new else record.draft
        self._check: availability.Check | None = None

    # Whether the time is free

    def type(self, key: str, text: str) -> None:
        """Take over what was typed; what was said about another time no longer holds."""
        before = self._drafted()
        super().type(key, text)
        if not times.same(before, self._drafted()):
            self._check = None

    def show_typed(self) -> None:
        """Show what was made of a text, and look whether the time is free."""
        super().show_typed()
        if self._check is None:
            self._look()

    def _drafted(self) -> DateDraft | None:
        return session_date.date_draft(self.answers, self._base)

    @work(exclusive=True, group="time")
    async def _look(self) -> None:
        await asyncio.sleep(times.PAUSE)
        draft = self._drafted()
        if draft is None:
            return
        try:
            self._check = await self.studio.call(availability.check, draft)
        except StudioError as error:
            self.line.say(error.message, warn=True, whole=True)
            return
        words, warn = times.offer(self._check, self.answers, "")
        self.line.say(words.strip().capitalize(), warn=warn)
        self.form.show(self.answers, extra=times.beside(self._check, self.answers))

    # Storing

    async def accept(self, answers: Answers) -> None:
        """Store the date."""
        draft = session_date.date_draft(answers, self._base)
        if draft is None:
            self._done = False
            self.refuse((("date", "A date needs a day, a start and an end."),))
            return
        await self._store(draft)

    async def _store(self, draft: DateDraft, *, force: bool = False, because: str = "") -> None:
        call = self.studio.call
        said = "Date added."
        if draft.id is None:
            await call(dates.add, draft, force=force, because=because)
        else:
            saved = await call(dates.save, draft, force=force, because=because)
            said = " ".join(("Date changed.", *saved.sentences))
        self.dismiss(said)

    def refused(self, error: StudioError) -> None:
        """Ask about a time that is taken; show what somebody else has changed; say the rest."""
        if isinstance(error, StaleError):
            self._base = replace(self._base, version=error.version)
            both = [
                f"{label} {quoted(now) if now else 'none'}, yours {quoted(own) if own else 'none'}"
                for label, now, own in error.differences
            ]
            said = "; ".join(both) or "another part of the session"
            self.line.say(
                f"Somebody else changed it: {said}. Again saves yours.", warn=True, whole=True
            )
        elif isinstance(error, TakenError) and error.allowed:
            self._ask(error)
        else:
            super().refused(error)

    def _ask(self, error: TakenError) -> None:
        draft = self._drafted()
        if draft is not None:
            again = partial(self._store, draft, force=True)
            ask_to_force(self, error, "Save all the same", again, self._refused_again)

    def _refused_again(self, error: StudioError) -> None:
        self.line.say(error.message, warn=True, whole=True)


def ask_to_force(
    screen: Any,
    error: TakenError,
    label: str,
    again: Callable[..., Awaitable[None]],
    failed: Callable[[StudioError], None],
) -> None:
    """Ask whether something is done although the time is taken.

    Args:
        screen: Where it is asked.
        error: What stands against it.
        label: What doing it all the same is called.
        again: Does it, with ``because``.
        failed: Told why it could not be done all the same.
    """

    async def agreed(because: str) -> None:
        try:
            await again(because=because)
        except StudioError as refused:
            failed(refused)

    async def answered(answer: str | None) -> None:
        if answer == "force":
            await times.with_reason(screen.app, agreed, asked=error.reason)

    choices = (("", "Back"), ("force", label))
    question = Question("The time is taken", error.message, choices, esc="")
    screen.app.push_screen(question, answered)


# What is done with them


async def add_date(screen: SessionRecordScreen) -> None:
    """Add a date that starts as a copy of the last one."""
    found = await screen.studio.call(dates.of_session, screen.record_id)
    await _ask_date(screen, found[-1], new=True)


async def _ask_date(screen: SessionRecordScreen, record: DateRecord, *, new: bool) -> None:
    @reported
    async def closed(screen: SessionRecordScreen, said: str | None) -> None:
        if said:
            await screen.renew(said)

    names = await screen.studio.call(dates.descriptions)
    panel = DatePanel(record, screen.facts, names, new=new)
    screen.app.push_screen(panel, partial(closed, screen))


async def ask_about_date(screen: SessionRecordScreen, event_id: int) -> None:
    """Ask what is to be done with a date, and do it.

    Raises:
        GoneError: When it is gone.
    """
    record = await screen.studio.call(dates.get, event_id)
    shown = "Show it on the calendar" if record.draft.hidden else "Keep it off the calendar"
    further = [("main", "Make it the main date"), ("hide", shown), ("remove", "Remove it")]
    choices = [("change", "Change it"), ("copy", "Add another like it")]
    choices += [*([] if record.primary else further), ("", "Back")]

    @reported
    async def chosen(screen: SessionRecordScreen, answer: str | None) -> None:
        if answer in ("change", "copy"):
            await _ask_date(screen, record, new=answer == "copy")
        elif answer:
            await _do(screen, record, answer)

    title = f"Date {record.place} of {record.of}"
    screen.app.push_screen(Question(title, f"{record.words}.", choices), partial(chosen, screen))


async def _do(screen: SessionRecordScreen, record: DateRecord, answer: str) -> None:
    """Hide a date, show it, remove it or make it the main one."""
    call = screen.studio.call
    if answer == "main":
        await call(dates.make_primary, record)
        await screen.renew("It is the main date now: the session's own fields are those of it.")
    elif answer == "remove":
        await _done(screen, await call(dates.remove, record))
    else:
        await _hide(screen, record)


async def _hide(
    screen: SessionRecordScreen, record: DateRecord, *, force: bool = False, because: str = ""
) -> None:
    try:
        done = await screen.studio.call(dates.hide, record, force=force, because=because)
    except TakenError as error:
        if not error.allowed or force:
            raise
        again = partial(_hide, screen, record, force=True)
        ask_to_force(screen, error, "Show it all the same", again, screen.report)
        return
    await _done(screen, done)


async def _done(screen: SessionRecordScreen, undo: Undo) -> None:
    """Show what was done, which can be taken back on the calendar."""
    screen.studio_app.undo = undo
    key = screen.key_name("calendar.undo")
    await screen.renew(f"{undo.words} On the calendar {key} takes it back.")
