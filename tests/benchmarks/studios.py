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
from tests.benchmarks.growing import add_work, fill_up, lengthen
from tests.benchmarks.rows import MANY, YOUNG

NOW: Final = "2026-11-24T09:00"
"""A Tuesday: where the clock stands on every studio here."""

TIMES: Final = 7
"""How often the large studio's ten years are repeated to make the huge one."""

SCALES: Final = {
    "empty": replace(DEMO, clients=30, sessions=40, years=1),
    "demo": DEMO,
    "small": replace(LARGE, clients=LARGE.clients // 15, sessions=5_000, years=1),
    "large": LARGE,
    "huge": LARGE,
    YOUNG: replace(LARGE, clients=LARGE.clients // 10, sessions=LARGE.sessions // 10, years=1),
    MANY: DEMO,
}


def copy_of(name: str, directory: Path) -> Path:
    """Copy a studio into a directory, making it first when it is not there yet.

    Args:
        name: Which of ``SCALES``.
        directory: Where the copy goes, as a directory of its own.

    Returns:
        The data directory of the copy; one that is there already is used again.
    """
    if (directory / name).is_dir():
        return directory / name
    kept = _cache() / name
    if not kept.is_dir():
        _make(name, kept)
    return _on_disk(shutil.copytree(kept, directory / name))


def _on_disk(copy: Path) -> Path:
    """Wait until a copy lies on the disk: else the first bookings wait for 300 MB to get there."""
    for file in (each for each in copy.rglob("*") if each.is_file()):
        with file.open("r+b") as opened:
            os.fsync(opened.fileno())
    return copy


def _make(name: str, kept: Path) -> None:
    scale = SCALES[name]
    print(f"making the {name} studio (kept for the next time) ...", file=sys.stderr)
    for older in kept.parent.parent.iterdir():
        if older != kept.parent:
            shutil.rmtree(older)
    with tempfile.TemporaryDirectory(dir=kept.parent) as unfinished:
        made = Path(unfinished) / name
        if name == "huge":
            copy_of("large", made.parent).rename(made)
            lengthen(made / "studio.db", TIMES, scale.years, "Europe/London")
        else:
            with Studio(made, now=NOW) as studio:
                studio.run(fill, datetime.fromisoformat(NOW), scale=scale)
            add_work(made / "studio.db", NOW)
        if name == MANY:
            fill_up(made / "studio.db")
        made.rename(kept)


def _cache() -> Path:
    """Where studios are kept: another place for every state of what goes into them."""
    package = Path(__file__).parents[2] / "studio_tui"
    digest = hashlib.sha256(NOW.encode())
    for path in sorted(
        [
            *package.glob("demo/*.py"),
            *package.glob("models/migrations/*.py"),
            *(package / "services" / name for name in ("setup.py", "starter.py", "work.py")),
            Path(__file__).with_name("growing.py"),
            *data_dir().rglob("*.toml"),
        ]
    ):
        digest.update(path.read_bytes())
    name = f"studio-benchmarks-{os.getuid()}"
    found = Path(tempfile.gettempdir()) / name / digest.hexdigest()[:12]
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found
