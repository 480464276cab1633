"""``make bench``: measures the program beside its baselines, in turn, and prints what came out.

Only ratios say something: the machine's own speed drifts. The exit status is 0 whatever they are.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.meter import WIDE
from tests.benchmarks.report import as_json, table
from tests.benchmarks.rows import STUDIOS, USUAL, Figures, Group, results, rows
from tests.benchmarks.studios import SCALES
from tests.benchmarks.terminal import Terminals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.meter import Size
    from tests.benchmarks.rows import Row


def main() -> None:
    """Measure what is asked for and print the report, one table for each size of the terminal."""
    args = _arguments()
    chosen = [row for row in rows(args.studios) if args.only in row.name]
    if not chosen:
        print(f"No row has {args.only!r} in its name.", file=sys.stderr)
        return
    kept = {}
    for at, size in enumerate(args.sizes):
        wanted = [row for row in chosen if not at or row.group != "services"]
        found = results(wanted, _rounds(args, wanted, size))
        print(f"\nTerminal of {size[0]} by {size[1]}\n\n{table(found)}")
        kept[f"{size[0]}x{size[1]}"] = as_json(found)
    if args.json:
        args.json.write_text(json.dumps(kept, indent=1), "utf-8")


def _rounds(
    args: argparse.Namespace, wanted: Sequence[Row], size: Size
) -> dict[Group, list[Figures]]:
    studios = [name for name in SCALES if any(name in row.studios for row in wanted)]
    runs, idle = args.n or (2 if args.quick else 5), 3 if args.quick else 10
    found: dict[Group, list[Figures]] = {}
    with tempfile.TemporaryDirectory(prefix="studio-benchmarks-") as directory:
        for group in dict.fromkeys(row.group for row in wanted):
            measure = _measure(group, Path(directory) / group, studios, idle, size)
            found[group] = []
            for number in range(1, runs + 1):
                print(f"{group}: round {number} of {runs} ...", file=sys.stderr, flush=True)
                found[group].append(measure())
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("-n", type=int, metavar="RUNS", help="rounds of everything; 5 by default")
    parser.add_argument("--only", default="", metavar="NAME", help="rows with this in their name")
    parser.add_argument("--quick", action="store_true", help="2 rounds, idle for 3 s and not 10")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
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
    directory.mkdir()
    if group == "services":
        from tests.benchmarks.services import Services

        return Services(directory, studios).round
    shown = [name for name in studios if name in STUDIOS]
    terminals = Terminals(directory, shown, idle, size)
    found: Callable[[], Figures] = getattr(terminals, group)
    return found


if __name__ == "__main__":
    main()
