"""The first free times of a search, and why there are no earlier ones, against what is stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.flows import free_fields
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.services import availability, free_slots
from studio_tui.services.catalogue import catalogue
from studio_tui.services.desk import Desk
from tests.factories import FRIDAY, arrange, at, book, client_draft, execute, rows, session_draft

if TYPE_CHECKING:
    from studio_tui.domain.availability import Search
    from studio_tui.services.free_slots import Failed, FreeSlot
    from studio_tui.studio import Studio


def answers(studio: Studio, **typed: str) -> Answers:
    facts = Facts(studio.run(Desk.today), studio.run(catalogue))
    return Answers(free_fields.FIELDS, Draft(typed={"from": "fri", **typed}), facts)


def asked(studio: Studio, **typed: str) -> tuple[Search, datetime]:
    read = answers(studio, **typed)
    search = free_fields.search_of(read)
    assert search is not None, [read.problem(key) for key in read.fields]
    return search, free_fields.not_before(read)


def free(studio: Studio, most: int = 3, far: int = 90, **typed: str) -> list[str]:
    found = studio.run(free_slots.first_free, *asked(studio, **typed), most=most, days=far)
    return [said(slot) for slot in found]


def said(slot: FreeSlot) -> str:
    with_ = ", ".join(claim.name for claim in slot.claims)
    return f"{slot.start:%a %d %H:%M}-{slot.end:%H:%M} {with_}"


def why(studio: Studio, until: str | None = None, far: int = 90, **typed: str) -> list[str]:
    moment = at(until) if until else None
    found: tuple[Failed, ...] = studio.run(
        free_slots.why_not, *asked(studio, **typed), until=moment, days=far
    )
    return [f"{each.start:%a %d %H:%M} {each.words}" for each in found]


def test_whoever_can_is_offered_the_types_own_room_first(studio: Studio) -> None:
    book(studio, start=FRIDAY.replace(hour=9))  # Anna Berg, Camera room 1, until 10:00 and 15 min.
    assert free(studio, type="portrait") == [
        "Fri 27 09:00-10:00 Ben Okoye, Camera room 2",
        "Fri 27 10:15-11:15 Anna Berg, Camera room 1",
        "Fri 27 11:30-12:30 Anna Berg, Camera room 1",
    ]


def test_those_who_are_named_are_wanted_and_whoever_can_for_the_rest(studio: Studio) -> None:
    book(studio, start=FRIDAY.replace(hour=9))
    assert free(studio, 1, type="po", who="anna") == ["Fri 27 10:15-11:15 Anna Berg, Camera room 1"]
    assert free(studio, 1, type="po", who="ben, room 1") == [
        "Fri 27 10:15-11:15 Ben Okoye, Camera room 1"
    ]
    assert free(studio, 1, type="po", who="anna or ben, mia, room 2") == [
        "Fri 27 09:00-10:00 Ben Okoye, Mia Carter, Camera room 2"
    ]


def test_an_appointment_takes_anyone_or_all_who_are_named(studio: Studio) -> None:
    arrange(studio, who=("Anna Berg",), start=FRIDAY.replace(hour=9))
    assert free(studio, 1, type="consultation") == ["Fri 27 09:00-09:30 Ben Okoye"]
    assert free(studio, 1, type="consultation", who="ben, anna") == [
        "Fri 27 09:30-10:00 Ben Okoye, Anna Berg"
    ]
    assert free(studio, 1, type="cn", who="room 2, anyone") == [
        "Fri 27 09:00-09:30 Camera room 2, Ben Okoye"
    ]
    assert free(studio, 1, type="cn", who="room 2") == ["Fri 27 09:00-09:30 Camera room 2"]


def test_a_length_alone_will_do(studio: Studio) -> None:
    assert free(studio, 2, type="2h", who="anna, mia") == [
        "Fri 27 09:00-11:00 Anna Berg, Mia Carter",
        "Fri 27 11:00-13:00 Anna Berg, Mia Carter",
    ]


def test_days_and_times_are_minded(studio: Studio) -> None:
    assert [text[:12] for text in free(studio, days="tue thu", time="after 16:00", type="hs")] == [
        "Tue 01 16:00",
        "Tue 01 16:45",
        "Thu 03 16:00",
    ]
    assert free(studio, days="sun", type="po") == []


def test_nothing_is_offered_in_the_past(studio: Studio) -> None:
    execute(studio, "UPDATE opening_hours SET start = 0")
    found = studio.run(
        free_slots.first_free, asked(studio, type="po")[0], at("2026-11-20T09:00"), most=1
    )
    assert found[0].start == at("2026-11-24T09:00")


def test_it_is_told_why_earlier_times_fail(studio: Studio) -> None:
    kim = client_draft(last="Lee", first="Kim")
    book(studio, client=kim, start=FRIDAY.replace(hour=9))
    arrange(studio, who=("Ben Okoye",), start=FRIDAY.replace(hour=9), minutes=30)
    assert why(studio, "2026-11-27T09:30", type="po", who="anna or ben") == [
        "Fri 27 09:00 Anna Berg busy 09:00-10:00 (Lee, Kim, Portrait); "
        "Ben Okoye busy 09:00-09:30 (Consultation)"
    ]
    assert why(studio, "2026-11-27T10:15", type="po", who="anna, room 1") == [
        "Fri 27 09:00 Anna Berg busy 09:00-10:00 (Lee, Kim, Portrait); "
        "Camera room 1 busy 09:00-10:00 (Lee, Kim, Portrait)"
    ]
    assert why(studio, "2026-11-27T09:00", type="cn", who="mia") == []


def test_closures_hours_and_time_off_are_reasons_too(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) "
        "VALUES (1, '2026-11-28', '2026-12-01', 'Stocktaking')",
    )
    (ben,) = rows(studio, "SELECT id FROM schedule WHERE name = 'Ben Okoye'")
    execute(
        studio,
        "INSERT INTO time_off (schedule_id, start, end, start_utc, end_utc, reason) "
        "VALUES (?, '2026-11-27T00:00', '2026-11-28T00:00', 1795737600, 1795824000, 'ill')",
        *ben,
    )
    for weekday in (0, 1, 3, 4):
        execute(
            studio,
            "INSERT INTO working_hours (schedule_id, weekday, start, end) VALUES (?, ?, 600, 1020)",
            *ben,
            weekday,
        )
    assert free(studio, 1, type="po", who="ben") == ["Thu 03 10:00-11:00 Ben Okoye, Camera room 1"]
    assert why(studio, "2026-12-03T10:00", type="po", who="ben") == [
        "Fri 27 09:00 Ben Okoye is off on Fri 27 Nov (ill)",
        "Sat 28 00:00 The studio is closed Sat 28 Nov - Tue 1 Dec (Stocktaking)",
        "Wed 02 09:00 Ben Okoye does not work on Wednesdays",
        "Thu 03 09:00 Ben Okoye works only 10:00-17:00 on Thursdays",
    ]


def test_without_any_free_time_all_that_failed_is_told(studio: Studio) -> None:
    for day in range(2):
        start = (FRIDAY + timedelta(days=day)).replace(hour=8)
        arrange(studio, who=("Mia Carter",), start=start, minutes=14 * 60)
    assert free(studio, type="cn", who="mia", far=2) == []
    assert why(studio, type="cn", who="mia", far=2) == [
        "Fri 27 09:00 Mia Carter busy 08:00-22:00 (Consultation)",
        "Sat 28 09:00 Mia Carter busy 08:00-22:00 (Consultation)",
    ]


def test_one_who_would_do_two_things_at_once_is_told(studio: Studio) -> None:
    execute(studio, "UPDATE person SET assistant = 1, photographer = 1")
    assert why(studio, "2026-11-27T10:00", type="po", who="ben, mia") == []
    read = answers(studio, type="po", who="ben, ben")
    assert read.value("who")[0].any_of[0].name == "Ben Okoye"
    assert len(read.value("who")) == 2  # and a room


@pytest.mark.parametrize(
    ("typed", "key", "sentence"),
    [
        ({"type": "zzz"}, "type", "There is no type “zzz”: choose Portrait"),
        ({"type": "0"}, "type", "A length is from 1 minute"),
        ({"who": "zzz"}, "who", "There is no person or resource “zzz”"),
        ({"type": "po", "who": "room 1, room 2"}, "who", "Camera room 2 is one too many"),
        ({"type": "po", "who": "anna or room 2"}, "who", "cannot take one part of a session"),
        ({"type": "po", "who": "ben, anna, mia"}, "who", "is one too many"),
        ({"days": "someday"}, "days", "is not a day"),
        ({"time": "12-9"}, "time", "ends before it begins"),
        ({"from": "32/1"}, "from", ""),
        ({"from": ""}, "from", "From is needed here."),
    ],
)
def test_what_cannot_be_looked_for_is_said(
    studio: Studio, typed: dict[str, str], key: str, sentence: str
) -> None:
    read = answers(studio, **typed)
    assert free_fields.search_of(read) is None
    assert sentence in read.problem(key)
    assert read.problem(key)


def test_every_answer_can_be_booked(studio: Studio) -> None:
    book(studio, start=FRIDAY.replace(hour=9))
    search, since = asked(studio, type="newborn")
    for slot in studio.run(free_slots.first_free, search, since, most=4):
        names = {claim.role: claim.name for claim in slot.claims}
        draft = session_draft(
            studio,
            type_name="Newborn",
            start=slot.start,
            photographer=names["photographer"],
            resource=names["resource"],
        )
        assert studio.run(availability.check, draft).clashes == ()


def test_what_is_found_fills_the_wizard(studio: Studio) -> None:
    session = answers(studio, type="portrait")
    (slot,) = studio.run(free_slots.first_free, *asked(studio, type="portrait"), most=1)
    assert free_fields.prefill_of(session, slot.start, slot.claims) == {
        "type": "Portrait",
        "date": "2026-11-27",
        "start": "09:00",
        "who": "Anna Berg, Camera room 1",
        "photographer": "Anna Berg",
        "resource": "Camera room 1",
    }
    length = answers(studio, type="90 min", who="mia, ben, room 2")
    (slot,) = studio.run(
        free_slots.first_free, *asked(studio, type="90 min", who="mia, ben, room 2"), most=1
    )
    assert free_fields.prefill_of(length, slot.start, slot.claims) == {
        "date": "2026-11-27",
        "start": "09:00",
        "end": "90 min",
        "who": "Mia Carter, Ben Okoye, Camera room 2",
        "photographer": "Ben Okoye",
        "assistant": "Mia Carter",
        "resource": "Camera room 2",
    }


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (datetime(2026, 10, 25, 1, 30), "01:30 first"),
        (datetime(2026, 10, 25, 1, 30, fold=1), "01:30 second"),
        (datetime(2026, 10, 25, 2, 30), "02:30"),
    ],
)
def test_where_the_clocks_go_back_the_start_says_which_it_is(
    studio: Studio, start: datetime, text: str
) -> None:
    assert free_fields.prefill_of(answers(studio, type="po"), start, ())["start"] == text
