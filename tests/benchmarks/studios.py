"""The studios to measure on: made once by the demonstration generator, then kept to copy from."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from studio_tui.demo.fill import fill
from studio_tui.demo.generator import DEMO, LARGE
from studio_tui.paths import data_dir
from studio_tui.studio import Studio
from tests.benchmarks.lists import fill_up
from tests.benchmarks.rows import MANY, YOUNG

NOW: Final = "2026-11-24T09:00"
"""A Tuesday: where the clock stands on every studio here."""

SCALES: Final = {
    "demo": DEMO,
    "small": replace(LARGE, clients=LARGE.clients // 15, sessions=5_000, years=1),
    "large": LARGE,
    "huge": replace(LARGE, clients=200_000, sessions=500_000, years=64),
    YOUNG: replace(LARGE, clients=LARGE.clients // 10, sessions=LARGE.sessions // 10, years=1),
    MANY: DEMO,
}


def copy_of(name: str, directory: Path) -> Path:
    """Copy a studio into a directory, making it first when it is not there yet.

    Args:
        name: Which of ``SCALES``.
        directory: Where the copy goes, as a directory of its own.

    Returns:
        The data directory of the copy.
    """
    kept = _cache() / name
    if not kept.is_dir():
        _make(name, kept)
    return shutil.copytree(kept, directory / name)


def _make(name: str, kept: Path) -> None:
    scale = SCALES[name]
    print(f"making the {name} studio, {scale.sessions:,} sessions (kept) ...", file=sys.stderr)
    for older in kept.parent.parent.iterdir():
        if older != kept.parent:
            shutil.rmtree(older)
    with tempfile.TemporaryDirectory(dir=kept.parent) as unfinished:
        with Studio(Path(unfinished) / name, now=NOW) as studio:
            studio.run(fill, datetime.fromisoformat(NOW), scale=scale)
        if name == MANY:
            fill_up(Path(unfinished) / name / "studio.db")
        (Path(unfinished) / name).rename(kept)


def _cache() -> Path:
    """Where studios are kept: another place for every state of what goes into them."""
    package = Path(__file__).parents[2] / "studio_tui"
    digest = hashlib.sha256(NOW.encode())
    for path in sorted(
        [
            *package.glob("demo/*.py"),
            *package.glob("models/migrations/*.py"),
            *(package / "services" / name for name in ("setup.py", "starter.py", "work.py")),
            *data_dir().rglob("*.toml"),
        ]
    ):
        digest.update(path.read_bytes())
    name = f"studio-benchmarks-{os.getuid()}"
    found = Path(tempfile.gettempdir()) / name / digest.hexdigest()[:12]
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found
