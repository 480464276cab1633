"""Over a slow line: what is typed ahead arrives, and less is offered and sent."""

from __future__ import annotations

import shutil
import time
from collections import deque
from typing import TYPE_CHECKING, Any, cast

from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import at, book, client_draft
from tests.screens.program import picture, running
from tests.screens.test_terminal import colours
from tests.screens.wizard.walking import press
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

READY = "09:00-09:30 free"
OFFER = "studio --thin sends less"


class SlowTerminal(Terminal):
    """A terminal at the far end of a line that takes its time, in both directions."""

    def __init__(self, directory: Path, delay: float, **options: Any) -> None:
        super().__init__(directory, **options)
        self._delay = delay
        self._typed: deque[tuple[float, str]] = deque()
        self._sent: deque[tuple[float, bytes]] = deque()
        self._show = self._stream.feed
        self._stream = cast("Any", self)

    def press(self, *keys: str) -> None:
        self._typed.extend((time.monotonic() + self._delay, key) for key in keys)

    def feed(self, data: bytes) -> None:
        """Have what the program sent travel; the terminal answers the program's question."""
        self._sent.append((time.monotonic() + self._delay, data))
        if b"\x1b[?2026$p" in data:
            self._typed.append((time.monotonic() + 2 * self._delay, "\x1b[?2026;2$y"))

    def read(self, seconds: float) -> int:
        count, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            while self._typed and self._typed[0][0] <= time.monotonic():
                super().press(self._typed.popleft()[1])
            count += super().read(0.005)
            while self._sent and self._sent[0][0] <= time.monotonic():
                self._show(self._sent.popleft()[1])
        return count


AHEAD = (
    *("3", "down", "down", "1", "right", "down", "ctrl+l", "ctrl+o", "escape", "f7", "shift+tab"),
    *("shift+tab", "down", "down", "]", "ctrl+f", *"smith", "down", "up", "escape", "up", "ctrl+p"),
    *("enter", "enter", *"lee", "ctrl+n", "tab", *"sue", "tab", "tab", *"sue@example.org", "tab"),
    *("0", "7", "7", "0", "pagedown", *"po", "tab", *"first", "tab", *"fri", "tab", *"2pm", "tab"),
)
"""Over the calendar, into the menu and out of it, over lists and a search, and into the wizard."""


async def slowly(directory: Path) -> list[str]:
    """What is on the screen when each key is waited for."""
    with Studio(directory, now=NOW) as studio:
        async with running(studio) as pilot:
            for key in AHEAD:
                await press(pilot, key)
            return [line.rstrip() for line in picture(pilot.app.screen)]


async def test_forty_keys_typed_during_a_redraw_end_where_they_do_when_typed_slowly(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    with Studio(directory, now=NOW) as studio:
        for hour in (10, 12, 14):
            client = client_draft(first=f"Sara {hour}")
            book(studio, start=at(f"2026-11-24T{hour}:00"), client=client)
    assert len(AHEAD) >= 70
    expected = await slowly(directory)
    for delay in (0.0, 0.3):
        shutil.rmtree(directory / "drafts", ignore_errors=True)
        with SlowTerminal(directory, delay) as terminal:
            terminal.wait_for(READY)
            terminal.press(*AHEAD)
            terminal.wait_until(lambda: terminal.lines == expected, "\n".join(expected))


def test_a_slow_line_is_told_of_what_sends_less(directory: Path) -> None:
    with SlowTerminal(directory, 0.3) as terminal:
        terminal.wait_for("An answer takes ", OFFER)
        terminal.press("down")
        terminal.wait_for("09:30-10:00 free")
    with SlowTerminal(directory, 0.3, options=["--thin"]) as terminal:
        terminal.wait_for(READY)
        terminal.read(1.0)
        assert OFFER not in terminal.text


def test_thin_sends_less_and_follows_no_mouse(directory: Path) -> None:
    sent = []
    for options in ([], ["--thin"]):
        with Terminal(directory, options=options) as terminal:
            terminal.wait_for(READY, "^P Book")
            terminal.press("ctrl+o")
            terminal.wait_for("Appointment")
            terminal.read(0.3)
            sent.append(len(terminal.written))
            assert ("╭" in terminal.text) == (not options)
            assert (b"\x1b[?1000h" in terminal.written) == (not options)
            assert any(";" in code for code in colours(terminal)) == (not options)
            terminal.press("escape")
            terminal.wait_for("^P Book")
            terminal.press("down")
            terminal.wait_for("09:30-10:00 free")
    assert sent[1] < 0.8 * sent[0]
