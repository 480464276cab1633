"""Finding clients and sessions as somebody types, at any size of studio.

One or two characters are looked up as the beginning of the folded name, in name order; three and
more anywhere in the folded text of a client, phone digits included, through a trigram index. No
query sorts by rank: on short words that would read half of the index.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from studio_tui.domain.found import ClientHit, SessionHit
from studio_tui.domain.names import digits, display, fold, phone_key
from studio_tui.domain.settings import DUPLICATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.services.desk import Desk

LIMIT = 50
"""Most clients that a search returns."""

_PREFIX = """
SELECT id FROM client WHERE {name} >= ? AND {name} < ? ORDER BY {name} LIMIT ?
"""

_ANYWHERE = "SELECT rowid FROM client_search WHERE client_search MATCH ? LIMIT ?"

_EMAIL = """
SELECT id FROM client WHERE lower(email) = lower(?)
AND id IN (SELECT rowid FROM client_search WHERE client_search MATCH ?) LIMIT ?
"""

_HITS = """
SELECT client.id, client.number, client.last, client.first, client.company,
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       client.email, client.city, status.name, client.call_warning,
       (SELECT max(event.start) FROM session JOIN event ON event.session_id = session.id
        WHERE session.client_id = client.id),
       (SELECT count(*) FROM session WHERE session.client_id = client.id)
FROM client LEFT JOIN status ON status.id = client.status_id
WHERE client.id IN ({marks}) ORDER BY client.sort_name, client.id
"""


def clients(desk: Desk, text: str, limit: int = LIMIT) -> list[ClientHit]:
    """Clients that every word of the text fits, in anything that `client_text` puts together.

    Those whose name begins with the text come first. No text: the first clients by name.
    """
    typed = fold(text)
    if text.strip() and not typed:
        return []  # nothing but punctuation
    ids = _by_prefix(desk, typed, limit)
    if len(typed) >= 3 and len(ids) < limit:
        ids += [found for found in _anywhere(desk, text, typed, limit) if found not in set(ids)]
    return _hits(desk, ids[:limit])


def _by_prefix(desk: Desk, typed: str, limit: int) -> list[int]:
    bounds = (typed, typed + "\U0010ffff", limit)
    ids = [row[0] for row in desk.rows(_PREFIX.format(name="sort_name"), bounds)]
    if typed and len(ids) < limit:
        given = desk.rows(_PREFIX.format(name="given_name"), bounds)
        ids += [row[0] for row in given if row[0] not in set(ids)]
    return ids


def _anywhere(desk: Desk, text: str, typed: str, limit: int) -> list[int]:
    """Ids whose text holds every word; words too short for the index are checked after."""
    number = digits(text)
    if len(number) >= 5 and len(number) * 2 >= len(text.strip()):
        key = phone_key(text, desk.preference("studio.country", "GB"))
        typed = key if len(key) >= 3 else number  # a phone number, however it is written
    words = typed.split()
    long = [word for word in words if len(word) >= 3]
    if not long:
        return []
    match = " ".join(f'"{word}"' for word in long)
    short = [word for word in words if len(word) < 3]
    found = [row[0] for row in desk.rows(_ANYWHERE, (match, limit * (10 if short else 1)))]
    return _holding(desk, found, short)[:limit] if short else found


def _holding(desk: Desk, ids: Sequence[int], short: Iterable[str]) -> list[int]:
    marks = ", ".join("?" * len(ids))
    rows = desk.rows(f"SELECT id, search FROM client WHERE id IN ({marks})", ids)
    return [
        client_id
        for client_id, search in rows
        if all(any(word.startswith(part) for word in search.split()) for part in short)
    ]


def _hits(desk: Desk, ids: Sequence[int], why: dict[int, str] | None = None) -> list[ClientHit]:
    if not ids:
        return []
    rows = desk.rows(_HITS.format(marks=", ".join("?" * len(ids))), ids)
    order = {client_id: place for place, client_id in enumerate(ids)}
    hits = [
        ClientHit(
            id=row[0],
            number=row[1] or "",
            name=display(row[2], row[3], row[4]),
            company=row[4],
            phone=row[5] or "",
            email=row[6],
            city=row[7],
            status=row[8] or "",
            call_warning=row[9],
            last_session=datetime.fromisoformat(row[10]).date() if row[10] else None,
            sessions=row[11],
            why=(why or {}).get(row[0], ""),
        )
        for row in rows
    ]
    return sorted(hits, key=lambda hit: order[hit.id])


def these(desk: Desk, ids: Sequence[int]) -> list[ClientHit]:
    """Some clients as lists show them, in that order."""
    return _hits(desk, ids)


def meant(desk: Desk, text: str) -> list[ClientHit]:
    """Clients whom somebody who names one may mean.

    The client of that number, else those of that whole name, else all that the text finds.
    """
    typed, name = text.strip(), fold(text)
    if not typed:
        return []
    exact = desk.rows("SELECT id FROM client WHERE number = ?", (typed,)) or desk.rows(
        "SELECT id FROM client WHERE sort_name = ? "
        "UNION SELECT id FROM client WHERE given_name = ? LIMIT ?",
        (name, name, LIMIT),
    )
    return _hits(desk, [row[0] for row in exact]) or clients(desk, text)


def client(desk: Desk, client_id: int) -> ClientHit | None:
    """One client as lists show it."""
    return next(iter(_hits(desk, [client_id])), None)


def duplicates(desk: Desk, draft: ClientDraft) -> list[ClientHit]:
    """Clients that a new one may be the same as (product rule: five exact checks, never a block).

    Same phone number however it is written, same email, same first and last name, same last name
    and city, same address and city. The studio may leave some of them out.
    """
    sought = {key: desk.preference(f"clients.duplicate.{key}", default=True) for key in DUPLICATES}
    country = desk.preference("studio.country", "GB")
    name = fold(f"{draft.last} {draft.first}")
    why: dict[int, str] = {}
    for phone in draft.phones if sought["phone"] else ():
        if len(key := phone_key(phone.number, country)) >= 5:
            _note(
                why, desk.rows("SELECT client_id FROM client_phone WHERE key = ?", (key,)), "phone"
            )
    if draft.email and sought["email"]:
        # What stands before the @ is rare; half of all clients have the same behind it.
        begun = f"{fold(draft.email.rpartition('@')[0])} ".lstrip()
        match = begun if len(begun) >= 3 else fold(draft.email)
        same = desk.rows(_EMAIL, (draft.email, f'"{match}"', LIMIT)) if len(match) >= 3 else []
        _note(why, same, "email")
    if draft.last and draft.first and sought["name"]:
        _note(why, desk.rows("SELECT id FROM client WHERE sort_name = ?", (name,)), "name")
    if draft.last and draft.city and sought["city"]:
        last = fold(draft.last)
        rows = desk.rows(
            "SELECT id, city FROM client WHERE sort_name >= ? AND sort_name < ? LIMIT 500",
            (last, last + "!"),
        )
        _note(why, [r for r in rows if fold(r[1]) == fold(draft.city)], "last name and city")
    if draft.street.strip() and draft.city and sought["address"]:
        line = draft.street.strip().splitlines()[0].rstrip()
        rows = desk.rows(
            "SELECT id, city FROM client WHERE street >= ? AND street < ?", (line, line + "\v")
        )
        _note(why, [r for r in rows if fold(r[1]) == fold(draft.city)], "address")
    why.pop(draft.id or 0, None)
    return _hits(desk, list(why)[:LIMIT], why)


def _note(why: dict[int, str], rows: Iterable[Sequence[int]], reason: str) -> None:
    for row in rows:
        why[row[0]] = f"{why[row[0]]}, {reason}" if row[0] in why else f"same {reason}"


_SESSIONS = """
SELECT session.id, session.number, event.start, event.end, client.last, client.first,
       client.company, type.name, session.description, status.name,
       (SELECT schedule.name FROM booking_slot AS slot
        JOIN schedule ON schedule.id = slot.schedule_id
        WHERE slot.event_id = event.id AND slot.role = 'photographer' LIMIT 1)
FROM session
CROSS JOIN event ON event.session_id = session.id AND event."primary"
JOIN client ON client.id = session.client_id
JOIN session_type AS type ON type.id = session.type_id
JOIN status ON status.id = session.status_id
WHERE {where} ORDER BY event.start_utc DESC LIMIT ?
"""


def sessions_of(desk: Desk, client_id: int, limit: int = 200) -> list[SessionHit]:
    """A client's sessions, latest first."""
    return _sessions(desk, "session.client_id = ?", (client_id,), limit)


def sessions(desk: Desk, text: str, limit: int = LIMIT) -> list[SessionHit]:
    """Sessions with that number, or of clients that the text finds, latest first."""
    ids = [hit.id for hit in clients(desk, text, limit)] if text.strip() else []
    marks = ", ".join("?" * len(ids))
    found = (
        "session.id IN (SELECT id FROM session WHERE number = ? "
        f"UNION SELECT id FROM session WHERE client_id IN ({marks}))"
    )
    return _sessions(desk, found, (text.strip(), *ids), limit)


def _sessions(desk: Desk, where: str, parameters: Sequence[object], limit: int) -> list[SessionHit]:
    return [
        SessionHit(
            id=row[0],
            number=row[1] or "",
            start=datetime.fromisoformat(row[2]),
            end=datetime.fromisoformat(row[3]),
            client=display(row[4], row[5], row[6]),
            type_name=row[7],
            description=row[8],
            status=row[9],
            photographer=row[10] or "",
        )
        for row in desk.rows(_SESSIONS.format(where=where), (*parameters, limit))
    ]
