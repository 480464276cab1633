"""Invoices with their lines, and payments: money in minor units of the studio's currency."""

from __future__ import annotations

from peewee import SQL, BooleanField, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record, numbered
from studio_tui.models.client import Client
from studio_tui.models.price import Item, TaxRate
from studio_tui.models.schedule import Person
from studio_tui.models.session import Session
from studio_tui.models.status import Status


class InvoiceClassification(ListEntry):
    """The studio's own grouping of invoices."""


class CreditReason(ListEntry):
    """Why something is taken back with a credit memo."""


class Invoice(Record):
    """What a client is asked to pay. Tax terms are kept as they were when it was written."""

    number = TextField(unique=True)
    client = ForeignKeyField(Client, lazy_load=False, backref="invoices")
    """The session client; of an invoice without a session, the client it belongs to."""
    bill_to = ForeignKeyField(Client, lazy_load=False, backref="bills")
    """Who pays; the same client unless somebody else does."""
    session = ForeignKeyField(Session, null=True, lazy_load=False)
    credited = ForeignKeyField("self", null=True, on_delete="SET NULL", lazy_load=False)
    """Of a credit memo: the invoice that it takes back, in part or as a whole."""
    kind = TextField(default="session-fee")
    """One of ``domain.invoice.InvoiceKind``."""
    date = TextField(index=True)
    due = TextField(null=True, index=True)
    """ISO dates."""
    description = TextField(default="")
    classification = ForeignKeyField(
        InvoiceClassification, null=True, on_delete="SET NULL", lazy_load=False
    )
    credit_reason = ForeignKeyField(CreditReason, null=True, on_delete="SET NULL", lazy_load=False)
    """Of a credit memo."""
    status = ForeignKeyField(Status, null=True, lazy_load=False)
    status_due = TextField(null=True)
    ship_to = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """Where it is sent, when not to the bill-to client's address."""
    shipping_method = TextField(default="", constraints=[SQL("DEFAULT ''")])
    sales_rep = ForeignKeyField(Person, null=True, lazy_load=False)
    discount_percent = IntegerField(default=0)
    """Hundredths of a percent of the whole invoice."""
    discount_amount = IntegerField(default=0)
    """Money off the whole invoice; not together with a percentage."""
    shipping = IntegerField(default=0)
    tax_rate = ForeignKeyField(TaxRate, null=True, lazy_load=False)
    """The rate chosen; what counts are the terms below."""
    tax_method = TextField(default="none")
    """One of ``domain.invoice.TaxMethod``."""
    tax_label = TextField(default="")
    tax = IntegerField(default=0)
    second_tax_label = TextField(default="")
    second_tax = IntegerField(default=0)
    """Rates in thousandths of a percent."""
    shipping_taxable = BooleanField(default=False)
    total = IntegerField(default=0)
    """As ``domain.invoice.totals`` makes it of all this: kept for lists and balances."""
    paid = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """The payments taken on it, which triggers keep: for lists of what is owed."""
    notes = TextField(default="")
    token = TextField(unique=True)
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


class InvoiceLine(Record):
    """One line, with what the item was called and cost at the time."""

    invoice = ForeignKeyField(Invoice, on_delete="CASCADE", lazy_load=False)
    item = ForeignKeyField(Item, null=True, on_delete="SET NULL", lazy_load=False)
    sort = IntegerField(default=0)
    identifier = TextField(default="")
    description = TextField()
    content = TextField(default="")
    """What a package consists of, a line each."""
    quantity = IntegerField(default=1)
    price = IntegerField()
    discount_percent = IntegerField(default=0)
    discount_amount = IntegerField(default=0)
    taxable = BooleanField(default=True)
    tax_label = TextField(default="")
    tax = IntegerField(default=0)
    """The line's own rate, where the studio taxes by line."""
    automatic = BooleanField(default=False)
    """Added by the session type and not touched since."""


class PaymentMethod(ListEntry):
    """A way of paying (domain 3.10)."""

    code = TextField(default="")
    kind = TextField(default="other")
    """``cash``, ``cheque``, ``card``, ``gift`` or ``other``."""


class Payment(Record):
    """Money taken, or to be taken on a date. Negative: a refund. Without invoice: a deposit."""

    number = TextField(unique=True)
    """Number of the receipt."""
    invoice = ForeignKeyField(Invoice, null=True, lazy_load=False)
    client = ForeignKeyField(Client, lazy_load=False)
    """Who pays."""
    pending = BooleanField(default=False)
    """Planned for ``due`` and not taken yet; does not count as paid."""
    date = TextField(null=True)
    """ISO date on which it was taken; none while pending."""
    due = TextField(null=True)
    method = ForeignKeyField(PaymentMethod, null=True, lazy_load=False)
    amount = IntegerField()
    tendered = IntegerField(null=True)
    """Cash handed over, when it was more."""
    reference = TextField(default="")
    """Number of a cheque, last digits of a card."""
    notes = TextField(default="")
    taken_by = ForeignKeyField(Person, null=True, lazy_load=False)
    token = TextField(unique=True)
    version = IntegerField(default=1)
    created = IntegerField()
    """UTC seconds."""


Invoice.add_index(numbered("invoice"))
Invoice.add_index(
    SQL(
        'CREATE INDEX "invoice_open" ON "invoice" ("due") '
        "WHERE total > paid AND kind <> 'estimate'"
    )
)
