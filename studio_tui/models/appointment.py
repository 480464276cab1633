"""Appointments: everything on the calendar that is not a session (domain 3.3)."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record
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
    status_due = TextField(null=True)
    confirmed = BooleanField(default=False)
    booked_by = ForeignKeyField(Person, null=True, lazy_load=False)
    notes = TextField(default="")
    token = TextField(unique=True)
    """Drawn by the draft: finishing the same draft twice books once."""
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""
