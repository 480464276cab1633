"""Studios for walks through the wizard."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def without_prices(directory: Path) -> None:
    """A studio that sells nothing by session type: the wizard has no pages about money."""
    with closing(sqlite3.connect(directory / "studio.db", isolation_level=None)) as database:
        database.execute("UPDATE session_type SET price_list_id = NULL")
