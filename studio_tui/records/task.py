"""The task record: what is asked about a task, filled in with what is stored."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.task import PRIORITIES
from studio_tui.domain.words import NOTES
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading, plain, tick
from studio_tui.flows.session_fields import entry_of
from studio_tui.records.days import HELP, day_text, read_day
from studio_tui.records.kept import Stored, choice, constant, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_tui.domain.catalogue import Entry
    from studio_tui.domain.task import TaskDraft
    from studio_tui.services.tasks import TaskRecord


def _of(kind: str) -> Callable[[Answers], Sequence[Entry]]:
    return lambda answers: getattr(answers.facts.catalogue, kind)


def _chosen(key: str, label: str, kind: str, **options: str) -> Field:
    """A field in which one of a list is chosen, or none."""
    read = partial(entry_of, of=_of(kind), noun=label.casefold())
    return Field(key, label, read, choices=_of(kind), **options)  # type: ignore[arg-type]


def _priority(text: str, _: Answers) -> Reading:
    """A reader of a number from 1 to 5, or of the words for it."""
    typed = text.casefold() or "3"
    found = [
        number
        for number, words in PRIORITIES.items()
        if typed == str(number) or (not typed.isdigit() and words.startswith(typed))
    ]
    if len(found) != 1:
        raise StudioError("A priority is a number from 1, the most urgent, to 5.")
    return Reading(found[0], PRIORITIES[found[0]])


def _due(text: str, answers: Answers) -> Reading:
    found, start = read_day(text, answers), answers.value("start")
    if found.value and start and found.value < start:
        return replace(
            found, problem="It is due before it starts: choose a later day, or an earlier start."
        )
    return found


FIELDS = (
    Field("subject", "Subject", plain, rule="required", help="What is to be done, in a few words."),
    _chosen("type", "Type", "task_types"),
    _chosen("assigned_to", "Assigned to", "people", help="Nobody: whoever has time."),
    _chosen("assigned_by", "Assigned by", "people"),
    Field("start", "Start", read_day, rule="required", help=HELP),
    Field("due", "Due", _due, rule="required", help=HELP),
    Field("priority", "Priority", _priority, limit=30, help="1, the most urgent, to 5."),
    _chosen("status", "Status", "task_statuses"),
    Field(
        "private",
        "Private",
        tick,
        kind="tick",
        help="Only who assigned it and whom it is assigned to see it.",
    ),
    Field("notes", "Notes", plain, kind="notes", limit=NOTES),
)


def fields(record: TaskRecord) -> tuple[Field, ...]:
    """The fields of a task, as a form asks them."""
    draft = record.draft
    priority = str(draft.priority)
    stored = {
        "subject": constant(draft.subject, draft.subject),
        "type": choice(draft.type_id, record.type_name),
        "assigned_to": choice(draft.assigned_to_id, record.assigned_to),
        "assigned_by": choice(draft.assigned_by_id, record.assigned_by),
        "start": constant(day_text(draft.start), draft.start),
        "due": constant(day_text(draft.due), draft.due),
        "priority": Stored(
            lambda _: priority, lambda _: draft.priority, lambda _: PRIORITIES[draft.priority]
        ),
        "status": choice(draft.status_id, record.status),
        "private": constant("yes" if draft.private else "no", draft.private),
        "notes": constant(draft.notes, draft.notes),
    }
    return tuple(kept(entry, stored[entry.key]) for entry in FIELDS)


def task_draft(answers: Answers, record: TaskRecord) -> TaskDraft | None:
    """The task as it should be stored; None while a day is missing."""
    start, due, priority = (answers.value(key) for key in ("start", "due", "priority"))
    if start is None or due is None or priority is None:
        return None

    def chosen(key: str) -> int | None:
        found = answers.value(key)
        return found.id if found else None

    return replace(
        record.draft,
        subject=answers.value("subject") or "",
        type_id=chosen("type"),
        assigned_to_id=chosen("assigned_to"),
        assigned_by_id=chosen("assigned_by"),
        start=start,
        due=due,
        priority=priority,
        status_id=chosen("status"),
        private=bool(answers.value("private")),
        notes=answers.value("notes") or "",
    )
