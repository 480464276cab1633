"""A meter for terminal programs: starts one in a pseudo-terminal and measures it from outside.

Time runs from just before a key is written to just after the read that brought the output; the
output is interpreted later, so that the meter's own work counts for nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import psutil
from ptyprocess.ptyprocess import PtyProcess

from tests.benchmarks.screen import Screen, answers, key_bytes, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Size = tuple[int, int]
"""Columns and lines."""
WIDE: Final[Size] = (120, 40)
PATIENCE: Final = 15.0
"""Seconds after which what is waited for will not come."""
_CLOCK: Final = 2
"""With the complement of a process id in the higher bits: that process's CPU clock (Linux)."""


class MissingError(Exception):
    """What was waited for has not come; the message holds the screen."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a key did. Times in milliseconds from pressing it; ``first`` without output is 0."""

    first: float
    last: float
    shown: float
    """When the text that was expected could be read; ``first`` if none was."""
    size: int
    """Bytes of output."""


@dataclass(frozen=True, slots=True)
class Idle:
    """What a program does while nobody does anything."""

    size: int
    cpu: float
    """Percent of one processor."""
    wakeups: float
    """A second, over all threads."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line between a terminal and a program."""

    delay: float = 0.0
    """Seconds that everything takes in either direction."""
    rate: float = 0.0
    """Bytes a second towards the terminal; 0: as many as come."""


DIRECT: Final = Line()


class Terminal:
    """A program in a terminal of 256 colours; a context manager."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        directory: Path,
        size: Size = WIDE,
        line: Line = DIRECT,
    ) -> None:
        """Start a program.

        Args:
            command: Program and arguments.
            environment: What to add to a small environment of its own.
            directory: Where to start it.
            size: Columns and lines of the terminal.
            line: What lies between.
        """
        sys.setswitchinterval(0.0002)  # the reading thread must get its time in time
        self._screen = Screen(*size)
        self._line = line
        self._arrived: deque[tuple[float, int, bytes]] = deque()
        self._typed: deque[bytes] = deque()
        self._order = threading.Lock()
        self._news = threading.Condition()
        self._ended = False
        self.size = 0
        own = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        self._acted = self._last = time.perf_counter()
        self._process = PtyProcess.spawn(  # type: ignore[no-untyped-call]
            list(command),
            dimensions=size[::-1],
            env={**own, **environment},
            cwd=str(directory),
        )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close(force=True)

    def _read(self) -> None:
        rest = b""
        while True:
            try:
                data = os.read(self._process.fd, 65536)
            except OSError:
                data = b""
            if self._line.rate:
                time.sleep(len(data) / self._line.rate)
            at = time.perf_counter() + self._line.delay
            complete, rest = whole(rest + data)
            self._write(answers(complete), 2 * self._line.delay)
            with self._news:
                self._ended = not data
                self._arrived.append((at, len(data), complete))
                self._news.notify()
            if not data:
                return

    def _write(self, data: bytes, delay: float = 0.0) -> None:
        if delay and data:
            threading.Timer(delay, self._write, (data,)).start()
            return
        with contextlib.suppress(OSError):  # it may have ended
            if data:
                os.write(self._process.fd, data)

    def _arrive(self) -> None:
        """Pass on the first key that is under way: timers need not go off in their order."""
        with self._order:
            self._write(self._typed.popleft())

    def _next(self, deadline: float) -> bool:
        """Show the next output that arrives before a time; False if none does."""
        with self._news:
            while not self._arrived:
                left = deadline - time.perf_counter()
                if left <= 0 or self._ended:
                    return False
                self._news.wait(left)
            if self._arrived[0][0] > max(deadline, time.perf_counter()):
                return False
            at, size, complete = self._arrived.popleft()
        time.sleep(max(at - time.perf_counter(), 0.0))
        if size:
            self._last = at
            self.size += size
            self._screen.feed(complete)
        return True

    @property
    def pid(self) -> int:
        """The program's process."""
        found: int = self._process.pid
        return found

    @property
    def text(self) -> str:
        """What is on the screen."""
        return self._screen.text

    def wait(self, pattern: str) -> float:
        """Wait until a text is on the screen.

        Args:
            pattern: A regular expression.

        Returns:
            Milliseconds from the start or the last key.

        Raises:
            MissingError: When it does not come.
        """
        wanted = re.compile(pattern)
        deadline = time.perf_counter() + PATIENCE
        while not self._screen.shows(wanted):
            if not self._next(deadline):
                raise MissingError(f"{pattern!r} has not come; the screen is:\n{self.text}")
        return (self._last - self._acted) * 1e3

    def settle(self, quiet: float = 0.4) -> float:
        """Wait until nothing has come for some seconds.

        Returns:
            Milliseconds from the start or the last key to the last output.
        """
        begin = time.perf_counter()
        while self._next(max(begin, self._last) + quiet):
            pass
        return (self._last - self._acted) * 1e3

    def send(self, key: str) -> None:
        """Press a key and wait for nothing."""
        self._acted = time.perf_counter()
        self._typed.append(key_bytes(key))
        if self._line.delay:
            threading.Timer(self._line.delay, self._arrive).start()
        else:
            self._arrive()

    def press(self, key: str, expect: str = "", quiet: float = 0.1) -> Press:
        """Press a key and measure what comes of it, until it has been quiet for some seconds.

        Raises:
            MissingError: When the text that is expected does not come.
        """
        self.settle(0.02)
        before = self.size
        self.send(key)
        acted = self._acted
        if not self._next(acted + (PATIENCE if expect else 1.0)):
            if expect:
                raise MissingError(f"{key} did nothing; the screen is:\n{self.text}")
            return Press(0, 0, 0, 0)
        first = (self._last - acted) * 1e3
        shown = self.wait(expect) if expect else first
        last = self.settle(quiet)
        return Press(first, last, shown, self.size - before)

    def hold(self, key: str, times: int = 20, rate: float = 30.0) -> float:
        """Hold a key down, as a keyboard repeats it.

        Returns:
            Milliseconds from the last repetition to the last output.
        """
        begin = time.perf_counter()
        for number in range(times):
            while self._next(begin + number / rate):
                pass
            self.send(key)
        return max(self.settle(0.2), 0.0)

    def idle(self, seconds: float) -> Idle:
        """Leave the program alone for some seconds."""
        self.settle()
        size, cpu, wakeups, begin = self.size, self.cpu(), self._wakeups(), time.perf_counter()
        while self._next(begin + seconds):
            pass
        took = time.perf_counter() - begin
        return Idle(
            self.size - size,
            (self.cpu() - cpu) / took / 10,
            (self._wakeups() - wakeups) / took,
        )

    def cpu(self) -> float:
        """Milliseconds of processor time so far, to the nanosecond."""
        return time.clock_gettime((~self._process.pid << 3) | _CLOCK) * 1e3

    def memory(self) -> float:
        """Resident memory of the program and its children in MB.

        What they show of a studio's file does not count: the system keeps that once for all
        programs, and takes it back when memory is short.
        """
        program = psutil.Process(self._process.pid)
        family = [program, *program.children(recursive=True)]
        resident: int = sum(
            part.rss
            for process in family
            for part in process.memory_maps()
            if not part.path.endswith("studio.db")
        )
        return resident / 1e6

    def _wakeups(self) -> int:
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/status")
        found = (
            re.search(r"^voluntary_ctxt_switches:\s+(\d+)", t.read_text(), re.M) for t in tasks
        )
        return sum(int(match[1]) for match in found if match)

    def end(self, key: str) -> float:
        """Press a key that ends the program.

        Returns:
            Milliseconds until its terminal was closed.

        Raises:
            MissingError: When it goes on.
        """
        self.settle(0.02)
        self.send(key)
        deadline = self._acted + PATIENCE
        while self._next(deadline):
            pass
        ended = time.perf_counter()
        if not self._ended:
            raise MissingError(f"{key} does not end the program; the screen is:\n{self.text}")
        return (ended - self._acted) * 1e3
