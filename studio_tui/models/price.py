"""What a studio sells: price lists with their groups and items, and the taxes on them.

Money is in minor units of the studio's currency, rates in thousandths of a percent.
"""

from __future__ import annotations

from peewee import SQL, BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from studio_tui.models.base import ListEntry, Record


class TaxRate(ListEntry):
    """A rate to choose on an invoice; changing it affects later invoices only (domain 3.10)."""

    code = TextField(default="")
    label = TextField(default="")
    """What the tax is called on an invoice, as ``VAT``."""
    rate = IntegerField(default=0)
    """Thousandths of a percent: 20000 is 20 %. 0 is exempt."""
    second_label = TextField(default="")
    second_rate = IntegerField(default=0)
    """The second tax, where the studio adds two."""


class PriceList(ListEntry):
    """A list of groups of items; a session type names one."""


class ItemGroup(Record):
    """A heading of a price list."""

    price_list = ForeignKeyField(PriceList, on_delete="CASCADE", lazy_load=False)
    name = TextField()
    sort = IntegerField(default=0)

    class Meta:
        indexes = ((("price_list", "name"), True),)


class Item(Record):
    """Something that can be invoiced (domain 3.9)."""

    price_list = ForeignKeyField(PriceList, on_delete="CASCADE", lazy_load=False)
    group = ForeignKeyField(ItemGroup, on_delete="CASCADE", lazy_load=False)
    identifier = TextField()
    """At most twelve letters and digits, unique in its list."""
    description = TextField()
    kind = TextField()
    """One of ``domain.price.ItemKind``."""
    price = IntegerField(default=0)
    cost = IntegerField(default=0)
    taxable = BooleanField(default=True)
    tax_rate = ForeignKeyField(TaxRate, null=True, lazy_load=False)
    """Its own rate, where the studio taxes by line."""
    sort = IntegerField(default=0)
    hidden = BooleanField(default=False)
    """Not listed, but found by its identifier, and used in packages."""
    inactive = BooleanField(default=False)
    quick = BooleanField(default=False, constraints=[SQL("DEFAULT 0")])
    """Whether it stands among the quick picks, too."""
    package_price = IntegerField(null=True)
    """What it costs on an order with a package; none: as always."""
    first = TextField(null=True)
    last = TextField(null=True)
    """ISO dates between which it is offered."""
    tags = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """Words with commas between, which promotions may name."""
    takes = TextField(default="", constraints=[SQL("DEFAULT ''")])
    """What a promotion takes off: one of ``domain.promotion.Takes``; empty for other items."""
    off_percent = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """Hundredths of a percent."""
    off_amount = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    minimum = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    """What an order has to come to for the promotion."""
    session_first = TextField(null=True)
    session_last = TextField(null=True)
    """ISO dates of the sessions that the promotion is for."""
    free_item = ForeignKeyField("self", null=True, on_delete="SET NULL", lazy_load=False)
    """What is free with the promotion."""
    only_group = ForeignKeyField(ItemGroup, null=True, on_delete="SET NULL", lazy_load=False)
    """The only group that it takes something off, besides items with its tags."""

    class Meta:
        indexes = ((("price_list", "identifier"), True),)


class PackageItem(Record):
    """What a package consists of."""

    package = ForeignKeyField(Item, on_delete="CASCADE", lazy_load=False, backref="content")
    item = ForeignKeyField(Item, on_delete="CASCADE", lazy_load=False, backref="packages")
    quantity = IntegerField(default=1)

    class Meta:
        primary_key = CompositeKey("package", "item")
