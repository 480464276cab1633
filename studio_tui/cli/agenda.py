"""``studio agenda``: sessions and appointments by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.bookings import by_day, days_words
from studio_tui.cli.days import asked, day_options
from studio_tui.cli.output import Result
from studio_tui.cli.parser import json_option
from studio_tui.cli.shapes import booking_shape
from studio_tui.services import agenda

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date

    from studio_tui.cli.call import Call


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    day_options(parser, days=7)
    json_option(parser)


def run(call: Call) -> Result:
    """List what is booked on some days."""
    with call.studio() as studio:
        days = asked(studio, call.args)
        found = studio.run(agenda.between, days.first, days.last, days.schedule_id)
    return Result(
        by_day(found) or _nothing(days.first, days.last, days.name),
        [booking_shape(booking) for booking in found],
    )


def _nothing(first: date, last: date, whose: str) -> str:
    return f"Nothing is booked {days_words(first, last)}{f' for {whose}' if whose else ''}."
