"""Recurring appointments: booked together or not at all, and changed together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import StaleError, TakenError
from studio_tui.domain.recurrence import Choice, Plan, Recurrence
from studio_tui.errors import StudioError
from studio_tui.services import appointments, series, series_changes
from tests.factories import (
    appointment_draft,
    arrange,
    at,
    client_draft,
    counts,
    execute,
    rows,
)

if TYPE_CHECKING:
    from studio_tui.services.series import SeriesBooked
    from studio_tui.services.series_changes import Scope
    from studio_tui.studio import Studio

WEEKLY = Recurrence("weekly", count=4)
"""From Friday 27 November 2026 at 14:00."""
SECOND = date(2026, 12, 4)
STARTS = "SELECT start FROM event WHERE appointment_id IS NOT NULL ORDER BY start"


def repeat(
    studio: Studio,
    rule: Recurrence = WEEKLY,
    choices: dict[date, Choice] | None = None,
    **given: Any,
) -> SeriesBooked:
    options = {key: given.pop(key) for key in ("client", "force", "because") if key in given}
    draft = appointment_draft(studio, **given)
    return studio.run(series.book, draft, Plan(rule, choices or {}), **options)


def starts(studio: Studio) -> list[str]:
    return [row[0] for row in rows(studio, STARTS)]


def test_all_dates_are_booked_together(studio: Studio) -> None:
    booked = repeat(studio, client=client_draft())
    assert starts(studio) == [
        f"{day}T14:00" for day in ("2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18")
    ]
    assert booked.first.appointment_id == booked.appointment_ids[0]
    assert len({appointments.get(desk, i).client_id for desk, i in ids(studio, booked)}) == 1
    assert rows(studio, "SELECT rule, start FROM series") == [
        ("FREQ=WEEKLY;COUNT=4", "2026-11-27T14:00")
    ]
    record = studio.run(appointments.get, booked.appointment_ids[1])
    assert (record.series_day, record.series_rule) == ("2026-12-04", "FREQ=WEEKLY;COUNT=4")
    assert [said for _, _, said in record.history] == ["Booked for Fri 4 Dec 2026, 14:00."]
    assert record.series_id is not None
    hits = studio.run(series_changes.of_series, record.series_id)
    assert [hit.id for hit in hits] == list(booked.appointment_ids)


def ids(studio: Studio, booked: SeriesBooked) -> list[tuple[Any, int]]:
    found: list[tuple[Any, int]] = studio.run(
        lambda desk: [(desk, record_id) for record_id in booked.appointment_ids]
    )
    return found


def test_finishing_twice_books_once(studio: Studio) -> None:
    draft = appointment_draft(studio)
    first = studio.run(series.book, draft, Plan(WEEKLY))
    again = studio.run(series.book, draft, Plan(WEEKLY))
    assert again.again
    assert (again.first.number, again.appointment_ids) == (
        first.first.number,
        first.appointment_ids,
    )
    assert len(starts(studio)) == 4


def test_the_time_on_the_wall_stays_when_the_clocks_change(studio: Studio) -> None:
    repeat(studio, Recurrence("monthly", count=6))
    found = rows(studio, "SELECT start, start_utc FROM event ORDER BY start_utc")
    assert {start[11:] for start, _ in found} == {"14:00"}
    assert [utc // 3600 % 24 for _, utc in found] == [14, 14, 14, 14, 14, 13]


def test_a_date_that_is_taken_stops_all(studio: Studio) -> None:
    arrange(studio, start=at("2026-12-04T14:00"), description="Dentist")
    before = counts(studio)
    with pytest.raises(TakenError) as caught:
        repeat(studio)
    assert caught.value.message.startswith("1 of 4 dates is not free. Fri 4 Dec 2026: Anna Berg")
    assert "Dentist" in caught.value.message
    assert (caught.value.rule, len(caught.value.clashes)) == ("prompt", 1)
    assert counts(studio) == before
    assert rows(studio, "SELECT count(*) FROM series") == [(0,)]


def test_many_dates_that_are_taken_are_counted(studio: Studio) -> None:
    repeat(studio, Recurrence("daily", count=6))
    with pytest.raises(TakenError, match=r"6 of 6 dates are not free.*And 3 more\.$"):
        repeat(studio, Recurrence("daily", count=6))
    repeat(studio, Recurrence("daily", count=6), force=True)


def test_each_taken_date_is_skipped_moved_or_booked_all_the_same(studio: Studio) -> None:
    repeat(studio)
    draft = appointment_draft(studio)
    plan = Plan(
        WEEKLY,
        {
            date(2026, 11, 27): Choice("skip"),
            date(2026, 12, 4): Choice("move", at("2026-12-04T16:00")),
            date(2026, 12, 11): Choice("force"),
        },
    )
    seen = studio.run(series.preview, draft, plan)
    assert [each.undecided for each in seen] == [False, False, False, True]
    assert [len(each.clashes) for each in seen] == [0, 0, 1, 1]
    with pytest.raises(TakenError, match=r"1 of 3 dates is not free. Fri 18 Dec"):
        studio.run(series.book, draft, plan)
    plan.choices[date(2026, 12, 18)] = Choice("skip")
    booked = studio.run(series.book, draft, plan)
    records = [studio.run(appointments.get, record_id) for record_id in booked.appointment_ids]
    assert [(each.draft.start.isoformat(" ", "minutes"), each.series_day) for each in records] == [
        ("2026-12-04 16:00", "2026-12-04"),
        ("2026-12-11 14:00", "2026-12-11"),
    ]
    assert "On purpose although Anna Berg busy" in records[1].history[0][2]


def test_at_least_one_date_is_booked(studio: Studio) -> None:
    with pytest.raises(StudioError, match="Every date is skipped"):
        repeat(studio, Recurrence("weekly", count=1), {date(2026, 11, 27): Choice("skip")})


def test_dates_that_would_overlap_are_refused(studio: Studio) -> None:
    with pytest.raises(StudioError, match="still last when the next begins") as caught:
        repeat(studio, Recurrence("daily", count=3), minutes=25 * 60)
    assert caught.value.field == "repeat"


def test_a_date_whose_time_the_clocks_jump_over_says_so(studio: Studio) -> None:
    """In the night to Sunday 28 March 2027 there is no half past one."""
    draft = appointment_draft(studio, start=at("2027-03-27T01:30"))
    plan = Plan(Recurrence("daily", count=3))
    seen = studio.run(series.preview, draft, plan)
    assert [bool(each.problem) for each in seen] == [False, True, False]
    assert "01:30 does not exist on Sunday 28 March 2027" in seen[1].problem
    assert seen[1].undecided
    with pytest.raises(StudioError) as caught:
        studio.run(series.book, draft, plan)
    assert caught.value.message.startswith("Sun 28 Mar 2027: 01:30 does not exist")
    assert starts(studio) == []
    start = studio.run(series.next_start, draft, date(2027, 3, 28))
    assert start == at("2027-03-29T09:00"), "when the studio opens again"
    plan.choices[date(2027, 3, 28)] = Choice("move", start)
    studio.run(series.book, draft, plan)
    assert len(starts(studio)) == 3


def test_an_hour_that_comes_twice_is_the_first_one(studio: Studio) -> None:
    draft = appointment_draft(studio, start=at("2027-10-30T01:10"), minutes=30)
    studio.run(series.book, draft, Plan(Recurrence("daily", count=2)))
    found = rows(studio, "SELECT start_utc FROM event ORDER BY start_utc")
    assert found[1][0] - found[0][0] == 24 * 3600


def test_the_next_free_time_of_a_date(studio: Studio) -> None:
    repeat(studio, minutes=60)
    draft = appointment_draft(studio, minutes=60)
    start = studio.run(series.next_start, draft, SECOND)
    assert start == at("2026-12-04T15:00")
    later = studio.run(series.next_start, draft, SECOND, Choice("move", start))
    assert later > start


def test_a_date_moved_onto_another_of_the_series_says_so(studio: Studio) -> None:
    draft = appointment_draft(studio)
    plan = Plan(WEEKLY, {SECOND: Choice("move", at("2026-12-11T14:00"))})
    seen = studio.run(series.preview, draft, plan)
    assert [each.undecided for each in seen] == [False, True, False, False]
    assert "another date of this series" in seen[1].problem


# Changing


def changed(studio: Studio, booked: SeriesBooked, which: int, scope: Scope, **fields: Any) -> Any:
    record = studio.run(appointments.get, booked.appointment_ids[which])
    draft = replace(record.draft, **fields)
    return studio.run(series_changes.save, draft, scope)


@pytest.mark.parametrize(
    ("scope", "hours"),
    [
        ("one", [14, 16, 14, 14]),
        ("following", [14, 16, 16, 16]),
        ("all", [16, 16, 16, 16]),
    ],
)
def test_one_these_or_all_are_moved(studio: Studio, scope: Scope, hours: list[int]) -> None:
    booked = repeat(studio, minutes=60)
    saved = changed(
        studio, booked, 1, scope, start=at("2026-12-04T16:00"), end=at("2026-12-04T17:30")
    )
    assert [int(start[11:13]) for start in starts(studio)] == hours
    records = [studio.run(appointments.get, record_id) for record_id in booked.appointment_ids]
    minutes = [(each.draft.end - each.draft.start).total_seconds() / 60 for each in records]
    assert minutes == [90 if hour == 16 else 60 for hour in hours]
    moved = sum(hour == 16 for hour in hours)
    assert [len(each.history) for each in records] == [1 + (hour == 16) for hour in hours]
    if scope != "one":
        assert saved.sentences == (f"{moved} dates of the series changed.",)


def test_daily_ones_move_by_a_day_past_each_other(studio: Studio) -> None:
    booked = repeat(studio, Recurrence("daily", count=4))
    day_later = {"start": at("2026-11-28T14:00"), "end": at("2026-11-28T14:30")}
    changed(studio, booked, 0, "all", **day_later)
    assert starts(studio) == [f"2026-11-{day}T14:00" for day in (28, 29, 30)] + ["2026-12-01T14:00"]
    day_before = {"start": at("2026-11-28T14:00"), "end": at("2026-11-28T14:30")}
    changed(
        studio,
        booked,
        1,
        "following",
        **day_before | {"start": at("2026-11-28T14:30")} | {"end": at("2026-11-28T15:00")},
    )
    assert starts(studio)[1] == "2026-11-28T14:30"


def test_only_what_differs_is_changed_in_the_others(studio: Studio) -> None:
    booked = repeat(studio)
    changed(studio, booked, 2, "one", notes="Bring the cake")
    changed(studio, booked, 0, "all", description="Staff meeting", status_id=None)
    found = rows(studio, "SELECT description, notes FROM appointment ORDER BY id")
    assert found == [
        ("Staff meeting", "Bring the cake" if place == 2 else "") for place in range(4)
    ]


def test_cancelled_and_done_dates_stay_as_they_are(studio: Studio) -> None:
    booked = repeat(studio)
    (cancelled,), (finished,) = (
        rows(
            studio,
            "SELECT min(id) FROM status WHERE area = 'appointment' AND kind = ?",
            kind,
        )
        for kind in ("cancelled", "done")
    )
    changed(studio, booked, 0, "one", status_id=finished[0])
    changed(studio, booked, 2, "following", status_id=cancelled[0])
    kinds = "SELECT status.kind FROM appointment JOIN status ON status.id = status_id "
    assert [row[0] for row in rows(studio, kinds + "ORDER BY appointment.id")] == [
        *("done", "open", "cancelled", "cancelled"),
    ]
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held") == [(2,)]
    assert rows(studio, "SELECT count(*) FROM event") == [(4,)], "nothing is deleted"
    changed(studio, booked, 1, "all", description="Only what is still to come")
    found = rows(studio, "SELECT description <> '' FROM appointment ORDER BY id")
    assert [row[0] for row in found] == [0, 1, 0, 0]


def test_a_date_that_is_not_free_stops_the_change_of_all(studio: Studio) -> None:
    booked = repeat(studio, minutes=30)
    arrange(studio, start=at("2026-12-11T16:00"), description="Dentist")
    before = starts(studio)
    times = {"start": at("2026-11-27T16:00"), "end": at("2026-11-27T16:30")}
    with pytest.raises(TakenError, match=r"1 of 4 dates is not free. Fri 11 Dec 2026: Anna"):
        changed(studio, booked, 0, "all", **times)
    assert starts(studio) == before


def test_what_somebody_else_changed_is_not_overwritten(studio: Studio) -> None:
    booked = repeat(studio)
    record = studio.run(appointments.get, booked.appointment_ids[0])
    execute(studio, "UPDATE appointment SET version = version + 1, notes = 'x' WHERE id = ?", 1)
    with pytest.raises(StaleError):
        studio.run(series_changes.save, replace(record.draft, description="New"), "all")


def test_nothing_changed_changes_nothing(studio: Studio) -> None:
    booked = repeat(studio)
    before = counts(studio)
    assert changed(studio, booked, 0, "all").sentences == ()
    assert counts(studio) == before
