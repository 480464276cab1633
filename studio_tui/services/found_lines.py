"""What a search of everything finds, a line each, while somebody types."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.invoice import KINDS
from studio_tui.domain.money import money_words
from studio_tui.domain.names import display, fold, phone_key
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_short, plural
from studio_tui.services import finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.domain.found import ClientHit
    from studio_tui.domain.money import Currency
    from studio_tui.hubs.hub import RecordKind
    from studio_tui.services.desk import Desk

FEW: Final = 8
"""Records of each kind but clients."""
PEOPLE: Final = 20
"""Clients."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was found."""

    kind: RecordKind
    id: int
    name: str
    """Whom it is about, or a number where that is nobody."""
    about: str
    warn: bool = False
    why: str = ""
    """What it was found by, where that does not stand in the rest."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All of them: clients, then the other kinds, each latest first; tasks that are open first."""

    lines: tuple[Line, ...] = ()
    forgiven: bool = False
    """Nothing fits the text as it was typed; these fit but for one error."""


_LINES: Final = {
    "session": """
        SELECT session.id, session.number, event.start, client.last, client.first, client.company,
               type.name, session.description, status.name, client.call_warning <> ''
        FROM session JOIN event ON event.session_id = session.id AND event."primary"
        JOIN client ON client.id = session.client_id
        JOIN session_type AS type ON type.id = session.type_id
        JOIN status ON status.id = session.status_id WHERE session.id {ids}
    """,
    "appointment": """
        SELECT appointment.id, appointment.number, event.start, client.last, client.first,
               client.company, type.name, appointment.description, status.name, 0
        FROM appointment
        JOIN event ON event.appointment_id = appointment.id AND event."primary"
        LEFT JOIN client ON client.id = appointment.client_id
        JOIN appointment_type AS type ON type.id = appointment.type_id
        JOIN status ON status.id = appointment.status_id WHERE appointment.id {ids}
    """,
    "invoice": """
        SELECT invoice.id, invoice.number, invoice.date, client.last, client.first,
               client.company, invoice.kind, invoice.description, invoice.total, 0
        FROM invoice JOIN client ON client.id = invoice.bill_to_id WHERE invoice.id {ids}
    """,
    "payment": """
        SELECT payment.id, payment.number, coalesce(payment.date, payment.due), client.last,
               client.first, client.company, method.name, payment.reference, payment.amount, 0
        FROM payment JOIN client ON client.id = payment.client_id
        LEFT JOIN payment_method AS method ON method.id = payment.method_id
        WHERE payment.id {ids}
    """,
    "task": """
        SELECT task.id, task.number, task.due, client.last, client.first, client.company,
               task.subject, CASE WHEN task.completed IS NULL THEN '' ELSE 'done' END,
               coalesce('for ' || schedule.name, ''), coalesce(client.call_warning, '') <> ''
        FROM task LEFT JOIN client ON client.id = task.client_id
        LEFT JOIN person ON person.id = task.assigned_to_id
        LEFT JOIN schedule ON schedule.id = person.schedule_id WHERE task.id {ids}
    """,
}
FEWEST_DIGITS: Final = 3
"""Of a part of a phone number."""
SEEN: Final = 36
"""Letters of a line that are seen on a narrow terminal, too."""
_UNSEEN: Final = """
    SELECT id, company, email, city, street, postcode, state, country, job_title,
           coalesce((SELECT group_concat(number, ', ') FROM client_phone
                     WHERE client_id = client.id), ''),
           coalesce((SELECT name FROM organisation WHERE id = client.organisation_id), ''),
           coalesce((SELECT group_concat(name, char(10)) FROM family_member
                     WHERE client_id = client.id), ''),
           coalesce((SELECT group_concat(
                        replace(street, char(10), ', ') || ', ' || city || ' ' || postcode,
                        char(10))
                     FROM client_address WHERE client_id = client.id), ''),
           coalesce((SELECT group_concat(substr(value, 1, 2000), char(10)) FROM custom_value
                     WHERE record_id = client.id AND field_id IN
                     (SELECT id FROM custom_field WHERE area = 'client')), '')
    FROM client
    WHERE id IN (SELECT value FROM json_each(?))
"""
_UNSEEN_NAMES: Final = (
    "company",
    "email",
    "city",
    "street",
    "postcode",
    "county",
    "country",
    "job",
    "phones",
    "organisation",
    "family",
    "further address",
    "own fields",
)
"""What a client may be found by that does not stand in the line, or at its end."""


def look_up(desk: Desk, text: str) -> Lines:
    """What a text finds. A number that is typed whole comes first of all."""
    found = finding.places(desk, text, people=PEOPLE, few=FEW)
    money = desk.currency
    lines = [_client(hit) for hit in found.people]
    for kind, ids in found.ids.items():
        lines += _of(desk, kind, ids, money)
    if not found.forgiven:
        lines = _explained(desk, text, lines, found.written)
    typed = text.strip().casefold()
    numbers = {(line.kind, line.id) for line in lines if typed in line.about.casefold().split()[:1]}
    lines.sort(key=lambda line: (line.kind, line.id) not in numbers)
    return Lines(tuple(lines), found.forgiven)


def _explained(
    desk: Desk, text: str, lines: list[Line], written: Mapping[tuple[str, int], str]
) -> list[Line]:
    """Say what each was found by, where a look at the line does not tell."""
    words = fold(text).split()
    seen = {(line.kind, line.id): fold(f"{line.name} {line.about[:SEEN]}") for line in lines}
    hidden = {which for which, said in seen.items() if not all(word in said for word in words)}
    whole = {(line.kind, line.id): fold(f"{line.name} {line.about}") for line in lines}
    why: dict[tuple[str, int], str] = {}
    for which, said in written.items():
        if which in hidden:
            about = all(word in whole[which] for word in words)
            why[which] = f"{'about' if about else 'notes'}: {said}"
    country = desk.preference("studio.country", "GB")
    ids = [which[1] for which in hidden if which[0] == "client" and which not in why]
    for client_id, *values in desk.rows(_UNSEEN, (json.dumps(ids),)) if ids else ():
        unseen = [word for word in words if word not in seen["client", client_id]]
        for name, value in zip(_UNSEEN_NAMES, values, strict=True):
            if any(word in fold(value) for word in unseen) and ("client", client_id) not in why:
                why["client", client_id] = f"{name}: {_holding(value, unseen)}"
        phone = _phone(text, values[_UNSEEN_NAMES.index("phones")], country)
        if phone and why.get(("client", client_id), "phones").startswith("phones"):
            why["client", client_id] = f"phone: {phone}"
    return [replace(line, why=why.get((line.kind, line.id), "")) for line in lines]


def _holding(value: str, words: Sequence[str]) -> str:
    """The lines of a text in which one of some words stands, as one line."""
    lines = [line for line in value.splitlines() if any(word in fold(line) for word in words)]
    return " ".join(", ".join(lines or (value,)).split())


def _phone(text: str, phones: str, country: str) -> str:
    """The one of several numbers that a text is a part of, however both are written."""
    typed = phone_key(text, country) if not any(map(str.isalpha, text)) else ""
    if len(typed) < FEWEST_DIGITS:
        return ""
    return next((each for each in phones.split(", ") if typed in phone_key(each, country)), "")


def _client(hit: ClientHit) -> Line:
    last = f"last {date_short(hit.last_session)}" if hit.last_session else ""
    sessions = plural(hit.sessions, "session") if hit.sessions else ""
    company = hit.company if hit.company != hit.name else ""
    parts = (hit.number, hit.phone, company, hit.city, hit.status, sessions, last, hit.email)
    about = " · ".join(filter(None, parts))
    return Line("client", hit.id, hit.name, about, bool(hit.call_warning))


def _of(desk: Desk, kind: str, ids: Sequence[int], money: Currency) -> list[Line]:
    if not ids:
        return []
    sql = _LINES[kind].format(ids="IN (SELECT value FROM json_each(?))")
    rows = {row[0]: row for row in desk.rows(sql, (json.dumps(ids),))}
    return [_line(kind, rows[each], money) for each in ids if each in rows]


def _line(kind: Any, row: tuple[Any, ...], money: Currency) -> Line:
    number, when = number_words(row[1] or ""), row[2]
    name = display(row[3] or "", row[4] or "", row[5] or "")
    what, about, last = row[6] or "", row[7], row[8]
    if kind == "task":
        due = f"due {date_short(date.fromisoformat(when))}"
        parts: tuple[str, ...] = (number, about, what, due, last)
    elif kind in ("session", "appointment"):
        start = datetime.fromisoformat(when)
        parts = (number, f"{date_short(start)} {start:%H:%M}", what, about, last)
    else:
        day = date_short(date.fromisoformat(when)) if when else ""
        amount = money_words(last, money)
        parts = (number, day, KINDS[row[6]] if kind == "invoice" else what, amount, about)
    return Line(kind, row[0], name, " · ".join(filter(None, parts)), bool(row[9]))
