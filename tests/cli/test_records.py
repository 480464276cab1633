"""Appointments and invoices on the command line: shown, listed and found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.invoice import InvoiceDraft
from studio_tui.domain.money import Discount
from studio_tui.domain.payment import PaymentDraft
from studio_tui.domain.price import item_by_identifier, line_of
from studio_tui.services import appointments, invoices, payments, search, sessions
from studio_tui.services.catalogue import catalogue
from tests.factories import at

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.studio import Studio
    from tests.cli.conftest import Outcome


def pounds(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


@pytest.fixture
def viewing(studio: Studio, smith: Outcome) -> str:
    """Number of Sara Smith's viewing with Ben Okoye the Tuesday after her session."""
    session_id = studio.run(sessions.by_number, smith.json["number"])
    (client,) = studio.run(search.clients, "smith")
    ben = next(one for one in studio.run(catalogue).people if one.name == "Ben Okoye")
    draft = AppointmentDraft(
        type_id=2,
        start=at("2026-12-01T10:00"),
        end=at("2026-12-01T11:00"),
        client_id=client.id,
        session_id=session_id,
        description="Chooses pictures",
        schedule_ids=(ben.schedule_id,),
        notes="Brings her mother",
    )
    return studio.run(appointments.book, draft).number


@pytest.fixture
def order(studio: Studio, smith: Outcome) -> str:
    """Number of the invoice of two prints and a canvas, 10 % off, half of it paid."""
    known = studio.run(catalogue)
    items = [item_by_identifier(known.items, None, name) for name in ("P108", "CANVAS")]
    (client,) = studio.run(search.clients, "smith")
    invoice_id = studio.run(
        invoices.create,
        InvoiceDraft(
            (line_of(items[0], 2), line_of(items[1])),
            discount=Discount(percent=1000),
            taxes=known.taxes(known.default_tax),
            tax_rate_id=known.tax_rates[0].id,
            kind="initial-order",
            client_id=client.id,
            session_id=studio.run(sessions.by_number, smith.json["number"]),
        ),
    )
    for amount, due in ((10_000, None), (2500, date(2026, 12, 24))):
        draft = PaymentDraft(
            amount, None if due else 2, due=due, pending=bool(due), invoice_id=invoice_id
        )
        studio.run(payments.take, draft)
    return studio.run(invoices.get, invoice_id).number


def test_an_appointment_is_shown_in_full(run: Callable[..., Outcome], viewing: str) -> None:
    said = run("show", "appointment", viewing).out
    for line in (
        "When          Tuesday 1 December 2026 (in 7 days), 10:00-11:00",
        "Who           Ben Okoye",
        "Type          Viewing & order",
        "  Tue 24 Nov 2026 09:00  Anna Berg  Booked for Tue 1 Dec 2026, 10:00.",
    ):
        assert line.split() in [shown.split() for shown in said.split("\n")]
    shown = run("show", "appointment", viewing, "--json").json
    assert (shown["kind"], shown["client"], shown["notes"]) == (
        *("appointment", "Smith, Sara"),
        "Brings her mother",
    )
    assert shown["schedules"] == [{"name": "Ben Okoye", "role": "attendee"}]
    assert shown["history"][0]["what"] == "Booked for Tue 1 Dec 2026, 10:00."


def test_agenda_lists_appointments_among_sessions(
    run: Callable[..., Outcome], viewing: str
) -> None:
    days = run("agenda", "--days", "14", "--json").json
    assert [one["kind"] for one in days] == ["session", "appointment"]
    assert days[1]["number"] == viewing
    assert "Viewing & order" in run("agenda", "--days", "14", "--schedule", "ben").out


def test_an_invoice_is_shown_in_full(run: Callable[..., Outcome], order: str) -> None:
    said = run("show", "invoice", order).out
    for line in (
        "  2  P108    Print 10 × 8 in  £32.00   £64.00",
        "  1  CANVAS  Canvas 24 × 16 in  £145.00  £145.00",
        "Discount          -£20.90",
        "Total             £188.10",
        "VAT 20% included   £31.35",
        "Balance            £88.10",
    ):
        assert line.split() in [shown.split() for shown in said.split("\n")]
    shown = run("show", "invoice", order, "--json").json
    assert (shown["kind"], shown["type"], shown["date"]) == (
        *("invoice", "initial-order"),
        "2026-11-24",
    )
    amounts = {key: shown[key] for key in ("subtotal", "total", "paid", "pending", "balance")}
    assert amounts == {
        "subtotal": pounds("209.00"),
        "total": pounds("188.10"),
        "paid": pounds("100.00"),
        "pending": pounds("25.00"),
        "balance": pounds("88.10"),
    }
    assert shown["taxes"] == [{"name": "VAT 20%", **pounds("31.35")}]
    assert shown["lines"][0] == {
        "identifier": "P108",
        "description": "Print 10 × 8 in",
        "content": [],
        "quantity": 2,
        "price": pounds("32.00"),
        "total": pounds("64.00"),
        "taxable": True,
        "automatic": False,
    }
    assert {(one["method"], one["due"]) for one in shown["payments"]} == {
        *[("Card", None), ("", "2026-12-24")],
    }


@pytest.mark.parametrize("kind", ["session", "client"])
def test_a_record_lists_what_belongs_to_it(
    run: Callable[..., Outcome], smith: Outcome, viewing: str, order: str, kind: str
) -> None:
    number = smith.json["number" if kind == "session" else "client_number"]
    shown = run("show", kind, number, "--json").json
    assert [one["number"] for one in shown["appointments"]] == [viewing]
    assert [(one["number"], one["balance"]) for one in shown["invoices"]] == [
        (order, pounds("88.10"))
    ]
    said = run("show", kind, number).out
    assert "1 appointment, latest first" in said
    assert "£188.10  £88.10 open, £25.00 of it planned" in said


@pytest.mark.parametrize("text", ["smith", "number", "chooses pic"])
def test_appointments_are_found_by_client_number_and_what_they_are_about(
    run: Callable[..., Outcome], viewing: str, text: str
) -> None:
    found = run("find", *(viewing if text == "number" else text).split(), "--json").json
    assert [one["number"] for one in found["appointments"]] == [viewing]
    assert "Chooses pictures" in run("find", viewing).out


@pytest.mark.parametrize("text", ["smith", "number"])
def test_invoices_are_found_by_client_and_number(
    run: Callable[..., Outcome], order: str, text: str
) -> None:
    found: Any = run("find", order if text == "number" else text, "--json").json
    assert [one["number"] for one in found["invoices"]] == [order]
    assert "£188.10" in run("find", order).out
