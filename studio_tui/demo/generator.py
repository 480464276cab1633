"""Makes a believable studio out of nothing but a moment, a seed and a size.

No clock and no global chance: the same arguments give the same studio on every machine.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from studio_tui.demo.appointments import Arrangement, Arranger
from studio_tui.demo.bookings import AHEAD, Booking, Planner
from studio_tui.demo.clients import Clientele, Visits, person_of
from studio_tui.demo.content import NO_SURNAME, Content, Staff, load_content, plain
from studio_tui.demo.shapes import DemoAppointment, DemoPerson, DemoSession, DemoStudio, Scale
from studio_tui.demo.till import Till
from studio_tui.demo.wording import chance, patterned
from studio_tui.domain.hours import Closure, Opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DEMO = Scale(clients=400, sessions=1_000, photographers=3, assistants=2, rooms=4, years=2)
"""A studio to look around in."""
LARGE = Scale(clients=45_000, sessions=78_000, photographers=24, assistants=12, rooms=20, years=10)
"""Ten years of a large studio, to measure with."""
SEED = 1839
FIRST_NUMBER = 10_000


def generate(
    now: datetime, *, scale: Scale = DEMO, seed: int = SEED, zone: str = "Europe/London"
) -> DemoStudio:
    """Make a studio.

    Args:
        now: What the clock on the studio's wall says; two years of sessions lie around it.
        scale: How large the studio is.
        seed: Another number makes another studio.
        zone: IANA name of the studio's time zone.

    Returns:
        The studio. Its clients are made one after the other by ``clients()``.
    """
    content = load_content()
    opening = Opening(zone, dict(content.week), tuple(_closures(content, now.date(), scale.years)))
    share = 1 - content.clients.share["prospect"] / 100
    bookers = min(round(scale.clients * share), scale.sessions)
    rng = Random(f"{seed}:bookings")
    arranger = Arranger(content, scale, now, opening, Random(f"{seed}:appointments"))
    bookings = list(Planner(content, scale, now, opening, bookers, rng, arranger).bookings())
    bookings.sort(key=lambda booking: (booking.booked_at, booking.start, booking.client))
    visits = _visits(bookings, bookers)
    visits += _enquiries(scale.clients - len(visits), scale, now, rng)
    visits, ranks = _ranked(visits)
    sessions = tuple(_numbered(bookings, ranks, scale, Random(f"{seed}:guests")))
    return DemoStudio(
        **content.studio,
        place=content.place,
        opening=opening,
        people=tuple(_people(content, scale, Random(f"{seed}:people"))),
        rooms=tuple(_rooms(content, scale.rooms)),
        outside=content.outside,
        sessions=sessions,
        appointments=tuple(_arranged(arranger.made, bookings, ranks, scale)),
        invoices=tuple(Till(now, Random(f"{seed}:till")).invoices(sessions)),
        clientele=Clientele(content, now, seed, visits),
    )


def _closures(content: Content, today: date, years: float) -> Iterator[Closure]:
    """Every year's closures but one that today falls into: there would be nothing to see."""
    last = today + timedelta(days=AHEAD)
    for year in range(last.year - round(years) - 1, last.year + 1):
        for closure in content.closures:
            found = Closure(date(year, *closure.first), date(year, *closure.last), closure.name)
            if not found.first <= today <= found.last:
                yield found


def _visits(bookings: Sequence[Booking], bookers: int) -> list[Visits]:
    """What the bookings, in the order in which they were made, say about each client."""
    found: list[Visits | None] = [None] * bookers
    for booking in bookings:
        day, so_far = booking.start.date(), found[booking.client]
        if so_far is None or so_far.first is None or so_far.last is None:
            found[booking.client] = Visits(booking.booked_at, booking.kind, day, day)
        else:
            last = max(so_far.last, day)
            first, kind = min((so_far.first, so_far.kind), (day, booking.kind), key=lambda v: v[0])
            found[booking.client] = Visits(so_far.created, kind, first, last)
    return [visits for visits in found if visits]


def _enquiries(count: int, scale: Scale, now: datetime, rng: Random) -> list[Visits]:
    """Clients who asked and never booked, spread over the past."""
    span = max(1, round(scale.years * 365) - AHEAD)
    return [Visits(_enquiry(now, span, rng), None, None, None) for _ in range(count)]


def _enquiry(now: datetime, span: int, rng: Random) -> datetime:
    day = now.date() - timedelta(days=rng.randint(1, span))
    return datetime.combine(day, time(rng.randrange(9, 18), rng.randrange(60)))


def _ranked(visits: list[Visits]) -> tuple[list[Visits], list[int]]:
    """The clients in the order in which they became known, and where each one went."""
    order = sorted(range(len(visits)), key=lambda at: (visits[at].created, at))
    ranks = [0] * len(order)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return [visits[at] for at in order], ranks


def _numbered(
    bookings: Iterable[Booking], ranks: Sequence[int], scale: Scale, rng: Random
) -> Iterator[DemoSession]:
    for number, booking in enumerate(bookings, FIRST_NUMBER):
        place, outcome = booking.place, booking.outcome
        assistant = None if place.assistant is None else scale.photographers + place.assistant
        away = place.outside is not None
        yield DemoSession(
            number=number,
            client=ranks[booking.client],
            type_code=booking.kind.code,
            description=booking.description,
            start=booking.start,
            end=booking.end,
            photographer=place.photographer,
            assistant=assistant,
            room=place.room,
            outside=place.outside,
            guests=_guests(booking, rng),
            arrival=booking.start - timedelta(minutes=15) if away else None,
            status=outcome.step.name,
            status_kind=outcome.step.kind,
            status_on=outcome.since,
            reason=outcome.reason,
            confirmed=outcome.confirmed,
            booked_by=booking.booked_by,
            booked_at=booking.booked_at,
            notes=booking.notes,
        )


_SAID = re.compile(r"(?:family|team) of (\d+)|(\d+) (?:people|children)", re.IGNORECASE)


def _guests(booking: Booking, rng: Random) -> int:
    """How many come: as the description says, else as is usual."""
    if found := _SAID.search(booking.description):
        return int(found[1] or found[2])
    return rng.choice(booking.kind.people)


def _arranged(
    made: Iterable[Arrangement], bookings: Sequence[Booking], ranks: Sequence[int], scale: Scale
) -> Iterator[DemoAppointment]:
    """The appointments with their numbers, in the order in which they were agreed."""
    positions = {id(booking): at for at, booking in enumerate(bookings)}
    in_order = sorted(made, key=lambda one: (one.booked_at, one.start, one.who))
    for number, one in enumerate(in_order, FIRST_NUMBER):
        yield DemoAppointment(
            number=number,
            client=None if one.booking is None else ranks[one.booking.client],
            session=None if one.booking is None else positions[id(one.booking)],
            type_code=one.way.code,
            description=one.description,
            start=one.start,
            end=one.end,
            people=tuple(
                at if role == "photographer" else scale.photographers + at
                for role, at in one.who
                if role != "room"
            ),
            rooms=tuple(at for role, at in one.who if role == "room"),
            status=one.step.name,
            status_kind=one.step.kind,
            status_on=one.since,
            reason="",
            confirmed=one.confirmed,
            booked_by=one.booked_by,
            booked_at=one.booked_at,
            notes=one.notes,
        )


def _rooms(content: Content, count: int) -> Iterator[str]:
    yield from content.rooms[:count]
    camera_rooms = sum(name.startswith("Camera room") for name in content.rooms)
    for number in range(1, count - len(content.rooms) + 1):
        yield f"Camera room {camera_rooms + number}"


def _people(content: Content, scale: Scale, rng: Random) -> Iterator[DemoPerson]:
    taken: set[str] = set()
    strangers = _strangers(content, rng)
    for known, count, roles in (
        (content.photographers, scale.photographers, ("photographer", "booker")),
        (content.assistants, scale.assistants, ("assistant", "sales", "booker")),
    ):
        for position in range(count):
            staff = known[position] if position < len(known) else next(strangers)
            yield _person(staff, roles, taken)


def _strangers(content: Content, rng: Random) -> Iterator[Staff]:
    """Further staff, each with another name; in Latin letters, to be called across the room."""
    known = {f"{staff.first} {staff.last}" for staff in content.photographers + content.assistants}
    while True:
        names = content.names.pick(rng)
        surname = names.families.pick(rng) if names.families else NO_SURNAME
        person = person_of(rng, names, surname, "female" if chance(rng, 60) else "male")
        first, last = person.first.written, person.last.written
        if first and plain(first) and plain(last) and f"{first} {last}" not in known:
            known.add(f"{first} {last}")
            yield Staff(first, last, patterned(rng, "07700 900###"))


def _person(staff: Staff, roles: tuple[str, ...], taken: set[str]) -> DemoPerson:
    letters = initials = "".join(plain(part)[:1] for part in (staff.first, staff.last)).upper()
    number = 2
    while initials in taken:
        initials, number = f"{letters}{number}", number + 1
    taken.add(initials)
    email = f"{plain(staff.first)}.{plain(staff.last)}@lantern-lane.example.org"
    return DemoPerson(staff.first, staff.last, initials, email, staff.phone, roles)
