"""Amounts and ways of paying, as they are typed where somebody pays.

An amount may be said by a word: ``deposit`` is what the session type asks for, ``balance`` all of
the invoice, ``50%`` a share of it. Said so, it follows the invoice when that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.choosing import choose
from studio_tui.domain.invoice import discount_of
from studio_tui.domain.money import money_words, parse_discount, parse_money
from studio_tui.domain.payment import deposit
from studio_tui.errors import StudioError
from studio_tui.flows import invoice_fields
from studio_tui.flows.field import Answers, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.money import Currency
    from studio_tui.domain.payment import MethodEntry

HELP = "An amount, a share as 50%, deposit or balance; F4 offers them."


def value_of(answers: Answers, key: str) -> Any:
    """What was read in a field; None where it is not asked."""
    return answers.value(key) if key in answers.fields else None


def currency_of(answers: Answers) -> Currency:
    """What amounts are in."""
    return answers.facts.catalogue.currency


def money_said(answers: Answers, amount: int) -> str:
    """An amount as it is read."""
    return money_words(amount, currency_of(answers))


# What there is to pay


def balance(answers: Answers) -> int | None:
    """What there is to pay; None without an invoice."""
    found = invoice_fields.invoice_totals(answers)
    return found.total if found else None


def deposit_asked(answers: Answers) -> int:
    """What the session type asks for at booking; 0 for nothing."""
    kind, total = answers.value("type"), balance(answers)
    if kind is None:
        return 0
    return deposit(kind, total) if total is not None else int(kind.deposit_amount)


def read_amount(text: str, answers: Answers) -> Reading:
    """An amount over zero, or the word for one."""
    if not text:
        return Reading()
    found = _amount_meant(text.casefold(), answers)
    if found <= 0:
        raise StudioError("Type an amount over zero; money is given back from the invoice.")
    return Reading(found, _amount_words(found, answers))


def _amount_meant(typed: str, answers: Answers) -> int:
    total, kind = balance(answers), answers.value("type")
    if "deposit".startswith(typed):
        if not (asked := deposit_asked(answers)):
            raise StudioError(f"{kind.name} asks for no deposit; type an amount.")
        return asked
    share = typed.endswith("%") or any(word.startswith(typed) for word in ("balance", "all"))
    if share and total is None:
        raise StudioError("There is no invoice to pay a share of; type an amount.")
    if share:
        part = parse_discount(typed if typed.endswith("%") else "100%", currency_of(answers))
        return discount_of(part, total or 0)
    return parse_money(typed, currency_of(answers))


def _amount_words(amount: int, answers: Answers) -> str:
    """How much it is of what: ``£30.00 of £120.00, £90.00 left``."""
    total, said = balance(answers), money_said(answers, amount)
    if total is None:
        return f"{said}, kept as a deposit"
    if amount == total:
        return f"{said}, all of it"
    if amount > total:
        return f"{said}, {money_said(answers, amount - total)} too much"
    return f"{said} of {money_said(answers, total)}, {money_said(answers, total - amount)} left"


def amount_default(answers: Answers) -> str:
    """The deposit, or all of it."""
    if deposit_asked(answers):
        return "deposit"
    return "balance" if invoice_fields.invoiced(answers) else ""


def next_amount(answers: Answers, key: str) -> str:
    """What is offered after the present text: the deposit if one is asked, then the balance."""
    offered = [word for word, there in _offers(answers).items() if there]
    here = answers.text(key).strip().casefold()
    after = offered[offered.index(here) + 1 :] if here in offered else []
    return next(iter([*after, *offered]), "")


def _offers(answers: Answers) -> dict[str, bool]:
    return {
        "deposit": bool(deposit_asked(answers)),
        "balance": balance(answers) is not None,
    }


# How it is paid


def methods_of(answers: Answers) -> Sequence[MethodEntry]:
    """The ways of paying."""
    return answers.facts.catalogue.methods


def read_method(text: str, answers: Answers) -> Reading:
    """A way of paying, by name or code."""
    if not text:
        return Reading()
    found: MethodEntry = choose(text, methods_of(answers), "way of paying")
    return Reading(found, found.name if found.name.casefold() != text.casefold() else "")
