"""When bookings take place: events of sessions and appointments, and the schedules they occupy."""

from __future__ import annotations

from peewee import SQL, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from studio_tui.models.appointment import Appointment
from studio_tui.models.base import Record
from studio_tui.models.place import OutsideLocation
from studio_tui.models.schedule import Schedule
from studio_tui.models.session import Session


class Event(Record):
    """One stretch of time of a session or of an appointment; exactly one of each is primary."""

    session = ForeignKeyField(Session, null=True, on_delete="CASCADE", lazy_load=False)
    appointment = ForeignKeyField(Appointment, null=True, on_delete="CASCADE", lazy_load=False)
    start = TextField()
    end = TextField()
    """Wall-clock ``YYYY-MM-DDTHH:MM`` in ``zone``."""
    zone = TextField()
    start_utc = IntegerField(index=True)
    end_utc = IntegerField()
    """UTC seconds: order and overlap only."""
    description = TextField(default="")
    outside_location = ForeignKeyField(OutsideLocation, null=True, lazy_load=False)
    """Where a further event takes place; the primary one takes place where its session does."""
    drive = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Minutes of driving to a further event, and again back; the primary one has its session's."""
    suffix = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """Behind its booking's token in calendar files; empty for the event it was booked with."""
    primary = BooleanField(default=True)
    hidden = BooleanField(default=False)

    class Meta:
        constraints = [Check("(session_id IS NULL) <> (appointment_id IS NULL)")]  # noqa: RUF012


class BookingSlot(Record):
    """An event on a schedule: who or what takes part, and the row that conflicts are decided on."""

    event = ForeignKeyField(Event, on_delete="CASCADE", lazy_load=False)
    schedule = ForeignKeyField(Schedule, lazy_load=False)
    role = TextField()
    """``photographer``, ``assistant``, ``resource``; people of an appointment: ``attendee``."""
    start_utc = IntegerField()
    end_utc = IntegerField()
    before = IntegerField(default=0)
    after = IntegerField(default=0)
    """Buffers in seconds."""
    drive = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Driving there, and again back, in seconds; besides the buffers, and of people only."""
    held = BooleanField(default=True)
    """Whether the time is taken; not for cancelled, no-show and hidden events."""
    forced = BooleanField(default=False)
    """Booked over another booking on purpose; only then may it overlap."""

    class Meta:
        indexes = (
            (("schedule", "start_utc", "end_utc", "held"), False),
            (("event", "role", "schedule"), True),
        )
