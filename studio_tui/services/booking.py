"""Booking and moving: everything is stored together, in the transaction that checks the time."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import Booked, ClientDraft, Saved, SessionDraft
from studio_tui.services import availability, clients, event_store, saving, sessions

if TYPE_CHECKING:
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Clash
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


def book(
    desk: Desk,
    client: ClientDraft,
    session: SessionDraft,
    *,
    original: ClientDraft | None = None,
    force: bool = False,
) -> Booked:
    """Store a new or changed client and a new session in one transaction.

    Args:
        desk: Where we are.
        client: The client as it should be; new without an id.
        session: What to book. Its token makes finishing twice book once.
        original: An existing client as it was read; equal to ``client``: it is not written.
        force: Book although something stands against it, if the policy asks.

    Raises:
        TakenError: When the time is not free.
        StaleError: When somebody else changed the client meanwhile.
        GoneError: When the client, type, a person or a resource is no longer there.
        StudioError: For every other rule that is broken.
    """
    if not session.token:
        session = replace(session, token=secrets.token_hex(8))
    with desk.work() as work:
        before = booked_before(desk, session.token)
        if before:
            return before
        client_id = clients.store(work, client, original)
        session_id, number = store(work, client_id, session, force=force)
        return known(work, client_id, session_id, number, new=client.id is None)


def store(
    work: Transaction, client_id: int | None, draft: BookingDraft, *, force: bool
) -> tuple[int, str]:
    """Check the time of a new booking and store it inside a use case; returns its id and number."""
    desk = work.desk
    asked = availability.wanted(desk, draft)
    over: tuple[Clash, ...] = ()
    if event_store.holds(desk, draft):
        over = availability.refuse_clashes(desk, draft, asked, force=force)
    return event_store.insert(work, client_id, draft, asked, over)


def known(
    work: Transaction, client_id: int, session_id: int, number: str, *, new: bool = False
) -> Booked:
    """Make a customer with a number of whoever has a session booked (product rule)."""
    clients.becomes_customer(work, client_id, new=new)
    return Booked(client_id, clients.give_number(work, client_id), session_id, number)


def booked_before(desk: Desk, token: str) -> Booked | None:
    """What a draft with that token has stored already, if it was finished before."""
    row = desk.row(
        "SELECT client.id, client.number, session.id, session.number FROM session "
        "JOIN client ON client.id = session.client_id WHERE session.token = ?",
        (token,),
    )
    return Booked(row[0], row[1] or "", row[2], row[3] or "", again=True) if row else None


def save(desk: Desk, draft: SessionDraft, *, force: bool = False) -> Saved:
    """Store a changed session; moving a confirmed one clears Confirmed (product rule).

    Args:
        desk: Where we are.
        draft: The session as it should be, with the id and version that were read.
        force: Store it although something stands against the time, if the policy asks.

    Raises:
        TakenError: When the new time, people or resource are not free.
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When the session or something it names is gone.
    """
    assert draft.id is not None
    with desk.work() as work:
        return saving.store(work, sessions.get(desk, draft.id), draft, force=force)
