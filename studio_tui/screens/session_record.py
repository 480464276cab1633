"""A session as it is stored, to read and to change: time, people, status, notes, history."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work

from studio_tui import keys
from studio_tui.domain.booking import GoneError, StaleError, TakenError
from studio_tui.domain.words import date_short, date_words, plural
from studio_tui.errors import StudioError
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.records import session as record_fields
from studio_tui.screens import times
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.session_changes import ask_whose
from studio_tui.services import availability, booking, catalogue, search, sessions
from studio_tui.services.desk import Desk
from studio_tui.widgets.bars import ClientBar, Line, Rule
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.booking import SessionDraft
    from studio_tui.services.availability import Check
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.studio import Studio

AROUND = 7
"""Lines of the screen that are neither form nor history."""
FORM = 15
"""Lines of the form when nothing is wrong."""


class SessionRecordScreen(FormScreen, StudioScreen[None]):
    """One session. What is typed is stored by Ctrl+S, all of it or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("record"), *keys.bindings("offer")]
    PLACE = "record"
    HELP_TEXT = (
        "Everything about the session can be changed here; nothing is stored before you save. "
        "When the start moves, the end keeps its distance. Moving a confirmed session takes "
        "Confirmed away, as the client has not agreed to the new time.\n\n"
        "Below is what happened to the session, the newest first."
    )

    DEFAULT_CSS = """
    SessionRecordScreen.-low { Rule, RecordList { display: none; } }
    """

    record: SessionRecord
    facts: Facts
    _answers: Answers
    _check: Check | None = None
    _asked: SessionDraft | None = None
    """The session whose time is, or will be, looked at."""
    _opened = False
    """Whether there is a session to show."""
    _saving = False

    def __init__(self, studio: Studio, session_id: int) -> None:
        """Prepare to show a session.

        Args:
            studio: The open studio.
            session_id: The session's id.
        """
        super().__init__(studio)
        self.session_id = session_id
        self.client_bar = ClientBar()
        self.time_line = Line()
        """What stands against the time, and which others are free."""
        self.form = Form(())
        self.history = RecordList()
        self.history.set_columns(
            [ListColumn("When", 17), ListColumn("Who", 14), ListColumn("What")], headed=False
        )
        self.history.follower = self._tell_history

    def body(self) -> ComposeResult:
        """Client, form, history; the form comes when the session has been read."""
        self._divide(self.app.size.height)
        yield self.client_bar
        yield Rule()
        yield self.time_line
        yield Rule("History")
        yield self.history

    async def on_mount(self) -> None:
        """Read the session and show it, all at once."""
        with self.app.batch_update():
            try:
                await self._open()
            except StudioError as error:
                self.report(error)

    async def _open(self) -> None:
        await self.read()
        casing = self.facts.catalogue.preferences["names.casing"]
        self.form = Form(record_fields.fields(self.record), casing=casing, kept=("description",))
        self.form.follower = self.follow
        await self.mount(self.form, before=self.time_line)
        self._opened = True
        self.begin(Draft())
        self.form.focus_field("type")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing can be done to a session that is not there."""
        return self._opened or action not in ("save", "print", "offer")

    async def read(self) -> None:
        """Read what is stored, and what there is to choose from."""
        call = self.studio.call
        self.record = await call(sessions.get, self.session_id)
        self.facts = Facts(await call(Desk.today), await call(catalogue.catalogue))
        client = await call(search.client, self.record.client_id)
        known = plural(client.sessions, "session") if client else ""
        self.client_bar.set_client(
            " · ".join(filter(None, (self.record.client, self.record.phone, known))),
            self.record.call_warning,
        )

    def begin(self, draft: Draft) -> None:
        """Show the session as it was read last, with what a draft changes.

        Args:
            draft: Texts typed over what is stored.
        """
        record, today = self.record, self.facts.today
        self.title_bar.set_left(f"Session {record.number} · {record.type_name}")
        self.title_bar.set_right(date_short(today))
        lines = record_fields.history(record, today)
        self.history.show([Row(at, cells) for at, cells in enumerate(lines)])
        self._asked = None
        self.change(draft)
        self.show_typed()

    # What is typed

    @property
    def answers(self) -> Answers:
        """What was read last."""
        return self._answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed in a field."""
        self.change(session_fields.with_text(self.answers, key, text))

    def change(self, draft: Draft) -> None:
        """Read everything again; what was said about another time no longer holds."""
        self._answers = Answers(record_fields.fields(self.record), draft, self.facts)
        before, self._asked = self._asked, self.typed
        if not times.same(before, self._asked):
            self._check = None

    @property
    def typed(self) -> SessionDraft | None:
        """The session as it should be; None while it has no time."""
        return record_fields.session_draft(self.answers, self.record)

    def show_typed(self) -> None:
        """Show what was made of a text, and look whether another time is free."""
        super().show_typed()
        if self._check is None:
            self._look()

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

    def extra(self) -> dict[str, str]:
        """Who is free or busy, beside their names."""
        return times.beside(self._check, self.answers) if self._check else {}

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
            self.tell(f"No free time within {availability.LOOK_AHEAD} days.")
        else:
            await self.take_start(start)

    async def take_start(self, start: datetime) -> None:
        """Move the session to another start, without storing it yet."""
        self.change(session_fields.with_start(self.answers, start))
        await self._look_now()
        key = self.key_name("record.save")
        self.tell(f"{date_words(start.date())}, {start:%H:%M}. {key} saves it.")

    # Saving

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(field key, sentence) for everything that cannot be stored."""
        found = ((key, self.answers.problem(key)) for key in self.answers.fields)
        return tuple((key, said) for key, said in found if said)

    async def action_save(self) -> None:
        """Store what was typed."""
        self.settle()
        await self.save()

    async def save(self, *, force: bool = False) -> bool:
        """Store what was typed, or say why not.

        Args:
            force: Although something stands against the time.

        Returns:
            Whether it is stored.
        """
        if self._saving:
            return False
        self._saving = True
        try:
            return await self._save(force=force)
        finally:
            self._saving = False

    async def _save(self, *, force: bool) -> bool:
        draft, problems = self.typed, self.problems()
        if problems or draft is None:
            self.refuse(problems)
            return False
        try:
            saved = await self.studio.call(booking.save, draft, force=force)
        except TakenError as error:
            self._taken(error)
        except StaleError:
            await ask_whose(self)
        except GoneError as error:
            await self._gone(error)
        except StudioError as error:
            self._refused(error)
        else:
            changed = saved.version != self.record.draft.version
            await self.reload(Draft())
            self.tell(" ".join(("Saved." if changed else "Nothing was changed.", *saved.sentences)))
            return True
        return False

    async def reload(self, draft: Draft) -> None:
        """Read the session again and show it, with what a draft changes."""
        await self.read()
        self.form.mark(())
        self.begin(draft)

    def _refused(self, error: StudioError) -> None:
        if error.field in self.answers.fields:
            self.refuse(((str(error.field), error.message),))
        else:
            self.report(error)

    async def _gone(self, error: GoneError) -> None:
        """Somebody has left meanwhile: the lists are read anew, what was typed stays."""
        self.facts = replace(self.facts, catalogue=await self.studio.call(catalogue.catalogue))
        self.change(self.answers.draft)
        self.show_typed()
        self._refused(error)

    def _taken(self, error: TakenError) -> None:
        """Ask, or refuse where the studio never books over another booking."""
        if not error.allowed:
            said = times.refused(error.message, error.next_starts, self.answers)
            self.refuse((("start", said),))
            return

        async def answered(answer: str | None) -> None:
            if answer == "force":
                await self.save(force=True)
            elif start := times.taken(answer, error.next_starts):
                await self.take_start(start)
            else:
                self.form.focus_field("start")

        question = times.ask_about_taken(
            error.message, error.next_starts, self.answers, "Save all the same"
        )
        self.app.push_screen(question, answered)

    # Leaving

    @property
    def unsaved(self) -> str:
        """Whether something was typed and not stored."""
        lost = self._opened and (record_fields.touched(self.answers) or self.form.unread())
        return f"Session {self.record.number} was changed and not saved." if lost else ""

    def action_back(self) -> None:
        """Leave; what was typed is not thrown away without asking."""
        if self._opened:
            self.settle()
        if not self._opened or not record_fields.touched(self.answers):
            self.dismiss()
            return
        self.app.push_screen(
            Question(
                "Leave this session?",
                "What you changed is not saved yet.",
                (("save", "Save it"), ("discard", "Discard it"), ("stay", "Go on editing")),
            ),
            self._leave_answered,
        )

    async def _leave_answered(self, answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and await self.save()):
            self.dismiss()

    # Printing

    def action_print(self) -> None:
        """Print the confirmation, as it is stored."""
        self.settle()
        if self.unsaved:
            key = self.key_name("record.save")
            self.tell(f"{key} first: a confirmation says what is stored.")
        elif self.record.draft.notes:
            self.app.push_screen(
                Question(
                    "Print the confirmation",
                    "The session has notes. Shall they be on it?",
                    (("no", "Without the notes"), ("yes", "With the notes"), ("", "Do not print")),
                ),
                self._print_answered,
            )
        else:
            self._print(with_notes=False)

    def _print_answered(self, answer: str | None) -> None:
        if answer:
            self._print(with_notes=answer == "yes")

    @work(exclusive=True, group="print")
    async def _print(self, *, with_notes: bool) -> None:
        from studio_tui.printing import print_document

        self.tell("Printing the confirmation …")
        try:
            number = self.record.number
            said = await print_document(self.studio, "confirmation", number, with_notes=with_notes)
        except StudioError as error:
            self.report(error)
        else:
            self.tell(said)

    # Drawing

    def _tell_history(self, row: Row) -> None:
        """Say a line of the history in full."""
        if self.history.has_focus:
            self.tell(" · ".join(filter(None, row.cells)))

    def on_descendant_focus(self) -> None:
        """Say what the history says when the focus comes there."""
        if self.history.row is not None:
            self._tell_history(self.history.row)

    def on_resize(self, event: events.Resize) -> None:
        """Divide another size among form and history."""
        self._divide(event.size.height)

    def _divide(self, height: int) -> None:
        """Give the history what the form leaves."""
        spare = height - AROUND - FORM
        self.set_class(spare < 1, "-low")
        self.history.styles.height = max(1, spare)
