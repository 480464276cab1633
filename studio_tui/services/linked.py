"""The later appointments that belong to sessions: what becomes of a session may concern them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from studio_tui.domain.block import FREED
from studio_tui.domain.words import date_short, time_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.services.desk import Desk
    from studio_tui.services.stored import Stored


@dataclass(frozen=True, slots=True)
class Linked:
    """An appointment that belongs to a session and has not begun."""

    id: int
    number: str
    type_name: str
    start: datetime

    @property
    def words(self) -> str:
        """As ``Thu 3 Dec 2026 10:00, Viewing & order (10004)``."""
        when = f"{date_short(self.start)} {time_words(self.start)}"
        return f"{when}, {self.type_name} ({self.number})"


_LATER = """
SELECT appointment.id, appointment.number, type.name, event.start
FROM appointment
JOIN event ON event.appointment_id = appointment.id AND event."primary"
JOIN appointment_type AS type ON type.id = appointment.type_id
JOIN status ON status.id = appointment.status_id
WHERE appointment.session_id = ? AND event.start_utc >= ? AND status.kind NOT IN (?, ?)
ORDER BY event.start_utc
"""


def later_appointments(desk: Desk, records: Iterable[Stored]) -> tuple[Linked, ...]:
    """Appointments to come of those of some bookings that are sessions, none of them twice."""
    bookings = list(records)
    known = {each.id for each in bookings if each.draft.kind == "appointment"}
    found = [
        Linked(row[0], row[1], row[2], datetime.fromisoformat(row[3]))
        for each in bookings
        if each.draft.kind == "session"
        for row in desk.rows(_LATER, (each.id, desk.utc(), *FREED))
    ]
    return tuple(each for each in found if each.id not in known)
