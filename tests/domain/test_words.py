"""Dates, times, lengths and lists in sentences."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain import words

TODAY = date(2026, 11, 24)
at = datetime.fromisoformat


def test_a_date_is_said_in_full_and_short() -> None:
    assert words.date_words(date(2026, 11, 27)) == "Friday 27 November 2026"
    assert words.date_short(date(2026, 11, 27)) == "Fri 27 Nov 2026"


def test_every_weekday_and_month_has_its_own_name() -> None:
    said = [words.date_words(date(2026, month, month)) for month in range(1, 13)]
    expected = [date(2026, month, month).strftime("%A %-d %B %Y") for month in range(1, 13)]
    assert said == expected


@pytest.mark.parametrize("moment", [time(9, 5), at("2026-11-27T09:05")])
def test_a_time_is_on_the_24_hour_clock(moment: time | datetime) -> None:
    assert words.time_words(moment) == "09:05"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-27T14:00", "2026-11-27T15:00", "Friday 27 November 2026, 14:00-15:00"),
        ("2026-11-27T22:00", "2026-11-28T00:00", "Friday 27 November 2026, 22:00-24:00"),
        (
            "2026-11-27T22:00",
            "2026-11-28T01:00",
            "Friday 27 November 2026, 22:00 - Saturday 28 November 2026, 01:00",
        ),
        (
            "2026-11-27T22:00",
            "2026-11-29T00:00",
            "Friday 27 November 2026, 22:00 - Sunday 29 November 2026, 00:00",
        ),
    ],
)
def test_a_span_names_both_days_only_across_midnight(start: str, end: str, said: str) -> None:
    assert words.span_words(at(start), at(end)) == said


def test_a_span_tells_how_near_it_is() -> None:
    start, end = at("2026-11-27T14:00"), at("2026-11-27T15:00")
    assert words.span_words(start, end, TODAY) == (
        "Friday 27 November 2026 (in 3 days), 14:00-15:00"
    )
    assert words.span_words(start, end, date(2026, 1, 1)) == words.span_words(start, end)


def test_a_span_says_which_occurrence_of_a_doubled_hour_it_means() -> None:
    start, end = at("2026-11-01T01:30").replace(fold=1), at("2026-11-01T02:30")
    assert words.span_words(start, end) == "Sunday 1 November 2026, 01:30 (second time)-02:30"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "60 minutes"),
        (61, "1 hour 1 minute"),
        (90, "1 hour 30 minutes"),
        (120, "2 hours"),
        (1500, "25 hours"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert words.duration_words(minutes) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 27), "in 3 days"),
        (date(2026, 11, 21), "3 days ago"),
        (date(2026, 12, 8), "in 14 days"),
        (date(2026, 12, 9), ""),
        (date(2026, 11, 9), ""),
    ],
)
def test_a_near_day_is_told_by_its_distance(day: date, said: str) -> None:
    assert words.relative_day(day, TODAY) == said


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.plural(1, "session"), "1 session"),
        (words.plural(2, "session"), "2 sessions"),
        (words.plural(0, "day"), "0 days"),
        (words.plural(2, "company"), "2 companies"),
        (words.plural(2, "clash"), "2 clashes"),
        (words.plural(2, "person", "people"), "2 people"),
        (words.plural(1, "person", "people"), "1 person"),
        (words.listing([]), ""),
        (words.listing(["a"]), "a"),
        (words.listing(["a", "b"]), "a and b"),
        (words.listing(["a", "b", "c"]), "a, b and c"),
    ],
)
def test_counts_and_lists_read_as_english(said: str, expected: str) -> None:
    assert said == expected


@given(st.integers(1, 10_000))
def test_the_hours_and_minutes_said_add_up(minutes: int) -> None:
    parts = words.duration_words(minutes).split()
    lengths = {"hour": 60, "hours": 60, "minute": 1, "minutes": 1}
    counted = zip(parts[::2], parts[1::2], strict=True)
    assert sum(int(count) * lengths[unit] for count, unit in counted) == minutes


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("2026-11-24", "0 days"),
        ("2026-11-23", "1 day"),
        ("2026-09-25", "60 days"),
        ("2026-09-24", "2 months"),
        ("2024-11-25", "23 months"),
        ("2024-11-24", "2 years"),
        ("2024-02-29", "2 years"),
        ("1946-11-25", "79 years"),
    ],
)
def test_ages(born: str, said: str) -> None:
    assert words.age_words(date.fromisoformat(born), TODAY) == said


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Mine", "Theirs", ("Mine", "Theirs")),
        ("Three people", "Three dogs", ("Three people", "Three dogs")),
        (
            "Three generations, 13 people one",
            "Three generations, 13 people two",
            ("…one", "…two"),
        ),
        ("Three generations, 13", "Three generations, 13 dogs", ("…13", "…13 dogs")),
        ("", "Anything", ("", "Anything")),
    ],
)
def test_long_texts_are_told_from_where_they_differ(
    one: str, other: str, found: tuple[str, str]
) -> None:
    assert words.apart(one, other) == found


LONG = "The client was here on Monday and wants the large print framed. " * 20


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "Bring the dog", "added “Bring the dog”"),
        ("Bring the dog", "", "took out “Bring the dog”"),
        ("Bring the dog", "Bring both dogs", "“Bring the dog” to “Bring both dogs”"),
        ("Bring the dog", "Bring the dog\nPaid in cash", "added “Paid in cash”"),
        (LONG, f"{LONG}Will call again.", "added “Will call again.”"),
        (LONG, f"Twins! {LONG}", "added “Twins!”"),
        (
            LONG,
            f"{LONG[:640]}{LONG[640:].replace('framed', 'mounted', 1)}",
            "“…wants the large print framed. The client was here…” to "
            "“…wants the large print mounted. The client was here…”",
        ),
        ("one  line", "one line", "spaces or line ends changed"),
    ],
    ids=lambda text: text[:20],
)
def test_what_was_changed_in_notes_is_said_with_what_stands_around_it(
    before: str, after: str, said: str
) -> None:
    assert words.rewritten(before, after) == said


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_change_of_notes_is_said_in_one_line_that_can_be_read(before: str, after: str) -> None:
    said = words.rewritten(before, after)
    assert said == words.one_line(said)
    assert len(said) < 250
