"""On a weak machine: one processor shared with a busy neighbour, and 512 MB of addresses."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tests.benchmarks.far import BOOKINGS
from tests.benchmarks.terminal import BARE, LONG, WALK, Terminals, booking_keys, slow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.benchmarks.meter import Size, Terminal
    from tests.benchmarks.rows import Figures
    from tests.benchmarks.terminal import Figure, Script

ADDRESSES: Final = 512 * 2**20
_PDF: Final = (
    "from fpdf import FPDF; pdf = FPDF(); pdf.add_page(); pdf.set_font('helvetica');"
    "[pdf.cell(40, 6, 'Portrait', border=1) for _ in range(100)]; pdf.output()"
)


class Weak(Terminals):
    """The program and its baselines, each beside a program that never rests."""

    def __init__(self, directory: Path, studios: Sequence[str], idle: float, size: Size) -> None:
        """Copy the studios; as for every terminal."""
        super().__init__(directory, studios, idle, size)
        mine = sorted(os.sched_getaffinity(0))
        self._core, self._others = mine[-1], set(mine[:-1]) or set(mine)
        self._narrow = ("prlimit", f"--as={ADDRESSES}", "taskset", "-c", str(self._core))
        self._hours = count(8, 2)

    def round(self) -> Figures:
        """Start, look around, book and print: the baselines, then ours on each studio."""
        figures: Figures = {}
        everywhere = os.sched_getaffinity(0)
        os.sched_setaffinity(0, self._others)  # the meter must not be in the way
        try:
            with self._neighbour():
                figures |= self._figures("bare.weak", (*self._narrow, *BARE), _bare)
                figures["bare.weak.pdf"] = self._bare_pdf()
                for name, path in self._studios.items():
                    dialog = self._dialog(path)
                    found = self._figures(f"{name}.dialog.weak", (*self._narrow, *dialog), _dialog)
                    ours = (*self._narrow, *self._ours(path))
                    figures |= found | self._figures(f"{name}.weak", ours, _ours(next(self._hours)))
        finally:
            os.sched_setaffinity(0, everywhere)
        return figures

    @contextmanager
    def _neighbour(self) -> Iterator[None]:
        words = ("taskset", "-c", str(self._core), sys.executable, "-c", "while True: pass")
        neighbour = subprocess.Popen(words)
        try:
            yield
        finally:
            neighbour.kill()
            neighbour.wait()

    def _bare_pdf(self) -> float:
        begin = perf_counter()
        subprocess.run((*self._narrow, sys.executable, "-c", _PDF), check=True)
        return (perf_counter() - begin) * 1e3


def _bare(terminal: Terminal) -> Iterator[Figure]:
    yield "start", terminal.wait("Client 0")
    terminal.settle()
    yield "key.slow", slow(terminal.press("down") for _ in range(20))


def _dialog(terminal: Terminal) -> Iterator[Figure]:
    terminal.wait("Client 0")
    terminal.settle()
    yield "wizard", terminal.press("ctrl+p", "New booking", LONG).last


def _ours(hour: int) -> Script:
    def script(terminal: Terminal) -> Iterator[Figure]:
        yield "start", terminal.wait(BOOKINGS)
        terminal.settle(3.0)
        yield "key.slow", slow(terminal.press(key) for key in WALK)
        yield "wizard", terminal.press("ctrl+p", "Welcome", LONG).last
        *keys, last = booking_keys(hour)
        for key in keys[1:]:
            terminal.press(key)
        yield "book", terminal.press(last, "Booked [0-9]", LONG).shown
        for key in ("t", "d", "enter"):
            terminal.press(key, quiet=LONG)
        yield "pdf", terminal.press("s", "Saved in documents", LONG).shown

    return script
