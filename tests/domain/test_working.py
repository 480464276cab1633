"""Own hours and time off of a schedule: arithmetic through clock changes, and how it is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.absences import absence_words, off_words
from studio_tui.domain.availability import free_starts
from studio_tui.domain.clashes import (
    Claim,
    Clash,
    Over,
    Wanted,
    clash_words,
    find_clashes,
    strictest,
    taken_words,
)
from studio_tui.domain.hours import Closure, Opening, TimeOff, Working
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import day_start, lenient_instant, wall

LONDON = "Europe/London"
FRIDAY = date(2026, 11, 27)
ANNA = Claim(1, "Anna Berg", "photographer")
ROOM = Claim(7, "Camera room 1", "resource")
SPLIT = ((9 * 60, 12 * 60 + 30), (13 * 60 + 30, 18 * 60))
WEEK = dict.fromkeys(range(4), SPLIT)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text if "T" in text else f"2026-11-{text.replace(' ', 'T')}")


def span(start: str, end: str, zone: str = LONDON) -> Span:
    return Span(*(lenient_instant(moment(text), zone) for text in (start, end)))


def off(start: str, end: str, reason: str = "") -> TimeOff:
    return TimeOff(moment(start), moment(end), span(start, end), reason)


def clashes(
    start: str, end: str, working: Working, claim: Claim = ANNA, closed: str = ""
) -> list[str]:
    wanted = Wanted(span(start, end), (claim,))
    closures = []
    if closed:
        day = date.fromisoformat(closed)
        whole = Span(day_start(day, LONDON), day_start(day + timedelta(days=1), LONDON))
        closures = [(whole, Closure(day, day, "Stocktaking"))]
    found = find_clashes(wanted, [], closures, {claim.schedule_id: working})
    return [clash_words(each, LONDON) for each in found]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("26 09:00", "26 12:30", []),
        ("26 13:30", "26 18:00", []),
        ("26 12:00", "26 13:00", ["Anna Berg has a break 12:30-13:30"]),
        ("26 12:30", "26 13:30", ["Anna Berg has a break 12:30-13:30"]),
        ("26 08:30", "26 09:30", ["Anna Berg works only 09:00-12:30, 13:30-18:00 on Thursdays"]),
        ("26 17:30", "26 18:15", ["Anna Berg works only 09:00-12:30, 13:30-18:00 on Thursdays"]),
        ("27 10:00", "27 11:00", ["Anna Berg does not work on Fridays"]),
        ("26 17:00", "27 09:00", ["Anna Berg works only 09:00-12:30, 13:30-18:00 on Thursdays"]),
    ],
)
def test_what_lies_outside_own_hours_is_explained(start: str, end: str, said: list[str]) -> None:
    assert clashes(start, end, Working(LONDON, WEEK)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("26 12:00", "26 13:00", ["Camera room 1 is not in use 12:30-13:30"]),
        ("27 10:00", "27 11:00", ["Camera room 1 is not in use on Fridays"]),
        ("26 08:00", "26 09:00", ["Camera room 1 is in use only 09:00-12:30, 13:30-18:00 "
                                  "on Thursdays"]),
    ],
)  # fmt: skip
def test_a_room_is_in_use_instead_of_at_work(start: str, end: str, said: list[str]) -> None:
    assert clashes(start, end, Working(LONDON, WEEK), ROOM) == said


def test_the_hours_of_a_date_stand_in_the_place_of_its_weekday() -> None:
    working = Working(LONDON, WEEK, {FRIDAY: ((600, 720),), date(2026, 11, 26): ()})
    assert clashes("27 10:00", "27 12:00", working) == []
    assert clashes("27 11:00", "27 13:00", working) == [
        "Anna Berg works only 10:00-12:00 on Fri 27 Nov"
    ]
    assert clashes("26 10:00", "26 11:00", working) == ["Anna Berg does not work on Thu 26 Nov"]


def test_without_own_hours_a_schedule_works_whenever_it_is_wanted() -> None:
    assert clashes("29 03:00", "29 04:00", Working(LONDON)) == []
    only = Working(LONDON, {}, {FRIDAY: ()})
    assert clashes("26 03:00", "26 04:00", only) == []
    assert clashes("27 10:00", "27 11:00", only) == ["Anna Berg does not work on Fri 27 Nov"]


@pytest.mark.parametrize(
    ("start", "end", "reason", "said"),
    [
        ("27 00:00", "2026-12-01T00:00", "holiday", "off until Mon 30 Nov (holiday)"),
        ("27 12:00", "2026-12-01T00:00", "", "off until Mon 30 Nov"),
        ("27 12:00", "30 13:00", "course", "off until Mon 30 Nov 13:00 (course)"),
        ("27 00:00", "28 00:00", "sick", "off on Fri 27 Nov (sick)"),
        ("27 09:00", "27 13:00", "dentist", "off 09:00-13:00 (dentist)"),
        ("27 22:00", "28 00:00", "", "off 22:00-24:00"),
    ],
)
def test_time_off_is_said_with_its_end_and_reason(
    start: str, end: str, reason: str, said: str
) -> None:
    assert absence_words(moment(start), moment(end), reason) == said
    away = Working(LONDON, WEEK, off=(off(start, end, reason),))
    found = clashes(start, f"{start[:2]} 23:00" if end[:2] != start[:2] else end, away)
    assert found[0] == f"Anna Berg is {said}"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("27 00:00", "2026-12-01T00:00", "Fri 27 - Mon 30 Nov"),
        ("27 00:00", "28 00:00", "Fri 27 Nov"),
        ("2026-12-28T00:00", "2027-01-03T00:00", "Mon 28 Dec - Sat 2 Jan"),
        ("27 09:00", "27 13:00", "Fri 27 Nov 09:00-13:00"),
        ("27 12:00", "30 13:00", "Fri 27 Nov 12:00 - Mon 30 Nov 13:00"),
        ("27 12:00", "2026-12-01T00:00", "Fri 27 Nov 12:00 - Mon 30 Nov 24:00"),
    ],
)
def test_a_list_says_from_when_to_when(start: str, end: str, said: str) -> None:
    assert off_words(moment(start), moment(end)) == said


def test_time_off_and_closures_leave_nothing_to_say_about_hours() -> None:
    away = Working(LONDON, WEEK, off=(off("27 00:00", "28 00:00", "holiday"),))
    assert clashes("27 10:00", "27 11:00", away) == ["Anna Berg is off on Fri 27 Nov (holiday)"]
    assert clashes("27 10:00", "27 11:00", Working(LONDON, WEEK), closed="2026-11-27") == [
        "The studio is closed on Friday 27 November 2026 (Stocktaking)"
    ]
    # The part of the time that neither explains is still said.
    assert clashes("26 17:30", "27 00:30", away) == [
        "Anna Berg is off on Fri 27 Nov (holiday)",
        "Anna Berg works only 09:00-12:30, 13:30-18:00 on Thursdays",
    ]


def test_back_to_back_with_time_off_is_free() -> None:
    away = Working(LONDON, off=(off("27 09:00", "27 13:00"),))
    assert clashes("27 13:00", "27 14:00", away) == []
    assert clashes("27 08:00", "27 09:00", away) == []


def test_hours_are_said_of_each_by_itself_and_a_shared_booking_once() -> None:
    shared = span("27 14:00", "27 15:00")
    said = taken_words(
        (
            Clash("booking", "Anna Berg", shared, "Lee, Family"),
            Clash("booking", "Camera room 1", shared, "Lee, Family"),
            Clash("hours", "Anna Berg", shared, "does not work on Fridays"),
            Clash("hours", "Ben Okoye", shared, "does not work on Fridays"),
        ),
        LONDON,
    )
    assert said == (
        "Anna Berg and Camera room 1 busy 14:00-15:00 (Lee, Family); "
        "Anna Berg does not work on Fridays; Ben Okoye does not work on Fridays."
    )


def test_the_history_says_over_what_and_why() -> None:
    clash = Clash("hours", "Anna Berg", span("27 14:00", "27 15:00"), "does not work on Fridays")
    assert Over().words(LONDON) == ""
    assert (
        Over((clash,)).words(LONDON) == " On purpose although Anna Berg does not work on Fridays."
    )
    assert Over((clash,), "twins of the Lees.").words(LONDON) == (
        " Booked over Anna Berg does not work on Fridays because twins of the Lees."
    )


def test_the_strictest_rule_wins() -> None:
    assert strictest(["always", "prompt"]) == "prompt"
    assert strictest(["prompt", "reason", "always"]) == "reason"
    assert strictest(["prompt", "never"]) == "never"


# Free times


OPENING = Opening(LONDON, dict.fromkeys(range(6), ((9 * 60, 18 * 60),)))


def starts(*working: Working, minutes: int = 60, days: int = 7) -> list[str]:
    wanted = Wanted(Span(0, minutes * 60), (ANNA, Claim(2, "Ben Okoye", "assistant")))
    found = free_starts(
        wanted,
        [],
        OPENING,
        dict(enumerate(working, 1)),
        not_before=lenient_instant(moment("26 09:00"), LONDON),
        days=days,
    )
    return [f"{wall(each, LONDON):%d %H:%M}" for each in found]


def test_free_times_lie_in_the_hours_of_everybody_and_the_studio() -> None:
    early = Working(LONDON, dict.fromkeys(range(7), ((7 * 60, 12 * 60),)))
    late = Working(LONDON, dict.fromkeys((3, 5, 6), ((10 * 60, 20 * 60),)))
    assert starts(early, late) == ["26 10:00", "26 11:00", "28 10:00", "28 11:00"]


def test_free_times_step_over_breaks_and_time_off() -> None:
    away = Working(LONDON, WEEK, off=(off("26 15:00", "30 16:00"),))
    assert starts(away, minutes=90) == [
        "26 09:00",
        "26 10:30",
        "26 13:30",
        "30 16:00",
        "01 09:00",
        "01 10:30",
        "01 13:30",
        "01 15:00",
        "01 16:30",
        "02 09:00",
        "02 10:30",
        "02 13:30",
        "02 15:00",
        "02 16:30",
    ]


# Through clock changes

ZONES = st.sampled_from([LONDON, "America/New_York", "Australia/Lord_Howe", "America/Santiago"])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 30))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    cuts = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return tuple((a * 15, b * 15) for a, b in zip(cuts[::2], cuts[1::2], strict=False))


@given(ZONES, DAYS, stretches())
def test_work_and_idle_time_are_the_whole_of_every_day(
    zone: str, day: date, hours: tuple[tuple[int, int], ...]
) -> None:
    working = Working(zone, {}, {day: hours})
    begin, end = day_start(day, zone), day_start(day + timedelta(days=1), zone)
    idle = list(working.idle(day))
    for minute in range(0, (end - begin) // 60, 15):
        at = begin + minute * 60
        outside = any(span.start <= at < span.end for span in idle)
        reading = wall(at, zone)
        if reading.fold == 0 and wall(at + 7200, zone).fold == wall(at - 7200, zone).fold == 0:
            minutes = reading.hour * 60 + reading.minute
            assert outside != working.works(day, minutes), (reading, idle)
    assert sum(span.end - span.start for span in idle) <= end - begin


@given(ZONES, DAYS, stretches(), st.integers(0, 95), st.integers(1, 40))
def test_a_time_clashes_exactly_when_part_of_it_is_outside_hours(
    zone: str, day: date, hours: tuple[tuple[int, int], ...], quarter: int, length: int
) -> None:
    working = Working(zone, dict.fromkeys(range(7), hours or ((0, 15),)))
    start = day_start(day, zone) + quarter * 900
    wanted = Wanted(Span(start, start + length * 900), (ANNA,))
    found = find_clashes(wanted, [], (), {1: working})
    days = [day + timedelta(days=n) for n in range(-1, 3)]
    idle = [span for each in days for span in working.idle(each)]
    assert bool(found) == any(wanted.span.overlaps(span) for span in idle)


@given(DAYS, stretches(), st.integers(15, 180))
def test_what_is_offered_never_clashes(
    day: date, hours: tuple[tuple[int, int], ...], minutes: int
) -> None:
    working = {1: Working(LONDON, dict.fromkeys(range(7), hours), off=())}
    wanted = Wanted(Span(0, minutes * 60), (ANNA,))
    begin = day_start(day, LONDON)
    for utc in free_starts(wanted, [], OPENING, working, not_before=begin, days=3):
        there = Wanted(Span(utc, utc + minutes * 60), (ANNA,))
        assert find_clashes(there, [], (), working) == ()
