"""The studio's database file: how it is opened, and what may be wrong with it.

SQLite in write-ahead mode, so that several programs on one machine share the file. Every commit is
synced to disk: a booking that was confirmed on the phone survives a power cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x53545549
"""Marks the file as ours (SQLite's application_id): the letters STUI."""

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "cache_size": -16000,
    "temp_store": "memory",
    "mmap_size": 268435456,
}

database = peewee.SqliteDatabase(None)
"""The one open studio; ``open_database`` says which file it is."""


class DatabaseFileError(StudioError):
    """The file cannot be used; the message says why and what to do."""


def open_database(path: Path) -> peewee.SqliteDatabase:
    """Point ``database`` at a file and connect; the file is created when it does not exist.

    Raises:
        DatabaseFileError: When it is not a studio's database, is damaged or cannot be written.
    """
    if not database.is_closed():
        database.close()
    database.init(str(path), pragmas=PRAGMAS)
    try:
        database.connect()
        found = database.execute_sql("PRAGMA application_id").fetchone()[0]
        tables = database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except peewee.DatabaseError as error:
        if not database.is_closed():
            database.close()
        raise explained(error, path) from error
    if tables and found != APPLICATION_ID:
        database.close()
        raise DatabaseFileError(
            f"{path} is a database of another program. Move it away, "
            "or name another data directory with --data.",
            code="not-a-studio",
        )
    return database


def explained(error: peewee.DatabaseError, path: Path | str = "") -> StudioError:
    """The sentence for what SQLite reports: locked, damaged, read-only or full.

    Args:
        error: What peewee raised.
        path: The file, for the sentence.
    """
    text = str(error).lower()
    name = str(path) or str(database.database)
    for sign, code, sentence in (
        (
            "not a database",
            "not-a-studio",
            "{} is not a studio's database. Move it away, "
            "or name another data directory with --data.",
        ),
        (
            "malformed",
            "damaged",
            "{} is damaged. Restore the newest copy from the backups folder beside it.",
        ),
        (
            "readonly",
            "read-only",
            "{} cannot be written: it or its directory is read-only. "
            "Ask its owner for permission, or name another data directory with --data.",
        ),
        (
            "read-only",
            "read-only",
            "{} cannot be written: it or its directory is read-only. "
            "Ask its owner for permission, or name another data directory with --data.",
        ),
        (
            "full",
            "disk-full",
            "The disk that holds {} is full. Nothing was stored; free some space and try again.",
        ),
        (
            "locked",
            "locked",
            "{} is held by another program. Nothing was stored; try again in a moment.",
        ),
        (
            "unable to open",
            "unreadable",
            "{} cannot be opened. Check that its directory exists and that you may write there.",
        ),
        (
            "disk i/o",
            "disk",
            "The disk does not answer for {}. Nothing was stored; check the disk and try again.",
        ),
    ):
        if sign in text:
            return DatabaseFileError(sentence.format(name), code=code)
    return DatabaseFileError(f"The database reports: {error}. Nothing was stored.", code="database")
