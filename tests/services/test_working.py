"""Own hours, time off and the policy about clashes, as booking meets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import TakenError
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.services import appointments, availability, booking, preferences, sessions
from tests.factories import (
    FRIDAY,
    appointment_draft,
    arrange,
    at,
    book,
    client_draft,
    execute,
    refused,
    rows,
    session_draft,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio

ANNA, BEN = "Anna Berg", "Ben Okoye"


def schedule(studio: Studio, name: str) -> int:
    return int(rows(studio, "SELECT id FROM schedule WHERE name = ?", name)[0][0])


def works(studio: Studio, name: str, weekday: int, *hours: tuple[int, int]) -> None:
    for start, end in hours:
        execute(
            studio,
            'INSERT INTO working_hours (schedule_id, weekday, start, "end") VALUES (?, ?, ?, ?)',
            *(schedule(studio, name), weekday, start * 60, end * 60),
        )


def away(studio: Studio, name: str, start: str, end: str, reason: str = "") -> None:
    utc = [lenient_instant(at(text), "Europe/London") for text in (start, end)]
    execute(
        studio,
        'INSERT INTO time_off (schedule_id, start, "end", start_utc, end_utc, reason) '
        "VALUES (?, ?, ?, ?, ?, ?)",
        *(schedule(studio, name), start, end, *utc, reason),
    )


def policy(studio: Studio, rule: str) -> None:
    studio.run(preferences.remember, "booking.clashes", rule, personal=False)


def test_a_day_on_which_somebody_does_not_work_is_a_clash(studio: Studio) -> None:
    works(studio, ANNA, 3, (9, 17))
    found = refused(studio)
    assert isinstance(found, TakenError)
    assert found.message == "Anna Berg does not work on Fridays."
    assert [f"{start:%d %H:%M}" for start in found.next_starts] == [
        "03 09:00",
        "03 10:15",
        "03 11:30",
    ]


def test_time_off_is_a_clash_for_sessions_and_appointments(studio: Studio) -> None:
    away(studio, ANNA, "2026-11-27T00:00", "2026-12-01T00:00", "holiday")
    assert refused(studio).message == "Anna Berg is off until Mon 30 Nov (holiday)."
    with pytest.raises(TakenError, match=r"^Anna Berg is off until Mon 30 Nov \(holiday\)\.$"):
        arrange(studio)
    book(studio, photographer=BEN)
    later = studio.run(availability.next_times, appointment_draft(studio), limit=1)
    assert f"{later[0]:%d %H:%M}" == "01 09:00"


def test_the_hours_of_a_room_count(studio: Studio) -> None:
    works(studio, "Camera room 1", 4, (9, 12))
    assert refused(studio).message == ("Camera room 1 is in use only 09:00-12:00 on Fridays.")


def test_without_own_hours_closed_time_stays_a_warning(studio: Studio) -> None:
    works(studio, BEN, 4, (9, 17))
    draft = session_draft(studio, start=at("2026-11-27T20:00"))
    check = studio.run(availability.check, draft)
    assert check.clashes == ()
    assert check.warning == "Outside opening hours on Friday 27 November 2026 from 20:00."


def test_moving_into_time_off_is_refused_and_what_stands_there_may_be_edited(
    studio: Studio,
) -> None:
    booked = book(studio)
    away(studio, ANNA, "2026-11-27T00:00", "2026-11-28T00:00", "sick")
    stored = studio.run(sessions.get, booked.session_id).draft

    studio.run(booking.save, replace(stored, notes="Call first"))
    stored = studio.run(sessions.get, booked.session_id).draft
    hour = timedelta(hours=1)
    with pytest.raises(TakenError, match="off on Fri 27 Nov"):
        studio.run(booking.save, replace(stored, start=stored.start + hour, end=stored.end + hour))


def test_booking_over_hours_gives_no_right_to_overlap(studio: Studio) -> None:
    works(studio, ANNA, 3, (9, 17))
    booked = book(studio, force=True)
    assert rows(studio, "SELECT DISTINCT forced FROM booking_slot") == [(0,)]
    ((_, _, words),) = studio.run(sessions.history, "session", booked.session_id)
    assert words == (
        "Booked for Fri 27 Nov 2026, 14:00. On purpose although Anna Berg does not work on Fridays."
    )


# The policy


def test_the_policy_reason_wants_to_know_why_and_keeps_it(studio: Studio) -> None:
    policy(studio, "reason")
    away(studio, ANNA, "2026-11-27T00:00", "2026-11-28T00:00", "holiday")
    for force, because in ((False, ""), (True, ""), (True, "  "), (False, "she offered")):
        with pytest.raises(TakenError) as caught:
            studio.run(
                booking.book, client_draft(), session_draft(studio), force=force, because=because
            )
        assert (caught.value.allowed, caught.value.reason) == (True, True)
    booked = studio.run(
        booking.book,
        client_draft(),
        session_draft(studio),
        force=True,
        because=" she  offered\nto come in. ",
    )
    ((_, _, words),) = studio.run(sessions.history, "session", booked.session_id)
    assert words == (
        "Booked for Fri 27 Nov 2026, 14:00. Booked over Anna Berg is off on Fri 27 Nov (holiday) "
        "because she offered to come in."
    )


def test_a_reason_is_kept_for_appointments_and_moves_too(studio: Studio) -> None:

    policy(studio, "reason")
    book(studio)
    draft = appointment_draft(studio)
    made = studio.run(appointments.book, draft, force=True, because="ten minutes only")
    found = studio.run(appointments.get, made.appointment_id)
    assert found.history[0][2].endswith("because ten minutes only.")
    half = timedelta(minutes=30)
    moved = replace(found.draft, start=found.draft.start + half, end=found.draft.end + half)
    with pytest.raises(TakenError):
        studio.run(appointments.save, moved, force=True)
    studio.run(appointments.save, moved, force=True, because="later")
    again = studio.run(appointments.get, made.appointment_id)
    assert again.history[0][2].startswith("Moved to Fri 27 Nov 2026 14:30-15:00")
    assert again.history[0][2].endswith("because later.")


@pytest.mark.parametrize(
    ("studio_rule", "type_rule", "room_rule", "expected"),
    [
        ("prompt", "", "", "prompt"),
        ("never", "", "", "never"),
        ("never", "always", "", "always"),  # a type's rule stands in the place of the studio's
        ("always", "reason", "", "reason"),
        ("never", "always", "prompt", "prompt"),  # and where both have one, the strictest holds
        ("prompt", "prompt", "never", "never"),
        ("always", "", "never", "never"),
        ("never", "", "always", "never"),  # Anna is busy too, for whom the studio's rule holds
    ],
)
def test_the_strictest_rule_that_applies_wins(
    studio: Studio, studio_rule: str, type_rule: str, room_rule: str, expected: str
) -> None:
    policy(studio, studio_rule)
    execute(studio, "UPDATE session_type SET clashes = ? WHERE name = 'Portrait'", type_rule)
    execute(
        studio,
        "UPDATE resource SET clashes = ? WHERE schedule_id = ?",
        *(room_rule, schedule(studio, "Camera room 1")),
    )
    book(studio)
    check = studio.run(availability.check, session_draft(studio), alternatives=0)
    assert check.rule == expected


def test_the_rule_of_a_room_counts_only_where_the_room_is_taken(studio: Studio) -> None:
    execute(studio, "UPDATE resource SET clashes = 'never'")
    book(studio)
    draft = session_draft(studio, resource="Camera room 2")
    assert studio.run(availability.check, draft).rule == "prompt"
    draft = session_draft(studio, photographer=BEN)
    assert studio.run(availability.check, draft).rule == "never"
    assert studio.run(availability.check, session_draft(studio, start=FRIDAY.replace(hour=9))) == (
        availability.Check((), "")
    )
