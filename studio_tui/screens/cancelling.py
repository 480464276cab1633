"""Asking why bookings are cancelled, and cancelling them: on the calendar and on records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import StaleError
from studio_tui.domain.words import quoted
from studio_tui.flows.field import Facts
from studio_tui.records import cancelling as record_fields
from studio_tui.screens.base import reported
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.moved_mail import Mails, write_about
from studio_tui.screens.series_scope import ask_dates
from studio_tui.services import cancelling, catalogue
from studio_tui.services.desk import Desk
from studio_tui.services.preferences import remember

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from studio_tui.errors import StudioError
    from studio_tui.flows.field import Answers
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.cancelling import Considered, Outcome
    from studio_tui.services.stored import Which
    from studio_tui.services.undoing import Undo


MAILS = "calendar.cancel_mails"
"""Preference: to whom a person wrote last when something was cancelled."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What was cancelled."""

    undo: Undo
    mails: Mails


class CancelPanel(FormPanel[Cancelled]):
    """Asks why, what becomes of the money, and which appointments are cancelled too."""

    HELP_TEXT = (
        "A reason is needed; it stays in the history. The time is free at once, and Ctrl+Z on the "
        "calendar takes it back while the time is still free.\n\n"
        "Money that was taken stays on the invoice, or becomes credit that the client can use for "
        "another one. Payments that are planned are dropped where that is ticked, appointments "
        "that belong to the session cancelled too."
    )

    def __init__(
        self, seen: Considered, facts: Facts, outcome: Outcome, wanted: Mapping[str, bool]
    ) -> None:
        """Prepare to ask.

        Args:
            seen: The bookings.
            facts: What the fields need to know.
            outcome: What is proposed.
            wanted: To whom an email was written the last time.
        """
        lines = (
            seen.words,
            f"Taken: {seen.paid_words}." if seen.paid else "",
            f"Planned: {seen.planned_words}." if seen.planned else "",
            f"! {seen.notice}" if seen.notice else "",
        )
        super().__init__(
            "Cancel" if outcome == "cancelled" else "No-show",
            "\n".join(filter(None, lines)),
            record_fields.fields(seen, outcome, wanted),
            facts,
            kept=("reason",),
        )
        self._seen, self._wanted = seen, wanted

    async def accept(self, answers: Answers) -> None:
        """Cancel."""
        done = await self.studio.call(
            cancelling.cancel,
            self._seen,
            answers.value("reason"),
            outcome=answers.value("outcome"),
            money=answers.value("money") if "money" in answers.fields else "invoice",
            drop=bool(answers.value("drop")) if "drop" in answers.fields else False,
            also=record_fields.also(self._seen, answers),
        )
        chosen = record_fields.mailed(answers)
        if answers.value("outcome") == "cancelled" and chosen:
            await self.studio.call(remember, MAILS, {**self._wanted, **chosen})
        self.dismiss(Cancelled(done, Mails(**{key: bool(each) for key, each in chosen.items()})))

    def refused(self, error: StudioError) -> None:
        """Show what somebody else has changed; the next Ctrl+S cancels it as it is now."""
        if isinstance(error, StaleError):
            self.run_worker(self._look_again(error))
        else:
            super().refused(error)

    async def _look_again(self, error: StaleError) -> None:
        which = [(each.draft.kind, each.id) for each in self._seen.bookings]
        self._seen = await self.studio.call(cancelling.consider, which)
        both = [
            f"{label} {quoted(now) if now else 'none'}, was {quoted(was) if was else 'none'}"
            for label, now, was in error.differences
        ]
        said = "; ".join(both) or "changed meanwhile"
        self.line.say(f"Somebody else changed it: {said}. Again cancels it.", warn=True, whole=True)


async def cancel_bookings(
    screen: StudioScreen[Any],
    which: Sequence[Which],
    then: Callable[[Undo], Awaitable[None]],
    *,
    outcome: Outcome = "cancelled",
) -> None:
    """Ask about cancelling some bookings.

    Args:
        screen: Where it is asked.
        which: The bookings.
        then: Called once they are cancelled, with what takes it back.
        outcome: Cancelled, or nobody came.

    Raises:
        StudioError: When one of them is gone, or cancelled already.
    """

    async def meant(dates: Sequence[Which]) -> None:
        await _consider(screen, dates, then, outcome)

    await ask_dates(screen, which, "Cancel", meant)


async def _consider(
    screen: StudioScreen[Any],
    which: Sequence[Which],
    then: Callable[[Undo], Awaitable[None]],
    outcome: Outcome,
) -> None:
    call = screen.studio.call
    seen = await call(cancelling.consider, which)
    facts = Facts(await call(Desk.today), await call(catalogue.catalogue))

    wanted = await call(Desk.preference, MAILS, {"client": True}, personal=True)

    async def closed(done: Cancelled | None) -> None:
        if done is not None:
            await then(done.undo)
            which = done.undo.which[0]
            screen.call_next(_write, screen, which, done.mails)

    screen.app.push_screen(CancelPanel(seen, facts, outcome, wanted), closed)


@reported
async def _write(screen: StudioScreen[Any], which: Which, mails: Mails) -> None:
    await write_about(screen, which, mails, cancelled=True)
