"""What the invoice pages make of typed text, and of a session that changes afterwards."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from studio_tui.domain.invoice import Discount, Line
from studio_tui.domain.price import line_of
from studio_tui.flows import invoice_fields
from studio_tui.flows.invoice_fields import (
    NOT_NOW,
    NOW,
    invoice_draft,
    invoice_said,
    invoice_totals,
    lines_text,
    order_said,
    totals_said,
)
from tests.flows.money import (
    FACTS,
    HEADSHOT,
    LISTS,
    NEWBORN_FEE,
    PRINT,
    SITTING,
    facts,
    pages,
    read,
    refusals,
)


def names(lines: tuple[Line, ...]) -> list[str]:
    return [line.identifier for line in lines]


def ordered(*lines: Line, **typed: str) -> str:
    """The text of the order lines after they were put together by hand."""
    return lines_text(read(**typed), lines)


# Whether there is an invoice


@pytest.mark.parametrize(
    ("proposed", "kind", "default"),
    [
        ("type", "portrait", NOW),
        ("type", "headshot", NOT_NOW),
        ("yes", "headshot", NOW),
        ("no", "portrait", NOT_NOW),
    ],
)
def test_the_studio_says_when_an_invoice_is_proposed(
    proposed: str, kind: str, default: str
) -> None:
    assert read(facts(booking__invoice=proposed), type=kind).text("invoice") == default


def test_a_type_without_price_list_is_asked_nothing_about_money() -> None:
    assert pages(type="passport") == []
    assert pages(type="") == []
    assert invoice_draft(read(type="passport")) is None


def test_without_an_invoice_its_pages_are_skipped() -> None:
    assert pages() == ["invoice", "items", "totals", "payment", "payment_details"]
    assert pages(invoice=NOT_NOW) == ["invoice", "payment", "payment_details"]
    assert invoice_draft(read(invoice=NOT_NOW)) is None


# What is on it


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, ["SIT"]),
        ({"people": "4"}, ["SIT"]),
        ({"people": "5"}, ["SIT5"]),
        ({"type": "nb"}, ["SITNB"]),
        ({"type": "headshot", "invoice": NOW}, []),
    ],
)
def test_untouched_lines_follow_type_and_head_count(
    typed: dict[str, str], found: list[str]
) -> None:
    assert names(invoice_fields.ordered(read(**typed))) == found
    assert not invoice_fields.outdated(read(**typed))


def test_lines_put_together_by_hand_stay_as_they_are() -> None:
    line = replace(line_of(PRINT), quantity=2, discount=Discount(percent=1000))
    text = ordered(line_of(SITTING, automatic=True), line)
    assert invoice_fields.ordered(read(lines=text))[1] == line
    assert json.loads(text)["type_id"] == 1


def test_another_type_asks_whether_to_swap_what_nobody_has_touched() -> None:
    edited = replace(line_of(SITTING), price=5000)
    text = ordered(line_of(SITTING, automatic=True), edited, line_of(PRINT))
    asked = refusals("items", lines=text, type="nb")["lines"]
    assert asked == (
        "The session is now: Newborn. Its automatic items are others than those on the invoice."
    )
    answers = read(lines=text, type="nb")
    swapped = read(lines=invoice_fields.swapped_text(answers), type="nb")
    assert names(invoice_fields.ordered(swapped)) == ["SITNB", "SIT", "P108"]
    assert invoice_fields.ordered(swapped)[1] == edited
    kept = read(lines=invoice_fields.kept_text(answers), type="nb")
    assert names(invoice_fields.ordered(kept)) == ["SIT", "SIT", "P108"]
    for decided in (swapped, kept):
        assert not invoice_fields.outdated(decided)


def test_another_head_count_asks_only_when_it_changes_the_fee() -> None:
    text = ordered(line_of(SITTING, automatic=True), line_of(PRINT), people="2")
    assert refusals("items", lines=text, people="4") == {}
    assert "Portrait, 5 people" in refusals("items", lines=text, people="5")["lines"]


def test_an_item_that_is_no_longer_sold_is_named_and_can_be_kept_out() -> None:
    text = ordered(line_of(SITTING, automatic=True), line_of(PRINT))
    less = replace(LISTS, items=tuple(item for item in LISTS.items if item != PRINT))
    assert refusals("items", facts(less), lines=text) == {
        "lines": "Print 10 × 8 in is no longer on the price list."
    }
    answers = read(facts(less), lines=text)
    kept = read(facts(less), lines=invoice_fields.without_gone_text(answers))
    assert names(invoice_fields.ordered(kept)) == ["SIT"]


def test_items_of_another_price_list_do_not_stay_when_the_type_changes() -> None:
    text = ordered(line_of(HEADSHOT), type="headshot", invoice=NOW)
    swapped = invoice_fields.swapped_text(read(lines=text))
    assert refusals("items", lines=swapped) == {"lines": "Headshot is no longer on the price list."}


def test_an_invoice_without_lines_is_refused() -> None:
    assert refusals("items", lines=ordered()) == {
        "lines": "Nothing is on the invoice: add an item, or go back for no invoice."
    }


def test_lines_that_cannot_be_read_are_no_crash() -> None:
    for text in ("[", "{}", '{"lines": [{"x": 1}], "type_id": 1, "people": null}'):
        assert "cannot be read" in refusals("items", lines=text)["lines"]


# What it comes to


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"discount": "10%"}, {"discount": "£6.00 off £60.00", "tax": "VAT 20%: £10.80"}),
        ({"discount": "5"}, {"discount": "£5.00 off £60.00"}),
        ({"tax": "ex"}, {"tax": "no tax"}),
        ({"tax": "none"}, {"tax": "no tax"}),
        ({"shipping": "4.50"}, {"shipping": "£4.50"}),
    ],
)
def test_discount_tax_and_shipping_say_what_they_do(
    typed: dict[str, str], words: dict[str, str]
) -> None:
    assert {key: read(**typed).reading(key).words for key in words} == words


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("discount", "101%", "more than 100%"),
        ("discount", "60.01", "more than the £60.00"),
        ("discount", "-5", "not negative"),
        ("discount", "5.001", "type 5.01 or 5.00"),
        ("shipping", "-1", "not negative"),
        ("shipping", "1.005", "type 1.01 or 1.00"),
        ("tax", "xyz", "no tax rate"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(key: str, text: str, said: str) -> None:
    assert said in refusals("totals", **{key: text})[key]


@pytest.mark.parametrize(("method", "asked"), [("none", False), ("line", False), ("two", True)])
def test_a_rate_is_chosen_only_where_the_invoice_has_one(method: str, asked: bool) -> None:
    answers = read(facts(money__tax_method=method))
    assert answers.fields["tax"].applies(answers) is asked
    draft = invoice_draft(answers)
    assert draft is not None
    assert draft.taxes.method == method


def test_the_draft_holds_everything() -> None:
    draft = invoice_draft(read(discount="10%", shipping="5", tax="st"))
    assert draft is not None
    assert names(draft.lines) == ["SIT"]
    assert draft.lines[0].automatic
    assert (draft.discount, draft.shipping) == (Discount(percent=1000), 500)
    assert (draft.taxes.method, draft.taxes.rate, draft.tax_rate_id) == ("added", 20000, 1)
    assert (draft.kind, draft.token) == ("session-fee", "t-invoice")


def test_the_summary_says_total_and_lines() -> None:
    answers = read(type="nb", discount="10%", shipping="4.50")
    assert [(said.label, said.words) for said in invoice_said(answers)] == [
        ("Invoice", "£134.10 · 1 line · 10% off · shipping £4.50 · VAT 20% £21.60"),
    ]
    assert [(said.label, said.words) for said in order_said(answers)] == [
        ("Order", f"{NEWBORN_FEE.description}, 1 at £120.00, £120.00"),
    ]
    without = read(invoice=NOT_NOW)
    assert invoice_said(without) == order_said(without) == ()


@pytest.mark.parametrize(
    ("method", "lines"),
    [
        (
            "added",
            [
                ("Subtotal", "£60.00"),
                ("Discount", "-£6.00"),
                ("VAT 20%", "£10.80"),
                ("Total", "£64.80"),
            ],
        ),
        (
            "included",
            [
                ("Subtotal", "£60.00"),
                ("Discount", "-£6.00"),
                ("Total", "£54.00"),
                ("VAT 20%", "£9.00 included"),
            ],
        ),
        ("none", [("Subtotal", "£60.00"), ("Discount", "-£6.00"), ("Total", "£54.00")]),
    ],
)
def test_what_the_invoice_comes_to_adds_up_line_by_line(
    method: str, lines: list[tuple[str, str]]
) -> None:
    found = invoice_totals(read(facts(money__tax_method=method), discount="10%"))
    assert found is not None
    said = totals_said(found, FACTS.catalogue.currency)
    assert [(line.label, line.words) for line in said] == lines


def test_a_plain_total_needs_no_subtotal() -> None:
    found = invoice_totals(read(facts(money__tax_method="included")))
    assert found is not None
    said = totals_said(found, FACTS.catalogue.currency)
    assert [line.label for line in said] == ["Total", "VAT 20%"]


def test_yen_have_no_decimals() -> None:
    yen = facts(studio__currency="JPY")
    assert refusals("totals", yen, shipping="5.5")["shipping"].endswith("type 6 or 5.")
    assert read(yen, shipping="500").reading("shipping").words == "¥500"
    assert FACTS.catalogue.currency.digits == 2
