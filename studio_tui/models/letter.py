"""Form letters, and the messages made of them: the outbox."""

from __future__ import annotations

from peewee import SQL, BlobField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.appointment import Appointment
from studio_tui.models.base import ListEntry, Record
from studio_tui.models.client import Client
from studio_tui.models.invoice import Invoice
from studio_tui.models.schedule import Person
from studio_tui.models.session import Session


class Letter(ListEntry):
    """A reusable text with merge fields (domain 3.13)."""

    area = TextField()
    """What it is about: ``session``, ``appointment`` or ``invoice``."""
    occasion = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """When it is proposed: ``cancelled`` once a booking is; empty: else."""
    subject = TextField(default="")
    body = TextField(default="")


class Message(Record):
    """An email in the outbox, kept as it was sent."""

    sender = TextField()
    subject = TextField()
    body = TextField()
    message_id = TextField(unique=True)
    """RFC 5322 Message-ID: a retry is the same message."""
    client = ForeignKeyField(Client, null=True, on_delete="SET NULL", lazy_load=False)
    session = ForeignKeyField(Session, null=True, on_delete="SET NULL", lazy_load=False)
    appointment = ForeignKeyField(Appointment, null=True, on_delete="SET NULL", lazy_load=False)
    invoice = ForeignKeyField(Invoice, null=True, on_delete="SET NULL", lazy_load=False)
    person = ForeignKeyField(Person, null=True, lazy_load=False)
    """Who sent it."""
    attempts = IntegerField(default=0)
    next_try = IntegerField(index=True, null=True)
    """UTC seconds; none when there is nothing left to do."""
    claimed_until = IntegerField(null=True)
    """UTC seconds: until then, one program is busy sending it."""
    created = IntegerField()
    """UTC seconds."""


class MessageRecipient(Record):
    """One address of a message, and what became of it."""

    message = ForeignKeyField(Message, on_delete="CASCADE", lazy_load=False)
    address = TextField()
    state = TextField(default="waiting")
    """One of ``domain.letter.RecipientState``."""
    said = TextField(default="")
    """What the server answered, or where the file is."""
    at = IntegerField(null=True)
    """UTC seconds of the last change of state."""


class MessageAttachment(Record):
    """A file that goes along."""

    message = ForeignKeyField(Message, on_delete="CASCADE", lazy_load=False)
    name = TextField()
    content_type = TextField(default="application/pdf")
    content = BlobField()
