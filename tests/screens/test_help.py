from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui import keys
from studio_tui.config import load_settings
from studio_tui.keymap import chosen
from studio_tui.screens.help import HelpScreen, help_lines
from tests.screens.program import calendar_of, picture, running

if TYPE_CHECKING:
    from studio_tui.studio import Studio


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_opens_and_closes_by_its_keys(studio: Studio, key: str) -> None:
    async with running(studio) as pilot:
        await pilot.press(key)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack[1:]] == ["HelpScreen"]
        await pilot.press(key)
        assert pilot.app.screen_stack == [calendar_of(pilot)]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_help_leads_back_to_where_the_cursor_was(studio: Studio, key: str) -> None:
    async with running(studio) as pilot:
        await pilot.press("right", "down", "f1", key)
        assert pilot.app.focused is calendar_of(pilot).grid
        assert "Camera room 1" in calendar_of(pilot).line.text


async def test_help_shows_keys_as_the_settings_have_them(studio: Studio) -> None:
    (studio.directory / "config.toml").write_text('[keys]\n"calendar.today" = "w"\n')
    studio.settings = load_settings(studio.directory / "config.toml")
    async with running(studio) as pilot:
        await pilot.press("]", "w")
        assert "today" in picture(calendar_of(pilot))[0]
        assert " w Today" in picture(calendar_of(pilot))[-1]
        await pilot.press("f1")
        assert "   w                 Go to today, now" in [
            text.rstrip() for text in picture(pilot.app.screen)
        ]


async def test_help_is_read_line_by_line(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("f1", "down")
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        assert screen.list.row is not None
        assert screen.list.row.cells[0].startswith("marks each booking; it stands in")
        await pilot.press("end")
        assert screen.list.row.cells[0].startswith("Ctrl+C")


@pytest.mark.parametrize("screen", keys.TOGETHER)
@pytest.mark.parametrize("width", [36, 76])
def test_every_key_of_a_place_is_in_its_help_and_fits(
    studio: Studio, screen: str, width: int
) -> None:
    lines = help_lines("Some words.\n\nSome more.", screen, chosen(studio.settings), width)
    text = " ".join(" ".join(lines).split())
    for key in keys.KEYS:
        if key.place in keys.TOGETHER[screen]:
            assert key.help in text
    assert max(map(len, lines)) <= width
    assert lines[:4] == ["Some words.", "", "Some more.", ""]


async def test_booking_from_help_is_booking_from_where_it_was_asked_for(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("ctrl+p")
        assert not any(isinstance(screen, HelpScreen) for screen in pilot.app.screen_stack)
