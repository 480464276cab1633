"""The last step of output: only cells that differ from what the terminal shows are sent.

Textual sends every line that may have changed from the left edge of its widget on, all of its
looks anew, and whole screens when a page opens. Private parts of Textual are used here and
`available` looks for them; without them everything goes out as Textual sends it.
``STUDIO_OUTPUT=stock`` asks for that too.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from rich.color import ColorSystem
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.strip import Strip

from studio_tui.wire.frame import Frame, cells

try:
    from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate

    from studio_tui.wire import painting
    from studio_tui.wire.painting import Patch
except ImportError:  # another version of Textual
    _FOUND = False
else:
    _FOUND = True

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType
    from textual import events
    from textual.screen import Screen

    from studio_tui.wire.frame import Cell, Piece

SMALL: Final = 1000
"""Characters that arrive together anyway, so that nobody sees half of them."""


def _takes(function: Any, *names: str) -> bool:
    code = function.__code__
    return bool(code.co_varnames[1 : code.co_argcount] == names)


def available() -> bool:
    """Whether Textual is made inside as it is expected to be."""
    try:
        return (
            _FOUND
            and _takes(LayoutUpdate.__init__, "strips", "region")
            and _takes(ChopsUpdate.__init__, "chops", "spans", "chop_ends")
            and _takes(App._display, "screen", "renderable")
            and callable(Strip.render_ansi)
            and callable(Compositor.render_full_update)
            and painting.available()
        )
    except AttributeError:
        return False


class LeanApp(App[None]):
    """An app that knows what the terminal shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frame = Frame()
        self._begun = False
        """Whether anything was sent; sizes that are told before that are no change."""
        self._lean = os.environ.get("STUDIO_OUTPUT") != "stock" and available()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send what is new."""
        if self._lean:
            painting.spare(screen)
        if renderable is None or self._batch_count:
            self.post_display_hook()
            return
        if not self._lean or not isinstance(renderable, LayoutUpdate | ChopsUpdate | Patch):
            self.frame.forget()
            super()._display(screen, renderable)
            return
        try:
            if self._running and not self._closed and not self.is_headless and self._driver:
                self._send(self.difference(screen, renderable))
        except Exception as error:  # as Textual does, which shows it and ends
            self._handle_exception(error)
        finally:
            self.post_display_hook()

    def _send(self, text: str) -> None:
        if text and self._driver is not None:
            together = self._sync_available and len(text) > SMALL
            self._driver.write(f"{SYNC_START}{text}{SYNC_END}" if together else text)
            self._driver.flush()

    def difference(self, screen: Screen[Any], update: LayoutUpdate | ChopsUpdate | Patch) -> str:
        """What to write so that the terminal shows an update."""
        self._begun = True
        size = screen.outer_size
        if not self.frame.known and not isinstance(update, LayoutUpdate):
            update = screen._compositor.render_full_update()
        place_cursor = getattr(self.screen.focused, "place_cursor", None)
        if place_cursor is not None:
            place_cursor()
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        return self.frame.update((size.width, size.height), _pieces(update, self.console), cursor)

    def repaint(self) -> None:
        """Send everything anew, after another program wrote over the screen."""
        self.frame.forget()
        self.screen.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        """A terminal of another size shows nobody knows what, as one does that came back."""
        if self._begun and self.frame.known:
            self.frame.forget()
            if event.size == self.size:
                self.screen.refresh()


def _pieces(update: LayoutUpdate | ChopsUpdate | Patch, console: Console) -> Iterator[Piece]:
    system = console._color_system or ColorSystem.TRUECOLOR
    if isinstance(update, Patch):
        for y, x, drawn in update.strips:
            yield y, x, _cells(drawn, system)
        return
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield y, update.region.x, [cell for strip in line for cell in _cells(strip, system)]
        return
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= x2 or end <= x1:
                continue
            if x < x1 or end > x2:
                strip = strip.crop(0, min(end, x2) - x)  # noqa: PLW2901
            yield y, x, _cells(strip, system)


def _cells(strip: Iterable[Any], system: ColorSystem) -> list[Cell]:
    found: list[Cell] = []
    for text, style, control in strip:
        if control:
            continue
        codes = "" if style is None else style._ansi
        found += cells(text, Strip.render_ansi(style, system) if codes is None else codes)
    return found
