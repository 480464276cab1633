"""What a client owes, and what the studio holds: the same wherever it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.services import (
    accounts,
    beginnings,
    client_records,
    invoices,
    letter_values,
    payments,
)
from studio_tui.services.accounts import Account
from tests import factories

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def bill(studio: Studio, client_id: int, *lines: Any, **fields: Any) -> int:
    draft = factories.invoice_draft(studio, *lines, client_id=client_id, **fields)
    return studio.run(invoices.create, draft)


def test_an_estimate_is_owed_nowhere(studio: Studio) -> None:
    client_id = factories.store(studio)
    estimate, owed = bill(studio, client_id, kind="estimate"), bill(studio, client_id)
    assert studio.run(accounts.of_client, client_id) == Account(60_00, 0, 0)
    assert studio.run(client_records.get, client_id).account.owed == 60_00
    assert studio.run(letter_values.of_client, client_id)["balance"] == "£60.00"
    assert studio.run(letter_values.of_invoice, estimate)[0]["balance"] == ""
    assert studio.run(invoices.get, estimate).balance == 0
    assert {hit.id: hit.balance for hit in studio.run(invoices.of_client, client_id)} == {
        estimate: 0,
        owed: 60_00,
    }
    payable = studio.run(beginnings.payable, client_id=client_id)
    assert [hit.id for hit in payable] == [owed]


def test_whoever_is_billed_owes_whoever_pays(studio: Studio) -> None:
    client_id, payer = factories.store(studio), factories.store(studio, last="Lee")
    invoice_id = bill(studio, client_id, bill_to_id=payer)
    assert studio.run(accounts.of_client, client_id) == Account(0, 0, 0)
    paid = factories.payment_draft(studio, 20_00, invoice_id=invoice_id, client_id=client_id)
    studio.run(payments.take, paid)
    assert studio.run(accounts.of_client, payer) == Account(40_00, 0, 0)
    assert studio.run(letter_values.of_client, payer)["balance"] == "£40.00"
    assert studio.run(letter_values.of_client, client_id)["balance"] == ""


def test_a_credit_memo_and_unused_payments_are_credit(studio: Studio) -> None:
    client_id = factories.store(studio)
    bill(studio, client_id)
    lines = (factories.line(studio, price=25_00, quantity=-1),)
    memo = bill(studio, client_id, *lines, kind="credit-memo")
    deposit = factories.payment_draft(studio, 15_00, client_id=client_id)
    studio.run(payments.take, deposit)
    found = studio.run(accounts.of_client, client_id)
    assert found == Account(60_00, 15_00, 25_00)
    assert (found.credit, found.balance) == (40_00, 20_00)
    assert studio.run(letter_values.of_client, client_id)["balance"] == "£20.00"
    back = factories.payment_draft(studio, -25_00, invoice_id=memo)
    studio.run(payments.take, back)
    assert studio.run(accounts.of_client, client_id) == Account(60_00, 15_00, 0)


def test_a_letter_asks_nobody_for_less_than_nothing(studio: Studio) -> None:
    client_id = factories.store(studio)
    studio.run(payments.take, factories.payment_draft(studio, 15_00, client_id=client_id))
    assert studio.run(accounts.of_client, client_id).balance == -15_00
    assert studio.run(letter_values.of_client, client_id)["balance"] == ""
