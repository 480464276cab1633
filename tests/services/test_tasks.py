"""Tasks: made, changed, done, seen by those whom they concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.domain.task import TaskDraft
from studio_tui.errors import StudioError
from studio_tui.services import beginnings, tasks
from tests.factories import book, rows, store

if TYPE_CHECKING:
    from studio_tui.studio import Studio

TODAY = date(2026, 11, 24)


def draft(**fields: object) -> TaskDraft:
    given = {"subject": "Call back", "start": TODAY, "due": TODAY, "token": "one"}
    return TaskDraft(**{**given, **fields})  # type: ignore[arg-type]


def test_a_task_starts_for_today_and_for_whatever_is_on_the_screen(studio: Studio) -> None:
    booked = book(studio)
    blank = studio.run(beginnings.task, booked.client_id, booked.session_id)
    assert (blank.client, blank.session_number) == ("Smith, Sara", booked.session_number)
    assert (blank.draft.start, blank.draft.due) == (TODAY, TODAY)
    task_id = studio.run(tasks.create, replace(blank.draft, subject="Send the proofs"))
    record = studio.run(tasks.get, task_id)
    assert (record.draft.subject, record.client) == ("Send the proofs", "Smith, Sara")
    of_client = studio.run(tasks.of_record, "client", booked.client_id)
    assert of_client == studio.run(tasks.of_record, "session", booked.session_id)
    assert [(hit.subject, hit.number) for hit in of_client] == [("Send the proofs", record.number)]


def test_creating_twice_with_one_token_creates_once(studio: Studio) -> None:
    assert studio.run(tasks.create, draft()) == studio.run(tasks.create, draft())
    assert rows(studio, "SELECT count(*) FROM task") == [(1,)]


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"subject": "  "}, "subject", "Say in a few words"),
        ({"due": TODAY - timedelta(1)}, "due", "due before it starts"),
        ({"priority": 6}, "priority", "from 1"),
    ],
)
def test_what_cannot_be_is_refused(
    studio: Studio, fields: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(StudioError, match=said) as caught:
        studio.run(tasks.create, draft(**fields))
    assert caught.value.field == field


def test_those_not_done_come_first_by_the_day_they_are_due(studio: Studio) -> None:
    client_id = store(studio)
    days = {"late": -3, "done": -2, "today": 0, "later": 5}
    for subject, days_off in days.items():
        day = TODAY + timedelta(days_off)
        task_id = studio.run(
            tasks.create,
            draft(subject=subject, start=day, due=day, client_id=client_id, token=subject),
        )
        if subject == "done":
            assert studio.run(tasks.complete, task_id)
    hits = studio.run(tasks.of_record, "client", client_id)
    assert [hit.subject for hit in hits] == ["late", "today", "later", "done"]
    assert [hit.overdue for hit in hits] == [True, False, False, False]


def test_done_is_said_with_who_and_when_and_can_be_taken_back(studio: Studio) -> None:
    task_id = studio.run(tasks.create, draft())
    assert studio.run(tasks.complete, task_id)
    assert studio.run(tasks.get, task_id).completed == studio.desk.now()
    assert not studio.run(tasks.complete, task_id)
    record = studio.run(tasks.get, task_id)
    assert record.completed is None
    assert [what for _, _, what in record.history] == [
        "Not done after all.",
        "Done.",
        "Task created.",
    ]


def test_somebody_elses_changes_are_not_saved_over(studio: Studio) -> None:
    task_id = studio.run(tasks.create, draft())
    read = studio.run(tasks.get, task_id).draft
    studio.run(tasks.save, replace(read, priority=1))
    with pytest.raises(StaleError) as caught:
        studio.run(tasks.save, replace(read, due=TODAY + timedelta(1)))
    assert caught.value.differences == (
        ("Due", "2026-11-24", "2026-11-25"),
        ("Priority", "1", "3"),
    )


def test_a_private_task_is_seen_by_those_whom_it_concerns_only(studio: Studio) -> None:
    client_id, other = store(studio), rows(studio, "SELECT max(id) FROM person")[0][0]
    task_id = studio.run(
        tasks.create, draft(private=True, client_id=client_id, assigned_to_id=other)
    )
    assert studio.run(tasks.of_record, "client", client_id) == ()
    with pytest.raises(GoneError, match="private"):
        studio.run(tasks.get, task_id)
    studio.desk.person_id = other
    assert studio.run(tasks.get, task_id).draft.subject == "Call back"
