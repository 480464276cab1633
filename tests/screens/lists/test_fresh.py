"""A changed list is seen at once wherever something is chosen from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.opening import open_record
from studio_tui.services import lists
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import book
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import SESSION, press, shown, where
from tests.services.test_lists import spec, typed

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def elsewhere(directory: Path) -> None:
    """Somebody else enters a session type."""
    with Studio(directory, now=NOW) as other:
        what = spec("session_types")
        other.run(lists.add, what, typed(other, what, None, name="Dog walk", length="45"))


async def to_the_session(pilot: Pilot[None]) -> None:
    await press(pilot, "ctrl+p", "enter", "enter", "lee, kim", "enter", "pagedown", "enter")
    assert where(pilot)[0] == SESSION


async def test_a_type_that_somebody_else_enters_is_listed_in_the_open_wizard(
    studio: Studio, directory: Path
) -> None:
    async with running(studio) as pilot:
        await to_the_session(pilot)
        elsewhere(directory)
        await press(pilot, "down")
        assert "Dog walk" in shown(pilot)
        await press(pilot, "dog", "enter")
        assert "45 minutes" in shown(pilot)


async def test_a_type_that_is_changed_over_the_open_wizard_is_known_there(studio: Studio) -> None:
    async with running(studio) as pilot:
        await to_the_session(pilot)
        await press(pilot, "f9", "m", "enter", "enter", "n", "Dog walk", "tab", "DW")
        await press(pilot, "tab", "tab", "45", "ctrl+s", "escape", "escape")
        assert where(pilot)[0] == SESSION
        await press(pilot, "dw", "tab")
        assert "45 minutes" in shown(pilot)


async def test_an_open_record_lists_what_was_entered_meanwhile(
    studio: Studio, directory: Path
) -> None:
    booked = book(studio)
    async with running(studio) as pilot:
        await open_record(calendar_of(pilot), "session", booked.session_id)
        await press(pilot)
        elsewhere(directory)
        await press(pilot, "down")
        assert "Dog walk" in shown(pilot)
