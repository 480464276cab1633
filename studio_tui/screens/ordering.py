"""Screens on which order lines are put together, and the panel in which one of them is changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain import order
from studio_tui.flows import line_fields
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.dialogs import Panel, Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.widgets.bars import Line as WordLine
from studio_tui.widgets.form import Form
from studio_tui.widgets.order_lines import OrderEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.invoice import Line
    from studio_tui.domain.promotion import Pricing
    from studio_tui.studio import Studio

    _Base = StudioScreen[Any]
else:
    _Base = object


class LinePanel(FormScreen, Panel["Line | None"]):
    """Quantity, price, discount and description of one order line."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("line")
    PLACE = "line"
    DEFAULT_CSS = """
    LinePanel Form { height: 8; }
    """

    def __init__(self, line: Line, facts: Facts) -> None:
        Panel.__init__(self, "Order line")
        self._before, self._facts = line, facts
        texts = line_fields.line_texts(line, facts.catalogue.currency)
        self._draft = Draft(prefill=texts)
        self.form = Form(line_fields.FIELDS, kept=("description",))
        self.form.follower = self.follow
        self.line = WordLine()

    def body(self) -> ComposeResult:
        """The fields, and what there is to say."""
        yield self.form
        yield self.line

    def on_mount(self) -> None:
        """Begin at the quantity."""
        self.show_typed()
        self.form.focus_field("quantity")

    @property
    def answers(self) -> Answers:
        """What was read."""
        return Answers(line_fields.FIELDS, self._draft, self._facts)

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self._draft = self._draft.with_text(key, text)

    def follow(self, words: str, warns: bool) -> None:
        """What is wrong, or what the line comes to and what may be typed."""
        comes_to = "" if warns else line_fields.amount_words(self.answers, self._before)
        super().follow(f"{comes_to} {words}".strip(), warns)

    def show_typed(self) -> None:
        """Say what the line comes to, too."""
        super().show_typed()
        self.follow(self.form.help_text, False)

    @on(Form.Finished)
    def action_keep(self) -> None:
        """Keep the line, unless something cannot be read."""
        self.settle()
        if problems := self.answers.problems():
            self.refuse(problems)
        else:
            self.dismiss(line_fields.changed_line(self.answers, self._before))

    def action_close(self) -> None:
        """Leave the line as it was."""
        self.dismiss(None)


class Ordering(_Base):
    """Stands before the screen among the bases of one with an order on it."""

    order: OrderEditor

    @property
    def order_facts(self) -> Facts:
        """What the form of a line needs to know."""
        raise NotImplementedError

    def on_order_editor_edit_wanted(self, event: OrderEditor.EditWanted) -> None:
        """Ask for quantity, price, discount and description."""
        self.app.push_screen(
            LinePanel(event.line, self.order_facts), partial(self._edited, event.at)
        )

    def _edited(self, at: int, line: Line | None) -> None:
        if line is None:
            return
        if not line.quantity:
            self._doubt(at, line)
        else:
            self.order.change(order.changed(self.order.lines, at, line), at)

    def on_order_editor_removal_doubted(self, event: OrderEditor.RemovalDoubted) -> None:
        """Ask whether a line of none is to be taken out."""
        self._doubt(event.at, event.line)

    def _doubt(self, at: int, line: Line) -> None:
        self.app.push_screen(
            Question(
                "None of it",
                f"Take {line.description} out of the order?",
                (("out", "Take it out"), ("stay", "Leave it as it was")),
            ),
            partial(self._doubt_answered, at),
        )

    def _doubt_answered(self, at: int, answer: str | None) -> None:
        if answer == "out":
            self.order.take_out(at)


class OrderScreen(Ordering, StudioScreen["order.Lines | None"]):
    """Order lines of a stored invoice; returns them, or None when they stay as they were."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("ordering")
    PLACE = "ordering"

    def __init__(
        self,
        studio: Studio,
        facts: Facts,
        lines: Sequence[Line],
        *,
        title: str,
        price_list_id: int | None = None,
        pricing: Pricing | None = None,
        back: bool = False,
    ) -> None:
        """Prepare it.

        Args:
            studio: The open studio.
            facts: With the catalogue of what is sold.
            lines: The lines as they are.
            title: Whose they are, as the number of the invoice.
            price_list_id: The only list that counts; None for all of them.
            pricing: What every change is priced by.
            back: Whether it is a credit memo, whose quantities are negative.
        """
        super().__init__(studio)
        self._facts, self._lines = facts, tuple(lines)
        self.title_bar.set_left(title)
        lists = facts.catalogue
        self.order = OrderEditor(
            lists.items,
            price_list_id,
            lists.currency,
            pricing=pricing,
            back=back,
            done="back with the lines",
        )
        self.order.follower = lambda words, warn: self.line.say(words, warn=warn)

    @property
    def order_facts(self) -> Facts:
        """What the form of a line needs to know."""
        return self._facts

    def body(self) -> ComposeResult:
        """The order."""
        yield self.order

    def on_mount(self) -> None:
        """Show the lines; wait in them, or for the first."""
        self.order.show(self._lines)
        self.order.begin()

    @on(OrderEditor.Finished)
    def action_keep(self) -> None:
        """Go back with the lines."""
        self.dismiss(self.order.lines)

    def action_back(self) -> None:
        """Go back; ask about lines that were changed."""
        if self.order.lines == self._lines:
            self.dismiss(None)
            return
        self.app.push_screen(
            Question(
                "The order lines were changed",
                "Keep the changes?",
                (("keep", "Keep them"), ("discard", "Discard them"), ("stay", "Stay here")),
            ),
            self._back_answered,
        )

    def _back_answered(self, answer: str | None) -> None:
        if answer == "keep":
            self.action_keep()
        elif answer == "discard":
            self.dismiss(None)
