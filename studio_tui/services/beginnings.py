"""What a new invoice or payment starts from, made from a client, a session or an invoice."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError
from studio_tui.domain.invoice import InvoiceDraft, Totals, totals
from studio_tui.domain.payment import PaymentDraft
from studio_tui.domain.task import TaskDraft
from studio_tui.services import clients, invoices, payments, search, sessions, tasks
from studio_tui.services.catalogue import catalogue

if TYPE_CHECKING:
    from studio_tui.domain.found import ClientHit
    from studio_tui.domain.invoice import InvoiceKind
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceHit, InvoiceRecord
    from studio_tui.services.payments import PaymentRecord
    from studio_tui.services.tasks import TaskRecord


def task(
    desk: Desk,
    client_id: int | None = None,
    session_id: int | None = None,
    appointment_id: int | None = None,
    invoice_id: int | None = None,
) -> TaskRecord:
    """A task that is not stored yet, for today and for the person at the desk."""
    lists, today = catalogue(desk), desk.today()
    me = next((entry.name for entry in lists.people if entry.id == desk.person_id), "")
    client = _client(desk, client_id) if client_id is not None else None
    status = next((entry for entry in lists.task_statuses if entry.initial), None)
    return tasks.TaskRecord(
        id=0,
        number="",
        draft=TaskDraft(
            subject="",
            start=today,
            due=today,
            status_id=status.id if status else None,
            assigned_by_id=desk.person_id,
            assigned_to_id=desk.person_id,
            client_id=client_id,
            session_id=session_id,
            appointment_id=appointment_id,
            invoice_id=invoice_id,
            token=secrets.token_hex(8),
        ),
        type_name="",
        status=status.name if status else "",
        assigned_by=me,
        assigned_to=me,
        client=client.name if client else "",
        phone=client.phone if client else "",
        call_warning=client.call_warning if client else "",
        session_number=_number(desk, "session", session_id),
        appointment_number=_number(desk, "appointment", appointment_id),
        invoice_number=_number(desk, "invoice", invoice_id),
    )


def _number(desk: Desk, kind: str, record_id: int | None) -> str:
    row = desk.row(f"SELECT number FROM {kind} WHERE id = ?", (record_id,))
    return str(row[0] or "") if row else ""


def invoice(desk: Desk, client_id: int, session_id: int | None = None) -> InvoiceRecord:
    """An invoice that is not stored yet.

    The first one of a session is over its fees; each later one is an order. One without a session
    is generic.

    Raises:
        GoneError: When the client or the session is gone.
    """
    client = _client(desk, client_id)
    session = sessions.get(desk, session_id) if session_id is not None else None
    lists = catalogue(desk)
    rate = lists.usual_tax(clients.tax_rate_of(desk, client_id))
    first = session_id is not None and not invoices.of_session(desk, session_id)
    kind: InvoiceKind = "session-fee" if first else "initial-order" if session else "generic"
    draft = InvoiceDraft(
        lines=lists.fees(session.draft.type_id, session.draft.people) if session and first else (),
        taxes=lists.taxes(rate),
        tax_rate_id=rate.id if rate else None,
        kind=kind,
        client_id=client_id,
        bill_to_id=client_id,
        session_id=session_id,
        dated=desk.today(),
        description=session.draft.description if session and first else "",
        sales_rep_id=desk.person_id,
        token=secrets.token_hex(8),
    )
    found: Totals = totals(draft)
    return invoices.InvoiceRecord(
        id=0,
        number="",
        draft=draft,
        client=client.name,
        bill_to=client.name,
        phone=client.phone,
        email=client.email,
        call_warning=client.call_warning,
        session_number=session.number if session else "",
        totals=found,
        paid=0,
        pending=0,
        balance=found.total,
    )


def payment(desk: Desk, client_id: int, invoice_id: int | None = None) -> PaymentRecord:
    """A payment that is not stored yet: all that is to be paid, in the way that was used last.

    Args:
        desk: Where we are.
        client_id: Who pays, if it is for no invoice; else whoever the invoice is billed to.
        invoice_id: The invoice; None for a deposit.

    Raises:
        GoneError: When the client or the invoice is gone.
    """
    found = invoices.get(desk, invoice_id) if invoice_id is not None else None
    payer = found.draft.bill_to_id if found else client_id
    client = _client(desk, payer or client_id)
    method = _last_method(desk)
    return payments.PaymentRecord(
        id=0,
        number="",
        draft=PaymentDraft(
            amount=_due(found) if found else 0,
            method_id=method[0] if method else None,
            taken=desk.today(),
            invoice_id=invoice_id,
            client_id=client.id,
            token=secrets.token_hex(8),
        ),
        client=client.name,
        phone=client.phone,
        email=client.email,
        call_warning=client.call_warning,
        method=method[1] if method else "",
        invoice_number=found.number if found else "",
        session_number=found.session_number if found else "",
        balance=found.balance if found else 0,
        credit=payments.credit_of(desk, client.id),
        taken_by="",
    )


def refund(desk: Desk, client_id: int) -> PaymentRecord:
    """A payment that is not stored yet and gives back all of a client's credit.

    Raises:
        GoneError: When the client is gone.
    """
    found = payment(desk, client_id)
    unused = payments.credits_of(desk, client_id)[::-1]
    return replace(found, draft=replace(found.draft, amount=-found.credit), unused=unused)


def _due(found: InvoiceRecord) -> int:
    """What is still to be paid; of a credit memo, what is to be given back."""
    return found.balance if found.draft.kind == "credit-memo" else max(0, found.balance)


def _client(desk: Desk, client_id: int) -> ClientHit:
    found = search.client(desk, client_id)
    if found is None:
        raise GoneError("This client no longer exists.")
    return found


def _last_method(desk: Desk) -> tuple[int, str] | None:
    """Id and name of the way of paying that was used last, while it is still accepted."""
    row = desk.row(
        "SELECT method.id, method.name FROM payment "
        "JOIN payment_method AS method ON method.id = payment.method_id "
        "WHERE NOT payment.pending AND NOT method.inactive ORDER BY payment.id DESC LIMIT 1"
    )
    return (row[0], row[1]) if row else None


def payable(
    desk: Desk, *, client_id: int | None, session_id: int | None = None
) -> tuple[InvoiceHit, ...]:
    """Invoices of a session, or else of a client, on which something is still to be paid."""
    if session_id is not None:
        found = invoices.of_session(desk, session_id)
    else:
        found = invoices.of_client(desk, client_id or 0)
    return tuple(hit for hit in found if hit.balance > 0)
