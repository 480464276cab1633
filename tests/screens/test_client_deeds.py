"""A client merged with another, deleted, made anonymous: by keys, on their record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import GoneError
from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.services import clients, search
from tests import factories
from tests.screens.program import running
from tests.screens.test_client_record import opened
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from studio_tui.studio import Studio


async def test_a_client_who_is_there_twice_becomes_one(studio: Studio) -> None:
    booked = factories.book(studio, client=factories.client_draft(email="a@example.org"))
    kept = factories.store(studio, last="Smythe", email="b@example.org")
    async with running(studio) as pilot:
        await opened(pilot, kept)
        await press(pilot, "f12", "m")
        assert "Who may be the same" in shown(pilot)
        assert "name sounds the same" in shown(pilot)
        await press(pilot, "enter")
        for part in (
            "Smythe, Sara stays; Smith, Sara 10000 is deleted.",
            "Moves: 1 session, and the history.",
            "is kept in a note.",
            "Leave both as they are",
        ):
            assert part in shown(pilot)
        await press(pilot, "escape")
        assert studio.run(clients.get, booked.client_id)
        await press(pilot, "f12", "m", "enter", "m", "enter")
        assert said(pilot).startswith("Smith, Sara (10000) is merged into Smythe, Sara")
        front = pilot.app.screen
        assert isinstance(front, ClientRecordScreen)
        assert front.tabs[0].label == "Sessions 1"
    assert [hit.id for hit in studio.run(search.clients, "")] == [kept]


async def test_turned_round_the_other_one_stays_and_is_shown(studio: Studio) -> None:
    booked = factories.book(studio)
    gone = factories.store(studio, last="Smythe")
    async with running(studio) as pilot:
        await opened(pilot, gone)
        await press(pilot, "f12", "m", "enter", "t", "enter")
        assert "Smith, Sara 10000 stays; Smythe, Sara is deleted." in shown(pilot)
        await press(pilot, "m", "enter")
        front = pilot.app.screen
        assert isinstance(front, ClientRecordScreen)
        assert front.record_id == booked.client_id
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_anybody_can_be_looked_for(studio: Studio) -> None:
    kept, other = factories.store(studio), factories.store(studio, last="Jones", first="Tom")
    async with running(studio) as pilot:
        await opened(pilot, kept)
        await press(pilot, "f12", "m", *"jones", "enter", "m", "enter")
    assert [hit.id for hit in studio.run(search.clients, "")] == [kept]
    assert other != kept


async def test_a_client_who_has_nothing_can_be_deleted(studio: Studio) -> None:
    client_id = factories.store(studio)
    async with running(studio) as pilot:
        await opened(pilot, client_id)
        await press(pilot, "f12", "d", "escape", "f12", "d", "enter")
        assert studio.run(clients.get, client_id)
        await press(pilot, "f12", "d", "d", "enter")
        assert isinstance(pilot.app.screen, CalendarScreen)
        assert said(pilot) == "Smith, Sara is deleted."
    with pytest.raises(GoneError):
        studio.run(clients.get, client_id)


async def test_one_who_has_sessions_is_not_and_it_is_said_why(studio: Studio) -> None:
    booked = factories.book(studio)
    async with running(studio) as pilot:
        await opened(pilot, booked.client_id)
        await press(pilot, "f12", "d")
        assert said(pilot).startswith("Has 1 session, so it cannot be deleted")


async def test_name_and_contacts_are_taken_out_after_asking(studio: Studio) -> None:
    client_id = factories.store(studio, email="a@example.org")
    async with running(studio) as pilot:
        await opened(pilot, client_id)
        await press(pilot, "f12", "t", "enter")
        assert studio.run(clients.get, client_id).email
        await press(pilot, "f12", "t", "t")
        assert studio.run(clients.get, client_id).email, "a letter alone does nothing for good"
        assert "Enter does it" in shown(pilot)
        await press(pilot, "enter")
        assert said(pilot).startswith("Name, contacts, notes and emails")
        assert "Anonymous" in shown(pilot)
    assert studio.run(clients.get, client_id).last == "Anonymous"
