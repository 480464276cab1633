"""Sessions, their types, and what a type puts on an invoice by itself."""

from __future__ import annotations

from peewee import SQL, BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record, numbered
from studio_tui.models.client import Client, FamilyMember
from studio_tui.models.place import Location, OutsideLocation
from studio_tui.models.price import Item, PriceList
from studio_tui.models.schedule import Person, Resource
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
    price_list = ForeignKeyField(PriceList, null=True, lazy_load=False)
    """Only its items can be invoiced on a session of this type."""
    deposit_percent = IntegerField(default=0)
    """Required at booking: hundredths of a percent of the invoice."""
    deposit_amount = IntegerField(default=0)
    """Required at booking: minor units; not together with a percentage."""
    notice = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Hours before the start from which moving or cancelling is short notice."""
    clashes = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """What is done about clashes: a ``domain.clashes.Policy``; empty: as elsewhere."""
    calendar_text = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """Template of what a block on the calendar says; empty: client and type."""


class SessionTypeItem(Record):
    """An item that booking puts on the session-fee invoice by itself (domain 5.2)."""

    type = ForeignKeyField(SessionType, on_delete="CASCADE", lazy_load=False)
    item = ForeignKeyField(Item, on_delete="CASCADE", lazy_load=False)
    quantity = IntegerField(default=1)
    from_people = IntegerField(default=0)
    to_people = IntegerField(null=True)
    """Only when that many people come; both ends included."""
    each = BooleanField(default=False)
    """Once for each person from ``from_people`` on, as each beyond four."""
    sort = IntegerField(default=0)


class Promotion(ListEntry):
    """A marketing tag on sessions, offered for sessions from ``first`` to ``last``."""

    code = TextField(default="")
    first = TextField(null=True)
    last = TextField(null=True)


class EventDescription(ListEntry):
    """A name to choose for one of a session's dates."""


class Session(Record):
    """A booking during which photographs are taken for one client."""

    number = TextField(unique=True, null=True)
    client = ForeignKeyField(Client, lazy_load=False)
    type = ForeignKeyField(SessionType, lazy_load=False)
    location = ForeignKeyField(Location, lazy_load=False)
    outside_location = ForeignKeyField(OutsideLocation, null=True, lazy_load=False)
    description = TextField(default="")
    status = ForeignKeyField(Status, lazy_load=False)
    status_due = TextField(null=True, index=True)
    confirmed = BooleanField(default=False)
    booked_by = ForeignKeyField(Person, null=True, lazy_load=False)
    arrival = TextField(null=True)
    """Wall-clock time ``HH:MM`` at which the client should be there, when it differs."""
    drive = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Minutes of driving there, and again back: the time of people, not of rooms."""
    people = IntegerField(null=True)
    """How many come; fees may depend on it."""
    notes = TextField(default="")
    token = TextField(unique=True)
    """Drawn by the draft: finishing the same draft twice books once."""
    sequence = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """How often its time has changed, or it was cancelled or taken up again (RFC 5545)."""
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


class SessionPromotion(Record):
    """A promotion that a session came by."""

    session = ForeignKeyField(Session, on_delete="CASCADE", lazy_load=False)
    promotion = ForeignKeyField(Promotion, lazy_load=False)

    class Meta:
        primary_key = CompositeKey("session", "promotion")


class Participant(Record):
    """A member of the client's family who takes part in a session."""

    session = ForeignKeyField(Session, on_delete="CASCADE", lazy_load=False)
    member = ForeignKeyField(FamilyMember, on_delete="CASCADE", lazy_load=False)

    class Meta:
        primary_key = CompositeKey("session", "member")


Session.add_index(numbered("session"))
