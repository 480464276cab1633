"""Opening a studio without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.services.catalogue import catalogue
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory that does not exist yet."""
    directory = tmp_path / "data" / "new"
    monkeypatch.setenv("STUDIO_DATA", str(directory))
    return directory


def test_every_answer_has_a_default(studio_command: Callable[..., Outcome], empty: Path) -> None:
    opened = studio_command("init")
    assert (opened.code, opened.out) == (0, f"My Studio is open in {empty}.\n")
    assert studio_command("agenda").code == 0
    booked = studio_command("book", "--new-client", "Lee", "--type", "po", "--start", "fri 2pm")
    assert booked.code == 0


def test_answers_are_taken(studio_command: Callable[..., Outcome], empty: Path) -> None:
    opened = studio_command(
        "init", "--name", "Lux", "--timezone", "America/New_York", "--first", "Ann",
        "--last", "Oh", "--hours", "tue-sat 10-18",
    )  # fmt: skip
    assert opened.code == 0
    with Studio(empty, now="2026-11-24T09:00") as studio:
        known = studio.run(catalogue)
        assert known.people[0].name == "Ann Oh"
        assert known.opening.zone == "America/New_York"
        assert known.opening.week == dict.fromkeys(range(1, 6), ((600, 1080),))
        assert studio.run(Desk.preference, "studio.name", "") == "Lux"
        assert studio.run(Desk.preference, "studio.country", "") == "US"
        assert studio.run(Desk.preference, "studio.currency", "") == "USD"


def test_a_demonstration_studio_is_full_of_life(
    studio_command: Callable[..., Outcome], empty: Path
) -> None:
    opened = studio_command("init", "--demo")
    assert opened.code == 0
    assert "demonstration studio" in opened.out
    assert len(studio_command("agenda", "--from", "mon", "--json").json) >= 10


@pytest.mark.parametrize("words", [(), ("--demo",), ("--name", "Other")])
def test_a_studio_is_never_overwritten(run: Callable[..., Outcome], words: tuple[str, ...]) -> None:
    run("book", "--new-client", "Lee", "--type", "po", "--start", "fri 2pm")
    refused = run("init", *words)
    assert refused.code == 1
    assert "There is a studio in" in refused.err
    assert "nothing was changed" in refused.err
    assert "Lee" in run("agenda").out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--timezone", "Mars/Base"), 1, "'Mars/Base' is not a time zone"),
        (("--currency", "XQX"), 1, "“XQX” is not a currency"),
        (("--country", "Narnia"), 1, "“Narnia” is not a country"),
        (("--name", ""), 1, "Studio name is needed here."),
        (("--hours", "someday 9-17"), 2, "--hours: “someday” is not a day"),
        (("--hours", "mon 17-9"), 2, "ends before it starts"),
        (("--demo", "--name", "Mine"), 2, "give --demo without other answers"),
        (("--colour", "red"), 2, "Unrecognized arguments"),
    ],
)
def test_an_answer_that_cannot_be_used_leaves_nothing_behind(
    studio_command: Callable[..., Outcome],
    empty: Path,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    refused = studio_command("init", *words)
    assert refused.code == code
    assert sentence in refused.err
    assert not empty.exists()


def test_a_directory_that_cannot_be_made_is_said(
    studio_command: Callable[..., Outcome], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    refused = studio_command("--data", str(tmp_path / "file" / "x"), "init")
    assert refused.code == 1
    assert "cannot be" in refused.err


def test_without_a_directory_named_it_is_the_persons_own(
    studio_command: Callable[..., Outcome], tmp_path: Path
) -> None:
    opened = studio_command("init", "--name", "Home")
    assert opened.code == 0
    assert (tmp_path / "home" / "data" / "studio_tui" / "studio.db").exists()
