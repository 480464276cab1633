"""Recurring appointments: the rule, its dates, and what is decided about single ones.

A rule gives days; the time of day is what the clock on the wall says, so it stays the same when the
clocks change. The rule is kept as RFC 5545 writes it (RRULE), so that other calendars can read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, Literal, get_args

from studio_tui.domain.words import WEEKDAYS, date_short, listing, plural
from studio_tui.errors import StudioError

Frequency = Literal["daily", "weekly", "monthly"]

FREQUENCIES: Final[tuple[Frequency, ...]] = get_args(Frequency)
MOST: Final = 730
"""Dates that one series has at most: two years of every day."""
LAST: Final = -1
"""The last day of a month, or the last such weekday in it."""

_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS: Final[dict[Frequency, str]] = {"daily": "day", "weekly": "week", "monthly": "month"}
_NTH: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something repeats. Without ``count`` and ``until`` it would never end."""

    frequency: Frequency
    every: int = 1
    """Each day, week or month, or each second, third..."""
    weekdays: tuple[int, ...] = ()
    """Of a weekly one, as ``date.weekday`` counts; empty: that of the first date."""
    day: int = 0
    """Of a monthly one: 1 to 31, or ``LAST``; months without that day are left out."""
    nth: tuple[int, int] | None = None
    """Of a monthly one instead: (2, 1) is the second Tuesday, (``LAST``, 4) the last Friday."""
    count: int | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """As RFC 5545 writes it: ``FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10``."""
        parts = [f"FREQ={self.frequency.upper()}"]
        if self.every > 1:
            parts.append(f"INTERVAL={self.every}")
        if self.weekdays:
            parts.append(f"BYDAY={','.join(_CODES[at] for at in self.weekdays)}")
        if self.nth:
            parts.append(f"BYDAY={self.nth[0]}{_CODES[self.nth[1]]}")
        if self.day:
            parts.append(f"BYMONTHDAY={self.day}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}T235959")
        return ";".join(parts)

    @property
    def words(self) -> str:
        """As a person says it: ``every 2 weeks on Monday and Wednesday, 10 times``."""
        unit = _UNITS[self.frequency]
        said = f"every {unit}" if self.every == 1 else f"every {plural(self.every, unit)}"
        if self.weekdays:
            said += f" on {listing([WEEKDAYS[at] for at in self.weekdays])}"
        if self.nth:
            said += f" on the {_NTH[self.nth[0]]} {WEEKDAYS[self.nth[1]]}"
        if self.day:
            said += " on the last day" if self.day == LAST else f" on day {self.day}"
        if self.count:
            said += f", {plural(self.count, 'time')}"
        if self.until:
            said += f", until {date_short(self.until)}"
        return said


def parse_rule(text: str) -> Recurrence:
    """Read back what ``Recurrence.text`` has written."""
    parts = dict(part.split("=", 1) for part in text.split(";"))
    frequency: Any = parts["FREQ"].lower()
    by = parts.get("BYDAY", "")
    until = parts.get("UNTIL")
    return Recurrence(
        frequency,
        every=int(parts.get("INTERVAL", "1")),
        weekdays=tuple(map(_CODES.index, by.split(","))) if by and frequency == "weekly" else (),
        day=int(parts.get("BYMONTHDAY", "0")),
        nth=(int(by[:-2]), _CODES.index(by[-2:])) if by and frequency == "monthly" else None,
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=date.fromisoformat(until[:8]) if until else None,
    )


def dates(rule: Recurrence, first: date) -> tuple[date, ...]:
    """The days of a rule, from a first day on, which counts if the rule names it.

    Raises:
        StudioError: When the rule never ends, has more dates than a series may have, or has none.
    """
    from dateutil.rrule import rrulestr

    if not rule.count and not rule.until:
        raise StudioError("Say when it ends: a date, or how often, as 10 times.", field="until")
    if (rule.count or 0) > MOST:
        raise StudioError(f"A series has at most {MOST} dates; type fewer times.", field="until")
    begin = datetime.combine(first, datetime.min.time())
    found = tuple(at.date() for at in islice(rrulestr(rule.text, dtstart=begin), MOST + 1))
    if len(found) > MOST:
        raise StudioError(
            f"A series has at most {MOST} dates; these would be more. Type an earlier end, or a "
            "number of times.",
            field="until",
        )
    if not found:
        raise StudioError(
            f"There is no such date from {date_short(first)} on; type a later end.", field="until"
        )
    return found


# As people type them


_DAYS: Final = {"weekdays": (0, 1, 2, 3, 4), "weekend": (5, 6), "every day": tuple(range(7))}
_ORDINALS: Final = {
    **{name: nth for nth, name in _NTH.items()},
    **{"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5},
}


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Days of the week with commas or blanks between them: ``mon, wed``, ``weekdays``.

    Raises:
        StudioError: When one of them is no day of the week.
    """
    typed = " ".join(text.casefold().split())
    if typed in _DAYS:
        return _DAYS[typed]
    words = typed.replace(",", " ").replace(" and ", " ").split()
    if not words:
        raise StudioError("Type days of the week, as mon, wed.")
    return tuple(sorted({_weekday(word) for word in words}))


def _weekday(word: str) -> int:
    found = [at for at, name in enumerate(WEEKDAYS) if name.casefold().startswith(word)]
    if len(found) != 1 or len(word) < 2:
        raise StudioError(f"{word!r} is not a day of the week; type mon, wed or weekdays.")
    return found[0]


def parse_month_day(text: str) -> tuple[int, tuple[int, int] | None]:
    """A day of the month: ``14``, ``last``, or ``2nd tue``, ``last friday``.

    Returns:
        ``Recurrence.day`` and ``Recurrence.nth``, of which one says something.

    Raises:
        StudioError: When it is neither.
    """
    words = text.casefold().replace("day ", "").removeprefix("the ").split()
    match words:
        case ["last"] | ["last", "day"]:
            return LAST, None
        case [number] if number.rstrip("stndrh").isdecimal() and number.isascii():
            day = int(number.rstrip("stndrh"))
            if not 1 <= day <= 31:
                raise StudioError(f"No month has a day {day}: type a day from 1 to 31, or last.")
            return day, None
        case [which, word] if which in _ORDINALS:
            return 0, (_ORDINALS[which], _weekday(word))
        case _:
            raise StudioError("Type a day of the month, as 14 or last, or as 2nd tue or last fri.")


def month_day_words(day: date) -> str:
    """How a day's place in its month is typed: ``2nd tue``."""
    names = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}
    return f"{names[(day.day - 1) // 7 + 1]} {WEEKDAYS[day.weekday()][:3].lower()}"


# What is decided about single dates

Deed = Literal["skip", "move", "force"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What shall become of one date of a series."""

    deed: Deed
    start: datetime | None = None
    """Where it is moved to."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A series to book: its rule, and what was decided about single dates."""

    rule: Recurrence
    choices: dict[date, Choice] = field(default_factory=dict)


def choices_text(choices: dict[date, Choice]) -> str:
    """Decisions as one line, to be kept with a draft: ``2026-12-01 skip; 2026-12-08 force``."""
    return "; ".join(
        f"{day} {choice.deed}" + (f" {choice.start:%Y-%m-%dT%H:%M}" if choice.start else "")
        for day, choice in sorted(choices.items())
    )


def parse_choices(text: str) -> dict[date, Choice]:
    """Read back what ``choices_text`` has written."""
    found = {}
    for part in filter(None, (each.strip() for each in text.split(";"))):
        day, deed, *start = part.split()
        moved = datetime.fromisoformat(start[0]) if start else None
        found[date.fromisoformat(day)] = Choice(deed, moved)  # type: ignore[arg-type]
    return found
