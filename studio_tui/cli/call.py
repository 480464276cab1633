"""One call of the command line: what was asked, of which studio, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from studio_tui.studio import Studio


@dataclass(frozen=True, slots=True)
class Call:
    """Handed to every command."""

    args: Namespace
    directory: Path
    """The data directory."""
    person: str
    """Initials of who is working; may be empty."""
    now: str
    """A wall-clock time at which the clock stands still, or nothing."""

    def studio(self) -> Studio:
        """Open the studio.

        Raises:
            StudioError: When there is none in the directory, or it cannot be used.
        """
        from studio_tui.services import setup
        from studio_tui.studio import Studio

        if not (self.directory / "studio.db").exists():
            raise self._nothing_here()
        studio = Studio(self.directory, now=self.now)
        try:
            if not studio.run(setup.exists):
                raise self._nothing_here()
            if self.person:
                studio.sit_down(self.person)
        except BaseException:
            studio.close()
            raise
        return studio

    def _nothing_here(self) -> StudioError:
        return StudioError(
            f"There is no studio in {self.directory} yet: open one with studio init,"
            " or name another directory with --data.",
            code="no-studio",
        )
