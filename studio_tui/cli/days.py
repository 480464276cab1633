"""Which days and whose schedule: options that lists of bookings share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from studio_tui.cli.parser import count, reading
from studio_tui.domain.choosing import choose
from studio_tui.domain.typed import parse_date
from studio_tui.services.catalogue import catalogue
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from studio_tui.studio import Studio


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say."""

    first: date
    last: date
    """Included."""
    schedule_id: int | None
    """None: everybody's."""
    name: str
    """Of that schedule."""


def day_options(parser: ArgumentParser, days: int) -> None:
    """Declare ``--from``, ``--days`` and ``--schedule``."""
    parser.add_argument(
        "--from", dest="first", metavar="DATE", default="today", help="first day (today)"
    )
    parser.add_argument(
        "--days", metavar="N", type=count, default=days, help=f"how many days ({days})"
    )
    parser.add_argument("--schedule", metavar="NAME", help="only this person or resource")


def day_asked(studio: Studio, text: str) -> date:
    """The day that ``--from`` names."""
    day_first = studio.run(lambda desk: desk.preference("dates.day_first", True))
    with reading("--from"):
        return parse_date(text, studio.run(Desk.today), day_first=day_first)


def asked(studio: Studio, args: Namespace) -> Asked:
    """What was asked for."""
    first = day_asked(studio, args.first)
    last = first + timedelta(days=args.days - 1)
    if args.schedule is None:
        return Asked(first, last, None, "")
    whose = choose(args.schedule, studio.run(catalogue).schedules, "schedule")
    return Asked(first, last, whose.schedule_id, whose.name)
