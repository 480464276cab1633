"""Why somebody is not there, in words: time off, a break, hours in which they do not work."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.hours import hours_words
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import MONTHS, WEEKDAYS, stretch_words, time_words

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.domain.hours import Working
    from studio_tui.domain.interval import Span

ONE_DAY = timedelta(days=1)


def day_month(day: date) -> str:
    """A date whose year goes without saying: ``Mon 30 Nov``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def absence_words(start: datetime, end: datetime, reason: str) -> str:
    """Time off behind a name: ``off until Mon 30 Nov (holiday)``.

    A day that is named is off to its end; a stretch within a day is told by its times.
    """
    because = f" ({reason})" if reason else ""
    whole_end = end.time() == time()
    last = (end - timedelta(seconds=1)).date()
    if last > start.date():
        until = day_month(last) if whole_end else f"{day_month(last)} {time_words(end)}"
        return f"off until {until}{because}"
    if whole_end and start.time() == time():
        return f"off on {day_month(last)}{because}"
    return f"off {stretch_words(start, end)}{because}"


def off_words(start: datetime, end: datetime) -> str:
    """From when to when in a list: ``Fri 27 - Mon 30 Nov``, ``Fri 27 Nov 09:00-13:00``."""
    last = (end - timedelta(seconds=1)).date()
    if start.time() == time() and end.time() == time():
        return days_words(start.date(), last)
    if start.date() == last:
        return f"{day_month(last)} {stretch_words(start, end)}"
    until = "24:00" if end.time() == time() else time_words(end)
    return f"{day_month(start)} {time_words(start)} - {day_month(last)} {until}"


def days_words(first: date, last: date) -> str:
    """Whole days in a list: ``Fri 27 Nov``, ``Fri 27 - Mon 30 Nov``, ``Mon 28 Dec - Sat 2 Jan``."""
    if first == last:
        return day_month(first)
    same = (first.year, first.month) == (last.year, last.month)
    begins = day_month(first).rpartition(" ")[0] if same else day_month(first)
    return f"{begins} - {day_month(last)}"


def hours_because(outside: Span, working: Working, *, thing: bool) -> str:
    """Why a schedule cannot have a stretch outside its hours, behind its name.

    Args:
        outside: A stretch in which it does not work.
        working: Its hours.
        thing: Whether it is a room or the like, which is in use instead of at work.
    """
    begins = wall(outside.start, working.zone)
    day, minute = begins.date(), begins.hour * 60 + begins.minute
    own = working.stretches(day) or ()
    on = f"on {day_month(day)}" if day in working.days else f"on {WEEKDAYS[day.weekday()]}s"
    if not own:
        return f"{'is not in use' if thing else 'does not work'} {on}"
    if own[0][1] <= minute < own[-1][0]:
        starts = max(end for _, end in own if end <= minute)
        ends = min(start for start, _ in own if start > minute)
        gap = hours_words(((starts, ends),))
        return f"is not in use {gap}" if thing else f"has a break {gap}"
    return f"{'is in use' if thing else 'works'} only {hours_words(own)} {on}"
