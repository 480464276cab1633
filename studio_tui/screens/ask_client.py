"""Asks for a client in a small panel: by name, phone, email or number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.errors import StudioError
from studio_tui.screens.dialogs import AskText
from studio_tui.screens.pick_list import PickList
from studio_tui.services import search
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable

    from studio_tui.domain.found import ClientHit
    from studio_tui.screens.base import StudioScreen


class AskClient(AskText):
    """Asks who is meant; text that finds nobody is refused here."""

    hits: tuple[ClientHit, ...] = ()
    """Whom the text may mean."""

    def __init__(self, title: str) -> None:
        """Prepare to ask; ``title`` says what for."""
        super().__init__(title, "Name, phone, email or number of the client", lambda _: "")

    async def accept(self, text: str) -> None:
        """Look who is meant."""
        self.hits = tuple(await self.studio.call(search.meant, text))
        if not self.hits:
            raise StudioError("Nobody is found by that: type part of a name, or a number.")
        self.dismiss(text)


def ask_client(
    screen: StudioScreen[Any], title: str, then: Callable[[int], Awaitable[None]]
) -> None:
    """Ask for a client, by a list where several may be meant.

    Args:
        screen: Asks.
        title: What for.
        then: Called with the client's id, unless Esc was pressed.
    """
    panel = AskClient(title)

    async def picked(client_id: Hashable | None) -> None:
        if isinstance(client_id, int):
            await then(client_id)

    async def typed(_: str | None) -> None:
        if len(panel.hits) == 1:
            await then(panel.hits[0].id)
        elif panel.hits:
            rows = [
                Row(hit.id, (hit.name, hit.phone, hit.number), mind, bool(mind))
                for hit in panel.hits
                for mind in (hit.call_warning,)
            ]
            columns = (ListColumn("Client"), ListColumn("Phone", 16), ListColumn("No.", 7))
            screen.app.push_screen(PickList(title, rows, columns), picked)

    screen.app.push_screen(panel, typed)
