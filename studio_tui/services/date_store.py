"""The dates of a session: reading them, and writing one inside a use case.

Every session has one primary date, which its own record, reports and letters speak of, and may have
more. A hidden one is kept off the calendar and takes nobody's time.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.block import FREED
from studio_tui.domain.booking import DateDraft, GoneError, Saved, changed_meanwhile
from studio_tui.domain.clashes import Over
from studio_tui.domain.numbers import record_words
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import listing, span_words
from studio_tui.errors import StudioError
from studio_tui.services import availability, event_store, sessions
from studio_tui.services.differences import changes_words, differences
from studio_tui.services.event_store import PLAIN, Deed
from studio_tui.services.sessions import SessionRecord

if TYPE_CHECKING:
    from studio_tui.domain.clashes import Wanted
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

MOST: Final = 200
"""Dates that one session has at most."""


@dataclass(frozen=True, slots=True)
class DateRecord(SessionRecord):
    """One date of a session: the session as it is on that date. ``id`` is the event's."""

    draft: DateDraft
    primary: bool = True
    place: int = 1
    """Which of the dates it is, by time."""
    of: int = 1
    """How many dates the session has, the hidden ones too."""

    @property
    def who(self) -> tuple[str, ...]:
        """Names of those who take part."""
        return tuple(filter(None, (self.photographer, self.assistant, self.resource)))

    @property
    def words(self) -> str:
        """As the history tells it: ``Sat 28 Nov 2026 10:00-12:00, Ceremony, with Anna Berg``."""
        draft = self.draft
        when = span_words(draft.start, draft.end)
        who = f"with {listing(self.who)}" if self.who else ""
        hidden = "hidden" if draft.hidden else ""
        return ", ".join(filter(None, (when, draft.description, who, hidden)))


_DATES = """
SELECT event.id, event.start, event.end, event.start_utc, event.end_utc, event.description,
       CASE WHEN event."primary" THEN session.drive ELSE event.drive END,
       event."primary", event.hidden, place.id, place.name, place.address
FROM event JOIN session ON session.id = event.session_id
LEFT JOIN outside_location AS place ON place.id = CASE
    WHEN event."primary" THEN session.outside_location_id ELSE event.outside_location_id END
WHERE event.session_id = ? ORDER BY event.start_utc, event.id
"""

_NAMED = """
SELECT slot.event_id, slot.role, schedule.name, coalesce(person.id, resource.id)
FROM event JOIN booking_slot AS slot ON slot.event_id = event.id
JOIN schedule ON schedule.id = slot.schedule_id
LEFT JOIN person ON person.schedule_id = schedule.id
LEFT JOIN resource ON resource.schedule_id = schedule.id
WHERE event.session_id = ?
"""


def of_session(desk: Desk, session_id: int) -> tuple[DateRecord, ...]:
    """All dates of a session, the earliest first.

    Raises:
        GoneError: When there is no such session.
    """
    return _of(desk, sessions.get(desk, session_id))


def _of(desk: Desk, session: SessionRecord) -> tuple[DateRecord, ...]:
    named: dict[int, dict[str, tuple[str, int]]] = {}
    for event_id, role, name, owner in desk.rows(_NAMED, (session.id,)):
        named.setdefault(event_id, {})[role] = (name, owner)
    rows = desk.rows(_DATES, (session.id,))
    same: dict[str, Any] = {each.name: getattr(session, each.name) for each in fields(session)}
    return tuple(
        DateRecord(
            **same
            | {role: name for role, (name, _) in named.get(row[0], {}).items()}
            | {role: "" for role in _ROLES if role not in named.get(row[0], {})}
            | {"id": row[0], "event_id": row[0], "draft": _draft(desk, session, row, named)}
            | {"outside_location": row[10] or "", "outside_address": row[11] or ""},
            primary=bool(row[7]),
            place=at,
            of=len(rows),
        )
        for at, row in enumerate(rows, 1)
    )


_ROLES: Final = ("photographer", "assistant", "resource")


def _draft(
    desk: Desk,
    session: SessionRecord,
    row: tuple[Any, ...],
    named: dict[int, dict[str, tuple[str, int]]],
) -> DateDraft:
    folds = [wall(utc, desk.zone).fold for utc in row[3:5]]
    own = session.draft
    owners = {role: owner for role, (_, owner) in named.get(row[0], {}).items()}
    return DateDraft(
        type_id=own.type_id,
        start=datetime.fromisoformat(row[1]).replace(fold=folds[0]),
        end=datetime.fromisoformat(row[2]).replace(fold=folds[1]),
        start_fold=folds[0],
        end_fold=folds[1],
        description=row[5],
        photographer_id=owners.get("photographer"),
        assistant_id=owners.get("assistant"),
        resource_id=owners.get("resource"),
        outside_location_id=row[9],
        status_id=own.status_id,
        confirmed=own.confirmed,
        arrival=own.arrival if row[7] else "",
        drive=row[6],
        id=row[0],
        version=own.version,
        session_id=session.id,
        hidden=bool(row[8]),
    )


def get(desk: Desk, event_id: int) -> DateRecord:
    """One date of a session.

    Raises:
        GoneError: When it is not there any more.
    """
    row = desk.row("SELECT session_id FROM event WHERE id = ?", (event_id,))
    for each in of_session(desk, row[0]) if row and row[0] else ():
        if each.id == event_id:
            return each
    raise GoneError("This date has been removed from its session meanwhile.")


def called(record: DateRecord) -> str:
    """With the number of its session, as ``Session 10011, date 2 of 3``."""
    return f"{record_words('Session', record.number)}, date {record.place} of {record.of}"


def insert(
    work: Transaction, session: SessionRecord, draft: DateDraft, *, force: bool, because: str = ""
) -> int:
    """Store a further date of a session inside a use case; returns its id.

    Raises:
        TakenError: When the time is not free.
        GoneError: When somebody or something that it names is gone.
        StudioError: When the session has too many dates.
    """
    desk = work.desk
    row = desk.row("SELECT count(*) FROM event WHERE session_id = ?", (session.id,))
    if row and row[0] >= MOST:
        raise StudioError(f"A session has at most {MOST} dates; book another session.")
    draft = replace(draft, id=None, type_id=session.draft.type_id)
    asked, over = availability.wanted(desk, draft), Over()
    holds = not draft.hidden and session.status_kind not in FREED
    if holds:
        over = availability.refuse_clashes(desk, draft, asked, force=force, because=because)
    event_id = work.insert(
        "event",
        session_id=session.id,
        primary=False,
        **_columns(draft),
        **event_store.times(desk, draft, asked),
    )
    desk.database.execute_sql("UPDATE event SET suffix = '-' || id WHERE id = ?", (event_id,))
    event_store.insert_slots(desk, event_id, asked, held=holds, forced=over.forced)
    event_store.touch(desk, "session", session.id, session.draft.version)
    (made,) = (each for each in _of(desk, session) if each.id == event_id)
    words = f"Date added: {made.words}.{over.words(desk.zone)}"
    work.changed("session", session.id, "date added", after={"date": made.words}, words=words)
    return event_id


def _columns(draft: DateDraft) -> dict[str, Any]:
    return {
        "description": draft.description,
        "outside_location_id": draft.outside_location_id,
        "drive": draft.drive,
        "hidden": draft.hidden,
    }


def store(
    work: Transaction,
    stored: DateRecord,
    draft: DateDraft,
    *,
    force: bool,
    because: str = "",
    deed: Deed = PLAIN,
) -> Saved:
    """Write a changed date inside a use case, after checking its time; the others stay.

    Args:
        work: The use case's unit of work.
        stored: The date as it stands in the database, read in this use case.
        draft: The date as it should be, with the version of the session that was read.
        force: Store it although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.
        deed: What is done, beyond what the draft says.

    Raises:
        TakenError: When the new time, people or resources are not free.
        StaleError: When somebody else saved a newer version of the session meanwhile.
        GoneError: When something that it names is gone.
        StudioError: When the primary date would be hidden.
    """
    desk, old = work.desk, stored.draft
    if old.version != draft.version:
        raise changed_meanwhile(called(stored), differences(desk, old, draft), old.version)
    if stored.primary and draft.hidden:
        raise StudioError(
            "The main date cannot be hidden; make another one the main date first.", field="hidden"
        )
    was, asked = availability.wanted(desk, old), availability.wanted(desk, draft)
    anew = asked != was or draft.hidden != old.hidden
    differing = differences(desk, old, draft)
    if not anew and not differing and deed == PLAIN:
        return Saved(draft.version, ())
    holds, over = not draft.hidden and stored.status_kind not in FREED, Over()
    if anew and holds:
        over = availability.refuse_clashes(desk, draft, asked, force=force, because=because)
    sentences = []
    moved = asked.span != was.span and not draft.hidden
    if moved and old.confirmed and draft.confirmed and not deed.keeps_confirmed:
        draft = replace(draft, confirmed=False)
        differing = differences(desk, old, draft)
        sentences.append("Confirmed was cleared because a date moved; ask the client again.")
    _write(desk, stored, draft, asked if anew else None, holds=holds, forced=over.forced)
    said = changes_words(old, draft, differing, moved=asked.span != was.span)
    words = f"{deed.words} {_which(stored)}: {said}{over.words(desk.zone)}".strip()
    action = deed.action or ("moved" if moved else "changed")
    _tell(work, draft.session_id, action, differing, words, deed.person_id)
    return Saved(draft.version + 1, tuple(sentences))


def _tell(
    work: Transaction,
    session_id: int,
    action: str,
    differing: tuple[tuple[str, str, str], ...],
    words: str,
    person_id: int | None,
) -> None:
    """Write the history of a date into that of its session."""
    work.changed(
        "session",
        session_id,
        action,
        before={label: before for label, before, _ in differing},
        after={label: after for label, _, after in differing},
        words=words,
        person_id=person_id,
    )


def _which(stored: DateRecord) -> str:
    about = f" ({stored.draft.description})" if stored.draft.description else ""
    return f"Date {stored.place} of {stored.of}{about}"


def _write(
    desk: Desk,
    stored: DateRecord,
    draft: DateDraft,
    asked: Wanted | None,
    *,
    holds: bool,
    forced: bool,
) -> None:
    """Write a date over what it was; with a time, its slots too."""
    columns = _columns(draft)
    session: dict[str, Any] = {"confirmed": draft.confirmed}
    if stored.primary:
        session |= {key: columns.pop(key) for key in ("outside_location_id", "drive")}
        session["arrival"] = draft.arrival or None
    event_store.update_row(desk, "event", stored.id, columns)
    if asked is not None:
        event_store.replace_slots(desk, stored.id, draft, asked, held=holds, forced=forced)
    event_store.touch(
        desk, "session", draft.session_id, draft.version, moved=asked is not None, **session
    )


def refuse_further(
    desk: Desk, session_id: int, *, force: bool, because: str = ""
) -> tuple[Over, ...]:
    """Check the times of a session's further dates, when a cancelled one takes them again.

    Raises:
        TakenError: When one of them is not free.
    """
    further = [e for e in of_session(desk, session_id) if not (e.primary or e.draft.hidden)]
    drafts = ((each.draft, availability.wanted(desk, each.draft)) for each in further)
    return tuple(
        availability.refuse_clashes(desk, draft, asked, force=force, because=because)
        for draft, asked in drafts
    )
