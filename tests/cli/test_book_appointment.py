"""Arranging appointments with options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

MEETING = ("book", "--appointment", "meeting", "--start", "mon 10:00")


def test_an_appointment_of_a_session_is_linked_to_both(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    booked = run(
        *("book", "--appointment", "vo", "--session", smith.json["number"]),
        *("--start", "2026-12-01T10:00", "--with", "ben", "camera room 2", "--json"),
    )
    assert booked.json == {
        "kind": "appointment",
        "number": "10000",
        "start": "2026-12-01T10:00",
        "end": "2026-12-01T11:00",
        "client": "Smith, Sara",
        "type": "Viewing & order",
        "description": "",
        "status": "Arranged",
        "confirmed": False,
        "outside": "",
        "schedules": [
            {"name": "Ben Okoye", "role": "attendee"},
            {"name": "Camera room 2", "role": "resource"},
        ],
        "client_number": smith.json["client_number"],
        "session": smith.json["number"],
        "warnings": [],
    }
    session = run("show", "session", smith.json["number"], "--json").json
    assert [one["number"] for one in session["appointments"]] == ["10000"]


def test_one_for_a_client_needs_no_session(run: Callable[..., Outcome], smith: Outcome) -> None:
    booked = run(*MEETING, "--client", "smith", "--json").json
    assert (booked["client"], booked["session"]) == ("Smith, Sara", "")
    assert booked["schedules"] == [{"name": "Anna Berg", "role": "attendee"}]


def test_a_new_client_may_begin_with_one(run: Callable[..., Outcome]) -> None:
    booked = run(*MEETING, "--new-client", "lee, kim", "--phone", "07700 900456", "--json").json
    assert (booked["client"], booked["client_number"]) == ("Lee, Kim", "")
    assert run("find", "lee", "--json").json["clients"][0]["phone"] == "07700 900456"


def test_one_without_a_client_is_linked_to_nobody(run: Callable[..., Outcome]) -> None:
    said = run(*MEETING, "--with", "anna", "ben", "mia", "--description", "Week ahead").out
    assert said == (
        "Appointment 10000 is booked: Meeting, Week ahead, Monday 30 November 2026 (in 6 days),"
        " 10:00-11:00, Anna Berg, Ben Okoye and Mia Carter.\n"
    )
    assert run("find", "--json", "smith").json["clients"] == []
    for who in ("anna", "ben", "mia"):
        (found,) = run("agenda", "--schedule", who, "--json").json
        assert found["description"] == "Week ahead"


def test_nobody_can_be_said(run: Callable[..., Outcome]) -> None:
    assert run(*MEETING, "--with", "none", "--json").json["schedules"] == []


def test_it_takes_the_time_of_everybody(run: Callable[..., Outcome], smith: Outcome) -> None:
    taken = ("book", "--appointment", "bl", "--start", "fri 14:30", "--with", "ben", "anna")
    refused = run(*taken, "--json")
    assert refused.code == 1
    assert refused.json["error"]["code"] == "clash"
    assert refused.json["error"]["conflicts"][0]["who"] == "Anna Berg"
    assert run(*taken, "--force").code == 0
    session = run("book", "--client", "smith", "--type", "po", "--start", "fri 14:30", "--json")
    assert session.json["error"]["code"] == "clash"


def test_length_colour_status_and_notes_are_stored(run: Callable[..., Outcome]) -> None:
    booked = run(
        *MEETING, "--length", "1h30", "--colour", "#112233", "--status", "took", "--confirmed",
        "--notes", "Bring cake", "--json",
    ).json  # fmt: skip
    shown = run("show", "appointment", booked["number"], "--json").json
    assert (shown["end"], shown["colour"], shown["status"]) == (
        *("2026-11-30T11:30", "#112233"),
        "Took place",
    )
    assert (shown["confirmed"], shown["notes"]) == (True, "Bring cake")


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--with", ""), 1, "Who is needed here."),
        (("--with", "zoe"), 1, "There is no person or resource “zoe”"),
        (("--session", "99999"), 1, "There is no session with the number 99999."),
        (("--end", "9:00"), 1, "is before the start"),
        (("--people", "3"), 2, "--people belongs to a session"),
        (("--photographer", "ben"), 2, "--photographer belongs to a session"),
        (("--pay", "5"), 2, "--pay belongs to a session"),
        (("--no-invoice",), 2, "--no-invoice belongs to a session"),
        (("--item", "SIT"), 2, "--item belongs to a session"),
        (("--type", "po"), 2, "not allowed with argument"),
        (("--email", "a@b.org"), 2, "--email describes a new client"),
    ],
    ids=str,
)
def test_what_cannot_be_arranged_is_refused(
    run: Callable[..., Outcome], options: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run(*MEETING, *options)
    assert refused.code == code
    assert sentence in refused.err
    assert run("agenda").out.startswith("Nothing is booked")


def test_a_session_of_somebody_else_is_refused(run: Callable[..., Outcome], smith: Outcome) -> None:
    options = ("--session", smith.json["number"], "--new-client", "Lee, Kim")
    refused = run(*MEETING, *options)
    assert refused.code == 1
    assert "belongs to another client" in refused.err
    assert run("find", "lee", "--json").json["clients"] == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--type", "po"), "For whom is the session? Give --client or --new-client."),
        (
            ("--type", "po", "--client", "smith", "--with", "ben"),
            "--with belongs to an appointment",
        ),
        (("--type", "po", "--client", "smith", "--session", "1"), "--session belongs to an app"),
        (("--client", "smith"), "one of the arguments --type --appointment is required"),
    ],
    ids=str,
)
def test_a_session_is_told_from_an_appointment(
    run: Callable[..., Outcome], options: tuple[str, ...], sentence: str
) -> None:
    refused = run("book", "--start", "fri 2pm", *options)
    assert refused.code == 2
    assert sentence.casefold() in refused.err.casefold()


SERIES = (*MEETING, "--length", "30", "--repeat", "weekly", "--until")


def test_one_that_repeats_is_booked_on_every_date(run: Callable[..., Outcome]) -> None:
    booked = run(*SERIES, "3 times", "--on", "mon, wed", "--json").json
    assert booked["series"]["rule"] == "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3"
    assert [one["start"] for one in booked["series"]["appointments"]] == [
        *("2026-11-30T10:00", "2026-12-02T10:00", "2026-12-07T10:00"),
    ]
    assert booked["number"] == booked["series"]["appointments"][0]["number"]
    assert len(run("agenda", "--from", "2026-11-30", "--days", "10", "--json").json) == 3


def test_dates_that_are_not_free_refuse_it_or_are_left_out(run: Callable[..., Outcome]) -> None:
    run("book", "--appointment", "meeting", "--start", "2026-12-07T10:00")
    refused = run(*SERIES, "3 times")
    assert refused.code == 1
    assert "1 of 3 dates is not free. Mon 7 Dec 2026: Anna Berg busy" in refused.err
    assert run("agenda", "--from", "2026-11-30", "--days", "3", "--json").json == []
    booked = run(*SERIES, "3 times", "--skip-taken")
    assert "Every week on Monday, 3 times: 2 dates." in booked.out
    assert "Mon 14 Dec 2026, 10002" in booked.out
    assert "Mon 7 Dec 2026 is left out: Anna Berg busy" in booked.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((*MEETING, "--until", "3 times"), "--until belongs to a series; give --repeat."),
        ((*MEETING, "--skip-taken"), "--skip-taken belongs to a series; give --repeat."),
        (
            ("book", "--type", "portrait", "--start", "fri 2pm", "--repeat", "daily"),
            "--repeat belongs to an appointment.",
        ),
    ],
)
def test_options_of_a_series_belong_to_appointments(
    run: Callable[..., Outcome], options: tuple[str, ...], said: str
) -> None:
    if "--type" in options:
        options = (*options, "--new-client", "Smith, Sara")
    refused = run(*options)
    assert (refused.code, said in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("until", "said"),
    [("10000 times", "at most 730 dates"), ("2026-11-01", "no such date from")],
)
def test_a_series_is_bounded_and_has_a_date(
    run: Callable[..., Outcome], until: str, said: str
) -> None:
    refused = run(*SERIES, until)
    assert (refused.code, said in refused.err) == (1, True)
