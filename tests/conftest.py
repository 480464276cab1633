"""Fixtures that every layer shares."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from studio_tui.services import setup
from studio_tui.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from studio_tui.services.desk import Desk

# Compiled modules are kept, whatever the machine says: eight workers and every program that the
# tests start would compile everything anew each time. Git knows that they are none of the sources.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A test may be slow on a busy machine without being wrong.
settings.register_profile("studio", deadline=None)
settings.load_profile("studio")

NOW = "2026-11-24T09:00"
"""A Tuesday: where the clock stands in every test that does not say otherwise."""

LUMEN = setup.Answers("Lumen Studio", "Europe/London", "GBP", "GB", "Anna", "Berg")


LONGEST = ("test_wheel", "/journeys/", "/wire/", "/demo/", "/screens/", "/documents/", "/services/")
"""What takes longest comes first, so that no worker is left alone with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files in the order in which they are handed out; within a file nothing changes."""

    def place(item: pytest.Item) -> int:
        path = item.path.as_posix()
        return next((at for at, part in enumerate(LONGEST) if part in path), len(LONGEST))

    items.sort(key=place)


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


@pytest.fixture(scope="session")
def prepared(
    lumen: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Callable[[Studio], object]], Path]:
    """Lumen Studio after something was done in it, which is done once for all tests that ask."""
    kept: dict[Callable[[Studio], object], Path] = {}

    def prepare(fill: Callable[[Studio], object]) -> Path:
        if fill not in kept:
            directory = tmp_path_factory.mktemp("prepared") / "studio"
            with Studio(shutil.copytree(lumen, directory), now=NOW) as opened:
                fill(opened)
            kept[fill] = directory
        return kept[fill]

    return prepare


@pytest.fixture
def opened_after(
    prepared: Callable[[Callable[[Studio], object]], Path], tmp_path: Path
) -> Callable[[Callable[[Studio], object]], AbstractContextManager[Studio]]:
    """Open a copy of one's own of what was prepared."""

    @contextmanager
    def opened(fill: Callable[[Studio], object]) -> Iterator[Studio]:
        with Studio(shutil.copytree(prepared(fill), tmp_path / "prepared"), now=NOW) as studio:
            yield studio

    return opened
