"""Setting hours, time off and closures; bookings in the way are told and kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import GoneError
from studio_tui.domain.typed_hours import parse_week
from studio_tui.errors import StudioError
from studio_tui.services import availability, closures, hours, preferences, sessions
from studio_tui.services.hours import InTheWayError
from tests.factories import at, book, refused, rows, session_draft

if TYPE_CHECKING:
    from studio_tui.studio import Studio

FRIDAY = date(2026, 11, 27)
WORKDAYS = parse_week("mon-thu 9-12:30, 13:30-18")


def schedule(studio: Studio, name: str = "Anna Berg") -> int:
    return int(rows(studio, "SELECT id FROM schedule WHERE name = ?", name)[0][0])


def history(studio: Studio, subject: str = "schedule", record_id: int = 1) -> list[str]:
    return [words for _, _, words in studio.run(sessions.history, subject, record_id)]


def test_a_week_is_set_and_read_back_and_given_up_again(studio: Studio) -> None:
    anna = schedule(studio)
    assert studio.run(hours.of_schedule, anna).working.week == {}
    studio.run(hours.set_week, anna, WORKDAYS)
    found = studio.run(hours.of_schedule, anna)
    assert (found.name, found.thing, found.working.week) == ("Anna Berg", False, WORKDAYS)
    assert refused(studio).message == "Anna Berg does not work on Fridays."
    studio.run(hours.set_week, anna, None)
    assert studio.run(hours.of_schedule, anna).working.week == {}
    book(studio)
    assert history(studio, record_id=anna) == [
        "Hours: Mon-Thu 09:00-12:30, 13:30-18:00 to as the studio.",
        "Hours: as the studio to Mon-Thu 09:00-12:30, 13:30-18:00.",
    ]


def test_one_weekday_begins_from_the_hours_of_the_studio(studio: Studio) -> None:
    anna = schedule(studio)
    studio.run(hours.set_weekday, anna, 4, ())
    found = studio.run(hours.of_schedule, anna)
    assert sorted(found.working.week) == [day for day in sorted(found.opening.week) if day != 4]
    assert found.working.week[0] == found.opening.week[0]


def test_a_week_without_any_hours_is_refused(studio: Studio) -> None:
    with pytest.raises(StudioError, match="No day has hours"):
        studio.run(hours.set_week, schedule(studio), {0: ()})


def test_bookings_in_the_way_of_other_hours_are_told_and_kept(studio: Studio) -> None:
    anna = schedule(studio)
    book(studio)
    book(studio, start=at("2026-11-26T10:00"))
    with pytest.raises(InTheWayError) as caught:
        studio.run(hours.set_week, anna, WORKDAYS)
    assert caught.value.message == (
        "1 booking is there already: Fri 27 Nov 14:00-15:00 Smith, Sara, Portrait (session 10000)."
    )
    assert studio.run(hours.of_schedule, anna).working.week == {}
    studio.run(hours.set_week, anna, WORKDAYS, agreed=True)
    assert rows(studio, "SELECT count(*) FROM session") == [(2,)]
    # What was in the way before is not told again.
    studio.run(hours.set_weekday, anna, 0, ())


def test_other_hours_on_a_date_are_set_changed_and_removed(studio: Studio) -> None:
    anna = schedule(studio)
    studio.run(hours.set_week, anna, WORKDAYS)
    studio.run(hours.set_day, anna, FRIDAY, ((600, 720), (780, 960)))
    assert studio.run(hours.of_schedule, anna).working.days == {FRIDAY: ((600, 720), (780, 960))}
    book(studio)
    with pytest.raises(InTheWayError, match="session 10000"):
        studio.run(hours.set_day, anna, FRIDAY, ())
    studio.run(hours.set_day, anna, FRIDAY, (), agreed=True)
    assert studio.run(hours.of_schedule, anna).working.days == {FRIDAY: ()}
    studio.run(hours.set_day, anna, FRIDAY, None, agreed=True)
    assert studio.run(hours.of_schedule, anna).working.days == {}
    assert history(studio, record_id=anna)[0] == "Hours on Fri 27 Nov 2026: as every week."


def test_time_off_is_entered_changed_and_removed(studio: Studio) -> None:
    anna = schedule(studio)
    off = studio.run(
        hours.set_off, anna, at("2026-11-27T00:00"), at("2026-12-01T00:00"), " holiday  "
    )
    (found,) = studio.run(hours.of_schedule, anna).working.off
    assert (found.id, found.reason, f"{found.end:%d %H:%M}") == (off, "holiday", "01 00:00")
    assert refused(studio).message == "Anna Berg is off until Mon 30 Nov (holiday)."
    monday = (at("2026-11-30T00:00"), at("2026-12-01T00:00"))
    studio.run(hours.set_off, anna, *monday, "holiday", off_id=off)
    book(studio)
    studio.run(hours.remove_off, off)
    studio.run(hours.remove_off, off)
    assert studio.run(hours.of_schedule, anna).working.off == ()
    with pytest.raises(GoneError):
        studio.run(hours.set_off, anna, *monday, off_id=off)
    assert history(studio, record_id=anna) == [
        "Time off Mon 30 Nov 2026 removed.",
        "Time off is now Mon 30 Nov 2026 (holiday).",
        "Off Fri 27 - Mon 30 Nov 2026 (holiday).",
    ]


def test_bookings_in_time_off_are_told_and_listed_with_it(studio: Studio) -> None:
    anna = schedule(studio)
    book(studio)
    book(studio, start=at("2026-11-27T09:00"))
    stretch = (at("2026-11-27T13:00"), at("2026-11-28T00:00"))
    with pytest.raises(InTheWayError, match="1 booking is there already"):
        studio.run(hours.set_off, anna, *stretch, "sick")
    off = studio.run(hours.set_off, anna, *stretch, "sick", agreed=True)
    known = studio.run(hours.of_schedule, anna)
    met = studio.run(hours.in_time_off, known)
    assert [booking.number for booking in met[off]] == ["10000"]
    # Only what comes in addition is told when it is made longer.
    with pytest.raises(InTheWayError, match="session 10001"):
        studio.run(hours.set_off, anna, at("2026-11-27T00:00"), stretch[1], "sick", off_id=off)


def test_the_sick_day_of_today_is_entered_from_this_morning_on(studio: Studio) -> None:
    book(studio, start=at("2026-11-24T08:00"))
    with pytest.raises(InTheWayError, match="session 10000"):
        studio.run(
            hours.set_off, schedule(studio), at("2026-11-24T00:00"), at("2026-11-25T00:00"), "sick"
        )


@pytest.mark.parametrize(
    ("end", "sentence"),
    [("2026-11-27T00:00", "ends before it begins"), ("2027-12-01T00:00", "at most a year")],
)
def test_time_off_is_a_stretch_of_at_most_a_year(studio: Studio, end: str, sentence: str) -> None:
    with pytest.raises(StudioError, match=sentence):
        studio.run(hours.set_off, schedule(studio), at("2026-11-27T00:00"), at(end))


def test_a_year_of_time_off_is_found_to_its_last_day(studio: Studio) -> None:
    anna = schedule(studio)
    studio.run(hours.set_off, anna, at("2026-11-27T00:00"), at("2027-11-28T00:00"), "baby")
    draft = session_draft(studio, start=at("2027-11-27T14:00"))
    (clash,) = studio.run(availability.check, draft, alternatives=0).clashes
    assert clash.kind == "time-off"


# Closures


def test_a_closure_is_entered_changed_and_removed(studio: Studio) -> None:
    studio.run(closures.close, date(2026, 12, 24), date(2027, 1, 2), " Christmas ")
    (found,) = studio.run(closures.coming)
    assert (found.first, found.last, found.name) == (
        date(2026, 12, 24),
        date(2027, 1, 2),
        "Christmas",
    )
    days = (date(2026, 12, 28), date(2027, 1, 2))
    studio.run(closures.close, *days, "Christmas", closure_id=found.id)
    assert [each.first for each in studio.run(closures.coming)] == [days[0]]
    studio.run(closures.reopen, found.id)
    studio.run(closures.reopen, found.id)
    assert studio.run(closures.coming) == ()
    with pytest.raises(GoneError):
        studio.run(closures.close, *days, "Christmas", closure_id=found.id)
    assert history(studio, "studio")[0] == ("Open again Mon 28 Dec - Sat 2 Jan 2027: Christmas.")


def test_what_is_booked_on_a_closed_day_is_told_kept_and_listed(studio: Studio) -> None:
    book(studio)
    with pytest.raises(InTheWayError, match="session 10000"):
        studio.run(closures.close, FRIDAY, FRIDAY, "Stocktaking")
    studio.run(closures.close, FRIDAY, FRIDAY, "Stocktaking", agreed=True)
    (found,) = studio.run(closures.coming)
    assert [booking.number for booking in found.bookings] == ["10000"]


@pytest.mark.parametrize(
    ("last", "name", "sentence"),
    [
        (FRIDAY, " ", "Say why"),
        (FRIDAY - timedelta(days=1), "Fair", "ends before"),
        (FRIDAY + timedelta(days=366), "Fair", "at most a year"),
    ],
)
def test_a_closure_is_days_with_a_name(
    studio: Studio, last: date, name: str, sentence: str
) -> None:
    with pytest.raises(StudioError, match=sentence):
        studio.run(closures.close, FRIDAY, last, name)


def test_public_holidays_are_offered_and_become_closures(studio: Studio) -> None:
    book(studio, start=at("2027-01-01T10:00"))
    studio.run(closures.close, date(2027, 12, 24), date(2027, 12, 31), "Christmas")
    found = studio.run(closures.public_holidays, 2027, "SCT")
    assert [f"{each.day:%d %b} {each.name}" for each in found][:3] == [
        "01 Jan New Year's Day",
        "02 Jan New Year Holiday",
        "04 Jan New Year Holiday (observed)",
    ]
    assert found[0].bookings == 1
    assert [each.day.day for each in found if each.closed] == [25, 26, 27, 28]
    assert studio.run(closures.close_on, found[:2], region="SCT") == 2
    assert studio.run(closures.close_on, found[1:3], region="SCT") == 1
    assert len(studio.run(closures.coming)) == 4
    assert studio.run(closures.suggested_year) == "2027 SCT"


def test_a_year_and_a_part_of_the_country_are_read(studio: Studio) -> None:
    assert studio.run(closures.suggested_year) == "2027"
    assert studio.run(closures.parse_year, "2027") == (2027, "")
    assert studio.run(closures.parse_year, "2027 scotland") == (2027, "SCT")
    assert studio.run(closures.parse_year, "2027 sct") == (2027, "SCT")
    for text, sentence in (("next", "is not a year"), ("2027 mars", "ENG, NIR, SCT or WLS")):
        with pytest.raises(StudioError, match=sentence):
            studio.run(closures.parse_year, text)


def test_holidays_of_another_country_are_said_in_english(studio: Studio) -> None:
    studio.run(preferences.remember, "studio.country", "DE", personal=False)
    names = [each.name for each in studio.run(closures.public_holidays, 2027)]
    assert "German Unity Day" in names
    studio.run(preferences.remember, "studio.country", "ZZ", personal=False)
    with pytest.raises(StudioError, match="of ZZ are not known"):
        studio.run(closures.public_holidays, 2027)
