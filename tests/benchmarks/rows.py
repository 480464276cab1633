"""What is measured, against what, and what it is to reach: every row of the report, declared.

A measurement is a figure with a dotted name, as ``large.start.ready``. A row sets one figure beside
another from the same round; its goal is the largest ratio of the two that is good enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Group = Literal["calendar", "wizard", "hub", "line", "long", "services", "hands", "weak", "people"]
Figures = dict[str, float]
"""What one round has measured, by name."""

STUDIOS: Final = {
    "empty": "studio that has just begun, 40 sessions",
    "demo": "demonstration studio, 1,000 sessions",
    "small": "small studio, 5,000 sessions",
    "large": "large studio, 78,000 sessions",
    "huge": "70 years of the large studio, 546,000 sessions",
}
USUAL: Final = ("demo", "large")
"""The studios that are measured unless others are asked for."""
YOUNG: Final = "young"
"""The large studio in its first year: as many people and bookings a week, a tenth of the past."""
MANY: Final = "many"
"""The demonstration studio with a million clients more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report."""

    name: str
    section: str
    what: str
    unit: str
    goal: float
    """Largest ratio of ours to the baseline; without a baseline the largest figure."""
    ours: str
    """Our figure."""
    baseline: str
    """The figure to compare with; empty when the goal is about our figure alone."""
    group: Group
    """Which measurement brings the figures."""

    @property
    def studios(self) -> set[str]:
        """Where its figures are measured."""
        return {figure.partition(".")[0] for figure in (self.ours, self.baseline)} & {
            *STUDIOS,
            YOUNG,
            MANY,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """A row with what was measured in each round."""

    row: Row
    ours: tuple[float, ...]
    baseline: tuple[float, ...]

    @property
    def ratio(self) -> float | None:
        """Median of the rounds' ratios, if there is a baseline that is not 0."""
        pairs = [a / b for a, b in zip(self.ours, self.baseline, strict=False) if b]
        return median(pairs) if pairs else None

    @property
    def verdict(self) -> str:
        """``ok``, ``over`` the goal, or ``missing`` when it could not be measured."""
        compared = self.ratio if self.row.baseline else median(self.ours) if self.ours else None
        if compared is None:
            return "missing"
        return "ok" if compared <= self.row.goal else "over"


_CALENDAR: Final = (
    ("start.first", "start: something on the screen", "ms", 0.12, "bare.start.first"),
    ("start.ready", "start: bookings readable", "ms", 1.10, "bare.start.ready"),
    ("start.settled", "start: settled", "ms", 0.85, "bare.start.settled"),
    ("start.cpu", "start: CPU", "ms", 1.05, "bare.start.cpu"),
    ("start.bytes", "start: bytes", "B", 0.35, "bare.start.bytes"),
    ("memory", "memory (RSS) after start", "MB", 1.15, "bare.memory"),
    ("key.ms", "arrow key to last byte", "ms", 0.75, "bare.key.ms"),
    ("key.slow", "arrow key to last byte, p95", "ms", 0.75, "bare.key.slow"),
    ("key.bytes", "bytes an arrow key", "B", 0.60, "bare.key.bytes"),
    ("turn.ms", "next day / bare arrow key", "ms", 1.50, "bare.key.ms"),
    ("turn.bytes", "next day / bare arrow key", "B", 4.00, "bare.key.bytes"),
    ("month.ms", "next month / bare arrow key", "ms", 3.00, "bare.key.ms"),
    ("month.bytes", "next month / bare arrow key", "B", 4.00, "bare.key.bytes"),
    ("step.ms", "a step of a move / bare arrow key", "ms", 1.50, "bare.key.ms"),
    ("step.bytes", "a step of a move / bare arrow key", "B", 2.00, "bare.key.bytes"),
    ("held.lag", "held arrow key: lag after release", "ms", 17.0, ""),
    ("idle.bytes", "idle: bytes", "B", 0.0, ""),
    ("idle.cpu", "idle: CPU", "%", 1.00, "bare.idle.cpu"),
    ("idle.wakeups", "idle: wake-ups", "/s", 1.00, "bare.idle.wakeups"),
    ("quit", "quit", "ms", 0.40, "bare.quit"),
)
_WIZARD: Final = (
    (
        "wizard.first",
        "Ctrl+P to text, 3 s after start",
        "ms",
        1.00,
        "{studio}.dialog.wizard.first",
    ),
    ("wizard.settled", "Ctrl+P to settled", "ms", 0.80, "{studio}.dialog.wizard.settled"),
    ("wizard.bytes", "Ctrl+P: bytes", "B", 0.15, "{studio}.dialog.wizard.bytes"),
    ("close.settled", "Escape: closed and settled", "ms", 0.50, "{studio}.dialog.close.settled"),
    ("search.ms", "client search: key to hits", "ms", 0.65, "{studio}.dialog.search.ms"),
    ("search.bytes", "client search: bytes a key", "B", 0.25, "{studio}.dialog.search.bytes"),
)
_TYPING: Final = (
    ("type.ms", "typing in a field: a letter stands", "ms", 1.00, "{studio}.dialog.type.ms"),
    ("type.read", "typing in a field: what was understood stands", "ms", 25.0, ""),
    ("type.bytes", "typing in a field: bytes a letter", "B", 0.20, "{studio}.dialog.type.bytes"),
)
_LINE: Final = (
    ("far.settled", "150 ms, 16 kB/s: start settled", "ms", 0.45, "bare.far.settled"),
    ("far.page", "150 ms, 16 kB/s: slowest page of a booking by hand", "ms", 900.0, ""),
    ("far.booking", "150 ms, 16 kB/s: all of it", "B", 40_000.0, ""),
    ("thin.page", "the same with --thin: slowest page", "ms", 1.0, "{studio}.far.page"),
    ("thin.booking", "the same with --thin: all of it", "B", 0.9, "{studio}.far.booking"),
    ("near.key", "40 ms, 100 kB/s: arrow key, over the round trip", "ms", 10.0, ""),
)
_HUB: Final = (
    ("list.open", "Sessions hub: to settled", "ms", 200.0, ""),
    ("list.page", "the same: a page down", "ms", 30.0, ""),
    ("list.order", "the same: ordered by another column", "ms", 150.0, ""),
    ("list.search", "the same: a letter in the search box", "ms", 150.0, ""),
    ("list.record", "a session's record, to settled", "ms", 300.0, ""),
)
_LONG: Final = (
    ("long.memory", "memory after all screens and a PDF / bare's", "MB", 1.35, "bare.long.memory"),
    (
        "long.printing",
        "arrow key while a PDF is made / otherwise, p95",
        "ms",
        1.50,
        "{studio}.long.quiet",
    ),
    ("long.growth", "growth of memory over 2,000 keys", "MB", 2.0, ""),
)
_WEAK: Final = (
    ("weak.start", "start: bookings readable", "ms", 1.10, "bare.weak.start"),
    ("weak.key.slow", "arrow key, p95", "ms", 0.75, "bare.weak.key.slow"),
    ("weak.wizard", "Ctrl+P to settled", "ms", 0.80, "{studio}.dialog.weak.wizard"),
    ("weak.book", "Finish to booked", "ms", 500.0, ""),
    ("weak.pdf", "a day sheet as PDF / a bare fpdf2 process", "ms", 2.00, "bare.weak.pdf"),
)
_PEOPLE: Final = (
    ("people.started", "memory (PSS) of all when they have started", "MB", 2000.0, ""),
    ("people.memory", "memory (PSS) of all when each has booked", "MB", 3000.0, ""),
    ("people.each", "of that, each program's own", "MB", 100.0, ""),
    ("people.book", "a whole booking typed at once, p95", "s", 5.0, ""),
    ("people.rest", "CPU of all while nobody types", "%", 3.0, ""),
    ("people.work", "CPU of all, two keys a second each", "%", 100.0, ""),
    ("people.key", "arrow key meanwhile, p95", "ms", 50.0, ""),
)
_HANDS: Final = (
    ("hands.errors", "bookings that failed", "", 0.0, ""),
    ("hands.twice", "times that are booked twice", "", 0.0, ""),
    ("hands.usual", "a booking, median", "ms", 5.0, ""),
    ("hands.slow", "a booking, p99", "ms", 10.0, ""),
    ("hands.longest", "the longest", "ms", 150.0, ""),
)
_SERVICES: Final = (
    ("week", "a week of 12 schedules as blocks", 2.0),
    ("page", "all that a page of the calendar shows", 2.0),
    ("month", "the same of the six weeks of a month", 2.0),
    ("days", "how much is booked on each of their days", 2.0),
    ("busy", "what is booked around a time", 6.0),
    ("check", "clash check, free: also hours and people", 3.0),
    ("taken", "clash check, taken: and 3 other times", 6.0),
    ("step", "a step of a move: what stands against it there", 4.0),
    ("free", "first free times of any of 12 schedules, 12 weeks", 6.0),
    ("together", "the same of all 12 together, most of a day", 10.0),
    ("book", "check, insert and commit of a booking", 3.0),
    ("sale", "the same with an invoice and a deposit", 3.0),
    ("invoice", "an invoice with lines, payments, history", 2.0),
    ("prefix", "client search, 1 or 2 characters", 2.0),
    ("anywhere", "client search, 3 to 10 characters", 2.0),
    ("catalogue", "the lists to choose from", 2.0),
    ("open", "open the database, first day", 1.2),
    ("hub", "Sessions hub: open, 100 rows from today, its lists", 8.0),
    ("hub.page", "the same: a page on", 3.0),
    ("hub.order", "the same: ordered by client, counted", 5.0),
    ("hub.filter", "the same: of clients by two letters, counted", 3.0),
)
"""Name, words, and the largest ratio to raw sqlite3: objects may cost as much again as the rows
they come from; where there are rules to look at, twice and more."""

_FIND: Final = (
    ("find.key", "a key, median", 3.0),
    ("find.slow", "a key, p95", 10.0),
    ("find.wrong", "a name with a typing error, p95", 25.0),
)
"""Name, words, and the most milliseconds."""

_STATEMENTS: Final = {
    "week": 3.0,
    "page": 4.0,
    "month": 4.0,
    "days": 1.0,
    "check": 6.0,
    "step": 6.0,
    "free": 3.0,
    "book": 30.0,
    "sale": 60.0,
    "invoice": 4.0,
    "prefix": 3.0,
    "anywhere": 4.0,
    "catalogue": 16.0,
    "hub": 16.0,
    "hub.page": 1.0,
    "hub.order": 2.0,
    "hub.filter": 2.0,
}
"""Services whose SQL statements are counted, and how many are enough: three for what a screen
shows, one for each rule or list otherwise. The number never depends on the answer."""


def rows(studios: Sequence[str] = USUAL) -> Iterator[Row]:
    """Every row of the report, in its order.

    Args:
        studios: Which of ``STUDIOS`` are measured.
    """
    for studio in studios:
        section = f"Terminal against bare Textual: {STUDIOS[studio]}"
        yield from _terminal(studio, section, _CALENDAR, "calendar")
        yield from _terminal(studio, section, (*_WIZARD, *_TYPING), "wizard")
        yield from _terminal(studio, section, _HUB, "hub")
        yield from _terminal(studio, section, _LINE, "line")
        yield from _terminal(studio, section, _LONG, "long")
    first, last = studios[0], studios[-1]
    for name, what, unit, _, _ in _CALENDAR:
        if name in ("start.ready", "start.settled"):
            figures = f"{last}.{name}", f"{first}.{name}"
            section = f"Terminal: {STUDIOS[last]}, against {STUDIOS[first]}"
            yield Row(f"age.{name}", section, what, unit, 1.05, *figures, "calendar")
    for studio in studios:
        yield from _services(studio, f"Services against raw sqlite3: {STUDIOS[studio]}")
    yield from _terminal(last, f"Eight programs booking: {STUDIOS[last]}", _HANDS, "hands")
    section = f"One processor beside a busy neighbour, 512 MB: {STUDIOS[last]}"
    yield from _terminal(last, section, _WEAK, "weak")
    yield from _terminal(last, f"Thirty people: {STUDIOS[last]}", _PEOPLE, "people")
    if {"small", "huge"} <= set(studios):
        yield from _aged("huge", "small", "Services: 546,000 sessions against 5,000")
    if "large" not in studios:
        return
    section = "Search of everything: a million clients"
    for name, what, goal in _FIND:
        yield Row(f"{MANY}.{name}", section, what, "ms", goal, f"{MANY}.{name}", "", "services")
    words = "Services: large studio against its own first year, 7,800 sessions"
    yield from _aged("large", YOUNG, words)


def _aged(old: str, young: str, section: str) -> Iterator[Row]:
    for name, what, _ in _SERVICES:
        figures = f"{old}.{name}.age", f"{young}.{name}.age"
        yield Row(f"{old}.age.{name}", section, what, "µs", 1.3, *figures, "services")


def _terminal(
    studio: str, section: str, table: Sequence[tuple[str, str, str, float, str]], group: Group
) -> Iterator[Row]:
    for name, what, unit, goal, baseline in table:
        ours = f"{studio}.{name}"
        yield Row(ours, section, what, unit, goal, ours, baseline.format(studio=studio), group)


def _services(studio: str, section: str) -> Iterator[Row]:
    for name, what, goal in _SERVICES:
        ours, baseline = f"{studio}.{name}", f"{studio}.raw.{name}"
        yield Row(ours, section, what, "µs", goal, ours, baseline, "services")
    slow = f"{studio}.search.slow"
    what = "client search, 1 to 10 characters, p95"
    yield Row(slow, section, what, "ms", 1.0, slow, "", "services")
    words = {name: what for name, what, _ in _SERVICES}
    for name, goal in _STATEMENTS.items():
        ours, what = f"{studio}.{name}.statements", f"statements: {words[name]}"
        yield Row(ours, section, what, "", goal, ours, "", "services")


def results(wanted: Sequence[Row], rounds: Mapping[Group, Sequence[Figures]]) -> list[Result]:
    """Put the figures of each round beside each other, row by row.

    A round in which one of the two figures is missing counts for neither.
    """
    found = []
    for row in wanted:
        figures = rounds.get(row.group, ())
        both = [f for f in figures if row.ours in f and (not row.baseline or row.baseline in f)]
        ours = tuple(f[row.ours] for f in both)
        base = tuple(f[row.baseline] for f in both) if row.baseline else ()
        found.append(Result(row, ours, base))
    return found
