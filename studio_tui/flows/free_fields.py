"""What is asked when a free time is looked for: what, with whom, on which days, at what time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.availability import Search
from studio_tui.domain.casting import need_words, other_needs, parts_of, session_needs
from studio_tui.domain.catalogue import SessionTypeEntry
from studio_tui.domain.choosing import choose
from studio_tui.domain.typed import parse_duration
from studio_tui.domain.typed_period import parse_period
from studio_tui.domain.typed_wishes import days_wanted, parse_days, parse_window, window_words
from studio_tui.domain.wallclock import instant
from studio_tui.domain.words import date_short, duration_words, listing
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.flows.session_fields import FIELDS as SESSION_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.catalogue import AppointmentTypeEntry, Catalogue, Entry
    from studio_tui.domain.clashes import Claim

ANYONE: Final = "anyone"
TYPE: Final = "calendar.free_type"
"""Preference: what a person looked for last."""

_ANYONE: Final = ("", ANYONE, "anybody", "any", "whoever")


@dataclass(frozen=True, slots=True)
class Length:
    """A time of some minutes for which no type was named."""

    length: int

    @property
    def name(self) -> str:
        """What can be typed for it."""
        return f"{self.length} min"


def kinds(catalogue: Catalogue) -> tuple[SessionTypeEntry | AppointmentTypeEntry, ...]:
    """Everything that takes time, sessions first."""
    return (*catalogue.types, *catalogue.appointment_types)


def _type(text: str, answers: Answers) -> Reading:
    try:
        found: Any = choose(text, kinds(answers.facts.catalogue), "type")
    except StudioError as error:
        if error.code != "not-found" or not re.match(r"\d", text):
            raise
        return Reading(Length(parse_duration(text)), duration_words(parse_duration(text)))
    named = "" if found.name.casefold() == text.casefold() else f"{found.name}, "
    return Reading(found, f"{named}{duration_words(found.length)}")


def _usual(answers: Answers) -> str:
    """What was looked for last, if that is still there; else the first type."""
    last = answers.facts.catalogue.preferences.get(TYPE, "")
    names = [entry.name for entry in kinds(answers.facts.catalogue)]
    return last if last in names or last[:1].isdigit() else next(iter(names), "")


# Who


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _who(text: str, answers: Answers) -> Reading:
    kind = answers.value("type")
    catalogue = answers.facts.catalogue
    named = [
        tuple(
            choose(each, catalogue.schedules, "person or resource")
            for each in re.split(r"\s+or\s+|/", part)
        )
        for part in _parts(text)
        if part.casefold() not in _ANYONE
    ]
    anyone = len(named) < max(1, len(_parts(text)))
    needs = (
        session_needs(kind, named, catalogue)
        if isinstance(kind, SessionTypeEntry)
        else other_needs(named, catalogue, anyone=anyone)
    )
    return Reading(needs, listing([need_words(need, catalogue) for need in needs]))


def _picked(name: str, answers: Answers) -> str:
    """A name picked from the list is added; one that stands there already is taken out."""
    if name == ANYONE:
        return ANYONE
    typed = [part for part in _parts(answers.text("who")) if part.casefold() not in _ANYONE]
    rest = [part for part in typed if part.casefold() != name.casefold()]
    return ", ".join(rest if len(rest) < len(typed) else [*rest, name]) or ANYONE


def _offered(answers: Answers) -> Sequence[Entry | str]:
    return (ANYONE, *answers.facts.catalogue.schedules)


# When


def _days(text: str, _: Answers) -> Reading:
    found = parse_days(text)
    return Reading(found, days_wanted(found))


def _window(text: str, _: Answers) -> Reading:
    found = parse_window(text)
    return Reading(found, window_words(found))


_DATE = next(entry for entry in SESSION_FIELDS if entry.key == "date")


def _from(text: str, answers: Answers) -> Reading:
    """The first day looked at; next week begins with its Monday."""
    if " ".join(text.casefold().split()) == "next week":
        first = parse_period(text, answers.facts.today).first
        assert first is not None
        text = first.isoformat()
    return _DATE.read(text, answers)


FIELDS: tuple[Field, ...] = (
    Field(
        "type",
        "Type",
        _type,
        rule="required",
        default=_usual,
        choices=lambda answers: kinds(answers.facts.catalogue),
        help="A type, by name or code; or a length, as 90 min.",
    ),
    Field(
        "who",
        "Who",
        _who,
        default=lambda _: ANYONE,
        choices=_offered,
        picked=_picked,
        help="anyone, or names with commas between; anna or ben, room 2.",
        limit=400,
    ),
    Field("days", "Days", _days, help="tue thu, mon-wed, weekend; empty for any."),
    Field("time", "Time", _window, help="after 16:00, before noon, 9-12; empty for any."),
    replace(
        _DATE,
        key="from",
        read=_from,
        label="From",
        default=lambda answers: date_short(answers.facts.today),
        help="The first day: fri, tomorrow, 14/11 or +2w; fri 2pm gives a time too.",
    ),
)


def search_of(answers: Answers) -> Search | None:
    """What is looked for; None while something is missing or cannot be read."""
    read = {key: answers.reading(key) for key in answers.fields}
    if any(reading.problem or reading.value is None for reading in read.values()):
        return None
    kind, needs = read["type"].value, read["who"].value
    before, after = getattr(kind, "before", 0), getattr(kind, "after", 0)
    return Search(
        kind.length * 60,
        needs,
        before * 60,
        after * 60,
        read["days"].value,
        read["time"].value,
    )


def not_before(answers: Answers) -> datetime:
    """From when on, on the clock on the wall."""
    moment = answers.value("from")
    return datetime.combine(moment.date, moment.time or time())


def prefill_of(answers: Answers, start: datetime, claims: Sequence[Claim]) -> dict[str, str]:
    """What the booking wizard starts from when one of the free times is taken.

    Args:
        answers: What was looked for.
        start: The free time, wall-clock.
        claims: Who and what takes part.
    """
    kind, catalogue = answers.value("type"), answers.facts.catalogue
    found = {
        "date": start.date().isoformat(),
        "start": _start_text(start, catalogue.opening.zone),
        "who": ", ".join(claim.name for claim in claims),
    }
    if not isinstance(kind, Length):
        found["type"] = kind.name
        return found | {claim.role: claim.name for claim in claims if claim.role != "attendee"}
    return found | {"end": kind.name} | parts_of(claims, catalogue)


def _start_text(start: datetime, zone: str) -> str:
    """The start as it is typed, saying which of the two is meant where the clocks go back."""
    text = f"{start:%H:%M}"
    try:
        instant(start, zone)
    except StudioError:
        return f"{text} {'second' if start.fold else 'first'}"
    return text
