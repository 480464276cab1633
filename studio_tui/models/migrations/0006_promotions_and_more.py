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
    _found_by_more(db)


BESIDE = """
    SELECT id AS client_id, job_title AS said FROM client WHERE job_title <> ''
    UNION ALL SELECT client.id, organisation.name FROM client
        JOIN organisation ON organisation.id = client.organisation_id
    UNION ALL SELECT client_id, name FROM family_member
    UNION ALL SELECT client_id, street || ' ' || city || ' ' || postcode FROM client_address
    UNION ALL SELECT record_id, substr(value, 1, 2000) FROM custom_value
        JOIN custom_field ON custom_field.id = field_id WHERE area = 'client'
"""


def _found_by_more(db):
    # Clients are found by job, organisation, family, further addresses and own fields, too.
    from studio_tui.domain.names import fold

    sql = f"SELECT client_id, group_concat(said, ' ') FROM ({BESIDE}) GROUP BY client_id"
    for client_id, said in db.execute_sql(sql).fetchall():
        db.execute_sql(
            "UPDATE client SET search = search || ' ' || ? WHERE id = ?", (fold(said), client_id)
        )
