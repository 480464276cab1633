"""Fields that a studio adds to its records."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import Record


class CustomField(Record):
    """One more field of every record of an area."""

    area = TextField()
    """``client``, ``session``, ``appointment`` or ``invoice``."""
    name = TextField()
    kind = TextField(default="text")
    """``text``, ``date`` or ``notes`` (several lines)."""
    sort = IntegerField(default=0)
    inactive = BooleanField(default=False)

    class Meta:
        indexes = ((("area", "name"), True),)


class CustomValue(Record):
    """What such a field holds for one record."""

    field = ForeignKeyField(CustomField, on_delete="CASCADE", lazy_load=False)
    record_id = IntegerField()
    value = TextField()

    class Meta:
        primary_key = CompositeKey("field", "record_id")
