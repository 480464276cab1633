"""The unit of work: everything that one use case writes is stored together or not at all.

It opens with BEGIN IMMEDIATE, so that what is checked inside still holds when it is written,
whoever else is working on the same file.
"""

from __future__ import annotations

import json
import random
import time
from typing import TYPE_CHECKING, Any, Self

import peewee

from studio_tui.domain.booking import TakenError
from studio_tui.domain.numbers import FIRST
from studio_tui.models.database import explained

if TYPE_CHECKING:
    from types import TracebackType

    from studio_tui.services.desk import Desk

PATIENCE = 5.0
"""Seconds to keep trying while others write."""

_RETRY = (0.0005, 0.003)
"""Pause between tries in seconds, drawn at random. SQLite's own waiting sleeps in steps of up to
0.1 s, so that an unlucky writer waits far longer than its turn."""


class Transaction:
    """One use case's writes. Made by ``Desk.work``."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.now = desk.utc()
        """UTC seconds, the same for everything written together."""

    def __enter__(self) -> Self:
        database = self.desk.database
        try:
            database.execute_sql("PRAGMA busy_timeout = 0")
            self._begin()
        except peewee.DatabaseError as error:
            raise explained(error) from error
        finally:
            database.execute_sql("PRAGMA busy_timeout = 5000")
        return self

    def _begin(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.desk.database.begin("IMMEDIATE")
            except peewee.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(*_RETRY))
            else:
                return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        database = self.desk.database
        try:
            if error is None:
                database.commit()
                return
        except peewee.DatabaseError as failure:
            self._undo()
            raise explained(failure) from failure
        self._undo()
        if isinstance(error, peewee.DatabaseError):
            raise explained(error) from error
        if isinstance(error, TakenError):
            error.look_further()

    def _undo(self) -> None:
        """Take everything back; on a full disk SQLite has done so by itself."""
        if self.desk.database.connection().in_transaction:
            self.desk.database.rollback()

    def changed(
        self,
        subject: str,
        record_id: int,
        action: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        words: str = "",
        person_id: int | None = None,
    ) -> None:
        """Write the history of a record: only the fields that differ are kept.

        Args:
            subject: Kind of record, as ``session``.
            record_id: Its id.
            action: Verb of the trade, as ``moved``.
            before: Fields as they were; empty for a new record.
            after: Fields as they are now.
            words: The change as a sentence.
            person_id: Who did it, if not whoever is at the desk.
        """
        old, new = before or {}, after or {}
        differing = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        self.desk.database.execute_sql(
            "INSERT INTO change (subject, record_id, person_id, at, action, words, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                subject,
                record_id,
                self.desk.person_id if person_id is None else person_id,
                self.now,
                action,
                words,
                json.dumps({key: old[key] for key in differing if key in old}),
                json.dumps({key: new[key] for key in differing if key in new}),
            ),
        )

    def draw(self, counter: str, first: int = FIRST) -> int:
        """The next number of a counter; nobody else is given the same.

        Args:
            counter: Its name.
            first: What it begins with.
        """
        self.desk.database.execute_sql(
            "INSERT INTO counter (name, next) VALUES (?, ? + 1) "
            "ON CONFLICT (name) DO UPDATE SET next = next + 1",
            (counter, first),
        )
        found = self.desk.row("SELECT next - 1 FROM counter WHERE name = ?", (counter,))
        assert found is not None
        return int(found[0])

    def insert(self, table: str, **values: Any) -> int:
        """Insert one row and return its id. Names come from the program, values are parameters."""
        columns = ", ".join(f'"{column}"' for column in values)
        marks = ", ".join("?" * len(values))
        cursor = self.desk.database.execute_sql(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(values.values())
        )
        return int(cursor.lastrowid)

    def prefer(self, key: str, value: Any, *, personal: bool = False) -> None:
        """Store a setting of the studio, or of the person at the desk."""
        person = (self.desk.person_id or 0) if personal else 0
        self.desk.database.execute_sql(
            "INSERT INTO preference (person_id, key, value) VALUES (?, ?, ?) "
            "ON CONFLICT (person_id, key) DO UPDATE SET value = excluded.value",
            (person, key, json.dumps(value)),
        )
