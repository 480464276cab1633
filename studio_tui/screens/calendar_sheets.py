"""Printing what the calendar shows: day sheets and week schedules, read before they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from studio_tui.documents.values import TITLES
from studio_tui.errors import StudioError
from studio_tui.screens.dialogs import Question
from studio_tui.screens.documents import Wanted, do
from studio_tui.services import paperwork
from studio_tui.services.paperwork.schedule import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.documents.values import DocumentKind
    from studio_tui.screens.base import StudioScreen
    from studio_tui.screens.calendar_faces import Spot
    from studio_tui.services.calendar import ScheduleEntry

_KINDS: Final[tuple[DocumentKind, ...]] = ("day", "week")


def offer_sheets(screen: StudioScreen[Any], spot: Spot, shown: Sequence[ScheduleEntry]) -> None:
    """Ask which sheet is wanted, and show it as text, from where it is saved and printed.

    Args:
        screen: The calendar.
        spot: What its cursor is on: the day, and the schedule if it is on one.
        shown: All schedules that it shows.
    """
    whose = {entry.name: entry.name for entry in shown if entry.id == spot.schedule_id}
    if len(shown) > len(whose):
        whose["all shown"] = BETWEEN.join(entry.name for entry in shown)
    offered = {
        f"{TITLES[kind]} of {label}": (kind, names)
        for kind in _KINDS
        for label, names in whose.items()
    }

    async def chosen(answer: str | None) -> None:
        if not answer:
            return
        kind, names = offered[answer]
        try:
            options = await screen.studio.call(paperwork.options, kind, names, spot.day)
            await do(screen, "view", Wanted(kind, names, options, first=spot.day))
        except StudioError as error:
            screen.report(error)

    choices = [(label, label) for label in offered]
    screen.app.push_screen(Question("Print", "Which sheet?", (*choices, ("", "Back"))), chosen)
