from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.wallclock import (
    DoubledTimeError,
    MissingTimeError,
    UnknownZoneError,
    day_start,
    instant,
    lenient_instant,
    wall,
    zone_info,
)

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Cairo",
    "America/Havana",
    "Asia/Kolkata",
    "Pacific/Chatham",
    "UTC",
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


SPRING = [
    # zone, the last reading before the jump, a skipped one, what it would be, the first one after
    ("Europe/London", "2026-03-29T00:59", "2026-03-29T01:30", "02:30", "2026-03-29T02:00"),
    ("America/New_York", "2026-03-08T01:59", "2026-03-08T02:00", "03:00", "2026-03-08T03:00"),
    ("Australia/Lord_Howe", "2026-10-04T01:59", "2026-10-04T02:15", "02:45", "2026-10-04T02:30"),
    ("America/Santiago", "2026-09-05T23:59", "2026-09-06T00:00", "01:00", "2026-09-06T01:00"),
    ("Africa/Cairo", "2026-04-23T23:59", "2026-04-24T00:45", "01:45", "2026-04-24T01:00"),
]


@pytest.mark.parametrize(("zone", "before", "skipped", "instead", "after"), SPRING)
def test_a_reading_that_the_spring_jump_skips_is_refused_with_another(
    zone: str, before: str, skipped: str, instead: str, after: str
) -> None:
    assert instant(at(after), zone) - instant(at(before), zone) == 60
    for fold in (None, 0, 1):
        with pytest.raises(MissingTimeError, match=f"Type {instead}, or another time") as caught:
            instant(at(skipped), zone, fold=fold)
    assert skipped[-5:] in caught.value.message
    assert "clocks go forward" in caught.value.message
    assert caught.value.code == "missing-time"


AUTUMN = [
    # zone, a doubled reading, the moment it first comes, how many minutes later it comes again
    ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30", 60),
    ("America/New_York", "2026-11-01T01:00", "2026-11-01T05:00", 60),
    ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45", 30),
    ("America/Santiago", "2026-04-04T23:30", "2026-04-05T02:30", 60),
    ("Africa/Cairo", "2026-10-29T23:10", "2026-10-29T20:10", 60),
]


@pytest.mark.parametrize(("zone", "doubled", "first", "minutes"), AUTUMN)
def test_a_doubled_reading_asks_which_and_takes_the_answer(
    zone: str, doubled: str, first: str, minutes: int
) -> None:
    reading = at(doubled)
    clock = doubled[-5:]
    with pytest.raises(DoubledTimeError, match=f"“{clock} first” or “{clock} second”") as caught:
        instant(reading, zone)
    assert caught.value.code == "doubled-time"
    assert instant(reading, zone, fold=0) == utc(first)
    assert instant(reading, zone, fold=1) == utc(first) + minutes * 60
    assert wall(utc(first), zone) == reading
    assert wall(utc(first), zone).fold == 0
    assert wall(utc(first) + minutes * 60, zone).fold == 1


@pytest.mark.parametrize(
    ("zone", "reading"),
    [
        ("Europe/London", "2026-10-25T00:59"),
        ("Europe/London", "2026-10-25T02:00"),
        ("America/New_York", "2026-11-01T00:59"),
        ("America/New_York", "2026-11-01T02:00"),
        ("Australia/Lord_Howe", "2026-04-05T01:29"),
        ("Australia/Lord_Howe", "2026-04-05T02:00"),
    ],
)
def test_readings_at_the_edges_of_the_doubled_stretch_come_once(zone: str, reading: str) -> None:
    assert instant(at(reading), zone) == instant(at(reading), zone, fold=1)


def test_the_sentence_names_the_day_so_that_no_country_misreads_it() -> None:
    with pytest.raises(MissingTimeError, match="Sunday 8 March 2026"):
        instant(at("2026-03-08T02:30"), "America/New_York")
    with pytest.raises(DoubledTimeError, match="Sunday 1 November 2026"):
        instant(at("2026-11-01T01:30"), "America/New_York")


@given(
    st.integers(utc("1990-01-01T00:00") // 60, utc("2037-12-31T00:00") // 60),
    st.sampled_from(ZONES),
)
def test_every_moment_survives_the_way_to_the_wall_and_back(minute: int, zone: str) -> None:
    moment = minute * 60
    reading = wall(moment, zone)
    assert reading.tzinfo is None
    assert instant(reading, zone, fold=reading.fold) == moment
    assert lenient_instant(reading, zone) == moment


@given(
    st.datetimes(at("1990-01-01"), at("2037-12-31")).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    st.sampled_from(ZONES),
)
def test_a_reading_has_as_many_moments_as_the_clock_shows_it(reading: datetime, zone: str) -> None:
    around = int(reading.replace(tzinfo=ZoneInfo(zone)).timestamp())
    shown = [
        moment
        for moment in range(around - 7200, around + 7201, 1800)
        if wall(moment, zone).replace(fold=0) == reading
    ]
    if not shown:
        with pytest.raises(MissingTimeError):
            instant(reading, zone)
    elif len(shown) == 2:
        with pytest.raises(DoubledTimeError):
            instant(reading, zone)
        assert [instant(reading, zone, fold=fold) for fold in (0, 1)] == shown
    else:
        assert instant(reading, zone) == shown[0]


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Europe/London", "2026-03-29", "2026-03-29T00:00"),
        ("Europe/London", "2026-03-30", "2026-03-29T23:00"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00"),  # midnight is skipped
        ("America/Havana", "2026-11-01", "2026-11-01T04:00"),  # midnight comes twice
    ],
)
def test_a_day_begins_even_where_the_clock_skips_or_repeats_midnight(
    zone: str, day: str, begins: str
) -> None:
    assert day_start(date.fromisoformat(day), zone) == utc(begins)


@given(st.dates(date(1990, 1, 1), date(2037, 12, 30)), st.sampled_from(ZONES))
def test_the_day_starts_with_the_first_moment_that_shows_its_date(day: date, zone: str) -> None:
    begins = day_start(day, zone)
    assert wall(begins, zone).date() == day
    assert wall(begins - 1, zone).date() == day - timedelta(days=1)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "/etc/localtime", "London\0"])
def test_what_is_no_zone_is_refused_with_examples(name: str) -> None:
    with pytest.raises(UnknownZoneError, match="type one like Europe/London"):
        zone_info(name)
