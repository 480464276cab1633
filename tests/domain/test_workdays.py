from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.workdays import add_work_days

SATURDAY_STUDIO = (1, 2, 3, 4, 5)  # Tuesday to Saturday


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-24", 0, "2026-11-24"),
        ("2026-11-24", 1, "2026-11-25"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-24", 10, "2026-12-08"),
        ("2026-11-28", 0, "2026-11-28"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-28", 5, "2026-12-04"),  # a week of work after a Saturday ends on Friday
        ("2026-11-29", 10, "2026-12-11"),
        ("2026-11-24", -3, "2026-11-24"),
    ],
)
def test_due_dates_count_monday_to_friday(start: str, count: int, due: str) -> None:
    assert add_work_days(date.fromisoformat(start), count) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-27", 1, "2026-11-28"),
        ("2026-11-28", 1, "2026-12-01"),
        ("2026-11-29", 5, "2026-12-05"),
        ("2026-11-30", 5, "2026-12-05"),
        ("2026-11-24", 5, "2026-12-01"),
    ],
)
def test_a_studio_that_works_saturdays_counts_them(start: str, count: int, due: str) -> None:
    assert add_work_days(date.fromisoformat(start), count, SATURDAY_STUDIO) == (
        date.fromisoformat(due)
    )


def test_a_week_without_work_days_counts_every_day() -> None:
    assert add_work_days(date(2026, 11, 27), 3, ()) == date(2026, 11, 30)


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.integers(0, 60),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_the_due_date_is_where_counting_day_by_day_ends(
    start: date, count: int, week: set[int]
) -> None:
    day = start
    for _ in range(count):
        day += timedelta(days=1)
        while day.weekday() not in week:
            day += timedelta(days=1)
    assert add_work_days(start, count, week) == day
