"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain import words
from studio_tui.domain.typed import parse_date
from studio_tui.errors import StudioError

TODAY = date(2026, 11, 24)  # a Tuesday

DATES = {
    "today": "2026-11-24",
    "TODAY ": "2026-11-24",
    "tod": "2026-11-24",
    "tomorrow": "2026-11-25",
    "Tom": "2026-11-25",
    "yesterday": "2026-11-23",
    "tue": "2026-11-24",
    "wed": "2026-11-25",
    "weds": "2026-11-25",
    "fri": "2026-11-27",
    "Friday": "2026-11-27",
    "fr": "2026-11-27",
    "fri.": "2026-11-27",
    "on fri": "2026-11-27",
    "this fri": "2026-11-27",
    "thurs": "2026-11-26",
    "mon": "2026-11-30",
    "next fri": "2026-12-04",
    "next tuesday": "2026-12-01",
    "next week": "2026-12-01",
    "next month": "2026-12-24",
    "next year": "2027-11-24",
    "+0d": "2026-11-24",
    "+3d": "2026-11-27",
    "+ 3 days": "2026-11-27",
    "+2w": "2026-12-08",
    "-2w": "2026-11-10",
    "in 2 weeks": "2026-12-08",
    "in 1 day": "2026-11-25",
    "3 days ago": "2026-11-21",
    "-1m": "2026-10-24",
    "+2m": "2027-01-24",
    "+1y": "2027-11-24",
    "14/11": "2027-11-14",
    "24/11": "2026-11-24",
    "23/11": "2027-11-23",
    "1/12": "2026-12-01",
    "01/12": "2026-12-01",
    "14.12.": "2026-12-14",
    "14.12": "2026-12-14",
    "14-12": "2026-12-14",
    "14-11-2026": "2026-11-14",
    "14/11/2026": "2026-11-14",
    "14.11.26": "2026-11-14",
    "3/5/46": "2046-05-03",
    "3/5/47": "1947-05-03",
    "14 nov": "2027-11-14",
    "14nov": "2027-11-14",
    "14 Dec.": "2026-12-14",
    "14-dec-2026": "2026-12-14",
    "14th of december": "2026-12-14",
    "the 14th of december": "2026-12-14",
    "nov 14": "2027-11-14",
    "sept 3rd": "2027-09-03",
    "December 14, 2026": "2026-12-14",
    "14 november 2027": "2027-11-14",
    "14 November, 2027": "2027-11-14",
    "29 feb 2028": "2028-02-29",
    "2026-11-14": "2026-11-14",
    "2026/11/14": "2026-11-14",
    "2026-1-4": "2026-01-04",
    "20261114": "2026-11-14",
    "14": "2026-12-14",
    "24": "2026-11-24",
    "25": "2026-11-25",
    "31": "2026-12-31",
    "14th": "2026-12-14",
    "the 1st": "2026-12-01",
    "fri 27 nov": "2026-11-27",
    "Fri 27 Nov 2026": "2026-11-27",
    "Friday 27 November 2026": "2026-11-27",
    "fri, 27/11": "2026-11-27",
    "fri 27th": "2026-11-27",
}


@pytest.mark.parametrize(("typed", "meant"), DATES.items())
def test_a_date_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert parse_date(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "11/14": "2027-11-14",
        "12/1": "2026-12-01",
        "5/11": "2027-05-11",
        "11/14/2026": "2026-11-14",
        "14 nov": "2027-11-14",
        "2026-11-14": "2026-11-14",
    }.items(),
)
def test_where_the_month_comes_first_it_is_read_first(typed: str, meant: str) -> None:
    assert parse_date(typed, TODAY, day_first=False) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("fri", "2026-11-27", "2026-11-27"),
        ("next fri", "2026-11-27", "2026-12-04"),
        ("+1m", "2026-01-31", "2026-02-28"),
        ("+1m", "2028-01-31", "2028-02-29"),
        ("+1y", "2028-02-29", "2029-02-28"),
        ("-1m", "2026-01-15", "2025-12-15"),
        ("31", "2026-02-01", "2026-03-31"),
        ("1", "2026-12-31", "2027-01-01"),
        ("29 feb", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_date_counts_from_today(typed: str, today: str, meant: str) -> None:
    assert parse_date(typed, date.fromisoformat(today)) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "reason"),
    {
        "30 feb": "February 2027 has 28 days",
        "30/2": "February 2027 has 28 days",
        "29 feb": "February 2027 has 28 days",
        "30 feb 2028": "February 2028 has 29 days",
        "2026-02-30": "February 2026 has 28 days",
        "31 nov": "November 2026 has 30 days",
        "0/12": "December 2026 has 31 days",
        "11/14": "no month 14: the day comes first",
        "2026-14-11": "no month 14",
        "32": "No month has a day 32",
        "0": "No month has a day 0",
        "thu 27 nov": "27 November 2026 is a Friday, not a Thursday",
    }.items(),
)
def test_a_day_that_does_not_exist_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(StudioError, match=re.escape(reason)):
        parse_date(typed, TODAY)


def test_a_month_first_refusal_says_so() -> None:
    with pytest.raises(StudioError, match="the month first, as in 11/14"):
        parse_date("14/11", TODAY, day_first=False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "soon",
        "november",
        "nov 2026",
        "ma 14",
        "next",
        "next fri 27 nov",
        "fri 27",
        "1430",
        "3 days",
        "+3",
        "14 nov 27",
        "14/11-2026",
        "2026-11-14-15",
        "1626-11-14",
        "t",
        "[/] O'Brien <b>",
        "fri" + " " * 5 + "x" * 300,
    ],
)
def test_nonsense_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(StudioError, match=r"not a date: type 14/11, 14 nov, fri.*\.$") as refusal:
        parse_date(typed, TODAY)
    assert len(refusal.value.message) < 130
    assert refusal.value.field is None


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TODAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(day=DAYS, today=TODAYS)
def test_every_way_the_program_writes_a_date_is_read_back(day: date, today: date) -> None:
    for written in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%d.%m.%Y}",
        words.date_words(day),
        words.date_short(day),
    ):
        assert parse_date(written, today) == day


@given(days=st.integers(-14, 14), today=TODAYS)
def test_every_near_day_the_program_says_is_read_back(days: int, today: date) -> None:
    day = today + timedelta(days=days)
    assert parse_date(words.relative_day(day, today), today) == day


@given(day=DAYS.filter(lambda day: (day.month, day.day) != (2, 29)), today=TODAYS)
def test_a_date_without_a_year_is_the_next_such_day(day: date, today: date) -> None:
    read = parse_date(f"{day.day}/{day.month}", today)
    assert (read.day, read.month) == (day.day, day.month)
    assert today <= read < today + timedelta(days=366)
