"""Booking and moving: everything is stored together, in the transaction that checks the time."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import Booked, ClientDraft, Saved, SessionDraft, StaleError
from studio_tui.domain.clashes import on_purpose, overlapping
from studio_tui.domain.words import date_short
from studio_tui.services import availability, clients, session_store, sessions

if TYPE_CHECKING:
    from studio_tui.domain.clashes import Clash
    from studio_tui.services.desk import Desk


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
        before = _booked_before(desk, session.token)
        if before:
            return before
        client_id = clients.store(work, client, original)
        asked = availability.wanted(desk, session)
        over: tuple[Clash, ...] = ()
        if session_store.holds(desk, session):
            over = availability.refuse_clashes(desk, session, asked, force=force)
        number = session_store.insert(work, client_id, session, asked, forced=overlapping(over))
        clients.becomes_customer(work, client_id, new=client.id is None)
        client_number = clients.give_number(work, client_id)
        found = _booked_before(desk, session.token)
        assert found is not None
        start = session.start
        work.changed(
            "session",
            found.session_id,
            "booked",
            after={"start": start.isoformat(timespec="minutes"), "number": number},
            words=f"Booked for {date_short(start.date())}, {start:%H:%M}."
            + on_purpose(over, desk.zone),
        )
        return Booked(client_id, client_number, found.session_id, number)


def _booked_before(desk: Desk, token: str) -> Booked | None:
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
        stored = sessions.get(desk, draft.id)
        if stored.draft.version != draft.version:
            raise StaleError(
                f"Session {stored.number} has been changed by somebody else meanwhile. "
                "Compare both, then save yours or take theirs.",
                session_store.differences(desk, stored.draft, draft),
                stored.draft.version,
            )
        was, asked = availability.wanted(desk, stored.draft), availability.wanted(desk, draft)
        if asked == was and not session_store.differences(desk, stored.draft, draft):
            return Saved(draft.version, ())
        if draft.type_id != stored.draft.type_id:
            session_store.active_type(desk, draft)
        over: tuple[Clash, ...] = ()
        if session_store.takes_time(desk, stored, draft, moved=asked != was):
            over = availability.refuse_clashes(desk, draft, asked, force=force)
        return session_store.update(work, stored, draft, was, asked, over)
