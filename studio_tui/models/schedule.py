"""Who and what can be booked: a schedule each, owned by a person or a resource."""

from __future__ import annotations

from peewee import SQL, BooleanField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import Record
from studio_tui.models.place import Location


class Schedule(Record):
    """One column of the calendar. Conflicts and colours hang on it, whoever it belongs to."""

    name = TextField()
    """Display name of the person or resource."""
    kind = TextField()
    """``person`` or ``resource``."""
    location = ForeignKeyField(Location, lazy_load=False)
    sort = IntegerField(default=0)
    shown = BooleanField(default=True)
    """Whether the calendar offers it."""
    inactive = BooleanField(default=False)
    longest = IntegerField(default=0)
    """Length of its longest booking ever in seconds: bounds the search for overlaps."""


class Person(Record):
    """A member of staff; the roles decide which lists name them."""

    schedule = ForeignKeyField(Schedule, unique=True, lazy_load=False)
    first = TextField(default="")
    last = TextField(default="")
    initials = TextField(unique=True)
    email = TextField(default="")
    phone = TextField(default="")
    photographer = BooleanField(default=False)
    assistant = BooleanField(default=False)
    sales = BooleanField(default=False)
    booker = BooleanField(default=True)
    auto_select = BooleanField(default=False)
    """Whether the calendar opens with this schedule."""


class WorkingHours(Record):
    """One stretch of one weekday in which a schedule works; none at all: whenever it is open."""

    schedule = ForeignKeyField(Schedule, on_delete="CASCADE", lazy_load=False)
    weekday = IntegerField()
    """Monday is 0."""
    start = IntegerField()
    end = IntegerField()
    """Minutes from midnight; the time between two stretches is a break."""


class DayHours(Record):
    """Other hours on one date, instead of those of its weekday."""

    schedule = ForeignKeyField(Schedule, on_delete="CASCADE", lazy_load=False)
    day = TextField()
    """ISO date."""
    start = IntegerField(null=True)
    end = IntegerField(null=True)
    """Minutes from midnight; none: does not work on that date."""

    class Meta:
        indexes = ((("schedule", "day"), False),)


class TimeOff(Record):
    """A stretch in which somebody is away, or something cannot be used."""

    schedule = ForeignKeyField(Schedule, on_delete="CASCADE", lazy_load=False)
    start = TextField()
    end = TextField()
    """Wall-clock ``YYYY-MM-DDTHH:MM`` in the zone of the schedule's location."""
    start_utc = IntegerField()
    end_utc = IntegerField()
    """UTC seconds: order and overlap only."""
    reason = TextField(default="")

    class Meta:
        indexes = ((("schedule", "start_utc", "end_utc"), False),)


class Resource(Record):
    """Anything else with a schedule: a camera room, a vehicle."""

    schedule = ForeignKeyField(Schedule, unique=True, lazy_load=False)
    code = TextField(default="")
    """A few letters for narrow columns, and to type instead of the name."""
    notes = TextField(default="")
    clashes = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """What is done about clashes over it: a ``domain.clashes.Policy``; empty: as elsewhere."""
