"""Time off, closures and the hours of one date in one line."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.absences import off_words
from studio_tui.domain.hours import hours_words
from studio_tui.domain.typed_hours import parse_week, week_words
from studio_tui.domain.typed_off import off_text, parse_day, parse_days, parse_off
from studio_tui.errors import StudioError

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "start", "end", "reason"),
    [
        ("fri 27/11 - mon 30/11 holiday", "2026-11-27T00:00", "2026-12-01T00:00", "holiday"),
        ("off fri 27/11 - mon 30/11 holiday", "2026-11-27T00:00", "2026-12-01T00:00", "holiday"),
        ("Off: 27/11-30/11", "2026-11-27T00:00", "2026-12-01T00:00", ""),
        ("fri", "2026-11-27T00:00", "2026-11-28T00:00", ""),
        ("tomorrow sick", "2026-11-25T00:00", "2026-11-26T00:00", "sick"),
        ("27-30 dec skiing", "2026-12-27T00:00", "2026-12-31T00:00", "skiing"),
        ("24 dec - 2 jan Christmas break", "2026-12-24T00:00", "2027-01-03T00:00",
         "Christmas break"),
        ("mon to wed fair", "2026-11-30T00:00", "2026-12-03T00:00", "fair"),
        ("mon-fri", "2026-11-30T00:00", "2026-12-05T00:00", ""),
        ("27/11 9-13 dentist", "2026-11-27T09:00", "2026-11-27T13:00", "dentist"),
        ("fri 9:30 to 11 (school)", "2026-11-27T09:30", "2026-11-27T11:00", "school"),
        ("13:00-17:00 dentist", "2026-11-24T13:00", "2026-11-24T17:00", "dentist"),
        ("27/11 22-24 gig", "2026-11-27T22:00", "2026-11-28T00:00", "gig"),
        ("today from 14:00 sick", "2026-11-24T14:00", "2026-11-25T00:00", "sick"),
        ("from 2pm", "2026-11-24T14:00", "2026-11-25T00:00", ""),
        ("fri 14:00 - mon 12:00 course", "2026-11-27T14:00", "2026-11-30T12:00", "course"),
        ("fri 14:00 - mon course", "2026-11-27T14:00", "2026-12-01T00:00", "course"),
        ("from fri 27/11 to mon 30/11", "2026-11-27T00:00", "2026-12-01T00:00", ""),
        ("2026-11-27", "2026-11-27T00:00", "2026-11-28T00:00", ""),
        ("2026-11-27 - 2026-11-30 fair", "2026-11-27T00:00", "2026-12-01T00:00", "fair"),
        ("1 feb 2027 - 31 jan 2028 baby", "2027-02-01T00:00", "2028-02-01T00:00", "baby"),
        ("27/11 - course", "2026-11-27T00:00", "2026-11-28T00:00", "course"),
    ],
)  # fmt: skip
def test_time_off_is_read(text: str, start: str, end: str, reason: str) -> None:
    found = parse_off(text, TUESDAY)
    assert found == (datetime.fromisoformat(start), datetime.fromisoformat(end), reason)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "“” is not a stretch of days"),
        ("off", "is not a stretch of days; type for example fri 27/11 - mon 30/11 holiday"),
        ("banana", "“banana” is not a stretch of days"),
        ("27/13 holiday", "There is no month 13"),
        ("30 feb", "February 2027 has 28 days"),
        ("27/11 10:00", "“10:00” is no end and no reason"),
        ("sat 9", "“9” is no end and no reason"),
        ("fri 27/11 - 26/11 trip", "It ends before it begins"),
        ("27/11 13-9", "It ends before it begins"),
        ("wed 27/11", "27 November 2026 is a Friday"),
    ],
)
def test_what_is_no_time_off_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(StudioError) as caught:
        parse_off(text, TUESDAY)
    assert sentence in caught.value.message


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
    lambda at: at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
)


@given(MOMENTS, st.integers(1, 4 * 24 * 40), st.sampled_from(["", "holiday", "course in York"]))
def test_what_is_stored_reads_back_whenever_it_is_changed(
    start: datetime, quarters: int, reason: str
) -> None:
    end = start + timedelta(minutes=15 * quarters)
    assert parse_off(off_text(start, end, reason), TUESDAY) == (start, end, reason)


@given(st.integers(0, 200), st.integers(1, 60))
def test_what_a_list_says_of_days_to_come_can_be_typed(ahead: int, days: int) -> None:
    start = datetime(2026, 11, 24) + timedelta(days=ahead)
    end = start + timedelta(days=days)
    assert parse_off(off_words(start, end), TUESDAY) == (start, end, "")


def test_american_dates_are_read_the_other_way_round() -> None:
    start, end, _ = parse_off("11/27 - 12/1", TUESDAY, day_first=False)
    assert (start, end) == (datetime(2026, 11, 27), datetime(2026, 12, 2))


def test_a_closure_is_whole_days_with_a_name() -> None:
    assert parse_days("24/12 - 2/1 Christmas", TUESDAY) == (
        date(2026, 12, 24), date(2027, 1, 2), "Christmas",
    )  # fmt: skip
    for text, sentence in (("24/12", "Say why"), ("24/12 9-13 fair", "whole days")):
        with pytest.raises(StudioError, match=sentence):
            parse_days(text, TUESDAY)


@pytest.mark.parametrize(
    ("text", "day", "hours"),
    [
        ("sat 5/12 10-14", "2026-12-05", "10:00-14:00"),
        ("24/12 closed", "2026-12-24", "closed"),
        ("24/12 off", "2026-12-24", "closed"),
        ("24 dec: 9-12:30, 13:30-18", "2026-12-24", "09:00-12:30, 13:30-18:00"),
        ("24 dec 9-12,13-15", "2026-12-24", "09:00-12:00, 13:00-15:00"),
        ("fri 9-13", "2026-11-27", "09:00-13:00"),
        ("2026-12-24 9-12", "2026-12-24", "09:00-12:00"),
    ],
)
def test_the_hours_of_one_date_are_read(text: str, day: str, hours: str) -> None:
    found, stretches = parse_day(text, TUESDAY)
    assert (found.isoformat(), hours_words(stretches)) == (day, hours)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24/12", "“24/12” is not a date with its hours"),
        ("10-14", "is not a date with its hours; type for example sat 5/12 10-14"),
        ("sat 5/12 14-10", "'14-10' ends before it starts"),
        ("", "is not a date with its hours"),
    ],
)
def test_what_is_no_date_with_hours_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(StudioError) as caught:
        parse_day(text, TUESDAY)
    assert sentence in caught.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mon-fri 9-17:30, sat 10-14", "Mon-Fri 09:00-17:30; Sat 10:00-14:00"),
        ("mon 9-12, wed 9-12", "Mon 09:00-12:00; Wed 09:00-12:00"),
        ("tue-thu 9-12:30, 13:30-18", "Tue-Thu 09:00-12:30, 13:30-18:00"),
    ],
)
def test_a_week_is_said_in_one_line_that_reads_back(text: str, said: str) -> None:
    week = parse_week(text)
    assert week_words(week) == said
    assert parse_week(said) == week
