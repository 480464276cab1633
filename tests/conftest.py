"""Fixtures that every layer shares."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from studio_tui.services import setup
from studio_tui.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studio_tui.services.desk import Desk

# A test may be slow on a busy machine without being wrong.
settings.register_profile("studio", deadline=None)
settings.load_profile("studio")

NOW = "2026-11-24T09:00"
"""A Tuesday: where the clock stands in every test that does not say otherwise."""

LUMEN = setup.Answers("Lumen Studio", "Europe/London", "GBP", "GB", "Anna", "Berg")


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own studios and settings reaches a test, nor the other way."""
    for name in [name for name in os.environ if name.startswith("STUDIO_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("TZ", raising=False)
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(scope="session")
def lumen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directory of Lumen Studio as it stands on day one. Copy it, never open it."""
    directory = tmp_path_factory.mktemp("lumen")
    with Studio(directory, now=NOW) as opened:
        opened.run(setup.create, LUMEN)
        opened.run(_hire)
    return directory


def _hire(desk: Desk) -> None:
    with desk.work() as work:
        setup.person(work, 1, "Ben", "Okoye", photographer=True, sort=1)
        setup.person(work, 1, "Mia", "Carter", assistant=True, sort=2)


@pytest.fixture
def directory(lumen: Path, tmp_path: Path) -> Path:
    """A data directory of one's own with Lumen Studio in it."""
    return shutil.copytree(lumen, tmp_path / "studio")


@pytest.fixture
def studio(directory: Path) -> Iterator[Studio]:
    """Lumen Studio, open: Anna Berg and Ben Okoye photograph, Mia Carter assists."""
    with Studio(directory, now=NOW) as opened:
        yield opened
