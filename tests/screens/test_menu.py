"""The menu: everything that can be begun and done in a place, with arrows and Enter alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.dialogs import Question
from studio_tui.screens.help import HelpScreen
from studio_tui.screens.menu import Menu
from tests.factories import book, client_draft
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import CLIENT, page, press, said, shown, where

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio


def menu(pilot: Pilot[None]) -> Menu:
    """The menu in front."""
    found = pilot.app.screen
    assert isinstance(found, Menu)
    return found


def lines(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """Heading and label of each line."""
    return [(entry.heading, entry.label) for entry in menu(pilot)._entries]


@pytest.mark.parametrize("key", ["escape", "f9", "ctrl+o"])
async def test_the_calendars_menu_begins_with_what_is_new_and_ends_with_the_way_out(
    studio: Studio, key: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, key)
        found = lines(pilot)
        assert found[0] == ("New", "Session")
        assert found[-1] == ("Everywhere", "Quit")
        for line in (
            ("Calendar", "Today"),
            ("Calendar", "Go to"),
            ("Calendar", "Open"),
            ("Calendar", "Unfinished"),
            ("Calendar", "Week back"),
            ("Everywhere", "Book"),
            ("Everywhere", "Help"),
        ):
            assert found.count(line) == 1
        assert ("Calendar", "Up") not in found, "what only moves about is no line of a menu"
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_up_from_the_first_line_leads_to_the_last_and_back(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "escape", "up")
        assert menu(pilot).list.row is not None
        assert lines(pilot)[menu(pilot).list._index] == ("Everywhere", "Quit")
        await press(pilot, "down")
        assert lines(pilot)[menu(pilot).list._index] == ("New", "Session")


async def test_arrows_and_enter_are_enough_to_book(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "escape", "enter")
        assert where(pilot) == (CLIENT, "search"), "what to schedule is known already"


async def test_a_letter_goes_to_the_next_line_that_begins_with_it(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "f9", "w")
        assert "Write what the free slot is for" in shown(pilot)
        await press(pilot, "w")
        assert "One week of the schedule under the cursor" in shown(pilot)
        await press(pilot, "w")
        assert "One week without days" in shown(pilot)
        await press(pilot, "w")
        assert "One week later" in shown(pilot)
        for elsewhere in ("ctrl+f", "tab", "ctrl+d", "ctrl+p"):
            await press(pilot, elsewhere)
            assert "Enter takes the line, Esc closes the menu" in shown(pilot)
        await press(pilot, "up", "up", "down", "g", "enter")
        assert "Date, or date and time" in shown(pilot)


async def test_a_line_does_what_its_key_does(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        await press(pilot, "f9", "h", "enter")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape", "]", "f9", "t", "t", "enter")
        assert said(pilot).startswith("Nothing booked.")
        await press(pilot, "f9", "end", "enter")
        assert pilot.app._exit


async def test_the_wizards_menu_has_its_pages_and_begins_nothing_new(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "f9")
        found = lines(pilot)
        assert {("Booking wizard", "Next"), ("Client", "New")} <= set(found)
        assert "New" not in {heading for heading, _ in found}
        await press(pilot, "l", "enter")
        assert pilot.app.screen is calendar_of(pilot)


async def test_a_field_keeps_the_focus_and_the_menu_acts_on_it(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "ctrl+n", "McDonald", "ctrl+o", "k", "enter")
        assert where(pilot)[1] == "first"
        assert page(pilot).wizard.answers.text("last") == "McDonald"


async def test_a_question_comes_first(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "sara", "ctrl+n", "x", "escape", "f9")
        assert isinstance(pilot.app.screen, Question)
        assert "Answer this first." in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_the_whole_menu_can_be_reached_on_a_small_terminal(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with running(studio, size) as pilot:
        await press(pilot, "f9", "end")
        assert "Quit" in shown(pilot)
        assert "Leave the program" in shown(pilot)
        await press(pilot, "home")
        assert "Session" in shown(pilot)
