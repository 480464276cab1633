"""Form letters, and the messages that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LetterArea = Literal["session", "appointment", "invoice"]
"""What a letter is about, and so which fields it may merge."""

RecipientState = Literal["waiting", "sent", "refused", "saved"]


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """A form letter that can be chosen."""

    id: int
    name: str
    area: LetterArea
    code: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with a message."""

    name: str
    content: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """An email before it is sent."""

    to: str
    """Addresses with commas between."""
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    client_id: int | None = None
    session_id: int | None = None
    appointment_id: int | None = None
    invoice_id: int | None = None
