"""What a search finds, as a list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ClientHit:
    """A client in a list of search results or possible duplicates."""

    id: int
    number: str
    name: str
    company: str
    phone: str
    email: str
    city: str
    status: str
    call_warning: str
    last_session: date | None
    sessions: int
    why: str = ""
    """For a possible duplicate: what is the same, as "same phone"."""


@dataclass(frozen=True, slots=True)
class SessionHit:
    """A session in a list of search results. Times are wall-clock."""

    id: int
    number: str
    start: datetime
    end: datetime
    client: str
    type_name: str
    description: str
    status: str
    photographer: str
