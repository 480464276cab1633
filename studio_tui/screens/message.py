"""A message of the outbox to read, as it was sent."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.words import date_words
from studio_tui.screens.base import StudioScreen
from studio_tui.services import outbox
from studio_tui.widgets.record_list import MARKER, ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.services.outbox import OutboxEntry
    from studio_tui.studio import Studio

WIDEST, NARROWEST = 76, 20
UNSENT = (
    "The file is in the data directory, {0}: open it with a mail program, and send it there. "
    "To have emails sent from here, name the mail server under [mail] in {0}/config.toml."
)
"""What to do about an email that only a file was made of."""


class MessageScreen(StudioScreen[None]):
    """One line of the message under the cursor at a time, so that it can be read aloud."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("inner")
    PLACE = "message"
    HELP_TEXT = "The message as it was written. In the outbox it can be tried or written again."

    def __init__(self, studio: Studio, entry: OutboxEntry, text: str) -> None:
        """Prepare to show a message.

        Args:
            studio: The open studio.
            entry: The message, and what became of it.
            text: What it says.
        """
        super().__init__(studio)
        self._entry, self._text = entry, text
        self.list = RecordList()
        self.list.set_columns([ListColumn("")], headed=False)
        self.title_bar.set_left(f"Email · {entry.subject}")
        self.title_bar.set_right(f"{entry.created:%H:%M}")

    def body(self) -> ComposeResult:
        """The text."""
        yield self.list

    def on_mount(self) -> None:
        """Begin at the top."""
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the text to the width."""
        room = max(NARROWEST, min(WIDEST, event.size.width - MARKER))
        wrapped = (part for line in self._lines() for part in (textwrap.wrap(line, room) or [""]))
        self.list.show([Row(at, (line,)) for at, line in enumerate(wrapped)])

    def _lines(self) -> Iterator[str]:
        entry = self._entry
        yield f"{date_words(entry.created)}, {entry.created:%H:%M}"
        yield f"To: {', '.join(each.address for each in entry.recipients)}"
        yield from (said for said, _ in outbox.sentences(entry))
        if any(each.state == "saved" for each in entry.recipients):
            yield UNSENT.format(self.studio.directory.absolute())
        yield f"Subject: {entry.subject}"
        if entry.attachments:
            yield f"Attached: {', '.join(entry.attachments)}"
        yield ""
        yield from self._text.splitlines()

    def key_pairs(self) -> list[tuple[str, str]]:
        """How to read on, and how to leave."""
        pairs = [pair for pair in super().key_pairs() if pair[1] != "Choose"]
        return [("↑↓ PgDn", "Read on"), *pairs]

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()
