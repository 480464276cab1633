"""Every screen looks the same with our output and with Textual's, whatever keys are pressed."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from studio_tui import keys
from studio_tui.demo.fill import fill
from studio_tui.studio import Studio
from studio_tui.wire import output
from tests.conftest import NOW
from tests.screens.wizard.walking import press
from tests.wire.watched import Watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

BOOKING = ("home", "down", "down", "down", "down")
RECORD = (*BOOKING, "enter")
WALKS: dict[str, tuple[str, ...]] = {
    "views": (
        "2",
        "3",
        "4",
        "down",
        "5",
        "5",
        "G",
        "6",
        "+",
        "1",
        "]",
        "}",
        "t",
        "/",
        "port",
        "enter",
    ),
    "panels": (
        "L",
        "escape",
        "M",
        "down",
        "escape",
        "v",
        "space",
        "escape",
        "g",
        "fri",
        "enter",
        "f9",
    ),
    "moving": (*BOOKING, "m", "down", "down", "right", "enter", "escape", "escape", "q"),
    "deeds": (*BOOKING, "x", "escape", "s", "escape", "y", "ctrl+z", "e", "escape"),
    "dates": ("H", "n", "escape", "q", "S", "n", "escape", "q", "f", "down", "w", "escape", "q"),
    "sheets": ("d", "enter", "down", "end", "q", "f1", "end", "q", "o", "q"),
    "session": (
        *RECORD,
        "tab",
        "x",
        "f6",
        "right",
        "right",
        "right",
        "n",
        "Call 日本 e\u0301 👍",
        "ctrl+s",
    ),
    "documents": (
        *RECORD,
        "ctrl+r",
        "escape",
        "f7",
        "f6",
        "right",
        "enter",
        "escape",
        "f9",
        "escape",
    ),
    "wizard": (
        *(
            "ctrl+p",
            "pagedown",
            "pagedown",
            "ashw",
            "enter",
            "pagedown",
            "po",
            "tab",
            "日本 family",
        ),
        *("tab", "pagedown", "pageup", "ctrl+s", "card", "ctrl+s", "up", "up"),
    ),
    "appointment": ("ctrl+p", "pagedown", "down", "enter", "smi", "down", "enter", "escape"),
}
"""Keys that lead over as many screens as they can, from the calendar on."""


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo") / "studio"
    with Studio(directory, now=NOW) as opened:
        opened.run(fill, datetime.fromisoformat(NOW))
    return directory


@pytest.fixture
def demonstration(filled: Path, tmp_path: Path) -> Iterator[Studio]:
    with Studio(shutil.copytree(filled, tmp_path / "demo"), now=NOW) as opened:
        yield opened


@asynccontextmanager
async def watched(studio: Studio, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app = Watched(studio)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.compare()
        yield pilot


def app_of(pilot: Pilot[None]) -> Watched:
    assert isinstance(pilot.app, Watched)
    return pilot.app


@pytest.mark.parametrize("name", WALKS)
async def test_every_screen_looks_as_with_textuals_own_output(
    demonstration: Studio, name: str
) -> None:
    async with watched(demonstration) as pilot:
        for key in WALKS[name]:
            await press(pilot, key)
            app_of(pilot).compare()
        stock, lean = app_of(pilot).sent
        assert lean < stock / 2


@pytest.mark.parametrize(
    "environment",
    [{"NO_COLOR": "1"}, {"TERM": "xterm-16color"}, {"COLORTERM": "truecolor"}],
    ids=["none", "16", "16 million"],
)
async def test_it_looks_the_same_with_many_colours_few_and_none(
    demonstration: Studio, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    async with watched(demonstration) as pilot:
        for key in (*BOOKING, "2", "ctrl+p", "escape", "f9", "escape", "/", "port"):
            await press(pilot, key)
            app_of(pilot).compare()


async def test_it_looks_the_same_after_the_terminal_has_changed_its_size(
    demonstration: Studio,
) -> None:
    async with watched(demonstration) as pilot:
        for size in ((40, 10), (120, 40), (81, 25), (80, 24)):
            await pilot.resize_terminal(*size)
            for key in ("down", "f9", "escape"):
                await press(pilot, key)
                app_of(pilot).compare()


KEYS = sorted(
    {each for key in keys.KEYS for each in key.keys} - {"ctrl+q", "ctrl+c", "escape"}
    | {"a", "7", "日"}
)


@pytest.mark.parametrize("seed", range(3))
async def test_it_looks_the_same_after_any_keys(demonstration: Studio, seed: int) -> None:
    chance = Random(seed)
    async with watched(demonstration) as pilot:
        for _ in range(60):
            await press(pilot, chance.choice(KEYS) if chance.random() > 0.15 else "escape")
            if not pilot.app._running:
                return
            app_of(pilot).compare()


@pytest.mark.parametrize("what", ["no update of that shape", "another way to show"])
def test_with_another_textual_everything_goes_out_as_it_sends_it(
    monkeypatch: pytest.MonkeyPatch, studio: Studio, what: str
) -> None:
    assert output.available()

    class Other:
        def __init__(self, lines: object) -> None: ...

        def _display(self, screen: object) -> None: ...

    if what == "another way to show":
        monkeypatch.setattr(App, "_display", Other._display)
    else:
        monkeypatch.setattr(output, "ChopsUpdate", Other)
    assert not output.available()
    assert not Watched(studio)._lean
