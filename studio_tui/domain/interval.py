"""Half-open stretches of time, [start, end), in UTC seconds: touching ends do not overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Span(NamedTuple):
    """From ``start`` up to, and without, ``end``; both in UTC seconds."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one second."""
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span]) -> list[Span]:
    """The stretches in order, those that overlap or touch joined; empty ones are dropped."""
    result: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def without(spans: Iterable[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of ``spans`` when every one of ``taken`` is cut out, in order."""
    gone = merged(taken)
    for span in merged(spans):
        start = span.start
        for cut in gone:
            if cut.end <= start:
                continue
            if cut.start >= span.end:
                break
            if cut.start > start:
                yield Span(start, cut.start)
            start = max(start, cut.end)
        if start < span.end:
            yield Span(start, span.end)
