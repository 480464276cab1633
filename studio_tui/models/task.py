"""Tasks: what somebody is to do, by when, and for which record."""

from __future__ import annotations

from peewee import SQL, BooleanField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.appointment import Appointment
from studio_tui.models.base import ListEntry, Record, numbered
from studio_tui.models.client import Client
from studio_tui.models.invoice import Invoice
from studio_tui.models.schedule import Person
from studio_tui.models.session import Session
from studio_tui.models.status import Status


class TaskType(ListEntry):
    """A kind of task."""


class Task(Record):
    """One thing to do (`domain.md` 3.11)."""

    number = TextField(unique=True)
    subject = TextField()
    type = ForeignKeyField(TaskType, null=True, lazy_load=False)
    status = ForeignKeyField(Status, null=True, lazy_load=False)
    status_due = TextField(null=True)
    assigned_by = ForeignKeyField(Person, null=True, lazy_load=False)
    assigned_to = ForeignKeyField(Person, null=True, lazy_load=False)
    """None: for whoever has time."""
    start = TextField()
    due = TextField(index=True)
    completed = IntegerField(null=True)
    """UTC seconds."""
    completed_by = ForeignKeyField(Person, null=True, lazy_load=False)
    priority = IntegerField(default=3)
    """1, the most urgent, to 5."""
    private = BooleanField(default=False)
    client = ForeignKeyField(Client, null=True, on_delete="SET NULL", lazy_load=False)
    session = ForeignKeyField(Session, null=True, on_delete="SET NULL", lazy_load=False)
    appointment = ForeignKeyField(Appointment, null=True, on_delete="SET NULL", lazy_load=False)
    invoice = ForeignKeyField(Invoice, null=True, on_delete="SET NULL", lazy_load=False)
    notes = TextField(default="")
    token = TextField(unique=True)
    """Given by whoever creates it, so that creating twice makes one."""
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


Task.add_index(numbered("task"))
Task.add_index(
    SQL(
        'CREATE INDEX "task_to_do" ON "task" '
        "(CASE WHEN completed IS NULL THEN '0' ELSE '1' END || due)"
    )
)
