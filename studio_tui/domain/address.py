"""Postal addresses as the post of a country wants them."""

from __future__ import annotations

TOWN_FIRST = ("AU", "CA", "GB", "IE", "IN", "NZ", "SG", "US", "ZA")
"""Countries, by ISO code, where the postcode follows the town; elsewhere it comes before it."""


def town_lines(city: str, state: str, postcode: str, country: str) -> tuple[str, ...]:
    """Town, state and postcode as the last lines of an address.

    Args:
        city: Town or city.
        state: State, province or county, where addresses name it.
        postcode: Postal code, as typed.
        country: ISO code of the country whose custom it is.
    """
    if country in ("GB", "IE"):  # the postcode has a line of its own
        lines = (city, state, postcode)
    elif country in TOWN_FIRST:
        place = ", ".join(filter(None, (city, state)))
        lines = (" ".join(filter(None, (place, postcode))), "", "")
    else:
        lines = (" ".join(filter(None, (postcode, city))), state, "")
    return tuple(line for line in lines if line)
