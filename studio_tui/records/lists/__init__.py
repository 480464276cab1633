"""The lists that a studio maintains itself, in the order of the Maintenance screen.

A list is a module with its spec, and a line here.
"""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.appointment_types import APPOINTMENT_TYPES
from studio_tui.records.lists.session_types import SESSION_TYPES
from studio_tui.records.lists.statuses import STATUSES
from studio_tui.records.lists.words import LEAD_SOURCES

LISTS: Final = (
    SESSION_TYPES,
    APPOINTMENT_TYPES,
    *STATUSES,
    LEAD_SOURCES,
)
"""All of them."""
