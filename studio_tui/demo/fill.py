"""Writes the demonstration studio into an empty database, as if its staff had booked everything.

Rows go in by thousands instead of one by one through the booking service, and hold what that
service would have stored: tests compare the two.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from studio_tui.demo.generator import DEMO, FIRST_NUMBER, SEED, generate
from studio_tui.demo.invoice_rows import Books, numbered
from studio_tui.demo.rows import (
    COLUMNS,
    Keys,
    Row,
    StatusKey,
    TypeKey,
    address,
    appointment_rows,
    client_rows,
    session_rows,
)
from studio_tui.demo.working import give_hours
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY
from studio_tui.services import setup
from studio_tui.services.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from studio_tui.demo.shapes import DemoPerson, DemoStudio, Scale
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

BATCH = 10_000
"""Rows of all tables that are kept in memory at a time."""
ROWS = 200
"""Rows that one statement inserts."""
SHOWN_AT_FIRST = 4
"""How many photographers the calendar opens with."""


def fill(
    desk: Desk,
    now: datetime,
    *,
    scale: Scale = DEMO,
    seed: int = SEED,
    zone: str = "Europe/London",
) -> None:
    """Create the demonstration studio in an empty database, in one transaction.

    Args:
        desk: Where we are.
        now: What the clock on the studio's wall says.
        scale: How large the studio is; somebody must work there.
        seed: Another number makes another studio.
        zone: IANA name of the studio's time zone.

    Raises:
        StudioError: When there is a studio already.
    """
    made = generate(now, scale=scale, seed=seed, zone=zone)
    with desk.work() as work:
        keys = _studio(work, made, now)
        payments = numbered(made.invoices)
        books = Books(keys, catalogue(desk), payments)
        _write(work, chain(_everything(keys, made), _invoices(books, made)))
        give_hours(work, keys, made.opening, now)
        _count(work, "client", sum(one.kind is not None for one in made.clientele.visits))
        for name, used in (
            ("session", made.sessions),
            ("appointment", made.appointments),
            ("invoice", made.invoices),
            ("payment", payments),
        ):
            _count(work, name, len(used))


def _studio(work: Transaction, made: DemoStudio, now: datetime) -> Keys:
    """Create what clients and sessions refer to."""
    desk, opening = work.desk, made.opening
    location_id = setup.open_studio(work, _answers(made))
    for closure in opening.closures:
        days = {"first": closure.first.isoformat(), "last": closure.last.isoformat()}
        work.insert("closure", location_id=location_id, name=closure.name, **days)
    staff = _staff(work, location_id, made.people)
    types = desk.rows("SELECT code, id, before * 60, after * 60 FROM session_type")
    return Keys(
        location=location_id,
        zone=opening.zone,
        country=made.country,
        now=lenient_instant(now, opening.zone),
        work_week=tuple(desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)),
        people=tuple(person_id for person_id, _ in staff),
        schedules=tuple(schedule_id for _, schedule_id in staff),
        rooms=tuple(_rooms(work, location_id, made.rooms)),
        outside=tuple(_outside(work, made)),
        types={row[0]: TypeKey(*row[1:]) for row in types},
        statuses=_statuses(desk, "session"),
        appointment_types=_ids(desk, "SELECT code, id FROM appointment_type"),
        appointment_statuses=_statuses(desk, "appointment"),
        invoice_statuses=_statuses(desk, "invoice"),
        client_statuses=_ids(desk, "SELECT name, id FROM status WHERE area = 'client'"),
        groups=_ids(desk, "SELECT name, id FROM client_group"),
    )


def _ids(desk: Desk, sql: str) -> dict[str, int]:
    return {row[0]: row[1] for row in desk.rows(sql)}


def _answers(made: DemoStudio) -> setup.Answers:
    return setup.Answers(
        name=made.name,
        zone=made.opening.zone,
        currency=made.currency,
        country=made.country,
        first=made.people[0].first,
        last=made.people[0].last,
        week=made.opening.week,
        address=address(made.place),
        phone=made.phone,
        email=made.email,
        url=made.website,
    )


def _staff(
    work: Transaction, location_id: int, people: tuple[DemoPerson, ...]
) -> list[tuple[int, int]]:
    """Create everybody but the first, whom the set-up has; returns (person, schedule) ids."""
    database = work.desk.database
    for sort, person in enumerate(people[1:], 1):
        setup.person(work, location_id, person.first, person.last, sort=sort)
    # Every set of initials is free before any of the new ones is given.
    database.execute_sql("UPDATE person SET initials = 'temporary ' || id")
    staff = [
        (row[0], row[1]) for row in work.desk.rows("SELECT id, schedule_id FROM person ORDER BY id")
    ]
    for position, ((person_id, _), person) in enumerate(zip(staff, people, strict=True)):
        roles = [role in person.roles for role in ("photographer", "assistant", "sales")]
        shown = roles[0] and position < SHOWN_AT_FIRST
        database.execute_sql(
            "UPDATE person SET initials = ?, email = ?, phone = ?, photographer = ?, "
            "assistant = ?, sales = ?, auto_select = ? WHERE id = ?",
            (person.initials, person.email, person.phone, *roles, shown, person_id),
        )
    return staff


def _rooms(work: Transaction, location_id: int, names: tuple[str, ...]) -> Iterator[int]:
    """Schedules of the rooms; those that the starter content brings are used."""
    find = "SELECT id FROM schedule WHERE kind = 'resource' AND name = ?"
    for position, name in enumerate(names, 1):
        if not work.desk.row(find, (name,)):
            code = "".join(word[0] for word in name.split()).upper()
            setup.resource(work, location_id, name, code=code, sort=10 * position)
        found = work.desk.row(find, (name,))
        assert found is not None
        yield found[0]


def _outside(work: Transaction, made: DemoStudio) -> Iterator[int]:
    for sort, outside in enumerate(made.outside):
        yield work.insert(
            "outside_location",
            name=outside.name,
            sort=sort,
            inactive=False,
            address=address(outside.place),
            notes=outside.notes,
        )


def _statuses(desk: Desk, area: str) -> dict[str, StatusKey]:
    """Statuses of sessions, appointments or invoices by name, each with the one before it."""
    found: dict[str, StatusKey] = {}
    initial = step = ""
    for status_id, name, kind, days, is_initial in desk.rows(
        "SELECT id, name, kind, days, initial FROM status WHERE area = ? ORDER BY sort", (area,)
    ):
        initial = name if is_initial else initial
        earlier = step if kind in ("open", "done") else initial
        found[name] = StatusKey(status_id, days, "" if is_initial else earlier)
        step = name if kind == "open" else step
    return found


def _everything(keys: Keys, made: DemoStudio) -> Iterator[tuple[str, Row]]:
    takers: dict[int, int] = {}
    for session in made.sessions:
        takers.setdefault(session.client, session.booked_by)
    for position, client in enumerate(made.clients()):
        yield from client_rows(keys, position, client, keys.people[takers.get(position, -1)])
    for position, session in enumerate(made.sessions):
        yield from session_rows(keys, position, session)
    for position, appointment in enumerate(made.appointments):
        event_id = len(made.sessions) + position + 1
        yield from appointment_rows(keys, position, event_id, appointment)


def _invoices(books: Books, made: DemoStudio) -> Iterator[tuple[str, Row]]:
    for position, invoice in enumerate(made.invoices):
        yield from books.rows(position, invoice, made.sessions[invoice.session])


def _write(work: Transaction, rows: Iterable[tuple[str, Row]]) -> None:
    waiting: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for number, (table, row) in enumerate(rows, 1):
        waiting[table].append(row)
        if number % BATCH == 0:
            _flush(work, waiting)
    _flush(work, waiting)


def _flush(work: Transaction, waiting: dict[str, list[Row]]) -> None:
    for table, rows in waiting.items():
        marks = f"({', '.join('?' * (COLUMNS[table].count(',') + 1))})"
        for first in range(0, len(rows), ROWS):
            some = rows[first : first + ROWS]
            work.desk.database.execute_sql(
                f"INSERT INTO {table} ({COLUMNS[table]}) VALUES {', '.join([marks] * len(some))}",
                tuple(chain.from_iterable(some)),
            )
        rows.clear()


def _count(work: Transaction, name: str, used: int) -> None:
    """Let the counter go on after the numbers that have been given."""
    if used:
        work.insert("counter", name=name, next=FIRST_NUMBER + used)
