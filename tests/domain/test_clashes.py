from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.clashes import (
    Busy,
    Claim,
    Clash,
    Wanted,
    clash_words,
    find_clashes,
    hours_warning,
    taken_words,
)
from studio_tui.domain.hours import Closure, Opening, TimeOff, Working
from studio_tui.domain.interval import Span

LONDON = "Europe/London"
ANNA = Claim(1, "Anna Berg", "photographer")
ROOM = Claim(7, "Camera room 1", "resource")


def span(start: str, end: str, day: str = "2026-11-27") -> Span:
    """Times as on a London winter day, which are UTC."""
    return Span(*(moment(text if "T" in text else f"{day}T{text}") for text in (start, end)))


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def held(start: str, end: str, schedule: int = 1, *, before: int = 0, after: int = 0) -> Busy:
    minutes = span(start, end)
    return Busy(
        schedule,
        minutes,
        before * 60,
        after * 60,
        "Lee, Kim, Family",
        "session 10011",
        "Ben Okoye at 09:14",
    )


def kinds(wanted: Wanted, *busy: Busy) -> list[str]:
    return [clash.kind for clash in find_clashes(wanted, busy)]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("13:00", "14:00", []),  # back to back before
        ("15:00", "16:00", []),  # back to back after
        ("13:00", "14:01", ["booking"]),
        ("14:59", "16:00", ["booking"]),
        ("14:15", "14:30", ["booking"]),
        ("13:00", "16:00", ["booking"]),
        ("14:00", "15:00", ["booking"]),
    ],
)
def test_bookings_are_half_open(start: str, end: str, found: list[str]) -> None:
    wanted = Wanted(span(start, end), (ANNA,))
    assert kinds(wanted, held("14:00", "15:00")) == found


@pytest.mark.parametrize(
    ("start", "end", "before", "after", "found"),
    [
        # the held booking, 14:00-15:00, wants 30 minutes before and 15 after
        ("15:15", "16:00", 0, 0, []),
        ("15:14", "16:00", 0, 0, ["buffer"]),
        ("15:15", "16:00", 15, 0, []),  # the larger of 15 and 15, not 30
        ("15:15", "16:00", 20, 0, ["buffer"]),
        ("15:20", "16:00", 20, 0, []),
        ("12:30", "13:30", 0, 30, []),
        ("12:30", "13:31", 0, 0, ["buffer"]),
        ("12:30", "13:20", 0, 45, ["buffer"]),
        ("12:30", "13:15", 0, 45, []),
        ("12:30", "13:30", 90, 0, []),  # its own buffer before does not look forwards
    ],
)
def test_the_larger_buffer_is_kept_free_between_two_bookings(
    start: str, end: str, before: int, after: int, found: list[str]
) -> None:
    wanted = Wanted(span(start, end), (ANNA,), before * 60, after * 60)
    assert kinds(wanted, held("14:00", "15:00", before=30, after=15)) == found


MINUTES = st.integers(0, 40)


@given(MINUTES, st.integers(1, 20), MINUTES, st.integers(1, 20), *[st.integers(0, 10)] * 4)
def test_a_clash_is_what_leaves_less_than_the_larger_buffer(
    start: int,
    length: int,
    other_start: int,
    other_length: int,
    before: int,
    after: int,
    other_before: int,
    other_after: int,
) -> None:
    wanted = Wanted(Span(start, start + length), (ANNA,), before, after)
    other = Busy(1, Span(other_start, other_start + other_length), other_before, other_after, "")
    if start + length <= other_start:
        free = other_start - start - length >= max(after, other_before)
        expected = [] if free else ["buffer"]
    elif other_start + other_length <= start:
        free = start - other_start - other_length >= max(before, other_after)
        expected = [] if free else ["buffer"]
    else:
        expected = ["booking"]
    assert kinds(wanted, other) == expected


@pytest.mark.parametrize(
    ("start", "end", "theirs", "own", "words"),
    [
        ("15:30", "16:00", 30, 0, ""),
        ("15:29", "16:00", 30, 0, "drive until 15:30"),
        ("13:00", "13:30", 30, 0, ""),
        ("13:00", "13:31", 30, 0, "drive from 13:30"),
        ("15:30", "16:00", 0, 30, ""),
        ("15:29", "16:00", 0, 30, "the drive there from 14:59"),
        ("13:00", "13:31", 0, 30, "the drive back until 14:01"),
        ("16:00", "17:00", 30, 30, ""),
        ("15:45", "17:00", 30, 30, "drive until 15:30, the drive there from 15:15"),
        ("12:00", "13:15", 30, 30, "drive from 13:30, the drive back until 13:45"),
    ],
)
def test_both_ways_are_driven_one_after_the_other(
    start: str, end: str, theirs: int, own: int, words: str
) -> None:
    wanted = Wanted(span(start, end), (ANNA,), drive=own * 60)
    found = find_clashes(wanted, [replace(held("14:00", "15:00"), drive=theirs * 60)])
    said = f"Anna Berg too close to 14:00-15:00 (Lee, Kim, Family, {words})"
    assert [clash_words(each, LONDON) for each in found] == ([said] if words else [])
    room = replace(wanted, claims=(ROOM,))
    assert kinds(room, held("14:00", "15:00", schedule=7)) == []


def test_a_drive_on_a_day_off_is_told() -> None:
    friday = datetime.fromisoformat("2026-11-27T00:00")
    off = TimeOff(friday, friday + timedelta(hours=9), span("00:00", "09:00"), "dentist")
    working = {1: Working(LONDON, off=(off,))}
    wanted = Wanted(span("09:15", "10:00"), (ANNA,), drive=1800)
    assert [clash.kind for clash in find_clashes(wanted, (), (), working)] == ["time-off"]


def test_only_the_schedules_that_are_wanted_count() -> None:
    wanted = Wanted(span("14:00", "15:00"), (ANNA,))
    assert kinds(wanted, held("14:00", "15:00", schedule=7)) == []
    assert kinds(Wanted(wanted.span, ()), held("14:00", "15:00")) == []


def test_bookings_come_before_buffers_before_closures_each_in_order_of_time() -> None:
    wanted = Wanted(span("14:00", "16:00"), (ROOM, ANNA))
    friday = date(2026, 11, 27)
    closure = (span("2026-11-27T00:00", "2026-11-28T00:00"), Closure(friday, friday, ""))
    found = find_clashes(
        wanted,
        [
            held("13:00", "14:00", after=10),
            held("15:00", "16:00", 7),
            held("14:30", "15:00"),
            held("14:30", "15:00", 7),
        ],
        [closure],
    )
    assert [(clash.kind, clash.who) for clash in found] == [
        ("booking", "Anna Berg"),
        ("booking", "Camera room 1"),
        ("booking", "Camera room 1"),
        ("buffer", "Anna Berg"),
        ("closure", "The studio"),
    ]


def test_who_takes_part_twice_is_named_once_and_a_long_closure_too() -> None:
    closure = Closure(date(2026, 11, 26), date(2026, 11, 27), "Stocktaking")
    days = [
        (span("2026-11-26T00:00", "2026-11-27T00:00"), closure),
        (span("2026-11-27T00:00", "2026-11-28T00:00"), closure),
    ]
    wanted = Wanted(span("2026-11-26T14:00", "2026-11-27T14:30"), (ANNA,))
    found = find_clashes(wanted, [held("14:00", "15:00"), held("14:00", "15:00")], days)
    assert [clash.kind for clash in found] == ["booking", "closure"]
    assert "Thursday 26 November 2026" in clash_words(found[1], LONDON)


def test_a_closure_that_ends_when_the_booking_starts_is_no_clash() -> None:
    closure = Closure(date(2026, 11, 26), date(2026, 11, 26), "Stocktaking")
    day = span("2026-11-26T00:00", "2026-11-27T00:00")
    after = Wanted(span("00:00", "01:00"), (ANNA,))
    assert find_clashes(after, [], [(day, closure)]) == ()
    into = Wanted(span("2026-11-26T23:00", "2026-11-27T01:00"), (ANNA,))
    assert [clash.because for clash in find_clashes(into, [], [(day, closure)])] == ["Stocktaking"]


@pytest.mark.parametrize(
    ("kind", "start", "end", "words"),
    [
        ("booking", "14:00", "15:00", "Anna Berg busy 14:00-15:00 (Lee, Family)"),
        ("buffer", "14:00", "15:00", "Anna Berg too close to 14:00-15:00 (Lee, Family, buffer)"),
        ("closure", "00:00", "2026-11-28T00:00", "closed on Friday 27 November 2026 (Lee, Family)"),
        ("booking", "22:00", "2026-11-28T00:00", "busy 22:00-24:00"),
        (
            "booking",
            "22:00",
            "2026-11-28T02:00",
            "busy Fri 27 Nov 2026 22:00 - Sat 28 Nov 2026 02:00 (Lee, Family)",
        ),
    ],
)
def test_a_clash_says_who_what_and_when(kind: str, start: str, end: str, words: str) -> None:
    clash = Clash(kind, "Anna Berg", span(start, end), "Lee, Family")  # type: ignore[arg-type]
    assert words in clash_words(clash, LONDON)


def test_times_are_said_on_the_wall_clock_of_the_zone() -> None:
    clash = Clash("booking", "Anna Berg", span("14:00", "15:00"), "Lee")
    assert "09:00-10:00" in clash_words(clash, "America/New_York")


def test_the_refusal_tells_who_booked_the_other_when_and_where_to_find_it() -> None:
    found = find_clashes(
        Wanted(span("14:30", "15:30"), (ANNA, ROOM)),
        [held("14:00", "15:00"), held("15:00", "16:00", 7)],
    )
    assert taken_words(found, LONDON) == (
        "Anna Berg busy 14:00-15:00 (Lee, Kim, Family), taken by Ben Okoye at 09:14 "
        "(session 10011); "
        "Camera room 1 busy 15:00-16:00 (Lee, Kim, Family), taken by Ben Okoye at 09:14 "
        "(session 10011)."
    )


def test_a_booking_that_holds_several_of_them_is_named_once() -> None:
    found = find_clashes(
        Wanted(span("14:30", "15:30"), (ANNA, ROOM)),
        [held("14:00", "15:00"), held("14:00", "15:00", 7)],
    )
    assert taken_words(found, LONDON) == (
        "Anna Berg and Camera room 1 busy 14:00-15:00 (Lee, Kim, Family), "
        "taken by Ben Okoye at 09:14 (session 10011)."
    )


LUNCH = Opening(
    LONDON,
    dict.fromkeys(range(5), ((540, 720), (780, 1050))),
    (Closure(date(2026, 12, 25), date(2026, 12, 25), "Christmas"),),
)
ALWAYS = Opening(LONDON, dict.fromkeys(range(7), ((0, 720), (720, 1440))))


@pytest.mark.parametrize(
    ("opening", "start", "end", "warned"),
    [
        (LUNCH, "2026-11-27T09:00", "2026-11-27T12:00", ""),
        (LUNCH, "2026-11-27T13:00", "2026-11-27T17:30", ""),
        (LUNCH, "2026-11-27T08:59", "2026-11-27T10:00", "Friday 27 November 2026"),
        (LUNCH, "2026-11-27T11:30", "2026-11-27T13:30", "Friday 27 November 2026"),
        (LUNCH, "2026-11-27T17:00", "2026-11-27T17:31", "Friday 27 November 2026"),
        (LUNCH, "2026-11-28T10:00", "2026-11-28T11:00", "Saturday 28 November 2026"),
        (LUNCH, "2026-12-25T10:00", "2026-12-25T11:00", ""),  # a closure is a clash already
        (LUNCH, "2026-12-24T20:00", "2026-12-25T10:00", "Thursday 24 December 2026"),
        (ALWAYS, "2026-11-27T11:00", "2026-11-27T13:00", ""),  # stretches that touch are one
        (ALWAYS, "2026-11-27T22:00", "2026-11-28T02:00", ""),  # so are days
        (ALWAYS, "2026-11-27T22:00", "2026-12-02T02:00", ""),
    ],
)
def test_closed_hours_warn_and_name_the_first_day_outside(
    opening: Opening, start: str, end: str, warned: str
) -> None:
    said = hours_warning(span(start, end), opening)
    if warned:
        assert said.startswith(f"Outside opening hours on {warned} from ")
    else:
        assert said == ""
