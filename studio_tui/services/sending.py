"""Sending what lies in the outbox: who may, what became of it, and when it is tried again.

A message is sent outside of every transaction, as a server may take its time. Whoever wants to send
it claims it first, so that two programs on one studio never send the same one; a claim that nobody
comes back from runs out, and the message is tried again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from studio_tui.domain.letter import Outgoing
from studio_tui.domain.words import listing
from studio_tui.services.outbox import attachments, get, waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.letter import Outcome, RecipientState
    from studio_tui.services.desk import Desk
    from studio_tui.services.outbox import OutboxEntry
    from studio_tui.services.work import Transaction

LEASE: Final = 1800
"""Seconds for which a message belongs to the program that is sending it."""
PAUSES: Final = (60, 300, 900, 3600)
"""Seconds between tries; the last of them again and again."""
PATIENCE: Final = 2 * 86400
"""Seconds of pauses after which a message is given up."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to send for a while."""

    id: int
    attempt: int
    outgoing: Outgoing
    to: tuple[str, ...]
    """Those who do not have it yet."""


_DUE = "next_try <= ? AND coalesce(claimed_until, 0) <= ?"


def claim(desk: Desk) -> Claimed | None:
    """Take the message that has waited longest, so that nobody else sends it meanwhile; or None."""
    if desk.row(f"SELECT 1 FROM message WHERE {_DUE}", (desk.utc(), desk.utc())) is None:
        return None
    with desk.work() as work:
        found = desk.row(
            f"SELECT id, attempts FROM message WHERE {_DUE} ORDER BY next_try, id LIMIT 1",
            (work.now, work.now),
        )
        if found is None:
            return None
        desk.database.execute_sql(
            "UPDATE message SET attempts = attempts + 1, claimed_until = ? WHERE id = ?",
            (work.now + LEASE, found[0]),
        )
    return Claimed(found[0], found[1] + 1, _outgoing(desk, found[0]), waiting(desk, found[0]))


def _outgoing(desk: Desk, message_id: int) -> Outgoing:
    row = desk.row(
        "SELECT message_id, created, sender, subject, body FROM message WHERE id = ?", (message_id,)
    )
    assert row is not None
    everybody = desk.rows(
        "SELECT address FROM message_recipient WHERE message_id = ? ORDER BY id", (message_id,)
    )
    return Outgoing(
        message_id=row[0],
        created=row[1],
        sender_name=desk.preference("studio.name", ""),
        sender=row[2],
        to=tuple(address for (address,) in everybody),
        subject=row[3],
        body=row[4],
        attachments=attachments(desk, message_id),
    )


def settle(desk: Desk, claimed: Claimed, outcomes: Sequence[Outcome]) -> OutboxEntry:
    """Write down what became of a message that was claimed, and give the claim back.

    Args:
        desk: Where we are.
        claimed: The message.
        outcomes: One for each address that it was tried for.

    Returns:
        The message as it stands now.
    """
    pause = pause_after(claimed.attempt)
    with desk.work() as work:
        for outcome in outcomes:
            state, said = _standing(outcome, last=pause is None)
            desk.database.execute_sql(
                "UPDATE message_recipient SET state = ?, said = ?, at = ? "
                "WHERE message_id = ? AND address = ? AND state = 'waiting'",
                (state, said, work.now, claimed.id, outcome.address),
            )
        left = waiting(desk, claimed.id)
        # Once a claim has run out, the message may be somebody else's by now.
        desk.database.execute_sql(
            "UPDATE message SET claimed_until = NULL, next_try = ? WHERE id = ? AND attempts = ?",
            (work.now + (pause or 0) if left else None, claimed.id, claimed.attempt),
        )
        _write_history(work, claimed, [o for o in outcomes if o.address not in left])
    return get(desk, claimed.id)


def _standing(outcome: Outcome, *, last: bool) -> tuple[RecipientState, str]:
    """State of an address after a try, and what is said about it."""
    if outcome.state != "later":
        return outcome.state, outcome.said
    return (
        ("given-up", f"Not taken for two days. {outcome.said}")
        if last
        else ("waiting", outcome.said)
    )


def pause_after(attempt: int) -> int | None:
    """Seconds to wait after a try that failed for now; None when that was the last one."""
    waited = sum(PAUSES[min(n, len(PAUSES)) - 1] for n in range(1, attempt))
    return PAUSES[min(attempt, len(PAUSES)) - 1] if waited < PATIENCE else None


_HISTORY: Final = {
    "sent": "Emailed to {}: {}",
    "refused": "Email refused for {}: {}",
    "later": "Email given up for {}: {}",
    "saved": "Email for {} saved as a file: {}",
}


def _write_history(work: Transaction, claimed: Claimed, outcomes: Sequence[Outcome]) -> None:
    """A line in the history of everything that the message is about."""
    row = work.desk.row(
        "SELECT client_id, session_id, appointment_id, invoice_id, person_id, subject "
        "FROM message WHERE id = ?",
        (claimed.id,),
    )
    assert row is not None
    for state, words in _HISTORY.items():
        if to := [outcome.address for outcome in outcomes if outcome.state == state]:
            said = words.format(listing(to), row[5] or "(no subject)")
            for subject, record_id in zip(_SUBJECTS, row[:4], strict=True):
                if record_id is not None:
                    work.changed(subject, record_id, "emailed", words=said, person_id=row[4])


_SUBJECTS: Final = ("client", "session", "appointment", "invoice")


def seconds_to_next(desk: Desk) -> int | None:
    """Seconds until there is something to send; None when the outbox has nothing to do."""
    row = desk.row(
        "SELECT min(max(next_try, coalesce(claimed_until, 0))) FROM message "
        "WHERE next_try >= 0"  # by the index, which IS NOT NULL does not use
    )
    return None if row is None or row[0] is None else max(0, row[0] - desk.utc())
