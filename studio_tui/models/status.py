"""The steps that a record goes through, as the studio names them."""

from __future__ import annotations

from peewee import BooleanField, IntegerField, TextField

from studio_tui.models.base import Record


class Status(Record):
    """One step of a cycle."""

    area = TextField()
    """Whose cycle it is: ``session``, ``appointment``, ``client``, ``invoice`` or ``task``."""
    for_type = IntegerField(null=True)
    """The session type or appointment type whose own cycle it belongs to; None: that of all."""
    name = TextField()
    kind = TextField(default="open")
    """``open``, ``done``, ``cancelled`` or ``no-show``; the last two free the booked time."""
    sort = IntegerField(default=0)
    days = IntegerField(default=0)
    """Usual duration in days of the work week; sets the due date."""
    initial = BooleanField(default=False)
    inactive = BooleanField(default=False)

    class Meta:
        indexes = ((("area", "name"), True), (("area", "for_type"), False))
