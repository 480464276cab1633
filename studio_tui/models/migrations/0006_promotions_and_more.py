"""Promotional items, quick picks, prices with a package, days on which items are offered; reasons
of credit memos."""
from peewee import *


def up(migrator, db):
    class CreditReason(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'credit_reason'
    db.create_tables([CreditReason])

    # Not by the migrator, which would make the tables anew and lose their triggers.
    for table, column, kind in (
        ('item', 'quick', 'INTEGER NOT NULL DEFAULT 0'),
        ('item', 'package_price', 'INTEGER'),
        ('item', 'first', 'TEXT'),
        ('item', 'last', 'TEXT'),
        ('item', 'tags', "TEXT NOT NULL DEFAULT ''"),
        ('item', 'takes', "TEXT NOT NULL DEFAULT ''"),
        ('item', 'off_percent', 'INTEGER NOT NULL DEFAULT 0'),
        ('item', 'off_amount', 'INTEGER NOT NULL DEFAULT 0'),
        ('item', 'minimum', 'INTEGER NOT NULL DEFAULT 0'),
        ('item', 'session_first', 'TEXT'),
        ('item', 'session_last', 'TEXT'),
        ('item', 'free_item_id', 'INTEGER REFERENCES "item" ("id") ON DELETE SET NULL'),
        ('item', 'only_group_id', 'INTEGER REFERENCES "item_group" ("id") ON DELETE SET NULL'),
        ('invoice', 'credit_reason_id', 'INTEGER REFERENCES "credit_reason" ("id") ON DELETE SET NULL'),
    ):
        db.execute_sql(f'ALTER TABLE {table} ADD COLUMN {column} {kind}')
    for table, column in (
        ('item', 'free_item_id'), ('item', 'only_group_id'), ('invoice', 'credit_reason_id'),
    ):
        db.execute_sql(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    db.execute_sql('CREATE INDEX "client_address_first" ON "client_address" ("first")')
