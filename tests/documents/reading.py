"""Reading documents back from their bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pypdf import PdfReader

from studio_tui.documents.blocks import Document
from studio_tui.documents.page import document_pdf
from studio_tui.documents.values import StudioHeader

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Block
    from studio_tui.documents.values import Paper

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
STUDIO = StudioHeader(
    "Lumen Studio",
    ("12 Mill Lane", "Otley LS21 3AB"),
    "+44 1943 555 014",
    "hello@lumen.example",
    "lumen.example",
    "Portraits since 1987",
)


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def sheets(document: Document, paper: Paper = "A4") -> list[str]:
    """The text of each page of a document, in lines as they stand."""
    return pages(document_pdf(document, NOW, paper))


def words(document: Document) -> str:
    """All that is printed, with single spaces."""
    return " ".join(" ".join(sheets(document)).split())


def document(*blocks: Block) -> Document:
    """A document of some blocks."""
    return Document(STUDIO, "Invoice 1001", "invoice-1001.pdf", blocks)
