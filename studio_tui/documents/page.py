"""The studio's paper: letterhead, running head, page numbers, and how each block is set on it."""

from __future__ import annotations

import logging
import unicodedata
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from studio_tui.documents import fonts
from studio_tui.documents.blocks import (
    Block,
    Highlight,
    Party,
    Passage,
    Row,
    Rows,
    Title,
    clean,
    contact_lines,
    present,
    strings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fpdf import FPDF
    from fpdf.bidi import BidiCharacter

    from studio_tui.documents.blocks import Document
    from studio_tui.documents.values import Paper, StudioHeader

# Millimetres, except type sizes, which are points.
_SIDE, _TOP, _BOTTOM = 24, 20, 26
_LABEL = 38
_CONTACT = 64
_GAP = 8
_BODY = 10.5
_SMALL = 9
_LEADING = 1.4 * 25.4 / 72

_INK = (34, 38, 42)
_SOFT = (104, 110, 116)
_ACCENT = (46, 74, 98)
_HAIRLINE = (222, 225, 228)
_TINT = (243, 245, 247)

_FAMILY = "studio"
# Stands for the number of pages; a control character, so that no text of a user contains it.
_PAGE_COUNT = "\x02"
_REPLACEMENT = "\u2610"  # an empty box
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_INVISIBLE = ("Cf", "Mn")


def document_pdf(document: Document, created: datetime, paper: Paper = "A4") -> bytes:
    """A whole document as a PDF; equal arguments on one machine give equal bytes.

    Fonts of the machine help out for scripts that ours lacks. When one of them turns out to be
    broken, the document is drawn without them: an empty box stands for each such character.

    Args:
        document: What it says.
        created: When it is made, for the file's own record; taken as UTC without a zone.
        paper: Size of the sheets.
    """
    studio, title, blocks = document.studio, document.title, document.blocks
    text = "".join(strings(studio, title, *blocks))
    try:
        page = StudioPage(studio, title, created, paper=paper, borrow_fonts_for=text)
        return page.drawn(blocks)
    except Exception:  # somebody else's font file can be broken in any way
        return StudioPage(studio, title, created, paper=paper).drawn(blocks)


class StudioPage:
    """Sheets of the studio's paper that blocks are set on, from top to bottom."""

    def __init__(
        self,
        studio: StudioHeader,
        title: str,
        created: datetime,
        *,
        paper: Paper = "A4",
        borrow_fonts_for: str = "",
    ) -> None:
        """Opens the first page with its letterhead.

        Args:
            studio: Who sends the document.
            title: What it is, for the running head and the file's own record.
            created: When it is made; taken as UTC without a zone.
            paper: Size of the sheets.
            borrow_fonts_for: Text for which fonts of this machine may be used as well.
        """
        self._studio = studio
        self._pdf = _sheets(self._running_head, self._page_number, paper)
        self._covered = _load_fonts(self._pdf, borrow_fonts_for)
        self._title = self._line(title)
        self._pdf.set_title(self._title)
        self._pdf.set_author(self._line(studio.name))
        self._pdf.set_lang("en")
        self._pdf.set_creation_date(created if created.tzinfo else created.replace(tzinfo=UTC))
        self._pdf.add_page()
        self._letterhead()

    def drawn(self, blocks: Sequence[Block]) -> bytes:
        """The finished document with these blocks added to it; nothing can be added afterwards."""
        for block in blocks:
            self._draw(block)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return bytes(self._pdf.output())
        finally:
            for font in self._pdf.fonts.values():
                font.ttfont.close()  # type: ignore[union-attr]

    def party(self, party: Party) -> None:
        """The addressee, with a word against the right margin."""
        pdf = self._pdf
        self._space(_GAP)
        top, page = pdf.y, pdf.page_no()
        self._write(party.aside, size=_SMALL, colour=_SOFT, x=pdf.w - _SIDE - _CONTACT, align="R")
        below = pdf.y
        pdf.y = top
        width = pdf.epw - _CONTACT - _GAP
        self._write(party.name, bold=True, width=width)
        self._write("\n".join(present(party.lines)), width=width)
        if pdf.page_no() == page:
            pdf.y = max(below, pdf.y)

    def title(self, text: str) -> None:
        """What the document is, in large type."""
        self._space(_GAP)
        self._write(text, size=23, bold=True, colour=_ACCENT)

    def highlight(self, text: str, below: str = "") -> None:
        """A tinted panel with the fact that matters most."""
        lines = present((text, below))
        self._space(4)
        self._keep_together(12 * len(lines) + 6)
        pdf, top, page = self._pdf, self._pdf.y, self._pdf.page_no()
        for number, line in enumerate(lines):
            above = 1 if number else 4.5
            under = 4.5 if number == len(lines) - 1 else 0
            self._panel(line, first=not number, padding=(above, 6, under, 7))
        if lines and pdf.page_no() == page:
            pdf.set_fill_color(*_ACCENT)
            pdf.rect(_SIDE, top, 1, pdf.y - top, style="F")

    def row(self, row: Row) -> None:
        """A label and its value, with a hairline below."""
        pdf = self._pdf
        self._keep_together(2 * _BODY * _LEADING + 4)
        self._space(2)
        top = pdf.y
        self._write(row.label, colour=_SOFT, width=_LABEL)
        pdf.y = top
        self._write("\n".join(row.lines), x=_SIDE + _LABEL)
        self._space(2)
        pdf.set_draw_color(*_HAIRLINE)
        pdf.set_line_width(0.2)
        pdf.line(_SIDE, pdf.y, pdf.w - _SIDE, pdf.y)

    def passage(self, heading: str, text: str, *, small: bool = False) -> None:
        """A heading and running text, over as many pages as it needs."""
        if not present([text]):
            return
        self._keep_together(30)
        self._space(_GAP)
        self._write(heading, size=12, bold=True, colour=_ACCENT)
        self._space(1.5)
        self._write(text, size=_SMALL if small else _BODY, colour=_SOFT if small else _INK)

    def _draw(self, block: Block) -> None:
        match block:
            case Party():
                self.party(block)
            case Title(text):
                self.title(text)
            case Highlight(text, below):
                self.highlight(text, below)
            case Rows(rows):
                self._space(4)
                for row in rows:
                    self.row(row)
            case Passage(heading, text, small):
                self.passage(heading, text, small=small)

    def _letterhead(self) -> None:
        pdf = self._pdf
        page = pdf.page_no()
        x = pdf.w - _SIDE - _CONTACT
        self._space(1.5)
        contact = "\n".join(contact_lines(self._studio))
        self._write(contact, size=_SMALL, colour=_SOFT, x=x, align="R")
        below = pdf.y
        pdf.y = _TOP
        width = pdf.epw - _CONTACT - _GAP
        name = self._line(self._studio.name)
        pdf.set_font(_FAMILY, "B", 20)
        size = 20 if pdf.get_string_width(name) <= 2 * width else 12
        self._write(name, size=size, bold=True, width=width)
        self._write(self._studio.header_text, size=_SMALL, colour=_SOFT, width=width)
        if pdf.page_no() == page:
            pdf.y = max(below, pdf.y)
        self._space(4)
        pdf.set_draw_color(*_ACCENT)
        pdf.set_line_width(0.5)
        pdf.line(_SIDE, pdf.y, pdf.w - _SIDE, pdf.y)

    def _running_head(self) -> None:
        """From the second page on, a line that says what the sheet belongs to."""
        pdf = self._pdf
        if pdf.page_no() == 1:
            return
        pdf.set_font(_FAMILY, "", _SMALL)
        pdf.set_text_color(*_SOFT)
        half = pdf.epw / 2
        pdf.cell(half, 5, self._shortened(self._title, half - _GAP))
        name = self._shortened(self._line(self._studio.name), half)
        pdf.cell(half, 5, name, align="R", new_x="LMARGIN", new_y="NEXT")
        self._space(5)

    def _page_number(self) -> None:
        pdf = self._pdf
        pdf.set_y(-_BOTTOM / 2 - 2.5)
        pdf.set_font(_FAMILY, "", _SMALL)
        pdf.set_text_color(*_SOFT)
        pdf.cell(0, 5, f"{pdf.page_no()} of {_PAGE_COUNT}", align="R")

    def _panel(self, text: str, *, first: bool, padding: tuple[float, ...]) -> None:
        pdf = self._pdf
        size = 14 if first else _BODY
        pdf.set_font(_FAMILY, "B" if first else "", size)
        pdf.set_text_color(*_INK)
        pdf.set_fill_color(*_TINT)
        pdf.multi_cell(
            0,
            size * _LEADING,
            self._in_reading_order(self._legible(text), pdf.epw - padding[1] - padding[3]),
            align="L",
            fill=True,
            padding=padding,  # type: ignore[arg-type]
            new_x="LMARGIN",
        )

    def _write(
        self,
        text: str,
        *,
        size: float = _BODY,
        bold: bool = False,
        colour: tuple[int, int, int] = _INK,
        x: float = _SIDE,
        width: float = 0,
        align: str = "L",
    ) -> None:
        legible = self._legible(text)
        if not legible:
            return
        pdf = self._pdf
        pdf.set_font(_FAMILY, "B" if bold else "", size)
        pdf.set_text_color(*colour)
        pdf.x = x
        shown = self._in_reading_order(legible, width)
        pdf.multi_cell(width, size * _LEADING, shown, align=align, new_x="LMARGIN")

    def _space(self, height: float) -> None:
        self._pdf.y += height

    def _keep_together(self, height: float) -> None:
        if self._pdf.will_page_break(height):
            self._pdf.add_page()

    def _legible(self, text: str) -> str:
        return "".join(map(self._shown, clean(text)))

    def _shown(self, character: str) -> str:
        if character == "\n" or ord(character) in self._covered:
            return character
        return "" if unicodedata.category(character) in _INVISIBLE else _REPLACEMENT

    def _line(self, text: str) -> str:
        return " ".join(self._legible(text).split())

    def _shortened(self, text: str, width: float) -> str:
        """The text, cut with an ellipsis where it is wider than ``width``."""
        if self._pdf.get_string_width(text) > width:
            while text and self._pdf.get_string_width(text + "…") > width:
                text = text[: -max(1, len(text) // 20)]
            text = text.rstrip() + "…"
        return self._in_reading_order(text, width + 1)

    def _in_reading_order(self, text: str, width: float) -> str:
        """Lines with Hebrew or Arabic turned round as they are read; others as they are."""
        if not any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
            return text
        from fpdf.bidi import BidiParagraph, auto_detect_base_direction

        turned = []
        for paragraph in text.split("\n"):
            direction = auto_detect_base_direction(paragraph)
            lines = self._pdf.multi_cell(
                width, text=paragraph, align="L", dry_run=True, output="LINES"
            )
            for line in cast("list[str]", lines):
                marks = BidiParagraph(line, direction).get_reordered_characters()
                turned.append("".join(map(_mirrored, marks)))
        return "\n".join(turned)


def _mirrored(mark: BidiCharacter) -> str:
    """A bracket that is read from right to left opens the other way."""
    leftward = mark.embedding_level % 2
    return mark.character.translate(_MIRROR) if leftward else mark.character


def _sheets(head: Callable[[], None], foot: Callable[[], None], paper: Paper) -> FPDF:
    from fpdf import FPDF

    class Sheets(FPDF):
        """Paper that asks for its running head and its page number when a sheet begins or ends."""

        def header(self) -> None:
            head()

        def footer(self) -> None:
            foot()

    pdf = Sheets(format=paper)
    pdf.set_margins(_SIDE, _TOP, _SIDE)
    pdf.set_auto_page_break(True, margin=_BOTTOM)
    pdf.c_margin = 0
    pdf.render_color_fonts = False
    pdf.alias_nb_pages(_PAGE_COUNT)
    return pdf


def _load_fonts(pdf: FPDF, borrow_for: str) -> frozenset[int]:
    """Give a document its fonts.

    Returns:
        The code points that can be printed.
    """
    for library in ("fpdf", "fontTools"):  # they would write into the terminal about odd fonts
        logging.getLogger(library).setLevel(logging.CRITICAL)
    pdf.add_font(_FAMILY, "", fonts.packaged("Regular"))
    pdf.add_font(_FAMILY, "B", fonts.packaged("Bold"))
    own = frozenset[int](pdf.fonts[_FAMILY].cmap)  # type: ignore[union-attr]
    wanted = {mark for mark in clean(borrow_for) if ord(mark) not in own and mark not in "\n\ufffd"}
    borrowed = fonts.covering(wanted)
    for number, (font, points) in enumerate(borrowed.items()):
        pdf.add_font(
            f"{_FAMILY}-{number}",
            "",
            font.path,
            unicode_range=sorted(points),
            collection_font_number=font.index,
        )
    pdf.set_fallback_fonts([f"{_FAMILY}-{n}" for n in range(len(borrowed))], exact_match=False)
    return own.union(*borrowed.values())
