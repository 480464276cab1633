"""``studio book``: the Scheduling Wizard without a screen, its answers given as options."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from studio_tui.cli.clients import client_named
from studio_tui.cli.output import Refusal, RefusedError, Result
from studio_tui.cli.parser import json_option, reading
from studio_tui.cli.shapes import booking_shape, clash_shape, moment_shape
from studio_tui.cli.wishes import answered, facts_of, refuse_problems
from studio_tui.domain.booking import TakenError
from studio_tui.domain.typed import TypedMoment, parse_duration, parse_moment
from studio_tui.domain.words import date_short, listing, quoted, span_words, time_words
from studio_tui.errors import StudioError
from studio_tui.flows.client_fields import client_draft, prefill_from_search
from studio_tui.flows.session_fields import session_draft
from studio_tui.services import agenda, availability, booking, clients, search

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from studio_tui.cli.call import Call
    from studio_tui.domain.booking import Booked, ClientDraft, SessionDraft
    from studio_tui.domain.found import Booking
    from studio_tui.flows.field import Facts
    from studio_tui.studio import Studio

_CLIENT = {
    "company": ("NAME", "company of a new client"),
    "phones": ("NUMBERS", "phones of a new client: 07700 900123 mobile, 020 7946 0123 work"),
    "email": ("ADDRESS", "email of a new client"),
}
_SESSION = {
    "photographer": ("NAME", "by name or initials (the type's, or the only one); or none"),
    "assistant": ("NAME", "by name or initials (the type's); or none"),
    "resource": ("NAME", "by name or code (the type's); or none"),
    "outside": ("NAME", "a place away from the studio"),
    "description": ("TEXT", "what it is about"),
    "arrival": ("TIME", "when the client should come, if not at the start"),
    "status": ("NAME", "status (the first one)"),
    "notes": ("TEXT", "notes"),
}
"""Metavariable and help by the key of the wizard's field, which is also the option's name."""


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--client", metavar="TEXT", help="number, or part of a name, phone or email")
    who.add_argument("--new-client", metavar="NAME", help='a new client: "Last, First"')
    for key, (metavar, about) in _CLIENT.items():
        options = ("--phone", "--phones") if key == "phones" else (f"--{key}",)
        parser.add_argument(*options, dest=key, metavar=metavar, help=about)
    parser.add_argument(
        "--keep-capitals", action="store_true", help="leave a new client's name as it is typed"
    )
    parser.add_argument(
        "--type", required=True, metavar="NAME", help="type of session, by name or code"
    )
    parser.add_argument(
        "--start", required=True, metavar="TIME", help='2026-11-27T14:00, or as "fri 2pm"'
    )
    until = parser.add_mutually_exclusive_group()
    until.add_argument("--end", metavar="TIME", help="end (after the length of the type)")
    until.add_argument("--length", metavar="LENGTH", help="90, 1h30 or 2 hours")
    for key, (metavar, about) in _SESSION.items():
        parser.add_argument(f"--{key}", metavar=metavar, help=about)
    parser.add_argument("--confirmed", action="store_true", help="the client has confirmed it")
    parser.add_argument(
        "--force", action="store_true", help="book although it clashes, if the studio allows that"
    )
    json_option(parser)


def run(call: Call) -> Result:
    """Book a session."""
    args = call.args
    with call.studio() as studio:
        facts = _facts(studio, args)
        answers = answered(_client(args, facts) | _session(args) | _times(args, facts), facts)
        refuse_problems(answers, ("client_information", "session_information"))
        client, session = client_draft(answers), session_draft(answers)
        assert session is not None  # type and start were given
        session = replace(_with_end(session, args, facts), confirmed=args.confirmed)
        likely = () if facts.client else _duplicates(studio, client)
        booked, warnings = _book(studio, client, session, facts.client, force=args.force)
        (stored,) = studio.run(agenda.these, [booked.session_id])
    return Result(
        _text(stored, facts.today),
        booking_shape(stored) | {"client_number": booked.client_number, "warnings": warnings},
        (*likely, *warnings),
    )


def _facts(studio: Studio, args: Namespace) -> Facts:
    if args.client is None:
        return facts_of(studio)
    return facts_of(studio, studio.run(clients.get, client_named(studio, args.client).id))


def _client(args: Namespace, facts: Facts) -> dict[str, str]:
    """What the options say about a new client."""
    typed = {key: getattr(args, key) for key in _CLIENT if getattr(args, key) is not None}
    if args.new_client is None:
        if typed:
            raise StudioError(
                f"--{next(iter(typed))} describes a new client; leave it out with --client.",
                code="usage",
            )
        return {}
    casing = "off" if args.keep_capitals else facts.catalogue.preferences["names.casing"]
    return prefill_from_search(args.new_client, casing) | typed


def _session(args: Namespace) -> dict[str, str]:
    """What the options say about the session, its time apart."""
    typed = {key: getattr(args, key) for key in _SESSION if getattr(args, key) is not None}
    return {"type": args.type} | typed


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


def _with_end(session: SessionDraft, args: Namespace, facts: Facts) -> SessionDraft:
    """The session with an end that was given with its day, which no field of the wizard takes."""
    end = _end(args, facts) if args.end is not None else TypedMoment()
    if end.date is None or end.time is None:
        return session
    return replace(session, end=datetime.combine(end.date, end.time), end_fold=end.fold)


def _end(args: Namespace, facts: Facts) -> TypedMoment:
    with reading("--end"):
        end = _moment(args.end, facts)
        if end.time is None:
            raise StudioError(f"{quoted(args.end)} is not a time: type 15:00 or 3pm.")
    return end


def _moment(text: str, facts: Facts) -> TypedMoment:
    return parse_moment(text, facts.today, day_first=facts.catalogue.preferences["dates.day_first"])


def _duplicates(studio: Studio, client: ClientDraft) -> tuple[str, ...]:
    """A sentence for each client who may be the same; never a reason not to book."""
    return tuple(
        f"{hit.name}{f' ({hit.number})' if hit.number else ''} may be the same client: {hit.why}."
        for hit in studio.run(search.duplicates, client)
    )


def _book(
    studio: Studio,
    client: ClientDraft,
    session: SessionDraft,
    original: ClientDraft | None,
    *,
    force: bool,
) -> tuple[Booked, tuple[str, ...]]:
    """Book, and say what there is to say about the time."""
    warning = studio.run(availability.check, session, alternatives=0).warning
    try:
        booked = studio.run(booking.book, client, session, original=original, force=force)
    except TakenError as taken:
        raise _refused(taken, studio.run(lambda desk: desk.zone)) from taken
    return booked, (warning,) if warning else ()


def _refused(taken: TakenError, zone: str) -> RefusedError:
    later = [f"{date_short(start.date())} {time_words(start)}" for start in taken.next_starts]
    return RefusedError(
        taken.message,
        Refusal(
            tuple(clash_shape(clash, zone) for clash in taken.clashes),
            {
                "next": [moment_shape(start) for start in taken.next_starts],
                "force_allowed": taken.allowed,
            },
            (
                *([f"Next free: {listing(later)}."] if later else []),
                *(["With --force it is booked all the same."] if taken.allowed else []),
            ),
        ),
        code=taken.code,
    )


def _text(stored: Booking, today: date) -> str:
    who = listing([*(part.name for part in stored.parts), *filter(None, [stored.outside])])
    return (
        f"Session {stored.number} is booked for {stored.client}: {stored.type_name}, "
        f"{span_words(stored.start, stored.end, today)}{f', {who}' if who else ''}."
    )
