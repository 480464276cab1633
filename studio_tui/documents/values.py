"""What a printed document says, as plain text: everything is already in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Sum

Paper = Literal["A4", "Letter"]

DocumentKind = Literal["confirmation", "photographer", "invoice", "receipt", "day", "week"]
"""The documents that a studio prints: the first two by session number, an invoice by its own, a
receipt by the number of its payment; day sheets and week schedules by the names of schedules."""

SHEETS: Final = ("day", "week")
"""The documents about schedules instead of a record."""

TITLES: Final[dict[DocumentKind, str]] = {
    "confirmation": "Session confirmation",
    "photographer": "Photographer confirmation",
    "invoice": "Invoice",
    "receipt": "Receipt",
    "day": "Day sheet",
    "week": "Week schedule",
}
"""What they are called."""


@dataclass(frozen=True, slots=True)
class StudioHeader:
    """How the studio presents itself at the top of every document.

    Attributes:
        name: Company name.
        address_lines: Postal address, one line each.
        phone: Telephone number as it should be read.
        email: Address for replies.
        url: Web site.
        header_text: The studio's own words under its name; may have several lines.
    """

    name: str
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    url: str = ""
    header_text: str = ""


@dataclass(frozen=True, slots=True)
class Charges:
    """What is charged, in words and figures.

    Attributes:
        lines: Quantity, description, unit price and amount of each line.
        sums: What stands below, from the subtotal to the balance.
    """

    lines: tuple[tuple[str, str, str, str], ...] = ()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a session confirmation tells the client. What is empty is left out.

    Attributes:
        studio: The studio's header.
        client_name: Whom the confirmation is for.
        client_address_lines: The client's postal address, one line each.
        number: Session number.
        type_name: Session type.
        description: What the session is about.
        when: Date and times in words.
        dates: Every date of a session that has several, one line each.
        arrival: Time of arrival in words.
        photographer: Name of the photographer.
        assistant: Name of the assistant.
        place: The resource or the outside location.
        place_lines: Address of the place, one line each.
        participants: Who takes part, one line each.
        promotions: What it came by.
        notes: Session notes, when the studio chose to print them.
        terms: Terms of the session type.
        printed_on: Date of printing in words.
        charges: What it costs, when there is an invoice.
    """

    studio: StudioHeader
    client_name: str
    client_address_lines: tuple[str, ...] = ()
    number: str = ""
    type_name: str = ""
    description: str = ""
    when: str = ""
    arrival: str = ""
    photographer: str = ""
    assistant: str = ""
    place: str = ""
    place_lines: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    notes: str = ""
    terms: str = ""
    printed_on: str = ""
    charges: Charges = Charges()
    dates: tuple[str, ...] = ()
    promotions: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What whoever photographs needs to know of a session; nothing about money.

    Attributes:
        studio: The studio's header.
        photographer: Name of the photographer.
        assistant: Name of the assistant.
        number: Session number.
        type_name: Session type.
        description: What the session is about.
        when: Date and times in words.
        dates: Every date of a session that has several, one line each.
        drive: How long it takes to drive there.
        arrival: Time of the client's arrival in words.
        client_name: Who is coming.
        phones: How to call them, one number a line.
        call_warning: What to mind when calling.
        resource: The room or whatever else is taken.
        place: The outside location.
        place_lines: Address of the place, one line each.
        directions: How to get there.
        participants: How many come, and the family, one line each.
        promotions: What it came by.
        appointments: Linked appointments, one line each.
        notes: Session notes.
        printed_on: Date of printing in words.
    """

    studio: StudioHeader
    photographer: str
    assistant: str = ""
    number: str = ""
    type_name: str = ""
    description: str = ""
    when: str = ""
    arrival: str = ""
    client_name: str = ""
    phones: tuple[str, ...] = ()
    call_warning: str = ""
    resource: str = ""
    place: str = ""
    place_lines: tuple[str, ...] = ()
    directions: str = ""
    participants: tuple[str, ...] = ()
    appointments: tuple[str, ...] = ()
    notes: str = ""
    printed_on: str = ""
    dates: tuple[str, ...] = ()
    drive: str = ""
    promotions: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """What an invoice, an estimate or a credit memo says.

    Attributes:
        studio: The studio's header.
        title: What it is, as ``Session fee invoice``.
        number: Its number.
        name: Whom it is addressed to.
        address_lines: That client's postal address, one line each.
        other_label: ``Client`` or ``Bill to``, when the other of the two is somebody else.
        other: That other client's name and address, one line each.
        dated: Its date in words.
        due: When it is to be paid.
        description: What it is about.
        session: Number, type and time of the session, one line each.
        sales_rep: Who sold.
        reason: Of a credit memo: why it takes back.
        ship_to: Where it is sent, one line each, when not to that address.
        sent_by: How it is sent.
        gist: The figure that the reader looks for, as ``Balance due £70.00``.
        gist_below: What is to be said about it.
        charges: Its lines and sums.
        notes: Its notes, when they are to be printed.
        terms: Terms of the studio and of the session type.
    """

    studio: StudioHeader
    title: str
    number: str
    name: str
    address_lines: tuple[str, ...] = ()
    other_label: str = ""
    other: tuple[str, ...] = ()
    dated: str = ""
    due: str = ""
    description: str = ""
    session: tuple[str, ...] = ()
    sales_rep: str = ""
    reason: str = ""
    ship_to: tuple[str, ...] = ()
    sent_by: str = ""
    gist: str = ""
    gist_below: str = ""
    charges: Charges = Charges()
    notes: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says about one payment, refund or deposit.

    Attributes:
        studio: The studio's header.
        title: What it is, as ``Receipt`` or ``Receipt for a refund``.
        number: Number of the payment.
        name: Who paid, or got money back.
        address_lines: That client's postal address, one line each.
        gist: Amount and what became of it, as ``£50.00 received``.
        gist_below: The day on which.
        invoice: Number and kind of the invoice that it is for.
        session: Number, type and time of the session, one line each.
        method: How it was paid.
        reference: Number of a cheque, last digits of a card.
        tendered: Cash handed over.
        change: Cash given back.
        invoice_total: What the invoice comes to.
        balance_label: ``Balance`` or what else there is to say, as ``Credit``.
        balance: What is left to pay after this payment.
        notes: Notes, when they are to be printed.
        printed_on: Date of printing in words.
    """

    studio: StudioHeader
    title: str
    number: str
    name: str
    address_lines: tuple[str, ...] = ()
    gist: str = ""
    gist_below: str = ""
    invoice: str = ""
    session: tuple[str, ...] = ()
    method: str = ""
    reference: str = ""
    tendered: str = ""
    change: str = ""
    invoice_total: str = ""
    balance_label: str = "Balance"
    balance: str = ""
    notes: str = ""
    printed_on: str = ""


@dataclass(frozen=True, slots=True)
class SheetDay:
    """What one day on one schedule holds: time, text and number of each booking."""

    heading: str
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleSheet:
    """The days of one person or resource.

    Attributes:
        whose: Name of the person or resource.
        when: The day, or the days from the first to the last.
        gist: How much there is to do.
        days: Day by day.
        printed_on: Date of printing in words.
    """

    whose: str
    when: str
    gist: str
    days: tuple[SheetDay, ...]
    printed_on: str
