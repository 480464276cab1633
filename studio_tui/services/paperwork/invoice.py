"""What an invoice, an estimate or a credit memo says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.invoice import invoice
from studio_tui.documents.values import Bill
from studio_tui.domain.invoice import KINDS
from studio_tui.domain.money import money_words
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_words, plural, span_words
from studio_tui.services import invoices, sessions
from studio_tui.services.paperwork.charges import balance_words, charges
from studio_tui.services.paperwork.letterhead import addressee, header, invoice_terms

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Document
    from studio_tui.domain.invoice import InvoiceKind
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.sessions import SessionRecord


def gather(desk: Desk, number: str, *, bill_to: bool, with_notes: bool) -> Document:
    """An invoice, by its number.

    Args:
        desk: Where we are.
        number: Number of the invoice.
        bill_to: Whether it is addressed to whoever pays, or else to the session client.
        with_notes: Whether its notes are on it.

    Raises:
        StudioError: When there is no such invoice.
    """
    record = invoices.get(desk, invoices.by_number(desk, number))
    draft = record.draft
    assert draft.client_id is not None
    client, payer = draft.client_id, draft.bill_to_id or draft.client_id
    name, address = addressee(desk, payer if bill_to else client)
    other, other_address = addressee(desk, client if bill_to else payer)
    session = sessions.get(desk, draft.session_id) if draft.session_id else None
    gist, below = _gist(desk, record)
    return invoice(
        Bill(
            studio=header(desk),
            title=title(draft.kind),
            number=record.number,
            name=name,
            address_lines=address,
            other_label="Client" if bill_to else "Bill to",
            other=() if client == payer else (other, *(() if bill_to else other_address)),
            dated=date_words(draft.dated) if draft.dated else "",
            due=date_words(draft.due) if draft.due else "",
            description=draft.description,
            session=session_lines(session),
            sales_rep=_rep(desk, draft.sales_rep_id),
            reason=record.credit_reason,
            ship_to=tuple(filter(None, map(str.strip, draft.ship_to.splitlines()))),
            sent_by=draft.shipping_method,
            gist=gist,
            gist_below=below,
            charges=charges(desk, record),
            notes=draft.notes if with_notes else "",
            terms=invoice_terms(desk, draft.kind),
        )
    )


def title(kind: InvoiceKind) -> str:
    """What an invoice is called on paper: ``Session fee invoice``, ``Estimate``."""
    if kind == "generic":
        return "Invoice"
    return KINDS[kind] + ("" if kind in ("estimate", "credit-memo") else " invoice")


def session_lines(session: SessionRecord | None) -> tuple[str, ...]:
    """Which session something is for."""
    if session is None:
        return ()
    draft = session.draft
    what = ", ".join(
        filter(None, (number_words(session.number), session.type_name, draft.description))
    )
    return what, span_words(draft.start, draft.end)


def _gist(desk: Desk, record: InvoiceRecord) -> tuple[str, str]:
    """The figure that the reader looks for, and what is to be said about it."""
    money, draft, balance = desk.currency, record.draft, record.balance
    if draft.kind == "estimate":
        return f"Estimated at {money_words(record.totals.total, money)}", ""
    if not balance and record.taken_back == record.totals.total and record.memos:
        return f"Taken back with credit memo {record.memos}", ""
    if not balance:
        return ("Settled" if draft.kind == "credit-memo" else "Paid in full"), ""
    gist = " ".join(balance_words(balance, money))
    if balance < 0:
        return gist, ""
    planned = sum(hit.pending for hit in record.payments)
    if planned:
        return gist, f"To be paid in {plural(planned, 'planned payment')}, listed below"
    return gist, f"Please pay by {date_words(draft.due)}" if draft.due else ""


def _rep(desk: Desk, person_id: int | None) -> str:
    found = desk.row(
        "SELECT schedule.name FROM person JOIN schedule ON schedule.id = person.schedule_id "
        "WHERE person.id = ?",
        (person_id,),
    )
    return str(found[0]) if found else ""
