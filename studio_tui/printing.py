"""Printing from the screens: documents are made by a child process.

It is our own command line, so that the font and PDF libraries never enter the program that people
type in, and a document that goes wrong takes nothing with it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studio_tui.errors import StudioError
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from studio_tui.studio import Studio

PATIENCE = 60.0
"""Seconds after which printing is given up."""


async def print_confirmation(studio: Studio, number: str, *, with_notes: bool = False) -> str:
    """Print the confirmation of a session: a PDF in the documents folder, and on paper if set up.

    Args:
        studio: The open studio; its printer is used when the settings name one.
        number: Number of the session.
        with_notes: Whether the session notes are on it.

    Returns:
        A sentence that says where it is.

    Raises:
        StudioError: When it could not be made, saved or printed.
    """
    printer = studio.settings.printer
    now = await studio.call(Desk.now)
    command = (
        *(sys.executable, "-m", "studio_tui", "--data", str(studio.directory)),
        *("print", "confirmation", number),
        *(["--notes"] if with_notes else []),
        *(["--printer"] if printer else []),
    )
    path = Path(await _said_by(command, {"STUDIO_NOW": f"{now:%Y-%m-%dT%H:%M}"}))
    paper = f"Printed on {printer}, and saved" if printer else "Saved"
    return f"{paper} in {path.parent.name}: {path.name}"


async def _said_by(command: tuple[str, ...], environment: dict[str, str]) -> str:
    """What a command says; a refusal of its own is raised with its sentence."""
    try:
        child = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | environment,
        )
    except OSError as error:
        raise _failed(f"no other program can be started ({error.strerror})") from error
    try:
        said, complaint = await asyncio.wait_for(child.communicate(), PATIENCE)
    except TimeoutError as error:
        raise _failed("it takes too long; try again") from error
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
    if child.returncode:
        sentence = complaint.decode("utf-8", "replace").strip().splitlines()
        if child.returncode == 1 and sentence:
            raise StudioError(sentence[-1], code="not_printed")
        raise _failed(sentence[-1] if sentence else f"status {child.returncode}")
    return said.decode("utf-8", "replace").strip()


def _failed(reason: str) -> StudioError:
    return StudioError(f"The confirmation could not be printed: {reason}.", code="not_printed")
