"""What the fields of a form letter stand for, gathered from the records that it is about.

Everything is plain text as a client reads it; what there is not is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.merge_fields import GROUPS
from studio_tui.domain.money import money_words
from studio_tui.domain.names import full
from studio_tui.domain.numbers import number_words
from studio_tui.domain.order import described
from studio_tui.domain.words import MONTHS, WEEKDAYS, listing
from studio_tui.services import accounts, appointments, clients, family, invoices, sessions
from studio_tui.services.paperwork.letterhead import addressee, header, terms

if TYPE_CHECKING:
    from datetime import date, datetime

    from studio_tui.services.desk import Desk

Fields = dict[str, str]


def day_words(day: date) -> str:
    """A date without its weekday, which is a field of its own: ``27 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def nothing(group: str) -> Fields:
    """The fields of something that there is not."""
    return dict.fromkeys(GROUPS[group], "")


def of_client(desk: Desk, client_id: int | None) -> Fields:
    """``client``: name, how to reach, what is owed."""
    if client_id is None:
        return nothing("client")
    stored = clients.get(desk, client_id)
    number = desk.row("SELECT coalesce(number, '') FROM client WHERE id = ?", (client_id,))
    return {
        "first": stored.first,
        "last": stored.last,
        "full": full(stored.first, stored.last) or stored.company,
        "salutation": stored.salutation,
        "company": stored.company,
        "address": "\n".join(addressee(desk, client_id)[1]),
        "phone": stored.phones[0].number if stored.phones else "",
        "email": stored.email,
        "number": number[0] if number else "",
        "balance": _money(desk, max(0, accounts.of_client(desk, client_id).balance)),
    }


def _money(desk: Desk, amount: int) -> str:
    """An amount in words; nothing where nothing is owed, so that ``if`` can leave it out."""
    return money_words(amount, desk.currency) if amount else ""


def _times(start: datetime, end: datetime) -> Fields:
    return {
        "date": day_words(start),
        "weekday": WEEKDAYS[start.weekday()],
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
    }


def _place(desk: Desk, name: str, address: str) -> Fields:
    """Where it takes place: a place outside, else the studio's own."""
    if not name:
        own = desk.row("SELECT name, address FROM location ORDER BY sort, id LIMIT 1")
        name, address = own or ("", "")
    return {"location": name, "location_address": address}


def of_session(desk: Desk, session_id: int | None) -> Fields:
    """``session``: what, when, where and with whom."""
    if session_id is None:
        return nothing("session")
    record = sessions.get(desk, session_id)
    draft = record.draft
    return {
        **_times(draft.start, draft.end),
        **_place(desk, record.outside_location, record.outside_address),
        "number": number_words(record.number),
        "type": record.type_name,
        "description": draft.description,
        "arrival": draft.arrival,
        "photographer": record.photographer,
        "assistant": record.assistant,
        "resource": record.resource,
        "notes": draft.notes,
        "status": record.status,
        "participants": listing(family.names(desk, session_id))
        or ("" if draft.people is None else str(draft.people)),
        "promotions": ", ".join(name for _, name in record.promotions),
    }


def of_appointment(desk: Desk, appointment_id: int) -> Fields:
    """``appointment``: what, when, where and with whom."""
    record = appointments.get(desk, appointment_id)
    draft = record.draft
    return {
        **_times(draft.start, draft.end),
        **_place(desk, record.outside_location, record.outside_address),
        "number": record.number,
        "type": record.type_name,
        "description": draft.description,
        "with": ", ".join(name for name, role in record.schedules if role != "resource"),
        "notes": draft.notes,
        "status": record.status,
    }


def of_invoice(desk: Desk, invoice_id: int | None) -> tuple[Fields, Fields]:
    """``invoice``, and ``payment``: the last that was taken on it."""
    if invoice_id is None:
        return nothing("invoice"), nothing("payment")
    record = invoices.get(desk, invoice_id)
    draft, money = record.draft, desk.currency
    taken = [payment for payment in record.payments if not payment.pending and payment.taken]
    last = max(taken, key=lambda payment: (payment.taken, payment.id), default=None)
    invoice = {
        "number": record.number,
        "date": day_words(draft.dated) if draft.dated else "",
        "description": draft.description,
        "total": money_words(record.totals.total, money),
        "tax": money_words(record.totals.tax, money),
        "paid": _money(desk, record.paid),
        "balance": _money(desk, record.balance),
        "due_date": day_words(draft.due) if draft.due else "",
        "items": "\n".join(f"{line.quantity} x {described(line)}" for line in draft.lines),
    }
    if last is None:
        return invoice, nothing("payment")
    return invoice, {
        "number": last.number,
        "date": day_words(last.taken) if last.taken else "",
        "method": last.method,
        "amount": money_words(last.amount, money),
    }


def of_studio(desk: Desk) -> Fields:
    """``studio``: as its letterhead says it."""
    head = header(desk)
    return {
        "name": head.name,
        "phone": head.phone,
        "email": head.email,
        "url": head.url,
        "header": head.header_text,
        "address": "\n".join(head.address_lines),
        "terms": terms(desk),
    }


def of_user(desk: Desk) -> Fields:
    """``user``: whoever is at the desk."""
    row = desk.row(
        "SELECT schedule.name FROM person JOIN schedule ON schedule.id = person.schedule_id "
        "WHERE person.id = ?",
        (desk.person_id,),
    )
    name = row[0] if row else ""
    return {
        "name": name,
        "signature": desk.preference("letters.signature", "", personal=True) or name,
    }
