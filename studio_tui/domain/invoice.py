"""Invoices as they are written, and what they come to: lines, discounts, taxes, totals.

Money is in minor units of the studio's currency, discounts in hundredths of a percent, tax rates in
thousandths of a percent; `totals` says how it is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from studio_tui.domain.money import (
    NEGATIVE_DISCOUNT,
    NO_DISCOUNT,
    TOO_MUCH,
    WHOLE,
    Currency,
    Discount,
    half_up,
    money_words,
    rate_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

__all__ = [
    "KINDS",
    "NO_DISCOUNT",
    "Discount",
    "InvoiceDraft",
    "InvoiceKind",
    "Line",
    "TaxMethod",
    "Taxes",
    "Totals",
    "balance",
    "discount_of",
    "discount_problem",
    "extended",
    "gross",
    "totals",
]

InvoiceKind = Literal[
    "session-fee", "initial-order", "re-order", "generic", "estimate", "credit-memo"
]
"""The six kinds of the trade (domain 5.1)."""

KINDS: Final[dict[InvoiceKind, str]] = {
    "session-fee": "Session fee",
    "initial-order": "Initial order",
    "re-order": "Re-order",
    "generic": "Generic",
    "estimate": "Estimate",
    "credit-memo": "Credit memo",
}
"""What they are called."""

TaxMethod = Literal["none", "added", "two", "included", "line"]
"""How a studio taxes (domain 5.4): not at all; one tax, or two, added to the total; included in the
prices; or by line, at the rate of each item."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice."""

    description: str
    price: int
    quantity: int = 1
    discount: Discount = NO_DISCOUNT
    taxable: bool = True
    tax_label: str = ""
    tax: int = 0
    """The line's own rate, where the studio taxes by line."""
    item_id: int | None = None
    identifier: str = ""
    automatic: bool = False
    """Added by the session type and not touched since."""
    content: str = ""
    """What a package consists of, a line each: ``2 × Print 10 × 8 in``."""


@dataclass(frozen=True, slots=True)
class Taxes:
    """The tax terms of an invoice, as they were when it was written."""

    method: TaxMethod = "none"
    label: str = ""
    rate: int = 0
    second_label: str = ""
    second_rate: int = 0
    shipping_taxable: bool = False


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """An invoice to write (no ``id``) or to change."""

    lines: tuple[Line, ...] = ()
    discount: Discount = NO_DISCOUNT
    shipping: int = 0
    taxes: Taxes = Taxes()
    tax_rate_id: int | None = None
    """The rate that ``taxes`` were taken from."""
    kind: InvoiceKind = "session-fee"
    client_id: int | None = None
    """The session client; None while the client is booked together with it."""
    bill_to_id: int | None = None
    """Who pays; None: the client."""
    session_id: int | None = None
    credited_id: int | None = None
    """Of a credit memo: the invoice that it takes back."""
    dated: date | None = None
    """None: today."""
    due: date | None = None
    description: str = ""
    sales_rep_id: int | None = None
    classification_id: int | None = None
    credit_reason_id: int | None = None
    """Of a credit memo."""
    status_id: int | None = None
    """None for a new one: the initial status."""
    status_due: date | None = None
    ship_to: str = ""
    """Where it is sent, when not to the bill-to client's address."""
    shipping_method: str = ""
    notes: str = ""
    own: Mapping[int, str] = field(default_factory=dict, hash=False)
    """What the studio's own fields hold, by their ids; empty ones are left out."""
    token: str = ""
    """Storing the same draft twice stores it once."""
    id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """What an invoice comes to. ``subtotal - discount + added taxes + shipping == total``."""

    subtotal: int = 0
    """All lines, after their own discounts."""
    discount: int = 0
    """What the discount of the whole invoice takes off."""
    taxes: tuple[tuple[str, int], ...] = ()
    """Each tax with its rate, as ``("VAT 20%", 2000)``."""
    shipping: int = 0
    total: int = 0
    included: bool = False
    """Whether the prices hold the taxes already: they are named, not added."""

    @property
    def tax(self) -> int:
        """All taxes together, added or included."""
        return sum(amount for _, amount in self.taxes)


_ALL: Final = 100_000
"""100 % as a tax rate."""


def gross(line: Line) -> int:
    """A line before its discount."""
    return line.price * line.quantity


def discount_of(discount: Discount, base: int) -> int:
    """What a discount takes off an amount: at most all of it, and of a negative one negative."""
    if discount.percent:
        return half_up(base * min(discount.percent, WHOLE), WHOLE)
    taken = min(discount.amount, abs(base))
    return taken if base >= 0 else -taken


def discount_problem(discount: Discount, base: int, money: Currency) -> str:
    """What is wrong with a discount on an amount, as a sentence; empty when nothing is."""
    if min(discount.percent, discount.amount) < 0:
        return NEGATIVE_DISCOUNT
    if discount.percent and discount.amount:
        return "A discount is a percentage or an amount, not both."
    if discount.percent > WHOLE:
        return TOO_MUCH
    if discount.amount > abs(base):
        given, most = money_words(discount.amount, money), money_words(abs(base), money)
        return f"The discount of {given} is more than the {most} that it is taken off."
    return ""


def extended(line: Line) -> int:
    """What a line comes to: quantity times price, less its discount."""
    return gross(line) - discount_of(line.discount, gross(line))


def totals(draft: InvoiceDraft) -> Totals:
    """Everything that stands below the lines of an invoice.

    The rounding rule of the program: each amount is worked out exactly and rounded once, to the
    minor unit, a half away from zero, so that a credit memo mirrors the invoice that it takes back.
    Rounded are the discount of each line, the discount of the whole invoice, and each tax: on the
    taxable total, or line by line where the studio taxes by line. Sums are made of rounded amounts,
    so what is printed always adds up.

    The discount of the whole invoice is shared among the lines in proportion to what they come to,
    each share cut to the minor unit and what is then left given to the largest remainders; so the
    shares make up the discount exactly. Taxable are the taxable lines less their shares, and
    shipping where the studio taxes it.
    """
    amounts = [extended(line) for line in draft.lines]
    subtotal = sum(amounts)
    discount = discount_of(draft.discount, subtotal)
    shares = spread(discount, amounts)
    nets = [amount - share for amount, share in zip(amounts, shares, strict=True)]
    found = tuple(_taxes(draft, nets))
    included = draft.taxes.method == "included"
    added = 0 if included else sum(amount for _, amount in found)
    return Totals(
        subtotal=subtotal,
        discount=discount,
        taxes=found,
        shipping=draft.shipping,
        total=subtotal - discount + draft.shipping + added,
        included=included,
    )


def balance(kind: InvoiceKind, total: int, paid: int) -> int:
    """What is still to be paid on an invoice; below zero, what is to be given back.

    Nothing is owed on an estimate: it says what an invoice would come to.
    """
    return 0 if kind == "estimate" else total - paid


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount in proportion to weights, to the last unit: largest remainders first."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    sign = -1 if amount < 0 else 1
    parts = [
        divmod(abs(amount) * weight * (-1 if whole < 0 else 1), abs(whole)) for weight in weights
    ]
    shares = [share for share, _ in parts]
    left = abs(amount) - sum(shares)
    for at in sorted(range(len(parts)), key=lambda at: -parts[at][1])[:left]:
        shares[at] += 1
    return [sign * share for share in shares]


def _taxes(draft: InvoiceDraft, nets: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Each tax that the invoice names, with its amount."""
    terms = draft.taxes
    shipping = draft.shipping if terms.shipping_taxable else 0
    if terms.method == "line":
        yield from _by_line(draft, nets, shipping)
        return
    base = shipping + sum(net for line, net in zip(draft.lines, nets, strict=True) if line.taxable)
    if terms.method == "none" or not (terms.label or terms.rate):
        return
    within = terms.rate if terms.method == "included" else 0
    yield _named(terms.label, terms.rate), half_up(base * terms.rate, _ALL + within)
    if terms.method == "two" and (terms.second_label or terms.second_rate):
        yield _named(terms.second_label, terms.second_rate), half_up(base * terms.second_rate, _ALL)


def _by_line(draft: InvoiceDraft, nets: Sequence[int], shipping: int) -> Iterator[tuple[str, int]]:
    """The taxes of the lines, those of one name and rate together; shipping at the default rate."""
    found: dict[str, int] = {}
    taxed = [
        (line.tax_label, line.tax, net)
        for line, net in zip(draft.lines, nets, strict=True)
        if line.taxable and line.tax
    ]
    if shipping and draft.taxes.rate:
        taxed.append((draft.taxes.label, draft.taxes.rate, shipping))
    for label, rate, base in taxed:
        name = _named(label, rate)
        found[name] = found.get(name, 0) + half_up(base * rate, _ALL)
    yield from found.items()


def _named(label: str, rate: int) -> str:
    return f"{label or 'Tax'} {rate_words(rate)}"
