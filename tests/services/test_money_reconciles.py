"""Whatever is done in whatever order, the books of the studio balance."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_tui.domain.invoice import Discount, InvoiceDraft, Line, Taxes, totals
from studio_tui.domain.payment import PaymentDraft
from studio_tui.errors import StudioError
from studio_tui.services import invoices, payments
from tests.factories import execute, rows, store

if TYPE_CHECKING:
    from studio_tui.studio import Studio

CHRISTMAS = date(2026, 12, 24)
METHODS = st.sampled_from(["none", "added", "two", "included", "line"])
DRAFTS = st.builds(
    InvoiceDraft,
    lines=st.lists(
        st.builds(
            Line,
            st.just("Item"),
            st.integers(0, 500),
            st.integers(1, 3),
            st.builds(Discount, st.integers(0, 100_00)),
            st.booleans(),
            st.just("VAT"),
            st.integers(0, 25_000),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    discount=st.builds(Discount, st.integers(0, 100_00)),
    shipping=st.integers(0, 50),
    taxes=st.builds(
        Taxes,
        METHODS,
        st.just("VAT"),
        st.integers(0, 25_000),
        st.just("PST"),
        st.integers(0, 9_975),
        st.booleans(),
    ),
)
WHICH, AMOUNT = st.integers(0, 5), st.integers(-300, 900)
SHARE = st.sampled_from([-1, 0, 30, 50, 100, 130])
"""Percent of what is asked for."""
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), DRAFTS),
        st.tuples(st.just("save"), WHICH, DRAFTS),
        st.tuples(st.just("memo"), WHICH),
        st.tuples(st.just("take"), WHICH, SHARE, st.booleans()),
        st.tuples(st.just("refund"), WHICH, SHARE),
        st.tuples(st.just("deposit"), AMOUNT),
        st.tuples(st.just("plan"), WHICH, st.integers(1, 60)),
        st.tuples(st.just("settle"), WHICH, SHARE, st.booleans()),
        st.tuples(st.just("drop"), WHICH),
        st.tuples(st.just("apply"), WHICH, WHICH, st.one_of(st.none(), st.integers(0, 60))),
        st.tuples(st.just("correct"), WHICH, SHARE, st.booleans()),
        st.tuples(st.just("move"), WHICH, st.one_of(st.none(), WHICH)),
    ),
    min_size=10,
    max_size=25,
)


class Till:
    """Does one step after another at an open studio, as somebody in a hurry would."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.client_id = store(studio)
        self.received = 0
        """Money that has come in and gone out, by what the services said they took."""

    def invoice(self, which: int) -> int:
        return self._id("invoice", which)

    def payment(self, which: int, where: str = "true") -> int:
        return self._id("payment", which, where)

    def _id(self, table: str, which: int, where: str = "true") -> int:
        found = rows(self.studio, f"SELECT id FROM {table} WHERE {where} ORDER BY id")
        if not found:
            raise StudioError("There is none yet.")
        return int(found[which % len(found)][0])

    def create(self, draft: InvoiceDraft) -> None:
        self.studio.run(invoices.create, replace(draft, client_id=self.client_id))

    def save(self, which: int, draft: InvoiceDraft) -> None:
        stored = self.studio.run(invoices.get, self.invoice(which)).draft
        kept = ("id", "version", "client_id", "bill_to_id", "dated", "kind")
        self.studio.run(
            invoices.save, replace(draft, **{name: getattr(stored, name) for name in kept})
        )

    def memo(self, which: int) -> None:
        """Take an invoice back as a whole."""
        found = self.studio.run(invoices.get, self.invoice(which)).draft
        lines = tuple(replace(line, quantity=-line.quantity) for line in found.lines)
        memo = replace(found, lines=lines, shipping=-found.shipping, kind="credit-memo", id=None)
        self.studio.run(invoices.create, memo)

    def take(self, which: int, share: int, keep: bool) -> None:
        invoice_id = self.invoice(which)
        amount = self.studio.run(invoices.get, invoice_id).balance * share // 100
        draft = PaymentDraft(amount, 1, invoice_id=invoice_id)
        self._took(amount, payments.take, draft, keep_credit=keep)

    def refund(self, which: int, share: int) -> None:
        invoice_id = self.invoice(which)
        found = self.studio.run(invoices.get, invoice_id)
        amount = -max(found.paid, -found.balance) * share // 100
        self._took(amount, payments.take, PaymentDraft(amount, 1, invoice_id=invoice_id))

    def deposit(self, amount: int) -> None:
        self._took(amount, payments.take, PaymentDraft(amount, 1, client_id=self.client_id))

    def plan(self, which: int, amount: int) -> None:
        draft = PaymentDraft(amount, due=CHRISTMAS, invoice_id=self.invoice(which))
        self.studio.run(payments.plan, [draft, draft])

    def settle(self, which: int, share: int, keep: bool) -> None:
        payment_id = self.payment(which, "pending")
        planned = self.studio.run(payments.get, payment_id).draft
        amount = planned.amount * share // 100
        draft = replace(planned, method_id=1, amount=amount, pending=False)
        self._took(amount, payments.save, draft, keep_credit=keep)

    def drop(self, which: int) -> None:
        self.studio.run(payments.drop, self.payment(which, "pending"))

    def apply(self, payment: int, invoice: int, amount: int | None) -> None:
        self.studio.run(
            payments.apply_credit,
            self.payment(payment, "invoice_id IS NULL AND NOT pending"),
            self.invoice(invoice),
            amount=amount,
        )

    def correct(self, which: int, share: int, keep: bool) -> None:
        draft = self.studio.run(payments.get, self.payment(which)).draft
        amount = draft.amount * share // 100
        difference = 0 if draft.pending else amount - draft.amount
        self._took(difference, payments.save, replace(draft, amount=amount), keep_credit=keep)

    def move(self, payment: int, invoice: int | None) -> None:
        draft = self.studio.run(payments.get, self.payment(payment)).draft
        where = None if invoice is None else self.invoice(invoice)
        self.studio.run(payments.save, replace(draft, invoice_id=where))

    def _took(self, worth: int, service: Any, *given: Any, **named: Any) -> None:
        self.studio.run(service, *given, **named)
        self.received += worth

    def reconcile(self) -> None:
        """The books balance: each invoice, the client's credit, and the money in the till."""
        paid = 0
        for invoice_id, total in rows(self.studio, "SELECT id, total FROM invoice"):
            found = self.studio.run(invoices.get, invoice_id)
            taken = sum(entry.amount for entry in found.payments if not entry.pending)
            planned = sum(entry.amount for entry in found.payments if entry.pending)
            assert total == totals(found.draft).total == found.totals.total
            assert (found.paid, found.pending) == (taken, planned)
            assert found.balance == total - taken
            assert taken >= min(total, 0)
            assert planned >= 0
            paid += taken
        hits = self.studio.run(invoices.of_client, self.client_id)
        assert sum(hit.balance for hit in hits) == sum(hit.total for hit in hits) - paid
        credit = self.studio.run(payments.credit_of, self.client_id)
        unused = self.studio.run(payments.credits_of, self.client_id)
        assert credit == sum(hit.amount for hit in unused)
        assert all(hit.amount > 0 for hit in unused)
        assert paid + credit == self.received


@pytest.mark.parametrize("currency", ["GBP", "JPY", "KWD"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_books_balance_after_every_step(
    studio: Studio, currency: str, steps: list[tuple[Any, ...]]
) -> None:
    for table in ("payment", "invoice_line", "invoice"):
        execute(studio, f"DELETE FROM {table}")
    execute(
        studio, "UPDATE preference SET value = ? WHERE key = 'studio.currency'", f'"{currency}"'
    )
    till = Till(studio)
    till.create(InvoiceDraft((Line("Frame", 120),)))
    till.deposit(50)
    for step, *values in steps:
        with suppress(StudioError):
            getattr(till, step)(*values)
        till.reconcile()
