"""The first start: what a new studio is asked before its first day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from studio_tui.domain.hours import hours_words, parse_hours
from studio_tui.domain.wallclock import zone_info
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading, email, lines, plain
from studio_tui.flows.flow import Flow, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OWN, DEMO = "My own studio", "A demonstration studio"

_CONTINENTS = frozenset(
    {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
"""What the names of time zones begin with that people use."""


def _suggested(key: str) -> Callable[[Answers], str]:
    return lambda answers: answers.facts.suggestions.get(key, "")


@cache
def _zone_names() -> tuple[str, ...]:
    """The names of all zones: looked up in hundreds of files, and the form is read at every key."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def _zone(text: str, _: Answers) -> Reading:
    """A zone by its name, whatever the capitals, or by its city alone."""
    typed = text.casefold().replace(" ", "_")
    found = [name for name in _zone_names() if name.casefold() == typed] or [
        name for name in _zone_names() if name.casefold().endswith(f"/{typed}")
    ]
    zone = found[0] if len(found) == 1 else text
    zone_info(zone)
    return Reading(zone, zone if zone != text else "")


def _currency(text: str, _: Answers) -> Reading:
    from babel.numbers import get_currency_name, is_currency

    code = text.upper()
    if not is_currency(code):
        raise StudioError(f"{text!r} is not a currency; type its three letters, as EUR or USD.")
    return Reading(code, str(get_currency_name(code, locale="en")))


def _country(text: str, _: Answers) -> Reading:
    from babel import Locale

    code = text.upper()
    name = Locale("en").territories.get(code)
    if len(code) != 2 or name is None:
        raise StudioError(f"{text!r} is not a country; type its two letters, as GB or US.")
    return Reading(code, str(name))


def _hours(text: str, _: Answers) -> Reading:
    found = parse_hours(text)
    return Reading(found, hours_words(found))


def _zones(_: Answers) -> Sequence[str]:
    return [name for name in _zone_names() if name.partition("/")[0] in _CONTINENTS]


def _kinds(_: Answers) -> Sequence[str]:
    return OWN, DEMO


def _hours_field(key: str, label: str) -> Field:
    return Field(
        key, label, _hours, default=_suggested(key), help="9-17, or 9-12:30, 13:30-18, or closed."
    )


SETUP = Flow(
    "setup",
    "A new studio",
    (
        Page(
            "kind",
            "Welcome",
            kind="choice",
            header="There is no studio here yet. What would you like to open?",
            fields=(Field("kind", "Open", plain, choices=_kinds, default=lambda _: OWN),),
            help="The demonstration studio has made-up clients and sessions to try everything on; "
            "it can be thrown away at any time by removing its data directory.",
        ),
        Page(
            "studio",
            "Your studio",
            header="Every answer has a suggestion: Enter takes it.",
            fields=(
                Field("name", "Studio name", plain, rule="required", default=_suggested("name")),
                Field("phone", "Phone", plain),
                Field("email", "Email", email),
                Field("address", "Address", lines, limit=300, help="Commas between the lines."),
                Field(
                    "zone",
                    "Time zone",
                    _zone,
                    rule="required",
                    default=_suggested("zone"),
                    choices=_zones,
                    help="Area/City, as Europe/London or America/New_York.",
                ),
                Field(
                    "country", "Country", _country, default=_suggested("country"), rule="required"
                ),
                Field(
                    "currency",
                    "Currency",
                    _currency,
                    default=_suggested("currency"),
                    rule="required",
                    beside="country",
                ),
                _hours_field("weekdays", "Monday-Friday"),
                _hours_field("saturday", "Saturday"),
                _hours_field("sunday", "Sunday"),
                Field(
                    "first",
                    "Your first name",
                    plain,
                    kind="name",
                    rule="required",
                    default=_suggested("first"),
                ),
                Field("last", "Your last name", plain, kind="name", default=_suggested("last")),
            ),
            applies=lambda draft, _: draft.typed.get("kind") != DEMO,
        ),
    ),
)
