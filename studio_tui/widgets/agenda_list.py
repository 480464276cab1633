"""The agenda: bookings in order of time, one in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from studio_tui import keys
from studio_tui.domain.block import together, touched
from studio_tui.domain.words import date_short, date_words, listing, relative_day, time_words
from studio_tui.widgets.grid_layout import NOW, block_words, times_words
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from textual.binding import BindingType

    from studio_tui.domain.block import Block

COLUMNS = (
    ListColumn("Day", 11),
    ListColumn("Time", 12),
    ListColumn("Who", weight=3),
    ListColumn("What", weight=3),
    ListColumn("With", weight=2),
    ListColumn("", 4),
)
NARROW = 64
"""Cells below which a booking is only when, who, and marks."""
NARROW_COLUMNS = (ListColumn("When", 13), ListColumn("Who"), ListColumn("", 4))


@dataclass(frozen=True, slots=True)
class Appearance:
    """A booking as the agenda has it: once, with everybody and everything it is shown for."""

    block: Block
    names: tuple[str, ...]


def appearances(blocks: Sequence[Block], names: Mapping[int, str]) -> tuple[Appearance, ...]:
    """Bookings in order of time.

    Args:
        blocks: On whatever schedules.
        names: Of the schedules, from left to right.
    """
    return tuple(
        Appearance(each[0], tuple(names.get(block.schedule_id, "") for block in each))
        for each in together(blocks, tuple(names))
    )


def agenda_row(shown: Appearance, now: datetime, *, narrow: bool = False) -> Row:
    """A booking as a line: today and what takes place now are marked."""
    block = shown.block
    today = NOW if any(touched(block.start, block.end, now.date(), now.date())) else " "
    going = NOW if block.start <= now < block.end else " "
    words = date_short(block.start.date()).split()
    cells: tuple[str, ...]
    if narrow:
        when = f"{today}{' '.join(words[:2])}{going}{time_words(block.start)}"
        cells = (when, block.title, block.marks)
    else:
        about = (block.type_name, block.description)
        cells = (
            today + " ".join(words[:3]),
            going + times_words(block.start, block.end),
            block.title,
            " · ".join(part for part in about if part and part != block.title),
            ", ".join(shown.names),
            block.marks,
        )
    return Row(block.event_id, cells, colour=block.colour)


def agenda_words(shown: Appearance, today: date) -> str:
    """A booking in one sentence, with its day and who takes part."""
    day = shown.block.start.date()
    when = ", ".join(part for part in (date_words(day), relative_day(day, today)) if part)
    return f"{when}, {block_words(shown.block)}, {listing(shown.names)}"


class AgendaList(RecordList, inherit_bindings=False):
    """Bookings in order of time. Left and right go to the day before and after."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("grid")

    @dataclass
    class Beyond(Message):
        """A key would have moved the cursor out of the list."""

        list: AgendaList
        step: int

        @property
        def control(self) -> AgendaList:
            """The list."""
            return self.list

    _shown: tuple[Appearance, ...] = ()
    _now: datetime
    _nothing = ""

    def fill(self, shown: Sequence[Appearance], now: datetime, nothing: str) -> None:
        """Replace the bookings; the cursor stays on its booking if it is there.

        Args:
            shown: In order of time.
            now: Wall-clock.
            nothing: What to say if there are none.
        """
        self._shown, self._now, self._nothing = tuple(shown), now, nothing
        self._fill()

    def _fill(self) -> None:
        narrow = self._narrow
        self.set_columns(NARROW_COLUMNS if narrow else COLUMNS)
        rows = [agenda_row(each, self._now, narrow=narrow) for each in self._shown]
        self.show(rows, self._nothing)

    @property
    def _narrow(self) -> bool:
        return 0 < self.size.width < NARROW

    def on_resize(self) -> None:
        """Show more or less of each booking, as there is room."""
        if self._shown and self._narrow != (self._columns == NARROW_COLUMNS):
            self._fill()

    @property
    def appearance(self) -> Appearance | None:
        """The booking under the cursor."""
        return self._shown[self._index] if self.row else None

    def move_to_moment(self, moment: datetime, event_id: int | None = None) -> None:
        """Put the cursor on a booking, or on the first that is not over at a moment."""
        found = {each.block.event_id: each.block for each in self._shown}
        later = (key for key, block in found.items() if block.end > moment)
        last = next(reversed(found), None)
        self.move_to(event_id if event_id in found else next(later, last))

    def action_cursor_up(self) -> None:
        """Go to the booking above."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """Go to the booking below."""
        self._step(1)

    def _step(self, step: int) -> None:
        before = self.row
        super()._go(self._index + step)
        if self.row is before:
            self.post_message(self.Beyond(self, step))

    def action_cursor_left(self) -> None:
        """Go to the first booking of the day before that has any."""
        self._day(-1)

    def action_cursor_right(self) -> None:
        """Go to the first booking of the next day that has any."""
        self._day(1)

    def _day(self, step: int) -> None:
        here = self.appearance
        if here is None:
            self.post_message(self.Beyond(self, step))
            return
        days = sorted({each.block.start.date() for each in self._shown})
        at = days.index(here.block.start.date()) + step
        if not 0 <= at < len(days):
            self.post_message(self.Beyond(self, step))
            return
        found = next(each for each in self._shown if each.block.start.date() == days[at])
        self.move_to(found.block.event_id)
