"""Phone numbers as one line of text: ``07700 900123 mobile sms, 020 7946 0123 work``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio_tui.domain.booking import PhoneDraft
from studio_tui.domain.names import digits, is_landline
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMS = {"sms", "text", "texts"}
_NUMBER = re.compile(r"[+(]?[\d(][\d\s().\-/]*(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)


def read_phones(text: str, labels: Sequence[str], country: str = "") -> tuple[PhoneDraft, ...]:
    """The numbers in a line, separated by commas, each with an optional label and ``sms``.

    Args:
        text: What was typed.
        labels: The studio's labels, which may be shortened. When none is typed, the first is
            taken, and ``Home`` for a number known to be a landline. A mobile number may be sent
            texts without saying so.
        country: ISO code of the country whose numbers are typed without its code.

    Raises:
        StudioError: When a part holds no number, or too few digits for one.
    """
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    return tuple(_one(part, labels, country) for part in parts if part)


def _one(part: str, labels: Sequence[str], country: str) -> PhoneDraft:
    found = _NUMBER.search(part)
    if not found or len(digits(found.group())) < 3:
        raise StudioError(
            f"{part!r} is not a phone number; type for example 07700 900123 mobile, "
            "and a comma before the next number."
        )
    number = found.group().strip(" -/.")
    words = (part[: found.start()] + " " + part[found.end() :]).split()
    wishes = {word.casefold() for word in words}
    named = " ".join(word for word in words if word.casefold() not in _SMS)
    if not named and country and is_landline(number, country):
        named = "Home"
    label = next(
        (entry for entry in labels if named and entry.casefold().startswith(named.casefold())),
        named or (labels[0] if labels else ""),
    )
    return PhoneDraft(number, label, bool(wishes & _SMS) or label.casefold().startswith("mobile"))


def phones_text(phones: Sequence[PhoneDraft]) -> str:
    """The line that reads back as these numbers."""
    return ", ".join(
        " ".join(
            filter(
                None,
                (
                    phone.number,
                    phone.label,
                    "sms" if phone.sms and not phone.label.casefold().startswith("mobile") else "",
                ),
            )
        )
        for phone in phones
    )


def phones_words(phones: Sequence[PhoneDraft]) -> str:
    """The numbers as the program understood them."""
    return ", ".join(
        f"{phone.label or 'Phone'}{' (texts)' if phone.sms else ''}" for phone in phones
    )
