"""Records by the number that people call them by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk

Numbered = Literal["session", "appointment", "invoice", "payment", "task"]


def record_id(desk: Desk, kind: Numbered, number: str) -> int:
    """Id of the record of a kind with that number.

    Raises:
        StudioError: When there is none.
    """
    row = desk.row(f"SELECT id FROM {kind} WHERE number = ?", (number.strip(),))
    if row is None:
        raise StudioError(f"There is no {kind} with the number {number}.", code="not-found")
    return int(row[0])
