"""What holds on every page: focus, Back, Esc, help, capitals, small terminals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from textual import events

from studio_tui.screens.dialogs import Question
from studio_tui.screens.help import HelpScreen
from studio_tui.screens.wizard.client import Hits
from studio_tui.screens.wizard.client_information import ClientInformationPage
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.screens.wizard.summary import FinishLine
from tests.factories import book, client_draft, execute, rows
from tests.screens.program import calendar_of, read, running
from tests.screens.wizard.walking import (
    CLIENT,
    CLIENT_INFORMATION,
    KIND,
    SESSION,
    SUMMARY,
    WELCOME,
    page,
    press,
    said,
    settled,
    shown,
    where,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio

pytestmark = pytest.mark.usefixtures("without_prices")

NEW = ("ctrl+p", "enter", "enter", "sara smith", "enter")
WALKS = {
    WELCOME: ("ctrl+p",),
    KIND: ("ctrl+p", "enter"),
    CLIENT: ("ctrl+p", "enter", "enter"),
    CLIENT_INFORMATION: NEW,
    SESSION: (*NEW, "pagedown", "enter"),
    SUMMARY: (*NEW, "pagedown", "enter", "po", "ctrl+s"),
}
"""How to come to each page."""


@pytest.mark.parametrize("key", WALKS)
@pytest.mark.parametrize(("size", "no_colour"), [((80, 24), False), ((40, 10), True)])
async def test_a_page_has_the_focus_helps_and_can_be_left(
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    size: tuple[int, int],
    no_colour: bool,
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with running(studio, size) as pilot:
        await press(pilot, *WALKS[key])
        assert where(pilot)[0] == key
        focused = pilot.app.focused
        assert focused is not None
        assert focused.region.height
        assert pilot.app.screen.region.contains_region(focused.region)
        assert page(pilot).page.title[:10] in shown(pilot)
        await press(pilot, "f1")
        assert any(isinstance(screen, HelpScreen) for screen in pilot.app.screen_stack)
        await press(pilot, "escape")
        assert pilot.app.focused is focused
        await press(pilot, "escape")
        if isinstance(pilot.app.screen, Question):
            await press(pilot, "d")
        assert pilot.app.screen is calendar_of(pilot)
    assert rows(studio, "SELECT count(*) FROM client") == [(0,)]


async def test_booking_from_within_says_so_instead_of_opening_a_second_wizard(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW)
        before = list(pilot.app.screen_stack)
        await press(pilot, "ctrl+p")
        assert pilot.app.screen_stack == before
        assert said(pilot) == "You are booking already for Smith, Sara: Esc leaves."
        assert where(pilot) == (CLIENT_INFORMATION, "last")


async def test_booking_does_nothing_under_a_question(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "x", "escape")
        assert isinstance(pilot.app.screen, Question)
        before = list(pilot.app.screen_stack)
        await press(pilot, "ctrl+p")
        assert pilot.app.screen_stack == before


async def test_back_finds_values_and_focus_as_they_were(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "tab", "tab", "tab", "a@example.org", "tab", "07700 900123")
        information = page(pilot)
        await press(pilot, "pagedown", "po", "tab", "five of them", "tab", "fri 2pm")
        assert where(pilot) == (SESSION, "date")
        await press(pilot, "pageup")
        assert page(pilot) is information
        assert where(pilot) == (CLIENT_INFORMATION, "phones")
        assert "07700 900123" in shown(pilot)
        await press(pilot, "pageup")
        assert where(pilot) == (CLIENT, "search")
        assert "Who is it for? sara smith" in shown(pilot)
        await press(pilot, "pagedown")
        assert "a@example.org" in shown(pilot)
        await press(pilot, "pagedown")
        for words in ("po ", "five of them", "fri 2pm", "Friday 27 November 2026", "14:00"):
            assert words in shown(pilot)


@pytest.mark.parametrize(
    ("leaving", "stored"),
    [("tab", "Mcdonald"), ("enter", "Mcdonald"), ("f3", "McDonald"), ("ctrl+j", "McDonald")],
)
async def test_capitals_follow_the_rule_or_stay_as_typed(
    studio: Studio, leaving: str, stored: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "ctrl+n", "McDonald", leaving)
        assert where(pilot) == (CLIENT_INFORMATION, "first")
        await press(pilot, "john", "tab", "pagedown", "enter", "po", "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked")
    assert rows(studio, "SELECT last, first FROM client") == [(stored, "John")]


async def test_a_name_is_put_right_when_the_page_is_turned_too(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "ctrl+n", "o'brien", "pagedown")
        assert "O'brien" in shown(pilot)


async def test_text_is_text_whatever_it_looks_like(studio: Studio) -> None:
    name = "[/] O'Brien <b>"
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "ctrl+n", name, "f3", "f3", "f3")
        await press(pilot, "ob@example.org", "tab", "07700 900123", "pagedown")
        assert f" {name} · 07700 900123 · new client" in shown(pilot)
        await press(pilot, "po", "tab", "[bold]notes[/]", "ctrl+s")
        assert f"{name}, new" in shown(pilot)
        assert "Portrait · [bold]notes[/]" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert f"Booked 10000: {name}" in said(pilot)


async def test_a_call_warning_stands_in_the_header_with_a_mark(studio: Studio) -> None:
    book(studio, client=client_draft(phone="1234567", email="s@x.org", call_warning="wheelchair"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "smi", "enter")
        header = shown(pilot).splitlines()[1]
        assert header.startswith(" Smith, Sara · 1234567 · 1 session")
        assert header.rstrip().endswith("! wheelchair")


async def test_the_welcome_page_can_be_skipped(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p")
        assert "page 1 · Welcome" in shown(pilot)
        await press(pilot, "space", "enter", "escape", "ctrl+p")
        assert where(pilot)[0] == KIND
        assert "page 1 · What" in shown(pilot)
    assert rows(studio, "SELECT person_id > 0 FROM preference WHERE key LIKE '%welcome'") == [(1,)]


async def test_a_required_field_is_refused_at_the_field(studio: Studio) -> None:
    rules = {"booking.client_information.city": "required"}
    execute(studio, "INSERT INTO preference VALUES (0, 'rules', ?)", json.dumps(rules))
    async with running(studio) as pilot:
        await press(pilot, *NEW, "pagedown")
        assert where(pilot) == (CLIENT_INFORMATION, "city")
        assert said(pilot) == "City is needed here."
        assert "! City is needed here." in shown(pilot)


async def test_filling_in_what_was_asked_about_goes_to_the_field(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "pagedown", "fam")
        assert "“m” was typed before the question" in shown(pilot)
        await read(pilot)
        await press(pilot, "f")
        assert where(pilot) == (CLIENT_INFORMATION, "email")
        await press(pilot, "sara@example.org", "pagedown")
        assert "Still empty: Phones. Go on without?" in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot) == (SESSION, "type")
        await press(pilot, "pageup", "pagedown")
        assert where(pilot) == (SESSION, "type"), "it asks only once"


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (120, 40)])
async def test_no_page_is_drawn_wider_than_the_terminal(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with running(studio, size) as pilot:
        await press(pilot, *NEW, "pagedown", "enter", "po", "ctrl+s")
        for screen in pilot.app.screen_stack:
            if isinstance(screen, WizardPage):
                assert screen.virtual_size.width <= size[0]
                assert screen.virtual_size.height <= size[1]
        assert isinstance(pilot.app.screen_stack[-3], ClientInformationPage)


async def test_the_whole_summary_can_be_read_on_a_small_terminal(studio: Studio) -> None:
    async with running(studio, (40, 10)) as pilot:
        await press(pilot, *NEW, "pagedown", "enter", "po", "ctrl+s")
        assert "Client        Smith, Sara, new" in shown(pilot)
        assert "Finish: book it" in shown(pilot)
        await press(pilot, "end")
        assert "Booked by" in shown(pilot)
        await press(pilot, "home", "up")
        assert "Client        Smith, Sara, new" in shown(pilot)
        seen = shown(pilot)
        for _ in range(12):
            await press(pilot, "up")
            seen += shown(pilot)
        assert "Open session" in seen
        assert "Print session confi" in seen
        await press(pilot, *["tab"] * 6, *["down"] * 20)
        assert "Booked by" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Booked")


async def test_the_mouse_chooses_and_finishes_too(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "smi")
        await pilot.click(Hits, offset=(5, 1))
        assert where(pilot) == (CLIENT, "search"), "the focus stays in the search"
        await pilot.click(Hits, offset=(5, 1), times=2)
        assert where(pilot)[0] == CLIENT_INFORMATION
        await press(pilot, "pagedown", "po", "ctrl+s")
        await pilot.click(FinishLine)
        await settled(pilot)
        assert said(pilot).startswith("Booked")


async def test_text_pasted_into_a_field_is_kept_before_the_page_is_turned(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW)
        pilot.app.post_message(events.Paste("07700 900123"))
        pilot.app.post_message(events.Key("pagedown", None))
        await settled(pilot)
        assert "07700 900123" in shown(pilot)


async def test_capitals_put_right_as_a_page_is_turned_are_told_on_the_next(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "ctrl+n", "McDonald", "tab")
        assert said(pilot) == "Capitals: McDonald became Mcdonald. Ctrl+Z gives back McDonald."
        await press(pilot, "McKenzie", "pagedown", "enter")
        assert said(pilot).startswith("Capitals: McKenzie became Mckenzie.")
