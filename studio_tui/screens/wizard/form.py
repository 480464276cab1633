"""A page of fields; the welcome page with its one tick is one too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from studio_tui.errors import StudioError
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.services.preferences import remember
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.app import ComposeResult

    from studio_tui.domain.catalogue import Entry
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard


class FormPage(WizardPage):
    """Fields from top to bottom, under the page's header."""

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        casing = wizard.facts.catalogue.preferences.get("names.casing", "product")
        self.form = Form(page.fields, casing=casing)
        self.form.follower = self._follow

    def content(self) -> ComposeResult:
        """Header and form."""
        if self.page.header:
            yield Static(self.page.header, markup=False, classes="header")
        yield self.form

    def begin(self) -> None:
        """Begin at the first field."""
        if not self.form.focused_key:
            self.form.focus_field(self.page.fields[0].key)

    def renew(self) -> None:
        """Show the texts as they are in the draft."""
        super().renew()
        self.form.show(self.wizard.answers, extra=self.extra())

    def settle(self) -> None:
        """Take over what was typed last, capitals put right, before the page is turned."""
        self.form.settle()
        for key, text in self.form.unread().items():
            self.wizard.type(key, text)
        self.form.show(self.wizard.answers, extra=self.extra())

    def extra(self) -> dict[str, str]:
        """More to say beside the fields."""
        return {}

    def _follow(self, words: str, warns: bool) -> None:
        """What there is to say about the field under the cursor."""
        self.line.say(words, warn=warns)

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Mark the fields, and go to the first."""
        self.form.mark(problems)
        super().refuse(problems)

    def focus_label(self, label: str) -> None:
        """Go to a field by its label."""
        for entry in self.page.fields:
            if entry.label == label:
                self.form.focus_field(entry.key)

    @on(Form.Typed)
    def _take_over(self, event: Form.Typed) -> None:
        """Read everything again with the new text."""
        self.wizard.type(event.key, event.text)
        self.show_typed()

    def show_typed(self) -> None:
        """Show what was made of a text."""
        self.show_client()
        self.form.show(self.wizard.answers, extra=self.extra())

    @on(Form.Recased)
    def _tell_recased(self, event: Form.Recased) -> None:
        self.tell(event.words)

    @on(Form.Finished)
    async def _next(self) -> None:
        await self.action_next()

    @on(Form.PickWanted)
    def _pick(self, event: Form.PickWanted) -> None:
        """Show the choices of a field."""
        entry = self.wizard.answers.fields[event.key]
        assert entry.choices is not None
        answers = self.wizard.answers
        nobody = [Row("none", ("none",))] if answers.rule(event.key) != "required" else []
        rows = [_row(choice) for choice in entry.choices(answers)]
        at = getattr(answers.value(event.key), "name", answers.text(event.key))
        picker = PickList(entry.label, [*rows, *nobody], at=at)
        self.app.push_screen(picker, partial(self._picked, event.key))

    def _picked(self, key: str, name: Hashable | None) -> None:
        if name is not None:
            self.wizard.type(key, str(name))
            self.show_typed()


def _row(choice: Entry | str) -> Row:
    """A choice with what may be typed instead."""
    if isinstance(choice, str):
        return Row(choice, (choice,))
    return Row(choice.name, (choice.name,), note=choice.code)


class WordsPage(FormPage):
    """The welcome page."""

    PLACE = "welcome"

    async def action_next(self) -> None:
        """Remember for this person whether to begin at the next page from now on."""
        if self.wizard.answers.value("skip_welcome"):
            try:
                await self.studio.call(remember, "booking.skip_welcome", True)
            except StudioError as error:
                self.report(error)
        await super().action_next()
