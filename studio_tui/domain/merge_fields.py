"""What a form letter may name, by what it is about: groups of fields, each a piece of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from studio_tui.domain.letter import LetterArea

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "client": (
        *("first", "last", "full", "salutation", "company", "address", "phone", "email"),
        *("number", "balance"),
    ),
    "session": (
        *("number", "type", "description", "date", "weekday", "start", "end", "arrival"),
        *("photographer", "assistant", "resource", "location", "location_address", "notes"),
        *("status", "participants", "promotions"),
    ),
    "appointment": (
        *("number", "type", "description", "date", "weekday", "start", "end", "with"),
        *("location", "location_address", "notes", "status"),
    ),
    "invoice": (
        *("number", "date", "total", "tax", "paid", "balance", "due_date", "items"),
        "description",
    ),
    "payment": ("number", "date", "method", "amount"),
    "studio": ("name", "phone", "email", "url", "header", "address", "terms"),
    "user": ("name", "signature"),
}
"""Fields by group: ``client.first`` is the field ``first`` of the group ``client``."""

TODAY: Final = "today"
"""The one field that stands without a group."""

_EVERYWHERE: Final = ("client", "studio", "user")

AREAS: Final[dict[LetterArea, tuple[str, ...]]] = {
    "session": (*_EVERYWHERE, "session", "invoice", "payment"),
    "appointment": (*_EVERYWHERE, "appointment", "session"),
    "invoice": (*_EVERYWHERE, "invoice", "payment", "session"),
}
"""Groups that a letter may name, by what it is about."""


def problem(area: LetterArea, group: str, name: str = "") -> str:
    """The sentence about something that a letter names and there is not; nothing if there is.

    Args:
        area: What the letter is about.
        group: What stands before the dot, or alone.
        name: What stands behind it.
    """
    said = f"{group}.{name}" if name else group
    if (not name and group == TODAY) or (group in AREAS[area] and name in GROUPS[group]):
        return ""
    if group in GROUPS and group not in AREAS[area] and name in GROUPS[group]:
        article = "an" if area[0] in "aeiou" else "a"
        return f"A letter about {article} {area} cannot name {said}."
    from difflib import get_close_matches

    known = [f"{each}.{field}" for each in AREAS[area] for field in GROUPS[each]]
    near = get_close_matches(said, [*known, TODAY], n=1)
    hint = f"did you mean {near[0]}?" if near else "take it out."
    return f"The letter names {said}, which there is not: {hint}"
