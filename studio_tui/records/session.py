"""The session record: the fields of a booking, filled in with what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Field, tick
from studio_tui.flows.session_fields import minutes_text
from studio_tui.records.kept import Stored, choice, constant, kept, times

if TYPE_CHECKING:
    from studio_tui.domain.booking import SessionDraft
    from studio_tui.services.sessions import SessionRecord

CONFIRMED = Field(
    "confirmed",
    "Confirmed",
    tick,
    kind="tick",
    help="Whether the client has agreed to the time; moving the session takes the tick away.",
)


def fields(record: SessionRecord) -> tuple[Field, ...]:
    """The fields of a stored session, as a form asks them."""
    stored = _named(record) | _plain(record) | times(record.draft) | {"drive": drive(record.draft)}
    found = [kept(entry, stored[entry.key]) for entry in session_fields.FIELDS]
    ticked = "yes" if record.draft.confirmed else "no"
    at = [entry.key for entry in found].index("status") + 1
    return (*found[:at], replace(CONFIRMED, default=lambda _: ticked), *found[at:])


def session_draft(answers: Answers, record: SessionRecord) -> SessionDraft | None:
    """The session as it should be stored; None while type, date, start or end are missing."""
    found = session_fields.session_draft(answers, record.draft)
    return replace(found, confirmed=answers.value("confirmed")) if found else None


def drive(draft: SessionDraft) -> Stored:
    """The stored drive; of another place, what it usually is to there."""
    entry = next(each for each in session_fields.FIELDS if each.key == "drive")

    def same(answers: Answers) -> bool:
        place = answers.value("outside")
        return (place.id if place else None) == draft.outside_location_id

    def text(answers: Answers) -> str:
        return minutes_text(draft.drive) if same(answers) else entry.default(answers)

    def value(answers: Answers) -> int:
        return draft.drive if same(answers) else getattr(answers.value("outside"), "drive", 0)

    return Stored(text, value)


def _named(record: SessionRecord) -> dict[str, Stored]:
    """What is chosen from a list, by key."""
    draft = record.draft
    return {
        "type": choice(draft.type_id, record.type_name),
        "photographer": choice(draft.photographer_id, record.photographer),
        "assistant": choice(draft.assistant_id, record.assistant),
        "resource": choice(draft.resource_id, record.resource),
        "outside": choice(draft.outside_location_id, record.outside_location),
        "status": choice(draft.status_id, record.status),
        "booked_by": choice(draft.booked_by_id, record.booked_by),
    }


def _plain(record: SessionRecord) -> dict[str, Stored]:
    texts = {key: getattr(record.draft, key) for key in ("description", "arrival", "notes")}
    people = record.draft.people
    return {key: constant(text, text) for key, text in texts.items()} | {
        "people": constant("" if people is None else str(people), people)
    }
