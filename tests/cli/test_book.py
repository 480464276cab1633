"""Booking with options: the wizard's rules, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.services import preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.studio import Studio
    from tests.cli.conftest import Outcome

NEW = ("book", "--new-client", "Lee, Kim", "--type", "portrait")


def test_a_new_client_is_booked_with_what_the_type_brings(smith: Outcome) -> None:
    assert smith.json == {
        "kind": "session",
        "number": smith.json["number"],
        "start": "2026-11-27T14:00",
        "end": "2026-11-27T15:00",
        "client": "Smith, Sara",
        "type": "Portrait",
        "description": "Family of five",
        "status": "Booked",
        "confirmed": False,
        "outside": "",
        "schedules": [
            {"name": "Anna Berg", "role": "photographer"},
            {"name": "Camera room 1", "role": "resource"},
        ],
        "client_number": smith.json["client_number"],
        "warnings": [],
        "invoice": None,
        "payments": [],
    }


def test_people_are_told_in_a_sentence(run: Callable[..., Outcome]) -> None:
    booked = run(*NEW, "--start", "fri 2pm", "--no-invoice")
    assert booked.out.startswith("Session 1")
    assert booked.out.endswith(
        "is booked for Lee, Kim: Portrait, Friday 27 November 2026 (in 3 days), 14:00-15:00,"
        " Anna Berg and Camera room 1.\n"
    )


@pytest.mark.parametrize(
    "who", ["number", "smith", "Sara Smith", "sara@example.org", "07700900123"]
)
def test_a_client_is_named_by_number_name_phone_or_email(
    run: Callable[..., Outcome], smith: Outcome, who: str
) -> None:
    text = smith.json["client_number"] if who == "number" else who
    again = run("book", "--client", text, "--type", "fam", "--start", "mon 10:00", "--json")
    assert again.json["client_number"] == smith.json["client_number"]


def test_a_name_that_fits_several_clients_is_refused_with_a_list(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    run("book", "--new-client", "Smith, Tom", "--type", "portrait", "--start", "mon 9:00")
    refused = run("book", "--client", "smith", "--type", "portrait", "--start", "tue 9", "--json")
    assert refused.code == 1
    assert refused.json["error"]["code"] == "ambiguous"
    names = [client["name"] for client in refused.json["error"]["choices"]]
    assert names == ["Smith, Sara", "Smith, Tom"]
    assert "Smith, Sara" in refused.err
    assert "07700 900123" in refused.err


def test_a_taken_time_is_refused_with_reasons_and_other_times(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    refused = run(*NEW, "--start", "fri 14:30", "--json")
    assert refused.code == 1
    error = refused.json["error"]
    assert error["code"] == "clash"
    assert error["conflicts"][0] == {
        "kind": "booking",
        "who": "Anna Berg",
        "start": "2026-11-27T14:00",
        "end": "2026-11-27T15:00",
        "because": "Smith, Sara, Portrait",
        "reference": f"session {smith.json['number']}",
        "booked": "Anna Berg at 09:00",
    }
    assert error["message"] in refused.err
    assert error["next"][0] == "2026-11-27T15:15"
    assert error["force_allowed"] is True
    assert error["reason_needed"] is False
    assert "Next free: Fri 27 Nov 2026 15:15" in refused.err
    assert not any(run("find", "lee", "--json").json.values())


def test_force_books_over_another_if_the_studio_allows_that(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    assert run(*NEW, "--start", "fri 14:30", "--force").code == 0


def test_a_studio_that_wants_to_know_why_is_told_with_because(
    run: Callable[..., Outcome], smith: Outcome, studio: Studio
) -> None:
    studio.run(preferences.remember, "booking.clashes", "reason", personal=False)
    refused = run(*NEW, "--start", "fri 14:30", "--force", "--json")
    assert (refused.code, refused.json["error"]["reason_needed"]) == (1, True)
    assert "With --force --because TEXT it is booked all the same." in refused.err
    why = ("--because", "one big family")
    assert run(*NEW, "--start", "fri 14:30", *why).code == 2
    booked = run(*NEW, "--start", "fri 14:30", "--force", *why, "--json")
    assert booked.code == 0
    shown = run("show", "session", booked.json["number"])
    assert "because one big family." in shown.out


def test_it_says_what_is_required_and_what_was_left_empty(
    run: Callable[..., Outcome], studio: Studio
) -> None:
    place = "booking.client_information"
    rules = {f"{place}.phones": "required", f"{place}.email": "prompt"}
    studio.run(preferences.remember, "rules", rules, personal=False)
    refused = run(*NEW, "--start", "fri 14:30")
    assert (refused.code, refused.out) == (1, "")
    assert "Phones is needed here." in refused.err
    booked = run(*NEW, "--start", "fri 14:30", "--phone", "07700 900123")
    assert (booked.code, booked.err) == (0, "Left empty: Email.\n")


def test_force_does_nothing_where_the_studio_never_double_books(
    run: Callable[..., Outcome], smith: Outcome, studio: Studio
) -> None:
    studio.run(preferences.remember, "booking.clashes", "never", personal=False)
    refused = run(*NEW, "--start", "fri 14:30", "--force", "--json")
    assert refused.code == 1
    assert refused.json["error"]["force_allowed"] is False
    assert "--force" not in refused.err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--start", "fri 2pm", "--length", "45"), "14:00 14:45"),
        (("--start", "fri 2pm", "--length", "12"), "14:00 14:12"),
        (("--start", "fri 2pm", "--end", "4pm"), "14:00 16:00"),
        (("--start", "2026-11-27T14:00", "--end", "2026-11-27T14:20"), "14:00 14:20"),
        (("--start", "fri 14:00", "--end", "sat 9:00"), "14:00 09:00"),
        (("--start", "27/11 1430"), "14:30 15:30"),
    ],
)
def test_times_are_read_as_people_type_them(
    run: Callable[..., Outcome], options: tuple[str, ...], expected: str
) -> None:
    booked = run(*NEW, *options, "--json").json
    assert f"{booked['start'][11:]} {booked['end'][11:]}" == expected


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ((), ["Anna Berg", "Camera room 1"]),
        (("--photographer", "bo"), ["Ben Okoye", "Camera room 1"]),
        (("--photographer", "okoye", "--assistant", "mia"),
         ["Ben Okoye", "Mia Carter", "Camera room 1"]),
        (("--photographer", "none", "--resource", "room 2"), ["Camera room 2"]),
        (("--photographer", "none", "--resource", "none"), []),
    ],
)  # fmt: skip
def test_people_and_rooms_are_named_by_part_or_initials(
    run: Callable[..., Outcome], options: tuple[str, ...], parts: list[str]
) -> None:
    booked = run(*NEW, "--start", "fri 2pm", *options, "--json").json
    assert [part["name"] for part in booked["schedules"]] == parts
    assert run("agenda", "--json").json[0]["number"] == booked["number"]


def test_the_user_option_says_who_books(run: Callable[..., Outcome]) -> None:
    booked = run("--user", "bo", *NEW, "--start", "fri 2pm", "--json").json
    shown = run("show", "session", booked["number"], "--json").json
    assert shown["booked_by"] == "Ben Okoye"
    assert shown["schedules"][0]["name"] == "Ben Okoye"


@pytest.mark.parametrize(
    ("name", "options", "stored"),
    [
        ("o'brien-smith, MARY ann", (), "O'Brien-Smith, Mary Ann"),
        ("McDonald, Ian", ("--keep-capitals",), "McDonald, Ian"),
        ("sara johnson", (), "Johnson, Sara"),
        ("[/] o'brien <b>", (), "<B>, [/] O'Brien"),
        ("名前, 花子", (), "名前, 花子"),
    ],
)
def test_a_new_clients_name_gets_its_capitals(
    run: Callable[..., Outcome], name: str, options: tuple[str, ...], stored: str
) -> None:
    booked = run(
        "book", "--new-client", name, *options, "--type", "po", "--start", "fri 2pm", "--json"
    )
    assert booked.json["client"] == stored


def test_a_likely_duplicate_is_mentioned_but_booked(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    booked = run(*NEW, "--start", "mon 9:00", "--phone", "+44 7700 900123")
    assert booked.code == 0
    assert "may be the same client: same phone." in booked.err


def test_closed_hours_warn_and_do_not_block(run: Callable[..., Outcome]) -> None:
    booked = run(*NEW, "--start", "2026-11-29 10:00", "--json")
    assert booked.code == 0
    assert booked.json["warnings"] == [
        "Outside opening hours on Sunday 29 November 2026 from 10:00."
    ]
    assert "Outside opening hours" in booked.err


def test_status_and_confirmed_are_stored(run: Callable[..., Outcome]) -> None:
    booked = run(*NEW, "--start", "fri 2pm", "--confirmed", "--status", "cancelled", "--json").json
    assert (booked["confirmed"], booked["status"]) == (True, "Cancelled")
    assert run("agenda").out.startswith("Nothing is booked")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--type", "xyz", "--start", "fri 2pm"), "There is no session type “xyz”"),
        (("--type", "po", "--start", "fri 2pm", "--photographer", "mia"), "no photographer “mia”"),
        (("--type", "po", "--start", "fri 2pm", "--end", "1pm"), "is before the start"),
        (("--type", "po", "--start", "fri 2pm", "--end", "fri 2pm"), "is not after the start"),
        (("--type", "po", "--start", "fri 2pm", "--email", "sara"), "needs an @"),
        (("--type", "po", "--start", "fri 2pm", "--phone", "unknown"), "is not a phone number"),
        (("--type", "po", "--start", "fri 2pm", "--description", "x" * 300), "300 characters"),
        (("--type", "po", "--start", "2027-03-28 01:30"), "01:30 does not exist on"),
        (("--type", "po", "--start", "2027-10-31 01:30", "--length", "5"), "comes twice"),
    ],
)
def test_what_the_wizard_refuses_is_refused_and_nothing_is_stored(
    run: Callable[..., Outcome], options: tuple[str, ...], sentence: str
) -> None:
    refused = run("book", "--new-client", "Lee, Kim", *options, "--json")
    assert refused.code == 1
    assert sentence in refused.json["error"]["message"]
    assert sentence in refused.err
    assert "End is needed" not in refused.err
    assert run("find", "lee").out == "Nothing is found for “lee”.\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--start", "fri"), "--start: “fri” is not a day with a time"),
        (("--start", "2pm"), "--start: “2pm” is not a day with a time"),
        (("--start", "30 feb 14:00"), "--start: February 2027 has 28 days"),
        (("--start", "fri 25:00"), "--start: The day has hours 0 to 23"),
        (("--start", "fri 2pm", "--end", "sat"), "--end: “sat” is not a time"),
        (("--start", "fri 2pm", "--length", "long"), "--length: “long” is not a length"),
        (("--start", "fri 2pm", "--length", "1h", "--end", "3pm"), "not allowed with"),
        ((), "required: --start"),
        (("--start", "fri 2pm", "--client", "10001"), "not allowed with argument --new-client"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(
    run: Callable[..., Outcome], options: tuple[str, ...], sentence: str
) -> None:
    refused = run(*NEW, *options, "--json")
    assert refused.code == 2
    assert sentence in refused.err
    assert refused.json["error"]["code"] == "usage"


def test_details_of_a_new_client_do_not_go_with_a_known_one(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    refused = run(
        "book", "--client", "smith", "--email", "a@b.org", "--type", "po", "--start", "mon 9:00"
    )
    assert refused.code == 2
    assert refused.err == "--email describes a new client; leave it out with --client.\n"


def test_an_unknown_client_is_refused(run: Callable[..., Outcome]) -> None:
    refused = run("book", "--client", "nobody", "--type", "po", "--start", "mon 9:00", "--json")
    assert refused.code == 1
    assert refused.json["error"]["code"] == "not-found"


def test_a_mistyped_number_never_means_somebody_whose_phone_holds_it(
    smith: Outcome, run: Callable[..., Outcome]
) -> None:
    assert "900123" in run("show", "client", "sara@example.org").out.replace(" ", "")
    for number in ("90012", "900123"):
        refused = run(
            "book", "--client", number, "--type", "portrait", "--start", "mon 2pm", "--json"
        )
        assert (refused.code, refused.json["error"]["code"]) == (1, "not-found")
        assert run("show", "client", number).code == 1
    whole = run("book", "--client", "07700900123", "--type", "portrait", "--start", "mon 2pm")
    assert whole.code == 0, whole.err
