"""The terminal's side of the program: a thread that sleeps until something is typed.

Textual's own looks ten times a second whether there is input. This one sleeps, acts on Escape at
once, ends at once, asks the terminal for mouse buttons but not for every movement, and leaves the
cursor visible, as braille displays follow it. Private parts of Textual are used; `available` looks
for them.
"""

from __future__ import annotations

import os
import select
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

if TYPE_CHECKING:
    from studio_tui.wire.splash import Splash

try:
    from studio_tui.wire.reading import Reader
except ImportError:  # another version of Textual
    _FOUND = False
else:
    _FOUND = True

ALTERNATE: Final = "\x1b[?1049h"
MOUSE: Final = (1000, 1002, 1006)
"""Buttons, movement with a button held down, and columns beyond 223."""


class LineMeasured(Message):
    """The terminal has answered the first question."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


def available() -> bool:
    """Whether Textual is made inside as it is expected to be."""
    names = ("run_input_thread", "disable_input", "_sigcont_application", "_enable_mouse_support")
    return (
        _FOUND
        and all(callable(getattr(LinuxDriver, name, None)) for name in names)
        and hasattr(Reader(0)._parser, "_timeout_time")
    )


class CursorDriver(LinuxDriver):
    """Textual's driver, with the terminal's cursor visible: the focus says where it belongs."""

    def start_application_mode(self) -> None:
        """Take over the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write("\x1b[?25h")
        self.flush()


class SleepingDriver(CursorDriver):
    """A driver that sleeps until something happens."""

    ESCAPE: ClassVar = 0.025
    """Seconds after which a lone Escape is the key."""

    SHOWN: ClassVar[Splash | None] = None
    """What the terminal shows before the driver starts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wake, self._waker = os.pipe()
        self._asked = 0.0
        """When the terminal was asked the first question."""

    def start_application_mode(self) -> None:
        """Take over the terminal, with what it shows if that is ours."""
        super().start_application_mode()
        if self.SHOWN:
            self.SHOWN.taken = True
            self.attrs_before = self.SHOWN.attributes

    def write(self, data: str) -> None:
        """Write, but for a second switch to the empty screen."""
        if data == ALTERNATE and self.SHOWN and not self.SHOWN.taken:
            return
        super().write(data)

    # Input

    def run_input_thread(self) -> None:
        """Pass on what is typed until there is no more, or `disable_input` ends it."""
        reader = Reader(self.ESCAPE)
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._wake], [], [], reader.patience)
            if self.fileno in ready:
                data = self._read()
                if not data:
                    self._loop.call_soon_threadsafe(self._app.exit)
                    return
                for event in reader.feed(data):
                    self.process_message(event)
                if reader.answered and self._asked:
                    self.process_message(LineMeasured(monotonic() - self._asked))
                    self._asked = 0.0
            elif not ready:
                for event in reader.give_up():
                    self.process_message(event)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 65536)
        except OSError:  # the terminal is gone
            return b""

    def disable_input(self) -> None:
        """End the thread at once."""
        os.write(self._waker, b"\0")
        super().disable_input()
        os.read(self._wake, 1)

    def _request_terminal_sync_mode_support(self) -> None:
        self._asked = monotonic()
        super()._request_terminal_sync_mode_support()

    # Going away and coming back

    def _sigcont_application(self, *_: Any) -> None:
        """Take over the terminal again, also after a stop that could not be prepared for."""
        if self._auto_restart and self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
        super()._sigcont_application()

    # Mouse

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}h" for mode in MOUSE))

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}l" for mode in MOUSE))
            self.flush()
