"""Saving a changed session or appointment: the same promises for both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.block import FREED
from studio_tui.domain.booking import DateDraft, Saved, changed_meanwhile
from studio_tui.domain.clashes import Over
from studio_tui.domain.numbers import record_words
from studio_tui.services import availability, date_store, event_store
from studio_tui.services.date_store import DateRecord
from studio_tui.services.differences import differences
from studio_tui.services.event_store import PLAIN
from studio_tui.services.sessions import SessionRecord

if TYPE_CHECKING:
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.event_store import Deed
    from studio_tui.services.work import Transaction


def store(
    work: Transaction,
    stored: SessionRecord | AppointmentRecord,
    draft: BookingDraft,
    *,
    force: bool,
    because: str = "",
    deed: Deed = PLAIN,
) -> Saved:
    """Write a changed booking inside a use case, after checking its time.

    Args:
        work: The use case's unit of work.
        stored: The booking as it stands in the database, read in this use case.
        draft: The booking as it should be, with the version that was read.
        force: Store it although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.
        deed: What is done, beyond what the draft says.

    Raises:
        TakenError: When the new time, people or resources are not free.
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When something that it names is gone.
    """
    if isinstance(stored, DateRecord) and isinstance(draft, DateDraft):
        return date_store.store(work, stored, draft, force=force, because=because, deed=deed)
    desk, old = work.desk, stored.draft
    if old.version != draft.version:
        raise changed_meanwhile(
            record_words(draft.kind.capitalize(), stored.number),
            differences(desk, old, draft),
            old.version,
        )
    was, asked = availability.wanted(desk, old), availability.wanted(desk, draft)
    same = asked == was and deed == PLAIN
    if same and not differences(desk, old, draft):
        return Saved(draft.version, ())
    if draft.type_id != old.type_id:
        event_store.active_type(desk, draft)
    over = Over()
    new_time = asked != was or stored.status_kind in FREED
    if new_time and event_store.holds(desk, draft):
        over = availability.refuse_clashes(desk, draft, asked, force=force, because=because)
        if stored.status_kind in FREED and isinstance(stored, SessionRecord):
            further = date_store.refuse_further(desk, stored.id, force=force, because=because)
            clashes = (clash for each in (over, *further) for clash in each.clashes)
            over = replace(over, clashes=tuple(dict.fromkeys(clashes)))
    return event_store.update(work, stored, draft, was, asked, over, deed)
