"""A studio that an earlier version opened gets what that version did not know of, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that the starter files have, and older studios may not."""

    action: str
    """What its history calls it: done once, it is not done again."""
    lacks: str
    """The condition, in SQL, on which a studio is without it."""
    add: Callable[[Transaction], None]
    words: str


def _prices(work: Transaction) -> None:
    from studio_tui.services import starter

    desk = work.desk
    starter.store(work, {}, desk.currency.code, desk.preference("studio.country", "GB"))


def _cancellations(work: Transaction) -> None:
    from studio_tui.services import starter

    starter.letters(work, "cancelled")


def _cycles(work: Transaction) -> None:
    from studio_tui.services import starter

    starter.statuses(work)
    starter.words(work)


_PIECES = (
    _Piece(
        "cancellations",
        "EXISTS (SELECT 1 FROM letter) "
        "AND NOT EXISTS (SELECT 1 FROM letter WHERE occasion = 'cancelled')",
        _cancellations,
        "Letters about cancelled sessions and appointments were added.",
    ),
    _Piece(
        "completed",
        "NOT EXISTS (SELECT 1 FROM price_list) AND NOT EXISTS (SELECT 1 FROM tax_rate) "
        "AND NOT EXISTS (SELECT 1 FROM letter)",
        _prices,
        "Price lists, taxes, letters and texts were added as a new studio has them.",
    ),
    _Piece(
        "cycles",
        "NOT EXISTS (SELECT 1 FROM status WHERE area IN ('invoice', 'task'))",
        _cycles,
        "Steps of invoices and tasks, and types of tasks, were added.",
    ),
)
"""In this order. A studio that has any prices, taxes or letters has been looked after already."""


def complete(desk: Desk) -> None:
    """Add what an older studio is without, from the starter files."""
    for piece in _PIECES:
        if _without(desk, piece):
            with desk.work() as work:
                location_id = _without(desk, piece)  # another program may have been faster
                if location_id:
                    piece.add(work)
                    work.changed("studio", location_id, piece.action, words=piece.words)


def _without(desk: Desk, piece: _Piece) -> int:
    """The id of the studio, if it is without something that it was never given; else 0."""
    row = desk.row(
        f"SELECT id FROM location WHERE {piece.lacks} AND NOT EXISTS "
        "(SELECT 1 FROM change WHERE subject = 'studio' AND action = ?) "
        "ORDER BY sort, id LIMIT 1",
        (piece.action,),
    )
    return int(row[0]) if row else 0
