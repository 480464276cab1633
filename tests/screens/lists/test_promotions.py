"""Promotions and what else an item may have, from its list to an order; what a list refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.services import invoices
from tests.factories import book, execute, invoice_draft, rows
from tests.screens.program import calendar_of, running
from tests.screens.test_invoice_record import open_
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from studio_tui.studio import Studio


async def test_a_promotion_is_entered_in_the_price_list_and_typed_on_an_order(
    studio: Studio,
) -> None:
    booked = book(studio)
    invoice_id = studio.run(invoices.create, invoice_draft(studio, session_id=booked.session_id))
    execute(studio, "UPDATE item SET quick = 1 WHERE identifier = 'P108'")
    async with running(studio) as pilot:
        await press(pilot, "E", "price", "enter", "x")
        words = " ".join(shown(pilot).replace("│", " ").split())
        assert "Portrait prices is used by 7 session types and 1 invoice line: make it" in words
        await press(pilot, "escape", "o", "enter", "n")
        await press(pilot, "spring", "tab", "Spring offer", "tab", "tab", "promo", "tab", "perc")
        await press(pilot, "ctrl+s")
        assert "Type the percentage that it takes off, as 10%." in said(pilot)
        await press(pilot, "10%", "tab", "prints", "tab", "100", "ctrl+s")
        assert said(pilot) == "Spring offer entered."
        await press(pilot, "escape", "escape", "escape")
        assert pilot.app.screen is calendar_of(pilot)

        record = await open_(pilot, "invoice", invoice_id)
        await press(pilot, "f6", "enter")
        assert "- Quick picks" in shown(pilot)
        await press(pilot, "spring", "enter")
        assert said(pilot) == "SPRING needs an order of £100.00; this one comes to £60.00."
        await press(pilot, "ctrl+u", "p108", "enter", "p108", "enter", "spring", "enter")
        assert said(pilot) == "Added: Spring offer, 1 at -£6.40, -£6.40"
        await press(pilot, "tab", "up", "delete")  # the prints
        assert "SPRING needs an order of £100.00" in said(pilot)
        assert "It is taken out." in said(pilot)
        await press(pilot, "ctrl+z", "ctrl+s", "ctrl+s")
        assert pilot.app.screen is record
        assert said(pilot) == "Saved."
    assert [line.price for line in studio.run(invoices.get, invoice_id).draft.lines] == [
        60_00,
        32_00,
        -6_40,
    ]


async def test_a_changed_tax_rate_holds_for_later_invoices_and_a_cycle_needs_its_first_step(
    studio: Studio,
) -> None:
    booked = book(studio)
    draft = invoice_draft(studio, session_id=booked.session_id)
    before = studio.run(invoices.create, draft)
    old = studio.run(invoices.get, before).totals
    async with running(studio) as pilot:
        await press(pilot, "E", "tax", "enter", "enter", "tab", "tab", "25", "ctrl+s")
        assert "25%" in shown(pilot)
        await press(pilot, "escape", "session statuses", "enter", "enter")
        focus = pilot.app.screen.form  # type: ignore[attr-defined]
        focus.focus_field("initial")
        await press(pilot, "space", "ctrl+s")
        assert "New ones need an open step to start with" in said(pilot)
    assert rows(studio, "SELECT count(*) FROM status WHERE area = 'session' AND initial") == [(1,)]
    assert rows(studio, "SELECT rate FROM tax_rate ORDER BY sort LIMIT 1") == [(25000,)]
    assert studio.run(invoices.get, before).totals == old
