"""The built wheel, alone in a clean environment, carries everything that a studio needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

PROJECT = Path(__file__).parents[1]


def run(*command: str | Path, **options: object) -> str:
    """Run a command that must succeed; its standard output."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        **options,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what the checkout holds."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, PROJECT)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def studio(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``studio`` of an environment with the wheel and its locked libraries only."""
    environment = tmp_path_factory.mktemp("clean") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python")
    install = (*pip, environment / "bin/python", "install", "--quiet", "--no-compile")
    run(*install, "--require-hashes", "-r", PROJECT / "requirements/run.txt")
    run(*install, "--no-deps", wheel)
    return environment / "bin/studio"


def test_the_wheel_carries_stylesheet_migrations_and_data(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {
        "studio_tui/assets/studio.tcss",
        "studio_tui/models/migrations/0001_initial.py",
        "studio_tui/data/starter/session_types.toml",
        "studio_tui/data/demo/names.toml",
        "studio_tui/py.typed",
    } <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_a_studio_can_be_opened_booked_and_printed_from_it(studio: Path, tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "STUDIO_DATA": str(tmp_path / "studio"),
        "STUDIO_NOW": "2026-11-24T09:00",
    }

    def call(*arguments: str) -> str:
        return run(studio, *arguments, cwd=tmp_path, env=environment)

    call("init", "--demo")
    agenda = json.loads(call("agenda", "--days", "7", "--json"))
    assert len(agenda) >= 10
    printed = call("print", "confirmation", agenda[0]["number"], "-o", "out.pdf")
    assert "out.pdf" in printed
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
