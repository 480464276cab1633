"""Which screen draws which kind of page; its module is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.page import WizardPage
    from studio_tui.screens.wizard.wizard import Wizard

BY_KEY: Final = {
    "client_information": "client_information.ClientInformationPage",
    "session_information": "time_page.SessionInformationPage",
    "totals": "money.MoneyPage",
    "payment": "money.PaymentChoicePage",
    "payment_details": "money.PaymentPage",
    "plan": "money.PlanPage",
    "appointment_information": "time_page.AppointmentInformationPage",
    "link": "link.LinkPage",
}
"""Pages that do more than their kind: module and class."""

BY_KIND: Final = {
    "words": "form.WordsPage",
    "form": "form.FormPage",
    "choice": "choice.ChoicePage",
    "client": "client.ClientPage",
    "items": "items.ItemsPage",
    "dates": "series.SeriesPage",
    "summary": "summary.SummaryPage",
}


def page_screen(wizard: Wizard, page: Page) -> WizardPage:
    """The screen that draws a page."""
    kind: type[WizardPage] = _screen(BY_KEY.get(page.key) or BY_KIND[page.kind])
    return kind(wizard, page)


def import_all() -> None:
    """Import the wizard with all its pages, before anybody waits for one."""
    import_module("studio_tui.screens.wizard")
    for name in (*BY_KIND.values(), *BY_KEY.values()):
        _screen(name)


def _screen(name: str) -> type[WizardPage]:
    module, _, kind = name.partition(".")
    found: type[WizardPage] = getattr(import_module(f"studio_tui.screens.wizard.{module}"), kind)
    return found
