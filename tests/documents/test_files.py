from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_tui.documents import files
from studio_tui.documents.files import save, send_to_printer
from studio_tui.errors import StudioError


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("confirmation-10012-Smith.pdf", "confirmation-10012-Smith.pdf"),
        ("confirmation-10012-O'Brien <b>.pdf", "confirmation-10012-O-Brien-b.pdf"),
        ("confirmation-1-Wałęsa Sørensen Weiß Ñandú.pdf", None),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("/etc/passwd\x00.pdf", "etc-passwd.pdf"),
        ("..", "document.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("confirmation-10012-山田.pdf", "confirmation-10012.pdf"),
        ("-rf.pdf", "rf.pdf"),
        ("2026-11-24-sara@example.org.eml", "2026-11-24-sara-example-org.eml"),
        ("a.eml.pdf", "a-eml.pdf"),
        ("a.exe", "a-exe.pdf"),
        ("\ud800x", "x.pdf"),
    ],
)
def test_names_are_made_safe(tmp_path: Path, name: str, expected: str | None) -> None:
    path = save(tmp_path / "documents", name, b"%PDF")
    assert path.parent == tmp_path / "documents"
    assert path.name == (expected or "confirmation-1-Walesa-Sorensen-Weiss-Nandu.pdf")
    assert path.read_bytes() == b"%PDF"


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_every_text_makes_a_short_plain_name_in_the_folder(name: str) -> None:
    with TemporaryDirectory() as directory:
        paths = [save(Path(directory), name, data) for data in (b"1", b"2")]
        assert sorted(Path(directory).iterdir()) == sorted(paths)
    for path in paths:
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*\.pdf", path.name)
        assert len(path.name) <= 80


def test_a_document_is_never_written_over(tmp_path: Path) -> None:
    paths = [save(tmp_path, "confirmation-1.pdf", bytes([n])) for n in range(3)]
    assert [path.name for path in paths] == [
        "confirmation-1.pdf",
        "confirmation-1-2.pdf",
        "confirmation-1-3.pdf",
    ]
    assert [path.read_bytes() for path in paths] == [b"\0", b"\1", b"\2"]


def test_two_programs_saving_at_once_get_different_files(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from studio_tui.documents.files import save\n"
        "for n in range(20): save(Path(sys.argv[1]), 'x', sys.argv[2].encode())"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), word])
        for word in ("one", "two")
    ]
    assert [process.wait() for process in running] == [0, 0]
    contents = [path.read_text() for path in tmp_path.iterdir()]
    assert sorted(contents) == ["one"] * 20 + ["two"] * 20


def test_a_folder_that_is_a_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("not a folder")
    with pytest.raises(StudioError, match=r"could not be saved in .*documents: .*\.$"):
        save(tmp_path / "documents", "x", b"%PDF")


def test_a_folder_one_may_not_write_in_is_refused_with_a_sentence() -> None:
    with pytest.raises(StudioError, match=r"may not write there|read-only"):
        save(Path("/sys"), "x", b"%PDF")


def test_a_document_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from studio_tui.documents.files import save\n"
        "from studio_tui.errors import StudioError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try: save(Path(sys.argv[1]), 'x', bytes(5000))\n"
        "except StudioError as error: print(error.message)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=True
    )
    assert run.stdout.startswith(b"The document could not be saved")
    assert list(tmp_path.iterdir()) == []


class Printer:
    """A command ``lp`` that writes its arguments down."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.log = directory / "log"

    def install(self, body: str = "exit 0") -> None:
        script = self.directory / "lp"
        script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {self.log}\n{body}\n")
        script.chmod(0o755)

    @property
    def arguments(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    directory = tmp_path / "bin"
    directory.mkdir()
    monkeypatch.setenv("PATH", str(directory))
    return Printer(directory)


@pytest.mark.parametrize(
    ("name", "expected"), [("office", ["-d", "office"]), ("-x; rm", ["-d", "-x; rm"]), ("", [])]
)
def test_a_file_goes_to_the_printer_named(
    tmp_path: Path, printer: Printer, name: str, expected: list[str]
) -> None:
    printer.install()
    path = save(tmp_path, "x", b"%PDF")
    send_to_printer(path, name)
    assert printer.arguments == [*expected, "--", str(path)]


def test_a_relative_path_reaches_the_printer_in_full(
    tmp_path: Path, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.install()
    monkeypatch.chdir(tmp_path)
    send_to_printer(Path("x.pdf"), "")
    assert printer.arguments == ["--", str(tmp_path / "x.pdf")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "echo 'lp: The printer or class does not exist.' >&2; exit 1",
            "Not printed: The printer or class does not exist. x.pdf was saved.",
        ),
        (
            "printf 'lp: bad\\033[31m\\377 thing' >&2; exit 1",
            "Not printed: bad[31m\ufffd thing. x.pdf was saved.",
        ),
        ("exit 3", "Not printed: lp refused it without a reason. x.pdf was saved."),
    ],
)
def test_a_refusal_of_the_printer_is_passed_on(printer: Printer, body: str, sentence: str) -> None:
    printer.install(body)
    with pytest.raises(StudioError) as refusal:
        send_to_printer(Path("x.pdf"), "office")
    assert refusal.value.message == sentence


def test_a_missing_lp_is_a_sentence(printer: Printer) -> None:
    with pytest.raises(StudioError, match="Not printed: this computer has no lp"):
        send_to_printer(Path("x.pdf"), "")


def test_an_lp_that_cannot_be_started_is_a_sentence(printer: Printer) -> None:
    printer.install()
    with pytest.raises(StudioError, match="lp cannot be started"):
        send_to_printer(Path("x.pdf"), "a\x00b")


def test_a_printer_that_does_not_answer_is_given_up(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.install("while :; do :; done")
    monkeypatch.setattr(files, "_PATIENCE", 0.2)
    with pytest.raises(StudioError, match="does not answer"):
        send_to_printer(Path("x.pdf"), "")
