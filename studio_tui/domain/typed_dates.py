"""The shapes in which people write a date, each read against today."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from studio_tui.domain.words import MONTHS, WEEKDAYS
from studio_tui.errors import StudioError

_YEARS_AHEAD: Final = 20
"""How far a year of two digits may lie ahead: in 2026, 46 is 2046 and 47 is 1947."""
_DAYS: Final = {
    "today": 0,
    "tod": 0,
    "tomorrow": 1,
    "tom": 1,
    "tmr": 1,
    "tmrw": 1,
    "yesterday": -1,
}

# Patterns are text: `re` compiles and keeps each at its first use, and start-up does not pay.
YEAR: Final = r"((?:19|20)[0-9]{2})"
_DAY: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = r"([a-z]{3,9})\.?"

BARE: Final = r"[0-9]{1,2}"
"""A number that could be a day as well as an hour."""
LONE_DAY: Final = rf"(?:on )?(?:the )?{_DAY}"
"""A day of the month without its month."""
_RELATIVE: Final = r"(?:([+-]) ?|in )([0-9]{1,3}) ?(d|w|m|y|days?|weeks?|wks?|months?|years?|yrs?)"
_NEXT: Final = r"next (week|month|year)"
_WEEKDAY: Final = r"(?:(this|next) )?([a-z]{2,9})\.?(?: (.+))?"
_ISO: Final = rf"{YEAR}(?:([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})|([0-9]{{2}})([0-9]{{2}}))"
_NUMERIC: Final = rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})(?:\2(?:{YEAR}|([0-9]{{2}}))?)?"
_DAY_MONTH: Final = rf"{_DAY}(?: of)?[ -]?{_MONTH}(?:[ -]?{YEAR})?"
_MONTH_DAY: Final = rf"{_MONTH}[ -]?{_DAY}(?:[ -]{YEAR})?"


def read_date(text: str, today: dt.date, day_first: bool) -> dt.date | None:
    """Read a date from tidy text (small letters, single spaces).

    Returns:
        The date; None when the text has no shape of a date.

    Raises:
        StudioError: It has the shape of a date that does not exist.
    """
    text = text.removeprefix("on ").removeprefix("the ")
    return (
        _read_relative(text, today)
        or _read_weekday(text, today, day_first)
        or _read_calendar_date(text, today, day_first)
    )


def _read_relative(text: str, today: dt.date) -> dt.date | None:
    if text in _DAYS:
        return today + dt.timedelta(days=_DAYS[text])
    if text.endswith(" ago"):
        text = f"-{text.removesuffix(' ago')}"
    if found := re.fullmatch(_RELATIVE, text):
        count = int(found[2]) * (-1 if found[1] == "-" else 1)
        return _moved(today, count, found[3][0])
    if found := re.fullmatch(_NEXT, text):
        return _moved(today, 1, found[1][0])
    return None


def _moved(day: dt.date, count: int, unit: str) -> dt.date:
    """Move by units of d, w, m or y; a month after 31 January is the last of February."""
    if unit in "dw":
        return day + dt.timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def _read_weekday(text: str, today: dt.date, day_first: bool) -> dt.date | None:
    found = re.fullmatch(_WEEKDAY, text)
    if found is None:
        return None
    weekday = _index(found[2].replace("weds", "wed"), WEEKDAYS, shortest=2)
    if weekday is None:
        return None
    which, rest = found[1], found[3]
    if rest is None:
        ahead = (weekday - today.weekday()) % 7 + (7 if which == "next" else 0)
        return today + dt.timedelta(days=ahead)
    if which or re.fullmatch(BARE, rest):  # "fri 9" is far more often an hour than the 9th
        return None
    day = _read_calendar_date(rest, today, day_first)
    if day and day.weekday() != weekday:
        named = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        raise StudioError(
            f"{named} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}:"
            " leave out the weekday or correct the date."
        )
    return day


def _index(word: str, names: tuple[str, ...], *, shortest: int) -> int | None:
    """Which of the names begins with the word."""
    if len(word) < shortest:
        return None
    found = [at for at, name in enumerate(names) if name.casefold().startswith(word)]
    return found[0] if len(found) == 1 else None


def _read_calendar_date(text: str, today: dt.date, day_first: bool) -> dt.date | None:
    if found := re.fullmatch(LONE_DAY, text):
        return _next_day(int(found[1]), today)
    if found := re.fullmatch(_ISO, text):
        return _day(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
    if found := re.fullmatch(_NUMERIC, text):
        day, month = (found[1], found[3]) if day_first else (found[3], found[1])
        return _dated(int(day), int(month), _year(found[4], found[5], today), today, day_first)
    if found := re.fullmatch(_DAY_MONTH, text):
        day, name, year = found.groups()
    elif found := re.fullmatch(_MONTH_DAY, text):
        name, day, year = found.groups()
    else:
        return None
    at = _index(name, MONTHS, shortest=3)
    return None if at is None else _dated(int(day), at + 1, _year(year, None, today), today)


def _year(full: str | None, short: str | None, today: dt.date) -> int | None:
    if full:
        return int(full)
    if not short:
        return None
    year = today.year // 100 * 100 + int(short)
    return year - 100 if year > today.year + _YEARS_AHEAD else year


def _dated(
    day: int, month: int, year: int | None, today: dt.date, day_first: bool = True
) -> dt.date:
    """Check a date; without a year it is the next such day, today included."""
    if not 1 <= month <= 12:
        order = "the day comes first, as in 14/11" if day_first else "the month first, as in 11/14"
        raise StudioError(f"There is no month {month}: {order}.")
    if year is None:
        year = today.year + ((month, day) < (today.month, today.day))
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise StudioError(f"There is no month {month}: type year-month-day, as in 2026-11-14.")
    length = _month_length(year, month)
    if not 1 <= day <= length:
        raise StudioError(
            f"{MONTHS[month - 1]} {year} has {length} days: type a day from 1 to {length}."
        )
    return dt.date(year, month, day)


def _month_length(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]


def _next_day(day: int, today: dt.date) -> dt.date:
    """The next day of that number, in this month or the first later one that has it."""
    if not 1 <= day <= 31:
        raise StudioError(f"No month has a day {day}: type a day from 1 to 31.")
    month = today.replace(day=1)
    while day > _month_length(month.year, month.month) or month.replace(day=day) < today:
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return month.replace(day=day)
