"""A new client without a booking: the fields of the wizard's page, and who may be known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.words import plural
from studio_tui.flows import client_fields
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Facts
from studio_tui.flows.flow import asked_about
from studio_tui.screens.base import reported
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.opening import open_record
from studio_tui.screens.pick_list import PickList
from studio_tui.services import catalogue, client_records, search
from studio_tui.services.desk import Desk
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.binding import BindingType

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.found import ClientHit
    from studio_tui.flows.field import Answers
    from studio_tui.screens.base import StudioScreen


PAGE = "client_information"
"""The page of the wizard whose rules hold here too."""


class NewClient(FormPanel["ClientDraft"]):
    """Asks for name, phone and all else; returns the client, not stored yet."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("deed")
    PLACE = "new_client"

    async def accept(self, answers: Answers) -> None:
        """Go back with the client, unless something does not fit together."""
        if found := client_fields.problems(answers):
            self._done = False
            self.refuse(found)
            return
        empty = asked_about(answers, BOOKING.key, PAGE)
        if self.asks_about([answers.fields[key].label for key in empty], "keeps it"):
            return
        self.dismiss(client_fields.client_draft(answers))


async def ask_new_client(screen: StudioScreen[Any]) -> None:
    """Ask for a new client, store it and open it."""
    call = screen.studio.call
    facts = Facts(await call(Desk.today), await call(catalogue.catalogue))

    @reported
    async def asked(screen: StudioScreen[Any], draft: ClientDraft | None) -> None:
        if draft is None:
            return
        known = await call(search.duplicates, draft)
        if known:
            _offer(screen, draft, known)
        else:
            await _store(screen, draft)

    async def answered(draft: ClientDraft | None) -> None:
        await asked(screen, draft)

    page = BOOKING.page(PAGE).tailored(BOOKING.key, facts.catalogue)
    panel = NewClient("New client", "", page.fields, facts)
    screen.app.push_screen(panel, answered)


def _offer(screen: StudioScreen[Any], draft: ClientDraft, known: list[ClientHit]) -> None:
    """Let somebody who may be known be opened instead; never a block (product rule)."""

    @reported
    async def chosen(screen: StudioScreen[Any], key: Hashable | None) -> None:
        if key == 0:
            await _store(screen, draft)
        elif isinstance(key, int):
            await open_record(screen, "client", key)

    async def answered(key: Hashable | None) -> None:
        await chosen(screen, key)

    rows = [Row(hit.id, (hit.name, hit.phone, hit.why)) for hit in known]
    rows.append(Row(0, ("Make a new one all the same", "", "")))
    columns = (ListColumn("", weight=2), ListColumn("", 16), ListColumn("", weight=2))
    title = f"{plural(len(known), 'client')} may be the same"
    screen.app.push_screen(PickList(title, rows, columns), answered)


async def _store(screen: StudioScreen[Any], draft: ClientDraft) -> None:
    client_id = await screen.studio.call(client_records.create, draft)
    await open_record(screen, "client", client_id, said="The client is kept.")
