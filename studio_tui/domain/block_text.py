"""What a block on the calendar says, from a template of its type: ``{client.last} - {type}``.

Only the fields named here are filled in; anything else in braces stays as it was typed, so that a
slip of the pen is seen on the calendar instead of hiding a booking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Final = (
    *("client.last", "client.first", "client.company"),
    *("session.number", "session.description", "session.status"),
    *("appointment.number", "appointment.description", "appointment.status"),
    "type",
)
"""What may stand in braces. Of a booking, ``session`` and ``appointment`` mean the same."""

_FIELD = re.compile(r"\{\s*([a-z.]+)\s*\}")
_LOOSE = " \t-–·,:/|"
"""What joins fields, and is left over at the ends where one of them is empty."""


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template with its fields filled in, on one line.

    Args:
        template: As the type has it.
        values: By field; one that is missing or empty leaves nothing behind.
    """

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], "") if found[1] in FIELDS else found[0]

    return " ".join(_FIELD.sub(value, template).split()).strip(_LOOSE)
