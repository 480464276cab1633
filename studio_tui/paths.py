"""Where the program finds the files that it carries along, and where a studio keeps its own."""

from __future__ import annotations

import os
from pathlib import Path


def data_dir() -> Path:
    """Return the folder with the content a studio starts from.

    A wheel carries it inside the package; in a checkout it lies at the top, beside the package.
    """
    package = Path(__file__).parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def studio_directory(named: str = "") -> Path:
    """Return a studio's data directory, which need not exist yet.

    Args:
        named: The directory that somebody named; otherwise it is ``$STUDIO_DATA``, otherwise the
            platform's place for a person's data.
    """
    if chosen := named or os.environ.get("STUDIO_DATA", ""):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("studio_tui", appauthor=False)
