"""What is done about clashes: by the studio, a session type, a resource.

The studio's rule, preference ``booking.clashes``, holds unless a session type or a resource has one
of its own, which then stands in its place: a type's for every clash of its sessions, a resource's
for clashes over it. Where several of them apply, the strictest wins: never, reason, prompt, always.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studio_tui.domain.clashes import strictest

if TYPE_CHECKING:
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.clashes import Clash, Policy, Wanted
    from studio_tui.services.desk import Desk


_RULES = """
SELECT 'studio', 0, value FROM preference WHERE person_id = 0 AND key = 'booking.clashes'
UNION ALL SELECT 'type', 0, clashes FROM session_type WHERE id = ? AND clashes <> ''
UNION ALL SELECT 'resource', schedule_id, clashes FROM resource
WHERE schedule_id IN ({marks}) AND clashes <> ''
"""


def policy(desk: Desk, draft: BookingDraft, asked: Wanted, clashes: tuple[Clash, ...]) -> Policy:
    """What is done about clashes of a draft.

    Args:
        desk: Where we are.
        draft: What shall be booked.
        asked: Its time and schedules.
        clashes: What stands against it; without any there is nothing to decide.
    """
    if not clashes:
        return "always"
    type_id = None if draft.kind == "appointment" else draft.type_id
    ids = [claim.schedule_id for claim in asked.claims]
    sql = _RULES.format(marks=", ".join("?" * len(ids)))
    rules = {(whose, at): rule for whose, at, rule in desk.rows(sql, (type_id, *ids))}
    studio: Policy = json.loads(rules.get(("studio", 0), '"prompt"'))
    schedules = {claim.name: claim.schedule_id for claim in asked.claims}
    found: list[Policy] = []
    for clash in clashes:
        own = (rules.get(("type", 0)), rules.get(("resource", schedules.get(clash.who))))
        found += [rule for rule in own if rule] or [studio]
    return strictest(found)
