"""Maintenance: the lists of the studio by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.records.lists import LISTS
from studio_tui.screens.lists.entries import ListScreen
from studio_tui.screens.lists.entry import EntryScreen
from studio_tui.screens.lists.maintenance import Maintenance
from studio_tui.services import catalogue
from tests.factories import book, execute, rows
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio


def front(pilot: Pilot[None], kind: type) -> bool:
    return isinstance(pilot.app.screen, kind)


async def types(pilot: Pilot[None]) -> None:
    """Open the session types."""
    await press(pilot, "E", "enter")
    assert front(pilot, ListScreen)


async def test_a_type_is_entered_in_the_list_and_offered_at_once(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        assert "Session types · 8 entries" in shown(pilot)
        await press(pilot, "n", "Dog walk", "tab", "DW", "tab", "teal", "tab", "1h30", "ctrl+s")
        assert front(pilot, ListScreen)
        assert said(pilot) == "Dog walk entered."
        assert "› ▌Dog walk" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is calendar_of(pilot)
    assert studio.run(catalogue.catalogue).types[-1].name == "Dog walk"


@pytest.mark.parametrize("hide", ["i", "f4"])
async def test_a_type_in_use_is_not_taken_out_but_made_inactive(studio: Studio, hide: str) -> None:
    book(studio)
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "x")
        assert "Portrait is used by 1 session: make it inactive instead." in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot) == "Portrait is inactive; i takes it back."
        await press(pilot, "x")
        assert "Make it inactive" not in shown(pilot)
        await press(pilot, "escape", hide, hide)
        assert "inactive" in shown(pilot)
        assert said(pilot) == "Portrait is inactive; i takes it back."
        await press(pilot, hide)
        assert "is offered again" in said(pilot)


async def test_an_unused_type_is_taken_out_after_a_question(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        for leave in ("escape", "enter"):
            await press(pilot, "x", leave)
            assert "8 entries" in shown(pilot)
        await press(pilot, "x", "t", "enter")
        assert said(pilot) == "Portrait taken out."
        assert "7 entries" in shown(pilot)


async def test_rows_are_put_in_order_by_keys(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "d", "f8")
        assert said(pilot) == "Portrait: 3 of 8."
        await press(pilot, "f7", "u")
        assert said(pilot) == "Portrait: 1 of 8."


async def test_what_cannot_be_read_is_said_where_it_stands(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "n", "portrait", "ctrl+s")
        assert front(pilot, EntryScreen)
        assert said(pilot) == "“Portrait” is there already: choose another name."
        await press(pilot, "escape", "down", "enter")
        assert front(pilot, ListScreen)


async def test_leaving_asks_about_what_is_not_saved(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "enter", "escape")
        assert front(pilot, ListScreen)
        await press(pilot, "enter", "tab", "PX", "escape")
        assert "What you changed is not saved yet." in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot) == "Portrait saved."


async def test_somebody_else_has_changed_the_same_and_both_values_are_shown(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "enter", "tab", "tab", "tab", "90")
        execute(studio, "UPDATE session_type SET length = 75, notice = 5 WHERE name = 'Portrait'")
        await press(pilot, "ctrl+s")
        assert "Length: theirs “75”, yours “90”." in shown(pilot)
        await press(pilot, "down", "enter")
        assert "Their changes are shown." in said(pilot)
        await press(pilot, "ctrl+s")
    assert rows(studio, "SELECT length, notice FROM session_type WHERE id = 1") == [(75, 5)]


async def test_mine_may_be_saved_over_theirs(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "enter", "tab", "tab", "tab", "90")
        execute(studio, "UPDATE session_type SET length = 75, notice = 5 WHERE name = 'Portrait'")
        await press(pilot, "ctrl+s", "enter")
    assert rows(studio, "SELECT length, notice FROM session_type WHERE id = 1") == [(90, 5)]


async def test_an_empty_list_says_how_to_begin(studio: Studio) -> None:
    execute(studio, "DELETE FROM lead_source")
    async with running(studio) as pilot:
        await press(pilot, "E", "le", "enter")
        assert "Lead sources · nothing yet" in shown(pilot)
        assert said(pilot) == "Nothing here yet: n enters the first one."
        await press(pilot, "enter", "x", "i", "u", "/", "c")
        assert front(pilot, ListScreen)


async def test_what_belongs_to_a_type_is_opened_from_its_row_and_from_its_form(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "o", "enter")
        assert "Portrait · Automatic items · 2 entries" in shown(pilot)
        await press(pilot, "escape", "enter", "f6", "steps", "enter")
        assert "Portrait · Own steps · nothing yet" in shown(pilot)


async def test_the_history_of_a_list_can_be_read(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "enter", "tab", "tab", "tab", "90", "ctrl+s", "h")
        assert "Portrait changed. Length 60 to" in " ".join(shown(pilot).split())


async def test_a_row_is_found_by_its_name(studio: Studio) -> None:
    async with running(studio) as pilot:
        await types(pilot)
        await press(pilot, "/", "pet", "enter")
        assert said(pilot).startswith("Pets.")


async def test_maintenance_is_in_the_menu_of_every_place(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "f9", "m", "enter")
        assert front(pilot, Maintenance)
        await press(pilot, "f9", "escape", "escape")
        assert not front(pilot, Maintenance)


async def test_every_list_opens_shows_a_form_and_closes_again(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "E")
        for spec in LISTS:
            await press(pilot, "enter")
            if not spec.single:
                assert front(pilot, ListScreen)
                assert spec.title in shown(pilot)
                await press(pilot, "n")
            assert front(pilot, EntryScreen), spec.key
            assert spec.columns[0].field.label in shown(pilot)
            await press(pilot, "escape", *(["escape"] if not spec.single else []), "down")
            assert front(pilot, Maintenance), spec.key


async def test_a_letter_is_written_with_what_is_filled_in_picked_from_a_list(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "E", "let", "enter")
        assert "Letters" in shown(pilot)
        await press(pilot, "n", "Thanks", "tab", "tab", "tab", "Thank you", "tab", "Dear ")
        await press(pilot, "f4", "client.first", "enter", ",", "ctrl+s")
        assert said(pilot) == "Thanks entered."
    assert rows(studio, "SELECT body FROM letter WHERE name = 'Thanks'") == [
        ("Dear {{ client.first }},",)
    ]


async def test_the_hours_of_a_person_are_a_key_away(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "E", "p", "enter", "o")
        assert "Hours and time off · Anna Berg" in shown(pilot)
