"""Documents as plain text: for a preview in the terminal, for screen readers and for mail."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Block,
    Highlight,
    Party,
    Passage,
    Rows,
    Title,
    clean,
    contact_lines,
    present,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.documents.blocks import Document

_LABEL = 15
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
        case Passage(heading, text):
            return _wrapped((heading, text), width) if present([text]) else []


def _row(label: str, lines: tuple[str, ...], width: int) -> list[str]:
    value = _wrapped(lines, width - _LABEL)
    return [f"{'' if number else label:<{_LABEL}}{line}" for number, line in enumerate(value)]


def _wrapped(texts: Iterable[str], width: int) -> list[str]:
    lines = (line.rstrip() for text in present(texts) for line in clean(text).split("\n"))
    return [part for line in lines for part in _folded(line, width) or [""]]


def _folded(line: str, width: int) -> list[str]:
    # Characters of double width fill two columns of a terminal; such a line holds half as many.
    wide = any(unicodedata.east_asian_width(character) in "WF" for character in line)
    return textwrap.wrap(line, max(_NARROWEST, width // 2 if wide else width))
