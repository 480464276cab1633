"""What a search finds, as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from studio_tui.domain.block import BookingKind, Role


@dataclass(frozen=True, slots=True)
class ClientHit:
    """A client in a list of search results or possible duplicates."""

    id: int
    number: str
    name: str
    company: str
    phone: str
    email: str
    city: str
    status: str
    call_warning: str
    last_session: date | None
    sessions: int
    why: str = ""
    """For a possible duplicate: what is the same, as "same phone"."""


@dataclass(frozen=True, slots=True)
class SessionHit:
    """A session in a list of search results. Times are wall-clock."""

    id: int
    number: str
    start: datetime
    end: datetime
    client: str
    type_name: str
    description: str
    status: str
    photographer: str


@dataclass(frozen=True, slots=True)
class AppointmentHit:
    """An appointment in a list. Times are wall-clock."""

    id: int
    number: str
    start: datetime
    end: datetime
    client: str
    """Empty for one that is linked to nobody."""
    type_name: str
    description: str
    status: str
    who: str
    """Everybody and everything that takes part, as ``Anna Berg, Camera room 1``."""


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what takes part in a booking, and as what."""

    name: str
    role: Role
    schedule_id: int


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking on an agenda, whoever and whatever takes part in it. Times are wall-clock."""

    kind: BookingKind
    number: str
    start: datetime
    end: datetime
    client: str
    type_name: str
    description: str
    status: str
    confirmed: bool
    outside: str
    """The place away from the studio, if it is not at home."""
    address: str
    """Of that place."""
    parts: tuple[Part, ...]
    phone: str
    """The client's first number."""
    call_warning: str
    arrival: str
    """``HH:MM`` when the client should come earlier or later than the start."""
    notes: str
    place: int = 1
    of: int = 1
    """Which of its session's dates it is, of how many; hidden ones are not counted."""
    hidden: bool = False
    primary: bool = True
    about: str = ""
    """What this one of several dates is about."""
    drive: int = 0
    """Minutes of driving there, and again back."""
