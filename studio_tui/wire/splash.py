"""Something to read while Textual is imported: title, date and an empty grid.

Imports next to nothing. It takes over the terminal, so that keys typed meanwhile are neither shown
nor lost; the driver goes on from there, and what it then draws over is known to the frame.
"""

from __future__ import annotations

import os
import sys
import termios
from datetime import datetime

TYPE_CHECKING = False  # importing typing would take longer than all that is done here
if TYPE_CHECKING:
    from typing import Any, Final

OPEN: Final = "\x1b[?1049h\x1b[?7l\x1b[m\x1b[H\x1b[2J"
CLOSE: Final = "\x1b[?7h\x1b[?1049l"
FIRST: Final = 18
"""The half hour that the grid begins with: nine o'clock."""
_INPUT, _LOCAL = 0, 3
"""Where `termios` keeps what is done to input, and echo and editing of lines."""


class Splash:
    """What the terminal shows until the program can."""

    def __init__(self) -> None:
        """Take over the terminal and show it."""
        self.size = os.get_terminal_size(sys.stdout.fileno())
        self.lines = picture(_today(), *self.size)
        self._terminal = sys.stdin.fileno()
        self.attributes: list[Any] = termios.tcgetattr(self._terminal)
        """How the terminal was set before."""
        self.taken = False
        """Whether a driver has taken over."""
        raw = termios.tcgetattr(self._terminal)
        raw[_INPUT] &= ~(termios.IXON | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        termios.tcsetattr(self._terminal, termios.TCSANOW, raw)
        shown = "".join(f"\x1b[{y}H{line}" for y, line in enumerate(self.lines, 1) if line)
        sys.stdout.write(OPEN + shown)
        sys.stdout.flush()

    def leave(self) -> None:
        """Give the terminal back as it was."""
        if not self.taken:
            self.taken = True
            sys.stdout.write(CLOSE)
            sys.stdout.flush()
        termios.tcsetattr(self._terminal, termios.TCSANOW, self.attributes)


def fits() -> bool:
    """Whether there is a terminal to show it on."""
    streams = (sys.stdin, sys.stdout)
    known = os.environ.get("TERM", "dumb") not in ("dumb", "")
    return known and all(stream and stream.isatty() for stream in streams)


def _today() -> str:
    """The date of the machine, until the studio's own is known."""
    try:
        now = datetime.fromisoformat(os.environ.get("STUDIO_NOW", ""))
    except ValueError:
        now = datetime.now().astimezone()
    return f"{now:%a} {now.day} {now:%b %Y}"


def picture(today: str, columns: int, rows: int) -> list[str]:
    """The lines, as many as the terminal has."""
    hours = (
        f"{at // 2 % 24:02}:{at % 2 * 30:02} │" for at in range(FIRST, FIRST + max(rows, 4) - 4)
    )
    lines = [f" Studio · {today}", "", *hours, " Opening the studio …", ""]
    return [line[:columns] for line in lines[:rows]]
