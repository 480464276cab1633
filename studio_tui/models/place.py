"""Where a studio works: its locations with hours and closures, and places outside."""

from __future__ import annotations

from peewee import SQL, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record


class Location(ListEntry):
    """A studio with its own address, time zone and hours."""

    zone = TextField()
    """IANA name; bookings here are read on this clock."""
    address = TextField(default="")
    """Lines separated by newlines."""
    phone = TextField(default="")
    email = TextField(default="")
    url = TextField(default="")


class OpeningHours(Record):
    """One open stretch of one weekday."""

    location = ForeignKeyField(Location, on_delete="CASCADE", lazy_load=False)
    weekday = IntegerField()
    """Monday is 0."""
    start = IntegerField()
    end = IntegerField()
    """Minutes from midnight."""


class Closure(Record):
    """Days on which a location is closed."""

    location = ForeignKeyField(Location, on_delete="CASCADE", lazy_load=False)
    first = TextField()
    last = TextField()
    """ISO dates; the last day is included."""
    name = TextField()


class OutsideLocation(ListEntry):
    """A named place away from the studio."""

    address = TextField(default="")
    notes = TextField(default="")
    drive = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Usual way there, in minutes."""
