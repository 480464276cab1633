"""When somebody would like to come, as it is said on the phone: ``tue thu``, ``after 16:00``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from studio_tui.domain.hours import MINUTES_A_DAY, hours_words
from studio_tui.domain.typed import parse_time
from studio_tui.domain.typed_hours import DAY_SETS, read_day
from studio_tui.domain.words import WEEKDAYS, listing, quoted
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.domain.hours import Stretches

ANY_DAY: Final = frozenset(range(7))
ANY_TIME: Final[Stretches] = ((0, MINUTES_A_DAY),)

_ANY: Final = ("", "any", "any day", "any time", "anytime", "-")
_DAY_EXAMPLE: Final = "type for example tue thu, mon-wed or weekend"
_TIME_EXAMPLE: Final = "type for example after 16:00, before noon, 9-12 or morning"
_PARTS: Final[dict[str, tuple[int, int]]] = {
    "morning": (0, 12 * 60),
    "am": (0, 12 * 60),
    "pm": (12 * 60, MINUTES_A_DAY),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, MINUTES_A_DAY),
}
_TO: Final = r"\s*(?:-|–|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
_AFTER: Final = (
    r"(?:after|from|since|not before)\s+(.+)|(.+?)(?:\s*[-–+]|\s+(?:on|onwards|or later))"
)
_BEFORE: Final = r"(?:before|until|till|by|not after)\s+(.+)|[-–]\s*(.+)"


def parse_days(text: str) -> frozenset[int]:
    """Read weekdays: ``tue thu``, ``mon-wed, sat``, ``weekdays``; nothing is any day.

    Returns:
        Weekdays; Monday is 0.

    Raises:
        StudioError: When a word is not a day.
    """
    tidy = " ".join(re.sub(r"[,;]|\band\b|\bor\b", " ", text.casefold()).split())
    if tidy in _ANY:
        return ANY_DAY
    if tidy in DAY_SETS:
        return frozenset(DAY_SETS[tidy])
    joined = re.sub(r"\s*(?:-|–|\bto\b)\s*", "-", tidy)
    return frozenset(day for word in joined.split() for day in _days(word))


def _days(word: str) -> Iterator[int]:
    if word in DAY_SETS:
        yield from DAY_SETS[word]
        return
    first, *others = (_day(each) for each in word.split("-"))
    if len(others) > 1:
        raise StudioError(f"{quoted(word)} is not a day; {_DAY_EXAMPLE}.")
    last = others[0] if others else first
    yield from (day % 7 for day in range(first, (last if last >= first else last + 7) + 1))


def _day(word: str) -> int:
    found = read_day(word) if read_day(word) is not None else read_day(word.removesuffix("s"))
    if found is None:
        raise StudioError(f"{quoted(word)} is not a day; {_DAY_EXAMPLE}.")
    return found


def days_wanted(days: frozenset[int]) -> str:
    """Weekdays in words: ``Monday to Friday``, ``Tuesday and Thursday``, ``any day``."""
    if days == ANY_DAY:
        return "any day"
    ordered = sorted(days)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{WEEKDAYS[ordered[0]]} to {WEEKDAYS[ordered[-1]]}"
    return listing([WEEKDAYS[day] for day in ordered])


def parse_window(text: str) -> Stretches:
    """Read parts of the day: ``after 16:00``, ``before noon``, ``9-12``, ``morning``.

    A time alone means from then on; several parts have commas between them; nothing is any time.

    Returns:
        Stretches in minutes from midnight, in order.

    Raises:
        StudioError: When a part cannot be read, or ends before it begins.
    """
    tidy = " ".join(text.casefold().split())
    if tidy in _ANY:
        return ANY_TIME
    return tuple(sorted({_window(part.strip()) for part in re.split(r"[,;]", tidy)}))


def _window(text: str) -> tuple[int, int]:
    if text.removesuffix("s") in _PARTS:
        return _PARTS[text.removesuffix("s")]
    if found := re.fullmatch(_AFTER, text):
        return _minute(found[1] or found[2]), MINUTES_A_DAY
    if found := re.fullmatch(_BEFORE, text):
        return 0, _minute(found[1] or found[2])
    first, *others = re.split(_TO, text.removeprefix("between "), maxsplit=1)
    if not others:
        return _minute(first), MINUTES_A_DAY
    return _stretch(first, others[0])


def _stretch(first: str, last: str) -> tuple[int, int]:
    """``2-5pm`` begins in the afternoon too."""
    half = re.search(r"[ap]\.?m\.?$", last)
    start, end = _minute(first), _minute(last) or MINUTES_A_DAY
    if half and re.fullmatch(r"[\d:.]+", first) and start < _minute(f"{first}{half[0]}") < end:
        start = _minute(f"{first}{half[0]}")
    if end <= start:
        raise StudioError(f"{quoted(f'{first}-{last}')} ends before it begins; {_TIME_EXAMPLE}.")
    return start, end


def _minute(text: str) -> int:
    if text == "24:00":
        return MINUTES_A_DAY
    try:
        found = parse_time(text).time
    except StudioError as error:
        if "not a time" not in error.message:
            raise
        raise StudioError(f"{quoted(text)} is not a time; {_TIME_EXAMPLE}.") from error
    return found.hour * 60 + found.minute


def window_words(stretches: Stretches) -> str:
    """Parts of the day in words: ``any time``, ``from 16:00``, ``until 12:00``, ``09:00-12:00``."""
    return listing([_window_words(each) for each in stretches], "or")


def _window_words(stretch: tuple[int, int]) -> str:
    start, end = hours_words((stretch,)).split("-")
    if stretch == ANY_TIME[0]:
        return "any time"
    if stretch[1] == MINUTES_A_DAY:
        return f"from {start}"
    return f"until {end}" if stretch[0] == 0 else f"{start}-{end}"
