"""What the appointment page makes of typed text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.catalogue import (
    AppointmentTypeEntry,
    Catalogue,
    PersonEntry,
    Place,
    ResourceEntry,
    StatusEntry,
)
from studio_tui.domain.hours import Opening
from studio_tui.flows.appointment_fields import FIELDS, appointment_draft
from studio_tui.flows.field import Answers, Draft, Facts

ANNA = PersonEntry(1, "Anna Berg", "AB", 11, True, True, True)
BEN = PersonEntry(2, "Ben Okoye", "BO", 12, True, False, True)
ROOM = ResourceEntry(1, "Camera room 1", 21, "CR1")
FACTS = Facts(
    date(2026, 11, 24),
    Catalogue(
        Opening("Europe/London"),
        people=(ANNA, BEN),
        resources=(ROOM,),
        outside=(Place(1, "Riverside Park", "Mill Lane"),),
        appointment_types=(
            AppointmentTypeEntry(1, "Consultation", "CN", "#2e8b9a", 30),
            AppointmentTypeEntry(2, "Meeting", "ME", "#9aa0a6", 60),
        ),
        appointment_statuses=(
            StatusEntry(7, "Arranged", "open", 0, True),
            StatusEntry(8, "Cancelled", "cancelled", 0, False),
        ),
        me=2,
    ),
)


def answers(**typed: str) -> Answers:
    return Answers(FIELDS, Draft(token="t", typed=typed), FACTS)


def test_typing_little_gives_the_whole_appointment() -> None:
    found = answers(type="co", date="fri", start="14:00", who="ab, cr1", outside="riv")
    assert found.text("end") == "14:30"
    assert appointment_draft(found) == AppointmentDraft(
        type_id=1,
        start=datetime(2026, 11, 27, 14),
        end=datetime(2026, 11, 27, 14, 30),
        schedule_ids=(11, 21),
        outside_location_id=1,
        status_id=7,
        booked_by_id=2,
        token="t",
    )


def test_it_is_for_the_client_of_the_draft() -> None:
    found = answers(type="me", date="fri", start="14:00")
    linked = Answers(FIELDS, replace(found.draft, client_id=5), FACTS)
    draft = appointment_draft(linked)
    assert draft is not None
    assert (draft.client_id, draft.session_id) == (5, None)


def test_one_that_exists_keeps_whom_it_is_linked_to() -> None:
    base = AppointmentDraft(
        1, datetime(2026, 11, 27, 9), datetime(2026, 11, 27, 10), client_id=5, session_id=6, id=3
    )
    draft = appointment_draft(answers(type="me", date="fri", start="14:00"), base)
    assert draft is not None
    assert (draft.id, draft.client_id, draft.session_id, draft.type_id) == (3, 5, 6, 2)


@pytest.mark.parametrize("missing", ["type", "date", "start"])
def test_nothing_is_made_of_half_an_appointment(missing: str) -> None:
    typed = {"type": "co", "date": "fri", "start": "14:00", missing: ""}
    assert appointment_draft(answers(**typed)) is None


@pytest.mark.parametrize(
    ("typed", "names", "words"),
    [
        ("ab, cr1", ["Anna Berg", "Camera room 1"], "Anna Berg, Camera room 1"),
        ("berg,,room 1,", ["Anna Berg", "Camera room 1"], "Anna Berg, Camera room 1"),
        ("anna berg, Camera Room 1", ["Anna Berg", "Camera room 1"], ""),
        ("ab, anna, AB", ["Anna Berg"], "Anna Berg"),
        ("cr1", ["Camera room 1"], "Camera room 1"),
    ],
)
def test_people_and_rooms_are_named_together(typed: str, names: list[str], words: str) -> None:
    reading = answers(who=typed).reading("who")
    assert [entry.name for entry in reading.value] == names
    assert reading.words == words


def test_by_default_the_person_at_the_desk_takes_part() -> None:
    assert answers().text("who") == "Ben Okoye"
    brought = Answers(FIELDS, Draft(prefill={"who": "Camera room 1"}), FACTS)
    assert [entry.name for entry in brought.value("who")] == ["Camera room 1"]


@pytest.mark.parametrize("typed", ["", " , "])
def test_an_appointment_without_anybody_asks_who(typed: str) -> None:
    assert answers(who=typed).problem("who") in (
        "Who is needed here.",
        "Name a person or a resource.",
    )


def test_nobody_can_be_said() -> None:
    found = answers(who="none")
    assert found.problem("who") == ""
    assert found.value("who") == ()


def test_somebody_unknown_is_refused_with_the_choices() -> None:
    problem = answers(who="ab, zoe").problem("who")
    assert "zoe" in problem
    assert "Ben Okoye" in problem


@pytest.mark.parametrize(
    ("typed", "picked", "text"),
    [
        ("", "Anna Berg", "Anna Berg"),
        ("Ben Okoye", "Anna Berg", "Ben Okoye, Anna Berg"),
        ("bo, cam", "Anna Berg", "Ben Okoye, Camera room 1, Anna Berg"),
        ("bo, zzz", "Anna Berg", "Ben Okoye, Anna Berg"),
        ("bo, ab", "Anna Berg", "Ben Okoye"),
    ],
)
def test_picking_from_the_list_adds_and_takes_out(typed: str, picked: str, text: str) -> None:
    found = answers(who=typed)
    field = found.fields["who"]
    assert field.picked
    assert field.picked(picked, found) == text


@pytest.mark.parametrize(
    ("typed", "value", "words"),
    [
        ("", "", "as the type"),
        ("none", "", "as the type"),
        ("teal", "#2e8b9a", ""),
        ("tea", "#2e8b9a", "Teal"),
        ("#2e8b9a", "#2e8b9a", "Teal"),
        ("#123456", "#123456", ""),
    ],
)
def test_a_colour_of_its_own_is_a_name_or_a_code(typed: str, value: str, words: str) -> None:
    reading = answers(colour=typed).reading("colour")
    assert (reading.value, reading.words) == (value, words)


def test_its_statuses_are_those_of_appointments() -> None:
    assert answers().text("status") == "Arranged"
    assert answers(status="can").value("status").id == 8
