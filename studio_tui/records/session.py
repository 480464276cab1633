"""The session record: the fields of a booking, filled in with what is stored.

A field that nobody touches gives back exactly what is stored, even where it could not be typed
any more: somebody who has left, a room that was given up, a session of ten days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio_tui.domain.typed import TypedMoment, TypedTime
from studio_tui.domain.words import date_short, duration_words
from studio_tui.errors import StudioError
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Field, Reading, tick

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from studio_tui.domain.booking import SessionDraft
    from studio_tui.services.sessions import SessionRecord

GONE = "kept, but no longer offered"
"""Said of a type, person, resource or place that cannot be chosen anew."""

CONFIRMED = Field(
    "confirmed",
    "Confirmed",
    tick,
    kind="tick",
    help="Whether the client has agreed to the time; moving the session takes the tick away.",
)


def fields(record: SessionRecord) -> tuple[Field, ...]:
    """The fields of a stored session, as a form asks them."""
    stored = _named(record) | _plain(record) | _times(record.draft)
    found = [_kept(entry, stored[entry.key]) for entry in session_fields.FIELDS]
    ticked = "yes" if record.draft.confirmed else "no"
    at = [entry.key for entry in found].index("status") + 1
    return (*found[:at], replace(CONFIRMED, default=lambda _: ticked), *found[at:])


def session_draft(answers: Answers, record: SessionRecord) -> SessionDraft | None:
    """The session as it should be stored; None while type, date, start or end are missing."""
    found = session_fields.session_draft(answers, record.draft)
    return replace(found, confirmed=answers.value("confirmed")) if found else None


def touched(answers: Answers) -> bool:
    """Whether something was typed that differs from what is stored."""
    typed = answers.draft.typed
    return any(text != answers.fields[key].default(answers) for key, text in typed.items())


def history(record: SessionRecord, today: date) -> tuple[tuple[str, str, str], ...]:
    """When, who and what, the newest first; this year goes without saying."""
    return tuple((_when(at, today), who, what) for at, who, what in record.history)


def _when(at: datetime, today: date) -> str:
    year = f" {at.year}" if at.year == today.year else ""
    return f"{date_short(at).removesuffix(year)} {at:%H:%M}"


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored in a field. Both parts may depend on fields before it."""

    text: Callable[[Answers], str]
    value: Callable[[Answers], Any]
    words: Callable[[Answers], str] | None = None
    """Instead of what is said about such a text when it is typed."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Somebody or something that was chosen, whether it could be chosen now or not."""

    id: int
    name: str


def _kept(entry: Field, stored: _Stored) -> Field:
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


def _constant(text: str, value: Any) -> _Stored:
    return _Stored(lambda _: text, lambda _: value)


def _named(record: SessionRecord) -> dict[str, _Stored]:
    """What is chosen from a list, by key."""
    draft = record.draft
    chosen = {
        "type": (draft.type_id, record.type_name),
        "photographer": (draft.photographer_id, record.photographer),
        "assistant": (draft.assistant_id, record.assistant),
        "resource": (draft.resource_id, record.resource),
        "outside": (draft.outside_location_id, record.outside_location),
        "status": (draft.status_id, record.status),
        "booked_by": (draft.booked_by_id, record.booked_by),
    }
    return {
        key: _constant(name, None if entry_id is None else _Choice(entry_id, name))
        for key, (entry_id, name) in chosen.items()
    }


def _plain(record: SessionRecord) -> dict[str, _Stored]:
    texts = {key: getattr(record.draft, key) for key in ("description", "arrival", "notes")}
    people = record.draft.people
    return {key: _constant(text, text) for key, text in texts.items()} | {
        "people": _constant("" if people is None else str(people), people)
    }


def _times(draft: SessionDraft) -> dict[str, _Stored]:
    """Date, start and end; the end keeps its distance when the start moves."""
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
        "date": _constant(day.isoformat(), TypedMoment(day)),
        "start": _Stored(start_text, start_value),
        "end": _Stored(end_text, end_value, end_words),
    }


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() / 60)
