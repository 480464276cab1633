"""Bookings as lists for people show them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from studio_tui.cli.output import table
from studio_tui.domain.words import date_short, date_words, time_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studio_tui.domain.found import Booking


def by_day(bookings: Iterable[Booking]) -> str:
    """Bookings under the day on which they begin, earliest first."""
    days = groupby(bookings, key=lambda booking: booking.start.date())
    return "\n\n".join(
        f"{date_words(day)}\n{table(((_times(entry), *_row(entry)) for entry in found), '  ')}"
        for day, found in days
    )


def dated(bookings: Iterable[Booking]) -> str:
    """Bookings with their dates, one a line."""
    return table(
        ((date_short(entry.start.date()), _times(entry), *_row(entry)) for entry in bookings), "  "
    )


def days_words(first: date, last: date) -> str:
    """Say which days were looked at: ``on`` one, or ``from`` one ``to`` another."""
    if last == first:
        return f"on {date_words(first)}"
    return f"from {date_words(first)} to {date_words(last)}"


def _times(booking: Booking) -> str:
    start, end = booking.start, booking.end
    days = end.toordinal() - start.toordinal()
    if days == 1 and (end.hour, end.minute) == (0, 0):
        return f"{time_words(start)}-24:00"
    return f"{time_words(start)}-{f'{date_short(end.date())} ' if days else ''}{time_words(end)}"


def _about(booking: Booking) -> str:
    """What it is about, and which of several dates it is."""
    dated = f"date {booking.place} of {booking.of}" if booking.of > 1 else ""
    return ", ".join(filter(None, (booking.description, dated)))


def _row(booking: Booking) -> tuple[str, ...]:
    who = (*(part.name for part in booking.parts), booking.outside)
    return (
        booking.number,
        booking.client,
        booking.type_name,
        _about(booking),
        ", ".join(filter(None, who)),
        booking.status,
        "confirmed" if booking.confirmed else "",
    )
