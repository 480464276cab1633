"""What is asked about one order line when it is changed: quantity, price, discount, description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain import order
from studio_tui.domain.invoice import discount_problem, extended
from studio_tui.domain.money import (
    discount_words,
    money_words,
    parse_discount,
    parse_money,
    plain_money,
)
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading, plain

if TYPE_CHECKING:
    from studio_tui.domain.invoice import Line
    from studio_tui.domain.money import Currency


def _money(answers: Answers) -> Currency:
    return answers.facts.catalogue.currency


def _quantity(text: str, answers: Answers) -> Reading:
    """How many; below zero where they were so before, as on a credit memo."""
    if not text:
        return Reading()
    sign = "-" if answers.draft.prefill.get("quantity", "").startswith("-") else ""
    typed = text.removeprefix(sign)
    if not (typed.isascii() and typed.isdecimal()) or int(typed) > order.MOST:
        raise StudioError(f"{quoted(text)} is not a quantity; type {sign}1 to {sign}{order.MOST}.")
    return Reading(int(sign + typed), "" if int(typed) else "takes the line out")


def _price(text: str, answers: Answers) -> Reading:
    """What one costs; below zero only where it was so before, as of a promotion."""
    if not text:
        return Reading()
    found, before = parse_money(text, _money(answers)), answers.draft.prefill.get("price", "")
    if found < 0 and not before.startswith("-"):
        raise StudioError("A price is not negative; give a discount instead.")
    return Reading(found, money_words(found, _money(answers)))


def _discount(text: str, answers: Answers) -> Reading:
    money, found = _money(answers), parse_discount(text, _money(answers))
    quantity, price = answers.value("quantity"), answers.value("price")
    if quantity and price is not None:
        return Reading(found, problem=discount_problem(found, quantity * price, money))
    return Reading(found)


FIELDS: tuple[Field, ...] = (
    Field("quantity", "Quantity", _quantity, rule="required", limit=5, help="0 takes it out."),
    Field("price", "Price", _price, rule="required", limit=20, help="What one costs."),
    Field("discount", "Discount", _discount, limit=20, help="10% or an amount off the line."),
    Field("description", "Description", plain, rule="required", limit=200),
    Field(
        "content",
        "Content",
        plain,
        kind="notes",
        applies=lambda answers: bool(answers.draft.prefill.get("content")),
        limit=2000,
        help="What the package consists of, an item a line.",
    ),
)


def line_texts(line: Line, currency: Currency) -> dict[str, str]:
    """A line as its fields show it."""
    return {
        "quantity": str(line.quantity),
        "price": plain_money(line.price, currency),
        "discount": discount_words(line.discount, currency),
        "description": line.description,
        "content": line.content,
    }


def changed_line(answers: Answers, base: Line) -> Line:
    """The line as it should be; what cannot be read stays as it was."""
    given = {key: answers.value(key) for key in answers.fields}
    return replace(base, **{key: value for key, value in given.items() if value is not None})


def amount_words(answers: Answers, base: Line) -> str:
    """What the line comes to."""
    if any(answers.problem(key) for key in answers.fields):
        return ""
    return f"Comes to {money_words(extended(changed_line(answers, base)), _money(answers))}."
