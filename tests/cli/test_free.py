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
        ((), 2, "What is the time for?"),
        (("--type", "po", "--appointment", "cn"), 2, "not allowed with argument"),
        (("--appointment", "zzz"), 1, "There is no appointment type “zzz”"),
        (("--type", "po", "--days-of-week", "x"), 2, "--days-of-week: “x” is not a day"),
        (("--type", "po", "--between", "12-9"), 2, "--between: “12-9” ends before it begins"),
        (("--type", "po", "--anyone", "--with", "room 1", "room 2"), 1, "is one too many"),
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


def who(found: Outcome) -> list[str]:
    return [", ".join(part["name"] for part in time["schedules"]) for time in found.json]


def test_anyone_who_can_is_found_and_said_at_each_time(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    options = ("free", "--type", "po", "--anyone", "--from", "fri 2pm", "--limit", "2")
    assert run(*options).out == (
        "Portrait, 60 minutes, with any photographer and any room\n"
        "  Fri 27 Nov 2026  14:00-15:00  Ben Okoye, Camera room 2\n"
        "  Fri 27 Nov 2026  15:15-16:15  Anna Berg, Camera room 1\n"
    )
    found = run(*options, "--json")
    assert found.json[0] == {
        "start": "2026-11-27T14:00",
        "end": "2026-11-27T15:00",
        "schedules": [
            {"name": "Ben Okoye", "role": "photographer"},
            {"name": "Camera room 2", "role": "resource"},
        ],
    }
    assert who(run(*options, "--with", "anna", "--json"))[0] == "Anna Berg, Camera room 1"


def test_days_of_the_week_and_times_of_day_can_be_wished_for(
    run: Callable[..., Outcome],
) -> None:
    found = run(
        *("free", "--type", "hs", "--days-of-week", "tue thu", "--between", "after 16:00"),
        *("--limit", "3", "--json"),
    )
    assert starts(found) == ["2026-11-24T16:00", "2026-11-24T16:45", "2026-11-26T16:00"]


def test_appointments_are_whoever_asks_or_those_named_or_anyone(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    options = ("free", "--appointment", "cn", "--from", "fri 2pm", "--limit", "1", "--json")
    found = run(*options)
    assert starts(found) == ["2026-11-27T15:15"]  # a portrait keeps 15 minutes free behind it
    assert found.json[0]["schedules"] == [{"name": "Anna Berg", "role": "attendee"}]
    assert who(run(*options, "--with", "mia", "room 2")) == ["Mia Carter, Camera room 2"]
    assert starts(run(*options, "--anyone")) == ["2026-11-27T14:00"]
    assert who(run(*options, "--anyone")) == ["Ben Okoye"]
    assert who(run(*options, "--anyone", "--with", "room 2")) == ["Camera room 2, Ben Okoye"]


def test_a_length_alone_will_do(run: Callable[..., Outcome], smith: Outcome) -> None:
    options = ("free", "--length", "90", "--from", "fri 2pm", "--limit", "1")
    assert run(*options, "--with", "anna", "mia").out == (
        "1 hour 30 minutes, with Anna Berg and Mia Carter\n  Fri 27 Nov 2026  15:15-16:45\n"
    )
    assert who(run(*options, "--anyone", "--json")) == ["Ben Okoye"]


def test_why_not_earlier_is_told_on_request(run: Callable[..., Outcome], smith: Outcome) -> None:
    options = ("free", "--type", "po", "--from", "fri 2pm", "--limit", "1", "--why")
    assert run(*options).out == (
        "Portrait, 60 minutes, with Anna Berg and Camera room 1\n"
        "  Fri 27 Nov 2026  15:15-16:15\n"
        "Not earlier because\n"
        "  Fri 27 Nov 2026  14:00  Anna Berg busy 14:00-15:00 (Smith, Sara, Portrait); "
        "Camera room 1 busy 14:00-15:00 (Smith, Sara, Portrait)\n"
    )
    told = run(*options, "--json").json
    assert starts_of(told["free"]) == ["2026-11-27T15:15"]
    assert starts_of(told["failed"]) == ["2026-11-27T14:00"]
    assert [clash["who"] for clash in told["failed"][0]["conflicts"]] == [
        "Anna Berg",
        "Camera room 1",
    ]


def starts_of(times: list[dict[str, str]]) -> list[str]:
    return [time["start"] for time in times]


def test_nothing_free_can_be_explained_too(run: Callable[..., Outcome], smith: Outcome) -> None:
    found = run(
        *("free", "--type", "po", "--length", "8h", "--from", "fri", "--days", "1", "--why")
    )
    assert found.code == 0
    assert "No free time for Portrait, 8 hours" in found.out
    assert "Anna Berg busy 14:00-15:00" in found.out


def test_driving_there_and_back_takes_time_from_people_and_leaves_rooms_free(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    asked = ("free", "--type", "po", "--from", "fri 9am", "--days", "1")
    near = starts(run(*asked, "--json"))
    found = run(*asked, "--drive", "1h", "--json")
    assert near[0] == starts(found)[0] == "2026-11-27T09:00"
    away = starts(found)  # Anna Berg is with Sara Smith from two to three, and has her buffer
    assert not [start for start in away if "11:30" < start[-5:] < "16:15"], away
    booked = run(
        "book", "--client", "smith", "--type", "po", "--start", away[-1], "--drive", "1h",
        "--no-invoice", "--json",
    )  # fmt: skip
    assert booked.code == 0, booked.err
    assert "60 minutes, driving 60 minutes each way, with" in run(*asked, "--drive", "1h").out
    assert run(*asked, "--drive", "far").code == 2
