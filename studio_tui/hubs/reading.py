"""How what is typed in a hub's search box or filters is read, and how values are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studio_tui.domain.choosing import choose
from studio_tui.domain.money import money_words, parse_money
from studio_tui.domain.names import fold, phone_key
from studio_tui.domain.numbers import number_words
from studio_tui.domain.typed_period import parse_period
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import date_short, plural, quoted
from studio_tui.errors import StudioError
from studio_tui.hubs.hub import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_tui.hubs.hub import Filter, HubFacts

    Reader = Callable[[str, Filter, HubFacts], Condition]

TOP = "\U0010ffff"
"""Comes after every text that begins alike."""
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Option:
    """One name of several."""

    name: str
    code: str = ""


def chosen(text: str, filter_: Filter, facts: HubFacts) -> str:
    """The one name that is meant.

    Raises:
        StudioError: When nothing fits, or several do.
    """
    names: Sequence[str] = filter_.words or facts.options.get(filter_.key, ())
    exact = next((name for name in names if name == text.strip()), None)
    return exact or choose(text, [Option(name) for name in names], filter_.label.lower()).name


def one_of(sql: str, *, indexed: bool = False) -> Reader:
    """One of the filter's names; ``sql`` has one parameter, the name."""

    def read(text: str, filter_: Filter, facts: HubFacts) -> Condition:
        name = chosen(text, filter_, facts)
        return Condition(sql, (name,) * sql.count("?"), name, indexed)

    return read


def either(*, indexed: tuple[str, ...] = (), **conditions: str) -> Reader:
    """One of some words, each with its own SQL; ``_`` in a word stands for a space.

    Args:
        indexed: Words whose rows are found by an index.
        conditions: SQL by word.
    """
    known = {word.replace("_", " "): sql for word, sql in conditions.items()}

    def read(text: str, filter_: Filter, facts: HubFacts) -> Condition:
        name = chosen(text, filter_, facts)
        return Condition(known[name], (), name, name in indexed)

    return read


def name_of(client_id: str) -> Reader:
    """The beginning of a client's last name, company, or first name.

    Args:
        client_id: SQL of the client's id; its column has an index.
    """

    def read(text: str, _: Filter, __: HubFacts) -> Condition:
        typed = fold(text)
        if not typed:
            raise StudioError(f"{quoted(text)} is no name; type how one begins, as smi.")
        bounds = (typed, typed + TOP)
        sql = (
            f"{client_id} IN (SELECT id FROM client WHERE sort_name >= ? AND sort_name < ? "
            "UNION SELECT id FROM client WHERE given_name >= ? AND given_name < ?)"
        )
        return Condition(sql, bounds * 2, quoted(text), indexed=True)

    return read


def phone_of(client_id: str) -> Reader:
    """The beginning of a client's phone number, however it is written."""

    def read(text: str, _: Filter, facts: HubFacts) -> Condition:
        key = phone_key(text, facts.country)
        if len(key) < _FEWEST_DIGITS:
            raise StudioError(f"{quoted(text)} is too short for a phone number; type more of it.")
        begun = key.lstrip("0") or key  # only a whole number loses the 0 that is dialled within
        sql = (
            f"{client_id} IN (SELECT client_id FROM client_phone WHERE key >= ? AND key < ? "
            "UNION SELECT client_id FROM client_phone WHERE key >= ? AND key < ?)"
        )
        bounds = (key, key + TOP, begun, begun + TOP)
        return Condition(sql, bounds, quoted(text), indexed=True)

    return read


def begins(column: str, what: str = "number", within: str = "{}") -> Reader:
    """The beginning of a text whose column has an index; capitals are those typed.

    Args:
        column: Its SQL.
        what: What it is called when it cannot be read.
        within: SQL around the condition, as a query for ids.
    """

    def read(text: str, _: Filter, __: HubFacts) -> Condition:
        typed = text.strip()
        if not any(char.isalnum() for char in typed):
            raise StudioError(f"{quoted(text)} is no {what}; type how it begins, as 100.")
        sql = within.format(f"{column} >= ? AND {column} < ?")
        return Condition(sql, (typed, typed + TOP), quoted(text), indexed=True)

    return read


def holds(*columns: str) -> Reader:
    """A text anywhere in one of some columns; capitals do not matter."""

    def read(text: str, _: Filter, __: HubFacts) -> Condition:
        typed = text.strip().casefold()
        sql = " OR ".join(f"instr(lower({column}), ?) > 0" for column in columns)
        return Condition(f"({sql})", (typed,) * len(columns), quoted(text))

    return read


def days(column: str, *, indexed: bool = False) -> Reader:
    """Days; the column has ISO dates, or wall-clock times that begin with one."""

    def read(text: str, _: Filter, facts: HubFacts) -> Condition:
        period = parse_period(text, facts.today, day_first=facts.day_first)
        parts, bounds = [], []
        if period.first:
            parts.append(f"{column} >= ?")
            bounds.append(period.first.isoformat())
        if period.last:
            parts.append(f"{column} < ?")
            bounds.append((period.last + timedelta(days=1)).isoformat())
        return Condition(" AND ".join(parts), tuple(bounds), period.words, indexed)

    return read


def event_days(text: str, filter_: Filter, facts: HubFacts) -> Condition:
    """Days of a booking's primary event: wall-clock days, found through the index of instants.

    A zone is at most 14 hours from UTC, so instants a day around bound what the clock decides.
    """
    wall = days("event.start")(text, filter_, facts)
    period = parse_period(text, facts.today, day_first=facts.day_first)
    parts, bounds = [], []
    for end, sign, step in ((period.first, ">=", -1), (period.last, "<", 2)):
        if end:
            around = (end - date(1970, 1, 1)).days + step
            parts.append(f"event.start_utc {sign} ?")
            bounds.append(around * 86400)
    sql = " AND ".join((wall.sql, *parts))
    return Condition(sql, (*wall.parameters, *bounds), wall.words, indexed=True)


def amount(sql: str) -> Reader:
    """Money: ``100`` or ``over 100``, ``under 50``."""

    def read(text: str, filter_: Filter, facts: HubFacts) -> Condition:
        word, _, rest = text.strip().partition(" ")
        sign, said = {
            "over": (">", "over"),
            "under": ("<", "under"),
            ">": (">", "over"),
            "<": ("<", "under"),
        }.get(word.casefold(), ("=", ""))
        try:
            money = parse_money(rest if said else text, facts.currency)
        except StudioError as error:
            raise StudioError(f"{filter_.label} needs an amount: {error.message}") from None
        words = " ".join(filter(None, (said, money_words(money, facts.currency))))
        return Condition(f"{sql} {sign} ?", (money,), words)

    return read


# How values are shown


def day(value: Any, facts: HubFacts) -> str:
    """A date or a wall-clock time as its day: ``Fri 27 Nov``; ``27 Nov 2025`` in another year."""
    if not value:
        return ""
    found = date.fromisoformat(str(value)[:10])
    weekday, _, rest = date_short(found).partition(" ")
    year = f" {found.year}"
    return f"{weekday} {rest.removesuffix(year)}" if found.year == facts.today.year else rest


def numbered(value: Any, _: HubFacts) -> str:
    """A number; nothing where there is none."""
    return number_words(str(value or ""))


def numbered_session(value: Any, facts: HubFacts) -> str:
    """The number of a session, in words where it has none; nothing where there is no session."""
    return (numbered(value, facts) or "no number") if value else ""


def clock(value: Any, _: HubFacts) -> str:
    """The time of a wall-clock time."""
    return str(value)[11:16] if value else ""


def instant(value: Any, facts: HubFacts) -> str:
    """UTC seconds as their day."""
    return day(wall(value, facts.zone).isoformat(), facts) if value else ""


def money(value: Any, facts: HubFacts) -> str:
    """An amount; nothing where there is none, or nothing is owed."""
    return money_words(value, facts.currency) if value else ""


def ticked(word: str) -> Callable[[Any, HubFacts], str]:
    """A word where something holds."""
    return lambda value, _: word if value else ""


def counted(noun: str) -> Callable[[Any, HubFacts], str]:
    """A count with its noun; nothing for none."""
    return lambda value, _: plural(value, noun) if value else ""
