"""A price list to add from: groups that open, or what a typed text finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.domain import order
from studio_tui.domain.money import Discount, discount_words, money_words, plain_money
from studio_tui.domain.words import plural
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events

    from studio_tui.domain.money import Currency
    from studio_tui.domain.price import ItemEntry

SMALL: Final = 12
"""Most items that are listed with all groups open at first."""
QUICK: Final = "Quick picks"
"""The group, always open, of what is sold most."""
COLUMNS: Final = (ListColumn("Price list"), ListColumn("Price", 9, align="right"))


class PriceTree(RecordList, can_focus=False):
    """Keys reach it from the field above it; no row is marked while it is not `steered`."""

    def __init__(
        self, items: Sequence[ItemEntry], price_list_id: int | None, money: Currency
    ) -> None:
        """Make it.

        Args:
            items: What is sold, hidden items included.
            price_list_id: The list that counts; None for all of them.
            money: What prices are in.
        """
        super().__init__()
        self._items, self._price_list_id, self._money = items, price_list_id, money
        self._by_id = {item.id: item for item in items}
        self._by_id |= {-item.id: item for item in items}  # among the quick picks
        listed = order.matching(items, price_list_id, "")
        quick = [item for item in listed if item.quick]
        self._groups: dict[str, list[ItemEntry]] = {QUICK: quick} if quick else {}
        for item in listed:
            self._groups.setdefault(item.group, []).append(item)
        self._open = set(self._groups) if len(listed) <= SMALL else {QUICK}
        self._wide = max((len(item.identifier) for item in items), default=0)
        self.set_columns(COLUMNS)

    def narrow(self, text: str) -> None:
        """Show what a text finds, the first of it marked; the groups without a text."""
        self.steer(bool(text.strip()))
        if self.steered:
            found = order.matching(self._items, self._price_list_id, text)
            self.show([self._row(item) for item in found], "Nothing on the price list fits.")
            if self.row is not None:
                self.action_cursor_first()
        else:
            self.show(list(self._tree()), "The price list is empty.")

    def _tree(self) -> Iterable[Row]:
        for group, items in self._groups.items():
            mark = "-" if group in self._open else "+"
            yield Row(("group", group), (f"{mark} {group}", plural(len(items), "item")))
            if group in self._open:
                sign = -1 if group == QUICK else 1
                yield from (self._row(item, "  ", sign) for item in items)

    def _row(self, item: ItemEntry, before: str = "", sign: int = 1) -> Row:
        said = f"{before}{item.identifier:<{self._wide}}  {item.description}"
        return Row(sign * item.id, (said, self._price(item)))

    def _price(self, item: ItemEntry) -> str:
        """What it costs, or takes off."""
        promotion = item.promotion
        if promotion is None:
            return plain_money(item.price, self._money)
        off = discount_words(Discount(promotion.percent, promotion.amount), self._money)
        return f"-{off}" if off else "free"

    @property
    def item(self) -> ItemEntry | None:
        """The item marked; None on a group, or when nothing is marked."""
        return self._by_id.get(self.row.key) if self.steered and self.row else None  # type: ignore[call-overload]

    @property
    def group(self) -> str:
        """The group marked; empty on an item."""
        key = self.row.key if self.steered and self.row else None
        return key[1] if isinstance(key, tuple) else ""

    def toggle(self) -> None:
        """Open the group marked, or close it."""
        self._open ^= {self.group}
        self.show(list(self._tree()))

    def steer(self, steered: bool = True) -> None:
        """Mark a row, or none."""
        if steered != self.steered:
            self.steered = steered
            self.refresh()

    @property
    def words(self) -> str:
        """What Enter does with the row marked."""
        if self.item is not None:
            promotes = self.item.promotion is not None
            price = money_words(self.item.price, self._money)
            said = self._price(self.item).replace("-", "off ") if promotes else price
            return f"Enter adds {self.item.description}, {said}."
        if self.group:
            verb = "closes" if self.group in self._open else "opens"
            items = plural(len(self._groups[self.group]), "item")
            return f"{self.group}, {items}: Enter {verb} it."
        return ""

    def on_click(self, event: events.Click) -> None:  # noqa: ARG002
        """What is clicked is meant; the list does the rest."""
        self.steer()
