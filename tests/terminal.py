"""The real program in a pseudo-terminal, with what a person would see of it.

Every wait is for something to appear and has an end; there are no sleeps.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Self

import pyte
from ptyprocess.ptyprocess import PtyProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NOW = "2026-11-24T09:00"
PATIENCE = 20.0
"""Seconds after which something that was waited for is given up."""

_NOT_OURS = ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES")
"""Variables that say something about the terminal in which the tests run."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "delete": "\x1b[3~",
}
_CODES = (15, 17, 18, 19, 20, 21, 23, 24)
KEYS |= {f"f{number}": f"\x1b[{code}~" for number, code in enumerate(_CODES, 5)}


class Terminal:
    """A terminal in which ``studio`` was started."""

    def __init__(
        self,
        directory: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        options: Sequence[str] = (),
    ) -> None:
        """Start the program.

        Args:
            directory: The data directory.
            columns: Width.
            rows: Height.
            options: What the program is called with besides the data directory.
            environment: Variables besides a terminal of 256 colours and a clock that stands still.
        """
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        """All that the program sent."""
        kept = {k: v for k, v in os.environ.items() if k not in _NOT_OURS}
        defaults = {"TERM": "xterm-256color", "STUDIO_NOW": NOW, "LANG": "C.UTF-8"}
        self._process = PtyProcess.spawn(  # type: ignore[no-untyped-call]
            [sys.executable, "-m", "studio_tui", "--data", str(directory), *options],
            dimensions=(rows, columns),
            env=kept | defaults | (environment or {}),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close(force=True)

    # What a person does

    def press(self, *keys: str) -> None:
        """Send keys: names as ``enter`` or ``ctrl+p``, or text."""
        for key in keys:
            if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
                sent = chr(ord(key[-1]) & 0x1F)
            else:
                sent = KEYS.get(key, key)
            self._process.write(sent.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Close the window without leaving the program."""
        self._process.close(force=True)

    def kill(self) -> None:
        """End the program at once, as a power cut would."""
        self._process.kill(signal.SIGKILL)
        self.wait_until(lambda: not self._process.isalive())

    @property
    def pid(self) -> int:
        """Id of the program's process."""
        return int(self._process.pid)

    def exit_status(self) -> int:
        """Wait until the program has ended."""
        self.wait_until(lambda: not self._process.isalive())
        self.read(0.05)  # what it wrote last
        return int(self._process.exitstatus)

    # What a person sees

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def under_cursor(self) -> str:
        """The line from the terminal's cursor on: what a braille display shows."""
        return str(self.screen.display[self.screen.cursor.y][self.screen.cursor.x :]).rstrip()

    def wait_for(self, *texts: str) -> None:
        """Wait until the screen shows all the texts."""
        self.wait_until(lambda: all(text in self.text for text in texts), ", ".join(texts))

    def wait_until(self, condition: Callable[[], bool], what: str = "the condition") -> None:
        """Wait until something is true of the screen or the program."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} did not come within {PATIENCE} s:\n{self.text}")
            self.read(0.05)

    def read(self, seconds: float) -> int:
        """Take in what the program sends within a time; returns the number of bytes."""
        count = 0
        while self._process.fd >= 0 and select.select([self._process.fd], [], [], seconds)[0]:
            try:
                data = os.read(self._process.fd, 65536)
            except OSError:  # the program has closed its side
                break
            if not data:
                break
            self.written += data
            self._stream.feed(data)
            count += len(data)
        return count
