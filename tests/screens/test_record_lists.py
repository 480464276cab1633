from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.note import NotePanel, Reading
from studio_tui.screens.opening import open_record
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import notes
from tests import factories
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio


async def open_session(pilot: Pilot[None], session_id: int, *among: int) -> SessionRecordScreen:
    await open_record(calendar_of(pilot), "session", session_id, among=among)
    await press(pilot)
    assert isinstance(pilot.app.screen, SessionRecordScreen)
    return pilot.app.screen


async def test_a_note_is_typed_shown_and_read_in_full(studio: Studio) -> None:
    text = "Bring the green backdrop; she is allergic to feathers and to the old studio cat, too."
    session_id = factories.book(studio).session_id
    async with running(studio) as pilot:
        screen = await open_session(pilot, session_id)
        await press(pilot, "ctrl+n", "n", text, "ctrl+s")
        assert "[Notes 1]" in shown(pilot)
        assert said(pilot) == "The note is kept. F6 leads to the notes."
        await press(pilot, "f6")
        assert said(pilot).startswith("Notes 1: Tue 24 Nov 09:00 · Anna Berg Bring the green")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert "the old studio cat, too." in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.focused is screen.lists.list
    assert [note.text for note in studio.run(notes.of_record, "session", session_id)] == [text]


async def test_one_key_puts_date_time_and_initials_into_notes(studio: Studio) -> None:
    session_id = factories.book(studio, notes="Called twice").session_id
    async with running(studio) as pilot:
        screen = await open_session(pilot, session_id)
        screen.form.focus_field("notes")
        await press(pilot, "end", "f11", "no answer")
        assert screen.answers.text("notes") == "Called twice\nTue 24 Nov 2026 09:00 AB: no answer"
        await press(pilot, "up", "home", "f11", "late")
        first, second, _ = screen.answers.text("notes").splitlines()
        assert (first, second) == ("Tue 24 Nov 2026 09:00 AB: late", "Called twice")
        assert screen.focused is not None
        screen.focused.post_message(Paste("word " * 200_000))
        await press(pilot)
        assert "1,000,000 characters were pasted and not taken" in said(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Saved."
        await press(pilot, "ctrl+n", "n", "f11", "will pay", "ctrl+s")
    (note,) = studio.run(notes.of_record, "session", session_id)
    assert note.text == "Tue 24 Nov 2026 09:00 AB: will pay"


async def test_a_typed_note_is_not_thrown_away_by_one_key(studio: Studio) -> None:
    session_id = factories.book(studio).session_id
    async with running(studio) as pilot:
        await open_session(pilot, session_id)
        await press(pilot, "ctrl+n", "n", "ctrl+s")
        assert "Type the note first." in shown(pilot)
        await press(pilot, "x", "escape")
        assert isinstance(pilot.app.screen, NotePanel)
        assert "Ctrl+S keeps it. Esc again throws it away." in shown(pilot)
        await press(pilot, "y", "escape", "z", "escape", "escape")
        assert isinstance(pilot.app.screen, SessionRecordScreen)
    assert not studio.run(notes.of_record, "session", session_id)


async def test_f6_goes_through_the_lists_and_back_to_the_field(studio: Studio) -> None:
    session_id = factories.book(studio, description="Twins").session_id
    async with running(studio) as pilot:
        screen = await open_session(pilot, session_id)
        await press(pilot, "tab")
        assert "[History 1]" in shown(pilot)  # the first list with something in it
        await press(pilot, "f6")
        assert pilot.app.focused is screen.lists.list
        assert said(pilot).endswith("Booked for Fri 27 Nov 2026, 14:00.")
        await press(pilot, "f6")
        assert said(pilot).startswith("Dates 1: ")
        await press(pilot, "f6")
        assert screen.form.focused_key == "description"
        await press(pilot, "ctrl+t", "h")
        assert "[Notes 0]" in shown(pilot)
        assert said(pilot) == "Notes 0: No notes yet."
        await press(pilot, "right", "right", "ctrl+t")
        assert screen.form.focused_key == "description"


async def test_the_part_with_the_focus_gets_the_room(studio: Studio) -> None:
    session_id = factories.book(studio).session_id
    for at in range(30):
        studio.run(notes.add, "session", session_id, f"Note {at}")
    async with running(studio) as pilot:
        screen = await open_session(pilot, session_id)
        assert (screen.form.size.height, screen.lists.size.height) == (15, 3)
        await press(pilot, "f6")
        assert (screen.form.size.height, screen.lists.size.height) == (5, 13)
        await press(pilot, "end")
        assert "Note 0" in picture(screen)[-3]
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, NotePanel)


async def test_only_the_part_with_the_focus_is_shown_on_a_low_screen(studio: Studio) -> None:
    session_id = factories.book(studio).session_id
    async with running(studio, (40, 10)) as pilot:
        screen = await open_session(pilot, session_id)
        await press(pilot, "f6")
        assert said(pilot).startswith("History 1: ")
        assert "› Tue 24 Nov 09:00" in " ".join(shown(pilot).split())
        assert "Description" not in shown(pilot)
        await press(pilot, "f6", "f6")
        assert "› Type" in shown(pilot)
        assert screen.form.focused_key == "type"


async def test_page_keys_go_to_the_records_before_and_after(studio: Studio) -> None:
    ids = [
        factories.book(studio, start=factories.at(f"2026-11-27T{h}:00")).session_id
        for h in (10, 12, 15)
    ]
    async with running(studio) as pilot:
        screen = await open_session(pilot, ids[1], *ids)
        await press(pilot, "pagedown")
        assert said(pilot).endswith(", 3 of 3.")
        assert "15:00" in shown(pilot)
        await press(pilot, "pagedown")
        assert said(pilot) == "This is the last one."
        await press(pilot, "tab", "x", "pageup")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "g")
        assert screen.record_id == ids[2]
        assert screen.answers.text("description") == "x"
        await press(pilot, "pageup", "d", "pageup", "pageup")
        assert screen.record_id == ids[0]
        assert said(pilot) == "This is the first of the list."
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_a_record_opened_by_itself_has_none_before_or_after(studio: Studio) -> None:
    session_id = factories.book(studio).session_id
    async with running(studio) as pilot:
        await open_session(pilot, session_id)
        await press(pilot, "pagedown")
        assert "opened by itself" in said(pilot)
