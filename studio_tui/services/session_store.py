"""Writing sessions: a new one with its event and slots, and changes with their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError, Saved, SessionDraft
from studio_tui.domain.clashes import on_purpose, overlapping
from studio_tui.domain.words import date_short
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY, add_work_days

if TYPE_CHECKING:
    from studio_tui.domain.clashes import Clash, Wanted
    from studio_tui.services.desk import Desk
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.services.work import Transaction

FREED = ("cancelled", "no-show")
"""Kinds of status that give the booked time back."""


def insert(
    work: Transaction, client_id: int, draft: SessionDraft, asked: Wanted, *, forced: bool
) -> str:
    """Store a new session with its primary event and slots in a use case; returns its number."""
    desk = work.desk
    active_type(desk, draft)
    status_id, kind, due = _status(desk, draft.status_id)
    number = str(work.draw("session"))
    cursor = desk.database.execute_sql(
        "INSERT INTO session (number, client_id, type_id, location_id, outside_location_id, "
        "description, status_id, status_due, confirmed, booked_by_id, arrival, people, "
        "notes, token, version, created) "
        "VALUES (?, ?, ?, (SELECT id FROM location ORDER BY sort, id LIMIT 1), "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
        (
            number,
            client_id,
            draft.type_id,
            draft.outside_location_id,
            draft.description,
            status_id,
            due,
            draft.confirmed,
            draft.booked_by_id if draft.booked_by_id is not None else desk.person_id,
            draft.arrival or None,
            draft.people,
            draft.notes,
            draft.token,
            work.now,
        ),
    )
    event = desk.database.execute_sql(
        'INSERT INTO event (session_id, start, "end", zone, start_utc, end_utc, description, '
        "\"primary\", hidden) VALUES (?, ?, ?, ?, ?, ?, '', 1, 0)",
        (int(cursor.lastrowid), *_event_values(desk, draft, asked)),
    )
    _insert_slots(desk, int(event.lastrowid), asked, held=kind not in FREED, forced=forced)
    return number


def _event_values(desk: Desk, draft: SessionDraft, asked: Wanted) -> tuple[Any, ...]:
    return (
        draft.start.isoformat(timespec="minutes"),
        draft.end.isoformat(timespec="minutes"),
        desk.zone,
        asked.span.start,
        asked.span.end,
    )


def _insert_slots(desk: Desk, event_id: int, asked: Wanted, *, held: bool, forced: bool) -> None:
    for claim in asked.claims:
        desk.database.execute_sql(
            "INSERT INTO booking_slot (event_id, schedule_id, role, start_utc, end_utc, before, "
            "after, held, forced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event_id,
                claim.schedule_id,
                claim.role,
                asked.span.start,
                asked.span.end,
                asked.before,
                asked.after,
                held,
                forced,
            ),
        )


def active_type(desk: Desk, draft: SessionDraft) -> None:
    """Raise ``GoneError`` when the session type is no longer offered."""
    row = desk.row("SELECT name, inactive FROM session_type WHERE id = ?", (draft.type_id,))
    if row and row[1]:
        raise GoneError(f"{row[0]} is no longer offered. Choose another type.", field="type")


def _status(desk: Desk, status_id: int | None) -> tuple[int, str, str]:
    """Id, kind and due date of a status; the initial one by default (product rule)."""
    row = desk.row(
        "SELECT id, kind, days FROM status WHERE area = 'session' AND "
        + ("id = ?" if status_id else "NOT inactive ORDER BY initial DESC, sort LIMIT 1"),
        (status_id,) if status_id else (),
    )
    if row is None:
        raise GoneError("This status no longer exists. Choose another status.", field="status")
    week = desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)
    return row[0], row[1], add_work_days(desk.today(), row[2], week).isoformat()


def holds(desk: Desk, draft: SessionDraft) -> bool:
    """Whether a session with the draft's status occupies its time."""
    return _status(desk, draft.status_id)[1] not in FREED


def takes_time(desk: Desk, stored: SessionRecord, draft: SessionDraft, *, moved: bool) -> bool:
    """Whether a draft wants time that the stored session does not hold already.

    Args:
        desk: Where we are.
        stored: The session as it stands in the database.
        draft: The session as it should be.
        moved: Whether its time, people, resource or buffers are others.
    """
    return holds(desk, draft) and (moved or stored.status_kind in FREED)


def update(
    work: Transaction,
    stored: SessionRecord,
    draft: SessionDraft,
    was: Wanted,
    asked: Wanted,
    over: tuple[Clash, ...],
) -> Saved:
    """Write a changed session and its history inside a use case; the check has been made.

    Args:
        work: The use case's unit of work.
        stored: The session as it stands in the database.
        draft: The session as it should be.
        was: Time and schedules of the stored session.
        asked: Time and schedules of the draft.
        over: What it is stored over on purpose.
    """
    desk, old = work.desk, stored.draft
    sentences = []
    moved = asked.span != was.span
    if moved and old.confirmed and draft.confirmed:
        draft = replace(draft, confirmed=False)
        sentences.append("Confirmed was cleared because the session moved; ask the client again.")
    status_id, kind, due = _status(desk, draft.status_id)
    desk.database.execute_sql(
        "UPDATE session SET type_id = ?, outside_location_id = ?, description = ?, status_id = ?, "
        "status_due = ?, confirmed = ?, booked_by_id = ?, arrival = ?, people = ?, notes = ?, "
        "version = version + 1 WHERE id = ?",
        (
            draft.type_id,
            draft.outside_location_id,
            draft.description,
            status_id,
            due if status_id != old.status_id else _iso(stored.status_due),
            draft.confirmed,
            draft.booked_by_id,
            draft.arrival or None,
            draft.people,
            draft.notes,
            draft.id,
        ),
    )
    held = kind not in FREED
    if asked != was or held != (stored.status_kind not in FREED):
        _replace_slots(desk, draft, asked, held=held, forced=overlapping(over))
    _write_history(work, stored, draft, moved=moved, over=over)
    return Saved(draft.version + 1, tuple(sentences))


def _replace_slots(
    desk: Desk, draft: SessionDraft, asked: Wanted, *, held: bool, forced: bool
) -> None:
    row = desk.row('SELECT id FROM event WHERE session_id = ? AND "primary"', (draft.id,))
    assert row is not None
    desk.database.execute_sql("DELETE FROM booking_slot WHERE event_id = ?", (row[0],))
    desk.database.execute_sql(
        'UPDATE event SET start = ?, "end" = ?, zone = ?, start_utc = ?, end_utc = ? WHERE id = ?',
        (*_event_values(desk, draft, asked), row[0]),
    )
    _insert_slots(desk, row[0], asked, held=held, forced=forced)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _write_history(
    work: Transaction,
    stored: SessionRecord,
    draft: SessionDraft,
    *,
    moved: bool,
    over: tuple[Clash, ...],
) -> None:
    """One status note for a move, a new status, a confirmation; one line for the rest."""
    assert draft.id is not None
    desk, old = work.desk, stored.draft
    differing = differences(desk, old, draft)
    labels = {label for label, _, _ in differing}
    said = []
    action = "changed"
    if moved:
        action = "moved"
        said.append(f"Moved to {_when(draft)} from {_when(old)}.")
    if draft.confirmed != old.confirmed:
        said.append("Confirmed." if draft.confirmed else "Confirmed cleared.")
    said += [
        f"{label}: {before or 'none'} to {after or 'none'}."
        for label, before, after in differing
        if label not in ("Start", "End", "Confirmed", "Notes")
    ]
    if "Notes" in labels:
        said.append("Notes changed.")
    work.changed(
        "session",
        draft.id,
        action,
        before={label: before for label, before, _ in differing},
        after={label: after for label, _, after in differing},
        words=" ".join(said) + on_purpose(over, desk.zone),
    )


def _when(draft: SessionDraft) -> str:
    until = "" if draft.end.date() == draft.start.date() else f" - {date_short(draft.end)} "
    return (
        f"{date_short(draft.start)} {_reading(draft.start, draft.start_fold)}"
        f"{until or '-'}{_reading(draft.end, draft.end_fold)}"
    )


def _reading(moment: datetime, fold: int | None) -> str:
    return f"{moment:%H:%M}{' (second time)' if fold else ''}"


def differences(
    desk: Desk, old: SessionDraft, new: SessionDraft
) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    person = "SELECT s.name FROM person p JOIN schedule s ON s.id = p.schedule_id WHERE p.id = ?"
    names = {
        "type_id": ("Type", "SELECT name FROM session_type WHERE id = ?"),
        "photographer_id": ("Photographer", person),
        "assistant_id": ("Assistant", person),
        "resource_id": (
            "Resource",
            "SELECT s.name FROM resource r JOIN schedule s ON s.id = r.schedule_id WHERE r.id = ?",
        ),
        "outside_location_id": (
            "Outside location",
            "SELECT name FROM outside_location WHERE id = ?",
        ),
        "status_id": ("Status", "SELECT name FROM status WHERE id = ?"),
        "booked_by_id": ("Booked by", person),
    }
    found = []
    for key, label in (
        ("start", "Start"),
        ("end", "End"),
        ("description", "Description"),
        ("confirmed", "Confirmed"),
        ("arrival", "Arrival"),
        ("people", "People"),
        ("notes", "Notes"),
    ):
        if getattr(old, key) != getattr(new, key):
            found.append((label, _said(getattr(old, key)), _said(getattr(new, key))))
    for key, (label, sql) in names.items():
        if getattr(old, key) != getattr(new, key):
            found.append(
                (label, _name(desk, sql, getattr(old, key)), _name(desk, sql, getattr(new, key)))
            )
    return tuple(found)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def _name(desk: Desk, sql: str, record_id: int | None) -> str:
    row = desk.row(sql, (record_id,)) if record_id is not None else None
    return str(row[0]) if row else ""
