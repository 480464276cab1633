"""The Invoices hub: invoices, estimates and credit memos."""

from __future__ import annotations

from typing import Final

from studio_tui.domain.invoice import KINDS
from studio_tui.hubs.hub import Column, Filter, Hub, Order, Ready
from studio_tui.hubs.parts import (
    A_TO_Z,
    BALANCE,
    EARLIEST,
    LOWEST,
    OWED,
    SESSION,
    named,
    numbered,
    status_filter,
)
from studio_tui.hubs.reading import (
    amount,
    begins,
    day,
    days,
    either,
    holds,
    money,
    name_of,
    one_of,
    phone_of,
)

_KIND = " ".join(f"WHEN '{kind}' THEN '{name}'" for kind, name in KINDS.items())
_KIND_SQL = f"CASE invoice.kind {_KIND} ELSE invoice.kind END"

_COLUMNS: Final = (
    Column(
        "number",
        "Number",
        "invoice.number",
        width=7,
        drop=0,
        order=numbered("invoice"),
    ),
    Column(
        "date",
        "Date",
        "invoice.date",
        width=11,
        show=day,
        drop=2,
        order=Order("invoice.date", EARLIEST, "invoice", down=True),
    ),
    Column("kind", "Type", _KIND_SQL, width=13, drop=5),
    Column(
        "bill_to",
        "Bill to",
        named("payer"),
        width=12,
        weight=3,
        drop=0,
        order=Order(
            "payer.sort_name",
            A_TO_Z,
            "client AS payer CROSS JOIN invoice ON invoice.bill_to_id = payer.id",
        ),
    ),
    Column("client", "Client", named("client"), width=12, weight=2, usual=False, drop=9),
    SESSION,
    Column("description", "Description", "invoice.description", width=9, weight=2, drop=7),
    Column(
        "total",
        "Total",
        "invoice.total",
        width=9,
        right=True,
        show=money,
        drop=3,
        named=True,
        order=Order("invoice.total", LOWEST, down=True),
    ),
    Column("paid", "Paid", "invoice.paid", width=9, right=True, show=money, drop=6, named=True),
    Column(
        "balance",
        "Balance",
        BALANCE,
        width=9,
        right=True,
        show=money,
        drop=1,
        named=True,
        order=Order(BALANCE, LOWEST, down=True),
    ),
    Column(
        "due",
        "Due",
        "invoice.due",
        width=11,
        show=day,
        drop=4,
        named=True,
        order=Order("coalesce(invoice.due, '9')", EARLIEST),
    ),
    Column("status", "Status", "status.name", width=9, usual=False, drop=8),
)

_FILTERS: Final = (
    Filter("number", "Invoice number", begins("invoice.number"), help="How it begins."),
    Filter("bill_to", "Bill to", name_of("invoice.bill_to_id"), help="How a name begins."),
    Filter("client", "Client", name_of("invoice.client_id"), help="How a name begins."),
    Filter("phone", "Phone", phone_of("invoice.bill_to_id"), help="Its digits."),
    Filter("date", "Invoice date", days("invoice.date", indexed=True)),
    Filter(
        "due",
        "Payment due",
        days("invoice.due", indexed=True),
        help="until today, for what is late.",
    ),
    Filter(
        "session_date",
        "Session date",
        days(
            "(SELECT event.start FROM event WHERE event.session_id = invoice.session_id "
            'AND event."primary")'
        ),
    ),
    Filter(
        "session",
        "Session",
        begins("number", within="invoice.session_id IN (SELECT id FROM session WHERE {})"),
    ),
    Filter(
        "kind",
        "Type",
        one_of(f"{_KIND_SQL} = ?"),
        words=tuple(KINDS.values()),
    ),
    Filter(
        "balance",
        "Balance",
        either(due=OWED, settled=f"{BALANCE} = 0", credit=f"{BALANCE} < 0", indexed=("due",)),
        words=("due", "settled", "credit"),
    ),
    Filter("total", "Total", amount("invoice.total"), help="120, over 100, under 50."),
    status_filter("invoice"),
    Filter("text", "Description", holds("invoice.description", "invoice.notes")),
)

HUB: Final = Hub(
    key="invoices",
    title="Invoices",
    noun="invoice",
    kind="invoice",
    table="invoice",
    tables="invoice",
    joins=(
        "JOIN client AS payer ON payer.id = invoice.bill_to_id "
        "JOIN client ON client.id = invoice.client_id "
        "LEFT JOIN session ON session.id = invoice.session_id "
        "LEFT JOIN status ON status.id = invoice.status_id"
    ),
    columns=_COLUMNS,
    filters=_FILTERS,
    order="date",
    client_sql="invoice.client_id",
    session_sql="invoice.session_id",
    warn_sql="payer.call_warning <> ''",
    ready=(
        Ready("Who owes money", {"balance": "due"}, "balance", down=True),
        Ready("Overdue", {"balance": "due", "due": "until yesterday"}, "due"),
        Ready("Due this week", {"balance": "due", "due": "this week"}, "due"),
        Ready("Written this month", {"date": "this month"}),
        Ready("To be given back", {"balance": "credit"}),
    ),
    empty="Nothing has been invoiced yet",
)
