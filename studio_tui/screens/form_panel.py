"""A panel with a short form: what was read is kept by Ctrl+S or by Enter on the last field."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain.words import listing
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.keymap import spoken
from studio_tui.screens.dialogs import Panel
from studio_tui.screens.form_screen import FormScreen
from studio_tui.widgets.bars import Line
from studio_tui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.flows.field import Field

Result = TypeVar("Result")
AROUND = 6
"""Lines of the panel and the screen besides text and fields."""


class FormPanel(FormScreen, Panel[Result | None]):
    """Asks a few things. A subclass says in `accept` what is done with them."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("deed")
    PLACE = "deed"
    _done = False

    def __init__(
        self,
        title: str,
        text: str,
        fields: Sequence[Field],
        facts: Facts,
        *,
        kept: Collection[str] = (),
    ) -> None:
        """Prepare to ask.

        Args:
            title: What it is about, in a few words.
            text: What there is to know before.
            fields: What is asked.
            facts: What the fields need to know.
            kept: Fields whose text is added to when they are typed in.
        """
        Panel.__init__(self, title)
        self._passed: set[str] = set()
        """Labels of empty fields that were asked about already."""
        self._fields, self._facts, self._draft = tuple(fields), facts, Draft()
        self.text = Static(Content(text))
        self.form = Form(self._fields, kept=kept)
        self.form.follower = self.follow
        self.line = Line()

    def body(self) -> ComposeResult:
        """What there is to know, the fields, and what there is to say."""
        with VerticalScroll(can_focus=False, classes="panel--text"):
            yield self.text
        yield self.form
        yield self.line

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.show_typed()
        self.form.focus_field(self._fields[0].key)

    def on_resize(self, event: events.Resize) -> None:
        """As high as the fields need, as far as the screen has room; text and fields scroll."""
        room = max(2, event.size.height - AROUND)
        lines = min(self.form.lines, max(2, room - 2))
        self.form.styles.height = lines
        self.query_one(".panel--text").styles.max_height = max(1, room - lines)

    @property
    def answers(self) -> Answers:
        """What was read."""
        return Answers(self._fields, self._draft, self._facts)

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self._draft = self._draft.with_text(key, text)

    @on(Form.Finished)
    async def action_keep(self) -> None:
        """Do it, unless something cannot be read or it is refused."""
        self.settle()
        answers = self.answers
        if problems := answers.problems():
            self.refuse(problems)
            return
        if self._done:
            return
        self._done = True
        try:
            await self.accept(answers)
        except StudioError as error:
            self._done = False
            self.refused(error)

    def asks_about(self, empty: Collection[str], verb: str) -> bool:
        """Say once which fields are empty that the studio wants to be asked about.

        Args:
            empty: Their labels.
            verb: What is done if it is asked for again.

        Returns:
            Whether something was said that nobody has passed over yet.
        """
        if set(empty) <= self._passed:
            return False
        self._passed, self._done = set(empty), False
        key = next(map(spoken, self.studio_app.keys["deed.keep"]), "Enter")
        self.line.say(f"Empty: {listing(list(empty))}. {key} {verb} without.", warn=True)
        return True

    async def accept(self, answers: Answers) -> None:
        """Do what was asked for, and go back with what came of it."""
        raise NotImplementedError

    def refused(self, error: StudioError) -> None:
        """Say why it was refused, where it can be put right."""
        if error.field in self.answers.fields:
            self.refuse(((str(error.field), error.message),))
        else:
            self.line.say(error.message, warn=True, whole=True)

    def action_close(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
