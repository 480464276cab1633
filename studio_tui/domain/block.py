"""A booking as one schedule of the calendar shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

BookingKind = Literal["session", "appointment"]
Role = Literal["photographer", "assistant", "resource", "attendee"]
StatusKind = Literal["open", "done", "cancelled", "no-show"]


@dataclass(frozen=True, slots=True)
class Block:
    """One event of a session or appointment, on one schedule.

    Times are wall-clock in the zone of the location. The same booking has one block for each
    schedule that it occupies.
    """

    event_id: int
    kind: BookingKind
    record_id: int
    """Id of the session or appointment."""
    number: str
    """Number of the session or appointment; empty while it has none."""
    schedule_id: int
    role: Role
    start: datetime
    end: datetime
    client: str
    """Client's name, last name first; empty for an unlinked appointment."""
    type_name: str
    colour: str
    """Colour of the type as ``#rrggbb``."""
    description: str
    status: str
    status_kind: StatusKind
    confirmed: bool
    call_warning: bool
    has_notes: bool
    client_id: int | None = None
    """None: an unlinked appointment."""
    session_id: int | None = None
    """The session itself, or the one that an appointment belongs to."""

    @property
    def marks(self) -> str:
        """State without colour: ✓ confirmed, ! call warning, * notes."""
        return "".join(
            mark
            for mark, shown in (
                ("✓", self.confirmed),
                ("!", self.call_warning),
                ("*", self.has_notes),
            )
            if shown
        )

    @property
    def title(self) -> str:
        """What identifies the booking to a person: the client, else what it is about."""
        return self.client or self.description or self.type_name
