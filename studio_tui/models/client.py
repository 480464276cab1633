"""Clients: people and businesses, how to reach them, their families and groups."""

from __future__ import annotations

from peewee import SQL, BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record, numbered
from studio_tui.models.price import TaxRate
from studio_tui.models.status import Status


class LeadSource(ListEntry):
    """How clients heard of the studio."""


class ClientGroup(ListEntry):
    """A tag on clients."""


class Relationship(ListEntry):
    """What a family member is to the client."""


class PhoneLabel(ListEntry):
    """What a phone number is for."""


class Organisation(ListEntry):
    """A school or company that clients belong to."""

    address = TextField(default="")
    phone = TextField(default="")
    notes = TextField(default="")


class Client(Record):
    """A client or prospect."""

    number = TextField(unique=True, null=True)
    last = TextField(default="")
    first = TextField(default="")
    salutation = TextField(default="")
    business = BooleanField(default=False)
    job_title = TextField(default="")
    company = TextField(default="")
    street = TextField(default="", collation="NOCASE", index=True)
    """Address lines separated by newlines."""
    city = TextField(default="", index=True)
    state = TextField(default="")
    postcode = TextField(default="", index=True)
    country = TextField(default="")
    email = TextField(default="")
    call_warning = TextField(default="")
    status = ForeignKeyField(Status, null=True, lazy_load=False)
    status_due = TextField(null=True, index=True)
    status_reason = TextField(default="", constraints=[SQL("DEFAULT ''")])
    lead_source = TextField(default="")
    """An entry of the list or free text; free text is not added to the list."""
    referred_by = ForeignKeyField("self", null=True, on_delete="SET NULL", lazy_load=False)
    allow_email = BooleanField(default=True)
    allow_mail = BooleanField(default=True)
    allow_sms = BooleanField(default=True)
    allow_call = BooleanField(default=True)
    birth_date = TextField(null=True)
    anniversary = TextField(null=True)
    organisation = ForeignKeyField(Organisation, null=True, on_delete="SET NULL", lazy_load=False)
    tax_rate = ForeignKeyField(TaxRate, null=True, on_delete="SET NULL", lazy_load=False)
    """What their invoices are taxed at; None: the studio's own rate."""
    anonymised = IntegerField(null=True)
    """When name and contacts were taken out for good, in UTC seconds."""
    notes = TextField(default="")
    sort_name = TextField(index=True)
    """Folded ``last first`` (else company): order of lists, and prefixes of one or two letters."""
    given_name = TextField(index=True)
    """Folded ``first last``, for a search that begins with the first name."""
    search = TextField(default="")
    """Folded text of every field that a search looks at, phone digits included."""
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


class ClientPhone(Record):
    """One number of a client."""

    client = ForeignKeyField(Client, on_delete="CASCADE", lazy_load=False)
    label = TextField(default="")
    number = TextField()
    key = TextField(index=True)
    """Digits to compare by, without country code or leading zero."""
    sms = BooleanField(default=False)
    sort = IntegerField(default=0)


class ClientAddress(Record):
    """An address beside the one on the client."""

    client = ForeignKeyField(Client, on_delete="CASCADE", lazy_load=False)
    kind = TextField()
    """``mailing``, or ``future``: where they will live from ``first`` on."""
    first = TextField(null=True, index=True)
    street = TextField(default="")
    city = TextField(default="")
    state = TextField(default="")
    postcode = TextField(default="")
    country = TextField(default="")

    class Meta:
        indexes = ((("client", "kind"), True),)


class FamilyMember(Record):
    """Someone of the client's family."""

    client = ForeignKeyField(Client, on_delete="CASCADE", lazy_load=False)
    name = TextField()
    relationship = TextField(default="")
    birth_date = TextField(null=True)
    gender = TextField(default="")


class ClientGroupMember(Record):
    """A client's membership of a group."""

    client = ForeignKeyField(Client, on_delete="CASCADE", lazy_load=False)
    group = ForeignKeyField(ClientGroup, on_delete="CASCADE", lazy_load=False)

    class Meta:
        primary_key = CompositeKey("client", "group")


Client.add_index(numbered("client"))
