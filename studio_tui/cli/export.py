"""``studio export``: what other programs take in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.days import asked, day_options
from studio_tui.cli.output import Result, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studio_tui.cli.call import Call

KINDS = ("ics",)


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "what", choices=KINDS, metavar="|".join(KINDS), help="the calendar as an iCalendar file"
    )
    day_options(parser, days=90)
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="file to write (standard output)"
    )


def run(call: Call) -> Result:
    """Write the bookings of some days down for other calendar programs."""
    from studio_tui.services.calendar_files import export

    with call.studio() as studio:
        days = asked(studio, call.args)
        data = studio.run(export, days.first, days.last, days.schedule_id, days.name)
    if call.args.output == "-":
        return Result(data=data)
    return Result(str(write_file(call.args.output, data)))
