from __future__ import annotations

import pytest

from studio_tui.domain.world import (
    countries,
    country_meant,
    country_of,
    currencies,
    currency_meant,
    currency_of,
    zone_meant,
    zones,
)
from studio_tui.errors import StudioError


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berl", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("ireland", "Europe/Dublin"),
        ("calcutta", "Asia/Calcutta"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_meant_by_its_name_its_city_or_its_country(typed: str, zone: str) -> None:
    assert zone_meant(typed) == zone


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("eur", "“eur” fits"),
        ("united states", "type a city, as Adak"),
        ("nowhere", "'nowhere' is not a time zone"),
        ("/", "is not a time zone"),
    ],
)
def test_what_is_no_zone_or_several_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(StudioError) as refused:
        zone_meant(typed)
    assert sentence in refused.value.message


@pytest.mark.parametrize(
    ("typed", "code"), [("gb", "GB"), ("germ", "DE"), ("Ireland", "IE"), ("us", "US")]
)
def test_a_country_is_meant_by_its_name_or_code(typed: str, code: str) -> None:
    assert country_meant(typed).code == code


@pytest.mark.parametrize(("typed", "code"), [("eur", "EUR"), ("Euro", "EUR"), ("british", "GBP")])
def test_a_currency_is_meant_by_its_name_or_code(typed: str, code: str) -> None:
    assert currency_meant(typed).code == code


def test_what_fits_several_or_nothing_is_refused_with_what_to_type() -> None:
    for typed, sentence in (("eur", "as Germany or DE"), ("", "as Germany"), ("united", " or ")):
        with pytest.raises(StudioError) as refused:
            country_meant(typed)
        assert sentence in refused.value.message


def test_every_zone_lies_in_a_country_with_a_currency() -> None:
    codes = {entry.code for entry in countries()}
    assert {country_of(zone.name) for zone in zones()} <= codes
    assert {currency_of(code) for code in codes} == {entry.code for entry in currencies()}


def test_of_several_currencies_the_countrys_own_is_meant_and_plurals_are_read() -> None:
    assert currency_meant("pounds", "GB").code == "GBP"
    assert currency_meant("pound", "EG").code == "EGP"
    assert currency_meant("euros").code == "EUR"
