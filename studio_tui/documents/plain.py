"""Documents as plain text: for a preview in the terminal, for screen readers and for mail."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Block,
    Highlight,
    NewSheet,
    Party,
    Passage,
    Rows,
    Sum,
    Table,
    Title,
    clean,
    contact_lines,
    present,
)
from studio_tui.domain.columns import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.documents.blocks import Document

_LABEL = 15
_BETWEEN = "  "
_NARROW = 16
_NARROWEST = 10


def document_text(document: Document, width: int = 72) -> str:
    """A document as text in lines of ``width`` columns, its parts set apart by blank lines."""
    studio, blocks = document.studio, document.blocks
    head = _wrapped((studio.name, studio.header_text, *contact_lines(studio)), width)
    parts = [head, *(_lines(block, width) for block in blocks)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _lines(block: Block, width: int) -> list[str]:
    match block:
        case Party(name, lines, aside):
            return _wrapped((name, *lines, aside), width)
        case Title(text):
            return _wrapped((text,), width)
        case Highlight(text, below):
            return _wrapped((text, below), width)
        case Rows(rows):
            return [line for row in rows for line in _row(row.label, row.lines, width)]
        case Table():
            return _table(block, width)
        case Passage(heading, text):
            return _wrapped((heading, text), width) if present([text]) else []
        case NewSheet():
            return []


def _row(label: str, lines: tuple[str, ...], width: int) -> list[str]:
    value = _wrapped(lines, width - _LABEL)
    return [f"{'' if number else label:<{_LABEL}}{line}" for number, line in enumerate(value)]


def _table(table: Table, width: int) -> list[str]:
    """Columns beside each other, with the sums below; rows only when there are any."""
    rows = tuple(tuple(clean(cell) for cell in row) for row in table.rows)
    headings = tuple(column.heading for column in table.columns)
    text = next(number for number, column in enumerate(table.columns) if not column.figures)
    widths = [max(map(columns_of, cells)) for cells in zip(headings, *rows, strict=True)]
    widths[-1] = max(widths[-1], *(columns_of(clean(entry.amount)) for entry in table.sums), 0)
    widths[text] += width - sum(widths) - len(_BETWEEN) * (len(widths) - 1)
    lines = [line for entry in table.sums for line in _sum(entry, widths[-1], width)]
    if not rows:
        return lines
    if widths[text] < _NARROW:
        return [*(line for row in rows for line in _below(row, text, width)), *lines]
    head = [*_beside(headings, widths, text), "-" * width]
    return [*head, *(line for row in rows for line in _beside(row, widths, text)), *lines]


def _below(row: tuple[str, ...], text: int, width: int) -> list[str]:
    """A row with its figures in a line below its text, where they have no room beside it."""
    figures = _BETWEEN.join(cell for number, cell in enumerate(row) if number != text)
    return _wrapped([row[text], figures], width)


def _beside(row: tuple[str, ...], widths: list[int], text: int) -> list[str]:
    """A row whose text may need several lines."""
    first, *more = _wrapped([row[text]], widths[text]) or [""]
    cells = (
        _padded(first, width) if number == text else _padded(cell, width, right=True)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    indent = " " * (sum(widths[:text]) + len(_BETWEEN) * text)
    return [_BETWEEN.join(cells).rstrip(), *(f"{indent}{line}" for line in more)]


def _sum(entry: Sum, amount: int, width: int) -> list[str]:
    """A label that ends where the amounts begin, and the amount at the right."""
    room = width - amount - len(_BETWEEN)
    if room < _NARROWEST:
        return _wrapped([entry.label, entry.amount], width)
    *more, last = _wrapped([entry.label], room) or [""]
    figures = _padded(clean(entry.amount), amount, right=True)
    labels = [_padded(line, room, right=True) for line in (*more, last)]
    return [*labels[:-1], f"{labels[-1]}{_BETWEEN}{figures}"]


def _padded(text: str, width: int, *, right: bool = False) -> str:
    spare = " " * (width - columns_of(text))
    return spare + text if right else text + spare


def _wrapped(texts: Iterable[str], width: int) -> list[str]:
    lines = (line.rstrip() for text in present(texts) for line in clean(text).split("\n"))
    return [part for line in lines for part in _folded(line, width) or [""]]


def _folded(line: str, width: int) -> list[str]:
    # Characters of double width fill two columns of a terminal; such a line holds half as many.
    wide = any(unicodedata.east_asian_width(character) in "WF" for character in line)
    return textwrap.wrap(line, max(_NARROWEST, width // 2 if wide else width))
