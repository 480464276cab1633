"""Sessions, the events they take place in, and the schedules that these occupy."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record
from studio_tui.models.client import Client
from studio_tui.models.place import Location, OutsideLocation
from studio_tui.models.schedule import Person, Resource, Schedule
from studio_tui.models.status import Status


class SessionType(ListEntry):
    """A kind of session; fills length, people and resource at booking."""

    code = TextField(default="")
    """Short word to type instead of the name."""
    colour = TextField(default="#888888")
    length = IntegerField(default=60)
    before = IntegerField(default=0)
    after = IntegerField(default=0)
    """Length and buffers in minutes."""
    photographer = ForeignKeyField(Person, null=True, lazy_load=False)
    assistant = ForeignKeyField(Person, null=True, lazy_load=False)
    resource = ForeignKeyField(Resource, null=True, lazy_load=False)
    terms = TextField(default="")
    """Printed at the bottom of the session confirmation."""


class Session(Record):
    """A booking during which photographs are taken for one client."""

    number = TextField(unique=True, null=True)
    client = ForeignKeyField(Client, lazy_load=False)
    type = ForeignKeyField(SessionType, lazy_load=False)
    location = ForeignKeyField(Location, lazy_load=False)
    outside_location = ForeignKeyField(OutsideLocation, null=True, lazy_load=False)
    description = TextField(default="")
    status = ForeignKeyField(Status, lazy_load=False)
    status_due = TextField(null=True)
    confirmed = BooleanField(default=False)
    booked_by = ForeignKeyField(Person, null=True, lazy_load=False)
    arrival = TextField(null=True)
    """Wall-clock time ``HH:MM`` at which the client should be there, when it differs."""
    notes = TextField(default="")
    token = TextField(unique=True)
    """Drawn by the draft: finishing the same draft twice books once."""
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


class Event(Record):
    """One stretch of time of a session; exactly one is primary."""

    session = ForeignKeyField(Session, on_delete="CASCADE", lazy_load=False)
    start = TextField()
    end = TextField()
    """Wall-clock ``YYYY-MM-DDTHH:MM`` in ``zone``."""
    zone = TextField()
    start_utc = IntegerField(index=True)
    end_utc = IntegerField()
    """UTC seconds: order and overlap only."""
    description = TextField(default="")
    primary = BooleanField(default=True)
    hidden = BooleanField(default=False)


class BookingSlot(Record):
    """An event on a schedule: who or what takes part, and the row that conflicts are decided on."""

    event = ForeignKeyField(Event, on_delete="CASCADE", lazy_load=False)
    schedule = ForeignKeyField(Schedule, lazy_load=False)
    role = TextField()
    """``photographer``, ``assistant`` or ``resource``."""
    start_utc = IntegerField()
    end_utc = IntegerField()
    before = IntegerField(default=0)
    after = IntegerField(default=0)
    """Buffers in seconds."""
    held = BooleanField(default=True)
    """Whether the time is taken; not for cancelled, no-show and hidden events."""
    forced = BooleanField(default=False)
    """Booked over another booking on purpose; only then may it overlap."""

    class Meta:
        indexes = (
            (("schedule", "start_utc", "end_utc", "held"), False),
            (("event", "role", "schedule"), True),
        )
