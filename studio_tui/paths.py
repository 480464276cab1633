"""Where the program finds the files that it carries along."""

from __future__ import annotations

from pathlib import Path


def data_dir() -> Path:
    """Return the folder with the content a studio starts from.

    A wheel carries it inside the package; in a checkout it lies at the top, beside the package.
    """
    package = Path(__file__).parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"
