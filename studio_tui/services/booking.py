"""Booking and moving: everything is stored together, in the transaction that checks the time."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import Booked, ClientDraft, Saved, SessionDraft
from studio_tui.domain.clashes import Over
from studio_tui.services import (
    availability,
    clients,
    event_store,
    invoices,
    payment_store,
    saving,
    sessions,
)

if TYPE_CHECKING:
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.invoice import InvoiceDraft
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


def book(
    desk: Desk,
    client: ClientDraft,
    session: SessionDraft,
    *,
    original: ClientDraft | None = None,
    invoice: InvoiceDraft | None = None,
    payments: tuple[PaymentDraft, ...] = (),
    keep_credit: bool = False,
    force: bool = False,
    because: str = "",
) -> Booked:
    """Store a new or changed client, a new session, its invoice and payments in one transaction.

    Args:
        desk: Where we are.
        client: The client as it should be; new without an id.
        session: What to book. Its token makes finishing twice book once.
        original: An existing client as it was read; equal to ``client``: it is not written.
        invoice: What to invoice; it gets the session and its client.
        payments: What is paid or planned on the invoice, or as deposits when there is none.
        keep_credit: Keep what is more than the invoice's balance as credit.
        force: Book although something stands against it, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the time is not free.
        StaleError: When somebody else changed the client meanwhile.
        GoneError: When the client, type, a person, a resource or an item is no longer there.
        OverpaidError: When more is paid than the invoice comes to.
        StudioError: For every other rule that is broken.
    """
    if not session.token:
        session = replace(session, token=secrets.token_hex(8))
    with desk.work() as work:
        before = booked_before(desk, session.token)
        if before:
            return before
        client_id = clients.store(work, client, original)
        session_id, number = store(work, client_id, session, force=force, because=because)
        booked = known(work, client_id, session_id, number, new=client.id is None)
        return _with_money(work, booked, session.token, invoice, payments, keep_credit=keep_credit)


def store(
    work: Transaction,
    client_id: int | None,
    draft: BookingDraft,
    *,
    force: bool,
    because: str = "",
) -> tuple[int, str]:
    """Check the time of a new booking and store it inside a use case; returns its id and number."""
    desk = work.desk
    asked, status = availability.wanted(desk, draft), event_store.status_of(desk, draft)
    over = Over()
    if status.holds:
        over = availability.refuse_clashes(desk, draft, asked, force=force, because=because)
    return event_store.insert(work, client_id, draft, asked, over, status)


def known(
    work: Transaction, client_id: int, session_id: int, number: str, *, new: bool = False
) -> Booked:
    """Make a customer with a number of whoever has a session booked (product rule)."""
    clients.becomes_customer(work, client_id, new=new)
    return Booked(client_id, clients.give_number(work, client_id), session_id, number)


def _with_money(
    work: Transaction,
    booked: Booked,
    token: str,
    invoice: InvoiceDraft | None,
    payments: tuple[PaymentDraft, ...],
    *,
    keep_credit: bool,
) -> Booked:
    """Store the invoice and the payments of a session that has just been stored."""
    if invoice is not None:
        invoice_id, number = invoices.store(
            work,
            replace(
                invoice,
                client_id=booked.client_id,
                session_id=booked.session_id,
                token=f"{token}/invoice",
            ),
        )
        booked = replace(booked, invoice_id=invoice_id, invoice_number=number)
    stored: list[int] = []
    for at, draft in enumerate(payments):
        payment = replace(
            draft,
            invoice_id=booked.invoice_id,
            client_id=draft.client_id or (None if booked.invoice_id else booked.client_id),
            token=f"{token}/payment/{at}",
        )
        found = payment_store.store(work, payment, keep_credit=keep_credit)
        stored += [payment_id for payment_id, _ in found]
    return replace(booked, payment_ids=tuple(stored))


_BEFORE = """
SELECT client.id, client.number, session.id, session.number, invoice.id, invoice.number
FROM session JOIN client ON client.id = session.client_id
LEFT JOIN invoice ON invoice.token = session.token || '/invoice'
WHERE session.token = ?
"""


def booked_before(desk: Desk, token: str) -> Booked | None:
    """What a draft with that token has stored already, if it was finished before."""
    row = desk.row(_BEFORE, (token,))
    if row is None:
        return None
    paid = desk.rows(
        "SELECT id FROM payment WHERE token > ? AND token < ? ORDER BY id",
        (f"{token}/payment/", f"{token}/payment0"),
    )
    return Booked(
        client_id=row[0],
        client_number=row[1] or "",
        session_id=row[2],
        session_number=row[3] or "",
        invoice_id=row[4],
        invoice_number=row[5] or "",
        payment_ids=tuple(found[0] for found in paid),
        again=True,
    )


def save(desk: Desk, draft: SessionDraft, *, force: bool = False, because: str = "") -> Saved:
    """Store a changed session; moving a confirmed one clears Confirmed (product rule).

    Args:
        desk: Where we are.
        draft: The session as it should be, with the id and version that were read.
        force: Store it although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the new time, people or resource are not free.
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When the session or something it names is gone.
    """
    assert draft.id is not None
    with desk.work() as work:
        stored = sessions.get(desk, draft.id)
        return saving.store(work, stored, draft, force=force, because=because)
