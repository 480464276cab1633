"""The list of a hub: a window on any number of rows, which are fetched as the cursor comes near."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from studio_tui.widgets.lines import width_of
from studio_tui.widgets.record_list import GAP, MARKER, WHEEL, ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Sequence

    from textual import events

KEPT = 600
"""Rows that stay in the window; those farthest from the cursor are let go and fetched again."""
MARK = "*"
ABOVE = 2
"""Rows that are seen above the cursor, so that one knows that there are some."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows in their order, and whether there are others beyond them."""

    rows: tuple[Row, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class HubColumn:
    """A column, and when it gives way."""

    title: str
    width: int
    """Cells that it needs."""
    weight: int = 0
    """Its share of what is left."""
    right: bool = False
    drop: int = 0
    """Columns with a high number go first where there is no room; 0 never goes."""


class HubList(RecordList):
    """Rows with marks; the screen gives it `fetch`, which reads on at either end."""

    @dataclass
    class HeadingClicked(Message):
        """The heading of a column was clicked."""

        column: int

    fetch: Callable[[Hashable | None, bool], Awaitable[Batch]] | None = None
    """Rows after the one with a key, or before it; without a key the first, or the last ones."""
    marked: frozenset[Hashable] = frozenset()
    headed = True
    """Whether a line with the titles stands above the rows."""
    _all: tuple[HubColumn, ...] = ()
    _seen: tuple[int, ...] = ()
    """Columns that there is room for."""
    _before = _after = False
    """Whether there are rows beyond the window."""

    # What is shown

    def set_hub_columns(self, columns: Sequence[HubColumn]) -> None:
        """Say which columns there are; how many are seen, the width decides."""
        self._all = tuple(columns)
        self._choose_columns()

    def show_window(
        self, rows: Sequence[Row], *, before: bool, after: bool, empty_text: str, at: Hashable
    ) -> None:
        """Replace the window.

        Args:
            rows: In their order.
            before: Whether there are others before them.
            after: Whether there are others after them.
            empty_text: What to say if there are none.
            at: Key of the row that the cursor stands on.
        """
        self._before, self._after = before, after
        found = next((n for n, row in enumerate(rows) if row.key == at), 0)
        self._rows, self._empty, self._widths, self._index = tuple(rows), empty_text, None, found
        self._top = min(self._top, max(0, found - ABOVE))
        self._reframe()
        self.refresh()
        if self.row is not None:
            self._tell(self.row)

    def mark(self, keys: frozenset[Hashable]) -> None:
        """Say which rows are marked."""
        if keys != self.marked:
            self.marked = keys
            self.refresh()

    @property
    def keys(self) -> list[Hashable]:
        """Keys of the rows of the window."""
        return [row.key for row in self._rows]

    @property
    def beyond(self) -> tuple[bool, bool]:
        """Whether there are rows before the window, and after it."""
        return self._before, self._after

    @property
    def cut(self) -> list[int]:
        """Columns that there is no room for, by their place."""
        return [at for at in range(len(self._all)) if at not in self._seen]

    # Reading on

    async def action_cursor_up(self) -> None:  # type: ignore[override]
        """Go to the row above."""
        await self._walk(-1)

    async def action_cursor_down(self) -> None:  # type: ignore[override]
        """Go to the row below."""
        await self._walk(1)

    async def action_page_up(self) -> None:  # type: ignore[override]
        """Go a page up."""
        await self._walk(-self._page)

    async def action_page_down(self) -> None:  # type: ignore[override]
        """Go a page down."""
        await self._walk(self._page)

    async def action_cursor_first(self) -> None:  # type: ignore[override]
        """Go to the first row of all."""
        if self._before and self.fetch is not None:
            batch = await self.fetch(None, False)
            self._replace(batch.rows, before=False, after=batch.more, index=0)
        else:
            self._go(0)

    async def action_cursor_last(self) -> None:  # type: ignore[override]
        """Go to the last row of all."""
        if self._after and self.fetch is not None:
            batch = await self.fetch(None, True)
            last = len(batch.rows) - 1
            self._replace(batch.rows, before=batch.more, after=False, index=last)
        else:
            self._go(len(self._rows) - 1)

    async def _walk(self, by: int) -> None:
        if self.fetch is not None and self._rows:
            wanted = self._index + by
            if wanted >= len(self._rows) and self._after:
                batch = await self.fetch(self._rows[-1].key, False)
                rows = (*self._rows, *self._new(batch))
                gone = max(0, len(rows) - KEPT)
                self._shift(rows[gone:], -gone, before=self._before or gone > 0, after=batch.more)
            elif wanted < 0 and self._before:
                batch = await self.fetch(self._rows[0].key, True)
                new = self._new(batch)
                rows = (*new, *self._rows)
                after = self._after or len(rows) > KEPT
                self._shift(rows[:KEPT], len(new), before=batch.more, after=after)
        self._go(self._index + by)

    def _new(self, batch: Batch) -> tuple[Row, ...]:
        """Rows that are not in the window yet: what others write may carry one along."""
        known = set(self.keys)
        return tuple(row for row in batch.rows if row.key not in known)

    def _shift(self, rows: tuple[Row, ...], by: int, *, before: bool, after: bool) -> None:
        """Take other rows around the cursor, which stays on its row."""
        self._rows, self._before, self._after = rows, before, after
        self._index, self._top = self._index + by, self._top + by
        self._widths = None

    def _replace(self, rows: tuple[Row, ...], *, before: bool, after: bool, index: int) -> None:
        self._rows, self._before, self._after, self._widths = rows, before, after, None
        self._index = max(0, index)
        self._reframe()
        self.refresh()
        if self.row is not None:
            self._tell(self.row)

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:  # type: ignore[override]
        """Go down."""
        event.stop()
        event.prevent_default()
        await self._walk(WHEEL)

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:  # type: ignore[override]
        """Go up."""
        event.stop()
        event.prevent_default()
        await self._walk(-WHEEL)

    def on_click(self, event: events.Click) -> None:
        """A click on a heading orders by its column."""
        if event.y < self._head:
            left = MARKER
            for at, width in zip(self._seen, self._fitted(), strict=True):
                if left <= event.x < left + width:
                    self.post_message(self.HeadingClicked(at))
                left += width + len(GAP)

    # Columns that there is room for

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        self._choose_columns()
        self._top = min(self._top, max(0, self._index - ABOVE))

    def _choose_columns(self) -> None:
        seen = list(range(len(self._all)))
        room = self.size.width - MARKER if self.size.width else 0

        def needed() -> int:
            return sum(self._all[at].width + len(GAP) for at in seen) - len(GAP)

        while room and needed() > room:
            gone = max(seen, key=lambda at: (self._all[at].drop, at))
            if not self._all[gone].drop:
                break
            seen.remove(gone)
        self._seen = tuple(seen)
        self.set_columns(
            [
                ListColumn(
                    self._all[at].title,
                    self._all[at].width,
                    align="right" if self._all[at].right else "left",
                )
                for at in seen
            ],
            headed=self.headed,
        )

    def _fitted(self) -> list[int]:
        """Cells of each column seen: what it needs and its share of what is left.

        Where even those that never go have no room, the last of them is cut.
        """
        width = self.size.width
        if self._widths is None or self._widths[0] != width:
            shown = [self._all[at] for at in self._seen]
            spare = width - MARKER - sum(each.width + len(GAP) for each in shown) + len(GAP)
            weights = sum(each.weight for each in shown)
            share = max(0, spare)
            found = [each.width + share * each.weight // (weights or 1) for each in shown]
            if spare < 0 and found:
                widest = max(range(len(found)), key=found.__getitem__)
                found[widest] = max(1, found[widest] + spare)
            self._widths = (width, found)
        return self._widths[1]

    def _cells(self, cells: tuple[str, ...]) -> str:
        if len(cells) == len(self._all):  # of a row; a heading has those that are seen alone
            cells = tuple(cells[at] for at in self._seen)
        return super()._cells(cells)

    def _mark(self, row: Row) -> str:
        return MARK if row.key in self.marked else super()._mark(row)


def words_width(column: HubColumn) -> HubColumn:
    """A column that its title fits into."""
    return replace(column, width=max(column.width, width_of(column.title)))
