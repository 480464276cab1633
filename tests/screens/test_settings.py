"""Preferences and the Wizard Builder, by keys; what is stored holds at the next Ctrl+P."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.settings import Change, Whose
from studio_tui.screens.setting_lists import PagesScreen
from studio_tui.screens.settings import SettingsScreen
from studio_tui.services import settings
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.screens.program import running
from tests.screens.wizard.walking import press, said, shown, where

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def stored(studio: Studio, whose: Whose, key: str) -> Any:
    return studio.run(settings.read, [(whose, key)])[whose, key]


def change(studio: Studio, whose: Whose, key: str, after: Any) -> None:
    studio.run(settings.store, [Change(whose, key, key, stored(studio, whose, key), after)])


async def to_page(pilot: Pilot[None], title: str) -> None:
    """From the calendar to a page of the first wizard, to be changed."""
    await press(pilot, "W", "enter")
    screen = pilot.app.screen
    assert isinstance(screen, PagesScreen)
    rows = [row.cells[0] for row in screen.list._rows]
    await press(pilot, *["down"] * rows.index(title), "enter")
    assert isinstance(pilot.app.screen, SettingsScreen)


async def to_field(pilot: Pilot[None], key: str) -> None:
    """Down to a field of the settings."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    keys = list(screen.form.fields)
    await press(pilot, *["tab"] * keys.index(key))
    assert screen.form.focused_key == key


async def test_a_setting_is_typed_stored_and_read_by_another_program(
    studio: Studio, directory: Path
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "P", "enter", "end", " & Daughters", "ctrl+s")
        assert said(pilot) == "Stored: Name."
        with Studio(directory, now=NOW) as other:
            assert stored(other, "studio", "studio.name") == "Lumen Studio & Daughters"
        await press(pilot, "escape", "end", "enter", "enter")
        assert "Name: Lumen Studio to Lumen Studio & Daughters." in shown(pilot)


async def test_a_setting_that_cannot_be_is_refused_at_its_field(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "P", *["down"] * 3, "enter")
        await to_field(pilot, "session")
        change(studio, "counter", "session", 20000)  # meanwhile, by somebody else
        await press(pilot, "x1", "ctrl+s")
        assert "type digits only" in said(pilot)
        assert stored(studio, "counter", "session") == 20000


async def test_what_was_typed_is_not_thrown_away_without_asking(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "P", "enter", " and more", "escape")
        assert "What you changed is not stored yet." in shown(pilot)
        await press(pilot, "down", "enter")
        assert stored(studio, "studio", "studio.name") == "Lumen Studio"
        assert not isinstance(pilot.app.screen, SettingsScreen)


async def test_a_header_is_shown_at_the_next_booking_and_never_parsed(studio: Studio) -> None:
    header = "Ask for the [b]email[/b] and [link=x]phone"
    async with running(studio) as pilot:
        await to_page(pilot, "Client information")
        await press(pilot, header, "ctrl+s")
        assert said(pilot) == "Stored: Header."
        await press(pilot, *["escape"] * 3, "ctrl+p", "pagedown", "pagedown")
        await press(pilot, "Smith, Sara", "enter")
        assert where(pilot)[0] == "client_information"
        assert header in shown(pilot)


@pytest.mark.usefixtures("without_prices")
@pytest.mark.parametrize("size", [(80, 24), (80, 15)])
async def test_a_long_header_leaves_room_for_the_page(
    studio: Studio, size: tuple[int, int]
) -> None:
    words = " ".join(["Remember"] * 60)[:240]
    for key in ("client", "client_information", "kind", "session_information", "confirmation"):
        change(studio, "page", f"booking.{key}.header", words)
    async with running(studio, size) as pilot:
        await press(pilot, "ctrl+p", "pagedown")
        assert "Remember" in shown(pilot)
        assert "Unlinked appointment" in shown(pilot)
        await press(pilot, "pagedown", "Smith, Sara")
        assert "Smith, Sara" in shown(pilot)
        await press(pilot, "enter")
        assert "Last name" in shown(pilot)
        await press(pilot, "pagedown", "enter", "newborn", "tab", "tab", "fri 2pm", "ctrl+s")
        assert where(pilot)[0] == "confirmation"
        assert "Smith, Sara" in shown(pilot)
        assert "Finish" in shown(pilot)
        assert "Remember" in shown(pilot)


async def test_a_hidden_page_is_skipped_and_an_open_wizard_goes_on_as_it_was(
    studio: Studio, directory: Path
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p")
        assert where(pilot)[0] == "welcome"
        with Studio(directory, now=NOW) as other:
            change(other, "page", "booking.kind.hidden", after=True)
            change(other, "page", "booking.welcome.hidden", after=True)
        await press(pilot, "pagedown")
        assert where(pilot)[0] == "kind"
        await press(pilot, "escape", "ctrl+p")
        assert where(pilot)[0] == "client"


async def test_a_required_field_is_said_and_two_owners_are_asked_whose_it_is(
    studio: Studio,
) -> None:
    rule = "booking.client_information.email"
    async with running(studio) as pilot:
        await to_page(pilot, "Client information")
        await to_field(pilot, rule)
        await press(pilot, "required")
        change(studio, "rule", rule, "none")  # the other owner
        await press(pilot, "ctrl+s")
        assert "theirs “none”, yours “is required”" in shown(pilot)
        await press(pilot, "enter")
        assert stored(studio, "rule", rule) == "required"
        await press(pilot, *["escape"] * 3, "ctrl+p", "pagedown", "pagedown")
        await press(pilot, "Smith, Sara", "enter", "pagedown")
        assert said(pilot) == "Email is needed here."


async def test_a_page_is_restored_after_a_question(studio: Studio) -> None:
    change(studio, "page", "booking.invoice.header", "Money")
    change(studio, "studio", "booking.invoice", "no")
    async with running(studio) as pilot:
        await to_page(pilot, "Invoice")
        assert "not at booking" in shown(pilot)
        await press(pilot, "f6", "enter")
        assert "not at booking" in shown(pilot)
        await press(pilot, "f6", "down", "enter")
        assert said(pilot) == "Restored: Header and Invoice at booking."
        assert stored(studio, "studio", "booking.invoice") == "type"
        assert stored(studio, "page", "booking.invoice.header") == ""


async def test_a_page_that_is_needed_says_why_and_offers_no_hiding(studio: Studio) -> None:
    async with running(studio) as pilot:
        await to_page(pilot, "Client")
        assert "It cannot be hidden: sessions and linked appointments" in shown(pilot)
        assert "Hide the page" not in shown(pilot)
