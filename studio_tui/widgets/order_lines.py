"""Order lines and the price list they are added from: by identifier, by words, or from its groups.

Typing goes into the field above the price list, whose rows the arrows reach from there. Tab leads
to the order lines and back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain import order
from studio_tui.domain.invoice import extended
from studio_tui.domain.money import discount_words, money_words, plain_money
from studio_tui.domain.promotion import added, priced
from studio_tui.domain.words import plural, quoted
from studio_tui.errors import StudioError
from studio_tui.widgets.bars import Line as WordLine
from studio_tui.widgets.form_editors import Edited, LineEditor
from studio_tui.widgets.price_tree import PriceTree
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.invoice import Line
    from studio_tui.domain.money import Currency
    from studio_tui.domain.price import ItemEntry
    from studio_tui.domain.promotion import Pricing

WIDE: Final = 100
"""Columns from which price list and order stand side by side."""

COLUMNS: Final = (
    ListColumn("Qty", 4, align="right"),
    ListColumn("Order"),
    ListColumn("Price", 9, align="right"),
    ListColumn("Less", 7, align="right"),
    ListColumn("Amount", 10, align="right"),
)
NARROW: Final = 56
"""Columns below which price and discount of a line are only said, not shown."""


class OrderLines(RecordList, inherit_bindings=False):
    """The lines; their keys are those of the order."""


class OrderEditor(Horizontal):
    """The price list with its field, and the order lines with their sum."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("order")
    DEFAULT_CSS = """
    OrderEditor {
        height: 1fr;
        layout: vertical;
        .search { height: 1; padding-left: 1; }
        .search Static { width: auto; }
        .search LineEditor { width: 1fr; }
        .prices, .order { height: 1fr; width: 100%; }
        &.-wide {
            layout: horizontal;
            .prices { width: 2fr; height: 100%; }
            .order { width: 3fr; height: 100%; margin-left: 1; }
        }
    }
    """

    @dataclass
    class Changed(Message):
        """A person has changed the lines."""

        editor: OrderEditor
        lines: order.Lines

        @property
        def control(self) -> OrderEditor:
            """The order."""
            return self.editor

    @dataclass
    class EditWanted(Message):
        """Quantity, price and discount of a line are to be changed."""

        editor: OrderEditor
        at: int
        line: Line

    @dataclass
    class RemovalDoubted(Message):
        """A quantity has come down to none: is the line to be taken out?"""

        editor: OrderEditor
        at: int
        line: Line

    @dataclass
    class Finished(Message):
        """Enter with nothing typed and nothing marked: the order is complete."""

        editor: OrderEditor

    follower: Callable[[str, bool], None] | None = None
    """Called with what there is to say, and whether it warns."""

    def __init__(
        self,
        items: Sequence[ItemEntry],
        price_list_id: int | None,
        money: Currency,
        *,
        pricing: Pricing | None = None,
        back: bool = False,
        done: str = "the next page",
    ) -> None:
        """Make it.

        Args:
            items: What is sold, hidden items included.
            price_list_id: The list that counts; None for all of them.
            money: What prices are in.
            pricing: What every change is priced by; None where prices stay.
            back: Whether things are taken back, as on a credit memo: quantities are negative.
            done: What Enter leads to when nothing is typed.
        """
        super().__init__()
        self.entry = LineEditor("order")
        self.entry.select_on_focus = False
        self.prices = PriceTree(items, price_list_id, money)
        self.list = OrderLines()
        self._shown: Sequence[ListColumn] = COLUMNS
        self.list.set_columns(COLUMNS)
        self.sum = WordLine(id="sum")
        self.money, self._done = money, done
        self._one = -1 if back else 1
        self.pricing = None if back else pricing
        self.lines: order.Lines = ()
        self._before: list[order.Lines] = []
        """The lines as they were before each change, the latest last."""

    def compose(self) -> ComposeResult:
        """The price list, then the order."""
        with Vertical(classes="prices"):
            with Horizontal(classes="search"):
                yield Static("Add ", markup=False)
                yield self.entry
            yield self.prices
        with Vertical(classes="order"):
            yield self.list
            yield self.sum

    def on_mount(self) -> None:
        """Show the price list; follow the cursor."""
        self.prices.narrow("")
        self.prices.follower = self.list.follower = lambda _: self._say()

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where there is room; without room, fewer columns."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self._shown = COLUMNS if event.size.width >= NARROW else (*COLUMNS[:2], COLUMNS[-1])
        self.list.set_columns(self._shown)
        self.show(self.lines)

    # What is shown

    def show(self, lines: order.Lines) -> None:
        """Replace the lines; nothing is sent for it."""
        self.lines = lines
        titles = [column.title for column in self._shown]
        rows = [Row(at, _cells(line, self.money, titles)) for at, line in enumerate(lines)]
        self.list.show(rows, "Nothing is ordered yet.")
        together = money_words(order.subtotal(lines), self.money)
        self.sum.say(f"{plural(len(lines), 'line')}, {together} together")

    def begin(self) -> None:
        """Wait for an item."""
        self.screen.set_focus(self.entry)

    @property
    def at(self) -> int | None:
        """Where the cursor is in the order lines; None while it is not there."""
        here = self.list.has_focus and self.lines and self.list.row is not None
        return int(str(self.list.row.key)) if here and self.list.row else None

    def on_descendant_focus(self) -> None:
        """Say where the cursor is."""
        self._say()

    def _say(self, news: str = "", *, warn: bool = False) -> None:
        """Say what has happened, or what the cursor is on."""
        if self.follower is None:
            return
        if not news and self.at is not None:
            news = order.place_words(self.lines, self.at, self.money)
        elif not news:
            typed = self.entry.value.strip()
            warn = bool(typed) and self.prices.row is None
            news = f"Nothing on the price list fits {quoted(typed)}." if warn else self.prices.words
        self.follower(news or HOW.format(done=self._done), warn)

    # Changing the lines

    def change(self, lines: order.Lines, at: int, news: str = "") -> None:
        """Go on with other lines, the cursor on one of them.

        Args:
            lines: All of them.
            at: Where the cursor goes.
            news: What was done; by default the line under the cursor is said.
        """
        said = ""
        if self.pricing is not None:
            anew = priced(lines, self.pricing)
            lines, said = anew.lines, anew.said
        if lines == self.lines:
            self._say(said, warn=bool(said))
            return
        self._before.append(self.lines)
        self._take(lines, min(at, max(0, len(lines) - 1)), said or news)

    def _take(self, lines: order.Lines, at: int, news: str) -> None:
        self.show(lines)
        self.list.move_to(at)
        if not lines and self.list.has_focus:
            self.begin()
        self._say(news)
        self.post_message(self.Changed(self, lines))

    def take_out(self, at: int) -> None:
        """Take a line out."""
        said = f"{self.lines[at].description} is taken out. Ctrl+Z brings it back."
        self.change(order.removed(self.lines, at), max(0, at - (at == len(self.lines) - 1)), said)

    # Keys

    def on_edited(self, event: Edited) -> None:
        """Narrow the price list down."""
        event.stop()
        self.prices.narrow(self.entry.value)
        self._say()

    def action_take(self) -> None:
        """Change the order line, or add what is marked; with nothing marked, finish."""
        if self.at is not None:
            self.post_message(self.EditWanted(self, self.at, self.lines[self.at]))
            return
        item, typed = self.prices.item, self.entry.value.strip()
        if item is not None:
            try:
                lines, at = added(self.lines, item, self.pricing, self._one)
            except StudioError as error:
                self._say(error.message, warn=True)
                return
            self.entry.put("")
            self.prices.narrow("")
            self.change(lines, at, f"Added: {order.line_words(lines[at], self.money)}")
        elif self.prices.group:
            self.prices.toggle()
            self._say()
        elif typed:
            self._say()
        else:
            self.post_message(self.Finished(self))

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """A double click does what Enter does."""
        event.stop()
        self.action_take()

    def action_part(self) -> None:
        """Go to the other part."""
        if self.list.has_focus:
            self.prices.steer(bool(self.entry.value.strip()))
            self.begin()
        elif self.lines:
            self.prices.steer(False)
            self.screen.set_focus(self.list)
        else:
            self._say("Nothing is ordered yet: type what to add.")

    def action_up(self) -> None:
        """Go up, in the part that has the focus."""
        if self.list.has_focus:
            self.list.action_cursor_up()
        else:
            self.prices.action_cursor_up()

    def action_down(self) -> None:
        """Go down; the first time, with nothing typed, to the first row of the price list."""
        if self.list.has_focus:
            self.list.action_cursor_down()
        elif self.prices.steered:
            self.prices.action_cursor_down()
        else:
            self.prices.steer()
            self._say()

    def action_first(self) -> None:
        """Go to the first order line."""
        self.list.action_cursor_first()

    def action_last(self) -> None:
        """Go to the last order line."""
        self.list.action_cursor_last()

    def _line(self) -> int | None:
        """The line that a key is for; says how to get to one when there is none."""
        if self.at is None:
            self._say("Tab goes to the order lines first.")
        return self.at

    def action_remove(self) -> None:
        """Take the line out."""
        if (at := self._line()) is not None:
            self.take_out(at)

    def action_more(self, by: int) -> None:
        """Change the quantity; below one, ask whether to take the line out."""
        if (at := self._line()) is None:
            return
        line = self.lines[at]
        sign = -1 if line.quantity < 0 else 1
        quantity = abs(line.quantity) + by
        if not quantity:
            self.post_message(self.RemovalDoubted(self, at, line))
        elif quantity <= order.MOST:
            more = replace(line, quantity=sign * quantity)
            self.change(order.changed(self.lines, at, more), at)

    def action_move(self, by: int) -> None:
        """Move the line."""
        if (at := self._line()) is not None:
            self.change(*order.moved(self.lines, at, by))

    def action_undo(self) -> None:
        """Bring back the lines as they were before the last change."""
        if not self._before:
            self._say("There is nothing to undo.")
            return
        lines, now = self._before.pop(), self.lines
        same = [at for at, (one, other) in enumerate(zip(lines, now, strict=False)) if one == other]
        at = next((at for at in range(len(lines)) if at not in same), len(lines) - 1)
        self._take(lines, at, "The last change is undone.")


HOW: Final = "Type an identifier or a few words; Down: the price list; Enter: {done}."


def _cells(line: Line, money: Currency, titles: Sequence[str]) -> tuple[str, ...]:
    cells = {
        "Qty": str(line.quantity),
        "Order": order.described(line),
        "Price": plain_money(line.price, money),
        "Less": discount_words(line.discount, money),
        "Amount": plain_money(extended(line), money),
    }
    return tuple(cells[title] for title in titles)
