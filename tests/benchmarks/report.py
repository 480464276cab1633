"""The report: an aligned table to read, and the same as JSON to keep."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.rows import Result

HEADINGS = ("what", "ours", "baseline", "ratio", "goal", "verdict")


def table(found: Sequence[Result]) -> str:
    """The results as lines of text: sections, then one line for each row."""
    lines = [(result.row.section, _cells(result)) for result in found]
    everything = [HEADINGS, *(cells for _, cells in lines)]
    widths = [max(len(cells[at]) for cells in everything) for at in range(len(HEADINGS))]
    out, section = [_aligned(HEADINGS, widths)], ""
    for title, cells in lines:
        if title != section:
            out += ["", title]
            section = title
        out.append(_aligned(cells, widths))
    return "\n".join(out)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *middle, last = zip(cells, widths, strict=True)
    numbers = [cell.rjust(width) for cell, width in middle]
    return "  ".join([first[0].ljust(first[1]), *numbers, last[0]]).rstrip()


def _cells(result: Result) -> tuple[str, ...]:
    row = result.row
    goal = f"<= {row.goal:.2f}" if row.baseline else f"<= {number(row.goal, row.unit)}"
    return (
        row.what,
        _middle(result.ours, row.unit),
        _middle(result.baseline, row.unit),
        "-" if result.ratio is None else f"{result.ratio:.2f}",
        goal,
        result.verdict,
    )


def _middle(values: Sequence[float], unit: str) -> str:
    return number(median(values), unit) if values else "-"


def number(value: float, unit: str) -> str:
    """A figure with its unit, to three digits; bytes and counts are whole."""
    if unit in ("B", "") or value == 0:
        text = f"{value:,.0f}"
    else:
        text = (
            f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
        )
    return f"{text} {unit}".rstrip()


def summary(found: Sequence[Result]) -> str:
    """How many rows reach their goal, and which do not."""
    verdicts = [result.verdict for result in found]
    parts = [f"{verdicts.count('ok')} of {len(found)} rows reach their goal"]
    for verdict in ("over", "missing"):
        names = [result.row.name for result in found if result.verdict == verdict]
        if names:
            parts.append(f"{verdict}: {', '.join(names)}")
    return "; ".join(parts) + "."


def as_json(found: Sequence[Result]) -> dict[str, Any]:
    """The results with the figures of every round, by the names of the rows."""
    return {result.row.name: dict(_fields(result)) for result in found}


def _fields(result: Result) -> Iterator[tuple[str, Any]]:
    row = result.row
    yield from (("section", row.section), ("what", row.what), ("unit", row.unit))
    yield from (("ours", list(result.ours)), ("baseline", list(result.baseline)))
    yield from (("ratio", result.ratio), ("goal", row.goal), ("verdict", result.verdict))
