"""Times the services beside raw sqlite3, on the same file and with the same questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

import peewee

from studio_tui.domain.availability import Need, Search
from studio_tui.domain.booking import SessionDraft
from studio_tui.domain.clashes import Claim
from studio_tui.domain.interval import Span
from studio_tui.domain.invoice import InvoiceDraft
from studio_tui.domain.moving import Shift
from studio_tui.domain.payment import PaymentDraft
from studio_tui.domain.price import line_of, offered_items
from studio_tui.domain.wallclock import day_start, lenient_instant
from studio_tui.models.database import PRAGMAS, open_database
from studio_tui.models.migrate import migrate
from studio_tui.services import (
    availability,
    booking,
    calendar,
    catalogue,
    clients,
    free_slots,
    invoices,
    moving,
    search,
    sessions,
    slots,
)
from studio_tui.services.availability import LOOK_AHEAD
from studio_tui.services.desk import Desk
from tests.benchmarks.lists import hub_calls, search_figures
from tests.benchmarks.questions import EMPTY, Questions, questions
from tests.benchmarks.raw import Raw
from tests.benchmarks.rows import MANY
from tests.benchmarks.studios import NOW, copy_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_tui.services.sessions import SessionRecord
    from tests.benchmarks.rows import Figures

CALLS: Final = 40
"""Calls of one side before the other has its turn."""
AHEAD: Final = 84
"""Days in which a free time is looked for."""
FEW: Final = 10
"""Clients that a search finds in a studio of any size."""

Call = Callable[[int], object]
"""Does one thing; the number chooses the question."""
Ask = Callable[[SessionDraft], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """One service and the raw SQL for it."""

    ours: Call
    raw: Call
    desk: Desk
    """The desk that ours works at."""
    alike: Call | None = None
    """Ours with questions that have as many answers in every studio, if ``ours`` has not."""


class Services:
    """Some studios, open and ready to be asked again and again."""

    def __init__(self, directory: Path, names: Sequence[str]) -> None:
        """Open copies of studios in a directory."""
        self._pairs: dict[str, dict[str, Pair]] = {}
        self._search: dict[str, tuple[Desk, Questions]] = {}
        self._many = (
            _desk(copy_of(MANY, directory / "ours") / "studio.db") if MANY in names else None
        )
        for name in names:
            if name == MANY:
                continue
            ours, others = (copy_of(name, directory / side) for side in ("ours", "raw"))
            path = ours / "studio.db"
            desk = _desk(path)
            asked = questions(desk, desk.today())
            self._search[name] = desk, asked
            self._pairs[name] = {
                **_reading(desk, Raw(path), asked),
                **_checking(desk, Raw(path), asked),
                **_looking_ahead(desk, Raw(path), asked),
                **_searching(desk, Raw(path), asked.terms),
                **_booking(ours, others),
                "open": _opening(path, desk, asked),
                **{
                    what: Pair(ours, raw, desk, alike)
                    for what, (ours, raw, alike) in hub_calls(desk, Raw(path)).items()
                },
            }

    def round(self) -> Figures:
        """Time every service once: ours, raw, ours, raw; then one studio after the other."""
        figures: Figures = {}
        for name, pairs in self._pairs.items():
            for what, pair in pairs.items():
                figures[f"{name}.{what}"] = _microseconds(pair.ours)
                figures[f"{name}.raw.{what}"] = _microseconds(pair.raw)
        for what in next(iter(self._pairs.values()), ()):
            for name, pairs in self._pairs.items():
                figures[f"{name}.{what}.age"] = _microseconds(pairs[what].alike or pairs[what].ours)
        for name, (desk, asked) in self._search.items():
            figures[f"{name}.search.slow"] = _slow_search(desk, asked.terms)
        if self._many is not None:
            found = search_figures(self._many)
            figures |= {f"{MANY}.{what}": value for what, value in found.items()}
        return figures | self._statements()

    def _statements(self) -> Figures:
        return {
            f"{name}.{what}.statements": float(statements(pair.desk, pair.ours))
            for name, pairs in self._pairs.items()
            for what, pair in pairs.items()
        }


def _desk(path: Path) -> Desk:
    """A desk with a database of its own, because several studios are open here at once."""
    database = peewee.SqliteDatabase(str(path), pragmas=PRAGMAS)
    database.connect()
    desk = Desk(database, lambda: lenient_instant(datetime.fromisoformat(NOW), desk.zone))
    desk.person_id = 1
    return desk


def _microseconds(call: Call) -> float:
    """What one call costs: the median of some."""
    times = []
    for number in range(-2, CALLS):
        begin = perf_counter()
        call(max(number, 0))
        times.append(perf_counter() - begin)
    return median(times[2:]) * 1e6


def statements(desk: Desk, call: Call) -> int:
    """How many SQL statements a call runs on a desk, settings aside."""
    seen: list[str] = []

    def hook(event: peewee.QueryEvent) -> None:
        seen.append(event.sql)

    desk.database.query_hooks.append(hook)
    try:
        call(0)
    finally:
        desk.database.query_hooks.remove(hook)
    return sum(not sql.startswith("PRAGMA") for sql in seen)


def _reading(desk: Desk, raw: Raw, asked: Questions) -> dict[str, Pair]:
    ids, weeks = asked.schedules, [_days(desk, monday) for monday in asked.weeks]
    months = [_days(desk, monday, 42) for monday in asked.weeks]
    written = [row[0] for row in desk.rows("SELECT id FROM invoice ORDER BY id DESC LIMIT 100")]

    def days(i: int) -> tuple[date, date]:
        return weeks[i % len(weeks)][0]

    def seconds(i: int) -> tuple[int, int]:
        return weeks[i % len(weeks)][1]

    return {
        "week": Pair(
            lambda i: calendar.blocks(desk, *days(i), ids),
            lambda i: raw.week(ids, *seconds(i)),
            desk,
        ),
        "page": Pair(
            lambda i: calendar.page(desk, *days(i), ids),
            lambda i: raw.page(ids, *seconds(i)),
            desk,
        ),
        "month": Pair(
            lambda i: calendar.page(desk, *months[i % len(months)][0], ids),
            lambda i: raw.page(ids, *months[i % len(months)][1]),
            desk,
        ),
        "days": Pair(
            lambda i: calendar.busy_days(desk, *months[i % len(months)][0], ids),
            lambda i: raw.days(ids, *months[i % len(months)][1]),
            desk,
        ),
        "catalogue": Pair(lambda _: catalogue.catalogue(desk), lambda _: raw.catalogue(), desk),
        "invoice": Pair(
            lambda i: invoices.get(desk, written[i % len(written)]),
            lambda i: raw.invoice(written[i % len(written)]),
            desk,
        ),
    }


def _checking(desk: Desk, raw: Raw, asked: Questions) -> dict[str, Pair]:
    claims = {draft: _claimed(desk, draft) for draft in (*asked.free, *asked.taken)}

    def pair(drafts: Sequence[SessionDraft], ours: Ask, others: Ask) -> Pair:
        return Pair(
            lambda i: ours(drafts[i % len(drafts)]), lambda i: others(drafts[i % len(drafts)]), desk
        )

    def busy(draft: SessionDraft) -> object:
        ids, start, end = claims[draft]
        return slots.busy(desk, ids, Span(start, end))

    def raw_busy(draft: SessionDraft) -> object:
        ids, start, end = claims[draft]
        return raw.busy(ids, start - slots.REACH, end + slots.REACH)

    def raw_check(draft: SessionDraft) -> object:
        ids, start, end = claims[draft]
        wanted = draft.type_id, draft.photographer_id or 0, draft.resource_id or 0
        return raw.check(wanted, ids, start - slots.REACH, end + slots.REACH)

    def raw_others(draft: SessionDraft) -> object:
        ids, start, end = claims[draft]
        return raw_check(draft), raw.busy(ids, start, end + LOOK_AHEAD * 86400)

    def check(draft: SessionDraft) -> object:
        return availability.check(desk, draft)

    moved = [_carried(desk, draft) for draft in asked.free]

    def step(i: int) -> object:
        record, shift = moved[i % len(moved)]
        return moving.look(desk, (record,), shift)

    return {
        "step": Pair(step, lambda i: raw_check(asked.free[i % len(asked.free)]), desk),
        "busy": pair(asked.free, busy, raw_busy),
        "check": pair(asked.free, check, raw_check),
        "taken": pair(asked.taken, check, raw_others),
    }


def _carried(desk: Desk, draft: SessionDraft) -> tuple[SessionRecord, Shift]:
    """A stored session, and how far it is from a draft that it would become."""
    row = desk.row("SELECT max(id) FROM session WHERE type_id = ?", (draft.type_id,))
    assert row is not None
    record = sessions.get(desk, row[0])
    old = record.draft
    start, end = draft.start - old.start, draft.end - old.end
    people = replace(
        old,
        assistant_id=None,
        photographer_id=draft.photographer_id,
        resource_id=draft.resource_id,
    )
    return replace(record, draft=people), Shift(start, end)


def _looking_ahead(desk: Desk, raw: Raw, asked: Questions) -> dict[str, Pair]:
    """The first free times in the weeks from the fullest ones on."""
    claims = tuple(Claim(each, str(each), "attendee") for each in asked.schedules)
    anyone = Search(3600, (Need(claims),))
    everyone = Search(6 * 3600, tuple(Need((claim,)) for claim in claims))
    mondays = [datetime.combine(monday, time()) for monday in asked.weeks]

    def monday(i: int) -> datetime:
        return mondays[i % len(mondays)]

    def ours(search: Search) -> Call:
        return lambda i: free_slots.first_free(desk, search, monday(i), days=AHEAD)

    def others(i: int) -> object:
        start = max(lenient_instant(monday(i), desk.zone), desk.utc())
        return raw.ahead(asked.schedules, start, start + AHEAD * 86400)

    return {
        "free": Pair(ours(anyone), others, desk),
        "together": Pair(ours(everyone), others, desk),
    }


def _days(desk: Desk, first: date, count: int = 7) -> tuple[tuple[date, date], tuple[int, int]]:
    """The first and last of some days, and the UTC seconds that they lie between."""
    last, after = first + timedelta(days=count - 1), first + timedelta(days=count)
    return (first, last), (day_start(first, desk.zone), day_start(after, desk.zone))


def _claimed(desk: Desk, draft: SessionDraft) -> tuple[tuple[int, ...], int, int]:
    """The schedules that a draft wants, and from when to when in UTC seconds."""
    wanted = availability.wanted(desk, draft)
    return tuple(c.schedule_id for c in wanted.claims), wanted.span.start, wanted.span.end


def _searching(desk: Desk, raw: Raw, terms: Sequence[str]) -> dict[str, Pair]:
    def pair(shortest: int, lengths: int) -> Pair:
        def typed(i: int) -> str:
            return terms[i % len(terms)][: shortest + i % lengths].strip()

        return Pair(
            lambda i: search.clients(desk, typed(i)),
            lambda i: raw.search(typed(i), search.LIMIT),
            desk,
            alike=lambda i: search.clients(desk, typed(i), FEW),
        )

    return {"prefix": pair(1, 2), "anywhere": pair(3, 8)}


def _slow_search(desk: Desk, terms: Sequence[str]) -> float:
    """Milliseconds that 19 of 20 searches for 1 to 10 characters stay below."""
    times = []
    for term in terms:
        for length in range(1, 11):
            begin = perf_counter()
            search.clients(desk, term[:length])
            times.append(perf_counter() - begin)
    return quantiles(times, n=20)[-1] * 1e3


def _booking(ours: Path, others: Path) -> dict[str, Pair]:
    """A booking an hour for a known client, in two copies of a studio: bare, and with money."""
    desk, raw = _desk(ours / "studio.db"), Raw(others / "studio.db")
    lists = catalogue.catalogue(desk)
    client = clients.get(desk, 1)
    kind = lists.types[0]
    first = SessionDraft(
        type_id=kind.id,
        start=EMPTY,
        end=EMPTY + timedelta(hours=1),
        photographer_id=next(person.id for person in lists.people if person.photographer),
        resource_id=lists.resources[0].id,
    )
    ids, start, end = _claimed(desk, first)
    at, raw_at = count(), count()
    item = offered_items(lists.items, kind.price_list_id)[0]
    bill = InvoiceDraft(lines=(line_of(item),))
    deposit = PaymentDraft(min(item.price, 1), lists.methods[0].id)

    def draft() -> SessionDraft:
        later = timedelta(hours=2 * next(at))
        return replace(first, start=first.start + later, end=first.end + later)

    def book_raw() -> str:
        hour = next(raw_at)
        token = f"raw {hour}"
        raw.book(ids, start + hour * 7200, end + hour * 7200, token)
        return token

    def sell(_: int) -> None:
        booking.book(desk, client, draft(), original=client, invoice=bill, payments=(deposit,))

    def sell_raw(_: int) -> None:
        raw.bill(item.id, lists.methods[0].id, book_raw())

    return {
        "book": Pair(
            lambda _: booking.book(desk, client, draft(), original=client),
            lambda _: book_raw(),
            desk,
        ),
        "sale": Pair(sell, sell_raw, desk),
    }


def _opening(path: Path, desk: Desk, asked: Questions) -> Pair:
    monday = asked.weeks[0]
    ids, seconds = (
        asked.schedules,
        (day_start(monday, desk.zone), day_start(monday, desk.zone) + 86400),
    )

    def ours(_: int) -> None:
        opened = open_database(path)
        migrate(opened, path.parent / "backups")
        calendar.blocks(Desk(opened, desk.utc), monday, monday, ids)
        opened.close()

    def raw(_: int) -> None:
        found = Raw(path)
        found.week(ids, *seconds)
        found.connection.close()

    return Pair(ours, raw, desk)
