"""The Appointments hub: everything on the calendar that is not a session."""

from __future__ import annotations

from typing import Final

from studio_tui.hubs.hub import Column, Filter, Hub, Order, Ready
from studio_tui.hubs.parts import (
    A_TO_Z,
    AS_LISTED,
    EARLIEST,
    PHONE,
    SESSION,
    confirmed,
    confirmed_filter,
    named,
    numbered,
    on_schedule,
    open_filter,
    status_due,
    status_filter,
    status_order,
    taking_part,
    type_filter,
)
from studio_tui.hubs.reading import (
    begins,
    clock,
    day,
    days,
    either,
    event_days,
    holds,
    name_of,
    one_of,
    phone_of,
)

_EVENT = 'JOIN event ON event.appointment_id = appointment.id AND event."primary"'
_THEN = "CROSS " + _EVENT.replace("event ", "event INDEXED BY event_appointment_id ", 1)
_WALK = f"{{first}} CROSS JOIN appointment ON {{on}} {_THEN}"
_ANY = "'attendee', 'photographer', 'assistant', 'resource'"
_OPEN = "appointment.status_id IN (SELECT id FROM status WHERE kind = 'open')"


_COLUMNS: Final = (
    Column(
        "date",
        "Date",
        "event.start",
        width=11,
        show=day,
        drop=0,
        order=Order(
            "event.start_utc",
            EARLIEST,
            "event CROSS JOIN appointment "
            'ON appointment.id = event.appointment_id AND event."primary"',
            begin=lambda facts: facts.now - 4 * 3600,  # what has just begun is still in sight
        ),
    ),
    Column("start", "Time", "event.start", width=5, show=clock, drop=2),
    Column(
        "type",
        "Type",
        "type.name",
        width=12,
        weight=1,
        drop=0,
        order=Order(
            "type.name",
            A_TO_Z,
            _WALK.format(first="appointment_type AS type", on="appointment.type_id = type.id"),
        ),
    ),
    Column(
        "client",
        "Client",
        named("client"),
        width=12,
        weight=3,
        drop=1,
        order=Order(
            "coalesce((SELECT sort_name FROM client WHERE id = appointment.client_id), '')", A_TO_Z
        ),
    ),
    Column("description", "Description", "appointment.description", width=8, weight=3, drop=3),
    Column("who", "With", taking_part(_ANY), width=10, weight=2, drop=4),
    Column(
        "status",
        "Status",
        "status.name",
        width=9,
        drop=5,
        order=Order(status_order("appointment"), AS_LISTED),
    ),
    status_due("appointment"),
    confirmed("appointment"),
    Column(
        "number",
        "Number",
        "appointment.number",
        width=7,
        drop=7,
        order=numbered("appointment", f"appointment {_THEN}"),
    ),
    Column("phone", "Phone", PHONE, width=13, usual=False, drop=9),
    SESSION,
)

_FILTERS: Final = (
    Filter("client", "Client", name_of("appointment.client_id"), help="How a name begins."),
    Filter("number", "Number", begins("appointment.number"), help="How it begins."),
    Filter("phone", "Phone", phone_of("appointment.client_id"), help="Its digits."),
    Filter("date", "Date", event_days),
    type_filter("appointment"),
    status_filter("appointment"),
    Filter(
        "who",
        "With",
        one_of(on_schedule(_ANY)),
        options="SELECT name FROM schedule ORDER BY inactive, kind, sort, name",
        help="A person or a room.",
    ),
    Filter(
        "linked",
        "Linked",
        either(
            client="appointment.client_id IS NOT NULL",
            session="appointment.session_id IS NOT NULL",
            nobody="appointment.client_id IS NULL",
        ),
        words=("client", "session", "nobody"),
    ),
    confirmed_filter("appointment"),
    open_filter("appointment"),
    Filter("due", "Status due", days(f"{_OPEN} AND appointment.status_due")),
    Filter("text", "Description", holds("appointment.description", "appointment.notes")),
)

HUB: Final = Hub(
    key="appointments",
    title="Appointments",
    noun="appointment",
    kind="appointment",
    table="appointment",
    tables=f"appointment {_EVENT}",
    joins=(
        "JOIN appointment_type AS type ON type.id = appointment.type_id "
        "JOIN status ON status.id = appointment.status_id "
        "LEFT JOIN client ON client.id = appointment.client_id "
        "LEFT JOIN session ON session.id = appointment.session_id"
    ),
    columns=_COLUMNS,
    filters=_FILTERS,
    order="date",
    client_sql="appointment.client_id",
    session_sql="appointment.session_id",
    colour_sql="coalesce(nullif(appointment.colour, ''), type.colour)",
    warn_sql="coalesce(client.call_warning, '') <> ''",
    off_sql="status.kind IN ('cancelled', 'no-show')",
    ready=(
        Ready("Today", {"date": "today"}),
        Ready("This week", {"date": "this week"}),
        Ready("Not confirmed yet", {"date": "from today", "confirmed": "no", "open": "yes"}),
        Ready("Status due", {"due": "until today"}, "due"),
    ),
    empty="No appointment has been arranged yet",
)
