"""Working hours, other hours on single dates, and time off of a schedule: reading and setting them.

Whatever is set may stand in the way of bookings that are there already: they are told, with an
`InTheWayError`, and kept, once the person has agreed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from studio_tui.domain.absences import off_words
from studio_tui.domain.booking import GoneError
from studio_tui.domain.clashes import outside_hours
from studio_tui.domain.hours import Opening, Stretches, TimeOff, Working, hours_words
from studio_tui.domain.interval import Span
from studio_tui.domain.numbers import record_words
from studio_tui.domain.typed_hours import week_words
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.domain.words import date_short, plural
from studio_tui.errors import StudioError
from studio_tui.services import agenda
from studio_tui.services.working import LONGEST_OFF, opening, working

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_tui.domain.found import Booking
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

AHEAD = 2 * 366
"""Days of the future in which bookings are looked for that a change of hours stands in the way of,
and other hours and time off are listed."""
LISTED = 6
"""Bookings that a sentence names."""
REASON = 100
"""Longest reason in characters."""


class InTheWayError(StudioError):
    """Bookings are there already; the same again with ``agreed`` keeps them and goes on."""

    def __init__(self, bookings: tuple[Booking, ...]) -> None:
        said = [booking_words(booking) for booking in bookings[:LISTED]]
        more = len(bookings) - len(said)
        rest = [f"and {more} more"] if more else []
        verb = "is" if len(bookings) == 1 else "are"
        super().__init__(
            f"{plural(len(bookings), 'booking')} {verb} there already: {'; '.join(said + rest)}.",
            code="in-the-way",
        )
        self.bookings = bookings


def booking_words(booking: Booking) -> str:
    """``Fri 27 Nov 14:00-15:00 Smith, Sara, Portrait (session 10000)``."""
    when = off_words(booking.start, booking.end)
    who = booking.client or booking.description
    what = ", ".join(filter(None, (who, booking.type_name)))
    return f"{when} {what} ({record_words(booking.kind, booking.number)})"


@dataclass(frozen=True, slots=True)
class Hours:
    """What is known of the hours of a schedule, from today on."""

    schedule_id: int
    name: str
    thing: bool
    """Whether it is a room or the like."""
    working: Working
    opening: Opening
    """The studio's own, which it follows while it has none."""


def of_schedule(desk: Desk, schedule_id: int) -> Hours:
    """The week of a schedule, with other hours and time off from today on.

    Raises:
        GoneError: When there is no such schedule.
    """
    row = desk.row("SELECT name, kind FROM schedule WHERE id = ?", (schedule_id,))
    if row is None:
        raise GoneError("This schedule no longer exists.")
    today = desk.today()
    own = working(desk, [schedule_id], today, today + timedelta(days=AHEAD))
    hours = own.get(schedule_id, Working(desk.zone))
    return Hours(schedule_id, row[0], row[1] == "resource", hours, opening(desk, since=today))


def set_week(
    desk: Desk, schedule_id: int, week: Mapping[int, Stretches] | None, *, agreed: bool = False
) -> None:
    """Set the working hours of a week; None: those of the studio.

    Raises:
        StudioError: When no day has any hours.
        InTheWayError: When bookings lie outside the new hours, unless that was agreed.
    """
    with desk.work() as work:
        _store_week(work, of_schedule(desk, schedule_id), week, agreed=agreed)


def set_weekday(
    desk: Desk, schedule_id: int, weekday: int, stretches: Stretches, *, agreed: bool = False
) -> None:
    """Set the hours of one weekday; the others stay, or begin as those of the studio.

    Raises:
        StudioError: When no day would have any hours.
        InTheWayError: When bookings lie outside the new hours, unless that was agreed.
    """
    with desk.work() as work:
        before = of_schedule(desk, schedule_id)
        week = dict(before.working.week or before.opening.week)
        _store_week(work, before, week | {weekday: stretches}, agreed=agreed)


def _store_week(
    work: Transaction, before: Hours, week: Mapping[int, Stretches] | None, *, agreed: bool
) -> None:
    desk, schedule_id = work.desk, before.schedule_id
    if week is not None and not any(week.values()):
        raise StudioError("No day has hours. Give at least one, or type studio to follow it.")
    after = replace(before.working, week=week or {})
    _refuse_met(desk, before, after, agreed=agreed)
    desk.database.execute_sql("DELETE FROM working_hours WHERE schedule_id = ?", (schedule_id,))
    for weekday, stretches in sorted(after.week.items()):
        for start, end in stretches:
            work.insert(
                "working_hours", schedule_id=schedule_id, weekday=weekday, start=start, end=end
            )
    words = [_week_words(hours.week) for hours in (before.working, after)]
    _changed(work, before, f"Hours: {words[0]} to {words[1]}.")


def _week_words(week: Mapping[int, Stretches]) -> str:
    return week_words(week) if week else "as the studio"


def set_day(
    desk: Desk, schedule_id: int, day: date, stretches: Stretches | None, *, agreed: bool = False
) -> None:
    """Set other hours on one date, none at all for a day without work; None: as every week.

    Raises:
        InTheWayError: When bookings lie outside the new hours, unless that was agreed.
    """
    with desk.work() as work:
        before = of_schedule(desk, schedule_id)
        days = {at: each for at, each in before.working.days.items() if at != day}
        if stretches is not None:
            days[day] = stretches
        _refuse_met(desk, before, replace(before.working, days=days), agreed=agreed)
        desk.database.execute_sql(
            "DELETE FROM day_hours WHERE schedule_id = ? AND day = ?",
            (schedule_id, day.isoformat()),
        )
        for start, end in () if stretches is None else stretches or ((None, None),):
            work.insert(
                "day_hours", schedule_id=schedule_id, day=day.isoformat(), start=start, end=end
            )
        said = "as every week" if stretches is None else hours_words(stretches)
        _changed(work, before, f"Hours on {date_short(day)}: {said}.")


def set_off(
    desk: Desk,
    schedule_id: int,
    start: datetime,
    end: datetime,
    reason: str = "",
    *,
    off_id: int | None = None,
    agreed: bool = False,
) -> int:
    """Enter time off, or change what was entered; returns its id.

    Args:
        desk: Where we are.
        schedule_id: Whose.
        start: Wall-clock start.
        end: Wall-clock end; midnight ends the day before.
        reason: Why, in a few words.
        off_id: The time off to change; None: it is new.
        agreed: Whether bookings in that time are known.

    Raises:
        StudioError: When it does not end after it begins, or lasts more than a year.
        GoneError: When what is to be changed has been removed meanwhile.
        InTheWayError: When there are bookings in that time, unless that was agreed.
    """
    span = Span(*(lenient_instant(each, desk.zone) for each in (start, end)))
    if span.end <= span.start:
        raise StudioError("It ends before it begins; type the earlier day or time first.")
    if end - start > timedelta(days=LONGEST_OFF):
        raise StudioError("Time off lasts at most a year; enter the rest once more.")
    reason = " ".join(reason.split())[:REASON]
    with desk.work() as work:
        before = of_schedule(desk, schedule_id)
        others = [each for each in before.working.off if each.id != off_id]
        after = replace(before.working, off=(*others, TimeOff(start, end, span, reason)))
        _refuse_met(desk, before, after, agreed=agreed, since=start.date(), until=end.date())
        return _store_off(work, before, after.off[-1], off_id)


def _store_off(work: Transaction, before: Hours, off: TimeOff, off_id: int | None) -> int:
    values = {
        "start": off.start.isoformat(timespec="minutes"),
        "end": off.end.isoformat(timespec="minutes"),
        "start_utc": off.span.start,
        "end_utc": off.span.end,
        "reason": off.reason,
    }
    because = f" ({off.reason})" if off.reason else ""
    said = f"{off_words(off.start, off.end)} {off.start.year}{because}"
    if off_id is None:
        stored = work.insert("time_off", schedule_id=before.schedule_id, **values)
        _changed(work, before, f"Off {said}.")
        return stored
    columns = ", ".join(f'"{name}" = ?' for name in values)
    done = work.desk.database.execute_sql(
        f"UPDATE time_off SET {columns} WHERE id = ? AND schedule_id = ?",
        (*values.values(), off_id, before.schedule_id),
    )
    if not done.rowcount:
        raise GoneError("This time off has been removed meanwhile.")
    _changed(work, before, f"Time off is now {said}.")
    return off_id


def remove_off(desk: Desk, off_id: int) -> None:
    """Take time off away again; gone already is as good."""
    with desk.work() as work:
        row = desk.row('SELECT schedule_id, start, "end" FROM time_off WHERE id = ?', (off_id,))
        if row is None:
            return
        desk.database.execute_sql("DELETE FROM time_off WHERE id = ?", (off_id,))
        start, end = (datetime.fromisoformat(text) for text in row[1:])
        said = f"Time off {off_words(start, end)} {start.year} removed."
        work.changed("schedule", row[0], "changed", words=said)


def _changed(work: Transaction, hours: Hours, words: str) -> None:
    work.changed("schedule", hours.schedule_id, "changed", words=words)


def _refuse_met(
    desk: Desk,
    before: Hours,
    after: Working,
    *,
    agreed: bool,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Tell the bookings that new hours stand in the way of, and the old did not."""
    if agreed:
        return
    today = desk.today()
    found = met(
        desk,
        before,
        after,
        first=since or today,
        last=until or today + timedelta(days=AHEAD),
    )
    if found:
        raise InTheWayError(found)


def met(
    desk: Desk, before: Hours, after: Working, *, first: date, last: date
) -> tuple[Booking, ...]:
    """The bookings of a schedule that would be in the way of other hours, and are not now."""
    return tuple(
        booking
        for booking in agenda.between(desk, first, last, before.schedule_id)
        if _stands(booking, after, desk.zone) and not _stands(booking, before.working, desk.zone)
    )


def _stands(booking: Booking, hours: Working, zone: str) -> bool:
    span = Span(*(lenient_instant(each, zone) for each in (booking.start, booking.end)))
    off = any(each.span.overlaps(span) for each in hours.off)
    return off or outside_hours(span, hours) is not None


def in_time_off(desk: Desk, hours: Hours) -> dict[int, tuple[Booking, ...]]:
    """The bookings within each time off that is listed, by its id."""
    found = {}
    for each in hours.working.off:
        last = (each.end - timedelta(seconds=1)).date()
        booked = agenda.between(desk, each.start.date(), last, hours.schedule_id)
        alone = Working(hours.working.zone, off=(each,))
        inside = tuple(one for one in booked if _stands(one, alone, desk.zone))
        if inside and each.id is not None:
            found[each.id] = inside
    return found
