"""A document as text, to read before it is printed or sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.documents.plain import document_text
from studio_tui.errors import StudioError
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.documents import do
from studio_tui.services import paperwork
from studio_tui.widgets.record_list import MARKER, ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.documents.blocks import Document
    from studio_tui.screens.documents import Wanted
    from studio_tui.studio import Studio

WIDEST, NARROWEST = 72, 30
"""Columns of the text, as far as the screen has them."""


class PreviewScreen(StudioScreen[None]):
    """One line of the document under the cursor at a time, so that it can be read aloud."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("inner"), *keys.bindings("preview")]
    PLACE = "preview"
    HELP_TEXT = "The document says what is stored. On paper it is set in the studio's own layout."

    _document: Document | None = None

    def __init__(self, studio: Studio, wanted: Wanted) -> None:
        """Prepare to show a document.

        Args:
            studio: The open studio.
            wanted: Which document, and how.
        """
        super().__init__(studio)
        self.wanted = wanted
        self.list = RecordList()
        self.list.set_columns([ListColumn("")], headed=False)
        self.title_bar.set_left(wanted.options.title)
        self.title_bar.set_right("as text")

    def body(self) -> ComposeResult:
        """The text."""
        yield self.list

    async def on_mount(self) -> None:
        """Read what the document says."""
        self.list.focus()
        try:
            self._document = await self.studio.call(
                paperwork.document,
                self.wanted.kind,
                self.wanted.number,
                first=self.wanted.first,
                bill_to=self.wanted.bill_to,
                with_notes=self.wanted.with_notes,
            )
        except StudioError as error:
            self.report(error)
        self._show(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the text to the width."""
        self._show(event.size.width)

    def _show(self, width: int) -> None:
        if self._document is not None:
            room = max(NARROWEST, min(WIDEST, width - MARKER))
            lines = document_text(self._document, room).splitlines()
            self.list.show([Row(at, (line,)) for at, line in enumerate(lines)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Email only what a letter can be about."""
        if action == "do" and parameters == ("email",):
            return self.wanted.options.area is not None
        return True

    def key_pairs(self) -> list[tuple[str, str]]:
        """How to read on, what can be done, and how to leave."""
        idle = set() if self.studio.settings.printer else {"Print"}
        if self.wanted.options.area is None:
            idle.add("Email")
        pairs = [pair for pair in super().key_pairs() if pair[1] not in {*idle, "Choose"}]
        return [("↑↓ PgDn", "Read on"), *pairs]

    @reported
    async def action_do(self, what: str) -> None:
        """Save, print or email the document."""
        if what == "print" and not self.studio.settings.printer:
            self.remind('No printer is set up: config.toml names it, as in printer = "office".')
            return
        await do(self, what, self.wanted)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()
