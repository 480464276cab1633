"""Invoices as they are written: lines, discounts, taxes.

Money is in minor units of the studio's currency, discounts in hundredths of a percent, tax rates in
thousandths of a percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

InvoiceKind = Literal[
    "session-fee", "initial-order", "re-order", "generic", "estimate", "credit-memo"
]
"""The six kinds of the trade (domain 5.1)."""

TaxMethod = Literal["none", "added", "two", "included", "line"]
"""How a studio taxes (domain 5.4): not at all; one tax, or two, added to the total; included in the
prices; or by line, at the rate of each item."""


@dataclass(frozen=True, slots=True)
class Discount:
    """Off a line or a whole invoice: a percentage or an amount, never both."""

    percent: int = 0
    amount: int = 0


NO_DISCOUNT = Discount()


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
    dated: date | None = None
    """None: today."""
    due: date | None = None
    description: str = ""
    sales_rep_id: int | None = None
    notes: str = ""
    token: str = ""
    """Storing the same draft twice stores it once."""
    id: int | None = None
    version: int = 0
