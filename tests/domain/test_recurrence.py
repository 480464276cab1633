"""Rules of recurring appointments, and the dates that come of them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.recurrence import (
    FREQUENCIES,
    LAST,
    MOST,
    Choice,
    Recurrence,
    choices_text,
    dates,
    month_day_words,
    parse_choices,
    parse_month_day,
    parse_rule,
    parse_weekdays,
)
from studio_tui.errors import StudioError

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("rule", "text", "words", "expected"),
    [
        (
            Recurrence("daily", count=3),
            "FREQ=DAILY;COUNT=3",
            "every day, 3 times",
            ["2026-11-24", "2026-11-25", "2026-11-26"],
        ),
        (
            Recurrence("daily", every=10, until=date(2026, 12, 14)),
            "FREQ=DAILY;INTERVAL=10;UNTIL=20261214T235959",
            "every 10 days, until Mon 14 Dec 2026",
            ["2026-11-24", "2026-12-04", "2026-12-14"],
        ),
        (
            Recurrence("weekly", count=2),
            "FREQ=WEEKLY;COUNT=2",
            "every week, 2 times",
            ["2026-11-24", "2026-12-01"],
        ),
        (
            Recurrence("weekly", every=2, weekdays=(0, 2), count=4),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4",
            "every 2 weeks on Monday and Wednesday, 4 times",
            ["2026-11-25", "2026-12-07", "2026-12-09", "2026-12-21"],
        ),
        (
            Recurrence("monthly", day=31, count=3),
            "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3",
            "every month on day 31, 3 times",
            ["2026-12-31", "2027-01-31", "2027-03-31"],
        ),
        (
            Recurrence("monthly", day=LAST, count=3),
            "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
            "every month on the last day, 3 times",
            ["2026-11-30", "2026-12-31", "2027-01-31"],
        ),
        (
            Recurrence("monthly", nth=(2, 1), count=2),
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=2",
            "every month on the second Tuesday, 2 times",
            ["2026-12-08", "2027-01-12"],
        ),
        (
            Recurrence("monthly", nth=(LAST, 4), count=2),
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2",
            "every month on the last Friday, 2 times",
            ["2026-11-27", "2026-12-25"],
        ),
    ],
)
def test_a_rule_gives_dates_text_and_words(
    rule: Recurrence, text: str, words: str, expected: list[str]
) -> None:
    assert (rule.text, rule.words) == (text, words)
    assert [day.isoformat() for day in dates(rule, TUESDAY)] == expected
    assert parse_rule(text) == rule


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Recurrence("daily"), "Say when it ends"),
        (Recurrence("daily", count=10_000), f"at most {MOST} dates; type fewer"),
        (Recurrence("daily", until=date(2036, 1, 1)), f"at most {MOST} dates; these would be more"),
        (Recurrence("weekly", until=date(2026, 11, 1)), "no such date from Tue 24 Nov 2026"),
        (Recurrence("monthly", nth=(5, 1), until=date(2026, 12, 20)), "no such date"),
    ],
)
def test_a_series_has_an_end_and_a_date_and_is_bounded(rule: Recurrence, said: str) -> None:
    with pytest.raises(StudioError, match=said) as caught:
        dates(rule, TUESDAY)
    assert caught.value.field == "until"


def test_as_many_dates_as_there_may_be() -> None:
    assert len(dates(Recurrence("daily", count=MOST), TUESDAY)) == MOST


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon, wed", (0, 2)),
        ("Wednesday and monday", (0, 2)),
        ("tu th", (1, 3)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("sat sat", (5,)),
    ],
)
def test_weekdays_as_they_are_typed(typed: str, days: tuple[int, ...]) -> None:
    assert parse_weekdays(typed) == days


@pytest.mark.parametrize("typed", ["", "t", "s", "monkey", "14", ","])
def test_what_is_no_weekday_is_refused(typed: str) -> None:
    with pytest.raises(StudioError, match=r"as mon, wed|not a day of the week"):
        parse_weekdays(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("14", (14, None)),
        ("day 14", (14, None)),
        ("the 1st", (1, None)),
        ("last", (LAST, None)),
        ("last day", (LAST, None)),
        ("2nd tue", (0, (2, 1))),
        ("the last friday", (0, (LAST, 4))),
        ("third sun", (0, (3, 6))),
    ],
)
def test_days_of_a_month_as_they_are_typed(
    typed: str, found: tuple[int, tuple[int, int] | None]
) -> None:
    assert parse_month_day(typed) == found


@pytest.mark.parametrize("typed", ["", "32", "0", "tue", "6th tue", "2nd", "²", "1st 2nd tue"])
def test_what_is_no_day_of_a_month_is_refused(typed: str) -> None:
    if typed == "2nd":
        assert parse_month_day(typed) == (2, None)
        return
    with pytest.raises(StudioError):
        parse_month_day(typed)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_day_is_typed_as_what_it_is_in_its_month(day: date) -> None:
    _, nth = parse_month_day(month_day_words(day))
    assert nth is not None
    rule = Recurrence("monthly", nth=nth, count=1)
    assert dates(rule, day) == (day,)


@given(
    st.sampled_from(FREQUENCIES),
    st.integers(1, 12),
    st.integers(1, MOST),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_dates_rise_from_the_first_and_are_as_many_as_asked(
    frequency: str, every: int, count: int, first: date
) -> None:
    rule = Recurrence(frequency, every=every, count=count)  # type: ignore[arg-type]
    found = dates(rule, first)
    assert len(found) == count
    assert found[0] == first
    assert list(found) == sorted(set(found))


def test_decisions_are_kept_as_text() -> None:
    choices = {
        date(2026, 12, 8): Choice("force"),
        date(2026, 12, 1): Choice("skip"),
        date(2026, 12, 15): Choice("move", datetime(2026, 12, 15, 11, 30)),
    }
    text = choices_text(choices)
    assert text == "2026-12-01 skip; 2026-12-08 force; 2026-12-15 move 2026-12-15T11:30"
    assert parse_choices(text) == choices
    assert parse_choices("") == {}
