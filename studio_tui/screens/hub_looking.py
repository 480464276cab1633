"""How a hub is looked at: the search box, filters, order, columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.words import listing
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Facts, Field, Reading
from studio_tui.hubs.look import Look, read
from studio_tui.screens.base import reported
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.hub_frame import HubFrame
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.schedule_picker import SchedulePicker
from studio_tui.services import hubs as service
from studio_tui.widgets.hub_list import HubList
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

    from textual.binding import BindingType

    from studio_tui.hubs.hub import Column, Filter, Hub, HubFacts
    from studio_tui.screens.schedule_picker import Markable


SLOW = "takes a moment in big studios"
"""Beside an order for which all rows are read."""


class FilterPanel(FormPanel[dict[str, str]]):
    """Asks for several filters at once; what is left empty does not count."""

    HELP_TEXT = (
        "Rows must fulfil everything that is filled in. Days are typed as everywhere, and several "
        "as nov, this week, last month, 1/11 to 30/11, from mon or until today."
    )

    async def accept(self, answers: Answers) -> None:
        """Go back with the texts."""
        self.dismiss({key: str(answers.value(key) or "") for key in answers.fields})


NONE = "none"
"""Typed or picked for a filter that is left out."""


def filter_field(filter_: Filter, text: str, facts: HubFacts) -> Field:
    """A filter as a form asks it; what was understood stands beside it."""
    offered = filter_.words or facts.options.get(filter_.key, ())

    def read_text(text: str, _: Answers) -> Reading:
        typed = text.strip()
        if offered and typed.casefold() == NONE and typed not in offered:
            return Reading("", "left out")
        try:
            return Reading(typed, filter_.read(typed, filter_, facts).words if typed else "")
        except StudioError as error:
            if not offered or error.code != "not-found":
                raise
            raise StudioError(f"{error.message} Type {NONE} to leave it out.") from None

    help_ = filter_.help
    if filter_.words and not help_:
        help_ = f"{listing(filter_.words, 'or')}; {NONE} leaves it out."
    return Field(
        f"hub_{filter_.key}",
        filter_.label,
        read_text,
        default=lambda _: text,
        choices=(lambda _: offered) if offered else None,
        help=help_,
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """A column that can be shown, by its place in the hub."""

    id: int
    name: str


class ColumnPicker(SchedulePicker):
    """Returns the places of the columns marked, in their new order."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("columns")
    PLACE = "columns"

    def __init__(self, hub: Hub, shown: Sequence[str], cut: Collection[str] = ()) -> None:
        """Prepare to ask.

        Args:
            hub: Whose columns.
            shown: Keys of those that are shown, in their order.
            cut: Keys of those among them that there is no room for.
        """
        at = {column.key: number for number, column in enumerate(hub.columns)}
        rest = [key for key in at if key not in shown]
        offered = [Offered(at[key], hub.columns[at[key]].title) for key in (*shown, *rest)]
        self._cut = {at[key] for key in cut}
        super().__init__(
            offered,
            [at[key] for key in shown],
            title="Columns",
            none="Mark at least one column with Space.",
        )

    def name_of(self, entry: Markable) -> str:
        """The title; of one that is marked but not seen, that there is no room for it."""
        return f"{entry.name}{' · no room' if entry.id in self._cut & self._marked else ''}"

    def action_shift(self, by: int) -> None:
        """Take the column under the cursor to the left or to the right."""
        row = self.list.row
        if row is None:
            return
        moved = list(self._offered)
        here = next(n for n, each in enumerate(moved) if each.id == row.key)
        there = max(0, min(len(moved) - 1, here + by))
        moved.insert(there, moved.pop(here))
        self._offered = moved
        self._show()


class OrderPicker(PickList):
    """Returns the key of the column to order by; wide enough for what is said beside each."""


class HubLooking(HubFrame):
    """The keys that say what is shown."""

    @property
    def looking(self) -> Look:
        """How it is looked at."""
        return self.look or Look()

    async def show_as(self, look: Look, *, said: str = "") -> None:
        """Look at it in another way.

        Args:
            look: How.
            said: What the line says first.
        """
        self.look = look
        problems = await self.show()
        if said and not problems:
            words = self.row_words(self.list.row.key) if self.list.row else self._nothing()
            self.remind(f"{said} {words}")

    # The search box

    def action_search(self) -> None:
        """From the rows to the search box, and back."""
        box = self.search_bar.input
        if box.has_focus:
            self.set_focus(self.list)
            return
        self.set_focus(box)
        wanted = self.hub.filter(self.criterion)
        if wanted is not None:
            by = self.key_name("hub.criterion")
            self.remind(
                f"{wanted.label}: {wanted.help or 'Enter searches.'} {by} searches by more."
            )

    @reported
    async def search(self) -> None:
        """Search for what is typed in the box; nothing shows all (product rule)."""
        text = self.search_bar.input.value.strip()
        if not text:
            await self.show_as(replace(self.looking, values={}), said="All are shown.")
        else:
            wanted = self.hub.filter(self.criterion)
            assert wanted is not None
            found = wanted.read(text, wanted, self.facts)
            look = self.looking.with_value(self.criterion, text)
            await self.show_as(look, said=f"{wanted.label} {found.words}:")
            if self.list.row is None:
                return  # the box keeps the focus: something else may be typed
        self.set_focus(self.list)

    def action_criterion(self) -> None:
        """Ask what the search box should ask for."""
        rows = [Row(each.key, (each.label, each.help)) for each in self.hub.filters]
        columns = (ListColumn("", 14), ListColumn(""))
        picker = PickList("Search by", rows, columns, at=self.criterion)
        self.app.push_screen(picker, self._by)

    @reported
    async def _by(self, key: Hashable | None) -> None:
        if key is None:
            return
        self.criterion = str(key)
        self.search_bar.input.value = self.looking.values.get(self.criterion, "")
        self._say_around()
        self.set_focus(self.list)
        self.action_search()

    # Filters

    def action_filter(self) -> None:
        """Ask for several filters at once."""
        values = self.looking.values
        fields = [
            filter_field(each, values.get(each.key, ""), self.facts) for each in self.hub.filters
        ]
        panel = FilterPanel("Filter", "", fields, Facts(self.facts.today))
        self.app.push_screen(panel, self._filtered)

    @reported
    async def _filtered(self, typed: Mapping[str, str] | None) -> None:
        if typed is None:
            return
        values = {key.removeprefix("hub_"): text for key, text in typed.items() if text}
        self.search_bar.input.value = values.get(self.criterion, "")
        await self.show_as(replace(self.looking, values=values))
        if self.list.row is not None:
            self.remind(f"{self.total_words}. {self.row_words(self.list.row.key)}")

    # Order

    @property
    def _orders(self) -> list[Column]:
        """Columns to order by: those that are shown first."""
        shown = [column for column in self.asked.columns if column.order]
        return shown + [c for c in self.hub.columns if c.order and c not in shown]

    def action_order(self) -> None:
        """Ask for the column to order by."""
        rows = []
        for column in self._orders:
            assert column.order is not None
            ours = column.key == self.asked.column.key
            down = not self.asked.down if ours else column.order.down
            turned = ["reversed"] if ours else []
            slow = [] if column.order.tables else [SLOW]
            said = column.order.said[down]
            rows.append(Row(column.key, (column.title, said, ", ".join(turned + slow))))
        columns = (ListColumn("", 12), ListColumn("", 25), ListColumn(""))
        picker = OrderPicker("Order by", rows, columns, at=self.asked.column.key)
        self.app.push_screen(picker, self._ordered)

    @reported
    async def _ordered(self, key: Hashable | None) -> None:
        if key is not None:
            await self.order_by(str(key))

    async def order_by(self, key: str) -> None:
        """Order by a column; by the one that it is ordered by already, the other way round."""
        column = self.hub.column(key)
        if column is None or column.order is None:
            name = column.title if column else key
            self.remind(f"Rows cannot be ordered by {name.lower()}.")
            return
        ours = key == self.asked.column.key
        down = not self.asked.down if ours else column.order.down
        look = replace(self.looking, order=key, down=down)
        await self._choose(look)

    async def _choose(self, look: Look) -> None:
        """Look at it in another way, and remember that for this person."""
        query, _ = read(self.hub, look, self.facts)
        await self.show_as(look, said=f"Ordered {query.order_words}.")
        await self.studio.call(service.keep_look, self.hub, look)

    # Columns

    def action_columns(self) -> None:
        """Ask which columns are shown, and in which order."""
        shown = [column.key for column in self.asked.columns]
        cut = [shown[at] for at in self.list.cut]
        self.app.push_screen(ColumnPicker(self.hub, shown, cut), self._columns)

    @reported
    async def _columns(self, chosen: tuple[int, ...] | None) -> None:
        if chosen is not None:
            columns = tuple(self.hub.columns[at].key for at in chosen)
            await self._choose(replace(self.looking, columns=columns))

    async def action_order_by(self, by: int) -> None:
        """Order by the next column that is shown, or the one before."""
        shown = [column.key for column in self.asked.columns if column.order]
        at = shown.index(self.asked.column.key) if self.asked.column.key in shown else -by
        if shown:
            await self._ordered(shown[(at + by) % len(shown)])

    async def action_reverse(self) -> None:
        """Turn the order round."""
        await self._ordered(self.asked.column.key)

    @on(HubList.HeadingClicked)
    async def _heading(self, event: HubList.HeadingClicked) -> None:
        await self._ordered(self.asked.columns[event.column].key)
