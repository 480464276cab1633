"""The options of ``studio book`` about whom, what and when, as the wizard's fields take them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

from studio_tui.cli.clients import client_named
from studio_tui.cli.money import OPTIONS as MONEY
from studio_tui.cli.parser import json_option, reading
from studio_tui.cli.wishes import facts_of
from studio_tui.domain.typed import TypedMoment, parse_duration, parse_moment
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.flows.client_fields import prefill_from_search
from studio_tui.services import clients, sessions

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from studio_tui.domain.booking import AppointmentDraft, SessionDraft
    from studio_tui.flows.field import Facts
    from studio_tui.studio import Studio

D = TypeVar("D", "SessionDraft", "AppointmentDraft")

_CLIENT: Final = {
    "company": ("NAME", "company of a new client"),
    "phones": ("NUMBERS", "phones of a new client: 07700 900123 mobile, 020 7946 0123 work"),
    "email": ("ADDRESS", "email of a new client"),
}
_SESSION: Final = {
    "photographer": ("NAME", "by name or initials (the type's, or the only one); or none"),
    "assistant": ("NAME", "by name or initials (the type's); or none"),
    "resource": ("NAME", "by name or code (the type's); or none"),
    "arrival": ("TIME", "when the client should come, if not at the start"),
    "drive": ("LENGTH", "driving there, and again back (as usual to --outside)"),
    "people": ("N", "how many come; fees may depend on it"),
}
_APPOINTMENT: Final = {
    "session": ("NUMBER", "session that an appointment belongs to"),
    "colour": ("NAME", "of an appointment, instead of the type's: a name, or #rrggbb"),
}
_REPEAT: Final = {
    "repeat": ("HOW", "repeat an appointment: daily, weekly or monthly"),
    "interval": ("N", "with --repeat: 2 is every second day, week or month (1)"),
    "on": ("DAYS", 'weekly: "mon, wed" or weekdays; monthly: 14, "2nd tue", "last fri"'),
    "until": ("END", 'last date, or how often, as "10 times"'),
}
_BOTH: Final = {
    "outside": ("NAME", "a place away from the studio"),
    "description": ("TEXT", "what it is about"),
    "status": ("NAME", "status (the first one)"),
    "notes": ("TEXT", "notes"),
}
"""Metavariable and help by the key of the wizard's field, which is also the option's name."""


def declare_booking(parser: ArgumentParser) -> None:
    """Declare the options."""
    _declare_client(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--type", metavar="NAME", help="type of session, by name or code")
    what.add_argument(
        "--appointment",
        metavar="NAME",
        help="an appointment of this type instead; without a client it is linked to nobody",
    )
    parser.add_argument(
        "--start", required=True, metavar="TIME", help='2026-11-27T14:00, or as "fri 2pm"'
    )
    until = parser.add_mutually_exclusive_group()
    until.add_argument("--end", metavar="TIME", help="end (after the length of the type)")
    until.add_argument("--length", metavar="LENGTH", help="90, 1h30 or 2 hours")
    parser.add_argument(
        "--with",
        dest="who",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="people and resources of an appointment (whoever books it)",
    )
    for key, (metavar, about) in (_BOTH | _SESSION | _APPOINTMENT | _REPEAT).items():
        parser.add_argument(f"--{key}", metavar=metavar, help=about)
    parser.add_argument(
        "--skip-taken",
        action="store_true",
        default=None,
        help="with --repeat: leave out the dates that are not free",
    )
    parser.add_argument("--confirmed", action="store_true", help="the client has confirmed it")
    parser.add_argument(
        "--force", action="store_true", help="book although it clashes, if the studio allows that"
    )
    parser.add_argument("--because", metavar="TEXT", help="why, with --force; some studios ask")
    json_option(parser)


def _declare_client(parser: ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--client", metavar="TEXT", help="number, or part of a name, phone or email")
    who.add_argument("--new-client", metavar="NAME", help='a new client: "Last, First"')
    for key, (metavar, about) in _CLIENT.items():
        options = ("--phone", "--phones") if key == "phones" else (f"--{key}",)
        parser.add_argument(*options, dest=key, metavar=metavar, help=about)
    parser.add_argument(
        "--keep-capitals", action="store_true", help="leave a new client's name as it is typed"
    )


def refuse_mixture(args: Namespace) -> None:
    """Refuse options of a session with an appointment, and the other way round."""
    if args.because is not None and not args.force:
        raise _wrong("--because says why --force is given; give both.")
    if args.appointment is not None:
        strange, belongs = (*_SESSION, *MONEY), "a session; give it with --type"
    else:
        strange, belongs = (*_APPOINTMENT, "who", *_REPEAT, "skip_taken"), "an appointment"
        if args.client is None and args.new_client is None:
            raise _wrong("For whom is the session? Give --client or --new-client.")
    if args.repeat is None:
        for key in ("interval", "on", "until", "skip_taken"):
            if getattr(args, key) is not None:
                raise _wrong(f"{_option(key, True)} belongs to a series; give --repeat.")
    for key in strange:
        if (found := getattr(args, key)) is not None:
            raise _wrong(f"{_option(key, found)} belongs to {belongs}.")


def _option(key: str, found: object) -> str:
    """An option as it was typed, by the name of what it says."""
    typed = {"who": "with", "invoice": "invoice" if found else "no-invoice"}
    return f"--{typed.get(key, key).replace('_', '-')}"


def booking_facts(studio: Studio, args: Namespace, session_id: int | None) -> Facts:
    """What the fields need to know: the client as named, else that of the session."""
    if args.client is not None:
        return facts_of(studio, studio.run(clients.get, client_named(studio, args.client).id))
    if session_id is None or args.new_client is not None:
        return facts_of(studio)
    client_id = studio.run(sessions.get, session_id).client_id
    return facts_of(studio, studio.run(clients.get, client_id))


def client_typed(args: Namespace, facts: Facts) -> dict[str, str]:
    """What the options say about a new client."""
    typed = {key: getattr(args, key) for key in _CLIENT if getattr(args, key) is not None}
    if args.new_client is None:
        if typed:
            raise _wrong(
                f"--{next(iter(typed))} describes a new client; leave it out with --client."
            )
        return {}
    casing = "off" if args.keep_capitals else facts.catalogue.preferences["names.casing"]
    return prefill_from_search(args.new_client, casing) | typed


def booking_typed(args: Namespace, facts: Facts) -> dict[str, str]:
    """What the options say about the session or appointment."""
    keys = (*_BOTH, *_SESSION, "colour", *_REPEAT)
    typed = {key: getattr(args, key) for key in keys if getattr(args, key) is not None}
    if "interval" in typed:
        typed["every"] = typed.pop("interval")
    if args.who is not None:
        typed["who"] = ", ".join(args.who)
    return {"type": args.type or args.appointment or ""} | typed | _times(args, facts)


def _times(args: Namespace, facts: Facts) -> dict[str, str]:
    """Start and end as the wizard's fields take them."""
    with reading("--start"):
        start = _moment(args.start, facts)
        if start.date is None or start.time is None:
            raise StudioError(
                f"{quoted(args.start)} is not a day with a time: type fri 2pm or 2026-11-27T14:00."
            )
    typed = {"date": args.start}
    if args.length is not None:
        with reading("--length"):
            typed["end"] = f"{parse_duration(args.length)} min"
    elif args.end is not None and _end(args, facts).date is None:
        typed["end"] = args.end
    return typed


def with_end(draft: D, args: Namespace, facts: Facts) -> D:
    """The booking with an end that was given with its day, which no field of the wizard takes."""
    end = _end(args, facts) if args.end is not None else TypedMoment()
    if end.date is None or end.time is None:
        return draft
    return replace(draft, end=datetime.combine(end.date, end.time), end_fold=end.fold)


def _end(args: Namespace, facts: Facts) -> TypedMoment:
    with reading("--end"):
        end = _moment(args.end, facts)
        if end.time is None:
            raise StudioError(f"{quoted(args.end)} is not a time: type 15:00 or 3pm.")
    return end


def _moment(text: str, facts: Facts) -> TypedMoment:
    return parse_moment(text, facts.today, day_first=facts.catalogue.preferences["dates.day_first"])


def _wrong(sentence: str) -> StudioError:
    return StudioError(sentence, code="usage")
