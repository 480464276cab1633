from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from studio_tui.demo.fill import fill
from studio_tui.domain.colours import COLOURS
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.records.appointment import appointment_draft, as_session, fields
from studio_tui.records.kept import GONE, touched
from studio_tui.services import appointments, catalogue
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio
from tests.factories import FRIDAY, arrange, execute

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.services.appointments import AppointmentRecord


def answers_of(studio: Studio, record: AppointmentRecord, **typed: str) -> Answers:
    facts = Facts(studio.run(Desk.today), studio.run(catalogue.catalogue))
    return Answers(fields(record), Draft(typed=typed), facts)


def record_of(studio: Studio, **appointment: object) -> AppointmentRecord:
    done = arrange(studio, **appointment)  # type: ignore[arg-type]
    return studio.run(appointments.get, done.appointment_id)


def test_every_appointment_of_a_studio_reads_back_as_it_is_stored(tmp_path: Path) -> None:
    with Studio(tmp_path / "demo", now="2026-11-24T09:00") as studio:
        studio.run(fill, datetime(2026, 11, 24, 9))
        lists = studio.run(catalogue.catalogue)
        ids = [row[0] for row in studio.run(Desk.rows, "SELECT id FROM appointment ORDER BY id")]
        assert len(ids) > 100
        for appointment_id in ids[::7]:
            record = studio.run(appointments.get, appointment_id)
            answers = Answers(fields(record), Draft(), Facts(studio.run(Desk.today), lists))
            assert appointment_draft(answers, record) == record.draft
            assert not [key for key in answers.fields if answers.problem(key)]


def test_what_can_no_longer_be_chosen_is_kept_and_said_to_be_gone(studio: Studio) -> None:
    record = record_of(studio, who=("Anna Berg", "Camera room 1"), colour="#123456")
    for table in ("schedule", "appointment_type", "status"):
        execute(studio, f"UPDATE {table} SET inactive = 1")
    answers = answers_of(studio, record)
    assert appointment_draft(answers, record) == record.draft
    for key in ("type", "who", "status"):
        assert answers.reading(key).words == GONE


def test_a_colour_stands_there_by_its_name_and_is_no_change(studio: Studio) -> None:
    record = record_of(studio, colour=COLOURS["Teal"])
    answers = answers_of(studio, record, colour="Teal")
    assert not touched(answers)
    assert answers.text("colour") == "Teal"
    draft = appointment_draft(answers_of(studio, record, colour=""), record)
    assert draft is not None
    assert draft.colour == ""


def test_a_session_in_its_place_has_the_first_of_each_role(studio: Studio) -> None:
    whom = ("Ben Okoye", "Anna Berg", "Mia Carter", "Camera room 1", "Camera room 2")
    record = record_of(studio, who=whom, description="Album", notes="Cake", confirmed=True)
    lists = studio.run(catalogue.catalogue)
    session, left = as_session(record, lists.types[0], lists)
    names = {entry.id: entry.name for entry in lists.people}
    rooms = {entry.id: entry.name for entry in lists.resources}
    assert names[session.photographer_id or 0] == "Anna Berg"
    assert names[session.assistant_id or 0] == "Mia Carter"
    assert rooms[session.resource_id or 0] == "Camera room 1"
    assert left == ("Ben Okoye", "Camera room 2")
    assert (session.start, session.end) == (FRIDAY, record.draft.end)
    assert (session.description, session.notes, session.confirmed) == ("Album", "Cake", True)
