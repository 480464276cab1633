"""``studio agenda``: sessions and appointments by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio_tui.cli.bookings import by_day, days_words
from studio_tui.cli.output import Result
from studio_tui.cli.parser import count, json_option, reading
from studio_tui.cli.shapes import booking_shape
from studio_tui.domain.choosing import choose
from studio_tui.domain.typed import parse_date
from studio_tui.services import agenda
from studio_tui.services.catalogue import catalogue
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date

    from studio_tui.cli.call import Call


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--from", dest="first", metavar="DATE", default="today", help="first day (today)"
    )
    parser.add_argument("--days", metavar="N", type=count, default=7, help="how many days (7)")
    parser.add_argument("--schedule", metavar="NAME", help="only this person or resource")
    json_option(parser)


def run(call: Call) -> Result:
    """List what is booked on some days."""
    args = call.args
    with call.studio() as studio:
        known = studio.run(catalogue)
        with reading("--from"):
            first = parse_date(
                args.first,
                studio.run(Desk.today),
                day_first=known.preferences["dates.day_first"],
            )
        last = first + timedelta(days=args.days - 1)
        whose = None
        if args.schedule is not None:
            whose = choose(args.schedule, known.schedules, "schedule")
        found = studio.run(agenda.between, first, last, whose.schedule_id if whose else None)
    return Result(
        by_day(found) or _nothing(first, last, whose.name if whose else ""),
        [booking_shape(booking) for booking in found],
    )


def _nothing(first: date, last: date, whose: str) -> str:
    return f"Nothing is booked {days_words(first, last)}{f' for {whose}' if whose else ''}."
