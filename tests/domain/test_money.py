"""Amounts, discounts and rates as they are typed and read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.money import (
    MOST,
    Currency,
    Discount,
    currency,
    discount_words,
    half_up,
    money_words,
    parse_discount,
    parse_money,
    plain_money,
    rate_words,
)
from studio_tui.errors import StudioError

GBP, USD, JPY, KWD = (currency(code) for code in ("GBP", "USD", "JPY", "KWD"))
CURRENCIES = st.sampled_from([GBP, USD, JPY, KWD, currency("CHF"), currency("CLF")])
AMOUNTS = st.integers(-MOST, MOST)


@pytest.mark.parametrize(
    ("code", "digits", "symbol"),
    [("gbp", 2, "£"), ("USD", 2, "$"), ("JPY", 0, "¥"), ("KWD", 3, "KWD"), ("BHD", 3, "BHD")],
)
def test_a_currency_has_its_decimals_and_sign(code: str, digits: int, symbol: str) -> None:
    assert currency(code) == Currency(code.upper(), digits, symbol)


@pytest.mark.parametrize(
    ("text", "money", "amount"),
    [
        ("120", GBP, 120_00),
        ("120.00", GBP, 120_00),
        ("120,5", GBP, 120_50),
        ("  0.05 ", GBP, 5),
        (".5", GBP, 50),
        ("5.", GBP, 500),
        ("1,234.50", GBP, 1234_50),
        ("1 234,50", GBP, 1234_50),
        ("1\u202f234,50", GBP, 1234_50),
        ("1.234,50", GBP, 1234_50),
        ("1'234.50", GBP, 1234_50),
        ("1,234", GBP, 1234_00),
        ("1,234,567", GBP, 1234567_00),
        ("1.234.567", GBP, 1234567_00),
        ("1,00,000.00", GBP, 100000_00),
        ("£120", GBP, 120_00),
        ("£ 120", GBP, 120_00),
        ("-£5.00", GBP, -5_00),
        ("£-5.00", GBP, -5_00),
        ("−5", GBP, -5_00),
        ("- 5", GBP, -5_00),
        ("5.00 gbp", GBP, 5_00),
        ("GBP 5", GBP, 5_00),
        ("5£", GBP, 5_00),
        ("$5", USD, 5_00),
        ("1200", JPY, 1200),
        ("¥1,200", JPY, 1200),
        ("1.200.000", JPY, 1200000),
        ("12.345", KWD, 12345),
        ("12,3", KWD, 12300),
        ("1,234.567", KWD, 1234567),
        ("KWD 12.500", KWD, 12500),
        ("0", GBP, 0),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, money: Currency, amount: int) -> None:
    assert parse_money(text, money) == amount


@pytest.mark.parametrize(
    ("text", "money", "sentence"),
    [
        ("", GBP, "not an amount of money; type it as 120.00"),
        ("-", GBP, "not an amount"),
        ("£", GBP, "not an amount"),
        (".", GBP, "not an amount"),
        ("five", GBP, "not an amount"),
        ("$5", GBP, "not an amount"),
        ("--5", GBP, "not an amount"),
        ("5-", GBP, "not an amount"),
        ("1e3", GBP, "not an amount"),
        ("1,23,4", GBP, "not an amount"),
        ("1234,567.00", GBP, "not an amount"),
        ("٣", GBP, "not an amount"),
        ("12.345", GBP, "“12.345” has 3 decimals, GBP has 2: type 12.35 or 12.34."),
        ("12.340", GBP, "GBP has 2: type 12.34."),
        ("1.5", JPY, "JPY has none: type 2 or 1."),
        ("-1.2345", KWD, "KWD has 3: type -1.235 or -1.234."),
        ("1,234", KWD, "could be 1.234 or 1234"),
        ("9" * 13, GBP, "too large"),
        ("9" * 400, GBP, "too large"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(
    text: str, money: Currency, sentence: str
) -> None:
    with pytest.raises(StudioError, match=sentence):
        parse_money(text, money)


@pytest.mark.parametrize(
    ("amount", "money", "words", "plain"),
    [
        (120_00, GBP, "£120.00", "120.00"),
        (-5, GBP, "-£0.05", "-0.05"),
        (1234567_89, USD, "$1,234,567.89", "1234567.89"),
        (1200, JPY, "¥1,200", "1200"),
        (12500, KWD, "KWD 12.500", "12.500"),
        (-1, KWD, "-KWD 0.001", "-0.001"),
        (0, GBP, "£0.00", "0.00"),
    ],
)
def test_an_amount_is_said(amount: int, money: Currency, words: str, plain: str) -> None:
    assert (money_words(amount, money), plain_money(amount, money)) == (words, plain)


@given(AMOUNTS, CURRENCIES)
def test_what_is_said_can_be_typed(amount: int, money: Currency) -> None:
    assert parse_money(plain_money(amount, money), money) == amount
    assert parse_money(money_words(amount, money), money) == amount


@given(st.text(alphabet="0123456789.,-£ '", max_size=12), CURRENCIES)
def test_reading_ends_in_an_amount_or_a_sentence(text: str, money: Currency) -> None:
    try:
        amount = parse_money(text, money)
    except StudioError:
        return
    assert abs(amount) <= MOST


@given(st.integers(-10000, 10000), st.integers(1, 500))
def test_halves_are_rounded_away_from_zero(numerator: int, denominator: int) -> None:
    exact, rounded = Fraction(numerator, denominator), half_up(numerator, denominator)
    assert abs(exact - rounded) <= Fraction(1, 2)
    if abs(exact - rounded) == Fraction(1, 2):
        assert abs(rounded) > abs(exact)
    assert half_up(-numerator, denominator) == half_up(numerator, -denominator) == -rounded


@pytest.mark.parametrize(
    ("text", "discount", "words"),
    [
        ("", Discount(), ""),
        ("0%", Discount(), ""),
        ("10%", Discount(percent=10_00), "10%"),
        ("10 %", Discount(percent=10_00), "10%"),
        ("12.5%", Discount(percent=12_50), "12.5%"),
        ("12,25 %", Discount(percent=12_25), "12.25%"),
        (".5%", Discount(percent=50), "0.5%"),
        ("100%", Discount(percent=100_00), "100%"),
        ("5.00", Discount(amount=5_00), "£5.00"),
        ("£5", Discount(amount=5_00), "£5.00"),
    ],
)
def test_a_discount_is_a_percentage_or_an_amount(text: str, discount: Discount, words: str) -> None:
    assert parse_discount(text, GBP) == discount
    assert discount_words(discount, GBP) == words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("101%", "cannot be more than 100%"),
        ("100.01%", "cannot be more than 100%"),
        ("999999999%", "not a percentage"),
        ("-5%", "not negative"),
        ("-5", "not negative"),
        ("12.345%", "at most two decimals"),
        ("%", "not a percentage"),
        ("ten %", "not a percentage"),
        ("12.345", "GBP has 2"),
        ("ten", "not an amount"),
    ],
)
def test_a_discount_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(StudioError, match=sentence):
        parse_discount(text, GBP)


@pytest.mark.parametrize(
    ("rate", "words"), [(20_000, "20%"), (8_875, "8.875%"), (0, "0%"), (17_500, "17.5%")]
)
def test_a_rate_is_said_without_needless_decimals(rate: int, words: str) -> None:
    assert rate_words(rate) == words
