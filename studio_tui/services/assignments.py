"""Who and what a booking names, turned into claims on schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.booking import AppointmentDraft, BookingDraft, GoneError, SessionDraft
from studio_tui.domain.clashes import Claim

if TYPE_CHECKING:
    from studio_tui.domain.block import Role
    from studio_tui.services.desk import Desk

_PERSON = (
    "SELECT s.id, s.name, s.inactive FROM person p JOIN schedule s ON s.id = p.schedule_id "
    "WHERE p.id = ?"
)
_RESOURCE = (
    "SELECT s.id, s.name, s.inactive FROM resource r JOIN schedule s ON s.id = r.schedule_id "
    "WHERE r.id = ?"
)

_SCHEDULES = (
    "SELECT id, name, inactive, kind FROM schedule WHERE id IN ({marks}) ORDER BY kind, sort, name"
)


def claims_of(desk: Desk, draft: BookingDraft) -> tuple[Claim, ...]:
    """The schedules that a draft wants.

    Raises:
        GoneError: When someone or something has been made inactive or deleted meanwhile, unless
            the booking named it before.
    """
    return (
        _of_session(desk, draft)
        if isinstance(draft, SessionDraft)
        else _of_appointment(desk, draft)
    )


def _of_appointment(desk: Desk, draft: AppointmentDraft) -> tuple[Claim, ...]:
    """People before resources, as the calendar orders them; nobody is asked about, not refused."""
    ids = set(draft.schedule_ids)
    found = desk.rows(_SCHEDULES.format(marks=", ".join("?" * len(ids))), tuple(ids))
    if len(found) < len(ids):
        raise GoneError("Somebody or something no longer exists. Choose again.", field="who")
    for schedule_id, name, inactive, _ in found:
        if inactive and not _named_before(desk, draft, schedule_id):
            raise GoneError(f"{name} is no longer active. Choose somebody else.", field="who")
    return tuple(
        Claim(row[0], row[1], "resource" if row[3] == "resource" else "attendee") for row in found
    )


def _of_session(desk: Desk, draft: SessionDraft) -> tuple[Claim, ...]:
    wanted: tuple[tuple[Role, str, int | None], ...] = (
        ("photographer", _PERSON, draft.photographer_id),
        ("assistant", _PERSON, draft.assistant_id),
        ("resource", _RESOURCE, draft.resource_id),
    )
    claims = []
    for role, sql, record_id in wanted:
        if record_id is None:
            continue
        row = desk.row(sql, (record_id,))
        if row is None:
            raise GoneError(f"The {role} no longer exists. Choose another {role}.", field=role)
        if row[2] and not _named_before(desk, draft, row[0]):
            raise GoneError(f"{row[1]} is no longer active. Choose another {role}.", field=role)
        claims.append(Claim(row[0], row[1], role))
    return tuple(claims)


def _named_before(desk: Desk, draft: BookingDraft, schedule_id: int) -> bool:
    return draft.id is not None and bool(
        desk.row(
            "SELECT 1 FROM booking_slot JOIN event ON event.id = booking_slot.event_id "
            f"WHERE {'event.id' if draft.kind == 'date' else f'event.{draft.kind}_id'} = ? "
            "AND schedule_id = ?",
            (draft.id, schedule_id),
        )
    )


def type_rules(desk: Desk, draft: BookingDraft) -> tuple[int, int, int]:
    """Buffers before and after of a session type, and the drive, in seconds.

    An appointment has none.

    Raises:
        GoneError: When there is no such type any more.
    """
    if isinstance(draft, AppointmentDraft):
        return 0, 0, 0
    row = desk.row("SELECT before, after FROM session_type WHERE id = ?", (draft.type_id,))
    if row is None:
        raise GoneError("This session type no longer exists. Choose another type.", field="type")
    return row[0] * 60, row[1] * 60, draft.drive * 60
