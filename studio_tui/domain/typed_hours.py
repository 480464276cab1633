"""Opening hours of a week as people write them in one line: ``mon-fri 9-17:30, sat 10-14``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from studio_tui.domain.hours import hours_words, parse_hours
from studio_tui.domain.words import WEEKDAYS, quoted
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.domain.hours import Stretches

Week = dict[int, tuple[tuple[int, int], ...]]
"""Weekday (Monday is 0) to stretches of (start, end) in minutes from midnight."""

DAY_SETS: Final = {
    "daily": range(7),
    "every day": range(7),
    "weekdays": range(5),
    "weekend": range(5, 7),
    "weekends": range(5, 7),
}
"""Words for several days."""
_DAYS: Final = r"([^\W\d_][^\d]*?)?\s*(\d.*|closed)?"
_EXAMPLE: Final = "type for example mon-fri 9-17:30, sat 10-14"


def parse_week(text: str) -> Week:
    """Read the opening hours of a week.

    Days stand before their hours, alone or as ``mon-fri``; further hours of the same days follow
    behind a comma (``mon-fri 9-12:30, 13:30-18``), and so do days that share the hours of the next
    (``mon, wed 9-17``). Days that are not named are closed.

    Raises:
        StudioError: When a part cannot be read, or a day's hours overlap.
    """
    typed: dict[int, list[str]] = {}
    days: list[int] = []
    waiting = False
    for part in (" ".join(piece.split()) for piece in re.split(r"[,;]", text.casefold())):
        found = re.fullmatch(_DAYS, part)
        if not found or not part or not (found[1] or days):
            raise StudioError(f"{quoted(part or text)} is no day with its hours; {_EXAMPLE}.")
        if found[1]:
            days = [*(days if waiting else ()), *_days(found[1])]
        waiting = not found[2]
        for day in days if found[2] else ():
            typed.setdefault(day, []).append(found[2])
    if waiting:
        raise StudioError(f"{quoted(part)} has no hours; {_EXAMPLE}.")
    return {day: parse_hours(", ".join(typed[day])) for day in sorted(typed)}


def week_words(week: Mapping[int, Stretches]) -> str:
    """The hours of a week in one line, as `parse_week` reads them back.

    Days that follow each other with the same hours stand together: ``Mon-Fri 09:00-17:30``.
    """
    runs: list[list[int]] = []
    for day in (day for day in range(7) if week.get(day)):
        if runs and runs[-1][-1] == day - 1 and week[runs[-1][0]] == week[day]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "; ".join(f"{_run(run)} {hours_words(week[run[0]])}" for run in runs) or "closed"


def parse_work_week(text: str) -> list[int]:
    """Read days of the week, as ``mon-fri`` or ``tue, wed, sat``; Monday is 0.

    Raises:
        StudioError: When a part is no day, or there is none.
    """
    try:
        return sorted({day for part in text.casefold().split(",") for day in _days(part)})
    except StudioError as error:
        raise StudioError(
            f"{quoted(text)} is no list of days; type mon-fri, or tue, wed, sat."
        ) from error


def work_week_words(days: Sequence[int]) -> str:
    """Days of the week in one line, as `parse_work_week` reads them back: ``Mon-Fri``."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(map(_run, runs))


def _run(days: list[int]) -> str:
    first, last = (WEEKDAYS[day][:3] for day in (days[0], days[-1]))
    return first if first == last else f"{first}-{last}"


def _days(text: str) -> list[int]:
    text = text.strip()
    if text in DAY_SETS:
        return list(DAY_SETS[text])
    ends = [_day(word) for word in re.split(r"\s*(?:-|–|\bto\b)\s*", text)]
    if len(ends) == 1:
        return ends
    if len(ends) != 2:
        raise StudioError(f"{quoted(text)} is not a day; {_EXAMPLE}.")
    first, last = ends
    return [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]


def _day(word: str) -> int:
    found = read_day(word)
    if found is None:
        raise StudioError(f"{quoted(word.strip(' .'))} is not a day; {_EXAMPLE}.")
    return found


def read_day(word: str) -> int | None:
    """The weekday whose name begins with a word of two letters or more; Monday is 0."""
    word = word.strip(" .").casefold()
    found = [at for at, name in enumerate(WEEKDAYS) if name.casefold().startswith(word)]
    return found[0] if len(word) > 1 and len(found) == 1 else None
