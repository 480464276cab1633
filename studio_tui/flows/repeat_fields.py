"""What is asked about how an appointment repeats, and the page with all its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.domain.choosing import choose
from studio_tui.domain.recurrence import (
    LAST,
    Frequency,
    Plan,
    Recurrence,
    dates,
    month_day_words,
    parse_choices,
    parse_month_day,
    parse_weekdays,
)
from studio_tui.domain.typed import parse_date
from studio_tui.domain.words import WEEKDAYS, date_short, listing, plural, quoted
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading
from studio_tui.flows.said import Said
from studio_tui.flows.session_fields import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studio_tui.domain.typed import TypedMoment

_TIMES = re.compile(r"([0-9]{1,5}) ?(?:x|times?)?", re.IGNORECASE)
_MOST_EVERY = 99


@dataclass(frozen=True, slots=True)
class Pace:
    """How often something repeats."""

    name: str
    code: str
    frequency: Frequency
    unit: str


PACES = (
    Pace("daily", "d", "daily", "day"),
    Pace("weekly", "w", "weekly", "week"),
    Pace("monthly", "m", "monthly", "month"),
)


def _repeat(text: str, _: Answers) -> Reading:
    if text.casefold() in (*NOBODY, "no", "never", "once"):
        return Reading(None, "no")
    found = choose(text, PACES, "way to repeat")
    return Reading(found, "" if found.name == text.casefold() else found.name)


def _repeats(answers: Answers) -> bool:
    return answers.value("repeat") is not None


def _on_applies(answers: Answers) -> bool:
    pace: Pace | None = answers.value("repeat")
    return pace is not None and pace.frequency != "daily"


def _every(text: str, answers: Answers) -> Reading:
    pace: Pace = answers.value("repeat")
    number = text or "1"
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= _MOST_EVERY):
        raise StudioError(f"{quoted(text)} is no number from 1 to {_MOST_EVERY}; type 2.")
    many = int(number)
    return Reading(many, f"every {pace.unit if many == 1 else plural(many, pace.unit)}")


def _on_default(answers: Answers) -> str:
    pace: Pace | None = answers.value("repeat")
    moment: TypedMoment | None = answers.value("date")
    if moment is None or moment.date is None or pace is None:
        return ""
    if pace.frequency == "weekly":
        return WEEKDAYS[moment.date.weekday()][:3].lower()
    return str(moment.date.day)


def _on_choices(answers: Answers) -> Sequence[str]:
    pace: Pace | None = answers.value("repeat")
    moment: TypedMoment | None = answers.value("date")
    if pace is None or moment is None or moment.date is None:
        return ()
    if pace.frequency == "weekly":
        return ("weekdays", *(name[:3].lower() for name in WEEKDAYS))
    day = moment.date
    last = f"last {WEEKDAYS[day.weekday()][:3].lower()}"
    return tuple(dict.fromkeys((str(day.day), "last day", month_day_words(day), last)))


def _on(text: str, answers: Answers) -> Reading:
    """The weekdays, or the day of the month and its place among its weekdays."""
    if not text:
        return Reading()
    if answers.value("repeat").frequency == "weekly":
        days = parse_weekdays(text)
        return Reading(days, listing([WEEKDAYS[at] for at in days]))
    day, nth = parse_month_day(text)
    said = "the last day of the month" if day == LAST else ""
    if day > 28:
        said = f"only in months with a day {day}"
    return Reading((day, nth), said)


def _until(text: str, answers: Answers) -> Reading:
    """A last date, or how many times."""
    if not text:
        return Reading()
    facts, counted = answers.facts, _TIMES.fullmatch(text)
    found: tuple[int | None, date | None]
    if counted:
        found = int(counted[1]), None
        if not found[0]:
            raise StudioError("Type how many times, as 10 times, or a last date.")
    else:
        day_first = facts.catalogue.preferences.get("dates.day_first", True)
        found = None, parse_date(text, facts.today, day_first=day_first)
    first = answers.value("date")
    rule = _rule(answers, *found)
    if rule is None or first is None or first.date is None:
        return Reading(found)
    days = dates(rule, first.date)
    return Reading(found, f"{plural(len(days), 'date')}, last {date_short(days[-1])}")


def _rule(answers: Answers, count: int | None, until: date | None) -> Recurrence | None:
    pace: Pace | None = answers.value("repeat")
    every, named = answers.value("every"), answers.value("on")
    if pace is None or every is None or (named is None and pace.frequency != "daily"):
        return None
    day, nth = named if pace.frequency == "monthly" else (0, None)
    return Recurrence(
        pace.frequency,
        every,
        weekdays=named if pace.frequency == "weekly" else (),
        day=day,
        nth=nth,
        count=count,
        until=until,
    )


FIELDS: tuple[Field, ...] = (
    Field(
        "repeat",
        "Repeat",
        _repeat,
        choices=lambda _: tuple(pace.name for pace in PACES),
        help="daily, weekly or monthly; empty: it takes place once.",
    ),
    Field(
        "every",
        "Every",
        _every,
        default=lambda _: "1",
        help="2 is every second day, week or month.",
        limit=3,
        beside="repeat",
        applies=_repeats,
    ),
    Field(
        "on",
        "On",
        _on,
        rule="required",
        default=_on_default,
        choices=_on_choices,
        help="mon, wed or weekdays; monthly 14, last day or 2nd tue.",
        applies=_on_applies,
    ),
    Field(
        "until",
        "Until",
        _until,
        rule="required",
        help="A last date, or how often, as 10 times.",
        beside="on",
        applies=_repeats,
    ),
)

TIMES = ("type", "date", "start", "end", "who", *(entry.key for entry in FIELDS))
"""Fields that decide which dates there are and what stands against them."""

DATES = Field("dates", "Dates", lambda text, _: Reading(parse_choices(text)), limit=40000)
"""What was decided about single dates: not typed, chosen on the page with all dates."""


def repeats(draft: Draft, _: Facts) -> bool:
    """Whether an appointment is to repeat, as far as that can be told from the text."""
    text = draft.typed.get("repeat", draft.prefill.get("repeat", ""))
    return text.strip().casefold() not in (*NOBODY, "no", "never", "once")


def series_plan(answers: Answers) -> Plan | None:
    """The series that is asked for; None where it takes place once, or while something is missing.

    Args:
        answers: What was read.
    """
    if "repeat" not in answers.fields or answers.value("until") is None:
        return None
    rule = _rule(answers, *answers.value("until"))
    decided = answers.value("dates") if "dates" in answers.fields else None
    return Plan(rule, decided or {}) if rule else None


def series_said(answers: Answers) -> tuple[Said, ...]:
    """How it repeats, for the last page."""
    plan, first = series_plan(answers), answers.value("date")
    if plan is None or first is None or first.date is None:
        return ()
    days = dates(plan.rule, first.date)
    deeds = [plan.choices[day].deed for day in days if day in plan.choices]
    counts = (
        ("skip", "skipped"),
        ("move", "at another time"),
        ("force", "although it clashes"),
    )
    said = [f"{deeds.count(deed)} {words}" for deed, words in counts if deed in deeds]
    booked = plural(len(days) - deeds.count("skip"), "date")
    last = f"the last one {date_short(days[-1])}"
    return (
        Said("Repeats", plan.rule.words),
        Said("", " · ".join((booked, last))),
        Said("", " · ".join(said)),
    )
