"""Brings a studio's database to the newest schema, keeping a copy of what was there before.

The migrations are numbered scripts beside this file. SQLite's user_version holds the number of the
last one applied, so that an up-to-date file opens without loading the runner.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from studio_tui.models.database import APPLICATION_ID, DatabaseFileError

if TYPE_CHECKING:
    from peewee import SqliteDatabase

MIGRATIONS = Path(__file__).with_name("migrations")


def newest() -> int:
    """Number of the newest migration that this version of the program has."""
    return max(int(name[:4]) for name in os.listdir(MIGRATIONS) if name[:4].isdigit())


def migrate(database: SqliteDatabase, backups: Path) -> Path | None:
    """Apply what is missing.

    Args:
        database: Open and connected.
        backups: Directory for the copy that is kept of a file with content.

    Returns:
        The copy, when one was made.

    Raises:
        DatabaseFileError: When the file was written by a newer version of the program.
    """
    found: int = database.execute_sql("PRAGMA user_version").fetchone()[0]
    wanted = newest()
    if found == wanted:
        return None
    if found > wanted:
        raise DatabaseFileError(
            f"{database.database} was written by a newer version of the program "
            f"(schema {found}, this one knows {wanted}). Update the program to open it.",
            code="newer-version",
        )
    copy = _backup(database, backups, found) if found else None
    _apply(database, wanted)
    return copy


def _apply(database: SqliteDatabase, wanted: int) -> None:
    from playhouse.migrations import Runner

    # A changed table is often built anew; dropping the old one must not take along the rows that
    # refer to it. SQLite ignores this setting inside a transaction.
    database.execute_sql("PRAGMA foreign_keys = OFF")
    try:
        # Another program that starts at the same moment waits here, and then finds nothing to do.
        with database.atomic("IMMEDIATE"):
            Runner(database, str(MIGRATIONS)).up()
            if broken := database.execute_sql("PRAGMA foreign_key_check").fetchone():
                raise DatabaseFileError(
                    f"The update would leave {broken[0]} referring to missing rows of "
                    f"{broken[2]}. Nothing was changed; report this to the program's makers.",
                    code="update",
                )
            database.execute_sql(f"PRAGMA user_version = {wanted}")
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        database.execute_sql("PRAGMA foreign_keys = ON")


def _backup(database: SqliteDatabase, backups: Path, found: int) -> Path:
    """A consistent copy through SQLite's online backup, named after the schema it holds."""
    name = Path(database.database).stem
    number = 1
    while (copy := backups / f"{name}-schema-{found:04}-{number}.db").exists():
        number += 1
    try:
        backups.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(copy)) as target:
            database.connection().backup(target)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseFileError(
            f"No copy could be kept in {backups} before the update: {error}. "
            "Nothing was changed; make room there and try again.",
            code="backup",
        ) from error
    return copy
