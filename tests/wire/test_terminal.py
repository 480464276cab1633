"""The real program in a terminal that goes away, comes back, changes, or is looked at by nobody."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.terminal import NOW, Terminal

READY = "09:00-09:30 free"
BOTTOM = "^P Book"


def stopped(terminal: Terminal) -> bool:
    return psutil.Process(terminal.pid).status() == psutil.STATUS_STOPPED


@pytest.mark.parametrize("sent", [signal.SIGTSTP, signal.SIGSTOP])
def test_after_a_stop_the_screen_is_whole_and_a_key_counts_once(
    directory: Path, sent: signal.Signals
) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for(READY, BOTTOM)
        os.kill(terminal.pid, sent)
        terminal.wait_until(lambda: stopped(terminal))
        if sent == signal.SIGTSTP:
            terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.written)
            assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(READY, BOTTOM)
        terminal.press("down")
        terminal.wait_for("09:30-10:00 free")
        terminal.press("down")
        terminal.wait_for("10:00-10:30 free")


def test_a_terminal_of_the_same_size_that_asks_for_it_gets_the_whole_screen(
    directory: Path,
) -> None:
    """As dtach and abduco ask when somebody looks again."""
    with Terminal(directory) as terminal:
        terminal.wait_for(READY, BOTTOM)
        terminal.screen.reset()
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.wait_for(READY, BOTTOM, "Camera room 1")


def wakeups(pid: int) -> int:
    """How often the threads of a process have been woken so far."""
    tasks = Path(f"/proc/{pid}/task").glob("*/status")
    found = (re.search(r"^voluntary_ctxt_switches:\s+(\d+)", t.read_text(), re.M) for t in tasks)
    return sum(int(match[1]) for match in found if match)


def rested(terminal: Terminal) -> None:
    """Wait until what is imported after the start, slowly on a busy machine, is there."""
    for _ in range(10):
        before = wakeups(terminal.pid)
        terminal.read(1.0)
        if wakeups(terminal.pid) - before <= 3:
            return


PLACES = (
    ((), READY),
    (("3",), "November 2026"),
    (("tab",), "[Clients]"),
    (("ctrl+f", "a"), "Find anything"),
    (("ctrl+p",), "Welcome"),
    (("pagedown", "pagedown"), "Who is it for"),
)
"""Ways from one screen to the next, to those that look for what others write and to fields."""


def test_nobody_is_there_so_it_sleeps(directory: Path) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for(READY)
        rested(terminal)
        for keys, shown in PLACES:
            terminal.press(*keys)
            terminal.wait_for(shown)
            terminal.read(1.0)
            before, begin = wakeups(terminal.pid), time.monotonic()
            assert terminal.read(2.0) == 0, shown
            assert wakeups(terminal.pid) - before <= 2 * (time.monotonic() - begin) + 1, shown


def test_movements_of_the_mouse_are_not_asked_for_but_buttons_are(directory: Path) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for(READY)
        assert b"\x1b[?1002h" in terminal.written
        assert b"\x1b[?1003h" not in terminal.written
        terminal.press("\x1b[<0;20;10M", "\x1b[<0;20;10m")
        terminal.wait_until(lambda: READY not in terminal.text)
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
        assert b"\x1b[?1002l" in terminal.written


def test_a_terminal_that_is_gone_ends_the_program(directory: Path) -> None:
    with Terminal(directory, environment={"PYTHONDEVMODE": ""}) as terminal:
        terminal.wait_for(READY)
        process = psutil.Process(terminal.pid)
        terminal.hang_up()
        assert not process.is_running() or process.wait(5) is not None


def test_with_textuals_output_the_program_is_the_same(directory: Path) -> None:
    with Terminal(directory, environment={"STUDIO_OUTPUT": "stock"}) as terminal:
        terminal.wait_for(READY, BOTTOM)
        terminal.press("down")
        terminal.wait_for("09:30-10:00 free")
        stock = len(terminal.written)
    with Terminal(directory) as terminal:
        terminal.wait_for(READY, BOTTOM)
        terminal.press("down")
        terminal.wait_for("09:30-10:00 free")
        assert len(terminal.written) < stock / 2


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_it_is_whole_in_tmux_after_detaching(directory: Path, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        found = subprocess.run(
            ["tmux", "-S", str(tmp_path / "socket"), *words],
            capture_output=True,
            text=True,
            check=True,
        )
        return found.stdout

    def wait(text: str) -> None:
        deadline = time.monotonic() + 20
        while text not in run("capture-pane", "-p"):
            assert time.monotonic() < deadline, run("capture-pane", "-p")

    program = f"STUDIO_NOW={NOW} {sys.executable} -m studio_tui --data {directory}"
    run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", program)
    try:
        wait(READY)
        run("send-keys", "Down")
        wait("09:30-10:00 free")
        run("resize-window", "-x", "100", "-y", "30")
        run("resize-window", "-x", "80", "-y", "24")
        run("send-keys", "Down")
        wait("10:00-10:30 free")
        lines = run("capture-pane", "-p").splitlines()
        assert lines[0].startswith(" Day · Tue 24 Nov 2026")
        assert lines[-1].startswith(f" {BOTTOM}")
    finally:
        run("kill-server")
