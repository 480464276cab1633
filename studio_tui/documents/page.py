"""The studio's paper: its letterhead, and how each block is set below it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from studio_tui.documents.blocks import (
    Block,
    Highlight,
    NewSheet,
    Party,
    Passage,
    Row,
    Rows,
    Table,
    Title,
    contact_lines,
    present,
    strings,
)
from studio_tui.documents.sheets import (
    ACCENT,
    BODY,
    GAP,
    INK,
    LEADING,
    SIDE,
    SMALL,
    SOFT,
    TOP,
    Sheets,
)
from studio_tui.documents.table import TablePrinter

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.documents.blocks import Document
    from studio_tui.documents.values import Paper, StudioHeader

# Millimetres, except type sizes, which are points.
_LABEL = 38
_CONTACT = 64
_PAD = 1.5
_HEADING = 12
_AIR = (1.0, 0.8, 0.55)
"""Shares of the usual gaps that are tried, where less of them may save a sheet."""
_FEW = range(2, 5)
"""Sheets of which one is worth saving."""
_NAME, _LONG_NAME = 20, 12


def document_pdf(document: Document, created: datetime, paper: Paper = "A4") -> bytes:
    """A whole document as a PDF; equal arguments on one machine give equal bytes.

    Fonts of the machine help out for scripts that ours lacks. When one of them turns out to be
    broken, the document is drawn without them: an empty box stands for each such character.

    Args:
        document: What it says.
        created: When it is made, for the file's own record; taken as UTC without a zone.
        paper: Size of the sheets.
    """
    text = "".join(strings(document.studio, document.title, *document.blocks))
    try:
        return _drawn(document, created, paper, text)
    except Exception:  # somebody else's font file can be broken in any way
        return _drawn(document, created, paper, "")


def _drawn(document: Document, created: datetime, paper: Paper, borrow_fonts_for: str) -> bytes:
    """The document, with less air between its parts where that saves a sheet."""
    title, sender = document.title, document.studio.name
    with ExitStack() as opened:
        drawn: list[Sheets] = []
        for air in _AIR:
            sheets = Sheets(title, sender, created, paper, borrow_fonts_for, air)
            opened.callback(sheets.close)
            page = StudioPage(sheets, document.studio)
            for block in document.blocks:
                page.draw(block)
            drawn.append(sheets)
            if sheets.count not in _FEW or sheets.count < drawn[0].count:
                break
        return min(drawn, key=lambda sheets: sheets.count).finished()


class StudioPage:
    """The studio's paper, on which blocks are set from top to bottom."""

    def __init__(self, sheets: Sheets, studio: StudioHeader) -> None:
        """Draws the letterhead.

        Args:
            sheets: Empty sheets.
            studio: Who sends the document.
        """
        self._on = sheets
        self._letterhead(studio)

    def draw(self, block: Block) -> None:
        """Set a block below what is there."""
        match block:
            case Party():
                self._party(block)
            case Title(text):
                self._title(text)
            case Highlight(text, below):
                self._highlight(text, below)
            case Rows(rows):
                self._on.space(4)
                for row in rows:
                    self._row(row)
            case Table():
                TablePrinter(self._on, block).print()
            case Passage(heading, text, small):
                self._passage(heading, text, small=small)
            case NewSheet():
                self._on.pdf.add_page()

    def _letterhead(self, studio: StudioHeader) -> None:
        on, pdf = self._on, self._on.pdf
        page = pdf.page_no()
        x = pdf.w - SIDE - _CONTACT
        on.space(1.5)
        contact = "\n".join(contact_lines(studio))
        on.write(contact, size=SMALL, colour=SOFT, x=x, align="R")
        below = pdf.y
        pdf.y = TOP
        width = on.width - _CONTACT - GAP
        name = on.line(studio.name)
        fits = on.length(name, size=_NAME, bold=True) <= 2 * width
        on.write(name, size=_NAME if fits else _LONG_NAME, bold=True, width=width)
        on.write(studio.header_text, size=SMALL, colour=SOFT, width=width)
        if pdf.page_no() == page:
            pdf.y = max(below, pdf.y)
        on.space(4)
        on.rule(ACCENT, 0.5)

    def _party(self, party: Party) -> None:
        """The addressee, with a word against the right margin."""
        on, pdf = self._on, self._on.pdf
        on.space(GAP)
        top, page = pdf.y, pdf.page_no()
        x = pdf.w - SIDE - _CONTACT
        on.write(party.aside, size=SMALL, colour=SOFT, x=x, align="R")
        below = pdf.y
        pdf.y = top
        width = on.width - _CONTACT - GAP
        on.write(party.name, bold=True, width=width)
        on.write("\n".join(present(party.lines)), width=width)
        if pdf.page_no() == page:
            pdf.y = max(below, pdf.y)

    def _title(self, text: str) -> None:
        """What the document is, in large type."""
        self._on.space(GAP)
        self._on.write(text, size=23, bold=True, colour=ACCENT)

    def _highlight(self, text: str, below: str = "") -> None:
        """A tinted panel with the fact that matters most."""
        on, pdf = self._on, self._on.pdf
        lines = present((text, below))
        on.space(4)
        on.keep_together(12 * len(lines) + 6)
        top, page = pdf.y, pdf.page_no()
        for number, line in enumerate(lines):
            above = 1 if number else 4.5
            under = 4.5 if number == len(lines) - 1 else 0
            size = BODY if number else 14
            on.panel(line, (above, 6, under, 7), size=size, bold=not number)
        if lines and pdf.page_no() == page:
            pdf.set_fill_color(*ACCENT)
            pdf.rect(SIDE, top, 1, pdf.y - top, style="F")

    def _row(self, row: Row) -> None:
        """A label and its value, with a hairline below."""
        on, pdf = self._on, self._on.pdf
        on.keep_together(2 * BODY * LEADING + 2 * _PAD)
        on.space(_PAD)
        top = pdf.y
        on.write(row.label, colour=SOFT, width=_LABEL)
        pdf.y = top
        on.write("\n".join(row.lines), x=SIDE + _LABEL)
        on.space(_PAD)
        on.rule()

    def _passage(self, heading: str, text: str, *, small: bool = False) -> None:
        """A heading and running text, over as many pages as it needs."""
        on = self._on
        if not present([text]):
            return
        size = SMALL if small else BODY
        beginning = on.height(text[:400], on.width, size=size)
        on.keep_together(min(30, GAP + _HEADING * LEADING + 1.5 + beginning))
        on.space(GAP)
        on.write(heading, size=_HEADING, bold=True, colour=ACCENT)
        on.space(1.5)
        on.write(text, size=size, colour=SOFT if small else INK)
