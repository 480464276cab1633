"""Whole walks through the wizard, key by key as a person presses them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from studio_tui.services import search, sessions
from studio_tui.services.desk import Desk
from tests.factories import book, client_draft, rows
from tests.screens.program import calendar_of, running
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
    tick,
    where,
)

if TYPE_CHECKING:
    from studio_tui.studio import Studio

pytestmark = pytest.mark.usefixtures("without_prices")


async def test_a_new_client_is_booked_from_the_first_page_to_the_calendar(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p")
        assert where(pilot) == (WELCOME, "skip_welcome")
        await press(pilot, "enter")
        assert where(pilot)[0] == KIND
        await press(pilot, "enter")
        assert where(pilot) == (CLIENT, "search")
        await press(pilot, "sara smith", "enter")
        assert where(pilot) == (CLIENT_INFORMATION, "last")
        await press(pilot, "enter", "enter", "enter", "sara@example.org", "enter", "07700 900123")
        assert where(pilot) == (CLIENT_INFORMATION, "phones")
        await press(pilot, "pagedown")
        assert where(pilot) == (SESSION, "type")
        await press(pilot, "po", "enter", "family of five", "enter", "fri 2pm", "enter")
        assert where(pilot) == (SESSION, "start")
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        for words in (
            "Smith, Sara, new",
            "Portrait · family of five",
            "Friday 27 November 2026, 14:00-15:00",
            "in 3 days · 60 minutes",
            "Anna Berg",
            "Camera room 1",
        ):
            assert words in shown(pilot)
        assert rows(studio, "SELECT count(*) FROM session") == [(0,)]
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is calendar_of(pilot)
        assert said(pilot) == "Booked 10000: Smith, Sara, Fri 27 Nov 14:00-15:00."
        cursor = calendar_of(pilot).grid.cursor
        assert cursor is not None
        assert cursor.block is not None
        assert cursor.block.client == "Smith, Sara"
    (found,) = studio.run(search.sessions, "10000")
    record = studio.run(sessions.get, found.id)
    assert (record.photographer, record.resource) == ("Anna Berg", "Camera room 1")
    assert (record.status, record.draft.description) == ("Booked", "family of five")
    assert rows(studio, "SELECT last, first, email FROM client") == [
        ("Smith", "Sara", "sara@example.org")
    ]
    assert rows(studio, "SELECT number FROM client_phone") == [("07700 900123",)]


async def test_a_repeat_client_takes_at_most_twelve_keys_besides_letters(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        keys = ("ctrl+p", "enter", "enter", "smi", "enter", "pagedown", "nb", "ctrl+s", "ctrl+s")
        await press(pilot, *keys)
        assert said(pilot).startswith("Booked 10001: Smith, Sara, Tue 24 Nov")
    control = [key for key in keys if key not in ("smi", "nb")]
    assert len(control) == 7
    assert rows(studio, "SELECT count(*) FROM client") == [(1,)]


async def test_with_the_welcome_skipped_a_repeat_client_takes_six_keys(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "space", "enter", "escape")
        assert pilot.app.screen is calendar_of(pilot)
        keys = ("ctrl+p", "enter", "smi", "enter", "pagedown", "nb", "ctrl+s", "ctrl+s")
        await press(pilot, *keys)
        assert said(pilot).startswith("Booked 10001")
    assert studio.run(Desk.preference, "booking.skip_welcome", False, personal=True)


async def test_every_page_can_be_walked_with_next_and_enter_finishes(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "pagedown", "pagedown", "smith", "pagedown", "pagedown")
        assert where(pilot) == (SESSION, "type")
        await press(pilot, "po", "pagedown")
        assert where(pilot)[0] == SUMMARY
        await press(pilot, "enter")
        assert said(pilot).startswith("Booked 10001")


async def test_enter_twice_on_finish_books_once(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "smi", "enter", "pagedown", "po", "ctrl+s")
        finish = page(pilot)
        await asyncio.gather(*(finish.run_action("finish") for _ in range(3)))
        await settled(pilot)
        assert pilot.app.screen is calendar_of(pilot)
    assert rows(studio, "SELECT count(*) FROM session") == [(2,)]


async def test_the_summary_key_stops_at_the_first_page_with_something_to_decide(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "ctrl+s")
        assert where(pilot) == (CLIENT, "search")
        assert said(pilot) == "Choose a client, or create a new one."
        await press(pilot, "sara smith", "ctrl+n", "ctrl+s")
        assert "Still empty: Email and Phones." in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot) == (SESSION, "type")
        assert "Type is needed here." in said(pilot)
        await press(pilot, "po", "ctrl+s")
        assert where(pilot)[0] == SUMMARY


async def test_back_from_the_summary_leads_through_the_pages_that_were_jumped_over(
    studio: Studio,
) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "enter", "smi", "enter", "pagedown", "po", "ctrl+s")
        seen = []
        for _ in range(6):
            seen.append(where(pilot)[0])
            await press(pilot, "pageup")
        assert seen == [SUMMARY, SESSION, CLIENT_INFORMATION, CLIENT, KIND, WELCOME]
        assert "Leave this booking?" in shown(pilot)


async def test_the_ticks_of_last_time_are_the_ticks_of_the_next(studio: Studio) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    walk = ("ctrl+p", "enter", "enter", "smi", "enter", "pagedown", "po", "enter", "enter")
    async with running(studio) as pilot:
        await press(pilot, *walk, "fri", "ctrl+s")
        await tick(pilot, "print")
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked 10001")
        await press(pilot, *walk, "thu 9am", "ctrl+s")
        assert page(pilot).wizard.answers.value("print") is True
        assert page(pilot).wizard.answers.value("open_session") is False
        (line,) = [each for each in shown(pilot).splitlines() if "Print session conf" in each]
        assert "[x]" in line
