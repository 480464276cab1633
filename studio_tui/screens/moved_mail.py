"""The emails that open once a booking was moved, copied or cancelled: to read, and to send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import DateDraft
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.compose import compose
from studio_tui.services import paperwork, stored

if TYPE_CHECKING:
    from studio_tui.services.stored import Which


@dataclass(frozen=True, slots=True)
class Mails:
    """To whom emails are wanted."""

    client: bool = False
    photographer: bool = False
    invite: bool = True
    """Whether calendars are updated: the invitation, or its cancellation, goes along."""


NOBODY = Mails()


async def write_about(
    base: StudioScreen[Any], which: Which, mails: Mails, *, cancelled: bool = False
) -> None:
    """Open what was ticked, the client's email in front of the photographer's.

    Args:
        base: The screen that they open over.
        which: The booking.
        mails: To whom.
        cancelled: Whether it was; then no confirmation goes along.

    Raises:
        StudioError: When the record is gone.
    """
    kind, record_id = which
    base = _front(base)
    if kind == "appointment":
        if mails.client:
            await compose(base, "appointment", record_id, invite=mails.invite)
        return
    record = await base.studio.call(stored.read, kind, record_id)
    number = record.number
    if isinstance(record.draft, DateDraft):
        record_id = record.draft.session_id
    if mails.photographer:
        options = await base.studio.call(paperwork.options, "photographer", number)
        await compose(
            base,
            "session",
            record_id,
            document=("photographer", number),
            to=options.to,
            invite=mails.invite,
        )
    if mails.client:
        await compose(
            _front(base),
            "session",
            record_id,
            document=None if cancelled else ("confirmation", number),
            invite=mails.invite,
        )


def _front(base: StudioScreen[Any]) -> StudioScreen[Any]:
    """What an email opens over: the one that was opened before it, if there is one."""
    front = base.app.screen
    return front if isinstance(front, StudioScreen) else base
