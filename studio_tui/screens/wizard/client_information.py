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
from studio_tui.services import alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.found import ClientHit

PAUSE = 0.15
"""Seconds without a key before duplicates are looked for."""
MOST = 8
"""Most possible duplicates to choose from."""


class ClientInformationPage(FormPage):
    """The client's fields; possible duplicates of a new client in the line below, F4 takes one."""

    PLACE = "client_information"

    _same: Sequence[ClientHit] = ()

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
        await asyncio.sleep(PAUSE)
        await self._look_now()

    async def _look_now(self) -> None:
        """Say who may be meant; a client who was chosen is no duplicate."""
        if self.wizard.hit is None:
            draft = client_draft(self.answers)
            self._same = (await self.studio.call(alike.alike, draft))[:MOST]
        else:
            self._same = []
        if not self._same:
            self.offer.say("")
            return
        first, key = self._same[0], self.key_name("wizard.offer")
        more = f" or {len(self._same) - 1} more" if len(self._same) > 1 else ""
        said = " · ".join(filter(None, (first.name, first.phone, first.why)))
        self.offer.say(f"{key} takes {said}{more}: known already?", warn=True)

    async def action_offer(self) -> None:
        """Take the client who is known already; of several, ask which."""
        self.settle()
        await self._look_now()
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
