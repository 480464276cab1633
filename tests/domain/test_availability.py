from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.availability import free_starts
from studio_tui.domain.clashes import Busy, Claim, Wanted, find_clashes
from studio_tui.domain.hours import Closure, Opening
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import instant, wall

LONDON = "Europe/London"
STEP = 15 * 60
CLAIMS = (Claim(1, "Anna Berg", "photographer"), Claim(7, "Camera room 1", "resource"))
WEEK = dict.fromkeys(range(5), ((540, 720), (780, 1050)))


def on(text: str, zone: str = LONDON) -> int:
    return instant(datetime.fromisoformat(text), zone, fold=0)


def asking(minutes: int, before: int = 0, after: int = 0) -> Wanted:
    return Wanted(Span(0, minutes * 60), CLAIMS, before * 60, after * 60)


def held(start: str, end: str, schedule: int = 1, after: int = 0) -> Busy:
    return Busy(schedule, Span(on(start), on(end)), 0, after * 60, "")


def starts(
    wanted: Wanted, *busy: Busy, opening: Opening | None = None, since: str, days: int = 2
) -> list[str]:
    place = opening or Opening(LONDON, WEEK)
    found = free_starts(wanted, busy, place, not_before=on(since, place.zone), days=days)
    return [f"{wall(moment, place.zone):%d %H:%M}" for moment in islice(found, 20)]


def test_an_empty_day_offers_one_start_after_another_in_opening_hours() -> None:
    assert starts(asking(60), since="2026-11-27T09:00", days=1) == [
        *("27 09:00", "27 10:00", "27 11:00"),
        *("27 13:00", "27 14:00", "27 15:00", "27 16:00"),
    ]


def test_people_and_resource_must_be_free_together() -> None:
    assert starts(
        asking(60),
        held("2026-11-27T09:00", "2026-11-27T10:30"),
        held("2026-11-27T10:30", "2026-11-27T11:00", schedule=7),
        held("2026-11-27T11:00", "2026-11-27T12:00", schedule=99),  # nobody who is wanted
        since="2026-11-27T09:00",
        days=1,
    ) == ["27 11:00", "27 13:00", "27 14:00", "27 15:00", "27 16:00"]


def test_buffers_are_kept_free_on_both_sides() -> None:
    busy = held("2026-11-27T14:00", "2026-11-27T15:00", after=30)
    found = starts(asking(60, before=15, after=15), busy, since="2026-11-27T13:00", days=1)
    assert found == ["27 15:30"]


def test_closures_weekends_and_the_past_are_passed_over() -> None:
    monday_off = (Closure(date(2026, 11, 30), date(2026, 11, 30), "Stocktaking"),)
    found = starts(
        asking(90),
        opening=Opening(LONDON, WEEK, monday_off),
        since="2026-11-27T14:07",
        days=6,
    )
    assert found[:4] == ["27 14:15", "27 15:45", "01 09:00", "01 10:30"]


def test_what_is_longer_than_any_open_stretch_is_never_offered() -> None:
    assert starts(asking(300), since="2026-11-27T09:00", days=30) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-29", ["29 00:00", "29 02:30"]),  # 01:00 to 02:00 is skipped
        ("2026-10-25", ["25 00:00", "25 01:30", "25 02:00", "25 03:30"]),
    ],
)
def test_on_the_change_days_hours_are_as_long_as_they_are(day: str, expected: list[str]) -> None:
    opening = Opening(LONDON, {6: ((0, 300),)})
    found = free_starts(asking(90), [], opening, not_before=on(f"{day}T00:00"), days=1)
    assert [f"{wall(moment, LONDON):%d %H:%M}" for moment in found] == expected


BUSY = st.builds(
    lambda schedule, start, length, before, after: Busy(
        schedule,
        Span(on("2026-10-23T00:00") + start * 300, on("2026-10-23T00:00") + (start + length) * 300),
        before * 300,
        after * 300,
        "",
    ),
    st.sampled_from([1, 7, 99]),
    st.integers(0, 3 * 288),
    st.integers(1, 60),
    st.integers(0, 12),
    st.integers(0, 12),
)


@given(
    st.lists(BUSY, max_size=12),
    st.integers(1, 40),
    st.integers(0, 12),
    st.integers(0, 12),
    st.integers(0, 288),
)
def test_every_offer_is_free_and_the_first_is_the_earliest(
    busy: list[Busy], length: int, before: int, after: int, later: int
) -> None:
    opening = Opening(  # Friday to Sunday, the clocks go back on Sunday
        LONDON,
        {4: ((540, 720), (780, 1050)), 5: ((600, 900),), 6: ((0, 600),)},
    )
    wanted = asking(length * 5, before * 5, after * 5)
    since = on("2026-10-23T00:00") + later * 300

    def fits(moment: int) -> bool:
        asked = Wanted(Span(moment, moment + length * 300), CLAIMS, wanted.before, wanted.after)
        day = wall(moment, LONDON).date()
        inside = any(
            open_.start <= asked.span.start and asked.span.end <= open_.end
            for open_ in opening.spans(day)
        )
        return inside and not find_clashes(asked, busy)

    found = list(free_starts(wanted, busy, opening, not_before=since, days=3))
    assert all(map(fits, found))
    assert all(later_ - earlier >= length * 300 for earlier, later_ in pairwise(found))
    last_day = wall(since, LONDON).date() + timedelta(days=2)
    candidates = (
        moment
        for moment in range(-(-since // STEP) * STEP, since + 4 * 86400, STEP)
        if wall(moment, LONDON).date() <= last_day and fits(moment)
    )
    assert next(iter(found), None) == next(candidates, None)


def test_two_offers_keep_the_buffer_between_them_as_well() -> None:
    found = starts(asking(60, before=15, after=30), since="2026-11-27T13:00", days=1)
    assert found == ["27 13:00", "27 14:30", "27 16:00"]


def test_zones_off_the_full_hour_get_starts_on_their_own_quarters() -> None:
    opening = Opening("Asia/Kathmandu", dict.fromkeys(range(7), ((540, 660),)))
    assert starts(asking(60), opening=opening, since="2026-11-27T08:00", days=1) == [
        "27 09:00",
        "27 10:00",
    ]
