"""Printing confirmations."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from studio_tui.services import invoices, payments, sessions
from studio_tui.studio import Studio
from tests import factories
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from tests.cli.conftest import Outcome


@pytest.fixture
def number(smith: Outcome) -> str:
    return str(smith.json["number"])


def text_of(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_it_goes_into_the_documents_folder_and_its_path_is_told(
    run: Callable[..., Outcome], directory: Path, number: str
) -> None:
    first, second = (Path(run("print", "confirmation", number).out.strip()) for _ in range(2))
    assert first == directory / "documents" / f"confirmation-{number}-Sara-Smith.pdf"
    assert second.name == f"confirmation-{number}-Sara-Smith-2.pdf"
    assert "Friday 27 November 2026, 14:00-15:00" in text_of(first.read_bytes())


@pytest.mark.parametrize(("options", "printed"), [((), False), (("--notes",), True)])
def test_notes_are_printed_when_asked_for(
    run: Callable[..., Outcome], number: str, options: tuple[str, ...], printed: bool
) -> None:
    path = run("print", "confirmation", number, *options).out.strip()
    assert ("Bring the dog" in text_of(Path(path).read_bytes())) is printed
    assert ("Bring the dog" in run("print", "confirmation", number, "--text", *options).out) is (
        printed
    )


def test_a_file_that_is_named_is_written(
    run: Callable[..., Outcome], number: str, tmp_path: Path
) -> None:
    path = tmp_path / "sara.pdf"
    path.write_text("old")
    assert run("print", "confirmation", number, "-o", str(path)).out == f"{path}\n"
    assert path.read_bytes().startswith(b"%PDF")
    inside = run("print", "confirmation", number, "-o", str(tmp_path)).out.strip()
    assert Path(inside).parent == tmp_path


def test_standard_output_gets_the_file_and_nothing_else(
    directory: Path, number: str, program: Callable[..., CompletedProcess[bytes]]
) -> None:
    printed = program("print", "confirmation", number, "-o", "-", data=directory)
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert "Sara Smith" in text_of(printed.stdout)


def test_paper_is_that_of_the_settings(
    run: Callable[..., Outcome], directory: Path, number: str
) -> None:
    (directory / "config.toml").write_text('paper = "Letter"\n')
    page = PdfReader(run("print", "confirmation", number).out.strip()).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (612, 792)


def test_plain_text_reads_well(run: Callable[..., Outcome], number: str) -> None:
    shown = run("print", "confirmation", number, "--text").out
    assert shown.startswith("Lumen Studio\n")
    assert "Friday 27 November 2026, 14:00-15:00\n" in shown


def test_the_printer_gets_the_file(
    run: Callable[..., Outcome],
    directory: Path,
    number: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lp = tmp_path / "bin" / "lp"
    lp.parent.mkdir()
    lp.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\n')
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", str(lp.parent))
    (directory / "config.toml").write_text('printer = "Front desk"\n')
    path = run("print", "confirmation", number, "--printer").out.strip()
    assert (tmp_path / "asked").read_text() == f"-d Front desk -- {path}\n"


def test_without_a_printer_service_the_file_is_kept(
    run: Callable[..., Outcome],
    directory: Path,
    number: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = run("print", "confirmation", number, "--printer")
    assert refused.code == 1
    assert refused.err.startswith("Not printed: ")
    assert list((directory / "documents").iterdir())


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("confirmation", "99"), 1, "There is no session with the number 99."),
        (("photographer", "99"), 1, "There is no session with the number 99."),
        (("invoice", "99"), 1, "There is no invoice with the number 99."),
        (("receipt", "99"), 1, "There is no payment with the number 99."),
        (("day", "Zoe"), 1, "There is no schedule “Zoe”"),
        (("week", "all", "--from", "soon"), 2, "--from: "),
        (("confirmation", "99", "--from", "today"), 2, "--from is for a day sheet"),
        (("poster", "1"), 2, "choose from "),
        (("confirmation",), 2, "NUMBER"),
    ],
)
def test_what_there_is_not_is_said(
    run: Callable[..., Outcome], words: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run("print", *words)
    assert refused.code == code
    assert sentence in refused.err


def test_a_file_that_cannot_be_written_is_said(
    run: Callable[..., Outcome], number: str, tmp_path: Path
) -> None:
    refused = run("print", "confirmation", number, "-o", str(tmp_path / "no" / "x.pdf"))
    assert refused.code == 1
    assert "x.pdf cannot be written: No such file or directory." in refused.err


@pytest.fixture
def billed(directory: Path, number: str) -> tuple[str, str]:
    """Numbers of an invoice on the session that somebody else pays, and of a payment on it."""
    with Studio(directory, now=NOW) as studio:
        payer = factories.store(studio, first="Robert", last="Payer")
        session_id = studio.run(sessions.by_number, number)
        draft = factories.invoice_draft(studio, session_id=session_id, bill_to_id=payer)
        invoice_id = studio.run(invoices.create, draft)
        payment = factories.payment_draft(studio, 20_00, invoice_id=invoice_id)
        (payment_id,) = studio.run(payments.take, payment)
        return (
            studio.run(invoices.get, invoice_id).number,
            studio.run(payments.get, payment_id).number,
        )


def test_every_document_can_be_printed(
    run: Callable[..., Outcome], number: str, billed: tuple[str, str]
) -> None:
    numbers = {"confirmation": number, "photographer": number}
    numbers |= dict(zip(("invoice", "receipt"), billed, strict=True))
    for kind, named in numbers.items():
        path = Path(run("print", kind, named).out.strip())
        assert path.name.startswith(f"{kind}-{named}-")
        title = {"invoice": "Session fee invoice", "receipt": "Receipt"}.get(kind, kind)
        assert title.lower() in text_of(path.read_bytes()).lower()


@pytest.mark.parametrize(
    ("options", "kind", "addressed"),
    [
        ((), "confirmation", "Sara Smith"),
        (("--bill-to",), "confirmation", "Robert Payer"),
        ((), "invoice", "Robert Payer"),
        (("--no-bill-to",), "invoice", "Sara Smith"),
    ],
)
def test_it_is_addressed_to_the_client_or_to_whoever_pays(
    run: Callable[..., Outcome],
    number: str,
    billed: tuple[str, str],
    options: tuple[str, ...],
    kind: str,
    addressed: str,
) -> None:
    named = number if kind == "confirmation" else billed[0]
    shown = run("print", kind, named, "--text", *options).out
    names = [line for line in shown.splitlines() if line in ("Sara Smith", "Robert Payer")]
    assert names[0] == addressed


@pytest.mark.usefixtures("smith")
def test_a_day_sheet_is_a_pdf_or_text_of_eighty_columns(
    run: Callable[..., Outcome], directory: Path
) -> None:
    path = Path(run("print", "day", "anna", "--from", "fri").out.strip())
    assert path == directory / "documents" / "day-2026-11-27-Anna-Berg.pdf"
    assert "14:00-15:00" in text_of(path.read_bytes())
    shown = run("print", "day", "Anna; Mia", "--from", "27/11", "--text").out
    assert "14:00-15:00  Smith, Sara, 07700 900123" in shown
    assert f"\n{'-' * 80}\n" in shown
    assert shown.count("Day sheet\n") == 2


@pytest.mark.usefixtures("smith")
def test_a_week_schedule_begins_this_week(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "week.txt"
    assert run("print", "week", "all", "--text", "-o", str(path)).out == f"{path}\n"
    assert "Monday 23 November 2026 - Sunday 29 November 2026" in path.read_text("utf-8")
