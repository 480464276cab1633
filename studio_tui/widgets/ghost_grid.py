"""The calendar's grid while something is moved on it: a ghost shows where it would go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset, Region
from textual.message import Message

from studio_tui.widgets.grid_layout import Place, times_words
from studio_tui.widgets.schedule_grid import ScheduleGrid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType

    from studio_tui.widgets.grid_layout import GridLayout
    from studio_tui.widgets.grid_picture import GridPicture


@dataclass(frozen=True, slots=True)
class Ghost:
    """A booking where it would go, on one schedule."""

    schedule_id: int
    start: datetime
    end: datetime
    title: str


class GhostGrid(ScheduleGrid, inherit_bindings=False):
    """Columns of time with ghosts on them; keys belong to the screen. A step repaints the ghosts.

    Where the ghosts come first, the terminal's cursor stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    @dataclass
    class Pulled(Message):
        """The mouse, held down, is over a slot."""

        grid: GhostGrid
        at: Place

        @property
        def control(self) -> GhostGrid:
            """The grid."""
            return self.grid

    @dataclass
    class Dropped(Message):
        """The mouse has let go of what it pulled."""

        grid: GhostGrid

        @property
        def control(self) -> GhostGrid:
            """The grid."""
            return self.grid

    pulling = False
    """Whether the mouse is held down."""

    _ghosts: tuple[Ghost, ...] = ()
    _over: Mapping[tuple[int, int], str] = {}
    """What is written over slots, by column and row."""

    def haunt(self, ghosts: Sequence[Ghost], *, at_end: bool = False) -> None:
        """Show ghosts, the first of which must be seen, and repaint what they change.

        Args:
            ghosts: Where everything would go.
            at_end: Whether the end of the first one must be seen, not its start.
        """
        self._ghosts = tuple(ghosts)
        layout, drawn = self._layout, self._drawn
        if layout is None:
            return
        slots = [self._slots(layout, ghost) for ghost in self._ghosts]
        first = slots[0] if slots else []
        if first:
            self._place = Place(*(first[-1] if at_end else first[0]))
        over: dict[tuple[int, int], str] = {}
        for ghost, taken in zip(self._ghosts, slots, strict=True):
            over |= dict(zip(taken, (self._text(ghost), *[""] * len(taken)), strict=False))
        before, self._over = self._over, over
        picture = self._picture()
        if picture is None or picture is not drawn:
            self.refresh()
            return
        changed = [at for at in {*before, *over} if before.get(at) != over.get(at)]
        if changed:
            self.refresh(*self._regions(picture, changed))

    def _picture(self) -> GridPicture | None:
        """The picture, with the ghosts on it."""
        picture = super()._picture()
        if picture is not None and picture.over is not self._over:
            picture.write_over(self._over)
        return picture

    def _text(self, ghost: Ghost) -> str:
        """What is written in the first row of a ghost."""
        return f"{times_words(ghost.start, ghost.end)} {ghost.title}"

    def _slots(self, layout: GridLayout, ghost: Ghost) -> list[tuple[int, int]]:
        """Column and row of every slot that a ghost takes, as far as they are shown."""
        found = []
        for number, column in enumerate(layout.columns):
            if column.schedule_id != ghost.schedule_id:
                continue
            midnight = datetime.combine(column.day, time())
            start, end = (
                (at - midnight).total_seconds() / 60 - layout.first
                for at in (ghost.start, ghost.end)
            )
            top = max(0, int(start // layout.slot))
            bottom = min(
                layout.rows, max(int(-(-end // layout.slot)), int(start // layout.slot) + 1)
            )
            found += [(number, row) for row in range(top, bottom)]
        return found

    def _regions(
        self, picture: GridPicture, changed: Sequence[tuple[int, int]]
    ) -> Iterator[Region]:
        """The cells of slots that are in view."""
        view = picture.view
        columns = range(view.left, view.left + len(view.spans))
        rows = range(picture.top, picture.top + view.rows)
        for column, row in changed:
            if column in columns and row in rows:
                x, width = view.span(column)
                yield Region(x, view.head + row - picture.top, width, 1)

    def cursor_offset(self) -> Offset | None:
        """At the start of the first ghost."""
        picture = self._picture()
        if picture is None:
            return None
        x, _ = picture.view.span(self._place.column)
        return Offset(x, picture.view.head + self._place.row - picture.top)

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the ghost wherever the mouse is."""
        self.pulling = event.button == 1

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull the ghost along."""
        place = self._place_under(event.x, event.y)
        if self.pulling and place is not None:
            self.post_message(self.Pulled(self, place))

    def on_mouse_up(self) -> None:
        """Let it drop, if it was pulled."""
        if self.pulling:
            self.pulling = False
            self.post_message(self.Dropped(self))

    def on_click(self, event: events.Click) -> None:
        """Nothing is opened while something is moved."""
        event.stop()
