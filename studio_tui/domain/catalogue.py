"""What a studio has to choose from, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio_tui.domain.block import FREED
from studio_tui.domain.invoice import Taxes
from studio_tui.domain.letter import LetterEntry
from studio_tui.domain.listed import Named
from studio_tui.domain.money import Currency, currency
from studio_tui.domain.payment import MethodEntry
from studio_tui.domain.price import AutomaticItem, ItemEntry, TaxRateEntry, automatic_lines
from studio_tui.domain.promotion import Pricing
from studio_tui.domain.world import WorldEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studio_tui.domain.block import StatusKind
    from studio_tui.domain.hours import Opening
    from studio_tui.domain.invoice import Line


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
    drive: int = 0
    """Minutes that it usually takes to drive there."""
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
    for_type: int | None = None
    """The type whose own cycle it belongs to; None: that of all."""


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
    | WorldEntry
    | Named
)
"""Anything that is chosen by name or by a short code."""


def cycle(statuses: Sequence[StatusEntry], type_id: int | None) -> tuple[StatusEntry, ...]:
    """The steps that bookings of a type go through: its own if it has any, else those of all."""
    own = tuple(each for each in statuses if type_id is not None and each.for_type == type_id)
    return own or tuple(each for each in statuses if each.for_type is None)


def following(steps: Sequence[StatusEntry], own: int | None) -> StatusEntry | None:
    """The step after one's own that gives no time free; None after the last."""
    ids = [each.id for each in steps]
    rest = steps[ids.index(own) + 1 :] if own in ids else steps
    return next((each for each in rest if each.kind not in FREED), None)


@dataclass(frozen=True, slots=True)
class PageChange:
    """What the studio changed about a page of a wizard."""

    header: str = ""
    """Instead of the program's own; empty: that one."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it at one moment."""

    opening: Opening
    types: tuple[SessionTypeEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    resources: tuple[ResourceEntry, ...] = ()
    outside: tuple[Place, ...] = ()
    statuses: tuple[StatusEntry, ...] = ()
    """Of sessions: those of all, and those of types with a cycle of their own; see `cycle`."""
    client_statuses: tuple[StatusEntry, ...] = ()
    task_types: tuple[Named, ...] = ()
    task_statuses: tuple[StatusEntry, ...] = ()
    lead_sources: tuple[str, ...] = ()
    phone_labels: tuple[str, ...] = ()
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
    pages: dict[str, PageChange] = field(default_factory=dict)
    """Changed pages of wizards, by wizard and page, as ``booking.client``."""

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

    @property
    def currency(self) -> Currency:
        """What the studio's money is in."""
        return currency(self.preferences.get("studio.currency", "GBP"))

    @property
    def default_tax(self) -> TaxRateEntry | None:
        """The rate of a new invoice."""
        name = self.preferences.get("money.default_tax", "")
        return next((rate for rate in self.tax_rates if rate.name == name), None)

    def usual_tax(self, rate_id: int | None) -> TaxRateEntry | None:
        """The rate of a new invoice for a client who has that rate, if any."""
        own = next((rate for rate in self.tax_rates if rate.id == rate_id), None)
        return own or self.default_tax

    def fees(self, type_id: int | None, people: int | None) -> tuple[Line, ...]:
        """What a session type puts on the invoice for that many people."""
        kind = next((entry for entry in self.types if entry.id == type_id), None)
        if kind is None or kind.price_list_id is None:
            return ()
        sold = [item for item in self.items if item.price_list_id == kind.price_list_id]
        return automatic_lines(sold, self.automatic, kind.id, people)

    def pricing(self, day: date, session_day: date | None = None) -> Pricing:
        """What an order of a day is priced by."""
        items = {item.id: item for item in self.items}
        return Pricing(items, self.currency, day, session_day)

    def taxes(self, rate: TaxRateEntry | None) -> Taxes:
        """The tax terms of an invoice at a rate; None for no tax but that of the lines."""
        method = self.preferences.get("money.tax_method", "none")
        if method == "none":
            return Taxes()
        shipping = self.preferences.get("money.shipping_taxable", False)
        if rate is None:
            return Taxes(method, shipping_taxable=shipping)
        second = (rate.second_label, rate.second_rate) if method == "two" else ("", 0)
        return Taxes(method, rate.label, rate.rate, *second, shipping_taxable=shipping)
