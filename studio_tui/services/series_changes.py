"""Changing one date of a recurring appointment, those after it, or all of them, together.

Every date keeps its own history. Nothing is deleted: a date that is cancelled stays.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.domain.booking import Saved, TakenError
from studio_tui.domain.words import plural
from studio_tui.services import appointments, saving
from studio_tui.services.series import dating, taken_together

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.domain.booking import AppointmentDraft
    from studio_tui.domain.found import AppointmentHit
    from studio_tui.services.desk import Desk
    from studio_tui.services.stored import Which
    from studio_tui.services.work import Transaction

Scope = Literal["one", "following", "all"]
"""Which dates of a series a change is made to."""

_OWN = ("id", "version", "token", "start", "end", "start_fold", "end_fold")
"""What every date of a series has for itself."""


def of_series(desk: Desk, series_id: int) -> tuple[AppointmentHit, ...]:
    """All dates of a series, earliest first, cancelled ones too."""
    return appointments.hits(desk, "appointment.series_id = ?", (series_id,), -1)[::-1]


_OTHERS = """
SELECT appointment.id FROM appointment JOIN status ON status.id = appointment.status_id
WHERE series_id = ? AND appointment.id <> ? AND status.kind = 'open' AND series_day >= ?
ORDER BY series_day, appointment.id
"""


@dataclass(frozen=True, slots=True)
class OpenDates:
    """The dates of a series that are neither done nor cancelled, the one asked about first."""

    following: tuple[Which, ...]
    """It and those after it."""
    every: tuple[Which, ...]


def open_dates(desk: Desk, which: Which) -> OpenDates | None:
    """The dates that could be meant together with one; None if there are no others."""
    kind, record_id = which
    row = desk.row("SELECT series_id, series_day FROM appointment WHERE id = ?", (record_id,))
    if kind != "appointment" or row is None or row[0] is None:
        return None
    series_id, day = row
    both: list[list[Which]] = [
        [("appointment", each) for (each,) in desk.rows(_OTHERS, (series_id, record_id, since))]
        for since in (day, "")
    ]
    later, every = both
    return OpenDates((which, *later), (which, *every)) if every else None


def save(
    desk: Desk,
    draft: AppointmentDraft,
    scope: Scope,
    *,
    force: bool = False,
    because: str = "",
) -> Saved:
    """Store a changed date of a series, and make the same change to others, or to none of them.

    Only what differs from what is stored is changed in the others: a date that has a note or a
    person of its own keeps them. Another start moves them all by as much. Dates that are done or
    cancelled stay as they are.

    Args:
        desk: Where we are.
        draft: The date as it should be, with the id and version that were read.
        scope: Whether this one only, or those after it, or all.
        force: Store them although something stands against the time, if the policy asks.
        because: Why, if the policy asks for that too.

    Raises:
        TakenError: When the new time, people or resources are not free on some date.
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When the appointment or something it names is gone.
    """
    assert draft.id is not None
    stored = appointments.get(desk, draft.id)
    if scope == "one" or stored.series_id is None:
        return appointments.save(desk, draft, force=force, because=because)
    with desk.work() as work:
        stored = appointments.get(desk, draft.id)
        appointments.linkable(desk, draft)
        since = stored.series_day if scope == "following" else ""
        found = desk.rows(_OTHERS, (stored.series_id, draft.id, since))
        changes = _changes(stored.draft, draft)
        drafts = [(stored, draft)]
        if changes or _moves(stored.draft, draft):
            for (record_id,) in found:
                other = appointments.get(desk, record_id)
                drafts.append((other, _alike(other.draft, stored.draft, draft, changes)))
        return _save_all(work, drafts, draft, force=force, because=because)


def _changes(old: AppointmentDraft, new: AppointmentDraft) -> dict[str, Any]:
    names = [each.name for each in fields(new) if each.name not in _OWN]
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


def _moves(old: AppointmentDraft, new: AppointmentDraft) -> bool:
    return (old.start, old.end) != (new.start, new.end)


def _alike(
    other: AppointmentDraft,
    old: AppointmentDraft,
    new: AppointmentDraft,
    changes: dict[str, Any],
) -> AppointmentDraft:
    """Another date with the same change made to it."""
    if not _moves(old, new):
        return replace(other, **changes)
    length = (
        other.end - other.start
        if new.end - new.start == old.end - old.start
        else new.end - new.start
    )
    start = (other.start + (new.start - old.start)).replace(fold=0)
    end = (start + length).replace(fold=0)
    return replace(other, **changes, start=start, end=end, start_fold=0, end_fold=0)


def _save_all(
    work: Transaction,
    drafts: list[tuple[appointments.AppointmentRecord, AppointmentDraft]],
    mine: AppointmentDraft,
    *,
    force: bool,
    because: str,
) -> Saved:
    """Store them so that none stands in the way of the next: the foremost moves first."""
    later = mine.start > drafts[0][0].draft.start
    refused: list[tuple[datetime, TakenError]] = []
    saved: Saved | None = None
    changed = 0
    for stored, draft in sorted(drafts, key=lambda pair: pair[0].draft.start, reverse=later):
        try:
            with dating(draft.start):
                found = saving.store(work, stored, draft, force=force, because=because)
        except TakenError as error:
            refused.append((draft.start, error))
            continue
        changed += found.version != draft.version
        if draft is mine:
            saved = found
    if refused:
        raise taken_together(refused, len(drafts))
    assert saved is not None
    many = (f"{plural(changed, 'date')} of the series changed.",) if changed else ()
    return Saved(saved.version, (*many, *saved.sentences))
