"""What the services are asked: the same kind of question of every studio, so that they compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Final

from studio_tui.domain.booking import SessionDraft
from studio_tui.services import availability, calendar, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_tui.services.desk import Desk

COLUMNS: Final = 12
"""Schedules of the week that is asked for."""
BLOCKS: Final = 60
"""How full that week should be: a studio's age is measured, not how busy it is."""
WEEKS: Final = 8
EMPTY: Final = datetime(2028, 4, 3)
"""From here on nothing is booked and no clock changes for months: where bookings go."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What one studio is asked."""

    schedules: tuple[int, ...]
    weeks: tuple[date, ...]
    """Mondays."""
    free: tuple[SessionDraft, ...]
    taken: tuple[SessionDraft, ...]
    terms: tuple[str, ...]
    """Folded names of clients, and digits of their telephones."""


def questions(desk: Desk, today: date) -> Questions:
    """Choose the questions for a studio."""
    schedules = tuple(entry.id for entry in calendar.schedules(desk))
    step = max(1, len(schedules) // COLUMNS)  # people as well as rooms
    columns = schedules[::step][:COLUMNS]
    weeks = _weeks(desk, columns, today)
    free: list[SessionDraft] = []
    taken: list[SessionDraft] = []
    for draft in _drafts(desk, weeks):
        clashes = availability.check(desk, draft, alternatives=0).clashes
        (taken if clashes else free).append(draft)
    return Questions(columns, weeks, tuple(free), tuple(taken), tuple(_terms(desk)))


def _weeks(desk: Desk, columns: Sequence[int], today: date) -> tuple[date, ...]:
    """The weeks that are as full as they should be, or come nearest to it."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=week) for week in range(-4, 36)]
    away = {day: abs(len(_blocks(desk, columns, day)) - BLOCKS) for day in mondays}
    return tuple(sorted(mondays, key=away.__getitem__)[:WEEKS])


def _blocks(desk: Desk, columns: Sequence[int], monday: date) -> Sequence[object]:
    return calendar.blocks(desk, monday, monday + timedelta(days=6), columns)


def _drafts(desk: Desk, weeks: Sequence[date]) -> Iterator[SessionDraft]:
    """A session at every open hour of those weeks, with one person and one room after another."""
    lists = catalogue.catalogue(desk)
    people = cycle([person.id for person in lists.people if person.photographer])
    rooms = cycle([resource.id for resource in lists.resources])
    for monday in weeks:
        for hour in range(9, 17):
            for weekday in range(1, 5):
                day = monday + timedelta(days=weekday)
                start = datetime(day.year, day.month, day.day, hour)
                yield SessionDraft(
                    type_id=lists.types[0].id,
                    start=start,
                    end=start + timedelta(hours=1),
                    photographer_id=next(people),
                    resource_id=next(rooms),
                )


def _terms(desk: Desk) -> Iterator[str]:
    for sql, wanted in (
        ("SELECT sort_name FROM client WHERE length(sort_name) >= 10 ORDER BY id", 16),
        ("SELECT key FROM client_phone WHERE length(key) >= 10 ORDER BY id", 4),
    ):
        found = desk.rows(sql)
        yield from (row[0] for row in found[:: max(1, len(found) // wanted)][:wanted])
