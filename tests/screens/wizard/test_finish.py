"""Finish: booked together or not at all, and nothing lost whatever stands against it."""

from __future__ import annotations

import json
import sqlite3
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events

from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import booking, work
from tests.factories import at, book, client_draft, counts, execute, rows, session_draft, store
from tests.screens.program import calendar_of, read, running, until
from tests.screens.wizard.walking import (
    CLIENT,
    CLIENT_INFORMATION,
    SESSION,
    SUMMARY,
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

KIM = client_draft(last="Lee", first="Kim", phone="07700 900456", email="kim@example.org")
FRIDAY = ("po", "tab", "five of them", "tab", "fri 2pm", "ctrl+s")
OPEN = ("ctrl+p", "enter", "enter", "smith", "enter")


@pytest.fixture
def sara(studio: Studio) -> int:
    """Id of Sara Smith, who is stored already."""
    return store(studio, phone="07700 900123", email="sara@example.org", city="Leeds")


async def test_a_time_taken_meanwhile_names_who_and_loses_nothing(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        assert where(pilot)[0] == SUMMARY
        book(studio, client=KIM, start=at("2026-11-27T14:00"))
        await press(pilot, "ctrl+s")
        for words in (
            "The time is taken",
            "Lee, Kim",
            "Anna Berg",
            "Take 15:15",
            "Take 16:30",
        ):
            assert words in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot)[0] == SESSION
        for words in ("five of them", "15:15        16:15"):
            assert words in shown(pilot)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked 10001: Smith, Sara, Fri 27 Nov 15:15-16:15.")


@pytest.mark.parametrize(
    ("policy", "front"), [("prompt", "The time is taken"), ("never", "Free: 15:15")]
)
async def test_a_time_taken_between_the_check_and_the_booking_is_refused_too(
    studio: Studio, sara: int, policy: str, front: str
) -> None:
    execute(studio, "INSERT INTO preference VALUES (0, 'booking.clashes', ?)", json.dumps(policy))
    theirs = session_draft(studio, start=at("2026-11-27T14:00"))
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        free = threading.Event()
        studio.background(free.wait)
        pilot.app.post_message(events.Key("ctrl+s", None))
        await pilot.pause()  # the check waits for the database now, and somebody else after it
        studio.background(partial(booking.book, studio.desk, KIM, theirs))
        free.set()
        await settled(pilot)
        assert front in shown(pilot)
        assert "Lee, Kim" in shown(pilot)
    assert rows(studio, "SELECT count(*) FROM session") == [(1,)]


@pytest.mark.parametrize(
    ("key", "stored"), [("s", ("Smithers", "Leeds")), ("t", ("Smythe", "Leeds"))]
)
async def test_a_client_changed_meanwhile_shows_both_values_and_one_decides(
    studio: Studio, sara: int, key: str, stored: tuple[str, str]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "end", "ers", "tab", "pagedown", *FRIDAY)
        execute(studio, "UPDATE client SET last = 'Smythe', version = version + 1")
        await press(pilot, "ctrl+s")
        assert "Last name: theirs “Smythe”, yours “Smithers”." in shown(pilot)
        await read(pilot)
        await press(pilot, key)
        assert said(pilot).startswith(f"Booked 10000: {stored[0]}, Sara")
    assert rows(studio, "SELECT last, city FROM client") == [stored]


async def test_looking_again_at_a_client_changed_meanwhile_keeps_what_was_typed(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "end", "ers", "tab", "pagedown", *FRIDAY)
        execute(studio, "UPDATE client SET last = 'Smythe', version = version + 1")
        await press(pilot, "ctrl+s", "escape")
        assert where(pilot)[0] == CLIENT_INFORMATION
        assert "Smithers" in shown(pilot)


async def test_changes_of_two_people_to_different_fields_of_a_client_are_both_kept(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "end", "ers", "tab", "pagedown", *FRIDAY)
        execute(studio, "UPDATE client SET city = 'York', version = version + 1")
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked")
    assert rows(studio, "SELECT last, city FROM client") == [("Smithers", "York")]


async def test_a_client_deleted_meanwhile_can_be_created_again_with_everything_known(
    studio: Studio, sara: int
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "tab", "tab", "Acme", "pagedown", *FRIDAY)
        execute(studio, "DELETE FROM client_phone")
        execute(studio, "DELETE FROM client")
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == CLIENT
        assert "deleted by somebody else" in said(pilot)
        await press(pilot, "ctrl+n", "pagedown", "pagedown", "ctrl+s")
        assert said(pilot).startswith("Booked 10000: Smith, Sara")
    assert rows(studio, "SELECT last, company, email FROM client") == [
        ("Smith", "Acme", "sara@example.org")
    ]


@pytest.mark.parametrize(
    ("sql", "field", "sentence", "instead"),
    [
        (
            "UPDATE session_type SET inactive = 1 WHERE name = 'Portrait'",
            "type",
            "Portrait is no longer offered. Choose another type.",
            "fa",
        ),
        (
            "UPDATE schedule SET inactive = 1 WHERE name = 'Anna Berg'",
            "photographer",
            "Anna Berg is no longer active. Choose another photographer.",
            "ben",
        ),
        (
            "UPDATE schedule SET inactive = 1 WHERE name = 'Camera room 1'",
            "resource",
            "Camera room 1 is no longer active. Choose another resource.",
            "room 2",
        ),
    ],
)
async def test_what_was_made_inactive_meanwhile_is_refused_at_its_field(
    studio: Studio, sara: int, sql: str, field: str, sentence: str, instead: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        execute(studio, sql)
        await press(pilot, "ctrl+s")
        assert where(pilot) == (SESSION, field)
        assert said(pilot) == sentence
        assert "five of them" in shown(pilot)
        await press(pilot, "end", "ctrl+u", instead, "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked 10000")


async def test_a_full_disk_keeps_the_summary_open_and_stores_nothing(
    studio: Studio, sara: int
) -> None:
    before = counts(studio)
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "tab", "tab", "Acme", "pagedown", *FRIDAY)
        execute(studio, "PRAGMA max_page_count = 1")
        notes = "x" * 20000
        page(pilot).wizard.type("notes", notes)
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        assert "The disk that holds" in said(pilot)
        assert "is full" in said(pilot)
        assert counts(studio) == before
        execute(studio, "PRAGMA max_page_count = 100000")
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked")


async def test_a_read_only_database_keeps_the_summary_open(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        execute(studio, "PRAGMA query_only = 1")
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        assert "read-only" in said(pilot)
        execute(studio, "PRAGMA query_only = 0")
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked")


async def test_a_database_held_by_another_program_keeps_the_summary_open(
    studio: Studio, sara: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PATIENCE", 0.05)
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        other = sqlite3.connect(studio.directory / "studio.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        assert "held by another program" in said(pilot)
        other.execute("ROLLBACK")
        other.close()
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked")


# What is ticked


async def test_the_session_is_opened_when_that_is_ticked(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        await tick(pilot, "open_session")
        await press(pilot, "enter")
        assert any(isinstance(screen, SessionRecordScreen) for screen in pilot.app.screen_stack)
        assert said(pilot).startswith("Booked 10000")
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_the_confirmation_is_printed_when_that_is_ticked(studio: Studio, sara: int) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        await tick(pilot, "print")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Saved in" in said(pilot))
        assert said(pilot).startswith("Booked 10000")
    assert [path.suffix for path in (studio.directory / "documents").iterdir()] == [".pdf"]


async def test_a_confirmation_that_cannot_be_printed_does_not_lose_the_booking(
    studio: Studio, sara: int
) -> None:
    (studio.directory / "documents").write_text("in the way")
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "pagedown", *FRIDAY)
        await tick(pilot, "print")
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is calendar_of(pilot)
        await until(pilot, lambda: not said(pilot).startswith("Booked"))
        assert "Booked 10000" in said(pilot)
    assert rows(studio, "SELECT count(*) FROM session") == [(1,)]
