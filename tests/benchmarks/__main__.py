"""``make bench``: measures the program beside its baselines, in turn, and prints what came out.

Only ratios say something: the machine's own speed drifts. The exit status is 0 whatever they are.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from tests.benchmarks.meter import WIDE
from tests.benchmarks.report import as_json, summary, table
from tests.benchmarks.rows import STUDIOS, USUAL, Figures, Group, results, rows
from tests.benchmarks.studios import SCALES
from tests.benchmarks.terminal import Terminals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.meter import Size
    from tests.benchmarks.rows import Result, Row


ROUNDS: Final[dict[Group, int]] = {
    "services": 3,
    "hands": 2,
    "calendar": 3,
    "wizard": 2,
    "hub": 2,
    "line": 2,
    "long": 1,
    "weak": 2,
    "people": 1,
}
"""Groups in their order, and how often each is measured."""
SIZED: Final = ("calendar", "wizard", "hub", "line")
"""Groups that are measured again at every further size of the terminal, once."""


def main() -> None:
    """Measure what is asked for; each group's table is printed as soon as it is measured."""
    args = _arguments()
    chosen = [
        row for row in rows(args.studios) if args.only in row.name and row.group in args.groups
    ]
    if not chosen:
        print(f"No row has {args.only!r} in its name.", file=sys.stderr)
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    kept: dict[str, list[Result]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="studio-benchmarks-") as directory,
        suppress(KeyboardInterrupt),
    ):
        for at, size in enumerate(args.sizes):
            found = kept.setdefault(f"{size[0]}x{size[1]}", [])
            for group in [name for name in ROUNDS if not at or name in SIZED]:
                if wanted := [row for row in chosen if row.group == group]:
                    _group(args, group, wanted, Path(directory), size, found, again=bool(at))
    for size, found in kept.items():
        print(f"\n{size}: {summary(found)}")


def _group(
    args: argparse.Namespace,
    group: Group,
    wanted: Sequence[Row],
    directory: Path,
    size: Size,
    found: list[Result],
    *,
    again: bool,
) -> None:
    """Measure one group and print it; what was measured before a Ctrl+C is printed too."""
    studios = [name for name in SCALES if any(name in row.studios for row in wanted)]
    measured: list[Figures] = []
    begin = monotonic()
    runs = args.n or (1 if args.quick or again else ROUNDS[group])
    try:
        measure = _measure(group, directory, studios, args.idle, size)
        for number in range(1, runs + 1):
            print(f"{group}: round {number} of {runs} ...", file=sys.stderr, flush=True)
            measured.append(measure())
    finally:
        if measured:
            these = results(wanted, {group: measured})
            found += these
            took = f"{len(measured)} rounds in {monotonic() - begin:.0f} s"
            where = f"Terminal of {size[0]} by {size[1]}" if group in SIZED else group.capitalize()
            print(f"\n{where} ({took})\n\n{table(these)}", flush=True)
            _keep(args.json, size, these)


def _keep(file: Path | None, size: Size, found: Sequence[Result]) -> None:
    """Add figures to a file, which grows with every group."""
    if file is not None:
        kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
        kept.setdefault(f"{size[0]}x{size[1]}", {}).update(as_json(found))
        file.write_text(json.dumps(kept, indent=1), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("-n", type=int, metavar="RUNS", help="rounds of everything")
    parser.add_argument("--only", default="", metavar="NAME", help="rows with this in their name")
    parser.add_argument("--groups", nargs="+", choices=list(ROUNDS), default=list(ROUNDS))
    parser.add_argument("--quick", action="store_true", help="one round of everything")
    parser.add_argument("--idle", type=float, default=5, metavar="SECONDS", help="of watching")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add every figure to it")
    parser.add_argument(
        "--sizes", nargs="+", type=_size, default=[WIDE, (80, 24)], metavar="120x40"
    )
    parser.add_argument("--studios", nargs="+", choices=STUDIOS, default=list(USUAL))
    return parser.parse_args()


def _size(text: str) -> Size:
    columns, _, lines = text.partition("x")
    return int(columns), int(lines)


def _measure(
    group: Group, directory: Path, studios: Sequence[str], idle: float, size: Size
) -> Callable[[], Figures]:
    """What measures one round of a group of rows, on copies of the studios."""
    if group == "services":
        from tests.benchmarks.services import Services

        return Services(directory, studios).round
    ours, last = directory / "ours", studios[-1]
    if group == "hands":
        from tests.benchmarks.hands import Hands

        return Hands(ours, last).round
    if group == "people":
        from tests.benchmarks.people import People

        return People(ours, last).round
    if group == "weak":
        from tests.benchmarks.weak import Weak

        return Weak(ours, studios, idle, size).round
    terminals = Terminals(ours, [name for name in studios if name in STUDIOS], idle, size)
    found: Callable[[], Figures] = getattr(terminals, group)
    return found


if __name__ == "__main__":
    main()
