"""How sessions are numbered: the formats to choose from, and what comes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args
from unicodedata import normalize

if TYPE_CHECKING:
    from datetime import date

Format = Literal["number", "last", "full", "date", "date_name"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
DATED: Final[tuple[Format, ...]] = ("date", "date_name")
"""These number the sessions of each day, and are given on the day itself (product rule)."""

LONGEST_NAME: Final = 24
"""Characters of a name in a number."""
LONGEST_TYPED: Final = 20
"""Characters of a number that somebody types."""
FIRST: Final = 10000
"""What a counter begins with."""
NAMELESS: Final = "#"
"""What a session without a number is stored by begins with; its id follows, no person reads it."""

UNNUMBERED: Final = "a session without a number"


def number_words(number: str) -> str:
    """A number as it is read: nothing where there is none."""
    return "" if number.startswith(NAMELESS) else number


def record_words(kind: str, number: str) -> str:
    """What a record is called: ``session 10012``, or ``session without a number``.

    Args:
        kind: What it is.
        number: Its number; empty where there is no such record, which is called nothing.
    """
    if not number:
        return ""
    return f"{kind} {number_words(number) or 'without a number'}"


def session_number(how: Format, number: int, *, last: str, first: str, day: date) -> str:
    """The number of a session.

    Args:
        how: The format.
        number: The number drawn: of all sessions, or among those of the day.
        last: The client's last name; the company where there is none.
        first: The client's first name.
        day: The day of the session.
    """
    if how == "date":
        return f"{day:%Y%m%d}-{number:02}"
    if how == "date_name":
        return f"{day:%Y%m%d}{part(last)}{number:02}"
    names = {"last": part(last), "full": part(last) + part(first)}.get(how, "")
    return f"{names}{number}"


def part(name: str) -> str:
    """A name as it stands in a number: its letters and digits, in whatever script.

    Digits at its end would run into the number, so that nobody could tell where it begins.
    """
    composed = normalize("NFC", name)
    letters = "".join(
        char for char in composed if char.isalpha() or char.isdecimal() or _sign(char)
    )
    return letters[:LONGEST_NAME].rstrip("0123456789")


def _sign(char: str) -> bool:
    """Whether it is part of the letter before, as the vowel signs of many scripts are."""
    from unicodedata import category

    return not char.isascii() and category(char) in ("Mn", "Mc")


def number_problem(number: str) -> str:
    """What keeps a text that somebody types from being a client's number; usually nothing.

    It must be found again: a search takes what has digits and no space in it for a number.
    """
    allowed = all((char.isascii() and char.isalnum()) or char in "-./" for char in number)
    if not allowed or not any(char.isdigit() for char in number):
        return (
            "A number is made of digits, letters, - . and /, with a digit at least: 10025 or A-7."
        )
    if len(number) > LONGEST_TYPED:
        return f"A number has {LONGEST_TYPED} characters at most: type a shorter one."
    return ""


def trailing(number: str) -> str:
    """The digits at the end of a number: what tells it from others however it is written."""
    return number[len(number.rstrip("0123456789")) :]
