"""What the session page makes of typed text, with defaults that follow what was typed before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from studio_tui.domain.catalogue import (
    Catalogue,
    PersonEntry,
    Place,
    ResourceEntry,
    SessionTypeEntry,
    StatusEntry,
)
from studio_tui.domain.hours import Closure, Opening
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.flows.session_fields import session_draft

ANNA = PersonEntry(1, "Anna Berg", "AB", 11, True, True, True)
BEN = PersonEntry(2, "Ben Okoye", "BO", 12, True, False, True)
ROOM = ResourceEntry(1, "Camera room 1", 21, "CR1")
PORTRAIT = SessionTypeEntry(1, "Portrait", "PO", "#3b78ff", 60, 0, 15, 2, None, 1)
NEWBORN = SessionTypeEntry(2, "Newborn", "NB", "#f2c744", 150, 30, 30, None, None, None)
OPENING = Opening(
    "Europe/London",
    dict.fromkeys(range(6), ((540, 1050),)),
    (Closure(date(2026, 12, 25), date(2026, 12, 26), "Christmas"),),
)
FACTS = Facts(
    date(2026, 11, 24),
    Catalogue(
        OPENING,
        types=(PORTRAIT, NEWBORN),
        people=(ANNA, BEN),
        resources=(ROOM,),
        outside=(Place(1, "Riverside Park", "Mill Lane"),),
        statuses=(
            StatusEntry(1, "Booked", "open", 0, True),
            StatusEntry(2, "Done", "done", 0, False),
        ),
        me=1,
    ),
)
PAGE = BOOKING.page("session_information")


def answers(**typed: str) -> Answers:
    return BOOKING.answers(Draft(token="t", typed=typed), FACTS)


def refusals(**typed: str) -> dict[str, str]:
    return dict(PAGE.refusals(answers(**typed)))


def test_the_type_fills_length_people_and_resource() -> None:
    found = answers(type="po", date="fri", start="14:00")
    assert found.text("end") == "15:00"
    assert found.text("photographer") == "Ben Okoye"
    assert found.text("resource") == "Camera room 1"
    assert found.text("assistant") == ""
    assert found.reading("type").words == "Portrait, 60 minutes, 15 minutes free after"


def test_a_session_outside_leaves_the_room_free_unless_it_is_typed() -> None:
    assert answers(type="po", outside="park").text("resource") == ""
    assert answers(type="po", outside="park", resource="cr1").text("resource") == "cr1"


def test_a_type_without_photographer_leaves_it_to_who_is_at_the_desk() -> None:
    assert answers(type="nb").text("photographer") == "Anna Berg"


def test_the_end_follows_the_start_until_an_end_is_typed() -> None:
    assert answers(type="po", start="14:00").text("end") == "15:00"
    assert answers(type="po", start="16:15").text("end") == "17:15"
    assert answers(type="po", start="16:15", end="18:00").text("end") == "18:00"


def test_a_time_typed_with_the_date_becomes_the_start() -> None:
    found = answers(type="po", date="fri 2pm")
    assert found.reading("date").words == "Friday 27 November 2026, in 3 days"
    assert found.text("start") == "14:00"
    assert found.text("end") == "15:00"


def test_which_of_two_doubled_times_is_carried_from_the_date_to_the_start() -> None:
    assert answers(date="2027-10-31 1:30 second").text("start") == "01:30 second"
    draft = session_draft(answers(type="po", date="2027-10-31 1:30 second"))
    assert draft is not None
    assert draft.start_fold == 1


def test_what_the_calendar_brings_along_is_not_what_was_typed() -> None:
    slot = Draft(prefill={"date": "2026-11-27", "start": "11:00", "photographer": "Anna Berg"})
    found = BOOKING.answers(slot.with_text("type", "po"), FACTS)
    assert found.text("photographer") == "Anna Berg"
    assert found.text("start") == "11:00"
    assert BOOKING.answers(slot.with_text("start", "12:00"), FACTS).text("start") == "12:00"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("15:30", 90),
        ("90 min", 90),
        ("+1h", 60),
        ("2 hours", 120),
        ("midnight", 600),
        ("+12h", 720),
    ],
)
def test_an_end_is_a_time_or_a_length(typed: str, minutes: int) -> None:
    draft = session_draft(answers(type="po", date="fri", start="14:00", end=typed))
    assert draft is not None
    assert draft.end - draft.start == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("end", {"end": "13:00"}, "before the start"),
        ("date", {"date": "30 feb"}, "February 2027 has 28 days"),
        ("start", {"start": "25:00"}, "0 to 23"),
        ("date", {"date": "2pm"}, "Type a day too"),
        ("type", {"type": "wedding"}, "Portrait"),
        ("photographer", {"photographer": "carl"}, "Anna Berg"),
        ("description", {"description": "x" * 300}, "300 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    key: str, typed: dict[str, str], said: str
) -> None:
    given = {"type": "po", "date": "fri", "start": "14:00", **typed}
    assert said in refusals(**given)[key]


def test_type_date_start_and_end_are_needed() -> None:
    assert set(refusals()) == {"type", "date", "start", "end"}
    assert refusals(type="po", date="fri", start="14:00") == {}
    assert session_draft(answers(type="po", date="fri")) is None


def test_the_studio_can_require_a_field_or_ask_for_it() -> None:
    from dataclasses import replace

    rules = {
        "booking.session_information.description": "required",
        "booking.session_information.notes": "prompt",
    }
    facts = replace(FACTS, catalogue=replace(FACTS.catalogue, preferences={"rules": rules}))
    found = BOOKING.tailored(facts.catalogue).answers(
        Draft(typed={"type": "po", "date": "fri 2pm"}), facts
    )
    assert dict(PAGE.refusals(found)) == {"description": "Description is needed here."}
    assert found.wanting([entry.key for entry in PAGE.fields]) == ["Notes"]


@pytest.mark.parametrize("nobody", ["", "-", "none", "Nobody"])
def test_a_person_can_be_taken_out(nobody: str) -> None:
    draft = session_draft(answers(type="po", date="fri 2pm", photographer=nobody))
    assert draft is not None
    assert draft.photographer_id is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("25/12", "closed: Christmas"),
        ("sunday", "not a day of opening"),
        ("2026-11-01", "in the past"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_the_date_is_said_back_with_what_is_special_about_it(typed: str, said: str) -> None:
    assert said in answers(date=typed).reading("date").words


def test_everything_read_goes_into_the_session() -> None:
    draft = session_draft(
        answers(
            type="po",
            description=" family of five ",
            date="2026-11-27",
            start="1430",
            arrival="2:15pm",
            assistant="ab",
            notes="bring the dog",
        )
    )
    assert draft is not None
    assert (draft.start, draft.end) == (
        datetime(2026, 11, 27, 14, 30),
        datetime(2026, 11, 27, 15, 30),
    )
    assert (draft.photographer_id, draft.assistant_id, draft.resource_id) == (2, 1, 1)
    assert (draft.description, draft.arrival, draft.notes) == (
        "family of five",
        "14:15",
        "bring the dog",
    )
    assert (draft.status_id, draft.booked_by_id, draft.token) == (1, 1, "t")


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("date", "1/1", "in 2027: Friday 1 January 2027"),
        ("date", "2026-11-01", "in the past: Sunday 1 November 2026"),
        ("start", "2.30", "at night"),
        ("start", "2.30pm", ""),
    ],
)
def test_what_is_easily_misheard_is_said_first(key: str, typed: str, said: str) -> None:
    words = answers(**{key: typed}).reading(key).words
    assert words.startswith(said) if said else words == ""
