"""What the demonstration generator makes: plain values, which know nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from studio_tui.demo.clients import Clientele
    from studio_tui.domain.block import StatusKind
    from studio_tui.domain.hours import Opening


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a studio to make."""

    clients: int
    sessions: int
    photographers: int
    assistants: int
    rooms: int
    years: float
    """Whole span of time; the last ten months of it lie in the future."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who works at the studio."""

    first: str
    last: str
    initials: str
    email: str
    phone: str
    roles: tuple[str, ...]
    """Out of photographer, assistant, sales, booker."""


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A postal address."""

    street: str
    city: str
    region: str
    postcode: str
    country: str
    """As it is printed below an address; empty at home."""


@dataclass(frozen=True, slots=True)
class DemoOutside:
    """A place away from the studio where sessions are held."""

    name: str
    place: DemoPlace
    minutes: int
    """How long it takes to get there."""
    notes: str


@dataclass(frozen=True, slots=True)
class DemoPhone:
    """A telephone number as somebody typed it."""

    label: str
    number: str
    texts: bool
    """Whether text messages may be sent to it."""


@dataclass(frozen=True, slots=True)
class DemoFamilyMember:
    """Somebody who belongs to a client."""

    name: str
    relationship: str
    born: date | None
    gender: str
    """``female`` or ``male``."""


@dataclass(frozen=True, slots=True)
class DemoClient:
    """A client with everything that is known about them."""

    number: int | None
    """Given with the first booking."""
    last: str
    """People with a single name have it here."""
    first: str
    salutation: str
    company: str
    job_title: str
    place: DemoPlace
    email: str
    phones: tuple[DemoPhone, ...]
    call_warning: str
    status: str
    lead_source: str
    referred_by: int | None
    """Position of the client who recommended the studio."""
    groups: tuple[str, ...]
    marketing: bool
    born: date | None
    family: tuple[DemoFamilyMember, ...]
    notes: str
    created: datetime


@dataclass(frozen=True, slots=True)
class DemoSession:
    """A booking. Whole numbers without another meaning are positions in the studio's lists."""

    number: int
    client: int
    type_code: str
    description: str
    start: datetime
    end: datetime
    photographer: int
    """Position in ``people``, as are assistant and booked_by."""
    assistant: int | None
    room: int | None
    outside: int | None
    arrival: datetime | None
    """When the client should be there, if before the start; only away from the studio."""
    status: str
    status_kind: StatusKind
    status_on: date
    """Day on which the session reached its status."""
    reason: str
    """Why it was cancelled."""
    confirmed: bool
    booked_by: int
    booked_at: datetime
    notes: str


@dataclass(frozen=True, slots=True)
class DemoStudio:
    """A whole studio. Sessions are in the order in which they were booked."""

    name: str
    place: DemoPlace
    phone: str
    email: str
    website: str
    country: str
    """Two letters."""
    currency: str
    opening: Opening
    people: tuple[DemoPerson, ...]
    rooms: tuple[str, ...]
    outside: tuple[DemoOutside, ...]
    sessions: tuple[DemoSession, ...]
    clientele: Clientele

    def clients(self) -> Iterator[DemoClient]:
        """Make the clients one after the other, oldest first; they are never all in memory."""
        return iter(self.clientele)
