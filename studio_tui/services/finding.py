"""Everything that a text finds: clients, and what is booked and invoiced for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.services import agenda, appointments, invoices, search

if TYPE_CHECKING:
    from studio_tui.domain.found import Booking, ClientHit
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceHit


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; bookings and invoices latest first."""

    clients: tuple[ClientHit, ...] = ()
    sessions: tuple[Booking, ...] = ()
    appointments: tuple[Booking, ...] = ()
    invoices: tuple[InvoiceHit, ...] = ()


_CLIENTS = "IN (SELECT value FROM json_each(?))"

_APPOINTMENTS = f"""
appointment.number = ? OR appointment.client_id {_CLIENTS}
OR (length(?) > 2 AND instr(lower(appointment.description), lower(?)))
"""

_INVOICES = f"invoice.number = ? OR invoice.client_id {_CLIENTS} OR invoice.bill_to_id {_CLIENTS}"


def everything(desk: Desk, text: str) -> Found:
    """Clients whom a text fits and all that is theirs, and whatever has it as its number.

    Appointments are found by what they are about, too.
    """
    text = text.strip()
    if not text:
        return Found()
    people = search.clients(desk, text)
    ids = json.dumps([hit.id for hit in people])
    booked = [hit.id for hit in search.sessions(desk, text)]
    arranged = [
        hit.id
        for hit in appointments.hits(desk, _APPOINTMENTS, (text, ids, text, text), search.LIMIT)
    ]
    return Found(
        tuple(people),
        agenda.these(desk, booked)[::-1],
        agenda.these(desk, arranged, "appointment")[::-1],
        invoices.hits(desk, _INVOICES, text, ids, ids)[: search.LIMIT],
    )
