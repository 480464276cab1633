"""Finding the client by typing, creating one, and noticing that a new one is known already."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.factories import book, execute, rows, store
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import (
    CLIENT,
    CLIENT_INFORMATION,
    SESSION,
    page,
    press,
    said,
    settled,
    shown,
    where,
)

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

pytestmark = pytest.mark.usefixtures("without_prices")

OPEN = ("ctrl+p", "enter", "enter")


@pytest.fixture
def known(studio: Studio) -> dict[str, int]:
    """Three clients: Sara Smith, Sam Smithson, and Weber Ltd."""
    return {
        "sara": store(studio, phone="07700 900123", email="sara@example.org", city="Leeds"),
        "sam": store(studio, last="Smithson", first="Sam", phone="07700 900456", email="s@e.org"),
        "weber": store(studio, last="", first="", company="Weber Ltd", email="w@weber.example"),
    }


def found(pilot: Pilot[None]) -> list[str]:
    """Names in the list, the one under the cursor marked."""
    lines = shown(pilot).splitlines()[5:-4]
    return [line.split("  ")[0].strip() for line in lines if line.strip()]


async def test_a_call_warning_is_said_while_the_client_is_picked(
    studio: Studio, known: dict[str, int]
) -> None:
    execute(studio, "UPDATE client SET call_warning = 'deaf in one ear' WHERE last = 'Smith'")
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "smi")
        assert said(pilot).startswith("Enter takes Smith, Sara · ! deaf in one ear · ")
        assert "›! Smith, Sara" in shown(pilot)


async def test_the_list_follows_what_is_typed_and_the_arrows_move_in_it(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN)
        assert len(found(pilot)) == 3
        await press(pilot, "smith")
        assert where(pilot) == (CLIENT, "search")
        assert said(pilot) == "Enter takes Smith, Sara · sara@example.org · 0 sessions"
        await press(pilot, "down")
        assert where(pilot) == (CLIENT, "search"), "the focus stays in the search"
        assert said(pilot).startswith("Enter takes Smithson, Sam")
        await press(pilot, "up", "down", "down", "enter")
        assert where(pilot) == (CLIENT_INFORMATION, "last")
        assert page(pilot).wizard.draft.client_id == known["sam"]


@pytest.mark.parametrize("text", ["web", "900123", "07700900123", "sara@example.org", "sara sm"])
async def test_a_client_is_found_by_whatever_is_known(
    studio: Studio, known: dict[str, int], text: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, text)
        assert len(found(pilot)) == 1
        await press(pilot, "enter")
        assert page(pilot).wizard.draft.client_id in known.values()


async def test_what_an_older_text_found_never_replaces_a_newer_list(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN)
        free = threading.Event()
        studio.background(free.wait)
        await pilot.press(*"smit")
        await pilot.press(*"hson")
        assert len(found(pilot)) == 3, "the list waits for the database, the keys do not"
        assert "smithson" in shown(pilot)
        free.set()
        await settled(pilot)
        assert len(found(pilot)) == 1
        assert said(pilot).startswith("Enter takes Smithson, Sam")


async def test_nobody_found_says_what_enter_does(studio: Studio, known: dict[str, int]) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "okafor, ngozi")
        assert "Nobody found. Enter creates a new client with what you typed." in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot) == (CLIENT_INFORMATION, "last")
        answers = page(pilot).wizard.answers
        assert (answers.text("last"), answers.text("first")) == ("Okafor", "Ngozi")


@pytest.mark.parametrize("key", ["ctrl+n", "f5"])
async def test_a_namesake_is_created_although_others_were_found(
    studio: Studio, known: dict[str, int], key: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "smith", key)
        assert where(pilot) == (CLIENT_INFORMATION, "last")
        assert page(pilot).wizard.hit is None
        assert page(pilot).wizard.answers.text("last") == "Smith"


async def test_next_after_coming_back_goes_on_with_whom_was_decided_on(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "smith", "ctrl+n", "tab", "zoe", "pageup", "pagedown")
        assert page(pilot).wizard.hit is None
        assert page(pilot).wizard.answers.text("first") == "Zoe"
        await press(pilot, "pageup", "enter")
        assert page(pilot).wizard.draft.client_id == known["sara"]
        assert page(pilot).wizard.answers.text("first") == "Sara"


async def test_what_was_typed_for_one_client_does_not_reach_another(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "smith", "enter", "tab", "tab", "Acme", "pageup", "down", "enter")
        assert page(pilot).wizard.draft.client_id == known["sam"]
        assert page(pilot).wizard.answers.text("company") == ""


async def test_a_client_deleted_while_the_list_stood_there_is_refused_with_a_sentence(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "sara")
        execute(studio, "DELETE FROM client_phone WHERE client_id = ?", known["sara"])
        execute(studio, "DELETE FROM client WHERE id = ?", known["sara"])
        await press(pilot, "enter")
        assert where(pilot) == (CLIENT, "search")
        assert said(pilot).startswith("This client has been deleted by somebody else.")
        assert "Nobody found" in shown(pilot)


async def test_what_is_missing_stays_said_until_the_next_key(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "ctrl+s")
        assert where(pilot) == (CLIENT, "search")
        assert said(pilot) == "Choose a client, or create a new one."
        await press(pilot, "down")
        assert said(pilot).startswith("Enter takes Smith, Sara")


HOW = "Type part of a name, phone or email; Down: the list, Ctrl+N: a new client."


async def test_with_nothing_typed_nobody_is_taken_before_down_has_marked_somebody(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN)
        assert "›" not in shown(pilot)
        assert said(pilot) == HOW
        for key in ("enter", "pagedown", "ctrl+s"):
            await press(pilot, key)
            assert where(pilot) == (CLIENT, "search")
            assert said(pilot) == HOW
        assert page(pilot).wizard.draft.client_id is None
        await press(pilot, "down")
        assert "› " in shown(pilot)
        assert said(pilot).startswith("Enter takes Smith, Sara")
        await press(pilot, "enter")
        assert page(pilot).wizard.draft.client_id == known["sara"]


async def test_what_was_typed_and_taken_out_again_marks_nobody(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "smi")
        assert "›" in shown(pilot)
        await press(pilot, "ctrl+u", "enter")
        assert "›" not in shown(pilot)
        assert where(pilot) == (CLIENT, "search")


async def test_who_was_marked_with_nothing_typed_is_marked_again_on_coming_back(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "down", "down", "enter", "pageup")
        assert any(line.startswith("›  Smithson") for line in shown(pilot).splitlines())
        await press(pilot, "pagedown")
        assert where(pilot)[0] == CLIENT_INFORMATION


@pytest.mark.parametrize(
    ("columns", "titles"),
    [
        (80, ["Client", "Phone", "City", "Status", "Latest"]),
        (60, ["Client", "Phone", "Latest"]),
        (40, ["Client", "Phone"]),
    ],
)
async def test_the_list_shows_as_many_columns_as_there_is_room_for(
    studio: Studio, known: dict[str, int], columns: int, titles: list[str]
) -> None:
    async with running(studio, (columns, 20)) as pilot:
        await press(pilot, *OPEN, "sara")
        heading = shown(pilot).splitlines()[4]
        assert heading.split() == " ".join(titles).split()
        assert "07700 900123" in shown(pilot)


# Known already


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("sm", "tab", "s", "tab", "tab", "sara@example.org"), "same email"),
        (("sm", "tab", "s", "tab", "tab", "tab", "+44 7700 900123"), "same phone"),
        (("smith", "tab", "sara"), "same name"),
    ],
)
async def test_a_new_client_who_is_known_is_noticed_and_taken_with_one_key(
    studio: Studio, known: dict[str, int], typed: tuple[str, ...], why: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "ctrl+n", *typed)
        assert f"! F4 takes Smith, Sara · 07700 900123 · {why}: known already?" in shown(pilot)
        await press(pilot, "f4")
        wizard = page(pilot).wizard
        assert wizard.draft.client_id == known["sara"]
        assert wizard.answers.text("first") == "Sara"
        assert "known already" not in shown(pilot)
        assert where(pilot)[0] == CLIENT_INFORMATION


async def test_taking_who_is_known_keeps_what_is_not_stored_yet(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        walk = ("ctrl+n", "smith", "tab", "sara", "tab", "tab", "new@example.org")
        await press(pilot, *OPEN, *walk, "tab", "tab", "1 High Street", "f4", "pagedown")
        await press(pilot, "po", "ctrl+s")
        assert "Changes address: none -> 1 High Street" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked")
    assert rows(studio, "SELECT email, street FROM client WHERE last = 'Smith'") == [
        ("sara@example.org", "1 High Street")
    ]


async def test_of_several_who_may_be_meant_one_is_chosen(
    studio: Studio, known: dict[str, int]
) -> None:
    other = store(studio, first="Sara", last="Smith", city="York")
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "ctrl+n", "smith", "tab", "sara")
        assert "or 1 more: known already?" in shown(pilot)
        await press(pilot, "f4", "down", "enter")
        assert page(pilot).wizard.draft.client_id in (known["sara"], other)


async def test_duplicates_never_hinder(studio: Studio, known: dict[str, int]) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "ctrl+n", "smith", "tab", "sara", "pagedown", "enter")
        assert where(pilot) == (SESSION, "type")
        await press(pilot, "po", "ctrl+s", "ctrl+s")
        assert pilot.app.screen is calendar_of(pilot)
    assert rows(studio, "SELECT count(*) FROM client WHERE last = 'Smith'") == [(2,)]


async def test_stray_typing_does_not_replace_a_stored_name_and_the_summary_says_what_changes(
    studio: Studio, known: dict[str, int]
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "sara", "enter", "po", "tab", "ctrl+u", "Zoe", "ctrl+s")
        await press(pilot, "po", "ctrl+s")
        assert "Changes last name: Smith -> Smithpo" in shown(pilot)
        assert "Changes first name: Sara -> Zoe" in shown(pilot)


async def test_changes_of_a_stored_client_are_stored_with_the_booking(
    studio: Studio, known: dict[str, int]
) -> None:
    book(studio, minutes=15)
    async with running(studio) as pilot:
        await press(pilot, *OPEN, "smithson", "enter", "tab", "tab", "tab", "tab")
        await press(pilot, "end", ", 020 7946 0123 work", "pagedown", "po", "ctrl+s")
        assert "Changes phones: 07700 900456" in shown(pilot)
        await press(pilot, "ctrl+s")
    assert rows(
        studio, "SELECT number FROM client_phone WHERE client_id = ? ORDER BY sort", known["sam"]
    ) == [("07700 900456",), ("020 7946 0123",)]
