"""Searching for whoever is free: parts that several could fill, weekdays, times of day, reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.availability import STEP, Need, Search, probes, reasons
from studio_tui.domain.clashes import Busy, Claim, clash_words, find_clashes
from studio_tui.domain.hours import Opening, TimeOff, Working
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import instant, wall

LONDON = "Europe/London"
WEEK = dict.fromkeys(range(5), ((540, 720), (780, 1050)))


def on(text: str) -> int:
    return instant(datetime.fromisoformat(text), LONDON, fold=0)


def held(start: str, end: str, schedule: int) -> Busy:
    return Busy(schedule, Span(on(start), on(end)), 0, 0, "")


ANNA, BEN, MIA = (
    Claim(number, name, "photographer")
    for number, name in ((1, "Anna Berg"), (2, "Ben Okoye"), (3, "Mia Carter"))
)
ROOMS = (Claim(7, "Camera room 1", "resource"), Claim(8, "Camera room 2", "resource"))
ANYONE = (Need((ANNA, BEN)), Need(ROOMS))


def found(
    search: Search, *busy: Busy, since: str = "2026-11-27T09:00", days: int = 1, **facts: Any
) -> list[str]:
    """Free starts with who takes part, and in brackets those where others failed."""
    opening = facts.get("opening", Opening(LONDON, WEEK))
    looked = probes(search, busy, opening, facts.get("working"), not_before=on(since), days=days)
    return [
        f"{wall(start, LONDON):%d %H:%M} {', '.join(claim.name for claim in claims)}"
        if claims is not None
        else f"({wall(start, LONDON):%d %H:%M})"
        for start, claims in looked
    ]


def test_whoever_is_free_is_taken_the_preferred_ones_first() -> None:
    assert found(
        Search(90 * 60, ANYONE),
        held("2026-11-27T10:30", "2026-11-27T11:00", schedule=1),
        held("2026-11-27T13:00", "2026-11-27T13:30", schedule=1),
        held("2026-11-27T13:00", "2026-11-27T18:00", schedule=7),
    ) == [
        "27 09:00 Anna Berg, Camera room 1",
        "27 10:30 Ben Okoye, Camera room 1",
        "27 13:00 Ben Okoye, Camera room 2",
        "27 14:30 Anna Berg, Camera room 2",
        "27 16:00 Anna Berg, Camera room 2",
    ]


def test_a_time_fails_only_when_nobody_can_fill_a_part() -> None:
    busy = [
        held("2026-11-27T09:00", "2026-11-27T10:00", schedule=1),
        held("2026-11-27T09:00", "2026-11-27T09:40", schedule=2),
        held("2026-11-27T09:00", "2026-11-27T11:00", schedule=7),
    ]
    assert found(Search(60 * 60, ANYONE), *busy)[:3] == [
        "(27 09:00)",
        "27 09:45 Ben Okoye, Camera room 2",
        "27 10:45 Anna Berg, Camera room 2",
    ]


def test_nobody_fills_two_parts() -> None:
    either = Search(60 * 60, (Need((ANNA, BEN)), Need((replace(ANNA, role="assistant"),))))
    assert found(either)[0] == "27 09:00 Ben Okoye, Anna Berg"
    alone = Search(60 * 60, (Need((ANNA,)), Need((replace(ANNA, role="assistant"),))))
    assert found(alone) == ["(27 09:00)", "(27 13:00)"]
    assert reasons(alone, on("2026-11-27T09:00"), [], {}) == ()


def test_somebody_else_may_free_a_part_before_all_of_them_are() -> None:
    needs = (Need((ANNA, BEN)), Need((replace(ANNA, role="assistant"),)))
    busy = held("2026-11-27T09:00", "2026-11-27T10:00", schedule=2)
    assert found(Search(60 * 60, needs), busy)[:2] == [
        "(27 09:00)",
        "27 10:00 Ben Okoye, Anna Berg",
    ]


@pytest.mark.parametrize(
    ("wish", "starts"),
    [
        ({"weekdays": frozenset((0, 2))}, ["30 09:00", "30 13:00", "02 09:00", "02 13:00"]),
        ({"between": ((960, 1440),)}, []),
        ({"between": ((780, 1440),)}, ["27 13:00", "30 13:00", "01 13:00"]),
        ({"between": ((0, 720),)}, ["27 09:00", "30 09:00", "01 09:00"]),
        ({"between": ((600, 700), (810, 1000))}, ["27 13:30", "30 13:30", "01 13:30"]),
        ({"weekdays": frozenset()}, []),
    ],
)
def test_weekdays_and_times_of_day_narrow_the_opening_hours(
    wish: dict[str, Any], starts: list[str]
) -> None:
    search = Search(150 * 60, (Need((ANNA,)),), **wish)
    since = "2026-11-27T09:00"
    assert [text[:8] for text in found(search, since=since, days=6)][: len(starts) or 9] == starts


def test_own_hours_and_time_off_pass_the_work_to_somebody_else() -> None:
    start, end = "2026-11-27T13:00", "2026-11-27T15:00"
    readings = (datetime.fromisoformat(start), datetime.fromisoformat(end))
    off = (TimeOff(*readings, Span(on(start), on(end)), "dentist"),)
    working = {1: Working(LONDON, dict.fromkeys(range(7), ((600, 1020),)), off=off)}
    assert found(Search(60 * 60, ANYONE[:1]), working=working) == [
        "27 09:00 Ben Okoye",
        "27 10:00 Anna Berg",
        "27 11:00 Anna Berg",
        "27 13:00 Ben Okoye",
        "27 14:00 Ben Okoye",
        "27 15:00 Anna Berg",
        "27 16:00 Anna Berg",
    ]
    anna = Search(60 * 60, (Need((ANNA,)),))
    assert found(anna, working=working)[:2] == ["(27 09:00)", "27 10:00 Anna Berg"]
    said = [
        clash_words(clash, LONDON)
        for start in ("2026-11-27T09:00", "2026-11-27T14:00")
        for clash in reasons(anna, on(start), [], working)
    ]
    assert said == [
        "Anna Berg works only 10:00-17:00 on Fridays",
        "Anna Berg is off 13:00-15:00 (dentist)",
    ]


def test_only_those_are_blamed_whose_part_nobody_else_can_fill() -> None:
    busy = [
        held("2026-11-27T09:00", "2026-11-27T10:00", schedule=1),
        held("2026-11-27T09:00", "2026-11-27T10:00", schedule=7),
        held("2026-11-27T09:00", "2026-11-27T11:00", schedule=8),
    ]
    blamed = reasons(Search(60 * 60, ANYONE), on("2026-11-27T09:00"), busy, {})
    assert [clash.who for clash in blamed] == ["Camera room 1", "Camera room 2"]


NEEDS = st.lists(
    st.lists(st.sampled_from((ANNA, BEN, MIA, *ROOMS)), min_size=1, max_size=3, unique=True).map(
        lambda claims: Need(tuple(claims))
    ),
    min_size=1,
    max_size=3,
)
HELD = st.builds(
    lambda schedule, start, length, before, after, drive: Busy(
        schedule,
        Span(on("2026-10-23T00:00") + start * 600, on("2026-10-23T00:00") + (start + length) * 600),
        before * 600,
        after * 600,
        "",
        drive=drive * 600,
    ),
    st.sampled_from([1, 2, 3, 7, 8, 99]),
    st.integers(0, 3 * 144),
    st.integers(1, 40),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 3),
)
STRETCHES = st.sampled_from([((0, 1440),), ((540, 720), (780, 1050)), ((600, 900),), ()])


@given(
    st.lists(HELD, max_size=16),
    NEEDS,
    st.integers(1, 20),
    st.integers(0, 6),
    st.integers(0, 6),
    st.dictionaries(st.sampled_from([1, 2, 7]), STRETCHES, max_size=3),
    st.sampled_from([((0, 1440),), ((600, 840),), ((0, 690), (960, 1440))]),
    st.sets(st.integers(4, 6)),
    st.integers(0, 3),
)
def test_the_first_answer_and_who_takes_part_are_those_that_trying_everything_finds(
    busy: list[Busy],
    needs: list[Need],
    length: int,
    before: int,
    after: int,
    own: dict[int, Any],
    between: Any,
    weekdays: set[int],
    drive: int,
) -> None:
    """Friday to Sunday, on which the clocks go back."""
    opening = Opening(LONDON, {4: ((540, 720), (780, 1050)), 5: ((600, 900),), 6: ((0, 600),)})
    working = {each: Working(LONDON, dict.fromkeys(range(7), hours)) for each, hours in own.items()}
    search = Search(
        length * 600,
        tuple(needs),
        before * 600,
        after * 600,
        frozenset(weekdays),
        between,
        drive * 600,
    )
    since = on("2026-10-23T00:00")

    def combination(start: int) -> tuple[Claim, ...] | None:
        end = start + search.length
        begins, ends = wall(start, LONDON), wall(end, LONDON)
        if begins.weekday() not in weekdays or not any(
            open_.start <= start and end <= open_.end for open_ in opening.spans(begins.date())
        ):
            return None
        minutes = begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute
        if not any(first <= minutes[0] and minutes[1] <= last for first, last in between):
            return None
        away = {
            clash.who for clash in find_clashes(search.at(start, search.claims), busy, (), working)
        }
        for claims in product(*(need.any_of for need in needs)):
            ids = {claim.schedule_id for claim in claims}
            if len(ids) == len(claims) and not away & {claim.name for claim in claims}:
                return claims
        return None

    looked = list(probes(search, busy, opening, working, not_before=since, days=3))
    for start, claims in looked:
        assert claims == combination(start)
    first = next((probe for probe in looked if probe.claims is not None), None)
    quarters = (since + at * STEP for at in range(3 * 96 + 8))
    tried = ((start, combination(start)) for start in quarters)
    assert first == next(((start, claims) for start, claims in tried if claims is not None), None)
    for start, claims in looked:
        blamed = {clash.who for clash in reasons(search, start, busy, working)}
        lacking = [need for need in needs if {claim.name for claim in need.any_of} <= blamed]
        assert not (lacking and claims)
        assert not blamed or lacking
