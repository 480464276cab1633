"""Reads that happen while somebody types or looks: how many statements, and through which index."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.availability import Need, Search
from studio_tui.domain.clashes import Claim
from studio_tui.domain.moving import Shift
from studio_tui.hubs import declared, look
from studio_tui.services import (
    agenda,
    appointments,
    availability,
    booking,
    calendar,
    cancelling,
    client_summary,
    closures,
    dates,
    found_lines,
    free_slots,
    hours,
    hubs,
    invoices,
    moving,
    payments,
    search,
    series_changes,
    sessions,
    status_change,
    working,
)
from studio_tui.services.paperwork import schedule
from tests.factories import (
    FRIDAY,
    appointment_draft,
    arrange,
    book,
    client_draft,
    invoice_draft,
    payment_draft,
    rows,
    session_draft,
    task,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from studio_tui.domain.booking import Booked
    from studio_tui.studio import Studio

    Read = Callable[[Studio], object]

DAY = FRIDAY.date()


def first_free(studio: Studio) -> object:
    """Whoever can, in three months."""
    anyone = Need(tuple(Claim(each, f"Schedule {each}", "attendee") for each in range(1, 6)))
    return studio.run(free_slots.first_free, Search(3600, (anyone,)), FRIDAY)


def why_not(studio: Studio) -> object:
    """Why Anna Berg has no time on that day."""
    claim = Claim(1, "Anna Berg", "attendee")
    search = Search(8 * 3600, (Need((claim,)),))
    return studio.run(free_slots.why_not, search, FRIDAY.replace(hour=8), days=2)


def carried(studio: Studio) -> object:
    """A step of a move."""
    records = studio.run(moving.pick, [("session", 1)])
    hour = timedelta(hours=1)
    return studio.run(moving.look, records, Shift(hour, hour))


def dropped(studio: Studio) -> object:
    """What may be done along with it."""
    records = studio.run(moving.pick, [("session", 1)])
    return studio.run(moving.consequences, records, Shift(timedelta(days=1), timedelta(days=1)))


def cancelled(studio: Studio) -> object:
    """What there is to know before it is cancelled."""
    return studio.run(cancelling.consider, [("session", 1)])


def absent(studio: Studio) -> object:
    """The bookings within time off to come."""
    return studio.run(hours.in_time_off, studio.run(hours.of_schedule, 1))


READS: dict[str, tuple[Read, int]] = {
    "the week": (lambda s: s.run(calendar.blocks, DAY, DAY + timedelta(days=6), (1, 2, 3, 4)), 1),
    "the first free times": (first_free, 3),
    "why they are not earlier": (why_not, 3),
    "a page of a month": (
        lambda s: s.run(calendar.page, DAY.replace(day=1), DAY.replace(day=30), (1, 2, 3, 4, 5)),
        9,
    ),
    "busy days of three months": (
        lambda s: s.run(calendar.busy_days, DAY, DAY + timedelta(days=92), (1, 2, 3, 4, 5)),
        1,
    ),
    "a session's screen": (lambda s: s.run(sessions.get, 1), 3),
    "the dates of a session": (lambda s: s.run(dates.of_session, 1), 5),
    "the dates of a session in words": (lambda s: s.run(agenda.dates_of, 1), 2),
    "a search by two letters": (lambda s: s.run(search.clients, "sm"), 3),
    "a search by four letters": (lambda s: s.run(search.clients, "smit"), 4),
    "a search by phone": (lambda s: s.run(search.clients, "07700 900123"), 5),
    "a client's sessions": (lambda s: s.run(search.sessions_of, 1), 1),
    "sessions by number": (lambda s: s.run(search.sessions, "10000"), 6),
    "the agenda": (lambda s: s.run(agenda.between, DAY, DAY + timedelta(days=6)), 2),
    "some bookings": (lambda s: s.run(agenda.these, [1, 2], "appointment"), 2),
    "an appointment's screen": (lambda s: s.run(appointments.get, 1), 3),
    "a client's appointments": (lambda s: s.run(appointments.of_client, 1), 1),
    "a session's appointments": (lambda s: s.run(appointments.of_session, 1), 1),
    "an invoice's screen": (lambda s: s.run(invoices.get, 1), 4),
    "a client's invoices": (lambda s: s.run(invoices.of_client, 1), 1),
    "a session's invoices": (lambda s: s.run(invoices.of_session, 1), 1),
    "a payment's screen": (lambda s: s.run(payments.get, 1), 3),
    "a client's payments": (lambda s: s.run(payments.of_client, 1), 1),
    "a client's summary": (lambda s: s.run(client_summary.summary, 1), 3),
    "a client's credit": (lambda s: s.run(payments.credit_of, 1), 1),
    "the hours of a schedule": (lambda s: s.run(hours.of_schedule, 1), 3),
    "hours and time off": (lambda s: s.run(working.working, (1, 2), DAY, DAY), 1),
    "cancelled bookings too": (
        lambda s: s.run(calendar.blocks, DAY, DAY, (1, 2, 3, 4), cancelled=True),
        1,
    ),
    "what the calendar knows once": (lambda s: s.run(calendar.home), 2),
    "what it asks every second": (lambda s: s.run(calendar.pulse), 1),
    "a step of a move": (carried, 10),
    "what goes along with a move": (dropped, 8),
    "what there is to know before cancelling": (cancelled, 8),
    "the next status": (lambda s: s.run(status_change.standing, "session", 1), 6),
    "the dates of a series": (lambda s: s.run(series_changes.of_series, 1), 1),
    "the bookings within time off": (absent, 5),
    "closures to come": (lambda s: s.run(closures.coming), 3),
    "a day sheet": (lambda s: s.run(schedule.gather, "day", "all", DAY), 12),
    "an invoice by number": (lambda s: s.run(invoices.by_number, "10000"), 1),
}
"""What is read, and the statements it takes, however much there is."""


def sell(studio: Studio, booked: Booked) -> None:
    """An invoice on a session with a payment and a plan, and a deposit of its client."""
    invoice_id = studio.run(invoices.create, invoice_draft(studio, session_id=booked.session_id))
    studio.run(payments.take, payment_draft(studio, 20_00, invoice_id=invoice_id))
    studio.run(payments.take, payment_draft(studio, 5_00, client_id=booked.client_id))
    studio.run(payments.plan, [payment_draft(studio, 10_00, invoice_id=invoice_id, due=DAY)])


def sale(studio: Studio) -> object:
    """A session with invoice and deposit, all at once."""
    return studio.run(
        booking.book,
        client_draft(),
        session_draft(studio, start=FRIDAY.replace(hour=9)),
        invoice=invoice_draft(studio),
        payments=(payment_draft(studio, 25_00),),
    )


def statements(studio: Studio, read: Callable[[Studio], object]) -> list[str]:
    """The SQL of a read, with its values in place."""
    seen: list[str] = []

    def trace(desk: Any) -> None:
        desk.database.connection().set_trace_callback(seen.append)

    def stop(desk: Any) -> None:
        desk.database.connection().set_trace_callback(None)

    studio.run(trace)
    read(studio)
    studio.run(stop)
    return [text for text in seen if not text.lstrip().startswith("--")]


def fill(studio: Studio) -> None:
    """An appointment a day and a session that is paid in part."""
    for day in range(12):
        start = FRIDAY + timedelta(days=day)
        arrange(studio, who=("Ben Okoye",), start=start)
        name = f"Smith{'abcdefghijkl'[day]}"
        who = client_draft(last=name, phone="07700 900123")
        sell(studio, book(studio, client=who, start=start))


@pytest.fixture
def busy(opened_after: Callable[..., AbstractContextManager[Studio]]) -> Iterator[Studio]:
    """A studio in which much goes on."""
    with opened_after(fill) as opened:
        yield opened


@pytest.mark.parametrize("name", READS)
def test_a_read_takes_the_same_few_statements_however_much_there_is(
    studio: Studio, name: str
) -> None:
    read, few = READS[name]
    booked = book(studio, client=client_draft(phone="07700 900123"))
    whose: dict[str, Any] = {"client_id": booked.client_id, "session_id": booked.session_id}
    arrange(studio, who=("Ben Okoye",), **whose)
    sell(studio, booked)
    studio.run(lambda desk: desk.zone)
    assert len(statements(studio, read)) <= few
    before = len(statements(studio, read))
    for day in range(1, 8):
        who = client_draft(last=f"Smith{'abcdefghi'[day]}", phone="07700 900123")
        start = FRIDAY + timedelta(days=day)
        book(studio, client=who, start=start)
        arrange(studio, who=("Ben Okoye",), start=start, **whose)
        sell(studio, booked)
    assert len(statements(studio, read)) == before


def test_the_check_while_times_are_typed_takes_the_same_few_statements(busy: Studio) -> None:
    free = session_draft(busy, start=FRIDAY.replace(hour=9))
    taken = session_draft(busy, start=FRIDAY)
    assert len(statements(busy, lambda s: s.run(availability.check, free))) <= 8
    assert len(statements(busy, lambda s: s.run(availability.check, taken))) <= 12


LARGE = (
    "client",
    "session",
    "appointment",
    "event",
    "slot",
    "booking_slot",
    "change",
    "client_phone",
    "payer",
    "invoice",
    "invoice_line",
    "payment",
    "working_hours",
    "day_hours",
    "time_off",
)
"""Tables that grow with the years, and the name that queries give them."""


@pytest.mark.parametrize(
    "read",
    [
        *(read for read, _ in READS.values()),
        lambda s: s.run(availability.check, session_draft(s)),
        lambda s: s.run(
            search.duplicates,
            client_draft(
                phone="07700 900123", email="sara@example.org", city="York", street="12 High Street"
            ),
        ),
        lambda s: s.run(availability.check, appointment_draft(s)),
        book,
        arrange,
        sale,
    ],
    ids=[
        *READS,
        "the check",
        "duplicates",
        "the check of an appointment",
        "booking a session",
        "booking an appointment",
        "booking with an invoice and a deposit",
    ],
)
def test_no_statement_walks_through_a_table_that_grows(
    busy: Studio, read: Callable[[Studio], object]
) -> None:
    if read in (book, arrange):
        seen = statements(busy, partial(read, start=FRIDAY.replace(hour=9)))
    else:
        seen = statements(busy, read)
    walked = []
    for text in seen:
        if not text.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            continue
        for *_, step in rows(busy, f"EXPLAIN QUERY PLAN {text}"):
            verb, *how = step.split()
            if verb == "SCAN" and how[0] in LARGE and "VIRTUAL" not in how:
                walked.append((step, text))
    assert walked == []


def test_the_week_and_the_check_are_read_through_the_index_of_slots(busy: Studio) -> None:
    draft = session_draft(busy)
    for read in (
        lambda s: s.run(calendar.blocks, DAY, DAY, (1, 2)),
        first_free,
        why_not,
        lambda s: s.run(calendar.busy_days, DAY, DAY + timedelta(days=92), (1, 2)),
        lambda s: s.run(availability.check, draft),
    ):
        plans = [
            step
            for text in statements(busy, read)
            if "slot.start_utc" in text
            for *_, step in rows(busy, f"EXPLAIN QUERY PLAN {text}")
        ]
        assert any(
            "USING INDEX" in step and "schedule_id=? AND start_utc>? AND start_utc<?" in step
            for step in plans
        ), plans


def test_time_off_is_looked_for_within_a_year_and_dates_within_those_asked_for(
    busy: Studio,
) -> None:
    draft = session_draft(busy)
    plans = [
        step
        for text in statements(busy, lambda s: s.run(availability.check, draft))
        if "time_off" in text
        for *_, step in rows(busy, f"EXPLAIN QUERY PLAN {text}")
    ]
    for table, bounds in (
        ("time_off", "schedule_id=? AND start_utc>? AND start_utc<?"),
        ("day_hours", "schedule_id=? AND day>? AND day<?"),
    ):
        assert any(step.startswith(f"SEARCH {table} ") and bounds in step for step in plans), plans


# Hubs: however many rows there are, a page is read through an index

WALKED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("sessions", "date", {}),
    ("sessions", "client", {}),
    ("sessions", "type", {}),
    ("sessions", "number", {}),
    ("sessions", "date", {"balance": "due"}),
    ("sessions", "date", {"client": "smi"}),
    ("sessions", "date", {"number": "100"}),
    ("sessions", "date", {"phone": "07700"}),
    ("sessions", "date", {"date": "nov"}),
    ("sessions", "photographer", {"type": "portrait"}),
    ("sessions", "balance", {"status": "booked"}),
    ("appointments", "date", {}),
    ("appointments", "type", {}),
    ("appointments", "number", {}),
    ("appointments", "client", {"date": "nov"}),
    ("clients", "name", {}),
    ("clients", "created", {}),
    ("clients", "city", {}),
    ("clients", "number", {}),
    ("clients", "balance", {"balance": "due"}),
    ("clients", "balance", {"name": "smi"}),
    ("clients", "last", {"phone": "07700"}),
    ("invoices", "date", {}),
    ("invoices", "bill_to", {}),
    ("invoices", "number", {}),
    ("invoices", "date", {"balance": "due"}),
    ("tasks", "due", {}),
    ("tasks", "number", {}),
    ("invoices", "total", {"number": "100"}),
    ("invoices", "balance", {"bill_to": "smi"}),
    ("invoices", "due", {"date": "today"}),
)
"""Hub, order, what is searched for: none of these reads rows that it does not show or sort."""
READ_WHOLE = {
    "sessions": {"status", "photographer", "due", "balance"},
    "appointments": {"client", "status", "due"},
    "clients": {"status", "last", "balance", "lead"},
    "invoices": {"total", "balance", "due"},
    "tasks": {"to", "priority", "status"},
}
"""Orders without an index: unless something is searched for, all rows are read to sort them."""


def _run(studio: Studio, read: Callable[..., object]) -> object:
    return studio.run(read)


def hub_plans(studio: Studio, hub: str, order: str, values: dict[str, str]) -> list[str]:
    found = declared(hub)
    if hub == "tasks":
        task(studio, "Call")
    query, problems = look.read(
        found, look.Look(values=values, order=order), studio.run(hubs.facts, found)
    )
    assert problems == ()

    whole = studio.run(hubs.page, query, few=bool(values))
    plans = []
    for where in ({}, {"after": whole[-1].at}, {"after": whole[-1].at, "back": True}):
        read = partial(hubs.page, query=query, few=bool(values), **where)
        (text,) = statements(studio, partial(_run, read=read))
        core = text[text.index("FROM (") + 6 : text.index(") AS page")]
        plans += [step for *_, step in rows(studio, f"EXPLAIN QUERY PLAN {core}")]
    return plans


@pytest.mark.parametrize(("hub", "order", "values"), WALKED)
def test_a_page_of_a_hub_is_read_through_an_index(
    busy: Studio, hub: str, order: str, values: dict[str, str]
) -> None:
    """In the order of an index, or sorted where an index finds those that are searched for."""
    plans = hub_plans(busy, hub, order, values)
    scans = [step for step in plans if step.startswith("SCAN") and "USING" not in step]
    if values:
        assert not [step for step in scans if step.split()[1] in LARGE], plans
    else:
        assert set(scans) <= {f"SCAN {declared(hub).table}"}, plans  # by id, which is the table
        assert not any("TEMP B-TREE FOR ORDER" in step for step in plans), plans


def test_how_many_there_are_is_counted_up_to_a_limit(busy: Studio) -> None:
    hub = declared("sessions")
    query, _ = look.read(hub, look.Look(values={"balance": "due"}), busy.run(hubs.facts, hub))
    (text,) = statements(busy, lambda s: s.run(hubs.total, query))
    assert text.endswith(f"LIMIT {hubs.FEW + 1})")


def test_every_other_order_is_known_to_read_everything() -> None:
    for hub, whole in READ_WHOLE.items():
        orders = {c.key for c in declared(hub).columns if c.order}
        walked = {c.key for c in declared(hub).columns if c.order and c.order.tables}
        assert orders - walked == whole
        assert {order for each, order, values in WALKED if each == hub and not values} == walked


def test_a_page_of_a_hub_takes_one_statement(busy: Studio) -> None:
    hub = declared("sessions")
    query, _ = look.read(hub, look.Look(), busy.run(hubs.facts, hub))
    assert len(statements(busy, lambda s: s.run(hubs.page, query, few=False))) == 1
    assert len(statements(busy, lambda s: s.run(hubs.total, query))) == 1


def found(studio: Studio, text: str) -> object:
    return studio.run(found_lines.look_up, text)


def test_the_search_of_everything_takes_few_statements_that_walk_through_no_table(
    busy: Studio,
) -> None:
    for text in ("s", "smith", "07700 900", "10000", "smithers xyz", "smiht"):
        seen = statements(busy, partial(found, text=text))
        assert len(seen) <= 27, text  # three or four for each kind of record
        for sql in seen:
            for *_, step in rows(busy, f"EXPLAIN QUERY PLAN {sql}"):
                verb, *how = step.split()
                assert not (verb == "SCAN" and how[0] in LARGE and "VIRTUAL" not in how), sql
