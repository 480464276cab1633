"""The Clients hub."""

from __future__ import annotations

from typing import Final

from studio_tui.hubs.hub import Column, Filter, Hub, Order, Ready
from studio_tui.hubs.parts import (
    A_TO_Z,
    AS_LISTED,
    EARLIEST,
    LOWEST,
    PHONE,
    named,
    numbered,
    owed,
    owing,
    status_filter,
    status_order,
)
from studio_tui.hubs.reading import (
    begins,
    day,
    days,
    either,
    holds,
    instant,
    money,
    name_of,
    one_of,
    phone_of,
    ticked,
)

_OWED = owed("invoice.bill_to_id = client.id")
_LAST = (
    "(SELECT max(event.start) FROM session JOIN event ON event.session_id = session.id "
    "JOIN status ON status.id = session.status_id "
    "WHERE session.client_id = client.id AND status.kind NOT IN ('cancelled', 'no-show'))"
)


_COLUMNS: Final = (
    Column(
        "name",
        "Name",
        named("client"),
        width=16,
        weight=4,
        drop=0,
        order=Order("client.sort_name", A_TO_Z, "client"),
    ),
    Column("company", "Company", "client.company", width=12, weight=2, usual=False, drop=6),
    Column("phone", "Phone", PHONE, width=15, drop=1),
    Column("email", "Email", "client.email", width=14, weight=3, drop=6),
    Column(
        "city",
        "City",
        "client.city",
        width=9,
        weight=1,
        drop=3,
        order=Order("client.city", A_TO_Z, "client"),
    ),
    Column(
        "status",
        "Status",
        "status.name",
        width=9,
        drop=4,
        order=Order(status_order("client"), AS_LISTED),
    ),
    Column(
        "last",
        "Last session",
        _LAST,
        width=12,
        show=day,
        drop=5,
        named=True,
        order=Order(f"coalesce({_LAST}, '')", EARLIEST, down=True),
    ),
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
        "client.number",
        width=7,
        drop=8,
        order=numbered("client"),
    ),
    Column(
        "lead",
        "Lead source",
        "client.lead_source",
        width=11,
        weight=1,
        usual=False,
        drop=9,
        order=Order("client.lead_source", A_TO_Z),
    ),
    Column(
        "created",
        "Added",
        "client.created",
        width=10,
        show=instant,
        usual=False,
        drop=9,
        named=True,
        order=Order("client.id", EARLIEST, "client", down=True),
    ),
    Column("postcode", "Postcode", "client.postcode", width=8, usual=False, drop=9),
    Column(
        "warning",
        "Warning",
        "client.call_warning",
        width=10,
        weight=1,
        usual=False,
        drop=9,
    ),
    Column(
        "sms",
        "Texts",
        "client.allow_sms",
        width=5,
        show=ticked("texts"),
        usual=False,
        drop=9,
    ),
)

_FILTERS: Final = (
    Filter(
        "name", "Name", name_of("client.id"), help="How last name, first name or company begin."
    ),
    Filter("number", "Number", begins("client.number"), help="How it begins."),
    Filter("phone", "Phone", phone_of("client.id"), help="Its digits, however written."),
    Filter("email", "Email", holds("client.email"), help="Any part of it."),
    Filter("company", "Company", holds("client.company"), help="Any part of it."),
    Filter("city", "City", holds("client.city"), help="Any part of it."),
    Filter("postcode", "Postcode", begins("client.postcode", "postcode"), help="How it begins."),
    status_filter("client"),
    Filter(
        "lead",
        "Lead source",
        one_of("client.lead_source = ?"),
        options="SELECT name FROM lead_source ORDER BY inactive, sort, name",
    ),
    Filter(
        "group",
        "Group",
        one_of(
            "client.id IN (SELECT client_id FROM client_group_member WHERE group_id IN "
            "(SELECT id FROM client_group WHERE name = ?))",
            indexed=True,
        ),
        options="SELECT name FROM client_group ORDER BY inactive, sort, name",
    ),
    owing("client.id", "bill_to_id"),
    Filter("due", "Status due", days("client.status_due")),
    Filter(
        "last",
        "Last session",
        days(_LAST),
        help="Days of it: until last year, for those not seen for long.",
    ),
    Filter(
        "warning",
        "Call warning",
        either(yes="client.call_warning <> ''", no="client.call_warning = ''"),
        words=("yes", "no"),
    ),
    Filter("text", "Notes", holds("client.notes"), help="Any part of them."),
)

HUB: Final = Hub(
    key="clients",
    title="Clients",
    noun="client",
    kind="client",
    table="client",
    tables="client",
    joins="LEFT JOIN status ON status.id = client.status_id",
    columns=_COLUMNS,
    filters=_FILTERS,
    order="name",
    client_sql="client.id",
    warn_sql="client.call_warning <> ''",
    ready=(
        Ready("Who owes money", {"balance": "due"}, "balance", down=True),
        Ready("Status due", {"due": "until today"}),
        Ready("Not seen this year", {"last": "until last year"}, "last", down=True),
        Ready("With a call warning", {"warning": "yes"}),
    ),
    empty="There are no clients yet",
)
