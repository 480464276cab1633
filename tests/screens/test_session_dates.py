"""The dates of a session on its record, and what they look like on the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.session_dates import DatePanel
from studio_tui.services import catalogue, dates, paperwork, sessions
from tests.factories import FRIDAY, book, execute
from tests.screens.program import picture, running
from tests.screens.test_session_record import opened, screen_of, settled
from tests.screens.wizard.walking import press

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

DAY = timedelta(days=1)


def listed(pilot: Pilot[None]) -> list[tuple[str, ...]]:
    """The rows of the list of dates: date, time, state, description."""
    return [row.cells[:4] for row in screen_of(pilot).tabs[0].rows]


async def add(pilot: Pilot[None], day: str) -> None:
    """Add a date that differs from the one before only in its day."""
    await press(pilot, "n")
    assert isinstance(pilot.app.screen, DatePanel)
    await press(pilot, *day, "ctrl+s")
    await settled(pilot)


async def at_dates(pilot: Pilot[None]) -> None:
    """Go to the list of dates by keys alone."""
    await press(pilot, "f6")
    for _ in range(6):
        if screen_of(pilot).lists.tab.name == "Dates":
            return
        await press(pilot, "f6")
    pytest.fail("no list of dates")


async def choose(pilot: Pilot[None], downs: int) -> None:
    """Enter on the row, then on a line of the question."""
    await press(pilot, "enter", *["down"] * downs, "enter")
    await settled(pilot)


async def test_a_series_is_added_changed_and_thinned_out_by_keys(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await at_dates(pilot)
        await add(pilot, "28/11")
        await add(pilot, "+6d")
        assert [row[:3] for row in listed(pilot)] == [
            ("Fri 27 Nov 2026", "14:00-15:00", "main"),
            ("Sat 28 Nov 2026", "14:00-15:00", ""),
            ("Mon 30 Nov 2026", "14:00-15:00", ""),
        ]
        assert screen_of(pilot).lists.focused
        await press(pilot, "down")
        await choose(pilot, 0)  # change it: to the description, the last field
        await press(pilot, *["tab"] * 8, *"Ceremony", "enter")
        await settled(pilot)
        assert listed(pilot)[1][3] == "Ceremony"
        await choose(pilot, 3)
        assert listed(pilot)[1][2] == "hidden"
        assert "takes no time" in screen_of(pilot).line.text
        await choose(pilot, 3)
        await choose(pilot, 2)
        assert [row[2] for row in listed(pilot)] == ["", "main", ""]
        assert screen_of(pilot).record.draft.start == FRIDAY + DAY
        assert "2026-11-28" in "\n".join(picture(pilot.app.screen))
        await press(pilot, "up")
        await choose(pilot, 4)
        assert [row[0] for row in listed(pilot)] == ["Sat 28 Nov 2026", "Mon 30 Nov 2026"]


async def test_a_date_that_is_taken_is_asked_about_and_a_newer_one_shown(studio: Studio) -> None:
    book(studio, start=FRIDAY + DAY)
    async with opened(studio) as pilot:
        await at_dates(pilot)
        await add(pilot, "28/11")
        assert "The time is taken" in "\n".join(picture(pilot.app.screen))
        await press(pilot, "escape")
        panel = pilot.app.screen
        assert isinstance(panel, DatePanel)
        execute(studio, "UPDATE session SET version = version + 1")  # somebody else saves
        await press(pilot, *["tab"] * 8, "ctrl+s")
        await settled(pilot)
        assert "Somebody else changed it" in panel.line.text
        await press(pilot, "ctrl+s", "down", "enter")
        await settled(pilot)
        assert len(listed(pilot)) == 2


async def test_what_is_kept_free_is_drawn_and_said(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    book(studio, start=FRIDAY - 3 * DAY, drive=30)
    async with running(studio, (100, 30)) as pilot:
        await settled(pilot)
        lines = picture(pilot.app.screen)
        before, after = (line[7:24] for line in lines if line[:5] in ("13:30", "15:00"))
        assert (before[:10], after[:10]) == ("╎13:30 dri", "╎15:45 dri")
        await press(pilot, *["down"] * 12)
        assert pilot.app.screen.line.text.startswith(  # type: ignore[attr-defined]
            "Anna Berg, Tuesday 24 November 2026, 15:00-15:30 free, drive and buffer until 15:45 "
            "(Smith, Sara)"
        )
        await press(pilot, "up")
        assert "drive from 13:30, drive and buffer until 15:45" in pilot.app.screen.line.text  # type: ignore[attr-defined]


async def test_the_usual_drive_is_proposed_with_the_place(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO outside_location (name, sort, inactive, address, notes, drive) "
        "VALUES ('St Mary', 0, 0, 'Church Lane', '', 45)",
    )
    async with opened(studio) as pilot:
        form = screen_of(pilot).form
        form.focus_field("outside")
        await press(pilot, *"st m", "tab")
        assert "each way: away 13:15-15:45" in "\n".join(picture(pilot.app.screen))
        await press(pilot, "ctrl+s")
        await settled(pilot)
        record_id = screen_of(pilot).record_id
        assert studio.run(sessions.get, record_id).draft.drive == 45
        text = studio.run(paperwork.document, "photographer", "10000")
        assert "45 minutes each way" in str(text)


async def test_papers_list_all_dates(studio: Studio) -> None:
    session_id = book(studio).session_id
    assert studio.run(catalogue.catalogue).outside == ()
    (main,) = studio.run(dates.of_session, session_id)
    (start, end) = (main.draft.start + DAY, main.draft.end + DAY)
    studio.run(dates.add, replace(main.draft, id=None, start=start, end=end, description="Party"))
    for text in (
        str(studio.run(paperwork.document, "confirmation", "10000")),
        str(studio.run(paperwork.document, "photographer", "10000")),
    ):
        assert "Saturday 28 November 2026, 14:00-15:00: Party, Anna Berg, Camera room 1" in text
