"""``studio free``: the next times at which everybody and everything needed is free, and why."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from studio_tui.cli.bookings import days_words
from studio_tui.cli.output import Result, table
from studio_tui.cli.parser import count, json_option, reading
from studio_tui.cli.shapes import clash_shape, moment_shape
from studio_tui.cli.wishes import APPOINTMENT, SESSION, answered, facts_of
from studio_tui.domain.availability import Need, Search
from studio_tui.domain.casting import need_words, other_needs, session_needs
from studio_tui.domain.catalogue import SessionTypeEntry
from studio_tui.domain.choosing import choose
from studio_tui.domain.clashes import Claim
from studio_tui.domain.typed import parse_duration, parse_moment
from studio_tui.domain.typed_wishes import parse_days, parse_window
from studio_tui.domain.words import date_short, duration_words, listing, time_words
from studio_tui.errors import StudioError
from studio_tui.flows.free_fields import Length
from studio_tui.flows.session_fields import drive_minutes
from studio_tui.services.availability import LOOK_AHEAD
from studio_tui.services.desk import Desk
from studio_tui.services.free_slots import first_free, why_not

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence

    from studio_tui.cli.call import Call
    from studio_tui.cli.shapes import Shape
    from studio_tui.domain.block import Role
    from studio_tui.domain.catalogue import (
        AppointmentTypeEntry,
        Catalogue,
        PersonEntry,
        ResourceEntry,
    )
    from studio_tui.flows.field import Facts
    from studio_tui.services.free_slots import Failed, FreeSlot
    from studio_tui.studio import Studio

    Kind = SessionTypeEntry | AppointmentTypeEntry | Length
    Owner = PersonEntry | ResourceEntry


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--type", metavar="NAME", help="type of session, by name or code")
    what.add_argument("--appointment", metavar="NAME", help="type of appointment instead")
    parser.add_argument(
        "--with",
        dest="names",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="people and resources needed (those that the type names, or whoever asks)",
    )
    parser.add_argument(
        "--anyone",
        action="store_true",
        help="for whatever --with leaves open, whoever can: any photographer, any room",
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help="earliest time (now)")
    parser.add_argument("--days-of-week", metavar="DAYS", help='"tue thu", mon-wed, weekend (any)')
    parser.add_argument("--between", metavar="TIMES", help='9-12, "after 16:00", morning (any)')
    parser.add_argument("--length", metavar="LENGTH", help="90 or 1h30 (that of the type)")
    parser.add_argument("--outside", metavar="NAME", help="a place away from the studio")
    parser.add_argument(
        "--drive", metavar="LENGTH", help="driving there, and again back (as usual to --outside)"
    )
    parser.add_argument(
        "--days",
        metavar="N",
        type=count,
        default=LOOK_AHEAD,
        help=f"days to look at ({LOOK_AHEAD})",
    )
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="most times (10)")
    parser.add_argument(
        "--why", action="store_true", help="also why there are no earlier times; changes the JSON"
    )
    json_option(parser)


def run(call: Call) -> Result:
    """List the next free times."""
    args = call.args
    with call.studio() as studio:
        facts = facts_of(studio)
        known = facts.catalogue
        kind = _kind(args, known)
        needs = _needs(args, kind, facts)
        search = _search(args, kind, needs, known)
        start = _start(studio, args.first, facts)
        found = studio.run(first_free, search, start, most=args.limit, days=args.days)
        failed: tuple[Failed, ...] = ()
        if args.why:
            until = found[0].start if found else None
            failed = studio.run(why_not, search, start, until=until, days=args.days)
        zone = studio.run(lambda desk: desk.zone)
    last = start.date() + timedelta(days=args.days - 1)
    what = _words(kind, search, known)
    if found:
        said = f"{what}\n{_text(found, needs)}"
    else:
        said = f"No free time for {what}, {days_words(start.date(), last)}."
    free = [_shape(slot) for slot in found]
    return Result(
        "\n".join(filter(None, (said, _why_text(failed)))),
        {"free": free, "failed": [_failed(each, zone) for each in failed]} if args.why else free,
    )


# What is looked for


def _kind(args: Namespace, known: Catalogue) -> Kind:
    if args.appointment is not None:
        return choose(args.appointment, known.appointment_types, "appointment type")
    if args.type is not None:
        return choose(args.type, known.types, "session type")
    if args.length is None:
        raise StudioError(
            "What is the time for? Name it with --type or --appointment, or give its --length.",
            code="usage",
        )
    with reading("--length"):
        return Length(parse_duration(args.length))


def _search(args: Namespace, kind: Kind, needs: tuple[Need, ...], known: Catalogue) -> Search:
    with reading("--length"):
        minutes = parse_duration(args.length) if args.length else kind.length
    with reading("--days-of-week"):
        weekdays = parse_days(args.days_of_week or "")
    with reading("--between"):
        between = parse_window(args.between or "")
    before, after = (60 * getattr(kind, side, 0) for side in ("before", "after"))
    drive = _drive(args, known)
    return Search(minutes * 60, needs, before, after, weekdays, between, drive * 60)


def _drive(args: Namespace, known: Catalogue) -> int:
    """Minutes there, and again back: as typed, else what they usually are to the place."""
    with reading("--outside"):
        place = choose(args.outside, known.outside, "outside location") if args.outside else None
    if args.drive is None:
        return place.drive if place else 0
    with reading("--drive"):
        return drive_minutes(args.drive)


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


def _needs(args: Namespace, kind: Kind, facts: Facts) -> tuple[Need, ...]:
    """Parts to be filled: those named, and for the others whoever can or those of the type."""
    known = facts.catalogue
    named = [choose(name, known.schedules, "person or resource") for name in args.names or ()]
    groups = [(owner,) for owner in dict.fromkeys(named)]
    if not args.anyone:
        claims = _claims(named, kind, facts)
        return tuple(Need((claim,)) for claim in claims)
    if isinstance(kind, SessionTypeEntry):
        return session_needs(kind, groups, known)
    return other_needs(groups, known, anyone=not any(owner in known.people for owner in named))


def _claims(named: Sequence[Owner], kind: Kind, facts: Facts) -> tuple[Claim, ...]:
    """Those named; for people and for resources apart, when none is, those of the type."""
    known = facts.catalogue
    people = [entry for entry in named if entry in known.people]
    resources = [entry for entry in named if entry in known.resources]
    if not isinstance(kind, SessionTypeEntry):
        usual = answered({}, facts, [APPOINTMENT]).value("who") or ()
        needs = other_needs([(owner,) for owner in named or usual], known, anyone=False)
        return tuple(claim for need in needs for claim in need.any_of)
    typed = answered({"type": kind.name}, facts, [SESSION])
    usual = [typed.value(key) for key in ("photographer", "assistant", "resource")]
    found = [*(people or usual[:2]), *(resources or usual[2:])]
    return tuple(dict.fromkeys(_claim(entry, known) for entry in found if entry))


def _claim(entry: Owner, known: Catalogue) -> Claim:
    role: Role = "resource"
    if entry in known.people:
        role = "photographer" if entry in known.photographers else "assistant"
    return Claim(entry.schedule_id, entry.name, role)


# What is said


def _words(kind: Kind, search: Search, known: Catalogue) -> str:
    """``Portrait, 60 minutes, with any photographer and any room``."""
    named = "" if isinstance(kind, Length) else f"{kind.name}, "
    who = listing([need_words(need, known) for need in search.needs])
    drive = f", driving {duration_words(search.drive // 60)} each way" if search.drive else ""
    return f"{named}{duration_words(search.length // 60)}{drive}{f', with {who}' if who else ''}"


def _text(found: Iterable[FreeSlot], needs: tuple[Need, ...]) -> str:
    """Times; with whom, where that is not the same for all of them."""
    varies = any(len(need.any_of) > 1 for need in needs)
    return table(
        (
            (
                date_short(slot.start.date()),
                f"{time_words(slot.start)}-{time_words(slot.end)}",
                ", ".join(claim.name for claim in slot.claims) if varies else "",
            )
            for slot in found
        ),
        "  ",
    )


def _why_text(failed: tuple[Failed, ...]) -> str:
    if not failed:
        return ""
    rows = table(
        (
            (
                date_short(each.start.date()),
                "" if each.closed else time_words(each.start),
                each.words,
            )
            for each in failed
        ),
        "  ",
    )
    return f"Not earlier because\n{rows}"


def _shape(slot: FreeSlot) -> Shape:
    return {
        "start": moment_shape(slot.start),
        "end": moment_shape(slot.end),
        "schedules": [{"name": claim.name, "role": claim.role} for claim in slot.claims],
    }


def _failed(each: Failed, zone: str) -> Shape:
    return {
        "start": moment_shape(each.start),
        "message": each.words,
        "conflicts": [clash_shape(clash, zone) for clash in each.clashes],
    }
