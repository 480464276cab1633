"""Times, moments and lengths as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio_tui.domain import words
from studio_tui.domain.typed import (
    TypedMoment,
    TypedTime,
    parse_date,
    parse_duration,
    parse_moment,
    parse_time,
)
from studio_tui.errors import StudioError

TODAY = date(2026, 11, 24)  # a Tuesday

TIMES = {
    "14:00": "14:00",
    "1430": "14:30",
    "0930": "09:30",
    "930": "09:30",
    "14.30": "14:30",
    "14h30": "14:30",
    "14h": "14:00",
    "14H": "14:00",
    "2pm": "14:00",
    "2 PM": "14:00",
    "2p": "14:00",
    "2:30 pm": "14:30",
    "2:30 p.m.": "14:30",
    "230pm": "14:30",
    "9a": "09:00",
    "12am": "00:00",
    "12pm": "12:00",
    "12:30am": "00:30",
    "9": "09:00",
    "09": "09:00",
    "at 9": "09:00",
    "9 o'clock": "09:00",
    "9 o’clock": "09:00",
    "0": "00:00",
    "23:59": "23:59",
    "14:00:00": "14:00",
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "00:00",
}


@pytest.mark.parametrize(("typed", "meant"), TIMES.items())
def test_a_time_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert parse_time(typed) == TypedTime(time.fromisoformat(meant))


@pytest.mark.parametrize(
    ("typed", "fold"),
    {
        "1:30 first": 0,
        "1:30 1st": 0,
        "1:30 second": 1,
        "0130 2nd": 1,
        "1:30am the second": 1,
    }.items(),
)
def test_a_word_chooses_the_occurrence_of_a_doubled_hour(typed: str, fold: int) -> None:
    assert parse_time(typed) == TypedTime(time(1, 30), fold)


@pytest.mark.parametrize(
    ("typed", "reason"),
    {
        "25:00": "The day has hours 0 to 23",
        "24:00": "The day has hours 0 to 23",
        "14:60": "An hour has minutes 0 to 59",
        "1475": "An hour has minutes 0 to 59",
        "13pm": "With am or pm the hours are 1 to 12",
        "0am": "With am or pm the hours are 1 to 12",
        "": "not a time: type 14:00",
        "soon": "not a time: type 14:00",
        "14:5": "not a time: type 14:00",
        "14:00:30": "not a time: type 14:00",
        "14301": "not a time: type 14:00",
        "first": "not a time: type 14:00",
        "fri": "not a time: type 14:00",
    }.items(),
)
def test_a_time_that_does_not_exist_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(StudioError, match=re.escape(reason)):
        parse_time(typed)


MOMENTS = {
    "fri 2pm": ("2026-11-27", "14:00"),
    "fri 2 pm": ("2026-11-27", "14:00"),
    "2pm fri": ("2026-11-27", "14:00"),
    "2 pm on friday": ("2026-11-27", "14:00"),
    "fri at 14:00": ("2026-11-27", "14:00"),
    "fri @2pm": ("2026-11-27", "14:00"),
    "fri, 2pm": ("2026-11-27", "14:00"),
    "fri 9": ("2026-11-27", "09:00"),
    "fri noon": ("2026-11-27", "12:00"),
    "fri 10.30": ("2026-11-27", "10:30"),
    "fri 2027": ("2026-11-27", "20:27"),
    "next fri 1430": ("2026-12-04", "14:30"),
    "tomorrow 9": ("2026-11-25", "09:00"),
    "9 tomorrow": ("2026-11-25", "09:00"),
    "+2w 14:00": ("2026-12-08", "14:00"),
    "in 2 weeks at 9": ("2026-12-08", "09:00"),
    "14/11 1430": ("2027-11-14", "14:30"),
    "1430 14/11": ("2027-11-14", "14:30"),
    "14.12. 9": ("2026-12-14", "09:00"),
    "14.12 9": ("2026-12-14", "09:00"),
    "14 nov 9": ("2027-11-14", "09:00"),
    "14 nov 1430": ("2027-11-14", "14:30"),
    "nov 14 2pm": ("2027-11-14", "14:00"),
    "14 nov at 2030": ("2027-11-14", "20:30"),
    "14 nov 2027 20:30": ("2027-11-14", "20:30"),
    "14 nov 2030 2030": ("2030-11-14", "20:30"),
    "14th 2pm": ("2026-12-14", "14:00"),
    "14 2pm": ("2026-12-14", "14:00"),
    "14 1430": ("2026-12-14", "14:30"),
    "2026-11-27T14:00": ("2026-11-27", "14:00"),
    "2026-11-27T14:00:00": ("2026-11-27", "14:00"),
    "2026-11-27 14:00": ("2026-11-27", "14:00"),
    "20261127T1400": ("2026-11-27", "14:00"),
    "Friday 27 November 2026, 14:00": ("2026-11-27", "14:00"),
    "Fri 27 Nov 2026 14:00": ("2026-11-27", "14:00"),
    "1430": ("", "14:30"),
    "930": ("", "09:30"),
    "2026": ("", "20:26"),
    "2pm": ("", "14:00"),
    "at 9": ("", "09:00"),
    "14.30": ("", "14:30"),
    "noon": ("", "12:00"),
    "fri": ("2026-11-27", ""),
    "+2w": ("2026-12-08", ""),
    "14/11": ("2027-11-14", ""),
    "14.11.": ("2027-11-14", ""),
    "14th": ("2026-12-14", ""),
    "14 nov": ("2027-11-14", ""),
    "14 november 2027": ("2027-11-14", ""),
    "Fri 27 Nov 2026": ("2026-11-27", ""),
    "20261127": ("2026-11-27", ""),
}


@pytest.mark.parametrize(("typed", "meant"), MOMENTS.items())
def test_a_moment_is_a_date_a_time_or_both(typed: str, meant: tuple[str, str]) -> None:
    day, clock = meant
    assert parse_moment(typed, TODAY) == TypedMoment(
        date.fromisoformat(day) if day else None, time.fromisoformat(clock) if clock else None
    )


def test_a_moment_can_choose_the_occurrence_of_a_doubled_hour() -> None:
    second = TypedMoment(date(2026, 11, 29), time(1, 30), 1)
    assert parse_moment("sun 1:30 second", TODAY) == second
    assert parse_moment("1:30 2nd sun", TODAY) == second
    assert parse_moment("1:30 1st", TODAY) == TypedMoment(None, time(1, 30), 0)


@pytest.mark.parametrize(
    ("typed", "reason"),
    {
        "14": "“14” could be a day or an hour",
        "9": "“9” could be a day or an hour",
        "14.11": "can mean 14:11 or Sun 14 Nov 2027",
        "sat 12.12": "can mean Sat 12 Dec 2026 or Sat 28 Nov 2026 12:12",
        "14 nov 2030": "can mean Thu 14 Nov 2030 or Sun 14 Nov 2027 20:30",
    }.items(),
)
def test_what_has_two_meanings_is_refused_and_never_guessed(typed: str, reason: str) -> None:
    with pytest.raises(StudioError, match=re.escape(reason)):
        parse_moment(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "reason"),
    {
        "fri 25:00": "The day has hours 0 to 23",
        "25:00": "The day has hours 0 to 23",
        "30 feb 9": "February 2027 has 28 days",
        "30 feb 2027": "February 2027 has 28 days",
        "2026-02-30T14:00": "February 2026 has 28 days",
        "fri 27 nov 2027": "27 November 2027 is a Saturday",
        "": "not a date or time: type fri 2pm",
        "soon": "not a date or time: type fri 2pm",
        "fri soon": "not a date or time: type fri 2pm",
        "soon 25:00": "not a date or time: type fri 2pm",
        "9 14 nov": "not a date or time: type fri 2pm",
        "14 9": "not a date or time: type fri 2pm",
        "fri sat": "not a date or time: type fri 2pm",
        "2pm 3pm": "not a date or time: type fri 2pm",
        "2026-11-27T14:00Z": "not a date or time: type fri 2pm",
    }.items(),
)
def test_a_moment_that_cannot_be_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(StudioError, match=re.escape(reason)):
        parse_moment(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    {
        "60": 60,
        "5": 5,
        "1h": 60,
        "1 h": 60,
        "1h30": 90,
        "1h 30": 90,
        "1h30m": 90,
        "1:30": 90,
        "0:45": 45,
        "90 min": 90,
        "90m": 90,
        "90 minutes": 90,
        "2 hours": 120,
        "1 hr": 60,
        "1.5h": 90,
        "1,5h": 90,
        "1.25 hours": 75,
        "1 hour 30 minutes": 90,
        "1 hour, 30 minutes": 90,
        "1 hour and 30 minutes": 90,
        "48h": 2880,
        "7:00": 420,
    }.items(),
)
def test_a_length_is_read_in_minutes(typed: str, minutes: int) -> None:
    assert parse_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "reason"),
    {
        "": "not a length",
        "long": "not a length",
        "h": "not a length",
        "-30": "not a length",
        "1.5": "not a length",
        "1.33h": "not a length",
        "1:5": "not a length",
        "1:75": "minutes 0 to 59",
        "1h90": "minutes 0 to 59",
        "0": "from 1 minute to 7 days",
        "0h": "from 1 minute to 7 days",
        "10081": "from 1 minute to 7 days",
        "999h": "from 1 minute to 7 days",
    }.items(),
)
def test_a_length_that_cannot_be_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(StudioError, match=reason):
        parse_duration(typed)


TODAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
PIECES = ["0", "1", "29", "30", "31", "99", "feb", "at", "on", "the", "next", "pm", "+", "/", "2nd"]
PHRASES = st.lists(
    st.sampled_from([*MOMENTS, *TIMES, *PIECES]) | st.text(max_size=3), max_size=4
).map(" ".join)


@given(text=st.text() | PHRASES, today=TODAYS, day_first=st.booleans())
@example(text="-999y", today=date(1950, 1, 1), day_first=True)
@example(text="+999y", today=date(2090, 12, 31), day_first=True)
def test_any_text_is_read_or_refused_with_a_sentence(
    text: str, today: date, day_first: bool
) -> None:
    for read in (
        lambda: parse_date(text, today, day_first=day_first),
        lambda: parse_time(text),
        lambda: parse_moment(text, today, day_first=day_first),
        lambda: parse_duration(text),
    ):
        refused = ""
        try:
            read()
        except StudioError as refusal:
            refused = refusal.message
        assert not refused or refused.endswith(".")


@given(
    moment=st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2099-12-31"))
)
def test_every_way_the_program_writes_a_moment_is_read_back(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    expected = TypedMoment(moment.date(), moment.time())
    assert parse_moment(moment.isoformat(), TODAY) == expected
    assert parse_moment(moment.isoformat(" ", "minutes"), TODAY) == expected
    said = f"{words.date_words(moment.date())}, {words.time_words(moment)}"
    assert parse_moment(said, TODAY) == expected


@given(st.times())
def test_every_way_the_program_writes_a_time_is_read_back(clock: time) -> None:
    minute = clock.replace(second=0, microsecond=0)
    assert parse_time(words.time_words(minute)) == TypedTime(minute)


@given(st.integers(1, 7 * 24 * 60))
def test_every_length_the_program_says_is_read_back(minutes: int) -> None:
    assert parse_duration(words.duration_words(minutes)) == minutes
