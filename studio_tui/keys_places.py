"""Where keys work: the places that meet on each screen, and their headings on the help screen."""

from __future__ import annotations

from typing import Final

TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    "calendar": ("everywhere", "book", "screen", "calendar", "grid"),
    "schedules": ("everywhere", "screen", "panel", "schedules", "list"),
    "pick": ("everywhere", "screen", "panel", "pick"),
    "question": ("everywhere", "screen", "panel", "question"),
    "ask": ("everywhere", "screen", "panel", "ask"),
    "menu": ("everywhere", "screen", "panel", "question", "menu"),
    "preview": ("everywhere", "screen", "inner", "preview", "list"),
    "help": ("everywhere", "book", "screen", "inner", "list"),
    "first_start": ("everywhere", "screen", "first_start", "question"),
    "setup": ("everywhere", "screen", "setup", "form", "names"),
    "session_record": (
        *(
            "everywhere",
            "book",
            "screen",
            "record",
            "parents",
            "documents",
            "offer",
            "form",
            "tick",
        ),
        "tabs",
    ),
    "appointment_record": (
        *("everywhere", "book", "screen", "record", "appointment", "offer", "form", "tick"),
        "tabs",
    ),
    "client_record": ("everywhere", "book", "screen", "record", "form", "names", "tabs"),
    "invoice_record": (
        *("everywhere", "book", "screen", "record", "parents", "documents", "form", "tick", "tabs"),
    ),
    "payment_record": (
        *(
            "everywhere",
            "book",
            "screen",
            "record",
            "parents",
            "documents",
            "offer",
            "form",
            "tick",
        ),
        "tabs",
    ),
    "note": ("everywhere", "screen", "panel", "note"),
    "reading": ("everywhere", "screen", "panel", "list"),
    "email": ("everywhere", "book", "screen", "email", "form", "files", "list"),
    "outbox": ("everywhere", "book", "screen", "inner", "outbox", "list"),
    "message": ("everywhere", "book", "screen", "inner", "list"),
    "welcome": ("everywhere", "screen", "wizard", "tick"),
    "choice": ("everywhere", "screen", "wizard", "question"),
    "client": ("everywhere", "screen", "wizard", "client"),
    "client_information": ("everywhere", "screen", "wizard", "offer", "form", "names"),
    "session_information": ("everywhere", "screen", "wizard", "offer", "form"),
    "appointment_information": ("everywhere", "screen", "wizard", "offer", "form"),
    "items": ("everywhere", "screen", "wizard", "order"),
    "money": ("everywhere", "screen", "wizard", "offer", "form"),
    "confirmation": ("everywhere", "screen", "wizard", "tick", "finish"),
    "line": ("everywhere", "screen", "panel", "line", "form"),
    "ordering": ("everywhere", "screen", "ordering", "order"),
}
"""For each screen, the places whose keys work on it at the same time."""

PARTS: Final = (("form", "names", "tick"), ("tabs",), ("files", "list"))
"""Places whose keys work in one part of a screen: what another part does with a key is no matter,
as only one of them has the focus."""

TITLES: Final[dict[str, str]] = {
    "everywhere": "Everywhere",
    "book": "Everywhere",
    "screen": "Everywhere",
    "calendar": "Calendar",
    "grid": "Calendar",
    "inner": "Way back",
    "panel": "Way back",
    "list": "Lists",
    "schedules": "Schedules on the calendar",
    "pick": "Lists to pick from",
    "ask": "Text",
    "question": "Choices",
    "menu": "Menu",
    "preview": "Documents",
    "form": "Fields",
    "names": "Fields",
    "tick": "Ticks",
    "offer": "Free times and known clients",
    "record": "Records",
    "parents": "Records",
    "documents": "Records",
    "appointment": "Records",
    "tabs": "Lists of a record",
    "note": "Notes",
    "email": "Emails",
    "files": "Emails",
    "outbox": "Outbox",
    "wizard": "Booking wizard",
    "client": "Client",
    "order": "Order lines",
    "line": "Order lines",
    "ordering": "Order lines",
    "finish": "Finish",
    "setup": "New studio",
    "first_start": "First start",
}
"""Headings of the places on the help screen."""
