"""Who may take part instead of somebody: another person, or another resource, in the same role.

A photographer's place is taken by somebody who may photograph, an assistant's by somebody who may
assist, a room's by another resource; at an appointment anybody can stand in for anybody. Nobody
takes part twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.moving import Swap

if TYPE_CHECKING:
    from collections.abc import Collection

    from studio_tui.domain.block import Role
    from studio_tui.domain.catalogue import Catalogue


def stand_in(
    lists: Catalogue, role: Role, schedule_id: int, other_id: int, taking_part: Collection[int]
) -> Swap | None:
    """What it means to be put into another column; None where that cannot be.

    Args:
        lists: Who and what there is.
        role: What the one who takes part is booked as.
        schedule_id: Whose column it was.
        other_id: Whose column it would be.
        taking_part: Schedules of everybody and everything that takes part.
    """
    if other_id in taking_part:
        return None
    if role == "resource":
        found = {each.schedule_id: each.id for each in lists.resources}
    else:
        people = {"photographer": lists.photographers, "assistant": lists.assistants}
        found = {each.schedule_id: each.id for each in people.get(role, lists.people)}
    if other_id not in found:
        return None
    return Swap(role, schedule_id, other_id, found[other_id])
