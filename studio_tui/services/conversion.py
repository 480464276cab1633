"""An appointment that becomes a session: the time is handed over in one transaction."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.block import FREED
from studio_tui.domain.numbers import record_words
from studio_tui.errors import StudioError
from studio_tui.services import appointments, booking, saving

if TYPE_CHECKING:
    from studio_tui.domain.booking import Booked, SessionDraft
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

CONVERTED_STATUS = "appointments.converted_status"
"""Preference: name of the status of an appointment that has become a session."""


def to_session(
    desk: Desk,
    appointment_id: int,
    session: SessionDraft,
    *,
    force: bool = False,
    because: str = "",
) -> Booked:
    """Book a session in the place of an appointment, whose time is handed over to it.

    The appointment stays as a record, linked to the session, in a status that holds no time. All
    of it is one transaction: at no moment is the time taken twice, or free for others.

    Raises:
        TakenError: When the session wants more than the appointment held, and that is not free.
        StudioError: When the appointment has no client yet, or holds no time any more.
    """
    if not session.token:
        session = replace(session, token=secrets.token_hex(8))
    with desk.work() as work:
        before = booking.booked_before(desk, session.token)
        if before:
            return before
        stored = appointments.get(desk, appointment_id)
        if stored.client_id is None:
            raise StudioError(
                "A session belongs to a client. Link this appointment to a client first.",
                field="client",
            )
        if stored.status_kind in FREED:
            raise StudioError(
                f"This appointment is over: {stored.status}. Only one that holds its time can "
                "become a session.",
                field="status",
            )
        freed = replace(stored.draft, status_id=_converted_status(desk))
        saving.store(work, stored, freed, force=True)
        session_id, number = booking.store(
            work, stored.client_id, session, force=force, because=because
        )
        _hand_over(work, stored, session_id, number)
        return booking.known(work, stored.client_id, session_id, number)


def _hand_over(work: Transaction, stored: AppointmentRecord, session_id: int, number: str) -> None:
    """Link what was an appointment to the session that it has become; history on both."""
    work.desk.database.execute_sql(
        "UPDATE appointment SET session_id = ? WHERE id = ?", (session_id, stored.id)
    )
    work.changed(
        "appointment", stored.id, "converted", words=f"Became {record_words('session', number)}."
    )
    words = f"Was appointment {stored.number} before."
    work.changed("session", session_id, "converted", words=words)


def _converted_status(desk: Desk) -> int:
    row = desk.row(
        "SELECT id FROM status WHERE area = 'appointment' AND kind = 'cancelled' "
        "AND for_type IS NULL ORDER BY name = ? DESC, inactive, sort LIMIT 1",
        (desk.preference(CONVERTED_STATUS, "Became a session"),),
    )
    if row is None:
        raise StudioError("No status of appointments is of the kind cancelled; add one first.")
    return int(row[0])
