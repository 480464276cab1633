"""The program as the shell sees it: exit codes, streams, what is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studio_tui import __version__
from studio_tui.cli import COMMANDS, main
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Program = Callable[..., subprocess.CompletedProcess[bytes]]

HEAVY = {"textual", "rich", "fpdf", "babel", "phonenumbers", "email_validator", "platformdirs"}


def imported(words: list[str], directory: Path) -> set[str]:
    """Top-level modules that a call imports."""
    code = (
        "import json, sys; from studio_tui.cli import main; code = main(sys.argv[1:]);"
        "print(json.dumps([code, *sys.modules]), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words],
        env=os.environ | {"STUDIO_NOW": NOW, "STUDIO_DATA": str(directory)},
        capture_output=True,
        check=True,
    )
    code_, *modules = json.loads(ran.stderr.splitlines()[-1])
    assert code_ == 0, ran.stderr
    return {module.partition(".")[0] for module in modules}


def test_starting_imports_next_to_nothing(directory: Path) -> None:
    assert not imported(["--version"], directory) & (HEAVY | {"peewee", "asyncio"})


@pytest.mark.parametrize(
    "words",
    [
        ["agenda"],
        ["find", "smith"],
        ["free", "--type", "portrait"],
        ["keys"],
        ["book", "--new-client", "Lee", "--type", "po", "--start", "fri 2pm", "--no-invoice"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_imports_nothing_heavy(words: list[str], directory: Path) -> None:
    assert not imported(words, directory) & HEAVY


def test_the_clock_can_be_fixed_and_json_is_one_document(directory: Path, program: Program) -> None:
    told = program("agenda", "--json", data=directory, STUDIO_NOW="2027-01-02T10:00")
    assert json.loads(told.stdout) == []
    assert (told.returncode, told.stderr) == (0, b"")


def test_a_clock_that_is_none_is_wrong_usage(directory: Path, program: Program) -> None:
    refused = program("agenda", data=directory, STUDIO_NOW="tomorrow")
    assert refused.returncode == 2
    assert b"STUDIO_NOW is 'tomorrow'" in refused.stderr


def test_without_a_terminal_the_calendar_says_so_in_one_sentence(
    directory: Path, program: Program
) -> None:
    refused = program(data=directory)
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert refused.stderr.decode() == (
        "The calendar needs a terminal; without one, use a command such as studio agenda"
        " (studio --help names them all).\n"
    )


def test_a_dumb_terminal_is_told_of_the_commands(directory: Path) -> None:
    master, terminal = os.openpty()
    ran = subprocess.run(
        [sys.executable, "-m", "studio_tui", "--data", str(directory)],
        env=os.environ | {"TERM": "dumb"},
        stdin=terminal,
        stdout=terminal,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(master)
    os.close(terminal)
    assert ran.returncode == 2
    assert all(command in ran.stderr.decode() for command in COMMANDS)


def test_a_reader_who_goes_away_is_no_error(directory: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "studio_tui", "--data", str(directory), "keys"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_full_disk_is_said(directory: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "studio_tui", "--data", str(directory), "agenda"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode() == "The answer cannot be written: No space left on device.\n"


def test_a_terminal_without_unicode_gets_what_it_can_show(
    directory: Path, program: Program
) -> None:
    book = ("book", "--new-client", "Łuczak, Zoë", "--type", "po", "--start", "fri 2pm")
    assert program(*book, data=directory).returncode == 0
    plain = {"PYTHONIOENCODING": "ascii"}
    told = program("agenda", "--json", data=directory, **plain)
    assert json.loads(told.stdout)[0]["client"] == "Łuczak, Zoë"
    assert b"?uczak, Zo?" in program("agenda", data=directory, **plain).stdout


def test_bytes_that_are_no_text_are_wrong_usage(directory: Path, program: Program) -> None:
    refused = program("find", os.fsdecode(b"\xff\xfe"), data=directory)
    assert refused.returncode == 2
    assert b"not UTF-8 text" in refused.stderr


# In this process


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {command} " in said for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: studio {command} ")
    assert "--data DIR" in said


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"studio {__version__}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("agnda",), "There is no command agnda: did you mean agenda?\n"),
        (("xyz",), "There is no command xyz: there are init, agenda, find, show, free, book,"),
        (("--colour",), "Unrecognized arguments: --colour"),
        (("--data",), "Argument --data: expected one argument"),
        (("agenda", "--dat", "x"), "Unrecognized arguments: --dat x"),
    ],
)
def test_wrong_usage_is_said(
    studio_command: Callable[..., Outcome], words: tuple[str, ...], sentence: str
) -> None:
    refused = studio_command(*words)
    assert refused.code == 2
    assert refused.err.startswith(sentence)


def test_the_directory_may_be_named_before_or_behind_the_command(
    studio_command: Callable[..., Outcome], directory: Path
) -> None:
    before = studio_command("--data", str(directory), "agenda")
    assert before.code == 0
    assert studio_command("agenda", "--data", str(directory)) == before


def test_who_is_working_comes_from_the_environment_unless_it_is_said(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDIO_USER", "zz")
    refused = run("agenda")
    assert (refused.code, refused.err) == (1, "Nobody here has the initials zz.\n")
    assert run("--user", "ab", "agenda").code == 0


def test_where_there_is_no_studio_nothing_is_made(
    studio_command: Callable[..., Outcome], tmp_path: Path
) -> None:
    refused = studio_command("agenda", "--data", str(tmp_path / "typo"), "--json")
    assert refused.code == 1
    assert refused.json["error"]["code"] == "no-studio"
    assert "open one with studio init" in refused.err
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize(
    "content", [b"hello, this is text\n" * 400, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_file_that_is_no_studio_is_said(
    run: Callable[..., Outcome], directory: Path, content: bytes
) -> None:
    for leftover in directory.glob("studio.db*"):
        leftover.unlink()
    (directory / "studio.db").write_bytes(content)
    refused = run("agenda", "--json")
    assert refused.code == 1
    assert refused.json["error"]["message"] in refused.err
    assert str(directory) in refused.err


def test_too_little_memory_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr("studio_tui.cli._run", run)
    assert main(["print", "day"]) == 1
    assert "not enough free memory" in capsys.readouterr().err
