"""Invoice, order lines, totals and payments in the wizard, by the keys a person presses."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.invoice import Discount, InvoiceDraft
from studio_tui.flows import invoice_fields, payment_fields
from studio_tui.screens.ordering import LinePanel
from studio_tui.screens.wizard.items import ItemsPage
from studio_tui.screens.wizard.summary import SummaryPage
from tests.factories import book, client_draft, execute, rows
from tests.screens.program import running
from tests.screens.wizard.walking import page, press, said, shown, where

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.studio import Studio

SIZES = [(80, 24), (120, 40)]
TO_TYPE = ("ctrl+p", "enter", "enter", "smi", "enter", "pagedown")
"""From the calendar to the type of the session."""


@asynccontextmanager
async def at_items(
    studio: Studio, size: tuple[int, int] = (80, 24), kind: str = "po"
) -> AsyncIterator[Pilot[None]]:
    """The program with the items page of a repeat client's session in front."""
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    async with running(studio, size) as pilot:
        await press(pilot, *TO_TYPE, kind, "tab", "tab", "fri 9am", "pagedown", "enter")
        assert where(pilot)[0] == "items"
        yield pilot


def items(pilot: Pilot[None]) -> ItemsPage:
    found = page(pilot)
    assert isinstance(found, ItemsPage)
    return found


def order_of(pilot: Pilot[None]) -> list[tuple[str, int]]:
    """Identifier and quantity of each line in the draft."""
    return [(line.identifier, line.quantity) for line in draft(pilot).lines]


def draft(pilot: Pilot[None]) -> InvoiceDraft:
    found = invoice_fields.invoice_draft(page(pilot).wizard.answers)
    assert found is not None
    return found


def payments(pilot: Pilot[None]) -> tuple[PaymentDraft, ...]:
    return payment_fields.payment_drafts(page(pilot).wizard.answers)


# Order lines


@pytest.mark.parametrize("size", SIZES)
async def test_automatic_items_are_there_and_items_are_added_by_identifier(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with at_items(studio, size) as pilot:
        assert order_of(pilot) == [("SIT", 1)]
        assert "1 line, £60.00 together" in shown(pilot)
        await press(pilot, "p75")
        assert said(pilot) == "Enter adds Print 7 × 5 in, £18.00."
        await press(pilot, "enter", "p75", "enter", "webfile", "enter")
        assert order_of(pilot) == [("SIT", 1), ("P75", 2), ("WEBFILE", 1)]
        assert "3 lines, £96.00 together" in shown(pilot)
        assert items(pilot).order.entry.has_focus
        assert pilot.app.cursor_position == items(pilot).order.entry.cursor_screen_offset


async def test_a_narrow_terminal_keeps_what_is_ordered_in_sight(studio: Studio) -> None:
    async with at_items(studio, (40, 12)) as pilot:
        assert "Sitting fee" in shown(pilot)
        assert "60.00" in shown(pilot)
        await press(pilot, "tab")
        assert said(pilot) == "Line 1 of 1: Sitting fee, 1 at £60.00, £60.00"


async def test_words_narrow_the_price_list_and_the_arrows_choose(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "10x8")
        assert "FR108      Oak frame 10 × 8 in" in shown(pilot)
        assert "Session fees" not in shown(pilot)
        await press(pilot, "down", "enter")
        assert order_of(pilot)[-1] == ("FR108", 1)
        assert said(pilot) == "Added: Oak frame 10 × 8 in, 1 at £45.00, £45.00"
        await press(pilot, "zebra", "enter")
        assert said(pilot) == "Nothing on the price list fits “zebra”."
        assert len(order_of(pilot)) == 2


async def test_groups_of_the_price_list_open(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        assert "+ Packages" in shown(pilot)
        await press(pilot, "down", "down", "enter")
        assert said(pilot) == "Packages, 2 items: Enter closes it."
        await press(pilot, "down", "down", "enter")
        assert order_of(pilot)[-1] == ("PKBABY", 1)


async def test_only_the_price_list_of_the_type_is_sold(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "bfile1")
        assert "Nothing on the price list fits" in said(pilot)


async def test_a_line_is_edited_and_a_price_with_three_decimals_refused(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p108", "enter", "tab", "end")
        assert said(pilot) == "Line 2 of 2: Print 10 × 8 in, 1 at £32.00, £32.00"
        await press(pilot, "enter", "2", "enter", "12.345", "ctrl+s")
        panel = pilot.app.screen
        assert isinstance(panel, LinePanel)
        assert panel.form.focused_key == "price"
        assert "type 12.35 or 12.34." in panel.line.text
        await press(pilot, "ctrl+u", "25", "enter", "10%")
        assert "Comes to £45.00." in panel.line.text
        await press(pilot, "enter", "enter")
        assert said(pilot) == "Line 2 of 2: Print 10 × 8 in, 2 at £25.00, 10% off, £45.00"
        (_, line) = draft(pilot).lines
        assert (line.price, line.discount) == (2500, Discount(percent=1000))


async def test_quantities_order_and_removal_by_keys_and_undo(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p108", "enter", "f6", "up", "+", "+", "-", "ctrl+n")
        assert order_of(pilot) == [("P108", 1), ("SIT", 2)]
        await press(pilot, "[")
        assert order_of(pilot) == [("SIT", 2), ("P108", 1)]
        await press(pilot, "down", "delete")
        assert order_of(pilot) == [("SIT", 2)]
        assert "Print 10 × 8 in is taken out. Ctrl+Z brings it back." in said(pilot)
        await press(pilot, "ctrl+z")
        assert order_of(pilot) == [("SIT", 2), ("P108", 1)]
        assert items(pilot).order.at == 1
        await press(pilot, "-")
        assert "Take Print 10 × 8 in out of the order?" in shown(pilot)
        await press(pilot, "escape")
        assert len(order_of(pilot)) == 2
        await press(pilot, "enter", "0", "ctrl+s", "enter")
        assert order_of(pilot) == [("SIT", 2)]


async def test_keys_of_the_lines_say_where_they_work(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "ctrl+n")
        assert said(pilot) == "Tab goes to the order lines first."
        await press(pilot, "ctrl+z")
        assert said(pilot) == "There is nothing to undo."
        await press(pilot, "tab", "ctrl+x")
        assert order_of(pilot) == []
        assert items(pilot).order.entry.has_focus
        await press(pilot, "tab")
        assert said(pilot) == "Nothing is ordered yet: type what to add."
        await press(pilot, "pagedown")
        assert where(pilot)[0] == "items"
        assert said(pilot).startswith("Nothing is on the invoice")


async def test_long_price_lists_stay_quick_to_reach(studio: Studio) -> None:
    studio.run(_many)
    async with at_items(studio) as pilot:
        await press(pilot, "x499", "enter")
        assert order_of(pilot)[-1] == ("X499", 1)
        await press(pilot, "extra 37")
        assert "X370" in shown(pilot)


def _many(desk: object) -> None:
    database = desk.database  # type: ignore[attr-defined]
    ((price_list, group),) = database.execute_sql(
        "SELECT price_list_id, id FROM item_group WHERE name = 'Prints'"
    ).fetchall()
    for number in range(500):
        database.execute_sql(
            "INSERT INTO item (price_list_id, group_id, identifier, description, kind, price, "
            "cost, taxable, sort, hidden, inactive) VALUES (?, ?, ?, ?, 'print', 100, 0, 1, 99, "
            "0, 0)",
            (price_list, group, f"X{number}", f"Extra {number}"),
        )


# A session that changes


async def test_the_head_count_changes_the_fee(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "pageup", "pageup")
        await press(pilot, *["tab"] * 9, "5", "pagedown", "pagedown")
        assert where(pilot)[0] == "items"
        assert order_of(pilot) == [("SIT5", 1)]


async def test_another_type_asks_whether_to_swap_what_was_not_touched(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p75", "enter", "pageup", "pageup")
        assert where(pilot)[0] == "session_information"
        await press(pilot, "shift+tab", "shift+tab", "nb", "ctrl+s")
        assert where_under(pilot) == "items"
        assert "The session is now: Newborn." in shown(pilot)
        await press(pilot, "enter")
        assert order_of(pilot) == [("SITNB", 1), ("P75", 1)]
        await press(pilot, "pageup", "pageup", "tab", "shift+tab", "po", "pagedown")
        await press(pilot, "pagedown", "down", "enter")
        assert order_of(pilot) == [("SITNB", 1), ("P75", 1)]
        await press(pilot, "pageup", "pagedown")
        assert where(pilot)[0] == "items"


def where_under(pilot: Pilot[None]) -> str:
    """Key of the page under a question."""
    found = pilot.app.screen_stack[-2]
    assert isinstance(found, ItemsPage)
    return found.page.key


async def test_an_item_that_is_no_longer_sold_is_kept_out_and_the_rest_stays(
    studio: Studio,
) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p75", "enter", "p108", "enter")
        execute(studio, "UPDATE item SET inactive = 1 WHERE identifier = 'P75'")
        await page(pilot).wizard.reread()
        await press(pilot, "pagedown")
        assert "Print 7 × 5 in is no longer on the price list." in shown(pilot)
        await press(pilot, "enter")
        assert order_of(pilot) == [("SIT", 1), ("P108", 1)]
        await press(pilot, "pagedown")
        assert where(pilot)[0] == "totals"


# Totals


@pytest.mark.parametrize("size", SIZES)
async def test_totals_follow_what_is_typed(studio: Studio, size: tuple[int, int]) -> None:
    async with at_items(studio, size) as pilot:
        await press(pilot, "pagedown", "10%")
        assert "£6.00 off £60.00" in shown(pilot)
        assert "£54.00" in shown(pilot)
        await press(pilot, "tab", "ex", "tab", "5.50")
        assert "£59.50" in shown(pilot)
        await press(pilot, "pageup", "pagedown")
        assert draft(pilot).discount == Discount(percent=1000)
        assert (draft(pilot).shipping, draft(pilot).taxes.rate) == (550, 0)
        assert "£59.50" in shown(pilot)
        await press(pilot, "101%", "pagedown")
        assert where(pilot) == ("totals", "discount")
        assert "cannot be more than 100%" in said(pilot)


async def test_a_studio_in_yen_has_no_decimals(studio: Studio) -> None:
    execute(studio, "DELETE FROM preference WHERE key = 'studio.currency'")
    execute(
        studio,
        "INSERT INTO preference (person_id, key, value) VALUES (0, 'studio.currency', '\"JPY\"')",
    )
    async with at_items(studio) as pilot:
        assert "1 line, ¥6,000 together" in shown(pilot)
        await press(pilot, "pagedown", "500.5", "pagedown")
        assert "JPY has none" in said(pilot)
        await press(pilot, "ctrl+u", "500", "pagedown")
        assert "The invoice comes to ¥5,500" in shown(pilot)


# Payments


async def at_payment(pilot: Pilot[None], *more: str) -> None:
    """From the items on to the payment."""
    await press(pilot, "pagedown", "pagedown")
    assert where(pilot)[0] == "payment"
    await press(pilot, *more)


@pytest.mark.parametrize("size", SIZES)
async def test_the_deposit_is_proposed_and_cash_gives_change(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with at_items(studio, size) as pilot:
        await at_payment(pilot)
        assert "the deposit of Portrait is £25.00" in shown(pilot)
        await press(pilot, "enter")
        assert where(pilot) == ("payment_details", "method")
        assert "£25.00 of £60.00, £35.00 left" in shown(pilot)
        await press(pilot, "cash", "enter", "enter", "40")
        assert "change £15.00" in shown(pilot)
        await press(pilot, "pagedown")
        assert where(pilot)[0] == "confirmation"
        (payment,) = payments(pilot)
        assert (payment.amount, payment.tendered) == (2500, 4000)


async def test_what_is_noted_follows_the_method_and_f4_offers_amounts(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await at_payment(pilot, "enter", "cheque", "enter", "f4")
        assert said(pilot) == "Balance: £60.00, all of it."
        assert "Cheque number" in shown(pilot)
        assert "Cash given" not in shown(pilot)
        await press(pilot, "f4")
        assert said(pilot) == "Deposit: £25.00 of £60.00, £35.00 left."
        await press(pilot, "50%", "enter", "000123", "enter")
        (payment,) = payments(pilot)
        assert (payment.amount, payment.reference) == (3000, "000123")
        await press(pilot, "pageup", "pageup", "pagedown")
        assert "000123" in shown(pilot)


async def test_the_summary_key_stops_where_the_method_is_missing(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "ctrl+s")
        assert where(pilot) == ("payment_details", "method")
        words = "Type how it is paid, as cash or card. PgUp goes back, to pay later."
        assert f"! {words}" in shown(pilot).splitlines()[-2]
        await press(pilot, "cc", "ctrl+s")
        assert where(pilot)[0] == "confirmation"


async def test_where_the_method_is_missing_the_way_back_leads_to_paying_later(
    studio: Studio,
) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "ctrl+s", "pageup", "n")
        assert where(pilot)[0] == "confirmation"
        assert payments(pilot) == ()


async def test_too_much_is_asked_about(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await at_payment(pilot, "enter", "cc", "enter", "80", "pagedown")
        assert "£20.00 more is paid than the invoice comes to." in shown(pilot)
        await press(pilot, "escape")
        assert where(pilot) == ("payment_details", "amount")
        await press(pilot, "pagedown", "enter")
        assert where(pilot) == ("payment_details", "amount"), "nothing is kept that was not meant"
        await press(pilot, "pagedown", "down", "enter")
        assert where(pilot)[0] == "confirmation"
        assert payment_fields.keep_credit(page(pilot).wizard.answers)


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_of_three_shows_its_dates(studio: Studio, size: tuple[int, int]) -> None:
    async with at_items(studio, size) as pilot:
        await at_payment(pilot, "p", "down", "enter")
        assert where(pilot) == ("plan", "plan_today")
        await press(pilot, "10", "enter", "cc", "pagedown")
        assert where(pilot)[0] == "confirmation"
        await press(pilot, "pageup")
        for words in ("Thu 24 Dec 2026, £16.66", "Wed 24 Feb 2027, £16.68"):
            assert words in shown(pilot)
        found = payments(pilot)
        assert [payment.amount for payment in found] == [1000, 1666, 1666, 1668]
        assert [payment.pending for payment in found] == [False, True, True, True]


async def test_no_payment_goes_on_at_once(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await at_payment(pilot, "down", "down", "enter")
        assert where(pilot)[0] == "confirmation"
        assert payments(pilot) == ()


async def test_no_invoice_skips_its_pages_and_keeps_the_lines(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p75", "enter", "pageup", "down", "enter")
        assert where(pilot)[0] == "payment"
        await press(pilot, "pageup", "up", "enter")
        assert where(pilot)[0] == "items"
        assert order_of(pilot) == [("SIT", 1), ("P75", 1)]


# Finish


def summary_of(pilot: Pilot[None]) -> str:
    """All that the last page says, seen or scrolled away."""
    found = page(pilot)
    assert isinstance(found, SummaryPage)
    return found.facts.text


def stored(studio: Studio) -> list[tuple[object, ...]]:
    """Amount, method, planned day and whether it belongs to an invoice, of each payment."""
    return rows(
        studio,
        "SELECT amount, payment_method.name, due, invoice_id IS NOT NULL, tendered, reference "
        "FROM payment LEFT JOIN payment_method ON payment_method.id = method_id ORDER BY "
        "payment.id",
    )


async def test_a_repeat_client_with_invoice_and_deposit_takes_eight_keys_besides_letters(
    studio: Studio,
) -> None:
    book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    keys = (*TO_TYPE, "po", "ctrl+s", "cc", "ctrl+s", "ctrl+s")
    async with running(studio) as pilot:
        await press(pilot, *keys)
        assert said(pilot).startswith("Booked 10001: Smith, Sara, Tue 24 Nov")
    assert len([key for key in keys if key not in ("smi", "po", "cc")]) == 8  # 16 are allowed
    assert rows(studio, "SELECT kind, total FROM invoice") == [("session-fee", 6000)]
    assert rows(studio, "SELECT identifier, quantity, automatic FROM invoice_line") == [
        ("SIT", 1, 1)
    ]
    assert stored(studio) == [(2500, "Card", None, 1, None, "")]


async def test_everything_typed_is_stored_together(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p108", "enter", "f6", "enter", "2", "enter", "25", "enter", "10%")
        await press(pilot, "ctrl+s", "pagedown", "5", "enter", "ex", "enter", "4.50", "enter")
        await press(pilot, "enter", "ca", "enter", "50", "enter", "60", "ctrl+s")
        for words in (
            "Print 10 × 8 in, 2 at £25.00, 10% off, £45.00",
            "£104.50 · 2 lines · £5.00 off · shipping £4.50",
            "£50.00, Cash, change £10.00, £54.50 left",
        ):
            assert words in summary_of(pilot)
        await press(pilot, "ctrl+s")
        assert said(pilot).startswith("Booked 10001")
    assert rows(studio, "SELECT total, discount_amount, shipping FROM invoice") == [
        (10450, 500, 450)
    ]
    assert rows(
        studio, "SELECT identifier, quantity, price, discount_percent, automatic FROM invoice_line"
    ) == [("SIT", 1, 6000, 0, 1), ("P108", 2, 2500, 1000, 0)]
    assert stored(studio) == [(5000, "Cash", None, 1, 6000, "")]


@pytest.mark.parametrize("new", [True, False])
async def test_what_is_paid_is_in_sight_however_much_is_ordered(studio: Studio, new: bool) -> None:
    if not new:
        book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    reached = ("tab", "tab", "tab", "s@example.org", "tab", "07700 900123") if new else ()
    async with running(studio) as pilot:
        await press(pilot, *TO_TYPE[:3], "sara smith", "enter", *reached, "pagedown")
        await press(pilot, "po", "tab", "tab", "fri 9am", "pagedown", "enter")
        for item in ("p108", "p75", "p1612", "pkfamily", "alb20", "outdoor", "canvas"):
            await press(pilot, item, "enter")
        await press(pilot, "ctrl+s", "cc", "ctrl+s")
        for words in ("Friday 27 November 2026, 09:00-10:00", "8 lines", "£25.00, Card, £"):
            assert words in shown(pilot)
        assert "1 × Print 16 × 12 in" in summary_of(pilot)
        await press(pilot, "end")
        assert "Canvas" in shown(pilot)


async def test_a_plan_is_stored_as_payments_to_come(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await at_payment(pilot, "p", "down", "enter", "10", "enter", "cc", "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked 10001")
    assert stored(studio) == [
        (1000, "Card", None, 1, None, ""),
        (1666, "Card", "2026-12-24", 1, None, ""),
        (1666, "Card", "2027-01-24", 1, None, ""),
        (1668, "Card", "2027-02-24", 1, None, ""),
    ]


async def test_what_is_paid_too_much_is_stored_as_credit(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await at_payment(pilot, "enter", "cc", "enter", "80", "ctrl+s", "down", "enter")
        assert where(pilot)[0] == "confirmation"
        assert "£20.00 of it is kept as credit" in shown(pilot)
        await press(pilot, "ctrl+s")
    assert [(row[0], row[3]) for row in stored(studio)] == [(6000, 1), (2000, 0)]


async def test_a_deposit_can_be_taken_without_an_invoice(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "pageup", "down", "enter", "enter", "cc", "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked 10001")
    assert rows(studio, "SELECT count(*) FROM invoice") == [(0,)]
    assert stored(studio) == [(2500, "Card", None, 0, None, "")]


async def test_an_item_taken_off_the_list_meanwhile_is_named_on_finish(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p75", "enter", "ctrl+s", "cc", "ctrl+s")
        execute(studio, "UPDATE item SET inactive = 1 WHERE identifier = 'P75'")
        await press(pilot, "ctrl+s")
        assert "Print 7 × 5 in is no longer on the price list." in shown(pilot)
        await press(pilot, "enter", "ctrl+s", "ctrl+s")
        assert said(pilot).startswith("Booked 10001")
    assert rows(studio, "SELECT identifier FROM invoice_line") == [("SIT",)]


async def test_order_lines_survive_leaving_the_wizard(studio: Studio) -> None:
    async with at_items(studio) as pilot:
        await press(pilot, "p75", "enter", "pagedown", "10%", "escape", "enter")
        await press(pilot, "f4", "enter")
        assert where(pilot)[0] == "totals"
        assert draft(pilot).discount == Discount(percent=1000)
        await press(pilot, "pageup")
        assert order_of(pilot) == [("SIT", 1), ("P75", 1)]
