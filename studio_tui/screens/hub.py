"""A hub: all records of a kind, searched, filtered, ordered, marked, opened and begun from.

What it shows is in `hub_frame`, how it is looked at in `hub_looking`, what is done with
rows in `hub_deeds`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from studio_tui import keys
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Making
from studio_tui.screens.hub_deeds import HubDeeds
from studio_tui.screens.making import make_new
from studio_tui.screens.new_client import ask_new_client

if TYPE_CHECKING:
    from textual.binding import BindingType


class HubScreen(HubDeeds):
    """Any hub."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("hub"), *keys.bindings("hubs")]
    PLACE = "hub"
    HELP_TEXT = (
        "All records of a kind. The search box asks for one thing, a name at first; Filter asks "
        "for several at once. Enter in the empty box shows all.\n\n"
        "Rows come as they are needed, so that the list is never longer than the screen, however "
        "many there are. Columns that have no room are left out, the least important first; the "
        "line above the keys says a row with all of them. Marks: * marked, ! call warning."
    )

    async def action_find(self) -> None:
        """Search everything."""
        await self.studio_app.action_find()

    # New

    async def action_new(self) -> None:
        """Ask what is to be made."""
        here = self.here
        whose = f" for {self.row_words(here.id)}" if here and here.client_id else ""
        choices = [("session", "Session"), ("unlinked", "Unlinked appointment")]
        if whose:
            choices[1:1] = [("appointment", "Linked appointment"), ("invoice", "Invoice")]
        new = ("client", "Client")
        choices.insert(0 if self.hub.kind == "client" else len(choices), new)
        choices.insert(0 if self.hub.kind == "task" else len(choices), ("task", "Task"))
        choices.append(("", "Back"))
        self.app.push_screen(Making("New", f"Make{whose}:", choices), self._make)

    @reported
    async def _make(self, kind: str | None) -> None:
        if kind == "unlinked":
            await self.schedule("unlinked")
        elif kind == "client":
            await ask_new_client(self)
        elif kind == "task":
            await self.make_task()
        elif kind:
            await make_new(cast("Any", self), kind)

    # Back

    @reported
    async def action_back(self) -> None:
        """Out of the search box; else let go of search and filters; else back."""
        if self.stop_printing():
            return
        if self.search_bar.input.has_focus:
            self.set_focus(self.list)
        elif self.looking.values:
            self.search_bar.input.value = ""
            await self.search()
        elif self.list.marked:
            self.action_unmark()
        else:
            self.dismiss()
