"""The emails that are opened once a booking has been moved or copied: to write, and to send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.screens.base import StudioScreen
from studio_tui.screens.compose import compose
from studio_tui.services import paperwork, stored

if TYPE_CHECKING:
    from studio_tui.screens.dropping import Dropped


async def write_about(base: StudioScreen[Any], done: Dropped) -> None:
    """Open what was ticked, the client's email in front of the photographer's.

    Args:
        base: The screen that they open over.
        done: What was moved or copied.

    Raises:
        StudioError: When a record is gone.
    """
    kind, record_id = done.first
    if kind == "appointment":
        if done.client:
            await compose(base, "appointment", record_id, invite=done.invite)
        return
    number = (await base.studio.call(stored.read, kind, record_id)).number
    if done.photographer:
        options = await base.studio.call(paperwork.options, "photographer", number)
        await compose(
            base,
            "session",
            record_id,
            document=("photographer", number),
            to=options.to,
            invite=done.invite,
        )
    if done.client:
        front = base.app.screen
        over = front if isinstance(front, StudioScreen) else base
        await compose(
            over,
            "session",
            record_id,
            document=("confirmation", number),
            invite=done.invite,
        )
