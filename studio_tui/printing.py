"""Documents for the screens: as text at once, as PDF files and on paper by a child process.

The child is our own command line, so that the font and PDF libraries never enter the program that
people type in, and a document that goes wrong takes nothing with it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from studio_tui.documents.values import TITLES
from studio_tui.errors import StudioError
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from studio_tui.documents.values import DocumentKind
    from studio_tui.studio import Studio

PATIENCE = 60.0
"""Seconds after which printing is given up."""


async def print_document(
    studio: Studio,
    kind: DocumentKind,
    number: str,
    *,
    paper: bool = True,
    first: date | None = None,
    bill_to: bool | None = None,
    with_notes: bool = False,
) -> str:
    """Put a document into the documents folder as a PDF, and on paper.

    Args:
        studio: The open studio.
        kind: Which document.
        number: Number of the session, the invoice or the payment that it is about; names of the
            schedules of a day sheet or week schedule.
        paper: On paper too, when the settings name a printer.
        first: Day of those two; None: today.
        bill_to: Whether it is addressed to whoever pays; None: an invoice is, a confirmation not.
        with_notes: Whether the notes of the record are on it.

    Returns:
        A sentence that says where it is.

    Raises:
        StudioError: When it could not be made, saved or printed.
    """
    printer = studio.settings.printer if paper else ""
    options = ["--printer"] if printer else []
    path = await _made(
        studio, kind, number, options, first=first, bill_to=bill_to, with_notes=with_notes
    )
    done = f"Printed on {printer}, and saved" if printer else "Saved"
    return f"{done} in {path.parent.name}: {path.name}"


async def document_pdf(
    studio: Studio,
    kind: DocumentKind,
    number: str,
    *,
    first: date | None = None,
    bill_to: bool | None = None,
    with_notes: bool = False,
) -> tuple[str, bytes]:
    """A document as a PDF to send along: the file's name and its bytes. As `print_document`."""
    with TemporaryDirectory(prefix="studio-") as folder:
        options = ["--output", folder]
        path = await _made(
            studio, kind, number, options, first=first, bill_to=bill_to, with_notes=with_notes
        )
        return path.name, path.read_bytes()


async def document_text(
    studio: Studio,
    kind: DocumentKind,
    number: str,
    *,
    width: int = 72,
    first: date | None = None,
    bill_to: bool | None = None,
    with_notes: bool = False,
) -> str:
    """A document as plain text in lines of ``width`` columns. As `print_document`."""
    from studio_tui.documents import plain
    from studio_tui.services import paperwork

    document = await studio.call(
        paperwork.document, kind, number, first=first, bill_to=bill_to, with_notes=with_notes
    )
    return plain.document_text(document, width)


async def _made(
    studio: Studio,
    kind: DocumentKind,
    number: str,
    options: list[str],
    *,
    first: date | None,
    bill_to: bool | None,
    with_notes: bool,
) -> Path:
    """Have the child make a PDF; where it is."""
    now = await studio.call(Desk.now)
    addressed = {None: [], True: ["--bill-to"], False: ["--no-bill-to"]}
    command = (
        *(sys.executable, "-m", "studio_tui", "--data", str(studio.directory), "print", kind),
        *options,
        *addressed[bill_to],
        *(["--notes"] if with_notes else []),
        *(["--from", first.isoformat()] if first else []),
        *("--", number),
    )
    environment = {"STUDIO_NOW": f"{now:%Y-%m-%dT%H:%M}"}
    try:
        return Path(await _said_by(command, environment))
    except _FailedError as failed:
        raise StudioError(
            f"The {TITLES[kind].lower()} could not be made: {failed}.", code="not_printed"
        ) from failed


async def print_list(
    studio: Studio,
    hub: str,
    look: Mapping[str, object],
    marked: Sequence[int] | None,
    tell: Callable[[int], None],
) -> str:
    """Put what a hub shows into the documents folder as a PDF, and on paper. Stops when cancelled.

    Args:
        studio: The open studio.
        hub: Key of the hub.
        look: Filters, order and columns, as they are kept.
        marked: Ids of the rows that are wanted; None for all.
        tell: Told now and then how many rows are done.

    Returns:
        A sentence that says where it is.

    Raises:
        StudioError: When it could not be made, saved or printed.
    """
    now = await studio.call(Desk.now)
    person = await studio.call(_initials)
    printer = studio.settings.printer
    command = (
        *(sys.executable, "-m", "studio_tui", "--data", str(studio.directory)),
        *(["--user", person] if person else []),
        *("list", hub, "--progress", "--pdf"),
        *(["--printer"] if printer else []),
    )
    asked = json.dumps({**look, "ids": marked}).encode()
    environment = {"STUDIO_NOW": f"{now:%Y-%m-%dT%H:%M}"}
    try:
        path = Path(await _said_by(command, environment, asked=asked, tell=tell, patience=None))
    except _FailedError as failed:
        raise StudioError(f"The list could not be made: {failed}.", code="not_printed") from failed
    done = f"Printed on {printer}, and saved" if printer else "Saved"
    return f"{done} in {path.parent.name}: {path.name}"


def _initials(desk: Desk) -> str:
    """Of the person at the desk: a list shows what that person may see."""
    row = desk.row("SELECT initials FROM person WHERE id = ?", (desk.person_id,))
    return row[0] if row else ""


class _FailedError(Exception):
    """The child did not get as far as to say something itself."""


async def _said_by(
    command: tuple[str, ...],
    environment: dict[str, str],
    *,
    asked: bytes = b"",
    tell: Callable[[int], None] | None = None,
    patience: float | None = PATIENCE,
) -> str:
    """What a command says; a refusal of its own is raised with its sentence.

    Args:
        command: The program and its words.
        environment: Besides that of this program.
        asked: What it reads.
        tell: Told the numbers that it says beside, one a line.
        patience: Seconds after which it is given up; None: never.
    """
    try:
        child = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | environment,
        )
    except OSError as error:
        raise _FailedError(f"no other program can be started ({error.strerror})") from error
    try:
        said, sentence = await asyncio.wait_for(_heard(child, asked, tell), patience)
    except TimeoutError as error:
        raise _FailedError("it takes too long; try again") from error
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
    if child.returncode:
        if child.returncode == 1 and sentence:
            raise StudioError(sentence, code="not_printed")
        raise _FailedError(sentence or f"status {child.returncode}")
    return said.decode("utf-8", "replace").strip()


async def _heard(
    child: Process, asked: bytes, tell: Callable[[int], None] | None
) -> tuple[bytes, str]:
    """What a child says, and the last line beside it that is no number."""
    assert child.stdin
    assert child.stdout
    assert child.stderr
    with suppress(ConnectionError):
        child.stdin.write(asked)
        await child.stdin.drain()
    child.stdin.close()
    reading = asyncio.create_task(child.stdout.read())
    sentence = ""
    try:
        async for line in child.stderr:
            text = line.decode("utf-8", "replace").strip()
            if tell is not None and text.isdecimal():
                tell(int(text))
            elif text:
                sentence = text
        said = await reading
        await child.wait()
    finally:
        reading.cancel()
    return said, sentence
