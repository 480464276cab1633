"""What a studio has to choose from, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio_tui.domain.letter import LetterEntry
from studio_tui.domain.payment import MethodEntry
from studio_tui.domain.price import AutomaticItem, ItemEntry, TaxRateEntry

if TYPE_CHECKING:
    from studio_tui.domain.block import StatusKind
    from studio_tui.domain.hours import Opening


@dataclass(frozen=True, slots=True)
class SessionTypeEntry:
    """A kind of session. Length and buffers are in minutes."""

    id: int
    name: str
    code: str
    colour: str
    length: int
    before: int
    after: int
    photographer_id: int | None
    assistant_id: int | None
    resource_id: int | None
    price_list_id: int | None = None
    """Only its items can be invoiced on such a session."""
    deposit_percent: int = 0
    """Required at booking, in hundredths of a percent of the invoice."""
    deposit_amount: int = 0
    """Required at booking, in minor units."""


@dataclass(frozen=True, slots=True)
class AppointmentTypeEntry:
    """A kind of appointment. Length is in minutes."""

    id: int
    name: str
    code: str
    colour: str
    length: int


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A member of staff with the roles they may play."""

    id: int
    name: str
    initials: str
    schedule_id: int
    photographer: bool
    assistant: bool
    booker: bool

    @property
    def code(self) -> str:
        """What to type instead of the name."""
        return self.initials


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """A room or thing with a schedule."""

    id: int
    name: str
    schedule_id: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place away from the studio."""

    id: int
    name: str
    address: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A step of a cycle; ``days`` of the work week is its usual duration."""

    id: int
    name: str
    kind: StatusKind
    days: int
    initial: bool
    code: str = ""


Entry = (
    SessionTypeEntry
    | AppointmentTypeEntry
    | PersonEntry
    | ResourceEntry
    | Place
    | StatusEntry
    | ItemEntry
    | TaxRateEntry
    | MethodEntry
    | LetterEntry
)
"""Anything that is chosen by name or by a short code."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it at one moment."""

    opening: Opening
    types: tuple[SessionTypeEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    resources: tuple[ResourceEntry, ...] = ()
    outside: tuple[Place, ...] = ()
    statuses: tuple[StatusEntry, ...] = ()
    client_statuses: tuple[StatusEntry, ...] = ()
    lead_sources: tuple[str, ...] = ()
    appointment_types: tuple[AppointmentTypeEntry, ...] = ()
    appointment_statuses: tuple[StatusEntry, ...] = ()
    items: tuple[ItemEntry, ...] = ()
    """Of all price lists, hidden ones included, in the order of their lists and groups."""
    automatic: tuple[AutomaticItem, ...] = ()
    tax_rates: tuple[TaxRateEntry, ...] = ()
    methods: tuple[MethodEntry, ...] = ()
    letters: tuple[LetterEntry, ...] = ()
    me: int | None = None
    """Person at the desk."""
    preferences: dict[str, Any] = field(default_factory=dict)

    @property
    def schedules(self) -> tuple[PersonEntry | ResourceEntry, ...]:
        """Everybody and everything with a schedule, people first."""
        return (*self.people, *self.resources)

    @property
    def photographers(self) -> tuple[PersonEntry, ...]:
        """People who may photograph."""
        return tuple(person for person in self.people if person.photographer)

    @property
    def assistants(self) -> tuple[PersonEntry, ...]:
        """People who may assist."""
        return tuple(person for person in self.people if person.assistant)

    @property
    def bookers(self) -> tuple[PersonEntry, ...]:
        """People who may book."""
        return tuple(person for person in self.people if person.booker)
