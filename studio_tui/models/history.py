"""What people wrote down, what changed and who did it, and what was chosen or counted."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import Record
from studio_tui.models.schedule import Person


class Note(Record):
    """A note typed by a person about a record."""

    subject = TextField()
    """Kind of record: ``client``, ``session``, ``appointment``, ``invoice`` or ``payment``."""
    record_id = IntegerField()
    person = ForeignKeyField(Person, null=True, lazy_load=False)
    at = IntegerField()
    """UTC seconds."""
    text = TextField()

    class Meta:
        indexes = ((("subject", "record_id", "at"), False),)


class Change(Record):
    """One change to one record, written in the transaction that made it."""

    subject = TextField()
    record_id = IntegerField()
    person = ForeignKeyField(Person, null=True, lazy_load=False)
    at = IntegerField()
    """UTC seconds."""
    action = TextField()
    """A verb of the trade: ``booked``, ``moved``, ``changed``, ``cancelled``."""
    words = TextField(default="")
    """The change as a sentence; for a session, its status note."""
    before = TextField(default="{}")
    after = TextField(default="{}")
    """The fields that differ, as JSON objects."""

    class Meta:
        indexes = ((("subject", "record_id", "at"), False),)


class Preference(Record):
    """A setting of the studio (person 0) or of one person, as JSON."""

    person_id = IntegerField(default=0)
    key = TextField()
    value = TextField()

    class Meta:
        primary_key = CompositeKey("person_id", "key")


class WizardPage(Record):
    """What the studio changed about one page of a wizard."""

    flow = TextField()
    """``booking`` or another wizard's name."""
    page = TextField()
    header = TextField(default="")
    """Text above the fields; empty: that of the program."""
    hidden = BooleanField(default=False)

    class Meta:
        primary_key = CompositeKey("flow", "page")


class SavedFilter(Record):
    """A search of a hub that somebody keeps by name."""

    person_id = IntegerField(default=0)
    """Whose it is; 0: everybody's."""
    hub = TextField()
    name = TextField()
    value = TextField()
    """Filters, columns and order, as JSON."""

    class Meta:
        indexes = ((("person_id", "hub", "name"), True),)


class Counter(Record):
    """The next number to give; drawn inside the transaction that uses it."""

    name = TextField(primary_key=True)
    next = IntegerField()
