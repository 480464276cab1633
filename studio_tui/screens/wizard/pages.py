"""Which screen draws which kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.wizard.choice import ChoicePage
from studio_tui.screens.wizard.client import ClientPage
from studio_tui.screens.wizard.client_information import ClientInformationPage
from studio_tui.screens.wizard.form import FormPage, WordsPage
from studio_tui.screens.wizard.items import ItemsPage
from studio_tui.screens.wizard.link import LinkPage
from studio_tui.screens.wizard.money import MoneyPage, PaymentChoicePage, PaymentPage, PlanPage
from studio_tui.screens.wizard.series import SeriesPage
from studio_tui.screens.wizard.summary import SummaryPage
from studio_tui.screens.wizard.time_page import AppointmentInformationPage, SessionInformationPage

if TYPE_CHECKING:
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.page import WizardPage
    from studio_tui.screens.wizard.wizard import Wizard

BY_KEY = {
    "client_information": ClientInformationPage,
    "session_information": SessionInformationPage,
    "totals": MoneyPage,
    "payment": PaymentChoicePage,
    "payment_details": PaymentPage,
    "plan": PlanPage,
    "appointment_information": AppointmentInformationPage,
    "link": LinkPage,
}
"""Pages that do more than their kind."""

BY_KIND = {
    "words": WordsPage,
    "form": FormPage,
    "choice": ChoicePage,
    "client": ClientPage,
    "items": ItemsPage,
    "dates": SeriesPage,
    "summary": SummaryPage,
}


def page_screen(wizard: Wizard, page: Page) -> WizardPage:
    """The screen that draws a page."""
    kind = BY_KEY.get(page.key) or BY_KIND[page.kind]
    return kind(wizard, page)
