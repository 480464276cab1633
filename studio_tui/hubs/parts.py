"""Columns, filters and pieces of SQL that several hubs have alike."""

from __future__ import annotations

from studio_tui.hubs.hub import Column, Filter, Order
from studio_tui.hubs.reading import day, either, numbered_session, one_of, ticked


def named(client: str) -> str:
    """A client as lists name them, ``Smith, Sara``, else the company."""
    return (
        f"CASE WHEN {client}.last <> '' AND {client}.first <> '' "
        f"THEN {client}.last || ', ' || {client}.first "
        f"WHEN {client}.last <> '' OR {client}.first <> '' THEN {client}.last || {client}.first "
        f"ELSE {client}.company END"
    )


def numbered(table: str, tables: str = "") -> Order:
    """By number: shorter ones come before longer ones, those without first.

    Args:
        table: Whose number.
        tables: The hub's tables, that one first; by default it alone.
    """
    sql = f"printf('%24s', coalesce({table}.number, ''))"
    return Order(sql, LOWEST, tables or table, down=True)


OWED = "invoice.total > invoice.paid AND invoice.kind <> 'estimate'"
"""Whether something is to be paid on an invoice: these have an index of their own."""

BALANCE = "CASE WHEN invoice.kind = 'estimate' THEN 0 ELSE invoice.total - invoice.paid END"
"""What is to be paid on an invoice; nothing on an estimate (`domain.invoice.balance`)."""


def owed(whose: str) -> str:
    """What is still to be paid on the invoices that a condition names."""
    return (
        "coalesce((SELECT sum(max(0, invoice.total - invoice.paid)) FROM invoice "
        f"WHERE {whose} AND invoice.kind <> 'estimate'), 0)"
    )


def owing(record: str, column: str) -> Filter:
    """Whether something is to be paid for a record, by the invoices whose column names it."""
    due = f"{record} IN (SELECT {column} FROM invoice WHERE {OWED} AND {column} IS NOT NULL)"
    return Filter(
        "balance",
        "Balance",
        either(due=due, settled=f"NOT {due}", indexed=("due",)),
        words=("due", "settled"),
    )


def on_schedule(roles: str) -> str:
    """Whether a schedule of that name takes part in the primary event in one of some roles."""
    return (
        "EXISTS (SELECT 1 FROM booking_slot JOIN schedule "
        "ON schedule.id = booking_slot.schedule_id WHERE booking_slot.event_id = event.id "
        f"AND booking_slot.role IN ({roles}) AND schedule.name = ?)"
    )


def taking_part(roles: str) -> str:
    """Names of those who take part in the primary event in some roles."""
    return (
        "(SELECT group_concat(schedule.name, ', ') FROM booking_slot JOIN schedule "
        "ON schedule.id = booking_slot.schedule_id "
        f"WHERE booking_slot.event_id = event.id AND booking_slot.role IN ({roles}))"
    )


PHONE = "(SELECT number FROM client_phone WHERE client_id = client.id ORDER BY sort, id LIMIT 1)"
SCHEDULES = (
    "SELECT schedule.name FROM schedule JOIN {table} ON {table}.schedule_id = schedule.id "
    "{where} ORDER BY schedule.inactive, schedule.sort, schedule.name"
)
SESSION = Column(
    "session",
    "Session",
    "session.number",
    width=9,
    show=numbered_session,
    usual=False,
    drop=9,
    named=True,
)
"""The session that a record belongs to."""
A_TO_Z = ("A to Z", "Z to A")
EARLIEST = ("earliest first", "latest first")
LOWEST = ("lowest first", "highest first")
AS_LISTED = ("as they follow each other", "the other way round")


def status_filter(area: str) -> Filter:
    """The status of a kind of record, whose table is called as its cycle's area."""
    return Filter(
        "status",
        "Status",
        one_of(
            f"{area}.status_id IN (SELECT id FROM status WHERE area = '{area}' AND name = ?)",
            indexed=True,
        ),
        options=f"SELECT name FROM status WHERE area = '{area}' ORDER BY inactive, sort, id",
    )


def status_order(area: str) -> str:
    """To sort by the place of the status in its cycle; those without one come first."""
    return f"coalesce((SELECT sort FROM status WHERE id = {area}.status_id), -1)"


def status_due(area: str) -> Column:
    """The day on which the present status is due."""
    return Column(
        "due",
        "Due",
        f"{area}.status_due",
        width=11,
        show=day,
        usual=False,
        drop=8,
        named=True,
        order=Order(f"coalesce({area}.status_due, '9')", EARLIEST),
    )


def type_filter(area: str, label: str = "Type") -> Filter:
    """The type of a kind of record."""
    return Filter(
        "type",
        label,
        one_of(f"{area}.type_id IN (SELECT id FROM {area}_type WHERE name = ?)", indexed=True),
        options=f"SELECT name FROM {area}_type ORDER BY inactive, sort, name",
    )


def confirmed(area: str) -> Column:
    """Whether the client has agreed to the time."""
    return Column(
        "confirmed",
        "Confirmed",
        f"{area}.confirmed",
        width=9,
        show=ticked("confirmed"),
        usual=False,
        drop=9,
    )


def confirmed_filter(area: str) -> Filter:
    """The same, to filter by."""
    return Filter(
        "confirmed",
        "Confirmed",
        either(yes=f"{area}.confirmed", no=f"NOT {area}.confirmed"),
        words=("yes", "no"),
    )


def open_filter(area: str) -> Filter:
    """Whether it is still to come about: not done, not cancelled."""
    is_open = f"{area}.status_id IN (SELECT id FROM status WHERE kind = 'open')"
    return Filter(
        "open",
        "Open",
        either(yes=is_open, no=f"NOT {is_open}"),
        words=("yes", "no"),
        help="No: done, cancelled, or nobody came.",
    )
