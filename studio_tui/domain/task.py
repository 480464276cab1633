"""Tasks: what somebody is to do, by when (`domain.md` 3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

PRIORITIES: Final = {
    1: "most urgent",
    2: "urgent",
    3: "ordinary",
    4: "can wait",
    5: "when there is time",
}
"""What a priority means."""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task to create (no ``id``) or to change.

    Attributes:
        version: The version that was read; a newer one in the database is not overwritten.
    """

    subject: str
    start: date
    due: date
    id: int | None = None
    version: int = 0
    type_id: int | None = None
    status_id: int | None = None
    """None for a new task: the initial status."""
    assigned_by_id: int | None = None
    assigned_to_id: int | None = None
    """None: whoever has time."""
    priority: int = 3
    private: bool = False
    """Shown to the two whom it concerns only."""
    client_id: int | None = None
    session_id: int | None = None
    appointment_id: int | None = None
    invoice_id: int | None = None
    notes: str = ""
    token: str = ""
    """Creating twice with the same one creates once."""


@dataclass(frozen=True, slots=True)
class TaskHit:
    """A task in a list."""

    id: int
    number: str
    due: date
    subject: str
    priority: int
    assigned_to: str
    """Empty: whoever has time."""
    client: str
    status: str
    done: bool
    overdue: bool
