"""A page of fields; the welcome page with its one tick is one too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from studio_tui.errors import StudioError
from studio_tui.flows import client_fields
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.services.preferences import remember
from studio_tui.widgets.form import Form

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from studio_tui.flows.field import Answers
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard

KEPT = ("description", *(entry.key for entry in client_fields.FIELDS if not entry.choices))
"""Fields that show what is stored: a key too many must not replace it."""


class FormPage(FormScreen, WizardPage):
    """Fields from top to bottom, under the page's header."""

    _news = ""
    """What became of a name on the page before."""

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        casing = wizard.facts.catalogue.preferences.get("names.casing", "product")
        self.form = Form(page.fields, casing=casing, kept=KEPT)
        self.form.follower = self.follow

    def content(self) -> ComposeResult:
        """Header and form."""
        if self.page.header and not self.page.own_header:
            yield Static(self.page.header, markup=False, classes="header")
        yield self.form

    def recased(self, news: str) -> None:
        """Leave it to the page that comes next."""
        self.wizard.news = (self.page.key, news)

    def follow(self, words: str, warns: bool) -> None:
        """Say first what became of a name on the page before, until something is typed here."""
        if self._news and not warns:
            words = f"{self._news} {words}".strip()
        super().follow(words, warns)

    def begin(self) -> None:
        """Begin at the first field."""
        if not self.form.focused_key:
            self.form.focus_field(self.page.fields[0].key)

    def renew(self) -> None:
        """Show the texts as they are in the draft."""
        super().renew()
        if self.wizard.news[0] != self.page.key:
            self._news, self.wizard.news = self.wizard.news[1], ("", "")
        self.form.show(self.answers, extra=self.extra())
        if self._news:
            self.follow(self.form.help_text, False)

    @property
    def answers(self) -> Answers:
        """What the wizard has read."""
        return self.wizard.answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self.wizard.type(key, text)

    async def look_again(self) -> None:
        """Take over what somebody has changed meanwhile in the lists."""
        if await self.wizard.look_again():
            self.show_typed()

    def focus_label(self, label: str) -> None:
        """Go to a field by its label."""
        for entry in self.page.fields:
            if entry.label == label:
                self.form.focus_field(entry.key)

    def show_typed(self) -> None:
        """Show what was made of a text, in the header too."""
        self._news = ""
        self.show_client()
        super().show_typed()

    @on(Form.Finished)
    async def _next(self) -> None:
        await self.action_next()


class WordsPage(FormPage):
    """The welcome page."""

    PLACE = "welcome"

    async def action_next(self) -> None:
        """Remember for this person whether to begin at the next page from now on."""
        self.settle()
        if self.answers.value("skip_welcome"):
            try:
                await self.studio.call(remember, "booking.skip_welcome", True)
            except StudioError as error:
                self.report(error)
        await super().action_next()
