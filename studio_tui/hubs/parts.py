"""Pieces of SQL that several hubs say alike."""

from __future__ import annotations


def named(client: str) -> str:
    """A client as lists name them, ``Smith, Sara``, else the company."""
    return (
        f"CASE WHEN {client}.last <> '' AND {client}.first <> '' "
        f"THEN {client}.last || ', ' || {client}.first "
        f"WHEN {client}.last <> '' OR {client}.first <> '' THEN {client}.last || {client}.first "
        f"ELSE {client}.company END"
    )


def numbered(column: str) -> str:
    """A number to sort by: shorter ones come before longer ones, those without first."""
    return f"printf('%24s', coalesce({column}, ''))"


PAID = (
    "coalesce((SELECT sum(amount) FROM payment "
    "WHERE payment.invoice_id = invoice.id AND NOT payment.pending), 0)"
)
"""What was paid on an invoice."""

BALANCE = f"CASE WHEN invoice.kind = 'estimate' THEN 0 ELSE invoice.total - {PAID} END"
"""What is to be paid on an invoice; nothing on an estimate (`domain.invoice.balance`)."""


def owed(whose: str) -> str:
    """What is still to be paid on the invoices that a condition names."""
    return (
        "coalesce((SELECT sum(max(0, total - coalesce((SELECT sum(amount) FROM payment "
        "WHERE payment.invoice_id = invoice.id AND NOT payment.pending), 0))) "
        f"FROM invoice WHERE {whose} AND invoice.kind <> 'estimate'), 0)"
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
A_TO_Z = ("A to Z", "Z to A")
EARLIEST = ("earliest first", "latest first")
LOWEST = ("lowest first", "highest first")
AS_LISTED = ("as they follow each other", "the other way round")
