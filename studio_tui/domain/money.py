"""Money as people type and read it: whole numbers of a currency's smallest unit, never floats.

Also discounts, in hundredths of a percent, and tax rates, in thousandths of a percent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from studio_tui.domain.words import plural, quoted
from studio_tui.errors import StudioError

MOST: Final = 10**12
"""Largest amount that can be typed, in minor units."""

WHOLE: Final = 100_00
"""All of it, in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and how many decimals its amounts have."""

    code: str
    digits: int
    symbol: str = ""
    """What stands beside an amount; the code when there is no symbol."""


@dataclass(frozen=True, slots=True)
class Discount:
    """Off a line or a whole invoice: a percentage or an amount, never both."""

    percent: int = 0
    amount: int = 0


NO_DISCOUNT = Discount()


@cache
def currency(code: str) -> Currency:
    """The currency of an ISO code; one that nobody knows has two decimals."""
    from babel.numbers import get_currency_precision, get_currency_symbol

    code = code.strip().upper()
    return Currency(code, get_currency_precision(code), get_currency_symbol(code, "en"))


def half_up(numerator: int, denominator: int) -> int:
    """Divide and round to a whole number, a half away from zero: 2.5 is 3 and -2.5 is -3."""
    whole = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return whole if (numerator < 0) == (denominator < 0) else -whole


_GROUP: Final = r"[ ,.'’]"
_NUMBER: Final = re.compile(
    rf"([0-9]*|[0-9]{{1,3}}({_GROUP})(?:[0-9]{{2,3}}\2)*[0-9]{{3}})(?:([.,])([0-9]*))?"
)
"""A whole part, with or without groups that one sign divides; then a decimal sign and decimals."""


def parse_money(text: str, currency: Currency) -> int:
    """Read an amount: ``120``, ``1,234.50``, ``1 234,50``, ``£5``, ``5.00 GBP``, ``-5``.

    Raises:
        StudioError: When it is no amount, has more decimals than the currency, or is too large.
    """
    sign, number = _bare(text, currency)
    found = _NUMBER.fullmatch(number)
    if not found or not any(letter.isdigit() for letter in number):
        raise StudioError(
            f"{quoted(text)} is not an amount of money; type it as {plain_money(_LIKE, currency)}."
        )
    whole, group, mark, decimals = found.groups(default="")
    if mark and mark == group:
        raise StudioError(f"{quoted(text)} can be read in two ways; type it without {mark!r}.")
    if mark == "," and len(decimals) == 3 and not group:
        if currency.digits >= 3:
            raise StudioError(
                f"{quoted(text)} could be {whole}.{decimals} or {whole}{decimals}; "
                "type it with a point, or without the comma."
            )
        whole, decimals = whole + decimals, ""  # 1,234: thousands
    if len(decimals) > currency.digits:
        raise StudioError(_too_fine(text, sign, whole, decimals, currency))
    units = re.sub(_GROUP, "", whole) + decimals.ljust(currency.digits, "0")
    if len(units) > 18 or int(units) > MOST:
        raise StudioError(f"{quoted(text)} is too large; no amount is that high.")
    return sign * int(units)


_LIKE: Final = 120_00
"""An amount to show how amounts are typed."""


def _bare(text: str, currency: Currency) -> tuple[int, str]:
    """Sign and digits of what was typed, without the currency's symbol or code."""
    typed = re.sub(r"[\s\u00a0\u2009\u202f]+", " ", text).strip().replace("−", "-")
    for mark in (currency.code, currency.symbol):
        typed = re.sub(
            rf"^(-?) ?{re.escape(mark)} ?|(?<=[0-9.,]) ?{re.escape(mark)}$",
            lambda found: found[1] or "",
            typed,
            flags=re.IGNORECASE,
        )
    negative = typed.startswith("-")
    return (-1 if negative else 1), typed.removeprefix("-").lstrip()


def _too_fine(text: str, sign: int, whole: str, decimals: str, currency: Currency) -> str:
    """What to type instead: the amounts next to it that the currency can have."""
    below = int((re.sub(_GROUP, "", whole) or "0") + decimals[: currency.digits])
    near = [below + 1, below] if any(map(int, decimals[currency.digits :])) else [below]
    written = " or ".join(plain_money(sign * units, currency) for units in near)
    return (
        f"{quoted(text)} has {plural(len(decimals), 'decimal')}, {currency.code} has "
        f"{currency.digits or 'none'}: type {written}."
    )


def plain_money(amount: int, currency: Currency) -> str:
    """An amount as it is typed, and as scripts read it: ``1234.50``."""
    return _written(amount, currency, "")


def money_words(amount: int, currency: Currency) -> str:
    """An amount as it is read: ``£1,234.50``, ``-£5.00``, ``KWD 12.500``."""
    mark = currency.symbol or currency.code
    space = " " if mark[-1].isalpha() else ""
    return f"{'-' if amount < 0 else ''}{mark}{space}{_written(abs(amount), currency, ',')}"


def _written(amount: int, currency: Currency, group: str) -> str:
    whole, rest = divmod(abs(amount), 10**currency.digits)
    decimals = f".{rest:0{currency.digits}}" if currency.digits else ""
    return f"{'-' if amount < 0 else ''}{whole:{group}}{decimals}"


NEGATIVE_DISCOUNT: Final = "A discount is not negative: it is taken off. Type 10% or an amount."
TOO_MUCH: Final = "A discount cannot be more than 100%; type 100% to take it all off."

_PERCENT: Final = re.compile(r"([0-9]{1,6})?(?:[.,]([0-9]*))? ?%")


def parse_discount(text: str, currency: Currency) -> Discount:
    """Read a discount: ``10%``, ``12.5 %``, or money as ``5.00``; nothing is none.

    Raises:
        StudioError: When it is neither, is negative, or more than 100 %.
    """
    typed = text.strip()
    if not typed:
        return NO_DISCOUNT
    if not typed.endswith("%"):
        amount = parse_money(typed, currency)
        if amount < 0:
            raise StudioError(NEGATIVE_DISCOUNT)
        return Discount(amount=amount)
    if typed.startswith(("-", "−")):
        raise StudioError(NEGATIVE_DISCOUNT)
    found = _PERCENT.fullmatch(typed)
    if not found or not (found[1] or found[2]):
        raise StudioError(f"{quoted(text)} is not a percentage; type it as 10% or 12.5%.")
    decimals = found[2] or ""
    if len(decimals) > 2:
        raise StudioError(f"{quoted(text)}: a discount has at most two decimals; type 12.5%.")
    percent = int((found[1] or "") + decimals.ljust(2, "0"))
    if percent > WHOLE:
        raise StudioError(TOO_MUCH)
    return Discount(percent=percent)


def discount_words(discount: Discount, currency: Currency) -> str:
    """A discount as it is read, and typed: ``10%``, ``£5.00``; empty when there is none."""
    if discount.percent:
        return _percent(discount.percent, 2)
    return money_words(discount.amount, currency) if discount.amount else ""


def rate_words(rate: int) -> str:
    """A tax rate as it is read: ``20%``, ``8.875%``."""
    return _percent(rate, 3)


def _percent(value: int, digits: int) -> str:
    whole, rest = divmod(value, 10**digits)
    return f"{whole}.{rest:0{digits}}".rstrip("0").removesuffix(".") + "%"
