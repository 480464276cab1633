"""The next free times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome


def starts(found: Outcome) -> list[str]:
    return [time["start"] for time in found.json]


def test_free_times_are_those_of_whom_the_type_needs(run: Callable[..., Outcome]) -> None:
    found = run("free", "--type", "po", "--limit", "2", "--json")
    schedules = [
        {"name": "Anna Berg", "role": "photographer"},
        {"name": "Camera room 1", "role": "resource"},
    ]
    assert found.json == [
        {"start": "2026-11-24T09:00", "end": "2026-11-24T10:00", "schedules": schedules},
        {"start": "2026-11-24T10:15", "end": "2026-11-24T11:15", "schedules": schedules},
    ]


def test_people_read_a_list(run: Callable[..., Outcome]) -> None:
    assert run("free", "--type", "po", "--limit", "2").out == (
        "Portrait, 60 minutes, with Anna Berg and Camera room 1\n"
        "  Tue 24 Nov 2026  09:00-10:00\n"
        "  Tue 24 Nov 2026  10:15-11:15\n"
    )


def test_booked_times_are_left_out(run: Callable[..., Outcome], smith: Outcome) -> None:
    found = starts(run("free", "--type", "po", "--from", "fri 2pm", "--days", "1", "--json"))
    assert found[0] == "2026-11-27T15:15"


@pytest.mark.parametrize(
    ("names", "schedules"),
    [
        (["--with", "ben"], ["Ben Okoye", "Camera room 1"]),
        (["--with", "room 2"], ["Anna Berg", "Camera room 2"]),
        (["--with", "mia", "bo", "room 2"], ["Mia Carter", "Ben Okoye", "Camera room 2"]),
        (["--with", "ben", "--with", "ben"], ["Ben Okoye", "Camera room 1"]),
    ],
)
def test_who_is_needed_can_be_named(
    run: Callable[..., Outcome], smith: Outcome, names: list[str], schedules: list[str]
) -> None:
    found = run("free", "--type", "po", *names, "--json").json
    assert [schedule["name"] for schedule in found[0]["schedules"]] == schedules


def test_a_time_offered_can_be_booked(run: Callable[..., Outcome], smith: Outcome) -> None:
    (start,) = starts(run("free", "--type", "nb", "--from", "fri", "--limit", "1", "--json"))
    assert run("book", "--client", "smith", "--type", "nb", "--start", start).code == 0


def test_length_and_the_past_are_minded(run: Callable[..., Outcome]) -> None:
    found = run("free", "--type", "po", "--length", "4h", "--from=-1w", "--json")
    assert starts(found)[0] == "2026-11-24T09:00"
    assert found.json[0]["end"] == "2026-11-24T13:00"


def test_no_free_time_is_said(run: Callable[..., Outcome]) -> None:
    found = run("free", "--type", "po", "--from", "sun", "--days", "1")
    assert found.code == 0
    assert found.out == (
        "No free time for Portrait, 60 minutes, with Anna Berg and Camera room 1,"
        " on Sunday 29 November 2026.\n"
    )


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        ((), 2, "required: --type"),
        (("--type", "zzz"), 1, "There is no session type “zzz”"),
        (("--type", "po", "--with", "zzz"), 1, "There is no person or resource “zzz”"),
        (("--type", "po", "--from", "32/1"), 2, "--from: "),
        (("--type", "po", "--length", "0"), 2, "--length: A length is from 1 minute"),
        (("--type", "po", "--limit", "-1"), 2, "Argument --limit"),
        (("--type", "po", "--from", "-1w"), 2, "write --option=-value"),
    ],
)
def test_what_is_not_understood_is_said(
    run: Callable[..., Outcome], options: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run("free", *options)
    assert refused.code == code
    assert sentence in refused.err
