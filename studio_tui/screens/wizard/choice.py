"""A page with one choice of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from studio_tui.screens.dialogs import Choices
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard


class ChoicePage(WizardPage):
    """The choices one below the other; Enter takes one and goes on."""

    PLACE = "choice"

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        self.field = page.fields[0]
        self.choices = Choices()
        self.choices.set_columns([ListColumn(self.field.label)], headed=False)

    def content(self) -> ComposeResult:
        """The question, the choices, and what they mean."""
        yield Static(self.page.header, markup=False, classes="header")
        yield self.choices
        yield Static(self.page.help, markup=False, classes="footnote")

    def begin(self) -> None:
        """Stand on what was chosen, or on the first."""
        assert self.field.choices is not None
        names = [str(choice) for choice in self.field.choices(self.wizard.answers)]
        self.choices.show([Row(name, (name,)) for name in names])
        self.choices.move_to(self.wizard.answers.text(self.field.key))
        self.choices.focus()

    @on(RecordList.Chosen)
    async def _next(self) -> None:
        await self.action_next()

    async def action_next(self) -> None:
        """Take the choice under the cursor."""
        row = self.choices.row
        if row is not None and row.key != self.wizard.answers.text(self.field.key):
            self.wizard.type(self.field.key, str(row.key))
        await super().action_next()
