"""Makes a studio's file very large in a few statements: copies of its past, and many more clients.

Indexes and triggers are taken away while rows go in, and everything is indexed once at the end.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from studio_tui.domain.wallclock import lenient_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MILLION: Final = 1_000_000


@contextmanager
def _bulk(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection on which nothing but rows is written; all else follows at its end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(
            "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA cache_size = -64000;"
        )
        kept = database.execute(
            "SELECT type, name, sql FROM sqlite_master "
            "WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type"
        ).fetchall()
        for kind, name, _ in kept:
            database.execute(f'DROP {kind} "{name}"')
        database.execute("BEGIN")
        yield database
        for _, _, sql in kept:
            database.execute(sql)
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = wal")


# A studio with a longer past

_SHARED: Final = ("client", "session", "appointment", "event", "invoice", "payment", "message")
"""Tables whose ids others refer to."""
_COPIED: Final = (
    *_SHARED,
    "client_phone",
    "family_member",
    "client_group_member",
    "booking_slot",
    "invoice_line",
    "message_recipient",
    "task",
    "note",
    "change",
)
_WORK: Final = """
INSERT INTO task (number, subject, type_id, status_id, start, due, completed, completed_by_id,
    assigned_by_id, assigned_to_id, priority, private, client_id, session_id, notes, token, version,
    created)
SELECT 10000 + row_number() OVER (ORDER BY session.id), 'Call about ' || session.description, 1,
    status.id, substr(event.start, 1, 10), substr(event.start, 1, 10),
    CASE WHEN status.kind = 'done' THEN event.end_utc END,
    CASE WHEN status.kind = 'done' THEN booked_by_id END, booked_by_id, 1 + session.id % 5, 2, 0,
    client_id, session.id, '', 'task ' || session.id, 1, session.created
FROM session JOIN event ON event.session_id = session.id
JOIN status ON status.area = 'task'
    AND status.kind = CASE WHEN event.start < :now THEN 'done' ELSE 'open' END
    AND (status.initial OR status.kind = 'done')
WHERE session.id % 10 = 0;
INSERT INTO note (subject, record_id, person_id, at, text)
SELECT 'session', id, booked_by_id, created, 'Asked about ' || description FROM session
WHERE id % 5 = 0;
INSERT INTO message (id, sender, subject, body, message_id, client_id, session_id, person_id,
    attempts, created)
SELECT session.id, 'studio@example.org', 'Your session', 'We look forward to seeing you.',
    '<' || session.id || '@example.org>', client_id, session.id, booked_by_id, 1, session.created
FROM session WHERE session.id % 3 = 0;
INSERT INTO message_recipient (message_id, address, state, said, at)
SELECT id, 'c' || client_id || '@example.org', 'sent', '', created FROM message;
"""


def add_work(path: Path, now: str) -> None:
    """Give a studio the tasks, notes and messages of years of work."""
    with _bulk(path) as database:
        for statement in _WORK.split(";\n"):
            database.execute(statement, {"now": now} if ":now" in statement else {})
        database.execute(
            "INSERT INTO counter (name, next) SELECT 'task', max(CAST(number AS INTEGER)) + 1 "
            "FROM task HAVING count(*) ON CONFLICT (name) DO UPDATE SET next = excluded.next"
        )
        _index_words(database)


def lengthen(path: Path, times: int, years: float, zone: str) -> None:
    """Repeat a studio's past before itself, with clients of its own each time.

    Args:
        path: The studio's file.
        times: How often it is there in the end.
        years: How many lie between one time and the next.
        zone: The zone that its clocks show.
    """

    @cache
    def instant(text: str) -> int:
        return lenient_instant(datetime.fromisoformat(text), zone)

    with _bulk(path) as database:
        database.create_function("instant", 1, instant, deterministic=True)
        past = _Past(
            database,
            {table: _last(database, table) for table in _COPIED},
            dict(database.execute("SELECT name, next - 10000 FROM counter")),
        )
        for time in range(1, times):
            for table in _COPIED:
                past.repeat(table, time, time * 7 * round(years * 365.2425 / 7))
        for name, count in past.used.items():
            database.execute(
                "UPDATE counter SET next = next + ? WHERE name = ?", (count * (times - 1), name)
            )
        _index_words(database)


def _last(database: sqlite3.Connection, table: str) -> int:
    found: int | None = database.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
    return found or 0


@dataclass(frozen=True, slots=True)
class _Past:
    """What is repeated."""

    database: sqlite3.Connection
    last: dict[str, int]
    """The highest id of each table."""
    used: dict[str, int]
    """How many numbers have been given, by what they number."""

    def repeat(self, table: str, time: int, days: int) -> None:
        """Add the rows of a table once more, some days earlier, under ids of their own."""
        columns = [
            row[1]
            for row in self.database.execute(f"PRAGMA table_info({table})")
            if row[1] != "id" or table in _SHARED
        ]
        values = {name: f'old."{name}"' for name in columns}
        values |= self._moved(table, days) | self._referring(table, time)
        slots = f"JOIN event ON event.id = old.event_id + {time * self.last['event']}"
        self.database.execute(
            f"INSERT INTO {table} ({', '.join(_quoted(columns))}) "
            f"SELECT {', '.join(values[name] for name in columns)} FROM {table} AS old "
            f"{slots if table == 'booking_slot' else ''} WHERE old.rowid <= {self.last[table]}"
        )

    def _referring(self, table: str, time: int) -> dict[str, str]:
        """Ids, and what goes by them."""
        referred = {
            row[3]: row[2] for row in self.database.execute(f"PRAGMA foreign_key_list({table})")
        }
        referred |= {"id": table}
        found = {
            name: f'old."{name}" + {time * self.last[other]}'
            for name, other in referred.items()
            if other in _SHARED
        }
        sizes = " ".join(f"WHEN '{name}' THEN {self.last[name]}" for name in _SHARED)
        found["record_id"] = f"old.record_id + {time} * CASE old.subject {sizes} ELSE 0 END"
        if table in self.used:
            later = f"CAST(old.number AS INTEGER) + {time * self.used[table]}"
            found |= {"number": f"CAST({later} AS TEXT)"}
        own = ("token", "message_id") if table == "message" else ("token",)
        found |= {name: f"old.{name} || ' {time}'" for name in own}
        return found

    def _moved(self, table: str, days: int) -> dict[str, str]:
        """Days and times; what was open then is done by now."""
        found = {
            name: f"date(old.\"{name}\", '-{days} days')" for name in ("date", "due", "status_due")
        }
        found |= {name: f'old."{name}" - {days * 86400}' for name in ("at", "created", "completed")}
        found["status_id"] = _DONE
        if table == "task":
            found["start"] = f"date(old.start, '-{days} days')"
        if table == "booking_slot":
            found |= {name: f"event.{name}" for name in ("start_utc", "end_utc")}
        if table == "event":
            for name in ("start", "end"):
                text = f"strftime('%Y-%m-%dT%H:%M', old.\"{name}\", '-{days} days')"
                found |= {name: text, f"{name}_utc": f"instant({text})"}
        return found


_DONE: Final = """
(SELECT coalesce(max(CASE WHEN same.kind = 'done' THEN same.id END), old.status_id) FROM status
 JOIN status AS same ON same.area = status.area
 WHERE status.id = old.status_id AND status.kind = 'open')
"""


def _quoted(names: Iterable[str]) -> Iterator[str]:
    return (f'"{name}"' for name in names)


def _index_words(database: sqlite3.Connection) -> None:
    """Fill the indexes of words from the rows."""
    database.execute("INSERT INTO client_search (client_search) VALUES ('rebuild')")
    database.execute("DELETE FROM record_search")
    for number, table in enumerate(("session", "appointment", "invoice")):
        database.execute(
            f"INSERT INTO record_search (rowid, text) "
            f"SELECT 4 * id + {number}, description FROM {table} WHERE description <> ''"
        )


# A million clients

_NAMES: Final = """
INSERT INTO client (number, last, first, salutation, business, job_title, company, street, city,
    state, postcode, country, email, call_warning, status_id, lead_source, allow_email, allow_mail,
    allow_sms, allow_call, notes, sort_name, given_name, search, version, created)
SELECT 'M' || n, last, given, '', 0, '', '', '', '', '', '', '', 'c' || n || '@example.org', '',
    status_id, '', 1, 1, 1, 1, '', lower(last) || ' ' || lower(given),
    lower(given) || ' ' || lower(last),
    lower(last) || ' ' || lower(given) || ' c' || n || ' example org 07' || (n * 7919 % 1000000000)
    || ' m' || n, 1, 0
FROM (SELECT value AS n FROM generated) JOIN numbered AS one ON one.at = 1 + n % :people
JOIN (SELECT at, first AS given FROM numbered) AS other ON other.at = 1 + n / :people % :people
"""
_SETUP: Final = """
CREATE TEMP TABLE numbered AS SELECT row_number() OVER () AS at, last, first, status_id
    FROM client WHERE last <> '' AND first <> '';
CREATE INDEX temp.numbered_at ON numbered (at);
CREATE TEMP TABLE generated AS WITH RECURSIVE n(value) AS
    (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {count}) SELECT value FROM n;
"""


def fill_up(path: Path, count: int = MILLION) -> None:
    """Add clients to a studio's file until there are very many."""
    with _bulk(path) as database:
        for statement in _SETUP.format(count=count).strip().split(";\n"):
            database.execute(statement)
        people = database.execute("SELECT count(*) FROM numbered").fetchone()[0]
        database.execute(_NAMES, {"people": people})
        database.execute(
            "INSERT INTO client_phone (client_id, label, number, key, sms, sort) "
            "SELECT id, '', '07' || (id * 7919 % 1000000000), '7' || (id * 7919 % 1000000000), "
            "0, 0 FROM client WHERE number LIKE 'M%'"
        )
        _index_words(database)
