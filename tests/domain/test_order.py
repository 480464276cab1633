"""Order lines as they are put together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain import order
from studio_tui.domain.invoice import Discount, Line
from studio_tui.domain.money import currency
from studio_tui.domain.price import line_of
from tests.flows.money import HIDDEN, ITEMS, PRINT, SITTING, SMALL

FEE, PRINTED = line_of(SITTING, automatic=True), line_of(PRINT)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["SIT", "SIT5", "SITNB", "P108", "P75"]),
        ("sit", ["SIT", "SIT5", "SITNB"]),
        ("sit5", ["SIT5"]),
        ("print", ["P108", "P75"]),
        ("prints", ["P108", "P75"]),
        ("10x8", ["P108"]),
        ("8 print 10", ["P108"]),
        ("fee newborn", ["SITNB"]),
        ("reprint", ["REPRINT"]),
        ("repri", []),
        ("head", []),
    ],
)
def test_items_are_found_by_identifier_or_words(typed: str, found: list[str]) -> None:
    assert [item.identifier for item in order.matching(ITEMS, 1, typed)] == found


def test_an_item_sold_twice_is_one_line_unless_it_was_changed() -> None:
    lines, at = order.added((FEE,), PRINT)
    assert (lines, at) == ((FEE, PRINTED), 1)
    lines, at = order.added(lines, PRINT)
    assert (lines[1].quantity, at) == (2, 1)
    lines = order.changed(lines, 1, replace(lines[1], price=3000))
    lines, at = order.added(lines, PRINT)
    assert (lines[2], at) == (PRINTED, 2)
    lines, at = order.added(lines, SITTING)
    assert (lines[0].quantity, lines[0].automatic, at) == (2, False, 0)


def test_a_package_says_what_it_consists_of() -> None:
    package = PRINT._replace(description="First year", content="1 × Album\n6 × Print 7 × 5 in")
    line = line_of(package)
    assert order.described(line) == "First year: 1 × Album; 6 × Print 7 × 5 in"
    money = currency("GBP")
    words = "First year, 1 at £32.00, £32.00: 1 × Album; 6 × Print 7 × 5 in"
    assert order.line_words(line, money) == words
    assert order.described(PRINTED) == PRINTED.description


def test_what_a_person_changes_is_no_longer_automatic() -> None:
    assert order.changed((FEE,), 0, FEE)[0].automatic
    assert not order.changed((FEE,), 0, replace(FEE, price=1))[0].automatic
    assert order.moved((FEE, PRINTED), 0, 1)[0] == (PRINTED, FEE)


def test_swapping_keeps_what_was_changed_or_added() -> None:
    fresh = line_of(SMALL, automatic=True)
    edited = replace(FEE, automatic=False, price=1)
    assert order.swapped((FEE, edited, PRINTED), (fresh,)) == (fresh, edited, PRINTED)


def test_lines_of_items_that_are_gone_are_found() -> None:
    by_hand = Line("Something else", 100)
    lines = (FEE, PRINTED, line_of(HIDDEN), by_hand)
    assert order.gone(lines, ITEMS, 1) == ()
    assert order.gone(lines, [SITTING, HIDDEN], 1) == (PRINTED,)
    assert order.gone(lines, ITEMS, 2) == lines[:3]


def test_a_line_says_what_it_is_and_where() -> None:
    line = replace(PRINTED, quantity=2, price=2500, discount=Discount(percent=1000))
    assert order.place_words((FEE, line, FEE), 1, currency("GBP")) == (
        "Line 2 of 3: Print 10 × 8 in, 2 at £25.00, 10% off, £45.00"
    )
    assert order.line_words(FEE, currency("JPY")) == "Sitting fee, 1 at ¥6,000, ¥6,000"


@given(st.lists(st.sampled_from(ITEMS), max_size=8), st.data())
def test_moving_and_removing_lose_nothing_else(items: list[object], data: st.DataObject) -> None:
    lines = tuple(line_of(item, number) for number, item in enumerate(items, 1))  # type: ignore[arg-type]
    if not lines:
        return
    at = data.draw(st.integers(0, len(lines) - 1))
    other, to = order.moved(lines, at, data.draw(st.integers(-9, 9)))
    assert other[to] == lines[at]
    assert order.removed(other, to) == order.removed(lines, at)
