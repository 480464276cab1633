"""Appointment types, with texts for the calendar and steps of their own."""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.fields import code, colour, inactive, minutes, name
from studio_tui.records.lists.session_types import calendar_text
from studio_tui.records.lists.spec import ListSpec, Part, Use
from studio_tui.records.lists.statuses import own_cycle

APPOINTMENT_TYPES: Final = ListSpec(
    "appointment_types",
    "Appointment types",
    "appointment type",
    "appointment_type",
    (
        name(width=-1),
        code(),
        colour(),
        minutes("length", "Length", 30, width=7),
        calendar_text("calendar_text", "With a client"),
        calendar_text("unlinked_text", "Without one"),
        inactive(),
    ),
    heading="Booking",
    help="An appointment type fills in length and colour. The two texts are what its block on "
    "the calendar says, with a client and without.",
    uses=(Use("appointment", "appointment", "type_id"),),
    parts=(Part("Its own steps", own_cycle("appointment", "appointment type"), "for_type"),),
)
