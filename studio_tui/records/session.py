"""The session record: the fields of a booking, filled in with what is stored."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from studio_tui.flows import session_fields, several
from studio_tui.flows.field import Answers, Field, tick
from studio_tui.flows.session_fields import minutes_text
from studio_tui.records import own
from studio_tui.records.kept import Choice, Stored, choice, constant, kept, times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.booking import SessionDraft
    from studio_tui.services.sessions import SessionRecord

CONFIRMED = Field(
    "confirmed",
    "Confirmed",
    tick,
    kind="tick",
    help="The client has agreed to the time; moving the session takes the tick away.",
)


def _offered(answers: Answers) -> Sequence[Any]:
    """Promotions for a session on that day."""
    moment = answers.value("date")
    day = moment.date if moment else None
    entries: Sequence[Any] = answers.facts.lists.get("promotion", ())
    return tuple(each for each in entries if each.on(day))


_SEVERAL: Final[dict[str, Any]] = {"of": _offered, "noun": "promotion of that day"}
PROMOTIONS = Field(
    "promotions",
    "Promotions",
    partial(several.read, **_SEVERAL),
    choices=_offered,
    picked=partial(several.picked, key="promotions", **_SEVERAL),
    help="What it came by: names or codes with commas between.",
    limit=1000,
)


def _promotions(record: SessionRecord) -> Stored:
    chosen = tuple(Choice(at, name) for at, name in record.promotions)
    return constant(", ".join(name for _, name in record.promotions), chosen)


def fields(record: SessionRecord, further: Sequence[Any] = ()) -> tuple[Field, ...]:
    """The fields of a stored session, as a form asks them, with the studio's own."""
    stored = _named(record) | _plain(record) | times(record.draft) | {"drive": drive(record.draft)}
    found = [kept(entry, stored[entry.key]) for entry in session_fields.FIELDS]
    ticked = "yes" if record.draft.confirmed else "no"
    at = [entry.key for entry in found].index("status") + 1
    promotions = replace(
        kept(PROMOTIONS, _promotions(record)),
        applies=lambda answers: bool(answers.facts.lists.get("promotion") or record.promotions),
    )
    confirmed = replace(CONFIRMED, default=lambda _: ticked)
    return (*found[:at], confirmed, promotions, *found[at:], *own.fields(further, record.draft.own))


def session_draft(answers: Answers, record: SessionRecord) -> SessionDraft | None:
    """The session as it should be stored; None while type, date, start or end are missing."""
    found = session_fields.session_draft(answers, record.draft)
    if found is None:
        return None
    return replace(
        found,
        confirmed=answers.value("confirmed"),
        promotion_ids=tuple(sorted(each.id for each in answers.value("promotions") or ())),
        own=own.values(answers, record.draft.own),
    )


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
