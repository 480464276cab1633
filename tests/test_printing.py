from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from studio_tui.errors import StudioError
from studio_tui.printing import document_pdf, document_text, print_document
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.studio import Studio


async def test_a_confirmation_is_made_beside_the_program_and_found(studio: Studio) -> None:
    client = factories.client_draft(last="[/] O'Brien <b>")
    number = factories.book(studio, client=client, notes="Bring the dog").session_number
    said = await print_document(studio, "confirmation", number, with_notes=True)
    (path,) = (studio.directory / "documents").glob("*.pdf")
    assert said == f"Saved in documents: {path.name}"
    assert path.read_bytes().startswith(b"%PDF")
    assert await print_document(studio, "confirmation", number) != said


async def test_a_refusal_comes_back_as_its_sentence(studio: Studio) -> None:
    with pytest.raises(StudioError, match="no session with the number 99"):
        await print_document(studio, "confirmation", "99")
    number = factories.book(studio).session_number
    (studio.directory / "documents").write_text("in the way", "utf-8")
    with pytest.raises(StudioError, match="could not be saved"):
        await print_document(studio, "confirmation", number)


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
        await print_document(studio, "confirmation", number)
    assert list((studio.directory / "documents").glob("*.pdf"))
    lp.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    said = await print_document(studio, "confirmation", number)
    assert said.startswith("Printed on Epson, and saved in documents: ")


async def test_a_program_that_cannot_be_started_is_no_crash(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(StudioError, match="session confirmation could not be made"):
        await print_document(studio, "confirmation", "10001")


async def test_a_pdf_to_send_along_has_a_name_and_is_left_nowhere(studio: Studio) -> None:
    number = factories.book(studio).session_number
    name, data = await document_pdf(studio, "confirmation", number)
    assert name == f"confirmation-{number}-Sara-Smith.pdf"
    assert data.startswith(b"%PDF")
    assert not (studio.directory / "documents").exists()


async def test_text_is_there_at_once_and_as_wide_as_wanted(studio: Studio) -> None:
    number = factories.book(studio, notes="Bring the dog " * 20).session_number
    text = await document_text(studio, "confirmation", number, width=40, with_notes=True)
    assert "Bring the dog" in text
    assert max(map(len, text.splitlines())) <= 40
    with pytest.raises(StudioError, match="no session with the number -1"):
        await document_text(studio, "confirmation", "-1")
