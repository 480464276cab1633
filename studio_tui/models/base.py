"""What every table shares."""

from __future__ import annotations

from peewee import SQL, BooleanField, IntegerField, Model, TextField

from studio_tui.models.database import database


class Record(Model):
    """A table of the studio's database."""

    class Meta:
        database = database
        legacy_table_names = False


class ListEntry(Record):
    """An entry of a list that the studio maintains itself.

    Inactive entries are hidden from choices and kept for history.
    """

    name = TextField(unique=True)
    sort = IntegerField(default=0)
    inactive = BooleanField(default=False)


def numbered(table: str) -> SQL:
    """An index by number, shorter ones first: the order that hubs have."""
    return SQL(
        f"CREATE INDEX \"{table}_numbered\" ON \"{table}\" (printf('%24s', coalesce(number, '')))"
    )
