"""Sessions by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ONLY_BOOK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome


def test_sessions_stand_under_their_day(run: Callable[..., Outcome], smith: Outcome) -> None:
    number = smith.json["number"]
    assert run("agenda").out == (
        "Friday 27 November 2026\n"
        f"  14:00-15:00  {number}  Smith, Sara  Portrait  Family of five"
        "  Anna Berg, Camera room 1  Booked\n"
    )


def test_the_document_gives_each_booking_once(run: Callable[..., Outcome], smith: Outcome) -> None:
    booking = {key: value for key, value in smith.json.items() if key not in ONLY_BOOK}
    assert run("agenda", "--json").json == [booking]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Nothing is booked from Tuesday 24 November 2026 to Monday 30 November 2026."),
        (("--days", "1"), "Nothing is booked on Tuesday 24 November 2026."),
        (
            ("--from", "fri", "--days", "1", "--schedule", "ben"),
            "Nothing is booked on Friday 27 November 2026 for Ben Okoye.",
        ),
    ],
)
def test_days_without_sessions_are_said(
    run: Callable[..., Outcome], options: tuple[str, ...], sentence: str
) -> None:
    assert run("agenda", *options) == run("agenda", *options)
    assert run("agenda", *options).out == f"{sentence}\n"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--from", "27/11", "--days", "1"), True),
        (("--from", "26/11", "--days", "1"), False),
        (("--from", "28/11"), False),
        (("--schedule", "anna"), True),
        (("--schedule", "ab"), True),
        (("--schedule", "camera room 1"), True),
        (("--schedule", "camera room 2"), False),
    ],
)
def test_days_and_schedules_can_be_chosen(
    run: Callable[..., Outcome], smith: Outcome, options: tuple[str, ...], shown: bool
) -> None:
    assert bool(run("agenda", *options, "--json").json) is shown


def test_a_session_across_midnight_stands_on_both_days(run: Callable[..., Outcome]) -> None:
    book = ("book", "--new-client", "Lee, Kim", "--type", "po")
    run(*book, "--start", "fri 22:00", "--end", "sat 2:00")
    assert "22:00-Sat 28 Nov 2026 02:00" in run("agenda", "--from", "sat", "--days", "1").out
    run(*book, "--start", "mon 22:00", "--length", "2h")
    assert "22:00-24:00" in run("agenda").out


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--from", "30 feb"), 2, "--from: February 2027 has 28 days"),
        (("--from", ""), 2, "--from: An empty field is not a date"),
        (("--days", "0"), 2, "'0' is not a whole number from 1 to 9999"),
        (("--days", "x"), 2, "'x' is not a whole number"),
        (("--schedule", "zoe"), 1, "There is no schedule “zoe”: choose Anna Berg, Ben Okoye"),
        (("--schedule", "camera"), 1, "“camera” could be Camera room 1"),
        (("today",), 2, "Unrecognized arguments: today"),
    ],
)
def test_what_is_not_understood_is_said(
    run: Callable[..., Outcome], options: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run("agenda", *options)
    assert refused.code == code
    assert sentence in refused.err
    assert refused.out == ""


def test_text_of_users_cannot_steer_the_terminal(run: Callable[..., Outcome]) -> None:
    run("book", "--new-client", "Lee\x1b[31m, Kim\x07", "--type", "po", "--start", "fri 9:00")
    shown = run("agenda").out
    assert "Lee" in shown
    assert all(char.isprintable() or char == "\n" for char in shown)
