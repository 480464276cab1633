"""A panel that asks for when a session is booked again, and what of it is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.flows.field import Field, tick
from studio_tui.flows.session_fields import FIELDS
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.new_session import NewSession, booked
from studio_tui.services import clients, copying

if TYPE_CHECKING:
    from studio_tui.flows.field import Answers
    from studio_tui.screens.session_record import SessionRecordScreen

LABELS = {
    "people": "Same people",
    "place": "Same place",
    "notes": "Notes",
    "promotions": "Promotions",
    "participants": "Participants",
    "own": "Own fields",
}
"""What can be left out, by the parts of `services.copying`."""


async def ask_copy(screen: SessionRecordScreen) -> None:
    """Ask when the session is booked again, and open the new one once it is."""
    client = await screen.studio.call(clients.get, screen.record.client_id)
    facts = replace(screen.facts, client=client)
    screen.app.push_screen(CopySession(screen, facts), partial(booked, screen))


class CopySession(NewSession):
    """The day, the time, and a tick for each thing that is copied."""

    HELP_TEXT = (
        "The new session is for the same client, of the same type and as long. It begins with the "
        "first status and is confirmed by nobody yet. Invoices and payments stay with the first."
    )

    def __init__(self, screen: SessionRecordScreen, facts: Any) -> None:
        """Prepare to ask.

        Args:
            screen: Shows the session.
            facts: What the fields need to know.
        """
        record = screen.record
        self._session_id = record.id
        self._client = facts.client
        text = (
            "Only the first of its dates is copied." if record.dates > 1 else ""
        ) or f"{record.type_name} for {record.client}, as long, without an invoice."
        fields = _fields(record.draft.start)
        FormPanel.__init__(self, f"Copy of {screen.called}", text, fields, facts)

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self._draft = self._draft.with_text(key, text)

    async def accept(self, answers: Answers) -> None:
        """Book it; ask if something stands against its time."""
        begins = answers.value("start")
        start = datetime.combine(answers.value("date").date, begins.time)
        parts = tuple(part for part in LABELS if answers.value(part))
        await self.try_to_book((start, parts, begins.fold or 0))

    async def _book(self, draft: Any, **forced: Any) -> None:
        start, parts, fold = draft
        self.dismiss(
            await self.studio.call(
                copying.copy_session, self._session_id, start, parts, fold=fold, **forced
            )
        )


def _fields(began: datetime) -> tuple[Field, ...]:
    date, start = (next(e for e in FIELDS if e.key == key) for key in ("date", "start"))
    return (
        replace(date, default=lambda _: ""),
        replace(start, beside="", default=lambda a: start.default(a) or f"{began:%H:%M}"),
        *(
            Field(part, label, tick, kind="tick", default=lambda _: "yes")
            for part, label in LABELS.items()
        ),
    )
