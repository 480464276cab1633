"""The pages with amounts: totals, a payment, a plan. What they come to stands below the fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_tui.flows import amounts, invoice_fields, payment_fields, plan_fields
from studio_tui.flows.said import Said
from studio_tui.screens.dialogs import Objection
from studio_tui.screens.wizard.choice import ChoicePage
from studio_tui.screens.wizard.form import FormPage
from studio_tui.screens.wizard.summary import Facts, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard


class MoneyPage(FormPage):
    """Fields, and below them what they come to."""

    PLACE = "money"
    DEFAULT_CSS = """
    MoneyPage Form { height: auto; max-height: 60%; }
    MoneyPage.-tall Sheet { margin-top: 1; }
    """

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        self.facts = Facts()

    def content(self) -> ComposeResult:
        """The fields, and what they come to."""
        yield from super().content()
        with Sheet():
            yield self.facts

    def comes_to(self) -> Sequence[Said]:
        """What the fields come to."""
        found = invoice_fields.invoice_totals(self.answers)
        currency = self.answers.facts.catalogue.currency
        return invoice_fields.totals_said(found, currency) if found else ()

    def renew(self) -> None:
        """Work it out."""
        super().renew()
        self.facts.show(self.comes_to())

    def show_typed(self) -> None:
        """Work it out again."""
        super().show_typed()
        self.facts.show(self.comes_to())


class PayingPage(MoneyPage):
    """A page on which an amount is offered."""

    AMOUNT = ""
    """Key of its field."""

    async def action_offer(self) -> None:
        """Take the deposit, and after it the balance."""
        self.settle()
        word = amounts.next_amount(self.answers, self.AMOUNT)
        if not word:
            self.tell("There is nothing to take here: type an amount.")
            return
        self.type(self.AMOUNT, word)
        self.show_typed()
        self.form.focus_field(self.AMOUNT)
        self.tell(f"{word.capitalize()}: {self.answers.reading(self.AMOUNT).words}.")


class PaymentPage(PayingPage):
    """A payment now; what is paid too much can be kept as credit."""

    AMOUNT = "amount"

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Ask about an amount that is only too high; say that it need not be paid now."""
        super().refuse(problems)
        if problems[0][0] == "method":
            later = f"{problems[0][1]} {self.key_name('wizard.back')} goes back, to pay later."
            self.line.say(later, warn=True, whole=True)
        if [said for _, said in problems] == [payment_fields.excess_words(self.answers)]:
            more = amounts.money_said(self.answers, payment_fields.excess(self.answers))
            self.app.push_screen(
                Objection(
                    "More than the invoice",
                    f"{more} more is paid than the invoice comes to. Keep it as credit?",
                    (("less", "Back to the amount"), ("keep", f"Keep {more} as credit")),
                    esc="less",
                ),
                self._answered,
            )

    async def _answered(self, answer: str | None) -> None:
        if answer == "keep":
            self.type("keep_credit", "yes")
            self.show_typed()
            await self.action_next()


class PlanPage(PayingPage):
    """A plan, with its dates and amounts."""

    AMOUNT = "plan_today"

    def comes_to(self) -> Sequence[Said]:
        """What the invoice comes to, and when how much of it is due."""
        total = amounts.balance(self.answers) or 0
        said = amounts.money_said(self.answers, total)
        return (Said("Total", said), *plan_fields.plan_said(self.answers))


class PaymentChoicePage(ChoicePage):
    """Now, by a plan, or not yet; and what there is to pay."""

    def renew(self) -> None:
        """Say what there is to pay."""
        super().renew()
        answers = self.wizard.answers
        said = partial(amounts.money_said, answers)
        total, asked = amounts.balance(answers), amounts.deposit_asked(answers)
        parts = (
            f"The invoice comes to {said(total)}" if total is not None else "",
            f"the deposit of {answers.value('type').name} is {said(asked)}" if asked else "",
        )
        words = ", ".join(filter(None, parts))
        self.offer.say(f"{words[:1].upper()}{words[1:]}." if words else "")
