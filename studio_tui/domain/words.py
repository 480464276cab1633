"""How dates, times, lengths and lists are said in English sentences.

Dates, times and lengths said here can be typed: `studio_tui.domain.typed` reads them back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
"""Names in the order of `date.weekday`."""

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Names in calendar order; January is ``MONTHS[0]``."""

NOTES: Final = 20_000
"""Most characters of notes, some six pages: what is longer belongs in a document of its own."""

_SOON: Final = 14
"""Days within which the distance says more than the date."""


def date_words(day: date) -> str:
    """Return a date in full: ``Friday 27 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(day: date) -> str:
    """Return a date for narrow places: ``Fri 27 Nov 2026``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def time_words(moment: time | datetime) -> str:
    """Return the time on the 24-hour clock: ``14:00``."""
    return f"{moment.hour:02}:{moment.minute:02}"


def span_words(start: datetime, end: datetime, today: date | None = None) -> str:
    """Return when something takes place: ``Friday 27 November 2026, 14:00-15:00``.

    Across midnight both days are named; an end at midnight is the 24:00 of the day it closes.
    With `today`, a near day is also told by its distance: ``Friday 27 November 2026 (in 3 days),``.
    The second occurrence of an hour that the clock change doubles is marked as such.
    """
    near = relative_day(start.date(), today) if today else ""
    opening = date_words(start.date()) + (f" ({near})" if near else "")
    days = end.toordinal() - start.toordinal()
    if days == 0:
        return f"{opening}, {_occurrence(start)}-{_occurrence(end)}"
    if days == 1 and (end.hour, end.minute) == (0, 0):
        return f"{opening}, {_occurrence(start)}-24:00"
    closing = f"{date_words(end.date())}, {_occurrence(end)}"
    return f"{opening}, {_occurrence(start)} - {closing}"


def stretch_words(start: datetime, end: datetime) -> str:
    """Return from when to when; with the dates only where they are not the same.

    The end of a day is its 24:00: ``14:00-15:00``, ``22:00-24:00``,
    ``Fri 27 Nov 2026 22:00 - Sat 28 Nov 2026 02:00``.
    """
    days = end.toordinal() - start.toordinal()
    if days == 1 and (end.hour, end.minute) == (0, 0):
        return f"{time_words(start)}-24:00"
    if days == 0:
        return f"{time_words(start)}-{time_words(end)}"
    return f"{date_short(start)} {time_words(start)} - {date_short(end)} {time_words(end)}"


def _occurrence(moment: datetime) -> str:
    return time_words(moment) + (" (second time)" if moment.fold else "")


def duration_words(minutes: int) -> str:
    """Return a length: ``60 minutes``, ``2 hours``, ``1 hour 30 minutes``.

    A single hour is said in minutes, as the trade does.
    """
    hours, rest = divmod(minutes, 60)
    if hours == 0 or minutes == 60:
        return plural(minutes, "minute")
    return plural(hours, "hour") + (f" {plural(rest, 'minute')}" if rest else "")


def relative_day(day: date, today: date) -> str:
    """Return how far off a day is, ``tomorrow`` or ``in 3 days``; empty beyond two weeks."""
    distance = (day - today).days
    if abs(distance) > _SOON:
        return ""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    far = f"in {distance} days" if distance > 0 else f"{-distance} days ago"
    return near.get(distance, far)


def age_words(born: date, day: date) -> str:
    """Return how old somebody is on a day: ``12 days``, ``7 months``, ``5 years``."""
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months >= 24:
        return plural(months // 12, "year")
    return plural(months, "month") if months >= 2 else plural((day - born).days, "day")


def plural(count: int, noun: str, many: str = "") -> str:
    """Return a count with its noun: ``1 session``, ``2 sessions``, ``3 people``.

    Args:
        count: How many.
        noun: The word for one.
        many: The word for several, where adding -s, -es or -ies does not give it.
    """
    return f"{count} {noun if count == 1 else many or _several(noun)}"


def _several(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def listing(items: Sequence[str], joint: str = "and") -> str:
    """Return items as a sentence lists them: ``a, b and c``, or with another joint ``or``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


SAME: Final = 12
"""Characters that two texts share at least before they are left out."""


def quoted(text: str) -> str:
    """Return what somebody typed in quotes, short enough for one line of a form."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 30 else line[:29] + '…'}”"


def apart(one: str, other: str) -> tuple[str, str]:
    """Two texts from the word on in which they begin to differ, if that is far from the start."""
    same = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), None
    )
    same = min(len(one), len(other)) if same is None else same
    start = max(one.rfind(" ", 0, same), one.rfind("\n", 0, same)) + 1
    if start < SAME:
        return one, other
    return f"…{one[start:]}", f"…{other[start:]}"


AROUND: Final = 4
"""Words of a long text that are said before and behind what was changed in it."""
SAID: Final = 100
"""Most characters that are said of what a long text was, and as many of what it is."""


def rewritten(before: str, after: str) -> str:
    """How notes were changed: ``“Bring the dog” to “Bring both dogs”``, long ones only around it.

    What was only added, or only taken out, is said alone: ``added “Paid in cash”``.
    """
    one, other = one_line(before).split(" "), one_line(after).split(" ")
    if one == other:
        return "spaces or line ends changed"
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    old, new = (" ".join(each[head : len(each) - tail]) for each in (one, other))
    if not old:
        return f"added {_within(new)}"
    if not new:
        return f"took out {_within(old)}"
    start, end = max(0, head - AROUND), max(0, tail - AROUND)
    dots = "…" * (start > 0), "…" * (end > 0)
    said = (" ".join(each[start : len(each) - end]) for each in (one, other))
    return " to ".join(_within(each, *dots) for each in said)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Words with which two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _within(text: str, before: str = "", after: str = "") -> str:
    """A part of a text in quotes, shortened in the middle, with dots where there is more of it."""
    if len(text) > SAID:
        text = f"{text[: SAID // 2].rstrip()} … {text[-SAID // 2 :].lstrip()}"
    return f"“{before}{text}{after}”"


def one_line(text: str) -> str:
    """A text in one line, without anything that moves a terminal's cursor by itself."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
