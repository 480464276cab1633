"""Tasks: made for a record or for none, assigned, changed, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from studio_tui.domain.booking import GoneError, Saved, StaleError
from studio_tui.domain.names import display
from studio_tui.domain.task import PRIORITIES, TaskDraft, TaskHit
from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import plural
from studio_tui.errors import StudioError
from studio_tui.services import numbers, stepping
from studio_tui.services.differences import PERSON, named
from studio_tui.services.numbers import record_id
from studio_tui.services.sessions import history
from studio_tui.services.undoing import Undo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studio_tui.services.desk import Desk

Linked = Literal["client", "session", "appointment", "invoice"]
"""Kinds of record that a task can be for."""


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task with what its screen shows; ``draft`` is what can be edited."""

    id: int
    number: str
    draft: TaskDraft
    type_name: str
    status: str
    assigned_by: str
    assigned_to: str
    client: str
    """Name, empty when it is for no client; phone and call warning are the client's."""
    phone: str
    call_warning: str
    session_number: str
    appointment_number: str
    invoice_number: str
    completed: datetime | None = None
    """When it was done, on the wall."""
    completed_by: str = ""
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""


LABELS: Final = {
    "subject": "Subject",
    "type_id": "Type",
    "status_id": "Status",
    "assigned_by_id": "Assigned by",
    "assigned_to_id": "Assigned to",
    "start": "Start",
    "due": "Due",
    "priority": "Priority",
    "private": "Private",
    "notes": "Notes",
}
"""What can be changed, by column, as the form calls it."""

_LINKS: Final = ("client_id", "session_id", "appointment_id", "invoice_id")
_COLUMNS: Final = (*LABELS, *_LINKS, "token")

_TASK = f"""
SELECT task.id, task.version, {", ".join(f"task.{column}" for column in _COLUMNS)},
       task.number, coalesce(type.name, ''), coalesce(status.name, ''), coalesce(giver.name, ''),
       coalesce(taker.name, ''), task.completed, coalesce(doer.name, ''),
       client.last, client.first, client.company,
       (SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1),
       client.call_warning, session.number, appointment.number, invoice.number
FROM task
LEFT JOIN task_type AS type ON type.id = task.type_id
LEFT JOIN status ON status.id = task.status_id
LEFT JOIN person AS by ON by.id = task.assigned_by_id
LEFT JOIN schedule AS giver ON giver.id = by.schedule_id
LEFT JOIN person AS to_ ON to_.id = task.assigned_to_id
LEFT JOIN schedule AS taker ON taker.id = to_.schedule_id
LEFT JOIN person AS done ON done.id = task.completed_by_id
LEFT JOIN schedule AS doer ON doer.id = done.schedule_id
LEFT JOIN client ON client.id = task.client_id
LEFT JOIN session ON session.id = task.session_id
LEFT JOIN appointment ON appointment.id = task.appointment_id
LEFT JOIN invoice ON invoice.id = task.invoice_id
WHERE task.id = ?
"""


def get(desk: Desk, task_id: int) -> TaskRecord:
    """A task with everything that its screen shows.

    Raises:
        GoneError: When there is no such task, or it is somebody else's private one.
    """
    row = desk.row(_TASK, (task_id,))
    if row is None:
        raise GoneError("This task no longer exists.")
    draft = _draft(row)
    if _hidden(desk, draft):
        raise GoneError("This task is a private one of somebody else.")
    rest = row[2 + len(_COLUMNS) :]
    return TaskRecord(
        id=task_id,
        number=rest[0],
        draft=draft,
        type_name=rest[1],
        status=rest[2],
        assigned_by=rest[3],
        assigned_to=rest[4],
        completed=wall(rest[5], desk.zone) if rest[5] else None,
        completed_by=rest[6],
        client=display(*rest[7:10]) if draft.client_id else "",
        phone=rest[10] or "",
        call_warning=rest[11] or "",
        session_number=rest[12] or "",
        appointment_number=rest[13] or "",
        invoice_number=rest[14] or "",
        history=history(desk, "task", task_id),
    )


def _draft(row: Sequence[Any]) -> TaskDraft:
    values = dict(zip(_COLUMNS, row[2:], strict=False))
    for day in ("start", "due"):
        values[day] = date.fromisoformat(values[day])
    return TaskDraft(id=row[0], version=row[1], **values | {"private": bool(values["private"])})


def _hidden(desk: Desk, draft: TaskDraft) -> bool:
    concerned = (draft.assigned_by_id, draft.assigned_to_id)
    return draft.private and desk.person_id not in concerned


def by_number(desk: Desk, number: str) -> int:
    """Id of the task with that number.

    Raises:
        StudioError: When there is none.
    """
    return record_id(desk, "task", number)


# Lists

_HITS = """
SELECT task.id, task.number, task.due, task.subject, task.priority, coalesce(taker.name, ''),
       client.last, client.first, client.company, coalesce(status.name, ''), task.completed
FROM task
LEFT JOIN status ON status.id = task.status_id
LEFT JOIN person ON person.id = task.assigned_to_id
LEFT JOIN schedule AS taker ON taker.id = person.schedule_id
LEFT JOIN client ON client.id = task.client_id
WHERE {where} AND (NOT task.private OR ? IN (task.assigned_by_id, task.assigned_to_id))
ORDER BY task.completed IS NOT NULL, task.due, task.priority, task.id LIMIT 200
"""


def of_record(desk: Desk, kind: Linked, linked_id: int) -> tuple[TaskHit, ...]:
    """Tasks for a record, those that are not done first, by the day they are due."""
    rows = desk.rows(_HITS.format(where=f"task.{kind}_id = ?"), (linked_id, desk.person_id))
    return tuple(_hit(row, desk.today()) for row in rows)


def _hit(row: Sequence[Any], today: date) -> TaskHit:
    due, done = date.fromisoformat(row[2]), row[10] is not None
    return TaskHit(
        id=row[0],
        number=row[1],
        due=due,
        subject=row[3],
        priority=row[4],
        assigned_to=row[5],
        client=display(*row[6:9]) if row[6] is not None else "",
        status=row[9],
        done=done,
        overdue=not done and due < today,
    )


# Changing


def create(desk: Desk, draft: TaskDraft) -> int:
    """Store a new task; returns its id. The same token twice stores once.

    Raises:
        StudioError: When there is no subject, it is due before it starts, or the priority is none.
    """
    _check(draft)
    with desk.work() as work:
        before = desk.row("SELECT id FROM task WHERE token = ?", (draft.token,))
        if before:
            return int(before[0])
        task_id = work.insert(
            "task",
            number=numbers.give(work, "task"),
            **_values(draft) | {"status_id": draft.status_id or _initial(desk)},
            version=1,
            created=work.now,
        )
        work.changed("task", task_id, "created", after=_values(draft), words="Task created.")
        return task_id


def _check(draft: TaskDraft) -> None:
    if not draft.subject.strip():
        raise StudioError("Say in a few words what is to be done.", field="subject")
    if draft.due < draft.start:
        raise StudioError(
            "It is due before it starts: choose a later day, or an earlier start.", field="due"
        )
    if draft.priority not in PRIORITIES:
        raise StudioError("A priority is a number from 1, the most urgent, to 5.", field="priority")


def _values(draft: TaskDraft) -> dict[str, Any]:
    """The columns of a draft; days as ISO text."""
    values = {column: getattr(draft, column) for column in _COLUMNS}
    return values | {day: values[day].isoformat() for day in ("start", "due")}


def _initial(desk: Desk) -> int | None:
    row = desk.row(
        "SELECT id FROM status WHERE area = 'task' AND initial AND NOT inactive ORDER BY sort"
    )
    return row[0] if row else None


def save(desk: Desk, draft: TaskDraft) -> Saved:
    """Store a changed task.

    Raises:
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When it is gone.
        StudioError: As `create`.
    """
    assert draft.id is not None
    _check(draft)
    with desk.work() as work:
        stored = get(desk, draft.id).draft
        if draft == stored:
            return Saved(draft.version, ())
        if draft.version != stored.version:
            raise StaleError(
                "This task has been changed by somebody else meanwhile.",
                differences(desk, stored, draft),
                stored.version,
            )
        values = _values(draft)
        assignments = ", ".join(f"{column} = ?" for column in LABELS)
        desk.database.execute_sql(
            f"UPDATE task SET {assignments}, version = version + 1 WHERE id = ?",
            (*(values[column] for column in LABELS), draft.id),
        )
        changed = ", ".join(label for label, _, _ in differences(desk, stored, draft))
        work.changed(
            "task",
            draft.id,
            "changed",
            before=_values(stored),
            after=values,
            words=f"Changed: {changed}.",
        )
        return Saved(draft.version + 1, ())


def complete(desk: Desk, task_id: int) -> bool:
    """Say that a task is done; of one that is done, that it is not. Returns whether it is now.

    Raises:
        GoneError: When it is gone.
    """
    with desk.work() as work:
        done = get(desk, task_id).completed is None
        desk.database.execute_sql(
            "UPDATE task SET completed = ?, completed_by_id = ?, version = version + 1 "
            "WHERE id = ?",
            (work.now if done else None, desk.person_id if done else None, task_id),
        )
        words = "Done." if done else "Not done after all."
        work.changed("task", task_id, "completed" if done else "reopened", words=words)
        return done


def complete_all(desk: Desk, ids: Sequence[int]) -> Undo:
    """Say that tasks are done; when all of them are already, that they are not. All or none.

    Returns:
        What takes it back.

    Raises:
        StudioError: When there is nothing to say about them.
    """
    with desk.work() as work:
        found = stepping.seen(desk, "task", ids)
        marks = ", ".join("?" * len(found))
        done = {
            row[0]
            for row in desk.rows(
                f"SELECT id FROM task WHERE id IN ({marks}) AND completed IS NOT NULL",
                [each.id for each in found],
            )
        }
        asked = [each for each in found if each.id not in done] or found
        if not asked:
            raise StudioError("These tasks no longer exist.", code="gone")
        back = asked is found and bool(done)
        action, said = ("reopened", "not done after all") if back else ("completed", "done")
        when, who = (None, None) if back else (work.now, desk.person_id)
        values = {"completed": when, "completed_by_id": who}
        words = f"{said.capitalize()}."
        left = tuple(stepping.change(work, each, values, action, words) for each in asked)
    return Undo(f"{plural(len(left), 'task')} {said}.", left=left)


def differences(desk: Desk, old: TaskDraft, new: TaskDraft) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    return tuple(
        (
            label,
            _said(desk, column, getattr(old, column)),
            _said(desk, column, getattr(new, column)),
        )
        for column, label in LABELS.items()
        if getattr(old, column) != getattr(new, column)
    )


_NAMES: Final = {
    "type_id": "SELECT name FROM task_type WHERE id = ?",
    "status_id": "SELECT name FROM status WHERE id = ?",
    "assigned_by_id": PERSON,
    "assigned_to_id": PERSON,
}


def _said(desk: Desk, column: str, value: Any) -> str:
    if column in _NAMES:
        return named(desk, _NAMES[column], value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
