"""Values as JSON; the keys are an interface that scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.invoice import extended
from studio_tui.domain.money import plain_money
from studio_tui.domain.wallclock import wall
from studio_tui.services.invoices import InvoiceRecord
from studio_tui.services.payments import PaymentRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from studio_tui.domain.clashes import Clash
    from studio_tui.domain.found import Booking, ClientHit
    from studio_tui.domain.invoice import Line
    from studio_tui.domain.money import Currency
    from studio_tui.services.invoices import InvoiceHit
    from studio_tui.services.payments import PaymentHit

Shape = dict[str, Any]


def moment_shape(moment: datetime) -> str:
    """A wall-clock time: ``2026-11-27T14:00``."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def booking_shape(booking: Booking) -> Shape:
    """A booking as every command gives it."""
    return {
        "kind": booking.kind,
        "number": booking.number,
        "start": moment_shape(booking.start),
        "end": moment_shape(booking.end),
        "client": booking.client,
        "type": booking.type_name,
        "description": booking.description,
        "status": booking.status,
        "confirmed": booking.confirmed,
        "outside": booking.outside,
        "schedules": [{"name": part.name, "role": part.role} for part in booking.parts],
    }


def date_shape(booking: Booking) -> Shape:
    """One date of a session."""
    return {
        "start": moment_shape(booking.start),
        "end": moment_shape(booking.end),
        "primary": booking.primary,
        "hidden": booking.hidden,
        "description": booking.about,
        "outside": booking.outside,
        "drive": booking.drive,
        "schedules": [{"name": part.name, "role": part.role} for part in booking.parts],
    }


def money_shape(amount: int, currency: Currency) -> Shape:
    """An amount of money: ``{"amount": "120.00", "currency": "GBP"}``."""
    return {"amount": plain_money(amount, currency), "currency": currency.code}


def invoice_shape(invoice: InvoiceHit | InvoiceRecord, currency: Currency) -> Shape:
    """An invoice as every command gives it."""
    kept = invoice.draft if isinstance(invoice, InvoiceRecord) else invoice
    return {
        "kind": "invoice",
        "number": invoice.number,
        "type": kept.kind,
        "date": kept.dated.isoformat() if kept.dated else None,
        "client": invoice.client,
        "bill_to": invoice.bill_to,
        "session": invoice.session_number,
        "description": kept.description,
        "total": money_shape(_total(invoice), currency),
        "paid": money_shape(invoice.paid, currency),
        "pending": money_shape(invoice.pending, currency),
        "balance": money_shape(invoice.balance, currency),
    }


def _total(invoice: InvoiceHit | InvoiceRecord) -> int:
    return invoice.totals.total if isinstance(invoice, InvoiceRecord) else invoice.total


def payment_shape(payment: PaymentHit | PaymentRecord, currency: Currency) -> Shape:
    """A payment as every command gives it."""
    kept = payment.draft if isinstance(payment, PaymentRecord) else payment
    return {
        "kind": "payment",
        "number": payment.number,
        "date": kept.taken.isoformat() if kept.taken else None,
        "due": kept.due.isoformat() if kept.due else None,
        "pending": kept.pending,
        "method": payment.method,
        "reference": kept.reference,
        "amount": money_shape(kept.amount, currency),
        "invoice": payment.invoice_number,
    }


def invoice_full_shape(found: InvoiceRecord, currency: Currency) -> Shape:
    """An invoice with its lines, what it comes to and its payments, latest first."""
    draft, sums = found.draft, found.totals
    return invoice_shape(found, currency) | {
        "due": draft.due.isoformat() if draft.due else None,
        "phone": found.phone,
        "email": found.email,
        "call_warning": found.call_warning,
        "notes": draft.notes,
        "lines": [_line_shape(line, currency) for line in draft.lines],
        "subtotal": money_shape(sums.subtotal, currency),
        "discount": money_shape(sums.discount, currency),
        "taxes": [{"name": name} | money_shape(tax, currency) for name, tax in sums.taxes],
        "taxes_included": sums.included,
        "shipping": money_shape(sums.shipping, currency),
        "payments": [payment_shape(payment, currency) for payment in found.payments],
        "history": history_shape(found.history),
    }


def _line_shape(line: Line, currency: Currency) -> Shape:
    return {
        "identifier": line.identifier,
        "description": line.description,
        "content": line.content.splitlines(),
        "quantity": line.quantity,
        "price": money_shape(line.price, currency),
        "total": money_shape(extended(line), currency),
        "taxable": line.taxable,
        "automatic": line.automatic,
    }


def history_shape(entries: Iterable[tuple[datetime, str, str]]) -> list[Shape]:
    """The history of a record, newest first."""
    return [{"at": moment_shape(at), "who": who, "what": what} for at, who, what in entries]


def client_shape(client: ClientHit) -> Shape:
    """A client as searches give it."""
    last = client.last_session
    return {
        "number": client.number,
        "name": client.name,
        "company": client.company,
        "phone": client.phone,
        "email": client.email,
        "city": client.city,
        "status": client.status,
        "call_warning": client.call_warning,
        "sessions": client.sessions,
        "last_session": last.isoformat() if last else None,
    }


def clash_shape(clash: Clash, zone: str) -> Shape:
    """What stands against a time, with the times on the wall of ``zone``."""
    return {
        "kind": clash.kind,
        "who": clash.who,
        "start": moment_shape(wall(clash.span.start, zone)),
        "end": moment_shape(wall(clash.span.end, zone)),
        "because": clash.because,
        "reference": clash.reference,
        "booked": clash.booked,
    }
