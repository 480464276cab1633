"""Sessions as their screen shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError, SessionDraft
from studio_tui.domain.listed import Promotion
from studio_tui.domain.names import display
from studio_tui.domain.wallclock import wall
from studio_tui.services import custom
from studio_tui.services.numbers import record_id

if TYPE_CHECKING:
    from studio_tui.domain.listed import Named
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session with what its screen shows; ``draft`` is what can be edited."""

    id: int
    number: str
    draft: SessionDraft
    client_id: int
    client: str
    phone: str
    email: str
    call_warning: str
    type_name: str
    photographer: str
    assistant: str
    resource: str
    outside_location: str
    outside_address: str
    status: str
    status_kind: str
    status_due: date | None
    booked_by: str
    event_id: int = 0
    """The primary event."""
    dates: int = 1
    """How many dates it has; the times and names here are those of the primary one."""
    promotions: tuple[tuple[int, str], ...] = ()
    """(id, name) of what it came by."""
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""


_RECORD = """
SELECT session.number, session.version, session.type_id, event.start, event.end,
       event.start_utc, event.end_utc, session.description, session.outside_location_id,
       session.status_id, session.confirmed, session.booked_by_id, session.arrival, session.notes,
       session.client_id, client.last, client.first, client.company,
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       client.email, client.call_warning, type.name, place.name, place.address,
       status.name, status.kind, session.status_due, booker.name, event.id, session.people,
       session.drive, (SELECT count(*) FROM event WHERE session_id = session.id),
       {own},
       (SELECT json_group_array(json_array(promotion.id, promotion.name))
        FROM session_promotion JOIN promotion ON promotion.id = promotion_id
        WHERE session_id = session.id)
FROM session
JOIN event ON event.session_id = session.id AND event."primary"
JOIN client ON client.id = session.client_id
JOIN session_type AS type ON type.id = session.type_id
JOIN status ON status.id = session.status_id
LEFT JOIN outside_location AS place ON place.id = session.outside_location_id
LEFT JOIN person ON person.id = session.booked_by_id
LEFT JOIN schedule AS booker ON booker.id = person.schedule_id
WHERE session.id = ?
""".replace("{own}", custom.HELD.format(area="session"))

STORY = 200
"""Most lines of a history that are read at once."""

_NAMED = """
SELECT slot.role, schedule.name, coalesce(person.id, resource.id)
FROM booking_slot AS slot
JOIN schedule ON schedule.id = slot.schedule_id
LEFT JOIN person ON person.schedule_id = schedule.id
LEFT JOIN resource ON resource.schedule_id = schedule.id
WHERE slot.event_id = ?
"""


def get(desk: Desk, session_id: int) -> SessionRecord:
    """A session with everything that its screen shows, in three statements.

    Raises:
        GoneError: When there is no such session.
    """
    row = desk.row(_RECORD, (session_id,))
    if row is None:
        raise GoneError("This session no longer exists.")
    named: dict[str, tuple[str, int | None]] = {
        role: (name, owner) for role, name, owner in desk.rows(_NAMED, (row[28],))
    }
    nobody = ("", None)
    return SessionRecord(
        id=session_id,
        number=row[0] or "",
        draft=_draft(desk, session_id, row, {role: owner for role, (_, owner) in named.items()}),
        client_id=row[14],
        client=display(row[15], row[16], row[17]),
        phone=row[18] or "",
        email=row[19],
        call_warning=row[20],
        type_name=row[21],
        photographer=named.get("photographer", nobody)[0],
        assistant=named.get("assistant", nobody)[0],
        resource=named.get("resource", nobody)[0],
        outside_location=row[22] or "",
        outside_address=row[23] or "",
        status=row[24],
        status_kind=row[25],
        status_due=date.fromisoformat(row[26]) if row[26] else None,
        booked_by=row[27] or "",
        event_id=row[28],
        dates=row[31],
        promotions=tuple(sorted((at, name) for at, name in json.loads(row[33]))),
        history=history(desk, "session", session_id),
    )


def _draft(
    desk: Desk, session_id: int, row: tuple[Any, ...], named: dict[str, int | None]
) -> SessionDraft:
    """The part of a row of ``_RECORD`` that can be edited."""
    start_fold, end_fold = (wall(utc, desk.zone).fold for utc in row[5:7])
    return SessionDraft(
        id=session_id,
        version=row[1],
        type_id=row[2],
        start=datetime.fromisoformat(row[3]).replace(fold=start_fold),
        end=datetime.fromisoformat(row[4]).replace(fold=end_fold),
        start_fold=start_fold,
        end_fold=end_fold,
        description=row[7],
        outside_location_id=row[8],
        status_id=row[9],
        confirmed=bool(row[10]),
        booked_by_id=row[11],
        arrival=row[12] or "",
        people=row[29],
        drive=row[30],
        notes=row[13],
        promotion_ids=tuple(sorted(at for at, _ in json.loads(row[33]))),
        own=custom.held(row[32]),
        photographer_id=named.get("photographer"),
        assistant_id=named.get("assistant"),
        resource_id=named.get("resource"),
    )


_STORY = """
SELECT change.at, schedule.name, change.words, invoice.number, change.action, change.id
FROM change
LEFT JOIN invoice ON change.subject = 'invoice' AND invoice.id = change.record_id
LEFT JOIN person ON person.id = change.person_id
LEFT JOIN schedule ON schedule.id = person.schedule_id
WHERE change.subject = ? AND change.record_id = ?
"""


def story(desk: Desk, session_id: int, most: int = STORY) -> tuple[tuple[datetime, str, str], ...]:
    """What happened to a session, its invoices and their payments, newest first, as `history`."""
    bills = desk.rows("SELECT id FROM invoice WHERE session_id = ?", (session_id,))
    about = (("session", session_id), *(("invoice", bill) for (bill,) in bills))
    rows = [row for each in about for row in desk.rows(_STORY, each)]
    rows.sort(key=lambda row: (row[0], row[5]), reverse=True)
    return tuple(
        (wall(at, desk.zone), who or "", _named(words, number, action))
        for at, who, words, number, action, _ in rows[:most]
    )


def _named(words: str, invoice: str | None, action: str) -> str:
    """What was changed on an invoice, with its number; a payment is named already."""
    if invoice and action == "changed" and not words.startswith("Payment "):
        return f"Invoice {invoice}: {words}"
    return words


def history(
    desk: Desk, subject: str, record_id: int, most: int = STORY
) -> tuple[tuple[datetime, str, str], ...]:
    """What happened to a record: (when on the wall, who, what), newest first."""
    return tuple(
        (wall(at, desk.zone), who or "", words)
        for at, who, words in desk.rows(
            "SELECT change.at, schedule.name, change.words FROM change "
            "LEFT JOIN person ON person.id = change.person_id "
            "LEFT JOIN schedule ON schedule.id = person.schedule_id "
            "WHERE subject = ? AND record_id = ? ORDER BY change.at DESC, change.id DESC LIMIT ?",
            (subject, record_id, most),
        )
    )


def choices(desk: Desk) -> dict[str, tuple[Named, ...]]:
    """What there is to choose from at a session, and the studio's own fields, by list."""
    promotions = desk.rows(
        "SELECT id, name, code, coalesce(first, ''), coalesce(last, '') FROM promotion "
        "WHERE NOT inactive ORDER BY sort, name"
    )
    return {
        "promotion": tuple(Promotion(*row) for row in promotions),
        "own": custom.fields(desk, "session"),
    }


def by_number(desk: Desk, number: str) -> int:
    """Id of the session with that number.

    Raises:
        StudioError: When there is none.
    """
    return record_id(desk, "session", number)
