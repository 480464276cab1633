"""An email before it is sent: To, Subject, the text, and the files that go along."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work

from studio_tui import keys
from studio_tui.domain.letter import Attachment
from studio_tui.domain.numbers import record_words
from studio_tui.domain.words import listing
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.flows.message_fields import fields
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.email_draft import Keeper
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.pick_list import PickList
from studio_tui.services import letters, outbox
from studio_tui.services.desk import Desk
from studio_tui.widgets.bars import Rule
from studio_tui.widgets.form import Form
from studio_tui.widgets.form_editors import Edited, TextEditor
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import DescendantFocus

    from studio_tui.domain.letter import MessageDraft
    from studio_tui.screens.compose import Enclosed
    from studio_tui.services.letters import About, Prepared
    from studio_tui.studio import Studio

_MARK = re.compile(r"\[\w+(?:\.\w+)?\?\]")
"""What stands for a field that a letter names and there is not."""
_MOST_FILES = 3
"""Lines for the files; more are scrolled."""
_LEAVING = (("discard", "Discard it"), ("stay", "Stay here"))


class Files(RecordList):
    """The files that go along."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("files")

    def action_remove(self) -> None:
        """Leave the file under the cursor out."""
        if self.row is not None and isinstance(self.screen, EmailScreen):
            self.screen.leave_out(self.row.key)


class EmailScreen(FormScreen, StudioScreen[None]):
    """One email. Nothing leaves before Send is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("email")
    PLACE = "email"
    HELP_TEXT = (
        "The email is written as it will be sent; change what you like. Sending puts it into the "
        "outbox, from where it goes to your mail server while you work on. If the server does not "
        "answer, it is tried again for two days.\n\n"
        "Without a mail server in config.toml the email is saved as a file in the outbox folder "
        "of the data directory, which mail programs open."
    )
    DEFAULT_CSS = """
    EmailScreen { Form { height: auto; max-height: 8; } TextEditor { height: 1fr; } }
    """

    _sending = False
    _send_when_made = False

    def __init__(
        self,
        studio: Studio,
        prepared: Prepared,
        *,
        subject: About | None = None,
        bill_to: bool = False,
        enclosed: Enclosed | None = None,
        kept: Draft | None = None,
    ) -> None:
        """Prepare to show an email.

        Args:
            studio: The open studio.
            prepared: What it says at first.
            subject: What it is about, if form letters can be chosen.
            bill_to: Whether they are for whoever pays.
            enclosed: A document that goes along, still to be made.
            kept: How it is kept while somebody writes; None: not at all.
        """
        super().__init__(studio)
        self.prepared = prepared
        self.subject = subject
        self.enclosed = enclosed
        self._keeper = Keeper(studio, kept) if kept else None
        self._bill_to = bill_to
        self._making = enclosed is not None
        self._files: dict[Hashable, Attachment] = dict(enumerate(prepared.draft.attachments))
        self.text = TextEditor("body")
        self.files = Files()
        self.files.set_columns([ListColumn("", weight=3), ListColumn("", 14)], headed=False)
        self._rule = Rule("Attached")
        self.form = Form(fields(prepared.draft), kept=("to", "subject"))
        self.form.follower = self.follow

    def body(self) -> ComposeResult:
        """To and subject, the text, the files."""
        yield self.form
        yield Rule()
        yield self.text
        yield self._rule
        yield self.files

    def key_pairs(self) -> list[tuple[str, str]]:
        """Without those of the list of files."""
        return [pair for pair in super().key_pairs() if pair[1] != "Choose"]

    @reported
    async def on_mount(self) -> None:
        """Show what was prepared, and begin where something is missing."""
        about = self.subject
        named = record_words(about.area, about.number) if about else ""
        whom = f"Email to {self.prepared.to}" if self.prepared.to else "Email"
        self.title_bar.set_left(" · ".join(filter(None, (whom, named))))
        self._facts = Facts(await self.studio.call(Desk.today))
        if self._keeper:
            await self._keeper.begin()
        self._begin(self.prepared, Draft())
        self._show_files()
        if self.prepared.draft.to:
            self.text.focus()
            self._tell_problems()
        else:
            self.form.mark([("to", " ".join(self.prepared.problems))])
        if self.enclosed is not None:
            self._make(self.enclosed)

    def _begin(self, prepared: Prepared, draft: Draft) -> None:
        """Show a letter, with what was typed over its To and subject."""
        self.prepared = prepared
        self._answers = Answers(fields(prepared.draft), draft, self._facts)
        self.form.show(self._answers)
        self.text.put(prepared.draft.body)

    def _tell_problems(self) -> None:
        if problems := self.prepared.problems:
            self.line.say(" ".join(problems), warn=True, whole=True)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """In the text, say what leads on instead of what a field had to say."""
        helps = {"", *(entry.help for entry in self.form.fields.values())}
        if event.widget is self.text and self.line.text in helps:
            send, letter = self.key_name("email.send"), self.key_name("email.letter")
            self.tell(f"{send} sends it; {letter} starts from another letter.")

    # What is typed

    @property
    def answers(self) -> Answers:
        """What was read last."""
        return self._answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed in a field."""
        draft = self._answers.draft.with_text(key, text)
        self._answers = Answers(fields(self.prepared.draft), draft, self._facts)
        self._keep()

    def on_edited(self, event: Edited) -> None:
        """The text is read when it is sent; it is kept at once."""
        event.stop()
        self._keep()

    def _keep(self) -> None:
        if self._keeper and self._written:
            to, subject = (self.answers.text(key) for key in ("to", "subject"))
            self._keeper.keep(to, subject, self.text.value)

    def restore(self, draft: Draft) -> None:
        """Go on with an email that was left."""
        if self._keeper:
            self._keeper.draft = draft
        texts = dict(draft.typed)
        body = texts.pop("body", "")
        self._answers = Answers(fields(self.prepared.draft), Draft(typed=texts), self._facts)
        self.form.show(self._answers)
        self.text.put(body)

    def _forget(self) -> None:
        if self._keeper:
            self._keeper.forget()

    def on_form_finished(self) -> None:
        """From the subject to the text."""
        self.text.focus()

    @property
    def message(self) -> MessageDraft:
        """The email as it stands."""
        return replace(
            self.prepared.draft,
            to=self.answers.text("to"),
            subject=self.answers.text("subject").strip(),
            body=self.text.value,
            attachments=tuple(self._files.values()),
        )

    @property
    def _written(self) -> bool:
        """Whether somebody has written something."""
        answers = self.answers
        typed = answers.draft.typed.items()
        differs = any(text != answers.fields[key].default(answers) for key, text in typed)
        return bool(differs or self.form.unread() or self.text.value != self.prepared.draft.body)

    # Files

    def _show_files(self) -> None:
        rows = [Row(key, (each.name, _size(each.content))) for key, each in self._files.items()]
        if self._making and self.enclosed:
            rows.insert(0, Row("made", (self.enclosed.title, "being made …")))
        self.files.show(rows)
        self.files.styles.height = max(1, min(len(rows), _MOST_FILES))
        self.files.display = self._rule.display = bool(rows)
        if not rows and self.files.has_focus:
            self.text.focus()

    def leave_out(self, key: Hashable) -> None:
        """Send without a file."""
        if key == "made" and self._making:
            self._making = False
            self.workers.cancel_group(self, "make")
            self.tell("The document is left out.")
        else:
            self.remind(f"{self._files.pop(key).name} is left out.")
        self._show_files()

    @work(exclusive=True, group="make")
    async def _make(self, enclosed: Enclosed) -> None:
        from studio_tui.printing import document_pdf

        self._making = True
        self._show_files()
        try:
            name, content = await document_pdf(
                self.studio,
                enclosed.kind,
                enclosed.number,
                bill_to=enclosed.bill_to,
                with_notes=enclosed.with_notes,
            )
        except StudioError as error:
            self._send_when_made = False
            self.line.say(f"{error.message} The email goes without it.", warn=True, whole=True)
        else:
            self._files = {"made": Attachment(name, content), **self._files}
        finally:
            self._making = False
        self._show_files()
        if self._send_when_made:
            await self.action_send()

    # Letters

    @reported
    async def action_letter(self) -> None:
        """Choose a form letter."""
        if self.subject is None:
            self.tell("There are form letters for sessions, appointments and invoices only.")
            return
        offered = await self.studio.call(letters.offered, self.subject.area)
        rows = [Row(entry.id, (entry.name,)) for entry in offered]
        title = f"Letters about {'an' if self.subject.area[0] in 'ai' else 'a'} {self.subject.area}"
        self.app.push_screen(PickList(title, rows), self._letter_chosen)

    async def _letter_chosen(self, letter_id: Hashable | None) -> None:
        if not isinstance(letter_id, int):
            return
        if self.text.value in ("", self.prepared.draft.body):
            await self._fill_in(letter_id)
            return

        async def answered(answer: str | None) -> None:
            if answer == "replace":
                await self._fill_in(letter_id)

        choices = (("", "Keep it"), ("replace", "Replace it"))
        question = Question("Letter", "Replace what you wrote?", choices, esc="")
        self.app.push_screen(question, answered)

    @reported
    async def _fill_in(self, letter_id: int) -> None:
        assert self.subject is not None
        self.settle()
        prepared = await self.studio.call(
            letters.prepare, self.subject, letter_id, bill_to=self._bill_to
        )
        to = self.answers.text("to")
        draft = Draft() if to == prepared.draft.to else Draft(typed={"to": to})
        self._begin(prepared, draft)
        self.text.focus()
        self._tell_problems()

    # Sending

    @reported
    async def action_send(self) -> None:
        """Send, unless something stands against it."""
        if self._sending:
            return
        self.settle()
        if problems := self.answers.problems():
            self.refuse(problems)
            return
        message = self.message
        if marks := dict.fromkeys(_MARK.findall(f"{message.subject} {message.body}")):
            self._ask_about(list(marks))
            return
        await self._send()

    def _ask_about(self, marks: list[str]) -> None:
        async def answered(answer: str | None) -> None:
            if answer == "send":
                await self._send()

        question = f"There is nothing known for {listing(marks)} in the text."
        choices = (("send", "Send it all the same"), ("stay", "Keep writing"))
        self.app.push_screen(Question("Send it like this?", question, choices), answered)

    @reported
    async def _send(self) -> None:
        if self._making:
            self._send_when_made = True
            self.tell("It is sent as soon as the attachment is made …")
            return
        self._sending = True
        try:
            await self.studio.call(
                outbox.put, self.message, sender=self.studio.settings.mail.sender
            )
        except StudioError as error:
            self._refused(error)
            return
        finally:
            self._sending = False
        self._forget()
        self.dismiss()
        self.studio_app.postman.send()

    def _refused(self, error: StudioError) -> None:
        if error.field in self.answers.fields:
            self.refuse([(str(error.field), error.message)])
            return
        if error.field == "body":
            self.text.focus()
        self.report(error)

    # Leaving

    @property
    def unsaved(self) -> str:
        """Whether something was written and not sent."""
        return "An email was written and not sent." if self._written else ""

    def action_back(self) -> None:
        """Leave; what was written is not thrown away without asking."""
        if not self._written:
            self._forget()
            self.dismiss()
            return
        keep = (("keep", "Keep it for later"),) if self._keeper else ()
        choices = (*keep, *_LEAVING) if keep else _LEAVING[::-1]
        question = Question("Leave this email?", "It is not sent yet.", choices, esc="stay")
        self.app.push_screen(question, self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "discard":
            self._forget()
        below = self.app.screen_stack[-2]
        if answer == "keep" and isinstance(below, StudioScreen):
            key = self.key_name("calendar.unfinished")
            below.remind(f"Email kept: {key} on the calendar goes on with it.")
        if answer in ("keep", "discard"):
            self.dismiss()


def _size(content: bytes) -> str:
    return f"{max(1, len(content) // 1000)} kB"
