"""The calendar's grid with a mouse that can take hold of a block, or of its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from textual import events

    from studio_tui.domain.block import Block
    from studio_tui.widgets.grid_layout import Piece, Place


class DragGrid(ScheduleGrid):
    """Tells when a block is dragged; what is done about it, the screen knows."""

    @dataclass
    class Dragged(Message):
        """The mouse drags a block, or its end when it took hold of the last row of several."""

        grid: DragGrid
        block: Block
        down: Place
        """Where it took hold."""
        ends: bool

        @property
        def control(self) -> DragGrid:
            """The grid."""
            return self.grid

    _held: tuple[Place, Piece] | None = None
    """Where the mouse went down on a block, while it stays down."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the block under the mouse."""
        place = self._place_under(event.x, event.y)
        piece = self._layout.piece(place) if self._layout and place else None
        self._held = (place, piece) if place and piece and event.button == 1 else None

    def on_mouse_up(self) -> None:
        """Let go."""
        self._held = None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell that a block is dragged, once the mouse has left the slot where it went down."""
        place = self._place_under(event.x, event.y)
        if self._held is None or place is None:
            return
        down, piece = self._held
        if (place.column, place.row) != (down.column, down.row):
            self._held = None
            ends = down.row == piece.bottom - 1 and piece.bottom - piece.top > 1
            self.post_message(self.Dragged(self, piece.block, down, ends))
