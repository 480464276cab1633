from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from importlib import import_module
from typing import Any, get_args

import pytest
from rich.color import Color, ColorSystem

from studio_tui.demo.content import week_hours
from studio_tui.domain.invoice import TaxMethod
from studio_tui.domain.letter import LetterArea
from studio_tui.domain.payment import MethodKind
from studio_tui.domain.price import IDENTIFIER_LIMIT, ItemKind
from studio_tui.paths import data_dir
from studio_tui.services.starter import DAYS, deposit, taxes_of

FILES = sorted(data_dir().rglob("*.toml"))


def starter(name: str) -> dict[str, Any]:
    return tomllib.loads((data_dir() / "starter" / f"{name}.toml").read_text("utf-8"))


TYPES: list[dict[str, Any]] = starter("session_types")["session_type"]
STATUSES: list[dict[str, Any]] = starter("statuses")["session"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_can_be_read_and_opens_with_what_it_holds(path: Any) -> None:
    text = path.read_text("utf-8")
    assert tomllib.loads(text)
    assert text.startswith("# ")


@pytest.mark.parametrize("key", ["name", "code", "order", "colour"])
def test_session_types_differ(key: str) -> None:
    assert len({entry[key] for entry in TYPES}) == len(TYPES) == 8


def test_colours_stay_apart_in_terminals_with_16_colours() -> None:
    shown = {Color.parse(entry["colour"]).downgrade(ColorSystem.STANDARD).number for entry in TYPES}
    assert len(shown) == len(TYPES)


def test_session_types_name_terms_and_resources_that_exist() -> None:
    terms = starter("texts")["terms"]
    resources = {entry["name"] for entry in starter("resources")["resource"]}
    for entry in TYPES:
        assert entry["terms"] in terms, entry["name"]
        assert entry["resource"] in resources | {""}, entry["name"]


def test_codes_can_be_typed() -> None:
    assert all(entry["code"].isalpha() and 2 <= len(entry["code"]) <= 3 for entry in TYPES)


def test_sessions_have_one_initial_status_and_every_kind() -> None:
    assert [entry["name"] for entry in STATUSES if entry.get("initial")] == ["Booked"]
    assert {entry["kind"] for entry in STATUSES} == {"open", "done", "cancelled", "no-show"}
    orders = [entry["order"] for entry in STATUSES]
    assert orders == sorted(set(orders))


def test_one_client_status_is_given_to_newcomers_and_one_at_booking() -> None:
    clients = starter("statuses")["client"]
    assert [entry["name"] for entry in clients if entry.get("initial")] == ["Prospect"]
    assert [entry["name"] for entry in clients if entry.get("booked")] == ["Customer"]


def test_hours_can_be_read() -> None:
    week = week_hours(starter("hours")["week"])
    assert week[0] == ((540, 1050),)
    assert week[6] == ()
    assert set(starter("hours")["work_week"]["days"]) <= set(DAYS)


LISTS: list[dict[str, Any]] = starter("price_lists")["list"]
TAXES = starter("taxes")
ITEM_KINDS = set(get_args(ItemKind))


def items(price_list: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["identifier"]: item for group in price_list["group"] for item in group["item"]}


@pytest.mark.parametrize("price_list", LISTS, ids=lambda entry: str(entry["name"]))
def test_items_of_a_price_list_can_be_told_apart_and_typed(price_list: dict[str, Any]) -> None:
    entries = [item for group in price_list["group"] for item in group["item"]]
    assert len(items(price_list)) == len(entries)
    for item in entries:
        assert re.fullmatch(rf"[A-Z0-9]{{1,{IDENTIFIER_LIMIT}}}", item["identifier"])
        assert item["description"]
        assert item["kind"] in ITEM_KINDS
        assert re.fullmatch(r"\d+\.\d\d", item["price"]), item
        assert re.fullmatch(r"\d+\.\d\d", item.get("cost", "0.00")), item
        assert item.keys() <= {
            *("identifier", "description", "kind", "price", "cost"),
            *("taxable", "hidden", "content"),
        }
    assert any(item.get("hidden") for item in entries)


def test_an_identifier_of_one_list_is_not_on_the_other() -> None:
    portrait, business = map(items, LISTS)
    assert not portrait.keys() & business.keys()


@pytest.mark.parametrize("price_list", LISTS, ids=lambda entry: str(entry["name"]))
def test_packages_consist_of_other_items_of_their_list(price_list: dict[str, Any]) -> None:
    known = items(price_list)
    for item in known.values():
        content = [part["item"] for part in item.get("content", ())]
        assert bool(content) == (item["kind"] == "package")
        assert len(set(content)) == len(content)
        for part in item.get("content", ()):
            assert known[part["item"]]["kind"] != "package"
            assert part["quantity"] > 0


@pytest.mark.parametrize("entry", TYPES, ids=lambda entry: str(entry["name"]))
def test_a_session_type_charges_items_of_its_own_list(entry: dict[str, Any]) -> None:
    (price_list,) = [one for one in LISTS if one["name"] == entry["price_list"]]
    assert entry["automatic"]
    for fee in entry["automatic"]:
        assert fee["item"] in items(price_list)
        assert fee.keys() <= {"item", "quantity", "from", "to", "each"}
        assert fee.get("from", 0) <= fee.get("to", 1000)
    share, amount = deposit(entry["deposit"], 2)
    assert 0 in (share, amount)
    assert 0 <= share <= 10_000


def test_one_type_charges_by_how_many_people_come() -> None:
    (family,) = [entry for entry in TYPES if entry["name"] == "Family"]
    assert family["automatic"] == [
        {"item": "SIT", "to": 4},
        {"item": "SIT5", "from": 5},
        {"item": "PERSON", "from": 9, "each": True},
    ]


@pytest.mark.parametrize(
    ("text", "digits", "expected"),
    [
        ("", 2, (0, 0)),
        ("25.00", 2, (0, 2500)),
        ("25.00", 0, (0, 25)),
        ("12.50", 0, (0, 13)),
        ("12.49", 0, (0, 12)),
        ("25.00", 3, (0, 25_000)),
        ("50 %", 2, (5000, 0)),
        ("33.33%", 0, (3333, 0)),
    ],
)
def test_a_deposit_is_a_share_or_an_amount(
    text: str, digits: int, expected: tuple[int, int]
) -> None:
    assert deposit(text, digits) == expected


def test_a_country_has_one_way_of_taxing() -> None:
    codes = [code for entry in TAXES["country"] for code in entry["codes"]]
    assert len(set(codes)) == len(codes)
    assert {taxes_of(code)["method"] for code in ("GB", "DE", "AU")} == {"included"}
    methods = [taxes_of(code)["method"] for code in ("US", "CA", "BR", "")]
    assert methods == ["added", "two", "none", "none"]


@pytest.mark.parametrize(
    "rule", [*TAXES["country"], TAXES["elsewhere"]], ids=lambda rule: str(rule.get("codes"))
)
def test_a_way_of_taxing_is_complete(rule: dict[str, Any]) -> None:
    names = [rate["name"] for rate in [*rule["rates"], TAXES["exempt"]]]
    assert rule["default"] in names
    assert len(set(names)) == len(names)
    assert rule["method"] in get_args(TaxMethod)
    assert isinstance(rule["shipping_taxable"], bool)
    for rate in rule["rates"]:
        assert rate["label"]
        assert 0 <= Decimal(rate["rate"]) < 30
        assert ("second_rate" in rate) == bool(rate.get("second_label"))
        assert rule["method"] == "two" or "second_rate" not in rate


@pytest.mark.parametrize(
    ("name", "key"), [("appointment_types", "appointment_type"), ("payment_methods", "method")]
)
def test_names_and_codes_are_used_once(name: str, key: str) -> None:
    entries = starter(name)[key]
    for told_by in ("name", "code"):
        assert len({entry[told_by] for entry in entries}) == len(entries)
    assert all(re.fullmatch("[A-Z]{2,3}", entry["code"]) for entry in entries)


def test_payments_and_appointments_are_of_a_known_kind() -> None:
    methods = starter("payment_methods")["method"]
    assert {entry["kind"] for entry in methods} == set(get_args(MethodKind))
    for entry in starter("appointment_types")["appointment_type"]:
        assert re.fullmatch("#[0-9a-f]{6}", entry["colour"])
        assert 0 < entry["length"] <= 240


def test_appointments_have_one_initial_status_and_every_kind() -> None:
    statuses = starter("statuses")["appointment"]
    assert [entry["name"] for entry in statuses if entry.get("initial")] == ["Arranged"]
    assert {entry["kind"] for entry in statuses} == {"open", "done", "cancelled", "no-show"}


def test_there_is_a_letter_about_everything_a_letter_can_be_about() -> None:
    letters = starter("letters")["letter"]
    assert {entry["area"] for entry in letters} == set(get_args(LetterArea))
    assert len({entry["name"] for entry in letters}) == len(letters)
    for entry in letters:
        assert entry["subject"]
        assert "\n" not in entry["subject"]
        named = set(re.findall(r"(\w+)\.\w+", " ".join(re.findall(r"{[{%].*?[%}]}", str(entry)))))
        assert named <= {"client", "studio", "user", entry["area"]}, entry["name"]


def test_a_studio_that_was_open_before_gets_the_same_types_and_methods() -> None:
    update = import_module("studio_tui.models.migrations.0002_money_and_appointments")
    types = starter("appointment_types")["appointment_type"]
    assert [entry[:-1] for entry in update.TYPES] == [tuple(entry.values()) for entry in types]
    methods = starter("payment_methods")["method"]
    assert [entry[:-1] for entry in update.METHODS] == [tuple(entry.values()) for entry in methods]
    statuses = starter("statuses")["appointment"]
    assert [entry[1] for entry in update.STATUSES] == [entry["name"] for entry in statuses]
