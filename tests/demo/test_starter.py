from __future__ import annotations

import tomllib
from typing import Any

import pytest
from rich.color import Color, ColorSystem

from studio_tui.demo.content import DAYS, week_hours
from studio_tui.paths import data_dir

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
