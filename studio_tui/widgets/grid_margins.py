"""The time that bookings keep free around them, as part of their blocks: buffers, and the drive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from studio_tui.domain.words import time_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.domain.block import Block
    from studio_tui.widgets.grid_layout import Column, Piece


@dataclass(frozen=True, slots=True)
class Margin:
    """The time that a booking keeps free before or after it: buffers, and the drive."""

    block: Block
    start: datetime
    end: datetime

    @property
    def words(self) -> str:
        """``buffer until 15:15``, ``drive from 13:30``, or both."""
        until = f"until {time_words(self.end)}" if self._back else f"from {time_words(self.start)}"
        return f"{self._what} {until}"

    @property
    def short(self) -> str:
        """``15:15 buffer``: the end that is not at the block comes first, as columns are narrow."""
        return f"{time_words(self.end if self._back else self.start)} {self._what}"

    @property
    def _back(self) -> bool:
        return self.start == self.block.end

    @property
    def _what(self) -> str:
        block = self.block
        buffer = block.after if self._back else block.before
        what = ("drive" if block.drive else "", "buffer" if buffer else "")
        return " and ".join(filter(None, what))


def margins(block: Block) -> tuple[Margin, ...]:
    """What a block keeps free around it."""
    before = timedelta(minutes=block.before + block.drive)
    after = timedelta(minutes=block.after + block.drive)
    return (
        *([Margin(block, block.start - before, block.start)] if before else []),
        *([Margin(block, block.end, block.end + after)] if after else []),
    )


def margins_in(
    columns: Sequence[Column],
    blocks: Mapping[Any, Sequence[Block]],
    minutes: range,
    taken: Mapping[tuple[int, int], tuple[Piece, ...]],
) -> dict[tuple[int, int], tuple[Margin, bool]]:
    """What keeps slots free that nothing stands in, by column and row."""
    found: dict[tuple[int, int], tuple[Margin, bool]] = {}
    for number, column in enumerate(columns):
        midnight = datetime.combine(column.day, time())
        own = [m for b in blocks.get(column.key, ()) if not b.left_out for m in margins(b)]
        for margin in own:
            start, end = (
                _minute(at - midnight) - minutes.start for at in (margin.start, margin.end)
            )
            top, bottom = max(0, start // minutes.step), min(len(minutes), -(-end // minutes.step))
            free = [row for row in range(top, bottom) if (number, row) not in taken]
            for row in free:
                found.setdefault((number, row), (margin, row == free[0]))
    return found


def _minute(since: timedelta) -> int:
    return int(since.total_seconds()) // 60
