"""Client information: what is stored or asked, and who a new client may be the same as."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from studio_tui.domain.words import plural
from studio_tui.errors import StudioError
from studio_tui.flows.client_fields import client_draft
from studio_tui.screens.dialogs import Question
from studio_tui.screens.wizard.form import FormPage
from studio_tui.services import search

if TYPE_CHECKING:
    from studio_tui.domain.found import ClientHit

PAUSE = 0.15
"""Seconds without a key before duplicates are looked for."""
MOST = 8
"""Most possible duplicates to choose from."""


class ClientInformationPage(FormPage):
    """The client's fields; possible duplicates of a new client in the line below, F4 takes one."""

    PLACE = "client_information"

    _same: tuple[ClientHit, ...] = ()

    def renew(self) -> None:
        """Look for duplicates of what was brought along, too."""
        super().renew()
        self._look()

    def show_typed(self) -> None:
        """Look again with the new text."""
        super().show_typed()
        self._look()

    @work(exclusive=True, group="duplicates")
    async def _look(self) -> None:
        if self.wizard.hit is not None:
            self._offer(())
            return
        await asyncio.sleep(PAUSE)
        found = await self.studio.call(search.duplicates, client_draft(self.wizard.answers))
        self._offer(tuple(found[:MOST]))

    def _offer(self, same: tuple[ClientHit, ...]) -> None:
        self._same = same
        if not same:
            self.offer.say("")
            return
        first = same[0]
        more = f" and {len(same) - 1} more" if len(same) > 1 else ""
        said = " · ".join(filter(None, (first.name, first.phone, first.why)))
        key = self.key_name("wizard.offer")
        self.offer.say(f"Possibly known: {said}{more}. {key} takes this client.", warn=True)

    async def action_offer(self) -> None:
        """Take the client who is known already; of several, ask which."""
        if len(self._same) == 1:
            await self._adopt(str(self._same[0].id))
        elif self._same:
            self.app.push_screen(
                Question(
                    "Known already",
                    "Which of them is it?",
                    [*((str(hit.id), _said(hit)) for hit in self._same), ("", "None of them")],
                ),
                self._adopt,
            )
        else:
            self.tell("Nobody who is stored looks the same.")

    async def _adopt(self, client_id: str | None) -> None:
        if not client_id:
            return
        try:
            await self.wizard.take_client(int(client_id), keep=True)
        except StudioError as error:
            self.report(error)
            return
        self.renew()
        assert self.wizard.hit is not None
        sessions = plural(self.wizard.hit.sessions, "session")
        self.tell(f"{self.wizard.hit.name} it is, with {sessions}.")


def _said(hit: ClientHit) -> str:
    return " · ".join(filter(None, (hit.name, hit.phone, hit.city, hit.why)))
