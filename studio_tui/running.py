"""From the command to the first screen: the studio is opened while Textual is imported."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from studio_tui import terminal

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.wire.splash import Splash


def run(
    directory: Path,
    *,
    person: str = "",
    now: str = "",
    shown: Splash | None = None,
    thin: bool = False,
) -> int:
    """Show the studio in a directory until somebody leaves.

    Args:
        directory: The data directory.
        person: Initials of who is at the desk.
        now: A wall-clock time at which the clock stands still.
        shown: What the terminal shows already.
        thin: Whether the line is slow, and as little as can be is sent.

    Returns:
        Exit status: 0, or 1 after a crash.

    Raises:
        StudioError: When the studio cannot be opened.
    """
    terminal.prepare()
    from studio_tui.studio import Studio

    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(Studio, directory, person=person, now=now)
        from studio_tui.app import StudioApp

        studio = opening.result()
    with studio:
        app = StudioApp(studio, shown, thin=thin)
        app.run(mouse=not thin)
        return app.return_code or 0
