"""Day sheets and week schedules: what they say, and how they lie on paper and in text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.documents.plain import document_text
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.errors import StudioError
from studio_tui.services import paperwork
from studio_tui.services.calendar import schedules
from tests.documents.reading import sheets
from tests.factories import FRIDAY, arrange, at, book, client_draft, execute

if TYPE_CHECKING:
    from studio_tui.documents.values import DocumentKind
    from studio_tui.studio import Studio

DAY = FRIDAY.date()

FULL = """\
Lumen Studio

Anna Berg
Printed Tuesday 24 November 2026

Day sheet

Friday 27 November 2026
2 sessions and 2 appointments

       Time  Booked                                                       Number
--------------------------------------------------------------------------------
08:00-08:30  Blocked, Lunch with the landlord                              10000
             Arranged
09:00-10:00  Smith, Sara, 07700 900142                                     10000
             Portrait, Family of five
             with Mia Carter and Camera room 1
             Booked, confirmed, client arrives 08:45
             Call warning: Never before ten
             Notes: Bring the dog and the ball
11:00-12:00  Lee, Kim                                                      10001
             Portrait
             Ilkley Moor, 12 Moor Road, Ilkley LS29 8AB
             Booked, not confirmed
15:00-15:30  Lee, Kim                                                      10001
             Consultation
             with Ben Okoye
             Arranged, not confirmed
"""


def text(studio: Studio, kind: DocumentKind, names: str, first: date = DAY) -> str:
    return document_text(studio.run(paperwork.document, kind, names, first=first), 80)


def paper(studio: Studio, kind: DocumentKind, names: str, first: date = DAY) -> list[str]:
    return sheets(studio.run(paperwork.document, kind, names, first=first))


def schedule(studio: Studio, name: str) -> int:
    return next(entry.id for entry in studio.run(schedules) if entry.name == name)


def away(studio: Studio, name: str, start: str, end: str, reason: str = "") -> None:
    utc = [lenient_instant(at(each), "Europe/London") for each in (start, end)]
    execute(
        studio,
        'INSERT INTO time_off (schedule_id, start, "end", start_utc, end_utc, reason) '
        "VALUES (?, ?, ?, ?, ?, ?)",
        *(schedule(studio, name), start, end, *utc, reason),
    )


def works(studio: Studio, name: str, weekday: int, *stretches: tuple[int, int]) -> None:
    for start, end in stretches:
        execute(
            studio,
            'INSERT INTO working_hours (schedule_id, weekday, start, "end") VALUES (?, ?, ?, ?)',
            *(schedule(studio, name), weekday, start * 60, end * 60),
        )


def hour(clock: str, day: date = DAY) -> Any:
    return at(f"{day}T{clock}")


def full_day(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO outside_location (name, address, sort, inactive, notes) "
        "VALUES ('Ilkley Moor', '12 Moor Road' || char(10) || 'Ilkley LS29 8AB', 0, 0, '')",
    )
    place = studio.run(lambda desk: desk.rows("SELECT max(id) FROM outside_location"))[0][0]
    sara = client_draft(phone="07700 900142", call_warning="Never before\nten")
    book(
        studio,
        client=sara,
        start=hour("09:00"),
        assistant="Mia Carter",
        description="Family of five",
        arrival="08:45",
        confirmed=True,
        notes="Bring the dog\nand the ball",
    )
    kim = client_draft(last="Lee", first="Kim")
    there = book(studio, client=kim, start=hour("11:00"), resource="", outside_location_id=place)
    arrange(
        studio,
        type_name="Blocked",
        start=hour("08:00"),
        end=hour("08:30"),
        description="Lunch with the landlord",
    )
    arrange(
        studio,
        start=hour("15:00"),
        end=hour("15:30"),
        client_id=there.client_id,
        who=("Anna Berg", "Ben Okoye"),
    )


def test_a_day_reads_from_morning_to_night(studio: Studio) -> None:
    full_day(studio)
    assert text(studio, "day", "anna") == FULL


def test_the_same_stands_on_paper(studio: Studio) -> None:
    full_day(studio)
    (sheet,) = paper(studio, "day", "Anna Berg")
    assert "Day sheet" in sheet
    printed = " ".join(sheet.split())
    for line in FULL.splitlines()[9:]:
        for part in re.split(r" {2,}", line.strip()):
            assert part in printed or set(part) == {"-"}


def test_others_see_their_own_part(studio: Studio) -> None:
    full_day(studio)
    room = text(studio, "day", "camera room 1")
    assert "1 session\n" in room
    assert "with Anna Berg and Mia Carter" in room
    assert "Lee" not in room
    assert "1 appointment\n" in text(studio, "day", "Ben")


def test_an_empty_day_says_so_and_a_closed_one_why(studio: Studio) -> None:
    assert "Friday 27 November 2026\nNothing is booked.\n" in text(studio, "day", "Anna")
    assert "Time" not in text(studio, "day", "Anna")
    execute(
        studio,
        "INSERT INTO closure (location_id, first, last, name) "
        "VALUES (1, '2026-11-27', '2026-11-27', 'Stocktaking')",
    )
    assert "\nall day  Closed: Stocktaking\n" in text(studio, "day", "Anna")


def test_neither_gaps_nor_what_was_cancelled_is_printed(studio: Studio) -> None:
    booked = book(studio, start=hour("09:00"))
    book(studio, start=hour("16:00"), client=client_draft(last="Lee"))
    execute(
        studio,
        "UPDATE session SET status_id = (SELECT id FROM status WHERE area = 'session' "
        "AND kind = 'cancelled') WHERE id = ?",
        booked.session_id,
    )
    found = text(studio, "day", "Anna")
    assert re.findall(r"\d\d:\d\d-\d\d:\d\d", found) == ["16:00-17:00"]


def test_own_hours_and_time_off_stand_on_the_sheet(studio: Studio) -> None:
    works(studio, "Anna Berg", 4, (9, 12), (13, 17))
    away(studio, "Anna Berg", "2026-11-27T15:00", "2026-11-28T12:00", "Dentist")
    away(studio, "Anna Berg", "2026-11-29T00:00", "2026-12-01T00:00")
    day = text(studio, "day", "Anna")
    assert "Hours 09:00-12:00, 13:00-17:00" in day
    assert "from 15:00  Off, Dentist\n" in day
    week = text(studio, "week", "Anna")
    assert "Friday 27 November 2026, hours 09:00-12:00, 13:00-17:00" in week
    assert "Thursday 26 November 2026, hours none" in week
    assert "until 12:00  Off, Dentist\n" in week
    assert "\nall day  Off\n" in week


def test_what_goes_over_midnight_stands_on_both_days(studio: Studio) -> None:
    book(studio, start=hour("22:00"), end=hour("02:00", DAY + timedelta(days=1)))
    week = text(studio, "week", "Anna")
    assert week.count("Smith, Sara") == 2
    assert "from 22:00  Smith, Sara" in week
    assert "until 02:00  Smith, Sara" in week
    assert "Friday 27 November 2026, 22:00 - Saturday 28 November 2026," in week
    assert "1 session\n" in week


def test_an_end_at_midnight_is_the_end_of_that_day(studio: Studio) -> None:
    book(studio, start=hour("22:00"), end=hour("00:00", DAY + timedelta(days=1)))
    week = text(studio, "week", "Anna")
    assert "22:00-24:00  Smith, Sara" in week
    assert week.count("Smith, Sara") == 1


def test_a_week_runs_from_monday_and_empty_days_say_so(studio: Studio) -> None:
    book(studio)
    week = text(studio, "week", "Anna")
    assert "Monday 23 November 2026 - Sunday 29 November 2026\n1 session\n" in week
    assert week.count("Nothing is booked.") == 6
    assert max(map(len, week.splitlines())) <= 80


def test_everybody_has_sheets_of_their_own(studio: Studio) -> None:
    book(studio)
    names = [entry.name for entry in studio.run(schedules)]
    found = paper(studio, "day", "all")
    assert len(found) == len(names)
    for name, sheet in zip(names, found, strict=True):
        assert name in sheet
    assert len(paper(studio, "day", "Ben; Anna; ben okoye")) == 2


def test_a_long_day_goes_on_with_its_heading(studio: Studio) -> None:
    for quarter in range(40):
        start = hour("08:00") + timedelta(minutes=15 * quarter)
        arrange(studio, start=start, minutes=15, description=f"Order {quarter:02}")
    found = paper(studio, "day", "Anna")
    assert len(found) > 1
    assert all("Time" in sheet and "Number" in sheet for sheet in found)
    assert re.findall(r"Order (\d\d)", "".join(found)) == [f"{n:02}" for n in range(40)]


def test_long_notes_are_cut_and_what_was_typed_steers_nothing(studio: Studio) -> None:
    client = client_draft(last="[b]Ñandú\x1b[31m", first="写真")
    book(studio, client=client, notes="word " * 200)
    found = text(studio, "day", "Anna")
    assert "\x1b" not in found
    assert "[b]Ñandú" in found
    assert found.count("word") < 40
    assert "…" in found
    assert len(paper(studio, "day", "Anna")) == 1


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("Zoe", "There is no schedule “Zoe”"),
        ("", "Choose a schedule"),
        ("Anna; Zoe", "There is no schedule “Zoe”"),
        ("camera", "could be"),
    ],
)
def test_a_schedule_that_there_is_not_is_said(studio: Studio, names: str, sentence: str) -> None:
    with pytest.raises(StudioError, match=sentence):
        studio.run(paperwork.document, "day", names)


def test_the_statements_do_not_grow_with_the_schedules(studio: Studio) -> None:
    def statements(names: str) -> int:
        asked: list[str] = []
        studio.run(lambda desk: desk.database.connection().set_trace_callback(asked.append))
        studio.run(paperwork.document, "week", names)
        studio.run(lambda desk: desk.database.connection().set_trace_callback(None))
        return len(asked)

    statements("all")
    assert statements("all") == statements("Anna")
