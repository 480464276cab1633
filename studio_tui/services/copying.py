"""Booking a session again at another time, with what is chosen of it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import SessionDraft
from studio_tui.domain.moving import Shift, shifted
from studio_tui.domain.numbers import record_words
from studio_tui.services import booking, sessions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from studio_tui.domain.booking import Booked
    from studio_tui.services.desk import Desk

PARTS: Final[dict[str, dict[str, Any]]] = {
    "people": {"photographer_id": None, "assistant_id": None},
    "place": {"resource_id": None, "outside_location_id": None, "drive": 0},
    "notes": {"notes": ""},
    "promotions": {"promotion_ids": ()},
    "participants": {},
    "own": {"own": {}},
}
"""What can be left out, with what stands there then; client, type, description and how many come
are always the same."""


def copy_session(
    desk: Desk,
    session_id: int,
    start: datetime,
    parts: Collection[str],
    *,
    fold: int = 0,
    force: bool = False,
    because: str = "",
) -> Booked:
    """Book a session again; invoices, payments and appointments stay with the first.

    Args:
        desk: Where we are.
        session_id: The session.
        start: When the new one starts; it is as long as the first.
        parts: Which of `PARTS` it has too.
        fold: Which of two readings is meant when the clocks go back.
        force: Although something stands against it, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the time is not free.
        GoneError: When the session, or something that it names, is gone.
        StudioError: When it cannot be at that time at all.
    """
    with desk.work() as work:
        found = sessions.get(desk, session_id)
        by = start - found.draft.start
        moved = shifted(found.draft, Shift(by, by))
        assert isinstance(moved, SessionDraft)
        without = (PARTS[part] for part in PARTS if part not in parts)
        left_out = {key: value for each in without for key, value in each.items()}
        token, booker = secrets.token_hex(8), desk.person_id or moved.booked_by_id
        new = replace(
            moved,
            **left_out,
            id=None,
            version=0,
            status_id=None,
            confirmed=False,
            start_fold=fold,
            booked_by_id=booker,
            token=token,
        )
        record_id, number = booking.store(work, found.client_id, new, force=force, because=because)
        if "participants" in parts:
            desk.database.execute_sql(
                "INSERT INTO participant (session_id, member_id) "
                "SELECT ?, member_id FROM participant WHERE session_id = ?",
                (record_id, session_id),
            )
        said = f"Copied from {record_words('session', found.number)}."
        work.changed("session", record_id, "copied", words=said)
        return booking.known(work, found.client_id, record_id, number)
