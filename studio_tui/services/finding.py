"""One search of everything: clients, and what is booked, invoiced and paid, by any field.

Clients are found by name, company, phone, email, number and address; bookings, invoices and
payments by their numbers, by what they are about, and as those of the clients who are found.
Where nothing fits, one typing error in a name or a phone number is forgiven.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_tui.domain.names import fold
from studio_tui.services import agenda, forgiving, invoices, payments, search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
}
_ABOUT: Final = ("session", "appointment", "invoice", "task", "client", "note")
"""Kinds in the index of what is written, by what their id leaves when divided by 8."""
_SAID: Final = (
    "SELECT rowid FROM record_search WHERE record_search MATCH ? ORDER BY rowid DESC LIMIT ?"
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
    found = _as_typed(desk, text, search.clients(desk, text, people), few)
    if found.people or any(found.ids.values()):
        return found
    near = search.these(desk, forgiving.clients(desk, text, people))
    return Places(tuple(near), _theirs(desk, near, few), bool(near))


def _as_typed(desk: Desk, text: str, people: Sequence[ClientHit], few: int) -> Places:
    numbered = _numbered(desk, text, few)
    theirs = _theirs(desk, people, few) if len(fold(text)) >= _SHORTEST else {}
    about = _about(desk, text, few)
    ids = {
        kind: tuple(dict.fromkeys((*numbered[kind], *theirs.get(kind, ()), *about.get(kind, ()))))[
            :few
        ]
        for kind in _LATEST
    }
    return Places(tuple(people), ids)


def _ids(desk: Desk, kind: str, where: str, parameters: tuple[object, ...], few: int) -> list[int]:
    sql = _LATEST[kind].format(where=where)
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
        found[kind] = [*ids, *(row[0] for row in rest)]
    return found


def _theirs(desk: Desk, people: Sequence[ClientHit], few: int) -> dict[str, list[int]]:
    """What is booked, invoiced and paid for some clients."""
    ids = json.dumps([hit.id for hit in people])
    both = f"invoice.client_id {_IN} OR invoice.bill_to_id {_IN}"
    return {
        kind: _ids(desk, kind, both, (ids, ids), few)
        if kind == "invoice"
        else _ids(desk, kind, f"{kind}.client_id {_IN}", (ids,), few)
        for kind in _LATEST
    }


def _about(desk: Desk, text: str, few: int) -> dict[str, list[int]]:
    """Records that every word of the text is in what they are about."""
    words = "".join(each for each in text if each.isprintable() and each != '"').split()
    if not words or any(len(word) < _SHORTEST for word in words):
        return {}
    match = " ".join(f'"{word}"' for word in words)
    found: dict[str, list[int]] = {kind: [] for kind in _ABOUT}
    for (rowid,) in desk.rows(_SAID, (match, few * 4)):
        found[_ABOUT[rowid % 8]].append(rowid // 8)
    return {
        kind: _ids(desk, kind, f"{kind}.id {_IN}", (json.dumps(ids),), few) if ids else []
        for kind, ids in found.items()
        if kind in _LATEST
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
