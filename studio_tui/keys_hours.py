"""The keys of working hours, time off and closures; `keys` puts all keys together."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

HOURS: Final[tuple[Key, ...]] = (
    Key(
        "calendar.hours",
        ("H", "f3"),
        "hours",
        "Working hours",
        "calendar",
        "Working hours and time off of whoever the cursor is on",
    ),
    Key(
        "calendar.closures",
        ("S", "ctrl+w"),
        "closures",
        "Studio closures",
        "calendar",
        "Days on which the studio is closed, and public holidays",
    ),
    # Hours and time off
    Key("hours.off", ("n", "ctrl+n"), "new", "Time off", "hours", "Enter time off", True),
    Key(
        "hours.day",
        ("e", "f6"),
        "day",
        "One day",
        "hours",
        "Enter other hours on one date, or that it is free",
        True,
    ),
    Key(
        "hours.whose",
        ("v", "ctrl+r"),
        "whose",
        "Whose",
        "hours",
        "Choose whose hours are shown",
    ),
    Key("hours.closures", ("S", "f7"), "closures", "Closures", "hours", "Closures of the studio"),
    # Closures
    Key("closures.new", ("n", "ctrl+n"), "new", "New", "closures", "Enter a closure", True),
    Key(
        "closures.public",
        ("p", "f6"),
        "public",
        "Holidays",
        "closures",
        "Choose from the public holidays of a year",
        True,
    ),
    # Both
    Key(
        "dated.bookings",
        ("w", "f4"),
        "bookings",
        "Booked",
        "dated",
        "List what is booked there all the same; Enter opens it",
        True,
    ),
    Key("dated.remove", ("delete", "ctrl+x"), "remove", "Remove", "dated", "Take it out again"),
)
