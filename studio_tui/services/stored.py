"""Sessions and appointments alike: what is done with any booking reads it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.booking import changed_meanwhile
from studio_tui.domain.numbers import record_words
from studio_tui.services import appointments, date_store, sessions
from studio_tui.services.date_store import DateRecord
from studio_tui.services.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.domain.block import TimedKind
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.desk import Desk
    from studio_tui.services.sessions import SessionRecord

    Stored = SessionRecord | AppointmentRecord  # a date of a session is one too

Which = tuple["TimedKind", int]
"""Kind and id of a booking."""


def read(desk: Desk, kind: TimedKind, record_id: int) -> Stored:
    """A booking as it stands.

    Raises:
        GoneError: When there is no such booking.
    """
    if kind == "date":
        return date_store.get(desk, record_id)
    found: Stored = (sessions if kind == "session" else appointments).get(desk, record_id)
    return found


def read_all(desk: Desk, which: Iterable[Which]) -> tuple[Stored, ...]:
    """Some bookings as they stand, in order of time.

    Raises:
        GoneError: When one of them is gone.
    """
    found = [read(desk, *each) for each in dict.fromkeys(which)]
    return tuple(sorted(found, key=lambda each: (each.draft.start, each.draft.kind, each.id)))


_ADDRESS = """
SELECT person.email FROM person JOIN schedule ON schedule.id = person.schedule_id
WHERE person.id = ? AND NOT schedule.inactive
"""


def photographer_email(desk: Desk, draft: BookingDraft) -> str:
    """Address of who photographs, if it is a session and there is one."""
    row = desk.row(_ADDRESS, (getattr(draft, "photographer_id", None),))
    return row[0] if row else ""


def unchanged(desk: Desk, seen: Stored) -> Stored:
    """A booking as it stands, if nobody has changed it since it was read.

    Raises:
        StaleError: When somebody has; with what is stored now and what was read.
        GoneError: When it is gone.
    """
    now = read(desk, seen.draft.kind, seen.id)
    refuse_stale(now, seen.draft.version, differences(desk, now.draft, seen.draft))
    return now


def refuse_stale(now: Stored, version: int, differing: tuple[tuple[str, str, str], ...]) -> None:
    """Raise ``StaleError`` if what was read is not the version that is stored now."""
    if now.draft.version != version:
        raise changed_meanwhile(called(now), differing, now.draft.version)


def called(record: Stored) -> str:
    """With its number, as ``Session 10011``."""
    if isinstance(record, DateRecord):
        return date_store.called(record)
    return record_words(record.draft.kind.capitalize(), record.number)


def about(record: Stored) -> str:
    """Whom or what it is for, and its type."""
    what = record.client or record.draft.description
    return f"{what}, {record.type_name}" if what else record.type_name
