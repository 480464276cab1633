"""Who and what a session names, turned into claims on schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, SessionDraft
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


def claims_of(desk: Desk, draft: SessionDraft) -> tuple[Claim, ...]:
    """The schedules that a draft wants.

    Raises:
        GoneError: When someone or something has been made inactive or deleted meanwhile, unless
            the session named it before.
    """
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


def _named_before(desk: Desk, draft: SessionDraft, schedule_id: int) -> bool:
    return draft.id is not None and bool(
        desk.row(
            "SELECT 1 FROM booking_slot JOIN event ON event.id = booking_slot.event_id "
            "WHERE event.session_id = ? AND schedule_id = ?",
            (draft.id, schedule_id),
        )
    )


def type_rules(desk: Desk, type_id: int) -> tuple[int, int]:
    """Buffers before and after of a session type, in seconds.

    Raises:
        GoneError: When there is no such type any more.
    """
    row = desk.row("SELECT before, after FROM session_type WHERE id = ?", (type_id,))
    if row is None:
        raise GoneError("This session type no longer exists. Choose another type.", field="type")
    return row[0] * 60, row[1] * 60
