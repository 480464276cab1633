"""The wizard's other two paths: appointments with a client, and without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.base import Context
from studio_tui.screens.dialogs import Question
from studio_tui.services import appointments, booking
from tests.factories import at, book, client_draft, execute, rows, session_draft
from tests.screens.program import calendar_of, read, running
from tests.screens.wizard.walking import (
    CLIENT,
    CLIENT_INFORMATION,
    KIND,
    SESSION,
    SUMMARY,
    WELCOME,
    page,
    press,
    said,
    shown,
    tick,
    where,
)

if TYPE_CHECKING:
    from studio_tui.domain.booking import Booked
    from studio_tui.studio import Studio

pytestmark = pytest.mark.usefixtures("without_prices")

LINK, APPOINTMENT = "link", "appointment_information"
SARA = client_draft(phone="07700 900123", email="sara@example.org")
LINKED = ("ctrl+p", "enter", "l")
UNLINKED = ("ctrl+p", "enter", "u")


@pytest.fixture
def booked(studio: Studio) -> Booked:
    """Sara Smith, with a portrait on Friday at 14:00."""
    return book(studio, client=SARA)


async def test_a_linked_appointment_from_the_first_page_to_the_calendar(
    studio: Studio, booked: Booked
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p")
        assert where(pilot)[0] == WELCOME
        await press(pilot, "enter", "down", "enter")
        assert where(pilot) == (CLIENT, "search")
        await press(pilot, "smi", "enter")
        assert where(pilot)[0] == CLIENT_INFORMATION
        await press(pilot, "pagedown")
        assert where(pilot)[0] == LINK
        assert "Arrange an appointment · page 5 · Session" in shown(pilot)
        assert "Fri 27 Nov 2026, 14:00  Portrait" in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot) == (APPOINTMENT, "type")
        await press(pilot, "consul", "tab", "what to wear", "tab", "thu 10am", "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        for words in (
            "Smith, Sara, client 10000",
            "Consultation · what to wear",
            "Thursday 26 November 2026, 10:00",
            "Who           Anna Berg",
            "Session       10000, Portrait, Fri 27 Nov 2026, 14:00",
        ):
            assert words in shown(pilot)
        assert rows(studio, "SELECT count(*) FROM appointment") == [(0,)]
        await press(pilot, "enter")
        assert pilot.app.screen is calendar_of(pilot)
        assert said(pilot).startswith("Arranged ")
        assert ": Smith, Sara, Thu 26 Nov 10:00-" in said(pilot)
        cursor = calendar_of(pilot).grid.cursor
        assert cursor is not None
        assert cursor.block is not None
        assert cursor.block.kind == "appointment"
    (hit,) = studio.run(appointments.of_session, booked.session_id)
    assert hit == studio.run(appointments.of_client, booked.client_id)[0]
    assert (hit.client, hit.description, hit.who) == ("Smith, Sara", "what to wear", "Anna Berg")


async def test_an_unlinked_appointment_asks_for_nobody(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *UNLINKED)
        assert where(pilot) == (APPOINTMENT, "type")
        assert "Arrange an appointment · page 3 · Appointment information" in shown(pilot)
        await press(pilot, "meet", "tab", "prices", "tab", "fri 9am", "tab", "tab", "60 min")
        await press(pilot, "tab", "anna, ben, room 1", "pagedown")
        assert where(pilot)[0] == SUMMARY
        assert "Client " not in shown(pilot)
        assert "Anna Berg, Ben Okoye, Camera room 1" in shown(pilot)
        await press(pilot, "enter")
        assert ": prices, Fri 27 Nov 09:00-10:00." in said(pilot)
    found = rows(studio, "SELECT client_id, session_id, description FROM appointment")
    assert found == [(None, None, "prices")]
    assert len(rows(studio, "SELECT 1 FROM booking_slot")) == 3


async def test_a_new_client_is_stored_with_the_appointment(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *LINKED, "kim lee", "enter", "pagedown", "enter")
        assert where(pilot)[0] == APPOINTMENT, "there is no session to link"
        await press(pilot, "consul", "ctrl+s", "ctrl+s")
        assert ": Lee, Kim, Tue 24 Nov" in said(pilot)
    assert rows(studio, "SELECT last FROM client JOIN appointment ON client_id = client.id") == [
        ("Lee",)
    ]


async def test_none_of_the_sessions_is_an_answer(studio: Studio, booked: Booked) -> None:
    async with running(studio) as pilot:
        await press(pilot, *LINKED, "smi", "enter", "pagedown", "n")
        assert where(pilot)[0] == APPOINTMENT
        await press(pilot, "consul", "pageup", "pagedown", "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Arranged")
    assert rows(studio, "SELECT client_id, session_id FROM appointment") == [
        (booked.client_id, None)
    ]


async def test_another_client_brings_other_sessions(studio: Studio, booked: Booked) -> None:
    kim = client_draft(last="Lee", first="Kim", phone="07700 900456", email="kim@example.org")
    book(studio, client=kim, type_name="Newborn", start=at("2026-11-30T10:00"))
    async with running(studio) as pilot:
        await press(pilot, *LINKED, "smi", "enter", "pagedown", "enter", "consul")
        await press(pilot, "pageup", "pageup", "pageup", "ctrl+u", "lee", "enter", "pagedown")
        assert where(pilot)[0] == LINK
        assert "Newborn" in shown(pilot)
        assert "Portrait" not in shown(pilot)
        await press(pilot, "enter")
        assert "consul" in shown(pilot), "what was typed about the appointment stays"


async def test_back_finds_values_focus_and_what_was_chosen(studio: Studio, booked: Booked) -> None:
    async with running(studio) as pilot:
        await press(pilot, *LINKED, "smi", "enter", "pagedown", "n")
        await press(pilot, "consul", "tab", "what to wear", "pageup")
        assert where(pilot)[0] == LINK
        assert "›  None of them" in shown(pilot)
        await press(pilot, "pageup", "pageup", "pageup")
        assert where(pilot)[0] == KIND
        assert "›  Linked appointment" in shown(pilot)
        await press(pilot, *["pagedown"] * 4)
        assert where(pilot)[0] == APPOINTMENT
        assert "what to wear" in shown(pilot)


async def test_another_kind_keeps_what_means_the_same(studio: Studio, booked: Booked) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "s", "smi", "enter", "pagedown")
        assert where(pilot)[0] == SESSION
        await press(pilot, "po", "tab", "five of them", "tab", "thu 10am", *["pageup"] * 3, "l")
        assert where(pilot)[0] == CLIENT
        await press(pilot, "pagedown", "pagedown", "enter")
        assert where(pilot) == (APPOINTMENT, "type")
        for words in ("five of them", "Thursday 26 November 2026", "10:00"):
            assert words in shown(pilot)
        assert page(pilot).wizard.answers.text("type") == ""
        await press(pilot, "consul", "ctrl+s", "ctrl+s")
        assert ": Smith, Sara, Thu 26 Nov 10:00-" in said(pilot)


async def test_who_is_busy_stands_beside_the_names_and_one_key_takes_the_next_time(
    studio: Studio, booked: Booked
) -> None:
    async with running(studio) as pilot:
        await press(
            pilot, *UNLINKED, "meet", "tab", "tab", "fri 2pm", "tab", "tab", "60 min", "tab"
        )
        await press(pilot, "anna, ben")
        (line,) = [each for each in shown(pilot).splitlines() if each[2:].startswith("Who")]
        assert "! Anna Berg busy 14:00-15:" in line
        assert "F4 next times: 15:15 · " in shown(pilot)
        await press(pilot, "pagedown")
        assert "The time is taken" in shown(pilot)
        await press(pilot, "enter")
        assert "15:15" in shown(pilot)
        await press(pilot, "f4", "pagedown")
        assert where(pilot)[0] == SUMMARY


async def test_an_appointment_on_nobodys_calendar_is_asked_about_once(studio: Studio) -> None:
    async with running(studio) as pilot:
        await press(pilot, *UNLINKED, "blocked", *["tab"] * 5, "none", "pagedown")
        assert isinstance(pilot.app.screen, Question)
        assert "Nobody and nothing takes part" in shown(pilot)
        await read(pilot)
        await press(pilot, "s")
        assert where(pilot) == (APPOINTMENT, "who")
        await press(pilot, "pagedown")
        await read(pilot)
        await press(pilot, "g")
        assert where(pilot)[0] == SUMMARY
        await press(pilot, "enter")
        assert said(pilot).startswith("Arranged")
    assert rows(studio, "SELECT count(*) FROM booking_slot") == [(0,)]


async def test_a_time_taken_meanwhile_names_who_and_loses_nothing(
    studio: Studio, booked: Booked
) -> None:
    async with running(studio) as pilot:
        await press(pilot, *UNLINKED, "meet", "tab", "prices", "tab", "thu 10am", "ctrl+s")
        assert where(pilot)[0] == SUMMARY
        theirs = session_draft(studio, start=at("2026-11-26T10:00"))
        studio.run(booking.book, client_draft(last="Lee"), theirs)
        await press(pilot, "ctrl+s")
        assert "The time is taken" in shown(pilot)
        assert "Lee" in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot)[0] == APPOINTMENT
        assert "prices" in shown(pilot)


async def test_a_session_deleted_meanwhile_is_chosen_again(studio: Studio, booked: Booked) -> None:
    book(studio, client=client_draft(last="Lee"), start=at("2026-11-30T10:00"))
    async with running(studio) as pilot:
        await press(pilot, *LINKED, "smi", "enter", "pagedown", "enter", "consul", "ctrl+s")
        execute(studio, "UPDATE session SET client_id = 2 WHERE id = 1")
        await press(pilot, "ctrl+s")
        assert where(pilot)[0] == SUMMARY, "no other session is left to choose"
        assert "belongs to another client" in said(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Arranged")
    assert rows(studio, "SELECT session_id FROM appointment") == [(None,)]


# What is brought along, and what is left open


async def test_another_linked_appointment_starts_at_once(studio: Studio, booked: Booked) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", "s", "smi", "enter", "pagedown", "po", "ctrl+s")
        await tick(pilot, "open_session", "another")
        await press(pilot, "enter")
        assert where(pilot) == (APPOINTMENT, "type")
        assert "page 1 · Appointment" in shown(pilot), "client and session are known"
        assert shown(pilot).splitlines()[1].startswith(" Smith, Sara")
        assert said(pilot).startswith("Booked 10001")
        await press(pilot, "view", "tab", "tab", "mon 10am", "ctrl+s")
        assert "Session       10001, Portrait" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Arranged")
        await press(pilot, "escape")
        assert pilot.app.screen is calendar_of(pilot)
    assert rows(studio, "SELECT client_id, session_id FROM appointment") == [
        (booked.client_id, booked.session_id + 1)
    ]


async def test_a_place_that_knows_the_client_does_not_ask(
    studio: Studio, booked: Booked, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Context(client_id=booked.client_id)
    monkeypatch.setattr("studio_tui.screens.calendar.CalendarScreen.context", here)
    async with running(studio) as pilot:
        await press(pilot, "f9", "l", "enter")
        assert where(pilot)[0] == CLIENT_INFORMATION
        assert "page 1" in shown(pilot)
        await press(pilot, "pagedown")
        assert where(pilot)[0] == LINK


@pytest.mark.parametrize(
    ("kind", "walk", "what"),
    [
        ("l", ("smi", "enter", "pagedown", "enter", "consul"), "appointment for Smith, Sara"),
        ("u", ("meet", "tab", "prices"), "appointment for prices"),
    ],
)
async def test_an_unfinished_appointment_is_gone_on_with(
    studio: Studio, booked: Booked, kind: str, walk: tuple[str, ...], what: str
) -> None:
    async with running(studio) as pilot:
        await press(pilot, "ctrl+p", "enter", kind, *walk)
        assert where(pilot)[0] == APPOINTMENT
    async with running(studio) as pilot:  # the terminal was killed
        assert said(pilot) == f"Unfinished {what} from 09:00: F4 goes on with it."
        await press(pilot, "f4", "enter")
        assert where(pilot)[0] == APPOINTMENT
        assert page(pilot).wizard.answers.text("type") == walk[-1 if kind == "l" else 0]
        await press(pilot, "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Arranged")
    session = booked.session_id if kind == "l" else None
    assert rows(studio, "SELECT session_id FROM appointment") == [(session,)]


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_every_page_can_be_reached_and_finished(
    studio: Studio, booked: Booked, size: tuple[int, int]
) -> None:
    async with running(studio, size) as pilot:
        await press(pilot, *LINKED, "smi")
        seen = []
        for keys in (("enter",), ("pagedown",), ("pagedown",), ("consul", "pagedown")):
            await press(pilot, *keys)
            seen.append(where(pilot)[0])
            focused = pilot.app.focused
            assert focused is not None
            assert pilot.app.screen.region.contains_region(focused.region)
            assert pilot.app.screen.virtual_size.height <= size[1]
        assert seen == [CLIENT_INFORMATION, LINK, APPOINTMENT, SUMMARY]
        assert "Finish: book it" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Arranged")
