"""Plays the terminal: what a program's output looks like, and what a terminal answers to it."""

from __future__ import annotations

import re
from typing import Any, Final

import pyte

_ARROWS: Final = {"up": "A", "down": "B", "right": "C", "left": "D"}
_KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "f6": "\x1b[17~",
    "backspace": "\x7f",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
} | {name: f"\x1b[{letter}" for name, letter in _ARROWS.items()}

_UPDATING: Final = 2026 << 5
"""Synchronised output (mode 2026) as pyte notes a private mode: nothing is shown meanwhile."""

_UNFINISHED: Final = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*|[P_^X\]][^\x1b\x07]*\x1b?)?$",
)
_UNKNOWN: Final = re.compile(
    rb"\x1b\[[<=>][\d;:]*[A-Za-z]"  # keyboard protocols, and the question for the version
    rb"|\x1b\[\?[\d;]*(?:u|\$p)"
    rb"|\x1b[P_^X][^\x1b\x07]*(?:\x1b\\|\x07)"  # strings that are not for the screen
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_QUESTION: Final = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(>?)0?c|\x1b\[6n")


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key: a name as ``down``, ``ctrl+p``, or the text itself."""
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1].upper()) & 0x1F])
    return _KEYS.get(key, key).encode()


def whole(data: bytes) -> tuple[bytes, bytes]:
    """Split output before a control sequence whose end has not come yet."""
    cut = _UNFINISHED.search(data)
    return (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")


def answers(data: bytes) -> bytes:
    """What a terminal replies to the questions in some output.

    Without a reply a program may wait at its start. Synchronised output is known here, as most
    terminals know it; other modes that are asked for are not.
    """
    return b"".join(_answer(question) for question in _QUESTION.finditer(data))


def _answer(question: re.Match[bytes]) -> bytes:
    mode, second = question.groups()
    if mode is not None:
        return b"\x1b[?%s;%d$y" % (mode, 2 if mode == b"2026" else 0)
    if second is None:
        return b"\x1b[1;1R"
    return b"\x1b[>41;377;0c" if second else b"\x1b[?62;22c"


class Screen:
    """What is on the screen after some output."""

    def __init__(self, columns: int, lines: int) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        """Show output, which must not end within a control sequence."""
        self._stream.feed(_UNKNOWN.sub(b"", data))

    @property
    def text(self) -> str:
        """The lines as they are shown."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def shows(self, pattern: re.Pattern[str]) -> bool:
        """Whether a text is there to be read: not while an update is under way."""
        modes: set[Any] = self._screen.mode
        return _UPDATING not in modes and bool(pattern.search(self.text))
