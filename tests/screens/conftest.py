"""The terminal that screens are tested in: 256 colours, whatever the one of the developer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures and styles do not depend on where the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORTERM", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def without_prices(directory: Path) -> None:
    """A studio that sells nothing by session type: the wizard has no pages about money."""
    with closing(sqlite3.connect(directory / "studio.db", isolation_level=None)) as database:
        database.execute("UPDATE session_type SET price_list_id = NULL")
