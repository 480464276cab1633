from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import GoneError, PhoneDraft, StaleError
from studio_tui.services import booking, clients, sessions
from tests.factories import (
    FRIDAY,
    at,
    book,
    client_draft,
    execute,
    refused,
    rows,
    session_draft,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio


@pytest.mark.parametrize(
    ("given", "sentence", "field"),
    [
        (
            {"end": at("2026-11-27T13:00")},
            "The end, 13:00, is not after the start, 14:00.",
            "end",
        ),
        ({"end": FRIDAY}, "is not after the start", "end"),
        ({"minutes": 31 * 24 * 60 + 1}, "at most 31 days", "end"),
        ({"start": at("2027-03-28T01:30")}, "01:30 does not exist on Sunday 28 March", "start"),
        (
            {"start": at("2027-03-28T00:30"), "end": at("2027-03-28T01:30")},
            "01:30 does not exist",
            "end",
        ),
        ({"start": at("2027-10-31T01:30")}, "01:30 comes twice on Sunday 31 October", "start"),
        ({"type_id": 999}, "session type no longer exists", "type"),
        ({"photographer_id": 999}, "photographer no longer exists", "photographer"),
        ({"resource_id": 999}, "resource no longer exists", "resource"),
        ({"status_id": 999}, "status no longer exists", "status"),
        ({"outside_location_id": 999}, "has been deleted meanwhile", None),
        ({"client": client_draft(last="", first="")}, "needs a last name", "last"),
        ({"client": client_draft(last="  ", first="")}, "needs a last name", "last"),
        ({"client": client_draft(email="sara.example.org")}, "needs an @", "email"),
    ],
)
def test_bad_input_gets_a_sentence_and_stores_nothing(
    studio: Studio, given: dict[str, Any], sentence: str, field: str | None
) -> None:
    found = refused(studio, **given)
    assert sentence in found.message
    assert found.field == field


def test_a_session_of_31_days_is_allowed(studio: Studio) -> None:
    assert book(studio, minutes=31 * 24 * 60, start=at("2027-01-01T00:00"))


def test_a_doubled_time_is_booked_as_the_one_that_is_meant(studio: Studio) -> None:
    start, end = at("2027-10-31T01:30"), at("2027-10-31T02:30")
    first = book(studio, start=start, end=end, start_fold=0, photographer="", resource="")
    second = book(studio, start=start, end=end, start_fold=1, photographer="", resource="")
    lengths = rows(studio, "SELECT end_utc - start_utc FROM event ORDER BY id")
    assert lengths == [(7200,), (3600,)]
    assert studio.run(sessions.get, first.session_id).draft.start.fold == 0
    assert studio.run(sessions.get, second.session_id).draft.start.fold == 1


@pytest.mark.parametrize(
    ("schedule", "field"),
    [("Anna Berg", "photographer"), ("Mia Carter", "assistant"), ("Camera room 1", "resource")],
)
def test_who_has_been_made_inactive_meanwhile_is_told(
    studio: Studio, schedule: str, field: str
) -> None:
    draft = session_draft(studio, assistant="Mia Carter")
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE name = ?", schedule)
    with pytest.raises(GoneError, match=f"{schedule} is no longer active") as caught:
        studio.run(booking.book, client_draft(), draft)
    assert caught.value.field == field


def test_a_type_made_inactive_meanwhile_is_told(studio: Studio) -> None:
    draft = session_draft(studio)
    execute(studio, "UPDATE session_type SET inactive = 1 WHERE name = 'Portrait'")
    with pytest.raises(GoneError, match="Portrait is no longer offered") as caught:
        studio.run(booking.book, client_draft(), draft)
    assert caught.value.field == "type"


def test_a_client_changed_meanwhile_is_told_with_both_values(studio: Studio) -> None:
    client_id = store(studio, phone="07700 900123", city="London")
    read = studio.run(clients.get, client_id)
    theirs = replace(read, city="Leeds", phones=(PhoneDraft("020 7946 0018"),))
    book(studio, client=theirs, start=FRIDAY.replace(day=30))
    execute(studio, "UPDATE client SET city = 'Leeds', version = version + 1")
    mine = replace(read, city="York")
    with pytest.raises(StaleError, match="Smith, Sara has been changed by somebody else") as caught:
        studio.run(booking.book, mine, session_draft(studio), original=read)
    assert ("City", "Leeds", "York") in caught.value.differences
    newest = replace(mine, version=caught.value.version)
    booked = studio.run(booking.book, newest, session_draft(studio), original=read)
    assert studio.run(clients.get, booked.client_id).city == "York"


def test_a_client_that_was_only_chosen_is_not_written_over(studio: Studio) -> None:
    client_id = store(studio, city="London")
    read = studio.run(clients.get, client_id)
    execute(studio, "UPDATE client SET city = 'Leeds', version = version + 1")
    book(studio, client=read)
    assert studio.run(clients.get, client_id).city == "Leeds"


def test_a_client_deleted_meanwhile_is_told(studio: Studio) -> None:
    read = studio.run(clients.get, store(studio))
    execute(studio, "DELETE FROM client")
    found = refused(studio, client=read)
    assert isinstance(found, GoneError)
    assert "has been deleted by somebody else" in found.message


def test_hostile_and_long_names_are_kept_as_typed(studio: Studio) -> None:
    for number, name in enumerate(("[/] O'Brien <b>", "x" * 300, "'; DROP TABLE client; --")):
        booked = book(studio, client=client_draft(last=name), start=FRIDAY.replace(day=1 + number))
        assert studio.run(clients.get, booked.client_id).last == name


def test_an_existing_client_keeps_an_odd_email_address_that_nobody_touched(studio: Studio) -> None:
    client_id = store(studio)
    execute(studio, "UPDATE client SET email = 'none'")
    read = studio.run(clients.get, client_id)
    mine = replace(read, city="York")
    assert studio.run(booking.book, mine, session_draft(studio), original=read)
