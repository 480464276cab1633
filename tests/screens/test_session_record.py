from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import booking, sessions
from tests import factories
from tests.screens.program import picture, read, running, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from studio_tui.domain.booking import SessionDraft
    from studio_tui.services.desk import Desk
    from studio_tui.studio import Studio

HOSTILE = "[/] O'Brien <b>"


@asynccontextmanager
async def opened(
    studio: Studio, size: tuple[int, int] = (80, 24), **session: Any
) -> AsyncIterator[Pilot[None]]:
    """The record of a session that was just booked."""
    booked = factories.book(studio, **session)
    async with running(studio, size) as pilot:
        await pilot.app.push_screen(SessionRecordScreen(studio, booked.session_id))
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def screen_of(pilot: Pilot[None]) -> SessionRecordScreen:
    return next(s for s in pilot.app.screen_stack if isinstance(s, SessionRecordScreen))


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(picture(pilot.app.screen))


def stored(pilot: Pilot[None]) -> SessionDraft:
    screen = screen_of(pilot)
    return screen.studio.run(sessions.get, screen.record_id).draft


async def put(pilot: Pilot[None], key: str, text: str) -> None:
    """Type a text over what stands in a field."""
    screen_of(pilot).form.focus_field(key)
    await pilot.pause()
    await pilot.press("ctrl+u", *("space" if char == " " else char for char in text))
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def save(pilot: Pilot[None]) -> str:
    """Press Ctrl+S; what is said then."""
    await press(pilot, "ctrl+s")
    return screen_of(pilot).line.text


def question(pilot: Pilot[None]) -> str:
    """The question in front, title first."""
    assert isinstance(pilot.app.screen, Question)
    return f"{pilot.app.screen.heading}: {pilot.app.screen._text}"


async def choose(pilot: Pilot[None], letter: str) -> None:
    assert question(pilot)
    await press(pilot, letter)


# Reading


async def test_it_shows_client_session_and_history_whole_at_80x24(studio: Studio) -> None:
    client = factories.client_draft(phone="07700 900123", call_warning="wheelchair access")
    async with opened(studio, client=client, description=HOSTILE, notes="Two dogs") as pilot:
        text = shown(pilot)
        for part in (
            "Session 10000 · Portrait",
            "Smith, Sara · 07700 900123 · 1 session",
            "! wheelchair access",
            HOSTILE,
            "Friday 27 November 2026, in 3 days",
            "14:00        15:00",
            "Anna Berg",
            "Confirmed       [ ]",
            "Two dogs",
            "Booked for Fri 27 Nov 2026, 14:00.",
            "^S Save",
        ):
            assert part in text


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_it_can_be_read_and_changed_on_every_terminal(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], no_colour: bool
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with opened(studio, size, client=factories.client_draft(last=HOSTILE)) as pilot:
        assert "› Type" in shown(pilot)
        await put(pilot, "notes", "x")
        assert "› Notes" in shown(pilot)
        assert (await save(pilot)).startswith("Saved.")
        assert stored(pilot).notes == "x"


async def test_on_a_low_screen_the_field_with_the_focus_is_seen_beside_a_problem(
    studio: Studio,
) -> None:
    async with opened(studio, (40, 10)) as pilot:
        await put(pilot, "photographer", "zoe")
        await press(pilot, "tab")
        assert "› Assistant" in shown(pilot)
        assert "History" not in shown(pilot)


async def test_the_history_is_read_with_tab_and_arrows(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "start", "16:00")
        await save(pilot)
        screen_of(pilot).form.focus_field("notes")
        await press(pilot, "tab")
        assert screen_of(pilot).line.text.endswith(
            "Moved to Fri 27 Nov 2026 16:00-17:00 from Fri 27 Nov 2026 14:00-15:00."
        )
        await press(pilot, "down")
        assert screen_of(pilot).line.text.endswith("Booked for Fri 27 Nov 2026, 14:00.")
        await press(pilot, "shift+tab")
        assert screen_of(pilot).form.focused_key == "notes"


async def test_a_session_that_is_gone_is_said_and_can_be_left(studio: Studio) -> None:
    async with running(studio) as pilot:
        await pilot.app.push_screen(SessionRecordScreen(studio, 999))
        await settled(pilot)
        assert "no longer exists" in screen_of(pilot).line.text
        await press(pilot, "ctrl+s", "ctrl+r", "f4", "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


# Saving


async def test_moving_a_confirmed_session_clears_confirmed_and_says_so(studio: Studio) -> None:
    async with opened(studio, confirmed=True) as pilot:
        assert "Confirmed       [x]" in shown(pilot)
        await put(pilot, "start", "16:00")
        said = await save(pilot)
        assert said.startswith("Saved. Confirmed was cleared because the session moved")
        assert "Confirmed       [ ]" in shown(pilot)
        assert stored(pilot).start == datetime(2026, 11, 27, 16)
        assert stored(pilot).end == datetime(2026, 11, 27, 17)
        assert not stored(pilot).confirmed
        assert await save(pilot) == "Nothing was changed."


async def test_confirming_and_people_are_stored_and_stay_in_the_history(studio: Studio) -> None:
    async with opened(studio) as pilot:
        screen_of(pilot).form.focus_field("confirmed")
        await press(pilot, "space")
        await put(pilot, "assistant", "mia")
        await put(pilot, "photographer", "ben")
        assert (await save(pilot)) == "Saved."
        assert stored(pilot).confirmed
        assert "Assistant: none to Mia Carter." in screen_of(pilot).record.history[0][2]
        assert "Confirmed. Phot" in shown(pilot)


async def test_a_pick_list_chooses_and_can_choose_nobody(studio: Studio) -> None:
    async with opened(studio) as pilot:
        screen_of(pilot).form.focus_field("photographer")
        await press(pilot, "down", "down", "enter")
        assert screen_of(pilot).answers.text("photographer") == "Ben Okoye"
        screen_of(pilot).form.focus_field("resource")
        await press(pilot, "down", "n", "o", "n", "e", "enter")
        assert (await save(pilot)) == "Saved."
        assert stored(pilot).resource_id is None


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("end", "13:00", "before the start"),
        ("date", "30 feb", "February 2027 has 28 days"),
        ("start", "25:00", "hours 0 to 23"),
        ("photographer", "zoe", "no photographer"),
        ("description", "x" * 200, "shorten it to 120"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field_and_kept(
    studio: Studio, key: str, text: str, sentence: str
) -> None:
    async with opened(studio) as pilot:
        before = stored(pilot)
        await put(pilot, key, text)
        assert sentence in await save(pilot)
        assert screen_of(pilot).form.focused_key == key
        assert screen_of(pilot).answers.text(key) == text
        assert stored(pilot) == before


async def test_somebody_who_has_left_meanwhile_is_refused_at_the_field(studio: Studio) -> None:
    def leave(desk: Desk) -> None:
        with desk.work():
            desk.database.execute_sql("UPDATE schedule SET inactive = 1 WHERE name = 'Ben Okoye'")

    async with opened(studio) as pilot:
        await put(pilot, "photographer", "ben")
        studio.run(leave)
        await put(pilot, "notes", "kept")
        await save(pilot)
        screen = screen_of(pilot)
        assert "Ben Okoye is no longer active" in screen.line.text
        assert screen.form.focused_key == "photographer"
        assert screen.answers.text("notes") == "kept"
        await put(pilot, "photographer", "Anna Berg")
        assert (await save(pilot)) == "Saved."


# The time


async def test_who_is_busy_is_said_while_typing_and_one_key_takes_the_next_time(
    studio: Studio,
) -> None:
    factories.book(studio, client=factories.client_draft(last="Lee", first="Kim"), minutes=60)
    async with opened(studio, start=datetime(2026, 11, 27, 10), resource="") as pilot:
        assert "free" in shown(pilot)
        await put(pilot, "start", "1430")
        assert "! busy 14:00-15:00 (Lee, Kim, Por" in shown(pilot)
        assert "F4 next times: 15:" in shown(pilot)
        await press(pilot, "f4")
        assert "! busy" not in shown(pilot)
        assert stored(pilot).start == datetime(2026, 11, 27, 10)
        assert (await save(pilot)).startswith("Saved.")
        assert stored(pilot).start.hour == 15


async def clashing(pilot: Pilot[None]) -> None:
    await put(pilot, "start", "14:30")
    await press(pilot, "ctrl+s")
    assert "Anna Berg and Camera room 1 busy 14:00-15:00 (Lee, Sara, Portrait)" in question(pilot)
    assert "taken by Anna Berg at 09:00" in question(pilot)
    assert "Take 15:" in "\n".join(picture(pilot.app.screen))


@pytest.mark.parametrize(
    ("letter", "start"),
    [("s", (14, 30)), ("c", (10, 0)), ("enter", (10, 0))],
)
async def test_a_taken_time_is_asked_about(
    studio: Studio, letter: str, start: tuple[int, int]
) -> None:
    factories.book(studio, client=factories.client_draft(last="Lee"), minutes=60)
    async with opened(studio, start=datetime(2026, 11, 27, 10)) as pilot:
        await clashing(pilot)
        await read(pilot)
        await choose(pilot, letter)
        assert (stored(pilot).start.hour, stored(pilot).start.minute) == start
        text = screen_of(pilot).answers.text("start")
        assert text == {"s": "14:30", "c": "14:30"}.get(letter, text)
        if letter == "t":
            assert text > "15:00"
            assert (await save(pilot)).startswith("Saved.")


async def test_a_studio_that_never_books_over_another_refuses(studio: Studio) -> None:
    def never(desk: Desk) -> None:
        with desk.work() as work:
            work.prefer("booking.clashes", "never")

    studio.run(never)
    factories.book(studio, client=factories.client_draft(last="Lee"), minutes=60)
    async with opened(studio, start=datetime(2026, 11, 27, 10)) as pilot:
        await put(pilot, "start", "14:30")
        said = await save(pilot)
        assert "busy 14:00-15:00" in said
        assert "Free: " in said
        assert stored(pilot).start == datetime(2026, 11, 27, 10)


# Two people, one session


async def changed_by_both(pilot: Pilot[None], **theirs: Any) -> None:
    """Somebody else saves while a start and a description are typed here."""
    await put(pilot, "start", "16:00")
    await put(pilot, "description", "mine")
    studio = screen_of(pilot).studio
    studio.run(booking.save, replace(stored(pilot), **theirs))
    await press(pilot, "ctrl+s")


THEIRS = {
    "start": datetime(2026, 11, 27, 11),
    "end": datetime(2026, 11, 27, 12),
    "notes": "Theirs",
}


async def test_both_values_are_shown_when_somebody_else_has_saved(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await changed_by_both(pilot, **THEIRS)
        assert question(pilot) == (
            "Changed meanwhile by Anna Berg: "
            "Start: theirs “2026-11-27 11:00”, yours “2026-11-27 16:00”.\n"
            "End: theirs “2026-11-27 12:00”, yours “2026-11-27 17:00”.\n"
            "Yours alone and kept in either case: Description “mine”.\n"
            "New and kept in either case: Notes “Theirs”."
        )


@pytest.mark.parametrize(
    ("letter", "hour", "description", "touched"),
    [("s", 16, "mine", False), ("t", 11, "", True), ("g", 11, "", True)],
)
async def test_one_decides_whose_changes_hold(
    studio: Studio, letter: str, hour: int, description: str, touched: bool
) -> None:
    async with opened(studio) as pilot:
        await changed_by_both(pilot, **THEIRS)
        await choose(pilot, letter)
        now, screen = stored(pilot), screen_of(pilot)
        assert (now.start.hour, now.description, now.notes) == (hour, description, "Theirs")
        assert screen.answers.text("notes") == "Theirs"
        assert screen.answers.text("description") == "mine"
        assert screen.touched == touched
        if touched:
            assert (await save(pilot)).startswith("Saved.")
            now = stored(pilot)
            assert (now.start.hour, now.description) == (11 if letter == "t" else 16, "mine")


async def test_one_decides_field_by_field(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await changed_by_both(pilot, **THEIRS, description="theirs")
        await choose(pilot, "c")
        assert "· 1 of 2: Start: theirs" in question(pilot)
        await choose(pilot, "t")
        assert "· 2 of 2: Description: theirs “theirs”, yours “mine”." in question(pilot)
        await choose(pilot, "s")
        now = stored(pilot)
        assert (now.start.hour, now.description, now.notes) == (11, "mine", "Theirs")


async def test_other_fields_changed_by_somebody_else_are_saved_over_by_nobody(
    studio: Studio,
) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "mine")
        studio.run(booking.save, replace(stored(pilot), notes="Theirs"))
        said = await save(pilot)
        assert said == "Saved. Changed meanwhile by Anna Berg: Notes “Theirs”."
        assert (stored(pilot).description, stored(pilot).notes) == ("mine", "Theirs")


async def test_the_same_change_by_both_asks_nothing(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "Twins")
        studio.run(booking.save, replace(stored(pilot), description="Twins"))
        assert await save(pilot) == "Somebody else has saved the same meanwhile."


# Leaving


@pytest.mark.parametrize(
    ("letter", "left", "description"),
    [("s", True, "x"), ("d", True, ""), ("g", False, ""), ("escape", False, "")],
)
async def test_leaving_asks_about_what_was_typed(
    studio: Studio, letter: str, left: bool, description: str
) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "x")
        await press(pilot, "escape")
        session_id = screen_of(pilot).record_id
        await choose(pilot, letter)
        assert isinstance(pilot.app.screen, CalendarScreen) == left
        assert studio.run(sessions.get, session_id).draft.description == description
        if not left:
            assert screen_of(pilot).answers.text("description") == "x"


@pytest.mark.parametrize(("keys", "left"), [("escape", False), ("l", True), ("ctrl+q", True)])
async def test_leaving_the_program_asks_about_what_was_typed(
    studio: Studio, keys: str, left: bool
) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "x")
        await pilot.press("ctrl+q")
        assert "Session 10000 was changed and not saved." in question(pilot)
        await pilot.press(keys)
        assert pilot.app._exit == left


async def test_leaving_the_program_with_everything_saved_asks_nothing(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await pilot.press("ctrl+q")
        assert pilot.app._exit


async def test_leaving_without_changes_asks_nothing(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "start", "14:00")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_leaving_with_something_unreadable_stays_when_it_cannot_be_saved(
    studio: Studio,
) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "date", "someday")
        await press(pilot, "escape")
        await choose(pilot, "s")
        assert screen_of(pilot).form.focused_key == "date"
        assert "someday" in screen_of(pilot).line.text


# Printing


async def test_a_key_offers_both_confirmations(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await press(pilot, "ctrl+r")
        assert "Session confirmation 10000" in shown(pilot)
        await press(pilot, "p", "s")
        await until(pilot, lambda: "Saved in documents" in screen_of(pilot).line.text)
        assert list((studio.directory / "documents").glob("photographer-*.pdf"))


async def test_what_went_wrong_with_a_document_is_said(studio: Studio) -> None:
    (studio.directory / "documents").write_text("in the way", "utf-8")
    async with opened(studio, notes="Bring the dog") as pilot:
        await press(pilot, "ctrl+r", "s", "n", "s")
        await until(pilot, lambda: "could not be saved" in screen_of(pilot).line.text)


async def test_what_is_not_saved_is_not_printed(studio: Studio) -> None:
    async with opened(studio) as pilot:
        await put(pilot, "description", "x")
        await press(pilot, "ctrl+r")
        assert screen_of(pilot).line.text.startswith("Ctrl+S first")
