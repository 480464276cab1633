"""The appointment record: the fields of an appointment, filled in with what is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import SessionDraft
from studio_tui.domain.colours import colour_name
from studio_tui.flows import appointment_fields
from studio_tui.records import own
from studio_tui.records.kept import Stored, choice, constant, kept, times
from studio_tui.records.session import CONFIRMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.booking import AppointmentDraft
    from studio_tui.domain.catalogue import Catalogue, SessionTypeEntry
    from studio_tui.flows.field import Answers, Field
    from studio_tui.services.appointments import AppointmentRecord


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Somebody or something that takes part, whether it could be chosen now or not."""

    schedule_id: int
    name: str


def fields(record: AppointmentRecord, further: Sequence[Any] = ()) -> tuple[Field, ...]:
    """The fields of a stored appointment, as a form asks them, with the studio's own."""
    stored = _stored(record) | times(record.draft)
    found = [kept(entry, stored[entry.key]) for entry in appointment_fields.FIELDS]
    ticked = "yes" if record.draft.confirmed else "no"
    confirmed = replace(
        CONFIRMED,
        default=lambda _: ticked,
        help="Whether everybody has agreed to the time; moving it takes the tick away.",
    )
    at = [entry.key for entry in found].index("status") + 1
    return (*found[:at], confirmed, *found[at:], *own.fields(further, record.draft.own))


def appointment_draft(answers: Answers, record: AppointmentRecord) -> AppointmentDraft | None:
    """The appointment as it should be; None while type, date, start or end are missing."""
    found = appointment_fields.appointment_draft(answers, record.draft)
    if found is None:
        return None
    values = own.values(answers, record.draft.own)
    return replace(found, confirmed=answers.value("confirmed"), own=values)


def _stored(record: AppointmentRecord) -> dict[str, Stored]:
    draft = record.draft
    names = [name for name, _ in record.schedules]
    who = tuple(map(TakingPart, draft.schedule_ids, names))
    return {
        "type": choice(draft.type_id, record.type_name),
        "description": constant(draft.description, draft.description),
        "who": constant(", ".join(names), who),
        "outside": choice(draft.outside_location_id, record.outside_location),
        "colour": constant(colour_name(draft.colour), draft.colour),
        "status": choice(draft.status_id, record.status),
        "booked_by": choice(draft.booked_by_id, record.booked_by),
        "notes": constant(draft.notes, draft.notes),
    }


def as_session(
    record: AppointmentRecord, kind: SessionTypeEntry, catalogue: Catalogue
) -> tuple[SessionDraft, tuple[str, ...]]:
    """A session in the place of an appointment, with its time, place, notes and people.

    Returns:
        The session, and the names of those who take part in the appointment and find no role in
        a session: it has one photographer, one assistant and one resource.
    """
    draft = record.draft
    left = dict(zip(draft.schedule_ids, (name for name, _ in record.schedules), strict=True))

    def taken(role: str) -> int | None:
        for entry in getattr(catalogue, role):
            if left.pop(entry.schedule_id, None):
                found: int = entry.id
                return found
        return None

    session = SessionDraft(
        type_id=kind.id,
        start=draft.start,
        end=draft.end,
        start_fold=draft.start_fold,
        end_fold=draft.end_fold,
        description=draft.description,
        photographer_id=taken("photographers"),
        assistant_id=taken("assistants"),
        resource_id=taken("resources"),
        outside_location_id=draft.outside_location_id,
        confirmed=draft.confirmed,
        booked_by_id=draft.booked_by_id,
        notes=draft.notes,
        token=f"of-appointment-{record.id}-{draft.version}",
    )
    return session, tuple(left.values())
