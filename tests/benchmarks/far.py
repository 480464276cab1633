"""A whole booking by hand over a line of 300 ms and 16 kB a second, page by page.

``python -m tests.benchmarks.far`` prints what each page took, with and without ``--thin``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, timedelta
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from tests.benchmarks.meter import Line, Terminal
from tests.benchmarks.studios import NOW, copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.meter import Size
    from tests.benchmarks.rows import Figures

    Page = tuple[str, float, float]
    """Its name, bytes that came since the one before, and seconds from the last key to the page."""

ROOT: Final = Path(__file__).parents[2]
BOOKINGS: Final = r"▌\w"
"""On the calendar: the bar of a booking, and the client's name."""
FAR: Final = Line(0.150, 16_000)
"""A phone's tether, or another continent."""
NEXT: Final = "pagedown"
DAY: Final = "a day"
"""Stands for one on which nothing is booked yet."""
FIRST: Final = date(2029, 5, 1)
BOOKING: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Welcome", ("ctrl+p",)),
    ("What to schedule", (NEXT,)),
    ("Client", (NEXT,)),
    ("Client information", (*"zabriskie", "ctrl+n")),
    (
        "Session information",
        ("tab", *"sue", "tab", "tab", *"sue@example.org", "tab", *"07700900123", NEXT),
    ),
    ("Invoice", (*"po", "tab", *"first", "tab", DAY, "tab", *"16:00", NEXT)),
    ("Invoice items", (NEXT,)),
    ("Totals", (NEXT,)),
    ("Payment", (NEXT,)),
    ("Confirmation", ("down", "down", "enter")),
)
"""Each page, and the keys that lead to it from the one before."""


def book(terminal: Terminal, day: date) -> Iterator[Page]:
    """Book for a new client from the first screen to the last, who gets no email."""
    took = terminal.wait(BOOKINGS) / 1e3
    yield "Start", terminal.size, took
    terminal.settle(0.7)
    for name, keys in BOOKING:
        typed = chain.from_iterable(f"{day:%d/%m/%Y}" if key == DAY else (key,) for key in keys)
        yield name, *_typed(terminal, tuple(typed), rf"· page \d+ · {name} ")
    yield "No email", *_typed(terminal, (*["up"] * 5, "space"), r"Email .* \[ \]")
    yield "Booked", *_typed(terminal, ("ctrl+s",), r"Booked \d+")


def _typed(terminal: Terminal, keys: tuple[str, ...], wanted: str) -> tuple[float, float]:
    """Type without waiting, as people do, then wait for what comes of it."""
    before = terminal.size
    for key in keys[:-1]:
        terminal.send(key)
    shown = terminal.press(keys[-1], wanted, 0.7).shown
    return terminal.size - before, shown / 1e3


class Bookings:
    """Bookings in a studio, one a week."""

    _weeks: ClassVar = count()

    def __init__(self, path: Path, home: Path, size: Size) -> None:
        """Begin with a studio that may be written to.

        Args:
            path: Its data directory.
            home: Home directory of the program.
            size: Columns and lines of the terminal.
        """
        self._path, self._home, self._size = path, home, size

    def pages(self, *options: str) -> list[Page]:
        """What each page of the next booking took."""
        shutil.rmtree(self._path / "drafts", ignore_errors=True)
        command = [sys.executable, "-m", "studio_tui", "--data", str(self._path), *options]
        environment = {"STUDIO_NOW": NOW, "HOME": str(self._home)}
        day = FIRST + timedelta(weeks=next(self._weeks))
        with Terminal(command, environment, ROOT, self._size, FAR) as terminal:
            return list(book(terminal, day))

    def figures(self) -> Figures:
        """The slowest page, and the bytes of a whole booking with and without ``--thin``."""
        usual, thin = self.pages(), self.pages("--thin")
        return {
            "far.page": max(took for _, _, took in usual[1:]) * 1e3,
            "far.booking": sum(size for _, size, _ in usual),
            "thin.page": max(took for _, _, took in thin[1:]) * 1e3,
            "thin.booking": sum(size for _, size, _ in thin),
        }


def main() -> None:
    """Print a line for each page."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        bookings = Bookings(copy_of("demo", home), home, (80, 24))
        usual, lean = bookings.pages(), bookings.pages("--thin")
    print(f"{'':24}{'bytes':>8}{'s':>6}{'thin':>10}{'s':>6}")
    for (name, size, took), (_, thin, thin_took) in zip(usual, lean, strict=True):
        print(f"{name:24}{size:>8.0f}{took:>6.2f}{thin:>10.0f}{thin_took:>6.2f}")


if __name__ == "__main__":
    main()
