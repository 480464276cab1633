"""The items page: order lines from the price list, the automatic ones there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from studio_tui.flows import invoice_fields
from studio_tui.screens.dialogs import Question
from studio_tui.screens.ordering import Ordering
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.widgets.order_lines import OrderEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from studio_tui.flows.field import Facts
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard

LINES = "lines"
"""Key of the field whose text is the order."""


class ItemsPage(Ordering, WizardPage):
    """The order; asks about lines that no longer fit the session or the price list."""

    PLACE = "items"

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        lists = wizard.facts.catalogue
        only = invoice_fields.price_list(wizard.answers)
        self.order = OrderEditor(
            lists.items,
            only,
            lists.currency,
            pricing=invoice_fields.pricing(wizard.answers),
        )
        self.order.follower = lambda words, warn: self.line.say(words, warn=warn)
        self._asking = False

    @property
    def order_facts(self) -> Facts:
        """What the form of a line needs to know."""
        return self.wizard.facts

    def content(self) -> ComposeResult:
        """The order."""
        yield self.order

    def begin(self) -> None:
        """Wait for an item."""
        self.order.begin()

    def renew(self) -> None:
        """Show the lines as they are in the draft; ask about those that no longer fit."""
        super().renew()
        self.order.pricing = invoice_fields.pricing(self.wizard.answers)
        self.order.show(invoice_fields.ordered(self.wizard.answers))
        if not self._ask() and (anew := invoice_fields.priced_anew(self.wizard.answers)):
            self.wizard.type(LINES, invoice_fields.lines_text(self.wizard.answers, anew.lines))
            self.order.show(anew.lines)
            self.line.say(anew.said, warn=bool(anew.said))

    @on(OrderEditor.Changed)
    def _changed(self, event: OrderEditor.Changed) -> None:
        self.wizard.type(LINES, invoice_fields.lines_text(self.wizard.answers, event.lines))

    @on(OrderEditor.Finished)
    async def _finished(self) -> None:
        await self.action_next()

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Ask where there is something to decide; else say what is wrong."""
        if not self._ask():
            super().refuse(problems)

    def _ask(self) -> bool:
        """Ask about lines that no longer fit; whether there was something to ask."""
        answers = self.wizard.answers
        if self._asking:
            return True
        if invoice_fields.outdated(answers):
            title, words = "The session has changed", invoice_fields.outdated_words(answers)
            choices = (("swap", "Swap them"), ("keep", "Keep the lines as they are"))
        elif lost := invoice_fields.gone(answers):
            title, words = "No longer sold", invoice_fields.gone_words(lost)
            them = "it" if len(lost) == 1 else "them"
            choices = (("without", f"Take {them} out"), ("", f"Leave {them} for now"))
        else:
            return False
        self._asking = True
        self.app.push_screen(Question(title, words, choices), self._answered)
        return True

    def _answered(self, answer: str | None) -> None:
        self._asking = False
        texts = {
            "swap": invoice_fields.swapped_text,
            "keep": invoice_fields.kept_text,
            "without": invoice_fields.without_gone_text,
        }
        if answer in texts:
            self.wizard.type(LINES, texts[answer](self.wizard.answers))
            self.renew()
