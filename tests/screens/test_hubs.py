"""Hubs by the keys a person presses: searching, filtering, ordering, opening, marking."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui import hubs, printing
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.hubs import HUBS
from studio_tui.hubs.hub import HubFacts
from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.hub import HubScreen
from studio_tui.screens.hub_looking import filter_field
from studio_tui.screens.menu import Menu
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.screens.task_record import TaskRecordScreen
from studio_tui.screens.wizard.page import WizardPage
from studio_tui.services import hubs as service
from studio_tui.services import invoices
from tests.documents.reading import pages
from tests.factories import FRIDAY, arrange, book, client_draft, execute, invoice_draft, task
from tests.screens.program import calendar_of, picture, running, until
from tests.screens.wizard.walking import press, said, settled, shown, where

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

LASTS = ("Smith", "Lee", "Abel", "Zola", "Smithers")


@pytest.fixture
def full(studio: Studio) -> Studio:
    for at, last in enumerate(LASTS):
        start = FRIDAY + timedelta(days=at - 2)
        booked = book(studio, client=client_draft(last=last), start=start)
        studio.run(invoices.create, invoice_draft(studio, session_id=booked.session_id))
        arrange(studio, who=("Ben Okoye",), start=start)
        task(studio, f"Call {last}", client_id=booked.client_id)
    return studio


def hub(pilot: Pilot[None]) -> HubScreen:
    found = pilot.app.screen
    assert isinstance(found, HubScreen), found
    return found


def clients(pilot: Pilot[None]) -> list[str]:
    """Names in the rows, from top to bottom."""
    return [
        next(cell.partition(",")[0] for cell in row.cells if ", " in cell)
        for row in hub(pilot).rows.values()
    ]


async def to(pilot: Pilot[None], key: str) -> HubScreen:
    await press(pilot, *["tab"] * (1 + list(HUBS).index(key)))
    assert key == hub(pilot).HUB
    return hub(pilot)


async def test_tab_leads_from_the_calendar_through_all_hubs_and_back(full: Studio) -> None:
    async with running(full) as pilot:
        for key, name in HUBS.items():
            await press(pilot, "tab")
            assert key == hub(pilot).HUB
            assert f"[{name}]" in picture(pilot.app.screen)[0]
            assert len(hub(pilot).rows) == 5
        await press(pilot, "tab")
        assert pilot.app.screen is calendar_of(pilot)
        await press(pilot, "f7")
        assert hub(pilot).HUB == "invoices"
        await press(pilot, "shift+tab", "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_the_menu_of_a_record_leads_to_a_hub(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "sessions")
        await press(pilot, "enter", "f9")
        menu = pilot.app.screen
        assert isinstance(menu, Menu)
        await press(pilot, *["i"] * 2, "enter")
        assert hub(pilot).HUB == "invoices"


async def test_an_order_by_date_begins_at_now_and_earlier_ones_are_above(full: Studio) -> None:
    execute(full, "UPDATE event SET start_utc = start_utc - 864000 WHERE id < 5")
    async with running(full) as pilot:
        found = await to(pilot, "sessions")
        assert found.list.position_words == "3 of 5"
        await press(pilot, "up")
        assert found.list.position_words == "2 of 5"


async def test_the_box_searches_and_nothing_in_it_shows_all(full: Studio) -> None:
    async with running(full) as pilot:
        found = await to(pilot, "sessions")
        await press(pilot, "f6", "smi", "enter")
        assert sorted(clients(pilot)) == ["Smith", "Smithers"]
        assert found.total_words == found.search_bar.words == "2 sessions"
        assert found.list.has_focus
        await press(pilot, "f6", "ctrl+u", "nobody", "enter")
        assert "No sessions with client “nobody”: Esc shows all." in shown(pilot)
        assert found.search_bar.input.has_focus, "something else may be typed"
        await press(pilot, "ctrl+u", "enter")
        assert len(clients(pilot)) == 5
        await press(pilot, "f6", "lee", "enter", "escape")
        assert len(clients(pilot)) == 5


async def test_the_box_searches_by_other_things_and_refuses_what_it_cannot_read(
    full: Studio,
) -> None:
    async with running(full) as pilot:
        found = await to(pilot, "sessions")
        await press(pilot, "f4", "date", "enter", "31/2", "enter")
        assert "February" in said(pilot)
        assert found.search_bar.input.has_focus
        await press(pilot, "ctrl+u", "27/11", "enter")
        assert clients(pilot) == ["Abel"]
        await press(pilot, "f4", "number", "enter", "10004", "enter")
        assert clients(pilot) == []
        assert "No sessions with date Fri 27 Nov 2026, number “10004”" in shown(pilot)


async def test_filters_hold_together_and_are_said(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "sessions")
        await press(pilot, "f", "smi", "tab", "tab", "tab", "until sat", "ctrl+s")
        assert clients(pilot) == ["Smith"]
        assert "Filter: client “smi”, date until Sat 28 Nov 2026" in shown(pilot)
        await press(pilot, "f", "tab", "tab", "tab", "soonish", "ctrl+s")
        assert "Several days" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert "Filter:" not in shown(pilot)
        assert len(clients(pilot)) == 5
        await press(pilot, "end", "f", "smi", "ctrl+s")
        assert hub(pilot).list.position_words == "1 of 2"
        assert clients(pilot)[0] in said(pilot)


async def test_rows_are_ordered_by_keys_reversed_and_that_is_said_and_kept(full: Studio) -> None:
    async with running(full) as pilot:
        found = await to(pilot, "sessions")
        await press(pilot, "]")
        assert clients(pilot) == ["Abel", "Lee", "Smith", "Smithers", "Zola"]
        assert said(pilot).startswith("Ordered by client, A to Z.")
        assert "Client↑" in shown(pilot)
        await press(pilot, "-")
        assert clients(pilot) == ["Zola", "Smithers", "Smith", "Lee", "Abel"]
        await press(pilot, "o")
        slow = [
            line.split()[1]
            for line in shown(pilot).splitlines()
            if "takes a moment in big studios" in line
        ]
        assert {"Photographer", "Status", "Balance"} <= set(slow)
        assert "Date" not in slow
        await press(pilot, "numb", "enter")
        assert clients(pilot) == list(LASTS[::-1])
        assert "by number, highest first" in said(pilot)
        await press(pilot, "escape", "tab", "tab")
        assert hub(pilot) is not found
        assert clients(pilot) == list(LASTS[::-1])


def test_a_filter_of_words_names_them_all_and_none_lets_it_go() -> None:
    balance = hubs.declared("invoices").filter("balance")
    assert balance is not None
    field = filter_field(balance, "", HubFacts(date(2026, 11, 24)))
    answers = Answers((field,), Draft(), Facts(date(2026, 11, 24)))
    assert field.help == "due, settled or credit; none leaves it out."
    assert (field.read("none", answers).value, field.read("due", answers).value) == ("", "due")
    with pytest.raises(StudioError, match=r"due, settled or credit\. Type none to leave it out"):
        field.read("xyz", answers)


async def test_columns_are_chosen_and_rearranged(full: Studio) -> None:
    async with running(full) as pilot:
        found = await to(pilot, "sessions")
        assert "f Filter" in shown(pilot)
        await press(pilot, "v")
        assert "Space Mark  Left Left  Right Right" in shown(pilot)
        assert "Number · no room" in shown(pilot)
        await press(pilot, "space", "down", "down", "left", "enter")
        assert [column.key for column in found.asked.columns][:2] == ["client", "start"]
        await press(pilot, "v", *["space", "down"] * 8, "enter")
        assert "Mark at least one column" in shown(pilot)


async def test_enter_opens_the_record_and_pages_go_through_the_rows(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "sessions")
        await press(pilot, "]", "home", "enter")
        record = pilot.app.screen
        assert isinstance(record, SessionRecordScreen)
        assert record.record.client == "Abel, Sara"
        await press(pilot, "pagedown")
        assert record.record.client == "Lee, Sara"
        await press(pilot, "escape")
        assert hub(pilot).HUB == "sessions"


async def test_a_booking_begins_with_the_client_under_the_cursor(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "clients")
        await press(pilot, "n", "i", "s", "a")
        assert "More than a letter is no choice here" in shown(pilot)
        await press(pilot, "escape", "n", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WizardPage))
        await settled(pilot)
        assert where(pilot)[0] == "client_information"
        assert "Abel" in shown(pilot)


async def test_rows_come_as_they_are_needed(full: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PAGE", 2)
    monkeypatch.setattr("studio_tui.widgets.hub_list.KEPT", 4)
    async with running(full) as pilot:
        found = await to(pilot, "clients")
        names = []
        for _ in range(5):
            names.append(found.rows[found.list.row.key].cells[0])  # type: ignore[union-attr]
            await press(pilot, "down")
        assert [name.partition(",")[0] for name in names] == sorted(LASTS)
        assert len(found.list.keys) < 5
        await press(pilot, "home", "end", *["up"] * 4)
        assert said(pilot).startswith("Abel, Sara")
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert said(pilot).startswith("Zola, Sara")


async def test_a_row_whose_record_somebody_deleted_is_said_to_be_gone(full: Studio) -> None:
    async with running(full) as pilot:
        found = await to(pilot, "tasks")
        execute(full, "DELETE FROM task WHERE id = ?", found.here.id)  # type: ignore[union-attr]
        await press(pilot, "enter")
        assert "no longer exist" in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is found
        assert len(found.rows) == 4
        execute(full, "DELETE FROM task WHERE id = ?", found.here.id)  # type: ignore[union-attr]
        await press(pilot, "d")
        assert "no longer exist" in said(pilot)
        await press(pilot, "s")
        assert "1 task gone meanwhile" in shown(pilot)
        await press(pilot, "escape")
        assert len(found.rows) == 3


async def test_what_others_write_is_shown_and_the_cursor_stays(full: Studio) -> None:
    async with running(full) as pilot:
        found = await to(pilot, "clients")
        await press(pilot, "end", "up")
        assert said(pilot).startswith("Smithers")
        book(full, client=client_draft(last="Moss"), start=FRIDAY + timedelta(days=20))
        await found.show_again()
        assert said(pilot).startswith("Smithers")
        assert "Moss" in clients(pilot)
        execute(full, "UPDATE client SET sort_name = 'b', last = 'Bo' WHERE last = 'Abel'")
        await press(pilot, "home")
        await found.show_again()
        assert said(pilot).startswith("Bo")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (160, 40)])
@pytest.mark.parametrize("key", HUBS)
async def test_a_hub_fits_any_terminal_and_keeps_what_identifies_a_row(
    full: Studio, key: str, size: tuple[int, int]
) -> None:
    async with running(full, size) as pilot:
        await to(pilot, key)
        lines = picture(pilot.app.screen)
        assert len(lines) == size[1]
        if key != "appointments":
            assert any("Smith" in line for line in lines)
        await press(pilot, "f6", "x", "escape", "o", "escape", "f", "escape", "v", "escape")
        assert picture(pilot.app.screen)[0] == lines[0]


async def test_a_digit_takes_a_ready_made_filter_and_the_list_names_them(full: Studio) -> None:
    async with running(full) as pilot:
        assert "Tab Clients Sessions" in picture(pilot.app.screen)[0]
        await press(pilot, "f7", "1")
        assert said(pilot).startswith("Who owes money:")
        assert len(hub(pilot).rows) == 5
        assert "Filter: balance due" in shown(pilot)
        await press(pilot, "2")
        assert "No invoices with balance due, payment due until" in shown(pilot)
        await press(pilot, "9", "escape", "l", "month")
        assert "Written this month" in shown(pilot)
        assert "key 4" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Written this month:")


async def test_an_empty_studio_says_what_to_do(studio: Studio) -> None:
    async with running(studio) as pilot:
        await to(pilot, "sessions")
        assert picture(pilot.app.screen)[0].endswith("Tab next ")
        assert "No session has been booked yet: Ctrl+P books." in shown(pilot)
        await press(pilot, "down", "enter", "space", "]", "end", "home", "pageup")
        assert "No session has been booked yet" in shown(pilot)
        await press(pilot, *["tab"] * 3)
        assert "There is nothing to do yet: Ctrl+D makes one." in shown(pilot)
        await press(pilot, "n", "enter")
        assert isinstance(pilot.app.screen, TaskRecordScreen)


# What is done with rows


async def test_marks_are_kept_by_row_and_all_are_marked_on_further_pages(
    full: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAGE", 2)
    async with running(full) as pilot:
        found = await to(pilot, "clients")
        await press(pilot, "space", "down", "space")
        assert "Marked, 2 in all." in said(pilot)
        await press(pilot, "space")
        assert "Not marked any more, 1 in all." in said(pilot)
        await press(pilot, "a")
        assert said(pilot) == "5 clients marked."
        assert len(found.list.marked) == 5
        monkeypatch.setattr(service, "MOST_MARKED", 3)
        await press(pilot, "a")
        assert said(pilot).startswith("The first 3 are marked, no more at once")
        await pilot.press("backspace")
        assert found.list.marked == frozenset()


async def test_many_are_advanced_after_it_is_said_what_will_change_and_taken_back(
    full: Studio,
) -> None:
    async with running(full) as pilot:
        await to(pilot, "sessions")
        await press(pilot, "a", "s")
        assert "5 sessions will change." in shown(pilot)
        await press(pilot, "enter")
        assert "5 sessions advanced. Ctrl+Z takes it back." in said(pilot)
        await press(pilot, "ctrl+z")
        assert said(pilot).startswith("Taken back: 5 sessions advanced.")
        await press(pilot, "a", "s", "escape")
        assert len(hub(pilot).list.marked) == 5
        await press(pilot, "d")
        assert len(hub(pilot).list.marked) == 5, "only tasks are done"
        await press(pilot, *["tab"] * 3)
        assert hub(pilot).HUB == "tasks"
        await press(pilot, "space", "down", "space", "d")
        assert said(pilot).startswith("2 tasks done. Ctrl+Z takes it back.")
        assert [row.off for row in hub(pilot).rows.values()] == [False] * 3 + [True] * 2
        await press(pilot, "ctrl+z", "s")
        assert "1 task will" in shown(pilot)


async def test_what_is_shown_is_exported_and_where_to_is_said(full: Studio) -> None:
    async with running(full, (160, 30)) as pilot:
        await to(pilot, "sessions")
        await press(pilot, "f6", "smi", "enter", "e")
        assert "2 sessions exported to" in said(pilot)
        assert "sessions-2026-11-24.csv" in said(pilot)
        (file,) = (full.directory / "exports").iterdir()
        assert len(file.read_text("utf-8-sig").splitlines()) == 3
        await press(pilot, "p")
        assert "Saved in documents: sessions-2026-11-24.pdf" in said(pilot)
        (paper,) = (full.directory / "documents").iterdir()
        (text,) = pages(paper.read_bytes())
        assert "Smithers, Sara" in text
        assert "Zola" not in text
        assert "client “smi” · by date, earliest first · 2 sessions" in text


async def test_esc_stops_a_list_that_takes_long(
    full: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(*args: Any) -> str:
        args[-1](1_000)
        await asyncio.Event().wait()
        return ""

    monkeypatch.setattr(printing, "print_list", endless)
    async with running(full) as pilot:
        await to(pilot, "sessions")
        await pilot.press("p")
        await pilot.pause()
        assert said(pilot) == "1,000 sessions on paper so far ... Esc stops it."
        await pilot.press("p")
        assert said(pilot) == "It is being made: Esc stops it."
        await pilot.press("escape")
        assert said(pilot) == "Stopped: no list was made."
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)


async def test_a_filter_is_kept_and_brought_back_and_says_what_is_gone(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "sessions")
        await press(pilot, "f", "smi", "ctrl+s", "l", "enter", "Smiths", "enter")
        assert said(pilot) == "Kept as Smiths; l brings it back."
        await press(pilot, "escape", "l", "enter")
        assert sorted(clients(pilot)) == ["Smith", "Smithers"]
        execute(
            full, "UPDATE saved_filter SET value = replace(value, '\"client\": ', '\"mood\": ')"
        )
        await press(pilot, "escape", "l", "enter")
        assert len(clients(pilot)) == 5
        assert "There is no filter mood any more" in said(pilot)
        await press(pilot, "l", "forget", "enter", "enter")
        assert said(pilot) == "Smiths is forgotten."


async def test_a_new_client_is_made_from_the_list_and_opened(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "clients")
        await press(pilot, "ctrl+n", "enter", "moss", "enter", "kate", "ctrl+s")
        record = pilot.app.screen
        assert isinstance(record, ClientRecordScreen)
        assert record.record.draft.last == "Moss"
        await press(pilot, "escape")
        assert "Moss" in clients(pilot)


async def test_somebody_who_may_be_known_is_offered_first(full: Studio) -> None:
    async with running(full) as pilot:
        await to(pilot, "clients")
        await press(pilot, "n", "enter", "lee", "enter", "sara", "ctrl+s")
        assert "1 client may be the same" in shown(pilot)
        await press(pilot, "enter")
        record = pilot.app.screen
        assert isinstance(record, ClientRecordScreen)
        assert record.record_id == 2
        await press(pilot, "escape", "n", "enter", "ctrl+s")
        assert "name" in shown(pilot), "a client has a name or a company"
        await press(pilot, "escape")
        assert len(clients(pilot)) == 5
