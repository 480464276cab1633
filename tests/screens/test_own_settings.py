"""What each person sets for themselves takes effect: colours, keys, the calendar, new sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.themes import THEMES
from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.copy_session import CopySession
from studio_tui.screens.dialogs import Question
from studio_tui.screens.menu import Menu
from studio_tui.screens.new_session import NewSession
from studio_tui.screens.opening import open_record
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import letter_values, preferences
from tests.factories import book, rows, store
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import press, said, settled, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio


def prefer(studio: Studio, key: str, value: Any, *, personal: bool = True) -> None:
    studio.run(preferences.remember, key, value, personal=personal)


async def to_group(pilot: Pilot[None], title: str) -> None:
    await press(pilot, "P")
    screen: Any = pilot.app.screen
    titles = [(row.cells[0], row.cells[1]) for row in screen.list._rows]
    await press(pilot, *["down"] * titles.index(("yourself", title)), "enter")


@pytest.mark.parametrize("theme", ["", *THEMES])
async def test_every_theme_draws_the_calendar(studio: Studio, theme: str) -> None:
    book(studio)
    prefer(studio, "screen.theme", theme)
    async with running(studio) as pilot:
        assert "Anna Berg" in shown(pilot)
        assert pilot.app.theme == {
            "light": "textual-light",
            "contrast": "contrast",
            "terminal": "ansi-dark",
        }.get(theme, "textual-dark")


async def test_colours_and_letters_change_at_once(studio: Studio) -> None:
    async with running(studio) as pilot:
        await to_group(pilot, "Screen and keys")
        await press(pilot, "high", "tab", "space", "ctrl+s")
        await settled(pilot)
        assert pilot.app.theme == "contrast"
        await press(pilot, "escape", "escape", "t", "P")
        assert pilot.app.screen is calendar_of(pilot)
        assert " t Today" not in shown(pilot)
        assert "F5 Today" in shown(pilot)
        await press(pilot, "f9")
        menu = pilot.app.screen
        assert isinstance(menu, Menu)
        assert "Preferences" in [entry.label for entry in menu._entries]


async def test_colours_of_a_poor_terminal_stay(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    prefer(studio, "screen.theme", "light")
    async with running(studio) as pilot:
        assert pilot.app.theme == "ansi-dark"


async def test_the_calendar_begins_as_somebody_wants(studio: Studio) -> None:
    prefer(studio, "calendar.begin", "days")
    prefer(studio, "calendar.rows", 60)
    async with running(studio) as pilot:
        view = calendar_of(pilot).here
        assert (view.kind, view.slot) == ("days", 60)


async def test_schedules_are_chosen_by_name(studio: Studio) -> None:
    async with running(studio) as pilot:
        await to_group(pilot, "Calendar")
        await press(pilot, "tab", "tab", "okoye, camera room 1", "ctrl+s")
        assert said(pilot) == "Stored: Schedules."
        await press(pilot, "escape", "escape")
        names = [entry.name for entry in calendar_of(pilot)._page.shown]
        assert names == ["Ben Okoye", "Camera room 1"]


def test_letters_are_signed_as_somebody_wants(studio: Studio) -> None:
    assert studio.run(letter_values.of_user)["signature"] == "Anna Berg"
    prefer(studio, "letters.signature", "Anna, your photographer")
    assert studio.run(letter_values.of_user)["signature"] == "Anna, your photographer"


async def client_record(pilot: Pilot[None], client_id: int) -> None:
    await open_record(calendar_of(pilot), "client", client_id)
    await settled(pilot)
    assert isinstance(pilot.app.screen, ClientRecordScreen)


async def new_session(pilot: Pilot[None]) -> None:
    await press(pilot, "ctrl+n")
    screen: Any = pilot.app.screen
    labels = [row.cells[0] for row in screen.list._rows]
    await press(pilot, *["down"] * labels.index("Session"), "enter")


async def test_a_session_is_made_from_a_client_with_a_short_form(studio: Studio) -> None:
    client_id = store(studio)
    prefer(studio, "booking.new_session", "form")
    async with running(studio) as pilot:
        await client_record(pilot, client_id)
        await new_session(pilot)
        assert isinstance(pilot.app.screen, NewSession)
        assert "New session · Smith, Sara" in shown(pilot)
        await press(pilot, "portrait", "tab", "tab", "fri 2pm", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionRecordScreen)
        assert said(pilot) == "Session 10000 is booked."
    assert rows(studio, "SELECT client_id FROM session") == [(client_id,)]


@pytest.mark.parametrize("rule", ["prompt", "never", "reason"])
async def test_the_short_form_asks_before_it_books_over_something(
    studio: Studio, rule: str
) -> None:
    booked = book(studio)
    prefer(studio, "booking.new_session", "form")
    prefer(studio, "booking.clashes", rule, personal=False)
    async with running(studio) as pilot:
        await client_record(pilot, booked.client_id)
        await new_session(pilot)
        await press(pilot, "portrait", "tab", "tab", "fri 2pm", "ctrl+s")
        if rule == "never":
            assert isinstance(pilot.app.screen, NewSession)
            assert "Anna Berg" in pilot.app.screen.line.text
            return
        await press(pilot, *(["urgent"] if rule == "reason" else ["down"]), "enter")
        assert isinstance(pilot.app.screen, SessionRecordScreen)
    assert len(rows(studio, "SELECT 1 FROM session")) == 2


async def test_what_the_studio_requires_is_required_on_the_record_and_the_short_form(
    studio: Studio,
) -> None:
    booked = book(studio)
    rules = {
        "booking.client_information.email": "required",
        "booking.session_information.description": "prompt",
    }
    prefer(studio, "rules", rules, personal=False)
    prefer(studio, "booking.new_session", "form")
    async with running(studio) as pilot:
        await client_record(pilot, booked.client_id)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Email is needed here."
        await new_session(pilot)
        await press(pilot, "portrait", "tab", "tab", "mon 2pm", "ctrl+s")
        panel = pilot.app.screen
        assert isinstance(panel, NewSession)
        assert panel.line.text.startswith("Empty: Description.")
        await press(pilot, "ctrl+s")
        record = pilot.app.screen
        assert isinstance(record, SessionRecordScreen)
        record.form.focus_field("notes")
        await press(pilot, "late", "ctrl+s")
        assert "Description: nothing is typed there." in shown(pilot)
        await press(pilot, "escape")
        assert record.form.focused_key == "description"
        await press(pilot, "ctrl+s", "enter")
        assert said(pilot) == "Saved."
        record.form.focus_field("notes")
        await press(pilot, "end", "r", "ctrl+s")
        assert said(pilot) == "Saved.", "it asks once"


async def test_a_session_is_copied_from_its_record_with_what_is_ticked(studio: Studio) -> None:
    booked = book(studio, description="Twins", notes="Green backdrop")
    async with running(studio) as pilot:
        await open_record(calendar_of(pilot), "session", booked.session_id)
        await press(pilot, "ctrl+n", "c", "ctrl+s")
        assert "Copy of Session 10000" in shown(pilot)
        assert "Date is needed here." in shown(pilot)
        await press(pilot, "fri", "ctrl+s")
        assert isinstance(pilot.app.screen, Question), "the first one is there"
        await press(pilot, "escape")
        panel = pilot.app.screen
        assert isinstance(panel, CopySession)
        panel.form.focus_field("date")
        await press(pilot, "ctrl+u", "fri 10am", "tab", "tab", "tab", "tab", "n", "ctrl+s")
        assert said(pilot) == "Session 10001 is booked."
    (found,) = rows(studio, "SELECT description, notes, client_id FROM session WHERE id = 2")
    assert found == ("Twins", "", booked.client_id)
