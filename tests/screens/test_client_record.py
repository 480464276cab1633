"""A client's record, worked by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.client_record import ClientRecordScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.opening import open_record
from studio_tui.screens.session_record import SessionRecordScreen
from studio_tui.services import client_records, clients, payments
from tests import factories
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.studio import Studio


async def opened(pilot: Pilot[None], client_id: int) -> ClientRecordScreen:
    await open_record(calendar_of(pilot), "client", client_id)
    await press(pilot)
    assert isinstance(pilot.app.screen, ClientRecordScreen)
    return pilot.app.screen


def stored(studio: Studio, client_id: int) -> ClientDraft:
    return studio.run(clients.get, client_id)


async def test_it_shows_the_client_and_their_lists_whole_at_80x24(studio: Studio) -> None:
    client = factories.client_draft(
        phone="07700 900123", call_warning="wheelchair access", email="sara@example.org"
    )
    client_id = factories.book(studio, client=client, description="Twins").client_id
    studio.run(payments.take, factories.payment_draft(studio, 20_00, client_id=client_id))
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        for part in (
            " Client 10000 · Smith, Sara",
            "07700 900123 · sara@example.org · owes nothing",
            "! wheelchair access",
            "› Last name ",
            "State, country",
            "[Sessions 1]",
            "Portrait",
            "History",
        ):
            assert part in shown(pilot)
        assert " Smith " in picture(screen)[3]


async def test_everything_can_be_changed_and_is_stored_together(studio: Studio) -> None:
    client_id = factories.book(studio).client_id
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        await press(pilot, "ctrl+u", "jones", "tab")
        assert said(pilot).startswith("Capitals")
        screen.form.focus_field("phones")
        await press(pilot, "07700 900999 mobile", "tab", "4 Mill Lane, Back house", "tab", "Ely")
        screen.form.focus_field("client_status")
        await press(pilot, "down", "p", "r", "o", "s", "enter", "ctrl+s")
        assert said(pilot) == "Saved."
        now = stored(studio, client_id)
        assert (now.last, now.street, now.city) == ("Jones", "4 Mill Lane\nBack house", "Ely")
        assert now.phones[0].number == "07700 900999"
        assert "Client 10000 · Jones, Sara" in shown(pilot)
        assert studio.run(client_records.get, client_id).status == "Prospect"
        await press(pilot, "ctrl+s")
        assert said(pilot) == "Nothing was changed."
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_a_client_needs_a_name_and_an_email_that_can_be_one(studio: Studio) -> None:
    client_id = factories.book(studio, client=factories.client_draft(first="")).client_id
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        await press(pilot, "ctrl+u", "ctrl+s")
        assert said(pilot) == "Type a last name, a first name or a company."
        assert screen.form.focused_key == "last"
        await press(pilot, "Smith")
        screen.form.focus_field("email")
        await press(pilot, "sara.example.org", "ctrl+s")
        assert screen.form.focused_key == "email"
        assert stored(studio, client_id).email == ""


async def test_a_number_is_typed_in_the_second_part_and_said_when_it_is_taken(
    studio: Studio,
) -> None:
    first = factories.book(studio).client_id
    other = factories.client_draft(last="Lee", first="Ann")
    earlier = factories.FRIDAY - timedelta(hours=3)
    client_id = factories.book(studio, client=other, start=earlier).client_id
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        screen.form.focus_field("number")
        await press(pilot, "ctrl+u", "ctrl+s")
        assert said(pilot) == "A client keeps a number: type another."
        await press(pilot, "10000", "ctrl+s")
        assert said(pilot) == "10000 is the number of Smith, Sara: type another."
        assert screen.form.focused_key == "number"
        await press(pilot, "ctrl+u", "L-1", "ctrl+s")
        assert (said(pilot), "Client L-1 · Lee, Ann" in shown(pilot)) == ("Saved.", True)
        assert stored(studio, first).number == "10000"


@pytest.mark.parametrize(("letter", "city"), [("s", "Ely"), ("t", "Bath")])
async def test_when_somebody_else_has_saved_both_values_are_shown(
    studio: Studio, letter: str, city: str
) -> None:
    client_id = factories.book(studio).client_id
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        screen.form.focus_field("city")
        await press(pilot, "Ely")
        before = stored(studio, client_id)
        theirs = replace(before, city="Bath", call_warning="loud dog")
        studio.run(client_records.save, theirs)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Question)
        text = " ".join(shown(pilot).split())
        assert "City: theirs “Bath”, yours “Ely”." in text
        assert "Call warning “loud dog”" in text
        await press(pilot, letter)
        assert stored(studio, client_id).city == city
        assert stored(studio, client_id).call_warning == "loud dog"
        assert "! loud dog" in shown(pilot)


async def test_a_session_opens_over_the_client_and_esc_leads_back_one_by_one(
    studio: Studio,
) -> None:
    client = factories.client_draft(call_warning="deaf in one ear")
    first = factories.book(studio, client=client, description="Newborn twins")
    again = studio.run(clients.get, first.client_id)
    factories.book(studio, client=again, start=factories.at("2026-12-04T14:00"))
    async with running(studio) as pilot:
        screen = await opened(pilot, first.client_id)
        await press(pilot, "f6", "down")
        assert "Newborn twins" in said(pilot)
        await press(pilot, "enter")
        session = pilot.app.screen
        assert isinstance(session, SessionRecordScreen)
        assert session.record_id == first.session_id
        assert " Client 10000 › Session 10000 · Portrait" in shown(pilot)
        assert "! deaf in one ear" in shown(pilot)
        await press(pilot, "pageup")
        assert said(pilot) == "Session 10001, 1 of 2."
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert pilot.app.focused is screen.lists.list
        row = screen.lists.list.row
        assert row is not None
        assert "Newborn twins" in row.cells
        await press(pilot, "escape")
        assert screen.form.focused_key, "a step at a time: from the lists to the form"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_a_client_that_is_open_comes_to_the_front_again(studio: Studio) -> None:
    booked = factories.book(studio)
    async with running(studio) as pilot:
        screen = await opened(pilot, booked.client_id)
        await open_record(screen, "session", booked.session_id)
        session = pilot.app.screen
        assert isinstance(session, SessionRecordScreen)
        await press(pilot, "tab", "x")
        await open_record(session, "client", booked.client_id)
        assert said(pilot) == "Client 10000 is open already: Esc leads back to it."
        await press(pilot, "ctrl+s")
        await open_record(session, "client", booked.client_id)
        await press(pilot)
        assert pilot.app.screen is screen
        row = screen.lists.list.row
        assert row is not None
        assert "x" in row.cells


async def test_a_session_is_booked_from_the_client_without_asking_who(studio: Studio) -> None:
    client_id = factories.book(studio).client_id
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        await press(pilot, "ctrl+n", "s")
        assert "Session information" in shown(pilot) or "Client information" in shown(pilot)
        await press(pilot, "escape")
        if isinstance(pilot.app.screen, Question):
            await press(pilot, "d")
        assert pilot.app.screen is screen


async def test_what_others_have_added_meanwhile_is_shown_on_the_way_back(studio: Studio) -> None:
    booked = factories.book(studio)
    async with running(studio) as pilot:
        await open_record(calendar_of(pilot), "session", booked.session_id)
        session = pilot.app.screen
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, ClientRecordScreen)
        again = studio.run(clients.get, booked.client_id)
        factories.book(studio, client=again, start=factories.at("2026-12-04T14:00"))
        await press(pilot, "escape")
        assert pilot.app.screen is session
        assert "Smith, Sara · 2 sessions" in shown(pilot)


async def test_the_parts_of_the_form_and_the_lists_are_reached_by_their_names(
    studio: Studio,
) -> None:
    referrer = factories.store(studio, last="Lee", first="Ann")
    factories.store(studio, last="Stone", city="Ely", postcode="CB7 4DL")
    factories.execute(
        studio,
        "INSERT INTO custom_field (area, name, kind, sort, inactive) "
        "VALUES ('client', 'First visit', 'date', 1, 0)",
    )
    client_id = factories.store(studio)
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        await press(pilot, "f4", "person", "enter")
        assert screen.form.focused_key == "salutation"
        assert "── Person ──" in shown(pilot)
        await press(pilot, "Dr", "enter")
        screen.form.focus_field("birth_date")
        await press(pilot, "14/11/1990", "enter")
        assert "36 years old" in shown(pilot)
        screen.form.focus_field("referred_by")
        await press(pilot, "lee", "enter")
        assert "Lee, Ann" in shown(pilot)
        assert screen.form.focused_key == "allow_email"
        await press(pilot, "n")
        screen.form.focus_field("postcode")
        await press(pilot, "cb7 4dl", "enter")
        assert said(pilot) == "cb7 4dl: Ely."
        await press(pilot, "f4", "groups", "enter", "fam", "enter")
        await press(pilot, "f4", "own", "enter", "1 june 2026", "ctrl+s")
        assert said(pilot) == "Saved."
        now = stored(studio, client_id)
        assert (now.salutation, now.referred_by_id, now.city) == ("Dr", referrer, "Ely")
        assert (now.allow_email, now.allow_sms) == (False, True)
        assert len(now.group_ids) == 1
        assert list(now.own.values()) == ["2026-06-01"]
        await press(pilot, "f4", "hist", "enter")
        assert screen.lists.tab.name == "History"
        assert "First visit: none to 2026-06-01." in said(pilot)
        await press(pilot, "f4", "summ", "enter")
        assert said(pilot) == "Summary: Sales · none yet"
        await press(pilot, "end")
        assert said(pilot) == "Referred by · Lee, Ann"
        await press(pilot, "enter")
        assert "› Client Lee, Ann" in shown(pilot)


async def test_a_long_history_is_read_a_part_at_a_time(studio: Studio) -> None:
    client_id = factories.store(studio)
    factories.execute(
        studio,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450) "
        "INSERT INTO change (subject, record_id, at, action, words, before, after) "
        "SELECT 'client', ?, 1000000000 + i, 'changed', 'Change ' || i || '.', '{}', '{}' FROM n",
        client_id,
    )
    async with running(studio) as pilot:
        screen = await opened(pilot, client_id)
        await press(pilot, "f4", "hist", "enter", "end")
        assert said(pilot) == "Enter reads further back."
        await press(pilot, "enter")
        assert "Change 251." in said(pilot)
        await press(pilot, "end", "enter", "end")
        assert "Change 1." in said(pilot)
        assert len(screen.lists.tab.rows) == 451
