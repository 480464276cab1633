"""Fields that name several of a list, with commas between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.choosing import choose
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Reading
from studio_tui.flows.session_fields import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Offered = Callable[[Answers], Sequence[Any]]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def named(text: str, offered: Sequence[Any], noun: str) -> dict[str, Any]:
    """All that a text names, each once, by name."""
    found = [choose(part, offered, noun) for part in _parts(text)]
    return {entry.name: entry for entry in found}


def read(text: str, answers: Answers, *, of: Offered, noun: str, none: str = "none") -> Reading:
    """A reader of names or codes with commas between; said in full where that is not typed.

    Args:
        text: What was typed.
        answers: What was read before.
        of: What there is to choose from.
        noun: What one of them is called.
        none: What is said when it shall be none.
    """
    if text and text.casefold() in NOBODY:
        return Reading((), none)
    found = named(text, of(answers), noun)
    if text and not found:
        raise StudioError(f"Name a {noun.replace(' or ', ' or a ')}.")
    words = ", ".join(found)
    return Reading(tuple(found.values()), "" if words.casefold() == text.casefold() else words)


def picked(name: str, answers: Answers, *, key: str, of: Offered, noun: str) -> str:
    """A name picked from the list is added; one that stands there already is taken out.

    What cannot be read was typed to find the name, and makes room for it.
    """
    stand: list[str] = []
    for part in _parts(answers.text(key)):
        try:
            stand += named(part, of(answers), noun)
        except StudioError:
            continue
    rest = [each for each in dict.fromkeys(stand) if each != name]
    return ", ".join(rest if name in stand else [*rest, name])
