"""What can be chosen about a document before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.documents.values import TITLES
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import listing
from studio_tui.services import invoices, payments, sessions
from studio_tui.services.invoice_words import name_of
from studio_tui.services.paperwork import schedule
from studio_tui.services.paperwork.confirmation import bill_of
from studio_tui.services.paperwork.letterhead import addressee

if TYPE_CHECKING:
    from datetime import date

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
SELECT session.client_id, session.notes <> '', session.client_id, session.id, person.email
FROM session
JOIN event ON event.session_id = session.id AND event."primary"
LEFT JOIN booking_slot AS slot ON slot.event_id = event.id AND slot.role = 'photographer'
LEFT JOIN person ON person.schedule_id = slot.schedule_id
WHERE session.id = ?
"""

_INVOICE = "SELECT client_id, notes <> '', bill_to_id, id, '' FROM invoice WHERE id = ?"

_PAYMENT = "SELECT client_id, notes <> '', client_id, invoice_id, '' FROM payment WHERE id = ?"


def options(desk: Desk, kind: DocumentKind, number: str, first: date | None = None) -> Options:
    """What can be chosen about a document of the record with a number, or about schedules.

    Raises:
        StudioError: When there is no such record or schedule.
    """
    match kind:
        case "day" | "week":
            return _about_schedules(desk, kind, number, first)
        case "invoice":
            query, found = _INVOICE, invoices.by_number(desk, number)
        case "receipt":
            query, found = _PAYMENT, payments.by_number(desk, number)
        case _:
            query, found = _SESSION, sessions.by_number(desk, number)
    ((client_id, notes, payer_id, record_id, email),) = desk.rows(query, (found,))[:1]
    area: LetterArea = "invoice" if kind in ("invoice", "receipt") else "session"
    if kind == "confirmation" and (bill := bill_of(desk, record_id)):
        payer_id = bill.draft.bill_to_id
    return Options(
        title=f"{_called(desk, kind, found)} {number_words(number)}".rstrip(),
        notes=bool(notes) and kind != "photographer",
        client=addressee(desk, client_id)[0],
        payer=addressee(desk, payer_id)[0] if payer_id != client_id else "",
        area=area if record_id else None,
        record_id=record_id or 0,
        to=(email or "") if kind == "photographer" else "",
    )


def _called(desk: Desk, kind: DocumentKind, record_id: int) -> str:
    """What a document is called: an estimate, a credit memo or a refund by what it is."""
    if kind == "invoice":
        row = desk.row("SELECT kind FROM invoice WHERE id = ?", (record_id,))
        return name_of(row[0]) if row else TITLES[kind]
    if kind == "receipt":
        row = desk.row("SELECT amount < 0 FROM payment WHERE id = ?", (record_id,))
        return "Receipt for refund" if row and row[0] else TITLES[kind]
    return TITLES[kind]


def _about_schedules(desk: Desk, kind: DocumentKind, names: str, first: date | None) -> Options:
    found = schedule.whose(desk, names)
    shown = schedule.when(schedule.days(kind, first or desk.today()))
    return Options(
        title=f"{TITLES[kind]}, {shown}",
        notes=False,
        client=listing([entry.name for entry in found]),
        payer="",
        area=None,
        record_id=0,
    )
