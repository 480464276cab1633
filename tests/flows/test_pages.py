"""Which pages are shown, what the first start asks, and drafts that survive."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.catalogue import Catalogue
from studio_tui.domain.found import SessionHit
from studio_tui.domain.hours import Opening
from studio_tui.drafts import Drafts
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Draft, Facts
from studio_tui.flows.kinds import KINDS, Kind, kind_of, with_kind
from studio_tui.flows.link import linked_session
from studio_tui.flows.setup import DEMO, SETUP
from tests.factories import at

if TYPE_CHECKING:
    from pathlib import Path

TODAY = Facts(date(2026, 11, 24))


def shown(facts: Facts, draft: Draft | None = None) -> list[str]:
    return [page.key for page in BOOKING.asked(draft or Draft(), facts)]


def test_welcome_is_shown_until_somebody_skips_it() -> None:
    assert shown(TODAY)[:3] == ["welcome", "kind", "client"]
    skipping = Catalogue(Opening("UTC"), preferences={"booking.skip_welcome": True})
    assert shown(replace(TODAY, catalogue=skipping)) == [
        "kind",
        "client",
        "client_information",
        "session_information",
        "confirmation",
    ]


def test_ticks_start_as_they_were_left_last_time() -> None:
    last = Catalogue(Opening("UTC"), preferences={"booking.finish": {"print": "yes"}})
    answers = BOOKING.answers(Draft(), replace(TODAY, catalogue=last))
    assert answers.value("print") is True
    assert answers.value("open_session") is False


def test_field_keys_are_unique_in_each_flow() -> None:
    for flow, kind in ((BOOKING, "session"), (BOOKING, "linked"), (SETUP, "")):
        draft = Draft(typed={"kind": KINDS[kind]} if kind else {})  # type: ignore[index]
        keys = [entry.key for page in flow.asked(draft, TODAY) for entry in page.fields]
        assert len(keys) == len(set(keys))


def test_what_is_brought_along_is_not_asked_again() -> None:
    brought = Draft(prefill={"kind": "Session", "client": "4"}, client_id=4)
    assert shown(TODAY, brought) == ["client_information", "session_information", "confirmation"]


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("linked", ["client", "client_information", "appointment_information", "confirmation"]),
        ("unlinked", ["appointment_information", "confirmation"]),
    ],
)
def test_each_kind_has_its_own_pages(kind: Kind, pages: list[str]) -> None:
    assert shown(TODAY, Draft(prefill={"kind": KINDS[kind]})) == pages


def test_the_studio_chooses_what_is_usually_scheduled() -> None:
    usual = Catalogue(Opening("UTC"), preferences={"booking.kind": "unlinked"})
    assert kind_of(Draft(), replace(TODAY, catalogue=usual)) == "unlinked"
    assert kind_of(Draft(typed={"kind": "Session"}), replace(TODAY, catalogue=usual)) == "session"


SESSION = SessionHit(4, "10004", at("2026-11-27T14:00"), at("2026-11-27T15:00"), *[""] * 5)


def test_the_session_to_come_is_linked_unless_another_or_none_is_chosen() -> None:
    sara = replace(TODAY, sessions=(SESSION,))
    draft = Draft(prefill={"kind": KINDS["linked"]}, client_id=1)
    assert "link" in shown(sara, draft)
    assert linked_session(draft, sara) == 4
    assert linked_session(draft.with_text("session", "none"), sara) is None
    assert linked_session(draft.with_text("session", "3"), sara) == 3
    past = replace(SESSION, start=at("2026-11-20T14:00"))
    assert linked_session(draft, replace(TODAY, sessions=(past,))) is None
    brought = replace(draft, prefill={**draft.prefill, "session": "2"})
    assert "link" not in shown(sara, brought)
    assert linked_session(brought, sara) == 2


def test_another_kind_keeps_what_means_the_same_and_drops_types_and_statuses() -> None:
    typed = {
        "type": "po",
        "status": "booked",
        "description": "five",
        "date": "fri",
        "start": "14:00",
        "notes": "cake",
        "last": "Smith",
    }
    draft = with_kind(Draft(typed=typed), TODAY, KINDS["linked"])
    kept = ("description", "date", "start", "notes", "last")
    assert {key: draft.typed.get(key) for key in kept} == {key: typed[key] for key in kept}
    assert not draft.touches("type", "status")
    consultation = draft.with_text("type", "consultation")
    assert with_kind(consultation, TODAY, KINDS["unlinked"]).typed["type"] == "consultation"


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("zone", "Londres", "not a time zone"),
        ("currency", "groats", "not a currency"),
        ("country", "XX", "not a country"),
        ("saturday", "9", "opening hours"),
        ("saturday", "17-9", "ends before it starts"),
        ("email", "studio", "@"),
        ("name", "", "needed"),
    ],
)
def test_the_first_start_refuses_with_a_sentence(key: str, typed: str, said: str) -> None:
    suggestions = {
        "name": "Lumen",
        "zone": "Europe/London",
        "country": "GB",
        "currency": "gbp",
        "weekdays": "9-17",
        "saturday": "",
        "sunday": "closed",
        "first": "Anna",
    }
    facts = replace(TODAY, suggestions=suggestions)
    page = SETUP.page("studio")
    assert page.refusals(SETUP.answers(Draft(), facts)) == ()
    refused = dict(page.refusals(SETUP.answers(Draft(typed={key: typed}), facts)))
    assert list(refused) == [key]
    assert said in refused[key]


def test_a_demonstration_studio_asks_nothing_more() -> None:
    assert [page.key for page in SETUP.asked(Draft(typed={"kind": DEMO}), TODAY)] == ["kind"]


def test_a_kept_draft_is_found_again(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    draft = Draft(typed={"find": "smith"}, prefill={"start": "11:00"}, client_id=4, page="client")
    drafts.keep(draft, 1)
    drafts.keep(draft.with_text("find", "smithers"), 1)
    assert drafts.unfinished(1) == [draft.with_text("find", "smithers")]
    assert drafts.unfinished(2) == []
    drafts.forget(draft)
    assert drafts.unfinished(1) == []
    drafts.forget(draft)


def test_a_draft_that_somebody_is_writing_is_left_alone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    draft = Draft()
    drafts.keep(draft, 1)
    path = tmp_path / f"{draft.token}.json"
    kept = json.loads(path.read_text())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        path.write_text(json.dumps({**kept, "process": running.pid}))
        assert drafts.unfinished(1) == []
        running.communicate(b"\n")
    assert drafts.unfinished(1) == [draft]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"person": 1}', '{"person": 1, "process": 1}'])
def test_a_damaged_draft_does_not_stop_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert Drafts(tmp_path).unfinished(1) == []


def test_a_draft_that_cannot_be_kept_does_not_disturb(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file where the directory should be")
    Drafts(tmp_path / "drafts").keep(Draft(), 1)
