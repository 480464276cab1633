"""What is asked for when a session is booked or changed, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from studio_tui.domain.block import TimedKind
    from studio_tui.domain.clashes import Clash, Policy

LONGEST = 31 * 24 * 3600
"""A single event lasts at most a month, in seconds; this bounds the search for overlaps."""

LONGEST_DRIVE = 6 * 60
"""Minutes of driving, each way, for the same reason."""


@dataclass(frozen=True, slots=True)
class PhoneDraft:
    """A phone number of a client."""

    number: str
    label: str = ""
    sms: bool = False


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """An address of a client beside the one where they live now."""

    street: str = ""
    """Lines separated by newlines."""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    first: date | None = None
    """The day from which it holds, of a future one."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it is written, without empty lines."""
        place = " ".join(filter(None, (self.city, self.state, self.postcode)))
        return tuple(filter(None, (*self.street.splitlines(), place, self.country)))


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client to create (no ``id``) or to change.

    Attributes:
        version: The version that was read; a newer one in the database is not overwritten.
    """

    id: int | None = None
    version: int = 0
    number: str = ""
    """Empty: the one that they have, or that the studio gives."""
    last: str = ""
    first: str = ""
    salutation: str = ""
    company: str = ""
    job_title: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    email: str = ""
    phones: tuple[PhoneDraft, ...] = ()
    call_warning: str = ""
    status_id: int | None = None
    """None for a new client: the initial status."""
    lead_source: str = ""
    notes: str = ""
    business: bool | None = None
    """None for a new client: one with a company and no last name is."""
    status_due: date | None = None
    status_reason: str = ""
    referred_by_id: int | None = None
    birth_date: date | None = None
    anniversary: date | None = None
    organisation_id: int | None = None
    tax_rate_id: int | None = None
    """What their invoices are taxed at; None: the studio's own rate."""
    allow_email: bool = True
    allow_mail: bool = True
    allow_sms: bool = True
    allow_call: bool = True
    mailing: AddressDraft = AddressDraft()
    future: AddressDraft = AddressDraft()
    group_ids: tuple[int, ...] = ()
    own: Mapping[int, str] = field(default_factory=dict, hash=False)
    """What the studio's own fields hold, by their ids; empty ones are left out."""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session to book (no ``id``) or to change. Times are wall-clock in the location's zone."""

    kind: ClassVar[TimedKind] = "session"

    type_id: int
    start: datetime
    end: datetime
    start_fold: int | None = None
    end_fold: int | None = None
    """Which of the two is meant when the clocks go back."""
    description: str = ""
    photographer_id: int | None = None
    assistant_id: int | None = None
    resource_id: int | None = None
    outside_location_id: int | None = None
    status_id: int | None = None
    """None: the initial status."""
    confirmed: bool = False
    booked_by_id: int | None = None
    arrival: str = ""
    """``HH:MM`` when the client should come earlier or later than the start."""
    drive: int = 0
    """Minutes of driving there, and again back: people's time, not that of rooms."""
    people: int | None = None
    """How many come; fees may depend on it."""
    notes: str = ""
    promotion_ids: tuple[int, ...] = ()
    own: Mapping[int, str] = field(default_factory=dict, hash=False)
    """What the studio's own fields hold, by their ids; empty ones are left out."""
    token: str = ""
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class DateDraft(SessionDraft):
    """One date of a session that has several, to add (no ``id``) or to change.

    It is its session with the date's own time, people and place, so that whatever looks at the time
    of a session looks at a date's in the same way. ``id`` is the event's, ``version`` the
    session's; type, status and confirmation are the session's too, and ``description`` is what this
    date is about.
    """

    kind: ClassVar[TimedKind] = "date"

    session_id: int = 0
    hidden: bool = False
    """Kept off the calendar: it takes nobody's time."""


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """An appointment to book (no ``id``) or to change. Times are wall-clock, as of a session."""

    kind: ClassVar[TimedKind] = "appointment"

    type_id: int
    start: datetime
    end: datetime
    start_fold: int | None = None
    end_fold: int | None = None
    client_id: int | None = None
    """None: unlinked, or a client who is created together with it."""
    session_id: int | None = None
    """One of that client's sessions."""
    description: str = ""
    schedule_ids: tuple[int, ...] = ()
    """Schedules of all people and resources that take part."""
    outside_location_id: int | None = None
    colour: str = ""
    """``#rrggbb`` instead of the type's."""
    status_id: int | None = None
    """None: the initial status."""
    confirmed: bool = False
    booked_by_id: int | None = None
    notes: str = ""
    own: Mapping[int, str] = field(default_factory=dict, hash=False)
    """What the studio's own fields hold, by their ids; empty ones are left out."""
    token: str = ""
    id: int | None = None
    version: int = 0


BookingDraft = SessionDraft | AppointmentDraft
"""Anything that takes time on the calendar."""


@dataclass(frozen=True, slots=True)
class Booked:
    """What booking a session stored."""

    client_id: int
    client_number: str
    session_id: int
    session_number: str
    invoice_id: int | None = None
    invoice_number: str = ""
    payment_ids: tuple[int, ...] = ()
    """Payments taken or planned, in the order of the drafts."""
    again: bool = False
    """The same draft had been finished before: nothing new was stored."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What booking an appointment stored."""

    appointment_id: int
    number: str
    client_id: int | None = None
    client_number: str = ""
    again: bool = False
    """The same draft had been finished before: nothing new was stored."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a record did."""

    version: int
    sentences: tuple[str, ...]
    """What the user should be told, as "Confirmed was cleared because the session moved."."""


class TakenError(StudioError):
    """The time is not free; ``clashes`` are the reasons and ``next_starts`` other times.

    Attributes:
        rule: What the policy does about it: whether it may be booked all the same.
        next_starts: Wall-clock starts at which the same people and resource are free; there are
            some once ``look_further`` was called.
    """

    def __init__(
        self,
        message: str,
        clashes: tuple[Clash, ...],
        *,
        rule: Policy,
        next_starts: Callable[[], tuple[datetime, ...]] = tuple,
    ) -> None:
        super().__init__(message, code="clash")
        self.clashes = clashes
        self.rule = rule
        self.next_starts: tuple[datetime, ...] = ()
        self._find = next_starts

    def look_further(self) -> None:
        """Find the other times: left for when nobody waits any more for who is refused."""
        self.next_starts = self._find()

    @property
    def allowed(self) -> bool:
        """Whether the user may book all the same."""
        return self.rule != "never"

    @property
    def reason(self) -> bool:
        """Whether that has to be said why."""
        return self.rule == "reason"


class StaleError(StudioError):
    """Somebody else saved a newer version; ``differences`` holds both values of each field.

    Attributes:
        differences: (field label, value stored now, value that was to be saved).
        version: The version stored now, to save over knowingly.
    """

    def __init__(
        self, message: str, differences: tuple[tuple[str, str, str], ...], version: int
    ) -> None:
        super().__init__(message, code="changed-meanwhile")
        self.differences = differences
        self.version = version


def changed_meanwhile(
    what: str, differences: tuple[tuple[str, str, str], ...], version: int
) -> StaleError:
    """The refusal to save over a newer version, as ``Invoice 10003`` or a client's name."""
    return StaleError(
        f"{what} has been changed by somebody else meanwhile. "
        "Compare both, then save yours or take theirs.",
        differences,
        version,
    )


class GoneError(StudioError):
    """The record has been deleted or made inactive meanwhile."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message, code="gone", field=field)
