from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from studio_tui.errors import StudioError
from studio_tui.printing import print_confirmation
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.studio import Studio


async def test_a_confirmation_is_made_beside_the_program_and_found(studio: Studio) -> None:
    client = factories.client_draft(last="[/] O'Brien <b>")
    number = factories.book(studio, client=client, notes="Bring the dog").session_number
    said = await print_confirmation(studio, number, with_notes=True)
    (path,) = (studio.directory / "documents").glob("*.pdf")
    assert said == f"Saved in documents: {path.name}"
    assert path.read_bytes().startswith(b"%PDF")
    assert await print_confirmation(studio, number) != said


async def test_a_refusal_comes_back_as_its_sentence(studio: Studio) -> None:
    with pytest.raises(StudioError, match="no session with the number 99"):
        await print_confirmation(studio, "99")
    number = factories.book(studio).session_number
    (studio.directory / "documents").write_text("in the way", "utf-8")
    with pytest.raises(StudioError, match="could not be saved"):
        await print_confirmation(studio, number)


async def test_a_printer_that_refuses_is_named_and_the_file_stays(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lp = tmp_path / "lp"
    lp.write_text("#!/bin/sh\necho 'lp: no such printer' >&2\nexit 1\n", "utf-8")
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    studio.settings = replace(studio.settings, printer="Epson")
    number = factories.book(studio).session_number
    with pytest.raises(StudioError, match="Not printed: no such printer"):
        await print_confirmation(studio, number)
    assert list((studio.directory / "documents").glob("*.pdf"))
    lp.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    said = await print_confirmation(studio, number)
    assert said.startswith("Printed on Epson, and saved in documents: ")


async def test_a_program_that_cannot_be_started_is_no_crash(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(StudioError, match="could not be printed"):
        await print_confirmation(studio, "10001")
