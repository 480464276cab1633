"""The outbox: messages on their way, for each address what became of it, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from studio_tui.domain.booking import GoneError
from studio_tui.domain.letter import Attachment, MessageDraft, check
from studio_tui.domain.names import display
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import listing as listed
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studio_tui.domain.letter import RecipientState
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class RecipientEntry:
    """An address of a message, and what became of it."""

    address: str
    state: RecipientState
    said: str
    at: datetime | None
    """When that was, on the wall."""


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A message as the outbox shows it."""

    id: int
    created: datetime
    """On the wall."""
    subject: str
    client: str
    recipients: tuple[RecipientEntry, ...]
    attachments: tuple[str, ...]
    """Names of the files that go along."""
    attempts: int
    next_try: datetime | None


def put(desk: Desk, draft: MessageDraft, *, sender: str = "") -> int:
    """Put a message into the outbox, to be sent as soon as somebody delivers; returns its id.

    Args:
        desk: Where we are.
        draft: The message.
        sender: Address that it comes from; by default the studio's own.

    Raises:
        StudioError: When an address, the subject, the length or the attachments cannot be.
    """
    to = check(draft)
    own = desk.row("SELECT email FROM location ORDER BY sort, id LIMIT 1")
    sender = sender or (own[0] if own else "")
    domain = sender.rpartition("@")[2] if sender.isascii() else ""
    with desk.work() as work:
        message_id = work.insert(
            "message",
            sender=sender,
            subject=draft.subject,
            body=draft.body,
            message_id=f"<{uuid4().hex}@{domain or 'studio.invalid'}>",
            client_id=draft.client_id,
            session_id=draft.session_id,
            appointment_id=draft.appointment_id,
            invoice_id=draft.invoice_id,
            person_id=desk.person_id,
            attempts=0,
            next_try=work.now,
            created=work.now,
        )
        for address in to:
            work.insert(
                "message_recipient",
                message_id=message_id,
                address=address,
                state="waiting",
                said="",
                at=work.now,
            )
        for each in draft.attachments:
            work.insert(
                "message_attachment",
                message_id=message_id,
                name=each.name,
                content_type=each.content_type,
                content=each.content,
            )
    return message_id


def waiting(desk: Desk, message_id: int) -> tuple[str, ...]:
    """Addresses that a message has not reached yet, in their order."""
    return tuple(
        address
        for (address,) in desk.rows(
            "SELECT address FROM message_recipient "
            "WHERE message_id = ? AND state = 'waiting' ORDER BY id",
            (message_id,),
        )
    )


def again(desk: Desk, message_id: int) -> None:
    """Try a message again now, for everybody who does not have it.

    Raises:
        StudioError: When everybody has it, or somebody is sending it at this moment.
    """
    with desk.work() as work:
        _refuse_busy(work, message_id)
        desk.database.execute_sql(
            "UPDATE message_recipient SET state = 'waiting', at = ? "
            "WHERE message_id = ? AND state NOT IN ('waiting', 'sent')",
            (work.now, message_id),
        )
        if not waiting(desk, message_id):
            raise StudioError("Everybody has this message already.", code="sent")
        desk.database.execute_sql(
            "UPDATE message SET attempts = 0, next_try = ? WHERE id = ?", (work.now, message_id)
        )


def stop(desk: Desk, message_id: int) -> None:
    """Try a message no more, as when the address was wrong.

    Raises:
        StudioError: When it waits for nobody, or somebody is sending it at this moment.
    """
    with desk.work() as work:
        _refuse_busy(work, message_id)
        if not waiting(desk, message_id):
            raise StudioError("Nobody waits for this message any more.", code="sent")
        desk.database.execute_sql(
            "UPDATE message_recipient SET state = 'given-up', said = 'It was stopped.', at = ? "
            "WHERE message_id = ? AND state = 'waiting'",
            (work.now, message_id),
        )
        desk.database.execute_sql("UPDATE message SET next_try = NULL WHERE id = ?", (message_id,))


def _refuse_busy(work: Transaction, message_id: int) -> None:
    row = work.desk.row("SELECT claimed_until FROM message WHERE id = ?", (message_id,))
    if row is None:
        raise GoneError("This message no longer exists.")
    if (row[0] or 0) > work.now:
        raise StudioError("It is being sent at this moment; look again soon.", code="busy")


# Looking

_ENTRIES = """
SELECT message.id, message.created, message.subject, client.last, client.first, client.company,
       message.attempts, message.next_try
FROM message LEFT JOIN client ON client.id = message.client_id
"""


def listing(desk: Desk, limit: int = 200) -> tuple[OutboxEntry, ...]:
    """The messages written last, the newest first."""
    return _entries(desk, _ENTRIES + "ORDER BY message.id DESC LIMIT ?", (limit,))


def get(desk: Desk, message_id: int) -> OutboxEntry:
    """One message.

    Raises:
        GoneError: When there is no such message.
    """
    found = _entries(desk, _ENTRIES + "WHERE message.id = ?", (message_id,))
    if not found:
        raise GoneError("This message no longer exists.")
    return found[0]


def attachments(desk: Desk, message_id: int) -> tuple[Attachment, ...]:
    """The files that go along with a message."""
    return tuple(
        Attachment(name, bytes(content), content_type)
        for name, content, content_type in desk.rows(
            "SELECT name, content, content_type FROM message_attachment "
            "WHERE message_id = ? ORDER BY id",
            (message_id,),
        )
    )


def draft_of(desk: Desk, message_id: int) -> MessageDraft:
    """What was written, to those who did not get it; to all, where nobody is left out.

    Raises:
        GoneError: When there is no such message.
    """
    row = desk.row(
        "SELECT subject, body, client_id, session_id, appointment_id, invoice_id "
        "FROM message WHERE id = ?",
        (message_id,),
    )
    if row is None:
        raise GoneError("This message no longer exists.")
    everybody = get(desk, message_id).recipients
    failed = [each for each in everybody if each.state not in ("sent", "waiting")]
    to = ", ".join(each.address for each in failed or everybody)
    return MessageDraft(to, row[0], row[1], attachments(desk, message_id), *row[2:])


def _entries(desk: Desk, sql: str, parameters: Sequence[object]) -> tuple[OutboxEntry, ...]:
    rows = desk.rows(sql, parameters)
    marks = ", ".join("?" * len(rows))
    ids = [row[0] for row in rows]
    people: dict[int, list[RecipientEntry]] = {each: [] for each in ids}
    files: dict[int, list[str]] = {each: [] for each in ids}
    for message_id, address, state, said, at in desk.rows(
        "SELECT message_id, address, state, said, at FROM message_recipient "
        f"WHERE message_id IN ({marks}) ORDER BY id",
        ids,
    ):
        moment = None if at is None else wall(at, desk.zone)
        people[message_id].append(RecipientEntry(address, state, said, moment))
    for message_id, name in desk.rows(
        f"SELECT message_id, name FROM message_attachment WHERE message_id IN ({marks}) "
        "ORDER BY id",
        ids,
    ):
        files[message_id].append(name)
    return tuple(_entry(desk, row, people[row[0]], files[row[0]]) for row in rows)


def _entry(
    desk: Desk, row: tuple[Any, ...], people: Sequence[RecipientEntry], files: Sequence[str]
) -> OutboxEntry:
    return OutboxEntry(
        id=row[0],
        created=wall(row[1], desk.zone),
        subject=row[2],
        client=display(row[3] or "", row[4] or "", row[5] or ""),
        recipients=tuple(people),
        attachments=tuple(files),
        attempts=row[6],
        next_try=None if row[7] is None else wall(row[7], desk.zone),
    )


def sentences(entry: OutboxEntry) -> tuple[tuple[str, bool], ...]:
    """What became of a message, the most pressing first, and whether each is to be minded."""
    by_state: dict[RecipientState, list[RecipientEntry]] = {}
    for each in entry.recipients:
        by_state.setdefault(each.state, []).append(each)
    found = []
    for state, minded in _ORDER.items():
        if some := by_state.get(state):
            found.append((_sentence(entry, state, some), minded))
    return tuple(found)


def about(entry: OutboxEntry, recipient: RecipientEntry) -> tuple[str, bool]:
    """What became of a message for one of its addresses, and whether that is to be minded."""
    return _sentence(entry, recipient.state, [recipient]), _ORDER[recipient.state]


_ORDER: Final[dict[RecipientState, bool]] = {
    "refused": True,
    "given-up": True,
    "waiting": False,
    "saved": True,
    "sent": False,
}


def _sentence(entry: OutboxEntry, state: RecipientState, some: Sequence[RecipientEntry]) -> str:
    to, said = listed([each.address for each in some]), some[0].said
    if state == "sent":
        return f"Sent to {to}."
    if state == "saved":
        return f"Not sent: no mail server is set up. The outbox says what to do. Saved as {said}"
    if state == "refused":
        return f"Refused for {to}. {said}"
    if state == "given-up":
        return f"Given up for {to}. {said}"
    if not entry.attempts or entry.next_try is None:
        return f"{quoted(entry.subject)} waits to be sent to {to}."
    return f"Mail to {to} waits until {entry.next_try:%H:%M}: {said}"
