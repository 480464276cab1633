"""What every record's form does: a field that nobody touches gives back exactly what is stored.

That holds even where it could not be typed any more: somebody who has left, a room that was given
up, a booking of ten days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio_tui.domain.typed import TypedMoment, TypedTime
from studio_tui.domain.words import date_short, duration_words
from studio_tui.errors import StudioError
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Field, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from studio_tui.domain.booking import AppointmentDraft, SessionDraft

GONE = "kept, but no longer offered"
"""Said of a type, person, resource or place that cannot be chosen anew."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored in a field. Both parts may depend on fields before it."""

    text: Callable[[Answers], str]
    value: Callable[[Answers], Any]
    words: Callable[[Answers], str] | None = None
    """Instead of what is said about such a text when it is typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody or something that was chosen, whether it could be chosen now or not."""

    id: int
    name: str


def kept(entry: Field, stored: Stored) -> Field:
    """A field whose default is what is stored, and reads as just that."""

    def read(text: str, answers: Answers) -> Reading:
        if text != stored.text(answers).strip():
            return entry.read(text, answers)
        if stored.words is not None:
            words = stored.words(answers)
        else:
            try:
                words = entry.read(text, answers).words
            except StudioError:
                words = GONE
        return Reading(stored.value(answers), words)

    return replace(entry, default=stored.text, read=read)


def constant(text: str, value: Any) -> Stored:
    """What does not depend on other fields."""
    return Stored(lambda _: text, lambda _: value)


def choice(entry_id: int | None, name: str) -> Stored:
    """One of a list, or none."""
    return constant(name, None if entry_id is None else Choice(entry_id, name))


def touched(answers: Answers) -> bool:
    """Whether something was typed that differs from what is stored."""
    return bool(changed_texts(answers))


def changed_texts(answers: Answers) -> dict[str, str]:
    """Texts by field that were typed and differ from what is stored."""
    typed = answers.draft.typed.items()
    return {key: text for key, text in typed if text != answers.fields[key].default(answers)}


def history(
    happened: Iterable[tuple[datetime, str, str]], today: date
) -> tuple[tuple[str, str, str], ...]:
    """When, who and what, in the same order; this year goes without saying."""
    return tuple((when(at, today), who, what) for at, who, what in happened)


def when(at: datetime, today: date) -> str:
    """``Tue 24 Nov 09:00``, with the year if it is another."""
    year = f" {at.year}" if at.year == today.year else ""
    return f"{date_short(at).removesuffix(year)} {at:%H:%M}"


def times(draft: SessionDraft | AppointmentDraft) -> dict[str, Stored]:
    """Date, start and end by key; the end keeps its distance when the start moves."""
    day = draft.start.date()
    begun = f"{draft.start:%H:%M}{' second' if draft.start_fold else ''}"
    length = draft.end - draft.start
    start = next(entry for entry in session_fields.FIELDS if entry.key == "start")

    def start_text(answers: Answers) -> str:
        return start.default(answers) or begun  # a time typed with the date comes first

    def start_value(answers: Answers) -> TypedTime:
        found: TypedTime = start.read(start_text(answers), answers).value
        same = answers.value("date") == TypedMoment(day)
        return replace(found, fold=draft.start_fold) if same else found

    def end(answers: Answers) -> datetime | None:
        moment, began = answers.value("date"), answers.value("start")
        return moment and began and datetime.combine(moment.date, began.time) + length

    def end_text(answers: Answers) -> str:
        ends = end(answers)
        if ends is None:
            return ""
        return f"{ends:%H:%M}" if length < timedelta(days=1) else f"{_minutes(length)} min"

    def end_value(answers: Answers) -> tuple[timedelta, int | None]:
        return length, draft.end_fold if end(answers) == draft.end else None

    def end_words(answers: Answers) -> str:
        ends = end(answers)
        if ends is None:
            return ""
        if ends.date() == (ends - length).date():
            return duration_words(_minutes(length))
        return f"until {date_short(ends)} {ends:%H:%M}"

    return {
        "date": constant(day.isoformat(), TypedMoment(day)),
        "start": Stored(start_text, start_value),
        "end": Stored(end_text, end_value, end_words),
    }


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() / 60)
