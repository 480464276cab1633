"""A record on which another client is named in a field: looked for as soon as that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from studio_tui.screens.base import reported
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.record import RecordScreen
from studio_tui.services import search
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.domain.found import ClientHit
    from studio_tui.records.named_client import Named
    from studio_tui.studio import Studio

CLIENTS = (ListColumn("Name", weight=3), ListColumn("No.", 7), ListColumn("City", weight=2))


class NamingClientScreen(RecordScreen):
    """A subclass has a field ``NAMING`` that reads with `records.named_client`."""

    NAMING: ClassVar[str]

    def __init__(self, studio: Studio, record_id: int, **given: Any) -> None:
        """Prepare to show a record, as `RecordScreen` does."""
        super().__init__(studio, record_id, **given)
        self.named: Named = {}

    @property
    def named_now(self) -> str:
        """The name that is stored."""
        raise NotImplementedError

    async def save(self, *, force: bool = False) -> bool:
        """Find out who is meant, if that was typed, and store."""
        await self._find()
        return await super().save(force=force)

    async def _find(self) -> None:
        text = self.answers.text(self.NAMING).strip()
        if text and text != self.named_now and text not in self.named:
            self.named[text] = tuple(await self.studio.call(search.meant, text))
            self.change(self.answers.draft)
            self.show_typed()

    @on(Form.Left)
    @reported
    async def _left(self, event: Form.Left) -> None:
        """Find out who is meant as soon as it was typed."""
        if event.key == self.NAMING:
            await self._find()

    @on(Form.PickWanted)
    @reported
    async def _pick(self, event: Form.PickWanted) -> None:
        """Clients are searched for; other choices are listed."""
        if event.key != self.NAMING:
            return
        event.prevent_default()
        text = self.answers.text(self.NAMING).strip()
        typed = "" if text == self.named_now else text
        found = await self.studio.call(search.clients, typed)
        hits = {hit.id: hit for hit in found}
        rows = [Row(hit.id, (hit.name, hit.number, hit.city)) for hit in found]

        def picked(client_id: Hashable | None) -> None:
            if isinstance(client_id, int):
                self._take(hits[client_id])

        label = self.answers.fields[self.NAMING].label
        self.app.push_screen(PickList(label, rows, CLIENTS), picked)

    def _take(self, hit: ClientHit) -> None:
        text = hit.number or hit.name
        self.named[text] = (hit,)
        self.type(self.NAMING, text)
        self.show_typed()
