"""Appointments, price lists, invoices, payments, letters and the outbox; people of a session."""
from peewee import *


def up(migrator, db):
    class Client(Model):
        class Meta:
            database = db
            table_name = 'client'

    class Location(Model):
        class Meta:
            database = db
            table_name = 'location'

    class Person(Model):
        class Meta:
            database = db
            table_name = 'person'

    class Resource(Model):
        class Meta:
            database = db
            table_name = 'resource'

    class SessionType(Model):
        class Meta:
            database = db
            table_name = 'session_type'

    class OutsideLocation(Model):
        class Meta:
            database = db
            table_name = 'outside_location'

    class Session(Model):
        class Meta:
            database = db
            table_name = 'session'

    class Status(Model):
        area = TextField()
        name = TextField()
        kind = TextField(default='open')
        sort = IntegerField(default=0)
        days = IntegerField(default=0)
        initial = BooleanField(default=False)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'status'

    class TaxRate(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        code = TextField(default='')
        label = TextField(default='')
        rate = IntegerField(default=0)
        second_label = TextField(default='')
        second_rate = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'tax_rate'
    db.create_tables([TaxRate])

    class PriceList(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'price_list'
    db.create_tables([PriceList])

    class ItemGroup(Model):
        price_list = ForeignKeyField(PriceList, on_delete='CASCADE')
        name = TextField()
        sort = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'item_group'
            indexes = [(('price_list', 'name'), True)]
    db.create_tables([ItemGroup])

    class Item(Model):
        price_list = ForeignKeyField(PriceList, on_delete='CASCADE')
        group = ForeignKeyField(ItemGroup, on_delete='CASCADE')
        identifier = TextField()
        description = TextField()
        kind = TextField()
        price = IntegerField(default=0)
        cost = IntegerField(default=0)
        taxable = BooleanField(default=True)
        tax_rate = ForeignKeyField(TaxRate, null=True)
        sort = IntegerField(default=0)
        hidden = BooleanField(default=False)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'item'
            indexes = [(('price_list', 'identifier'), True)]
    db.create_tables([Item])

    class PackageItem(Model):
        package = ForeignKeyField(Item, on_delete='CASCADE')
        item = ForeignKeyField(Item, on_delete='CASCADE')
        quantity = IntegerField(default=1)
        class Meta:
            database = db
            table_name = 'package_item'
            primary_key = CompositeKey('package', 'item')
    db.create_tables([PackageItem])

    class SessionTypeItem(Model):
        type = ForeignKeyField(SessionType, on_delete='CASCADE')
        item = ForeignKeyField(Item, on_delete='CASCADE')
        quantity = IntegerField(default=1)
        from_people = IntegerField(default=0)
        to_people = IntegerField(null=True)
        each = BooleanField(default=False)
        sort = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'session_type_item'
    db.create_tables([SessionTypeItem])

    class AppointmentType(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        code = TextField(default='')
        colour = TextField(default='#888888')
        length = IntegerField(default=30)
        class Meta:
            database = db
            table_name = 'appointment_type'
    db.create_tables([AppointmentType])

    class Appointment(Model):
        number = TextField(unique=True)
        client = ForeignKeyField(Client, null=True)
        session = ForeignKeyField(Session, on_delete='SET NULL', null=True)
        type = ForeignKeyField(AppointmentType)
        location = ForeignKeyField(Location)
        outside_location = ForeignKeyField(OutsideLocation, null=True)
        description = TextField(default='')
        colour = TextField(default='')
        status = ForeignKeyField(Status)
        status_due = TextField(null=True)
        confirmed = BooleanField(default=False)
        booked_by = ForeignKeyField(Person, null=True)
        notes = TextField(default='')
        token = TextField(unique=True)
        version = IntegerField(default=1)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'appointment'
    db.create_tables([Appointment])

    class Invoice(Model):
        number = TextField(unique=True)
        client = ForeignKeyField(Client)
        bill_to = ForeignKeyField(Client)
        session = ForeignKeyField(Session, null=True)
        kind = TextField(default='session-fee')
        date = TextField()
        due = TextField(null=True)
        description = TextField(default='')
        sales_rep = ForeignKeyField(Person, null=True)
        discount_percent = IntegerField(default=0)
        discount_amount = IntegerField(default=0)
        shipping = IntegerField(default=0)
        tax_rate = ForeignKeyField(TaxRate, null=True)
        tax_method = TextField(default='none')
        tax_label = TextField(default='')
        tax = IntegerField(default=0)
        second_tax_label = TextField(default='')
        second_tax = IntegerField(default=0)
        shipping_taxable = BooleanField(default=False)
        total = IntegerField(default=0)
        notes = TextField(default='')
        token = TextField(unique=True)
        version = IntegerField(default=1)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'invoice'
    db.create_tables([Invoice])

    class InvoiceLine(Model):
        invoice = ForeignKeyField(Invoice, on_delete='CASCADE')
        item = ForeignKeyField(Item, on_delete='SET NULL', null=True)
        sort = IntegerField(default=0)
        identifier = TextField(default='')
        description = TextField()
        content = TextField(default='')
        quantity = IntegerField(default=1)
        price = IntegerField()
        discount_percent = IntegerField(default=0)
        discount_amount = IntegerField(default=0)
        taxable = BooleanField(default=True)
        tax_label = TextField(default='')
        tax = IntegerField(default=0)
        automatic = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'invoice_line'
    db.create_tables([InvoiceLine])

    class PaymentMethod(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        code = TextField(default='')
        kind = TextField(default='other')
        class Meta:
            database = db
            table_name = 'payment_method'
    db.create_tables([PaymentMethod])

    class Payment(Model):
        number = TextField(unique=True)
        invoice = ForeignKeyField(Invoice, null=True)
        client = ForeignKeyField(Client)
        pending = BooleanField(default=False)
        date = TextField(null=True)
        due = TextField(null=True)
        method = ForeignKeyField(PaymentMethod, null=True)
        amount = IntegerField()
        tendered = IntegerField(null=True)
        reference = TextField(default='')
        notes = TextField(default='')
        taken_by = ForeignKeyField(Person, null=True)
        token = TextField(unique=True)
        version = IntegerField(default=1)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'payment'
    db.create_tables([Payment])

    class Letter(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        area = TextField()
        subject = TextField(default='')
        body = TextField(default='')
        class Meta:
            database = db
            table_name = 'letter'
    db.create_tables([Letter])

    class Message(Model):
        sender = TextField()
        subject = TextField()
        body = TextField()
        message_id = TextField(unique=True)
        client = ForeignKeyField(Client, on_delete='SET NULL', null=True)
        session = ForeignKeyField(Session, on_delete='SET NULL', null=True)
        appointment = ForeignKeyField(Appointment, on_delete='SET NULL', null=True)
        invoice = ForeignKeyField(Invoice, on_delete='SET NULL', null=True)
        person = ForeignKeyField(Person, null=True)
        attempts = IntegerField(default=0)
        next_try = IntegerField(null=True, index=True)
        claimed_until = IntegerField(null=True)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'message'
    db.create_tables([Message])

    class MessageRecipient(Model):
        message = ForeignKeyField(Message, on_delete='CASCADE')
        address = TextField()
        state = TextField(default='waiting')
        said = TextField(default='')
        at = IntegerField(null=True)
        class Meta:
            database = db
            table_name = 'message_recipient'
    db.create_tables([MessageRecipient])

    class MessageAttachment(Model):
        message = ForeignKeyField(Message, on_delete='CASCADE')
        name = TextField()
        content_type = TextField(default='application/pdf')
        content = BlobField()
        class Meta:
            database = db
            table_name = 'message_attachment'
    db.create_tables([MessageAttachment])

    migrator.migrate(
        migrator.add_column('session_type', 'price_list_id', ForeignKeyField(PriceList, PriceList.id, null=True)),
        migrator.add_column('session_type', 'deposit_percent', IntegerField(default=0)),
        migrator.add_column('session_type', 'deposit_amount', IntegerField(default=0)),
        migrator.add_column('session', 'people', IntegerField(null=True)),
    )
    for statement in EVENT:
        db.execute_sql(statement)
    # A studio that is open already gets what its first appointment and payment cannot do without;
    # a new one gets it from the starter files.
    if db.execute_sql('SELECT 1 FROM location').fetchone():
        Status.insert_many(STATUSES, (Status.area, Status.name, Status.kind, Status.sort, Status.days, Status.initial)).execute()
        AppointmentType.insert_many(TYPES, (AppointmentType.name, AppointmentType.code, AppointmentType.colour, AppointmentType.length, AppointmentType.sort)).execute()
        PaymentMethod.insert_many(METHODS, (PaymentMethod.name, PaymentMethod.code, PaymentMethod.kind, PaymentMethod.sort)).execute()


# An event belongs to a session or to an appointment: SQLite can loosen a column only by building
# the table anew.
EVENT = (
    """CREATE TABLE "event_new" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "session_id" INTEGER, "appointment_id" INTEGER,
        "start" TEXT NOT NULL, "end" TEXT NOT NULL, "zone" TEXT NOT NULL,
        "start_utc" INTEGER NOT NULL, "end_utc" INTEGER NOT NULL,
        "description" TEXT NOT NULL, "primary" INTEGER NOT NULL, "hidden" INTEGER NOT NULL,
        FOREIGN KEY ("session_id") REFERENCES "session" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("appointment_id") REFERENCES "appointment" ("id") ON DELETE CASCADE,
        CHECK ((session_id IS NULL) <> (appointment_id IS NULL)))""",
    """INSERT INTO "event_new" (id, session_id, start, "end", zone, start_utc, end_utc, description,
        "primary", hidden) SELECT id, session_id, start, "end", zone, start_utc, end_utc,
        description, "primary", hidden FROM event""",
    'DROP TABLE "event"',
    'ALTER TABLE "event_new" RENAME TO "event"',
    'CREATE INDEX "event_session_id" ON "event" ("session_id")',
    'CREATE INDEX "event_appointment_id" ON "event" ("appointment_id")',
    'CREATE INDEX "event_start_utc" ON "event" ("start_utc")',
)

STATUSES = (
    ('appointment', 'Arranged', 'open', 10, 0, True),
    ('appointment', 'Took place', 'done', 20, 0, False),
    ('appointment', 'Cancelled', 'cancelled', 30, 0, False),
    ('appointment', 'No-show', 'no-show', 40, 0, False),
    ('appointment', 'Became a session', 'cancelled', 50, 0, False),
)
TYPES = (
    ('Consultation', 'CN', '#2e8b9a', 30, 10),
    ('Viewing & order', 'VO', '#8a6fd1', 60, 20),
    ('Collection', 'CL', '#6b8e23', 15, 30),
    ('Meeting', 'ME', '#9aa0a6', 60, 40),
    ('Blocked', 'BL', '#707070', 60, 50),
)
METHODS = (
    ('Cash', 'CA', 'cash', 10),
    ('Card', 'CC', 'card', 20),
    ('Bank transfer', 'BT', 'other', 30),
    ('Cheque', 'CH', 'cheque', 40),
    ('Gift voucher', 'GV', 'gift', 50),
)
