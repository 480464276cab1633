"""Promotions: what a code on an order takes off, or why nothing; and prices with a package.

An order is priced anew after every change, so that what stands on it is always what the price list
gives. `priced` says how.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from studio_tui.domain import order
from studio_tui.domain.invoice import NO_DISCOUNT, Line, extended, spread
from studio_tui.domain.money import WHOLE, half_up, money_words
from studio_tui.domain.price import line_of
from studio_tui.domain.words import date_short, listing
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from studio_tui.domain.money import Currency
    from studio_tui.domain.price import ItemEntry

Takes = Literal["percent", "amount", "each", "free"]
"""A share, an amount, an amount off each piece, or the price of one piece of an item."""

TAKES: Final[dict[Takes, str]] = {
    "percent": "Percentage off",
    "amount": "Amount off",
    "each": "Amount off each",
    "free": "Free item",
}
"""What they are called."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a promotional item takes off, and off what. Dates include both ends."""

    takes: Takes
    percent: int = 0
    """Hundredths of a percent."""
    amount: int = 0
    free_id: int | None = None
    """The item of which one piece is free."""
    group: str = ""
    tags: frozenset[str] = frozenset()
    """Only items of that group or with one of these tags; neither: all."""
    minimum: int = 0
    """What the order has to come to before promotions."""
    first: date | None = None
    last: date | None = None
    """Days on which it can be ordered."""
    session_first: date | None = None
    session_last: date | None = None
    """Days of the sessions that it is for."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """What an order is priced by."""

    items: Mapping[int, ItemEntry]
    """What is sold, by id."""
    money: Currency
    day: date
    """Of the order."""
    session_day: date | None = None
    """Of its session, if it has one."""

    def item(self, line: Line) -> ItemEntry | None:
        """The item of a line, if it is sold still."""
        return self.items.get(line.item_id) if line.item_id is not None else None

    def promotion(self, line: Line) -> Promotion | None:
        """The promotion of a line; None for what is sold."""
        item = self.item(line)
        return item.promotion if item else None


@dataclass(frozen=True, slots=True)
class Priced:
    """An order as it is to be, and what had to be taken out and why."""

    lines: order.Lines
    said: str = ""


def priced(lines: order.Lines, by: Pricing) -> Priced:
    """The order with today's promotions and prices.

    An item that has a price with a package gets it while a package is on the order, unless its
    price was typed by hand. Each promotion then takes off what those above it have left, so that no
    line falls below zero: a share is worked out of the sum and rounded once, as all amounts of an
    invoice are, and told apart line by line as the discount of a whole invoice is. One that takes
    nothing off any more is taken out, and it is said why. A line of which nothing is ordered, as of
    a credit memo, is left alone; so is a promotion that the price list has no longer.
    """
    if any(line.quantity < 0 for line in lines):
        return Priced(lines)
    sold = tuple(_with_package(line, lines, by) for line in lines)
    left = [0 if by.promotion(line) else max(0, extended(line)) for line in sold]
    found: list[Line] = []
    problems: list[str] = []
    for line in sold:
        item = by.item(line)
        if item is None or item.promotion is None:
            found.append(line)
            continue
        if problem := _problem(item, item.promotion, sold, left, by):
            problems.append(f"{problem} It is taken out.")
            continue
        counted = list(_counted(item.promotion, sold, by))
        taken = _taken(item.promotion, sold, left, counted)
        for at, share in taken.items():
            left[at] -= share
        found.append(_line(line, item, [sold[at] for at in taken], -sum(taken.values())))
    return Priced(tuple(found), " ".join(problems))


def added(
    lines: order.Lines, item: ItemEntry, by: Pricing | None, one: int = 1
) -> tuple[order.Lines, int]:
    """The lines with an item more, and where; a promotion stands last.

    Args:
        lines: What was ordered so far.
        item: What was chosen.
        by: What the order is priced by; None where things are taken back.
        one: -1 there.

    Raises:
        StudioError: When a promotion takes nothing off this order.
    """
    if item.promotion is None or by is None:
        return order.added(lines, item, one)
    if any(line.item_id == item.id for line in lines):
        raise StudioError(f"{item.identifier} is on the order already.", field="lines")
    tried = priced((*lines, line_of(item)), by)
    if not any(line.item_id == item.id for line in tried.lines):
        left = [0 if by.promotion(line) else max(0, extended(line)) for line in lines]
        problem = _problem(item, item.promotion, lines, left, by)
        nothing = f"Nothing is left that {item.identifier} could be taken off."
        raise StudioError(problem or nothing, field="lines")
    return tried.lines, len(tried.lines) - 1


def _with_package(line: Line, lines: Sequence[Line], by: Pricing) -> Line:
    """A line at the price that its item has with a package on the order, or without."""
    item = by.item(line)
    if item is None or item.package_price is None:
        return line
    if line.price not in (item.price, item.package_price):
        return line
    package = any(other.kind == "package" for other in filter(None, map(by.item, lines)))
    return replace(line, price=item.package_price if package else item.price)


def _problem(
    item: ItemEntry,
    promotion: Promotion,
    lines: Sequence[Line],
    left: Sequence[int],
    by: Pricing,
) -> str:
    """Why a promotion takes nothing off an order, as a sentence; empty when it does."""
    name, money = item.identifier, by.money
    if problem := _days_problem(name, promotion, by):
        return problem
    whole = sum(extended(line) for line in lines if not by.promotion(line))
    if whole < promotion.minimum:
        needed, now = money_words(promotion.minimum, money), money_words(whole, money)
        return f"{name} needs an order of {needed}; this one comes to {now}."
    counted = list(_counted(promotion, lines, by))
    if not counted:
        return _nothing(name, promotion, by)
    if not sum(_taken(promotion, lines, left, counted).values()):
        return f"Nothing is left that {name} could be taken off."
    return ""


def _days_problem(name: str, promotion: Promotion, by: Pricing) -> str:
    if promotion.first and by.day < promotion.first:
        return f"{name} is for orders from {date_short(promotion.first)} on."
    if promotion.last and by.day > promotion.last:
        return f"{name} was for orders until {date_short(promotion.last)}."
    first, last = promotion.session_first, promotion.session_last
    if first is None and last is None:
        return ""
    ends = [(first, "from"), (last, "until")]
    when = " ".join(f"{word} {date_short(day)}" for day, word in ends if day)
    day = by.session_day
    if day is None:
        return f"{name} is for sessions {when}; this order has no session."
    if (first and day < first) or (last and day > last):
        return f"{name} is for sessions {when}; this one is on {date_short(day)}."
    return ""


def _nothing(name: str, promotion: Promotion, by: Pricing) -> str:
    """What has to be on the order first."""
    if promotion.takes == "free":
        free = by.items.get(promotion.free_id or 0)
        called = free.description if free else "What"
        return f"{called} is free with {name}: add it to the order first."
    only = [*([promotion.group] if promotion.group else []), *sorted(promotion.tags)]
    what = f" of {listing(only)}" if only else ""
    return f"{name} needs something{what} on the order: add that first."


def _counted(promotion: Promotion, lines: Sequence[Line], by: Pricing) -> Iterator[int]:
    """Places of the lines that a promotion takes something off."""
    for at, line in enumerate(lines):
        item = by.item(line)
        if by.promotion(line) or extended(line) <= 0:
            continue
        if promotion.takes == "free":
            fits = item is not None and item.id == promotion.free_id
        elif not (promotion.group or promotion.tags):
            fits = True
        else:
            fits = item is not None and (
                item.group == promotion.group or bool(item.tags & promotion.tags)
            )
        if fits:
            yield at


def _taken(
    promotion: Promotion, lines: Sequence[Line], left: Sequence[int], counted: Sequence[int]
) -> dict[int, int]:
    """What is taken off each line, by its place: never more than what is left of it."""
    rest = [left[at] for at in counted]
    if promotion.takes == "each":
        off = [min(promotion.amount * lines[at].quantity, left[at]) for at in counted]
    elif promotion.takes == "free":
        first = next((at for at in counted if left[at]), None)
        pieces = {at: half_up(left[at], lines[at].quantity) for at in counted if at == first}
        off = [pieces.get(at, 0) for at in counted]
    else:
        share = half_up(sum(rest) * min(promotion.percent, WHOLE), WHOLE)
        off = spread(
            share if promotion.takes == "percent" else min(promotion.amount, sum(rest)), rest
        )
    return dict(zip(counted, off, strict=True))


def _line(line: Line, item: ItemEntry, lowered: Sequence[Line], price: int) -> Line:
    """The line of a promotion; taxed as what it lowers, or as itself where that differs."""
    taxes = {(each.taxable, each.tax_label, each.tax) for each in lowered}
    own = (item.taxable, item.tax_label, item.tax)
    taxable, label, tax = taxes.pop() if len(taxes) == 1 else own
    return replace(
        line,
        quantity=1,
        price=price,
        discount=NO_DISCOUNT,
        taxable=taxable,
        tax_label=label,
        tax=tax,
    )
