from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.interval import Span, merged, without

SECONDS = st.integers(0, 30)
SPANS = st.builds(Span, SECONDS, SECONDS)
LISTS = st.lists(SPANS, max_size=8)


def seconds(*spans: Span) -> set[int]:
    return {second for span in spans for second in range(span.start, span.end)}


def tidy(spans: list[Span]) -> bool:
    """In order, none empty, with a gap between any two."""
    return all(span.start < span.end for span in spans) and all(
        earlier.end < later.start for earlier, later in pairwise(spans)
    )


def test_back_to_back_is_no_overlap() -> None:
    assert not Span(0, 10).overlaps(Span(10, 20))
    assert not Span(10, 20).overlaps(Span(0, 10))
    assert Span(0, 11).overlaps(Span(10, 20))


@given(
    st.builds(Span, st.integers(0, 14), st.integers(15, 30)),
    st.builds(Span, st.integers(0, 29), st.just(30)),
)
def test_two_spans_overlap_when_they_share_a_second(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(seconds(one) & seconds(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(LISTS)
def test_merging_keeps_every_second_and_joins_what_touches(spans: list[Span]) -> None:
    joined = merged(spans)
    assert seconds(*joined) == seconds(*spans)
    assert tidy(joined)


@given(LISTS, LISTS)
def test_cutting_leaves_exactly_the_seconds_that_nothing_took(
    spans: list[Span], taken: list[Span]
) -> None:
    left = list(without(spans, taken))
    assert seconds(*left) == seconds(*spans) - seconds(*taken)
    assert tidy(left)
