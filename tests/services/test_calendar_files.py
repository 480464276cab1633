"""What other calendars get: every booking once, under one name for ever, and nothing private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from studio_tui.domain.booking import GoneError
from studio_tui.services import appointments, booking, calendar_files, sessions
from studio_tui.services.calendar import schedules
from studio_tui.services.invitations import invitation
from tests.factories import FRIDAY, arrange, at, book, client_draft, execute

if TYPE_CHECKING:
    from studio_tui.domain.letter import Attachment
    from studio_tui.studio import Studio

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 29)
SARA = "sara@example.org"


@pytest.fixture(autouse=True)
def at_home(studio: Studio) -> None:
    execute(
        studio,
        "UPDATE location SET email = 'hello@lumen.example', "
        "address = '12 Mill Lane' || char(10) || 'Otley LS21 3AB'",
    )


def exported(studio: Studio, schedule: str = "", **days: date) -> list[Any]:
    ids = {entry.name: entry.id for entry in studio.run(schedules)}
    first, last = days.get("first", FIRST), days.get("last", LAST)
    data = studio.run(calendar_files.export, first, last, ids[schedule] if schedule else None)
    return list(Calendar.from_ical(data).walk("VEVENT"))


def invited(studio: Studio, session_id: int, **options: Any) -> tuple[str, Any]:
    """Method and event of an invitation to a session."""
    found = studio.run(invitation, "session", session_id, **{"to": SARA, **options})
    whole = Calendar.from_ical(found.content)
    (event,) = whole.walk("VEVENT")
    return str(whole["method"]), event


def move(studio: Studio, session_id: int, **fields: Any) -> None:
    studio.run(booking.save, replace(studio.run(sessions.get, session_id).draft, **fields))


def status(studio: Studio, kind: str, area: str = "session") -> int:
    query = "SELECT id FROM status WHERE area = ? AND kind = ? ORDER BY sort"
    return int(studio.run(lambda desk: desk.rows(query, (area, kind)))[0][0])


def private(studio: Studio, **fields: Any) -> int:
    """A session about which there is much that only the studio should know."""
    client = client_draft(phone="07700 900142", call_warning="Owes money", email=SARA)
    given = {"description": "Family of five", "notes": "Do not mention the divorce", **fields}
    return book(studio, client=client, arrival="13:45", assistant="Mia Carter", **given).session_id


def test_a_booking_is_shown_with_all_that_staff_look_for(studio: Studio) -> None:
    private(studio)
    (event,) = exported(studio)
    assert str(event["summary"]) == "Smith, Sara, Portrait"
    assert str(event["location"]) == "Camera room 1, Lumen Studio, 12 Mill Lane, Otley LS21 3AB"
    assert str(event["description"]) == (
        "Session 10000\nFamily of five\nWith Anna Berg and Mia Carter\nArrival 13:45"
    )
    assert event.decoded("dtstart").replace(tzinfo=None) == FRIDAY


def test_nothing_private_leaves_the_studio(studio: Studio) -> None:
    session_id = private(studio)
    (event,) = exported(studio)
    for written in (event.to_ical(), invited(studio, session_id)[1].to_ical()):
        for secret in (b"900142", b"Owes", b"divorce"):
            assert secret not in written


def test_a_place_away_from_the_studio_comes_with_its_address(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO outside_location (name, address, sort, inactive, notes) "
        "VALUES ('Ilkley Moor', '12 Moor Road' || char(10) || 'Ilkley', 0, 0, 'Key under mat')",
    )
    (place,) = studio.run(lambda desk: desk.rows("SELECT max(id) FROM outside_location"))[0]
    book(studio, outside_location_id=place)
    (event,) = exported(studio)
    assert str(event["location"]) == "Ilkley Moor, 12 Moor Road, Ilkley"
    assert b"mat" not in event.to_ical()


def test_appointments_are_there_under_what_they_are_for(studio: Studio) -> None:
    arrange(studio, type_name="Blocked", description="Lunch with the landlord", start=FRIDAY)
    client = client_draft(last="Lee", first="Kim")
    arrange(studio, client=client, start=FRIDAY + timedelta(hours=3))
    assert [str(event["summary"]) for event in exported(studio)] == [
        "Lunch with the landlord",
        "Lee, Kim, Consultation",
    ]


def test_days_and_schedules_are_kept_apart(studio: Studio) -> None:
    book(studio)
    book(studio, photographer="Ben Okoye", resource="Camera room 2", start=at("2026-11-30T09:00"))
    assert len(exported(studio, last=date(2026, 11, 30))) == 2
    assert len(exported(studio)) == 1
    assert len(exported(studio, "Anna Berg", last=date(2026, 11, 30))) == 1
    assert len(exported(studio, "Ben Okoye")) == 0
    assert len(exported(studio, "Mia Carter")) == 0


def test_what_began_before_is_there_while_it_lasts(studio: Studio) -> None:
    book(studio, start=at("2026-11-20T22:00"), end=at("2026-11-23T02:00"))
    assert len(exported(studio)) == 1


def test_cancelled_ones_are_marked_and_moved_ones_keep_their_name(studio: Studio) -> None:
    session_id = private(studio)
    (before,) = exported(studio)
    move(studio, session_id, start=FRIDAY.replace(hour=9), end=FRIDAY.replace(hour=10))
    (moved,) = exported(studio)
    move(studio, session_id, status_id=status(studio, "cancelled"))
    (cancelled,) = exported(studio)
    assert before["uid"] == moved["uid"] == cancelled["uid"]
    assert [each["sequence"] for each in (before, moved, cancelled)] == [0, 1, 2]
    assert [str(each["status"]) for each in (before, moved, cancelled)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    move(studio, session_id, notes="Something else")
    assert exported(studio)[0]["sequence"] == 2, "neither time nor standing has changed"


def test_an_appointment_counts_its_moves_too(studio: Studio) -> None:
    arranged = arrange(studio)
    draft = studio.run(appointments.get, arranged.appointment_id).draft
    studio.run(appointments.save, replace(draft, end=draft.end + timedelta(minutes=15)))
    assert exported(studio)[0]["sequence"] == 1


def test_every_booking_has_a_name_of_its_own(studio: Studio) -> None:
    for hour in range(9, 15):
        book(studio, start=FRIDAY.replace(hour=hour), minutes=30, force=True)
    assert len({str(event["uid"]) for event in exported(studio)}) == 6


# Invitations


def test_the_client_is_asked_by_the_studio(studio: Studio) -> None:
    method, event = invited(studio, private(studio))
    assert method == "REQUEST"
    assert str(event["summary"]) == "Portrait, Lumen Studio"
    assert str(event["organizer"]) == "mailto:hello@lumen.example"
    assert str(event["attendee"]) == f"mailto:{SARA}"
    assert "Family of five" in str(event["description"])
    assert event["uid"] == exported(studio)[0]["uid"]


def test_a_move_is_an_update_and_a_cancellation_takes_it_out(studio: Studio) -> None:
    session_id = private(studio)
    _, first = invited(studio, session_id)
    move(studio, session_id, start=FRIDAY.replace(hour=9), end=FRIDAY.replace(hour=10))
    method, moved = invited(studio, session_id)
    assert (method, moved["uid"], moved["sequence"]) == ("REQUEST", first["uid"], 1)
    move(studio, session_id, status_id=status(studio, "cancelled"))
    method, gone = invited(studio, session_id)
    assert (method, gone["uid"], gone["sequence"]) == ("CANCEL", first["uid"], 2)
    assert str(gone["status"]) == "CANCELLED"


def test_staff_see_who_comes(studio: Studio) -> None:
    _, event = invited(studio, private(studio), staff=True)
    assert str(event["summary"]) == "Smith, Sara, Portrait"


def test_what_an_appointment_is_about_is_not_told_to_the_client(studio: Studio) -> None:
    arranged = arrange(studio, client=client_draft(), description="Talk about the late payment")
    found: Attachment = studio.run(invitation, "appointment", arranged.appointment_id, to=SARA)
    assert b"late payment" not in found.content.replace(b"\r\n ", b"")
    (event,) = Calendar.from_ical(found.content).walk("VEVENT")
    assert str(event["description"]) == "Appointment 10000\nWith Anna Berg"


@pytest.mark.parametrize(
    ("own", "to"), [("", SARA), ("hello@lumen.example", ""), ("hello@lumen.example", "not one")]
)
def test_without_an_address_nobody_is_asked(studio: Studio, own: str, to: str) -> None:
    execute(studio, "UPDATE location SET email = ?", own)
    method, event = invited(studio, private(studio), to=to)
    assert method == "PUBLISH"
    assert "attendee" not in event


def test_an_address_in_another_script_travels(studio: Studio) -> None:
    _, event = invited(studio, private(studio), to="zoe@münchen.example")
    assert str(event["attendee"]) == "mailto:zoe@xn--mnchen-3ya.example"


def test_whoever_sends_invites(studio: Studio) -> None:
    _, event = invited(studio, private(studio), sender="anna@lumen.example")
    assert str(event["organizer"]) == "mailto:anna@lumen.example"


def test_what_is_gone_cannot_be_invited_to(studio: Studio) -> None:
    with pytest.raises(GoneError, match="session no longer exists"):
        studio.run(invitation, "session", 99)


def test_the_cost_does_not_grow_with_the_age_of_the_studio(studio: Studio) -> None:
    def plan(desk: Any) -> list[Any]:
        where = calendar_files._BETWEEN + calendar_files._TAKING_PART
        sql = f"EXPLAIN QUERY PLAN {calendar_files._FOUND.format(where=where)}"
        return [row[3] for row in desk.rows(sql, (0, 0, 0, 0))]

    found = studio.run(plan)
    assert any("SEARCH event USING INDEX" in line and "start_utc" in line for line in found)
    assert not [line for line in found if line.startswith("SCAN") and "subquery" not in line]
