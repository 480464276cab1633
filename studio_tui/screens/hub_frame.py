"""What a hub shows: its rows, a window at a time, what they are searched by, and how many."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widgets import Input

from studio_tui import hubs
from studio_tui.domain.words import date_short, plural
from studio_tui.hubs.look import Look, read
from studio_tui.keymap import short
from studio_tui.screens.base import Context, StudioScreen, reported
from studio_tui.screens.going import PLACES, go
from studio_tui.screens.opening import open_record
from studio_tui.screens.pulse import PULSE, Pulse
from studio_tui.services import calendar
from studio_tui.services import hubs as service
from studio_tui.widgets.bars import Line
from studio_tui.widgets.hub_bars import PlacesBar, SearchBar
from studio_tui.widgets.hub_list import Batch, HubColumn, HubList, words_width
from studio_tui.widgets.record_list import RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from studio_tui.hubs.hub import HubFacts
    from studio_tui.hubs.look import Query
    from studio_tui.services.hubs import HubRow, Total
    from studio_tui.studio import Studio

BEFORE = 50
"""Rows that are fetched above where the cursor stands at first."""


class HubFrame(StudioScreen[None]):
    """A hub. How it is looked at, `hub_looking` says; what is done, `hub_deeds`."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    HubFrame TitleBar { display: none; }
    HubFrame PlacesBar { background: $panel; }
    """

    facts: HubFacts
    asked: Query
    total: Total
    _timer: Timer
    _version = 0

    def __init__(self, studio: Studio, key: str) -> None:
        """Prepare to show.

        Args:
            studio: The open studio.
            key: Which hub.
        """
        super().__init__(studio)
        self.HUB = key
        self.hub = hubs.declared(key)
        self.look: Look | None = None
        """How it is looked at; None until it is first shown."""
        self.criterion = self.hub.filters[0].key
        self._drawing = Lock()
        """Held while rows are read and shown: leaving a dialog looks again, and its answer, too."""
        self.rows: dict[Hashable, HubRow] = {}
        self.places = PlacesBar()
        self.search_bar = SearchBar()
        self.filter_line = Line()
        self.filter_line.display = False
        self.list = HubList()
        self.list.fetch = self._fetch
        self.list.follower = self._follow

    @property
    def help_title(self) -> str:
        """The help is about this hub."""
        return self.hub.title

    def body(self) -> ComposeResult:
        """Names of the hubs, the search box, filters in words, the rows."""
        yield self.places
        yield self.search_bar
        yield self.filter_line
        yield self.list

    def on_mount(self) -> None:
        """Begin among the rows."""
        self._beat = Pulse(self.studio)
        self._timer = self.set_interval(PULSE, self._pulse, pause=True)
        self.set_focus(self.list)

    # Showing

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now, whatever was in front meanwhile."""
        self._timer.resume()
        self.facts = await self.studio.call(service.facts, self.hub)
        if self.look is None:
            self.look = await self.studio.call(service.look, self.hub)
            await self.show()
        else:
            await self.show_again()

    def on_screen_suspend(self) -> None:
        """Ask for nothing while nobody looks."""
        self._timer.pause()

    @reported
    async def _pulse(self) -> None:
        """Show what another program has written, the cursor staying where it is."""
        if not self._beat.stirred():
            return
        version, _ = await self.studio.call(calendar.pulse)
        if version != self._version and self.look is not None:
            await self.show_again()

    async def _ask(self) -> tuple[str, ...]:
        """Read how it is looked at; what cannot be read is let go and said."""
        assert self.look is not None
        self.asked, problems = read(self.hub, self.look, self.facts)
        self._version, _ = await self.studio.call(calendar.pulse)
        self.total = await self.studio.call(service.total, self.asked)
        self.list.set_hub_columns([self._column(at) for at in range(len(self.asked.columns))])
        return problems

    async def show(self, *, at: HubRow | None = None) -> str:
        """Show the rows as they are asked for, from where the cursor should stand.

        Args:
            at: The row that the cursor should be on; by default where the order begins.

        Returns:
            What could not be read any more and is left out, as sentences.
        """
        async with self._drawing:
            return await self._show(at)

    async def _show(self, at: HubRow | None = None) -> str:
        problems = await self._ask()
        begin = self.asked.order.begin
        start: Any = at.at if at else (begin(self.facts), 0) if begin else None
        if start is None:
            await self._show_from_top()
        else:
            await self._show_around(start)
        said = " ".join(problems)
        if said:
            self.remind(said)
        return said

    async def _page(self, **where: Any) -> list[HubRow]:
        return await self.studio.call(service.page, self.asked, few=self.total.few, **where)

    async def _show_from_top(self) -> None:
        found = await self._page()
        self._draw(found, before=False, after=len(found) == service.PAGE, at=None)

    async def _show_around(self, start: service.At) -> None:
        """Rows on both sides of where the order begins; the cursor on the first from there on."""
        later = await self._page(after=start, including=True)
        earlier = await self._page(after=start, back=True, limit=BEFORE)
        found = [*earlier, *later]
        near = later[0] if later else earlier[-1] if earlier else None
        if self.asked.down and earlier and not later:
            near = earlier[-1]
        self._draw(
            found,
            before=len(earlier) == BEFORE,
            after=len(later) == service.PAGE,
            at=near.id if near else None,
        )

    async def show_again(self) -> None:
        """Show the same rows as they are now; the cursor stays where it is."""
        async with self._drawing:
            await self._show_again()

    async def _show_again(self) -> None:
        here = self.list.row
        rows = [self.rows[key] for key in self.list.keys]
        await self._ask()
        if not rows or here is None:
            await self._show()
            return
        before, after = self.list.beyond
        start = {"after": rows[0].at, "including": True} if before else {}
        found = await self._page(limit=max(len(rows) + 1, service.PAGE), **start)
        if not found:
            await self._show()
            return
        ids = {row.id for row in found}
        at = here.key if here.key in ids else self._nearest(found, rows, here.key)
        self._draw(found, before=before, after=after or len(found) > len(rows), at=at)

    @staticmethod
    def _nearest(found: Sequence[HubRow], rows: Sequence[HubRow], key: Hashable) -> int:
        """The row that stands where one stood that is gone."""
        place = next((n for n, row in enumerate(rows) if row.id == key), 0)
        return found[min(place, len(found) - 1)].id

    def _draw(self, found: Sequence[HubRow], *, before: bool, after: bool, at: Hashable) -> None:
        self.rows = {row.id: row for row in found}
        self.list.show_window(
            [_row(row) for row in found],
            before=before,
            after=after,
            empty_text=self._nothing(),
            at=at,
        )
        self._say_around()
        if not found:
            self.tell(self._nothing())

    async def _fetch(self, key: Hashable | None, back: bool) -> Batch:
        """Read on at an end of the window."""
        found = await self._page(after=self.rows[key].at if key is not None else None, back=back)
        if key is None:
            self.rows = {}
        self.rows |= {row.id: row for row in found}
        return Batch(tuple(map(_row, found)), len(found) == service.PAGE)

    def key_pairs(self) -> list[tuple[str, str]]:
        """Enter opens the record; the filter is named, too, where there is room."""
        pairs = super().key_pairs()
        named = [(key, "Open" if word == "Choose" else word) for key, word in pairs]
        filters = [(short(key), "Filter") for key in self.chosen_keys["hub.filter"][:1]]
        return [*named[:-2], *filters, *named[-2:]]

    # What is said

    def _column(self, at: int) -> HubColumn:
        column = self.asked.columns[at]
        ordered = column.key == self.asked.column.key
        title = column.title + (("↓" if self.asked.down else "↑") if ordered else "")
        return words_width(HubColumn(title, column.width, column.weight, column.right, column.drop))

    def _say_around(self) -> None:
        """What stands above the rows."""
        today = date_short(self.facts.today)
        turns = f"{self.key_name('hubs.next')} next"
        right = " · ".join(filter(None, (self.facts.me, today, turns)))
        self.places.show(list(PLACES.values()), list(PLACES).index(self.HUB), right)
        wanted = self.hub.filter(self.criterion)
        self.search_bar.say(wanted.label if wanted else "", self.total_words)
        assert self.look is not None
        others = {key for key in self.look.values if key != self.criterion}
        self.filter_line.display = bool(others)
        self.filter_line.say(f"Filter: {self.asked.said}")

    @property
    def total_words(self) -> str:
        """How many rows there are."""
        if self.total.exact:
            many = f"{self.total.count:,}"
            return plural(self.total.count, self.hub.noun).replace(str(self.total.count), many, 1)
        nouns = plural(2, self.hub.noun).partition(" ")[2]
        if self.total.count > service.FEW:
            return f"more than {service.FEW:,} {nouns}"
        return f"at least {max(self.total.count, len(self.rows)):,} {nouns}"

    def _nothing(self) -> str:
        """What to do while there is nothing to see."""
        if self.asked.said:
            nouns = plural(2, self.hub.noun).partition(" ")[2]
            back = self.key_name("hub.back")
            return f"No {nouns} with {self.asked.said}: {back} shows all."
        task = self.hub.kind == "task"
        begins = (
            f"{self.key_name('app.task')} makes one"
            if task
            else f"{self.key_name('app.book')} books"
        )
        return f"{self.hub.empty}: {begins}."

    def row_words(self, key: Hashable) -> str:
        """A row in words, every column of it."""
        found = self.rows[key]
        said = [
            f"{column.title.lower()} {cell}" if column.named else cell
            for column, cell in zip(self.asked.columns, found.cells, strict=True)
            if cell
        ]
        return " · ".join(said)

    def _follow(self, row: Row) -> None:
        """Say what the cursor is on."""
        marked = "Marked: " if row.key in self.list.marked else ""
        self.tell(f"{marked}{self.row_words(row.key)}")

    # Opening, and what a booking starts from

    @property
    def here(self) -> HubRow | None:
        """The row under the cursor."""
        row = self.list.row
        return self.rows[row.key] if row is not None else None

    @property
    def context(self) -> Context:
        """Whom the row under the cursor is about."""
        found = self.here
        return Context(found.client_id, found.session_id) if found else Context()

    @on(RecordList.Chosen)
    @reported
    async def _open(self, event: RecordList.Chosen) -> None:
        """Open the record; PgUp and PgDn go through the rows there."""
        found = self.rows[event.key]
        among = [each for each in self.list.keys if isinstance(each, int)]
        await open_record(self, self.hub.kind, found.id, among=among)

    @on(PlacesBar.Wanted)
    async def _go(self, event: PlacesBar.Wanted) -> None:
        await go(self, list(PLACES)[event.at])

    @on(Input.Submitted, "SearchBar Input")
    async def _submitted(self) -> None:
        await self.search()

    async def search(self) -> None:
        """Search for what is typed."""
        raise NotImplementedError


def _row(row: HubRow) -> Row:
    return Row(row.id, row.cells, warn=row.warn, colour=row.colour, faint=row.off)
