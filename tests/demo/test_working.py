"""The demonstration studio's working hours and time off fit what is booked there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.demo.fill import fill
from studio_tui.demo.shapes import Scale
from studio_tui.demo.working import week
from studio_tui.domain.clashes import outside_hours
from studio_tui.domain.hours import Opening
from studio_tui.domain.interval import Span
from studio_tui.services import hours
from studio_tui.services.working import working
from studio_tui.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.fromisoformat("2026-11-24T09:00")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_booked_from_now_on_lies_inside_the_hours(tmp_path: Path, seed: int) -> None:
    with Studio(tmp_path, now=NOW.isoformat()) as studio:
        scale = Scale(photographers=3, assistants=1, rooms=2, sessions=300, clients=200, years=1)
        studio.run(lambda desk: fill(desk, NOW, scale=scale, seed=seed))
        ids = [row[0] for row in studio.run(lambda desk: desk.rows("SELECT id FROM schedule"))]
        last = NOW.date() + timedelta(days=400)
        own = studio.run(working, ids, NOW.date(), last)
        assert len(own) == 2
        assert any(each.off for each in own.values())
        booked = studio.run(
            lambda desk: desk.rows(
                "SELECT schedule_id, start_utc, end_utc FROM booking_slot WHERE held "
                "AND end_utc > ? AND schedule_id IN (SELECT id FROM schedule)",
                (desk.utc(),),
            )
        )
        for schedule_id, start, end in booked:
            if schedule_id in own:
                span = Span(start, end)
                assert outside_hours(span, own[schedule_id]) is None
                assert not any(off.span.overlaps(span) for off in own[schedule_id].off)
        known = studio.run(hours.of_schedule, min(own))
        assert studio.run(hours.in_time_off, known) == {}


def test_a_break_stands_where_nothing_is_booked() -> None:
    opening = Opening("Europe/London", {1: ((540, 1080),), 2: ((540, 1080),)})
    tuesday = NOW.date()
    assert week(opening, {}) == dict.fromkeys((1, 2), ((540, 720), (750, 1080)))
    assert week(opening, {tuesday: [(720, 780), (1020, 1110)]}) == {1: ((540, 780), (810, 1110))}
    assert week(opening, {tuesday: [(690, 900)]}) == {1: ((540, 1080),)}
