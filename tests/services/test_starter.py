"""What a new studio has on its first day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.services import setup
from studio_tui.services.catalogue import catalogue
from studio_tui.studio import Studio
from tests.conftest import LUMEN, NOW
from tests.factories import rows

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.domain.catalogue import Catalogue


def opened(directory: Path, currency: str, country: str) -> tuple[Catalogue, dict[str, Any]]:
    """The lists and the preferences about money of a new studio."""
    with Studio(directory, now=NOW) as studio:
        studio.run(setup.create, replace(LUMEN, currency=currency, country=country))
        preferences = rows(studio, "SELECT key, value FROM preference WHERE key LIKE 'money.%'")
        return studio.run(catalogue), dict(preferences)


@pytest.mark.parametrize(
    ("currency", "price", "cheap", "deposit"),
    [("GBP", 6000, 1250, 2500), ("JPY", 60, 13, 25), ("KWD", 60_000, 12_500, 25_000)],
)
def test_prices_and_deposits_are_in_the_studios_currency(
    tmp_path: Path, currency: str, price: int, cheap: int, deposit: int
) -> None:
    known, _ = opened(tmp_path, currency, "GB")
    prices = {item.identifier: item.price for item in known.items}
    assert (prices["SIT"], prices["CUTOUT"]) == (price, cheap)
    assert known.types[0].deposit_amount == deposit


@pytest.mark.parametrize(
    ("country", "method", "default", "rates"),
    [
        ("GB", "included", "Standard", [("VAT", 20_000, 0), ("", 0, 0)]),
        ("FI", "included", "Standard", [("VAT", 25_500, 0), ("", 0, 0)]),
        ("US", "added", "Standard", [("Sales tax", 0, 0), ("", 0, 0)]),
        ("BR", "none", "Exempt", [("", 0, 0)]),
        (
            "CA",
            "two",
            "GST only",
            [
                ("GST", 5000, 0),
                ("GST", 5000, 7000),
                ("GST", 5000, 9975),
                ("HST", 13_000, 0),
                ("", 0, 0),
            ],
        ),
    ],
)
def test_taxes_follow_the_country(
    tmp_path: Path, country: str, method: str, default: str, rates: list[tuple[str, int, int]]
) -> None:
    known, preferences = opened(tmp_path, "GBP", country)
    assert preferences["money.tax_method"] == f'"{method}"'
    assert preferences["money.default_tax"] == f'"{default}"'
    assert [(rate.label, rate.rate, rate.second_rate) for rate in known.tax_rates] == rates
    usual = next(rate for rate in known.tax_rates if rate.name == default)
    assert {item.tax for item in known.items if item.taxable} == {usual.rate}
    assert {item.tax for item in known.items if not item.taxable} == {0}


def test_types_have_their_list_and_their_fees(tmp_path: Path) -> None:
    known, _ = opened(tmp_path, "GBP", "GB")
    family = next(kind for kind in known.types if kind.name == "Family")
    offered = {item.id: item for item in known.items if item.price_list_id == family.price_list_id}
    fees = [
        (offered[fee.item_id].identifier, fee.from_people, fee.to_people, fee.each)
        for fee in known.automatic
        if fee.type_id == family.id
    ]
    assert fees == [("SIT", 0, 4, False), ("SIT5", 5, None, False), ("PERSON", 9, None, True)]
    newborn = next(kind for kind in known.types if kind.name == "Newborn")
    assert (newborn.deposit_percent, newborn.deposit_amount) == (5000, 0)


def test_packages_name_what_they_consist_of(tmp_path: Path) -> None:
    with Studio(tmp_path, now=NOW) as studio:
        studio.run(setup.create, LUMEN)
        content = rows(
            studio,
            "SELECT package.identifier, item.identifier, quantity FROM package_item "
            "JOIN item AS package ON package.id = package_id JOIN item ON item.id = item_id",
        )
    assert ("PKFAMILY", "P108", 2) in content
    assert {package for package, _, _ in content} == {"PKFAMILY", "PKBABY"}


def test_appointments_payments_and_letters_can_be_chosen(tmp_path: Path) -> None:
    known, _ = opened(tmp_path, "GBP", "GB")
    assert [entry.name for entry in known.appointment_types][:2] == [
        "Consultation",
        "Viewing & order",
    ]
    assert [entry.name for entry in known.methods][:2] == ["Cash", "Card"]
    assert [entry.name for entry in known.appointment_statuses if entry.initial] == ["Arranged"]
    assert {entry.area for entry in known.letters} == {"session", "appointment", "invoice"}
