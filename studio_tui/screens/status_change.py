"""Asking for the next status of a booking: on the calendar and on records (3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from studio_tui.domain.block import FREED
from studio_tui.domain.booking import TakenError
from studio_tui.domain.words import date_short
from studio_tui.flows.field import Facts
from studio_tui.records import status_change as record_fields
from studio_tui.screens.cancelling import cancel_bookings
from studio_tui.screens.form_panel import FormPanel
from studio_tui.services import catalogue, status_change, stored
from studio_tui.services.desk import Desk
from studio_tui.services.undoing import Undo

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from studio_tui.domain.block import BookingKind
    from studio_tui.errors import StudioError
    from studio_tui.flows.field import Answers
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.cancelling import Outcome
    from studio_tui.services.status_change import Standing


class StatusPanel(FormPanel["Undo | Outcome"]):
    """Asks for the status, and when the one before was done."""

    HELP_TEXT = (
        "The next status in order is proposed; it is due after its usual days of the studio's work "
        "week. A status that calls the booking off asks why before."
    )

    def __init__(self, standing: Standing, facts: Facts) -> None:
        """Prepare to ask.

        Args:
            standing: The booking, and what may come next.
            facts: What the fields need to know.
        """
        record = standing.record
        due = f", due {date_short(record.status_due)}" if record.status_due else ""
        confirmed = "confirmed" if record.draft.confirmed else "not confirmed"
        text = f"{stored.about(record)}\nNow: {record.status}{due} · {confirmed}"
        super().__init__("Status", text, record_fields.fields(standing), facts)
        self._record = record

    async def accept(self, answers: Answers) -> None:
        """Change it; of a status that calls the booking off, go back with its kind."""
        status, by = answers.value("status"), answers.value("by")
        if status.kind in FREED:
            self.dismiss(status.kind)
            return
        done = await self.studio.call(
            status_change.change,
            self._record,
            status.id,
            completed=answers.value("completed"),
            due=answers.value("due"),
            person_id=by.id if by else None,
        )
        self.dismiss(done)

    def refused(self, error: StudioError) -> None:
        """Say that the time of a booking that was called off is no longer free."""
        if isinstance(error, TakenError):
            error.message = f"Its time is no longer free: {error.message}"
        super().refused(error)


async def ask_status(
    screen: StudioScreen[Any],
    kind: BookingKind,
    record_id: int,
    then: Callable[[Undo], Awaitable[None]],
) -> None:
    """Ask for the next status of a booking.

    Args:
        screen: Where it is asked.
        kind: Session or appointment.
        record_id: Its id.
        then: Called once it is changed, with what takes it back.

    Raises:
        StudioError: When it is gone.
    """
    from studio_tui.screens.base import reported

    call = screen.studio.call
    found = await call(status_change.standing, kind, record_id)
    facts = Facts(await call(Desk.today), await call(catalogue.catalogue))

    @reported
    async def closed(screen: StudioScreen[Any], done: Undo | str | None) -> None:
        if isinstance(done, Undo):
            await then(done)
        elif done is not None:
            outcome = cast("Outcome", done)
            await cancel_bookings(screen, [(kind, record_id)], then, outcome=outcome)

    async def answered(done: Undo | str | None) -> None:
        await closed(screen, done)

    screen.app.push_screen(StatusPanel(found, facts), answered)
