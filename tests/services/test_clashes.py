from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import TakenError
from studio_tui.services import availability, booking, preferences, sessions
from studio_tui.services.ahead import Ahead, ahead
from tests.factories import (
    FRIDAY,
    at,
    book,
    client_draft,
    execute,
    refused,
    rows,
    session_draft,
)

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk
    from studio_tui.studio import Studio


def test_a_clash_names_who_what_when_and_by_whom(studio: Studio) -> None:
    book(studio, photographer="Ben Okoye", resource="")
    found = refused(
        studio,
        client=client_draft(last="Lee", first="Kim"),
        photographer="Ben Okoye",
        resource="",
        start=FRIDAY.replace(minute=30),
    )
    assert isinstance(found, TakenError)
    assert found.code == "clash"
    assert found.message == (
        "Ben Okoye busy 14:00-15:00 (Smith, Sara, Portrait), taken by Anna Berg at 09:00 "
        "(session 10000)."
    )
    assert found.allowed
    assert [f"{start:%d %H:%M}" for start in found.next_starts] == [
        "27 15:15",
        "27 16:30",
        "28 09:00",
    ]


def test_others_may_book_while_the_next_times_are_found(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(studio)
    held: list[bool] = []

    def spy(desk: Desk, *args: Any, **kwargs: Any) -> Ahead:
        held.append(desk.database.connection().in_transaction)
        return ahead(desk, *args, **kwargs)

    monkeypatch.setattr(availability, "ahead", spy)
    found = refused(studio)
    assert isinstance(found, TakenError)
    assert found.next_starts
    assert held == [False]


def test_a_booking_of_another_day_tells_its_date(studio: Studio) -> None:
    book(studio)
    execute(studio, "UPDATE session SET created = created - 86400")
    assert "taken by Anna Berg at 09:00 on Mon 23 Nov 2026" in refused(studio).message


@pytest.mark.parametrize(
    ("given", "who"),
    [
        ({"resource": "Camera room 2"}, ["Anna Berg"]),
        ({"photographer": "Ben Okoye"}, ["Camera room 1"]),
        ({"photographer": "Ben Okoye", "assistant": "Anna Berg"}, ["Anna Berg", "Camera room 1"]),
        ({}, ["Anna Berg", "Camera room 1"]),
    ],
)
def test_photographer_assistant_and_resource_all_count(
    studio: Studio, given: dict[str, str], who: list[str]
) -> None:
    book(studio)
    found = refused(studio, **given)
    assert isinstance(found, TakenError)
    assert [clash.who for clash in found.clashes] == who


def test_nobody_and_nothing_in_common_is_no_clash(studio: Studio) -> None:
    book(studio)
    book(studio, photographer="Ben Okoye", resource="Camera room 2")
    book(studio, photographer="", resource="")
    book(studio, photographer="", resource="")


def test_the_buffer_of_a_type_is_kept_free(studio: Studio) -> None:
    book(studio)  # a portrait, 14:00 to 15:00, 15 minutes to clear away
    found = refused(studio, start=FRIDAY.replace(hour=15))
    assert "too close to 14:00-15:00" in found.message
    book(studio, start=FRIDAY.replace(hour=15, minute=15))
    # A newborn session wants 30 minutes before: the larger of the two counts.
    after = FRIDAY.replace(hour=16, minute=30)
    found = refused(studio, type_name="Newborn", resource="Camera room 1", start=after)
    assert isinstance(found, TakenError)
    assert {clash.kind for clash in found.clashes} == {"buffer"}
    later = after.replace(minute=45)
    book(studio, type_name="Newborn", resource="Camera room 1", start=later)


def close_on(studio: Studio, first: str, last: str) -> None:
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) VALUES (1, ?, ?, 'Stocktaking')",
        first,
        last,
    )


def test_a_closure_is_a_clash(studio: Studio) -> None:
    close_on(studio, "2026-11-27", "2026-11-29")
    found = refused(studio)
    assert isinstance(found, TakenError)
    assert found.message == "The studio is closed on Friday 27 November 2026 (Stocktaking)."
    assert f"{found.next_starts[0]:%d %H:%M}" == "30 09:00"


def test_closed_hours_warn_and_never_block(studio: Studio) -> None:
    draft = session_draft(studio, start=at("2026-11-29T20:00"))
    check = studio.run(availability.check, draft)
    assert (check.clashes, check.next_starts) == ((), ())
    assert check.warning == "Outside opening hours on Sunday 29 November 2026 from 20:00."
    assert studio.run(booking.book, client_draft(), draft).session_number


def test_what_stands_against_a_time_is_told_while_it_is_typed(studio: Studio) -> None:
    book(studio)
    check = studio.run(availability.check, session_draft(studio, start=FRIDAY.replace(minute=30)))
    assert [clash.who for clash in check.clashes] == ["Anna Berg", "Camera room 1"]
    assert [f"{start:%H:%M}" for start in check.next_starts][:2] == ["15:15", "16:30"]
    for start in check.next_starts:
        assert not studio.run(availability.check, session_draft(studio, start=start)).clashes


def test_next_times_are_never_in_the_past(studio: Studio) -> None:
    draft = session_draft(studio, start=at("2026-11-23T09:00"))
    times = studio.run(availability.next_times, draft)
    assert [f"{start:%d %H:%M}" for start in times][:2] == ["24 09:00", "24 10:15"]


def test_what_is_entered_as_cancelled_takes_no_time(studio: Studio) -> None:
    book(studio)
    ((cancelled,),) = rows(
        studio, "SELECT id FROM status WHERE area = 'session' AND name = 'Cancelled'"
    )
    book(studio, status_id=cancelled)
    assert rows(studio, "SELECT held FROM booking_slot WHERE event_id = 2") == [(0,), (0,)]


# The studio's policy


def policy(studio: Studio, rule: str) -> None:
    studio.run(preferences.remember, "booking.clashes", rule, personal=False)


def test_the_policy_never_books_over_another(studio: Studio) -> None:
    policy(studio, "never")
    book(studio)
    found = refused(studio, force=True)
    assert isinstance(found, TakenError)
    assert not found.allowed


def test_the_policy_prompt_books_over_another_when_told_to_and_says_so(studio: Studio) -> None:
    book(studio)
    refused(studio)
    booked = book(studio, force=True)
    ((_, who, words),) = studio.run(sessions.history, "session", booked.session_id)
    assert who == "Anna Berg"
    assert words.startswith(
        "Booked for Fri 27 Nov 2026, 14:00. On purpose although Anna Berg and Camera room 1 "
        "busy 14:00-15:00 "
        "(Smith, Sara, Portrait), taken by Anna Berg"
    )


def test_the_policy_always_books_without_a_question(studio: Studio) -> None:
    policy(studio, "always")
    book(studio)
    book(studio)
    assert rows(studio, "SELECT forced, count(*) FROM booking_slot GROUP BY 1") == [(0, 2), (1, 2)]


def test_booking_into_a_buffer_on_purpose_gives_no_right_to_overlap(studio: Studio) -> None:
    book(studio)
    book(studio, start=FRIDAY.replace(hour=15), force=True)
    assert rows(studio, "SELECT DISTINCT forced FROM booking_slot") == [(0,)]


def test_a_time_in_the_past_is_said_for_a_new_session_only(studio: Studio) -> None:
    past = session_draft(studio, start=at("2026-11-23T14:00"))
    assert studio.run(availability.check, past).warning == "This time is in the past."
    booked = book(studio, start=at("2026-11-23T14:00"))
    stored = studio.run(sessions.get, booked.session_id).draft
    assert studio.run(availability.check, stored).warning == ""
