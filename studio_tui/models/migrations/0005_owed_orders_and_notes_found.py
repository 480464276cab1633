"""What is paid stands on the invoice, orders of hubs have indexes, a search finds notes and tasks."""
from peewee import *

PAID = """UPDATE invoice SET paid = coalesce((SELECT sum(amount) FROM payment
    WHERE payment.invoice_id = invoice.id AND NOT payment.pending), 0)"""


def up(migrator, db):
    # Never by the migrator, which would make the tables anew and lose their triggers.
    db.execute_sql('ALTER TABLE invoice ADD COLUMN paid INTEGER NOT NULL DEFAULT 0')
    db.execute_sql(PAID)
    for statement in (*KEPT, *INDEXES, *_search()):
        db.execute_sql(statement)


# What is paid, whoever writes a payment, and however.
KEPT = (
    f"""CREATE TRIGGER payment_paid_added AFTER INSERT ON payment BEGIN
        {PAID} WHERE id = NEW.invoice_id;
    END""",
    f"""CREATE TRIGGER payment_paid_changed AFTER UPDATE OF invoice_id, amount, pending ON payment
    BEGIN
        {PAID} WHERE id IN (OLD.invoice_id, NEW.invoice_id);
    END""",
    f"""CREATE TRIGGER payment_paid_removed AFTER DELETE ON payment BEGIN
        {PAID} WHERE id = OLD.invoice_id;
    END""",
)

INDEXES = (
    """CREATE INDEX "invoice_open" ON "invoice" ("due")
    WHERE total > paid AND kind <> 'estimate'""",
    'CREATE INDEX "invoice_due" ON "invoice" ("due")',
    'CREATE INDEX "client_city" ON "client" ("city")',
    *(
        f'CREATE INDEX "{table}_status_due" ON "{table}" ("status_due")'
        for table in ('session', 'appointment', 'client')
    ),
    *(
        f"""CREATE INDEX "{table}_numbered" ON "{table}" (printf('%24s', coalesce(number, '')))"""
        for table in ('session', 'appointment', 'invoice', 'client', 'task')
    ),
    """CREATE INDEX "task_to_do" ON "task" (
        CASE WHEN completed IS NULL THEN '0' ELSE '1' END || due)""",
)

# What a search finds by three characters and more of what is written: rowid is 8 times the id, and
# the place of the table here. Of very long notes their beginning.
SEARCHED = (
    ('session', 'description', 'notes'),
    ('appointment', 'description', 'notes'),
    ('invoice', 'description', 'notes'),
    ('task', 'subject', 'notes'),
    ('client', 'notes', None),
    ('note', 'text', None),
)


def _search():
    for table in ('session', 'appointment', 'invoice'):
        for when in ('added', 'removed', 'changed'):
            yield f'DROP TRIGGER {table}_search_{when}'
    yield 'DROP TABLE record_search'
    yield "CREATE VIRTUAL TABLE record_search USING fts5(text, tokenize='trigram')"
    for at, (table, *columns) in enumerate(SEARCHED):
        yield from _triggers(table, at, [column for column in columns if column])


def _triggers(table, at, columns):
    # Clients have triggers of the same kind already, for the text that they are found by.
    name = 'client_notes' if table == 'client' else table

    def text(row):
        return 'substr(' + ' || char(10) || '.join(f'{row}{c}' for c in columns) + ', 1, 20000)'

    def any_(row):
        return ' OR '.join(f"{row}{column} <> ''" for column in columns)

    differs = ' OR '.join(f'OLD.{column} <> NEW.{column}' for column in columns)
    yield f"""INSERT INTO record_search (rowid, text)
        SELECT 8 * id + {at}, {text('')} FROM {table} WHERE {any_('')}"""
    yield f"""CREATE TRIGGER {name}_search_added AFTER INSERT ON {table}
    WHEN {any_('NEW.')} BEGIN
        INSERT INTO record_search (rowid, text) VALUES (8 * NEW.id + {at}, {text('NEW.')});
    END"""
    yield f"""CREATE TRIGGER {name}_search_removed AFTER DELETE ON {table} BEGIN
        DELETE FROM record_search WHERE rowid = 8 * OLD.id + {at};
    END"""
    yield f"""CREATE TRIGGER {name}_search_changed AFTER UPDATE OF {', '.join(columns)} ON {table}
    WHEN {differs} BEGIN
        DELETE FROM record_search WHERE rowid = 8 * OLD.id + {at};
        INSERT INTO record_search (rowid, text) VALUES (8 * NEW.id + {at}, {text('NEW.')});
    END"""
