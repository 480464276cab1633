"""A real SMTP server on loopback that takes, refuses, delays or hangs as a test wants it."""

from __future__ import annotations

import asyncio
import email
import socket
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.policy import default
from typing import TYPE_CHECKING, Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "studio", "tiger-lily-7"


@dataclass
class Post:
    """What the server does, and what it was handed."""

    replies: dict[str, str] = field(default_factory=dict)
    """Its answer to an address, or to ``DATA``, where it is not to take it."""
    received: list[tuple[list[str], bytes]] = field(default_factory=list)
    """Addresses and bytes of each message taken."""
    port: int = 0
    delay: float = 0.0
    """Seconds before it takes a message."""

    @property
    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(data, policy=default) for _, data in self.received]

    @property
    def addresses(self) -> list[list[str]]:
        return [to for to, _ in self.received]

    # What aiosmtpd calls

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.delay)
        if "DATA" in self.replies:
            return self.replies["DATA"]
        self.received.append((list(envelope.rcpt_tos), envelope.content))
        return "250 OK"


def _authenticated(
    server: Any, session: Any, envelope: Any, mechanism: str, given: Any
) -> AuthResult:
    assert isinstance(given, LoginPassword)
    right = (given.login, given.password) in (
        (USER.encode(), PASSWORD.encode()),
        (USER.encode(), "süß".encode()),
    )
    return AuthResult(success=right, handled=False)


@contextmanager
def serving(
    tls: str = "none", *, auth: bool = False, pem: Path | None = None, utf8: bool = False
) -> Iterator[Post]:
    """The server, until the test is over.

    Args:
        tls: As in the settings.
        auth: Whether it wants user and password.
        pem: Where to write the certificate of whoever vouches for it.
        utf8: Whether it takes addresses outside ASCII.
    """
    post = Post()
    given: dict[str, Any] = {"enable_SMTPUTF8": utf8}
    if tls != "none":
        assert pem is not None
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(pem))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("localhost").configure_cert(context)
        given["ssl_context" if tls == "tls" else "tls_context"] = context
        given["require_starttls"] = tls == "starttls"
    if auth:
        given |= {
            "authenticator": _authenticated,
            "auth_required": True,
            "auth_require_tls": tls == "starttls",
        }
    controller = Controller(post, hostname="localhost", port=free_port(), **given)
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


@contextmanager
def hanging(greeting: bytes = b"") -> Iterator[int]:
    """A server that takes the call, says at most a greeting and then nothing; its port."""
    done = threading.Event()
    with socket.create_server(("localhost", 0)) as listening:

        def answer() -> None:
            held = []
            listening.settimeout(0.1)
            while not done.is_set():
                try:
                    call, _ = listening.accept()
                except TimeoutError:
                    continue
                call.sendall(greeting)
                held.append(call)
            for call in held:
                call.close()

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            done.set()
            thread.join()


def free_port() -> int:
    with socket.create_server(("localhost", 0)) as found:
        return int(found.getsockname()[1])
