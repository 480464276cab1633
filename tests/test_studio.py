from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from studio_tui.config import MailSettings, Settings, load_settings
from studio_tui.errors import StudioError
from studio_tui.services import setup
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import execute, rows

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_data_directory_is_made_and_the_clock_reads_in_the_studios_zone(
    tmp_path: Path,
) -> None:
    with Studio(tmp_path / "a" / "b", now="2026-07-01T09:00") as opened:
        assert not opened.run(setup.exists)
        answers = setup.Answers("Hudson", "America/New_York", "USD", "US", "Anna", "Berg")
        opened.run(setup.create, answers)
        assert opened.run(lambda desk: (desk.zone, desk.now())) == (
            "America/New_York",
            datetime.fromisoformat("2026-07-01T09:00"),
        )


def test_a_clock_that_is_no_time_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="give it as 2026-11-24T09:00"):
        Studio(tmp_path, now="tomorrow")


def test_without_a_fixed_time_the_clock_runs(directory: Path) -> None:
    with Studio(directory) as opened:
        assert opened.utc() > 1_700_000_000


@pytest.mark.parametrize(("initials", "first"), [("", "Anna"), ("BO", "Ben"), ("mc", "Mia")])
def test_who_is_at_the_desk_is_told_by_initials(directory: Path, initials: str, first: str) -> None:
    with Studio(directory, person=initials, now=NOW) as opened:
        person = opened.run(lambda desk: desk.person_id)
        assert rows(opened, "SELECT first FROM person WHERE id = ?", person) == [(first,)]


def test_initials_that_nobody_has_are_refused(directory: Path) -> None:
    with pytest.raises(StudioError, match="Nobody here has the initials ZZ"):
        Studio(directory, person="ZZ", now=NOW)


def test_somebody_inactive_is_not_at_the_desk_unasked(directory: Path) -> None:
    with Studio(directory, now=NOW) as opened:
        execute(opened, "UPDATE schedule SET inactive = 1 WHERE name = 'Anna Berg'")
    with Studio(directory, now=NOW) as opened:
        assert opened.run(lambda desk: desk.person_id) == 2


async def test_screens_wait_for_the_data_without_blocking(studio: Studio) -> None:
    assert await studio.call(setup.exists)
    with pytest.raises(StudioError, match="The database reports"):
        await studio.call(lambda desk: desk.rows("SELECT * FROM nothing"))


def test_a_second_studio_in_the_same_directory_is_refused_and_changes_nothing(
    studio: Studio,
) -> None:
    answers = setup.Answers("Other", "Europe/Paris", "EUR", "FR", "Eva", "Noir")
    with pytest.raises(StudioError, match="There is a studio here already"):
        studio.run(setup.create, answers)
    assert rows(studio, "SELECT name FROM location") == [("Lumen Studio",)]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (setup.Answers("", "Europe/London", "GBP", "GB", "A", "B"), "The studio needs a name"),
        (setup.Answers("L", "Europe/Londres", "GBP", "GB", "A", "B"), "is not a time zone"),
        (setup.Answers("L", "Europe/London", "GBP", "GB", "", ""), "Type the name of the first"),
    ],
)
def test_answers_that_cannot_be_used_create_nothing(
    tmp_path: Path, answers: setup.Answers, sentence: str
) -> None:
    with Studio(tmp_path / "new", now=NOW) as opened:
        with pytest.raises(StudioError, match=sentence):
            opened.run(setup.create, answers)
        assert not opened.run(setup.exists)


# config.toml


def test_without_a_file_everything_is_at_its_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_what_the_file_says_holds(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'printer = "desk"\npaper = "Letter"\nletter_keys = false\n[keys]\nbook = "f9"\n'
    )
    assert load_settings(path) == Settings("desk", "Letter", False, keys={"book": "f9"})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("printr = 'x'", "sets printr, which there is not. Did you mean printer?"),
        ("zzz = 1", "There are: printer, paper, letter_keys, escape_delay, keys, mail"),
        ("printer = 3", "printer should be text in quotes, not 3"),
        ("letter_keys = 'no'", "letter_keys should be true or false"),
        ("paper = 'A3'", 'paper is "A4" or "Letter"'),
        ("escape_delay = 0", "escape_delay is a number of milliseconds from 1 to 2000"),
        ("printer = ", "cannot be read"),
        ("mail = 'x'", "mail should be a table, not 'x'"),
        ("printer = {secret = 'x'}", "printer should be text in quotes, not a table"),
        ("[mail]\nhots = 'x'", "sets mail.hots, which there is not. Did you mean host?"),
        ("[mail]\nport = true", "mail.port should be a whole number, not True"),
        ("[mail]\nport = 65536", "mail.port is a number up to 65535"),
        ("[mail]\ntimeout = 0", "mail.timeout is a number of seconds from 1 to 60"),
        ("[mail]\nhost = 'm x'", "mail.host has a space in it"),
        ("[mail]\ntls = 'ssl'", 'mail.tls is "starttls", "tls" or "none"'),
        ("[mail]\nuser = 'me'", "mail.host is missing"),
        ("[mail]\nhost = 'm'\nuser = 'me'", "mail needs one of password_env, password_command"),
        ("[mail]\nhost = 'm'\npassword_env = 'P'", "mail needs user too"),
        (
            "[mail]\nhost = 'm'\nuser = 'me'\npassword_env = 'P'\npassword_keyring = 'K'",
            "mail names password_env and password_keyring; keep one of them",
        ),
        (
            "[mail]\nhost = 'm'\ntls = 'none'\nuser = 'me'\npassword_env = 'P'",
            "everybody on the way could read the password",
        ),
        ("[mail]\nsender = 'me'", "mail.sender: An email address needs an @"),
    ],
)
def test_a_file_with_a_mistake_is_told_and_not_guessed_at(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(StudioError) as caught:
        Studio(tmp_path, now=NOW)
    assert sentence in caught.value.message
    assert caught.value.code == "config"


def test_what_the_file_says_about_mail_holds(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[mail]\nhost = "localhost"\nport = 2525\ntls = "none"\nuser = "me"\n'
        'password_command = "pass show mail"\nsender = "hello@lumen.example"\ntimeout = 5\n'
    )
    assert load_settings(path).mail == MailSettings(
        "localhost",
        2525,
        "none",
        "me",
        password_command="pass show mail",
        sender="hello@lumen.example",
        timeout=5,
    )


def test_a_password_in_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[mail]\nhost = 'm'\npassword = 'tiger lily'\n")
    with pytest.raises(StudioError, match="name where it is kept with password_env") as caught:
        load_settings(tmp_path / "config.toml")
    assert "tiger" not in caught.value.message
