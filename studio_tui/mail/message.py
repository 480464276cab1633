"""How a message is written down, as RFC 5322 wants it: headers, text, attached files."""

from __future__ import annotations

from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from studio_tui.domain.letter import recipients, subject_problem
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from studio_tui.domain.letter import Outgoing

_POLICY: Final = SMTP.clone(cte_type="7bit")
"""Text outside ASCII is coded, so that it passes every server on its way."""


def build(outgoing: Outgoing) -> EmailMessage:
    """The message with its headers.

    Raises:
        StudioError: When an address, the subject or a name would break the headers.
    """
    message = EmailMessage(_POLICY)
    try:
        _head(message, outgoing)
        message.set_content(outgoing.body.rstrip() + "\n", charset="utf-8")
        _invite(message, outgoing)
        for attached in outgoing.attachments:
            kind, _, subtype = attached.content_type.partition("/")
            if subtype.startswith("calendar"):
                kind, subtype = "application", "ics"
            message.add_attachment(
                attached.content, maintype=kind, subtype=subtype, filename=_one_line(attached.name)
            )
    except (ValueError, MessageError) as error:
        raise StudioError(f"The message cannot be written: {error}.", code="message") from error
    return message


def _invite(message: EmailMessage, outgoing: Outgoing) -> None:
    """Put an invitation beside the text as RFC 6047 wants it, so that it can be answered.

    As a file it goes along too, for programs that do not know invitations.
    """
    for attached in outgoing.attachments:
        if attached.content_type.startswith("text/calendar"):
            method = attached.content_type.partition("method=")[2].partition(";")[0]
            message.add_alternative(
                attached.content.decode(),
                subtype="calendar",
                charset="utf-8",
                params={"method": method or "PUBLISH"},
            )


def _head(message: EmailMessage, outgoing: Outgoing) -> None:
    if problem := subject_problem(outgoing.subject):
        raise StudioError(problem, code="subject", field="subject")
    if outgoing.sender:
        message["From"] = _address(outgoing.sender, _one_line(outgoing.sender_name))
    message["To"] = [_address(each) for each in recipients(", ".join(outgoing.to))]
    message["Subject"] = outgoing.subject
    message["Date"] = format_datetime(datetime.fromtimestamp(outgoing.created, UTC))
    message["Message-ID"] = outgoing.message_id


def _address(text: str, name: str = "") -> Address:
    (address,) = recipients(text)
    user, _, domain = wire(address).rpartition("@")
    return Address(name, user, domain)


def wire(address: str) -> str:
    """An address as it travels: in ASCII if it can be, as a domain in another script can."""
    from email_validator import validate_email

    found = validate_email(address, check_deliverability=False)
    return found.ascii_email or found.normalized


def written(message: EmailMessage) -> bytes:
    """The message as bytes, with the line ends of mail.

    Headers are in UTF-8 only where an address needs it; a server must be asked whether it can.
    """
    return message.as_bytes(policy=_POLICY.clone(utf8=international(message)))


def international(message: EmailMessage) -> bool:
    """Whether there is an address that cannot be written in ASCII."""
    named = [message["To"], *([message["From"]] if message["From"] else [])]
    return not all(each.addr_spec.isascii() for header in named for each in header.addresses)


def _one_line(text: str) -> str:
    """A name that stands in a header: without what could end the line."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
