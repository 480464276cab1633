from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.errors import StudioError
from studio_tui.screens.dialogs import AskText, Objection, Panel, Question
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.schedule_picker import SchedulePicker
from studio_tui.services.calendar import ScheduleEntry
from studio_tui.widgets.record_list import ListColumn, Row
from tests.screens.program import picture, read, running

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

    from studio_tui.studio import Studio

CHOICES = (("keep", "Keep the draft"), ("discard", "Discard it"), ("stay", "Stay here"))
ROWS = (
    Row(1, ("Jörg Müller", "07700 900123")),
    Row(2, ("Jin Lee", "020 7946 0123")),
    Row(3, ("Ana Muñoz", "07700 900456"), note="met at the fair"),
)


class Answer:
    """Shows a dialog and holds what it gives back."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    async def ask(self, pilot: Pilot[None], dialog: Screen[Any]) -> Screen[Any]:
        pilot.app.push_screen(dialog, self.given.append)
        await pilot.pause()
        return dialog


def question(text: str = "Leave the wizard?") -> Question:
    return Question("Unfinished booking", text, CHOICES)


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (["enter"], "keep"),
        (["down", "enter"], "discard"),
        (["right", "right", "enter"], "stay"),
        (["down", "up", "enter"], "keep"),
        (["d"], "discard"),
        (["k"], "keep"),
        (["S"], "stay"),
        (["escape"], "stay"),
        (["x", "j", "enter"], "keep"),
    ],
)
async def test_a_question_is_answered_by_arrows_enter_or_first_letters(
    studio: Studio, keys: list[str], given: str
) -> None:
    answer = Answer()
    async with running(studio) as pilot:
        await answer.ask(pilot, question())
        await pilot.press(*keys)
        assert answer.given == [given]


async def test_first_letters_answer_nothing_when_letter_keys_are_off(studio: Studio) -> None:
    (studio.directory / "config.toml").write_text("letter_keys = false\n")
    reread(studio)
    answer = Answer()
    async with running(studio) as pilot:
        await answer.ask(pilot, question())
        await pilot.press("d")
        assert answer.given == []


async def test_letters_on_the_way_are_no_answer_to_what_nobody_called_for(studio: Studio) -> None:
    answer = Answer()
    async with running(studio) as pilot:
        pilot.app.push_screen(
            Objection("In the way", "Go on?", CHOICES, esc="stay"), answer.given.append
        )
        await pilot.press("d")
        assert answer.given == []
        assert "“d” was typed before the question" in "\n".join(picture(pilot.app.screen))
        await read(pilot)
        await pilot.press("d")
        assert answer.given == ["discard"]


def reread(studio: Studio) -> None:
    from studio_tui.config import load_settings

    studio.settings = load_settings(studio.directory / "config.toml")


async def test_letters_that_begin_two_choices_choose_neither(studio: Studio) -> None:
    answer = Answer()
    async with running(studio) as pilot:
        await answer.ask(pilot, Question("Two", "?", (("a", "Same"), ("b", "Same too"))))
        await pilot.press("s")
        assert answer.given == []


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_a_long_question_leaves_its_choices_in_view(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with running(studio, size) as pilot:
        shown = await Answer().ask(pilot, question("[/] O'Brien <b> is busy. " * 12))
        lines = "\n".join(picture(shown))
        assert all(label in lines for _, label in CHOICES)
        assert "[/] O'Brien <b> is busy." in lines


def boxes() -> list[Screen[Any]]:
    """One of each kind."""
    entry = ScheduleEntry(1, "Anna", "person", 1, auto_select=True, role="", code="")
    return [
        question(),
        AskText("Go to", "Date", check),
        PickList("Client", ROWS, (ListColumn("Name"), ListColumn("Phone", 14))),
        SchedulePicker([entry], [1]),
    ]


@pytest.mark.parametrize("number", range(4))
async def test_booking_waits_for_an_answer_and_the_box_says_so_until_the_next_key(
    studio: Studio, number: int
) -> None:
    async with running(studio) as pilot:
        box = await Answer().ask(pilot, boxes()[number])
        assert isinstance(box, Panel)
        await pilot.press("ctrl+p")
        assert pilot.app.screen is box
        assert any("Answer this first." in text for text in picture(box))
        await pilot.press("down")
        assert any(box.heading in text for text in picture(box))
        assert not any("Answer this first." in text for text in picture(box))


@pytest.mark.parametrize("number", range(4))
async def test_f1_shows_the_keys_of_a_box_and_leads_back_to_it(studio: Studio, number: int) -> None:
    async with running(studio) as pilot:
        box = await Answer().ask(pilot, boxes()[number])
        assert isinstance(box, Panel)
        focused = pilot.app.focused
        await pilot.press("f1")
        shown = picture(pilot.app.screen)
        assert shown[0].startswith(f" Help · {box.heading}")
        assert any("Back without choosing" in text for text in shown)
        await pilot.press("escape")
        assert pilot.app.screen is box
        assert pilot.app.focused is focused


@pytest.mark.parametrize("number", range(4))
async def test_a_box_says_how_to_get_back_on_a_small_terminal(studio: Studio, number: int) -> None:
    async with running(studio, (40, 10)) as pilot:
        box = await Answer().ask(pilot, boxes()[number])
        assert any("Esc Back  F1 Help" in text for text in picture(box))


def check(text: str) -> str:
    if text.strip() == "bad":
        raise StudioError("[b]bad[/b] is not good: type good.")
    return f"[i]{text}[/i] is good"


async def test_a_text_is_read_in_words_while_it_is_typed(studio: Studio) -> None:
    answer = Answer()
    async with running(studio) as pilot:
        dialog = await answer.ask(pilot, AskText("Title", "Label", check))
        assert isinstance(dialog, AskText)
        assert dialog.words == ""
        await pilot.press(*"ok")
        assert dialog.words == "[i]ok[/i] is good"
        await pilot.press("enter")
        assert answer.given == ["ok"]


async def test_a_text_without_meaning_is_refused_and_kept(studio: Studio) -> None:
    answer = Answer()
    async with running(studio) as pilot:
        dialog = await answer.ask(pilot, AskText("Title", "Label", check))
        assert isinstance(dialog, AskText)
        await pilot.press(*"bad", "enter")
        assert answer.given == []
        assert dialog.words == "! [b]bad[/b] is not good: type good."
        assert dialog.input.value == "bad"
        await pilot.press("escape")
        assert answer.given == [None]


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (["enter"], 1),
        (["down", "enter"], 2),
        (["pagedown", "enter"], 3),
        ([*"mul", "enter"], 1),
        ([*"munoz", "enter"], 3),
        ([*"900 an", "enter"], 3),
        ([*"fair", "enter"], 3),
        ([*"lee", "backspace", "backspace", "backspace", "enter"], 2),
        ([*"zzz", "enter", "escape"], None),
        (["escape"], None),
    ],
)
async def test_a_row_is_picked_by_arrows_and_by_typing_some_of_it(
    studio: Studio, keys: list[str], key: int | None
) -> None:
    answer = Answer()
    columns = (ListColumn("Name"), ListColumn("Phone", 14))
    async with running(studio) as pilot:
        await answer.ask(pilot, PickList("Client", ROWS, columns))
        await pilot.press(*keys)
        assert answer.given == [key]


async def test_a_pick_list_starts_on_the_row_asked_for_and_fits_a_small_terminal(
    studio: Studio,
) -> None:
    answer = Answer()
    async with running(studio, (40, 10)) as pilot:
        rows = [Row(number, (f"Row {number}",)) for number in range(50)]
        dialog = await answer.ask(pilot, PickList("Many", rows, at=30))
        assert any("Row 30" in text for text in picture(dialog))
        assert any("Enter Choose" in text for text in picture(dialog))
        await pilot.press("down", "enter")
        await answer.ask(pilot, PickList("Many", rows, at=30))
        await pilot.press("end", "enter")
        assert answer.given == [31, 49]
