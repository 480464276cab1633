"""What invoices, receipts and confirmations with an invoice say about money."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.documents.plain import document_text
from studio_tui.domain.invoice import Discount, Line, Taxes
from studio_tui.errors import StudioError
from studio_tui.services import invoices, paperwork, payments
from tests.documents.reading import words
from tests.factories import (
    book,
    client_draft,
    execute,
    invoice_draft,
    line,
    payment_draft,
    store,
)

if TYPE_CHECKING:
    from studio_tui.documents.values import DocumentKind
    from studio_tui.domain.booking import Booked
    from studio_tui.studio import Studio

VAT = Taxes("added", "VAT", 20_000)
FEE = Line("Newborn session fee", 120_00)
PRINTS = Line("Print 20 × 30 cm", 45_00, 2, Discount(percent=10_00))


@pytest.fixture
def booked(studio: Studio) -> Booked:
    return book(studio, client=client_draft(street="4 Orchard Close"), notes="Bring the dog")


@pytest.fixture
def robert(studio: Studio) -> int:
    return store(studio, first="Robert", last="Payer", company="Payer Ltd", street="1 High Street")


def bill(studio: Studio, booked: Booked, *lines: Line, **fields: Any) -> str:
    """Number of an invoice on the session."""
    item = line(studio).item_id
    sold = [replace(each, item_id=item) for each in lines or (FEE, PRINTS)]
    draft = invoice_draft(studio, *sold, session_id=booked.session_id, **fields)
    return number(studio, studio.run(invoices.create, draft))


def number(studio: Studio, invoice_id: int) -> str:
    return studio.run(invoices.get, invoice_id).number


def pay(
    studio: Studio, invoice: str | None, amount: int, method: str = "Card", **fields: Any
) -> str:
    """Number of a payment on an invoice, or of one that is kept as credit."""
    bill_id = studio.run(invoices.by_number, invoice) if invoice else None
    draft = payment_draft(studio, amount, method, invoice_id=bill_id, **fields)
    (payment_id,) = studio.run(payments.take, draft)
    return studio.run(payments.get, payment_id).number


def plan(studio: Studio, invoice: str, amount: int, due: str) -> str:
    bill_id = studio.run(invoices.by_number, invoice)
    draft = payment_draft(studio, amount, invoice_id=bill_id, due=date.fromisoformat(due))
    (payment_id,) = studio.run(payments.plan, [draft])
    return studio.run(payments.get, payment_id).number


def text(studio: Studio, kind: DocumentKind, number: str, **options: Any) -> str:
    found = document_text(studio.run(paperwork.document, kind, number, **options))
    return "\n".join(" ".join(line.split()) for line in found.splitlines())


def test_an_invoice_says_everything(studio: Studio, booked: Booked) -> None:
    made = bill(
        studio,
        booked,
        discount=Discount(percent=10_00),
        taxes=VAT,
        shipping=5_00,
        due=date(2026, 12, 8),
        description="Newborn, order one",
        notes="Thank you.",
        sales_rep_id=1,
        ship_to="Studio Nine\n\n12 High Street",
        shipping_method="Post, tracked",
    )
    pay(studio, made, 50_00, reference="4242")
    found = text(studio, "invoice", made)
    assert (
        "Qty Description Unit price Amount\n"
        "------------------------------------------------------------------------\n"
        "1 Newborn session fee £120.00 £120.00\n"
        "2 Print 20 × 30 cm £45.00 £81.00\n"
        "10% off\n"
        "Subtotal £201.00\n"
        "Discount 10% -£20.10\n"
        "VAT 20% £36.18\n"
        "Shipping £5.00\n"
        "Total £222.08\n"
        "Paid Tue 24 Nov 2026, Card -£50.00\n"
        "Balance due £172.08\n"
    ) in found
    for said in (
        f"Sara Smith\n4 Orchard Close\n\nSession fee invoice {made}\n\nBalance due £172.08\n"
        "Please pay by Tuesday 8 December 2026\n",
        "Date Tuesday 24 November 2026\nDue Tuesday 8 December 2026\n",
        "Session 10000, Portrait\nFriday 27 November 2026, 14:00-15:00\n",
        "Description Newborn, order one\nSales Anna Berg\n",
        "Ship to Studio Nine\n12 High Street\nSent by Post, tracked\n",
    ):
        assert said in found
    assert "Thank you." not in found
    assert "Thank you." in text(studio, "invoice", made, with_notes=True)
    assert "Bill to" not in found
    printed = words(studio.run(paperwork.document, "invoice", made))
    assert "2 Print 20 × 30 cm 10% off £45.00 £81.00" in printed


def test_taxes_in_the_prices_are_named_below_the_total(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE, taxes=Taxes("included", "VAT", 20_000))
    assert "£120.00\nTotal £120.00\nincluding VAT 20% £20.00\nBalance due £120.00" in text(
        studio, "invoice", made
    )


def test_two_taxes_have_a_line_each(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE, taxes=Taxes("two", "GST", 5_000, "QST", 9_975))
    assert "Subtotal £120.00\nGST 5% £6.00\nQST 9.975% £11.97\nTotal £137.97\n" in text(
        studio, "invoice", made
    )


def test_planned_payments_stand_below_the_balance_oldest_first(
    studio: Studio, booked: Booked
) -> None:
    made = bill(studio, booked, FEE)
    plan(studio, made, 60_00, "2027-01-24")
    plan(studio, made, 60_00, "2026-12-24")
    found = text(studio, "invoice", made)
    assert (
        "Balance due £120.00\n"
        "Planned for Thu 24 Dec 2026, Card £60.00\n"
        "Planned for Sun 24 Jan 2027, Card £60.00\n"
    ) in found
    assert "To be paid in 2 planned payments, listed below" in found


def test_what_is_paid_and_refunded_is_said(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE)
    pay(studio, made, 120_00)
    assert "\nPaid in full\n" in text(studio, "invoice", made)
    pay(studio, made, -20_00, "Cash")
    found = text(studio, "invoice", made)
    assert "Paid Tue 24 Nov 2026, Card -£120.00\n" in found
    assert "Refunded Tue 24 Nov 2026, Cash £20.00\nBalance due £20.00\n" in found


@pytest.mark.parametrize(
    ("kind", "price", "title", "gist", "balance"),
    [
        ("estimate", 120_00, "Estimate", "Estimated at £120.00", ""),
        ("credit-memo", -120_00, "Credit memo", "Credit £120.00", "Credit £120.00"),
        ("generic", 120_00, "Invoice", "Balance due £120.00", "Balance due £120.00"),
        ("re-order", 120_00, "Re-order invoice", "Balance due £120.00", "Balance due £120.00"),
    ],
)
def test_kinds_have_their_own_title_and_gist(
    studio: Studio, booked: Booked, kind: Any, price: int, title: str, gist: str, balance: str
) -> None:
    made = bill(studio, booked, Line("Fee", price), kind=kind)
    found = text(studio, "invoice", made)
    assert f"\n{title} {made}\n\n{gist}\n" in found
    assert found.count("Balance due") == 2 * balance.startswith("Balance")


@pytest.mark.parametrize(
    ("currency", "amounts"),
    [("JPY", ["¥12,000", "¥9,000"]), ("KWD", ["KWD 12.000", "KWD 9.000"]), ("EUR", ["€120.00"])],
)
def test_amounts_are_in_the_studios_currency(
    studio: Studio, booked: Booked, currency: str, amounts: list[str]
) -> None:
    execute(
        studio,
        "UPDATE preference SET value = ? WHERE key = 'studio.currency'",
        f'"{currency}"',
    )
    made = bill(studio, booked, FEE)
    pay(studio, made, 30_00)
    found = text(studio, "invoice", made)
    assert [amount for amount in amounts if amount not in found] == []
    printed = words(studio.run(paperwork.document, "invoice", made))
    assert [amount for amount in amounts if amount not in printed] == []


# Whom it is addressed to


def test_an_invoice_goes_to_whoever_pays_and_names_the_client(
    studio: Studio, booked: Booked, robert: int
) -> None:
    made = bill(studio, booked, bill_to_id=robert)
    found = text(studio, "invoice", made)
    assert "\nRobert Payer\nPayer Ltd\n1 High Street\n\nSession" in found
    assert "\nClient Sara Smith\n" in found
    other = text(studio, "invoice", made, bill_to=False)
    assert "\nSara Smith\n4 Orchard Close\n\nSession" in other
    assert "\nBill to Robert Payer\nPayer Ltd\n1 High Street\n" in other


def test_a_confirmation_goes_to_the_client_unless_wanted_otherwise(
    studio: Studio, booked: Booked, robert: int
) -> None:
    bill(studio, booked, bill_to_id=robert)
    session = booked.session_number
    assert "\nSara Smith\n4 Orchard Close\n" in text(studio, "confirmation", session)
    assert "\nRobert Payer\nPayer Ltd\n" in text(studio, "confirmation", session, bill_to=True)


# Confirmations


def test_a_confirmation_shows_fees_payments_and_balance(studio: Studio, booked: Booked) -> None:
    session = booked.session_number
    assert "£" not in text(studio, "confirmation", session)
    made = bill(studio, booked, FEE, taxes=VAT)
    pay(studio, made, 44_00)
    plan(studio, made, 100_00, "2026-12-24")
    assert (
        "1 Newborn session fee £120.00 £120.00\n"
        "Subtotal £120.00\nVAT 20% £24.00\nTotal £144.00\n"
        "Paid Tue 24 Nov 2026, Card -£44.00\nBalance due £100.00\n"
        "Planned for Thu 24 Dec 2026, Card £100.00\n"
    ) in text(studio, "confirmation", session)


def test_a_confirmation_shows_the_session_fee_and_no_other_bill(
    studio: Studio, booked: Booked
) -> None:
    bill(studio, booked, Line("Album", 500_00), kind="initial-order")
    bill(studio, booked, Line("Guess", 900_00), kind="estimate")
    assert "Album" in text(studio, "confirmation", booked.session_number)
    bill(studio, booked, FEE)
    found = text(studio, "confirmation", booked.session_number)
    assert "Newborn session fee" in found
    assert "Album" not in found
    assert "Guess" not in found


def test_the_photographer_sees_no_money(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE, taxes=VAT, discount=Discount(amount=5_00))
    pay(studio, made, 20_00)
    plan(studio, made, 50_00, "2026-12-24")
    found = text(studio, "photographer", booked.session_number, bill_to=True)
    money = "£|GBP|fee|price|total|balance|paid|pay|due|invoice|VAT|discount|deposit"
    assert re.findall(money, found, re.IGNORECASE) == []


# Receipts


def test_a_receipt_for_cash_says_what_was_given_back(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE)
    paid = pay(studio, made, 50_00, "Cash", tendered=60_00, notes="Dog hair")
    found = text(studio, "receipt", paid)
    assert (
        f"\nReceipt {paid}\n\n£50.00 received\nTuesday 24 November 2026\n\n"
        "Method Cash\nCash received £60.00\nChange £10.00\n"
        f"Invoice {made}, session fee\n"
        "Session 10000, Portrait\nFriday 27 November 2026, 14:00-15:00\n"
        "Invoice total £120.00\nBalance then £70.00"
    ) in found
    assert "Dog hair" not in found
    assert "Dog hair" in text(studio, "receipt", paid, with_notes=True)


def test_later_payments_do_not_change_a_receipt(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE)
    first = pay(studio, made, 50_00, reference="4242")
    before = text(studio, "receipt", first)
    second = pay(studio, made, 70_00)
    assert text(studio, "receipt", first) == before
    assert "Reference 4242\n" in before
    assert "Balance then £0.00" in text(studio, "receipt", second)


def test_a_refund_is_called_one(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE)
    pay(studio, made, 120_00)
    refund = pay(studio, made, -20_00, "Cash")
    found = text(studio, "receipt", refund)
    assert f"\nReceipt for a refund {refund}\n\n£20.00 refunded\n" in found
    assert "Balance then £20.00" in found
    assert "Change" not in found


def test_money_without_an_invoice_is_kept_as_credit(studio: Studio, booked: Booked) -> None:
    kept = pay(studio, None, 80_00, client_id=booked.client_id)
    found = text(studio, "receipt", kept)
    assert "\n£80.00 kept as credit\n" in found
    assert "Invoice" not in found
    assert "Balance" not in found


def test_a_planned_payment_has_no_receipt_yet(studio: Studio, booked: Booked) -> None:
    planned = plan(studio, bill(studio, booked, FEE), 60_00, "2026-12-24")
    with pytest.raises(StudioError, match="planned and not taken yet"):
        text(studio, "receipt", planned)


@pytest.mark.parametrize("kind", ["confirmation", "photographer", "invoice", "receipt"])
def test_an_unknown_number_is_a_sentence(studio: Studio, kind: DocumentKind) -> None:
    with pytest.raises(StudioError, match="99"):
        studio.run(paperwork.document, kind, "99")
    with pytest.raises(StudioError, match="99"):
        studio.run(paperwork.options, kind, "99")


# What can be chosen


def test_what_can_be_chosen_follows_the_record(studio: Studio, booked: Booked, robert: int) -> None:
    made = bill(studio, booked, bill_to_id=robert, notes="x")
    paid = pay(studio, made, 10_00)
    session = booked.session_number
    confirmation = studio.run(paperwork.options, "confirmation", session)
    assert (confirmation.notes, confirmation.client, confirmation.payer) == (
        True,
        "Sara Smith",
        "Robert Payer",
    )
    assert (confirmation.area, confirmation.record_id) == ("session", booked.session_id)
    photographer = studio.run(paperwork.options, "photographer", session)
    assert (photographer.notes, photographer.payer) == (False, "")
    invoice = studio.run(paperwork.options, "invoice", made)
    assert (invoice.title, invoice.notes, invoice.payer) == (
        f"Invoice {made}",
        True,
        "Robert Payer",
    )
    receipt = studio.run(paperwork.options, "receipt", paid)
    assert (receipt.notes, receipt.client, receipt.payer) == (False, "Robert Payer", "")
    assert (receipt.area, receipt.record_id) == ("invoice", invoice.record_id)


def test_a_package_is_printed_with_what_it_consists_of(studio: Studio, booked: Booked) -> None:
    package = replace(line(studio, "PKBABY"), discount=Discount(percent=10_00))
    made = studio.run(invoices.create, invoice_draft(studio, package, session_id=booked.session_id))
    said = text(studio, "invoice", number(studio, made))
    assert (
        "1 First year package £240.00 £216.00\n1 × Album, 20 pages\n6 × Print 7 × 5 in\n"
        "1 × Files for the web, with a package\n10% off\n"
    ) in said
    assert studio.run(invoices.get, made).draft.lines[0] == package


def test_invoices_estimates_and_confirmations_have_terms_of_their_own(
    studio: Studio, booked: Booked
) -> None:
    made = {kind: bill(studio, booked, FEE, kind=kind) for kind in ("session-fee", "estimate")}
    memo = bill(studio, booked, replace(FEE, quantity=-1), kind="credit-memo")
    for key, written in (
        ("studio.invoice_terms", "Pay soon."),
        ("studio.estimate_terms", "Think it over."),
        ("studio.terms", "Be early."),
    ):
        execute(studio, "UPDATE preference SET value = ? WHERE key = ?", f'"{written}"', key)
    says = {
        "invoice": text(studio, "invoice", made["session-fee"]),
        "estimate": text(studio, "invoice", made["estimate"]),
        "memo": text(studio, "invoice", memo),
        "confirmation": text(studio, "confirmation", booked.session_number),
    }
    for written, paper in (
        ("Pay soon.", "invoice"),
        ("Think it over.", "estimate"),
        ("Be early.", "confirmation"),
    ):
        assert [name for name, said in says.items() if written in said] == [paper]


def test_a_studio_without_such_terms_prints_none(studio: Studio, booked: Booked) -> None:
    made = bill(studio, booked, FEE)
    assert "\nTerms\n" in text(studio, "invoice", made)
    execute(studio, "DELETE FROM preference WHERE key LIKE 'studio.%terms'")
    assert "Terms" not in text(studio, "invoice", made)
