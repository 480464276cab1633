"""Sends what lies in the outbox while people work on, and says what became of it.

A child process does the sending. While nothing waits, nothing is looked at either.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from studio_tui.errors import StudioError
from studio_tui.screens.base import StudioScreen
from studio_tui.services import sending

if TYPE_CHECKING:
    import subprocess

    from textual.app import App
    from textual.timer import Timer

    from studio_tui.studio import Studio

LONGEST = 60
"""Most seconds between two looks at whether something that waits is due."""


@runtime_checkable
class FollowsMail(Protocol):
    """A screen that shows what became of messages."""

    async def mail_changed(self) -> None:
        """Show it anew."""


class Postman:
    """One for the program."""

    def __init__(self, app: App[Any], studio: Studio) -> None:
        self._app = app
        self._studio = studio
        self._busy = False
        self._wanted = False
        self._timer: Timer | None = None

    def send(self) -> None:
        """Send what is due, as something was just put into the outbox."""
        self._wanted = True
        self._app.call_later(self._tell, "Sending …", False)
        if not self._busy:
            self._busy = True
            self._app.run_worker(self._work(), group="mail")

    async def _work(self) -> None:
        try:
            while self._wanted:
                self._wanted = False
                await self._tell(*await self._round())
        finally:
            self._busy = False
        await self._plan()

    async def _round(self) -> tuple[str, bool]:
        from studio_tui import delivery

        try:
            child = delivery.start(self._studio)
        except StudioError as error:
            return error.message, True
        return await _answer(child)

    async def _tell(self, said: str, minded: bool) -> None:
        """Say it on the screen in front, or the one behind a panel."""
        stack = [screen for screen in self._app.screen_stack if isinstance(screen, StudioScreen)]
        for screen in stack:
            if isinstance(screen, FollowsMail):
                await screen.mail_changed()
        if said and stack:
            stack[-1].news(said, warn=minded)

    async def look(self) -> None:
        """Send what is due by now, as from another day; look again when something will be."""
        with suppress(StudioError):  # a disk that is full for a moment; the next message looks anew
            if await self._studio.call(sending.seconds_to_next) == 0:
                self.send()
            else:
                await self._plan()

    async def _plan(self) -> None:
        """Look again when something is due; never, when nothing waits.

        What is due right after everything was sent could not be: it waits the longest.
        """
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        with suppress(StudioError):
            seconds = await self._studio.call(sending.seconds_to_next)
            if seconds is not None:
                self._timer = self._app.set_timer(min(seconds or LONGEST, LONGEST), self.look)


async def _answer(child: subprocess.Popen[bytes]) -> tuple[str, bool]:
    """What the child says; waited for in a thread that holds up nobody who leaves the program."""
    from studio_tui.delivery import said_by

    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, bool]] = loop.create_future()

    def deliver(found: tuple[str, bool]) -> None:
        if not answer.done():
            answer.set_result(found)

    def wait() -> None:
        found = said_by(child)
        with suppress(RuntimeError):  # the program has been left
            loop.call_soon_threadsafe(deliver, found)

    threading.Thread(target=wait, name="postman", daemon=True).start()
    return await answer
