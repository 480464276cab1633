"""Only what has changed is drawn: Textual asks every widget in reach for all of its lines.

What it draws with is private; `available` looks whether it is there. Where parts of widgets overlap
in what is to be drawn, Textual does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, Compositor

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.strip import Strip

    Drawn = list[tuple[int, int, Strip]]
    """Line and column of each strip."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What is new on the screen."""

    strips: Drawn
    regions: frozenset[Region]
    """Where it is."""


class SparingCompositor(Compositor):
    """A compositor that draws single lines of single widgets."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed."""
        regions = frozenset(self._dirty_regions)
        strips: Drawn = []
        for region in regions:
            if not self._draw(region, strips):
                return super().render_partial_update()
        self._dirty_regions.clear()
        return Patch(strips, regions) if strips else None  # type: ignore[return-value]

    def _draw(self, region: Region, strips: Drawn) -> bool:
        """Draw a part of the screen if it belongs to one widget; say whether it does."""
        wanted = region.intersection(self.size.region)
        if not wanted:
            return True
        for widget, (place, clip) in self.visible_widgets.items():  # from front to back
            seen = place.intersection(clip)
            if seen.contains_region(wanted):
                part = wanted.translate(-place.offset)
                for y, strip in enumerate(widget.render_lines(part), wanted.y):
                    strips.append((y, wanted.x, strip))
                return True
            if seen.overlaps(wanted):
                return False
        return False


def available() -> bool:
    """Whether Textual is made inside as it is expected to be."""
    names = ("render_partial_update", "visible_widgets", "render_full_update")
    return all(hasattr(Compositor, name) for name in names) and hasattr(
        Compositor(), "_dirty_regions"
    )


def spare(screen: Screen[Any]) -> None:
    """Have a screen be drawn so."""
    if type(screen._compositor) is Compositor:
        screen._compositor.__class__ = SparingCompositor
