"""A client in full: everything known, with sessions, appointments and invoices."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from studio_tui.cli.bookings import dated
from studio_tui.cli.clients import client_named
from studio_tui.cli.invoices import currency_of, invoice_table
from studio_tui.cli.output import Result, facts
from studio_tui.cli.shapes import Shape, booking_shape, client_shape, invoice_shape, money_shape
from studio_tui.domain.address import town_lines
from studio_tui.domain.money import money_words
from studio_tui.domain.words import plural
from studio_tui.flows.phones import phones_text
from studio_tui.services import accounts, agenda, appointments, clients, invoices, search
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.found import Booking, ClientHit
    from studio_tui.domain.money import Currency
    from studio_tui.services.accounts import Account
    from studio_tui.services.invoices import InvoiceHit
    from studio_tui.studio import Studio


def client_shown(studio: Studio, text: str) -> Result:
    """A client in full, named by number or otherwise."""
    hit = client_named(studio, text)
    client = studio.run(clients.get, hit.id)
    ids = [session.id for session in studio.run(search.sessions_of, hit.id)]
    booked = studio.run(agenda.these, ids)[::-1]
    linked = [found.id for found in studio.run(appointments.of_client, hit.id)]
    arranged = studio.run(agenda.these, linked, "appointment")[::-1]
    billed, money = studio.run(invoices.of_client, hit.id), currency_of(studio)
    account = studio.run(accounts.of_client, hit.id)
    home = studio.run(Desk.preference, "studio.country", "GB")
    said = _client_text(hit, client, _account(account, money), home)
    lists = lists_text(booked, arranged, billed, money) or ("No sessions.",)
    return Result(
        "\n\n".join((said, *lists)),
        _client_shape(hit, client)
        | {
            "owed": money_shape(account.owed, money),
            "credit": money_shape(account.credit, money),
            "sessions": [booking_shape(booking) for booking in booked],
            "appointments": [booking_shape(booking) for booking in arranged],
            "invoices": [invoice_shape(invoice, money) for invoice in billed],
        },
    )


def lists_text(
    booked: Sequence[Booking],
    arranged: Sequence[Booking],
    billed: Sequence[InvoiceHit],
    currency: Currency,
) -> tuple[str, ...]:
    """Lists of what belongs to a record, each under its heading; none for nothing."""
    lists = (
        (len(booked), "session", dated(booked)),
        (len(arranged), "appointment", dated(arranged)),
        (len(billed), "invoice", invoice_table(billed, currency)),
    )
    return tuple(
        f"{plural(count, noun)}, latest first\n{rows}" for count, noun, rows in lists if count
    )


def _account(account: Account, money: Currency) -> tuple[tuple[str, str], ...]:
    """What is owed and what is held; nothing where there is neither."""
    amounts = (("Owes", account.owed), ("Credit", account.credit))
    return tuple((label, money_words(amount, money) if amount else "") for label, amount in amounts)


def _client_text(
    hit: ClientHit, client: ClientDraft, account: tuple[tuple[str, str], ...], home: str
) -> str:
    town = town_lines(client.city, client.state, client.postcode, home)
    address = (client.street, *town, client.country)
    return facts(
        (
            ("Client", hit.number or "no number yet"),
            ("Name", hit.name),
            ("Salutation", client.salutation),
            ("Company", client.company),
            ("Job title", client.job_title),
            ("Call warning", client.call_warning),
            ("Phones", phones_text(client.phones)),
            ("Email", client.email),
            ("Address", "\n".join(filter(None, address))),
            ("Status", hit.status),
            ("Lead source", client.lead_source),
            *account,
            ("Notes", client.notes),
        )
    )


def _client_shape(hit: ClientHit, client: ClientDraft) -> Shape:
    plain = ("last", "first", "salutation", "job_title", "street", "postcode", "state", "country")
    return (
        {"kind": "client"}
        | client_shape(hit)
        | {key: getattr(client, key) for key in (*plain, "lead_source", "notes")}
        | {"phones": [asdict(phone) for phone in client.phones]}
    )
