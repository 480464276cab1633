"""``studio find``: clients, bookings and invoices by name, phone, email or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.bookings import dated
from studio_tui.cli.clients import client_row
from studio_tui.cli.invoices import currency_of, invoice_table
from studio_tui.cli.output import Result, table
from studio_tui.cli.parser import json_option
from studio_tui.cli.shapes import booking_shape, client_shape, invoice_shape, payment_shape
from studio_tui.domain.money import money_words
from studio_tui.domain.words import date_short, plural, quoted
from studio_tui.services import search
from studio_tui.services.finding import everything

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studio_tui.cli.call import Call
    from studio_tui.domain.money import Currency
    from studio_tui.services.finding import Found
    from studio_tui.services.payments import PaymentHit


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "text", nargs="+", metavar="TEXT", help="part of a name, company, phone, email or number"
    )
    json_option(parser)


def run(call: Call) -> Result:
    """List what the text finds."""
    text = " ".join(call.args.text)
    with call.studio() as studio:
        found = studio.run(everything, text)
        money = currency_of(studio, needed=bool(found.invoices or found.payments))
    said = f"Nothing is quite like {quoted(text)}; but for one typing error:\n\n"
    return Result(
        (said if found.forgiven else "") + _text(found, money)
        or f"Nothing is found for {quoted(text)}.",
        {
            "clients": [client_shape(client) for client in found.clients],
            "sessions": [booking_shape(session) for session in found.sessions],
            "appointments": [booking_shape(one) for one in found.appointments],
            "invoices": [invoice_shape(invoice, money) for invoice in found.invoices],
            "payments": [payment_shape(payment, money) for payment in found.payments],
        },
    )


def _text(found: Found, money: Currency) -> str:
    """A list for each kind of record that was found."""
    people = table((client_row(client) for client in found.clients), "  ")
    lists = (
        (len(found.clients), "client", "", people),
        (len(found.sessions), "session", ", latest first", dated(found.sessions)),
        (len(found.appointments), "appointment", ", latest first", dated(found.appointments)),
        (len(found.invoices), "invoice", ", latest first", invoice_table(found.invoices, money)),
        (len(found.payments), "payment", ", latest first", _paid(found.payments, money)),
    )
    return "\n\n".join(
        f"{_count(count, noun)}{order}\n{rows}" for count, noun, order, rows in lists if count
    )


def _paid(payments: Sequence[PaymentHit], money: Currency) -> str:
    return table(
        (
            (
                each.number,
                date_short(day) if (day := each.taken or each.due) else "",
                money_words(each.amount, money),
                each.method,
                f"invoice {each.invoice_number}" if each.invoice_number else "credit",
            )
            for each in payments
        ),
        "  ",
    )


def _count(count: int, noun: str) -> str:
    return f"The first {plural(count, noun)}" if count >= search.LIMIT else plural(count, noun)
