"""The keys of what is done with bookings: moved, copied, cancelled, stepped on, taken back."""

from __future__ import annotations

from typing import Final

from studio_tui.key import Key

DEEDS: Final[tuple[Key, ...]] = (
    # On the calendar, with the booking under the cursor or with those that are marked
    Key(
        "calendar.cancel",
        ("x", "delete"),
        "cancel",
        "Cancel",
        "calendar",
        "Cancel the booking, or those marked: asks why; the history keeps it",
    ),
    Key(
        "calendar.status",
        ("s", "ctrl+s"),
        "status",
        "Status",
        "calendar",
        "Give the booking its next status, or say that nobody came",
    ),
    Key(
        "calendar.confirm",
        ("y", "f11"),
        "confirm",
        "Confirmed",
        "calendar",
        "Say that the client has confirmed, or that it no longer holds",
    ),
    Key(
        "calendar.undo",
        ("ctrl+z", "u"),
        "undo",
        "Undo",
        "calendar",
        "Take back what was last moved, cancelled, confirmed or given another status",
    ),
    Key(
        "calendar.cancelled",
        ("ctrl+x", "Z"),
        "cancelled",
        "Show cancelled",
        "calendar",
        "Show bookings that were cancelled, or to which nobody came; again: hide them",
    ),
    # On a session or an appointment
    Key(
        "booked.status",
        ("f10", "s"),
        "status",
        "Status",
        "booked",
        "Give it its next status, or say that nobody came",
    ),
    Key(
        "booked.cancel",
        ("f12", "x"),
        "cancel",
        "Cancel it",
        "booked",
        "Cancel it: asks why; the history keeps it",
    ),
    # Panels that do something with a booking
    Key("deed.keep", ("ctrl+s", "f8"), "keep", "Do it", "deed", "Do what is asked for", True),
)
