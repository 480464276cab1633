"""Looking up clients and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ONLY_BOOK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome


@pytest.mark.parametrize("text", ["smith", "SARA", "07700 900123", "sara@example.org", "smith sa"])
def test_a_client_is_found_with_the_sessions(
    run: Callable[..., Outcome], smith: Outcome, text: str
) -> None:
    found = run("find", *text.split(), "--json").json
    assert found["clients"] == [
        {
            "number": smith.json["client_number"],
            "name": "Smith, Sara",
            "company": "",
            "phone": "07700 900123",
            "email": "sara@example.org",
            "city": "",
            "status": found["clients"][0]["status"],
            "call_warning": "",
            "sessions": 1,
            "last_session": "2026-11-27",
        }
    ]
    assert [session["number"] for session in found["sessions"]] == [smith.json["number"]]
    assert set(found["sessions"][0]) == set(smith.json) - ONLY_BOOK


def test_a_session_is_found_by_its_number(run: Callable[..., Outcome], smith: Outcome) -> None:
    assert run("find", smith.json["number"], "--json").json["sessions"]


def test_latest_sessions_come_first(run: Callable[..., Outcome], smith: Outcome) -> None:
    run("book", "--client", "smith", "--type", "po", "--start", "mon 9:00")
    found = run("find", "smith", "--json").json["sessions"]
    assert [session["start"][:10] for session in found] == ["2026-11-30", "2026-11-27"]
    assert "2 sessions, latest first" in run("find", "smith").out


@pytest.mark.parametrize("text", ["zzz", " ", "%", "'; drop table client"])
def test_nothing_found_is_no_error(run: Callable[..., Outcome], smith: Outcome, text: str) -> None:
    found = run("find", text)
    assert found.code == 0
    assert found.out.startswith("Nothing is found for")
    nothing: dict[str, list[object]] = {
        key: [] for key in ("clients", "sessions", "appointments", "invoices", "payments")
    }
    assert run("find", text, "--json").json == nothing


def test_a_session_is_shown_in_full(run: Callable[..., Outcome], smith: Outcome) -> None:
    shown = run("show", "session", smith.json["number"]).out
    for line in (
        f"Client        Smith, Sara ({smith.json['client_number']})",
        "When          Friday 27 November 2026 (in 3 days), 14:00-15:00",
        "Photographer  Anna Berg",
        "Notes         Bring the dog",
        "  Tue 24 Nov 2026 09:00  Anna Berg  Booked for Fri 27 Nov 2026, 14:00.",
    ):
        assert line in shown.split("\n")


def test_a_session_as_a_document_is_the_booking_and_more(
    run: Callable[..., Outcome], smith: Outcome
) -> None:
    shown = run("show", "session", smith.json["number"], "--json").json
    assert (
        shown.items()
        >= {key: value for key, value in smith.json.items() if key not in ONLY_BOOK}.items()
    )
    assert shown["notes"] == "Bring the dog"
    assert shown["history"][0]["at"] == "2026-11-24T09:00"


@pytest.mark.parametrize("by", ["number", "name"])
def test_a_client_is_shown_with_phones_and_sessions(
    run: Callable[..., Outcome], smith: Outcome, by: str
) -> None:
    whom = smith.json["client_number"] if by == "number" else "smith"
    shown = run("show", "client", whom, "--json").json
    assert (shown["kind"], shown["last"], shown["first"]) == ("client", "Smith", "Sara")
    assert shown["phones"] == [{"number": "07700 900123", "label": "Mobile", "sms": True}]
    assert [session["number"] for session in shown["sessions"]] == [smith.json["number"]]
    text = run("show", "client", whom).out
    assert "Email   sara@example.org" in text
    assert "1 session, latest first" in text


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("session", "99999"), 1, "There is no session with the number 99999."),
        (("session", ""), 1, "There is no session with the number"),
        (("client", "zzz"), 1, "There is no client “zzz”"),
        (("client", ""), 1, "There is no client “”"),
        (("payment", "1"), 2, "choose from 'session', 'appointment', 'client', 'invoice'"),
        (("invoice", "99999"), 1, "There is no invoice with the number 99999."),
        (("appointment", "99999"), 1, "There is no appointment with the number 99999."),
        (("session",), 2, "NUMBER"),
    ],
)
def test_what_there_is_not_is_said(
    run: Callable[..., Outcome], words: tuple[str, ...], code: int, sentence: str
) -> None:
    refused = run("show", *words, "--json")
    assert refused.code == code
    assert sentence in refused.err
    assert sentence in refused.json["error"]["message"]
    assert refused.json["error"]["conflicts"] == []


def test_columns_stay_aligned_in_any_script(run: Callable[..., Outcome]) -> None:
    for name, start in (("田中, 花子", "fri 9:00"), ("Nuñez, Zoe\u0308", "fri 14:00")):
        booked = run("book", "--new-client", name, "--type", "po", "--start", start)
        assert booked.code == 0, booked.err
    wide, narrow = run("agenda").out.split("\n")[1:3]
    # Four wide characters take a column more each; a diaeresis that stands apart takes none.
    assert wide.index("Portrait") + 4 == narrow.index("Portrait")
