"""What the calendar shows: schedules, and the blocks on them in one query whatever the view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.domain.absences import absence_words
from studio_tui.domain.block import FREED, Block
from studio_tui.domain.block_text import fill
from studio_tui.domain.names import display
from studio_tui.domain.numbers import number_words
from studio_tui.domain.wallclock import day_start
from studio_tui.services.of_event import OF_EVENT, PLACE
from studio_tui.services.preferences import chosen
from studio_tui.services.working import opening, working

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studio_tui.domain.hours import Opening, Working
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """A column that the calendar can show; ``owner_id`` is the person's or resource's id."""

    id: int
    name: str
    kind: Literal["person", "resource"]
    owner_id: int
    auto_select: bool
    role: Literal["photographer", "assistant", "resource", ""]
    """What the owner is booked as in the first place."""
    code: str
    """What a resource is called where there is little room; empty if it has no code."""


def schedules(desk: Desk) -> tuple[ScheduleEntry, ...]:
    """The schedules that the calendar offers: people first, then resources."""
    return tuple(
        ScheduleEntry(
            row[0], row[1], row[2], row[3], auto_select=bool(row[4]), role=row[5], code=row[6]
        )
        for row in desk.rows(
            "SELECT schedule.id, schedule.name, schedule.kind, coalesce(person.id, resource.id), "
            "coalesce(person.auto_select, 0), CASE WHEN resource.id THEN 'resource' "
            "WHEN person.photographer THEN 'photographer' WHEN person.assistant THEN 'assistant' "
            "ELSE '' END, coalesce(resource.code, '') FROM schedule "
            "LEFT JOIN person ON person.schedule_id = schedule.id "
            "LEFT JOIN resource ON resource.schedule_id = schedule.id "
            "WHERE schedule.shown AND NOT schedule.inactive "
            "ORDER BY schedule.kind, schedule.sort, schedule.name"
        )
    )


_HELD = "slot.held"
_ALL = f"(slot.held OR NOT event.hidden AND status.kind IN {FREED})"
_BLOCKS = f"""
SELECT event.id, session.id, coalesce(session.number, appointment.number), schedule.id, slot.role,
       event.start, event.end, client.last, client.first, client.company,
       coalesce(session_type.name, appointment_type.name),
       coalesce(session_type.colour, nullif(appointment.colour, ''), appointment_type.colour),
       coalesce(nullif(event.description, ''), session.description, appointment.description),
       status.name, status.kind,
       coalesce(session.confirmed, appointment.confirmed), client.call_warning <> '',
       coalesce(session.notes, appointment.notes) <> '', appointment.id, client.id,
       coalesce(session.id, appointment.session_id),
       (SELECT sum(invoice.total - (SELECT coalesce(sum(amount), 0) FROM payment
                                    WHERE invoice_id = invoice.id AND NOT pending))
        FROM invoice WHERE session_id = coalesce(session.id, appointment.session_id)
        AND invoice.kind <> 'estimate') > 0,
       CASE WHEN session.id THEN session_type.calendar_text
            WHEN client.id THEN appointment_type.calendar_text
            ELSE appointment_type.unlinked_text END,
       event."primary", slot.before / 60, slot.after / 60, slot.drive / 60, {PLACE}
FROM schedule
CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
{OF_EVENT}
LEFT JOIN status ON status.id = coalesce(session.status_id, appointment.status_id)
WHERE schedule.id IN ({{marks}}) AND {{which}}
AND slot.start_utc < ? AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
ORDER BY slot.start_utc, event.id
"""


def blocks(
    desk: Desk,
    first: date,
    last: date,
    schedule_ids: Iterable[int],
    *,
    cancelled: bool = False,
) -> tuple[Block, ...]:
    """The bookings on some schedules from one day to another, the last day included.

    Args:
        desk: Where we are.
        first: First day.
        last: Last day.
        schedule_ids: The schedules.
        cancelled: Whether those are wanted too that were cancelled, or to which nobody came.
    """
    ids = tuple(schedule_ids)
    sql = _BLOCKS.format(marks=", ".join("?" * len(ids)), which=_ALL if cancelled else _HELD)
    bounds = _bounds(desk, first, last)
    return tuple(_block(row) for row in desk.rows(sql, (*ids, *bounds)))


def _block(row: tuple[Any, ...]) -> Block:
    return Block(
        event_id=row[0],
        kind="session" if row[1] else "appointment",
        record_id=row[1] or row[18],
        number=row[2] or "",
        schedule_id=row[3],
        role=row[4],
        start=datetime.fromisoformat(row[5]),
        end=datetime.fromisoformat(row[6]),
        client=display(row[7] or "", row[8] or "", row[9] or ""),
        type_name=row[10],
        colour=row[11],
        description=row[12],
        status=row[13],
        status_kind=row[14],
        confirmed=bool(row[15]),
        call_warning=bool(row[16]),
        has_notes=bool(row[17]),
        client_id=row[19],
        session_id=row[20],
        owes=bool(row[21]),
        text=_text(row) if row[22] else "",
        primary=bool(row[23]),
        before=row[24],
        after=row[25],
        drive=row[26],
        place=row[27] or 1,
        of=row[28] or 1,
    )


def _text(row: tuple[Any, ...]) -> str:
    """What the type of a row of ``_BLOCKS`` wants written on the block."""
    own = {"number": number_words(row[2] or ""), "description": row[12], "status": row[13]}
    kinds = ("session", "appointment")
    values = {f"{kind}.{name}": text for kind in kinds for name, text in own.items()}
    client = {"client.last": row[7], "client.first": row[8], "client.company": row[9]}
    values |= {name: text or "" for name, text in client.items()}
    return fill(row[22], values | {"type": row[10]})


def _bounds(desk: Desk, first: date, last: date) -> tuple[int, int, int]:
    """What the queries above ask of slots from one day to another, in UTC seconds."""
    start = day_start(first, desk.zone)
    return day_start(last + timedelta(days=1), desk.zone), start, start


_COUNTS = """
SELECT substr(event.start, 1, 10), substr(event.end, 1, 10), substr(event.end, 12) = '00:00',
       count(DISTINCT event.id) FROM schedule
CROSS JOIN booking_slot AS slot ON slot.schedule_id = schedule.id
JOIN event ON event.id = slot.event_id
WHERE schedule.id IN ({marks}) AND slot.held
AND slot.start_utc < ? AND slot.start_utc > ? - schedule.longest AND slot.end_utc > ?
GROUP BY 1, 2, 3
"""


def busy_days(
    desk: Desk, first: date, last: date, schedule_ids: Iterable[int]
) -> Mapping[date, int]:
    """How many bookings of some schedules there are on each day that has any."""
    ids = tuple(schedule_ids)
    bounds = _bounds(desk, first, last)
    rows = desk.rows(_COUNTS.format(marks=", ".join("?" * len(ids))), (*ids, *bounds))
    found: dict[date, int] = {}
    for start, end, at_midnight, count in rows:
        day, until = date.fromisoformat(start), date.fromisoformat(end)
        if at_midnight and day < until:
            until -= timedelta(days=1)
        day, until = max(day, first), min(until, last)
        while day <= until:
            found[day] = found.get(day, 0) + count
            day += timedelta(days=1)
    return found


def data_version(desk: Desk) -> int:
    """A number that changes when another program has written to the database."""
    found = desk.row("PRAGMA data_version")
    return int(found[0]) if found else 0


def pulse(desk: Desk) -> tuple[int, datetime]:
    """What an open calendar asks every second: `data_version`, and the time on the wall."""
    return data_version(desk), desk.now()


@dataclass(frozen=True, slots=True)
class Home:
    """What the calendar needs to know once."""

    today: date
    studio: str
    """Name of the studio; empty while there is none."""
    person: str
    """Who is at the desk."""
    shown: tuple[int, ...]
    """Schedules that this person chose to see; none while nothing was chosen."""
    day_first: bool
    """Whether ``5/11`` is 5 November."""
    own: int
    """The schedule of who is at the desk; 0 if nobody is."""
    view: Mapping[str, Any]
    """The view that this person chose last, as it was kept; nothing at first."""


def home(desk: Desk) -> Home:
    """Where the calendar starts for the person at the desk."""
    found = desk.row(
        "SELECT schedule.name, schedule.id FROM person "
        "JOIN schedule ON schedule.id = person.schedule_id "
        "WHERE person.id = ?",
        (desk.person_id,),
    )
    choices = chosen(desk)
    return Home(
        desk.today(),
        str(choices["studio.name"]),
        str(found[0]) if found else "",
        tuple(choices[SHOWN]),
        bool(choices["dates.day_first"]),
        found[1] if found else 0,
        _begun(choices),
    )


def _begun(choices: Mapping[str, Any]) -> dict[str, Any]:
    """The view that this person wants to begin with, else the one that was chosen last."""
    begin, rows = choices["calendar.begin"], choices["calendar.rows"]
    wanted = {"kind": begin} if begin else {}
    return {**choices.get(VIEW, {}), **wanted, **({"slot": rows} if rows else {})}


SHOWN = "calendar.schedules"
"""Preference: ids of the schedules that a person chose to see."""
VIEW = "calendar.view"
"""Preference: the view that a person chose last."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the calendar draws for some days: read together, so that it fits together."""

    version: int
    """As `data_version` was before the rest was read."""
    now: datetime
    schedules: tuple[ScheduleEntry, ...]
    """Every schedule that could be shown."""
    shown: tuple[ScheduleEntry, ...]
    """Those that are."""
    opening: Opening
    working: Mapping[int, Working]
    """Own hours and time off of those that have any, by schedule."""
    blocks: tuple[Block, ...]

    @property
    def found(self) -> tuple[Block, ...]:
        """The blocks that no filter leaves out."""
        return tuple(block for block in self.blocks if not block.left_out)

    def hours(self, schedule_id: int, day: date) -> Callable[[int], bool]:
        """Whether the studio is open and the schedule works, at a minute of that day."""
        studio = () if self.opening.closure(day) else self.opening.week.get(day.weekday(), ())
        own = self.working.get(schedule_id)
        mine = own.stretches(day) if own is not None else None
        midnight, minute = datetime.combine(day, time()), timedelta(minutes=1)
        away = tuple(
            ((off.start - midnight) / minute, (off.end - midnight) / minute)
            for off in (own.off if own is not None else ())
        )

        def within(at: int, stretches: Iterable[tuple[float, float]]) -> bool:
            return any(start <= at < end for start, end in stretches)

        return lambda at: (
            within(at, studio) and (mine is None or within(at, mine)) and not within(at, away)
        )

    def shut(self, schedule_id: int, at: datetime) -> str:
        """Why that time is not open, in words; nothing if it is."""
        day, minute = at.date(), at.hour * 60 + at.minute
        own = self.working.get(schedule_id)
        if closed := self.opening.closure(day):
            return f"closed: {closed.name}"
        if own is not None and (off := own.time_off(day, minute)):
            return absence_words(off.start, off.end, off.reason)
        if not self.opening.is_open(day, minute):
            return "closed hours"
        return "" if own is None or own.works(day, minute) else "outside working hours"

    def heading(self, schedule_id: int, day: date) -> str:
        """What there is to say over a whole day: a closure, or time off from its start on."""
        if closed := self.opening.closure(day):
            return closed.name
        own = self.working.get(schedule_id)
        off = own.time_off(day, 12 * 60) if own is not None else None
        return f"off: {off.reason}" if off and off.reason else "off" if off else ""


def page(
    desk: Desk,
    first: date,
    last: date,
    wanted: Iterable[int] = (),
    *,
    cancelled: bool = False,
) -> Page:
    """The calendar from one day to another, the last day included.

    Args:
        desk: Where the work is done from.
        first: First day.
        last: Last day.
        wanted: Ids of schedules; when none of them can be shown, those shown by default.
        cancelled: Whether bookings are wanted too that were cancelled.
    """
    version, now = pulse(desk)
    offered = schedules(desk)
    shown = _shown(offered, set(wanted))
    ids = [entry.id for entry in shown]
    found = blocks(desk, first, last, ids, cancelled=cancelled)
    hours = opening(desk, since=first)
    return Page(version, now, offered, shown, hours, working(desk, ids, first, last), found)


def page_and_months(
    desk: Desk,
    days: tuple[date, date],
    wanted: Iterable[int],
    months: tuple[date, date] | None,
    *,
    cancelled: bool = False,
) -> tuple[Page, Mapping[date, int] | None]:
    """A page, and how busy the days of the months beside it are, if there are any beside it."""
    found = page(desk, *days, wanted, cancelled=cancelled)
    ids = [entry.id for entry in found.shown]
    return found, busy_days(desk, *months, ids) if months else None


def _shown(offered: tuple[ScheduleEntry, ...], wanted: set[int]) -> tuple[ScheduleEntry, ...]:
    """The wanted schedules; by default people who are always shown, else all, and every room."""
    found = tuple(entry for entry in offered if entry.id in wanted)
    always = any(entry.auto_select for entry in offered)
    return found or tuple(
        entry for entry in offered if entry.kind == "resource" or entry.auto_select or not always
    )


def colours(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The types that can be booked, each with its colour: sessions first, then appointments."""
    return tuple(
        (name, colour)
        for name, colour, *_ in desk.rows(
            "SELECT name, colour, 0 AS kind, sort FROM session_type WHERE NOT inactive UNION ALL "
            "SELECT name, colour, 1, sort FROM appointment_type WHERE NOT inactive "
            "ORDER BY 3, 4, 1"
        )
    )
