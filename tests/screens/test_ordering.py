"""Order lines of a stored invoice on a screen of their own, and the panel of one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.price import line_of
from studio_tui.flows.field import Facts
from studio_tui.screens.ordering import LinePanel, OrderScreen
from studio_tui.services import catalogue
from studio_tui.services.desk import Desk
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.domain.order import Lines
    from studio_tui.studio import Studio


async def opened(
    pilot: Pilot[None], studio: Studio, *, taken_back: bool = False
) -> list[Lines | None]:
    """An order of one print on its screen; what comes back is put into the list."""
    lists = studio.run(catalogue.catalogue)
    (item,) = [item for item in lists.items if item.identifier == "P108"]
    facts = Facts(studio.run(Desk.now).date(), lists)
    back: list[Lines | None] = []
    screen = OrderScreen(
        studio,
        facts,
        [line_of(item, -1 if taken_back else 1)],
        title="Invoice 10000",
        price_list_id=item.price_list_id,
        back=taken_back,
    )
    await pilot.app.push_screen(screen, back.append)
    await pilot.pause()
    return back


async def test_what_was_put_together_comes_back(studio: Studio) -> None:
    async with running(studio) as pilot:
        back = await opened(pilot, studio)
        assert "Invoice 10000" in shown(pilot)
        assert said(pilot).endswith("Enter: back with the lines.")
        await press(pilot, "p75", "enter", "ctrl+s")
        assert pilot.app.screen is calendar_of(pilot)
    (lines,) = back
    assert lines is not None
    assert [line.identifier for line in lines] == ["P108", "P75"]


@pytest.mark.parametrize(
    ("keys", "came_back"),
    [
        (("escape",), [None]),
        (("tab", "+", "escape", "d"), [None]),
        (("tab", "+", "escape", "escape"), []),
    ],
)
async def test_going_back_asks_about_changes(
    studio: Studio, keys: tuple[str, ...], came_back: list[None]
) -> None:
    async with running(studio) as pilot:
        back = await opened(pilot, studio)
        await press(pilot, *keys)
        assert back == came_back


async def test_changes_are_kept_when_that_is_the_answer(studio: Studio) -> None:
    async with running(studio) as pilot:
        back = await opened(pilot, studio)
        await press(pilot, "tab", "+", "escape", "enter")
    (lines,) = back
    assert lines is not None
    assert [line.quantity for line in lines] == [2]


async def test_on_a_credit_memo_quantities_are_negative(studio: Studio) -> None:
    async with running(studio) as pilot:
        back = await opened(pilot, studio, taken_back=True)
        await press(pilot, "p75", "enter", "p75", "enter", "tab", "home", "+")
        assert said(pilot) == "Line 1 of 2: Print 10 × 8 in, -2 at £32.00, -£64.00"
        await press(pilot, "enter", "-3", "ctrl+s", "-", "-")
        await press(pilot, "-")
        assert "Take Print 10 × 8 in out of the order?" in shown(pilot)
        await press(pilot, "escape", "ctrl+s")
    (lines,) = back
    assert lines is not None
    assert [line.quantity for line in lines] == [-1, -2]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("x",), "is not a quantity"),
        (("99999",), "is not a quantity"),
        (("enter", "-5"), "A price is not negative"),
        (("enter", "enter", "33"), "more than the £32.00"),
        (("enter", "enter", "101%"), "cannot be more than 100%"),
        (("enter", "enter", "enter", "ctrl+u"), "Description is needed here."),
    ],
)
async def test_a_line_that_cannot_be_is_refused_with_a_sentence(
    studio: Studio, keys: tuple[str, ...], words: str
) -> None:
    async with running(studio) as pilot:
        await opened(pilot, studio)
        await press(pilot, "tab", "enter", *keys, "ctrl+s")
        panel = pilot.app.screen
        assert isinstance(panel, LinePanel)
        assert words in panel.line.text
        await press(pilot, "escape")
        assert said(pilot) == "Line 1 of 1: Print 10 × 8 in, 1 at £32.00, £32.00"


async def test_a_package_brings_what_it_consists_of_and_one_piece_is_exchanged(
    studio: Studio,
) -> None:
    async with running(studio) as pilot:
        back = await opened(pilot, studio)
        await press(pilot, "pkbaby", "enter")
        assert said(pilot) == (
            "Added: First year package, 1 at £240.00, £240.00: "
            "1 × Album, 20 pages; 6 × Print 7 × 5 in; 1 × Files for the web, with a package"
        )
        assert "First year package: 1 × Album" in shown(pilot)
        await press(pilot, "tab", "end", "enter")
        assert "6 × Print 7 × 5 in" in shown(pilot)
        await press(
            pilot, "enter", "enter", "enter", "down", "down", "down", "end", "enter", "1 × Frame"
        )
        await press(pilot, "ctrl+s", "ctrl+s")
    (lines,) = back
    assert lines is not None
    assert lines[1].content.splitlines() == [
        "1 × Album, 20 pages",
        "6 × Print 7 × 5 in",
        "1 × Files for the web, with a package",
        "1 × Frame",
    ]
