"""``studio print``: documents as PDF files, on paper, or as text."""

from __future__ import annotations

from argparse import BooleanOptionalAction
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from studio_tui.cli.days import day_asked
from studio_tui.cli.output import Result, write_file
from studio_tui.documents.values import SHEETS
from studio_tui.errors import StudioError
from studio_tui.services import paperwork

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from studio_tui.cli.call import Call
    from studio_tui.documents.blocks import Document
    from studio_tui.documents.values import Paper
    from studio_tui.studio import Studio

_USUAL, _WIDE = 72, 80
"""Columns of a document as text: what is read as a letter, and what is looked up as a table."""


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("document", choices=paperwork.KINDS, metavar="|".join(paperwork.KINDS))
    parser.add_argument(
        "number",
        metavar="NUMBER",
        help="of the session, the invoice, or the receipt's payment; for day and week the names"
        " of schedules with ; between, or all",
    )
    parser.add_argument(
        "--from", dest="first", metavar="DATE", help="day or week of that date (today); no other"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="file or folder, - for standard output (the studio's documents folder)",
    )
    parser.add_argument("--notes", action="store_true", help="with the notes of the record")
    parser.add_argument(
        "--bill-to",
        action=BooleanOptionalAction,
        help="addressed to whoever pays, or to the session client (an invoice: whoever pays)",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--text", action="store_true", help="show it as plain text instead")
    how.add_argument(
        "--printer", action="store_true", help="on paper too, on the printer of config.toml"
    )


def run(call: Call) -> Result:
    """Print a document."""
    args = call.args
    with call.studio() as studio:
        first = _first(studio, args)
        document = studio.run(
            paperwork.document,
            args.document,
            args.number,
            first=first,
            bill_to=args.bill_to,
            with_notes=args.notes,
        )
        if args.text:
            return _as_text(document, args.output, _WIDE if args.document in SHEETS else _USUAL)
        pdf = _pdf(studio, document)
        if args.output == "-":
            return Result(data=pdf)
        path = _saved(pdf, args.output, document.name, studio.directory / "documents")
        if args.printer:
            from studio_tui.documents.files import send_to_printer

            send_to_printer(path, studio.settings.printer)
    return Result(str(path))


def _first(studio: Studio, args: Namespace) -> date | None:
    """The day that was asked for, where the document is about days."""
    if args.first is None:
        return None
    if args.document not in SHEETS:
        raise StudioError("--from is for a day sheet or a week schedule.", code="usage")
    return day_asked(studio, args.first)


def _as_text(document: Document, output: str | None, width: int) -> Result:
    from studio_tui.documents.plain import document_text

    text = document_text(document, width).rstrip("\n")
    if output in (None, "-"):
        return Result(text)
    return Result(str(write_file(output, f"{text}\n".encode())))


def _pdf(studio: Studio, document: Document) -> bytes:
    from studio_tui.documents.page import document_pdf

    created = datetime.fromtimestamp(studio.run(lambda desk: desk.utc()), UTC)
    return document_pdf(document, created, cast("Paper", studio.settings.paper))


def _saved(pdf: bytes, output: str | None, name: str, documents: Path) -> Path:
    """Where it was saved: a file that was named is replaced, in a folder nothing ever is."""
    from studio_tui.documents.files import save

    if output is None:
        return save(documents, name, pdf)
    path = Path(output)
    return save(path, name, pdf) if path.is_dir() else write_file(output, pdf)
