"""Choosing by typing: a name, a code, or as little of either as tells it from the others.

Capitals, accents and punctuation do not matter. What fits several is never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from studio_tui.domain.names import fold
from studio_tui.domain.words import listing, quoted
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Named(Protocol):
    """Anything with a name and, perhaps, a short code or initials."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def code(self) -> str:
        """What to type instead; may be empty."""


Choice = TypeVar("Choice", bound=Named)

_MOST_NAMED: Final = 8
"""Choices that a sentence names before it says how many more there are."""


def choose(text: str, entries: Sequence[Choice], noun: str) -> Choice:
    """Find the one entry that is meant.

    The closest kind of fit decides: the whole name, the code, whole words of the name, its
    beginning, the beginning of words (``okoye``, ``room 2``), letters in order after the first
    (``nb`` for Newborn).

    Args:
        text: What was typed.
        entries: What there is to choose from.
        noun: What it is called in a sentence, as ``session type``.

    Raises:
        StudioError: When nothing fits, or several fit equally well; the message names the choices.
    """
    typed = fold(text)
    for fits in _FITS if typed else ():
        found = [entry for entry in entries if fits(typed, entry)]
        if len(found) == 1:
            return found[0]
        if found:
            raise StudioError(
                f"{quoted(text)} could be {_named([_label(entry) for entry in found])}:"
                " type more of it.",
                code="ambiguous",
            )
    raise _nothing(text, entries, noun)


def candidates(text: str, entries: Sequence[Choice]) -> list[Choice]:
    """Entries that the text may mean, closest fit first; all of them without text."""
    typed = fold(text)
    if not typed:
        return [] if text.strip() else list(entries)
    ranks = [(_rank(typed, entry), at) for at, entry in enumerate(entries)]
    return [entries[at] for rank, at in sorted(ranks) if rank < len(_FITS)]


def _rank(typed: str, entry: Named) -> int:
    return next((rank for rank, fits in enumerate(_FITS) if fits(typed, entry)), len(_FITS))


def _is_name(typed: str, entry: Named) -> bool:
    return typed == fold(entry.name)


def _is_code(typed: str, entry: Named) -> bool:
    return typed == fold(entry.code)


def _is_words(typed: str, entry: Named) -> bool:
    return set(typed.split()) <= set(fold(entry.name).split())


def _begins_name(typed: str, entry: Named) -> bool:
    return fold(entry.name).startswith(typed)


def _begins_words(typed: str, entry: Named) -> bool:
    words = fold(entry.name).split()
    return all(any(word.startswith(part) for word in words) for part in typed.split())


def _abbreviates(typed: str, entry: Named) -> bool:
    """Whether the letters come in this order in the name, the first at its beginning."""
    name = fold(entry.name).replace(" ", "")
    letters = iter(name)
    return typed[0] == name[:1] and all(letter in letters for letter in typed.replace(" ", ""))


_FITS: Final[tuple[Callable[[str, Named], bool], ...]] = (
    _is_name,
    _is_code,
    _is_words,
    _begins_name,
    _begins_words,
    _abbreviates,
)
"""Kinds of fit, the closest first."""


def _nothing(text: str, entries: Sequence[Named], noun: str) -> StudioError:
    if not entries:
        return StudioError(f"There is no {noun} to choose yet.", code="not-found")
    asked = f"There is no {noun} {quoted(text)}: choose" if text.strip() else f"Choose a {noun}:"
    if noun[0] in "aeiou":
        asked = asked.replace("Choose a ", "Choose an ")
    return StudioError(f"{asked} {_named([entry.name for entry in entries])}.", code="not-found")


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    if more > 1:
        return f"{', '.join(names[:_MOST_NAMED])} or one of {more} more"
    return listing(names, "or")


def _label(entry: Named) -> str:
    return f"{entry.name} ({entry.code})" if entry.code else entry.name
