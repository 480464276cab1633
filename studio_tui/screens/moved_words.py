"""Where a booking is and where it would go, as the panel of a move says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_short, listing, plural
from studio_tui.widgets.grid_layout import times_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_tui.services.moving import Consequences, Step
    from studio_tui.services.stored import Stored


MANY = 12
"""Bookings that are listed one by one."""


def old_words(step: Step) -> str:
    """When it is, and with whom."""
    draft = step.record.draft
    when = f"{date_short(draft.start)} {times_words(draft.start, draft.end)}"
    return " · ".join(filter(None, (when, listing(_names(step.record)))))


def new_words(step: Step) -> str:
    """When it would be, and with whom."""
    draft = step.draft
    when = f"{date_short(draft.start)} {times_words(draft.start, draft.end)}"
    return " · ".join(filter(None, (when, listing(step.who))))


def both_words(step: Step) -> str:
    """A booking of several: ``10011 Lee, Kim: Fri 27 Nov 2026 14:00 to Sat 28 Nov 2026 14:00``.

    Who takes part instead stands behind it.
    """
    record, new = step.record, step.draft
    old = record.draft
    name = record.client or old.description or record.type_name
    called_so = f"{number_words(record.number)} {name}".lstrip()
    instead = [each for each in step.who if each not in _names(record)]
    whom = f", {listing(instead)}" if instead else ""
    if (old.start, old.end) == (new.start, new.end):
        return f"{called_so}: {date_short(old.start)} {old.start:%H:%M}{whom}"
    return (
        f"{called_so}: {date_short(old.start)} {old.start:%H:%M} to "
        f"{date_short(new.start)} {times_words(new.start, new.end)}{whom}"
    )


def few_words(steps: Sequence[Step]) -> Iterator[str]:
    """Each booking of several; of many the first and the last."""
    if len(steps) <= MANY:
        yield from map(both_words, steps)
        return
    yield from map(both_words, steps[:2])
    yield f"... and {len(steps) - 3} between"
    yield both_words(steps[-1])


def _names(record: Stored) -> list[str]:
    """Who and what takes part."""
    found = getattr(record, "schedules", None)
    if found is not None:
        return [name for name, _ in found]
    named = (getattr(record, role) for role in ("photographer", "assistant", "resource"))
    return [name for name in named if name]


def due_words(offered: Consequences) -> str:
    """What becomes of due dates."""
    if len(offered.due) > 1:
        return f"Due dates of {plural(len(offered.due), 'booking')} move along"
    was, now = offered.due[0]
    return f"Due date moves from {date_short(was)} to {date_short(now)}"
