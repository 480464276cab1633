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
from studio_tui.services.preferences import remember
from studio_tui.studio import Studio
from studio_tui.wire import output
from tests.conftest import NOW
from tests.screens.wizard.walking import press
from tests.wire.walk import CHAPTERS, every_screen, walk
from tests.wire.watched import Watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

BOOKING = ("home", "down", "down", "down", "down")


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


async def test_every_screen_looks_as_with_textuals_own_output_and_has_the_cursor_in_its_focus(
    demonstration: Studio, tmp_path: Path
) -> None:
    demonstration.run(remember, "booking.new_session", "form")
    async with watched(demonstration) as pilot:
        app = app_of(pilot)
        for chapter in CHAPTERS:
            await walk(pilot, chapter, app.look)
        stock, lean = app.sent
        assert lean < stock / 2
    with Studio(tmp_path / "new", now=NOW) as new:
        async with watched(new) as pilot:
            app_of(pilot).look("first start")
            await press(pilot, "end", "enter")
            app_of(pilot).look("a studio of one's own")
            seen = app.seen | app_of(pilot).seen
    assert every_screen() - seen == set(), "these need a step in tests/wire/walk.py"


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
        for key in (
            *BOOKING,
            "2",
            "ctrl+p",
            "escape",
            "f9",
            "escape",
            "tab",
            "down",
            "ctrl+f",
            "日",
        ):
            await press(pilot, key)
            app_of(pilot).look(key)


async def test_it_looks_the_same_after_the_terminal_has_changed_its_size(
    demonstration: Studio,
) -> None:
    async with watched(demonstration) as pilot:
        for size in ((40, 10), (120, 40), (81, 25), (80, 24)):
            await press(pilot, "down", "f9")
            await pilot.resize_terminal(*size)
            for key in ("down", "escape", "down"):
                await press(pilot, key)
                app_of(pilot).look(f"{size}: {key}")


KEYS = sorted(
    {each for key in keys.KEYS for each in key.keys} - {"ctrl+q", "ctrl+c", "escape"}
    | {"a", "7", "日"}
)


@pytest.mark.parametrize("start", [(), ("tab", "down"), ("ctrl+p", "pagedown", "pagedown")])
async def test_it_looks_the_same_after_any_keys(
    demonstration: Studio, start: tuple[str, ...]
) -> None:
    chance = Random(len(start))
    async with watched(demonstration) as pilot:
        await press(pilot, *start)
        for _ in range(45):
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
