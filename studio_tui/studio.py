"""One open studio: its data directory, its database thread, its clock and who is at the desk.

Built by the command line and by tests, handed to the screens. This is the only module that reads
the clock.
"""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from studio_tui.config import Settings, load_settings
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.drafts import Drafts
from studio_tui.errors import StudioError
from studio_tui.models.database import DatabaseFileError, close_database, open_database, sentences
from studio_tui.models.migrate import migrate
from studio_tui.services import new_day
from studio_tui.services.completion import complete
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

P = ParamSpec("P")
R = TypeVar("R")


class Studio:
    """An open studio. ``call`` is the way to its data from a screen, ``run`` from elsewhere."""

    def __init__(self, directory: Path, *, person: str = "", now: str = "") -> None:
        """Open the studio in a directory, creating directory and database when they are missing.

        Args:
            directory: The data directory.
            person: Initials of who is at the desk; the first person who may book by default.
            now: A wall-clock time as ``2026-11-24T09:00`` at which the clock stands still.

        Raises:
            StudioError: When the directory or the database cannot be used.
        """
        self.directory = directory
        self.settings: Settings = load_settings(directory / "config.toml")
        self.drafts = Drafts(directory / "drafts")
        self._fixed = _fixed_clock(now)
        self._looked: object = None
        self._day: date | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        try:
            self._thread.submit(self._open, person).result()
        except BaseException:
            self.close()
            raise

    def _open(self, person: str) -> None:
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseFileError(
                f"The data directory {self.directory} cannot be made: {error.strerror}. "
                "Name another with --data.",
                code="directory",
            ) from error
        if not os.access(self.directory, os.W_OK):
            raise DatabaseFileError(
                f"You may not write in the data directory {self.directory}. "
                "Ask its owner for permission, or name another with --data.",
                code="directory",
            )
        opened = open_database(self.directory / "studio.db")
        with sentences():
            migrate(opened, self.directory / "backups")
            self.desk = Desk(opened, self.utc)
            self.desk.person_id = self._person(person)
            complete(self.desk)
            self._turn_day()

    def _person(self, initials: str) -> int | None:
        if initials:
            row = self.desk.row(
                "SELECT id FROM person WHERE initials = ? COLLATE NOCASE", (initials,)
            )
            if row is None:
                raise StudioError(f"Nobody here has the initials {initials}.", code="not-found")
            return int(row[0])
        row = self.desk.row(
            "SELECT person.id FROM person JOIN schedule ON schedule.id = person.schedule_id "
            "WHERE booker AND NOT inactive ORDER BY schedule.sort, person.id LIMIT 1"
        )
        return int(row[0]) if row else None

    def sit_down(self, initials: str = "") -> None:
        """Choose who is at the desk, as after creating a studio; runs on the database thread."""
        self.desk.person_id = self._thread.submit(self._person, initials).result()

    @property
    def fixed_now(self) -> str:
        """The wall-clock time at which the clock stands still; empty while it runs."""
        return self._fixed.isoformat(timespec="minutes") if self._fixed else ""

    def utc(self) -> int:
        """The moment, in UTC seconds: the real one, or the fixed one."""
        if self._fixed is None:
            return int(time.time())
        return lenient_instant(self._fixed, self.desk.zone)

    async def call(
        self, service: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a service on the database thread and wait for it without blocking the screen."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, partial(self._serve, service, *args, **kwargs)
        )

    def run(
        self, service: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a service and wait for it: for the command line and for tests."""
        return self._thread.submit(partial(self._serve, service, *args, **kwargs)).result()

    def _serve(
        self, service: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        with sentences():
            if self._quarter() != self._looked:
                self._turn_day()
            return service(self.desk, *args, **kwargs)

    def _quarter(self) -> object:
        """Something that is another as soon as it may be another day somewhere on earth."""
        return self._fixed or int(time.time()) // 900

    def _turn_day(self) -> None:
        """Do what a new day brings, before anything is read on it; a failure waits for the next."""
        self._looked = self._quarter()
        today = self.desk.today()
        if today != self._day:
            self._day = today
            with suppress(StudioError):
                new_day.begin(self.desk)

    def written(self) -> int:
        """When a program last wrote to the studio: cheaper than asking, and wakes no other thread.

        Two writes within some thousandths of a second may have the same time.
        """
        try:
            return (self.directory / "studio.db-wal").stat().st_mtime_ns
        except OSError:
            return 0

    def background(self, work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do small work on the database thread, in order, without waiting and without an answer."""
        self._thread.submit(work, *args, **kwargs)

    def close(self) -> None:
        """Close the database and end its thread."""
        self._thread.submit(close_database).result()
        self._thread.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _fixed_clock(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise StudioError(
            f"STUDIO_NOW is {text!r}; give it as 2026-11-24T09:00.", code="usage"
        ) from None
    return found.replace(tzinfo=None)
