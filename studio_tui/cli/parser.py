"""How the command line is read: argparse, with refusals as sentences."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Parser(argparse.ArgumentParser):
    """A parser that raises its complaints, so that they are told as every other refusal is."""

    def __init__(self, **options: Any) -> None:
        # Whole names only: an abbreviation in a script breaks with the next option.
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        said = message[0].upper() + message[1:].rstrip(".")
        if "expected one argument" in said:
            said += " (one that begins with a hyphen: write --option=-value)"
        raise StudioError(f"{said}. {self.prog} --help explains it.", code="usage")


def global_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options that may stand before or behind the command."""
    parser.add_argument(
        "--data",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the studio's data directory (default: $STUDIO_DATA, else your own)",
    )
    parser.add_argument(
        "--user",
        metavar="INITIALS",
        default=argparse.SUPPRESS,
        help="who is working (default: $STUDIO_USER, else the first person who books)",
    )


def json_option(parser: argparse.ArgumentParser) -> None:
    """Declare ``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def count(text: str) -> int:
    """Read a number from 1 to 9999: days, or how many to show."""
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 9999:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 9999")


@contextmanager
def reading(option: str) -> Iterator[None]:
    """Turn a refusal of what an option says into one of the command line, naming the option."""
    try:
        yield
    except StudioError as error:
        raise StudioError(f"{option}: {error.message}", code="usage") from error
