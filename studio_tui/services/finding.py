"""One search of everything: clients, and what is booked, invoiced and paid, by any field.

Clients are found by name, company, phone, email, number, addresses, job, organisation, family and
the studio's own fields; bookings, invoices, payments and tasks by their numbers, by what they are
about, and as those of the clients who are found; all by their notes. Where nothing fits, one typing
error in a name or a phone number is forgiven.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_tui.domain.names import fold
from studio_tui.services import agenda, forgiving, invoices, payments, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studio_tui.domain.found import Booking, ClientHit
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceHit
    from studio_tui.services.payments import PaymentHit

_SHORTEST: Final = 3
"""Letters from which on bookings are found by their clients and by what they are about."""
_TOP: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Places:
    """Where what is found lies: ids by kind, clients by name, everything else latest first."""

    people: tuple[ClientHit, ...] = ()
    ids: Mapping[str, Sequence[int]] = field(default_factory=dict)
    forgiven: bool = False
    """Nothing fits the text as it was typed; this is what fits but for one error."""
    written: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """What is written about a record around the text, by kind and id, where that led to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; bookings, invoices and payments latest first."""

    clients: tuple[ClientHit, ...] = ()
    sessions: tuple[Booking, ...] = ()
    appointments: tuple[Booking, ...] = ()
    invoices: tuple[InvoiceHit, ...] = ()
    payments: tuple[PaymentHit, ...] = ()
    forgiven: bool = False


_LATEST: Final = {
    "session": (
        "SELECT session.id FROM session JOIN event ON event.session_id = session.id "
        'AND event."primary" WHERE {where} ORDER BY event.start_utc DESC LIMIT ?'
    ),
    "appointment": (
        "SELECT appointment.id FROM appointment JOIN event "
        'ON event.appointment_id = appointment.id AND event."primary" '
        "WHERE {where} ORDER BY event.start_utc DESC LIMIT ?"
    ),
    "invoice": (
        "SELECT invoice.id FROM invoice WHERE {where} "
        "ORDER BY invoice.date DESC, invoice.id DESC LIMIT ?"
    ),
    "payment": "SELECT payment.id FROM payment WHERE {where} ORDER BY payment.id DESC LIMIT ?",
    "task": (
        "SELECT task.id FROM task WHERE ({where}) AND (NOT task.private OR "
        "{me} IN (task.assigned_by_id, task.assigned_to_id)) "
        "ORDER BY task.completed IS NOT NULL, task.due DESC, task.id LIMIT ?"
    ),
}
_ABOUT: Final = ("session", "appointment", "invoice", "task", "client", "note")
"""Kinds in the index of what is written, by what their id leaves when divided by 8."""
_SAID: Final = (
    "SELECT rowid, snippet(record_search, 0, '', '', '…', 40) FROM record_search "
    "WHERE record_search MATCH ? ORDER BY rowid DESC LIMIT ?"
)
_IN: Final = "IN (SELECT value FROM json_each(?))"


def places(desk: Desk, text: str, *, people: int, few: int) -> Places:
    """Where everything lies that a text finds.

    Args:
        desk: Where we are.
        text: What was typed.
        people: Most clients.
        few: Most records of every other kind.
    """
    text = text.strip()
    if not text:
        return Places()
    found = _as_typed(desk, text, search.clients(desk, text, people), people, few)
    if found.people or any(found.ids.values()):
        return found
    near = search.these(desk, forgiving.clients(desk, text, people))
    return Places(tuple(near), _theirs(desk, near, few), bool(near))


def _as_typed(desk: Desk, text: str, named: Sequence[ClientHit], people: int, few: int) -> Places:
    numbered = _numbered(desk, text, few)
    theirs = _theirs(desk, named, few) if len(fold(text)) >= _SHORTEST else {}
    written = _written(desk, text, few)
    about = _about(desk, written, few)
    ids = {
        kind: tuple(dict.fromkeys((*numbered[kind], *theirs.get(kind, ()), *about.get(kind, ()))))[
            :few
        ]
        for kind in _LATEST
    }
    known = {hit.id for hit in named}
    more = [one for kind, one in written if kind == "client" and one not in known]
    hits = (*named, *search.these(desk, more[: max(0, people - len(named))]))
    return Places(hits, ids, written=written)


def _ids(desk: Desk, kind: str, where: str, parameters: tuple[object, ...], few: int) -> list[int]:
    sql = _LATEST[kind].format(where=where, me=desk.person_id or 0)
    return [row[0] for row in desk.rows(sql, (*parameters, few))]


def _numbered(desk: Desk, text: str, few: int) -> dict[str, list[int]]:
    """Records whose number the text is, or begins; the exact one first."""
    if " " in text or not any(char.isdigit() for char in text):
        return {kind: [] for kind in _LATEST}
    found = {}
    for kind in _LATEST:
        ids = _ids(desk, kind, f"{kind}.number = ?", (text,), 1)
        begun = f"{kind}.number > ? AND {kind}.number < ?"
        rest = desk.rows(
            f"SELECT id FROM {kind} WHERE {begun} ORDER BY number LIMIT ?", (text, text + _TOP, few)
        )
        begun_ids = [row[0] for row in rest]
        if kind == "task" and begun_ids:
            begun_ids = _ids(desk, kind, f"task.id {_IN}", (json.dumps(begun_ids),), few)
        found[kind] = [*ids, *begun_ids]
    return found


def _theirs(desk: Desk, people: Sequence[ClientHit], few: int) -> dict[str, list[int]]:
    """What is booked, invoiced, paid and to be done for some clients."""
    ids = json.dumps([hit.id for hit in people])
    both = f"invoice.client_id {_IN} OR invoice.bill_to_id {_IN}"
    return {
        kind: _ids(desk, kind, both, (ids, ids), few)
        if kind == "invoice"
        else _ids(desk, kind, f"{kind}.client_id {_IN}", (ids,), few)
        for kind in _LATEST
    }


def _written(desk: Desk, text: str, few: int) -> dict[tuple[str, int], str]:
    """Records about which every word of the text is written, with what stands around it."""
    words = "".join(each for each in text if each.isprintable() and each != '"').split()
    if not words or any(len(word) < _SHORTEST for word in words):
        return {}
    match = " ".join(f'"{word}"' for word in words)
    found: dict[tuple[str, int], str] = {}
    notes: dict[int, str] = {}
    for rowid, around in desk.rows(_SAID, (match, few * len(_ABOUT))):
        kind, said = _ABOUT[rowid % 8], " ".join(around.split())
        if kind == "note":
            notes[rowid // 8] = said
        else:
            found[kind, rowid // 8] = said
    if notes:
        sql = f"SELECT subject, record_id, id FROM note WHERE id {_IN} ORDER BY id DESC"
        for kind, record_id, note_id in desk.rows(sql, (json.dumps(list(notes)),)):
            found.setdefault((kind, record_id), notes[note_id])
    return found


def _about(desk: Desk, written: Iterable[tuple[str, int]], few: int) -> dict[str, list[int]]:
    """Of those, all but clients, by kind, latest first."""
    found: dict[str, list[int]] = {}
    for kind, record_id in written:
        if kind in _LATEST:
            found.setdefault(kind, []).append(record_id)
    return {
        kind: _ids(desk, kind, f"{kind}.id {_IN}", (json.dumps(ids),), few)
        for kind, ids in found.items()
    }


def everything(desk: Desk, text: str) -> Found:
    """All that a text finds, in full: for scripts and lists."""
    found = places(desk, text, people=search.LIMIT, few=search.LIMIT)
    ids = found.ids

    return Found(
        found.people,
        agenda.these(desk, ids.get("session", ()))[::-1],
        agenda.these(desk, ids.get("appointment", ()), "appointment")[::-1],
        invoices.hits(desk, f"invoice.id {_IN}", json.dumps(ids.get("invoice", ()))),
        payments.these(desk, ids.get("payment", ())),
        found.forgiven,
    )
