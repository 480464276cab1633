"""The program with two terminals at once: one is sent what Textual would send, one what we send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor, CompositorUpdate

from studio_tui import app as studio_app
from studio_tui.app import StudioApp
from studio_tui.wire.painting import Patch
from tests.wire import pictures

if TYPE_CHECKING:
    import pyte
    from rich.console import RenderableType
    from textual.screen import Screen


class Watched(StudioApp):
    """Keeps what either terminal shows, how much each was sent, and which screens were seen."""

    CSS_PATH = str(Path(studio_app.__file__).with_name("assets") / "studio.tcss")
    size_shown = (0, 0)
    sent = (0, 0)
    """Characters sent by Textual, and by us."""
    stock: pyte.Screen
    lean: pyte.Screen

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen: set[str] = set()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if self._batch_count or not isinstance(renderable, CompositorUpdate | Patch):
            return
        stock = renderable
        if isinstance(renderable, Patch):
            screen._compositor._dirty_regions.update(renderable.regions)
            stock = Compositor.render_partial_update(screen._compositor)
        self.seen.add(type(screen).__name__)
        size = tuple(screen.outer_size)
        if size != self.size_shown:
            self.size_shown = size
            self.stock, self._to_stock = pictures.screen(*size)
            self.lean, self._to_lean = pictures.screen(*size)
        theirs = stock.render_segments(self.console)
        ours = self.difference(screen, renderable)
        self._to_stock.feed(theirs)
        self._to_lean.feed(ours)
        self.sent = (self.sent[0] + len(theirs), self.sent[1] + len(ours))

    def look(self, at: str) -> None:
        """Both show the same, the cursor stands in what has the focus, and nothing will move.

        Args:
            at: Where this is, for the message.
        """
        try:
            self.compare()
            assert self.focused is not None
            assert self.focused.region.contains(*self.cursor_position), self.cursor_position
            assert sum(self._moving()) <= 2, self._moving()
        except AssertionError as error:
            raise AssertionError(f"{at}, {self.screen}, {self.focused}: {error}") from error

    def _moving(self) -> list[float]:
        """How often a second each timer that runs wakes the program."""
        nodes = [each for s in self.screen_stack for each in s.walk_children(with_self=True)]
        timers = [timer for node in (self, *nodes) for timer in node._timers]
        return [1 / t._interval for t in timers if t._active.is_set() and t._repeat is None]

    def compare(self) -> None:
        """Both show the same, in every cell."""
        found = pictures.difference(pictures.picture(self.stock), pictures.picture(self.lean))
        assert not found, "\n".join([*found[:20], *self.lean.display])
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        assert self.frame._at == tuple(cursor)
