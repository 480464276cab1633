"""Dates, times and lengths as people type them: ``fri 2pm``, ``+2w``, ``14/11``, ``1h30``.

Nothing is guessed in silence: what has two meanings is refused with a sentence that names both.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from studio_tui.domain.typed_dates import BARE, LONE_DAY, YEAR, read_date
from studio_tui.domain.words import date_short, quoted, time_words
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A time of day, and which of the two when the autumn clock change doubles the hour."""

    time: dt.time
    fold: int | None = None
    """0 for the first occurrence, 1 for the second, None when nothing was said."""


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """What was typed of a day and a time; the part that was not typed is None."""

    date: dt.date | None = None
    time: dt.time | None = None
    fold: int | None = None
    """As in `TypedTime`."""


_LONGEST: Final = 60
"""Characters; anything longer is no date, and need not be searched for one."""
_LONGEST_DURATION: Final = 7 * 24 * 60
_NEAR_YEARS: Final = range(-1, 4)
"""Years from now in which ``14 nov 2027`` is a year and not the time 20:27."""

_CLOCK: Final = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(0)}
_FOLDS: Final = {"first": 0, "1st": 0, "second": 1, "2nd": 1}

_SPACING: Final = r"(?<![0-9]),|,(?![0-9])|(?<=[0-9])t(?=[0-9])"
"""Commas, but not that of 1,5h; the T of 2026-11-27T14:00."""
_DIGIT: Final = r"[0-9]"
_SPELT_YEAR: Final = rf".*[a-z].*[ -]{YEAR}"

_FOLD: Final = rf"(.+?) (?:the )?({'|'.join(_FOLDS)})"
_TIME: Final = (
    r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?::00)?|h|([0-9]{2}))?"
    r" ?(?:(a|p)(?:m|\.m\.?)?|o'clock)?"
)
_HOURS_MINUTES: Final = (
    r"(?:([0-9]{1,3}) ?(?:h|hrs?|hours?)(?: and)? ?)?"
    r"(?:([0-9]{1,5}) ?(?:m|mins?|minutes?)?)?"
)
_COLON_DURATION: Final = r"([0-9]{1,3}):([0-9]{2})"
_PART_HOURS: Final = r"([0-9]{1,2})[.,]([0-9]{1,2}) ?(?:h|hrs?|hours?)"


def parse_date(text: str, today: dt.date, *, day_first: bool = True) -> dt.date:
    """Read a date.

    Without a year it is the next such day, today included; ``14`` is the next 14th; ``fri`` is
    the coming Friday, today included, and ``next fri`` the one a week later. A weekday beside a
    date must agree with it.

    Args:
        text: What somebody typed, in any case.
        today: The day that relative forms count from.
        day_first: Whether ``5/11`` is 5 November; otherwise it is 11 May.

    Raises:
        StudioError: No such day, or no date at all, with examples of what to type.
    """
    day = read_date(_tidy(text), today, day_first)
    if day is None:
        raise StudioError(f"{_quoted(text)} is not a date: type {_date_examples(day_first)}.")
    return day


def parse_time(text: str) -> TypedTime:
    """Read a time on the 24-hour clock, or with am and pm on the 12-hour clock.

    ``first`` or ``second`` behind it chooses between the two occurrences of a doubled hour.

    Raises:
        StudioError: No such time, or no time at all, with examples of what to type.
    """
    time = _read_time(_tidy(text))
    if time is None:
        raise StudioError(f"{_quoted(text)} is not a time: type 14:00, 1430, 2pm or noon.")
    return time


def parse_moment(text: str, today: dt.date, *, day_first: bool = True) -> TypedMoment:
    """Read a date, a time or both in either order.

    A lone number of one or two digits could be a day or an hour and is refused; three or four
    digits are a time. Four digits after a month's name are a year if it is near (last year to
    three years ahead), else refused if they could be a time as well.

    Args:
        text: What somebody typed, in any case.
        today: The day that relative forms count from.
        day_first: As in `parse_date`.

    Raises:
        StudioError: No such day or time, two meanings, or neither date nor time.
    """
    tidy = _tidy(text)
    if re.fullmatch(BARE, tidy):
        raise StudioError(
            f"{_quoted(text)} could be a day or an hour: type 14th or 14 nov for a day,"
            " 14:00 or 2pm for a time."
        )
    spelt = re.fullmatch(_SPELT_YEAR, tidy)
    if spelt and int(spelt[1]) - today.year in _NEAR_YEARS:
        day = read_date(tidy, today, day_first)
        if day:
            return TypedMoment(day)
    return _only_reading(text, tidy, today, day_first)


def parse_place(
    text: str, today: dt.date, here: dt.date, *, day_first: bool = True
) -> tuple[dt.date, dt.time | None]:
    """Read where to go on a calendar: a day, with a time if one is typed.

    Args:
        text: What somebody typed; a lone number is a day.
        today: The day that relative forms count from.
        here: The day that a time alone is on.
        day_first: As in `parse_date`.

    Raises:
        StudioError: As `parse_moment`.
    """
    try:
        return parse_date(text, today, day_first=day_first), None
    except StudioError:
        moment = parse_moment(text, today, day_first=day_first)
    return moment.date or here, moment.time


def parse_duration(text: str) -> int:
    """Read a length: ``90``, ``90 min``, ``1h30``, ``1:30``, ``1.5h`` or ``2 hours``.

    Returns:
        Minutes, from 1 to a week.

    Raises:
        StudioError: No length at all, or one out of bounds.
    """
    minutes = _read_duration(_tidy(text))
    if minutes is None:
        raise StudioError(f"{_quoted(text)} is not a length: type 60, 90 min, 1h30 or 2 hours.")
    if not 1 <= minutes <= _LONGEST_DURATION:
        raise StudioError("A length is from 1 minute to 7 days: type 60, 90 min or 1h30.")
    return minutes


def _tidy(text: str) -> str:
    """Small letters and single spaces."""
    small = text.casefold().replace("@", " at ").replace("’", "'")
    small = " ".join(re.sub(_SPACING, " ", small).split())
    return small if len(small) <= _LONGEST else ""


def _quoted(text: str) -> str:
    """The words complained about."""
    return quoted(text) if text.strip() else "An empty field"


def _date_examples(day_first: bool) -> str:
    return f"{'14/11' if day_first else '11/14'}, 14 nov, fri, tomorrow, +2w or 2026-11-14"


def _read_time(text: str) -> TypedTime | None:
    text = text.removeprefix("at ")
    fold = None
    if found := re.fullmatch(_FOLD, text):
        text, fold = found[1], _FOLDS[found[2]]
    if text in _CLOCK:
        return TypedTime(_CLOCK[text], fold)
    if found := re.fullmatch(_TIME, text):
        return TypedTime(_time(int(found[1]), int(found[2] or found[3] or 0), found[4]), fold)
    return None


def _time(hour: int, minute: int, half: str | None) -> dt.time:
    if half and not 1 <= hour <= 12:
        raise StudioError("With am or pm the hours are 1 to 12: type 2pm, or 14:00 without pm.")
    if hour > 23:
        raise StudioError("The day has hours 0 to 23: type 14:00, or 0:00 for midnight.")
    if minute > 59:
        raise StudioError("An hour has minutes 0 to 59: type 14:30, 1430 or 2:30pm.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute)


def _only_reading(text: str, tidy: str, today: dt.date, day_first: bool) -> TypedMoment:
    """The one meaning of the text as date, time or both; refuses none, and more than one."""
    tried = [_reading(*halves, today, day_first) for halves in _halves(tidy)]
    readings = list(dict.fromkeys(found for found in tried if isinstance(found, TypedMoment)))
    if len(readings) == 1:
        return readings[0]
    if readings:
        meanings = " or ".join(_said(reading) for reading in readings[:2])
        raise StudioError(
            f"{_quoted(text)} can mean {meanings}:"
            " type the date as 2026-11-14 and the time as 14:00 to say which."
        )
    for refusal in tried:
        if isinstance(refusal, StudioError):
            raise refusal
    raise StudioError(
        f"{_quoted(text)} is not a date or time: type fri 2pm,"
        f" {'14/11' if day_first else '11/14'} 1430, tomorrow 9 or 2026-11-14 14:00."
    )


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Every way to split the text into a date and a time; either may be empty.

    A day of the month alone is a date only in front of its time, and then not of a bare number:
    nobody can tell ``14 9`` from the 14th of September. A bare number in front is an hour only
    before a word (``9 tomorrow``): ``14 nov 9`` is not 14:00 on 9 November.
    """
    if not text:
        return
    yield "", text
    yield text, ""
    words = text.split()
    for cut in range(1, len(words)):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        bare = re.fullmatch(BARE, left)
        if not (bare and re.fullmatch(BARE, right)):
            yield left, right
        if not re.fullmatch(LONE_DAY, right) and not (bare and re.search(_DIGIT, right)):
            yield right, left


def _reading(
    date_part: str, time_part: str, today: dt.date, day_first: bool
) -> TypedMoment | StudioError | None:
    """One meaning; the refusal when it has the shape of one; None when it has not."""
    day = _tried(lambda: read_date(date_part, today, day_first)) if date_part else None
    time = _tried(lambda: _read_time(time_part)) if time_part else None
    if (date_part and day is None) or (time_part and time is None):
        return None
    if isinstance(day, StudioError):
        return day
    if isinstance(time, StudioError):
        return time
    return TypedMoment(day, time.time, time.fold) if time else TypedMoment(day)


def _tried(read: Callable[[], _Read]) -> _Read | StudioError:
    try:
        return read()
    except StudioError as refusal:
        return refusal


def _said(moment: TypedMoment) -> str:
    day = date_short(moment.date) if moment.date else ""
    time = time_words(moment.time) if moment.time else ""
    return f"{day} {time}".strip()


def _read_duration(text: str) -> int | None:
    if found := re.fullmatch(_PART_HOURS, text):
        minutes, over = divmod(int(found[2]) * 60, 10 ** len(found[2]))
        return None if over else int(found[1]) * 60 + minutes
    found = re.fullmatch(_COLON_DURATION, text) or re.fullmatch(_HOURS_MINUTES, text)
    if found is None or not (found[1] or found[2]):
        return None
    hours, minutes = int(found[1] or 0), int(found[2] or 0)
    if found[1] and minutes > 59:
        raise StudioError("An hour has minutes 0 to 59: type 1h30, or 90 for ninety minutes.")
    return hours * 60 + minutes
