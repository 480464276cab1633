"""Full records, tasks, promotions, participants, custom fields, filters, the pages of wizards."""
from peewee import *


def _named(table, db, **fields):
    """A list that the studio maintains: name, order, inactive, and what it has beside."""
    class Meta:
        database = db
        table_name = table
    made = type(table, (Model,), {
        'name': TextField(unique=True),
        'sort': IntegerField(default=0),
        'inactive': BooleanField(default=False),
        **fields,
        'Meta': Meta,
    })
    db.create_tables([made])
    return made


def up(migrator, db):
    def existing(table):
        class Meta:
            database = db
            table_name = table
        return type(table, (Model,), {'Meta': Meta})

    Client, Session, Person = existing('client'), existing('session'), existing('person')
    FamilyMember, TaxRate, Status = existing('family_member'), existing('tax_rate'), existing('status')
    Appointment, Invoice = existing('appointment'), existing('invoice')

    _named('relationship', db)
    _named('phone_label', db)
    _named('event_description', db)
    TaskType = _named('task_type', db)
    InvoiceClassification = _named('invoice_classification', db)
    Organisation = _named(
        'organisation', db,
        address=TextField(default=''), phone=TextField(default=''), notes=TextField(default=''),
    )
    Promotion = _named(
        'promotion', db,
        code=TextField(default=''), first=TextField(null=True), last=TextField(null=True),
    )

    class ClientAddress(Model):
        client = ForeignKeyField(Client, on_delete='CASCADE')
        kind = TextField()
        first = TextField(null=True)
        street = TextField(default='')
        city = TextField(default='')
        state = TextField(default='')
        postcode = TextField(default='')
        country = TextField(default='')
        class Meta:
            database = db
            table_name = 'client_address'
            indexes = [(('client', 'kind'), True)]
    db.create_tables([ClientAddress])

    class SessionPromotion(Model):
        session = ForeignKeyField(Session, on_delete='CASCADE')
        promotion = ForeignKeyField(Promotion)
        class Meta:
            database = db
            table_name = 'session_promotion'
            primary_key = CompositeKey('session', 'promotion')
    db.create_tables([SessionPromotion])

    class Participant(Model):
        session = ForeignKeyField(Session, on_delete='CASCADE')
        member = ForeignKeyField(FamilyMember, on_delete='CASCADE')
        class Meta:
            database = db
            table_name = 'participant'
            primary_key = CompositeKey('session', 'member')
    db.create_tables([Participant])

    class Task(Model):
        number = TextField(unique=True)
        subject = TextField()
        type = ForeignKeyField(TaskType, null=True)
        status = ForeignKeyField(Status, null=True)
        status_due = TextField(null=True)
        assigned_by = ForeignKeyField(Person, null=True, backref='+')
        assigned_to = ForeignKeyField(Person, null=True, backref='+')
        start = TextField()
        due = TextField(index=True)
        completed = IntegerField(null=True)
        completed_by = ForeignKeyField(Person, null=True, backref='+')
        priority = IntegerField(default=3)
        private = BooleanField(default=False)
        client = ForeignKeyField(Client, null=True, on_delete='SET NULL')
        session = ForeignKeyField(Session, null=True, on_delete='SET NULL')
        appointment = ForeignKeyField(Appointment, null=True, on_delete='SET NULL')
        invoice = ForeignKeyField(Invoice, null=True, on_delete='SET NULL')
        notes = TextField(default='')
        token = TextField(unique=True)
        version = IntegerField(default=1)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'task'
    db.create_tables([Task])

    class CustomField(Model):
        area = TextField()
        name = TextField()
        kind = TextField(default='text')
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'custom_field'
            indexes = [(('area', 'name'), True)]
    db.create_tables([CustomField])

    class CustomValue(Model):
        field = ForeignKeyField(CustomField, on_delete='CASCADE')
        record_id = IntegerField()
        value = TextField()
        class Meta:
            database = db
            table_name = 'custom_value'
            primary_key = CompositeKey('field', 'record_id')
    db.create_tables([CustomValue])

    class WizardPage(Model):
        flow = TextField()
        page = TextField()
        header = TextField(default='')
        hidden = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'wizard_page'
            primary_key = CompositeKey('flow', 'page')
    db.create_tables([WizardPage])

    class SavedFilter(Model):
        person_id = IntegerField(default=0)
        hub = TextField()
        name = TextField()
        value = TextField()
        class Meta:
            database = db
            table_name = 'saved_filter'
            indexes = [(('person_id', 'hub', 'name'), True)]
    db.create_tables([SavedFilter])

    def text():
        return TextField(default='', constraints=[SQL("DEFAULT ''")])

    def reference(model):
        return ForeignKeyField(model, model.id, null=True, on_delete='SET NULL')

    migrator.migrate(
        migrator.add_column('status', 'for_type', IntegerField(null=True)),
        migrator.add_index('status', ('area', 'for_type')),
        migrator.add_index('client', ('postcode',)),
        migrator.add_index('invoice', ('date',)),
        migrator.add_column('invoice', 'classification_id', reference(InvoiceClassification)),
        migrator.add_column('invoice', 'status_id', ForeignKeyField(Status, Status.id, null=True)),
        migrator.add_column('invoice', 'status_due', TextField(null=True)),
        migrator.add_column('invoice', 'ship_to', text()),
        migrator.add_column('invoice', 'shipping_method', text()),
        migrator.add_column('letter', 'occasion', text()),
        migrator.add_column(
            'outside_location', 'drive', IntegerField(default=0, constraints=[SQL('DEFAULT 0')])
        ),
        migrator.add_column('event', 'drive', IntegerField(default=0, constraints=[SQL('DEFAULT 0')])),
        migrator.add_column('event', 'suffix', text()),
    )
    db.execute_sql("""UPDATE event SET suffix = '-' || id WHERE NOT "primary\"""")
    # Not by the migrator, which would make the tables anew and lose their triggers.
    db.execute_sql('ALTER TABLE booking_slot ADD COLUMN drive INTEGER NOT NULL DEFAULT 0')
    db.execute_sql("ALTER TABLE client ADD COLUMN status_reason TEXT NOT NULL DEFAULT ''")
    db.execute_sql('ALTER TABLE client ADD COLUMN anonymised INTEGER')
    db.execute_sql(
        'ALTER TABLE invoice ADD COLUMN credited_id INTEGER '
        'REFERENCES "invoice" ("id") ON DELETE SET NULL'
    )
    db.execute_sql('CREATE INDEX "invoice_credited_id" ON "invoice" ("credited_id")')
    for column, table in (('organisation', 'organisation'), ('tax_rate', 'tax_rate')):
        db.execute_sql(
            f'ALTER TABLE client ADD COLUMN {column}_id INTEGER '
            f'REFERENCES "{table}" ("id") ON DELETE SET NULL'
        )
        db.execute_sql(f'CREATE INDEX "client_{column}_id" ON "client" ("{column}_id")')
    # These two were settings so far: lists of words.
    for table, key in (('relationship', 'lists.relationships'), ('phone_label', 'lists.phone_labels')):
        db.execute_sql(
            f'INSERT INTO {table} (name, sort, inactive) SELECT DISTINCT value, 10 * (key + 1), 0 '
            'FROM json_each((SELECT value FROM preference WHERE person_id = 0 AND key = ?))',
            (key,),
        )
        db.execute_sql('DELETE FROM preference WHERE person_id = 0 AND key = ?', (key,))
    # Last, so that no table is made anew after its triggers were.
    for statement in SEARCH:
        db.execute_sql(statement)
    _find_by_address(db)


def _find_by_address(db):
    """Clients are found by street, city and postcode, too."""
    from unicodedata import combining, normalize

    def folded(text):
        small = ''.join(c for c in normalize('NFKD', text.casefold()) if not combining(c))
        return ' '.join(''.join(c if c.isalnum() else ' ' for c in small).split())

    found = db.execute_sql('SELECT id, search, street, city, postcode FROM client').fetchall()
    for client_id, search, *parts in found:
        where = folded(' '.join(parts))
        if where:
            db.execute_sql(
                'UPDATE client SET search = ? WHERE id = ?', (f'{search} {where}', client_id)
            )


# What bookings and invoices are about, three characters and more of it: rowid is 4 times the id of
# a session, of an appointment and 1, of an invoice and 2.
def _triggers(table, at):
    return (
        f"""INSERT INTO record_search (rowid, text)
            SELECT 4 * id + {at}, description FROM {table} WHERE description <> ''""",
        f"""CREATE TRIGGER {table}_search_added AFTER INSERT ON {table}
        WHEN NEW.description <> '' BEGIN
            INSERT INTO record_search (rowid, text) VALUES (4 * NEW.id + {at}, NEW.description);
        END""",
        f"""CREATE TRIGGER {table}_search_removed AFTER DELETE ON {table} BEGIN
            DELETE FROM record_search WHERE rowid = 4 * OLD.id + {at};
        END""",
        f"""CREATE TRIGGER {table}_search_changed AFTER UPDATE OF description ON {table}
        WHEN OLD.description <> NEW.description BEGIN
            DELETE FROM record_search WHERE rowid = 4 * OLD.id + {at};
            INSERT INTO record_search (rowid, text) VALUES (4 * NEW.id + {at}, NEW.description);
        END""",
    )


SEARCH = (
    "CREATE VIRTUAL TABLE record_search USING fts5(text, tokenize='trigram')",
    *_triggers('session', 0),
    *_triggers('appointment', 1),
    *_triggers('invoice', 2),
)
