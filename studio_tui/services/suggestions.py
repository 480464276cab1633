"""What the first start suggests: the machine's time zone, and what follows from what is known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from studio_tui.domain import world
from studio_tui.domain.hours import hours_words
from studio_tui.errors import StudioError
from studio_tui.services import setup, starter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def suggestions(typed: Mapping[str, str]) -> dict[str, str]:
    """A default for every field of the first start, by its key.

    Args:
        typed: What has been answered so far: the country follows the zone, the currency the
            country.
    """
    zone = _meant(typed.get("zone", ""), world.zone_meant) or setup.suggested_zone()
    country = _meant(typed.get("country", ""), lambda text: world.country_meant(text).code)
    country = country or world.country_of(zone)
    first, last = _login_name()
    if typed.get("first"):
        last = ""
    week = starter.week()
    return {
        "name": "My Studio",
        "zone": zone,
        "country": country,
        "currency": world.currency_of(country),
        "first": first,
        "last": last,
        "weekdays": hours_words(week.get(0, ())),
        "saturday": hours_words(week.get(5, ())),
        "sunday": hours_words(week.get(6, ())),
    }


def _meant(text: str, read: Callable[[str], str]) -> str:
    """What was typed stands for; nothing while it cannot be read."""
    try:
        return read(text) if text.strip() else ""
    except StudioError:
        return ""


def _login_name() -> tuple[str, str]:
    """First and last name of who is logged in, as far as the machine knows them."""
    try:
        import pwd

        user = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return "Owner", ""
    first, _, last = user.pw_gecos.partition(",")[0].strip().rpartition(" ")
    if first and last:
        return first, last
    return ("Owner" if user.pw_uid == 0 else user.pw_name.title()), ""
