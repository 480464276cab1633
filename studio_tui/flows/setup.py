"""The first start: what a new studio is asked before its first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain import world
from studio_tui.domain.hours import hours_words, parse_hours
from studio_tui.domain.names import digits
from studio_tui.flows.field import Answers, Field, Reading, email, lines, plain
from studio_tui.flows.flow import Flow, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OWN, DEMO = "My own studio", "A demonstration studio"


def _suggested(key: str) -> Callable[[Answers], str]:
    return lambda answers: answers.facts.suggestions.get(key, "")


def _zone(text: str, _: Answers) -> Reading:
    zone = world.zone_meant(text)
    return Reading(zone, zone if zone != text else "")


def _currency(text: str, answers: Answers) -> Reading:
    country = answers.value("country") if "country" in answers.fields else ""
    found = world.currency_meant(text, country or "")
    return Reading(found.code, found.name)


def _phone(text: str, _: Answers) -> Reading:
    if text and len(digits(text)) < 4:
        return Reading(problem="That is no phone number: type its digits, or leave it empty.")
    return Reading(text)


def _country(text: str, _: Answers) -> Reading:
    found = world.country_meant(text)
    return Reading(found.code, found.name)


def _hours(text: str, _: Answers) -> Reading:
    found = parse_hours(text)
    return Reading(found, hours_words(found))


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
            header="Enter takes what is shown and goes on; typing replaces it. What is empty may "
            "stay so. After the last field the studio is opened. All but the time zone can be "
            "changed later: menu, Preferences and Maintenance.",
            fields=(
                Field("name", "Studio name", plain, rule="required", default=_suggested("name")),
                Field("phone", "Phone", _phone),
                Field("email", "Email", email),
                Field("address", "Address", lines, limit=300, help="Commas between the lines."),
                Field(
                    "zone",
                    "Time zone",
                    _zone,
                    rule="required",
                    default=_suggested("zone"),
                    choices=lambda _: world.zones(),
                    help="A city or country: Berlin, New York, Ireland.",
                ),
                Field(
                    "country",
                    "Country",
                    _country,
                    default=_suggested("country"),
                    rule="required",
                    choices=lambda _: world.countries(),
                    picked=lambda name, _: world.country_meant(name).code,
                    help="Its name or two letters.",
                ),
                Field(
                    "currency",
                    "Currency",
                    _currency,
                    default=_suggested("currency"),
                    rule="required",
                    beside="country",
                    choices=lambda _: world.currencies(),
                    picked=lambda name, _: world.currency_meant(name).code,
                    help="Its name or three letters.",
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
