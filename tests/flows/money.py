"""A studio's price list, and the wizard's money pages read against what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from studio_tui.domain.catalogue import Catalogue, SessionTypeEntry
from studio_tui.domain.hours import Opening
from studio_tui.domain.payment import MethodEntry
from studio_tui.domain.price import AutomaticItem, ItemEntry, TaxRateEntry
from studio_tui.flows import invoice_fields, payment_fields, session_fields
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.flows.flow import Flow, Page


def item(number: int, identifier: str, description: str, price: int, **more: Any) -> ItemEntry:
    """An item of list 1."""
    given = {"price_list_id": 1, "group": "Prints", "kind": "print", "hidden": False, **more}
    return ItemEntry(
        number,
        identifier=identifier,
        description=description,
        price=price,
        taxable=True,
        tax_label="",
        tax=0,
        **given,
    )


SITTING = item(1, "SIT", "Sitting fee", 6000, group="Session fees")
GROUP = item(2, "SIT5", "Sitting fee, 5 people and more", 9500, group="Session fees")
NEWBORN_FEE = item(3, "SITNB", "Newborn sitting fee", 12000, group="Session fees")
PRINT = item(4, "P108", "Print 10 × 8 in", 3200)
SMALL = item(5, "P75", "Print 7 × 5 in", 1800)
HIDDEN = item(6, "REPRINT", "Reprint of a damaged picture", 0, hidden=True)
HEADSHOT = item(7, "HEAD", "Headshot", 7500, price_list_id=2)
ITEMS = (SITTING, GROUP, NEWBORN_FEE, PRINT, SMALL, HIDDEN, HEADSHOT)

PORTRAIT = SessionTypeEntry(
    1, "Portrait", "PO", "#3b78ff", 60, 0, 15, None, None, None, 1, deposit_amount=2500
)
NEWBORN = SessionTypeEntry(
    2, "Newborn", "NB", "#f2c744", 150, 0, 0, None, None, None, 1, deposit_percent=5000
)
BUSINESS = SessionTypeEntry(3, "Headshot", "HE", "#808080", 30, 0, 0, None, None, None, 2)
FREE = SessionTypeEntry(4, "Passport", "PA", "#808080", 15, 0, 0, None, None, None)

LISTS = Catalogue(
    Opening("Europe/London"),
    types=(PORTRAIT, NEWBORN, BUSINESS, FREE),
    items=ITEMS,
    automatic=(
        AutomaticItem(1, 1, 1, 1, 4, each=False),
        AutomaticItem(1, 2, 1, 5, None, each=False),
        AutomaticItem(2, 3, 1, 1, None, each=False),
    ),
    tax_rates=(
        TaxRateEntry(1, "Standard", "ST", "VAT", 20000),
        TaxRateEntry(2, "Exempt", "EX", "", 0),
    ),
    methods=(
        MethodEntry(1, "Cash", "CA", "cash"),
        MethodEntry(2, "Card", "CC", "card"),
        MethodEntry(3, "Cheque", "CH", "cheque"),
    ),
    preferences={
        "studio.currency": "GBP",
        "money.tax_method": "added",
        "money.default_tax": "Standard",
    },
)
FACTS = Facts(date(2026, 11, 24), LISTS)

FLOW = Flow(
    "money",
    "Money",
    (
        Page("session_information", "Session", fields=session_fields.FIELDS),
        *invoice_fields.PAGES,
        *payment_fields.PAGES,
    ),
)


def facts(catalogue: Catalogue = LISTS, **preferences: Any) -> Facts:
    """The facts of the studio with other preferences, dots as ``__``."""
    chosen = {key.replace("__", "."): value for key, value in preferences.items()}
    lists = replace(catalogue, preferences={**catalogue.preferences, **chosen})
    return replace(FACTS, catalogue=lists)


def read(known: Facts = FACTS, /, **typed: str) -> Answers:
    """What is read of what was typed; a portrait unless another type is."""
    return FLOW.answers(Draft(token="t", typed={"type": "portrait", **typed}), known)


def pages(known: Facts = FACTS, /, **typed: str) -> list[str]:
    """Keys of the money pages that are shown."""
    draft = Draft(token="t", typed={"type": "portrait", **typed})
    return [page.key for page in FLOW.asked(draft, known)][1:]


def refusals(page: str, known: Facts = FACTS, /, **typed: str) -> dict[str, str]:
    """What stands against leaving a page."""
    return dict(FLOW.page(page).refusals(read(known, **typed)))
