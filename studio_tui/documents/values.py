"""What a printed document says, as plain text: everything is already in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Paper = Literal["A4", "Letter"]

DocumentKind = Literal["confirmation", "photographer", "invoice", "receipt"]
"""The documents that a studio prints: the first two by session number, an invoice by its own, a
receipt by the number of its payment."""

TITLES: Final[dict[DocumentKind, str]] = {
    "confirmation": "Session confirmation",
    "photographer": "Photographer confirmation",
    "invoice": "Invoice",
    "receipt": "Receipt",
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
class Confirmation:
    """What a session confirmation tells the client. What is empty is left out.

    Attributes:
        studio: The studio's header.
        client_name: Whom the confirmation is for.
        client_address_lines: The client's postal address, one line each.
        number: Session number.
        type_name: Session type.
        description: What the session is about.
        when: Date and times in words; several lines for a session on several days.
        arrival: Time of arrival in words.
        photographer: Name of the photographer.
        assistant: Name of the assistant.
        place: The resource or the outside location.
        place_lines: Address of the place, one line each.
        participants: Who takes part, one line each.
        notes: Session notes, when the studio chose to print them.
        terms: Terms of the session type.
        printed_on: Date of printing in words.
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
