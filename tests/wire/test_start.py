"""What starting costs: what is imported, and what can be read before that is done."""

from __future__ import annotations

import subprocess
import sys

BELOW = {
    *("config", "drafts", "errors", "key", "keymap", "paths", "studio", "terminal", "type_ahead"),
    *("domain.absences", "domain.block", "domain.block_filter", "domain.block_text"),
    *("domain.columns", "domain.hours", "domain.interval", "domain.money", "domain.names"),
    *("domain.wallclock", "domain.words", "models.database", "models.migrate"),
    *("services.calendar", "services.completion", "services.desk", "services.of_event"),
    *("services.preferences", "services.working"),
}
"""What the first screen needs of what lies below the screens, besides the tables of keys."""
SCREENS = {
    *("base", "calendar", "calendar_deeds", "calendar_faces", "calendar_frame", "calendar_view"),
    *("calendar_walking", "dialogs", "opening"),
}


def loaded(code: str) -> set[str]:
    """Modules that are in memory after some code."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stdout.split())


def test_only_what_the_first_screen_needs_is_imported() -> None:
    """Each module costs about half a millisecond: import the rest where it is used."""
    ours = {
        name.removeprefix("studio_tui.")
        for name in loaded("import studio_tui.app, studio_tui.wire.driver")
        if name.startswith("studio_tui.") and "." in name
    }
    packages = {"domain", "models", "screens", "services", "widgets", "wire"}
    free = ("keys", "widgets.", "wire.", "cli", "app")
    needed = BELOW | {f"screens.{name}" for name in SCREENS} | packages
    assert {name for name in ours if not name.startswith(free)} - needed == set()
