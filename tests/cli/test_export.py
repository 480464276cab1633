"""Exporting the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from tests.cli.conftest import Outcome


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.usefixtures("smith")
def test_standard_output_gets_the_file_and_nothing_else(
    directory: Path, program: Callable[..., CompletedProcess[bytes]]
) -> None:
    done = program("export", "ics", data=directory)
    assert (done.returncode, done.stderr) == (0, b"")
    (event,) = events(done.stdout)
    assert str(event["summary"]) == "Smith, Sara, Portrait"
    assert done.stdout.endswith(b"END:VCALENDAR\r\n")


@pytest.mark.usefixtures("smith")
@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--schedule", "anna"), 1),
        (("--schedule", "ben"), 0),
        (("--from", "fri", "--days", "1"), 1),
        (("--from", "28/11"), 0),
        (("--days", "3"), 0),
    ],
)
def test_days_and_schedules_are_chosen(
    run: Callable[..., Outcome], tmp_path: Path, options: tuple[str, ...], count: int
) -> None:
    path = tmp_path / "calendar.ics"
    assert run("export", "ics", *options, "-o", str(path)).out == f"{path}\n"
    assert len(events(path.read_bytes())) == count


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("vcf",), 2, "choose from"),
        (("ics", "--schedule", "Zoe"), 1, "There is no schedule “Zoe”"),
        (("ics", "--from", "soon"), 2, "--from: "),
        (("ics", "-o", "/no/where.ics"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_is_said(
    run: Callable[..., Outcome], words: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run("export", *words)
    assert refused.code == code
    assert sentence in refused.err
