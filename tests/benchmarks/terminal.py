"""What is done at the terminal, with the program and with its baselines, while the meter runs."""

from __future__ import annotations

import shutil
import sys
from itertools import cycle
from statistics import median
from subprocess import DEVNULL, Popen
from typing import TYPE_CHECKING, Final

from tests.benchmarks.far import BOOKINGS, FAR, ROOT, Bookings
from tests.benchmarks.meter import DIRECT, Line, MissingError, Press, Terminal
from tests.benchmarks.studios import NOW, copy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.benchmarks.meter import Size
    from tests.benchmarks.rows import Figures

    Figure = tuple[str, float]
    Script = Callable[[Terminal], Iterator[Figure]]

WALK: Final = (*["down"] * 8, *["right"] * 3, *["up"] * 8, *["left"] * 3)
"""Over the calendar and back; every key moves the cursor."""
TYPED: Final = "smith"
NEAR: Final = Line(0.040, 100_000)
"""A home's line to the studio."""
BARE: Final = (sys.executable, "-m", "tests.benchmarks.apps.bare")
LONG: Final = 0.3
"""Seconds of quiet after which a new screen is complete."""


class Terminals:
    """The program on some studios, and its baselines, run in turn."""

    def __init__(self, directory: Path, studios: Sequence[str], idle: float, size: Size) -> None:
        """Copy the studios.

        Args:
            directory: Where to.
            studios: Which, of ``studios.SCALES``.
            idle: Seconds to watch a program that nobody touches.
            size: Columns and lines of the terminal.
        """
        self._size = size
        self._studios = {name: copy_of(name, directory) for name in studios}
        self._home = directory
        self._idle = idle
        self._bookings = {
            name: Bookings(path, directory, size) for name, path in self._studios.items()
        }

    def calendar(self) -> Figures:
        """Start, look around, wait and leave: the bare program, then ours on each studio."""
        figures = self._figures("bare", BARE, _bare(self._idle))
        for name, path in self._studios.items():
            figures |= self._figures(name, self._ours(path), _calendar(self._idle))
        return figures

    def wizard(self) -> Figures:
        """Open and close the wizard, and look for a client: the same in turn."""
        figures: Figures = {}
        for name, path in self._studios.items():
            figures |= self._figures(f"{name}.dialog", self._dialog(path), _dialog)
            figures |= self._figures(name, self._ours(path), _wizard)
        return figures

    def line(self) -> Figures:
        """Over lines that take their time: the bare program, then ours on each studio."""
        figures = self._figures("bare", BARE, _far("Client 0"), FAR)
        for name, path in self._studios.items():
            figures |= self._figures(name, self._ours(path), _far(BOOKINGS), FAR)
            figures |= self._figures(name, self._ours(path), _near, NEAR)
            figures |= self._booked(name)
        return figures

    def _booked(self, name: str) -> Figures:
        try:
            found = self._bookings[name].figures()
        except MissingError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return {}
        return {f"{name}.{what}": figure for what, figure in found.items()}

    def long(self) -> Figures:
        """Much work in one program: what memory that takes."""
        figures = self._figures("bare", BARE, _bare_memory)
        for name, path in self._studios.items():
            figures |= self._figures(name, self._ours(path), _long(path))
        return figures

    def hub(self) -> Figures:
        """A list of very many records, and one of them."""
        figures: Figures = {}
        for name, path in self._studios.items():
            figures |= self._figures(name, self._ours(path), _hub)
        return figures

    def _dialog(self, path: Path) -> list[str]:
        database = str(path / "studio.db")
        return [sys.executable, "-m", "tests.benchmarks.apps.dialog", database]

    def _ours(self, path: Path) -> list[str]:
        shutil.rmtree(path / "drafts", ignore_errors=True)  # else it would ask about them
        return [sys.executable, "-m", "studio_tui", "--data", str(path)]

    def _figures(
        self, name: str, command: Sequence[str], script: Script, line: Line = DIRECT
    ) -> Figures:
        """Run a program through a script; what has come until something went wrong counts."""
        found: Figures = {}
        environment = {"STUDIO_NOW": NOW, "HOME": str(self._home)}
        with Terminal(command, environment, ROOT, self._size, line) as terminal:
            try:
                for what, figure in script(terminal):
                    found[f"{name}.{what}"] = figure
            except MissingError as error:
                print(f"{name}: {error}", file=sys.stderr)
        return found


def slow(presses: Iterable[Press]) -> float:
    """Milliseconds that 19 of 20 keys take at most."""
    times = sorted(press.last for press in presses)
    return times[round(0.95 * (len(times) - 1))]


def booking_keys(hour: int, day: int = 2) -> tuple[str, ...]:
    """All keys of a booking, from the calendar to where it is stored, with a deposit in cash."""
    on = f"{day}/5/2028"
    return (
        *("ctrl+p", "pagedown", "pagedown", *"smith", "enter", "pagedown"),
        *(*"Port", "tab", "tab", *on, "tab", *str(hour), "tab", "ctrl+s"),
        *(*"cash", "ctrl+s", "ctrl+s"),
    )


def _bare(idle: float) -> Script:
    def script(terminal: Terminal) -> Iterator[Figure]:
        yield from _start(terminal, "Client 0")
        yield from _keys(terminal, ["down"] * 20)
        yield from _rest(terminal, idle, "q")

    return script


def _calendar(idle: float) -> Script:
    def script(terminal: Terminal) -> Iterator[Figure]:
        yield from _start(terminal, BOOKINGS)
        yield from _keys(terminal, WALK)
        turns = [terminal.press("pagedown") for _ in range(6)]
        yield "turn.ms", median(press.last for press in turns)
        yield "turn.bytes", median(press.size for press in turns)
        yield "held.lag", terminal.hold("down")
        yield from _month(terminal)
        yield from _move(terminal)
        yield from _rest(terminal, idle, "ctrl+q")

    return script


def _month(terminal: Terminal) -> Iterator[Figure]:
    terminal.press("3", "Month", LONG)
    turns = [terminal.press("pagedown") for _ in range(6)]
    yield "month.ms", median(press.last for press in turns)
    yield "month.bytes", median(press.size for press in turns)


def _move(terminal: Terminal) -> Iterator[Figure]:
    """The first booking of the agenda, a slot later again and again, and left where it was."""
    terminal.press("t", quiet=LONG)
    terminal.press("4", "Agenda", LONG)
    terminal.press("m", "Move", LONG)
    steps = [terminal.press("down") for _ in range(8)]
    yield "step.ms", median(press.last for press in steps)
    yield "step.bytes", median(press.size for press in steps)
    terminal.press("escape", "Agenda", LONG)
    terminal.press("1", "Day", LONG)


def _start(terminal: Terminal, ready: str) -> Iterator[Figure]:
    yield "start.first", terminal.wait(r"\S")
    yield "start.ready", terminal.wait(ready)
    yield "start.settled", terminal.settle()
    yield "start.cpu", terminal.cpu()
    yield "start.bytes", terminal.size
    yield "memory", terminal.memory()


def _keys(terminal: Terminal, keys: Iterable[str]) -> Iterator[Figure]:
    presses = [terminal.press(key) for key in keys]
    yield "key.ms", median(press.last for press in presses)
    yield "key.slow", slow(presses)
    yield "key.bytes", median(press.size for press in presses)


def _rest(terminal: Terminal, seconds: float, leave: str) -> Iterator[Figure]:
    idle = terminal.idle(seconds)
    yield "idle.bytes", idle.size
    yield "idle.cpu", idle.cpu
    yield "idle.wakeups", idle.wakeups
    yield "quit", terminal.end(leave)


def _dialog(terminal: Terminal) -> Iterator[Figure]:
    terminal.wait("Client 0")
    terminal.settle()
    yield from _opened(terminal.press("ctrl+p", "New booking", LONG))
    yield from _typed(terminal)
    yield "close.settled", terminal.press("escape", quiet=LONG).last
    terminal.press("ctrl+f", "Search clients", LONG)
    yield from _searched(terminal)


def _wizard(terminal: Terminal) -> Iterator[Figure]:
    terminal.wait(BOOKINGS)
    terminal.settle(3.0)
    yield from _opened(terminal.press("ctrl+p", "Welcome", LONG))
    yield "close.settled", terminal.press("escape", quiet=LONG).last
    terminal.press("g", "Go to", LONG)
    yield from _typed(terminal)
    terminal.press("escape", quiet=LONG)
    terminal.press("ctrl+p", "Welcome", LONG)
    terminal.press("pagedown", "What to schedule", LONG)
    terminal.press("pagedown", "Who is it for", LONG)
    yield from _searched(terminal)


def _opened(press: Press) -> Iterator[Figure]:
    yield "wizard.first", press.shown
    yield "wizard.settled", press.last
    yield "wizard.bytes", press.size


def _searched(terminal: Terminal) -> Iterator[Figure]:
    presses = [terminal.press(letter, quiet=LONG) for letter in TYPED]
    yield "search.ms", median(press.last for press in presses)
    yield "search.bytes", median(press.size for press in presses)


def _typed(terminal: Terminal) -> Iterator[Figure]:
    """Letters: when each stands there, and when what was understood does, a frame later."""
    presses = [terminal.press(letter) for letter in TYPED]
    yield "type.ms", median(press.first for press in presses)
    yield "type.read", median(press.last for press in presses)
    yield "type.bytes", median(press.size for press in presses)


def _hub(terminal: Terminal) -> Iterator[Figure]:
    """The Sessions hub and its first record, each opened a second time: modules are loaded then."""
    terminal.wait(BOOKINGS)
    terminal.settle(3.0)
    for key in ("tab", "tab", "enter", "escape", "tab"):
        terminal.press(key, quiet=LONG)
    yield "list.open", terminal.press("shift+tab", r"\[Sessions\]", LONG).last
    yield "list.page", median(terminal.press("pagedown").last for _ in range(6))
    yield "list.order", max(terminal.press("]", quiet=LONG).last for _ in range(2))
    yield "list.record", terminal.press("enter", r"Session \d+", LONG).last
    terminal.press("escape", r"\[Sessions\]", LONG)
    terminal.press("f6", quiet=LONG)
    yield "list.search", median(terminal.press(letter, quiet=LONG).last for letter in TYPED)


def _far(ready: str) -> Script:
    def script(terminal: Terminal) -> Iterator[Figure]:
        terminal.wait(ready)
        yield "far.settled", terminal.settle(0.7)

    return script


def _near(terminal: Terminal) -> Iterator[Figure]:
    terminal.wait(BOOKINGS)
    terminal.settle(1.0)
    presses = [terminal.press(key) for key in WALK]
    yield "near.key", median(press.last for press in presses) - 2e3 * NEAR.delay


def _bare_memory(terminal: Terminal) -> Iterator[Figure]:
    terminal.wait("Client 0")
    terminal.settle()
    yield "long.memory", terminal.memory()


def _long(path: Path) -> Script:
    def script(terminal: Terminal) -> Iterator[Figure]:
        terminal.wait(BOOKINGS)
        terminal.settle(3.0)
        for view in ("2", "3", "4", "5", "6", "1"):
            terminal.press(view, quiet=LONG)
        for key in ("ctrl+p", "pagedown", "pagedown", *"smith", "escape", "escape", "escape"):
            terminal.press(key, quiet=LONG)
        for key in ("f1", "escape", "ctrl+o", "escape", "d", "enter", "s"):
            terminal.press(key, quiet=LONG)
        terminal.wait("Saved in documents")
        yield "long.memory", terminal.memory()
        terminal.press("escape", BOOKINGS, LONG)
        yield from _printing(terminal, path)
        yield from _grown(terminal)

    return script


def _printing(terminal: Terminal, path: Path) -> Iterator[Figure]:
    """Keys while nothing else happens, and while a child process makes PDFs, as the program's."""
    yield "long.quiet", slow(terminal.press(key, quiet=0.02) for key in WALK * 4)
    words = ("--data", str(path), "print", "day", "--output", str(path / "documents"))
    presses: list[Press] = []
    for _ in range(4):
        with Popen(
            (sys.executable, "-m", "studio_tui", *words), cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL
        ) as child:
            keys = cycle(WALK)
            while child.poll() is None:
                presses.append(terminal.press(next(keys), quiet=0.02))
    yield "long.printing", slow(presses)


def _grown(terminal: Terminal) -> Iterator[Figure]:
    _hold_on(terminal, 500)  # caches fill
    before = terminal.memory()
    _hold_on(terminal, 2000)
    yield "long.growth", max(terminal.memory() - before, 0.0)


def _hold_on(terminal: Terminal, keys: int) -> None:
    for number in range(keys // 4):
        for key in ("down", "right", "up", "left"):
            terminal.send(key)
        if number % 5 == 4:
            terminal.settle(0.02)
    terminal.settle()
