"""Unfinished bookings and emails, kept in files: a lost line or a killed terminal loses nothing.

One small file per draft in the data directory, rewritten as somebody types. It names the process
that writes it: a draft whose process is gone is offered at the next start.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.flows.field import Draft


class Drafts:
    """The drafts of one data directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def keep(self, draft: Draft, person_id: int | None) -> None:
        """Write a draft; a full or read-only disk is no reason to disturb who is typing."""
        text = json.dumps({"process": os.getpid(), "person": person_id, "draft": asdict(draft)})
        path = self._path(draft)
        part = path.with_suffix(".part")
        try:
            self.directory.mkdir(exist_ok=True)
            part.write_text(text, "utf-8")
            part.replace(path)
        except OSError:
            return

    def forget(self, draft: Draft) -> None:
        """Remove a draft that was finished or thrown away."""
        self._path(draft).unlink(missing_ok=True)

    def kept(self) -> bool:
        """Whether there are any drafts at all."""
        return any(self.directory.glob("*.json"))

    def unfinished(self, person_id: int | None) -> list[Draft]:
        """Drafts of a person that no running program is working on, newest first."""
        from studio_tui.flows.field import Draft

        found = []
        for path in self.directory.glob("*.json"):
            try:
                kept = json.loads(path.read_text("utf-8"))
                if kept["person"] == person_id and not _alive(kept["process"]):
                    found.append((path.stat().st_mtime, Draft(**kept["draft"])))
            except (OSError, ValueError, KeyError, TypeError):
                continue  # half-written or of another version: not worth stopping the start for
        return [draft for _, draft in sorted(found, key=lambda pair: -pair[0])]

    def _path(self, draft: Draft) -> Path:
        return self.directory / f"{draft.token}.json"


def _alive(process: int) -> bool:
    """Whether another program with that process id is running; our own id counts as not."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
