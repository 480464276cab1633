"""Where documents go: into a folder under a safe name, and to a printer."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import unicodedata
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

from studio_tui.documents.blocks import clean
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUFFIXES = (".pdf", ".eml", ".csv")
"""Of documents, messages and tables; anything else becomes the first."""
_LONGEST = 80
_PATIENCE = 20.0
# Letters that Unicode does not take apart into a plain letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i",
    }
)  # fmt: skip
_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and print it again",
    errno.EDQUOT: "your share of the disk is used up; free some space and print it again",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EACCES: "you may not write there; ask whoever looks after this computer",
    errno.EPERM: "you may not write there; ask whoever looks after this computer",
}


def save(directory: Path, name: str, data: bytes) -> Path:
    """Write a document into a folder, which is made if need be, and never over another document.

    Args:
        directory: The folder.
        name: What to call it, such as ``confirmation-10012-Smith.pdf``; may hold any text of a
            user, of which only plain letters, digits, ``-`` and ``_`` are kept.
        data: The document.

    Returns:
        The file: a number is added to its name when there is one of that name already. It appears
        in the folder only once it is complete.

    Raises:
        StudioError: It cannot be written; the message says why and what to do.
    """
    part = directory / f".{uuid4().hex}.part"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _write(part, data)
        suffix = next((each for each in _SUFFIXES if name.endswith(each)), _SUFFIXES[0])
        return _placed(part, directory, _stem(name.removesuffix(suffix)), suffix)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = _REASONS.get(error.errno or 0) or f"{error.strerror or error}; try another folder"
        raise StudioError(
            f"The document could not be saved in {directory}: {reason}.", code="not_saved"
        ) from error


def send_to_printer(path: Path, printer: str) -> None:
    """Print a file.

    Args:
        path: The file.
        printer: Name of the printer as ``lp`` knows it; empty for the default printer.

    Raises:
        StudioError: There is no ``lp``, or it does not take the file.
    """
    destination = ["-d", printer] if printer else []
    command = ["lp", *destination, "--", str(path.absolute())]
    try:
        subprocess.run(
            command,
            capture_output=True,
            check=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
        )
    except FileNotFoundError as error:
        raise _not_printed(path, "this computer has no lp command; install CUPS") from error
    except subprocess.TimeoutExpired as error:
        raise _not_printed(path, "the printer service does not answer; try again") from error
    except subprocess.CalledProcessError as error:
        said = " ".join(clean(error.stderr).split()).removeprefix("lp: ").rstrip(".")
        raise _not_printed(path, said or "lp refused it without a reason") from error
    except (OSError, ValueError) as error:
        raise _not_printed(path, f"lp cannot be started ({error})") from error


def _not_printed(path: Path, reason: str) -> StudioError:
    message = f"Not printed: {reason}. {path.name} was saved."
    return StudioError(message, code="not_printed")


def _stem(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", ascii_only).strip("-_") or "document"


def _names(stem: str, suffix: str) -> Iterator[str]:
    for number in count(1):
        ending = f"{f'-{number}' if number > 1 else ''}{suffix}"
        yield stem[: _LONGEST - len(ending)].rstrip("-_") + ending


def _placed(part: Path, directory: Path, stem: str, suffix: str) -> Path:
    """Give a finished file the first free name, which is taken before anybody else can."""
    for name in _names(stem, suffix):
        path = directory / name
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        return part.replace(path)
    raise AssertionError("numbers do not end")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
