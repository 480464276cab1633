"""The session page: what was made of the texts, who is busy, and the next free times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories import at, book, client_draft, execute, rows
from tests.screens.program import read, running
from tests.screens.wizard.walking import SESSION, SUMMARY, page, press, said, shown, where

if TYPE_CHECKING:
    from studio_tui.studio import Studio

pytestmark = pytest.mark.usefixtures("without_prices")

WALK = ("ctrl+p", "enter", "enter", "lee", "enter", "pagedown")


@pytest.fixture(autouse=True)
def somebody_else_is_booked(studio: Studio) -> None:
    """Kim Lee has a family session with Anna Berg in Camera room 1, Friday 13:30 to 14:45."""
    kim = client_draft(last="Lee", first="Kim", phone="07700 900456", email="kim@example.org")
    book(studio, client=kim, type_name="Family", start=at("2026-11-27T13:30"))


async def test_who_is_busy_stands_beside_the_name_and_one_key_takes_the_next_time(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm")
        (photographer,) = [line for line in shown(pilot).splitlines() if "Photographer" in line]
        assert "! busy 13:30-14:45 (Lee" in photographer
        assert "F4 next times: 15:00 · 16:15 · Sat 28 Nov 09:00" in shown(pilot)
        await press(pilot, "f4")
        assert "15:00        16:00" in shown(pilot)
        (photographer,) = [line for line in shown(pilot).splitlines() if "Photographer" in line]
        assert photographer.rstrip().endswith("free")
        assert said(pilot).startswith("Friday 27 November 2026, 15:00.")
        assert where(pilot) == (SESSION, "date"), "the focus stays"
        await press(pilot, "ctrl+g")
        assert "16:15        17:15" in shown(pilot)
        await press(pilot, "ctrl+g")
        assert "Sat 28 Nov 2026" in shown(pilot)
        assert "09:00        10:00" in shown(pilot)


async def test_without_a_start_the_key_finds_the_first_free_time(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri", "tab", "end", "ctrl+u")
        assert "F4 finds the next free time." in shown(pilot)
        await press(pilot, "f4")
        assert "Friday 27 November 2026" in shown(pilot)
        assert "09:00        10:00" in shown(pilot)


async def test_without_a_type_the_key_says_what_it_needs(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "tab", "f4")
        assert where(pilot) == (SESSION, "type")
        assert said(pilot).startswith("Choose a type first")


async def test_a_length_that_was_typed_is_kept_by_the_next_free_time(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm", "tab", "tab", "15:30", "f4")
        assert "15:00        90 min" in shown(pilot)
        assert "until 16:30" in shown(pilot)


@pytest.mark.parametrize(
    ("policy", "seen"),
    [("never", "! Free: "), ("prompt", "Book all the same"), ("always", "Finish: book it")],
)
async def test_the_policy_decides_whether_a_clash_is_refused_asked_about_or_booked(
    studio: Studio, policy: str, seen: str
) -> None:
    execute(studio, "INSERT INTO preference VALUES (0, 'booking.clashes', ?)", f'"{policy}"')
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm", "pagedown")
        assert seen in shown(pilot)
        if policy == "never":
            assert where(pilot) == (SESSION, "start")
            assert "Lee, Kim" in said(pilot)
            assert "Free: 15:00 · 16:15" in said(pilot)


async def test_booking_over_a_clash_names_each_busy_party_and_is_remembered_as_agreed(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm", "pagedown")
        assert "Anna Berg" in shown(pilot)
        assert "Camera room 1" in shown(pilot)
        await read(pilot)
        await press(pilot, "b")
        assert where(pilot)[0] == SUMMARY
        assert "Mind" in shown(pilot)
        assert "busy 13:30-14:45" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked 10001")
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE forced") == [(2,)]


async def test_an_agreed_clash_is_asked_about_again_after_the_time_has_changed(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm", "pagedown")
        await read(pilot)
        await press(pilot, "b", "pageup")
        await press(pilot, "end", "ctrl+u", "fri 1:45pm", "pagedown")
        assert "Book all the same" in shown(pilot)


async def test_the_next_time_can_be_taken_from_the_question(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm", "pagedown", "enter")
        assert where(pilot) == (SESSION, "date")
        assert "15:00        16:00" in shown(pilot)
        await press(pilot, "pagedown")
        assert where(pilot)[0] == SUMMARY


async def test_choosing_another_time_goes_to_the_start(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 2pm", "pagedown", "escape")
        assert where(pilot) == (SESSION, "start")


async def test_closed_hours_warn_and_do_not_hinder(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "fri 8pm")
        assert "! Outside opening hours on Friday 27 November 2026 from " in shown(pilot)
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        assert "Outside opening hours" in shown(pilot)


async def test_down_lists_the_choices_and_typing_narrows_them(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "down", "newb", "enter")
        assert where(pilot) == (SESSION, "type")
        assert page(pilot).wizard.answers.value("type").name == "Newborn"
        await press(pilot, "tab", "tab", "tab", "tab", "tab", "down", "none", "enter")
        assert where(pilot) == (SESSION, "photographer")
        assert page(pilot).wizard.answers.value("photographer") is None


async def test_a_time_typed_with_the_date_takes_the_place_of_the_one_brought_along(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "mon 11am")
        assert "11:00        12:00" in shown(pilot)
        await press(pilot, "tab", "16:15", "shift+tab", "end", "ctrl+u", "tue 10:30")
        assert "10:30        11:30" in shown(pilot)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("end", "08:00", "before the start"),
        ("date", "30 feb", "February"),
        ("start", "25:00", "0 to 23"),
        ("description", "x" * 300, "300 characters; shorten it to 120"),
        ("photographer", "[/] O'Brien <b>", "There is no photographer"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field_with_the_text_kept(
    studio: Studio, field: str, text: str, sentence: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po")
        form = page(pilot).query_one("Form")
        form.focus_field(field)  # type: ignore[attr-defined]
        await press(pilot, "end", "ctrl+u", text, "pagedown")
        assert where(pilot) == (SESSION, field)
        assert sentence in said(pilot)
        assert page(pilot).wizard.answers.text(field) == text
        await press(pilot, "escape", "k")
    (kept,) = studio.drafts.unfinished(1)
    assert kept.typed[field] == text


async def test_a_time_that_the_clock_change_leaves_out_is_refused(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *WALK, "po", "tab", "tab", "2027-03-28 1:30")
        assert "!" in shown(pilot).splitlines()[-4]
        await press(pilot, "pagedown")
        assert where(pilot) == (SESSION, "start")
        assert "clock" in said(pilot)
