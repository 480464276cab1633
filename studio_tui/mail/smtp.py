"""Delivering one message to the studio's mail server, and what became of it for each address."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal

from studio_tui.domain.letter import Outcome
from studio_tui.errors import StudioError
from studio_tui.mail.message import build, international, wire, written
from studio_tui.mail.passwords import password

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.config import MailSettings
    from studio_tui.domain.letter import Outgoing

PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_OURSELVES: Final = "[127.0.0.1]"
"""How we greet: the name of the machine is nobody's business."""
_GOODBYE: Final = 3.0
"""Seconds to wait for an answer to QUIT."""
_SLOWEST: Final = 50_000
"""Bytes that the slowest line is taken to send in a second."""


class _Refusal(Exception):  # noqa: N818 it is one, whether the server's or ours
    """The whole message is not taken now, or not at all."""

    def __init__(self, said: str, *, forever: bool = False) -> None:
        super().__init__(said)
        self.said = said
        self.state: Literal["later", "refused"] = "refused" if forever else "later"


def deliver(outgoing: Outgoing, to: Sequence[str], mail: MailSettings) -> tuple[Outcome, ...]:
    """Hand a message to the server.

    A server that does not answer, or has no time, may be asked again later; nobody is asked again
    for an address that it has refused, and never for one that it has taken.

    Args:
        outgoing: The message.
        to: Those of its addresses that do not have it yet.
        mail: Which server, and who we are there.

    Returns:
        One outcome for each of ``to``, in that order. Nothing is raised.
    """
    try:
        return _handed_over(outgoing, to, mail)
    except _Refusal as refusal:
        said, state = refusal.said, refusal.state
    except StudioError as error:
        said = error.message
        state = "later" if error.code == "password" else "refused"
    except (OSError, smtplib.SMTPException) as error:
        said, state = _words(error, mail), "later"
    return tuple(Outcome(address, state, said) for address in to)


def _handed_over(outgoing: Outgoing, to: Sequence[str], mail: MailSettings) -> tuple[Outcome, ...]:
    if not outgoing.sender:
        raise _Refusal("Your studio has no email address: set sender under [mail] in config.toml.")
    message = build(outgoing)
    secret = password(mail)
    smtp = _connected(mail)
    try:
        _introduce(smtp, mail, secret)
        return _transferred(smtp, outgoing.sender, to, written(message), international(message))
    finally:
        # Whatever it says to our goodbye, what it has taken it has.
        with suppress(OSError, smtplib.SMTPException):
            if smtp.sock is not None:
                smtp.sock.settimeout(_GOODBYE)
            smtp.quit()
        smtp.close()


def _connected(mail: MailSettings) -> smtplib.SMTP:
    port = mail.port or PORTS[mail.tls]
    context = ssl.create_default_context()
    if mail.tls == "tls":
        return smtplib.SMTP_SSL(mail.host, port, _OURSELVES, timeout=mail.timeout, context=context)
    smtp = smtplib.SMTP(mail.host, port, _OURSELVES, timeout=mail.timeout)
    if mail.tls == "starttls":
        try:
            smtp.starttls(context=context)
        except BaseException:
            smtp.close()
            raise
    return smtp


def _introduce(smtp: smtplib.SMTP, mail: MailSettings, secret: str) -> None:
    """Say who we are, if the settings name a user."""
    smtp.ehlo_or_helo_if_needed()
    if not mail.user:
        return
    try:
        if mail.user.isascii() and secret.isascii():
            smtp.login(mail.user, secret)
            return
        # smtplib knows ASCII only, and would name the letter that is not.
        plain = base64.b64encode(f"\0{mail.user}\0{secret}".encode()).decode()
        code, _ = smtp.docmd("AUTH", f"PLAIN {plain}")
    except smtplib.SMTPAuthenticationError as error:
        code = error.smtp_code
    except smtplib.SMTPNotSupportedError:
        raise _Refusal(f"{mail.host} does not ask for a user here; check port and tls.") from None
    except smtplib.SMTPResponseException as error:
        raise _Refusal(_reply(error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException:
        raise _Refusal(f"{mail.host} knows no way to log in that is known here.") from None
    if code != 235:
        # Its answer is not repeated: nobody knows what a server puts into it.
        raise _Refusal(f"{mail.host} does not accept user and password ({code}).")


def _transferred(
    smtp: smtplib.SMTP, sender: str, to: Sequence[str], data: bytes, utf8: bool
) -> tuple[Outcome, ...]:
    """One mail transaction: the sender, each address, the text."""
    options = [f"size={len(data)}"] if smtp.has_extn("size") else []
    if utf8:
        if not smtp.has_extn("smtputf8"):
            raise _Refusal("The server takes only plain letters in addresses.", forever=True)
        options.append("smtputf8")
    _refused_unless(*smtp.mail(wire(sender), options))
    found: dict[str, Outcome] = {}
    for address in to:
        code, reply = smtp.rcpt(wire(address))
        if code not in (250, 251):
            found[address] = Outcome(address, _state(code), _reply(code, reply))
        if code == 421:
            raise _Refusal(_reply(code, reply))
    taken = [address for address in to if address not in found]
    if taken:
        assert smtp.sock is not None
        smtp.sock.settimeout((smtp.timeout or 0) + len(data) / _SLOWEST)
        try:
            _refused_unless(*smtp.data(data))
            found |= {address: Outcome(address, "sent") for address in taken}
        except smtplib.SMTPDataError as error:
            found |= _all(taken, error.smtp_code, error.smtp_error)
        except _Refusal as refusal:
            found |= {each: Outcome(each, refusal.state, refusal.said) for each in taken}
    return tuple(found[address] for address in to)


def _all(addresses: Sequence[str], code: int, reply: bytes | str) -> dict[str, Outcome]:
    return {each: Outcome(each, _state(code), _reply(code, reply)) for each in addresses}


def _refused_unless(code: int, reply: bytes) -> None:
    if code != 250:
        raise _Refusal(_reply(code, reply), forever=_state(code) == "refused")


def _state(code: int) -> Literal["later", "refused"]:
    return "refused" if 500 <= code < 600 else "later"


def _reply(code: int, reply: bytes | str) -> str:
    """A server's answer as one short line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    plain = "".join(char if char.isprintable() else " " for char in text)
    said = " ".join(plain.split())[:200]
    return f"The server says: {code} {said}".rstrip(".") + "."


def _words(error: OSError | smtplib.SMTPException, mail: MailSettings) -> str:
    """Why the server could not be asked, in words."""
    host = mail.host
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{host} cannot prove that it is {host}: {error.verify_message}."
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return f"{host} does not speak {mail.tls.upper()} here; check port and tls."
    if isinstance(error, socket.gaierror):
        return f"No server with the name {host} is found."
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return f"{host} takes too long to answer."
    if isinstance(error, ConnectionRefusedError):
        return f"{host} does not answer at port {mail.port or PORTS[mail.tls]}."
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return f"{host} has hung up."
    return f"{host} cannot be reached: {getattr(error, 'strerror', None) or 'no connection'}."
