"""Writing sessions and appointments: a new one with its event and slots, and what changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain.block import FREED
from studio_tui.domain.booking import GoneError, Saved, SessionDraft
from studio_tui.domain.words import date_short
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY, add_work_days
from studio_tui.services import custom, numbers
from studio_tui.services.differences import write_history
from studio_tui.services.slots import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Over, Wanted
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.desk import Desk
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to a booking, beyond what its draft says."""

    action: str = ""
    """Verb of the trade for the history; by default ``moved`` or ``changed``."""
    words: str = ""
    """Sentence that the history begins with."""
    due: date | None = None
    """When the status is due; by default kept, or worked out for a new one."""
    person_id: int | None = None
    """Who did it, if not whoever is at the desk."""
    keeps_confirmed: bool | None = None
    """Whether the client has agreed to the new time; None: as the studio usually has it."""


PLAIN = Deed()


def insert(
    work: Transaction,
    client_id: int | None,
    draft: BookingDraft,
    asked: Wanted,
    over: Over,
    status: Status | None = None,
) -> tuple[int, str]:
    """Store a new booking with its primary event, slots and history in a use case.

    Args:
        work: The use case's unit of work.
        client_id: Whose booking; None for an unlinked appointment.
        draft: The booking.
        asked: Time and schedules of the draft.
        over: What it is stored over on purpose.
        status: What `status_of` said of it, if it was asked already.

    Returns:
        Id and number of the session or appointment.
    """
    desk = work.desk
    active_type(desk, draft)
    status = status or status_of(desk, draft)
    number = numbers.give_booking(work, client_id, draft)
    booker = draft.booked_by_id if draft.booked_by_id is not None else desk.person_id
    values = _columns(draft) | {
        "number": number,
        "client_id": client_id,
        "location_id": _location(desk),
        "status_id": status.id,
        "status_due": status.due,
        "booked_by_id": booker,
        "token": draft.token,
        "version": 1,
        "created": work.now,
    }
    record_id = _insert(desk, draft.kind, values)
    _store_own(work, record_id, (), {}, draft)
    number = number or numbers.name_without(work, record_id)
    when = times(desk, draft, asked)
    owner = {f"{draft.kind}_id": record_id, "description": "", "primary": 1, "hidden": 0}
    event_id = _insert(desk, "event", owner | when)
    insert_slots(desk, event_id, asked, held=status.holds, forced=over.forced)
    start = draft.start
    work.changed(
        draft.kind,
        record_id,
        "booked",
        after={"start": when["start"], "number": number},
        words=f"Booked for {date_short(start.date())}, {start:%H:%M}.{over.words(desk.zone)}",
    )
    return record_id, number


def _store_own(
    work: Transaction,
    record_id: int,
    promotions: tuple[int, ...],
    own: Mapping[int, str],
    draft: BookingDraft,
) -> None:
    """Write what has changed in promotions and in the studio's own fields."""
    custom.store(work, record_id, own, draft.own)
    wanted: tuple[int, ...] = getattr(draft, "promotion_ids", ())
    for promotion in set(promotions) ^ set(wanted):
        pair = (record_id, promotion)
        if promotion in wanted:
            sql = "INSERT INTO session_promotion (session_id, promotion_id) VALUES (?, ?)"
        else:
            sql = "DELETE FROM session_promotion WHERE session_id = ? AND promotion_id = ?"
        work.desk.database.execute_sql(sql, pair)


def _insert(desk: Desk, table: str, values: dict[str, Any]) -> int:
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    cursor = desk.database.execute_sql(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values())
    )
    return int(cursor.lastrowid)


def update_row(desk: Desk, table: str, record_id: int | None, values: dict[str, Any]) -> None:
    """Write some columns of one row."""
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    desk.database.execute_sql(
        f"UPDATE {table} SET {assignments} WHERE id = ?", (*values.values(), record_id)
    )


def _columns(draft: BookingDraft) -> dict[str, Any]:
    """What a draft says, by the columns of its table."""
    values = {
        "type_id": draft.type_id,
        "outside_location_id": draft.outside_location_id,
        "description": draft.description,
        "confirmed": draft.confirmed,
        "booked_by_id": draft.booked_by_id,
        "notes": draft.notes,
    }
    if isinstance(draft, SessionDraft):
        return values | {
            "arrival": draft.arrival or None,
            "people": draft.people,
            "drive": draft.drive,
        }
    return values | {
        "client_id": draft.client_id,
        "session_id": draft.session_id,
        "colour": draft.colour,
    }


def _location(desk: Desk) -> int:
    found = desk.row("SELECT id FROM location ORDER BY sort, id LIMIT 1")
    assert found is not None
    return int(found[0])


def times(desk: Desk, draft: BookingDraft, asked: Wanted) -> dict[str, Any]:
    """When a draft takes place, by the columns of its event."""
    return {
        "start": draft.start.isoformat(timespec="minutes"),
        "end": draft.end.isoformat(timespec="minutes"),
        "zone": desk.zone,
        "start_utc": asked.span.start,
        "end_utc": asked.span.end,
    }


def insert_slots(desk: Desk, event_id: int, asked: Wanted, *, held: bool, forced: bool) -> None:
    """Put an event on the schedules that it takes."""
    for claim in asked.claims:
        values = {
            "event_id": event_id,
            "schedule_id": claim.schedule_id,
            "role": claim.role,
            "start_utc": asked.span.start,
            "end_utc": asked.span.end,
            "before": asked.before,
            "after": asked.after,
            "drive": asked.drive_of(claim),
            "held": held,
            "forced": forced,
        }
        _insert(desk, "booking_slot", values)


def active_type(desk: Desk, draft: BookingDraft) -> None:
    """Raise ``GoneError`` when the type is no longer offered."""
    row = desk.row(f"SELECT name, inactive FROM {draft.kind}_type WHERE id = ?", (draft.type_id,))
    if row is None or row[1]:
        name = row[0] if row else f"This {draft.kind} type"
        raise GoneError(f"{name} is no longer offered. Choose another type.", field="type")


@dataclass(frozen=True, slots=True)
class Status:
    """What a booking starts in, or is changed to."""

    id: int
    kind: str
    due: str

    @property
    def holds(self) -> bool:
        """Whether a booking in this status occupies its time."""
        return self.kind not in FREED


_FIRST = """
NOT inactive AND (for_type IS NULL OR for_type = ?)
ORDER BY for_type IS NULL, initial DESC, sort LIMIT 1
"""


def status_of(desk: Desk, draft: BookingDraft) -> Status:
    """The status of a draft with its due date; the initial one by default (product rule).

    That is the one of its type's own cycle if there is one.
    """
    sql, parameters = "id = ?", (draft.kind, draft.status_id)
    if not draft.status_id:
        sql, parameters = _FIRST, (draft.kind, draft.type_id)
    row = desk.row(f"SELECT id, kind, days FROM status WHERE area = ? AND {sql}", parameters)
    if row is None:
        raise GoneError("This status no longer exists. Choose another status.", field="status")
    week = desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)
    return Status(row[0], row[1], add_work_days(desk.today(), row[2], week).isoformat())


def holds(desk: Desk, draft: BookingDraft) -> bool:
    """Whether a booking with the draft's status occupies its time."""
    return status_of(desk, draft).holds


def update(
    work: Transaction,
    stored: SessionRecord | AppointmentRecord,
    draft: BookingDraft,
    was: Wanted,
    asked: Wanted,
    over: Over,
    deed: Deed = PLAIN,
) -> Saved:
    """Write a changed booking and its history inside a use case; the check has been made.

    Args:
        work: The use case's unit of work.
        stored: The booking as it stands in the database.
        draft: The booking as it should be.
        was: Time and schedules of the stored booking.
        asked: Time and schedules of the draft.
        over: What it is stored over on purpose.
        deed: What is done, beyond what the draft says.
    """
    desk, old = work.desk, stored.draft
    sentences = []
    moved = asked.span != was.span
    keeps = deed.keeps_confirmed
    clears = desk.preference("booking.unconfirm", True) if keeps is None else not keeps
    if moved and old.confirmed and draft.confirmed and clears:
        draft = replace(draft, confirmed=False)
        again = "ask the client again" if draft.kind == "session" else "ask again"
        sentences.append(f"Confirmed was cleared because the {draft.kind} moved; {again}.")
    status = status_of(desk, draft)
    values = _columns(draft) | {"status_id": status.id, "version": draft.version + 1}
    if status.id != old.status_id:
        values["status_due"] = status.due
    if deed.due is not None:
        values["status_due"] = deed.due.isoformat()
    update_row(desk, draft.kind, draft.id, values)
    assert draft.id is not None
    _store_own(work, draft.id, getattr(old, "promotion_ids", ()), old.own, draft)
    freed = status.holds != (stored.status_kind not in FREED)
    if asked != was or freed:
        replace_slots(desk, stored.event_id, draft, asked, held=status.holds, forced=over.forced)
    if freed:
        _hold_further(desk, draft, held=status.holds, forced=over.forced)
    if (asked.before, asked.after) != (was.before, was.after):
        _keep_free_around_further(desk, draft, asked)
    if moved or freed:
        _count_up(desk, draft)
    write_history(work, stored, draft, moved=moved, over=over, deed=deed)
    return Saved(draft.version + 1, tuple(sentences))


_FURTHER = 'event_id IN (SELECT id FROM event WHERE {kind}_id = ? AND NOT "primary" AND NOT hidden)'


def _hold_further(desk: Desk, draft: BookingDraft, *, held: bool, forced: bool) -> None:
    """Give back the time of a booking's further events too, or take it again."""
    further = _FURTHER.format(kind=draft.kind)
    desk.database.execute_sql(
        f"UPDATE booking_slot SET held = ?, forced = forced OR ? WHERE {further}",
        (held, forced, draft.id),
    )


def _keep_free_around_further(desk: Desk, draft: BookingDraft, asked: Wanted) -> None:
    """Give a booking's further events the buffers of another type."""
    further = _FURTHER.format(kind=draft.kind)
    desk.database.execute_sql(
        f'UPDATE booking_slot SET "before" = ?, "after" = ? WHERE {further}',
        (asked.before, asked.after, draft.id),
    )


def touch(
    desk: Desk, kind: str, record_id: int, version: int, *, moved: bool = True, **values: Any
) -> None:
    """Give a booking its next version, and calendars that were invited the next number."""
    desk.database.execute_sql(
        f"UPDATE {kind} SET sequence = sequence + ? WHERE id = ?", (moved, record_id)
    )
    update_row(desk, kind, record_id, values | {"version": version + 1})


def _count_up(desk: Desk, draft: BookingDraft) -> None:
    """Number the change, so that calendars that were invited know the newer one (RFC 5545)."""
    desk.database.execute_sql(
        f"UPDATE {draft.kind} SET sequence = sequence + 1 WHERE id = ?", (draft.id,)
    )


def release(desk: Desk, drafts: Iterable[BookingDraft]) -> None:
    """Give back the time of bookings that are all stored again in the same use case.

    So none of them stands in the way of another, in whatever order they are stored.
    """
    for draft in drafts:
        desk.database.execute_sql(
            "UPDATE booking_slot SET held = 0 WHERE event_id IN "
            f"(SELECT id FROM event WHERE {OWN[draft.kind]})",
            (draft.id,),
        )


def replace_slots(
    desk: Desk, event_id: int, draft: BookingDraft, asked: Wanted, *, held: bool, forced: bool
) -> None:
    """Put an event somewhere else, on whatever schedules it takes there."""
    desk.database.execute_sql("DELETE FROM booking_slot WHERE event_id = ?", (event_id,))
    update_row(desk, "event", event_id, times(desk, draft, asked))
    insert_slots(desk, event_id, asked, held=held, forced=forced)
