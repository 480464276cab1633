"""Deposits, plans and change."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.catalogue import SessionTypeEntry
from studio_tui.domain.payment import MOST_INSTALMENTS, Every, change, deposit, instalments
from studio_tui.errors import StudioError

FIRST = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("week", ["2026-01-31", "2026-02-07", "2026-02-14"]),
        ("two-weeks", ["2026-01-31", "2026-02-14", "2026-02-28"]),
        ("month", ["2026-01-31", "2026-02-28", "2026-03-31"]),
    ],
)
def test_a_plan_says_when_and_the_last_absorbs_the_rounding(every: Every, days: list[str]) -> None:
    assert instalments(100_00, 3, FIRST, every) == tuple(
        zip(map(date.fromisoformat, days), (33_33, 33_33, 33_34), strict=True)
    )


@given(
    st.integers(1, MOST_INSTALMENTS),
    st.integers(0, 10**7),
    st.sampled_from(["week", "two-weeks", "month"]),
)
def test_a_plan_pays_the_amount_to_the_unit(count: int, over: int, every: Every) -> None:
    amount = count + over
    plan = instalments(amount, count, FIRST, every)
    parts = [part for _, part in plan]
    assert (sum(parts), len(parts)) == (amount, count)
    assert len(set(parts[:-1])) <= 1
    assert 0 < parts[0] <= parts[-1] < parts[0] + count
    days = [day for day, _ in plan]
    assert all(timedelta(7) <= b - a <= timedelta(31) for a, b in pairwise(days))


@pytest.mark.parametrize(
    ("amount", "count"), [(100, 0), (100, -1), (2, 3), (0, 1), (-100, 2), (10**6, 121)]
)
def test_a_plan_that_cannot_be_is_refused(amount: int, count: int) -> None:
    with pytest.raises(StudioError, match="payments"):
        instalments(amount, count, FIRST, "week")


def kind(percent: int = 0, amount: int = 0) -> SessionTypeEntry:
    return SessionTypeEntry(
        1, "P", "", "", 60, 0, 0, None, None, None, None, deposit_percent=percent,
        deposit_amount=amount,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "total", "required"),
    [
        (kind(), 120_00, 0),
        (kind(percent=25_00), 120_00, 30_00),
        (kind(percent=33_33), 1_00, 33),
        (kind(percent=50_00), 1, 1),
        (kind(percent=100_00), 120_00, 120_00),
        (kind(amount=25_00), 120_00, 25_00),
        (kind(amount=25_00), 20_00, 20_00),
        (kind(amount=25_00), 0, 0),
        (kind(percent=25_00), -120_00, 0),
    ],
)
def test_a_type_requires_a_share_or_an_amount(
    asked: SessionTypeEntry, total: int, required: int
) -> None:
    assert deposit(asked, total) == required


def test_change_is_what_was_handed_over_less_the_amount() -> None:
    assert change(50_00, 47_50) == 2_50
    assert change(47_50, 47_50) == 0
    with pytest.raises(StudioError, match="less than the amount"):
        change(40_00, 47_50)
