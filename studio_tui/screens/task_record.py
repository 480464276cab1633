"""A task as it is stored, or a new one: what is to be done, by whom, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.numbers import record_words
from studio_tui.domain.words import date_short, time_words
from studio_tui.flows.field import Draft
from studio_tui.records import task as record_fields
from studio_tui.screens.base import Context, reported
from studio_tui.screens.record import RecordScreen
from studio_tui.screens.record_changes import ask_before
from studio_tui.screens.record_tabs import history_tab, notes_tab
from studio_tui.services import notes, tasks

if TYPE_CHECKING:
    from textual.binding import BindingType

    from studio_tui.domain.booking import Saved
    from studio_tui.domain.task import TaskDraft
    from studio_tui.flows.field import Answers, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.services.tasks import TaskRecord


class TaskRecordScreen(RecordScreen):
    """One task."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("task")
    KIND = "task"
    PLACE = "task_record"
    KEPT: ClassVar[tuple[str, ...]] = ("subject",)
    HELP_TEXT = (
        "A task belongs to whatever was on the screen when it was made: a client, a session, an "
        "appointment, an invoice, or nothing. It is due on a day; one that is assigned to nobody "
        "is for whoever has time.\n\n"
        "A private task is seen only by who assigned it and by whom it is assigned to."
    )

    record: TaskRecord

    async def fetch(self) -> TaskRecord:
        """The task."""
        return await self.studio.call(tasks.get, self.record_id)

    async def read_lists(self) -> tuple[Tab, ...]:
        """Notes and history."""
        today = self.facts.today
        written = await self.studio.call(notes.of_record, "task", self.record_id)
        return notes_tab(written, today), history_tab(self.record.history, today)

    @property
    def called(self) -> str:
        """With its number; a new one has none yet."""
        return f"Task {self.record.number}" if self.record.number else "New task"

    @property
    def about(self) -> str:
        """Whether it is done, or late."""
        record = self.record
        if record.completed is not None:
            by = f" by {record.completed_by}" if record.completed_by else ""
            at = f"{date_short(record.completed.date())} {time_words(record.completed)}"
            return f"done {at}{by}"
        return "overdue" if record.number and record.draft.due < self.facts.today else ""

    @property
    def who(self) -> str:
        """What it is for."""
        record = self.record
        found = (
            record.client,
            record.phone,
            record_words("session", record.session_number),
            f"appointment {record.appointment_number}" if record.appointment_number else "",
            f"invoice {record.invoice_number}" if record.invoice_number else "",
        )
        return " · ".join(filter(None, found)) or "For no client"

    @property
    def context(self) -> Context:
        """What it is for."""
        if not self.opened:
            return Context()
        draft = self.record.draft
        return Context(draft.client_id, draft.session_id, draft.invoice_id, draft.appointment_id)

    def fields(self) -> tuple[Field, ...]:
        """What the form asks."""
        return record_fields.fields(self.record)

    def draft(self, answers: Answers) -> TaskDraft | None:
        """None while a day is missing."""
        return record_fields.task_draft(answers, self.record)

    async def store(self, draft: TaskDraft, *, force: bool) -> Saved:  # noqa: ARG002
        """Store it; nothing can stand against it."""
        return await self.studio.call(tasks.save, draft)

    async def create(self, draft: TaskDraft, *, force: bool) -> int:  # noqa: ARG002
        """Store a new one."""
        return await self.studio.call(tasks.create, draft)

    async def differences(self, old: TaskDraft, new: TaskDraft) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(tasks.differences, old, new)

    @reported
    async def action_complete(self) -> None:
        """Say that it is done, or that it is not after all."""
        if self.blank is not None:
            self.remind(f"{self.key_name('record.save')} stores it first.")
            return
        await ask_before(self, self._complete)

    async def _complete(self) -> None:
        done = await self.studio.call(tasks.complete, self.record_id)
        await self.reload(Draft())
        key = self.key_name("task.complete")
        self.remind("Done." if done else f"Not done after all. {key} says that it is.")
