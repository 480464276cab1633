"""Invoices as they are written, changed and refused, on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import GoneError, Saved, StaleError
from studio_tui.domain.invoice import Discount, InvoiceDraft, Line, Taxes
from studio_tui.errors import StudioError
from studio_tui.services import invoices, payments
from tests.factories import (
    book,
    counts,
    execute,
    invoice_draft,
    line,
    payment_draft,
    price_item,
    rows,
    store,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio

VAT = Taxes("added", "VAT", 20_000, shipping_taxable=True)


@pytest.fixture
def session_id(studio: Studio) -> int:
    """Sara Smith's portrait."""
    return book(studio).session_id


def create(studio: Studio, *lines: Line, **fields: Any) -> int:
    return studio.run(invoices.create, invoice_draft(studio, *lines, **fields))


def save(studio: Studio, invoice_id: int, **changes: Any) -> Saved:
    return studio.run(invoices.save, replace(studio.run(invoices.get, invoice_id).draft, **changes))


def refused(studio: Studio, *lines: Line, **fields: Any) -> StudioError:
    """The refusal of an invoice, after which the database is as it was."""
    before = counts(studio)
    with pytest.raises(StudioError) as caught:
        create(studio, *lines, **fields)
    assert counts(studio) == before
    return caught.value


def test_an_invoice_comes_back_as_it_was_written(studio: Studio, session_id: int) -> None:
    mother = store(studio, last="Jones", first="Joan", phone="07700 900111", call_warning="Rude")
    ((rate,),) = rows(studio, "SELECT id FROM tax_rate WHERE name = 'Standard'")
    draft = InvoiceDraft(
        lines=(
            line(studio, "SIT", automatic=True),
            line(studio, "P108", 2, discount=Discount(percent=10_00), taxable=False),
        ),
        discount=Discount(amount=5_00),
        shipping=4_50,
        taxes=VAT,
        tax_rate_id=rate,
        kind="initial-order",
        bill_to_id=mother,
        session_id=session_id,
        due=date(2026, 12, 24),
        description="Christmas",
        sales_rep_id=1,
        notes="Ring first",
    )
    invoice_id = studio.run(invoices.create, draft)
    found = studio.run(invoices.get, invoice_id)
    assert found.draft == replace(
        draft,
        client_id=1,
        dated=date(2026, 11, 24),
        id=invoice_id,
        version=1,
        status_id=found.draft.status_id,
        status_due=found.draft.status_due,
    )
    assert (found.number, found.client, found.bill_to) == ("10000", "Smith, Sara", "Jones, Joan")
    assert (found.phone, found.call_warning, found.session_number) == (
        "07700 900111",
        "Rude",
        "10000",
    )
    # 60.00 + 57.60 - 5.00; 20 % of 60.00 less 2.55 of the discount, and of the shipping
    assert (found.totals.subtotal, found.totals.discount) == (117_60, 5_00)
    assert found.totals.taxes == (("VAT 20%", 12_39),)
    assert found.totals.total == found.balance == 129_49
    assert (found.paid, found.pending, found.payments) == (0, 0, ())
    assert [words for _, _, words in found.history] == ["Invoice 10000 for £129.49."]
    assert studio.run(invoices.by_number, " 10000 ") == invoice_id


def test_the_session_and_both_clients_list_it(studio: Studio, session_id: int) -> None:
    mother = store(studio, last="Jones", first="Joan")
    invoice_id = create(studio, session_id=session_id, bill_to_id=mother, description="Fee")
    studio.run(payments.take, payment_draft(studio, 20_00, invoice_id=invoice_id))
    studio.run(
        payments.plan, [payment_draft(studio, 15_00, invoice_id=invoice_id, due=date(2027, 1, 1))]
    )
    (hit,) = studio.run(invoices.of_session, session_id)
    assert hit == invoices.InvoiceHit(
        id=invoice_id,
        number="10000",
        dated=date(2026, 11, 24),
        kind="session-fee",
        description="Fee",
        client="Smith, Sara",
        bill_to="Jones, Joan",
        session_number="10000",
        total=60_00,
        paid=20_00,
        pending=15_00,
        balance=40_00,
    )
    assert studio.run(invoices.of_client, 1) == studio.run(invoices.of_client, mother) == (hit,)


def test_the_client_of_a_sessions_invoice_follows_the_session(
    studio: Studio, session_id: int
) -> None:
    other = store(studio, last="Jones")
    invoice_id = create(studio, session_id=session_id, client_id=other)
    assert studio.run(invoices.get, invoice_id).draft.client_id == 1
    execute(studio, "UPDATE session SET client_id = ?", other)
    save(studio, invoice_id, notes="x")
    found = studio.run(invoices.get, invoice_id).draft
    assert (found.client_id, found.bill_to_id) == (other, 1)


def test_an_invoice_without_a_session_sells_anything(studio: Studio) -> None:
    client_id = store(studio)
    create(studio, Line("A frame", 30_00), line(studio, "HEAD"), client_id=client_id)
    (hit,) = studio.run(invoices.of_client, client_id)
    assert (hit.total, hit.session_number, hit.bill_to) == (105_00, "", "Smith, Sara")


def test_the_same_draft_twice_is_one_invoice(studio: Studio, session_id: int) -> None:
    draft = invoice_draft(studio, session_id=session_id)
    assert studio.run(invoices.create, draft) == studio.run(invoices.create, draft)
    assert len(studio.run(invoices.of_session, session_id)) == 1


def test_numbers_follow_each_other(studio: Studio, session_id: int) -> None:
    assert studio.run(invoices.get, create(studio, session_id=session_id)).number == "10000"
    refused(studio, Line("", 1), session_id=session_id)
    assert studio.run(invoices.get, create(studio, session_id=session_id)).number == "10001"


def test_only_the_price_list_of_the_sessions_type_is_sold_hidden_items_included(
    studio: Studio, session_id: int
) -> None:
    create(studio, line(studio, "SIT"), line(studio, "REPRINT"), session_id=session_id)
    other = refused(studio, line(studio, "HEAD"), session_id=session_id)
    assert "is not on the price list of this session's type" in other.message
    free = refused(studio, Line("A frame", 30_00), session_id=session_id)
    assert (free.field, "“A frame” is not on the price list" in free.message) == ("lines", True)


def test_where_the_type_has_no_price_list_anything_is_sold(studio: Studio, session_id: int) -> None:
    execute(studio, "UPDATE session_type SET price_list_id = NULL")
    create(studio, line(studio, "HEAD"), Line("A frame", 30_00), session_id=session_id)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("DELETE FROM item WHERE identifier = 'EXTRA'", "“Extra” is no longer on the price list"),
        ("UPDATE item SET inactive = 1 WHERE identifier = 'EXTRA'", "“Extra” is no longer sold"),
        ("UPDATE price_list SET inactive = 1", "are no longer sold. Remove the lines"),
    ],
)
def test_an_item_gone_since_drafting_is_named_and_nothing_is_lost(
    studio: Studio, session_id: int, change: str, sentence: str
) -> None:
    price_item(studio)
    draft = invoice_draft(studio, line(studio), line(studio, "EXTRA"), session_id=session_id)
    execute(studio, change)
    before = counts(studio)
    with pytest.raises(GoneError, match=sentence) as caught:
        studio.run(invoices.create, draft)
    assert (caught.value.field, caught.value.code) == ("lines", "gone")
    assert counts(studio) == before


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM item WHERE identifier = 'EXTRA'",
        "UPDATE item SET inactive = 1",
        "UPDATE session_type SET price_list_id = 2",
    ],
)
def test_what_is_invoiced_already_stays_whatever_became_of_it(
    studio: Studio, session_id: int, change: str
) -> None:
    price_item(studio)
    invoice_id = create(studio, line(studio, "EXTRA"), session_id=session_id)
    draft = studio.run(invoices.get, invoice_id).draft
    execute(studio, change)
    studio.run(invoices.save, replace(draft, lines=(replace(draft.lines[0], quantity=2),)))
    assert studio.run(invoices.get, invoice_id).totals.total == 240_00
    fresh = studio.run(invoices.get, invoice_id).draft
    with pytest.raises(StudioError) as caught:
        studio.run(invoices.save, replace(fresh, lines=(*fresh.lines, Line("More", 1, item_id=99))))
    assert caught.value.field == "lines"


@pytest.mark.parametrize(
    ("lines", "fields", "sentence", "field"),
    [
        ([], {}, "nothing on the invoice", "lines"),
        ([Line(" ", 1)], {}, "needs a description", "lines"),
        ([Line("A", 1, 0)], {}, "the quantity is 1 to 9999", "lines"),
        ([Line("A", 1, 10_000)], {}, "the quantity is 1 to 9999", "lines"),
        ([Line("A", 10**12 + 1)], {}, "A: no price is that high", "lines"),
        ([Line("A", 10**12, 2)], {}, "No invoice is that high", "lines"),
        ([Line("A", 100, discount=Discount(percent=100_01))], {}, "A: A discount cannot", "lines"),
        ([Line("A", 100, discount=Discount(amount=101))], {}, "more than the £1.00", "lines"),
        ([Line("A", 100, discount=Discount(amount=-1))], {}, "not negative", "lines"),
        ([Line("A", 100, discount=Discount(1, 1))], {}, "not both", "lines"),
        ([Line("A", 100)], {"discount": Discount(percent=100_01)}, "more than 100%", "discount"),
        ([Line("A", 100)], {"discount": Discount(amount=1_01)}, "more than the £1", "discount"),
        ([Line("A", 100)], {"shipping": -1}, "Shipping cannot be negative", "shipping"),
        ([Line("A", 100)], {"shipping": 10**13}, "No shipping is that high", "shipping"),
        ([Line("A", -100)], {}, "comes to -£1.00. To give money back", "lines"),
        ([Line("A", 100)], {"kind": "credit-memo"}, "quantities are negative", "lines"),
        ([Line("A", 100)], {"kind": "gift"}, "no type of invoice", "kind"),
        ([Line("A", 100)], {"client_id": None}, "Choose the client", "client"),
        ([Line("A", 100)], {"client_id": 99}, "client has been deleted", "client"),
        ([Line("A", 100)], {"bill_to_id": 99}, "Who is to pay has been deleted", "bill_to"),
        ([Line("A", 100)], {"session_id": 99}, "session has been deleted", "session"),
        ([Line("A", 100)], {"tax_rate_id": 99}, "tax rate has been deleted", "tax"),
        ([Line("A", 100)], {"sales_rep_id": 99}, "sales rep is no longer here", "sales_rep"),
    ],
)
def test_what_cannot_be_invoiced_is_refused_with_a_sentence(
    studio: Studio, lines: list[Line], fields: dict[str, Any], sentence: str, field: str
) -> None:
    draft = InvoiceDraft(tuple(lines), **{"client_id": store(studio), **fields})
    before = counts(studio)
    with pytest.raises(StudioError, match=sentence) as caught:
        studio.run(invoices.create, draft)
    assert caught.value.field == field
    assert counts(studio) == before


def test_a_change_is_written_with_both_values(studio: Studio, session_id: int) -> None:
    invoice_id = create(studio, session_id=session_id)
    saved = save(
        studio,
        invoice_id,
        lines=(line(studio, "SIT", 2),),
        discount=Discount(percent=10_00),
        taxes=VAT,
        due=date(2026, 12, 24),
        notes="Ring first",
    )
    assert saved == Saved(2, ())
    found = studio.run(invoices.get, invoice_id)
    assert (found.draft.version, found.totals.total) == (2, 129_60)
    assert rows(studio, "SELECT total FROM invoice") == [(129_60,)]
    assert found.history[0][2] == (
        "Payment due: none to Thu 24 Dec 2026. Lines: 1 Sitting fee at £60.00 to "
        "2 Sitting fee at £60.00. Discount: none to 10%. "
        "Tax: none to VAT 20% added, on shipping too. Notes: added “Ring first”."
    )


def test_saving_what_was_not_changed_writes_nothing(studio: Studio, session_id: int) -> None:
    invoice_id = create(studio, session_id=session_id)
    before = counts(studio)
    assert save(studio, invoice_id) == Saved(1, ())
    assert save(studio, invoice_id, dated=None) == Saved(1, ())
    assert counts(studio) == before


def test_an_invoice_changed_meanwhile_is_told_with_both_values(
    studio: Studio, session_id: int
) -> None:
    invoice_id = create(studio, session_id=session_id)
    mine = replace(studio.run(invoices.get, invoice_id).draft, description="Mine")
    save(studio, invoice_id, description="Theirs", shipping=3_00)
    with pytest.raises(StaleError, match="Invoice 10000 has been changed by somebody") as caught:
        studio.run(invoices.save, mine)
    assert caught.value.differences == (
        ("Description", "Theirs", "Mine"),
        ("Shipping", "£3.00", ""),
    )
    studio.run(invoices.save, replace(mine, version=caught.value.version))
    assert studio.run(invoices.get, invoice_id).draft.description == "Mine"


def test_an_invoice_lowered_below_what_was_paid_is_stored_and_said(
    studio: Studio, session_id: int
) -> None:
    invoice_id = create(studio, line(studio, "SIT", 2), session_id=session_id)
    studio.run(payments.take, payment_draft(studio, 100_00, invoice_id=invoice_id))
    assert save(studio, invoice_id, discount=Discount(amount=20_00)).sentences == ()
    (sentence,) = save(studio, invoice_id, discount=Discount(amount=60_00)).sentences
    assert sentence.startswith("£40.00 more has been paid than invoice 10000 now comes to: refund")
    assert studio.run(invoices.get, invoice_id).balance == -40_00
    assert save(studio, invoice_id, notes="They know").sentences == ()


def test_a_credit_memo_stays_worth_what_was_given_back(studio: Studio) -> None:
    memo = create(studio, Line("A", 50_00, -1), kind="credit-memo", client_id=store(studio))
    studio.run(payments.take, payment_draft(studio, -30_00, invoice_id=memo))
    save(studio, memo, lines=(Line("A", 30_00, -1),))
    for changes in (
        {"lines": (Line("A", 29_99, -1),)},
        {"kind": "generic", "lines": (Line("A", 1),)},
    ):
        with pytest.raises(StudioError, match=r"£30.00 has been given back on it already"):
            save(studio, memo, **changes)


def test_a_paid_invoice_does_not_become_an_estimate(studio: Studio, session_id: int) -> None:
    invoice_id = create(studio, session_id=session_id)
    studio.run(payments.take, payment_draft(studio, 10_00, invoice_id=invoice_id))
    with pytest.raises(StudioError, match="has been paid or planned") as caught:
        save(studio, invoice_id, kind="estimate")
    assert caught.value.field == "kind"


def test_an_invoice_with_payments_cannot_be_deleted(studio: Studio, session_id: int) -> None:
    invoice_id = create(studio, session_id=session_id)
    studio.run(payments.take, payment_draft(studio, 10_00, invoice_id=invoice_id))
    with pytest.raises(StudioError, match="Something that was chosen"):
        execute(studio, "DELETE FROM invoice")
    assert not hasattr(invoices, "delete")


def test_what_is_not_there_is_said(studio: Studio) -> None:
    with pytest.raises(GoneError, match="no longer exists"):
        studio.run(invoices.get, 1)
    with pytest.raises(StudioError, match="no invoice with the number 12"):
        studio.run(invoices.by_number, "12")
    store(studio, last="Nobody")
    assert studio.run(invoices.of_client, 1) == studio.run(invoices.of_session, 1) == ()


def test_a_client_without_a_name_is_known_by_the_company(studio: Studio) -> None:
    client_id = store(studio, last="", first="", company="Acme Ltd")
    invoice_id = create(studio, client_id=client_id)
    save(studio, invoice_id, bill_to_id=store(studio, last="Lee", first=""))
    assert studio.run(invoices.get, invoice_id).history[0][2] == "Bill to: Acme Ltd to Lee."
