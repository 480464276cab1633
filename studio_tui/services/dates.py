"""Several dates in one session: adding, changing, removing, and which of them is the main one.

The main (primary) date is the one that the session's record, reports and letters speak of; whoever
photographs then is the session's photographer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.moving import Shift, shifted
from studio_tui.errors import StudioError
from studio_tui.services import date_store, event_store, sessions, stored, undoing
from studio_tui.services.date_store import DateRecord, get, of_session
from studio_tui.services.differences import differences

if TYPE_CHECKING:
    from studio_tui.domain.booking import DateDraft, Saved
    from studio_tui.services.desk import Desk
    from studio_tui.services.undoing import Undo

__all__ = [
    "DateRecord",
    "add",
    "descriptions",
    "get",
    "hide",
    "make_primary",
    "of_session",
    "remove",
    "save",
]


def descriptions(desk: Desk) -> tuple[str, ...]:
    """What the studio's list offers for what a date is about."""
    rows = desk.rows("SELECT name FROM event_description WHERE NOT inactive ORDER BY sort, name")
    return tuple(name for (name,) in rows)


def add(desk: Desk, draft: DateDraft, *, force: bool = False, because: str = "") -> int:
    """Add a date to a session; returns its id.

    Args:
        desk: Where we are.
        draft: The date, with the session's id and the version of it that was read.
        force: Although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the time is not free, be it for another date of the session.
        StaleError: When somebody has changed the session meanwhile.
        GoneError: When the session, or somebody that the date names, is gone.
        StudioError: When the session has too many dates.
    """
    with desk.work() as work:
        session = sessions.get(desk, draft.session_id)
        stored.refuse_stale(session, draft.version, ())
        return date_store.insert(work, session, draft, force=force, because=because)


def save(desk: Desk, draft: DateDraft, *, force: bool = False, because: str = "") -> Saved:
    """Store a changed date of a session; the other dates stay where they are.

    Args:
        desk: Where we are.
        draft: The date as it should be, with the session's version that was read.
        force: Although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the time is not free, be it for another date of the session.
        StaleError: When somebody has changed the session meanwhile, with both values.
        GoneError: When the date, or somebody that it names, is gone.
    """
    assert draft.id is not None
    with desk.work() as work:
        now = get(desk, draft.id)
        return date_store.store(work, now, draft, force=force, because=because)


def hide(desk: Desk, seen: DateRecord, *, force: bool = False, because: str = "") -> Undo:
    """Keep a date off the calendar, or show it again if it is hidden; returns what undoes it.

    Raises:
        TakenError: When it comes back and its time is no longer free.
        StaleError: When somebody has changed the session meanwhile.
        StudioError: When it is the main date.
    """
    was = undoing.before(desk, (seen,))
    draft = replace(seen.draft, hidden=not seen.draft.hidden)
    save(desk, draft, force=force, because=because)
    words = "It stands on the calendar again." if seen.draft.hidden else "It takes no time now."
    return undoing.Undo(words, was)


def remove(desk: Desk, seen: DateRecord) -> Undo:
    """Take a date out of its session; its time is free at once, and the history keeps it.

    Returns:
        What adds it again.

    Raises:
        StaleError: When somebody has changed the session meanwhile.
        GoneError: When it is gone already.
        StudioError: When it is the main date.
    """
    with desk.work() as work:
        now = _unchanged(desk, seen)
        if now.primary:
            raise StudioError(
                "The main date cannot be removed: make another one the main date first, or cancel "
                "the session."
            )
        desk.database.execute_sql("DELETE FROM event WHERE id = ?", (now.id,))
        event_store.touch(desk, "session", now.draft.session_id, now.draft.version)
        words = f"Date removed: {now.words}."
        work.changed(
            "session",
            now.draft.session_id,
            "date removed",
            before={"date": now.words},
            words=words,
        )
    return undoing.Undo("Date removed; its time is free.", dates=(now.draft,))


def _unchanged(desk: Desk, seen: DateRecord) -> DateRecord:
    now = get(desk, seen.id)
    stored.refuse_stale(now, seen.draft.version, differences(desk, now.draft, seen.draft))
    return now


def make_primary(desk: Desk, seen: DateRecord) -> None:
    """Make a date the main one: the session's time, people and place are then this date's.

    The time at which the client arrives keeps its distance from the start.

    Raises:
        StaleError: When somebody has changed the session meanwhile.
        GoneError: When it is gone.
        StudioError: When it is the main one already, or hidden.
    """
    with desk.work() as work:
        now = _unchanged(desk, seen)
        session_id = now.draft.session_id
        if now.primary:
            raise StudioError("It is the main date already.")
        if now.draft.hidden:
            raise StudioError("A hidden date cannot be the main one; show it first.")
        old = next(each for each in of_session(desk, session_id) if each.primary)
        further = {"outside_location_id": old.draft.outside_location_id, "drive": old.draft.drive}
        event_store.update_row(desk, "event", old.id, further | {"primary": False})
        own = {"outside_location_id": None, "drive": 0, "primary": True}
        event_store.update_row(desk, "event", now.id, own)
        by = now.draft.start - old.draft.start
        arrival = getattr(shifted(old.draft, Shift(by, by)), "arrival", "")
        event_store.touch(
            desk,
            "session",
            session_id,
            now.draft.version,
            outside_location_id=now.draft.outside_location_id,
            drive=now.draft.drive,
            arrival=arrival or None,
        )
        work.changed(
            "session",
            session_id,
            "main date",
            before={"date": old.words},
            after={"date": now.words},
            words=f"Main date: {now.words}; before, {old.words}.",
        )
