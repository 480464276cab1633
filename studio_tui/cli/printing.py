"""``studio print``: documents as PDF files, on paper, or as text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from studio_tui.cli.output import Result
from studio_tui.errors import StudioError
from studio_tui.services import confirmations, sessions

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studio_tui.cli.call import Call
    from studio_tui.documents.values import Confirmation, Paper
    from studio_tui.studio import Studio


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("document", choices=("confirmation",), metavar="confirmation")
    parser.add_argument("number", metavar="NUMBER", help="session number")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="file or folder, - for standard output (the studio's documents folder)",
    )
    parser.add_argument("--notes", action="store_true", help="with the session notes")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--text", action="store_true", help="show it as plain text instead")
    how.add_argument(
        "--printer", action="store_true", help="on paper too, on the printer of config.toml"
    )


def run(call: Call) -> Result:
    """Print the confirmation of a session."""
    args = call.args
    with call.studio() as studio:
        session_id = studio.run(sessions.by_number, args.number)
        said = studio.run(confirmations.confirmation, session_id, with_notes=args.notes)
        if args.text:
            return _as_text(said, args.output)
        pdf = _pdf(studio, said)
        if args.output == "-":
            return Result(data=pdf)
        name = f"confirmation-{said.number}-{said.client_name}.pdf"
        path = _saved(pdf, args.output, name, studio.directory / "documents")
        if args.printer:
            from studio_tui.documents.files import send_to_printer

            send_to_printer(path, studio.settings.printer)
    return Result(str(path))


def _as_text(said: Confirmation, output: str | None) -> Result:
    from studio_tui.documents.confirmation import confirmation_text

    text = confirmation_text(said).rstrip("\n")
    if output in (None, "-"):
        return Result(text)
    return Result(str(_written(Path(output or ""), f"{text}\n".encode())))


def _pdf(studio: Studio, said: Confirmation) -> bytes:
    from studio_tui.documents.confirmation import confirmation_pdf

    created = datetime.fromtimestamp(studio.run(lambda desk: desk.utc()), UTC)
    return confirmation_pdf(said, created, paper=cast("Paper", studio.settings.paper))


def _saved(pdf: bytes, output: str | None, name: str, documents: Path) -> Path:
    """Where it was saved: a file that was named is replaced, in a folder nothing ever is."""
    from studio_tui.documents.files import save

    if output is None:
        return save(documents, name, pdf)
    path = Path(output)
    return save(path, name, pdf) if path.is_dir() else _written(path, pdf)


def _written(path: Path, data: bytes) -> Path:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StudioError(
            f"{path} cannot be written: {error.strerror}. Name another file with -o.",
            code="not_saved",
        ) from error
    return path
