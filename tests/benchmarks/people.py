"""Thirty people at one studio on one machine: what all their programs take together."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tests.benchmarks.far import BOOKINGS, ROOT
from tests.benchmarks.meter import Terminal
from tests.benchmarks.studios import NOW, copy_of
from tests.benchmarks.terminal import WALK, booking_keys, slow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.meter import Size
    from tests.benchmarks.rows import Figures

PEOPLE: Final = 30
PAUSE: Final = 0.5
"""Seconds between two keys of one person, while everybody is busy."""
TYPED: Final = 40
"""Keys of the one who is timed."""
LEAST: Final[Size] = (80, 24)


class People:
    """Everybody's program in a terminal of its own."""

    def __init__(self, directory: Path, studio: str) -> None:
        """Copy a studio into a directory."""
        self._name = studio
        self._path = copy_of(studio, directory)
        self._home = directory

    def round(self) -> Figures:
        """Start them all, book a session in each, then leave them alone, then type in all."""
        with ExitStack() as stack:
            programs = [stack.enter_context(self._program()) for _ in range(PEOPLE)]
            for program in programs:
                program.wait(BOOKINGS)
                program.settle(0.1)
            started = _memory(programs)
            booked = sorted(_book(program, at) for at, program in enumerate(programs))
            memory = _memory(programs)
            rest = _cpu(programs, lambda: programs[0].settle(10.0))
            keys: list[float] = []
            with _Typing(programs[1:]):
                work = _cpu(programs, lambda: keys.append(_key(programs[0])))
            return {
                f"{self._name}.people.{what}": value
                for what, value in {
                    "started": started["Pss"],
                    "memory": memory["Pss"],
                    "each": memory["Private"] / PEOPLE,
                    "book": booked[-2],
                    "rest": rest,
                    "work": work,
                    "key": keys[0],
                }.items()
            }

    def _program(self) -> Terminal:
        command = [sys.executable, "-m", "studio_tui", "--data", str(self._path)]
        return Terminal(command, {"STUDIO_NOW": NOW, "HOME": str(self._home)}, ROOT, LEAST)


def _book(program: Terminal, at: int) -> float:
    """Book a session, typing ahead of the screens; how long all of it took, in seconds."""
    begin = perf_counter()
    for key in booking_keys(8 + 2 * (at % 5), 8 + at // 5):
        program.send(key)
    program.wait("Booked [0-9]")
    return perf_counter() - begin


def _key(program: Terminal) -> float:
    """The slowest but a twentieth of some keys, in milliseconds."""
    keys = cycle(WALK)
    return slow(program.press(next(keys), quiet=PAUSE / 2) for _ in range(TYPED))


class _Typing:
    """Everybody walks over the calendar meanwhile."""

    def __init__(self, programs: Sequence[Terminal]) -> None:
        self._programs = programs
        self._over = threading.Event()
        self._hands = threading.Thread(target=self._type)

    def __enter__(self) -> None:
        self._hands.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._hands.join()

    def _type(self) -> None:
        for key in cycle(WALK):
            for program in self._programs:
                program.send(key)
                if self._over.wait(PAUSE / len(self._programs)):
                    return


def _cpu(programs: Sequence[Terminal], act: Callable[[], object]) -> float:
    """Percent of one processor that all take meanwhile."""
    before, begin = sum(program.cpu() for program in programs), perf_counter()
    act()
    used = sum(program.cpu() for program in programs) - before
    return used / (perf_counter() - begin) / 10


def _memory(programs: Sequence[Terminal]) -> dict[str, float]:
    """MB of all together: what is shared counts once, and what each has for itself."""
    found = {"Pss": 0.0, "Private": 0.0}
    for program in programs:
        for name, kilobytes in _rolled_up(program.pid):
            found[name] = found.get(name, 0.0) + kilobytes * 1024 / 1e6
    found["Private"] = found["Private_Clean"] + found["Private_Dirty"]
    return found


def _rolled_up(pid: int) -> Iterator[tuple[str, int]]:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, kilobytes, *_ = line.replace(":", " ").split()
        yield name, int(kilobytes)
