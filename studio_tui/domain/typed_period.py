"""Stretches of days as people type them: a day, ``nov``, ``this week``, ``1/11 to 30/11``.

Either end may be open: ``from mon``, ``until today``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from studio_tui.domain.typed import parse_date
from studio_tui.domain.words import MONTHS, date_short, quoted
from studio_tui.errors import StudioError

HELP: Final = "A day, nov, this week, last month, 2026, 1/11 to 30/11, from mon, until today."

_UNIT: Final = r"(this|last|next) (week|month|year)"
_RANGE: Final = r"(.+?)\s*(?: to |\.\.|–|—| - )\s*(.+)"
_FROM: Final = r"(?:from|since|after) (.+)"
_UNTIL: Final = r"(?:until|till|to|by|before) (.+)"
_YEAR: Final = r"(?:19|20)[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from one to another, both included; None: open."""

    first: dt.date | None
    last: dt.date | None

    @property
    def words(self) -> str:
        """``Fri 27 Nov 2026``, ``from Mon 2 Nov 2026``, ``Sun 1 Nov 2026 to Mon 30 Nov 2026``."""
        if self.first is None or self.last is None:
            end = self.first or self.last
            assert end is not None
            return f"{'from' if self.first else 'until'} {date_short(end)}"
        if self.first == self.last:
            return date_short(self.first)
        return f"{date_short(self.first)} to {date_short(self.last)}"


def parse_period(text: str, today: dt.date, *, day_first: bool = True) -> Period:
    """Read days.

    Raises:
        StudioError: When the text means none, or ends before it begins.
    """
    typed = " ".join(text.split()).casefold()

    def day(part: str) -> dt.date:
        return parse_date(part, today, day_first=day_first)

    if named := _named(typed, today):
        return named
    if found := re.fullmatch(_FROM, typed):
        named = _named(found[1], today)
        return Period(named.first if named else day(found[1]), None)
    if found := re.fullmatch(_UNTIL, typed):
        named = _named(found[1], today)
        return Period(None, named.last if named else day(found[1]))
    if found := re.fullmatch(_RANGE, typed):
        first = _named(found[1], today) or Period(day(found[1]), None)
        last = _named(found[2], today) or Period(None, day(found[2]))
        if first.first and last.last and last.last < first.first:
            raise StudioError(
                f"{quoted(text)} ends before it begins: {date_short(last.last)} comes before "
                f"{date_short(first.first)}."
            )
        return Period(first.first, last.last)
    try:
        found_day = day(typed)
    except StudioError as error:
        raise StudioError(f"{error.message} Several days: nov, this week, 1/11 to 30/11.") from None
    return Period(found_day, found_day)


def _named(typed: str, today: dt.date) -> Period | None:
    """A week, month or year by its name; a month is that of this year."""
    if found := re.fullmatch(_UNIT, typed):
        step = {"last": -1, "this": 0, "next": 1}[found[1]]
        if found[2] == "week":
            monday = today + dt.timedelta(days=7 * step - today.weekday())
            return Period(monday, monday + dt.timedelta(days=6))
        if found[2] == "year":
            return _year(today.year + step)
        return _month(*divmod(today.year * 12 + today.month - 1 + step, 12))
    if re.fullmatch(_YEAR, typed):
        return _year(int(typed))
    word, _, year = typed.partition(" ")
    named = [
        at for at, name in enumerate(MONTHS) if len(word) > 2 and name.lower().startswith(word)
    ]
    if len(named) == 1 and (not year or re.fullmatch(_YEAR, year)):
        return _month(int(year) if year else today.year, named[0])
    return None


def _year(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _month(year: int, at: int) -> Period:
    after = dt.date(year + (at == 11), (at + 1) % 12 + 1, 1)
    return Period(dt.date(year, at + 1, 1), after - dt.timedelta(days=1))
