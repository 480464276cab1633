"""What documents consist of: a document is a tuple of blocks, drawn on paper or as plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple, dataclass, is_dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio_tui.documents.values import Charges, StudioHeader

_NEWLINES = str.maketrans({"\t": " ", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n"})
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Party:
    """Whom the document is for; ``aside`` stands against the right margin."""

    name: str
    lines: tuple[str, ...] = ()
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What the document is."""

    text: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """The one fact the reader looks for, with a line below it."""

    text: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value, which may have several lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels and values under each other."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and running text; small for what is read once."""

    heading: str
    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand at its right."""

    heading: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure below the last column of a table, and what it is; strong for what matters."""

    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a cell for each column, and sums below the last column, which holds figures.

    One column holds text and takes what the figures leave.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins on a sheet of its own."""


Block: TypeAlias = Party | Title | Highlight | Rows | Table | Passage | NewSheet


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be drawn on paper or as plain text.

    Attributes:
        studio: Who sends it.
        title: What it is, for the running head and the file's own record.
        name: What to call its file; may hold any text of a user.
        blocks: What it consists of, from top to bottom.
    """

    studio: StudioHeader
    title: str
    name: str
    blocks: tuple[Block, ...]


def filled_rows(*pairs: tuple[str, str | tuple[str, ...]]) -> Rows:
    """Rows for those pairs of label and value that say something."""
    rows = (
        Row(label, present((value,) if isinstance(value, str) else value)) for label, value in pairs
    )
    return Rows(tuple(row for row in rows if row.lines))


def present(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that are not blank."""
    return tuple(line for line in lines if clean(line))


def charges_table(charges: Charges) -> Table:
    """Lines and sums of what is charged."""
    columns = (
        Column("Qty", figures=True),
        Column("Description"),
        Column("Unit price", figures=True),
        Column("Amount", figures=True),
    )
    return Table(columns, charges.lines, charges.sums)


def contact_lines(studio: StudioHeader) -> tuple[str, ...]:
    """How to reach the studio, one way a line."""
    return present((*studio.address_lines, studio.phone, studio.email, studio.url))


def strings(*values: object) -> Iterator[str]:
    """Every string in dataclasses and tuples, however deep."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple | list):
            yield from strings(*value)
        elif is_dataclass(value) and not isinstance(value, type):
            yield from strings(*astuple(value))


def clean(text: str) -> str:
    """Text that is safe to print and to show: composed, without control or direction characters.

    Line breaks stay; what is no character at all (half of a surrogate pair, an unassigned
    control) becomes the replacement character, so that the reader sees that something was there.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(map(_printable, lines.translate(_NEWLINES))).strip()


def _printable(character: str) -> str:
    if character == "\n" or character in _JOINERS:
        return character
    match unicodedata.category(character):
        case "Cc" | "Cf":
            return ""
        case "Cs":
            return "\ufffd"
    return character
