"""A studio that an earlier version opened gets what that version did not know of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk

_BARE = """
SELECT id FROM location WHERE NOT EXISTS (SELECT 1 FROM price_list)
AND NOT EXISTS (SELECT 1 FROM tax_rate) AND NOT EXISTS (SELECT 1 FROM letter)
AND NOT EXISTS (SELECT 1 FROM change WHERE subject = 'studio' AND action = 'completed')
ORDER BY sort, id LIMIT 1
"""
"""The studio, if it was opened before there were price lists, taxes and letters."""


_WITHOUT = """
SELECT id FROM location WHERE EXISTS (SELECT 1 FROM letter)
AND NOT EXISTS (SELECT 1 FROM letter WHERE occasion = 'cancelled')
AND NOT EXISTS (SELECT 1 FROM change WHERE subject = 'studio' AND action = 'cancellations')
ORDER BY sort, id LIMIT 1
"""
"""The studio, if its letters were written before there were any about what is cancelled."""


def complete(desk: Desk) -> None:
    """Add prices, taxes, letters and texts from the starter files, once.

    A studio that has any of it has been looked after already, and gets only the letters about
    what is cancelled.
    """
    if desk.row(_WITHOUT):
        _add_cancellations(desk)
    if not desk.row(_BARE):
        return
    from studio_tui.services import starter

    with desk.work() as work:
        found = desk.row(_BARE)
        if found is None:  # another program was faster
            return
        starter.store(work, {}, desk.currency.code, desk.preference("studio.country", "GB"))
        words = "Price lists, taxes, letters and texts were added as a new studio has them."
        work.changed("studio", found[0], "completed", words=words)


def _add_cancellations(desk: Desk) -> None:
    from studio_tui.services import starter

    with desk.work() as work:
        found = desk.row(_WITHOUT)
        if found is None:  # another program was faster
            return
        starter.letters(work, "cancelled")
        words = "Letters about cancelled sessions and appointments were added."
        work.changed("studio", found[0], "cancellations", words=words)
