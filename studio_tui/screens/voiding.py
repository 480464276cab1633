"""Asking how an invoice is taken back: voided with a credit memo, or deleted while unpaid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.words import listing
from studio_tui.flows.field import Draft
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import AskText, Question
from studio_tui.services import credit_memos

if TYPE_CHECKING:
    from studio_tui.screens.invoice_record import InvoiceRecordScreen

_WAYS = {"void": "Void it with a credit memo", "delete": "Delete it", "": "Back"}


class _Why(AskText):
    """Asks for the reason and does it; a refusal is said here."""

    said = ""
    """What was done."""

    def __init__(self, way: str, screen: InvoiceRecordScreen) -> None:
        self._way, self._screen = way, screen
        verb = "Void" if way == "void" else "Delete"
        listed = [each.name for each in screen.facts.lists.get("credit_reason", ())]
        known = f" As {listing(listed, 'or')}." if listed and way == "void" else ""
        super().__init__(
            f"{verb} {screen.called}",
            f"Why? The history keeps it.{known}",
            lambda _: f"Enter: {verb}.",
        )

    async def accept(self, text: str) -> None:
        """Do it."""
        record = self._screen.record
        call, version = self.studio.call, record.draft.version
        if self._way == "delete":
            self.said = await call(credit_memos.delete, record.id, version, text)
        else:
            done = await call(credit_memos.void, record.id, version, text)
            self.said = done.words
        self.dismiss(text)


async def ask_void(screen: InvoiceRecordScreen) -> None:
    """Ask how the invoice of a record is taken back, why, and do it."""
    record = screen.record
    free = not (record.payments or record.memos)
    own = record.draft.kind in ("estimate", "credit-memo")
    ways = [*(() if own or record.memos else ("void",)), *(("delete",) if free else ())]
    if not ways:
        screen.remind(f"{screen.called} stays: something was paid or settled on it.")
        return
    text = (
        "Nothing was paid on it, so it may also be deleted."
        if free and not own
        else "Nothing was paid on it."
        if free
        else "What is still to be paid is settled, what was paid is to be given back."
    )

    def chosen(way: str | None) -> None:
        if way:
            why = _Why(way, screen)
            screen.app.push_screen(why, partial(_done, screen, why))

    choices = [(way, _WAYS[way]) for way in (*ways, "")]
    screen.app.push_screen(Question(f"Take back {screen.called}", text, choices), chosen)


@reported
async def _done(screen: InvoiceRecordScreen, why: _Why, text: str | None) -> None:
    if text is None:
        return
    if why.said.startswith("Deleted"):
        screen.leave(why.said)
        return
    await screen.reload(Draft())
    screen.remind(why.said)
