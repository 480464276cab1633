"""What belongs to an entry of a list: lists of its own, and screens about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.screens.closures import open_closures
from studio_tui.screens.hours import open_hours
from studio_tui.screens.pick_list import PickList
from studio_tui.services import list_extras
from studio_tui.widgets.record_list import Row

if TYPE_CHECKING:
    from studio_tui.records.lists.spec import ListSpec, Part
    from studio_tui.screens.base import StudioScreen


async def open_part(base: StudioScreen[Any], spec: ListSpec, entry_id: int, name: str) -> None:
    """Open what belongs to an entry; of several, ask which.

    Args:
        base: The screen from which it is opened.
        spec: The list.
        entry_id: The entry.
        name: What it is called.
    """
    if len(spec.parts) == 1:
        await _open(base, spec, spec.parts[0], entry_id, name)
        return

    async def picked(at: Any) -> None:
        if at is not None:
            await _open(base, spec, spec.parts[at], entry_id, name)

    rows = [Row(at, (part.label,)) for at, part in enumerate(spec.parts)]
    await base.app.push_screen(PickList(name, rows), picked)


async def _open(
    base: StudioScreen[Any], spec: ListSpec, part: Part, entry_id: int, name: str
) -> None:
    from studio_tui.screens.lists.entries import ListScreen

    if part.spec is not None:
        screen = ListScreen(base.studio, spec.under(part, entry_id), of=name)
        await base.app.push_screen(screen)
    elif part.screen == "hours":
        schedule_id = await base.studio.call(list_extras.schedule_of, spec, entry_id)
        await open_hours(base, schedule_id)
    else:
        await open_closures(base)
