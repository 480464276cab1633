"""The summary of a client in words: a line for each thing, as it is read and read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from studio_tui.domain.money import money_words
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_short, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.domain.money import Currency
    from studio_tui.services.client_summary import Met, Sum, Summary

    Opens = Literal["client", "session", "payment"]


@dataclass(frozen=True, slots=True)
class Said:
    """One line."""

    label: str
    text: str
    opens: tuple[Opens, int] | None = None
    """What it leads to: kind and id of a record."""


def said(summary: Summary, money: Currency) -> tuple[Said, ...]:
    """What a client has meant to the studio; nothing of which there is none but sales."""
    return (*_amounts(summary, money), *_sessions(summary), *_referrals(summary, money))


def _amounts(summary: Summary, money: Currency) -> Iterator[Said]:
    yield Said("Sales", _sum(summary.sales, money))
    yield Said("Paid", _sum(summary.paid, money))
    if summary.refunded.all:
        yield Said("Given back", _sum(summary.refunded, money))
    yield Said("Owed", money_words(summary.owed, money) if summary.owed else "nothing")
    if summary.credit:
        parts = (("deposits", summary.deposits), ("to be given back", summary.returned))
        of = listing([f"{words} {money_words(each, money)}" for words, each in parts if each])
        yield Said("Credit", f"{money_words(summary.credit, money)}: {of}")
    if summary.paid_last:
        at, day, amount, method = summary.paid_last
        text = f"{money_words(amount, money)} on {date_short(day)}, {method}"
        yield Said("Last payment", text, ("payment", at))


def _sum(amounts: Sum, money: Currency) -> str:
    if not (amounts.all or amounts.year):
        return "none yet"
    return f"{money_words(amounts.all, money)}, {money_words(amounts.year, money)} of it this year"


def _sessions(summary: Summary) -> Iterator[Said]:
    counts = (
        (summary.kept, "kept"),
        (summary.coming, "to come"),
        (summary.cancelled, "cancelled"),
        (summary.no_shows, "no-show" if summary.no_shows == 1 else "no-shows"),
    )
    yield Said("Sessions", ", ".join(f"{n} {words}" for n, words in counts if n) or "none yet")
    yield from _met("Next session", summary.next)
    yield from _met("Last session", summary.last)
    if summary.first != summary.last:
        yield from _met("First session", summary.first)


def _met(label: str, met: Met | None) -> Iterator[Said]:
    if met is not None:
        when = f"{date_short(met.start)} {met.start:%H:%M}"
        number = f" {number_words(met.number)}".rstrip()
        yield Said(label, f"{when}, {met.type_name}{number}", ("session", met.id))


def _referrals(summary: Summary, money: Currency) -> Iterator[Said]:
    if by := summary.referred_by:
        yield Said("Referred by", by.name, ("client", by.id))
    if not summary.referred:
        return
    count = plural(summary.referred_count, "client")
    sales = money_words(summary.referred_sales, money)
    yield Said("Has referred", f"{count}, who bought for {sales} in all")
    for each in summary.referred:
        text = f"{each.name}, {money_words(each.sales, money) if each.sales else 'nothing yet'}"
        yield Said("", text, ("client", each.id))
    if more := summary.referred_count - len(summary.referred):
        yield Said("", f"and {more} more")
