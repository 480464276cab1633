from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.hours import Closure, Opening, hours_words, parse_hours
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import wall
from studio_tui.errors import StudioError

FRIDAY = date(2026, 11, 27)
CHRISTMAS = Closure(date(2026, 12, 24), date(2026, 12, 26), "Christmas")
WEEK = dict.fromkeys(range(5), ((540, 720), (780, 1050)))


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("9-17", ((540, 1020),)),
        ("09:00-12:30, 13:30-18:00", ((540, 750), (810, 1080))),
        ("13.30–18; 9 - 12.30", ((540, 750), (810, 1080))),
        ("9 to 17", ((540, 1020),)),
        ("930-1730", ((570, 1050),)),
        ("0-24", ((0, 1440),)),
        ("9-12, 12-17", ((540, 720), (720, 1020))),
        ("9-17,", ((540, 1020),)),
        ("closed", ()),
        ("CLOSED ", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_opening_hours_are_read_as_people_write_them(
    text: str, stretches: tuple[tuple[int, int], ...]
) -> None:
    assert parse_hours(text) == stretches


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nine to five", "'nine to five' is not a stretch of opening hours"),
        ("9", "'9' is not a stretch"),
        ("9-17, later", "'later' is not a stretch"),
        ("9-5", "'9-5' ends before it starts"),
        ("9-9", "ends before it starts"),
        ("22-2", "ends before it starts"),
        ("9-25", "goes past midnight"),
        ("9-24:01", "goes past midnight"),
        ("25:00-26:00", "goes past midnight"),
        ("9:75-17", "goes past midnight"),
        ("9-13, 12-17", "overlap"),
        ("9-17; 9-17", "overlap"),
        ("[/]", "is not a stretch"),
    ],
)
def test_hours_that_make_no_sense_get_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(StudioError) as caught:
        parse_hours(text)
    assert sentence in caught.value.message


STRETCHES = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(
    lambda minutes: tuple(zip(*[iter(sorted(minutes))] * 2, strict=False))
)


@given(STRETCHES)
def test_hours_that_were_said_can_be_typed(stretches: tuple[tuple[int, int], ...]) -> None:
    assert parse_hours(hours_words(stretches)) == stretches


def test_a_day_without_hours_is_said_to_be_closed() -> None:
    assert hours_words(()) == "closed"


def test_open_minutes_are_half_open_and_end_with_a_closure() -> None:
    opening = Opening("Europe/London", WEEK, (CHRISTMAS,))
    open_minutes = [540, 719, 780, 1049]
    assert all(opening.is_open(FRIDAY, minute) for minute in open_minutes)
    assert not any(opening.is_open(FRIDAY, minute) for minute in (539, 720, 779, 1050))
    assert not opening.is_open(date(2026, 11, 28), 600)  # a Saturday
    assert not opening.is_open(date(2026, 12, 24), 600)
    assert not opening.is_open(date(2026, 12, 25), 600)
    assert opening.is_open(date(2026, 12, 23), 600)
    assert opening.is_open(date(2026, 12, 28), 600)


def test_a_closure_takes_whole_days_and_leaves_no_open_stretch() -> None:
    opening = Opening("Europe/London", WEEK, (CHRISTMAS,))
    assert list(opening.spans(date(2026, 12, 24))) == []
    closed = list(opening.closed_spans(date(2026, 12, 20), date(2026, 12, 31)))
    assert [wall(span.start, "Europe/London").day for span, _ in closed] == [24, 25, 26]
    assert all(span.end - span.start == 86400 for span, _ in closed)
    assert {found.name for _, found in closed} == {"Christmas"}


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_hours_follow_the_wall_clock_across_both_changes() -> None:
    opening = Opening("Europe/London", dict.fromkeys(range(7), ((0, 1440),)))
    spring, autumn = opening.spans(date(2026, 3, 29)), opening.spans(date(2026, 10, 25))
    assert list(spring) == [Span(moment("2026-03-29T00:00"), moment("2026-03-29T23:00"))]
    assert list(autumn) == [Span(moment("2026-10-24T23:00"), moment("2026-10-26T00:00"))]


def test_hours_inside_the_skipped_hour_vanish_with_it() -> None:
    opening = Opening("Europe/London", {6: ((90, 125),)})
    assert list(opening.spans(date(2026, 3, 29))) == []
    assert len(list(opening.spans(date(2026, 3, 22)))) == 1
