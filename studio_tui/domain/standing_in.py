"""Who may take part instead of somebody: another person, or another resource, in the same role.

A photographer's place is taken by somebody who may photograph, an assistant's by somebody who may
assist, a room's by another resource; at an appointment anybody can stand in for anybody. Nobody
takes part twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.moving import Swap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from studio_tui.domain.block import Role
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.catalogue import Catalogue


def taking_part(lists: Catalogue, draft: BookingDraft) -> dict[int, Role]:
    """The schedules of everybody and everything that a booking takes, and what each is there."""
    if isinstance(draft, AppointmentDraft):
        rooms = {each.schedule_id for each in lists.resources}
        return {each: "resource" if each in rooms else "attendee" for each in draft.schedule_ids}
    found: dict[int, Role] = {}
    people = {each.id: each.schedule_id for each in lists.people}
    if draft.photographer_id in people:
        found[people[draft.photographer_id]] = "photographer"
    if draft.assistant_id in people:
        found[people[draft.assistant_id]] = "assistant"
    found |= {e.schedule_id: "resource" for e in lists.resources if e.id == draft.resource_id}
    return found


def stand_in_for_all(
    lists: Catalogue, drafts: Iterable[BookingDraft], schedule_id: int, other_id: int
) -> Swap | None:
    """What it means to put those of some bookings that one schedule takes part in into another.

    Args:
        lists: Who and what there is.
        drafts: The bookings.
        schedule_id: Whose column it was.
        other_id: Whose column it would be.

    Returns:
        None where one of them cannot be there.
    """
    found = None
    for draft in drafts:
        roles = taking_part(lists, draft)
        if schedule_id in roles:
            found = stand_in(lists, roles[schedule_id], schedule_id, other_id, roles)
            if found is None:
                return None
    return found


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
        rooms = {each.schedule_id: each.id for each in lists.resources}
        whose, found = rooms, rooms
    else:
        allowed = {"photographer": lists.photographers, "assistant": lists.assistants}
        whose = {each.schedule_id: each.id for each in lists.people}
        found = {each.schedule_id: each.id for each in allowed.get(role, lists.people)}
    if other_id not in found or schedule_id not in whose:
        return None
    owners = whose[schedule_id], other_id, found[other_id]
    return Swap(schedule_id, *owners, resource=role == "resource")
