"""One date of a session that has several, as a short form asks about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from studio_tui.flows import session_fields
from studio_tui.flows.field import Field, plain
from studio_tui.records.kept import choice, kept, times
from studio_tui.records.session import drive

if TYPE_CHECKING:
    from studio_tui.domain.booking import DateDraft
    from studio_tui.flows.field import Answers
    from studio_tui.services.date_store import DateRecord

_ASKED = ("date", "start", "end", "photographer", "assistant", "resource", "outside", "drive")


def fields(record: DateRecord, descriptions: tuple[str, ...]) -> tuple[Field, ...]:
    """What is asked about a date, filled in with what is stored.

    Args:
        record: The date, or the one that a new one is made from.
        descriptions: What the studio's list offers to choose from.
    """
    draft = record.draft
    about = Field(
        "description",
        "Description",
        plain,
        choices=lambda _: descriptions,
        default=lambda _: draft.description,
        help="What this date is about, as ceremony; typed or chosen.",
    )
    stored = times(draft) | {
        "photographer": choice(draft.photographer_id, record.photographer),
        "assistant": choice(draft.assistant_id, record.assistant),
        "resource": choice(draft.resource_id, record.resource),
        "outside": choice(draft.outside_location_id, record.outside_location),
        "drive": drive(draft),
    }
    asked = {entry.key: entry for entry in session_fields.FIELDS}
    return (*(kept(asked[key], stored[key]) for key in _ASKED), about)


def date_draft(answers: Answers, base: DateDraft) -> DateDraft | None:
    """The date as it should be stored; None while date, start or end are missing."""
    moment, start, end = (answers.value(key) for key in ("date", "start", "end"))
    if moment is None or start is None or end is None:
        return None
    begins = datetime.combine(moment.date, start.time)
    length, fold = end
    ids = {key: answers.value(key) for key in ("photographer", "assistant", "resource", "outside")}
    found = {key: entry.id if entry else None for key, entry in ids.items()}
    return replace(
        base,
        start=begins,
        end=begins + length,
        start_fold=start.fold,
        end_fold=fold,
        description=answers.value("description"),
        photographer_id=found["photographer"],
        assistant_id=found["assistant"],
        resource_id=found["resource"],
        outside_location_id=found["outside"],
        drive=answers.value("drive") or 0,
    )
