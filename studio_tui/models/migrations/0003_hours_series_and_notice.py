"""Working hours and time off, recurring appointments, notice, drive time, texts on the calendar."""
from peewee import *


def up(migrator, db):
    class Schedule(Model):
        class Meta:
            database = db
            table_name = 'schedule'

    class OutsideLocation(Model):
        class Meta:
            database = db
            table_name = 'outside_location'

    class WorkingHours(Model):
        schedule = ForeignKeyField(Schedule, on_delete='CASCADE')
        weekday = IntegerField()
        start = IntegerField()
        end = IntegerField()
        class Meta:
            database = db
            table_name = 'working_hours'
    db.create_tables([WorkingHours])

    class DayHours(Model):
        schedule = ForeignKeyField(Schedule, on_delete='CASCADE')
        day = TextField()
        start = IntegerField(null=True)
        end = IntegerField(null=True)
        class Meta:
            database = db
            table_name = 'day_hours'
            indexes = [(('schedule', 'day'), False)]
    db.create_tables([DayHours])

    class TimeOff(Model):
        schedule = ForeignKeyField(Schedule, on_delete='CASCADE')
        start = TextField()
        end = TextField()
        start_utc = IntegerField()
        end_utc = IntegerField()
        reason = TextField(default='')
        class Meta:
            database = db
            table_name = 'time_off'
            indexes = [(('schedule', 'start_utc', 'end_utc'), False)]
    db.create_tables([TimeOff])

    class Series(Model):
        rule = TextField()
        start = TextField()
        end = TextField()
        class Meta:
            database = db
            table_name = 'series'
    db.create_tables([Series])

    migrator.migrate(
        migrator.add_column('resource', 'clashes', TextField(default='', constraints=[SQL("DEFAULT ''")])),
        migrator.add_column('session_type', 'notice', IntegerField(default=0, constraints=[SQL('DEFAULT 0')])),
        migrator.add_column('session_type', 'clashes', TextField(default='', constraints=[SQL("DEFAULT ''")])),
        migrator.add_column('session_type', 'calendar_text', TextField(default='', constraints=[SQL("DEFAULT ''")])),
        migrator.add_column('appointment_type', 'calendar_text', TextField(default='', constraints=[SQL("DEFAULT ''")])),
        migrator.add_column('appointment_type', 'unlinked_text', TextField(default='', constraints=[SQL("DEFAULT ''")])),
        migrator.add_column('session', 'drive', IntegerField(default=0, constraints=[SQL('DEFAULT 0')])),
        migrator.add_column('session', 'sequence', IntegerField(default=0, constraints=[SQL('DEFAULT 0')])),
        migrator.add_column('appointment', 'sequence', IntegerField(default=0, constraints=[SQL('DEFAULT 0')])),
        migrator.add_column('appointment', 'series_id', ForeignKeyField(Series, Series.id, null=True, on_delete='SET NULL')),
        migrator.add_column('appointment', 'series_day', TextField(null=True)),
        migrator.add_column('event', 'outside_location_id', ForeignKeyField(OutsideLocation, OutsideLocation.id, null=True)),
    )
