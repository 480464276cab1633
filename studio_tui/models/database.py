"""The studio's database file: how it is opened, and what may be wrong with it.

SQLite in write-ahead mode, so that several programs on one machine share the file. Every commit is
synced to disk: a booking that was confirmed on the phone survives a power cut.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import peewee

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x53545549
"""Marks the file as ours (SQLite's application_id): the letters STUI."""

PRAGMAS = {
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
    close_database()
    database.init(str(path), pragmas=PRAGMAS | _modest())
    try:
        database.connect()
        _refuse_other_programs(path)
        # Kept in the file itself: only once it is known to be ours.
        database.execute_sql("PRAGMA journal_mode = wal")
    except peewee.DatabaseError as error:
        close_database()
        raise explained(error, path) from error
    except DatabaseFileError:
        close_database()
        raise
    return database


def _modest() -> dict[str, int]:
    """Where a program may have only so much address space, the file is to take none of it."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
    except ImportError:  # not everywhere
        return {}
    return {} if getrlimit(RLIMIT_AS)[0] == RLIM_INFINITY else {"mmap_size": 0}


def close_database() -> None:
    """End this thread's connection, if it has one."""
    if not database.is_closed():
        database.close()


def _refuse_other_programs(path: Path) -> None:
    found = database.execute_sql("PRAGMA application_id").fetchone()[0]
    if found == APPLICATION_ID:
        return
    if database.execute_sql("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise DatabaseFileError(
            f"{path} is a database of another program. Move it away, "
            "or name another data directory with --data.",
            code="not-a-studio",
        )


_NOT_OURS = (
    "{} is not a studio's database. Move it away, or name another data directory with --data."
)
_DAMAGED = "{} is damaged. Restore the newest copy from the backups folder beside it."
_READ_ONLY = (
    "{} cannot be written: it or its directory is read-only. "
    "Ask its owner for permission, or name another data directory with --data."
)
_FULL = "The disk that holds {} is full. Nothing was stored; free some space and try again."
_LOCKED = "{} is held by another program. Nothing was stored; try again in a moment."
_UNREADABLE = "{} cannot be opened. Check that its directory exists and that you may write there."
_SILENT = "The disk does not answer for {}. Nothing was stored; check the disk and try again."
_TAKEN = "The time has been taken meanwhile. Nothing was stored; choose another time."
_GONE = "Something that was chosen has been deleted meanwhile. Nothing was stored; choose again."

_SENTENCES = (
    ("not a database", "not-a-studio", _NOT_OURS),
    ("malformed", "damaged", _DAMAGED),
    ("readonly", "read-only", _READ_ONLY),
    ("read-only", "read-only", _READ_ONLY),
    ("is full", "disk-full", _FULL),
    ("locked", "locked", _LOCKED),
    ("unable to open", "unreadable", _UNREADABLE),
    ("disk i/o", "disk", _SILENT),
    ("slot taken", "clash", _TAKEN),
    ("foreign key", "gone", _GONE),
)
"""Part of what SQLite says, the code for scripts, and the sentence; {} is the file."""


@contextmanager
def sentences() -> Iterator[None]:
    """Whatever SQLite reports inside comes out as a ``StudioError`` with a sentence."""
    try:
        yield
    except peewee.DatabaseError as error:
        raise explained(error) from error


def explained(error: peewee.DatabaseError, path: Path | str = "") -> StudioError:
    """The sentence for what SQLite reports: locked, damaged, read-only or full.

    Args:
        error: What peewee raised.
        path: The file, for the sentence.
    """
    text = str(error).lower()
    name = str(path) or str(database.database)
    for sign, code, sentence in _SENTENCES:
        if sign in text:
            return DatabaseFileError(sentence.format(name), code=code)
    return DatabaseFileError(f"The database reports: {error}. Nothing was stored.", code="database")
