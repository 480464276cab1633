"""Keys that arrive together land where they were meant to, however slow the line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from textual import events

from tests.factories import rows
from tests.screens.program import calendar_of, running, until
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.studio import Studio

CTRL_P, CTRL_S, PAGE_DOWN = "\x10", "\x13", "\x1b[6~"
CLIENT = "\r\rsara smith\r\t\t\tsara@example.org\t07700 900123"
DEPOSIT = "cc"
"""How the deposit of a portrait is paid: that is never assumed."""
SESSION = "po\rfamily of five\rfri 2pm"


def test_a_whole_booking_can_be_typed_ahead(directory: Path) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for("Camera room 1")
        terminal.press(CTRL_P + CLIENT + PAGE_DOWN + SESSION + CTRL_S + DEPOSIT + CTRL_S + CTRL_S)
        terminal.wait_for("Booked 10000: Smith, Sara, Fri 27 Nov 14:00")
    with closing(sqlite3.connect(directory / "studio.db")) as database:
        paid = "SELECT m.name, p.amount FROM payment p JOIN payment_method m ON m.id = p.method_id"
        assert database.execute(paid).fetchall() == [("Card", 2500)]


async def test_pages_opened_and_left_in_one_breath_leave_no_key_unread(studio: Studio) -> None:
    async with running(studio) as pilot:
        for _ in range(20):
            for key in ("ctrl+p", "escape"):
                pilot.app.post_message(events.Key(key, None))
        pilot.app.post_message(events.Key("t", "t"))
        await until(pilot, lambda: getattr(pilot.app, "idle", False))
        assert pilot.app.screen is calendar_of(pilot)
    assert rows(studio, "SELECT count(*) FROM session") == [(0,)]


async def test_a_key_does_not_wait_for_ever(studio: Studio) -> None:
    async with running(studio) as pilot:
        app = calendar_of(pilot).app
        app._minding = float("-inf")  # type: ignore[attr-defined]
        await pilot.press("ctrl+p")
        assert pilot.app.screen is not calendar_of(pilot)
