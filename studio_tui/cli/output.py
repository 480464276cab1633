"""What commands print: plain text in aligned columns, one JSON document, or a file's bytes."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.columns import columns_of
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CONTROLS: Final = {code: " " for code in (*range(32), *range(127, 160)) if code != ord("\n")}
"""What somebody typed or pasted into a name must not steer the terminal."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command has to say."""

    text: str = ""
    """For people."""
    document: Any = None
    """The same for programs, with ``--json``."""
    notes: tuple[str, ...] = ()
    """Sentences beside it, for standard error."""
    data: bytes = b""
    """A file for standard output, instead of words."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a program may want to know about a refusal besides its sentence."""

    conflicts: tuple[dict[str, Any], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    """Further lines for people."""


class RefusedError(StudioError):
    """A refusal with particulars."""

    def __init__(self, message: str, refusal: Refusal, *, code: str) -> None:
        super().__init__(message, code=code)
        self.refusal = refusal


def deliver(result: Result, *, as_json: bool) -> None:
    """Print a result; a reader who has gone away, as ``head`` does, is no error."""
    for note in result.notes:
        _print_error(note)
    if result.data:
        _write(result.data)
    elif as_json:
        _write_text(_json(result.document))
    elif result.text:
        _write_text(result.text.translate(_CONTROLS))


def refuse(error: StudioError, *, as_json: bool) -> int:
    """Say why something was refused; returns the exit status."""
    refusal = error.refusal if isinstance(error, RefusedError) else Refusal()
    for line in (error.message, *refusal.lines):
        _print_error(line)
    if as_json:
        said = {"code": error.code, "message": error.message, "conflicts": refusal.conflicts}
        _write_text(_json({"error": said | refusal.more}))
    return 2 if error.code == "usage" else 1


def _print_error(line: str) -> None:
    if sys.stderr is not None:
        text = f"{line.translate(_CONTROLS)}\n"
        sys.stderr.write(text.encode(sys.stderr.encoding, "replace").decode(sys.stderr.encoding))


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=not _encoding().startswith("utf"))


def _encoding() -> str:
    return ((sys.stdout and sys.stdout.encoding) or "utf-8").lower()


def _write_text(text: str) -> None:
    _write(f"{text}\n".encode(_encoding(), "replace"))


def _write(data: bytes) -> None:
    if sys.stdout is None:  # closed by whoever called
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python would complain once more when it closes the stream at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        reason = error.strerror or str(error)
        raise StudioError(f"The answer cannot be written: {reason}.", code="output") from error


def write_file(name: str, data: bytes) -> Path:
    """Write a file that was named, over what was there."""
    path = Path(name)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StudioError(
            f"{path} cannot be written: {error.strerror}. Name another file with -o.",
            code="not_saved",
        ) from error
    return path


def table(rows: Iterable[Sequence[str]], indent: str = "") -> str:
    """Rows in columns of text; a column in which nobody has anything is left out."""
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    columns = [column for column in zip(*lines, strict=True) if any(column)]
    widths = [max(map(columns_of, column)) for column in columns]
    return "\n".join(
        indent
        + "  ".join(
            cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in zip(*columns, strict=True)
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Labels and values, one pair a line, what is empty left out; further lines are indented."""
    filled = [(label, value) for label, value in pairs if value]
    width = max((len(label) for label, _ in filled), default=0) + 2
    return "\n".join(
        f"{label:<{width}}" + f"\n{' ' * width}".join(value.splitlines()) for label, value in filled
    )
