"""Printing from the calendar: a key or the menu, which sheet, read it, save it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.dialogs import Question
from studio_tui.screens.preview import PreviewScreen
from studio_tui.services import calendar, preferences
from tests.factories import at, book
from tests.screens.program import calendar_of, running, until
from tests.screens.wizard.walking import press, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio


def saved(studio: Studio) -> list[str]:
    return sorted(path.name for path in (studio.directory / "documents").glob("*.pdf"))


def title(pilot: Pilot[None]) -> str:
    return shown(pilot).splitlines()[0].split("  ")[0].strip()


@pytest.mark.parametrize("keys", [["d"], ["ctrl+t"], ["escape", "p", "p", "enter"]])
async def test_a_key_and_the_menu_offer_the_sheets(studio: Studio, keys: list[str]) -> None:
    async with running(studio) as pilot:
        await press(pilot, *keys)
        front: object = pilot.app.screen
        assert isinstance(front, Question)
        for choice in (
            "Day sheet of Anna Berg",
            "Day sheet of all shown",
            "Week schedule of Anna Berg",
            "Week schedule of all shown",
        ):
            assert choice in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_the_day_under_the_cursor_is_read_and_saved(studio: Studio) -> None:
    book(studio)
    async with running(studio) as pilot:
        await calendar_of(pilot).go_to(at("2026-11-27T14:00").date())
        await press(pilot, "d", "enter")
        preview = pilot.app.screen
        assert isinstance(preview, PreviewScreen)
        assert title(pilot) == "Day sheet, Friday 27 November 2026"
        await press(pilot, "end")
        assert "Smith, Sara" in shown(pilot)
        assert "Email" not in shown(pilot)
        await press(pilot, "s")
        await until(pilot, lambda: preview.line.text.startswith("Saved in documents"))
    assert saved(studio) == ["day-2026-11-27-Anna-Berg.pdf"]


async def test_the_week_of_all_who_are_shown(studio: Studio) -> None:
    book(studio)
    ids = {entry.name: entry.id for entry in studio.run(calendar.schedules)}
    chosen = (ids["Ben Okoye"], ids["Anna Berg"])
    studio.run(preferences.remember, calendar.SHOWN, chosen)
    async with running(studio) as pilot:
        await press(pilot, "d", "down", "down", "down", "enter")
        preview = pilot.app.screen
        assert isinstance(preview, PreviewScreen)
        assert title(pilot) == "Week schedule, Monday 23 November 2026 - Sunday 29 November 2026"
        await press(pilot, "s")
        await until(pilot, lambda: preview.line.text.startswith("Saved in documents"))
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)
    assert saved(studio) == ["week-2026-11-23.pdf"]
