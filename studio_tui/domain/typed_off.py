"""Time off, closures and the hours of one date as people type them in one line.

``fri 27/11 - mon 30/11 holiday``, ``27/11 9-13 dentist``, ``today from 14:00 sick``;
``sat 5/12 10-14``, ``24/12 closed``.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING, Final

from studio_tui.domain.hours import parse_hours
from studio_tui.domain.typed import TypedMoment, parse_date, parse_moment, parse_time
from studio_tui.domain.words import MONTHS, date_short, quoted, time_words
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_tui.domain.hours import Stretches

Stretch = tuple[dt.datetime, dt.datetime]

_EXAMPLE: Final = "type for example fri 27/11 - mon 30/11 holiday, or 27/11 9-13 dentist"
_DAY_EXAMPLE: Final = "type for example sat 5/12 10-14, or 24/12 closed"
_SPACED: Final = r"\s+(?:-|–|to|until|till)\s+"
_TIGHT: Final = r"[-–]"
_LEAD: Final = r"(?:is\s+)?(?:off|away)(?::|\b)\s*"
_DATELIKE: Final = (
    r"\d|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:day)?\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b"
)
_BACKWARDS: Final = "It ends before it begins; type the earlier day or time first."
_LONG: Final = dt.timedelta(days=300)
"""Without a year, an end that far off was meant to lie before the start."""
_NO_TIME: Final = dt.time()
_ONE_DAY: Final = dt.timedelta(days=1)
_MIDNIGHT: Final = ("24", "24:00", "midnight")


def parse_off(
    text: str, today: dt.date, *, day_first: bool = True
) -> tuple[dt.datetime, dt.datetime, str]:
    """Read from when to when somebody is away, and why.

    Days alone are whole days, the last included; a time without a day is today's, behind a stretch
    of days that of its end. Whatever follows is the reason.

    Args:
        text: What somebody typed; ``off`` in front is passed over.
        today: The day that relative forms count from.
        day_first: Whether ``5/11`` is 5 November.

    Raises:
        StudioError: No such stretch, with examples of what to type.
    """
    words = re.sub(_LEAD, "", " ".join(text.split()), count=1, flags=re.IGNORECASE).split()
    refusal: StudioError | None = None
    for cut in range(len(words), 0, -1):
        try:
            found = _stretch(" ".join(words[:cut]), today, day_first)
        except StudioError as error:
            refusal = error if _is_telling(error) else refusal
            continue
        if found is None:
            continue
        if found[1] <= found[0]:
            raise StudioError(_BACKWARDS)
        reason = " ".join(words[cut:]).strip(" ,;:-–()")
        if re.match(_DATELIKE, reason, re.IGNORECASE):
            raise refusal or StudioError(f"{quoted(reason)} is no end and no reason; {_EXAMPLE}.")
        return (*found, reason)
    raise refusal or StudioError(f"{quoted(text)} is not a stretch of days; {_EXAMPLE}.")


def parse_days(
    text: str, today: dt.date, *, day_first: bool = True
) -> tuple[dt.date, dt.date, str]:
    """Read whole days, the last included, and what they are: ``24/12 - 2/1 Christmas``.

    Raises:
        StudioError: No days, only part of one, or no name.
    """
    start, end, name = parse_off(text, today, day_first=day_first)
    if start.time() != _NO_TIME or end.time() != _NO_TIME:
        raise StudioError("The studio closes for whole days; leave out the times.")
    if not name:
        raise StudioError("Say why behind the days: 24/12 - 2/1 Christmas.")
    return start.date(), end.date() - _ONE_DAY, name


def parse_day(text: str, today: dt.date, *, day_first: bool = True) -> tuple[dt.date, Stretches]:
    """Read the hours of one date: ``sat 5/12 10-14``, ``24/12 closed``.

    Raises:
        StudioError: No date with its hours, with examples of what to type.
    """
    words = text.replace(",", ", ").split()
    for cut in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:cut]).rstrip(":"), " ".join(words[cut:])
        day = _tried(partial(parse_date, head, today, day_first=day_first))
        if day is not None and re.match(r"\d+\D|closed$|off$", tail):
            return day, () if tail == "off" else parse_hours(tail)
    raise StudioError(f"{quoted(text)} is not a date with its hours; {_DAY_EXAMPLE}.")


def off_text(start: dt.datetime, end: dt.datetime, reason: str = "") -> str:
    """A stretch as `parse_off` reads it back on any day."""
    if start.time() == end.time() == _NO_TIME:
        last = end.date() - _ONE_DAY
        until = "" if last == start.date() else f" - {date_short(last)}"
        return f"{date_short(start)}{until} {reason}".rstrip()
    begins = f"{date_short(start)} {time_words(start)}"
    same = end.date() == start.date()
    ends = time_words(end) if same else f"{date_short(end)} {time_words(end)}"
    return f"{begins} - {ends} {reason}".rstrip()


def _is_telling(error: StudioError) -> bool:
    """Whether a refusal says more than that something is no date at all."""
    return "is not a" not in error.message and "could be" not in error.message


def _tried(read: Callable[[], dt.date]) -> dt.date | None:
    try:
        return read()
    except StudioError:
        return None


def _stretch(text: str, today: dt.date, day_first: bool) -> Stretch | None:
    """A day, a day from a time on, or two ends; None when it has no shape of them."""
    text = text.casefold().strip(" ,")
    if day := _tried(lambda: parse_date(text, today, day_first=day_first)):
        return _day(day), _day(day) + _ONE_DAY
    if found := re.fullmatch(r"(.*?)\s*\bfrom\b\s*(\S.*)", text):
        if " - " not in found[2] and (begin := _moment(f"{found[1]} {found[2]}", today, day_first)):
            day = begin.date or today
            if begin.time:
                return dt.datetime.combine(day, begin.time), _day(day) + _ONE_DAY
        text = text.replace("from ", "", 1)
    for left, right in _halves(text):
        if found_both := _ends(left, right, today, day_first):
            return found_both
    parse_date(text, today, day_first=day_first)  # says what is wrong with it
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Every way to take a text as from and until, the clearest first."""
    for pattern in (_SPACED, _TIGHT):
        for found in re.finditer(pattern, text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            if left and right:
                yield left, right


def _ends(left: str, right: str, today: dt.date, day_first: bool) -> Stretch | None:
    """Both ends of a stretch; the end is read as one that follows the start."""
    if re.fullmatch(r"(?:[a-z]+\.? )?\d{1,2}(?:st|nd|rd|th)?", left):
        last = _tried(lambda: parse_date(right, today, day_first=day_first))
        if last is not None and re.search(r"\d ?[a-z]{3}|[/.]", right):
            month = f"{left} {MONTHS[last.month - 1]} {last.year}"  # 27-30 dec: it stands behind
            first = _tried(lambda: parse_date(month, today, day_first=day_first))
            return (_day(first), _day(last) + _ONE_DAY) if first else None
    begin = _moment(left, today, day_first)
    if begin is None:
        return None
    day = begin.date or today
    start = dt.datetime.combine(day, begin.time or _NO_TIME)
    if begin.time and right in _MIDNIGHT:
        return start, _day(day) + _ONE_DAY
    end = _end(right, day, day_first, timed=begin.time is not None)
    if end is None or (begin.date is None and begin.time is None):
        return None
    if end.date and end.date - day > _LONG and not re.search(r"\d{4}", right):
        raise StudioError(_BACKWARDS)
    if end.time is None:
        return start, _day(end.date or day) + _ONE_DAY
    return start, dt.datetime.combine(end.date or day, end.time)


def _end(text: str, day: dt.date, day_first: bool, *, timed: bool) -> TypedMoment | None:
    """Behind a time a bare number is an hour, otherwise a day."""
    try:
        if timed:
            return TypedMoment(None, parse_time(text).time)
        return TypedMoment(parse_date(text, day, day_first=day_first))
    except StudioError:
        return _moment(text, day, day_first)


def _moment(text: str, today: dt.date, day_first: bool) -> TypedMoment | None:
    """A date, or a date and time, or a time."""
    text = text.strip()
    if day := _tried(lambda: parse_date(text, today, day_first=day_first)):
        return TypedMoment(day)
    try:
        return parse_moment(text, today, day_first=day_first)
    except StudioError:
        return None


def _day(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NO_TIME)
