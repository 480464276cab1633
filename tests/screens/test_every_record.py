"""What holds for every kind of record, on every terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import pytest

from studio_tui.domain.task import TaskDraft
from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.opening import RecordKind, open_record
from studio_tui.screens.record import RecordScreen
from studio_tui.services import invoices, notes, payments, tasks
from tests import factories
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studio_tui.studio import Studio

KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
TODAY = date(2026, 11, 24)
WARNING = "lip-reads"
TYPED = {
    "client": "city",
    "session": "description",
    "appointment": "description",
    "invoice": "description",
    "payment": "reference",
    "task": "subject",
}
"""A field of each kind that takes any text."""


def records(studio: Studio) -> dict[RecordKind, int]:
    """One of each kind, of the same client."""
    client = factories.client_draft(call_warning=WARNING)
    done = factories.book(studio, client=client)
    arranged = factories.arrange(
        studio,
        start=factories.at("2026-11-27T09:00"),
        client_id=done.client_id,
        session_id=done.session_id,
    )
    draft = factories.invoice_draft(
        studio, client_id=done.client_id, session_id=done.session_id, description=""
    )
    invoice_id = studio.run(invoices.create, draft)
    paid = factories.payment_draft(studio, 20_00, invoice_id=invoice_id)
    (payment_id,) = studio.run(payments.take, paid)
    todo = TaskDraft("Call", TODAY, TODAY, client_id=done.client_id)
    return {
        "client": done.client_id,
        "session": done.session_id,
        "appointment": arranged.appointment_id,
        "invoice": invoice_id,
        "payment": payment_id,
        "task": studio.run(tasks.create, todo),
    }


async def opened(pilot: Pilot[None], kind: RecordKind, record_id: int) -> RecordScreen:
    await open_record(calendar_of(pilot), kind, record_id)
    await press(pilot)
    assert isinstance(pilot.app.screen, RecordScreen)
    return pilot.app.screen


def focus(pilot: Pilot[None]) -> Any:
    """What has the focus, which is seen."""
    found = pilot.app.focused
    assert found is not None
    assert found.region.height > 0
    return found


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
@pytest.mark.parametrize("kind", KINDS)
async def test_form_and_lists_are_reached_on_every_terminal(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, kind: RecordKind, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    record_id = records(studio)[kind]
    async with running(studio, size) as pilot:
        screen = await opened(pilot, kind, record_id)
        assert "! lip-reads" in picture(screen)[1]
        assert screen.called in picture(screen)[0]
        for _ in screen.form.fields:
            assert any(line.startswith("›") for line in picture(screen))
            focus(pilot)
            await press(pilot, "tab")
        screen.form.focus_field(next(iter(screen.form.fields)))
        await press(pilot, "f6")
        assert focus(pilot) is screen.lists.list
        for tab in screen.lists.tabs[screen.lists.at :]:
            assert f"[{tab.label}]" in shown(pilot) or size[0] < 80
            assert said(pilot).startswith(f"{tab.label}: ")
            await press(pilot, "f6")
        assert focus(pilot).parent is screen.form


@pytest.mark.parametrize("kind", KINDS)
async def test_a_note_is_kept_with_it_from_its_list(studio: Studio, kind: RecordKind) -> None:
    record_id = records(studio)[kind]
    async with running(studio) as pilot:
        screen = await opened(pilot, kind, record_id)
        await press(pilot, "f6")
        while screen.lists.tab.name != "Notes":
            await press(pilot, "right")
        await press(pilot, "n", "Call back on Monday", "ctrl+s")
        assert focus(pilot) is screen.lists.list
        assert "[Notes 1]" in shown(pilot)
    (note,) = studio.run(notes.of_record, kind, record_id)
    assert note.text == "Call back on Monday"


@pytest.mark.parametrize("kind", KINDS)
async def test_leaving_asks_about_what_was_typed_and_saves_it(
    studio: Studio, kind: RecordKind
) -> None:
    record_id = records(studio)[kind]
    async with running(studio) as pilot:
        screen = await opened(pilot, kind, record_id)
        screen.form.focus_field(TYPED[kind])
        await press(pilot, "x", "escape")
        assert isinstance(pilot.app.screen, Question)
        assert f"Leave this {kind}?" in shown(pilot)
        await press(pilot, "g")
        assert focus(pilot).key == TYPED[kind]
        assert screen.unsaved == f"{screen.called} was changed and not saved."
        await press(pilot, "escape", "s")
        assert isinstance(pilot.app.screen, CalendarScreen)
        again = await opened(pilot, kind, record_id)
        assert again.answers.text(TYPED[kind]).casefold().endswith("x")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_record_that_is_gone_is_said_and_can_be_left(
    studio: Studio, kind: RecordKind
) -> None:
    async with running(studio) as pilot:
        await opened(pilot, kind, 999)
        assert said(pilot) == f"This {kind} no longer exists."
        for key in ("ctrl+s", "ctrl+r", "ctrl+n", "f6", "f7", "pagedown", "f4"):
            await press(pilot, key)
            assert isinstance(pilot.app.screen, RecordScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


@pytest.mark.parametrize("kind", KINDS)
async def test_the_menu_offers_what_new_offers(studio: Studio, kind: RecordKind) -> None:
    record_id = records(studio)[kind]
    async with running(studio) as pilot:
        screen = await opened(pilot, kind, record_id)
        await press(pilot, "f9")
        for beginning in screen.beginnings():
            assert beginning.label in shown(pilot)
        await press(pilot, "escape", "ctrl+n", "escape")
        assert pilot.app.screen is screen
        focus(pilot)
