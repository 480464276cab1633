"""What can be sold: items of a price list, and which of them a session type adds by itself.

Money is in minor units of the studio's currency, tax rates in thousandths of a percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from studio_tui.domain.invoice import Line
from studio_tui.domain.names import fold
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_tui.domain.promotion import Promotion

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


class ItemEntry(NamedTuple):
    """An item of a price list. A tuple, because every form is given all there are."""

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
    content: str = ""
    """What a package consists of, a line each: ``2 × Print 10 × 8 in``."""
    quick: bool = False
    """Whether it stands among the quick picks, too."""
    package_price: int | None = None
    """What it costs on an order with a package; None: as always."""
    tags: frozenset[str] = frozenset()
    """Words that promotions may name."""
    promotion: Promotion | None = None
    """What it takes off an order; None for what is sold."""

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


def line_of(item: ItemEntry, quantity: int = 1, *, automatic: bool = False) -> Line:
    """The invoice line that an item makes.

    Args:
        item: What was chosen.
        quantity: How many.
        automatic: Added by the session type.
    """
    return Line(
        description=item.description,
        price=item.price,
        quantity=quantity,
        taxable=item.taxable,
        tax_label=item.tax_label,
        tax=item.tax,
        item_id=item.id,
        identifier=item.identifier,
        automatic=automatic,
        content=item.content,
    )


def automatic_lines(
    items: Iterable[ItemEntry], automatic: Iterable[AutomaticItem], type_id: int, people: int | None
) -> tuple[Line, ...]:
    """The lines that booking a session type puts on the invoice.

    Args:
        items: What is sold; an automatic item that is no longer sold is left out.
        automatic: What the types add.
        type_id: The session's type.
        people: How many come; counts as one while nobody has said.
    """
    sold = {item.id: item for item in items}
    return tuple(
        line_of(sold[rule.item_id], quantity, automatic=True)
        for rule in automatic
        if rule.type_id == type_id and rule.item_id in sold
        for quantity in _quantities(rule, people or 1)
    )


def _quantities(rule: AutomaticItem, people: int) -> Iterator[int]:
    """How many a rule adds for that many people: one figure, or none."""
    if people < rule.from_people or (rule.to_people is not None and people > rule.to_people):
        return
    yield rule.quantity * (people - max(rule.from_people, 1) + 1 if rule.each else 1)


def offered_items(items: Iterable[ItemEntry], price_list_id: int | None) -> tuple[ItemEntry, ...]:
    """What is listed to choose from: no hidden items; None for those of every price list."""
    return tuple(item for item in _of(items, price_list_id) if not item.hidden)


def _of(items: Iterable[ItemEntry], price_list_id: int | None) -> Iterator[ItemEntry]:
    return (item for item in items if price_list_id in (None, item.price_list_id))


def item_by_identifier(
    items: Iterable[ItemEntry], price_list_id: int | None, text: str
) -> ItemEntry:
    """The item of a price list with that identifier, hidden or not; None looks in every list.

    Raises:
        StudioError: When there is none, or several lists have one.
    """
    typed = fold(text)
    found = [item for item in _of(items, price_list_id) if fold(item.identifier) == typed]
    if not typed or not found:
        raise StudioError(
            f"The price list has no item {quoted(text)}; choose one from the list.",
            code="not-found",
        )
    if len(found) > 1:
        raise StudioError(
            f"Several price lists have an item {quoted(text)}; choose it from the list.",
            code="ambiguous",
        )
    return found[0]
