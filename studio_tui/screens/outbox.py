"""The outbox: what was emailed, what became of it for each address, and trying it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.words import date_short
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.services import outbox
from studio_tui.services.desk import Desk
from studio_tui.services.letters import Prepared
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.letter import RecipientState
    from studio_tui.services.outbox import OutboxEntry, RecipientEntry
    from studio_tui.studio import Studio

STATES: dict[RecipientState, str] = {
    "waiting": "waiting",
    "sent": "sent",
    "refused": "refused",
    "given-up": "given up",
    "saved": "not sent",
}
_MINDED = ("refused", "given-up", "saved")


async def open_outbox(base: StudioScreen[Any]) -> None:
    """Open the outbox over a screen."""
    await base.app.push_screen(OutboxScreen(base.studio))


class OutboxScreen(StudioScreen[None]):
    """A line for each address of each message, the newest message first."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("inner"), *keys.bindings("outbox")]
    PLACE = "outbox"
    HELP_TEXT = (
        "Emails leave by themselves. One that the mail server does not take for now is tried again "
        "after a minute, then less and less often, for two days. One that it refuses is not: look "
        "at the address, and write it anew.\n\n"
        "Without a mail server in config.toml no email is sent: each is saved as a file in the "
        "outbox folder of the data directory. Enter reads one, and says where it is and what to do."
    )

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.list = RecordList()
        self.list.set_columns(
            [
                ListColumn("When", 12),
                ListColumn("To", weight=2),
                ListColumn("Subject", weight=3),
                ListColumn("State", 13),
            ]
        )
        self.list.follower = self._follow
        self._shown: dict[Hashable, tuple[OutboxEntry, RecipientEntry]] = {}
        self.title_bar.set_left("Outbox")

    def body(self) -> ComposeResult:
        """The messages."""
        yield self.list

    def on_mount(self) -> None:
        """Begin at the newest."""
        self.list.focus()

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now."""
        await self._read()

    async def mail_changed(self) -> None:
        """Show what became of messages that were on their way."""
        await self._read()

    async def _read(self) -> None:
        today = await self.studio.call(Desk.today)
        found = await self.studio.call(outbox.listing)
        self._shown = {
            (entry.id, each.address): (entry, each) for entry in found for each in entry.recipients
        }
        rows = [
            Row(key, _cells(entry, each, today), warn=each.state in _MINDED)
            for key, (entry, each) in self._shown.items()
        ]
        waiting = sum(each.state == "waiting" for _, each in self._shown.values())
        self.title_bar.set_right(f"{waiting} waiting" if waiting else date_short(today))
        self.list.show(rows, "No email has been written yet.")
        if self.list.row is not None:
            self._follow(self.list.row)

    def _follow(self, row: Row) -> None:
        """Say in full what became of a message for an address."""
        said, minded = outbox.about(*self._shown[row.key])
        self.line.say(said, warn=minded)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing can be done with no message."""
        return self.list.row is not None or action not in ("again", "rewrite", "stop")

    def key_pairs(self) -> list[tuple[str, str]]:
        """Enter reads the message."""
        pairs = super().key_pairs()
        return [(key, "Read" if word == "Choose" else word) for key, word in pairs]

    @reported
    async def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Read the message."""
        from studio_tui.screens.message import MessageScreen

        entry, _ = self._shown[event.key]
        draft = await self.studio.call(outbox.draft_of, entry.id)
        await self.app.push_screen(MessageScreen(self.studio, entry, draft.body))

    @reported
    async def action_again(self) -> None:
        """Try it again now."""
        if self.list.row is not None:
            entry, _ = self._shown[self.list.row.key]
            await self.studio.call(outbox.again, entry.id)
            await self._read()
            self.studio_app.postman.send()

    @reported
    async def action_stop(self) -> None:
        """Try it no more."""
        if self.list.row is not None:
            entry, _ = self._shown[self.list.row.key]
            await self.studio.call(outbox.stop, entry.id)
            await self._read()

    @reported
    async def action_rewrite(self) -> None:
        """Write it anew to those who did not get it."""
        from studio_tui.screens.email import EmailScreen

        if self.list.row is None:
            return
        entry, recipient = self._shown[self.list.row.key]
        if recipient.state == "waiting":
            self.remind(f"It is still tried; {self.key_name('outbox.stop')} stops that.")
            return
        draft = await self.studio.call(outbox.draft_of, entry.id)
        await self.app.push_screen(EmailScreen(self.studio, Prepared(draft, entry.client)))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()


def _cells(entry: OutboxEntry, each: RecipientEntry, today: date) -> tuple[str, ...]:
    year = f" {entry.created.year}"
    day = date_short(entry.created).removesuffix(year if entry.created.year == today.year else "")
    when = f"{day.partition(' ')[2]} {entry.created:%H:%M}"
    return (when, each.address, entry.subject, STATES[each.state])
