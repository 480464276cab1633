"""What can be chosen about a document before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.documents.values import TITLES
from studio_tui.errors import StudioError
from studio_tui.services import sessions
from studio_tui.services.paperwork.letterhead import addressee

if TYPE_CHECKING:
    from studio_tui.documents.values import DocumentKind
    from studio_tui.domain.letter import LetterArea
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen about a document, and what its email is about."""

    title: str
    """As ``Session confirmation 10012``."""
    notes: bool
    """Whether there are notes that may be on it or not."""
    client: str
    """Name of the session client."""
    payer: str
    """Name of whoever pays, when that is somebody else and it may be addressed to either."""
    area: LetterArea | None
    """None: no letter is about this."""
    record_id: int
    """The session, or the invoice, that a letter with it is about."""
    to: str = ""
    """Whom to write to, when that is not the client."""


_SESSION = """
SELECT session.client_id, session.notes <> '', payer.bill_to_id, session.id, photographer.email
FROM session
LEFT JOIN invoice AS payer ON payer.id =
    (SELECT min(id) FROM invoice WHERE session_id = session.id)
LEFT JOIN event ON event.session_id = session.id AND event."primary"
LEFT JOIN booking_slot AS slot ON slot.event_id = event.id AND slot.role = 'photographer'
LEFT JOIN person AS photographer ON photographer.schedule_id = slot.schedule_id
WHERE session.number = ?
"""

_INVOICE = "SELECT client_id, notes <> '', bill_to_id, id, '' FROM invoice WHERE number = ?"

_PAYMENT = """
SELECT client_id, notes <> '', client_id, invoice_id, '' FROM payment WHERE number = ?
"""


def options(desk: Desk, kind: DocumentKind, number: str) -> Options:
    """What can be chosen about a document of the record with a number.

    Raises:
        StudioError: When there is no such record.
    """
    query = {"invoice": _INVOICE, "receipt": _PAYMENT}.get(kind, _SESSION)
    row = desk.row(query, (number,))
    if row is None:
        sessions.by_number(desk, number)
        raise StudioError(f"There is nothing with the number {number}.", code="not-found")
    client_id, notes, payer_id, record_id, email = row
    differs = kind in ("confirmation", "invoice") and payer_id not in (None, client_id)
    area: LetterArea = "session" if query is _SESSION else "invoice"
    return Options(
        title=f"{TITLES[kind]} {number}",
        notes=bool(notes) and kind != "photographer",
        client=addressee(desk, client_id)[0],
        payer=addressee(desk, payer_id)[0] if differs else "",
        area=area if record_id else None,
        record_id=record_id or 0,
        to=(email or "") if kind == "photographer" else "",
    )
