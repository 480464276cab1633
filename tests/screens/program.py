"""The program with its screens, driven by keys, without a terminal."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual._time import get_time

from studio_tui.app import StudioApp
from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Objection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

    from studio_tui.studio import Studio

PATIENCE = 15.0
"""Seconds after which something that was waited for is given up."""


@asynccontextmanager
async def running(studio: Studio, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The program, with the calendar in front."""
    async with StudioApp(studio).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def calendar_of(pilot: Pilot[None]) -> CalendarScreen:
    """The calendar, in front or not."""
    found = pilot.app.screen_stack[0]
    assert isinstance(found, CalendarScreen)
    return found


def picture(screen: Screen[Any]) -> list[str]:
    """The lines of a screen as they are drawn."""
    return [strip.text for strip in screen._compositor.render_strips(screen.size)]


async def read(pilot: Pilot[None]) -> None:
    """Read what stands against going on: a letter typed before is no answer."""
    asked = pilot.app.screen
    assert isinstance(asked, Objection), asked
    await until(pilot, lambda: get_time() > asked.readable)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for something that comes by itself."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not come"
        await pilot.pause(0.05)
