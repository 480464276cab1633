"""Calling the command line in this process, and reading what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.cli import main
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call of the command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def studio_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """``studio`` with the clock standing still, wherever its studio is."""
    monkeypatch.setenv("STUDIO_NOW", NOW)

    def run(*words: str) -> Outcome:
        code = main(words)
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """``python -m studio_tui`` as a process of its own, without a terminal."""

    def run(*words: str, data: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "studio_tui", "--data", str(data), *words],
            env=os.environ | {"STUDIO_NOW": NOW} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    return run


@pytest.fixture
def run(
    studio_command: Callable[..., Outcome], directory: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """``studio`` at Lumen Studio: Anna Berg and Ben Okoye photograph, Mia Carter assists."""
    monkeypatch.setenv("STUDIO_DATA", str(directory))
    return studio_command


@pytest.fixture
def smith(run: Callable[..., Outcome]) -> Outcome:
    """Sara Smith's portrait on Friday 27 November 2026 at two, session 10001 or as numbered."""
    booked = run(
        "book", "--new-client", "smith, sara", "--phone", "07700 900123 mobile",
        "--email", "sara@example.org", "--type", "portrait", "--start", "fri 2pm",
        "--description", "Family of five", "--notes", "Bring the dog",
        "--no-invoice", "--json",
    )  # fmt: skip
    assert booked.code == 0, booked.err
    return booked


ONLY_BOOK = {"client_number", "warnings", "invoice", "payments"}
"""What ``book`` says of a session besides what every command says of it."""
