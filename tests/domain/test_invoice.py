"""What an invoice comes to: by example, and for any invoice against exact fractions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.invoice import (
    Discount,
    InvoiceDraft,
    Line,
    Taxes,
    TaxMethod,
    discount_of,
    extended,
    spread,
    totals,
)

PORTRAIT = Line("Portrait session", 120_00)
PRINTS = Line("Prints", 12_50, 3)
EXEMPT = Line("Donation", 30_00, taxable=False)
VAT = Taxes("added", "VAT", 20_000)


def invoice(*lines: Line, **fields: Any) -> InvoiceDraft:
    return InvoiceDraft(lines=lines or (PORTRAIT, PRINTS), **fields)


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        (PRINTS, 37_50),
        (replace(PRINTS, discount=Discount(percent=10_00)), 33_75),
        (replace(PRINTS, discount=Discount(amount=5_00)), 32_50),
        (Line("Half a penny off", 1, discount=Discount(percent=50_00)), 0),
        (Line("A third off", 100, discount=Discount(percent=33_33)), 67),
        (Line("Yen", 333, 3, Discount(percent=12_50)), 874),
        (Line("Given away", 5_00, discount=Discount(percent=100_00)), 0),
        (Line("More than all", 5_00, discount=Discount(amount=9_00)), 0),
        (Line("Taken back", 12_50, -3, Discount(percent=10_00)), -33_75),
        (Line("Taken back", 12_50, -3, Discount(amount=5_00)), -32_50),
        (Line("Voucher", -20_00), -20_00),
    ],
)
def test_a_line_is_quantity_times_price_less_its_discount(line: Line, amount: int) -> None:
    assert extended(line) == amount


@pytest.mark.parametrize(
    ("draft", "figures"),
    [
        (InvoiceDraft(), (0, 0, (), 0, 0)),
        (invoice(), (157_50, 0, (), 0, 157_50)),
        (invoice(shipping=5_00), (157_50, 0, (), 5_00, 162_50)),
        (invoice(discount=Discount(percent=10_00)), (157_50, 15_75, (), 0, 141_75)),
        (invoice(discount=Discount(amount=7_50)), (157_50, 7_50, (), 0, 150_00)),
        (invoice(taxes=VAT), (157_50, 0, (("VAT 20%", 31_50),), 0, 189_00)),
        (
            invoice(taxes=VAT, shipping=5_00),
            (157_50, 0, (("VAT 20%", 31_50),), 5_00, 194_00),
        ),
        (
            invoice(taxes=replace(VAT, shipping_taxable=True), shipping=5_00),
            (157_50, 0, (("VAT 20%", 32_50),), 5_00, 195_00),
        ),
        (
            invoice(PORTRAIT, EXEMPT, taxes=VAT, discount=Discount(percent=10_00)),
            (150_00, 15_00, (("VAT 20%", 21_60),), 0, 156_60),
        ),
        (invoice(taxes=replace(VAT, rate=0)), (157_50, 0, (("VAT 0%", 0),), 0, 157_50)),
        (
            invoice(taxes=Taxes("two", "GST", 5_000, "QST", 9_975)),
            (157_50, 0, (("GST 5%", 7_88), ("QST 9.975%", 15_71)), 0, 181_09),
        ),
        (
            invoice(taxes=replace(VAT, method="included")),
            (157_50, 0, (("VAT 20%", 26_25),), 0, 157_50),
        ),
        (
            invoice(
                replace(PORTRAIT, tax_label="VAT", tax=20_000),
                replace(PRINTS, tax_label="VAT", tax=5_000),
                replace(EXEMPT, tax=5_000),
                taxes=replace(VAT, method="line", shipping_taxable=True),
                shipping=10_00,
            ),
            (187_50, 0, (("VAT 20%", 26_00), ("VAT 5%", 1_88)), 10_00, 225_38),
        ),
        (
            invoice(taxes=Taxes("added", rate=8_875)),
            (157_50, 0, (("Tax 8.875%", 13_98),), 0, 171_48),
        ),
    ],
)
def test_totals_by_example(draft: InvoiceDraft, figures: tuple[Any, ...]) -> None:
    found = totals(draft)
    assert (found.subtotal, found.discount, found.taxes, found.shipping, found.total) == figures


def test_a_discount_of_the_whole_is_shared_by_the_largest_remainder() -> None:
    assert spread(100, [1, 1, 1]) == [34, 33, 33]
    assert spread(-100, [-1, -1, -1]) == [-34, -33, -33]
    assert spread(10, [70, 20, 10]) == [7, 2, 1]
    assert spread(5, [10, -5, 0]) == [10, -5, 0]
    assert spread(0, [1, -1]) == [0, 0]
    assert spread(0, []) == []


AMOUNTS = st.integers(-20_000, 200_000)
DISCOUNTS = st.one_of(
    st.builds(Discount, percent=st.integers(0, 100_00)),
    st.builds(Discount, amount=st.integers(0, 50_000)),
)
RATES = st.integers(0, 30_000)
LABELS = st.sampled_from(["VAT", "GST", ""])
LINES = st.builds(
    Line,
    description=st.just("Item"),
    price=AMOUNTS,
    quantity=st.integers(1, 12),
    discount=DISCOUNTS,
    taxable=st.booleans(),
    tax_label=LABELS,
    tax=RATES,
)
TERMS = st.builds(
    Taxes,
    method=st.sampled_from(get_args(TaxMethod)),
    label=LABELS,
    rate=RATES,
    second_label=LABELS,
    second_rate=RATES,
    shipping_taxable=st.booleans(),
)
DRAFTS = st.builds(
    InvoiceDraft,
    lines=st.lists(LINES, max_size=8).map(tuple),
    discount=DISCOUNTS,
    shipping=st.integers(0, 5_000),
    taxes=TERMS,
)
"""Any invoice. Amounts are whole minor units, so that it is one of pounds, yen and dinars alike."""


def rounded(exact: Fraction) -> int:
    return floor(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)


@given(DRAFTS)
def test_lines_discount_tax_and_shipping_make_up_the_total(draft: InvoiceDraft) -> None:
    found = totals(draft)
    assert found.subtotal == sum(extended(line) for line in draft.lines)
    added = 0 if found.included else found.tax
    assert found.total == found.subtotal - found.discount + added + found.shipping
    assert found.shipping == draft.shipping


@given(DRAFTS)
def test_shares_of_the_discount_make_it_up_and_stay_near_proportion(draft: InvoiceDraft) -> None:
    amounts = [extended(line) for line in draft.lines]
    discount, whole = totals(draft).discount, sum(amounts)
    shares = spread(discount, amounts)
    assert sum(shares) == discount
    for share, amount in zip(shares, amounts, strict=True):
        exact = Fraction(discount * amount, whole) if whole else Fraction()
        assert abs(share - exact) < 1


@given(DRAFTS)
def test_each_tax_is_rounded_once_from_its_exact_base(draft: InvoiceDraft) -> None:
    found = totals(draft)
    amounts = [extended(line) for line in draft.lines]
    shares = spread(found.discount, amounts)
    nets = [amount - share for amount, share in zip(amounts, shares, strict=True)]
    terms = draft.taxes
    base = sum(net for net, line in zip(nets, draft.lines, strict=True) if line.taxable)
    base += draft.shipping if terms.shipping_taxable else 0
    rate, second = Fraction(terms.rate, 100_000), Fraction(terms.second_rate, 100_000)
    if terms.method == "none":
        expected = 0
    elif terms.method == "included":
        expected = rounded(base * rate / (1 + rate))
    elif terms.method == "line":
        expected = sum(
            rounded(net * Fraction(line.tax, 100_000))
            for net, line in zip(nets, draft.lines, strict=True)
            if line.taxable
        ) + (rounded(draft.shipping * rate) if terms.shipping_taxable else 0)
    elif not (terms.rate or terms.label):
        expected = 0
    else:
        expected = rounded(base * rate)
        expected += rounded(base * second) if terms.method == "two" else 0
    assert found.tax == expected


@given(DRAFTS)
def test_a_credit_memo_mirrors_its_invoice(draft: InvoiceDraft) -> None:
    lines = tuple(replace(line, quantity=-line.quantity) for line in draft.lines)
    found, mirror = totals(draft), totals(replace(draft, lines=lines, shipping=-draft.shipping))
    assert mirror.total == -found.total
    assert mirror.discount == -found.discount
    assert mirror.taxes == tuple((label, -amount) for label, amount in found.taxes)


@given(DISCOUNTS, st.integers(-(10**9), 10**9))
def test_a_discount_takes_off_no_more_than_there_is(discount: Discount, base: int) -> None:
    taken = discount_of(discount, base)
    assert 0 <= taken <= base or base <= taken <= 0
