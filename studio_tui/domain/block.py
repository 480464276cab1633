"""A booking as one schedule of the calendar shows it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BookingKind = Literal["session", "appointment"]
TimedKind = Literal[BookingKind, "date"]
"""What can be moved by itself: a ``date`` is one of a session's; its id is the event's."""
Role = Literal["photographer", "assistant", "resource", "attendee"]
StatusKind = Literal["open", "done", "cancelled", "no-show"]
FREED: Final = ("cancelled", "no-show")
"""Kinds of status that give the booked time back."""

MARKS: Final = (
    ("✓", "confirmed"),
    ("!", "call warning"),
    ("*", "has notes"),
    ("$", "balance due"),
)
"""What stands behind the name of a booking, and what it means."""


class Block(NamedTuple):
    """One event of a session or appointment, on one schedule.

    A tuple, because a month makes hundreds of them: that takes a third of the time.

    Times are wall-clock in the zone of the location. The same booking has one block for each
    schedule that it occupies.
    """

    event_id: int
    kind: BookingKind
    record_id: int
    """Id of the session or appointment."""
    number: str
    """Number of the session or appointment; empty while it has none."""
    schedule_id: int
    role: Role
    start: datetime
    end: datetime
    client: str
    """Client's name, last name first; empty for an unlinked appointment."""
    type_name: str
    colour: str
    """Colour of the type as ``#rrggbb``."""
    description: str
    status: str
    status_kind: StatusKind
    confirmed: bool
    call_warning: bool
    has_notes: bool
    client_id: int | None = None
    """None: an unlinked appointment."""
    session_id: int | None = None
    """The session itself, or the one that an appointment belongs to."""
    owes: bool = False
    """Whether something is still to be paid for the session."""
    left_out: bool = False
    """Whether a filter leaves it out: its time is drawn as busy, and nothing else of it."""
    text: str = ""
    """What its type wants written on it; empty: what tells it apart."""
    primary: bool = True
    """Whether it is the date that its session's record speaks of."""
    place: int = 1
    of: int = 1
    """Which of the session's dates it is, of how many; hidden ones are not counted."""
    before: int = 0
    after: int = 0
    """Minutes kept free around it."""
    drive: int = 0
    """Minutes of driving there, and again back; of people only."""

    @property
    def which(self) -> tuple[TimedKind, int]:
        """What is moved with it: the session or appointment, or a further date by itself."""
        return (self.kind, self.record_id) if self.primary else ("date", self.event_id)

    @property
    def marks(self) -> str:
        """State without colour, as in `MARKS`."""
        holds = (self.confirmed, self.call_warning, self.has_notes, self.owes)
        return "".join(mark for (mark, _), held in zip(MARKS, holds, strict=True) if held)

    @property
    def title(self) -> str:
        """What identifies the booking to a person: the client, else what it is about.

        What does not take place any more says so first. The type may want something else to be
        written there.
        """
        named = self.text or self.client or self.description or self.type_name
        dated = f"{named} {self.place}/{self.of}" if self.of > 1 else named
        return f"{self.status_kind}: {dated}" if self.status_kind in FREED else dated


def touched(start: datetime, end: datetime, first: date, last: date) -> Iterator[date]:
    """The days from ``first`` to ``last`` on which something takes place.

    An end at midnight belongs to the day before.
    """
    until = end if end == start else end - timedelta(microseconds=1)
    day = max(start.date(), first)
    while day <= min(until.date(), last):
        yield day
        day += timedelta(days=1)


def together(blocks: Iterable[Block], order: Sequence[int]) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each booking, which comes once, in order of time.

    Args:
        blocks: In any order.
        order: Schedules from left to right; a booking's blocks come in this order.
    """
    place = {schedule_id: at for at, schedule_id in enumerate(order)}
    found: dict[int, list[Block]] = {}
    for block in blocks:
        found.setdefault(block.event_id, []).append(block)
    for each in found.values():
        each.sort(key=lambda block: place.get(block.schedule_id, len(place)))
    events = sorted(found.values(), key=lambda each: (each[0].start, each[0].end, each[0].event_id))
    return tuple(tuple(each) for each in events)
