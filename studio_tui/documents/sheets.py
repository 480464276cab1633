"""Sheets of paper: fonts, margins, running head, page numbers, and text in any script on them."""

from __future__ import annotations

import logging
import unicodedata
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from studio_tui.documents import fonts
from studio_tui.documents.blocks import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fpdf import FPDF
    from fpdf.bidi import BidiCharacter

    from studio_tui.documents.values import Paper

# Millimetres, except type sizes, which are points.
SIDE, TOP, BOTTOM = 24, 18, 22
GAP = 7
BODY = 10.5
SMALL = 9
LEADING = 1.4 * 25.4 / 72

INK = (34, 38, 42)
SOFT = (104, 110, 116)
ACCENT = (46, 74, 98)
HAIRLINE = (222, 225, 228)
TINT = (243, 245, 247)

_FAMILY = "studio"
# Stands for the number of pages; a control character, so that no text of a user contains it.
_PAGE_COUNT = "\x02"
_REPLACEMENT = "\u2610"  # an empty box
_MOST_CUT = 5_000
"""Texts of lists that are kept as they were cut to their width."""
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_INVISIBLE = ("Cf", "Mn")


class Sheets:
    """Sheets that are written on from top to bottom; a new one begins where one is full."""

    def __init__(
        self,
        title: str,
        sender: str,
        created: datetime,
        paper: Paper,
        borrow_fonts_for: str,
        air: float = 1.0,
        *,
        wide: bool = False,
    ) -> None:
        """Opens the first sheet.

        Args:
            title: What the document is, for the running head and the file's own record.
            sender: Who sends it.
            created: When it is made; taken as UTC without a zone.
            paper: Size of the sheets.
            borrow_fonts_for: Text for which fonts of this machine may be used as well.
            air: Share of the gaps that is left.
            wide: Whether sheets lie on their long side.
        """
        self._cut: dict[tuple[str, float], str] = {}
        self._air = air
        self.pdf = _sheets(self._running_head, self._page_number, paper, wide=wide)
        self._covered = _load_fonts(self.pdf, borrow_fonts_for)
        self._title, self._sender = self.line(title), self.line(sender)
        self.pdf.set_title(self._title)
        self.pdf.set_author(self._sender)
        self.pdf.set_lang("en")
        self.pdf.set_creation_date(created if created.tzinfo else created.replace(tzinfo=UTC))
        self.pdf.add_page()

    def finished(self) -> bytes:
        """The whole document; nothing can be written afterwards."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return bytes(self.pdf.output())

    def close(self) -> None:
        """Close the files of the fonts."""
        for font in self.pdf.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]

    # Where we are

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return int(self.pdf.page_no())

    @property
    def width(self) -> float:
        """Between the margins."""
        return float(self.pdf.epw)

    @property
    def room(self) -> float:
        """Height of an empty sheet below its running head."""
        return float(self.pdf.eph) - 10

    def space(self, height: float) -> None:
        """Leave a gap."""
        self.pdf.y += height * self._air

    def keep_together(self, height: float) -> bool:
        """Begin a new sheet unless there is this much room; whether it was begun."""
        if self.pdf.will_page_break(height):
            self.pdf.add_page()
            return True
        return False

    # What is written

    def write(
        self,
        text: str,
        *,
        size: float = BODY,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
        x: float = SIDE,
        width: float = 0,
        align: str = "L",
    ) -> None:
        """Write a text in lines, which may run over to further sheets."""
        legible = self._legible(text)
        if not legible:
            return
        pdf = self.pdf
        self.font(size, bold=bold)
        pdf.set_text_color(*colour)
        pdf.x = x
        shown = self._in_reading_order(legible, width)
        pdf.multi_cell(width, size * LEADING, shown, align=align, new_x="LMARGIN")

    def cells(
        self,
        texts: Iterable[str],
        aligned: Iterable[tuple[float, str]],
        between: float,
        *,
        size: float = BODY,
        bold: bool = False,
        colour: tuple[int, int, int] = INK,
    ) -> None:
        """Write texts beside each other in one line, each cut to its width.

        Args:
            texts: From left to right.
            aligned: Width of each, and whether it stands left (``L``) or right (``R``).
            between: Gap between two.
            size: Of the type.
            bold: Whether it is bold.
            colour: Of the type.
        """
        pdf = self.pdf
        self.font(size, bold=bold)
        pdf.set_text_color(*colour)
        x = float(SIDE)
        for text, (width, align) in zip(texts, aligned, strict=True):
            shown = self._cut.get((text, width))
            if shown is None:
                shown = self._cut[text, width] = self._shortened(self.line(text), width)
            if len(self._cut) > _MOST_CUT:
                self._cut.clear()
            pdf.x = x
            if shown:
                pdf.cell(width, size * LEADING, shown, align=align)
            x += width + between
        pdf.set_xy(SIDE, pdf.y + size * LEADING)

    def panel(
        self,
        text: str,
        padding: tuple[float, float, float, float],
        *,
        size: float = BODY,
        bold: bool = False,
    ) -> None:
        """Write a text on a tint that reaches from margin to margin."""
        pdf, (above, right, under, left) = self.pdf, padding
        self.font(size, bold=bold)
        pdf.set_text_color(*INK)
        pdf.set_fill_color(*TINT)
        pdf.multi_cell(
            0,
            size * LEADING,
            self._in_reading_order(self._legible(text), pdf.epw - left - right),
            align="L",
            fill=True,
            padding=(above * self._air, right, under * self._air, left),  # type: ignore[arg-type]
            new_x="LMARGIN",
        )

    def height(self, text: str, width: float, *, size: float = BODY, bold: bool = False) -> float:
        """How high a text is that is written in this width."""
        legible = self._legible(text)
        if not legible:
            return 0
        self.font(size, bold=bold)
        found: Any = self.pdf.multi_cell(
            width, size * LEADING, legible, align="L", dry_run=True, output="HEIGHT"
        )
        return float(found)

    def length(self, text: str, *, size: float = BODY, bold: bool = False) -> float:
        """How wide the widest line of a text is."""
        self.font(size, bold=bold)
        lines = self._legible(text).split("\n")
        return max(float(self.pdf.get_string_width(line)) for line in lines)

    def rule(
        self,
        colour: tuple[int, int, int] = HAIRLINE,
        thickness: float = 0.2,
        *,
        x: float = SIDE,
    ) -> None:
        """Draw a line from ``x`` to the right margin."""
        pdf = self.pdf
        pdf.set_draw_color(*colour)
        pdf.set_line_width(thickness)
        pdf.line(x, pdf.y, pdf.w - SIDE, pdf.y)

    def font(self, size: float, *, bold: bool = False) -> None:
        """Use a size of our font from here on."""
        self.pdf.set_font(_FAMILY, "B" if bold else "", size)

    def line(self, text: str) -> str:
        """A text in one line, as far as our fonts have its characters."""
        return " ".join(self._legible(text).split())

    def _running_head(self) -> None:
        """From the second page on, a line that says what the sheet belongs to."""
        pdf = self.pdf
        if pdf.page_no() == 1:
            return
        pdf.set_font(_FAMILY, "", SMALL)
        pdf.set_text_color(*SOFT)
        half = pdf.epw / 2
        pdf.cell(half, 5, self._shortened(self._title, half - GAP))
        name = self._shortened(self._sender, half)
        pdf.cell(half, 5, name, align="R", new_x="LMARGIN", new_y="NEXT")
        self.space(5)

    def _page_number(self) -> None:
        pdf = self.pdf
        pdf.set_y(-BOTTOM / 2 - 2.5)
        pdf.set_font(_FAMILY, "", SMALL)
        pdf.set_text_color(*SOFT)
        pdf.cell(0, 5, f"{pdf.page_no()} of {_PAGE_COUNT}", align="R")

    def _legible(self, text: str) -> str:
        return "".join(map(self._shown, clean(text)))

    def _shown(self, character: str) -> str:
        if character == "\n" or ord(character) in self._covered:
            return character
        return "" if unicodedata.category(character) in _INVISIBLE else _REPLACEMENT

    def _shortened(self, text: str, width: float) -> str:
        """The text, cut with an ellipsis where it is wider than ``width``."""
        if self.pdf.get_string_width(text) > width:
            while text and self.pdf.get_string_width(text + "…") > width:
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
            lines = self.pdf.multi_cell(
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


def _sheets(
    head: Callable[[], None], foot: Callable[[], None], paper: Paper, *, wide: bool
) -> FPDF:
    from fpdf import FPDF

    class Sheets(FPDF):
        """Paper that asks for its running head and its page number when a sheet begins or ends."""

        def header(self) -> None:
            head()

        def footer(self) -> None:
            foot()

    pdf = Sheets("landscape" if wide else "portrait", format=paper)
    pdf.set_margins(SIDE, TOP, SIDE)
    pdf.set_auto_page_break(True, margin=BOTTOM)
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
