"""Weekdays and times of day as they are wished for on the phone."""

from __future__ import annotations

import pytest

from studio_tui.domain.typed_wishes import days_wanted, parse_days, parse_window, window_words
from studio_tui.errors import StudioError


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "any day"),
        ("any", "any day"),
        ("every day", "any day"),
        ("tue thu", "Tuesday and Thursday"),
        ("Thu, Tue", "Tuesday and Thursday"),
        ("tuesdays or thursdays", "Tuesday and Thursday"),
        ("Mondays", "Monday"),
        ("mon-wed", "Monday to Wednesday"),
        ("mon to wed, sat", "Monday, Tuesday, Wednesday and Saturday"),
        ("mon tue wed", "Monday to Wednesday"),
        ("fri - mon", "Monday, Friday, Saturday and Sunday"),
        ("weekdays", "Monday to Friday"),
        ("weekend", "Saturday and Sunday"),
        ("weekend wed", "Wednesday, Saturday and Sunday"),
        ("thurs", "Thursday"),
    ],
)
def test_weekdays(typed: str, said: str) -> None:
    assert days_wanted(parse_days(typed)) == said


@pytest.mark.parametrize("typed", ["t", "tue-", "someday", "mon-wed-fri", "16:00", "-fri", "m-w"])
def test_what_is_no_weekday_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(StudioError, match=r"is not a day; type for example tue thu"):
        parse_days(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "any time"),
        ("any time", "any time"),
        ("after 16:00", "from 16:00"),
        ("After 4pm", "from 16:00"),
        ("from 16", "from 16:00"),
        ("16:00", "from 16:00"),
        ("1600-", "from 16:00"),
        ("4pm onwards", "from 16:00"),
        ("not before 10", "from 10:00"),
        ("before noon", "until 12:00"),
        ("until 12", "until 12:00"),
        ("-12", "until 12:00"),
        ("9-12", "09:00-12:00"),
        ("9:30 to 12", "09:30-12:00"),
        ("between 9 and 12", "09:00-12:00"),
        ("2-5pm", "14:00-17:00"),
        ("9-2pm", "09:00-14:00"),
        ("9am-2pm", "09:00-14:00"),
        ("11-1pm", "11:00-13:00"),
        ("16-24:00", "from 16:00"),
        ("20-midnight", "from 20:00"),
        ("morning", "until 12:00"),
        ("afternoons", "12:00-18:00"),
        ("9-12, 16-18", "09:00-12:00 or 16:00-18:00"),
        ("16-18, 9-12", "09:00-12:00 or 16:00-18:00"),
    ],
)
def test_times_of_day(typed: str, said: str) -> None:
    assert window_words(parse_window(typed)) == said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("tomorrow", "“tomorrow” is not a time; type for example after 16:00"),
        ("after", "“after” is not a time"),
        ("12-9", "“12-9” ends before it begins"),
        ("9-12-15", "“12-15” is not a time"),
        ("9-12,", "is not a time"),
        ("after 25", "The day has hours 0 to 23"),
    ],
)
def test_what_is_no_time_of_day_is_refused_with_examples(typed: str, sentence: str) -> None:
    with pytest.raises(StudioError) as caught:
        parse_window(typed)
    assert sentence in caught.value.message


@pytest.mark.parametrize(
    "days", [frozenset({0}), frozenset({1, 3}), frozenset(range(5)), frozenset(range(7))]
)
def test_weekdays_that_are_said_can_be_typed(days: frozenset[int]) -> None:
    assert parse_days(days_wanted(days)) == days


@pytest.mark.parametrize("typed", ["", "after 16:00", "before noon", "9-12"])
def test_times_of_day_that_are_said_can_be_typed(typed: str) -> None:
    found = parse_window(typed)
    assert parse_window(window_words(found)) == found
