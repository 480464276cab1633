from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from peewee import SqliteDatabase
from playhouse.schema_diff import diff_models

from studio_tui.errors import StudioError
from studio_tui.models import migrate
from studio_tui.models.database import APPLICATION_ID
from studio_tui.models.tables import TABLES
from studio_tui.services import sessions, setup
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import book

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.services.desk import Desk

NEXT = migrate.newest() + 1
"""Number of a migration that is yet to come."""

ADDED = '''"""Clients have a nickname."""
from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column("client", "nickname", TextField(default="")))
'''

BROKEN = '''"""Stops half-way."""


def up(migrator, db):
    db.execute_sql("CREATE TABLE half (id INTEGER)")
    db.execute_sql("CREATE TABLE half (id INTEGER)")
'''


def described(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """Columns, references and indexes of a table, whatever the order they were made in."""

    def pragma(name: str, argument: str) -> list[tuple[Any, ...]]:
        return connection.execute(f"PRAGMA {name}('{argument}')").fetchall()

    return {
        "columns": sorted((name, *rest) for _, name, *rest in pragma("table_info", table)),
        "references": sorted(row[2:] for row in pragma("foreign_key_list", table)),
        "indexes": sorted(
            (
                tuple(column[2] or "" for column in pragma("index_info", index)),
                unique,
                origin,
                partial,
            )
            for _, index, unique, origin, partial in pragma("index_list", table)
        ),
        "by expression": sorted(by_expression(connection, table).values()),
    }


def by_expression(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Indexes that are more than some columns: name and SQL."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? "
        "AND (sql LIKE '% WHERE %' OR sql LIKE '%printf%' OR sql LIKE '%CASE%')",
        (table,),
    )
    return {name: "".join(sql.split()) for name, sql in found}


def test_the_migrated_schema_is_what_the_models_say(studio: Studio) -> None:
    bare = SqliteDatabase(":memory:")

    def compare(desk: Desk) -> None:
        differing = diff_models(desk.database, TABLES)
        ours = desk.database.connection()
        known = [name for one in TABLES for name in by_expression(ours, one._meta.table_name)]
        # The library sees no index by an expression in models; those are compared below.
        assert sorted(each.name for each in differing.drop_indexes) == sorted(known)
        differing.drop_indexes.clear()
        assert not differing
        with bare.bind_ctx(TABLES):
            bare.create_tables(TABLES)
        for model in TABLES:
            name = model._meta.table_name
            migrated = described(desk.database.connection(), name)
            assert migrated == described(bare.connection(), name), name

    studio.run(compare)
    bare.close()


def test_every_update_keeps_the_slot_guard_and_the_search_triggers(studio: Studio) -> None:
    def triggers(desk: Desk) -> set[str]:
        return {
            name for (name,) in desk.rows("SELECT name FROM sqlite_master WHERE type='trigger'")
        }

    assert studio.run(triggers) == {
        *("booking_slot_added", "booking_slot_changed"),
        *(
            f"{what}_{when}"
            for what in (
                "payment_paid",
                "client_search",
                "client_notes_search",
                *(f"{each}_search" for each in ("session", "appointment", "invoice", "task")),
                "note_search",
            )
            for when in ("added", "changed", "removed")
        ),
    }


def test_references_are_enforced_after_an_update(directory: Path, newer_program: Path) -> None:
    (newer_program / f"{NEXT:04}_nickname.py").write_text(ADDED)
    with Studio(directory, now=NOW) as updated:
        assert updated.run(lambda desk: desk.row("PRAGMA foreign_keys")) == (1,)


def test_an_update_that_would_break_references_changes_nothing(
    directory: Path, newer_program: Path
) -> None:
    with Studio(directory, now=NOW) as opened:
        book(opened)
    orphaning = "def up(migrator, db):\n    db.execute_sql('DELETE FROM client')\n"
    (newer_program / f"{NEXT:04}_orphans.py").write_text(orphaning)
    with pytest.raises(StudioError, match="referring to missing rows of client"):
        Studio(directory, now=NOW)
    assert names(directory / "studio.db") == ["Smith"]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(directory: Path) -> None:
    path = directory / "studio.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9000")
    before = path.read_bytes()
    with pytest.raises(StudioError, match="written by a newer version") as caught:
        Studio(directory, now=NOW)
    assert caught.value.code == "newer-version"
    assert "schema 9000" in caught.value.message
    assert "Update the program" in caught.value.message
    assert path.read_bytes() == before
    assert not (directory / "backups").exists()


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's migrations with room for another one."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    return folder


def client_columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(client)")}


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT last FROM client")]


def test_a_copy_is_kept_before_an_older_database_is_brought_up_to_date(
    directory: Path, newer_program: Path
) -> None:
    with Studio(directory, now=NOW) as opened:
        book(opened)
    assert not (directory / "backups").exists()
    (newer_program / f"{NEXT:04}_nickname.py").write_text(ADDED)
    Studio(directory, now=NOW).close()
    (copy,) = (directory / "backups").iterdir()
    assert copy.name == f"studio-schema-{NEXT - 1:04}-1.db"
    assert "nickname" not in client_columns(copy)
    assert "nickname" in client_columns(directory / "studio.db")
    assert names(copy) == names(directory / "studio.db") == ["Smith"]
    with Studio(directory, now=NOW) as updated:
        assert updated.run(sessions.get, 1).client == "Smith, Sara"
    Studio(directory, now=NOW).close()
    assert list((directory / "backups").iterdir()) == [copy]


def test_the_copy_has_what_was_written_last_although_the_log_is_not_folded_in(
    directory: Path, newer_program: Path
) -> None:
    with Studio(directory, now=NOW) as other:
        book(other)
        (newer_program / f"{NEXT:04}_nickname.py").write_text(ADDED)
        Studio(directory, now=NOW).close()
    assert names(directory / "backups" / f"studio-schema-{NEXT - 1:04}-1.db") == ["Smith"]


def test_a_copy_never_replaces_an_earlier_one(directory: Path, newer_program: Path) -> None:
    earlier = directory / "backups" / f"studio-schema-{NEXT - 1:04}-1.db"
    earlier.parent.mkdir()
    earlier.write_text("kept")
    (newer_program / f"{NEXT:04}_nickname.py").write_text(ADDED)
    Studio(directory, now=NOW).close()
    assert earlier.read_text() == "kept"
    assert (earlier.parent / f"studio-schema-{NEXT - 1:04}-2.db").exists()


def test_an_update_that_fails_changes_nothing(directory: Path, newer_program: Path) -> None:
    (newer_program / f"{NEXT:04}_half.py").write_text(BROKEN)
    with pytest.raises(StudioError, match="half already exists"):
        Studio(directory, now=NOW)
    with closing(sqlite3.connect(directory / "studio.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()


def test_without_room_for_the_copy_the_update_does_not_start(
    directory: Path, newer_program: Path
) -> None:
    (newer_program / f"{NEXT:04}_nickname.py").write_text(ADDED)
    (directory / "backups").write_text("a file where a folder is expected")
    with pytest.raises(StudioError, match="No copy could be kept") as caught:
        Studio(directory, now=NOW)
    assert caught.value.code == "backup"
    assert "nickname" not in client_columns(directory / "studio.db")


def test_a_new_file_is_marked_as_ours_and_needs_no_copy(tmp_path: Path) -> None:
    Studio(tmp_path / "new", now=NOW).close()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["studio.db"]
    with closing(sqlite3.connect(tmp_path / "new" / "studio.db")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (migrate.newest(),)


START = """
import sys
from pathlib import Path
from studio_tui.studio import Studio
from studio_tui.services import setup
studio = Studio(Path(sys.argv[1]), now="2026-11-24T09:00")
print(studio.run(setup.exists))
studio.close()
"""


def test_programs_that_start_together_on_nothing_make_one_database(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(tmp_path / "new")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    assert {process.communicate() for process in started} == {("False\n", "")}


def test_up_to_date_files_open_without_the_migration_runner(directory: Path) -> None:
    code = f"{START}\nassert not [name for name in sys.modules if name.startswith('playhouse')]"
    subprocess.run([sys.executable, "-c", code, str(directory)], check=True, capture_output=True)


def test_the_database_is_released_after_a_refusal(directory: Path) -> None:
    with closing(sqlite3.connect(directory / "studio.db")) as connection:
        connection.execute("PRAGMA user_version = 9000")
    with pytest.raises(StudioError):
        Studio(directory, now=NOW)
    with closing(sqlite3.connect(directory / "studio.db", isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")  # refused while anybody else has it open for writing
        connection.execute("ROLLBACK")


def test_a_studio_exists_only_after_it_was_created(tmp_path: Path, studio: Studio) -> None:
    assert studio.run(setup.exists)
    with Studio(tmp_path / "new", now=NOW) as empty:
        assert not empty.run(setup.exists)
