"""What is printed adds up, whatever is sold, in currencies with two, no and three decimals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.invoice import Discount, InvoiceDraft, Line, Taxes, totals
from studio_tui.domain.money import Currency, currency, parse_money
from studio_tui.services.invoices import InvoiceRecord
from studio_tui.services.paperwork.charges import charges
from studio_tui.services.payments import PaymentHit

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk

DAY = date(2026, 11, 24)
amounts = st.integers(-10_000_00, 10_000_00)
percents = st.integers(0, 100_00)
discounts = st.one_of(
    st.builds(Discount, percent=percents), st.builds(Discount, amount=st.integers(0, 50_00))
)
sold = st.builds(
    Line,
    description=st.just("Print"),
    price=amounts,
    quantity=st.integers(1, 40),
    discount=discounts,
    taxable=st.booleans(),
    tax_label=st.just("VAT"),
    tax=st.sampled_from([0, 5_000, 20_000]),
)
terms = st.builds(
    Taxes,
    method=st.sampled_from(["none", "added", "two", "included", "line"]),
    label=st.just("VAT"),
    rate=st.integers(0, 30_000),
    second_label=st.just("QST"),
    second_rate=st.integers(0, 12_000),
    shipping_taxable=st.booleans(),
)
drafts = st.builds(
    InvoiceDraft,
    lines=st.lists(sold, max_size=6).map(tuple),
    discount=discounts,
    shipping=st.integers(0, 20_00),
    taxes=terms,
)


class Till:
    """As much of a desk as charges look at."""

    def __init__(self, currency: Currency) -> None:
        self.currency = currency


def hit(number: int, amount: int, *, pending: bool) -> PaymentHit:
    day = DAY + timedelta(days=number)
    return PaymentHit(
        id=number,
        number=str(number),
        taken=None if pending else day,
        due=day if pending else None,
        pending=pending,
        method="Card",
        amount=amount,
        reference="",
        invoice_id=1,
        invoice_number="1",
    )


def record(draft: InvoiceDraft, paid: list[int], planned: list[int]) -> InvoiceRecord:
    found = totals(draft)
    hits = [hit(number, amount, pending=False) for number, amount in enumerate(paid)]
    hits += [hit(number, amount, pending=True) for number, amount in enumerate(planned, 50)]
    return InvoiceRecord(
        id=1,
        number="1",
        draft=draft,
        client="",
        bill_to="",
        phone="",
        email="",
        call_warning="",
        session_number="",
        totals=found,
        paid=sum(paid),
        pending=sum(planned),
        balance=found.total - sum(paid),
        payments=tuple(reversed(hits)),
    )


@given(
    drafts,
    st.lists(amounts, max_size=3),
    st.lists(st.integers(1, 100_00), max_size=3),
    st.sampled_from(["GBP", "JPY", "KWD", "CHF"]),
)
def test_what_is_printed_adds_up(
    draft: InvoiceDraft, paid: list[int], planned: list[int], code: str
) -> None:
    money = currency(code)
    printed = charges(cast("Desk", Till(money)), record(draft, paid, planned))
    read = [(entry.label, parse_money(entry.amount, money)) for entry in printed.sums]
    labels = [label for label, _ in read]
    at = labels.index("Total")
    total = read[at][1]
    lines = sum(parse_money(amount, money) for *_, amount in printed.lines)
    if at:
        assert labels[0] == "Subtotal"
        assert read[0][1] == lines
        assert sum(amount for _, amount in read[1:at]) + lines == total
    else:
        assert lines == total
    below = [entry for entry in read[at + 1 :] if not entry[0].startswith("including")]
    words = ("Balance due", "Credit")
    (balance,) = (number for number, (label, _) in enumerate(below) if label in words)
    label, left = below[balance]
    taken = sum(amount for _, amount in below[:balance])
    assert total + taken == (left if label == "Balance due" else -left)
    assert [amount for _, amount in below[balance + 1 :]] == planned
