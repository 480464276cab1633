"""All that a client has meant to the studio, in figures and in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.money import currency
from studio_tui.records.client_summary import said
from studio_tui.services import (
    cancelling,
    client_records,
    client_summary,
    clients,
    credit_memos,
    invoices,
    payments,
)
from tests import factories
from tests.factories import FRIDAY

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def words(studio: Studio, client_id: int) -> dict[str, str]:
    found = studio.run(client_summary.summary, client_id)
    return {line.label: line.text for line in said(found, currency("GBP")) if line.label}


def test_of_a_new_client_there_is_little_to_say(studio: Studio) -> None:
    assert words(studio, factories.store(studio)) == {
        "Sales": "none yet",
        "Paid": "none yet",
        "Owed": "nothing",
        "Sessions": "none yet",
    }


def test_money_is_said_in_all_and_for_this_year(studio: Studio) -> None:
    client_id = factories.store(studio)
    long_ago = FRIDAY.date().replace(year=2025)
    old = studio.run(
        invoices.create, factories.invoice_draft(studio, client_id=client_id, dated=long_ago)
    )
    new = studio.run(invoices.create, factories.invoice_draft(studio, client_id=client_id))
    studio.run(
        invoices.create, factories.invoice_draft(studio, client_id=client_id, kind="estimate")
    )
    pay = factories.payment_draft
    studio.run(payments.take, pay(studio, 60_00, invoice_id=old, taken=long_ago))
    studio.run(payments.take, pay(studio, 20_00, invoice_id=new))
    studio.run(payments.take, pay(studio, 15_00, client_id=client_id))
    due = FRIDAY.date()
    studio.run(payments.plan, [pay(studio, 10_00, invoice_id=new, due=due)])
    found = words(studio, client_id)
    assert found["Sales"] == "£120.00, £60.00 of it this year"
    assert found["Paid"] == "£95.00, £35.00 of it this year"
    assert found["Owed"] == "£40.00"
    assert found["Credit"] == "£15.00: deposits £15.00"
    assert found["Last payment"].startswith("£15.00 on Tue 24 Nov 2026, ")
    memo = studio.run(invoices.create, studio.run(credit_memos.begin, old).draft)
    found = words(studio, client_id)
    assert found["Sales"] == "£60.00, £0.00 of it this year"
    assert found["Credit"] == "£75.00: deposits £15.00 and to be given back £60.00"
    studio.run(payments.take, pay(studio, -60_00, invoice_id=memo))
    assert words(studio, client_id)["Given back"] == "£60.00, £60.00 of it this year"


def test_sessions_are_counted_by_what_became_of_them(studio: Studio) -> None:
    first = factories.book(studio, start=FRIDAY - timedelta(days=70))
    client_id = first.client_id
    who = studio.run(clients.get, client_id)
    for days in (-7, 0, 7, 14):
        who = studio.run(clients.get, client_id)
        booked = factories.book(studio, client=who, start=FRIDAY + timedelta(days=days))
    plan = studio.run(cancelling.consider, [("session", booked.session_id)])
    studio.run(cancelling.cancel, plan, "ill")
    assert {key: text for key, text in words(studio, client_id).items() if "ession" in key} == {
        "Sessions": "2 kept, 2 to come, 1 cancelled",
        "Next session": "Fri 27 Nov 2026 14:00, Portrait 10002",
        "Last session": "Fri 20 Nov 2026 14:00, Portrait 10001",
        "First session": "Fri 18 Sep 2026 14:00, Portrait 10000",
    }


def test_who_brought_whom_with_what_they_bought(studio: Studio) -> None:
    lee = factories.store(studio, last="Lee", first="Jo")
    sara = factories.store(studio, referred_by_id=lee)
    ann = factories.store(studio, last="Abel", first="Ann", referred_by_id=lee)
    studio.run(invoices.create, factories.invoice_draft(studio, client_id=sara))
    assert words(studio, ann)["Referred by"] == "Lee, Jo"
    found = said(studio.run(client_summary.summary, lee), currency("GBP"))
    assert [(line.text, line.opens) for line in found[-3:]] == [
        ("2 clients, who bought for £60.00 in all", None),
        ("Smith, Sara, £60.00", ("client", sara)),
        ("Abel, Ann, nothing yet", ("client", ann)),
    ]
    assert studio.run(client_records.get, ann).referred_by == "Lee, Jo"
