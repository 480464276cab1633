"""Which days each kind of view shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.screens.calendar_view import KINDS, SLOTS, SPANS, View, ViewKind

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(1900, 2, 1), date(2099, 11, 30))


@pytest.mark.parametrize(
    ("view", "first", "last"),
    [
        (View(TUESDAY), "2026-11-24", "2026-11-24"),
        (View(TUESDAY, "week"), "2026-11-23", "2026-11-29"),
        (View(TUESDAY, "workweek"), "2026-11-23", "2026-11-29"),
        (View(TUESDAY, "month"), "2026-10-26", "2026-12-06"),
        (View(date(2027, 2, 28), "month"), "2027-02-01", "2027-02-28"),
        (View(TUESDAY, "agenda"), "2026-11-24", "2026-11-30"),
        (View(TUESDAY, "days"), "2026-11-24", "2026-11-26"),
        (View(TUESDAY, "days", span=7), "2026-11-24", "2026-11-30"),
    ],
)
def test_a_view_shows_whole_days(view: View, first: str, last: str) -> None:
    assert (view.first.isoformat(), view.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("day", "2026-11-25"),
        ("week", "2026-12-01"),
        ("workweek", "2026-12-01"),
        ("month", "2026-12-24"),
        ("agenda", "2026-12-01"),
        ("days", "2026-11-27"),
    ],
)
def test_a_page_on_is_a_day_a_week_or_a_month(kind: ViewKind, day: str) -> None:
    assert View(TUESDAY, kind).turned(1).day.isoformat() == day


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-24", 14, "2028-01-24"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_one(day: str, months: int, reached: str) -> None:
    view = View(date.fromisoformat(day), "month").months_on(months)
    assert view.day.isoformat() == reached


@given(DAYS, st.sampled_from(KINDS), st.integers(-3, 3))
def test_pages_follow_each_other_without_a_gap(day: date, kind: ViewKind, pages: int) -> None:
    view = View(day, kind)
    assert view.first <= view.day <= view.last
    following = view.turned(1)
    assert following.first <= view.last + timedelta(days=1)
    assert view.turned(pages).kind == kind
    if kind != "month":
        assert view.turned(pages).turned(-pages) == view


@given(DAYS, DAYS, st.sampled_from(KINDS))
def test_around_a_day_there_is_always_that_day(day: date, other: date, kind: ViewKind) -> None:
    around = View(day, kind).around(other)
    assert around.first <= other <= around.last


@pytest.mark.parametrize("kind", ["agenda", "days"])
def test_days_that_follow_each_other_stay_while_the_day_is_among_them(kind: ViewKind) -> None:
    view = View(TUESDAY, kind)
    assert view.around(TUESDAY + timedelta(days=2)) is view
    assert view.around(TUESDAY - timedelta(days=1)).first == TUESDAY - timedelta(days=1)


@given(
    st.sampled_from(KINDS),
    st.sampled_from(SLOTS),
    st.sampled_from(SPANS),
    st.sampled_from(["date", "person"]),
    st.integers(0, 99),
)
def test_what_is_kept_of_a_view_gives_it_back(
    kind: ViewKind, slot: int, span: int, group: str, schedule_id: int
) -> None:
    view = replace(View(TUESDAY, kind, schedule_id, slot, span), group=group)  # type: ignore[arg-type]
    assert View.kept(view.to_keep(), TUESDAY) == view


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"kind": "decade", "slot": 7, "span": 400, "group": "moon", "schedule": "Anna"},
        {"kind": ["day"], "slot": None, "span": {}, "group": 3, "schedule": None},
    ],
)
def test_what_cannot_be_read_gives_the_usual_view(found: dict[str, object]) -> None:
    assert View.kept(found, TUESDAY) == View(TUESDAY)
