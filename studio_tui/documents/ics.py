"""Bookings as an iCalendar file (RFC 5545), alone or as an invitation to one (RFC 5546)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from studio_tui import __version__
from studio_tui.documents.blocks import clean
from studio_tui.domain.wallclock import zone_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from icalendar import Calendar, Event, Timezone, vCalAddress

Method = Literal["", "PUBLISH", "REQUEST", "CANCEL"]
"""What a file is for: to be kept as it is; to be looked at; to be answered; to be taken out."""

_ENDLESS: Final = date.max.year - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a booking as other calendars show it."""

    uid: str
    """The same for ever, wherever it is sent."""
    sequence: int
    start: datetime
    end: datetime
    """Wall-clock times; the ``fold`` says which one of an hour that comes twice."""
    zone: str
    summary: str
    created: int
    """UTC seconds."""
    description: str = ""
    location: str = ""
    category: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody with an email address."""

    email: str
    name: str = ""


def calendar_file(
    entries: Sequence[Entry],
    stamp: int,
    *,
    name: str = "",
    method: Method = "",
    organizer: Mailbox | None = None,
    attendee: Mailbox | None = None,
) -> bytes:
    """A file that calendar programs read.

    Args:
        entries: What is in it.
        stamp: When it is made, in UTC seconds: the newer of two files with one sequence holds.
        name: What the calendar is called.
        method: What it is for.
        organizer: Who invites.
        attendee: Who is invited.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//studio_tui//studio {__version__}//EN")
    if method:
        made.add("method", method)
    if name:
        made.add("x-wr-calname", _line(name))
    _add_zones(made, entries)
    for entry in entries:
        event = _event(entry, stamp)
        if organizer is not None:
            event.add("organizer", _address(organizer))
        if attendee is not None:
            event.add("attendee", _invited(attendee, asked=method == "REQUEST"))
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry, stamp: int) -> Event:
    from icalendar import Event

    made = Event()
    values: dict[str, Any] = {
        "uid": entry.uid,
        "dtstamp": _utc(stamp),
        "created": _utc(entry.created),
        "sequence": entry.sequence,
        "dtstart": _moment(entry.start, entry.zone),
        "dtend": _moment(entry.end, entry.zone),
        "summary": _line(entry.summary),
        "description": clean(entry.description),
        "location": _line(entry.location),
        "status": "CANCELLED" if entry.cancelled else "CONFIRMED",
    }
    for key, value in values.items():
        if value != "":
            made.add(key, value)
    if entry.category:
        made.add("categories", [_line(entry.category)])
    return made


def _moment(reading: datetime, zone: str) -> datetime:
    """On the clock of the zone; in UTC where that clock shows it for the second time.

    A reading that comes twice is always the first one (RFC 5545, 3.3.5).
    """
    moment = reading.replace(tzinfo=zone_info(zone))
    first = moment.replace(fold=0)
    return moment.astimezone(UTC) if moment.utcoffset() != first.utcoffset() else first


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _address(mailbox: Mailbox) -> vCalAddress:
    from icalendar import vCalAddress

    made = vCalAddress(f"mailto:{mailbox.email}")
    if name := _line(mailbox.name).replace('"', "'"):
        made.params["CN"] = name
    return made


def _invited(mailbox: Mailbox, *, asked: bool) -> vCalAddress:
    made = _address(mailbox)
    made.params["ROLE"] = "REQ-PARTICIPANT"
    if asked:
        made.params["PARTSTAT"] = "NEEDS-ACTION"
        made.params["RSVP"] = "TRUE"
    return made


def _add_zones(made: Calendar, entries: Iterable[Entry]) -> None:
    """What the clocks of the zones do in the years of the entries."""
    years: dict[str, set[int]] = {}
    for entry in entries:
        years.setdefault(entry.zone, set()).update((entry.start.year, entry.end.year))
    for zone, found in years.items():
        if zone != "UTC":
            made.add_component(_zone(zone, min(found), min(max(found), _ENDLESS)))


def _zone(zone: str, first: int, last: int) -> Timezone:
    from icalendar import Timezone

    made: Timezone = Timezone.from_tzinfo(
        zone_info(zone), zone, date(first, 1, 1), date(last + 1, 1, 1)
    )
    del made["COMMENT"]
    parts: list[Any] = made.subcomponents
    for part in parts:
        # The library says when a clock that is put forward shows its new time; to be said is what
        # it would show without that.
        ahead = part["TZOFFSETTO"].td - part["TZOFFSETFROM"].td
        if ahead.total_seconds() > 0:
            part["DTSTART"].dt -= ahead
            for each in part["RDATE"].dts if "RDATE" in part else ():
                each.dt -= ahead
    return made
