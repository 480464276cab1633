"""What starting costs: what is imported, and what can be read before that is done."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from ptyprocess.ptyprocess import PtyProcess

from studio_tui.wire import splash
from tests.terminal import NOW, Terminal

if TYPE_CHECKING:
    from pathlib import Path

BELOW = {
    *("config", "drafts", "errors", "key", "keymap", "paths", "studio", "terminal", "type_ahead"),
    *("domain.absences", "domain.block", "domain.block_filter", "domain.block_text"),
    *("domain.columns", "domain.hours", "domain.interval", "domain.money", "domain.names"),
    *("domain.numbers", "domain.settings", "domain.workdays", "services.numbers"),
    *("domain.wallclock", "domain.words", "models.database", "models.migrate"),
    *("services.calendar", "services.completion", "services.desk", "services.of_event"),
    *("services.preferences", "services.working"),
}
"""What the first screen needs of what lies below the screens, besides the tables of keys."""
SCREENS = {
    *("base", "calendar", "calendar_deeds", "calendar_faces", "calendar_frame", "calendar_view"),
    *("calendar_walking", "dialogs", "opening", "pulse", "themes"),
}


def loaded(code: str) -> set[str]:
    """Modules that are in memory after some code."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stdout.split())


def test_only_what_the_first_screen_needs_is_imported() -> None:
    """Each module costs about half a millisecond: import the rest where it is used."""
    ours = {
        name.removeprefix("studio_tui.")
        for name in loaded("import studio_tui.app, studio_tui.wire.driver")
        if name.startswith("studio_tui.") and "." in name
    }
    packages = {"domain", "hubs", "models", "screens", "services", "widgets", "wire"}
    free = ("keys", "widgets.", "wire.", "cli", "app")
    needed = BELOW | {f"screens.{name}" for name in SCREENS} | packages
    assert {name for name in ours if not name.startswith(free)} - needed == set()


def test_something_can_be_read_before_much_is_imported() -> None:
    before = loaded("from studio_tui.cli import main; from studio_tui.wire import splash")
    assert not before & {
        "argparse",
        "json",
        "pathlib",
        "textual",
        "peewee",
        "asyncio",
        "typing_extensions",
    }


def test_the_first_picture_has_title_date_and_grid_on_every_terminal() -> None:
    lines = splash.picture("Tue 24 Nov 2026", 80, 24)
    assert lines[0] == " Studio · Tue 24 Nov 2026"
    assert lines[2:4] == ["09:00 │", "09:30 │"]
    assert lines[-2] == " Opening the studio …"
    for columns, rows in ((80, 24), (10, 3), (1, 1), (120, 60)):
        found = splash.picture("Tue 24 Nov 2026", columns, rows)
        assert len(found) == rows
        assert max(map(len, found)) <= columns


def test_the_program_draws_over_what_is_shown_first(directory: Path) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for(" Studio · Tue 24 Nov 2026", " Opening the studio …")
        terminal.wait_for(" Day · Tue 24 Nov 2026", "09:00►│[", "^P Book")
        assert "Opening" not in terminal.text
        assert terminal.written.count(b"\x1b[?1049h") == 1
        assert terminal.written.count(b"\x1b[2J") == 1


def test_keys_typed_before_the_first_picture_count(directory: Path) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for("Opening the studio")
        terminal.press("down", "down", "ctrl+p")
        terminal.wait_for("Welcome")
        assert "^[" not in terminal.text


def test_a_studio_that_cannot_be_opened_is_a_sentence_in_the_terminal_as_it_was(
    tmp_path: Path,
) -> None:
    (tmp_path / "studio.db").write_bytes(b"no database" * 99)
    with Terminal(tmp_path) as terminal:
        assert terminal.exit_status() == 1
        terminal.read(0.2)
        left = terminal.written.rindex(b"\x1b[?1049l")
        assert left > terminal.written.rindex(b"\x1b[?1049h")
        assert b"studio.db" in terminal.written[left:]


def test_the_shell_gets_its_terminal_back_as_it_was(directory: Path) -> None:
    told = "stty -g; {} ; stty -g".format(f"{sys.executable} -m studio_tui --data {directory}")
    environment = {**os.environ, "TERM": "xterm-256color", "STUDIO_NOW": NOW}
    shell = PtyProcess.spawn(["sh", "-c", told], env=environment, dimensions=(24, 80))  # type: ignore[no-untyped-call]
    out = b""
    while b"Book" not in out:
        out += shell.read()
    shell.write(b"\x11")
    try:
        while True:
            out += shell.read()
    except EOFError:
        pass
    before, after = (out.split(b"\r\n", 1)[0], out.rstrip().rsplit(b"\r\n", 1)[-1])
    assert after.endswith(before)
