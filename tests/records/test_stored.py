"""Clients, invoices and payments: a form that nobody touches gives back exactly what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.demo.fill import fill
from studio_tui.domain.invoice import NO_DISCOUNT
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.records import client as client_record
from studio_tui.records import invoice as invoice_record
from studio_tui.records import payment as payment_record
from studio_tui.records.kept import touched
from studio_tui.services import catalogue, client_records, invoices, payments
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio
from tests import factories
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studio_tui.services.client_records import ClientRecord
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.payments import PaymentRecord


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The demonstration studio, to be read only."""
    directory: Path = tmp_path_factory.mktemp("demo")
    with Studio(directory, now=NOW) as opened:
        opened.run(fill, opened.run(Desk.now))
        yield opened


def facts_of(studio: Studio) -> Facts:
    return Facts(studio.run(Desk.today), studio.run(catalogue.catalogue))


def some(studio: Studio, table: str) -> list[int]:
    """Ids of every eleventh record."""
    return [row[0] for row in factories.rows(studio, f"SELECT id FROM {table} ORDER BY id")][::11]


def of_client(record: ClientRecord, facts: Facts, **typed: str) -> Answers:
    facts = replace(facts, client=record.draft)
    return Answers(client_record.fields(record, {}), Draft(typed=typed), facts)


def of_invoice(record: InvoiceRecord, facts: Facts, **typed: str) -> Answers:
    fields = invoice_record.fields(record, facts.catalogue.currency, {})
    return Answers((*fields, invoice_record.lines_field(record)), Draft(typed=typed), facts)


def of_payment(record: PaymentRecord, facts: Facts, **typed: str) -> Answers:
    fields = payment_record.fields(record, facts.catalogue.currency)
    return Answers(fields, Draft(typed=typed), facts)


def unread(answers: Answers) -> list[str]:
    return [key for key in answers.fields if answers.problem(key)]


def test_every_client_reads_back_as_it_is_stored(demonstration: Studio) -> None:
    facts, ids = facts_of(demonstration), some(demonstration, "client")
    assert len(ids) > 10
    for client_id in ids:
        record = demonstration.run(client_records.get, client_id)
        answers = of_client(record, facts)
        assert client_record.client_draft(answers, record) == record.draft
        assert (unread(answers), touched(answers)) == ([], False)


def test_every_invoice_reads_back_as_it_is_stored(demonstration: Studio) -> None:
    facts, ids = facts_of(demonstration), some(demonstration, "invoice")
    assert len(ids) > 20
    for invoice_id in ids:
        record = demonstration.run(invoices.get, invoice_id)
        answers = of_invoice(record, facts)
        assert invoice_record.invoice_draft(answers, record) == record.draft
        assert (unread(answers), touched(answers)) == ([], False)


def test_every_payment_reads_back_as_it_is_stored(demonstration: Studio) -> None:
    facts, ids = facts_of(demonstration), some(demonstration, "payment")
    planned = factories.rows(demonstration, "SELECT id FROM payment WHERE pending LIMIT 20")
    ids += [row[0] for row in planned]
    assert len(ids) > 20
    kinds = set()
    for payment_id in ids:
        record = demonstration.run(payments.get, payment_id)
        answers = of_payment(record, facts)
        assert payment_record.payment_draft(answers, record) == record.draft
        assert (unread(answers), touched(answers)) == ([], False)
        kinds.add(record.draft.pending)
    assert kinds == {True, False}


def an_invoice(studio: Studio, **fields: Any) -> InvoiceRecord:
    client_id = factories.store(studio)
    draft = factories.invoice_draft(studio, client_id=client_id, **fields)
    return studio.run(invoices.get, studio.run(invoices.create, draft))


def test_tax_terms_stay_as_they_were_unless_another_rate_is_chosen(studio: Studio) -> None:
    facts = facts_of(studio)
    rate = facts.catalogue.tax_rates[0]
    facts.catalogue.preferences["money.tax_method"] = "added"
    taxes = replace(facts.catalogue.taxes(rate), rate=17_500)
    record = an_invoice(studio, taxes=taxes, tax_rate_id=rate.id)
    kept = invoice_record.invoice_draft(of_invoice(record, facts, description="x"), record)
    assert kept is not None
    assert kept.taxes == taxes
    off = invoice_record.invoice_draft(of_invoice(record, facts, tax="none"), record)
    assert off is not None
    assert (off.tax_rate_id, off.taxes.rate) == (None, 0)


def test_a_discount_can_be_taken_away(studio: Studio) -> None:
    facts, record = facts_of(studio), an_invoice(studio)
    record = replace(record, draft=replace(record.draft, discount=replace(NO_DISCOUNT, amount=5)))
    draft = invoice_record.invoice_draft(of_invoice(record, facts, discount=""), record)
    assert draft is not None
    assert draft.discount == NO_DISCOUNT


def test_a_fee_is_of_a_session(studio: Studio) -> None:
    facts, record = facts_of(studio), an_invoice(studio, kind="generic")
    assert of_invoice(record, facts, kind="session fee").problem("kind")
    assert not of_invoice(record, facts, kind="estimate").problem("kind")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "20"}, "£20.00, £40.00 left to pay"),
        ({"amount": "60"}, "£60.00, all of it"),
        ({"amount": "61.50"}, "£61.50, £1.50 too much"),
        ({"amount": "-5"}, "£5.00 given back"),
    ],
)
def test_an_amount_says_how_much_of_the_invoice_it_is(
    studio: Studio, typed: dict[str, str], words: str
) -> None:
    invoice = an_invoice(studio)
    draft = factories.payment_draft(studio, 10_00, invoice_id=invoice.id)
    record = studio.run(payments.get, studio.run(payments.take, draft)[0])
    assert of_payment(record, facts_of(studio), **typed).reading("amount").words == words


def test_a_whole_card_number_is_not_kept(studio: Studio) -> None:
    invoice = an_invoice(studio)
    draft = factories.payment_draft(studio, 10_00, invoice_id=invoice.id)
    record = studio.run(payments.get, studio.run(payments.take, draft)[0])
    facts = facts_of(studio)
    assert "not kept" in of_payment(record, facts, reference="4000123412341234").problem(
        "reference"
    )
    cheque = of_payment(record, facts, method="cheque", reference="4000123412341234")
    assert not cheque.problem("reference")


def test_a_planned_payment_is_taken_by_taking_its_tick_away(studio: Studio) -> None:
    invoice = an_invoice(studio)
    plan = factories.payment_draft(
        studio, 10_00, invoice_id=invoice.id, pending=True, due=date(2026, 12, 1)
    )
    record = studio.run(payments.get, studio.run(payments.plan, (plan,))[0])
    answers = of_payment(record, facts_of(studio), pending="no", method="cash", tendered="20")
    taken = payment_record.payment_draft(answers, record)
    assert taken is not None
    assert (taken.pending, taken.taken, taken.tendered) == (False, date(2026, 11, 24), 20_00)
