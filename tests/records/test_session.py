from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from studio_tui.demo.fill import fill
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.records.kept import GONE, history, touched
from studio_tui.records.session import fields, session_draft
from studio_tui.services import catalogue, sessions
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.services.sessions import SessionRecord


def record_of(studio: Studio, **session: object) -> SessionRecord:
    booked = factories.book(studio, **session)  # type: ignore[arg-type]
    return studio.run(sessions.get, booked.session_id)


def answers_of(studio: Studio, record: SessionRecord, **typed: str) -> Answers:
    facts = Facts(studio.run(Desk.today), studio.run(catalogue.catalogue))
    return Answers(fields(record), Draft(typed=typed), facts)


def retire(studio: Studio) -> None:
    """Nobody and nothing can be chosen any more."""

    def everything(desk: Desk) -> None:
        with desk.work():
            for table in ("schedule", "session_type", "status", "outside_location"):
                desk.database.execute_sql(f"UPDATE {table} SET inactive = 1")

    studio.run(everything)


def test_every_session_of_a_studio_reads_back_as_it_is_stored(tmp_path: Path) -> None:
    with Studio(tmp_path / "demo", now="2026-11-24T09:00") as studio:
        studio.run(fill, datetime(2026, 11, 24, 9))
        lists = studio.run(catalogue.catalogue)
        ids = [row[0] for row in studio.run(Desk.rows, "SELECT id FROM session ORDER BY id")]
        assert len(ids) > 500
        for session_id in ids[::7]:
            record = studio.run(sessions.get, session_id)
            answers = Answers(fields(record), Draft(), Facts(studio.run(Desk.today), lists))
            assert session_draft(answers, record) == record.draft
            assert not [key for key in answers.fields if answers.problem(key)]


@pytest.mark.parametrize(
    "session",
    [
        {"description": "  [/] O'Brien <b> ", "notes": "one\n\n two \n", "arrival": "13:45"},
        {"start": datetime(2026, 11, 27, 22), "minutes": 240},
        {"start": datetime(2026, 11, 27, 22), "minutes": 120},
        {"minutes": 10 * 24 * 60},
        {"start": datetime(2026, 10, 25, 1, 30), "start_fold": 1, "end_fold": 0},
        {"start": datetime(2026, 10, 25, 0, 30), "end_fold": 1},
        {"start": datetime(2006, 11, 27, 14), "photographer": "", "resource": ""},
    ],
)
def test_what_could_not_be_typed_is_kept_all_the_same(
    studio: Studio, session: dict[str, object]
) -> None:
    record = record_of(studio, **session)
    answers = answers_of(studio, record)
    assert session_draft(answers, record) == record.draft
    assert not [key for key in answers.fields if answers.problem(key)]
    assert not touched(answers)


def test_whoever_has_left_is_kept_and_said_to_be_gone(studio: Studio) -> None:
    record = record_of(studio, assistant="Mia Carter")
    retire(studio)
    answers = answers_of(studio, record)
    assert session_draft(answers, record) == record.draft
    assert answers.reading("photographer").words == GONE
    assert "no longer" not in answers.reading("outside").words
    assert answers_of(studio, record, assistant="none").value("assistant") is None
    assert answers_of(studio, record, assistant="Ben").problem("assistant")


def test_two_of_the_same_name_are_not_confused(studio: Studio) -> None:
    def rename(desk: Desk) -> None:
        with desk.work():
            desk.database.execute_sql("UPDATE schedule SET name = 'Anna Berg' WHERE sort = 1")

    record = record_of(studio, photographer="Ben Okoye")
    studio.run(rename)
    record = studio.run(sessions.get, record.id)
    assert session_draft(answers_of(studio, record), record) == record.draft


def test_the_end_keeps_its_distance_from_a_start_that_moves(studio: Studio) -> None:
    record = record_of(studio, minutes=75)
    answers = answers_of(studio, record, start="16:00")
    assert answers.text("end") == "17:15"
    assert answers.reading("end").words == "1 hour 15 minutes"
    moved = session_draft(answers, record)
    assert moved is not None
    assert (moved.start, moved.end) == (
        datetime(2026, 11, 27, 16),
        datetime(2026, 11, 27, 17, 15),
    )


def test_a_time_typed_with_the_date_is_the_new_start(studio: Studio) -> None:
    record = record_of(studio)
    answers = answers_of(studio, record)
    draft = session_fields.with_text(answers, "date", "mon 9am")
    moved = session_draft(Answers(fields(record), draft, answers.facts), record)
    assert moved is not None
    assert moved.start == datetime(2026, 11, 30, 9)
    assert moved.end - moved.start == record.draft.end - record.draft.start


def test_which_of_two_times_is_asked_again_on_another_doubled_day(studio: Studio) -> None:
    record = record_of(studio, start=datetime(2026, 10, 25, 1, 30), start_fold=1, end_fold=0)
    moved = session_draft(answers_of(studio, record, date="2027-10-31", start="1:30"), record)
    assert moved is not None
    assert moved.start_fold is None
    assert moved.end_fold is None


def test_only_a_difference_counts_as_touched(studio: Studio) -> None:
    record = record_of(studio, description="Twins")
    assert not touched(answers_of(studio, record, description="Twins", start="14:00"))
    assert touched(answers_of(studio, record, description="Twin"))
    assert touched(answers_of(studio, record, date="someday"))


def test_confirmed_is_a_tick(studio: Studio) -> None:
    record = record_of(studio)
    ticked = session_draft(answers_of(studio, record, confirmed="yes"), record)
    assert ticked == replace(record.draft, confirmed=True)


def test_a_year_is_said_in_the_history_only_when_it_is_another(studio: Studio) -> None:
    record = record_of(studio)
    said = ("Anna Berg", "Booked for Fri 27 Nov 2026, 14:00.")
    assert history(record.history, date(2026, 1, 1)) == (("Tue 24 Nov 09:00", *said),)
    assert history(record.history, date(2027, 1, 1)) == (("Tue 24 Nov 2026 09:00", *said),)
