"""The kinds of things that are asked about entries of lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.choosing import choose
from studio_tui.domain.colours import COLOURS, colour_name, parse_colour
from studio_tui.domain.listed import Named
from studio_tui.domain.money import Discount as Share
from studio_tui.domain.money import (
    discount_words,
    money_words,
    parse_discount,
    parse_money,
    plain_money,
    rate_words,
)
from studio_tui.domain.typed import parse_date, parse_duration
from studio_tui.domain.words import date_short, duration_words, plural, quoted
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Facts, Field, Reading, email, plain, tick
from studio_tui.records.lists.spec import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LONG: Final = 10_000
"""Most characters of a text that is printed or sent."""


def _one_line(text: str, _: Answers) -> Reading:
    return Reading(" ".join(text.split()))


def name(label: str = "Name", *, width: int = 26, **more: Any) -> Column:
    """What an entry is called; no two are called the same."""
    asked = Field("name", label, _one_line, rule="required", limit=60, wide=True)
    return Column(asked, width=width, unique=True, **more)


def code(key: str = "code", label: str = "Code") -> Column:
    """A few letters to type instead of the name."""
    return Column(
        Field(key, label, _one_line, limit=12, help="A few letters to type instead of the name."),
        width=6,
        unique=True,
    )


def text(key: str, label: str, *, width: int = 0, **field: Any) -> Column:
    """One line."""
    return Column(Field(key, label, _one_line, **{"wide": True, **field}), width=width)


def lines(key: str, label: str, **field: Any) -> Column:
    """Several lines."""
    return Column(Field(key, label, plain, kind="notes", **{"limit": LONG, **field}))


def mail(key: str = "email", label: str = "Email") -> Column:
    """An email address."""
    return Column(Field(key, label, email, wide=True))


def yes(key: str, label: str, *, default: bool = False, **field: Any) -> Column:
    """Yes or no."""
    asked = Field(key, label, tick, kind="tick", default=lambda _: said(default), **field)
    return Column(asked, show=lambda value, _: said(value))


def said(value: Any) -> str:
    """What a tick holds."""
    return "yes" if value else "no"


def inactive() -> Column:
    """Whether an entry is hidden from choices."""
    return yes("inactive", "Inactive", help="Hidden from choices; what has it keeps it.")


def minutes(key: str, label: str, default: int = 0, **more: Any) -> Column:
    """A length of time."""
    width = more.pop("width", 0)

    def read(typed: str, _: Answers) -> Reading:
        found = parse_duration(typed) if typed not in ("", "0") else 0
        return Reading(found, duration_words(found) if found else "none")

    asked = Field(key, label, read, default=lambda _: str(default), **more)
    return Column(asked, width=width)


def number(
    key: str,
    label: str,
    default: int | None = 0,
    *,
    most: int = 10_000,
    least: int = 0,
    unit: str = "",
    **more: Any,
) -> Column:
    """A whole number; where the default is none, it may be left out. The unit is one: ``hour``."""
    width = more.pop("width", 0)

    def read(typed: str, _: Answers) -> Reading:
        if not typed and default is None:
            return Reading()
        if not (typed.isascii() and typed.isdigit() and least <= int(typed) <= most):
            raise StudioError(f"{quoted(typed)}: type a whole number from {least} to {most:,}.")
        return Reading(int(typed), plural(int(typed), unit) if unit else "")

    asked = Field(
        key, label, read, default=lambda _: "" if default is None else str(default), **more
    )
    return Column(asked, width=width)


def colour(key: str = "colour", label: str = "Colour") -> Column:
    """A colour of blocks on the calendar."""

    def read(typed: str, _: Answers) -> Reading:
        found = parse_colour(typed)
        return Reading(found, colour_name(found) if colour_name(found) != typed else "")

    asked = Field(
        key,
        label,
        read,
        default=lambda _: "Grey",
        choices=lambda _: tuple(COLOURS),
        help="A name, or #rrggbb.",
    )
    return Column(asked, show=lambda value, _: colour_name(value), width=9)


def one_of(key: str, label: str, options: Mapping[Any, str], default: Any, **more: Any) -> Column:
    """One of a few words."""
    width = more.pop("width", 0)
    entries = [Named(at, words) for at, words in enumerate(options.values())]
    values = tuple(options)

    def read(typed: str, _: Answers) -> Reading:
        found = choose(typed, entries, label.lower())
        return Reading(values[found.id], found.name if found.name != typed else "")

    asked = Field(
        key,
        label,
        read,
        rule="required",
        default=lambda _: options[default],
        choices=lambda _: tuple(options.values()),
        **more,
    )
    return Column(asked, show=lambda value, _: options.get(value, str(value)), width=width)


def reference(
    key: str, label: str, table: str, noun: str, *, width: int = 0, **more: Any
) -> Column:
    """An entry of another list, or none."""

    def offered(answers: Answers) -> Sequence[Named]:
        return answers.facts.lists.get(table, ())

    def read(typed: str, answers: Answers) -> Reading:
        if not typed or typed == "none":
            return Reading()
        found = choose(typed, offered(answers), noun)
        return Reading(found.id, found.name if found.name != typed else "")

    def show(value: Any, facts: Facts) -> str:
        return next((each.name for each in facts.lists.get(table, ()) if each.id == value), "")

    def only(answers: Answers) -> str:
        """Where one is needed, the first."""
        first = next(iter(offered(answers)), None)
        return first.name if first is not None and more.get("rule") == "required" else ""

    asked = Field(key, label, read, choices=offered, default=only, **more)
    return Column(asked, show=show, columns=(f"{key}_id",), of=table, width=width)


def money(key: str, label: str, *, width: int = 0, **more: Any) -> Column:
    """An amount, zero or more."""

    def read(typed: str, answers: Answers) -> Reading:
        currency = answers.facts.catalogue.currency
        found = parse_money(typed or "0", currency)
        if found < 0:
            raise StudioError(f"{label} is not negative; type 0 or more.")
        return Reading(found, money_words(found, currency))

    def show(value: Any, facts: Facts) -> str:
        return plain_money(value, facts.catalogue.currency)

    return Column(Field(key, label, read, default=lambda _: "0", **more), show=show, width=width)


def rate(key: str, label: str, *, width: int = 0) -> Column:
    """A tax rate in percent, kept in thousandths of one."""

    def read(typed: str, _: Answers) -> Reading:
        bare = typed.removesuffix("%").strip().replace(",", ".") or "0"
        whole, rest = (*bare.split(".", 1), "")[:2]
        digits = whole + rest
        if not (digits.isascii() and digits.isdigit() and len(rest) <= 3):
            raise StudioError(f"{quoted(typed)} is no rate; type it as 20 or 8.875.")
        found = int(whole or "0") * 1000 + int(rest.ljust(3, "0") or "0")
        if found > 100_000:
            raise StudioError("A tax is at most 100%.")
        return Reading(found, rate_words(found))

    asked = Field(key, label, read, default=lambda _: "0", help="In percent, as 20 or 8.875.")
    return Column(asked, show=lambda value, _: rate_words(value), width=width)


def amount_or_none(key: str, label: str, **more: Any) -> Column:
    """An amount, zero or more, or none."""
    whole = money(key, label, **more)

    def read(typed: str, answers: Answers) -> Reading:
        return whole.field.read(typed, answers) if typed else Reading()

    def show(value: Any, facts: Facts) -> str:
        return "" if value is None else whole.show(value, facts)

    asked = replace(whole.field, read=read, default=lambda _: "")
    return replace(whole, field=asked, show=show)


def deposit() -> Column:
    """What a session type asks for at booking: a share of the invoice, an amount, or nothing."""
    return share_or_amount(
        "deposit",
        "Deposit",
        after=" at booking",
        help="An amount, or a share of the invoice as 50%.",
    )


def share_or_amount(
    key: str,
    label: str,
    *,
    after: str = "",
    share: Callable[[Answers], bool] = lambda _: False,
    **more: Any,
) -> Column:
    """A percentage, an amount, or none of both: ``key_percent`` and ``key_amount``.

    Args:
        key: Of the field, and the beginning of its columns.
        label: Stands before it.
        after: What is said behind what was understood.
        share: Whether it can only be a percentage, so that a bare number is one.
        more: What else the field is given.
    """

    def read(typed: str, answers: Answers) -> Reading:
        currency = answers.facts.catalogue.currency
        if typed and share(answers):
            typed = f"{typed.rstrip('% ')}%"
        try:
            found = parse_discount(typed.replace("none", ""), currency)
        except StudioError as error:
            message = error.message.replace("A discount", f"A {label.lower()}")
            raise StudioError(message) from error
        words = discount_words(found, currency)
        return Reading((found.percent, found.amount), words and f"{words}{after}")

    def show(value: Any, facts: Facts) -> str:
        percent, amount = value
        if percent:
            return discount_words(Share(percent), facts.catalogue.currency)
        return plain_money(amount, facts.catalogue.currency) if amount else ""

    asked = Field(key, label, read, **{"help": "10% or an amount.", **more})
    return Column(asked, show=show, columns=(f"{key}_percent", f"{key}_amount"))


def day(key: str, label: str, *, width: int = 0, **more: Any) -> Column:
    """A date, or none."""

    def read(typed: str, answers: Answers) -> Reading:
        if not typed:
            return Reading()
        day_first = answers.facts.catalogue.preferences.get("dates.day_first", True)
        found = parse_date(typed, answers.facts.today, day_first=day_first)
        return Reading(found.isoformat(), date_short(found))

    def show(value: Any, _: Facts) -> str:
        return date_short(date.fromisoformat(value)) if value else ""

    return Column(Field(key, label, read, **more), show=show, width=width)


def checked(column: Column, check: Callable[[str, Answers], str]) -> Column:
    """A column whose text must pass a check besides, which returns what is wrong."""
    before = column.field.read

    def read(typed: str, answers: Answers) -> Reading:
        found = before(typed, answers)
        return replace(found, problem=check(typed, answers)) if not found.problem else found

    return replace(column, field=replace(column.field, read=read))
