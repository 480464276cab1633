"""Keys one after the other, however fast they come.

Textual hands a key to the focused widget and reads the next one at once; a key that opens a page
takes effect a little later. Over a slow line several keys arrive together, and what was typed for
the page would land in the field before it. Here a key waits until the one before has been dealt
with by everybody who may have a say in it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events

from studio_tui.wire.output import LeanApp

if TYPE_CHECKING:
    from textual.dom import DOMNode

ROUNDS = 8
"""Most times that the widgets are asked whether they are done: a message may lead to another."""
PATIENCE = 5.0
"""Seconds after which a key no longer waits for the one before."""


class OrderlyApp(LeanApp):
    """An app that takes keys in order, each where the one before has led."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._typed_ahead: deque[events.Event] = deque()
        self._minding: float | None = None
        """Since when a key is being dealt with."""

    @property
    def idle(self) -> bool:
        """Whether every key so far has been dealt with."""
        return self._minding is None

    async def on_event(self, event: events.Event) -> None:
        """Take a key, or have it wait."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed_ahead.append(event)
        if self._minding is None or event.time - self._minding > PATIENCE:
            await self._take_next()

    async def _take_next(self) -> None:
        event = self._typed_ahead.popleft()
        self._minding = event.time
        await super().on_event(event)
        await self._ask(self._path(), ROUNDS)

    def _path(self) -> list[DOMNode]:
        """Who deals with a key: the focused widget and all around it, the app last."""
        return list((self.focused or self.screen).ancestors_with_self)

    async def _ask(self, path: list[DOMNode], rounds: int) -> None:
        """Go on when each in turn has dealt with what it was sent before."""
        for at, node in enumerate(path):
            asked = _Asked(self, path[at + 1 :], rounds)
            if node.post_message(events.Callback(callback=asked.answer)):
                return
        if rounds and any(node.message_queue_size for node in self._path() if node is not self):
            await self._ask(self._path(), rounds - 1)
            return
        self._minding = None
        if self._typed_ahead:
            await self._take_next()


@dataclass(slots=True)
class _Asked:
    """A widget is asked whether it is done. Textual looks up only once what a method takes."""

    app: OrderlyApp
    path: list[DOMNode]
    rounds: int

    async def answer(self) -> None:
        await self.app._ask(self.path, self.rounds)
