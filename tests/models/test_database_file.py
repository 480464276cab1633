"""A studio whose file cannot be used: real files, real reports of SQLite, one sentence each."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from resource import RLIM_INFINITY
from typing import TYPE_CHECKING

import peewee
import pytest

from studio_tui.errors import StudioError
from studio_tui.models.database import close_database, explained, open_database
from studio_tui.services import search, work
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import book, client_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.services.desk import Desk


def refusal(directory: Path) -> StudioError:
    with pytest.raises(StudioError) as caught:
        Studio(directory, now=NOW)
    return caught.value


def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "studio.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    before = path.read_bytes()
    found = refusal(tmp_path)
    assert found.code == "not-a-studio"
    assert f"{path} is a database of another program" in found.message
    assert "--data" in found.message
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["studio.db"]


def test_a_text_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "studio.db"
    path.write_text("Anna's list of things to do\n" * 100)
    found = refusal(tmp_path)
    assert found.code == "not-a-studio"
    assert "is not a studio's database" in found.message
    assert path.read_text().startswith("Anna's list")


def test_a_truncated_file_is_damaged_and_names_the_backups(directory: Path) -> None:
    path = directory / "studio.db"
    path.write_bytes(path.read_bytes()[:8192])
    found = refusal(directory)
    assert found.code == "damaged"
    assert "backups" in found.message


def test_damage_that_only_shows_while_working_is_told_too(directory: Path) -> None:
    path = directory / "studio.db"
    with Studio(directory, now=NOW) as opened:
        for number in range(50):
            book(opened, client=client_draft(last=f"Smith {number}"), force=True)
    with closing(sqlite3.connect(path)) as connection:
        root, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) "
            "FROM sqlite_master WHERE name = 'client'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(content)
    with (
        Studio(directory, now=NOW) as opened,
        pytest.raises(StudioError, match="is damaged") as caught,
    ):
        opened.run(search.clients, "smi")
    assert caught.value.code == "damaged"


def test_a_data_directory_that_is_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "studio"
    path.write_text("")
    found = refusal(path)
    assert found.code == "directory"
    assert f"The data directory {path} cannot be made" in found.message
    assert "--data" in found.message


def test_a_data_directory_that_cannot_be_made_is_told() -> None:
    found = refusal(Path("/proc/studio"))  # not even root can make directories there
    assert found.code == "directory"
    assert "The data directory /proc/studio cannot be made" in found.message


def test_a_directory_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "studio.db").mkdir()
    found = refusal(tmp_path)
    assert found.code == "unreadable"
    assert "cannot be opened" in found.message


def test_a_read_only_file_is_told(directory: Path) -> None:
    """SQLite's own report, as a file system or owner that forbids writing brings it about."""
    path = directory / "studio.db"
    read_only = peewee.SqliteDatabase(f"file:{path}?mode=ro", uri=True)
    with closing(read_only), pytest.raises(peewee.OperationalError) as caught:
        read_only.execute_sql("UPDATE session_type SET length = 0")
    said = explained(caught.value, path)
    assert said.code == "read-only"
    assert f"{path} cannot be written" in said.message


def test_a_read_only_studio_refuses_to_book_and_keeps_running(studio: Studio) -> None:
    studio.run(lambda desk: desk.database.execute_sql("PRAGMA query_only = 1"))
    with pytest.raises(StudioError, match="cannot be written") as caught:
        book(studio)
    assert caught.value.code == "read-only"
    studio.run(lambda desk: desk.database.execute_sql("PRAGMA query_only = 0"))
    assert book(studio).session_number


def test_a_full_disk_loses_nothing_and_booking_works_again_with_space(studio: Studio) -> None:
    def limit(desk: Desk, pages: int) -> None:
        desk.database.execute_sql(f"PRAGMA max_page_count = {pages}")

    booked = book(studio)
    (used,) = studio.run(lambda desk: desk.row("PRAGMA page_count")) or (0,)
    studio.run(limit, used)
    long = client_draft(last="Okafor", notes="x" * 100_000)
    with pytest.raises(StudioError, match="is full") as caught:
        book(studio, client=long, photographer="Ben Okoye", resource="Camera room 2")
    assert caught.value.code == "disk-full"
    assert "Nothing was stored" in caught.value.message
    assert [hit.id for hit in studio.run(search.clients, "")] == [booked.client_id]
    studio.run(limit, 100_000)
    assert book(studio, client=long, photographer="Ben Okoye", resource="Camera room 2")


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_another_program(path: Path, how: str = "BEGIN EXCLUSIVE") -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate("\n")


def test_a_file_held_by_another_program_is_told_and_waited_for(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PATIENCE", 0.1)
    with held_by_another_program(studio.directory / "studio.db"):
        with pytest.raises(StudioError, match="held by another program") as caught:
            book(studio)
        assert caught.value.code == "locked"
        assert "try again in a moment" in caught.value.message
        assert studio.run(search.clients, "") == []  # reading goes on
    assert book(studio).session_number == "10000"


def test_the_printed_sentence_names_the_file_with_whatever_is_in_its_name(tmp_path: Path) -> None:
    strange = tmp_path / "{0} [b]Studio"
    strange.mkdir()
    (strange / "studio.db").write_text("text" * 500)
    assert str(strange) in refusal(strange).message


def test_a_studio_can_be_moved_with_its_directory(directory: Path, tmp_path: Path) -> None:
    with Studio(directory, now=NOW) as opened:
        book(opened)
    shutil.move(directory, tmp_path / "elsewhere")
    with Studio(tmp_path / "elsewhere", now=NOW) as opened:
        assert [hit.name for hit in opened.run(search.clients, "smi")] == ["Smith, Sara"]


@pytest.mark.parametrize(("limit", "mapped"), [(RLIM_INFINITY, True), (512 * 2**20, False)])
def test_the_file_takes_no_address_space_where_that_is_limited(
    limit: int, mapped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (limit, limit))
    opened = open_database(tmp_path / "studio.db")
    assert (opened.execute_sql("PRAGMA mmap_size").fetchone()[0] > 0) is mapped
    close_database()
