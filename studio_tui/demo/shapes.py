"""What the demonstration generator makes: plain values, which know nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from studio_tui.demo.clients import Clientele
    from studio_tui.domain.block import StatusKind
    from studio_tui.domain.hours import Opening
    from studio_tui.domain.invoice import InvoiceKind


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
    guests: int
    """How many come."""
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
class DemoAppointment:
    """An appointment. Whole numbers without another meaning are positions, as in a session."""

    number: int
    client: int | None
    """None: nobody's, as a meeting."""
    session: int | None
    type_code: str
    description: str
    start: datetime
    end: datetime
    people: tuple[int, ...]
    rooms: tuple[int, ...]
    status: str
    status_kind: StatusKind
    status_on: date
    reason: str
    confirmed: bool
    booked_by: int
    booked_at: datetime
    notes: str


Part = Literal["deposit", "half", "third", "balance"]
"""How much of an invoice a payment is; what it comes to depends on the prices."""


class DemoPayment(NamedTuple):
    """A payment that was taken, or is planned."""

    part: Part
    at: datetime
    """When it was agreed."""
    taken: datetime | None
    """None: still planned."""
    due: date | None
    """The day for which it was planned."""
    method: str
    """Code; empty while planned."""
    reference: str


class DemoInvoice(NamedTuple):
    """An invoice. Which fees and prices it has follows from its session's type and the lists."""

    session: int
    """Position in the studio's sessions."""
    kind: InvoiceKind
    at: datetime
    items: tuple[tuple[str, int], ...]
    """(identifier, quantity) besides the fees that the type brings."""
    discount: int
    """Of the whole invoice, in hundredths of a percent."""
    payments: tuple[DemoPayment, ...]


@dataclass(frozen=True, slots=True)
class DemoStudio:
    """A whole studio. Sessions, appointments and invoices are in the order of their booking."""

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
    appointments: tuple[DemoAppointment, ...]
    invoices: tuple[DemoInvoice, ...]
    clientele: Clientele

    def clients(self) -> Iterator[DemoClient]:
        """Make the clients one after the other, oldest first; they are never all in memory."""
        return iter(self.clientele)
