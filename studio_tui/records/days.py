"""A day as it is typed on invoices and payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.typed import parse_date
from studio_tui.domain.words import age_words, date_words, relative_day
from studio_tui.flows.field import Answers, Reading

if TYPE_CHECKING:
    from datetime import date

HELP = "today, fri, 14/11, +2w or 2026-11-14."


def read_day(text: str, answers: Answers) -> Reading:
    """A reader of a day, with its weekday in words."""
    if not text:
        return Reading()
    facts = answers.facts
    day_first = facts.catalogue.preferences.get("dates.day_first", True)
    found = parse_date(text, facts.today, day_first=day_first)
    near = relative_day(found, facts.today)
    return Reading(found, ", ".join(filter(None, (date_words(found), near))))


def read_born(text: str, answers: Answers) -> Reading:
    """A reader of a birth date: a day that has been; says how old that is."""
    found = read_day(text, answers)
    if found.value is None:
        return found
    if found.value > answers.facts.today:
        return Reading(found.value, problem="This day is still to come: type it with its year.")
    return Reading(
        found.value, f"{age_words(found.value, answers.facts.today)} old, {date_words(found.value)}"
    )


def day_text(day: date | None) -> str:
    """A day as it stands in its field."""
    return day.isoformat() if day else ""
