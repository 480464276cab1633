"""Order lines as they are put together: found on a price list, added, changed, moved, taken out.

Lines are values: every change gives new ones.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from studio_tui.domain.invoice import Line, extended
from studio_tui.domain.money import discount_words, money_words
from studio_tui.domain.names import fold
from studio_tui.domain.price import line_of, offered_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.money import Currency
    from studio_tui.domain.price import ItemEntry

MOST: Final = 9999
"""Highest quantity of a line."""

Lines = tuple[Line, ...]


def matching(
    items: Sequence[ItemEntry], price_list_id: int | None, text: str
) -> tuple[ItemEntry, ...]:
    """What a typed text may mean, the closest first; everything listed without a text.

    An identifier typed in full finds a hidden item too; otherwise every word has to stand in the
    identifier, the description or the group.
    """
    typed = fold(text.replace("×", "x"))
    words = typed.split()
    hidden = [item for item in items if item.hidden and fold(item.identifier) == typed]
    listed = offered_items(items, price_list_id)
    found = [item for item in listed if all(word in _read(item) for word in words)]
    exact = [item for item in hidden if price_list_id in (None, item.price_list_id)]
    return tuple(sorted((*exact, *found), key=lambda item: _distance(item, typed)))


@lru_cache(4096)
def _read(item: ItemEntry) -> str:
    """What words are looked for in; ``10 × 8`` is found as ``10x8`` too."""
    said = fold(f"{item.identifier} {item.description} {item.group}".replace("×", "x"))
    return f"{said} {said.replace(' x ', 'x')}"


def _distance(item: ItemEntry, typed: str) -> int:
    identifier = fold(item.identifier)
    if identifier == typed:
        return 0
    if identifier.startswith(typed):
        return 1
    return 2 if fold(item.description).startswith(typed) else 3


def added(lines: Lines, item: ItemEntry, one: int = 1) -> tuple[Lines, int]:
    """The lines with an item more, and where: one more on its line if it is sold there as listed.

    Args:
        lines: What was ordered so far.
        item: What was chosen.
        one: -1 where things are taken back.
    """
    fresh = line_of(item, one)
    for at, line in enumerate(lines):
        if replace(line, quantity=one, automatic=False) == fresh and line.quantity * one < MOST:
            return changed(lines, at, replace(line, quantity=line.quantity + one)), at
    return (*lines, fresh), len(lines)


def changed(lines: Lines, at: int, line: Line) -> Lines:
    """The lines with another one in a place; one that a person has changed is theirs from now."""
    if line != lines[at]:
        line = replace(line, automatic=False)
    return (*lines[:at], line, *lines[at + 1 :])


def removed(lines: Lines, at: int) -> Lines:
    """The lines without one."""
    return (*lines[:at], *lines[at + 1 :])


def moved(lines: Lines, at: int, by: int) -> tuple[Lines, int]:
    """The lines with one further up or down, and where it is then; at an end it stays."""
    to = max(0, min(at + by, len(lines) - 1))
    rest = removed(lines, at)
    return (*rest[:to], lines[at], *rest[to:]), to


def swapped(lines: Lines, automatic: Sequence[Line]) -> Lines:
    """The lines with other automatic ones in front; those changed or added by hand stay."""
    return (*automatic, *(line for line in lines if not line.automatic))


def gone(lines: Lines, items: Sequence[ItemEntry], price_list_id: int | None) -> Lines:
    """Lines of items that the price list no longer has."""
    sold = {item.id for item in items if price_list_id in (None, item.price_list_id)}
    return tuple(line for line in lines if line.item_id is not None and line.item_id not in sold)


def subtotal(lines: Sequence[Line]) -> int:
    """What all lines come to, after their own discounts."""
    return sum(map(extended, lines))


def described(line: Line) -> str:
    """What a line is about, and of a package what it consists of."""
    return f"{line.description}: {content_words(line)}" if line.content else line.description


def content_words(line: Line) -> str:
    """What a package consists of, in a row: ``1 × Album, 20 pages; 6 × Print 7 × 5 in``."""
    return "; ".join(filter(None, map(str.strip, line.content.splitlines())))


def line_words(line: Line, currency: Currency) -> str:
    """A line in words: ``Print 10 × 8 in, 2 at £25.00, 10% off, £45.00``.

    What a package consists of comes last: ``Package, 1 at £95.00, £95.00: 1 × Album``.
    """
    off = discount_words(line.discount, currency)
    each = f"{line.quantity} at {money_words(line.price, currency)}"
    parts = (line.description, each, f"{off} off" if off else "")
    words = ", ".join((*filter(None, parts), money_words(extended(line), currency)))
    return f"{words}: {content_words(line)}" if line.content else words


def place_words(lines: Lines, at: int, currency: Currency) -> str:
    """A line and where it stands: ``Line 2 of 3: Print 10 × 8 in, 2 at £25.00, £50.00``."""
    return f"Line {at + 1} of {len(lines)}: {line_words(lines[at], currency)}"
