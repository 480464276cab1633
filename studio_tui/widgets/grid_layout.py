"""Where everything on the schedule grid lies, and how to say it in words; nothing here draws.

Rows are slots of equal length counted from the first minute shown; columns are schedules or days.
Row and column ranges are half-open.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from studio_tui.domain.block import FREED
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_words, time_words
from studio_tui.widgets.grid_margins import margins, margins_in
from studio_tui.widgets.lines import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import date

    from studio_tui.domain.block import Block
    from studio_tui.widgets.grid_margins import Margin

DAY = 24 * 60
GUTTER = 6
"""Cells for the time of day, at the left of each row."""
TIGHT_COLUMN = 10
"""Narrowest column in cells, its separator included, when all of them fit like that."""
MIN_COLUMN = 14
MAX_COLUMN = 48
"""Narrowest and widest column otherwise: then only some are shown at a time."""
STUB = 3
"""Cells for ``+2``: blocks that found no room side by side."""
SIDE_BY_SIDE = 2
NOW = "►"
"""Stands before today, and beside the time it is."""
HOURS = ("closed hours", "outside working hours")
"""Why a slot is not open on a usual day."""


@dataclass(frozen=True, slots=True)
class Column:
    """One schedule on one day."""

    key: Hashable
    heading: str
    day: date
    schedule_id: int
    subheading: str = ""
    """Said beside the heading while there is room."""
    name: str = ""
    """Whose schedule it is, in words, where the heading is a day."""
    short: str = ""
    """Stands for the heading where that does not fit."""
    group: str = ""
    """Stands over the headings of all columns side by side that have the same."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """What the cursor stands on: a slot of a column, and the block in it if there is one."""

    column: Column
    start: datetime
    end: datetime
    is_open: bool
    block: Block | None = None
    blocks: tuple[Block, ...] = ()
    """Every block in the slot, `block` among them."""
    margin: Margin | None = None
    """What keeps a slot free that nothing stands in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows that a block takes, and the lane among those that share them."""

    block: Block
    top: int
    bottom: int
    lane: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Column, row and lane by number."""

    column: int = 0
    row: int = 0
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Viewport:
    """What part of the columns fits a size, and where it is drawn."""

    width: int
    head: int
    """Lines above the first row."""
    rows: int
    left: int
    """Number of the first column shown."""
    hidden_right: int
    spans: tuple[tuple[int, int], ...]
    """Position and width of the inside of each column shown, in cells."""

    def span(self, column: int) -> tuple[int, int]:
        """Position and width of a column that is shown."""
        return self.spans[column - self.left]


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Columns and the blocks laid out in them."""

    columns: tuple[Column, ...]
    first: int
    """Minute of the day at which row 0 starts."""
    slot: int
    """Minutes in a row."""
    rows: int
    open_rows: tuple[tuple[bool, ...], ...]
    pieces: tuple[tuple[Piece, ...], ...]
    slots: Mapping[tuple[int, int], tuple[Piece, ...]]
    """Pieces by column and row, in the order of their lanes."""
    margins: Mapping[tuple[int, int], tuple[Margin, bool]]
    """What keeps slots free that nothing stands in, and whether the slot is the first of it."""

    def at(self, column: int, row: int) -> tuple[Piece, ...]:
        """Pieces in a slot, in the order of their lanes."""
        return self.slots.get((column, row), ())

    def piece(self, place: Place) -> Piece | None:
        """The piece in the lane of a place, or in the nearest lane before it."""
        pieces = self.at(place.column, place.row)
        before = [piece for piece in pieces if piece.lane <= place.lane]
        return before[-1] if before else pieces[0] if pieces else None

    def lane(self, column: int, row: int, event_id: int) -> int | None:
        """The lane in which a booking stands in a slot; None if it does not stand there."""
        found = (piece.lane for piece in self.at(column, row) if piece.block.event_id == event_id)
        return next(found, None)

    def settle(self, place: Place) -> Place:
        """The nearest place that exists."""
        column = max(0, min(place.column, len(self.columns) - 1))
        row = max(0, min(place.row, self.rows - 1))
        piece = self.piece(Place(column, row, place.lane))
        return Place(column, row, piece.lane if piece else 0)

    def row_at(self, minute: int) -> int:
        """The row in which a minute of the day falls, or the nearest one."""
        return max(0, min((minute - self.first) // self.slot, self.rows - 1))

    def label(self, row: int) -> str:
        """Time of a row that starts on a full or half hour, else nothing."""
        minute = self.first + row * self.slot
        return f"{minute // 60:02}:{minute % 60:02}" if minute % 30 == 0 else ""

    def cursor(self, place: Place) -> Cursor:
        """What a place holds, as values."""
        column = self.columns[place.column]
        minute = self.first + place.row * self.slot
        start = datetime.combine(column.day, time()) + timedelta(minutes=minute)
        piece = self.piece(place)
        return Cursor(
            column,
            start,
            start + timedelta(minutes=self.slot),
            self.open_rows[place.column][place.row],
            piece.block if piece else None,
            tuple(piece.block for piece in self.at(place.column, place.row)),
            self.margins.get((place.column, place.row), (None, False))[0],
        )

    def open_span(self, column: int) -> tuple[int, int]:
        """First and last open row of a column; the whole column if it is closed all day."""
        rows = [row for row, is_open in enumerate(self.open_rows[column]) if is_open]
        return (rows[0], rows[-1]) if rows else (0, self.rows - 1)

    def opening(self) -> int:
        """The row to begin with: the first open one, else the first booked one, else 8 o'clock."""
        opened = [self.open_span(n)[0] for n, rows in enumerate(self.open_rows) if any(rows)]
        booked = [piece.top for pieces in self.pieces for piece in pieces]
        return min(opened or booked or [self.row_at(8 * 60)])

    def open_from(self, column: int, row: int) -> int:
        """The first open row of a column from a row on; where there is none, as `opening`."""
        later = (at for at in range(row, self.rows) if self.open_rows[column][at])
        return next(later, self.opening())


def lay_out(
    columns: Sequence[Column],
    blocks: Mapping[Any, Sequence[Block]],
    hours: Callable[[Column, int], bool],
    *,
    first: time,
    last: time,
    slot_minutes: int,
) -> GridLayout:
    """Lay blocks out in columns.

    Args:
        columns: From left to right.
        blocks: By the key of their column.
        hours: Whether a column is open in the slot that starts at a minute of the day.
        first: Start of the first row.
        last: End of the last row; midnight is the end of the day.
        slot_minutes: Length of a row.
    """
    start = first.hour * 60 + first.minute
    end = last.hour * 60 + last.minute or DAY
    rows = max(1, -(-(end - start) // slot_minutes))
    minutes = range(start, start + rows * slot_minutes, slot_minutes)
    pieces = tuple(
        place_blocks(blocks.get(column.key, ()), column.day, minutes) for column in columns
    )
    slots: defaultdict[tuple[int, int], tuple[Piece, ...]] = defaultdict(tuple)
    for number, placed in enumerate(pieces):
        for piece in sorted(placed, key=lambda piece: piece.lane):
            for row in range(piece.top, piece.bottom):
                slots[number, row] += (piece,)
    return GridLayout(
        tuple(columns),
        start,
        slot_minutes,
        rows,
        tuple(tuple(hours(column, minute) for minute in minutes) for column in columns),
        pieces,
        dict(slots),
        margins_in(columns, blocks, minutes, slots),
    )


def place_blocks(blocks: Sequence[Block], day: date, minutes: range) -> tuple[Piece, ...]:
    """Give each block of one column its rows and its lane.

    Args:
        blocks: In any order.
        day: The day of the column.
        minutes: Starts of the rows, as minutes of that day.
    """
    spans = _row_spans(blocks, day, minutes)
    placed: list[Piece] = []
    group: list[tuple[Block, int, int, int]] = []
    ends: list[int] = []
    for block, top, bottom in spans:
        if ends and top >= max(ends):
            placed += [Piece(*each, len(ends)) for each in group]
            group, ends = [], []
        lane = next((lane for lane, end in enumerate(ends) if end <= top), len(ends))
        ends[lane : lane + 1] = [bottom]
        group.append((block, top, bottom, lane))
    return (*placed, *(Piece(*each, len(ends)) for each in group))


def _row_spans(blocks: Sequence[Block], day: date, minutes: range) -> list[tuple[Block, int, int]]:
    """First and end row of each block in view, in order of time."""
    midnight = datetime.combine(day, time())
    spans = []
    for block in sorted(blocks, key=lambda block: (block.start, block.end, block.event_id)):
        start, end = (int((at - midnight).total_seconds()) // 60 for at in (block.start, block.end))
        if start < minutes.stop and max(end, start + 1) > minutes.start:
            top = max(0, (start - minutes.start) // minutes.step)
            bottom = -(-(min(end, minutes.stop) - minutes.start) // minutes.step)
            spans.append((block, top, max(bottom, top + 1)))
    return [(block, top, _end_row(block, top, bottom, spans)) for block, top, bottom in spans]


def _end_row(block: Block, top: int, bottom: int, spans: list[tuple[Block, int, int]]) -> int:
    """End of a block's rows, giving up a shared last row to a block that only follows it.

    Two bookings that meet inside a slot do not clash, so they must not look as if they did.
    """
    followers = (start for other, start, _ in spans if other.start >= block.end and other != block)
    return max(top + 1, min([bottom, *followers]))


def lane_span(lane: int, lanes: int, width: int) -> tuple[int, int]:
    """Position and width of a lane in a column `width` cells wide inside."""
    if lanes == 1:
        return 0, width
    usable = width - STUB if lanes > SIDE_BY_SIDE else width
    half = usable // 2
    return ((0, half), (half, usable - half), (usable, STUB))[min(lane, SIDE_BY_SIDE)]


@lru_cache(16)
def viewport(width: int, height: int, columns: int, column: int, *, heads: int = 1) -> Viewport:
    """The page of columns that holds `column`, drawn in a width and height in cells.

    Args:
        width: Cells.
        height: Lines.
        columns: How many there are.
        column: One that must be shown.
        heads: Lines above the rows, where there is height enough; else one.
    """
    room = max(width - GUTTER, 2)
    all_fit = room // TIGHT_COLUMN >= columns
    fit = columns if all_fit else max(1, min(columns, room // MIN_COLUMN))
    left = max(0, min(column // fit * fit, columns - fit))
    share, spare = divmod(min(room, fit * MAX_COLUMN), fit)
    spans, x = [], GUTTER
    for number in range(fit):
        size = share + (number < spare)
        spans.append((x + 1, size - 1))
        x += size
    head = heads if height >= 6 + heads else 1
    return Viewport(width, head, max(1, height - head), left, columns - left - fit, tuple(spans))


def block_lines(block: Block) -> tuple[tuple[str, str], ...]:
    """What to write in the rows of a block, the most telling first: text and marks."""
    if block.left_out:
        return (("busy", ""),)
    parts = (block.type_name, block.description)
    details = " · ".join(part for part in parts if part and part != block.title)
    times = times_words(block.start, block.end)
    return ((block.title, block.marks), *(((details, ""),) if details else ()), (times, ""))


def times_words(start: datetime, end: datetime) -> str:
    """Start and end on the clock, ``09:30-10:30``; the end of the day is ``24:00``."""
    until = "24:00" if end.time() == time() else time_words(end)
    return f"{time_words(start)}-{until}"


def describe(cursor: Cursor, shut: str = "closed hours", room: int = 0) -> str:
    """Say what the cursor is on, for the line above the footer and for a screen reader.

    What matters least is left out where all of it has no room: the number, then the buffer, then
    the type.

    Args:
        cursor: Where it is.
        shut: Why the slot is not open, if it is not; said of a booking too if it is more than that.
        room: Columns that there are; 0 for any number.
    """
    name = cursor.column.name or cursor.column.heading
    usual = shut in HOURS
    if cursor.block is None:
        free = "free" if cursor.is_open else f"free, {shut}" if usual else shut
        if cursor.margin is not None:
            free = f"{free}, {cursor.margin.words} ({cursor.margin.block.title})"
        times = times_words(cursor.start, cursor.end)
        return f"{name}, {date_words(cursor.column.day)}, {times} {free}"
    kept = "".join(f", {margin.words}" for margin in margins(cursor.block))
    rest = _shared_words(cursor) + ("" if usual or cursor.is_open else f", {shut}")
    untyped = cursor.block._replace(type_name="")
    short = (
        f"{name} {block_words(cursor.block)}{kept}{rest}",
        f"{name} {block_words(cursor.block, numbered=False)}{kept}{rest}",
        f"{name} {block_words(cursor.block, numbered=False)}{rest}",
        f"{name} {block_words(untyped, numbered=False)}{rest}",
    )
    return next((said for said in short if not room or width_of(said) <= room), short[-1])


def block_words(block: Block, *, numbered: bool = True) -> str:
    """A block in one sentence: when, who, what, and its state in words."""
    states = (
        ("" if block.status_kind in ("open", *FREED) else block.status),
        ("assistant" if block.role == "assistant" else ""),
        ("confirmed" if block.confirmed else ""),
        ("call warning" if block.call_warning else ""),
        ("has notes" if block.has_notes else ""),
        ("balance due" if block.owes else ""),
    )
    what = (
        block.title,
        block.type_name if block.type_name != block.title else "",
        ", ".join(state for state in states if state),
    )
    number = number_words(block.number) if numbered else ""
    number = f" ({block.kind} {number})" if number else ""
    times = times_words(block.start, block.end)
    left_out = "left out by the filter: " if block.left_out else ""
    return f"{times} {left_out}{' · '.join(part for part in what if part)}{number}"


def _shared_words(cursor: Cursor) -> str:
    if cursor.block is None or len(cursor.blocks) < 2:
        return ""
    return f", {cursor.blocks.index(cursor.block) + 1} of {len(cursor.blocks)} in this slot"
