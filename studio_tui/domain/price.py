"""What can be sold: items of a price list, and which of them a session type adds by itself.

Money is in minor units of the studio's currency, tax rates in thousandths of a percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ItemKind = Literal[
    "composite", "miscellaneous", "package", "print", "promotional", "service", "session-fee"
]
"""The seven kinds of the trade (domain 3.9)."""

IDENTIFIER_LIMIT: Final = 12
"""Most letters and digits of an item's identifier (domain 3.9)."""


@dataclass(frozen=True, slots=True)
class TaxRateEntry:
    """A tax rate that can be chosen on an invoice."""

    id: int
    name: str
    code: str
    label: str
    rate: int
    second_label: str = ""
    second_rate: int = 0


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item of a price list."""

    id: int
    price_list_id: int
    group: str
    identifier: str
    description: str
    kind: ItemKind
    price: int
    taxable: bool
    tax_label: str
    tax: int
    """Its own rate, where the studio taxes by line."""
    hidden: bool
    """Not listed; its identifier adds it all the same."""

    @property
    def name(self) -> str:
        """What it is chosen by."""
        return self.description

    @property
    def code(self) -> str:
        """What to type instead of the name."""
        return self.identifier


@dataclass(frozen=True, slots=True)
class AutomaticItem:
    """An item that booking a session type puts on the invoice (domain 5.2)."""

    type_id: int
    item_id: int
    quantity: int
    from_people: int
    to_people: int | None
    """Only when that many people come; both ends included."""
    each: bool
    """Once for each person from ``from_people`` on, as each beyond four."""
