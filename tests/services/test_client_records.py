from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.errors import StudioError
from studio_tui.services import beginnings, client_records, invoices, payments, search
from tests import factories

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def test_saving_writes_only_what_differs_and_says_so_in_the_history(studio: Studio) -> None:
    client_id = factories.store(studio)
    draft = studio.run(client_records.get, client_id).draft
    assert studio.run(client_records.save, draft).version == draft.version
    saved = studio.run(client_records.save, replace(draft, city="Ely"))
    record = studio.run(client_records.get, client_id)
    assert (record.draft.city, record.draft.version) == ("Ely", saved.version)
    assert [what for _, _, what in record.history] == ["City: none to Ely.", "Client created."]


def test_somebody_elses_changes_are_not_saved_over(studio: Studio) -> None:
    client_id = factories.store(studio)
    draft = studio.run(client_records.get, client_id).draft
    studio.run(client_records.save, replace(draft, city="Bath", status_id=None))
    with pytest.raises(StaleError) as caught:
        studio.run(client_records.save, replace(draft, city="Ely"))
    assert caught.value.differences == (("City", "Bath", "Ely"), ("Status", "", "Prospect"))


def test_a_client_who_is_gone_is_said(studio: Studio) -> None:
    with pytest.raises(GoneError, match="no longer exists"):
        studio.run(client_records.get, 999)


def test_a_number_can_be_given_by_hand_and_is_nobody_elses(studio: Studio) -> None:
    first = factories.book(studio).client_id
    draft = studio.run(client_records.get, first).draft
    assert draft.number == "10000"
    studio.run(client_records.save, replace(draft, number="10001"))
    saved = studio.run(client_records.get, first)
    assert (saved.number, saved.history[0][2]) == ("10001", "Client number: 10000 to 10001.")
    assert [hit.id for hit in studio.run(search.clients, "10001")] == [first]
    assert studio.run(search.clients, "10000") == []
    lee, later = factories.client_draft(last="Lee"), factories.FRIDAY - timedelta(hours=3)
    second = factories.book(studio, client=lee, start=later).client_id  # the counter goes past it
    theirs = studio.run(client_records.get, second).draft
    assert theirs.number == "10002"
    studio.run(client_records.save, replace(saved.draft, number="A-7"))
    for number, said in (
        ("a-7", "a-7 is the number of Smith, Sara: type another."),
        ("no digit", "A number is made of"),
        ("#12", "A number is made of"),
        ("1" * 21, "20 characters at most"),
    ):
        with pytest.raises(StudioError, match=said) as caught:
            studio.run(client_records.save, replace(theirs, number=number))
        assert caught.value.field == "number"
    # Read before a booking gave the number, saved after it: the number stays.
    prospect = factories.store(studio, last="Okoye")
    read = studio.run(client_records.get, prospect).draft
    assert read.number == ""
    factories.execute(studio, "UPDATE client SET number = '10003' WHERE id = ?", prospect)
    studio.run(client_records.save, replace(read, city="Ely"))
    assert studio.run(client_records.get, prospect).number == "10003"


# What is new


def test_the_first_invoice_of_a_session_is_over_its_fees_the_next_is_an_order(
    studio: Studio,
) -> None:
    booked = factories.book(studio, type_name="Portrait", description="Twins")
    first = studio.run(beginnings.invoice, booked.client_id, booked.session_id)
    assert (first.draft.kind, first.draft.description) == ("session-fee", "Twins")
    assert [line.identifier for line in first.draft.lines] == ["SIT"]
    assert first.balance == first.totals.total > 0
    studio.run(invoices.create, first.draft)
    later = studio.run(beginnings.invoice, booked.client_id, booked.session_id)
    assert (later.draft.kind, later.draft.lines) == ("initial-order", ())


def test_a_payment_starts_with_the_balance_in_the_way_that_was_used_last(studio: Studio) -> None:
    client_id, payer = factories.store(studio), factories.store(studio, last="Lee")
    draft = factories.invoice_draft(studio, client_id=client_id, bill_to_id=payer)
    invoice_id = studio.run(invoices.create, draft)
    assert studio.run(beginnings.payment, client_id, invoice_id).method == ""
    part = factories.payment_draft(studio, 20_00, "Cash", invoice_id=invoice_id)
    studio.run(payments.take, part)
    record = studio.run(beginnings.payment, client_id, invoice_id)
    assert (record.draft.amount, record.method, record.client) == (40_00, "Cash", "Lee, Sara")
    lines = (factories.line(studio, quantity=-1),)
    memo = factories.invoice_draft(studio, *lines, client_id=client_id, kind="credit-memo")
    back = studio.run(beginnings.payment, client_id, studio.run(invoices.create, memo))
    assert back.draft.amount == -60_00
    deposit = studio.run(beginnings.payment, client_id)
    assert (deposit.draft.amount, deposit.draft.client_id) == (0, client_id)


def test_what_can_be_paid_is_what_is_neither_paid_nor_an_estimate(studio: Studio) -> None:
    booked = factories.book(studio)
    ids = []
    for kind, session_id in (
        ("session-fee", booked.session_id),
        ("estimate", booked.session_id),
        ("generic", None),
    ):
        draft = factories.invoice_draft(
            studio, client_id=booked.client_id, session_id=session_id, kind=kind
        )
        ids.append(studio.run(invoices.create, draft))
    of_client = studio.run(beginnings.payable, client_id=booked.client_id)
    assert {hit.id for hit in of_client} == {ids[0], ids[2]}
    within = studio.run(
        beginnings.payable, client_id=booked.client_id, session_id=booked.session_id
    )
    assert [hit.id for hit in within] == [ids[0]]
