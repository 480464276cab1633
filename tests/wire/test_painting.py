"""Who is asked to draw when a little has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.widgets.lines import LineWidget
from tests.screens.program import running

if TYPE_CHECKING:
    import pytest
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    from studio_tui.studio import Studio


async def test_an_arrow_key_asks_the_grid_for_two_lines_and_nobody_for_more(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []

    def watch(owner: type[Widget]) -> None:
        draws = owner.render_lines

        def render_lines(self: Widget, crop: Region) -> list[Strip]:
            asked.append((type(self).__name__, crop.height))
            return draws(self, crop)

        monkeypatch.setattr(owner, "render_lines", render_lines)

    async with running(studio, (120, 40)) as pilot:
        watch(LineWidget)
        await pilot.press("down")
        await pilot.pause()
        assert sorted(asked) == [("DragGrid", 1), ("DragGrid", 1), ("Line", 1)]
