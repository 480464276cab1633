"""What promotions take off an order, and why they take nothing off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain import order
from studio_tui.domain.invoice import Discount, InvoiceDraft, extended, totals
from studio_tui.domain.money import currency
from studio_tui.domain.price import ItemEntry, line_of
from studio_tui.domain.promotion import Pricing, Promotion, added, priced
from studio_tui.errors import StudioError
from tests.flows.money import PRINT, SITTING, SMALL, item

GBP = currency("GBP")
TODAY, JUNE = date(2026, 11, 24), date(2026, 6, 30)
FRAME = item(10, "FRAME", "Oak frame", 45_00, group="Frames", tags=frozenset({"gift"}))
PACK = item(11, "PACK", "Package", 95_00, kind="package", group="Packages")
CHEAP = item(12, "WEB", "Web file", 20_00, group="Files", package_price=5_00)


def code(number: int = 20, **promotion: Any) -> ItemEntry:
    """A promotional item."""
    offer = Promotion(**{"takes": "percent", "percent": 10_00, **promotion})
    made = item(number, f"CODE{number}", "Autumn offer", 0, kind="promotional", group="Offers")
    return made._replace(promotion=offer)


def terms(*codes: ItemEntry, session: date | None = None) -> Pricing:
    sold = {each.id: each for each in (SITTING, PRINT, SMALL, FRAME, PACK, CHEAP, *codes)}
    return Pricing(sold, GBP, TODAY, session)


SIT, PRINTS, SMALLS = line_of(SITTING), line_of(PRINT, 3), line_of(SMALL, 2)  # 60, 96, 36
LINES = (SIT, PRINTS, SMALLS, line_of(FRAME))  # and 45: 237 in all


@pytest.mark.parametrize(
    ("promotion", "off"),
    [
        ({"percent": 10_00}, 23_70),
        ({"percent": 12_50}, 29_63),  # 29.625, rounded once
        ({"percent": 100_00}, 237_00),
        ({"percent": 10_00, "group": "Prints"}, 13_20),
        ({"percent": 10_00, "tags": frozenset({"gift"})}, 4_50),
        ({"percent": 10_00, "group": "Prints", "tags": frozenset({"gift"})}, 17_70),
        ({"takes": "amount", "amount": 25_00}, 25_00),
        ({"takes": "amount", "amount": 50_00, "group": "Frames"}, 45_00),
        ({"takes": "each", "amount": 2_00, "group": "Prints"}, 10_00),
        ({"takes": "each", "amount": 20_00, "group": "Prints"}, 96_00),  # never below zero
        ({"takes": "free", "free_id": SMALL.id}, 18_00),
        ({"takes": "percent", "minimum": 237_00}, 23_70),
    ],
)
def test_what_a_promotion_takes_off(promotion: dict[str, Any], off: int) -> None:
    sale = code(**promotion)
    lines, at = added(LINES, sale, terms(sale))
    assert (lines[at].price, lines[at].quantity, at) == (-off, 1, 4)
    assert lines[:4] == LINES


@pytest.mark.parametrize(
    ("promotion", "session", "why"),
    [
        ({"first": date(2026, 12, 1)}, None, "CODE20 is for orders from Tue 1 Dec 2026 on."),
        ({"last": JUNE}, None, "CODE20 was for orders until Tue 30 Jun 2026."),
        ({"session_last": JUNE}, None, "this order has no session."),
        (
            {"session_first": date(2026, 6, 1), "session_last": JUNE},
            TODAY,
            "is for sessions from Mon 1 Jun 2026 until Tue 30 Jun 2026; this one is on Tue 24 Nov",
        ),
        ({"minimum": 300_00}, None, "CODE20 needs an order of £300.00; this one comes to £237.00."),
        ({"group": "Albums"}, None, "CODE20 needs something of Albums on the order: add that"),
        ({"takes": "free", "free_id": CHEAP.id}, None, "Web file is free with CODE20: add it to"),
    ],
)
def test_why_a_promotion_takes_nothing_off(
    promotion: dict[str, Any], session: date | None, why: str
) -> None:
    sale = code(**promotion)
    with pytest.raises(StudioError) as refused:
        added(LINES, sale, terms(sale, session=session))
    assert why in refused.value.message


def test_an_order_is_priced_anew_when_it_changes() -> None:
    sale = code(minimum=100_00)
    by = terms(sale)
    lines, at = added(LINES, sale, by)
    with pytest.raises(StudioError, match="on the order already"):
        added(lines, sale, by)
    fewer = priced(order.removed(lines, 1), by)
    assert (fewer.lines[-1].price, fewer.said) == (-14_10, "")
    none = priced((SIT, lines[at]), by)
    assert none.lines == (SIT,)
    assert none.said == (
        "CODE20 needs an order of £100.00; this one comes to £60.00. It is taken out."
    )
    assert priced((*LINES, replace(lines[at], item_id=99)), by).lines[-1].price == -23_70


def test_two_promotions_share_what_there_is() -> None:
    half, gift = code(20, percent=50_00), code(21, takes="amount", amount=500_00)
    by = terms(half, gift)
    lines, _ = added(LINES, half, by)
    lines, _ = added(lines, gift, by)
    assert [line.price for line in lines[-2:]] == [-118_50, -118_50]
    third = code(22)
    with pytest.raises(StudioError, match="Nothing is left that CODE22"):
        added(lines, third, terms(half, gift, third))


def test_it_is_taxed_as_what_it_lowers() -> None:
    sale = code(group="Prints")
    exempt = tuple(replace(line, taxable=False) for line in (PRINTS, SMALLS))
    assert not added(exempt, sale, terms(sale))[0][-1].taxable
    assert added((PRINTS, exempt[1]), sale, terms(sale))[0][-1].taxable is sale.taxable


def test_an_item_costs_less_with_a_package_unless_its_price_was_typed() -> None:
    by, web = terms(), line_of(CHEAP)
    typed = replace(web, price=7_00)
    with_it = priced((line_of(PACK), web, typed), by).lines
    assert [line.price for line in with_it] == [95_00, 5_00, 7_00]
    assert [line.price for line in priced(with_it[1:], by).lines] == [20_00, 7_00]


OFFERS = st.builds(
    Promotion,
    takes=st.sampled_from(["percent", "amount", "each", "free"]),
    percent=st.integers(0, 100_00),
    amount=st.integers(0, 200_00),
    free_id=st.sampled_from([PRINT.id, SMALL.id, CHEAP.id]),
    group=st.sampled_from(["", "Prints", "Frames"]),
    minimum=st.integers(0, 100_00),
)
SOLD = st.builds(
    lambda sold, many, off: replace(line_of(sold, many), discount=Discount(percent=off)),
    st.sampled_from([SITTING, PRINT, SMALL, FRAME, PACK, CHEAP]),
    st.integers(1, 9),
    st.integers(0, 100_00),
)


@given(st.lists(SOLD, max_size=5), st.lists(OFFERS, max_size=3))
def test_no_order_falls_below_zero_and_pricing_twice_changes_nothing(
    sold: list[Any], offers: list[Promotion]
) -> None:
    codes = [code(20 + at)._replace(promotion=offer) for at, offer in enumerate(offers)]
    by = terms(*codes)
    once = priced((*sold, *map(line_of, codes)), by)
    assert priced(once.lines, by).lines == once.lines
    assert all(extended(line) < 0 for line in once.lines if by.promotion(line))
    assert totals(InvoiceDraft(lines=once.lines)).total >= 0
    assert len(once.lines) == len(sold) + len(codes) - once.said.count("It is taken out.")
