"""What differs between two states of a session or appointment, in words: history, and conflicts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.words import date_short, listing, rewritten
from studio_tui.services import custom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Over
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.desk import Desk
    from studio_tui.services.event_store import Deed
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.services.work import Transaction

LONG = 200
"""Characters from which on a text is told as notes are."""
_PLAIN = {
    "start": "Start",
    "end": "End",
    "description": "Description",
    "colour": "Colour",
    "confirmed": "Confirmed",
    "arrival": "Arrival",
    "drive": "Drive",
    "people": "People",
    "hidden": "Hidden",
    "notes": "Notes",
}
PERSON = "SELECT s.name FROM person p JOIN schedule s ON s.id = p.schedule_id WHERE p.id = ?"
CLIENT = (
    "SELECT coalesce(nullif(trim(last || ', ' || first, ', '), ''), company) FROM client "
    "WHERE id = ?"
)
_NAMED = {
    "client_id": ("Client", CLIENT),
    "session_id": ("Session", "SELECT number FROM session WHERE id = ?"),
    "type_id": ("Type", "SELECT name FROM {kind}_type WHERE id = ?"),
    "photographer_id": ("Photographer", PERSON),
    "assistant_id": ("Assistant", PERSON),
    "resource_id": (
        "Resource",
        "SELECT s.name FROM resource r JOIN schedule s ON s.id = r.schedule_id WHERE r.id = ?",
    ),
    "outside_location_id": ("Outside location", "SELECT name FROM outside_location WHERE id = ?"),
    "status_id": ("Status", "SELECT name FROM status WHERE id = ?"),
    "booked_by_id": ("Booked by", PERSON),
}


def differences(
    desk: Desk, old: BookingDraft, new: BookingDraft
) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    found = []
    for key, label in _PLAIN.items():
        before, after = getattr(old, key, None), getattr(new, key, None)
        if before != after:
            found.append((label, _said(before), _said(after)))
    if isinstance(old, AppointmentDraft) and isinstance(new, AppointmentDraft):
        before, after = (_who(desk, draft.schedule_ids) for draft in (old, new))
        if before != after:
            found.append(("Who", before, after))
    before, after = (_promotions(desk, getattr(each, "promotion_ids", ())) for each in (old, new))
    if before != after:
        found.append(("Promotions", before, after))
    found += custom.differences(desk, old.kind, old.own, new.own)
    for key, (label, sql) in _NAMED.items():
        before, after = getattr(old, key, None), getattr(new, key, None)
        if before != after:
            kept = sql.format(kind=old.kind)
            found.append((label, named(desk, kept, before), named(desk, kept, after)))
    return tuple(found)


def _promotions(desk: Desk, ids: tuple[int, ...]) -> str:
    if not ids:
        return ""
    marks = ", ".join("?" * len(ids))
    names = desk.rows(f"SELECT name FROM promotion WHERE id IN ({marks}) ORDER BY sort, name", ids)
    return listing([name for (name,) in names])


def _who(desk: Desk, schedule_ids: tuple[int, ...]) -> str:
    marks = ", ".join("?" * len(schedule_ids))
    names = desk.rows(
        f"SELECT name FROM schedule WHERE id IN ({marks}) ORDER BY kind, sort, name", schedule_ids
    )
    return listing([name for (name,) in names])


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def named(desk: Desk, sql: str, record_id: int | None) -> str:
    """What a record is called, by a query that asks for it; empty when there is none."""
    row = desk.row(sql, (record_id,)) if record_id is not None else None
    return str(row[0] or "") if row else ""


def write_history(
    work: Transaction,
    stored: SessionRecord | AppointmentRecord,
    draft: BookingDraft,
    *,
    moved: bool,
    over: Over,
    deed: Deed,
) -> None:
    """One status note for a move, a new status, a confirmation; one line for the rest."""
    assert draft.id is not None
    desk, old = work.desk, stored.draft
    differing = differences(desk, old, draft)
    if deed.due is not None and deed.due != stored.status_due:
        was = date_short(stored.status_due) if stored.status_due else ""
        differing = (*differing, ("Due", was, date_short(deed.due)))
    said = " ".join(filter(None, (deed.words, changes_words(old, draft, differing, moved=moved))))
    work.changed(
        draft.kind,
        draft.id,
        deed.action or ("moved" if moved else "changed"),
        before={label: before for label, before, _ in differing},
        after={label: after for label, _, after in differing},
        words=said + over.words(desk.zone),
        person_id=deed.person_id,
    )


def changes_words(
    old: BookingDraft,
    new: BookingDraft,
    differing: tuple[tuple[str, str, str], ...],
    *,
    moved: bool,
) -> str:
    """What differs between two states of a booking, in sentences."""
    said = [f"Moved to {_when(new)} from {_when(old)}."] if moved else []
    if new.confirmed != old.confirmed:
        said.append("Confirmed." if new.confirmed else "Confirmed cleared.")
    plain = [found for found in differing if found[0] not in ("Start", "End", "Confirmed")]
    return " ".join(filter(None, (*said, differences_words(plain))))


def differences_words(differing: Iterable[tuple[str, str, str]]) -> str:
    """What differs between two states of a record, in sentences; of notes only what was changed."""
    return " ".join(
        f"{label}: {rewritten(before, after)}."
        if label == "Notes" or max(len(before), len(after)) > LONG
        else f"{label}: {before or 'none'} to {after or 'none'}."
        for label, before, after in sorted(differing, key=lambda each: each[0] == "Notes")
    )


def _when(draft: BookingDraft) -> str:
    until = "" if draft.end.date() == draft.start.date() else f" - {date_short(draft.end)} "
    return (
        f"{date_short(draft.start)} {_reading(draft.start, draft.start_fold)}"
        f"{until or '-'}{_reading(draft.end, draft.end_fold)}"
    )


def _reading(moment: datetime, fold: int | None) -> str:
    return f"{moment:%H:%M}{' (second time)' if fold else ''}"
