"""Calendar files, read back by the library and, for the clocks, by another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any, cast

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from studio_tui.documents.ics import Entry, Mailbox, calendar_file
from studio_tui.domain.wallclock import zone_info
from tests.factories import at

STAMP = 1795510800
"""2026-11-24 09:00 UTC."""


def entry(start: str = "2026-11-27T14:00", end: str = "2026-11-27T15:00", **fields: Any) -> Entry:
    values = {
        "uid": "one@studio-tui",
        "sequence": 0,
        "start": at(start),
        "end": at(end),
        "zone": "Europe/London",
        "summary": "Portrait",
        "created": STAMP - 3600,
    }
    return Entry(**{**values, **fields})


def read(data: bytes) -> Any:
    """The only event of a file."""
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def times(data: bytes) -> tuple[datetime, datetime]:
    event = read(data)
    return event.decoded("dtstart"), event.decoded("dtend")


def zones(data: bytes) -> Any:
    return tzical(cast("Any", StringIO(data.decode())))


def test_what_is_written_is_read_back() -> None:
    data = calendar_file(
        [
            entry(
                sequence=3,
                description="Session 10000\nWith Anna Berg",
                location="Room 1, Lumen Studio; Otley",
                category="Portrait, outdoors",
            )
        ],
        STAMP,
        name="Anna Berg",
    )
    whole = Calendar.from_ical(data)
    assert str(whole["x-wr-calname"]) == "Anna Berg"
    assert "method" not in whole
    event = read(data)
    assert {key: str(event[key]) for key in ("uid", "summary", "status", "location")} == {
        "uid": "one@studio-tui",
        "summary": "Portrait",
        "status": "CONFIRMED",
        "location": "Room 1, Lumen Studio; Otley",
    }
    assert event["sequence"] == 3
    assert str(event["description"]) == "Session 10000\nWith Anna Berg"
    assert [str(each) for each in event["categories"].cats] == ["Portrait, outdoors"]
    assert event.decoded("dtstamp") == datetime.fromtimestamp(STAMP, UTC)
    assert event.decoded("created") == datetime.fromtimestamp(STAMP - 3600, UTC)
    assert b"DTSTART;TZID=Europe/London:20261127T140000\r\n" in data
    assert b"DTEND;TZID=Europe/London:20261127T150000\r\n" in data


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-27T22:00", "2026-11-28T00:00", 120),
        ("2026-11-27T22:00", "2026-11-30T02:00", 52 * 60),
        ("2027-03-28T00:30", "2027-03-28T02:30", 60),
        ("2026-10-25T00:30", "2026-10-25T02:30", 180),
        ("2026-12-31T23:00", "2027-01-01T01:00", 120),
        ("2027-07-01T09:00", "2027-07-01T10:00", 60),
    ],
)
def test_midnight_several_days_and_clock_changes(start: str, end: str, minutes: int) -> None:
    data = calendar_file([entry(start, end)], STAMP)
    begins, ends = times(data)
    assert (begins.replace(tzinfo=None), ends.replace(tzinfo=None)) == (at(start), at(end))
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(minutes=minutes)
    # By the clocks that the file itself describes, read without any knowledge of the zone.
    own = zones(data).get("Europe/London")
    length = at(end).replace(tzinfo=own).timestamp() - at(start).replace(tzinfo=own).timestamp()
    assert length == minutes * 60


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    first, second = at("2026-10-25T01:30"), at("2026-10-25T01:30").replace(fold=1)
    data = calendar_file([Entry("a", 0, first, second, "Europe/London", "x", STAMP)], STAMP)
    begins, ends = times(data)
    assert begins.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert ends.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
)
def test_the_file_tells_how_the_clocks_go(zone: str) -> None:
    data = calendar_file([entry("2026-01-02T10:00", "2027-12-30T10:00", zone=zone)], STAMP)
    told, true = zones(data).get(zone), zone_info(zone)
    moment = datetime(2026, 1, 1, 0, 15, tzinfo=UTC)
    while moment.year < 2028:
        assert moment.astimezone(told).utcoffset() == moment.astimezone(true).utcoffset(), moment
        moment += timedelta(hours=11, minutes=30)


def test_the_hours_around_the_spring_change_are_told_exactly() -> None:
    data = calendar_file([entry("2027-03-28T00:30", "2027-03-28T02:30")], STAMP)
    told, true = zones(data).get("Europe/London"), zone_info("Europe/London")
    for minutes in range(0, 240, 30):
        moment = datetime(2027, 3, 27, 23, 15, tzinfo=UTC) + timedelta(minutes=minutes)
        assert moment.astimezone(told).utcoffset() == moment.astimezone(true).utcoffset(), moment


def test_utc_needs_no_description() -> None:
    data = calendar_file([entry(zone="UTC")], STAMP)
    assert b"VTIMEZONE" not in data
    assert times(data)[0] == datetime(2026, 11, 27, 14, tzinfo=UTC)


def test_nothing_at_all_is_a_calendar_too() -> None:
    assert Calendar.from_ical(calendar_file([], STAMP)).walk("VEVENT") == []


def test_long_lines_are_folded_in_octets() -> None:
    said = "Zoë und Ñandú fotografieren 写真 " * 20
    data = calendar_file([entry(summary=said, description=said)], STAMP)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert str(read(data)["summary"]) == said.strip()


EVIL = 'x\r\nEND:VEVENT\nBEGIN:VEVENT\rSUMMARY:evil\x00\u2028ATTENDEE:mailto:e@x.example";,\\n^n'


def test_what_somebody_typed_begins_no_line() -> None:
    data = calendar_file(
        [entry(summary=EVIL, description=EVIL, location=EVIL, category=EVIL)],
        STAMP,
        name=EVIL,
        method="REQUEST",
        organizer=Mailbox("hello@lumen.example", EVIL),
        attendee=Mailbox("sara@example.org", EVIL),
    )
    starts = [line.split(b":")[0] for line in data.split(b"\r\n") if not line.startswith(b" ")]
    assert starts.count(b"BEGIN") == 1 + 4 + 1, "calendar, zone with its parts, one event"
    assert not [line for line in starts if line.startswith((b"SUMMARY", b"ATT"))][2:]
    event = read(data)
    assert str(event["attendee"]) == "mailto:sara@example.org"
    assert "END:VEVENT" in str(event["summary"])
    assert "\n" not in str(event["summary"])


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_makes_one_event(summary: str, description: str) -> None:
    event = read(calendar_file([entry(summary=summary, description=description)], STAMP))
    assert event["uid"] == "one@studio-tui"


def test_an_invitation_names_who_invites_and_who_is_asked() -> None:
    data = calendar_file(
        [entry(sequence=1)],
        STAMP,
        method="REQUEST",
        organizer=Mailbox("hello@lumen.example", "Lumen Studio"),
        attendee=Mailbox("sara@example.org"),
    )
    assert str(Calendar.from_ical(data)["method"]) == "REQUEST"
    event = read(data)
    assert str(event["organizer"]) == "mailto:hello@lumen.example"
    assert event["organizer"].params["CN"] == "Lumen Studio"
    assert dict(event["attendee"].params) == {
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }


def test_a_cancellation_asks_nothing() -> None:
    data = calendar_file(
        [entry(sequence=2, cancelled=True)],
        STAMP,
        method="CANCEL",
        organizer=Mailbox("hello@lumen.example"),
        attendee=Mailbox("sara@example.org"),
    )
    event = read(data)
    assert str(event["status"]) == "CANCELLED"
    assert "RSVP" not in event["attendee"].params
