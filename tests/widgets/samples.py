"""Blocks and columns of one Tuesday for the tests of the calendar's widgets."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from studio_tui.domain.block import Block
from studio_tui.widgets.grid_layout import Column

TUESDAY = date(2026, 11, 24)


def at(clock: str, day: date = TUESDAY) -> datetime:
    """A wall-clock time; ``24:00`` and later fall on the next day."""
    hours, minutes = clock.split(":")
    return datetime.combine(day, time()) + timedelta(hours=int(hours), minutes=int(minutes))


SESSION = Block(
    event_id=1,
    kind="session",
    record_id=1,
    number="10012",
    schedule_id=1,
    role="photographer",
    start=at("9:30"),
    end=at("10:30"),
    client="Smith, Sara",
    type_name="Newborn",
    colour="#e0af68",
    description="",
    status="Booked",
    status_kind="open",
    confirmed=False,
    call_warning=False,
    has_notes=False,
)
MEETING = SESSION._replace(
    kind="appointment", number="", client="", type_name="Staff meeting", description=""
)


def block(span: str, client: str = "Smith, Sara", event_id: int = 1) -> Block:
    """A session from ``09:30-10:30``."""
    start, end = span.split("-")
    return SESSION._replace(event_id=event_id, start=at(start), end=at(end), client=client)


def blocks(*spans: str) -> list[Block]:
    """Sessions numbered in the order given."""
    return [block(span, event_id=number) for number, span in enumerate(spans, 1)]


def columns(count: int = 2) -> list[Column]:
    """Schedules of the Tuesday, with their number as key."""
    names = ("Anna Berg", "Ben Okoye", "Room 1", "Room 2", "日本 太郎", "Dora", "Eve", "Finn")
    return [Column(number, names[number - 1], TUESDAY, number) for number in range(1, count + 1)]


def office_hours(_: Column, minute: int) -> bool:
    """Open from nine to six."""
    return 9 * 60 <= minute < 18 * 60
