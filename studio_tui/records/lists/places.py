"""Where the studio works, inside and outside."""

from __future__ import annotations

from typing import Any, Final

from studio_tui.domain.typed_hours import parse_week, week_words
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Facts, Field, Reading
from studio_tui.records.lists.fields import inactive, lines, mail, minutes, name, text
from studio_tui.records.lists.spec import Column, ListSpec, Part, Use


def _week(typed: str, _: Answers) -> Reading:
    if not typed:
        raise StudioError("Type when it is open, as mon-fri 9-17:30, sat 10-14.")
    found = {day: hours for day, hours in parse_week(typed).items() if hours}
    said = week_words(found) if found else "closed on all days"
    return Reading(found, said if said != typed else "")


def _week_text(value: Any, _: Facts) -> str:
    return week_words(value) if value else "mon closed"


def _nine_to_five(_: Answers) -> str:
    return "mon-fri 9-17"


_OPEN: Final = Column(
    Field(
        "hours",
        "Open",
        _week,
        default=_nine_to_five,
        limit=300,
        wide=True,
        help="As mon-fri 9-12:30, 13:30-17, sat 10-14; other days are closed.",
    ),
    show=_week_text,
    kept="opening_hours",
    width=-1,
)

LOCATIONS: Final = ListSpec(
    "locations",
    "Locations",
    "location",
    "location",
    (
        name(),
        _OPEN,
        lines("address", "Address"),
        text("phone", "Phone"),
        mail(),
        text("url", "Website"),
        inactive(),
    ),
    heading="People and places",
    help="The studio's own places. The first one is what documents name as the studio; its hours "
    "and closures are those of the calendar.",
    uses=(
        Use("schedule", "schedule", "location_id"),
        Use("session", "session", "location_id"),
        Use("appointment", "appointment", "location_id"),
        Use("closure", "closure", "location_id"),
    ),
    parts=(Part("Closures", screen="closures"),),
)

OUTSIDE_LOCATIONS: Final = ListSpec(
    "outside_locations",
    "Outside locations",
    "outside location",
    "outside_location",
    (
        name(width=-1),
        minutes("drive", "Drive", help="The usual way there.", width=7),
        lines("address", "Address"),
        lines("notes", "Notes", help="Where to park, whom to ask, when the light is good."),
        inactive(),
    ),
    heading="People and places",
    help="Places away from the studio that sessions and appointments are held at again and "
    "again. Any other place may be typed at booking.",
    uses=(
        Use("session", "session", "outside_location_id"),
        Use("appointment", "appointment", "outside_location_id"),
        Use("further date", "event", "outside_location_id"),
    ),
)
