"""The search of everything, by the keys a person presses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.find import FindScreen
from studio_tui.screens.hub import HubScreen
from tests.factories import FRIDAY, book, client_draft
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import page, press, said, shown, where

if TYPE_CHECKING:
    from studio_tui.studio import Studio


@pytest.fixture
def two(studio: Studio) -> Studio:
    book(studio, client=client_draft(last="Smith", phone="07700 900123"))
    book(studio, client=client_draft(last="Smithson"), start=FRIDAY + timedelta(days=1))
    return studio


async def test_a_client_is_found_and_opened_and_esc_leads_back(two: Studio) -> None:
    async with running(two) as pilot:
        await press(pilot, "ctrl+f", "smiths", "enter")
        record = pilot.app.screen
        assert isinstance(record, ClientRecordScreen)
        assert record.record.draft.last == "Smithson"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, FindScreen)
        await press(pilot, "escape")
        assert pilot.app.screen_stack == [calendar_of(pilot)]


async def test_pages_on_a_record_go_through_what_was_found(two: Studio) -> None:
    async with running(two) as pilot:
        await press(pilot, "ctrl+f", "smith", "enter", "pagedown")
        record = pilot.app.screen
        assert isinstance(record, ClientRecordScreen)
        assert record.record.draft.last == "Smithson"
        await press(pilot, "ctrl+f")
        assert isinstance(pilot.app.screen, FindScreen), "it comes back with what it found"
        assert len(pilot.app.screen_stack) == 2


async def test_an_error_is_forgiven_and_said_and_nothing_is_said_too(two: Studio) -> None:
    async with running(two) as pilot:
        await press(pilot, "ctrl+f", "smiht")
        assert said(pilot).startswith("Nothing is quite like “smiht”; near it: Client: Smith, Sara")
        await press(pilot, "ctrl+u", "xyzzy")
        assert "Nothing is found for “xyzzy”" in said(pilot)
        await press(pilot, "ctrl+u", "?", "!")
        assert "Nothing is found for “?!”" in said(pilot)
        assert "Go to" not in shown(pilot)
        await press(pilot, "enter", "down", "pagedown")
        assert isinstance(pilot.app.screen, FindScreen)


async def test_without_a_text_it_leads_to_every_list(two: Studio) -> None:
    async with running(two) as pilot:
        await press(pilot, "ctrl+f", "inv", "enter")
        assert isinstance(pilot.app.screen, HubScreen)
        assert pilot.app.screen.HUB == "invoices"
        await press(pilot, "/")
        assert "Go to" in shown(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, HubScreen)
        assert pilot.app.screen.HUB == "clients"
        assert len(pilot.app.screen_stack) == 2, "one hub at a time"


async def test_amid_a_booking_nothing_else_is_opened(two: Studio) -> None:
    async with running(two) as pilot:
        await press(pilot, "ctrl+p", "ctrl+f")
        assert where(pilot)
        await press(pilot, "escape", "escape")


async def test_booking_from_the_search_takes_the_client_under_the_cursor(two: Studio) -> None:
    async with running(two) as pilot:
        await press(pilot, "ctrl+f", "smiths")
        found = pilot.app.screen
        assert isinstance(found, FindScreen)
        assert found.context.client_id == 2
        await press(pilot, "ctrl+p")
        assert page(pilot).wizard.draft.client_id == 2


async def test_it_fits_a_small_terminal(two: Studio) -> None:
    async with running(two, (40, 12)) as pilot:
        await press(pilot, "ctrl+f", "smith")
        assert any("Smithson" in line for line in picture(pilot.app.screen))
