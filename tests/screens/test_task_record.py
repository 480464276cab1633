"""Tasks by keys: made from anywhere, found on the records they are for, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.task_record import TaskRecordScreen
from tests.factories import book, rows
from tests.screens.program import running
from tests.screens.test_client_record import opened
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from studio_tui.studio import Studio


async def test_ctrl_d_makes_a_task_for_what_is_on_the_screen(studio: Studio) -> None:
    booked = book(studio)
    async with running(studio) as pilot:
        await opened(pilot, booked.client_id)
        await press(pilot, "ctrl+d")
        assert isinstance(pilot.app.screen, TaskRecordScreen)
        assert "Smith, Sara" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "Subject is needed" in shown(pilot)
        await press(pilot, *"call back", "ctrl+s")
        assert said(pilot).startswith("Task ")
        await press(pilot, "escape")
        front = pilot.app.screen
        assert isinstance(front, ClientRecordScreen)
        assert "Tasks 1" in [tab.label for tab in front.tabs]
    assert rows(studio, "SELECT subject, client_id FROM task") == [("call back", booked.client_id)]


async def test_a_task_is_done_by_one_key_and_not_done_by_the_same(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+d", *"buy paper", "f10")
        assert said(pilot) == "Ctrl+S stores it first."
        await press(pilot, "ctrl+s", "f10")
        assert said(pilot) == "Done."
        assert "done Tue 24 Nov 2026 09:00 by Anna Berg" in shown(pilot)
        await press(pilot, "f10")
        assert said(pilot).startswith("Not done after all.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_in_the_wizard_the_booking_comes_first(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter")
        before = pilot.app.screen
        await press(pilot, "ctrl+d")
        assert pilot.app.screen is before
