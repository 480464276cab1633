"""Merging two clients who are the same person: everything moves to one, the other is deleted.

Product rule (`domain.md` 3.1): notes are put together, every record of the other moves to the one
that is kept. What both have and only one can keep is not lost: it is written into a note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import ClientDraft, GoneError, StaleError
from studio_tui.domain.names import fold, phone_key
from studio_tui.domain.words import listing, plural
from studio_tui.errors import StudioError
from studio_tui.services import client_parts, clients, custom, search

if TYPE_CHECKING:
    from studio_tui.domain.found import ClientHit
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

MOVED: Final = (
    ("session", "client_id", "session"),
    ("appointment", "client_id", "appointment"),
    ("invoice", "client_id", "invoice"),
    ("invoice", "bill_to_id", ""),
    ("payment", "client_id", "payment"),
    ("task", "client_id", "task"),
    ("message", "client_id", "email"),
    ("family_member", "client_id", "family member"),
    ("client", "referred_by_id", "referral"),
)
"""Tables whose rows belong to a client, by which column, and what they are called."""

VERSIONED: Final = frozenset({"session", "appointment", "invoice", "payment", "task", "client"})
"""Tables whose rows say when somebody else has saved them."""

JOINED: Final = ("notes", "call_warning")
"""Fields of which both texts are kept."""

FILLED: Final = ("birth_date", "anniversary", "organisation_id", "tax_rate_id", "referred_by_id")
"""Columns that no draft carries: taken over where the one that is kept has nothing."""

ADDRESS: Final = ("street", "city", "state", "postcode", "country")
"""Fields that are taken over together or not at all: half of one address and half of another is
where nobody lives."""

CONSENTS: Final = ("allow_email", "allow_mail", "allow_sms", "allow_call")
"""Who said no once is not written to because of a merge."""


@dataclass(frozen=True, slots=True)
class Merger:
    """What merging two clients would do."""

    kept: ClientHit
    gone: ClientHit
    versions: tuple[int, int]
    """Of the one that is kept and the other, as they were read."""
    moves: tuple[tuple[str, int], ...]
    """What moves, and how many; empty kinds are left out."""
    taken: tuple[tuple[str, str], ...]
    """(label, value) that the one that is kept gets from the other."""
    noted: tuple[tuple[str, str, str], ...]
    """(label, what stays, what is only kept in a note)."""

    @property
    def moves_words(self) -> str:
        """``3 sessions and 1 invoice``; "nothing" when there is nothing to move."""
        return listing([plural(count, name) for name, count in self.moves]) or "nothing"


def consider(desk: Desk, kept_id: int, gone_id: int) -> Merger:
    """What merging would do, before anything is done.

    Args:
        desk: Where we are.
        kept_id: The client that is kept.
        gone_id: The one whose records move, and who is deleted.

    Raises:
        GoneError: When one of them is gone.
        StudioError: When they are the same client.
    """
    if kept_id == gone_id:
        raise StudioError("A client cannot be merged with themselves: choose another one.")
    kept, gone = clients.get(desk, kept_id), clients.get(desk, gone_id)
    hits = (search.client(desk, kept_id), search.client(desk, gone_id))
    assert hits[0] is not None
    assert hits[1] is not None
    moves = ((name, _count(desk, table, column, gone_id)) for table, column, name in MOVED if name)
    taken, noted = [], []
    mine = _held(desk, kept)
    for label, theirs in _held(desk, gone).items():
        own = mine.get(label, "")
        stays = own or label == "Status" or (label in _ADDRESS and _lives(kept))
        if stays and own != theirs and label not in _JOINED:
            noted.append((label, own, theirs))
        elif own != theirs:
            taken.append((label, theirs))
    if phones := _other_phones(desk, kept, gone):
        taken.append(("Phones", ", ".join(phone.number for phone in phones)))
    return Merger(
        hits[0],
        hits[1],
        (kept.version, gone.version),
        tuple((name, count) for name, count in moves if count),
        tuple(taken),
        tuple(noted),
    )


def _lives(draft: ClientDraft) -> bool:
    """Whether anything of an address is known."""
    return any(getattr(draft, key) for key in ADDRESS)


def _held(desk: Desk, draft: ClientDraft) -> dict[str, str]:
    """What a client has, in words by label, of which there can be only one."""
    found = clients.differences(desk, ClientDraft(), draft)
    return {label: value for label, _, value in found if value and label not in _APART}


_JOINED: Final = frozenset(("Groups", *(clients.FIELDS[key] for key in JOINED)))
_ADDRESS: Final = frozenset(clients.FIELDS[key] for key in ADDRESS)
_APART: Final = frozenset(
    (
        "Client number",
        "Phones",
        "Status due",
        "Status reason",
        *client_parts.TICKS.values(),
    )
)
"""Labels of what is not taken over, or together with what is there."""
_LABELS: Final = {key: label for key, label in clients.FIELDS.items() if key != "status_id"}


def _count(desk: Desk, table: str, column: str, client_id: int) -> int:
    row = desk.row(f'SELECT count(*) FROM "{table}" WHERE {column} = ?', (client_id,))
    assert row is not None
    return int(row[0])


def _other_phones(desk: Desk, kept: ClientDraft, gone: ClientDraft) -> tuple[Any, ...]:
    """Numbers of the other that the one that is kept has not, however they are written."""
    country = desk.preference("studio.country", "GB")
    mine = {phone_key(phone.number, country) for phone in kept.phones}
    return tuple(p for p in gone.phones if phone_key(p.number, country) not in mine)


def merge(desk: Desk, merger: Merger) -> str:
    """Do it, all or nothing.

    Args:
        desk: Where we are.
        merger: What somebody has read and agreed to.

    Returns:
        What was done, as a sentence.

    Raises:
        GoneError: When one of them has been merged or deleted meanwhile.
        StaleError: When one of them has been changed since it was read.
    """
    kept_id, gone_id = merger.kept.id, merger.gone.id
    with desk.work() as work:
        try:
            now = consider(desk, kept_id, gone_id)
        except GoneError:
            raise GoneError(
                "One of the two clients has been merged or deleted by somebody else meanwhile."
            ) from None
        if now != merger:
            raise StaleError(
                "Something of the two clients has changed since: look at what would happen again.",
                (),
                now.versions[0],
            )
        gone = clients.get(desk, gone_id)
        number = _move(work, kept_id, gone_id)
        _take_over(work, clients.get(desk, kept_id), gone, number)
        called = f"{merger.gone.name}{f' ({merger.gone.number})' if merger.gone.number else ''}"
        _note(work, kept_id, called, merger)
        work.changed(
            "client",
            kept_id,
            "merged",
            before={"merged": [merger.gone.number, merger.gone.name]},
            words=f"Merged with {called}: {merger.moves_words} moved here.",
        )
    return f"{called} is merged into {merger.kept.name}: {merger.moves_words} moved."


def _move(work: Transaction, kept_id: int, gone_id: int) -> str:
    """Give everything to the one that is kept and delete the other; returns the other's number."""
    sql: Any = work.desk.database.execute_sql
    for table, column, _ in MOVED:
        newer = ", version = version + 1" if table in VERSIONED else ""
        sql(
            f'UPDATE "{table}" SET {column} = ?{newer} WHERE {column} = ?',
            (kept_id, gone_id),
        )
    sql(
        "INSERT OR IGNORE INTO client_group_member (client_id, group_id) "
        "SELECT ?, group_id FROM client_group_member WHERE client_id = ?",
        (kept_id, gone_id),
    )
    sql("UPDATE OR IGNORE client_address SET client_id = ? WHERE client_id = ?", (kept_id, gone_id))
    for table in ("note", "change"):
        sql(
            f'UPDATE "{table}" SET record_id = ? WHERE subject = ? AND record_id = ?',
            (kept_id, "client", gone_id),
        )
    sql(
        "UPDATE OR IGNORE custom_value SET record_id = ? WHERE record_id = ? "
        "AND field_id IN (SELECT id FROM custom_field WHERE area = 'client')",
        (kept_id, gone_id),
    )
    columns = [f"{c} = coalesce({c}, (SELECT {c} FROM client WHERE id = :gone))" for c in FILLED]
    columns += [f"{c} = min({c}, (SELECT {c} FROM client WHERE id = :gone))" for c in CONSENTS]
    both = {"kept": kept_id, "gone": gone_id}
    sql(f"UPDATE client SET {', '.join(columns)} WHERE id = :kept", both)
    sql(
        "UPDATE client SET referred_by_id = NULL "
        "WHERE id = :kept AND referred_by_id IN (:kept, :gone)",
        both,
    )
    row = work.desk.row("SELECT number FROM client WHERE id = ?", (gone_id,))
    custom.forget(work, "client", gone_id)
    sql("DELETE FROM client WHERE id = ?", (gone_id,))
    return str(row[0] or "") if row else ""


def _take_over(work: Transaction, kept: ClientDraft, gone: ClientDraft, number: str) -> None:
    """Fill the fields that were empty, put notes and warnings together, keep all numbers."""
    apart = (*JOINED, *(ADDRESS if _lives(kept) else ()))
    values = {key: getattr(kept, key) or getattr(gone, key) for key in _LABELS if key not in apart}
    values["notes"] = "\n\n".join(filter(None, dict.fromkeys((kept.notes, gone.notes))))
    warnings = {fold(text): text for text in (gone.call_warning, kept.call_warning) if text}
    values["call_warning"] = "; ".join(reversed(warnings.values()))
    phones = (*kept.phones, *_other_phones(work.desk, kept, gone))
    assert kept.id is not None
    row = work.desk.row("SELECT number, version FROM client WHERE id = ?", (kept.id,))
    assert row is not None
    if number and not row[0]:
        work.desk.database.execute_sql(
            "UPDATE client SET number = ?, search = search || ' ' || ? WHERE id = ?",
            (number, number, kept.id),
        )
    before = replace(kept, version=row[1])
    draft = replace(before, phones=phones, **values)
    if draft == before:
        work.desk.database.execute_sql(
            "UPDATE client SET version = version + 1 WHERE id = ?", (kept.id,)
        )
    else:
        clients.store(work, draft, before)
    clients.find_anew(work, kept.id)


def _note(work: Transaction, kept_id: int, called: str, merger: Merger) -> None:
    """Keep what could not be taken over where people look for it."""
    if not merger.noted:
        return
    lines = [f"Merged with {called}, who had:"]
    lines += [f"{label}: {theirs}" for label, _, theirs in merger.noted]
    work.insert(
        "note",
        subject="client",
        record_id=kept_id,
        person_id=work.desk.person_id,
        at=work.now,
        text="\n".join(lines),
    )
