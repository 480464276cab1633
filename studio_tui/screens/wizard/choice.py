"""A page with one choice of a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from studio_tui.screens.dialogs import Choices, meant
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
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
        self.choices.set_columns(self.columns(), headed=False)

    def content(self) -> ComposeResult:
        """The question, the choices, and what they mean."""
        if not self.page.own_header:
            yield Static(self.page.header, markup=False, classes="header")
        yield self.choices
        yield Static(self.page.help, markup=False, classes="footnote")

    def columns(self) -> Sequence[ListColumn]:
        """How the choices are drawn."""
        return [ListColumn(self.field.label)]

    def rows(self) -> Sequence[Row]:
        """The choices: each row's key is what is typed for it."""
        assert self.field.choices is not None
        names = [str(choice) for choice in self.field.choices(self.wizard.answers)]
        return [Row(name, (name,)) for name in names]

    def begin(self) -> None:
        """Stand on what was chosen, or on the first."""
        self.choices.show(self.rows())
        self.choices.move_to(self.wizard.answers.text(self.field.key))
        self.choices.focus()

    async def on_key(self, event: events.Key) -> None:
        """Take the choice that alone begins with the letter typed."""
        labels = [(row.key, row.cells[0]) for row in self.rows()]
        key = meant(event.character, labels, self.studio.settings)
        if key is not None:
            event.stop()
            self.choices.move_to(key)
            await self.action_next()

    @on(RecordList.Chosen)
    async def _next(self) -> None:
        await self.action_next()

    async def action_next(self) -> None:
        """Take the choice under the cursor."""
        row = self.choices.row
        if row is not None and row.key != self.wizard.answers.text(self.field.key):
            self.wizard.type(self.field.key, str(row.key))
        await super().action_next()
