"""The pictures in the README are the screens as they are: `make snapshots` draws them anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studio_tui.demo.fill import fill
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.screens.program import running
from tests.screens.wizard.walking import press

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = Path(__file__).parents[2] / "docs/screenshots"

TO_CLIENT = ("home", "down", "down", "down", "down", "ctrl+p", "pagedown", "pagedown")
TO_INFORMATION = (*TO_CLIENT, "ashw", "enter")
TO_SESSION = (*TO_INFORMATION, "pagedown", "po", "tab", "family of five", "tab")

WALKS: dict[str, tuple[str, ...]] = {
    "calendar-day": ("home", "down", "down", "down", "down"),
    "calendar-week": ("2",),
    "calendar-month": ("3",),
    "calendar-agenda": ("4",),
    "wizard-welcome": TO_CLIENT[:6],
    "wizard-kind": TO_CLIENT[:7],
    "wizard-client": (*TO_CLIENT, "ashw"),
    "wizard-client-information": TO_INFORMATION,
    "wizard-session-information": TO_SESSION,
    "wizard-confirmation": (*TO_SESSION, "ctrl+s", "card", "ctrl+s"),
}
"""The name of each picture, and the keys that lead to it from the start."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration studio as it stands at the tests' time. Copy it, never open it."""
    directory = tmp_path_factory.mktemp("demo") / "studio"
    with Studio(directory, now=NOW) as opened:
        opened.run(fill, opened.run(Desk.now))
    return directory


@pytest.fixture
def demonstration(filled: Path, tmp_path: Path) -> Iterator[Studio]:
    """A copy of it, with somebody at the desk."""
    with Studio(shutil.copytree(filled, tmp_path / "demo"), now=NOW) as opened:
        opened.sit_down()
        yield opened


@pytest.mark.parametrize("name", WALKS)
async def test_the_readme_shows_the_screen_as_it_is(demonstration: Studio, name: str) -> None:
    async with running(demonstration, (80, 24)) as pilot:
        await press(pilot, *WALKS[name])
        drawn = pilot.app.export_screenshot(title="studio")
    kept = PICTURES / f"{name}.svg"
    if os.environ.get("DRAW_PICTURES"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(drawn, "utf-8")
    assert drawn == kept.read_text("utf-8"), f"{kept} is not what the screen shows: make snapshots"
