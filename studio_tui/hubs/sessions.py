"""The Sessions hub: sessions only, appointments have their own."""

from __future__ import annotations

from typing import Final

from studio_tui.hubs.hub import Column, Filter, Hub, Order, Ready
from studio_tui.hubs.parts import (
    A_TO_Z,
    AS_LISTED,
    EARLIEST,
    LOWEST,
    PHONE,
    SCHEDULES,
    confirmed,
    confirmed_filter,
    named,
    numbered,
    on_schedule,
    open_filter,
    owed,
    owing,
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
    money,
    name_of,
    one_of,
    phone_of,
)
from studio_tui.hubs.reading import (
    numbered as number,
)

_EVENT = 'JOIN event ON event.session_id = session.id AND event."primary"'
_OWED = owed("invoice.session_id = session.id")
_THEN = "CROSS " + _EVENT.replace("event ", "event INDEXED BY event_session_id ", 1)
_WALK = f"{{first}} CROSS JOIN session ON {{on}} {_THEN}"
_PAID = "session.id IN (SELECT session_id FROM invoice WHERE session_id = session.id AND paid > 0)"
_OPEN = "session.status_id IN (SELECT id FROM status WHERE kind = 'open')"


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
            'event CROSS JOIN session ON session.id = event.session_id AND event."primary"',
            begin=lambda facts: facts.now - 4 * 3600,  # what has just begun is still in sight
        ),
    ),
    Column("start", "Time", "event.start", width=5, show=clock, drop=2),
    Column(
        "client",
        "Client",
        named("client"),
        width=14,
        weight=3,
        drop=0,
        order=Order(
            "client.sort_name",
            A_TO_Z,
            _WALK.format(first="client", on="session.client_id = client.id"),
        ),
    ),
    Column(
        "type",
        "Type",
        "type.name",
        width=9,
        weight=2,
        drop=3,
        order=Order(
            "type.name",
            A_TO_Z,
            _WALK.format(first="session_type AS type", on="session.type_id = type.id"),
        ),
    ),
    Column("description", "Description", "session.description", width=8, weight=3, drop=6),
    Column(
        "photographer",
        "Photographer",
        taking_part("'photographer'"),
        width=10,
        weight=2,
        drop=5,
        order=Order(f"coalesce({taking_part(chr(39) + 'photographer' + chr(39))}, '')", A_TO_Z),
    ),
    Column("resource", "Room", taking_part("'resource'"), width=8, weight=1, usual=False, drop=7),
    Column(
        "status",
        "Status",
        "status.name",
        width=9,
        weight=1,
        drop=4,
        order=Order(status_order("session"), AS_LISTED),
    ),
    status_due("session"),
    confirmed("session"),
    Column(
        "balance",
        "Balance",
        _OWED,
        width=9,
        right=True,
        show=money,
        drop=7,
        named=True,
        order=Order(_OWED, LOWEST, down=True),
    ),
    Column(
        "number",
        "Number",
        "session.number",
        width=7,
        show=number,
        drop=8,
        order=numbered("session", f"session {_THEN}"),
    ),
    Column("phone", "Phone", PHONE, width=13, usual=False, drop=9),
    Column("place", "Place", "place.name", width=8, weight=1, usual=False, drop=9),
)

_FILTERS: Final = (
    Filter("client", "Client", name_of("session.client_id"), help="How a name begins."),
    Filter("number", "Number", begins("session.number"), help="How it begins."),
    Filter("phone", "Phone", phone_of("session.client_id"), help="Its digits, as ever written."),
    Filter("date", "Date", event_days),
    type_filter("session", "Session type"),
    status_filter("session"),
    Filter(
        "photographer",
        "Photographer",
        one_of(on_schedule("'photographer'")),
        options=SCHEDULES.format(table="person", where="WHERE person.photographer"),
    ),
    Filter(
        "resource",
        "Room",
        one_of(on_schedule("'resource'")),
        options=SCHEDULES.format(table="resource", where=""),
    ),
    confirmed_filter("session"),
    open_filter("session"),
    owing("session.id", "session_id"),
    Filter(
        "paid",
        "Paid",
        either(something=_PAID, nothing=f"NOT {_PAID}"),
        words=("something", "nothing"),
        help="Whether anything was paid for it, as a deposit.",
    ),
    Filter(
        "due",
        "Status due",
        days(f"{_OPEN} AND session.status_due"),
        help="Days on which the present status is due: until yesterday for what is late.",
    ),
    Filter("text", "Description", holds("session.description", "session.notes")),
)

HUB: Final = Hub(
    key="sessions",
    title="Sessions",
    noun="session",
    kind="session",
    table="session",
    tables=f"session {_EVENT}",
    joins=(
        "JOIN client ON client.id = session.client_id "
        "JOIN session_type AS type ON type.id = session.type_id "
        "JOIN status ON status.id = session.status_id "
        "LEFT JOIN outside_location AS place ON place.id = session.outside_location_id"
    ),
    columns=_COLUMNS,
    filters=_FILTERS,
    order="date",
    client_sql="session.client_id",
    session_sql="session.id",
    colour_sql="type.colour",
    warn_sql="client.call_warning <> ''",
    off_sql="status.kind IN ('cancelled', 'no-show')",
    ready=(
        Ready("Today", {"date": "today"}),
        Ready("This week", {"date": "this week"}),
        Ready("Not confirmed yet", {"date": "from today", "confirmed": "no", "open": "yes"}),
        Ready("Without a deposit", {"date": "from today", "paid": "nothing", "open": "yes"}),
        Ready("Over, and not paid", {"date": "until yesterday", "balance": "due"}),
    ),
    empty="No session has been booked yet",
)
