"""Opening hours of a week in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.hours import hours_words
from studio_tui.domain.typed_hours import parse_week
from studio_tui.domain.words import WEEKDAYS
from studio_tui.errors import StudioError


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("mon-fri 9-17:30", dict.fromkeys(range(5), "09:00-17:30")),
        ("Monday to Wednesday 9-17", dict.fromkeys(range(3), "09:00-17:00")),
        ("mon-tue 9-12:30, 13:30-18", dict.fromkeys(range(2), "09:00-12:30, 13:30-18:00")),
        ("mon, wed 9-17", {0: "09:00-17:00", 2: "09:00-17:00"}),
        ("sat-mon 9-17", {0: "09:00-17:00", 5: "09:00-17:00", 6: "09:00-17:00"}),
        ("daily 0-24", dict.fromkeys(range(7), "00:00-24:00")),
        ("weekdays 9-17; weekend 10 - 14", {
            **dict.fromkeys(range(5), "09:00-17:00"), **dict.fromkeys((5, 6), "10:00-14:00"),
        }),
        ("mon 9-17, sun closed", {0: "09:00-17:00", 6: "closed"}),
        ("tue 13-17, tue 9-12", {1: "09:00-12:00, 13:00-17:00"}),
    ],
)  # fmt: skip
def test_a_week_is_read(text: str, week: dict[int, str]) -> None:
    assert {day: hours_words(hours) for day, hours in parse_week(text).items()} == week


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "type for example mon-fri 9-17:30, sat 10-14"),
        ("9-17", "“9-17” is no day with its hours"),
        ("mon", "“mon” has no hours"),
        ("mon 9-17, tue", "“tue” has no hours"),
        ("someday 9-17", "“someday” is not a day"),
        ("t 9-17", "“t” is not a day"),
        ("mon-wed-fri 9-17", "is not a day"),
        ("mon 17-9", "ends before it starts"),
        ("mon 9-17, mon 16-18", "overlap"),
        ("mon 9-25", "past midnight"),
    ],
)
def test_what_is_no_week_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(StudioError) as refused:
        parse_week(text)
    assert sentence in refused.value.message


@given(st.text(alphabet="monfri 9-17:30,;sat closed\n", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        week = parse_week(text)
    except StudioError:
        return
    assert set(week) <= set(range(len(WEEKDAYS)))
