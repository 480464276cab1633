"""``studio free``: the next times at which everybody and everything needed is free."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from studio_tui.cli.bookings import days_words
from studio_tui.cli.output import Result, table
from studio_tui.cli.parser import count, json_option, reading
from studio_tui.cli.shapes import moment_shape
from studio_tui.cli.wishes import answered, facts_of
from studio_tui.domain.choosing import choose
from studio_tui.domain.clashes import Claim, Wanted
from studio_tui.domain.interval import Span
from studio_tui.domain.typed import parse_duration, parse_moment
from studio_tui.domain.wallclock import instant, wall
from studio_tui.domain.words import date_short, duration_words, listing, time_words
from studio_tui.services.availability import LOOK_AHEAD, free_times
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Sequence

    from studio_tui.cli.call import Call
    from studio_tui.domain.block import Role
    from studio_tui.domain.catalogue import (
        Catalogue,
        PersonEntry,
        ResourceEntry,
        SessionTypeEntry,
    )
    from studio_tui.flows.field import Facts
    from studio_tui.studio import Studio

Stretch = tuple[datetime, datetime]


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--type", required=True, metavar="NAME", help="type of session, by name or code"
    )
    parser.add_argument(
        "--with",
        dest="names",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="people and resources needed (those that the type names)",
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help="earliest time (now)")
    parser.add_argument("--length", metavar="LENGTH", help="90 or 1h30 (that of the type)")
    parser.add_argument(
        "--days",
        metavar="N",
        type=count,
        default=LOOK_AHEAD,
        help=f"days to look at ({LOOK_AHEAD})",
    )
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="most times (10)")
    json_option(parser)


def run(call: Call) -> Result:
    """List the next free times."""
    args = call.args
    with call.studio() as studio:
        facts = facts_of(studio)
        kind = choose(args.type, facts.catalogue.types, "session type")
        claims = _claims(args.names or (), kind, facts)
        start = _start(studio, args.first, facts)
        with reading("--length"):
            minutes = parse_duration(args.length) if args.length else kind.length
        asked = Wanted(Span(0, minutes * 60), claims, kind.before * 60, kind.after * 60)
        found = studio.run(_times, asked, start, args.days, args.limit)
    who = listing([claim.name for claim in claims])
    needed = [{"name": claim.name, "role": claim.role} for claim in claims]
    what = f"{kind.name}, {duration_words(minutes)}{f', with {who}' if who else ''}"
    last = start.date() + timedelta(days=args.days - 1)
    return Result(
        f"{what}\n{_text(found)}"
        if found
        else f"No free time for {what}, {days_words(start.date(), last)}.",
        [
            {"start": moment_shape(start), "end": moment_shape(end), "schedules": needed}
            for start, end in found
        ],
    )


def _text(times: Iterable[Stretch]) -> str:
    return table(
        (
            (date_short(start.date()), f"{time_words(start)}-{time_words(end)}")
            for start, end in times
        ),
        "  ",
    )


def _start(studio: Studio, text: str | None, facts: Facts) -> datetime:
    """The earliest start: as typed, a day from its beginning, else now; never in the past."""
    now = studio.run(Desk.now)
    if text is None:
        return now
    with reading("--from"):
        typed = parse_moment(
            text, facts.today, day_first=facts.catalogue.preferences["dates.day_first"]
        )
    return max(now, datetime.combine(typed.date or facts.today, typed.time or time()))


def _times(
    desk: Desk, asked: Wanted, not_before: datetime, days: int, limit: int
) -> tuple[Stretch, ...]:
    length = asked.span.end - asked.span.start
    return tuple(
        (start, wall(instant(start, desk.zone, fold=start.fold) + length, desk.zone))
        for start in islice(free_times(desk, asked, not_before, days=days), limit)
    )


def _claims(names: Sequence[str], kind: SessionTypeEntry, facts: Facts) -> tuple[Claim, ...]:
    """Those named; for people and for resources apart, when none is, those of the type."""
    known = facts.catalogue
    named = [choose(name, known.schedules, "person or resource") for name in names]
    people = [entry for entry in named if entry in known.people]
    resources = [entry for entry in named if entry in known.resources]
    typed = answered({"type": kind.name}, facts)
    usual = [typed.value(key) for key in ("photographer", "assistant", "resource")]
    found = [
        *(people or usual[:2]),
        *(resources or usual[2:]),
    ]
    return tuple(dict.fromkeys(_claim(entry, known) for entry in found if entry))


def _claim(entry: PersonEntry | ResourceEntry, known: Catalogue) -> Claim:
    role: Role = "resource"
    if entry in known.people:
        role = "photographer" if entry in known.photographers else "assistant"
    return Claim(entry.schedule_id, entry.name, role)
