"""Form letters, and the messages that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import category

from studio_tui.domain.names import email_problem
from studio_tui.domain.words import plural
from studio_tui.errors import StudioError

LetterArea = Literal["session", "appointment", "invoice"]
"""What a letter is about, and so which fields it may merge."""

RecipientState = Literal["waiting", "sent", "refused", "given-up", "saved"]
"""What became of a message for one address: a server refused it, none took it for two days, or it
was saved as a file because there is no server."""

MOST_RECIPIENTS: Final = 20
LONGEST_SUBJECT: Final = 250
LONGEST_BODY: Final = 2_000_000
"""Characters: a long book."""
MOST_ATTACHED: Final = 20_000_000
"""Bytes; few servers take more."""


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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as the outbox hands it over to be delivered."""

    message_id: str
    """With its angle brackets; a retry has the same."""
    created: int
    """UTC seconds."""
    sender_name: str
    sender: str
    """Address; may be empty in a message that is only saved."""
    to: tuple[str, ...]
    """Everybody that it was written to, those who have it already included."""
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message for one address when it was tried to deliver it."""

    address: str
    state: Literal["sent", "later", "refused", "saved"]
    said: str = ""
    """What the server answered, why there is no answer, or the name of the file."""


def recipients(text: str) -> tuple[str, ...]:
    """The addresses of a text with commas between, each once.

    Names may stand before an address in angle brackets, as mail programs write them.

    Raises:
        StudioError: When there is none, or one of them is no address.
    """
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.replace(";", ",").split(","))):
        address = part
        if part.endswith(">"):
            address = part[:-1].rpartition("<")[2].strip()
        if problem := email_problem(address) or (None if address else "An address is empty."):
            raise StudioError(problem, code="address", field="to")
        found.setdefault(address.casefold(), address)
    if not found:
        raise StudioError("Type an email address to send it to.", code="address", field="to")
    if len(found) > MOST_RECIPIENTS:
        raise StudioError(
            f"{len(found)} addresses; a message goes to {MOST_RECIPIENTS} at most.",
            code="address",
            field="to",
        )
    return tuple(found.values())


def subject_problem(text: str) -> str:
    """The sentence that says what is wrong with a subject, or nothing."""
    if any(category(char) in ("Cc", "Zl", "Zp") for char in text):
        return "A subject is one line without tabs; type it again."
    if len(text) > LONGEST_SUBJECT:
        return f"{len(text)} characters; shorten the subject to {LONGEST_SUBJECT}."
    return ""


def check(draft: MessageDraft) -> tuple[str, ...]:
    """The addresses of a draft that can be sent.

    Raises:
        StudioError: When it cannot be, with the field to mend.
    """
    found = recipients(draft.to)
    if problem := subject_problem(draft.subject):
        raise StudioError(problem, code="subject", field="subject")
    if len(draft.body) > LONGEST_BODY:
        raise StudioError(
            f"The text has {len(draft.body):,} characters; shorten it to {LONGEST_BODY:,}.",
            code="too-long",
            field="body",
        )
    size = sum(len(each.content) for each in draft.attachments)
    if size > MOST_ATTACHED:
        raise StudioError(
            f"{plural(len(draft.attachments), 'attachment')} of {size // 1_000_000} MB; mail "
            f"servers take {MOST_ATTACHED // 1_000_000} MB. Take one away.",
            code="too-long",
        )
    return found
