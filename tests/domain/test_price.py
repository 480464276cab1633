"""What a price list offers, and what a session type adds by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_tui.domain.invoice import Line
from studio_tui.domain.price import (
    AutomaticItem,
    ItemEntry,
    automatic_lines,
    item_by_identifier,
    line_of,
    offered_items,
)
from studio_tui.errors import StudioError

FEE = ItemEntry(
    1, 1, "Fees", "FEE", "Session fee", "session-fee", 120_00, True, "VAT", 20_000, False
)
HEAD = ItemEntry(2, 1, "Fees", "HEAD", "Each beyond four", "session-fee", 15_00, False, "", 0, True)
PET_FEE = FEE._replace(id=3, price_list_id=2, description="Pet fee")
ITEMS = (FEE, HEAD, PET_FEE)


def rule(item_id: int, quantity: int = 1, **range_: int) -> AutomaticItem:
    each = bool(range_.pop("each", 0))
    return AutomaticItem(
        7, item_id, quantity, range_.get("from_people", 0), range_.get("to_people"), each
    )


def test_an_item_makes_a_line() -> None:
    assert line_of(FEE) == Line(
        "Session fee", 120_00, tax_label="VAT", tax=20_000, item_id=1, identifier="FEE"
    )
    assert (line_of(HEAD, 3).quantity, line_of(HEAD).taxable) == (3, False)


@pytest.mark.parametrize(
    ("rules", "people", "quantities"),
    [
        ([rule(1)], None, [("FEE", 1)]),
        ([rule(1, 2)], 6, [("FEE", 2)]),
        ([rule(2, from_people=5, each=1)], 4, []),
        ([rule(2, from_people=5, each=1)], 5, [("HEAD", 1)]),
        ([rule(2, from_people=5, each=1)], 8, [("HEAD", 4)]),
        ([rule(2, 2, from_people=5, each=1)], 6, [("HEAD", 4)]),
        ([rule(2, each=1)], 3, [("HEAD", 3)]),
        ([rule(2, each=1)], None, [("HEAD", 1)]),
        ([rule(1, from_people=1, to_people=4)], 4, [("FEE", 1)]),
        ([rule(1, from_people=1, to_people=4)], 5, []),
        ([rule(1, from_people=1, to_people=4)], None, [("FEE", 1)]),
        ([rule(2, from_people=2)], None, []),
        ([rule(1), rule(2, from_people=5, each=1)], 7, [("FEE", 1), ("HEAD", 3)]),
        ([rule(99)], 1, []),
        ([replace(rule(1), type_id=8)], 1, []),
    ],
)
def test_a_type_adds_its_items_by_the_head_count(
    rules: list[AutomaticItem], people: int | None, quantities: list[tuple[str, int]]
) -> None:
    lines = automatic_lines(ITEMS, rules, 7, people)
    assert [(line.identifier, line.quantity) for line in lines] == quantities
    assert all(line.automatic for line in lines)


def test_hidden_items_are_not_listed_but_found_by_identifier() -> None:
    assert offered_items(ITEMS, 1) == (FEE,)
    assert offered_items(ITEMS, None) == (FEE, PET_FEE)
    assert item_by_identifier(ITEMS, 1, " head ") == HEAD
    assert item_by_identifier(ITEMS, 2, "fee") == PET_FEE


@pytest.mark.parametrize(
    ("price_list", "text", "sentence"),
    [(2, "head", "no item “head”"), (1, "", "no item"), (None, "fee", "Several price lists")],
)
def test_an_identifier_of_nothing_or_of_several_is_refused(
    price_list: int | None, text: str, sentence: str
) -> None:
    with pytest.raises(StudioError, match=sentence):
        item_by_identifier(ITEMS, price_list, text)
