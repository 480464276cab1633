"""Time zones, countries and currencies as people name them: Berlin, Germany, euro."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from studio_tui.domain.names import fold
from studio_tui.domain.wallclock import UnknownZoneError
from studio_tui.domain.words import listing, quoted
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class WorldEntry:
    """A time zone, a country or a currency, and what may be typed instead of its name."""

    name: str
    code: str


UNKNOWN: Final = "GB"
"""The country of a zone that lies in none."""


@cache
def _zone_table() -> dict[str, str]:
    """The ISO code of the country by the name of each zone in use."""
    import importlib.resources

    table = importlib.resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {name: country for country, _, name, *_ in lines}


@cache
def _zone_names() -> tuple[str, ...]:
    """The names of all zones, old ones too: looked up in hundreds of files, at every key."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


@cache
def countries() -> tuple[WorldEntry, ...]:
    """Every country by its name and its two letters."""
    from babel import Locale

    names = Locale("en").territories
    codes = set(_zone_table().values())
    return tuple(
        sorted((WorldEntry(names[code], code) for code in codes), key=lambda each: each.name)
    )


@cache
def currencies() -> tuple[WorldEntry, ...]:
    """Every currency that is legal tender somewhere, by its name and its three letters."""
    from babel.numbers import get_currency_name

    codes = {currency_of(country.code) for country in countries()}
    named = (WorldEntry(str(get_currency_name(code, locale="en")), code) for code in codes)
    return tuple(sorted(named, key=lambda each: each.name))


@cache
def zones() -> tuple[WorldEntry, ...]:
    """Every zone in use with the country that it lies in."""
    names = {country.code: country.name for country in countries()}
    return tuple(WorldEntry(name, names[code]) for name, code in sorted(_zone_table().items()))


def country_of(zone: str) -> str:
    """The code of the country that a zone lies in; the United Kingdom when it is not known."""
    return _zone_table().get(zone, UNKNOWN)


def currency_of(country: str) -> str:
    """The currency that is legal tender in a country, as an ISO code."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country)
    return str(found[0]) if found else "GBP"


def zone_meant(text: str) -> str:
    """The zone of that name, whatever the capitals; or of a city, or of a country that has one.

    Raises:
        StudioError: When there is none, or there are several.
    """
    typed = text.casefold().strip().replace(" ", "_")
    exact = [name for name in _zone_names() if name.casefold() == typed] or [
        name for name in _zone_names() if name.casefold().endswith(f"/{typed}")
    ]
    if len(exact) == 1:
        return exact[0]
    found = _begun(text, zones())
    if len(found) > 1:
        city = found[0].name.rpartition("/")[2].replace("_", " ")
        raise StudioError(f"{quoted(text)} fits {len(found)} time zones: type a city, as {city}.")
    if not found:
        raise UnknownZoneError(text)
    return found[0].name


def country_meant(text: str) -> WorldEntry:
    """The country of that name or code, or of the beginning of its name.

    Raises:
        StudioError: When there is none, or there are several.
    """
    return _meant(text, countries(), "a country; type its name or two letters, as Germany or DE")


def currency_meant(text: str, country: str = "") -> WorldEntry:
    """The currency of that name or code, or of the beginning of its name.

    Args:
        text: As people type it, ``pounds`` too.
        country: ISO code; of several that are called so, its own is meant.

    Raises:
        StudioError: When there is none, or there are several.
    """
    typed = text if _begun(text, currencies()) else text.removesuffix("s")
    own = currency_of(country) if country else ""
    found = next((each for each in _begun(typed, currencies()) if each.code == own), None)
    what = "a currency; type its name or three letters, as euro or EUR"
    return found or _meant(typed, currencies(), what)


def _meant(text: str, entries: Sequence[WorldEntry], what: str) -> WorldEntry:
    typed = fold(text)
    exact = [entry for entry in entries if typed in (fold(entry.code), fold(entry.name))]
    found = exact or _begun(text, entries)
    if len(found) > 1:
        some = listing([entry.name for entry in found[:3]], "or")
        raise StudioError(f"{quoted(text)} could be {some}: type more of it.")
    if not found:
        raise StudioError(f"{quoted(text)} is not {what}.")
    return found[0]


def _begun(text: str, entries: Sequence[WorldEntry]) -> list[WorldEntry]:
    """Entries in which each word typed is the beginning of one."""
    parts = fold(text).split()
    return [
        entry
        for entry in entries
        if parts and all(f" {part}" in f" {fold(f'{entry.name} {entry.code}')}" for part in parts)
    ]
