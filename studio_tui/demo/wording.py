"""Chance, and texts with places for chance to fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_NUMBER = re.compile(r"\{(\d+)-(\d+)\}")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def chance(rng: Random, percent: float) -> bool:
    """True in so many of a hundred cases."""
    return rng.random() * 100 < percent


def filled(rng: Random, text: str) -> str:
    """The text with each ``{2-5}`` replaced by a number between 2 and 5."""
    if "{" not in text:
        return text
    return _NUMBER.sub(lambda found: str(rng.randint(int(found[1]), int(found[2]))), text)


def patterned(rng: Random, pattern: str) -> str:
    """The pattern with each ``#`` replaced by a digit and each ``?`` by a capital letter."""
    digits = f"{rng.randrange(10 ** pattern.count('#')):0{pattern.count('#')}}"
    at = iter(digits)
    return "".join(
        next(at) if sign == "#" else rng.choice(_LETTERS) if sign == "?" else sign
        for sign in pattern
    )
