"""Appointments: everything on the calendar that is not a session (domain 3.3)."""

from __future__ import annotations

from peewee import SQL, BooleanField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record, numbered
from studio_tui.models.client import Client
from studio_tui.models.place import Location, OutsideLocation
from studio_tui.models.schedule import Person
from studio_tui.models.session import Session
from studio_tui.models.status import Status


class AppointmentType(ListEntry):
    """A kind of appointment; fills length and colour."""

    code = TextField(default="")
    """Short word to type instead of the name."""
    colour = TextField(default="#888888")
    length = IntegerField(default=30)
    """Minutes."""
    calendar_text = TextField(default="", constraints=[SQL("DEFAULT ''")])
    unlinked_text = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """Templates of what a block on the calendar says, with a client and without."""


class Series(Record):
    """A recurring appointment: what its dates come from."""

    rule = TextField()
    """Recurrence rule (RFC 5545, RRULE), on the clock on the wall."""
    start = TextField()
    end = TextField()
    """Wall-clock start and end of the first one."""


class Appointment(Record):
    """A booking without photographs: linked to a client, perhaps to a session, or to nobody."""

    number = TextField(unique=True)
    client = ForeignKeyField(Client, null=True, lazy_load=False)
    session = ForeignKeyField(Session, null=True, on_delete="SET NULL", lazy_load=False)
    """One of the client's sessions; never set without ``client``."""
    type = ForeignKeyField(AppointmentType, lazy_load=False)
    location = ForeignKeyField(Location, lazy_load=False)
    outside_location = ForeignKeyField(OutsideLocation, null=True, lazy_load=False)
    description = TextField(default="")
    colour = TextField(default="")
    """``#rrggbb`` instead of the type's."""
    status = ForeignKeyField(Status, lazy_load=False)
    status_due = TextField(null=True, index=True)
    confirmed = BooleanField(default=False)
    booked_by = ForeignKeyField(Person, null=True, lazy_load=False)
    notes = TextField(default="")
    token = TextField(unique=True)
    """Drawn by the draft: finishing the same draft twice books once."""
    series = ForeignKeyField(Series, null=True, on_delete="SET NULL", lazy_load=False)
    series_day = TextField(null=True)
    """ISO date on which the rule puts it, wherever it has been moved to."""
    sequence = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """How often its time has changed, or it was cancelled or taken up again (RFC 5545)."""
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


Appointment.add_index(numbered("appointment"))
