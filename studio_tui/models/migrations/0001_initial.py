"""Clients, people, schedules, sessions with their events and slots, history; search; the slot guard."""
from peewee import *

def up(migrator, db):
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
            indexes = ((('area', 'name'), True),)
    db.create_tables([Status])

    class Client(Model):
        number = TextField(unique=True, null=True)
        last = TextField(default='')
        first = TextField(default='')
        salutation = TextField(default='')
        business = BooleanField(default=False)
        job_title = TextField(default='')
        company = TextField(default='')
        street = TextField(default='', collation='NOCASE', index=True)
        city = TextField(default='')
        state = TextField(default='')
        postcode = TextField(default='')
        country = TextField(default='')
        email = TextField(default='')
        call_warning = TextField(default='')
        status = ForeignKeyField(Status, null=True)
        status_due = TextField(null=True)
        lead_source = TextField(default='')
        referred_by = ForeignKeyField('self', null=True, on_delete='SET NULL')
        allow_email = BooleanField(default=True)
        allow_mail = BooleanField(default=True)
        allow_sms = BooleanField(default=True)
        allow_call = BooleanField(default=True)
        birth_date = TextField(null=True)
        anniversary = TextField(null=True)
        notes = TextField(default='')
        sort_name = TextField(index=True)
        given_name = TextField(index=True)
        search = TextField(default='')
        version = IntegerField(default=1)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'client'
    db.create_tables([Client])

    class Location(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        zone = TextField()
        address = TextField(default='')
        phone = TextField(default='')
        email = TextField(default='')
        url = TextField(default='')
        class Meta:
            database = db
            table_name = 'location'
    db.create_tables([Location])

    class Schedule(Model):
        name = TextField()
        kind = TextField()
        location = ForeignKeyField(Location)
        sort = IntegerField(default=0)
        shown = BooleanField(default=True)
        inactive = BooleanField(default=False)
        longest = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'schedule'
    db.create_tables([Schedule])

    class Person(Model):
        schedule = ForeignKeyField(Schedule, unique=True)
        first = TextField(default='')
        last = TextField(default='')
        initials = TextField(unique=True)
        email = TextField(default='')
        phone = TextField(default='')
        photographer = BooleanField(default=False)
        assistant = BooleanField(default=False)
        sales = BooleanField(default=False)
        booker = BooleanField(default=True)
        auto_select = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'person'
    db.create_tables([Person])

    class Resource(Model):
        schedule = ForeignKeyField(Schedule, unique=True)
        code = TextField(default='')
        notes = TextField(default='')
        class Meta:
            database = db
            table_name = 'resource'
    db.create_tables([Resource])

    class SessionType(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        code = TextField(default='')
        colour = TextField(default='#888888')
        length = IntegerField(default=60)
        before = IntegerField(default=0)
        after = IntegerField(default=0)
        photographer = ForeignKeyField(Person, null=True)
        assistant = ForeignKeyField(Person, null=True)
        resource = ForeignKeyField(Resource, null=True)
        terms = TextField(default='')
        class Meta:
            database = db
            table_name = 'session_type'
    db.create_tables([SessionType])

    class OutsideLocation(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        address = TextField(default='')
        notes = TextField(default='')
        class Meta:
            database = db
            table_name = 'outside_location'
    db.create_tables([OutsideLocation])

    class Session(Model):
        number = TextField(unique=True, null=True)
        client = ForeignKeyField(Client)
        type = ForeignKeyField(SessionType)
        location = ForeignKeyField(Location)
        outside_location = ForeignKeyField(OutsideLocation, null=True)
        description = TextField(default='')
        status = ForeignKeyField(Status)
        status_due = TextField(null=True)
        confirmed = BooleanField(default=False)
        booked_by = ForeignKeyField(Person, null=True)
        arrival = TextField(null=True)
        notes = TextField(default='')
        token = TextField(unique=True)
        version = IntegerField(default=1)
        created = IntegerField()
        class Meta:
            database = db
            table_name = 'session'
    db.create_tables([Session])

    class Event(Model):
        session = ForeignKeyField(Session, on_delete='CASCADE')
        start = TextField()
        end = TextField()
        zone = TextField()
        start_utc = IntegerField(index=True)
        end_utc = IntegerField()
        description = TextField(default='')
        primary = BooleanField(default=True)
        hidden = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'event'
    db.create_tables([Event])

    class BookingSlot(Model):
        event = ForeignKeyField(Event, on_delete='CASCADE')
        schedule = ForeignKeyField(Schedule)
        role = TextField()
        start_utc = IntegerField()
        end_utc = IntegerField()
        before = IntegerField(default=0)
        after = IntegerField(default=0)
        held = BooleanField(default=True)
        forced = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'booking_slot'
            indexes = ((('schedule', 'start_utc', 'end_utc', 'held'), False), (('event', 'role', 'schedule'), True))
    db.create_tables([BookingSlot])

    class Change(Model):
        subject = TextField()
        record_id = IntegerField()
        person = ForeignKeyField(Person, null=True)
        at = IntegerField()
        action = TextField()
        words = TextField(default='')
        before = TextField(default='{}')
        after = TextField(default='{}')
        class Meta:
            database = db
            table_name = 'change'
            indexes = ((('subject', 'record_id', 'at'), False),)
    db.create_tables([Change])

    class ClientGroup(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'client_group'
    db.create_tables([ClientGroup])

    class ClientGroupMember(Model):
        client = ForeignKeyField(Client, on_delete='CASCADE')
        group = ForeignKeyField(ClientGroup, on_delete='CASCADE')
        class Meta:
            database = db
            table_name = 'client_group_member'
            primary_key = CompositeKey('client', 'group')
    db.create_tables([ClientGroupMember])

    class ClientPhone(Model):
        client = ForeignKeyField(Client, on_delete='CASCADE')
        label = TextField(default='')
        number = TextField()
        key = TextField(index=True)
        sms = BooleanField(default=False)
        sort = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'client_phone'
    db.create_tables([ClientPhone])

    class Closure(Model):
        location = ForeignKeyField(Location, on_delete='CASCADE')
        first = TextField()
        last = TextField()
        name = TextField()
        class Meta:
            database = db
            table_name = 'closure'
    db.create_tables([Closure])

    class Counter(Model):
        name = TextField(primary_key=True)
        next = IntegerField()
        class Meta:
            database = db
            table_name = 'counter'
    db.create_tables([Counter])

    class FamilyMember(Model):
        client = ForeignKeyField(Client, on_delete='CASCADE')
        name = TextField()
        relationship = TextField(default='')
        birth_date = TextField(null=True)
        gender = TextField(default='')
        class Meta:
            database = db
            table_name = 'family_member'
    db.create_tables([FamilyMember])

    class LeadSource(Model):
        name = TextField(unique=True)
        sort = IntegerField(default=0)
        inactive = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'lead_source'
    db.create_tables([LeadSource])

    class Note(Model):
        subject = TextField()
        record_id = IntegerField()
        person = ForeignKeyField(Person, null=True)
        at = IntegerField()
        text = TextField()
        class Meta:
            database = db
            table_name = 'note'
            indexes = ((('subject', 'record_id', 'at'), False),)
    db.create_tables([Note])

    class OpeningHours(Model):
        location = ForeignKeyField(Location, on_delete='CASCADE')
        weekday = IntegerField()
        start = IntegerField()
        end = IntegerField()
        class Meta:
            database = db
            table_name = 'opening_hours'
    db.create_tables([OpeningHours])

    class Preference(Model):
        person_id = IntegerField(default=0)
        key = TextField()
        value = TextField()
        class Meta:
            database = db
            table_name = 'preference'
            primary_key = CompositeKey('person_id', 'key')
    db.create_tables([Preference])

    for statement in SEARCH + SLOT_GUARD:
        db.execute_sql(statement)


# Substrings of three characters and more, inside words and phone digits too.
SEARCH = (
    """CREATE VIRTUAL TABLE client_search USING fts5(
        search, content='client', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER client_search_added AFTER INSERT ON client BEGIN
        INSERT INTO client_search(rowid, search) VALUES (NEW.id, NEW.search);
    END""",
    """CREATE TRIGGER client_search_removed AFTER DELETE ON client BEGIN
        INSERT INTO client_search(client_search, rowid, search)
        VALUES ('delete', OLD.id, OLD.search);
    END""",
    """CREATE TRIGGER client_search_changed AFTER UPDATE OF search ON client
    WHEN OLD.search <> NEW.search BEGIN
        INSERT INTO client_search(client_search, rowid, search)
        VALUES ('delete', OLD.id, OLD.search);
        INSERT INTO client_search(rowid, search) VALUES (NEW.id, NEW.search);
    END""",
)

# The last line of defence against double booking: it holds even when code forgets to check.
_OVERLAP = """
    SELECT RAISE(ABORT, 'slot ends before it starts') WHERE NEW.end_utc <= NEW.start_utc;
    SELECT RAISE(ABORT, 'slot taken') WHERE NEW.held AND NOT NEW.forced AND EXISTS (
        SELECT 1 FROM booking_slot AS other
        WHERE other.schedule_id = NEW.schedule_id AND other.held AND other.id <> NEW.id
        AND other.event_id <> NEW.event_id
        AND other.start_utc < NEW.end_utc AND other.end_utc > NEW.start_utc
        AND other.start_utc > NEW.start_utc
            - (SELECT longest FROM schedule WHERE id = NEW.schedule_id));
    UPDATE schedule SET longest = NEW.end_utc - NEW.start_utc
    WHERE id = NEW.schedule_id AND longest < NEW.end_utc - NEW.start_utc;
"""

SLOT_GUARD = (
    f"CREATE TRIGGER booking_slot_added AFTER INSERT ON booking_slot BEGIN {_OVERLAP} END",
    "CREATE TRIGGER booking_slot_changed "
    f"AFTER UPDATE OF schedule_id, start_utc, end_utc, held, forced ON booking_slot BEGIN {_OVERLAP} END",
)
