"""Leaving a booking: asked about, kept, offered again, whatever ended it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Draft, Facts
from studio_tui.screens.dialogs import Question
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import execute, rows, store
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import (
    CLIENT,
    CLIENT_INFORMATION,
    SESSION,
    SUMMARY,
    page,
    press,
    said,
    shown,
    where,
)
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("without_prices")

NEW = ("ctrl+p", "enter", "enter", "sara smith", "ctrl+n")
ZARA = ("ctrl+p", "enter", "enter", "smi", "enter", "tab", "ctrl+u", "Zara")


async def test_leaving_asks_once_something_was_typed(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "escape")
        assert pilot.app.screen is calendar_of(pilot)
        await press(pilot, *NEW, "tab", "tab", "Acme", "escape")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "escape")
        assert where(pilot) == (CLIENT_INFORMATION, "company"), "Esc changes nothing"
        assert "Acme" in shown(pilot)
        await press(pilot, "escape", "d")
        assert pilot.app.screen is calendar_of(pilot)
        assert said(pilot) == "Nothing was booked."
    assert studio.drafts.unfinished(1) == []


async def test_what_is_kept_is_gone_on_with_where_it_was_left(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "pagedown", "enter", "po", "tab", "five of them", "escape", "k")
        assert said(pilot) == "Unfinished booking for Smith, Sara kept: F4 goes on with it."
        await press(pilot, "f4")
        assert "It is the booking for Smith, Sara from 09:00." in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot)[0] == SESSION
        assert "five of them" in shown(pilot)
        assert " Smith, Sara · new client" in shown(pilot)
        await press(pilot, "ctrl+s", "enter", "ctrl+s")
        assert said(pilot).startswith("Booked 10000: Smith, Sara")
    assert studio.drafts.unfinished(1) == []


async def test_an_unfinished_booking_can_be_discarded(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "escape", "k", "f4", "d", "f4")
        assert said(pilot) == "There is no unfinished booking or email."


async def test_of_several_unfinished_bookings_one_is_chosen(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "escape", "k")
        await press(pilot, *NEW[:3], "kim lee", "ctrl+n", "escape", "k", "f4")
        for words in ("Smith, Sara", "Lee, Kim", "Session", "Tue 24 Nov"):
            assert words in shown(pilot)
        await press(pilot, "smith", "enter", "d")
        assert said(pilot) == "Discarded the booking for Smith, Sara."
        await press(pilot, "f4")
        assert "It is the booking for Lee, Kim from 09:00." in shown(pilot)


async def test_an_unfinished_booking_of_a_stored_client_shows_what_is_stored_now(
    studio: Studio,
) -> None:
    sara = store(studio, phone="07700 900123", email="sara@example.org")
    async with running(studio) as pilot:
        await press(pilot, *ZARA, "escape", "k")
        execute(studio, "UPDATE client SET city = 'York', version = 2")
        await press(pilot, "f4", "enter")
        assert where(pilot)[0] == CLIENT_INFORMATION
        assert "York" in shown(pilot)
        assert "Zara" in shown(pilot)
        await press(pilot, "pagedown", "po", "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked 10000: Smith, Zara")
    assert rows(studio, "SELECT id, first, city FROM client") == [(sara, "Zara", "York")]


async def test_an_unfinished_booking_of_a_client_deleted_since_keeps_what_was_typed(
    studio: Studio,
) -> None:
    store(studio, phone="07700 900123", email="sara@example.org")
    async with running(studio) as pilot:
        await press(pilot, *ZARA, "escape", "k")
        execute(studio, "DELETE FROM client_phone")
        execute(studio, "DELETE FROM client")
        await press(pilot, "f4", "enter")
        assert where(pilot)[0] == CLIENT
        assert "deleted by somebody else" in said(pilot)
        await press(pilot, "pagedown")
        assert "Zara" in shown(pilot)


async def test_finishing_forgets_the_draft(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *NEW, "pagedown", "enter", "po", "ctrl+s")
        assert studio.drafts.kept()
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked")
    assert studio.run(lambda _: studio.drafts.kept()) is False


WALKS = {
    CLIENT_INFORMATION: ("Last name", ("\x10\r\rsara smith\x0e", "\t\tAcme")),
    SESSION: ("Photographer", ("\x10\r\rsara smith\x0e\t\tAcme\x1b[6~\r", "po\tfive of them")),
    SUMMARY: ("Finish", ("\x10\r\rsara smith\x0e\t\tAcme\x1b[6~\r", "po\tfive of them\x13")),
}
"""For each page: what shows that it is in front, and what is typed to come there."""


@pytest.mark.parametrize("key", WALKS)
def test_a_killed_terminal_loses_nothing(directory: Path, key: str) -> None:
    mark, typed = WALKS[key]
    drafts = directory / "drafts"
    with Terminal(directory) as terminal:
        terminal.wait_for("Camera room 1")
        terminal.press(*typed)
        terminal.wait_for(mark)
        last = "five of them" if key != CLIENT_INFORMATION else "Acme"
        terminal.wait_until(
            lambda: any(
                last in path.read_text() and f'"page": "{key}"' in path.read_text()
                for path in drafts.glob("*.json")
            )
        )
        terminal.kill()
    with Terminal(directory) as terminal:
        terminal.wait_for("Unfinished booking for Smith, Sara from 09:00: F4 goes on with it.")
        terminal.press("f4")
        terminal.wait_for("Go on with it")
        terminal.press("enter")
        terminal.wait_for(mark, "Smith, Sara", last)


async def test_days_stay_those_that_were_meant_when_it_is_gone_on_with_later(
    directory: Path,
) -> None:
    with Studio(directory, now=NOW) as studio:
        async with running(studio) as pilot:
            service = ("po", "tab", "tab", "fri 3pm")
            await press(pilot, *NEW, "pagedown", "enter", *service, "escape", "k")
    with Studio(directory, now="2026-11-30T10:00") as studio:
        async with running(studio) as pilot:
            await press(pilot)
            offer = "Unfinished booking for Smith, Sara from Tue 24 Nov 09:00: F4 goes on with it."
            assert said(pilot) == offer
            await press(pilot, "f4", "enter")
            answers = page(pilot).wizard.answers
            assert answers.text("date") == "2026-11-27 15:00"
            assert "in the past: Friday 27 November 2026" in answers.reading("date").words
            assert answers.text("start") == "15:00"


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        ("date", "fri", "2026-11-27"),
        ("date", "tomorrow 14:30", "2026-11-25 14:30"),
        ("date", "14/12", "2026-12-14"),
        ("date", "no day", "no day"),
        ("description", "fri", "fri"),
    ],
)
def test_only_days_are_written_out(key: str, text: str, kept: str) -> None:
    draft = Draft(typed={"kind": "Session", key: text}, day="2026-11-24")
    facts = Facts(date(2026, 11, 30))
    resumed = BOOKING.resumed(draft, facts)
    assert resumed.typed[key] == kept
    assert BOOKING.resumed(resumed, facts) == resumed
    assert BOOKING.resumed(replace(draft, day="2026-11-30"), facts).typed[key] == text
