"""Delivering what lies in the outbox: to the mail server, or as files where there is none.

The screens have a child process do it, which is our own command line: a server that hangs holds up
nobody, leaving the program does not interrupt a message half-way, and the password never comes
into the program that people type in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.letter import Outcome
from studio_tui.errors import StudioError
from studio_tui.services import outbox, sending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.services.outbox import OutboxEntry
    from studio_tui.services.sending import Claimed
    from studio_tui.studio import Studio

FOLDER = "outbox"
"""In the data directory: messages of a studio that has no mail server."""


def deliver_due(studio: Studio) -> tuple[OutboxEntry, ...]:
    """Send everything that is due, one message after the other; what became of each."""
    found = []
    while (claimed := studio.run(sending.claim)) is not None:
        found.append(studio.run(sending.settle, claimed, _delivered(studio, claimed)))
    return tuple(found)


def _delivered(studio: Studio, claimed: Claimed) -> Sequence[Outcome]:
    mail = studio.settings.mail
    if not mail.host:
        return _saved(studio, claimed)
    from studio_tui.mail.smtp import deliver

    sender = claimed.outgoing.sender or mail.sender
    return deliver(replace(claimed.outgoing, sender=sender), claimed.to, mail)


def _saved(studio: Studio, claimed: Claimed) -> Sequence[Outcome]:
    """Save a message as a file that every mail program opens."""
    from studio_tui.documents.files import save
    from studio_tui.mail.message import build, written

    day = studio.run(lambda desk: desk.today())
    name = f"{day}-{claimed.to[0]}-{claimed.outgoing.subject}.eml"
    try:
        path = save(studio.directory / FOLDER, name, written(build(claimed.outgoing)))
    except StudioError as error:
        return [Outcome(address, "later", error.message) for address in claimed.to]
    return [Outcome(address, "saved", f"{FOLDER}/{path.name}") for address in claimed.to]


def summary(entries: Sequence[OutboxEntry]) -> tuple[str, bool]:
    """What to say in one line about messages that were tried, and whether it is to be minded."""
    said = [each for entry in entries for each in outbox.sentences(entry)]
    minded = [each for each in said if each[1]]
    first = (minded or said or [("", False)])[0]
    others = len(said) - 1
    more = f" And {others} more in the outbox." if others > 0 else ""
    return f"{first[0]}{more}", bool(minded)


def start(studio: Studio) -> subprocess.Popen[bytes]:
    """Have a child process deliver what is due; it goes on when this program is left.

    Raises:
        StudioError: When no other program can be started.
    """
    words = (*("--data", str(studio.directory)), *("outbox", "send", "--json"))
    try:
        return subprocess.Popen(
            (sys.executable, "-m", "studio_tui", *words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | ({"STUDIO_NOW": studio.fixed_now} if studio.fixed_now else {}),
            start_new_session=True,
        )
    except OSError as error:
        raise StudioError(
            f"Mail waits: no other program can be started ({error.strerror}).", code="mail"
        ) from error


def said_by(child: subprocess.Popen[bytes]) -> tuple[str, bool]:
    """Wait for the child, and tell what it says in one line, and whether it is to be minded."""
    answer, _ = child.communicate()
    try:
        document = json.loads(answer)
        if "error" in document:
            return f"Mail waits: {document['error']['message']}", True
        return str(document["said"]), bool(document["minded"])
    except (ValueError, KeyError, TypeError):
        return "Mail waits: sending it went wrong; studio outbox send says why.", True
