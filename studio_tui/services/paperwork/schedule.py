"""What day sheets and week schedules say: who comes when, to one person or resource or to all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from studio_tui.documents.schedule import schedule_sheets
from studio_tui.documents.values import ScheduleSheet, SheetDay
from studio_tui.domain.absences import ONE_DAY
from studio_tui.domain.choosing import choose
from studio_tui.domain.hours import TimeOff, Working, hours_words
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_words, listing, plural, span_words, time_words
from studio_tui.services import agenda, calendar
from studio_tui.services.paperwork.letterhead import header
from studio_tui.services.working import opening, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studio_tui.documents.blocks import Document
    from studio_tui.documents.values import DocumentKind
    from studio_tui.domain.found import Booking
    from studio_tui.domain.hours import Opening
    from studio_tui.services.calendar import ScheduleEntry
    from studio_tui.services.desk import Desk

ALL: Final = "all"
"""What to type for every schedule that the calendar offers."""
BETWEEN: Final = "; "
"""What stands between the names of several schedules."""
_SHORT: Final = 160
"""Characters of notes: whoever needs more opens the booking."""


def whose(desk: Desk, text: str) -> tuple[ScheduleEntry, ...]:
    """The schedules that are meant, each once.

    Args:
        desk: Where we are.
        text: Names, or as little of them as tells them apart, with ``;`` between; or ``all``.

    Raises:
        StudioError: When one of them is none, or could be several.
    """
    offered = calendar.schedules(desk)
    if text.strip().casefold() == ALL and offered:
        return offered
    names = [name for name in text.split(";") if name.strip()] or [""]
    return tuple(dict.fromkeys(choose(name, offered, "schedule") for name in names))


def days(kind: DocumentKind, first: date) -> tuple[date, ...]:
    """The days of a sheet: the day itself, or its week from Monday on."""
    if kind == "day":
        return (first,)
    monday = first - timedelta(days=first.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))


def when(shown: Sequence[date]) -> str:
    """The day in words, or the first and the last one."""
    return " - ".join(date_words(day) for day in dict.fromkeys((shown[0], shown[-1])))


def gather(desk: Desk, kind: DocumentKind, names: str, first: date | None = None) -> Document:
    """What some schedules hold on a day or in a week.

    Args:
        desk: Where we are.
        kind: ``day`` or ``week``.
        names: Whose schedules, as `whose` reads it.
        first: The day, or a day of the week; None: today.

    Raises:
        StudioError: When there is no such schedule.
    """
    shown = days(kind, first or desk.today())
    found = whose(desk, names)
    alone = found[0].id if len(found) == 1 else None
    booked = agenda.between(desk, shown[0], shown[-1], alone)
    hours = working(desk, [entry.id for entry in found], shown[0], shown[-1])
    closed, printed = opening(desk), f"Printed {date_words(desk.today())}"
    own = [_Own(entry, booked, hours.get(entry.id, Working(desk.zone)), closed) for entry in found]
    return schedule_sheets(
        header(desk),
        kind,
        shown[0].isoformat(),
        [
            ScheduleSheet(
                whose=each.entry.name,
                when=when(shown),
                gist=each.gist(),
                days=tuple(map(each.week_day if len(shown) > 1 else each.day, shown)),
                printed_on=printed,
            )
            for each in own
        ],
    )


class _Own:
    """What there is to say about one schedule."""

    def __init__(
        self, entry: ScheduleEntry, booked: Iterable[Booking], working: Working, opening: Opening
    ) -> None:
        self.entry, self._working, self._opening = entry, working, opening
        self._booked = [
            each for each in booked if any(part.schedule_id == entry.id for part in each.parts)
        ]

    def gist(self) -> str:
        """How much there is to do."""
        kinds = [each.kind for each in self._booked]
        counts = {kind: kinds.count(kind) for kind in ("session", "appointment")}
        said = listing([plural(count, kind) for kind, count in counts.items() if count])
        return said or "Nothing is booked."

    def day(self, day: date) -> SheetDay:
        """A day of its own; that it is empty has been said above."""
        hours = self._hours(day)
        return SheetDay(f"Hours {hours}" if hours else "Booked", tuple(self._rows(day)))

    def week_day(self, day: date) -> SheetDay:
        """A day among others; an empty one says so."""
        hours = self._hours(day)
        heading = date_words(day) + (f", hours {hours}" if hours else "")
        rows = tuple(self._rows(day))
        return SheetDay(heading, rows or (("", "Nothing is booked.", ""),))

    def _hours(self, day: date) -> str:
        """Hours of the schedule's own; nothing where they are the studio's."""
        own = self._working.stretches(day)
        return "" if own is None else hours_words(own) if own else "none"

    def _rows(self, day: date) -> Iterator[tuple[str, str, str]]:
        """What keeps the whole day free, then bookings and time off as they follow each other."""
        if closed := self._opening.closure(day):
            yield "all day", f"Closed: {closed.name}", ""
        midnight = datetime.combine(day, time())
        stretches: list[Booking | TimeOff] = [*self._booked, *self._working.off]
        for each in sorted(stretches, key=lambda each: each.start):
            if each.start < midnight + ONE_DAY and each.end > midnight:
                yield _times(each, midnight), *self._told(each)

    def _told(self, each: Booking | TimeOff) -> tuple[str, str]:
        if isinstance(each, TimeOff):
            return _line("Off", each.reason), ""
        return "\n".join(_lines(each, self.entry.id)), number_words(each.number)


def _times(each: Booking | TimeOff, midnight: datetime) -> str:
    """The part of a stretch of time that lies on one day."""
    end = midnight + ONE_DAY
    if each.start <= midnight and each.end >= end:
        return "all day"
    if each.start < midnight:
        return f"until {time_words(each.end)}"
    if each.end > end:
        return f"from {time_words(each.start)}"
    until = "24:00" if each.end == end else time_words(each.end)
    return f"{time_words(each.start)}-{until}"


def _lines(each: Booking, schedule_id: int) -> Iterator[str]:
    """A booking in words, what is needed first above the rest."""
    if each.client:
        yield _line(each.client, each.phone)
    yield _line(*dict.fromkeys((each.type_name, each.description)))
    if _beyond(each):
        yield span_words(each.start, each.end)
    if around := _line(_where(each), _with(each, schedule_id)):
        yield around
    # Nobody is asked to confirm what is for nobody.
    confirmed = "confirmed" if each.confirmed else "not confirmed" if each.client else ""
    yield _line(each.status, confirmed, f"client arrives {each.arrival}" if each.arrival else "")
    if each.call_warning:
        yield f"Call warning: {_line(each.call_warning)}"
    if each.notes.strip():
        notes = _line(each.notes)
        yield f"Notes: {notes if len(notes) <= _SHORT else notes[: _SHORT - 1].rstrip() + '…'}"


def _line(*parts: str) -> str:
    """What is not empty, in one line whatever somebody typed."""
    return ", ".join(filter(None, (" ".join(part.split()) for part in parts)))


def _beyond(each: Booking) -> bool:
    """Whether a booking goes on after its first day."""
    return each.end > datetime.combine(each.start.date() + ONE_DAY, time())


def _where(each: Booking) -> str:
    return _line(each.outside, *each.address.splitlines()) if each.outside else ""


def _with(each: Booking, schedule_id: int) -> str:
    """Everybody and everything else that takes part."""
    others = [part.name for part in each.parts if part.schedule_id != schedule_id]
    return f"with {listing(others)}" if others else ""
