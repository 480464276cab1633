from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import phonenumbers
import pytest

from studio_tui.demo.content import load_content
from studio_tui.demo.diary import clock_change
from studio_tui.demo.generator import DEMO, LARGE, generate
from studio_tui.domain.interval import Span
from studio_tui.domain.wallclock import instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.demo.shapes import DemoAppointment, DemoClient, DemoSession, DemoStudio, Scale

MOMENTS = [
    datetime.fromisoformat("2026-11-24T09:00"),
    datetime.fromisoformat("2026-03-29T12:00"),  # a Sunday, clocks go forward
    datetime.fromisoformat("2026-10-25T08:00"),  # a Sunday, clocks go back
    datetime.fromisoformat("2026-10-20T23:59"),
    datetime.fromisoformat("2026-12-25T10:00"),  # Christmas Day
    datetime.fromisoformat("2026-12-28T10:00"),
    datetime.fromisoformat("2027-01-01T00:00"),
    datetime.fromisoformat("2028-02-29T15:30"),
    datetime.fromisoformat("2031-07-06T18:00"),
]
NOW = MOMENTS[0]


@cache
def studio(now: datetime = NOW, zone: str = "Europe/London") -> DemoStudio:
    return generate(now, zone=zone)


@cache
def clients() -> tuple[DemoClient, ...]:
    return tuple(studio().clients())


def on_calendar(made: DemoStudio) -> list[DemoSession]:
    return [one for one in made.sessions if one.status_kind in ("open", "done")]


def past(made: DemoStudio) -> list[DemoSession]:
    return [one for one in made.sessions if one.end <= NOW]


def test_the_studio_has_the_promised_size() -> None:
    made = studio()
    roles = Counter(role for person in made.people for role in person.roles)
    assert (roles["photographer"], roles["assistant"], len(made.rooms)) == (3, 2, 4)
    assert len({one.type_code for one in made.sessions}) == 8
    assert len(clients()) == len(made.clientele) == DEMO.clients
    assert len(made.sessions) == DEMO.sessions


def test_sessions_reach_from_14_months_ago_to_10_months_ahead_and_thin_out() -> None:
    starts = [one.start for one in studio().sessions]
    assert timedelta(days=400) < NOW - min(starts) < timedelta(days=450)
    assert timedelta(days=200) < max(starts) - NOW < timedelta(days=310)
    month = timedelta(days=30)
    ahead = Counter((start - NOW) // month for start in starts if start > NOW)
    assert ahead[0] > 2 * ahead[2] > 3 * ahead[6]


def test_autumn_is_busier_than_summer() -> None:
    months = Counter(one.start.month for one in past(studio()))
    assert months[11] > 1.5 * months[8]


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_week_around_today_has_ten_sessions_whatever_day_it_starts_on(now: datetime) -> None:
    days = Counter((one.start.date() - now.date()).days for one in on_calendar(studio(now)))
    for first in range(-6, 1):
        assert sum(days[first + ahead] for ahead in range(7)) >= 10


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_today_has_sessions_between_nine_and_five(now: datetime) -> None:
    today = [
        one
        for one in on_calendar(studio(now))
        if one.start.date() == now.date() and one.start.hour >= 9
        if one.end <= datetime.combine(now, datetime.min.time()).replace(hour=17)
    ]
    assert len(today) >= 2


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_bookings_lie_inside_opening_hours(now: datetime) -> None:
    opening = studio(now).opening
    booked: list[DemoSession | DemoAppointment] = [*studio(now).sessions, *studio(now).appointments]
    for one in booked:
        assert opening.is_open(one.start.date(), one.start.hour * 60 + one.start.minute), one
        last = one.end - timedelta(minutes=1)
        assert opening.is_open(last.date(), last.hour * 60 + last.minute), one


def kept_free(made: DemoStudio) -> dict[tuple[str, int], list[Span]]:
    """What each schedule is kept free for, buffers and the way to a place outside included."""
    kinds = {kind.code: kind for kind in load_content().sessions.kinds.items}
    taken: dict[tuple[str, int], list[Span]] = {}
    for one in on_calendar(made):
        kind = kinds[one.type_code]
        way = 0 if one.outside is None else made.outside[one.outside].minutes
        span = Span(
            instant(one.start, made.opening.zone) - 60 * max(kind.before, way),
            instant(one.end, made.opening.zone) + 60 * max(kind.after, way),
        )
        people = [("person", at) for at in (one.photographer, one.assistant) if at is not None]
        for who in people + ([("room", one.room)] if one.room is not None else []):
            taken.setdefault(who, []).append(span)
    for other in made.appointments:
        span = Span(*(instant(at, made.opening.zone) for at in (other.start, other.end)))
        named = [("person", at) for at in other.people] + [("room", at) for at in other.rooms]
        for who in named if other.status_kind in ("open", "done") else ():
            taken.setdefault(who, []).append(span)
    return taken


def overlaps(taken: dict[tuple[str, int], list[Span]]) -> Iterator[tuple[Span, Span]]:
    for spans in taken.values():
        yield from (pair for pair in pairwise(sorted(spans)) if pair[0].overlaps(pair[1]))


@pytest.mark.parametrize(
    ("now", "zone"),
    [(NOW, "Europe/London"), (MOMENTS[1], "America/New_York"), (MOMENTS[2], "Pacific/Chatham")],
)
def test_no_schedule_is_booked_twice(now: datetime, zone: str) -> None:
    taken = kept_free(studio(now, zone))
    assert len(taken) == 3 + 2 + 4
    assert list(overlaps(taken)) == []


def test_a_skipped_or_doubled_hour_is_not_used() -> None:
    hour = (1 << 60) - 1
    assert clock_change(date(2026, 3, 29), "Europe/London") == hour << 60
    assert clock_change(date(2026, 10, 25), "Europe/London") == hour << 60
    assert clock_change(date(2026, 3, 8), "America/New_York") == hour << 120
    assert clock_change(date(2026, 3, 30), "Europe/London") == 0


def test_statuses_follow_the_date() -> None:
    for one in studio().sessions:
        if one.end > NOW:
            assert one.status in ("Booked", "Cancelled")
        else:
            assert one.status != "Booked"
        assert one.status_on <= max(NOW.date(), one.start.date())
        assert one.booked_at <= NOW
        assert one.booked_at < one.start
    old = [one.status for one in past(studio()) if NOW - one.end > timedelta(days=120)]
    assert set(old) == {"Delivered", "Cancelled", "No-show"}


def test_some_sessions_are_cancelled_and_some_clients_stay_away() -> None:
    made = studio()
    kinds = Counter(one.status_kind for one in made.sessions)
    stayed_away = sum(one.status_kind == "no-show" for one in past(made))
    assert 0.03 < kinds["cancelled"] / len(made.sessions) < 0.07
    assert 0.03 <= stayed_away / len(past(made)) <= 0.08
    assert all(bool(one.reason) == (one.status_kind == "cancelled") for one in made.sessions)


def test_sessions_vary() -> None:
    made = studio()
    assert 0.3 < sum(one.confirmed for one in made.sessions) / len(made.sessions) < 0.95
    assert 0.1 < sum(bool(one.notes) for one in made.sessions) / len(made.sessions) < 0.3
    away = [one for one in made.sessions if one.outside is not None]
    assert 0.05 < len(away) / len(made.sessions) < 0.25
    assert all(one.room is None and one.arrival and one.arrival < one.start for one in away)
    assert all(one.room is not None for one in made.sessions if one.outside is None)


def test_numbers_follow_the_order_of_booking() -> None:
    made = studio()
    assert [one.number for one in made.sessions] == list(range(10_000, 11_000))
    assert all(a.booked_at <= b.booked_at for a, b in pairwise(made.sessions))
    numbers = [one.number for one in clients() if one.number]
    assert numbers == list(range(10_000, 10_352))
    assert all(a.created <= b.created for a, b in pairwise(clients()))


def test_appointments_are_numbered_and_agreed_before_they_take_place() -> None:
    made = studio().appointments
    assert [one.number for one in made] == list(range(10_000, 10_000 + len(made)))
    assert all(a.booked_at <= b.booked_at for a, b in pairwise(made))
    for one in made:
        assert one.booked_at < one.start
        assert one.booked_at <= NOW
        assert one.booked_at.date() <= one.status_on <= max(NOW.date(), one.booked_at.date())
        assert (
            (one.status == "Arranged")
            == (one.status_kind == "open")
            == (one.end > NOW and one.status_kind != "cancelled")
        )
        assert one.people or one.rooms


def test_linked_appointments_go_with_a_session_of_the_client() -> None:
    made = studio()
    linked = [one for one in made.appointments if one.session is not None]
    kinds = Counter(one.type_code for one in linked)
    assert kinds.keys() == {"CN", "VO", "CL"}
    assert min(kinds.values()) > 50
    for one in linked:
        assert one.session is not None
        session = made.sessions[one.session]
        assert one.client == session.client
        assert (one.start < session.start) == (one.type_code == "CN")
        assert session.status_kind in ("open", "done")


def test_unlinked_appointments_are_meetings_and_blocked_time() -> None:
    unlinked = [one for one in studio().appointments if one.session is None]
    assert {one.type_code for one in unlinked} == {"ME", "BL"}
    assert all(one.client is None for one in unlinked)
    meetings = [one for one in unlinked if one.type_code == "ME"]
    assert len(meetings) > 90
    assert all(one.start.weekday() == 0 and len(one.people) > 1 for one in meetings)
    assert any(one.rooms and not one.people for one in unlinked)


def test_as_many_come_as_the_description_says() -> None:
    said = {one.description: one.guests for one in studio().sessions}
    assert said["Family of 5"] == 5
    assert all(one.guests == 2 for one in studio().sessions if one.type_code == "CO")
    assert Counter(one.guests for one in studio().sessions)[7] > 5


def test_most_sessions_are_invoiced_and_orders_follow_delivered_ones() -> None:
    made = studio()
    kinds = Counter(one.kind for one in made.invoices)
    assert 0.8 < kinds["session-fee"] / len(made.sessions) < 0.95
    assert kinds["initial-order"] > 250
    assert all(a.at <= b.at <= NOW for a, b in pairwise(made.invoices))
    for one in made.invoices:
        session = made.sessions[one.session]
        if one.kind == "session-fee":
            assert one.at == session.booked_at
        else:
            assert session.status_kind == "done"
            assert one.items
            assert one.at > session.end


def test_payments_are_whole_in_part_planned_or_open() -> None:
    invoices = studio().invoices
    ways = Counter(tuple(payment.part for payment in one.payments) for one in invoices)
    assert ways.keys() == {
        *((), ("deposit",), ("balance",), ("deposit", "balance"), ("half",), ("half", "balance")),
        ("third", "third", "third"),
    }
    for one in invoices:
        for payment in one.payments:
            assert payment.at >= one.at
            assert payment.at <= NOW
            if payment.taken is None:
                assert payment.due
                assert payment.due >= NOW.date()
                assert not payment.method
            else:
                assert payment.at <= payment.taken <= NOW
                assert payment.method


def test_clients_are_known_from_their_first_booking() -> None:
    first: dict[int, datetime] = {}
    for one in studio().sessions:
        first.setdefault(one.client, one.booked_at)
    for position, client in enumerate(clients()):
        assert client.created == first.get(position, client.created)
        assert (client.status == "Prospect") == (position not in first) == (client.number is None)
    assert Counter(client.status for client in clients()).keys() == {
        "Prospect",
        "Customer",
        "Past customer",
    }


def test_telephone_numbers_can_be_dialled() -> None:
    numbers = [phone.number for client in clients() for phone in client.phones]
    assert len(numbers) > 400
    for number in numbers:
        assert phonenumbers.is_possible_number(phonenumbers.parse(number, "GB")), number


def test_addresses_for_email_belong_to_nobody_and_to_one_client_each() -> None:
    emails = [client.email for client in clients() if client.email]
    assert len(set(emails)) == len(emails) > 340
    for email in emails:
        local, _, domain = email.partition("@")
        assert local.isascii()
        assert local.strip(".")
        assert domain.endswith(("example.org", "example.com", "example.net"))


def test_names_come_from_many_languages() -> None:
    made = [
        f"{one.first} {one.last}"
        for one in generate(NOW, scale=replace(DEMO, clients=4000)).clients()
    ]
    for sign in ("'", "-", "ł", "é", "ο", "о", "Mc", "van der", "王", "ال"):
        assert any(sign in name for name in made), sign
    assert any(name.startswith(" ") for name in made), "one-word names"


def test_common_names_are_about_as_common_as_in_life() -> None:
    made = list(generate(NOW, scale=replace(DEMO, clients=8000)).clients())
    (_, top), *_ = Counter(client.last for client in made).most_common(1)
    assert 0.006 < top / len(made) < 0.016


def test_clients_have_families_households_and_warnings() -> None:
    known = clients()
    assert sum(bool(client.family) for client in known) > 200
    homes = Counter((client.place.street, client.place.postcode) for client in known)
    assert sum(count > 1 for count in homes.values()) > 10
    assert 5 < sum(bool(client.call_warning) for client in known) < 40
    members = [member for client in known for member in client.family]
    assert all(not member.born or member.born <= NOW.date() for member in members)
    assert all(
        client.referred_by is None or client.referred_by < position
        for position, client in enumerate(known)
    )


def test_initials_tell_the_staff_apart() -> None:
    people = generate(NOW, scale=replace(LARGE, clients=0, sessions=0)).people
    assert len(people) == 36
    assert len({person.initials for person in people}) == 36
    assert len({f"{person.first} {person.last}" for person in people}) == 36


@pytest.mark.parametrize(
    "scale",
    [
        replace(DEMO, clients=0),
        replace(DEMO, sessions=0),
        replace(DEMO, photographers=0),
        replace(DEMO, rooms=0, assistants=0),
        replace(DEMO, clients=1, sessions=3),
        replace(DEMO, photographers=1, assistants=1, rooms=1),
    ],
    ids=str,
)
def test_studios_of_odd_sizes_can_be_made(scale: Scale) -> None:
    made = generate(NOW, scale=scale)
    assert len(list(made.clients())) == scale.clients
    assert list(overlaps(kept_free(made))) == []


FINGERPRINT = """
import hashlib, sys
from datetime import datetime
from studio_tui.demo.generator import generate
made = generate(datetime(2026, 11, 24, 9, 0))
made_of = (made.name, made.people, made.rooms, made.sessions, made.appointments, made.invoices)
text = repr((*made_of, list(made.clients())))
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_the_same_moment_and_seed_give_the_same_studio_in_every_process() -> None:
    made = studio()
    made_of = (made.name, made.people, made.rooms, made.sessions, made.appointments, made.invoices)
    text = repr((*made_of, list(made.clients())))
    expected = hashlib.sha256(text.encode()).hexdigest()
    for seed in ("0", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", FINGERPRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected


def test_another_seed_gives_another_studio() -> None:
    assert generate(NOW, seed=1).sessions != generate(NOW, seed=2).sessions


def test_years_of_a_crowded_studio_have_their_size_and_no_double_booking() -> None:
    tenth = replace(LARGE, clients=4_500, sessions=7_800, photographers=3, assistants=2, rooms=2)
    made = generate(NOW, scale=tenth)
    assert len(made.sessions) == 7_800
    assert sum(1 for _ in made.clients()) == 4_500
    assert list(overlaps(kept_free(made))) == []
